//! From cells to what they change.

use std::borrow::Cow;

use jiff::Timestamp;

use super::as_shown::{as_shown, doubtful};
use super::cache::Cache;
use super::export::{Export, Exports, Fate};
use super::mangled::mangled;
use super::merge::{Base, BaseCell, Since, Verdict, merge};
use super::new_way::NewWays;
use super::parent::Parents;
use super::screen::leave_out;
use super::seen::{RowSeen, seen};
use super::shown::{shows, shows_without_tabs};
use super::subject::{Named, RowIds, named};
use super::{Cause, Clash, EMPTY, Edit, Loss, Note, NoteKind, Row, Rows, Subject};
use crate::convert::{self, Context};
use crate::mapping::{
    Again, EmptyCells, FieldColumn, Layout, Mapping, Origin, Resolutions, Side, fold, issue_id,
    zone_named,
};
use crate::ports::Zone;
use crate::schema::{FieldId, FieldType, FieldValue};
use crate::sheet::{CellValue, Mangling, Table, TableRow};
use crate::target::{IssueState, NewPlaces, TargetState};

/// What rows are read from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The table.
    pub table: &'a Table,
    /// What its columns mean; found valid.
    pub mapping: &'a Mapping,
    /// Where the file came from, if Rowport exported it.
    pub origin: Option<&'a Origin>,
    /// Whether Rowport exported it, and it has lost what says so.
    pub export_lost: bool,
    /// What the user decided about conflicts and losses.
    pub resolutions: &'a Resolutions,
    /// What Jira has.
    pub target: &'a TargetState,
    /// The user's zone, in which the cells of a file of unknown origin show instants.
    pub zone: &'a dyn Zone,
}

/// Reads all rows and keeps what differs from Jira.
pub fn read_rows<'a>(input: &Input<'a>, now: Timestamp) -> Rows<'a> {
    let mut layout = Layout::new(input.table, input.mapping, &input.target.fields);
    if input.origin.is_some() || input.export_lost {
        layout.is_exported();
    } else {
        layout.in_forms(|field| *input.target.text_forms.get(field)?);
    }
    let row_ids = RowIds::new(input.table, &layout);
    let places = NewPlaces::new(&layout, input.mapping, input.target);
    let (subjects, seen) = subjects(input, &layout, &places);
    let zones = header_zones(&layout, input.zone);
    let mut reader = Reader {
        input: *input,
        columns: &layout.columns,
        zones: &zones,
        parents: Parents {
            table: input.table,
            layout: &layout,
            target: input.target,
            row_ids: &row_ids,
            subjects: &subjects,
        },
        exports: Exports::new(*input, &layout.columns, &subjects),
        newest: input.origin.and_then(|origin| origin.newest),
        updated: FieldId::new("updated"),
        cache: Cache::default(),
    };
    let number = |row: &TableRow| {
        let jira_csv = layout.parents_by_id;
        issue_id(&layout.row_id_text(row)).filter(|_| jira_csv).map(str::to_owned)
    };
    let of_others = reader.exports.are_of_others(number);
    let read: Vec<_> = input
        .table
        .rows
        .iter()
        .zip(subjects.iter().zip(&seen))
        .map(|(row, (subject, seen))| reader.row(row, subject, *seen))
        .collect();
    let mut rows = Vec::with_capacity(subjects.len());
    let mut blank = Vec::new();
    let found = subjects.into_iter().zip(seen).zip(read);
    for (position, ((subject, seen), wishes)) in found.enumerate() {
        let row = &input.table.rows[position];
        if matches!(subject, Subject::New(_)) && layout.is_blank(row) {
            blank.push(row.row);
        } else {
            let Wishes { edits, notes, conflicts, losses } = wishes;
            let assumed = matches!(subject, Subject::New(Ok(_))) && places.assumes(row);
            let row = row.row;
            rows.push(Row {
                row,
                position,
                subject,
                seen,
                assumed,
                edits,
                notes,
                conflicts,
                losses,
            });
        }
    }
    let key_column = layout.key.map(|position| input.table.columns[position].index);
    let rows = Rows {
        sheet: &input.table.sheet,
        table: input.table,
        zone: input.zone,
        origin: input.origin,
        target: input.target,
        now,
        columns: layout.columns,
        key_column,
        of_others,
        rows,
        create_anew: input.resolutions.imported_before == Some(Again::Create),
        blank,
        ways: NewWays::default(),
    };
    rows.with_ways()
}

