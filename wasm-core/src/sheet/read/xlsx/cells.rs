//! The cells of a worksheet part.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use jiff::civil;

use super::super::super::area::Area;
use super::super::super::cell::{CellValue, MAX_COLUMNS, MAX_ROWS};
use super::super::super::error::ReadError;
use super::super::super::note::NoteKind;
use super::super::collect::SheetBuilder;
use super::super::hyperlink::hyperlink;
use super::super::number_format::NumberFormats;
use super::super::xml::{Scanner, Tag, Token};
use super::super::{damaged, shared_text};
use super::escape;
use super::strings::TextReader;

/// What the sheets of a workbook share.
pub(super) struct Context {
    pub(super) strings: Vec<Box<str>>,
    pub(super) formats: NumberFormats,
    pub(super) date_1904: bool,
}

/// Reads a whole worksheet part into `sheet`.
pub(super) fn read<R: Read>(
    mut scanner: Scanner<R>,
    context: &Context,
    addresses: &BTreeMap<String, String>,
    sheet: &mut SheetBuilder<'_, '_>,
) -> Result<(), ReadError> {
    let mut place = Place::default();
    let mut cell = CellReader::default();
    let mut whole = false;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"row" => place.row(&tag),
                b"c" => {
                    place.cell(&tag).map_err(|e| sheet.here(e))?;
                    if !cell.start(&tag) {
                        cell.read_body(&mut scanner)?;
                        cell.store(context, &mut place, sheet)?;
                    }
                    place.column += 1;
                }
                b"col" if tag.is_set("hidden") => {
                    let edge =
                        |name| tag.number(name).and_then(|n| u32::try_from(n.checked_sub(1)?).ok());
                    if let (Some(first), Some(last)) = (edge("min"), edge("max")) {
                        sheet.hide_columns(first, last);
                    }
                }
                b"hyperlink" => {
                    let address = tag.get("id").and_then(|id| addresses.get(id.as_ref()));
                    let first = tag.get("ref").unwrap_or_default();
                    let first = first.split(':').next().unwrap_or_default();
                    if let (Some(target), Some((row, column))) =
                        (address, parse_address(first.as_bytes()))
                    {
                        sheet.link(row, column, target)?;
                    }
                }
                b"mergeCell" => {
                    if let Some(area) = area(&tag) {
                        sheet.merge(area)?;
                    }
                }
                b"autoFilter" => sheet.marks().filter = area(&tag),
                b"sheetView" => {
                    let first = tag.get("topLeftCell").unwrap_or_default();
                    place.top = parse_address(first.as_bytes()).map_or(0, |(row, _)| row);
                }
                b"pane" if tag.get("state").is_some_and(|state| state.starts_with("frozen")) => {
                    let rows = tag.number("ySplit").and_then(|rows| u32::try_from(rows).ok());
                    sheet.marks().frozen_rows =
                        rows.map_or(0, |rows| place.top.saturating_add(rows));
                }
                _ => {}
            },
            Token::Close(b"row") => place.row_ends(),
            Token::Close(name) => whole |= name == b"worksheet",
        }
    }
    if whole { Ok(()) } else { Err(scanner.error("it ends too early")) }
}

/// Where the reader is; a file may leave addresses out, then cells follow one another.
#[derive(Default)]
struct Place {
    row: u32,
    column: u32,
    hidden: bool,
    /// The row at the top of the window.
    top: u32,
}

impl Place {
    fn row(&mut self, tag: &Tag<'_>) {
        for (name, value) in tag.attributes() {
            match name {
                b"r" => self.row = digits(value).map_or(self.row, |row| row.saturating_sub(1)),
                b"hidden" => self.hidden = value == b"1" || value == b"true",
                _ => {}
            }
        }
        self.column = 0;
        if tag.empty {
            self.row_ends();
        }
    }

    fn row_ends(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 0;
        self.hidden = false;
    }

