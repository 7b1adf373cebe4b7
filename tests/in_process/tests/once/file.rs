//! The author's file: how it is edited, and how it is saved.

use std::collections::BTreeMap;

use in_process_tests::{Opened, put};
use wasm_core::sheet::{
    CellValue, ColumnSpec, CsvOptions, Row as SheetRow, Sheet, SheetSpec, WorkbookSpec, write_csv,
    write_xlsx,
};

use crate::case::{File, Kind, Row};

/// The columns that new rows have.
const COLUMNS: [&str; 7] =
    ["Row ID", "Project", "Issue Type", "Summary", "Labels", "Description", "Status"];

/// The key of the work item that an export holds besides the new rows.
pub const EXPORTED: &str = "DEMO-2";

/// A file and its history.
pub struct Author {
    kind: Kind,
    ids: bool,
    name: String,
    rows: Vec<Written>,
    made: usize,
    /// The bytes of the export that the rows were added to.
    export: Option<Vec<u8>>,
    /// How many rows of each label there were at most.
    pub most: BTreeMap<String, usize>,
    /// The text of each comment and worklog, each of one row.
    pub notes: Vec<String>,
}

/// A row as it is now.
#[derive(Clone)]
struct Written {
    id: String,
    label: String,
    summary: String,
    description: String,
    status: Option<&'static str>,
    comment: Option<String>,
    worklog: Option<String>,
    blocks: Option<String>,
}

impl Author {
    pub fn new(file: &File, export: Option<Vec<u8>>) -> Self {
        let mut author = Self {
            kind: file.kind,
            ids: file.ids,
            name: "list".to_owned(),
            rows: Vec::new(),
            made: 0,
            export,
            most: BTreeMap::new(),
            notes: Vec::new(),
        };
        for row in &file.rows {
            author.write(row, author.rows.len());
        }
        author
    }

    /// Whether comments, worklogs and links can name the rows.
    fn has_entries(&self) -> bool {
        self.ids && self.kind != Kind::Text
    }

    fn write(&mut self, row: &Row, at: usize) {
        let id = format!("n{}", self.made);
        self.made += 1;
        let label = format!("once-{}", row.name);
        let has = self.has_entries();
        let note = |what: &str, wanted: bool| (wanted && has).then(|| format!("{what} of {id}."));
        let written = Written {
            summary: format!("Task number {}", row.name),
            description: format!("What is to be done for {label}."),
            status: row.status,
            comment: note("Comment", row.comment),
            worklog: note("Worklog", row.worklog),
            blocks: row.blocks.filter(|_| has).map(|at| format!("n{at}")).filter(|to| *to != id),
            label,
            id,
        };
        self.notes.extend(written.comment.iter().chain(&written.worklog).cloned());
        *self.most.entry(written.label.clone()).or_default() += 1;
        self.rows.insert(at.min(self.rows.len()), written);
    }

    /// The labels of the rows, with how many have each.
    pub fn labels(&self) -> BTreeMap<String, usize> {
        let mut labels = BTreeMap::new();
        self.rows.iter().for_each(|row| *labels.entry(row.label.clone()).or_default() += 1);
        labels
    }

    pub fn correct(&mut self, at: usize, summary: bool) {
        let count = self.rows.len();
        let Some(row) = self.rows.get_mut(at % count.max(1)) else { return };
        let text = if summary { &mut row.summary } else { &mut row.description };
        text.push_str(" Corrected.");
    }

    /// Adds a row that is like no other.
    pub fn insert(&mut self, at: usize) {
        let name = 100 + u8::try_from(self.made).unwrap_or(100);
        let row = Row { name, status: None, comment: false, worklog: false, blocks: None };
        self.write(&row, at);
    }

    pub fn remove(&mut self, at: usize) {
        if self.rows.len() > 1 {
            self.rows.remove(at % self.rows.len());
        }
    }

    pub fn sort(&mut self) {
        self.rows.reverse();
    }

    /// An export stays one.
    pub fn save(&mut self) {
        self.kind = match self.kind {
            Kind::Text => Kind::Workbook,
            Kind::Workbook if !self.has_notes() => Kind::Text,
            kind => kind,
        };
    }

    fn has_notes(&self) -> bool {
        self.rows.iter().any(|row| row.comment.is_some() || row.worklog.is_some())
            || self.rows.iter().any(|row| row.blocks.is_some())
    }

    pub fn rename(&mut self) {
        self.name.push_str(" 2");
    }

    /// The file as it is dropped.
    pub fn opened(&self) -> Opened {
        match (self.kind, &self.export) {
            (Kind::Export, Some(bytes)) => self.added_to(bytes),
            (Kind::Text, _) => {
                let bytes = write_csv(&self.main(), &CsvOptions::default());
                Opened::read(&format!("{}.csv", self.name), &bytes)
            }
            _ => {
                let sheets = vec![self.main(), self.comments(), self.worklogs(), self.links()];
                let filled = |sheet: &SheetSpec| !sheet.rows.is_empty();
                let sheets = sheets.into_iter().filter(filled).collect();
                let bytes = write_xlsx(&WorkbookSpec { about: None, sheets }).unwrap();
                Opened::read(&format!("{}.xlsx", self.name), &bytes)
            }
        }
    }

