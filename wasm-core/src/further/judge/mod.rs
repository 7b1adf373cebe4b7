//! What new rows ask for, as entries of a plan; one file for each kind of entry.

mod before;
mod comment;
mod corrected;
mod link;
mod names;
mod presence;
mod rights;
mod text_form;
mod worklog;

use std::collections::BTreeSet;

use super::identity::identities;
use super::layout::Use;
use super::sort::{self, Row};
use super::state::FurtherState;
use super::tables::FurtherTable;
use crate::convert::{self, Context, ParseOptions};
use crate::finding::{Finding, Severity};
use crate::job::FurtherSheet;
use crate::mapping::{FileZone, Mapping, Origin, Resolutions};
use crate::message::Message;
use crate::plan::{Action, Addition, Entry, Plan, RowIdentity};
use crate::ports::Zone;
use crate::schema::FieldValue;
use crate::sheet::Table;
use crate::target::TargetState;
use names::NewIssues;

/// What entries are made of.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The further sheets.
    pub tables: &'a [FurtherTable],
    /// The mark of the export, if the file is one.
    pub origin: Option<&'a Origin>,
    /// Whether the file is one, and has lost what says so.
    pub export_lost: bool,
    /// The table of the issues.
    pub main: &'a Table,
    /// What its columns mean.
    pub mapping: &'a Mapping,
    /// What Jira has.
    pub target: &'a TargetState,
    /// What the user chose.
    pub resolutions: &'a Resolutions,
    /// What was read for the new rows.
    pub state: &'a FurtherState,
    /// The user's zone, in which the cells of a file of unknown origin show instants.
    pub zone: &'a dyn Zone,
}

/// Adds to a plan what the further sheets ask for, and seals it again. A pure function: the same
/// sheets and states give the same entries.
pub fn extend(plan: &mut Plan, input: &Input<'_>) -> Vec<Finding> {
    let sorted = sort::sort(input.tables, input.origin);
    let mut findings = sorted.general;
    let zone = FileZone::new(input.origin, input.zone);
    let judge = Judge {
        input,
        cx: Context::new(zone.zone(), input.target),
        issues: NewIssues::new(plan, input),
    };
    findings.extend(input.tables.iter().flat_map(|table| table.unknown_zones(judge.cx.zone)));
    let mut links = BTreeSet::new();
    let mut asked = Vec::new();
    let names = identities(&sorted.new, &plan.source.lineage);
    for (row, identity) in sorted.new.iter().zip(names) {
        let mut findings = Vec::new();
        let mut entry = judge.entry(row, identity, &mut findings);
        link::once(&mut entry, input.state, &mut links);
        asked.push(Asked { row: *row, entry, findings });
    }
    presence::settle(&mut asked, input, &judge.cx);
    findings.extend(rights::hold_back(&mut asked, &plan.changes, input));
    findings.extend(before::question(&asked));
    findings.extend(text_form::offers(&sorted.new, input));
    let mut entries = Vec::new();
    for Asked { entry, findings: noticed, .. } in asked {
        entries.push(entry);
        findings.extend(noticed);
    }
    for (row, noticed) in sorted.noticed {
        let issue = judge.issues.find(&row.table.text(row.row, 0)).ok();
        entries.push(Entry { issue, ..empty(&row) });
        findings.extend(noticed);
    }
    entries.sort_by_key(|entry| (entry.kind, entry.row));
    plan.entries = entries;
    plan.recount();
    findings
}

/// An entry that does nothing.
fn empty(row: &Row<'_>) -> Entry {
    Entry {
        sheet: row.table.table.sheet.clone(),
        kind: row.table.sheet,
        row: row.row.row,
        action: Action::NoOp,
        issue: None,
        addition: None,
        identity: None,
        beside: Vec::new(),
        before: None,
        reason: None,
    }
}

/// A new row, the entry that it asks for, and what is said of it.
struct Asked<'t> {
    row: Row<'t>,
    entry: Entry,
    findings: Vec<Finding>,
}

/// Judges new rows.
struct Judge<'i, 'a> {
    input: &'i Input<'a>,
    cx: Context<'i>,
    issues: NewIssues<'i>,
}

