//! The rows of the worksheet: those above and below as they are, those of the table anew.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::TemplateFill;
use super::cells::CellWriter;
use super::error::{TemplateError, Unfit};
use super::extent::Extent;
use super::formula::{Place, grown, moved};
use super::layout::{Cell, Layout, Row, address};
use super::outline;
use super::xml::{with_attribute, with_texts, without_results};
use crate::sheet::cell::CellValue;

/// What a column of the table has in each row.
struct Column {
    index: u32,
    style: u32,
    content: Content,
}

enum Content {
    /// The value at this place of the row.
    Value(usize),
    /// A formula, as it stands in the first row.
    Formula(String),
    Nothing,
}

/// Writes the content of `sheetData` to `cells.out`.
pub(super) fn write(
    xml: &str,
    layout: &Layout<'_>,
    extent: &Extent,
    fill: &TemplateFill,
    cells: &mut CellWriter<'_>,
) -> Result<(), TemplateError> {
    let columns = columns(layout, extent, fill)?;
    let attributes = attributes(layout.row(extent.first));
    let existing: HashMap<u32, &Row<'_>> = layout.rows.iter().map(|row| (row.index, row)).collect();
    for row in layout.rows.iter().filter(|row| row.index < extent.first) {
        cells.out.push_str(&kept(&xml[row.element.range.clone()], extent));
    }
    for index in extent.first..=extent.last.max(extent.old_last) {
        let beside = existing.get(&index).map_or(&[][..], |row| row.cells.as_slice());
        let beside = beside.iter().filter(|cell| !extent.has_column(cell.column));
        let (left, right): (Vec<_>, Vec<_>) = beside.partition(|cell| cell.column < extent.left);
        if index > extent.last && left.is_empty() && right.is_empty() {
            continue;
        }
        let prefix = cells.prefix;
        let attributes = if index <= extent.last { attributes.as_str() } else { "" };
        let level = outline::attribute(&fill.outline, (index - extent.first) as usize);
        let _ = write!(cells.out, "<{prefix}row r=\"{}\"{attributes}{level}>", index + 1);
        left.iter().for_each(|cell| copy(xml, index, cell, extent, &mut cells.out));
        if index <= extent.last {
            let values = fill.rows.get((index - extent.first) as usize);
            write_row(index, &columns, values.map_or(&[][..], Vec::as_slice), extent, cells)?;
        }
        right.iter().for_each(|cell| copy(xml, index, cell, extent, &mut cells.out));
        let _ = write!(cells.out, "</{prefix}row>");
    }
    let below = |row: &&Row<'_>| row.index >= extent.first && !extent.replaces(row.index);
    for row in layout.rows.iter().filter(below) {
        cells.out.push_str(&kept(&xml[row.element.range.clone()], extent));
    }
    Ok(())
}

fn write_row(
    row: u32,
    columns: &[Column],
    values: &[crate::sheet::OutCell],
    extent: &Extent,
    cells: &mut CellWriter<'_>,
) -> Result<(), TemplateError> {
    for column in columns {
        let value = match &column.content {
            Content::Value(at) => values.get(*at).map_or(&CellValue::Empty, |cell| &cell.value),
            Content::Formula(formula) => {
                let formula = moved(formula, i64::from(row - extent.first), 0);
                cells.formula(row, column.index, column.style, &formula);
                continue;
            }
            Content::Nothing => &CellValue::Empty,
        };
        cells.value(row, column.index, column.style, value)?;
    }
    Ok(())
}

