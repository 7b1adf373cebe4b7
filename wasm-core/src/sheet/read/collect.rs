//! Cells as they are found, put in order, counted against the limits, and what is worth a note.

use super::super::area::Area;
use super::super::cell::{CellRef, CellValue, MAX_COLUMNS, MAX_ROWS, column_name};
use super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::limits::ReadLimits;
use super::super::marks::Marks;
use super::super::misread::Misread;
use super::super::note::{NoteKind, ReadNote};
use super::super::shown::NumberShape;
use super::super::workbook::{CellLink, Row, Sheet, Visibility};
use super::memory::{CELL, MARK, Memory, ROW};
use super::number_format::{self, NumberFormat};
use super::{check, damaged, merged};

/// Rows that are kept of a sheet that has more than is allowed, to be shown.
const BEGINNING: usize = 100;

/// What has been read of a file so far.
pub(super) struct Collector<'l> {
    limits: &'l ReadLimits,
    memory: Memory,
    cells: u64,
    /// Places of the tables that the sheets so far are.
    places: u64,
    sheets: Vec<Sheet>,
    notes: Vec<ReadNote>,
}

impl<'l> Collector<'l> {
    pub(super) fn new(limits: &'l ReadLimits) -> Self {
        let memory = Memory::new(limits);
        Self { limits, memory, cells: 0, places: 0, sheets: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn limits(&self) -> &'l ReadLimits {
        self.limits
    }

    /// The memory that is left, for what is kept beside the sheets.
    pub(super) fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(super) fn note(&mut self, note: ReadNote) {
        self.notes.push(note);
    }

    /// Starts a sheet; [`SheetBuilder::finish`] ends it.
    pub(super) fn sheet(
        &mut self,
        name: &str,
        visibility: Visibility,
    ) -> Result<SheetBuilder<'_, 'l>, ReadError> {
        check(LimitKind::Sheets, self.limits.sheets, self.sheets.len() as u64 + 1)?;
        let sheet = Sheet { name: name.to_owned(), visibility, ..Sheet::default() };
        let mut builder = SheetBuilder {
            out: self,
            sheet,
            in_order: true,
            used: Columns::default(),
            notes: Vec::new(),
            merged: Vec::new(),
        };
        if visibility != Visibility::Visible {
            builder.tally(NoteKind::HiddenSheet, String::new);
        }
        Ok(builder)
    }

    /// The filter of a sheet that was read before.
    pub(super) fn filter(&mut self, sheet: &str, area: Area) {
        if let Some(sheet) = self.sheets.iter_mut().find(|known| known.name == sheet) {
            sheet.marks.filter = Some(area);
        }
    }

    pub(super) fn finish(self) -> (Vec<Sheet>, Vec<ReadNote>) {
        (self.sheets, self.notes)
    }
}

/// A sheet that is being read.
pub(super) struct SheetBuilder<'c, 'l> {
    out: &'c mut Collector<'l>,
    sheet: Sheet,
    in_order: bool,
    /// The columns with a value.
    used: Columns,
    notes: Vec<(NoteKind, u64, String)>,
    merged: Vec<Area>,
}

impl SheetBuilder<'_, '_> {
    /// Adds a cell. Empty ones are dropped; a second value for the same cell wins.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        value: CellValue,
    ) -> Result<(), ReadError> {
        if value.is_empty() || self.is_cut() {
            return Ok(());
        }
        match self.add_cell(row, column, value) {
            Err(error) if is_of_one_sheet(&error) => {
                self.tally(NoteKind::SheetCut, String::new);
                self.sheet.cut = Some(error);
                Ok(())
            }
            result => result,
        }
    }

    /// Whether the sheet has more than is allowed, so that nothing more is read of it.
    pub(super) fn is_cut(&self) -> bool {
        self.sheet.cut.is_some()
    }

