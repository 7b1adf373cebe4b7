//! A first mapping, from the headers alone.

use std::collections::{HashMap, HashSet};

use super::alias::{self, Alias};
use super::baseline::recognise;
use super::header::{bare, custom_field_name, fold, split_detail};
use super::jira_csv::{self, is_account_column, is_jira_csv, lists_what_is_counted};
use super::{Baseline, ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping, Origin};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{Column, Table};

/// Similarity (normalised Damerau-Levenshtein) from which a name is worth suggesting: one slip in
/// five letters, such as `Priorty` or `due-date`.
const SIMILAR: f64 = 0.8;

/// Different values shown beside each column.
const SAMPLES: usize = 3;

/// Rows that are looked at for samples.
const SAMPLE_ROWS: usize = 200;

/// Characters of a sample.
const SAMPLE_CHARS: usize = 80;

/// Jira numbers its issues from here on; smaller numbers in an ID column are the file's own.
const FIRST_JIRA_ID: u64 = 10_000;

/// Proposes what each column means, and says what it could not match.
///
/// A column is matched, in this order, by the field's id, `Name (id)`, the exact name, a known
/// alias, and similarity; the first three and most aliases are sure, the others are suggestions.
/// Two columns on one field of a single value leave the better match, and among equals the left
/// one. In a file that Rowport exported (`origin`) emptied cells clear their field, and a column whose
/// header says nothing sure is known by what it holds.
pub fn propose(
    table: &Table,
    fields: &[FieldSchema],
    origin: Option<&Origin>,
) -> (Mapping, Vec<Finding>) {
    let matcher = Matcher::new(table, fields);
    let mut guesses: Vec<_> =
        (0..table.columns.len()).map(|position| matcher.guess(table, position)).collect();
    if let Some(origin) = origin {
        matcher.recognise(table, &origin.baseline, &mut guesses);
    }
    matcher.suggest_similar(table, &mut guesses);
    let mut findings = Vec::new();
    settle(table, &matcher, &mut guesses, &mut findings);
    report(table, &matcher, &guesses, &mut findings);
    if matcher.jira_csv {
        let fields = guesses.iter().map(|guess| matcher.field(mapped_field(guess)?));
        let columns = table.columns.iter().zip(fields);
        findings
            .extend(columns.filter_map(|(column, field)| jira_csv::report(table, column, field)));
    }
    let empty = if origin.is_some() { EmptyCells::SinceExport } else { EmptyCells::Leave };
    let columns = table.columns.iter().enumerate().zip(&guesses);
    let columns = columns
        .map(|((position, column), guess)| ColumnMapping {
            column: column.index,
            header: column.header.clone().unwrap_or_default(),
            mapped: guess.mapped.clone(),
            confidence: guess.confidence(),
            empty,
            samples: samples(table, position),
        })
        .collect();
    (Mapping { columns, project: None, issue_type: None }, findings)
}

/// How a column was matched, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The account IDs that Jira's own CSV has beside the names.
    Account,
    Id,
    Name,
    Alias,
    Content,
    NameOfSeveral,
    LooseAlias,
    Similar,
    Nothing,
}

#[derive(Clone, Debug)]
struct Guess {
    mapped: MappedTo,
    reason: Reason,
}

impl Guess {
    fn nothing() -> Self {
        Self { mapped: MappedTo::Ignored, reason: Reason::Nothing }
    }

    fn field(field: &FieldSchema, reason: Reason) -> Self {
        Self { mapped: MappedTo::Field(field.id.clone()), reason }
    }

    fn confidence(&self) -> Confidence {
        match self.reason {
            Reason::Account | Reason::Id | Reason::Name | Reason::Alias | Reason::Content => {
                Confidence::Sure
            }
            Reason::NameOfSeveral | Reason::LooseAlias | Reason::Similar => Confidence::Suggested,
            Reason::Nothing => Confidence::None,
        }
    }
}

struct Matcher<'a> {
    fields: &'a [FieldSchema],
    jira_csv: bool,
    by_name: HashMap<String, Vec<&'a FieldSchema>>,
    aliases: HashMap<String, (Alias, Confidence)>,
}

impl<'a> Matcher<'a> {
    fn new(table: &Table, fields: &'a [FieldSchema]) -> Self {
        let mut by_name: HashMap<String, Vec<&FieldSchema>> = HashMap::new();
        for field in fields {
            by_name.entry(fold(&field.name)).or_default().push(field);
        }
        Self { fields, jira_csv: is_jira_csv(table), by_name, aliases: alias::table() }
    }

