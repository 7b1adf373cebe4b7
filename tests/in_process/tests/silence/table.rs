//! The table that a case describes, with what each of its cells means.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::case::{Case, Entry, Format, Oddity};
use crate::meaning::{Kind, Meaning, PURPOSES, Purpose, SUMMARY, meant};
use crate::screen::{Odd, Stored, Style, write};

/// The work items that rows may name, in their order. The first one of the site is an epic.
const KEYS: [&str; 5] = ["DEMO-2", "DEMO-3", "DEMO-4", "DEMO-5", "DEMO-6"];

/// A cell that shows something.
#[derive(Clone, Debug)]
pub struct Filled {
    pub stored: Stored,
    /// What a person reads.
    pub shown: String,
    pub meaning: Meaning,
    /// How it is written, for the figures.
    pub written: &'static str,
}

/// A column with its cells, one for each row.
#[derive(Clone, Debug)]
pub struct Column {
    pub field: &'static str,
    pub kind: Kind,
    pub header: String,
    pub cells: Vec<Option<Filled>>,
}

/// A further row, by the place of its row in the table.
#[derive(Clone, Debug)]
pub struct Further {
    pub row: usize,
    /// How it names its work item.
    pub of: String,
    pub entry: Entry,
}

/// A sheet of rows.
#[derive(Clone, Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    /// The key that each row names.
    pub keys: Vec<Option<&'static str>>,
    /// The rows above the headers.
    pub above: Vec<&'static str>,
    /// The row that has an empty one above it.
    pub gap: Option<usize>,
    /// The empty columns before the table.
    pub left: usize,
    /// A value beyond the last header, with its row.
    pub beyond: Option<usize>,
    pub hidden: Option<usize>,
    /// Column and row of a cell that is merged with the one below.
    pub merged: Option<(usize, usize)>,
    pub further: Vec<Further>,
}

impl Table {
    /// The zero-based row of the sheet.
    pub fn sheet_row(&self, row: usize) -> u32 {
        let gap = usize::from(self.gap.is_some_and(|gap| gap <= row));
        u32::try_from(self.above.len() + 1 + row + gap).unwrap()
    }

    /// The zero-based column of the sheet.
    pub fn sheet_column(&self, at: usize) -> u32 {
        u32::try_from(self.left + at).unwrap()
    }

    /// The table that a case describes.
    pub fn of(case: &Case) -> Self {
        let count = case.rows.len();
        let is_keyed = |at: usize| case.keys && case.rows[at].key;
        let keys = (0..count).map(|at| is_keyed(at).then(|| KEYS[at])).collect();
        let mut table = Self {
            columns: Vec::new(),
            keys,
            above: Vec::new(),
            gap: None,
            left: 0,
            beyond: None,
            hidden: None,
            merged: None,
            further: Vec::new(),
        };
        table.places(case);
        table.values(case);
        table.oddities(case);
        table
    }

    /// The columns that say which work item a row is, or where a new one goes.
    fn places(&mut self, case: &Case) {
        let rows = case.rows.len();
        let column = |field, header: &str, cell: &dyn Fn(usize) -> Option<String>| Column {
            field,
            kind: Kind::Nothing,
            header: header.to_owned(),
            cells: (0..rows).map(|at| cell(at).map(known)).collect(),
        };
        if case.keys {
            let keys = self.keys.clone();
            self.columns.push(column("key", "Key", &|at| keys[at].map(str::to_owned)));
        }
        let is_new = |at: usize| self.keys[at].is_none();
        let project = |at: usize| is_new(at).then(|| "DEMO".to_owned());
        let types = ["Task", "Bug", "Story"];
        let issue_type = |at: usize| is_new(at).then(|| types[at % 3].to_owned());
        let further = case.format == Format::Workbook && !case.further.is_empty();
        let own = |at: usize| Some(format!("r{}", at + 1));
        let columns = [
            further.then(|| column("id", "Row ID", &own)),
            Some(column("project", "Project", &project)),
            Some(column("issuetype", "Issue Type", &issue_type)),
        ];
        self.columns.extend(columns.into_iter().flatten());
        if further {
            let entries = case.further.iter().map(|entry| {
                let (Entry::Comment(row, _) | Entry::Worklog(row, _) | Entry::Link(row)) = *entry;
                let row = row % rows;
                let of = self.keys[row].map_or_else(|| format!("r{}", row + 1), str::to_owned);
                Further { row, of, entry: *entry }
            });
            self.further = entries.collect();
        }
    }