/// The zone that the header of each column of times names.
fn header_zones(layout: &Layout<'_>, user: &dyn Zone) -> Vec<Option<Box<dyn Zone>>> {
    let zone = |column: &FieldColumn<'_>| zone_named(column.detail.as_deref()?, user);
    layout.columns.iter().map(zone).collect()
}

/// Which issue each row is about, and whether an import has seen it before.
fn subjects<'a>(
    input: &Input<'a>,
    layout: &Layout<'a>,
    places: &NewPlaces<'_>,
) -> (Vec<Subject<'a>>, Vec<Option<RowSeen<'a>>>) {
    let subject = |row: &TableRow| {
        let found = match named(layout, row, input.target) {
            Named::Nothing => {
                let seen = seen(input, row.row);
                let made = seen.and_then(|seen| seen.issue(input.target));
                return (made.map_or_else(|| Subject::New(places.of(row)), Subject::Issue), seen);
            }
            Named::Issue(issue) => Subject::Issue(issue),
            Named::NotFound(key) => Subject::NotFound { key },
            Named::Number(text) => Subject::Number { text },
            Named::Elsewhere(link) => Subject::Elsewhere { link },
            Named::NotAKey(text) => Subject::NotAKey { text },
        };
        (found, None)
    };
    input.table.rows.iter().map(subject).unzip()
}

struct Reader<'s, 'a> {
    input: Input<'a>,
    columns: &'s [FieldColumn<'a>],
    /// The zone of each column whose header names one.
    zones: &'s [Option<Box<dyn Zone>>],
    parents: Parents<'s, 'a>,
    exports: Exports<'s, 'a>,
    newest: Option<Timestamp>,
    updated: FieldId,
    cache: Cache,
}

/// What one cell asks for.
enum Wish {
    Nothing,
    Value(FieldValue),
    /// A value that waits for the user's choice, and what the cell held.
    Conflict(FieldValue, Cause, Option<FieldValue>),
    Note(NoteKind),
}

/// What is known of a row when it was exported: by the file's memory, or by its own dates.
#[derive(Clone, Copy)]
struct Past<'a> {
    base: Option<Base<'a>>,
    export: Option<Export>,
}

impl Wish {
    fn value(&self) -> Option<&FieldValue> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// A note about a name that is not the one of the account ID beside it, or a number that is not
/// that of the parent's key.
fn other_beside(
    column: usize,
    field: &FieldColumn<'_>,
    row: &TableRow,
    value: Option<&FieldValue>,
    target: &TargetState,
) -> Option<Note> {
    let text = field.beside(row)?.to_text();
    let Some(FieldValue::One(owner)) = value else { return None };
    let kind = if field.field.kind == FieldType::Parent {
        let parent = target.issues.get(&owner.id)?;
        let number = issue_id(&text).filter(|number| *number != parent.id)?;
        NoteKind::OtherParent { number: number.to_owned(), key: parent.key.clone() }
    } else if fold(&text) == fold(&owner.name) {
        return None;
    } else {
        NoteKind::OtherName { name: text.trim().to_owned(), owner: owner.name.clone() }
    };
    Some(Note { column, kind })
}

/// What the cells of one row ask for.
#[derive(Default)]
struct Wishes {
    edits: Vec<Edit>,
    notes: Vec<Note>,
    conflicts: Vec<Clash>,
    losses: Vec<Loss>,
}

impl<'a> Reader<'_, 'a> {
    fn row(&mut self, row: &TableRow, subject: &Subject<'a>, seen: Option<RowSeen<'a>>) -> Wishes {
        let mut wishes = Wishes::default();
        let (issue, place) = match subject {
            Subject::Issue(issue) => (Some(*issue), Some(&issue.place)),
            Subject::New(Ok(place)) => (None, Some(place)),
            // Nothing can be resolved for a row that has no place.
            _ => return wishes,
        };
        let cx = Context { place, issue, ..Context::new(self.input.zone, self.input.target) };
        let past = self.past(row, issue, seen);
        let own = self.columns.iter().enumerate().filter(|(_, field)| field.is_of(row));
        for (column, field) in own {
            let zone = self.zones.get(column).and_then(Option::as_deref).unwrap_or(cx.zone);
            let cx = Context { zone, ..cx };
            let wish = match self.cell(column, field, row, past, &cx) {
                Wish::Conflict(mine, cause, was) => {
                    let choice = self.input.resolutions.side(row.row, &field.field.id);
                    let base = was.map(|value| convert::display(&value, &cx));
                    wishes.conflicts.push(Clash {
                        column,
                        cause,
                        mine: mine.clone(),
                        base,
                        choice,
                    });
                    if choice == Some(Side::Mine) { Wish::Value(mine) } else { Wish::Nothing }
                }
                wish => wish,
            };
            let before = issue.and_then(|issue| issue.values.get(&field.field.id));
            let value = wish.value().or(before);
            wishes.notes.extend(other_beside(column, field, row, value, self.input.target));
            match wish {
                Wish::Nothing | Wish::Conflict(..) => {}
                Wish::Value(after) => {
                    wishes.notes.extend(doubtful(
                        column,
                        field,
                        (self.input.table, row),
                        &after,
                        &cx,
                    ));
                    self.edit(column, field, after, &cx, &mut wishes);
                }
                Wish::Note(kind) => wishes.notes.push(Note { column, kind }),
            }
        }
        let screen = place.and_then(|place| self.input.target.create_screens.get(place));
        if let Some(screen) = screen.filter(|_| issue.is_none()) {
            leave_out(self.columns, screen, &mut wishes.edits, &mut wishes.notes);
        }
        wishes
    }