    fn by_id(&self, id: &str) -> Option<&'a FieldSchema> {
        self.fields.iter().find(|field| field.id.as_str().eq_ignore_ascii_case(id))
    }

    /// What a column's header says, without regard to the other columns.
    fn guess(&self, table: &Table, position: usize) -> Guess {
        let column = &table.columns[position];
        let Some(header) = header_text(column) else { return Guess::nothing() };
        let mut guess = self.by_header(table, position, header);
        let field = mapped_field(&guess).and_then(|id| self.field(id));
        if field.is_some_and(|field| lists_what_is_counted(table, position, field)) {
            return Guess::nothing();
        }
        if self.jira_csv && is_account_column(header) && guess.mapped != MappedTo::Ignored {
            guess.reason = Reason::Account;
        }
        guess
    }

    fn by_header(&self, table: &Table, position: usize, header: &str) -> Guess {
        if let Some(field) = self.by_id(header) {
            return Guess::field(field, Reason::Id);
        }
        if let Some(guess) = self.by_name(header, |_| true).filter(|g| g.reason == Reason::Name) {
            return guess;
        }
        if let Some((name, detail)) = split_detail(header) {
            if let Some(field) = self.by_id(detail) {
                return Guess::field(field, Reason::Id);
            }
            // The zone of a date-time stands in parentheses behind its name.
            if let Some(guess) = self.by_name(name, |field| field.kind == FieldType::DateTime) {
                return guess;
            }
        }
        if let Some(name) = custom_field_name(header)
            && let Some(guess) = self.by_name(name, |field| field.custom)
        {
            return guess;
        }
        self.by_name(header, |_| true)
            .or_else(|| self.by_alias(table, position, header))
            .unwrap_or_else(Guess::nothing)
    }

    /// Fields of exactly that name. Of several, the one that is not bound to one project is the
    /// likelier, but nothing is sure.
    fn by_name(&self, name: &str, fits: impl Fn(&FieldSchema) -> bool) -> Option<Guess> {
        let named = self.by_name.get(&fold(name))?;
        let mut fitting = named.iter().filter(|field| fits(field));
        let first = fitting.next()?;
        if fitting.next().is_none() {
            return Some(Guess::field(first, Reason::Name));
        }
        let mut fitting = named.iter().filter(|field| fits(field));
        let field = fitting.find(|field| field.scope.is_none()).unwrap_or(first);
        Some(Guess::field(field, Reason::NameOfSeveral))
    }

    fn by_alias(&self, table: &Table, position: usize, header: &str) -> Option<Guess> {
        let (alias, confidence) = self.aliases.get(&fold(header))?;
        let reason = match confidence {
            Confidence::Sure => Reason::Alias,
            _ => Reason::LooseAlias,
        };
        match alias {
            Alias::Field(id) => Some(Guess::field(self.by_id(id)?, reason)),
            Alias::IssueId if holds_jira_ids(table, position) => {
                let key = self.fields.iter().find(|field| field.kind == FieldType::Key)?;
                Some(Guess::field(key, Reason::LooseAlias))
            }
            Alias::RowId | Alias::IssueId => Some(Guess { mapped: MappedTo::RowId, reason }),
        }
    }

    /// Finds the columns of an export that were given another header.
    fn recognise(&self, table: &Table, baseline: &Baseline, guesses: &mut [Guess]) {
        let sure = |guess: &Guess| guess.reason <= Reason::Alias;
        let taken: Vec<FieldId> =
            guesses.iter().filter(|g| sure(g)).filter_map(mapped_field).cloned().collect();
        if guesses.iter().all(sure) {
            return;
        }
        let known = recognise(table, baseline, &taken.iter().collect::<Vec<_>>());
        for (guess, id) in guesses.iter_mut().zip(known) {
            let field = id.filter(|id| !taken.contains(id)).and_then(|id| self.field(&id));
            if let Some(field) = field.filter(|_| !sure(guess)) {
                *guess = Guess::field(field, Reason::Content);
            }
        }
    }

    /// Suggests the most similar field for columns that nothing else matched.
    fn suggest_similar(&self, table: &Table, guesses: &mut [Guess]) {
        let taken: HashSet<FieldId> = guesses.iter().filter_map(mapped_field).cloned().collect();
        let free: Vec<_> = self.fields.iter().filter(|field| !taken.contains(&field.id)).collect();
        let names: Vec<_> = free.iter().map(|field| fold(&field.name)).collect();
        let open = guesses.iter_mut().zip(&table.columns);
        for (guess, column) in open.filter(|(guess, _)| guess.reason == Reason::Nothing) {
            let Some(header) = header_text(column) else { continue };
            let header = fold(header);
            let at = table.columns.iter().position(|other| other.index == column.index);
            let counted =
                |field: &FieldSchema| at.is_some_and(|at| lists_what_is_counted(table, at, field));
            let scored = free.iter().zip(&names).filter(|(field, _)| !counted(field));
            let scored = scored.map(|(field, name)| {
                (field, strsim::normalized_damerau_levenshtein(&header, name))
            });
            let best = scored.max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((field, score)) = best
                && score >= SIMILAR
            {
                *guess = Guess::field(field, Reason::Similar);
            }
        }
    }

    /// A field's id, and the ids of the others that have its name.
    fn namesakes(&self, id: &FieldId) -> Option<(&'a str, String)> {
        let field = self.field(id)?;
        let named = self.by_name.get(&fold(&field.name))?.iter().map(|other| other.id.as_str());
        let others: Vec<&str> = named.filter(|other| *other != field.id.as_str()).collect();
        Some((field.id.as_str(), others.join(", ")))
    }

    fn field(&self, id: &FieldId) -> Option<&'a FieldSchema> {
        self.fields.iter().find(|field| field.id == *id)
    }
}