    fn values(&mut self, case: &Case) {
        let style = |way, typed| Style {
            country: case.country,
            way,
            typed,
            workbook: case.format == Format::Workbook,
        };
        let cell = |purpose: &Purpose, header: &str, style: Style, cell: &crate::case::Cell| {
            let meaning = meant(purpose, cell.pick);
            let (stored, shown, meaning) = write(meaning, purpose.kind, style, cell.odd, header);
            let written = way_name(&stored, case.format, cell.odd);
            Filled { stored, shown, meaning, written }
        };
        let header = SUMMARY.headers[case.summary.0 % SUMMARY.headers.len()];
        let summary = Column {
            field: SUMMARY.field,
            kind: SUMMARY.kind,
            header: header.to_owned(),
            cells: (case.rows.iter())
                .map(|row| {
                    // A new row has a summary.
                    Some(cell(&SUMMARY, header, style(0, false), &row.summary))
                })
                .collect(),
        };
        let at = self.columns.len() - case.summary.1 % self.columns.len();
        self.columns.insert(at, summary);
        for (at, draw) in case.columns.iter().enumerate() {
            let purpose = &PURPOSES[draw.purpose];
            let taken = self.columns.iter().any(|column| column.field == purpose.field);
            if taken && !purpose.kind.is_list() {
                continue;
            }
            let header = purpose.headers[draw.header % purpose.headers.len()];
            // Columns of one list have one header.
            let first = self.columns.iter().find(|column| column.field == purpose.field);
            let header = first.map_or(header.to_owned(), |column| column.header.clone());
            let cells = case.rows.iter().map(|row| {
                let drawn = &row.cells[at];
                let filled = cell(purpose, &header, style(draw.way, draw.typed), drawn);
                drawn.filled.then_some(filled)
            });
            let cells = cells.collect();
            self.columns.push(Column { field: purpose.field, kind: purpose.kind, header, cells });
        }
    }

    fn oddities(&mut self, case: &Case) {
        let rows = self.keys.len();
        let is_workbook = case.format == Format::Workbook;
        match case.oddity {
            Oddity::Title => self.above = vec!["Open points, October", ""],
            Oddity::Gap(row) => self.gap = Some(row).filter(|row| *row < rows),
            Oddity::Right(columns) => self.left = columns,
            Oddity::Twice => self.twice(),
            Oddity::Longer(row) => self.beyond = Some(row % rows),
            Oddity::HiddenRow(row) if is_workbook => self.hidden = Some(row % rows),
            Oddity::Merged(column) if is_workbook && rows > 1 => self.merge(column),
            Oddity::Decomposed => {
                for column in &mut self.columns {
                    column.header = column.header.nfd().collect();
                }
            }
            _ => {}
        }
    }

    /// Repeats the last column, if its field holds one value, with its cells in another order.
    fn twice(&mut self) {
        if let Some(last) = self.columns.last().filter(|column| !column.kind.is_list()).cloned()
            && last.kind != Kind::Nothing
        {
            let mut again = last;
            again.cells.reverse();
            self.columns.push(again);
        }
    }

    /// Merges the first two cells of a column that is no summary: the second has no value then.
    fn merge(&mut self, at: usize) {
        let last = self.columns.len() - 1;
        let at = at.min(last);
        if self.columns[at].kind == Kind::Nothing || self.columns[at].field == SUMMARY.field {
            return;
        }
        self.columns[at].cells[1] = None;
        self.merged = Some((at, 0));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for column in &self.columns {
            writeln!(f, "{:?} ({}):", column.header, column.field)?;
            for cell in column.cells.iter().enumerate().filter(|(_, cell)| cell.is_some()) {
                let (row, Some(cell)) = cell else { continue };
                writeln!(f, "    {row}: {:?}, which is {:?}", cell.stored, cell.meaning)?;
            }
        }
        let (above, beyond, hidden) = (&self.above, self.beyond, self.hidden);
        writeln!(f, "above {above:?}, beyond {beyond:?}, hidden {hidden:?}")?;
        writeln!(f, "gap {:?}, left {}", self.gap, self.left)?;
        writeln!(f, "merged {:?}, further {:?}", self.merged, self.further)
    }
}

fn known(text: String) -> Filled {
    let meaning = Meaning::Text(text.clone());
    Filled { stored: Stored::Text(text.clone()), shown: text, meaning, written: "text" }
}

/// In which way a cell is written, for the figures.
fn way_name(stored: &Stored, format: Format, odd: Odd) -> &'static str {
    match (stored, format) {
        (Stored::Formula(_), _) => "formula",
        (Stored::Error(_), _) => "error",
        (Stored::Text(_), Format::Workbook) if odd == Odd::Nothing => "text cell",
        (Stored::Text(_), Format::Text(..)) if odd == Odd::Nothing => "text file",
        (Stored::Text(_), _) => "odd text",
        _ => "typed cell",
    }
}
