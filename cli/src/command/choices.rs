//! Whose values conflicts end with, and what rows do that look imported before, by the options.

use std::path::Path;

use wasm_core::mapping::{Again, Mapping, Resolutions, RowChoice};
use wasm_core::memory::{Seen, SeenRow};
use wasm_core::message::Message;
use wasm_core::schema::{FieldId, FieldSchema};

use crate::args::{ConflictChoice, ImportedBefore, Plan, RowAnswer, RowsAnswer};
use crate::failure::Failure;
use crate::input;

/// A column that gives a field, with the names that it may be called by.
struct Column<'a> {
    field: &'a FieldId,
    names: [&'a str; 3],
}

impl Column<'_> {
    fn is(&self, name: &str) -> bool {
        let plain = |name: &str| name.trim().to_lowercase();
        self.names.iter().any(|own| plain(own) == plain(name))
    }
}

/// The user's choices: those for one column go before those for all.
///
/// # Errors
/// A column that the file does not have.
pub(super) fn resolutions(
    args: &Plan,
    mapping: &Mapping,
    fields: &[FieldSchema],
) -> Result<Resolutions, Failure> {
    let columns: Vec<Column<'_>> = mapping
        .columns
        .iter()
        .flat_map(|column| {
            column.mapped.fields().iter().map(|id| {
                let field = fields.iter().find(|field| field.id == *id);
                let name = field.map_or(id.as_str(), |field| &field.name);
                Column { field: id, names: [&column.header, id.as_str(), name] }
            })
        })
        .collect();
    let imported_before = args.imported_before.iter().rev().find_map(|answer| match answer {
        ImportedBefore::All(again) => Some(*again),
        _ => None,
    });
    let mut resolutions = Resolutions { imported_before, ..Resolutions::default() };
    if args.accept_loss {
        resolutions.accept_loss = columns.iter().map(|column| column.field.clone()).collect();
    }
    let (all, single): (Vec<&ConflictChoice>, Vec<_>) =
        args.conflicts.iter().partition(|choice| choice.column.is_none());
    for ConflictChoice { column: name, side } in all.into_iter().chain(single) {
        let meant = |column: &&Column<'_>| name.as_ref().is_none_or(|name| column.is(name));
        let chosen: Vec<_> = columns.iter().filter(meant).collect();
        if let (Some(name), []) = (name, chosen.as_slice()) {
            return Err(Failure::usage(Message::new("no-such-column").with("column", name)));
        }
        let sides = chosen.into_iter().map(|column| (column.field.clone(), *side));
        resolutions.columns.extend(sides);
    }
    Ok(resolutions)
}

/// Takes the answers for single rows that look imported before.
///
/// # Errors
/// A row that does not look like it, or not like that work item; a file that can't be read.
pub(super) fn answer_rows(
    args: &Plan,
    seen: &Seen,
    resolutions: &mut Resolutions,
) -> Result<(), Failure> {
    for answer in &args.imported_before {
        match answer {
            ImportedBefore::All(_) => {}
            ImportedBefore::Rows(answer) => resolutions.rows.extend(choices(answer, seen)?),
            ImportedBefore::File(file) => {
                for answer in answers(file)? {
                    resolutions.rows.extend(choices(&answer, seen)?);
                }
            }
        }
    }
    Ok(())
}

/// The answers in a file. Empty lines, and what stands behind `#`, say nothing.
fn answers(file: &Path) -> Result<Vec<RowsAnswer>, Failure> {
    let text = input::text(file, input::ANSWERS)?;
    let lines = (1_usize..).zip(text.lines());
    let lines = lines.map(|(at, line)| (at, line.split('#').next().unwrap_or_default().trim()));
    let read = |(at, line): (usize, &str)| {
        RowsAnswer::parse(line).map_err(|detail| {
            let message = Message::new("row-answer-malformed").with("file", file.display());
            Failure::usage(message.with("line", at).with("detail", detail))
        })
    };
    lines.filter(|(_, line)| !line.is_empty()).map(read).collect()
}

/// The choices of an answer: of several rows, for those that look imported before.
fn choices(answer: &RowsAnswer, seen: &Seen) -> Result<Vec<RowChoice>, Failure> {
    let (first, last) = answer.rows;
    let rows = seen.rows.range(first - 1..last);
    let choices: Result<Vec<RowChoice>, Failure> =
        rows.map(|(row, seen)| choice(answer, *row, seen)).collect();
    match choices {
        Ok(choices) if choices.is_empty() => {
            let rows = if first == last { first.to_string() } else { format!("{first}-{last}") };
            let message = Message::new("row-not-asked").with("answer", &answer.text);
            Err(Failure::usage(message.with("row", rows)))
        }
        choices => choices,
    }
}

/// The choice for a row.
fn choice(answer: &RowsAnswer, row: u32, seen: &SeenRow) -> Result<RowChoice, Failure> {
    let update = |issue| RowChoice { row, again: Some(Again::Update), issue };
    match &answer.answer {
        RowAnswer::Create => Ok(RowChoice { row, again: Some(Again::Create), issue: None }),
        RowAnswer::Update => Ok(update(None)),
        RowAnswer::UpdateIssue(key) => {
            let like = |key: &str| seen.candidates.iter().find(|made| made.issue.key == *key);
            let keys = seen.candidates.iter().map(|made| made.issue.key.as_str());
            like(key).map(|made| update(Some(made.issue.id.clone()))).ok_or_else(|| {
                let known = keys.collect::<Vec<_>>().join(", ");
                let message = Message::new("row-not-like").with("answer", &answer.text);
                let message = message.with("row", row + 1).with("key", key).with("known", known);
                Failure::usage(message)
            })
        }
    }
}