/// What was found in a row; without an addition some finding is an error.
struct Found<'f> {
    row: Row<'f>,
    findings: &'f mut Vec<Finding>,
}

impl Found<'_> {
    /// Notes what is wrong with a cell.
    fn refuse(&mut self, column: usize, message: Message) {
        let place = self.row.table.place(self.row.row, column);
        self.findings.push(Finding::error(message, place));
    }

    /// Warns of a cell.
    fn warn(&mut self, column: usize, message: Message) {
        let place = self.row.table.place(self.row.row, column);
        self.findings.push(Finding::warning(message, place));
    }

    /// Notes the cells that Jira sets itself.
    fn note_fixed(&mut self) {
        let Row { table, row } = self.row;
        for (at, column) in table.sheet.columns().iter().enumerate() {
            if column.role == Use::Fixed && !table.text(row, at).is_empty() {
                let message = Message::new("entry-fixed").with("column", column.name);
                self.findings.push(Finding::info(message, table.place(row, at)));
            }
        }
    }

    /// Notes that a cell is needed.
    fn need(&mut self, column: usize) {
        let name = self.row.table.sheet.columns().get(column).map(|c| c.name).unwrap_or_default();
        self.refuse(column, Message::new("entry-cell-needed").with("column", name));
    }
}

impl Judge<'_, '_> {
    fn entry(&self, row: &Row<'_>, identity: RowIdentity, findings: &mut Vec<Finding>) -> Entry {
        let mut found = Found { row: *row, findings };
        let issue = match self.issues.find(&row.table.text(row.row, 0)) {
            Ok(issue) => Some(issue),
            Err(message) => {
                found.refuse(0, message);
                None
            }
        };
        found.note_fixed();
        let addition = match row.table.sheet {
            FurtherSheet::Comments => comment::read(self, &mut found, issue.as_ref()),
            FurtherSheet::Worklogs => worklog::read(self, &mut found),
            _ => link::read(self, &mut found, issue.as_ref()),
        };
        let entry = Entry { issue, identity: Some(identity), ..empty(row) };
        let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        if let Some(error) = errors.next() {
            let reason = Some(error.message.clone());
            return Entry { action: Action::Skip, reason, ..entry };
        }
        let action = match &addition {
            Some(Addition::Comment { .. }) => Action::Comment,
            Some(Addition::Worklog { .. }) => Action::Worklog,
            Some(Addition::Link { .. }) => Action::Link,
            None => Action::Skip,
        };
        Entry { action, addition, ..entry }
    }

    /// The value of a cell by its column; `Err` is told already.
    fn value(&self, found: &mut Found<'_>, column: usize) -> Result<FieldValue, ()> {
        let Some(layout) = found.row.table.sheet.columns().get(column) else { return Err(()) };
        let cell = found.row.table.cell(found.row.row, column);
        let field = layout.field();
        let text = text_form::form(self.input);
        let clear_only = self.input.mapping.further_text.is_none();
        let reading = self.input.mapping.reading(found.row.table.options(column));
        let options = ParseOptions { text, clear_only, converted_here: true, ..reading };
        let zone = found.row.table.zone(column, self.cx.zone);
        let cx = Context { zone: zone.as_deref().unwrap_or(self.cx.zone), ..self.cx };
        let parsed = convert::parse(&field, &[cell], &cx, &options);
        if let Ok(value) = &parsed
            && let Some((_, doubt)) = convert::doubt(&field, &[cell], value, &cx, &options)
        {
            found.warn(column, doubt);
        }
        match parsed {
            Ok(FieldValue::Rich(rich)) if is_long(&rich.markdown) => {
                let length = rich.markdown.encode_utf16().count();
                let message = Message::new("text-too-long")
                    .with("field", layout.name)
                    .with("length", length)
                    .with("most", MOST);
                found.refuse(column, message);
                Err(())
            }
            Ok(value) => Ok(value),
            Err(message) => {
                found.refuse(column, message);
                Err(())
            }
        }
    }
}

/// Characters that Jira holds in a comment, counted in UTF-16 units.
const MOST: usize = 32_767;

fn is_long(text: &str) -> bool {
    text.len() > MOST && text.encode_utf16().count() > MOST
}
