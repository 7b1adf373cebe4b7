//! OpenDocument spreadsheets (ODF 1.3 part 3), read cell by cell.
//!
//! calamine's reader is not used for this format: it writes out every repeated row and column, so
//! that a file of 735 bytes takes gigabytes. Here a repetition costs what it repeats.

mod range;
mod settings;
mod text;
mod value;

use super::super::area::Area;
use super::super::cell::{CellRef, CellValue, MAX_COLUMNS};
use super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::format::Format;
use super::super::note::NoteKind;
use super::super::shown::NumberShape;
use super::super::workbook::Visibility;
use super::archive::{Archive, Part};
use super::collect::{Collector, SheetBuilder};
use super::memory::Memory;
use super::xml::{Scanner, Tag, Token};
use super::{check, damaged};
use value::Typed;

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads all the sheets.
pub(super) fn read(
    archive: &mut Archive<'_>,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    if archive.has("encrypted-package") || is_encrypted(archive)? {
        return Err(ReadError::new(ReadErrorKind::Encrypted));
    }
    let frozen = settings::frozen_rows(archive);
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let part =
        archive.part(CONTENT)?.ok_or_else(|| damaged("the content is missing").at(CONTENT))?;
    let mut reader =
        Reader { scanner: Scanner::new(part, CONTENT, limit)?, hidden: Vec::new(), frozen, memory };
    reader.read(out)?;
    Ok(Format::Ods)
}

fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, ReadError> {
    let limit = archive.limit();
    let Some(part) = archive.part(MANIFEST)? else { return Ok(false) };
    let mut scanner = Scanner::new(part, MANIFEST, limit)?;
    while let Some(token) = scanner.tag()? {
        if matches!(token, Token::Open(tag) if tag.name == b"encryption-data") {
            return Ok(true);
        }
    }
    Ok(false)
}

struct Reader<R> {
    scanner: Scanner<R>,
    /// Names of the table styles that hide their sheet.
    hidden: Vec<String>,
    /// The sheets with frozen rows.
    frozen: Vec<(String, u32)>,
    memory: Memory,
}

/// Bytes of text that the cells of one row hold, at most: a row is kept until it is known how often
/// it is repeated.
const ROW_TEXT: u64 = 32 << 20;

/// A cell of a row that may be repeated.
struct Cell {
    column: u32,
    repeat: u32,
    value: CellValue,
    /// How its number is shown.
    shape: Option<NumberShape>,
    /// Where it leads to.
    link: Option<String>,
    formula: bool,
    /// Rows and columns over which it is merged.
    span: (u32, u32),
}

impl Reader<Part<'_, '_>> {
    fn read(&mut self, out: &mut Collector<'_>) -> Result<(), ReadError> {
        let mut style = None;
        let mut whole = false;
        while let Some(token) = self.scanner.tag()? {
            match token {
                Token::Open(tag) => match tag.name {
                    b"style" => style = attribute(&tag, "name"),
                    b"table-properties" if tag.get("display").as_deref() == Some("false") => {
                        let style = style.take().unwrap_or_default();
                        self.memory.keep_text(&style)?;
                        self.hidden.push(style);
                    }
                    b"table" if !tag.empty => {
                        let name = attribute(&tag, "name").unwrap_or_default();
                        let hidden = attribute(&tag, "style-name")
                            .is_some_and(|style| self.hidden.contains(&style));
                        let shown = if hidden { Visibility::Hidden } else { Visibility::Visible };
                        let mut sheet = out.sheet(&name, shown)?;
                        let frozen = self.frozen.iter().find(|frozen| frozen.0 == name);
                        sheet.marks().frozen_rows = frozen.map_or(0, |frozen| frozen.1);
                        self.table(&mut sheet)?;
                        sheet.finish();
                    }
                    b"database-range" if tag.is_set("display-filter-buttons") => {
                        let range = tag.get("target-range-address");
                        if let Some((sheet, area)) = range.as_deref().and_then(range::parse) {
                            out.filter(&sheet, area);
                        }
                    }
                    // What was changed or deleted before, kept for review: no sheet of its own.
                    b"tracked-changes" if !tag.empty => self.scanner.skip()?,
                    _ => {}
                },
                Token::Close(name) => whole |= name == b"document-content",
            }
        }
        if whole { Ok(()) } else { Err(self.scanner.error("it ends too early")) }
    }