/// What the table's columns have: the fill's values, else the formula of the first row.
fn columns(
    layout: &Layout<'_>,
    extent: &Extent,
    fill: &TemplateFill,
) -> Result<Vec<Column>, TemplateError> {
    refuse_shared(layout, extent)?;
    let first = layout.row(extent.first);
    let row_style = first.filter(|row| row.element.tag.is_set("customFormat"));
    let row_style = row_style.and_then(|row| row.element.tag.number("s"));
    let row_style = row_style.and_then(|style| u32::try_from(style).ok());
    let column = |index| {
        let cell = first.and_then(|row| row.cell(index));
        let own = cell.and_then(|cell| cell.style).or(row_style);
        let style = own.unwrap_or_else(|| layout.column_style(index));
        let content = match fill.columns.iter().position(|column| *column == index) {
            Some(at) => Content::Value(at),
            None => match cell {
                Some(cell) => {
                    formula_of(layout, extent, cell)?.map_or(Content::Nothing, Content::Formula)
                }
                None => Content::Nothing,
            },
        };
        Ok(Column { index, style, content })
    };
    (extent.left..=extent.right).map(column).collect()
}

/// The formula of a cell of the first row.
fn formula_of(
    layout: &Layout<'_>,
    extent: &Extent,
    cell: &Cell,
) -> Result<Option<String>, TemplateError> {
    let Some(formula) = &cell.formula else { return Ok(None) };
    let reaching = |text: String| grown(&text, Place::Row, extent).unwrap_or(text);
    let at = address(extent.first, cell.column);
    if formula.array.is_some() {
        return Err(Unfit::Array { at }.into());
    }
    match formula.shared {
        Some(shared) if formula.text.is_empty() => {
            let (row, master, formula) = layout.master(shared).ok_or(Unfit::Array { at })?;
            let down = i64::from(extent.first) - i64::from(row);
            let right = i64::from(cell.column) - i64::from(master.column);
            Ok(Some(reaching(moved(&formula.text, down, right))))
        }
        _ => Ok(Some(reaching(formula.text.clone()))),
    }
}

/// A formula that goes away with the table's rows must not be one that other cells share.
fn refuse_shared(layout: &Layout<'_>, extent: &Extent) -> Result<(), Unfit> {
    let cells = || layout.rows.iter().flat_map(|row| row.cells.iter().map(|c| (row.index, c)));
    let goes = |row, cell: &Cell| extent.replaces(row) && extent.has_column(cell.column);
    let gone: HashSet<u32> = cells()
        .filter(|(row, cell)| goes(*row, cell))
        .filter_map(|(_, cell)| cell.formula.as_ref())
        .filter(|formula| !formula.text.is_empty())
        .filter_map(|formula| formula.shared)
        .collect();
    let stays = cells().filter(|(row, cell)| !goes(*row, cell)).find(|(_, cell)| {
        let shared = cell.formula.as_ref().and_then(|formula| formula.shared);
        shared.is_some_and(|shared| gone.contains(&shared))
    });
    match stays {
        Some((row, cell)) => Err(Unfit::Array { at: address(row, cell.column) }),
        None => Ok(()),
    }
}

/// A row's own height and style, which its successors get too.
fn attributes(row: Option<&Row<'_>>) -> String {
    let Some(row) = row else { return String::new() };
    let tag = &row.element.tag;
    let mut out = String::new();
    for (flag, names) in
        [("customHeight", ["ht", "customHeight"]), ("customFormat", ["s", "customFormat"])]
    {
        if tag.is_set(flag) {
            for name in names {
                if let Some(value) = tag.get(name) {
                    let _ = write!(out, " {name}=\"{}\"", super::xml::escape(&value));
                }
            }
        }
    }
    out
}

/// A cell beside the table, with its address.
fn copy(xml: &str, row: u32, cell: &Cell, extent: &Extent, out: &mut String) {
    let open = with_attribute(&xml[cell.open.clone()], "r", &address(row, cell.column));
    out.push_str(&kept(&(open + &xml[cell.open.end..cell.range.end]), extent));
}

/// What stays, with the formulas that speak of all rows of the table.
fn kept<'x>(xml: &'x str, extent: &Extent) -> Cow<'x, str> {
    let grown = with_texts(xml, &["f"], |formula| grown(formula, Place::Beside, extent));
    let kept = grown.map_or(Cow::Borrowed(xml), Cow::Owned);
    match without_results(&kept) {
        Some(changed) => Cow::Owned(changed),
        None => kept,
    }
}