    fn add_cell(&mut self, row: u32, column: u32, value: CellValue) -> Result<(), ReadError> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            let place = self.place(row, column);
            return Err(damaged("a cell beyond the edges of a sheet").at(place));
        }
        let limits = self.out.limits;
        self.out.cells += 1;
        check(LimitKind::Cells, limits.cells, self.out.cells).map_err(|e| self.here(e))?;
        if let CellValue::Text(text) = &value {
            self.check_text(row, column, text)?;
        }
        if matches!(&value, CellValue::Error(error) if !error.is_empty()) {
            self.note_cell(NoteKind::ErrorCells, row, column);
        }
        self.append(row, column, value)
    }

    fn check_text(&mut self, row: u32, column: u32, text: &str) -> Result<(), ReadError> {
        let limits = self.out.limits;
        if text.len() as u64 > limits.cell_chars {
            check(LimitKind::CellChars, limits.cell_chars, text.chars().count() as u64)
                .map_err(|e| e.at(self.place(row, column)))?;
        }
        self.out.memory.keep_text(text).map_err(|e| self.here(e))
    }

    fn append(&mut self, row: u32, column: u32, value: CellValue) -> Result<(), ReadError> {
        let limits = self.out.limits;
        self.out.memory.keep(CELL).map_err(|e| self.here(e))?;
        self.used.add(column);
        let kept = match self.sheet.rows.last_mut().filter(|last| last.index == row) {
            Some(last) => {
                self.in_order &= last.cells.last().is_none_or(|cell| cell.0 < column);
                last.cells.push((column, value));
                let found = last.cells.len() as u64;
                check(LimitKind::Columns, limits.columns, found)
            }
            None => {
                self.in_order &= self.sheet.rows.last().is_none_or(|last| last.index < row);
                self.begin_row(row, (column, value));
                let found = self.sheet.rows.len() as u64;
                check(LimitKind::Rows, limits.rows, found).and_then(|()| self.out.memory.keep(ROW))
            }
        };
        kept.and_then(|()| self.check_places()).map_err(|e| self.here(e))
    }

    /// Rows are mostly as wide as the one before; what was set aside in vain for that is given back.
    fn begin_row(&mut self, index: u32, first: (u32, CellValue)) {
        let before = self.sheet.rows.last_mut();
        let width = before.map_or(8, |before| {
            before.cells.shrink_to_fit();
            before.cells.len()
        });
        let mut cells = Vec::with_capacity(width);
        cells.push(first);
        self.sheet.rows.push(Row { index, cells });
    }

    /// Checks that the table that the sheet is could be made: each of its rows has all columns.
    fn check_places(&self) -> Result<(), ReadError> {
        self.out.memory.check_places(self.out.places + self.places())
    }

    fn places(&self) -> u64 {
        self.sheet.rows.len() as u64 * self.used.count
    }

    /// Counts something about a cell, keeping the first place.
    pub(super) fn note_cell(&mut self, kind: NoteKind, row: u32, column: u32) {
        self.tally(kind, || CellRef { sheet: String::new(), row, column }.to_string());
    }

    /// Counts a hidden row that has a value.
    pub(super) fn hidden_row(&mut self, row: u32) {
        self.tally(NoteKind::HiddenRows, || format!("row {}", u64::from(row) + 1));
    }

    /// Counts something, keeping the first place.
    pub(super) fn tally(&mut self, kind: NoteKind, first: impl FnOnce() -> String) {
        self.add(kind, 1, first);
    }

    /// Counts something that was found several times.
    pub(super) fn add(&mut self, kind: NoteKind, count: u64, first: impl FnOnce() -> String) {
        if count == 0 {
            return;
        }
        match self.notes.iter_mut().find(|note| note.0 == kind) {
            Some(note) => note.1 += count,
            None => self.notes.push((kind, count, first())),
        }
    }

    /// What a number in a cell of that format is. How it is shown is remembered where that carries
    /// meaning; a number that is none is the error that Excel shows for it.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u32,
        number: f64,
        format: Option<&NumberFormat>,
        date_1904: bool,
    ) -> Result<CellValue, ReadError> {
        if !number.is_finite() {
            return Ok(CellValue::Error("#NUM!".to_owned()));
        }
        if let Some(shape) = format.and_then(|format| format.shape.as_ref()) {
            self.shape(row, column, shape)?;
        }
        let kind = format.map(|format| format.kind).unwrap_or_default();
        let (value, fits) = number_format::apply(number, kind, date_1904);
        if !fits {
            self.note_cell(NoteKind::NumberIsNoDate, row, column);
        }
        Ok(value)
    }

    /// Remembers how a number is shown, where that carries meaning.
    pub(super) fn shape(
        &mut self,
        row: u32,
        column: u32,
        shape: &NumberShape,
    ) -> Result<(), ReadError> {
        let is_new = self.sheet.shapes.add(row, column, shape);
        self.out.memory.keep(if is_new { MARK + shape.bytes() } else { MARK })
    }

    /// Remembers hidden columns; what the format allows at most is one range a column.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        if first <= last
            && first < MAX_COLUMNS
            && self.sheet.hidden_columns.len() < MAX_COLUMNS as usize
        {
            self.sheet.hidden_columns.push((first, last.min(MAX_COLUMNS - 1)));
        }
    }

    /// Takes merged cells.
    pub(super) fn merge(&mut self, area: Area) -> Result<(), ReadError> {
        self.tally(NoteKind::MergedCells, || area.to_string());
        self.merged.push(area);
        self.out.memory.keep(MARK)
    }

    /// What the sheet says of where its table is.
    pub(super) fn marks(&mut self) -> &mut Marks {
        &mut self.sheet.marks
    }

    /// Takes where a cell leads to.
    pub(super) fn link(&mut self, row: u32, column: u32, target: &str) -> Result<(), ReadError> {
        self.sheet.links.push(CellLink { row, column, target: target.to_owned() });
        self.out.memory.keep_text(target)
    }

    /// Takes the line of a text file in which a row begins.
    pub(super) fn line(&mut self, row: u32, line: u64) -> Result<(), ReadError> {
        self.sheet.text.get_or_insert_default().begins(row, line);
        self.out.memory.keep(MARK)
    }

    /// Takes that a row of a text file was perhaps not read as meant.
    pub(super) fn misread(&mut self, misread: Misread) -> Result<(), ReadError> {
        self.sheet.text.get_or_insert_default().misread.push(misread);
        self.out.memory.keep(ROW)
    }

    /// Takes who wrote comments.
    pub(super) fn comment_authors(&mut self, authors: Vec<String>) {
        self.sheet.comment_authors = authors;
    }

    /// The address of a cell for a message.
    pub(super) fn place(&self, row: u32, column: u32) -> CellRef {
        CellRef { sheet: self.sheet.name.clone(), row, column }
    }

    /// The error with the sheet as its place.
    pub(super) fn here(&self, error: ReadError) -> ReadError {
        error.at(format!("sheet {}", self.sheet.name))
    }

    /// Puts the sheet in order and adds it to the file.
    pub(super) fn finish(mut self) {
        if !self.in_order {
            sort(&mut self.sheet.rows);
        }
        if self.is_cut() {
            self.sheet.rows.truncate(BEGINNING);
        }
        self.sheet.shapes.sort();
        self.note_hidden_columns();
        self.leave_out_the_unseen();
        let places = self.places();
        let Self { out, sheet, notes, .. } = self;
        out.places += places;
        for (kind, count, first) in notes {
            let first = Some(first).filter(|first| !first.is_empty());
            out.notes.push(ReadNote::sheet(kind, &sheet.name, count, first));
        }
        out.sheets.push(sheet);
    }

    /// Leaves out values that merged cells hide, and says so. Rows of totals are told here too: they
    /// are kept, since only who reads the table they belong to leaves them out.
    fn leave_out_the_unseen(&mut self) {
        let (count, first) = merged::hide(&mut self.sheet.rows, &mut self.merged);
        self.sheet.marks.merged = merged::near_the_top(std::mem::take(&mut self.merged));
        if let Some((row, column)) = first {
            let first = CellRef { sheet: String::new(), row, column };
            self.add(NoteKind::HiddenByMerge, count, || first.to_string());
        }
        for table in self.sheet.marks.tables.clone() {
            let rows = table.totals_rows();
            let first = || format!("row {}", u64::from(rows.start) + 1);
            self.add(NoteKind::TotalsRows, rows.len() as u64, first);
        }
    }

    /// Only hidden columns with values matter: hiding all the unused ones is a habit of many.
    fn note_hidden_columns(&mut self) {
        if self.sheet.hidden_columns.is_empty() {
            return;
        }
        let mut hidden = vec![false; MAX_COLUMNS as usize];
        for (first, last) in &self.sheet.hidden_columns {
            if let Some(range) = hidden.get_mut(*first as usize..=*last as usize) {
                range.fill(true);
            }
        }
        let both = (0..).zip(self.used.seen.iter().zip(hidden));
        let used: Vec<u32> = both
            .filter(|(_, (used, hidden))| **used && *hidden)
            .map(|(column, _)| column)
            .collect();
        for column in used {
            self.tally(NoteKind::HiddenColumns, || format!("column {}", column_name(column)));
        }
    }
}

