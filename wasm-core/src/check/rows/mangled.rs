//! Cells that are what a spreadsheet program makes of Jira's value.

use crate::convert::{self, Context};
use crate::schema::{FieldSchema, FieldValue};
use crate::sheet::{self, CellValue, Mangling};

/// What a program made of Jira's value, if the cells are that.
pub(super) fn mangled(
    field: &FieldSchema,
    jira: &FieldValue,
    cells: &[&CellValue],
    cx: &Context<'_>,
) -> Option<Mangling> {
    if let [cell] = cells {
        let shown = shown(field, jira, cx);
        return shown.iter().find_map(|text| of_text(jira, text, cell));
    }
    of_each(&items(jira), cells)
}

/// A text with its beginning alone, or as a program makes something else of it.
fn of_text(jira: &FieldValue, text: &str, cell: &CellValue) -> Option<Mangling> {
    let cut = || match (jira, cell) {
        (FieldValue::Rich(_), CellValue::Text(cell)) => is_beginning(text, cell),
        _ => false,
    };
    sheet::mangled(text, cell).or_else(|| cut().then_some(Mangling::Cut))
}

/// The texts by which a value may stand in a file.
fn shown(field: &FieldSchema, jira: &FieldValue, cx: &Context<'_>) -> Vec<String> {
    match jira {
        // What a file has of these was a number or a day before.
        FieldValue::Number(_)
        | FieldValue::Date(_)
        | FieldValue::DateTime(_)
        | FieldValue::Duration(_)
        | FieldValue::Empty => Vec::new(),
        // Signs that mean something in Markdown are marked there, and not in another file.
        FieldValue::Rich(rich) => vec![rich.markdown.clone(), rich.markdown.replace('\\', "")],
        value => vec![convert::cell(field, value, cx).to_text()],
    }
}

/// The values of a list that has a column for each.
fn items(jira: &FieldValue) -> Vec<&str> {
    match jira {
        FieldValue::Many(list) => list.iter().map(|entity| entity.name.as_str()).collect(),
        FieldValue::Words(words) | FieldValue::Lines(words) => {
            words.iter().map(String::as_str).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether each cell is a value of the list or what a program made of one, and none is missing.
fn of_each(items: &[&str], cells: &[&CellValue]) -> Option<Mangling> {
    let mut left = items.to_vec();
    let mut others = cells.to_vec();
    others.retain(|cell| match left.iter().position(|item| cell.as_text() == Some(*item)) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    });
    let mut found = None;
    for cell in others {
        let made_of = |item: &&str| sheet::mangled(item, cell);
        let (at, mangling) =
            left.iter().enumerate().find_map(|(at, item)| Some((at, made_of(item)?)))?;
        left.remove(at);
        found = Some(mangling);
    }
    found.filter(|_| left.is_empty())
}

/// Characters at the end of a text that was cut off which may be a broken piece of markup.
const BROKEN: usize = 40;

/// Whether a cell of markup was cut off, and holds the beginning of a longer text: its words, as
/// the markup of the file may be another one.
fn is_beginning(text: &str, cell: &str) -> bool {
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (all, cut) = (words(text), words(cell));
    let kept: String = cut.chars().take(cut.chars().count().saturating_sub(BROKEN)).collect();
    sheet::is_cut_off(cell) && !kept.is_empty() && all.len() > cut.len() && all.starts_with(&kept)
}