    fn cell(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        if let Some((_, address)) = tag.attributes().find(|(name, _)| *name == b"r") {
            (self.row, self.column) = parse_address(address).ok_or_else(|| {
                damaged(format!("no cell address: {}", String::from_utf8_lossy(address)))
            })?;
        }
        Ok(())
    }
}

/// Reads cells one after the other, keeping its buffers.
#[derive(Default)]
struct CellReader {
    kind: Kind,
    style: usize,
    value: String,
    text: TextReader,
    formula: String,
    has_value: bool,
    has_formula: bool,
}

/// The type a cell is written with (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, Default, PartialEq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Iso,
}

impl CellReader {
    /// Takes up what the tag says; true if the cell ends with it.
    fn start(&mut self, tag: &Tag<'_>) -> bool {
        (self.kind, self.style) = (Kind::Number, 0);
        (self.has_value, self.has_formula) = (false, false);
        self.value.clear();
        for (name, value) in tag.attributes() {
            match name {
                b"s" => self.style = digits(value).unwrap_or(0) as usize,
                b"t" => {
                    self.kind = match value {
                        b"s" => Kind::Shared,
                        b"b" => Kind::Bool,
                        b"e" => Kind::Error,
                        b"d" => Kind::Iso,
                        b"inlineStr" => Kind::Inline,
                        b"n" => Kind::Number,
                        _ => Kind::Text,
                    };
                }
                _ => {}
            }
        }
        tag.empty
    }

    /// Reads up to the end of the cell.
    fn read_body<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<(), ReadError> {
        loop {
            match scanner.tag()? {
                Some(Token::Open(tag)) => {
                    let (name, empty) = (tag.name, tag.empty);
                    match name {
                        b"f" => {
                            self.has_formula = true;
                            self.formula.clear();
                            if !empty {
                                scanner.content(&mut self.formula)?;
                            }
                            continue;
                        }
                        b"v" if self.kind != Kind::Inline => {
                            if !empty {
                                self.value.clear();
                                scanner.content(&mut self.value)?;
                                self.has_value = !self.value.is_empty() || self.kind == Kind::Text;
                            }
                            continue;
                        }
                        b"is" if !empty => {
                            let text = self.text.read(scanner)?;
                            self.value.clear();
                            self.value.push_str(text);
                            (self.kind, self.has_value) = (Kind::Inline, true);
                            continue;
                        }
                        _ => {}
                    }
                    if !empty {
                        scanner.skip()?;
                    }
                }
                Some(Token::Close(_)) => return Ok(()),
                None => return Err(scanner.error("it ends within a cell")),
            }
        }
    }

    /// Adds the cell to the sheet, with what is to be noted about it.
    fn store(
        &self,
        context: &Context,
        place: &mut Place,
        sheet: &mut SheetBuilder<'_, '_>,
    ) -> Result<(), ReadError> {
        let (row, column) = (place.row, place.column);
        if self.has_formula {
            let stored = self.has_value || self.kind == Kind::Text;
            let link = if stored { None } else { hyperlink(&self.formula) };
            if let Some(link) = link {
                sheet.link(row, column, &link.target)?;
                return sheet.push(row, column, link.text.into());
            }
            let kind =
                if stored { NoteKind::FormulaValueUsed } else { NoteKind::FormulaWithoutValue };
            sheet.note_cell(kind, row, column);
            if !stored {
                // Not an empty cell: that would clear a field.
                return sheet.push(row, column, CellValue::Error(String::new()));
            }
        }
        if !self.has_value {
            return Ok(());
        }
        let value = match self.kind {
            Kind::Number => self.number(context, sheet, row, column)?,
            Kind::Shared => self.shared(context).map_err(|e| e.at(sheet.place(row, column)))?,
            Kind::Text => escape::resolve(&self.value).into_owned().into(),
            Kind::Inline => self.value.as_str().into(),
            Kind::Error => CellValue::Error(self.value.clone()),
            Kind::Bool => match self.value.trim() {
                "1" | "true" => CellValue::Bool(true),
                "0" | "false" => CellValue::Bool(false),
                other => other.into(),
            },
            Kind::Iso => iso(&self.value),
        };
        if place.hidden && !value.is_empty() {
            place.hidden = false;
            sheet.hidden_row(row);
        }
        sheet.push(row, column, value)
    }