    /// Reads the rows and columns of a table, in whatever groups they are.
    fn table(&mut self, sheet: &mut SheetBuilder<'_, '_>) -> Result<(), ReadError> {
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match self.scanner.tag()? {
                Some(Token::Open(tag)) => match tag.name {
                    b"table-row" => {
                        let repeat = repeat(&tag, "number-rows-repeated");
                        let hidden = is_hidden(&tag);
                        let cells = if tag.empty { Vec::new() } else { self.row()? };
                        store(sheet, row, repeat, hidden, &cells)?;
                        row = row.saturating_add(repeat);
                    }
                    b"table-column" => {
                        let repeat = repeat(&tag, "number-columns-repeated");
                        if is_hidden(&tag) {
                            sheet.hide_columns(column, column.saturating_add(repeat - 1));
                        }
                        column = column.saturating_add(repeat);
                    }
                    b"shapes" | b"forms" | b"named-expressions" if !tag.empty => {
                        self.scanner.skip()?
                    }
                    _ => {}
                },
                Some(Token::Close(b"table")) => return Ok(()),
                Some(Token::Close(_)) => {}
                None => return Err(self.scanner.error("it ends within a table")),
            }
        }
    }

    /// Reads the cells of the row that was just opened.
    fn row(&mut self) -> Result<Vec<Cell>, ReadError> {
        let mut cells = Vec::new();
        let (mut column, mut held) = (0_u32, 0);
        loop {
            match self.scanner.tag()? {
                Some(Token::Open(tag))
                    if matches!(tag.name, b"table-cell" | b"covered-table-cell") =>
                {
                    let repeat = repeat(&tag, "number-columns-repeated");
                    let (typed, empty) = (Typed::of(&tag), tag.empty);
                    let span = (
                        self::repeat(&tag, "number-rows-spanned"),
                        self::repeat(&tag, "number-columns-spanned"),
                    );
                    let text =
                        if empty { String::new() } else { text::of_cell(&mut self.scanner)? };
                    let shape = typed.shape(&text);
                    let link = typed.link_without_value(&text);
                    let (value, formula, link) = match link {
                        Some(link) => (link.text.as_str().into(), false, Some(link.target.clone())),
                        None => (typed.value(text), typed.formula, None),
                    };
                    held += value.as_text().map_or(0, str::len) as u64;
                    check(LimitKind::Memory, ROW_TEXT, held)?;
                    if cells.len() >= MAX_COLUMNS as usize {
                        return Err(damaged("a cell beyond the edges of a sheet"));
                    }
                    if formula || !value.is_empty() || span != (1, 1) {
                        cells.push(Cell { column, repeat, value, shape, link, formula, span });
                    }
                    column = column.saturating_add(repeat);
                }
                Some(Token::Open(tag)) if tag.empty => {}
                Some(Token::Open(_)) => self.scanner.skip()?,
                Some(Token::Close(_)) => return Ok(cells),
                None => return Err(self.scanner.error("it ends within a row")),
            }
        }
    }
}

/// Adds a row as often as it is repeated. Formulas without a value are only counted, so that a
/// repetition costs no more than the cells it makes.
fn store(
    sheet: &mut SheetBuilder<'_, '_>,
    first: u32,
    repeat: u32,
    hidden: bool,
    cells: &[Cell],
) -> Result<(), ReadError> {
    for cell in cells.iter().filter(|cell| cell.formula) {
        let stored = !cell.value.is_empty();
        let kind = if stored { NoteKind::FormulaValueUsed } else { NoteKind::FormulaWithoutValue };
        let at = CellRef { sheet: String::new(), row: first, column: cell.column };
        sheet.add(kind, u64::from(repeat) * u64::from(cell.repeat), || at.to_string());
    }
    for cell in cells.iter().filter(|cell| cell.span != (1, 1)) {
        let (top, left) = (first, cell.column);
        let bottom = top.saturating_add(cell.span.0 - 1);
        let right = left.saturating_add(cell.span.1 - 1);
        sheet.merge(Area { top, left, bottom, right })?;
    }
    if cells.iter().all(|cell| cell.value.is_empty()) {
        return Ok(());
    }
    // With its end, so that a place beyond all sheets is refused and not passed over.
    for row in first..=first.saturating_add(repeat - 1) {
        if sheet.is_cut() {
            return Ok(());
        }
        for cell in cells.iter().filter(|cell| !cell.value.is_empty()) {
            for column in cell.column..=cell.column.saturating_add(cell.repeat - 1) {
                if sheet.is_cut() {
                    break;
                }
                if let Some(shape) = &cell.shape {
                    sheet.shape(row, column, shape)?;
                }
                if let Some(target) = &cell.link {
                    sheet.link(row, column, target)?;
                }
                sheet.push(row, column, cell.value.clone())?;
            }
        }
        if hidden {
            sheet.hidden_row(row);
        }
    }
    Ok(())
}

fn attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.get(name).map(|value| value.into_owned())
}

/// How often a row, column or cell is repeated: at least once.
fn repeat(tag: &Tag<'_>, name: &str) -> u32 {
    tag.number(name).map_or(1, |count| u32::try_from(count).unwrap_or(u32::MAX).max(1))
}

/// Hidden by hand (`collapse`) or by a filter (`filter`).
fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.get("visibility").as_deref(), Some("collapse" | "filter"))
}