/// The columns in which something was seen.
#[derive(Default)]
struct Columns {
    seen: Vec<bool>,
    count: u64,
}

impl Columns {
    /// Takes up a column.
    fn add(&mut self, column: u32) {
        let at = column as usize;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, false);
        }
        if let Some(seen) = self.seen.get_mut(at).filter(|seen| !**seen) {
            *seen = true;
            self.count += 1;
        }
    }
}

/// Whether a limit was passed that says nothing of the other sheets.
fn is_of_one_sheet(error: &ReadError) -> bool {
    use LimitKind::{CellChars, Columns, Places, Rows};
    matches!(error.kind, ReadErrorKind::TooLarge { limit: Rows | Columns | CellChars | Places, .. })
}

/// Rows and cells in order; of two values for one cell the later one is kept.
fn sort(rows: &mut Vec<Row>) {
    rows.sort_by_key(|row| row.index);
    rows.dedup_by(|later, earlier| {
        let same = later.index == earlier.index;
        if same {
            earlier.cells.append(&mut later.cells);
        }
        same
    });
    for row in rows {
        row.cells.sort_by_key(|cell| cell.0);
        row.cells.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_end_in_order_and_the_last_value_wins() {
        let limits = ReadLimits::default();
        let mut out = Collector::new(&limits);
        let mut sheet = out.sheet("S", Visibility::Visible).unwrap();
        for (row, column, text) in [(5, 1, "a"), (2, 3, "b"), (2, 1, "c"), (5, 1, "d"), (2, 3, "")]
        {
            sheet.push(row, column, text.into()).unwrap();
        }
        sheet.finish();
        let sheet = &out.sheets[0];
        assert_eq!(sheet.rows.iter().map(|row| row.index).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(sheet.rows[0].cells, [(1, "c".into()), (3, "b".into())]);
        assert_eq!(sheet.get(5, 1), &CellValue::from("d"));
    }

    #[test]
    fn a_limit_names_the_sheet() {
        let limits = ReadLimits { rows: 1, ..ReadLimits::default() };
        let mut out = Collector::new(&limits);
        let mut sheet = out.sheet("Data", Visibility::Visible).unwrap();
        sheet.push(0, 0, "a".into()).unwrap();
        sheet.push(9, 0, "b".into()).unwrap();
        sheet.finish();
        let error = out.sheets[0].cut.clone().unwrap();
        assert_eq!((error.code(), error.at.as_deref()), ("file-too-many-rows", Some("sheet Data")));
    }
}
