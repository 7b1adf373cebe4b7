//! A first mapping, from the headers, and from the cells where the headers leave open which column
//! holds the keys.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::alias::{self, Alias};
use super::baseline::recognise;
use super::detail;
use super::guess::{Guess, Reason};
use super::header::{bare, custom_field_name, fold, split_detail};
use super::jira_csv::{self, is_jira_csv, lists_what_is_counted, says_better};
use super::key_evidence::{KeysInDoubt, KeysOnSite};
use super::namesakes::{name_of, names_of};
use super::numbered::numbered;
use super::settle::{report, settle};
use super::{Baseline, ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping, Origin, keys};
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
    propose_knowing(table, fields, origin, None)
}

/// What the proposal would be surer with, if it were known whether the site has it: keys under a
/// header that does not say whether they are the rows' own. Nothing in most files.
pub fn keys_in_doubt(
    table: &Table,
    fields: &[FieldSchema],
    origin: Option<&Origin>,
) -> KeysInDoubt {
    let matcher = Matcher::new(table, fields);
    let guesses = matcher.guesses(table, origin, &mut Vec::new());
    keys::in_doubt(table, &matcher, &guesses)
}

/// As [`propose`], knowing what the site has of the [`keys_in_doubt`]: keys of another site are the
/// file's own IDs, and rows that say what the issues say are these.
pub fn propose_knowing(
    table: &Table,
    fields: &[FieldSchema],
    origin: Option<&Origin>,
    found: Option<&KeysOnSite>,
) -> (Mapping, Vec<Finding>) {
    let matcher = Matcher::new(table, fields);
    let mut findings = Vec::new();
    let mut guesses = matcher.guesses(table, origin, &mut findings);
    keys::settle(table, &matcher, found, &mut guesses, &mut findings);
    if origin.is_none() {
        matcher.take_for_parent(table, &mut guesses);
    }
    matcher.suggest_similar(table, &mut guesses);
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
            rows: None,
            confidence: guess.confidence(),
            empty,
            text: None,
            samples: samples(table, position),
        })
        .collect();
    (Mapping { columns, ..Mapping::default() }, findings)
}