    /// What the row of an issue held when it was imported, or exported, as far as anything tells.
    fn past(
        &self,
        row: &TableRow,
        issue: Option<&IssueState>,
        seen: Option<RowSeen<'a>>,
    ) -> Past<'a> {
        if let (Some(issue), Some(RowSeen::Made(candidate))) = (issue, seen) {
            return Past { base: Some(Base::of_import(candidate, issue)), export: None };
        }
        let baseline = self.input.origin.map(|origin| &origin.baseline);
        let base = baseline.filter(|baseline| !baseline.is_empty());
        let base = issue.zip(base).map(|(issue, baseline)| Base::new(baseline, issue));
        let remembered = base.is_some_and(|base| base.knows_row());
        let export = issue.filter(|_| !remembered).and_then(|issue| self.exports.of(row, issue));
        Past { base, export }
    }

    /// Takes up an edit, unless it would lose what the user has not given up.
    fn edit(
        &self,
        column: usize,
        field: &FieldColumn<'_>,
        after: FieldValue,
        cx: &Context<'_>,
        wishes: &mut Wishes,
    ) {
        let id = &field.field.id;
        let before = cx.issue.and_then(|issue| issue.values.get(id));
        let lost = match (before, &after) {
            (Some(FieldValue::Rich(before)), FieldValue::Rich(after)) => {
                convert::lost(before, after)
            }
            _ => Vec::new(),
        };
        if !lost.is_empty() {
            let accepted = self.input.resolutions.accept_loss.contains(id);
            wishes.losses.push(Loss { column, after: after.clone(), lost, accepted });
            if !accepted {
                return;
            }
        }
        wishes.edits.push(Edit { column, after });
    }

    fn cell(
        &mut self,
        column: usize,
        field: &FieldColumn<'_>,
        row: &TableRow,
        past: Past<'_>,
        cx: &Context<'_>,
    ) -> Wish {
        let kind = field.field.kind;
        if cx.issue.is_none() && matches!(kind, FieldType::Project | FieldType::IssueType) {
            return Wish::Nothing;
        }
        let cells: Cells<'_> = field.cells(row).collect();
        let before = cx.issue.and_then(|issue| issue.values.get(&field.field.id));
        let before = before.unwrap_or(&EMPTY);
        if cells.is_empty() || self.is_epic_of_jira(field, row, cx) {
            return self.empty(field, before, past, cx);
        }
        if let [cell] = cells.as_slice()
            && shows(before, cell)
        {
            return Wish::Nothing;
        }
        if let [CellValue::Text(cell)] = cells.as_slice()
            && self.input.table.tabs_lost
            && let CellValue::Text(jira) = convert::cell(field.field, before, cx)
            && shows_without_tabs(&jira, cell)
        {
            return Wish::Nothing;
        }
        let parent = (kind == FieldType::Parent).then(|| self.parents.find(&cells[0].to_text()));
        if let Some(Ok(parent)) = &parent
            && convert::same(kind, before, parent)
        {
            return Wish::Nothing;
        }
        let base = past.base.and_then(|base| base.cell(field));
        if let Some(base) = base
            && base.holds(field, row)
            && !base.is_unfinished(field.field, before)
        {
            return only_jira(field, base, base.jira(field.field, before, cx));
        }
        if !field.field.writable() {
            return match cx.issue {
                Some(_) => read_only(field, before, &cells, cx),
                None => self.of_new_row(field, row, &cells),
            };
        }
        let read = parent.unwrap_or_else(|| {
            let seen = as_shown(self.input.table, field, row);
            let seen: Cells<'_> = seen.iter().map(Cow::as_ref).collect();
            let read = self.cache.read(column, field, &seen, cx);
            read.map_err(NoteKind::Unreadable)
        });
        match read {
            Ok(after) if convert::same(kind, before, &after) => Wish::Nothing,
            Ok(after) if convert::differ_in_escapes(before, &after) => {
                Wish::Note(NoteKind::OnlyEscapes)
            }
            // Whatever is named, and known here or not: nothing is moved.
            _ if kind == FieldType::Project => Wish::Note(NoteKind::ReadOnly),
            read => match (mangled(field.field, before, &cells, cx), read) {
                (Some(mangling), Ok(after)) => {
                    Wish::Conflict(after, Cause::Mangled(mangling), None)
                }
                // What is cut off is told by what makes it unreadable.
                (None | Some(Mangling::Cut), Err(note)) => Wish::Note(note),
                (Some(mangling), Err(_)) => Wish::Note(NoteKind::Mangled(mangling)),
                (None, Ok(after)) if self.is_in_doubt(field, &cells, cx) => {
                    Wish::Conflict(after, Cause::Notation, None)
                }
                (None, Ok(after)) => merged(field, before, after, (base, past.export), cx),
            },
        }
    }

    /// Whether a parent is named by its old field alone, and just as Jira has that field: the row
    /// asks for no other parent then.
    fn is_epic_of_jira(&self, field: &FieldColumn<'_>, row: &TableRow, cx: &Context<'_>) -> bool {
        let is_epic = |column: &&FieldColumn<'_>| {
            column.field.kind == FieldType::EpicLink
                && column.positions.first() == field.beside.as_ref()
        };
        let is_parent = field.field.kind == FieldType::Parent && field.filled(row).next().is_none();
        let issue = cx.issue.filter(|_| is_parent);
        let Some((issue, epic)) = issue.zip(self.columns.iter().find(is_epic)) else {
            return false;
        };
        let before = issue.values.get(&epic.field.id).unwrap_or(&EMPTY);
        let cells: Cells<'_> = epic.cells(row).collect();
        !cells.is_empty() && matches!(read_only(epic, before, &cells, cx), Wish::Nothing)
    }

    /// Whether a text may be Markdown or wiki markup.
    fn is_in_doubt(&self, field: &FieldColumn<'_>, cells: &[&CellValue], cx: &Context<'_>) -> bool {
        let mut texts = cells.iter().filter_map(|cell| cell.as_text());
        cx.issue.is_some()
            && self.input.target.text_forms.get(&field.field.id) == Some(&None)
            && texts.any(convert::may_be_markup)
    }

    /// What a new row says in a field that nobody can write. An epic link that is the parent is
    /// written as such.
    fn of_new_row(&self, field: &FieldColumn<'_>, row: &TableRow, cells: &[&CellValue]) -> Wish {
        let is_parent = || {
            let parent = self.parents.layout.text_of(row, FieldType::Parent);
            cells.iter().all(|cell| fold(&cell.to_text()) == fold(&parent))
        };
        match field.field.kind {
            FieldType::EpicLink if is_parent() => Wish::Nothing,
            _ => Wish::Note(NoteKind::NotWritten),
        }
    }

    /// What an empty cell asks for.
    fn empty(
        &self,
        field: &FieldColumn<'_>,
        before: &FieldValue,
        Past { base, export }: Past<'_>,
        cx: &Context<'_>,
    ) -> Wish {
        let Some(issue) = cx.issue else { return Wish::Nothing };
        if convert::same(field.field.kind, before, &FieldValue::Empty)
            || field.empty == EmptyCells::Leave
        {
            return Wish::Nothing;
        }
        let since_export = field.empty == EmptyCells::SinceExport;
        let exported = base.map(|base| base.cell(field));
        if !field.field.writable() {
            let emptied = exported.flatten().is_some_and(|cell| !cell.is_empty());
            return if emptied { Wish::Note(NoteKind::ReadOnly) } else { Wish::Nothing };
        }
        match exported {
            // A cell that the export did not write was not emptied since.
            Some(None) if since_export => return Wish::Nothing,
            // What a new row leaves empty Jira fills as it likes.
            Some(Some(cell)) if since_export && cell.is_empty() && cell.is_of_import() => {
                return Wish::Nothing;
            }
            Some(Some(cell)) if since_export && cell.is_empty() => {
                return only_jira(field, cell, cell.jira(field.field, before, cx));
            }
            _ => {}
        }
        if matches!(field.field.kind, FieldType::Status | FieldType::IssueType | FieldType::Project)
        {
            return Wish::Note(NoteKind::NeverEmpty);
        }
        match exported.flatten() {
            Some(cell) if !cell.is_empty() => {
                merged(field, before, FieldValue::Empty, (Some(cell), None), cx)
            }
            None if since_export && !self.unchanged_since_export(issue) => {
                Wish::Note(NoteKind::MaybeEmptied)
            }
            Some(_) => Wish::Value(FieldValue::Empty),
            None => merged(field, before, FieldValue::Empty, (None, export), cx),
        }
    }

    /// Whether Jira has the issue as it was exported, so that a value that Jira has now is one
    /// that the cell held then.
    fn unchanged_since_export(&self, issue: &IssueState) -> bool {
        match (self.newest, issue.values.get(&self.updated)) {
            (Some(newest), Some(FieldValue::DateTime(updated))) => *updated <= newest,
            _ => false,
        }
    }
}