    fn number(
        &self,
        context: &Context,
        sheet: &mut SheetBuilder<'_, '_>,
        row: u32,
        column: u32,
    ) -> Result<CellValue, ReadError> {
        let number = self.value.trim().parse::<f64>();
        let Some(number) = number.ok().filter(|number| number.is_finite()) else {
            return Ok(self.value.as_str().into());
        };
        sheet.number(row, column, number, context.formats.get(self.style), context.date_1904)
    }

    fn shared(&self, context: &Context) -> Result<CellValue, ReadError> {
        shared_text(&context.strings, self.value.trim().parse().ok())
    }
}

/// The area that a tag names.
pub(super) fn area(tag: &Tag<'_>) -> Option<Area> {
    Area::parse(&tag.get("ref")?)
}

/// A date or time as ISO 8601 text, as strict Office Open XML files have it.
fn iso(text: &str) -> CellValue {
    let text = text.trim();
    if let Ok(date) = text.parse::<civil::Date>()
        && !text.contains(['T', ' '])
    {
        return CellValue::Date(date);
    }
    let text = &short_fraction(text.trim_end_matches('Z'));
    if let Ok(at) = text.parse::<civil::DateTime>() {
        return CellValue::DateTime(at);
    }
    if let Ok(time) = text.parse::<civil::Time>() {
        let since = time.duration_since(civil::Time::midnight());
        return CellValue::Duration { seconds: since.as_millis() as f64 / 1000.0 };
    }
    text.as_ref().into()
}

/// A time whose seconds have no more than nine decimals: some programs write all that a double has.
fn short_fraction(text: &str) -> Cow<'_, str> {
    let Some((before, fraction)) = text.split_once('.') else { return text.into() };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    if digits <= 9 {
        return text.into();
    }
    let (kept, after) = (fraction.get(..9), fraction.get(digits..));
    format!("{before}.{}{}", kept.unwrap_or_default(), after.unwrap_or_default()).into()
}

/// Row and column, zero-based, of an address such as `B7`; none beyond the edges of a sheet.
pub(in crate::sheet) fn parse_address(address: &[u8]) -> Option<(u32, u32)> {
    let letters = address.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, number) = address.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column =
        letters.iter().fold(0, |n, c| n * 26 + u32::from(c.to_ascii_uppercase() - b'A') + 1);
    let row = digits(number)?;
    let inside = (1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS;
    inside.then(|| (row - 1, column - 1))
}

/// A whole number of up to nine digits.
fn digits(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes
        .iter()
        .try_fold(0_u32, |n, byte| byte.is_ascii_digit().then(|| n * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_within_a_sheet() {
        for (address, expected) in [
            ("A1", Some((0, 0))),
            ("xfd1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A1048577", None),
            ("ZZZZZZ4294967294", None),
            ("A0", None),
            ("7", None),
            ("B", None),
        ] {
            assert_eq!(parse_address(address.as_bytes()), expected, "{address}");
        }
    }

    #[test]
    fn iso_dates_of_strict_files_are_dates() {
        assert_eq!(iso("2026-11-02"), CellValue::Date(civil::date(2026, 11, 2)));
        let at = civil::date(2026, 11, 2).at(9, 30, 0, 0);
        assert_eq!(iso("2026-11-02T09:30:00Z"), CellValue::DateTime(at));
        let long = iso("2026-11-02T09:30:00.12345678901234567Z");
        assert_eq!(
            long,
            CellValue::DateTime(at.with().subsec_nanosecond(123_456_789).build().unwrap())
        );
        assert_eq!(iso("soon"), CellValue::from("soon"));
        assert_eq!(iso("1.0 of 2.0"), CellValue::from("1.0 of 2.0"));
    }
}
