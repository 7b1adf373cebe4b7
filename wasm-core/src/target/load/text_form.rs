//! Whether the rich texts of a file are Markdown or wiki markup, where the file does not tell.
//!
//! A part of Jira's own CSV has the keys and the texts in wiki markup, and nothing that only Jira
//! writes; an export of Rowport as CSV has them in Markdown, and nothing that only Rowport writes.
//! So the cells are compared with the forms of what Jira has. Where these tell nothing, the texts
//! are taken as they were typed.

use std::collections::HashMap;

use crate::convert;
use crate::jira::{BULK_FETCH, Client, Issue, JiraError};
use crate::mapping::{FieldColumn, Layout};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldValue, Notation, RichText, TextForm};
use crate::sheet::CellValue;
use crate::target::{IssueState, TargetState};

use super::Subject;

/// The cells of a column, with the names under which the state has their issues.
struct Texts {
    field: FieldId,
    cells: Vec<(String, String)>,
}

/// Decides it for each column in doubt, and puts Jira's wiki markup beside the texts of those that
/// are in it.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let (doubtful, plain): (Vec<Texts>, Vec<Texts>) =
        columns(subject, state).into_iter().partition(|texts| in_doubt(texts, state));
    let in_markdown = plain.iter().filter(|texts| is_markdown(texts, state));
    let in_markdown: Vec<FieldId> = in_markdown.map(|texts| texts.field.clone()).collect();
    let markdown = |field| (field, Some(TextForm::Markdown));
    state.text_forms.extend(in_markdown.into_iter().map(markdown));
    if doubtful.is_empty() {
        return Ok(());
    }
    let names = doubtful.iter().flat_map(|texts| texts.cells.iter().map(|(name, _)| name));
    let issues = names.filter_map(|name| state.issues.get(name));
    let mut ids: Vec<String> = issues.map(|issue| issue.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let fields: Vec<FieldId> = doubtful.iter().map(|texts| texts.field.clone()).collect();
    let mut markup = HashMap::new();
    for ids in ids.chunks(BULK_FETCH) {
        let issues = client.bulk_fetch_as(Notation::Wiki, ids, &fields).await?;
        markup.extend(issues.into_iter().map(|issue| (issue.id.clone(), issue)));
    }
    for texts in doubtful {
        decide(&texts, &markup, state);
    }
    // A file has all its texts from one place.
    let in_markup = state.text_forms.values().any(|form| *form == Some(TextForm::Wiki));
    for texts in plain.into_iter().filter(|_| in_markup) {
        state.text_forms.entry(texts.field).or_insert(Some(TextForm::Wiki));
    }
    Ok(())
}

/// The columns of which neither the file nor the user says what they are. Beside one of which the
/// user does say it, nothing is taken for markup: Jira converts all texts of a row, or none.
fn columns(subject: &Subject<'_>, state: &TargetState) -> Vec<Texts> {
    if subject.exported {
        return Vec::new();
    }
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    let columns = layout.columns.iter().filter(|column| column.field.takes_rich_text());
    let open = |column: &FieldColumn<'_>| column.text.is_none() && !column.options.jira_csv;
    if !columns.clone().all(open) {
        return Vec::new();
    }
    let texts = |column: &FieldColumn<'_>| {
        let cell = |row| {
            let name = layout.issue_of(row).filter(|name| state.issues.contains_key(name))?;
            let text = column.cells(row).next().and_then(CellValue::as_text)?;
            Some((name, text.to_owned()))
        };
        let cells = subject.table.rows.iter().filter_map(cell).collect();
        Texts { field: column.field.id.clone(), cells }
    };
    columns.map(texts).collect()
}

/// Whether some cell differs from Jira's text and would be another one as markup.
fn in_doubt(texts: &Texts, state: &TargetState) -> bool {
    texts.cells.iter().any(|(name, cell)| {
        let present = state.issues.get(name).and_then(|issue| rich(issue, &texts.field));
        let same = present.is_some_and(|present| convert::shows(present, cell));
        !same && convert::may_be_markup(cell)
    })
}

/// Whether some cell has a line that only the Markdown of its text in Jira has.
fn is_markdown(texts: &Texts, state: &TargetState) -> bool {
    texts.cells.iter().any(|(name, cell)| {
        let present = state.issues.get(name).and_then(|issue| rich(issue, &texts.field));
        present.is_some_and(|present| convert::has_markdown_of(cell, present))
    })
}

fn rich<'i>(issue: &'i IssueState, field: &FieldId) -> Option<&'i RichText> {
    match issue.values.get(field) {
        Some(FieldValue::Rich(rich)) => Some(rich),
        _ => None,
    }
}

/// Decides it by the lines that only one form of Jira's texts has. Where both have some, or neither,
/// a cell that is Jira's text in either form is so all the same.
fn decide(texts: &Texts, markup: &HashMap<String, Issue>, state: &mut TargetState) {
    let wiki = |issue: &IssueState| {
        let issue = markup.get(&issue.id)?;
        issue.fields.get(texts.field.as_str())?.as_str().map(str::to_owned)
    };
    let (mut of_markdown, mut of_markup) = (0, 0);
    for (name, cell) in &texts.cells {
        let Some(issue) = state.issues.get(name) else { continue };
        if let (Some(rich), Some(wiki)) = (rich(issue, &texts.field), wiki(issue)) {
            let (markdown, markup) = convert::lines_of(cell, &rich.markdown, &wiki);
            of_markdown += markdown;
            let whole = convert::is_markup(&wiki, cell) && convert::may_be_markup(cell);
            of_markup += markup.max(usize::from(whole && rich.markdown != *cell));
        }
    }
    let form = match (of_markdown, of_markup) {
        (0, 1..) => Some(TextForm::Wiki),
        (1.., 0) => Some(TextForm::Markdown),
        _ => None,
    };
    state.text_forms.insert(texts.field.clone(), form);
    for (name, cell) in &texts.cells {
        let Some(issue) = state.issues.get_mut(name) else { continue };
        let wiki = wiki(issue).filter(|wiki| match form {
            Some(form) => form == TextForm::Wiki,
            None => convert::is_markup(wiki, cell),
        });
        if let (Some(FieldValue::Rich(rich)), Some(wiki)) =
            (issue.values.get_mut(&texts.field), wiki)
        {
            rich.wiki = Some(wiki);
        }
    }
}