/// Matches columns with the fields of a site.
pub(super) struct Matcher<'a> {
    pub(super) fields: &'a [FieldSchema],
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

    /// What the columns are, as far as their headers tell, and the export that wrote them.
    fn guesses(
        &self,
        table: &Table,
        origin: Option<&Origin>,
        findings: &mut Vec<Finding>,
    ) -> Vec<Guess> {
        let mut guesses: Vec<_> =
            (0..table.columns.len()).map(|position| self.guess(table, position)).collect();
        self.join_numbered(table, origin.is_some(), &mut guesses, findings);
        if let Some(origin) = origin {
            self.recognise(table, &origin.baseline, &mut guesses);
        }
        guesses
    }

    /// Takes columns whose header a program numbered for further ones of the field. Where the
    /// numbers are not as a program counts, the field is held back: with one value of several it
    /// would lose the others. In an export of ours each field has one column, so that one without a
    /// name is the user's own.
    fn join_numbered(
        &self,
        table: &Table,
        exported: bool,
        guesses: &mut [Guess],
        findings: &mut Vec<Finding>,
    ) {
        let mut held = BTreeSet::new();
        for (position, part) in numbered(table).into_iter().enumerate() {
            let part = part.filter(|part| {
                guesses[position].reason == Reason::Nothing && !(exported && part.unnamed)
            });
            let Some(part) = part else { continue };
            let base = match part.unnumbered {
                Some(at) => guesses[at].clone(),
                None => self.by_header(&part.base),
            };
            let field = mapped_field(&base).and_then(|id| self.field(id));
            let several = field.is_some_and(|field| field.kind.multi());
            if part.unnumbered.is_some() && part.counted {
                guesses[position] = base;
            } else if several && base.confidence() == Confidence::Sure {
                let same = |at: &usize| mapped_field(&guesses[*at]) == mapped_field(&base);
                held.extend((0..guesses.len()).filter(same));
                held.extend(part.unnumbered);
                held.insert(position);
            }
        }
        for position in held {
            guesses[position] = Guess::held();
            let column = &table.columns[position];
            let message = Message::new("column-numbered").with("header", shown(column));
            findings.push(Finding::error(message, Place::column(&table.sheet, column.index)));
        }
    }

    /// What a column's header says, without regard to the other columns.
    fn guess(&self, table: &Table, position: usize) -> Guess {
        let column = &table.columns[position];
        let Some(header) = header_text(column) else { return Guess::nothing() };
        let mut guess = self.by_header(header);
        let field = mapped_field(&guess).and_then(|id| self.field(id));
        if field.is_some_and(|field| lists_what_is_counted(table, position, field)) {
            return Guess::nothing();
        }
        let alias = self.aliases.get(&fold(header)).map(|(alias, _)| *alias);
        if self.jira_csv && alias.is_some_and(says_better) && guess.mapped != MappedTo::Ignored {
            guess.reason = Reason::Beside;
        }
        guess
    }

    fn by_header(&self, header: &str) -> Guess {
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
            // The zone of a time, or the unit of a length of time, stands in parentheses behind.
            if let Some(guess) = self.by_name(name, |field| detail::fits(detail, field.kind)) {
                return guess;
            }
            let guess = self.by_header(name);
            let field = mapped_field(&guess).and_then(|id| self.field(id));
            if field.is_some_and(|field| detail::fits(detail, field.kind)) {
                return guess;
            }
        }
        if let Some(name) = custom_field_name(header)
            && let Some(guess) = self.by_name(name, |field| field.custom)
        {
            return guess;
        }
        self.by_name(header, |_| true)
            .or_else(|| self.by_alias(header))
            .unwrap_or_else(Guess::nothing)
    }

    /// Fields of exactly that name. Of several, Jira's own is the likeliest, but nothing is sure;
    /// where there is none, each row has one: which, its space and work type tell.
    fn by_name(&self, name: &str, fits: impl Fn(&FieldSchema) -> bool) -> Option<Guess> {
        let named = self.by_name.get(&fold(name))?;
        let mut fitting = named.iter().filter(|field| fits(field));
        let first = fitting.next()?;
        if fitting.next().is_none() {
            return Some(Guess::field(first, Reason::Name));
        }
        let mut fitting: Vec<_> = named.iter().filter(|field| fits(field)).collect();
        if let Some(field) = fitting.iter().find(|field| !field.custom) {
            return Some(Guess::field(field, Reason::NameOfSeveral));
        }
        fitting.sort_by_key(|field| field.scope.is_some());
        Some(Guess::own_of(fitting.into_iter().map(|field| field.id.clone()).collect()))
    }

    fn by_alias(&self, header: &str) -> Option<Guess> {
        let (alias, confidence) = self.aliases.get(&fold(header))?;
        let reason = match (alias, confidence) {
            (Alias::Account(_), _) | (_, Confidence::Suggested) => Reason::LooseAlias,
            _ => Reason::Alias,
        };
        match alias {
            Alias::Field(id) | Alias::Account(id) => Some(Guess::field(self.by_id(id)?, reason)),
            Alias::ParentKey => Some(Guess::field(self.by_id("parent")?, reason)),
            Alias::RowId => Some(Guess::row_id(reason)),
            Alias::IssueId => Some(Guess { issue_id: true, ..Guess::row_id(reason) }),
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

    /// Takes a column of epics, or of parents, for that of the parent, which has replaced both, where
    /// the file has none.
    fn take_for_parent(&self, table: &Table, guesses: &mut [Guess]) {
        let Some(parent) = self.by_id("parent") else { return };
        if guesses.iter().any(|guess| mapped_field(guess) == Some(&parent.id)) {
            return;
        }
        let filled = |at: usize| table.rows.iter().any(|row| !row.cells[at].is_empty());
        let is_link = |guess: &Guess| {
            let field = mapped_field(guess).and_then(|id| self.field(id));
            field.is_some_and(|field| field.kind == FieldType::EpicLink)
        };
        let links = guesses.iter().enumerate().filter(|(_, guess)| is_link(guess));
        if let Some(at) = links.map(|(at, _)| at).find(|at| filled(*at)) {
            guesses[at] = Guess::field(parent, Reason::Alias);
        }
    }

    /// Suggests the most similar field for columns that nothing else matched.
    fn suggest_similar(&self, table: &Table, guesses: &mut [Guess]) {
        let taken: HashSet<FieldId> =
            guesses.iter().flat_map(|guess| guess.mapped.fields()).cloned().collect();
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

    /// What a field is called, and the others that have its name.
    pub(super) fn namesakes(&self, id: &FieldId) -> Option<(String, String)> {
        let field = self.field(id)?;
        let named = self.by_name.get(&fold(&field.name))?.iter();
        let others = named.filter(|other| other.id != field.id).map(|other| other.id.clone());
        let others: Vec<FieldId> = others.collect();
        Some((name_of(field, self.fields), names_of(&others, self.fields)))
    }

    pub(super) fn field(&self, id: &FieldId) -> Option<&'a FieldSchema> {
        self.fields.iter().find(|field| field.id == *id)
    }
}

/// A column's header without marks.
pub(super) fn header_text(column: &Column) -> Option<&str> {
    column.header.as_deref().map(bare)
}

/// The field that a column is taken for; of several the likeliest.
pub(super) fn mapped_field(guess: &Guess) -> Option<&FieldId> {
    guess.mapped.fields().first()
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