/// What becomes of a cell that says something else than Jira.
fn merged(
    field: &FieldColumn<'_>,
    before: &FieldValue,
    after: FieldValue,
    past: (Option<BaseCell<'_>>, Option<Export>),
    cx: &Context<'_>,
) -> Wish {
    let base = match past {
        (Some(base), _) if base.is_unfinished(field.field, before) => return Wish::Value(after),
        (Some(base), _) => base,
        (None, None) => return Wish::Value(after),
        (None, Some(export)) => {
            return match export.fate(field.field, &after, cx) {
                Fate::Mine => Wish::Value(after),
                Fate::Choose(cause, was) => Wish::Conflict(after, cause, was),
            };
        }
    };
    let jira = base.jira(field.field, before, cx);
    match merge(base.mine(field.field, &after, before, cx), jira) {
        Verdict::Mine => Wish::Value(after),
        Verdict::Jira => only_jira(field, base, jira),
        Verdict::Conflict => Wish::Conflict(after, Cause::BothChanged, base.was(field.field, cx)),
    }
}

/// What becomes of a cell that is as it was exported.
fn only_jira(field: &FieldColumn<'_>, base: BaseCell<'_>, jira: Since) -> Wish {
    match jira {
        Since::Changed if field.field.writable() && base.is_of_import() => {
            Wish::Note(NoteKind::ChangedSinceImport)
        }
        Since::Changed if field.field.writable() => Wish::Note(NoteKind::ChangedInJira),
        _ => Wish::Nothing,
    }
}

type Cells<'c> = Vec<&'c CellValue>;

/// Says so where the cell of a field that nobody can write shows something else than Jira has.
/// What Jira itself changes all the time is passed over.
fn read_only(
    field: &FieldColumn<'_>,
    before: &FieldValue,
    cells: &[&CellValue],
    cx: &Context<'_>,
) -> Wish {
    const MOVING: [&str; 3] = ["updated", "lastViewed", "workratio"];
    if MOVING.contains(&field.field.id.as_str()) {
        return Wish::Nothing;
    }
    let typed = field.field.kind != FieldType::Unknown;
    let same = if typed {
        convert::parse(field.field, cells, cx, &field.options)
            .is_ok_and(|after| convert::same(field.field.kind, before, &after))
    } else {
        convert::display(before, cx).trim() == cells[0].to_text().trim()
    };
    if same { Wish::Nothing } else { Wish::Note(NoteKind::ReadOnly) }
}