    /// The cells of the rows, by header.
    fn cells(&self) -> Vec<Vec<(&'static str, CellValue)>> {
        let cells = |row: &Written| {
            let texts = [
                row.id.as_str(),
                "DEMO",
                "Task",
                &row.summary,
                &row.label,
                &row.description,
                row.status.unwrap_or_default(),
            ];
            let all = COLUMNS.iter().zip(texts);
            let kept = all.filter(|(header, text)| {
                let own = **header != "Row ID" || self.ids;
                own && !text.is_empty()
            });
            kept.map(|(header, text)| (*header, text.into())).collect()
        };
        self.rows.iter().map(cells).collect()
    }

    fn main(&self) -> SheetSpec {
        let columns = COLUMNS.iter().filter(|header| **header != "Row ID" || self.ids);
        sheet("List", columns.copied().collect(), self.cells())
    }

    fn entries(&self, what: impl Fn(&Written) -> Option<Vec<(&'static str, CellValue)>>) -> Cells {
        self.rows.iter().filter_map(what).collect()
    }

    fn comments(&self) -> SheetSpec {
        let rows = self.entries(|row| {
            let text = row.comment.as_deref()?;
            Some(vec![("Key", row.id.as_str().into()), ("Comment", text.into())])
        });
        sheet("Comments", vec!["Key", "Comment ID", "Author", "Comment"], rows)
    }

    fn worklogs(&self) -> SheetSpec {
        let rows = self.entries(|row| {
            let text = row.worklog.as_deref()?;
            let started = CellValue::DateTime(jiff::civil::date(2026, 7, 1).at(9, 30, 0, 0));
            Some(vec![
                ("Key", row.id.as_str().into()),
                ("Started", started),
                ("Time spent", "1h 30m".into()),
                ("Comment", text.into()),
            ])
        });
        sheet("Worklogs", vec!["Key", "Worklog ID", "Started", "Time spent", "Comment"], rows)
    }

    fn links(&self) -> SheetSpec {
        let is_there = |id: &str| self.rows.iter().any(|row| row.id == id);
        let rows = self.entries(|row| {
            let to = row.blocks.as_deref().filter(|id| is_there(id))?;
            Some(vec![
                ("Key", row.id.as_str().into()),
                ("Relationship", "blocks".into()),
                ("Linked key", to.into()),
            ])
        });
        sheet("Links", vec!["Key", "Link ID", "Relationship", "Linked key"], rows)
    }

    /// The rows below those of an export.
    fn added_to(&self, export: &[u8]) -> Opened {
        let mut opened = Opened::read("export.xlsx", export);
        let main = opened.sheet().name.clone();
        let entries = [("Comments", self.comments()), ("Worklogs", self.worklogs())];
        let entries = entries.into_iter().chain([("Links", self.links())]);
        for sheet in &mut opened.file.workbook.sheets {
            if sheet.name == main {
                if self.ids {
                    let end = sheet.rows[0].cells.iter().map(|cell| cell.0 + 1).max().unwrap();
                    put(&mut sheet.rows[0], end, "Row ID".into());
                }
                self.cells().iter().for_each(|cells| add(sheet, cells));
            }
        }
        for (name, spec) in entries {
            let sheets = &mut opened.file.workbook.sheets;
            let sheet = sheets.iter_mut().find(|sheet| sheet.name == name).unwrap();
            for row in &spec.rows {
                let cells = spec.columns.iter().zip(row);
                let filled = cells.filter(|(_, cell)| !cell.value.is_empty());
                let cells: Vec<(&str, CellValue)> =
                    filled.map(|(column, cell)| (&*column.header, cell.value.clone())).collect();
                add(sheet, &cells);
            }
        }
        opened
    }
}

type Cells = Vec<Vec<(&'static str, CellValue)>>;

fn sheet(name: &str, headers: Vec<&'static str>, rows: Cells) -> SheetSpec {
    let line = |cells: Vec<(&'static str, CellValue)>| {
        let of = |header: &&str| cells.iter().find(|cell| cell.0 == *header);
        let value = |header| of(header).map_or(CellValue::Empty, |cell| cell.1.clone());
        headers.iter().map(|header| value(header).into()).collect()
    };
    SheetSpec {
        name: name.to_owned(),
        columns: headers
            .iter()
            .map(|header| ColumnSpec { header: (*header).to_owned(), ..ColumnSpec::default() })
            .collect(),
        rows: rows.into_iter().map(line).collect(),
        ..SheetSpec::default()
    }
}

/// Adds a row below the others.
fn add(sheet: &mut Sheet, cells: &[(&str, CellValue)]) {
    let column = |header: &str| {
        let found = sheet.rows[0].cells.iter().find(|cell| cell.1.to_text() == header);
        found.unwrap_or_else(|| panic!("no column {header}")).0
    };
    let mut row =
        SheetRow { index: sheet.rows.last().map_or(0, |row| row.index + 1), cells: Vec::new() };
    for (header, value) in cells {
        put(&mut row, column(header), value.clone());
    }
    sheet.rows.push(row);
}