fn header_text(column: &Column) -> Option<&str> {
    column.header.as_deref().map(bare)
}

fn mapped_field(guess: &Guess) -> Option<&FieldId> {
    match &guess.mapped {
        MappedTo::Field(id) => Some(id),
        MappedTo::RowId | MappedTo::Ignored => None,
    }
}

/// Whether all cells of a column of IDs could be Jira's own numbers, and the table has no other
/// key: then they tell which issue a row is.
fn holds_jira_ids(table: &Table, position: usize) -> bool {
    let key = ["key", "issue key", "issuekey", "work item key"];
    let mut headers = table.columns.iter().filter_map(header_text);
    if headers.any(|header| key.contains(&fold(header).as_str())) {
        return false;
    }
    let mut cells = table.rows.iter().map(|row| &row.cells[position]).filter(|c| !c.is_empty());
    let jira = |text: String| text.parse::<u64>().is_ok_and(|id| id >= FIRST_JIRA_ID);
    cells.next().is_some_and(|first| jira(first.to_text())) && cells.all(|c| jira(c.to_text()))
}

/// Leaves each field of a single value, and the row ID, to one column.
fn settle(table: &Table, matcher: &Matcher, guesses: &mut [Guess], findings: &mut Vec<Finding>) {
    let mut order: Vec<usize> = (0..guesses.len()).collect();
    order.sort_by_key(|&position| (guesses[position].reason, position));
    let mut owners: Vec<(MappedTo, usize)> = Vec::new();
    for position in order {
        let mapped = guesses[position].mapped.clone();
        if mapped == MappedTo::Ignored {
            continue;
        }
        let Some(&(_, owner)) = owners.iter().find(|(taken, _)| *taken == mapped) else {
            owners.push((mapped, position));
            continue;
        };
        let column = &table.columns[position];
        let at = Place::column(&table.sheet, column.index);
        let field = mapped_field(&guesses[position]).and_then(|id| matcher.field(id));
        let sure = guesses[position].confidence() == Confidence::Sure;
        if field.is_some_and(|field| holds_several(field.kind)) && sure {
            let message = Message::new("column-joined").with("header", shown(column));
            findings.push(Finding::info(message, at));
            continue;
        }
        if guesses[owner].reason == Reason::Account {
            let message = Message::new("column-beside-id")
                .with("header", shown(column))
                .with("ids", shown(&table.columns[owner]));
            findings.push(Finding::info(message, at));
            guesses[position] = Guess::nothing();
            continue;
        }
        let message = Message::new("column-field-taken")
            .with("header", shown(column))
            .with("other", shown(&table.columns[owner]))
            .with("field", field.map_or("the row ID", |field| &field.name));
        findings.push(Finding::warning(message, at));
        guesses[position] = Guess { mapped: MappedTo::Ignored, reason: Reason::Nothing };
    }
    findings.sort_by_key(|finding| finding.at.column);
}

/// Says which columns mean nothing, and which need a look.
fn report(table: &Table, matcher: &Matcher, guesses: &[Guess], findings: &mut Vec<Finding>) {
    let told: HashSet<_> = findings.iter().filter_map(|finding| finding.at.column).collect();
    for (column, guess) in table.columns.iter().zip(guesses) {
        let at = Place::column(&table.sheet, column.index);
        let code = match guess.reason {
            Reason::Nothing if told.contains(&column.index) => continue,
            Reason::Nothing if column.header.is_none() => "column-without-header",
            Reason::Nothing => "column-unmatched",
            Reason::NameOfSeveral => "column-name-of-several",
            _ => continue,
        };
        let mut message = Message::new(code).with("header", shown(column));
        if let Some((chosen, others)) = mapped_field(guess).and_then(|id| matcher.namesakes(id)) {
            message = message.with("chosen", chosen).with("others", others);
        }
        findings.push(Finding::info(message, at));
    }
}

/// Whether several columns may feed one field of this kind.
pub(super) fn holds_several(kind: FieldType) -> bool {
    kind.multi()
}

/// A column as the user knows it: its header, or its letters.
pub(super) fn shown(column: &Column) -> String {
    column.header.clone().unwrap_or_else(|| crate::sheet::column_name(column.index))
}

fn samples(table: &Table, position: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in table.rows.iter().take(SAMPLE_ROWS) {
        let text: String = row.cells[position].to_text().chars().take(SAMPLE_CHARS).collect();
        if !text.trim().is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}
