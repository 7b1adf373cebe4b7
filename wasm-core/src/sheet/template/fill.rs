//! Filling a template, step by step.

use super::super::area::Area;
use super::super::cell::{CellRef, MAX_COLUMNS, MAX_ROWS};
use super::super::error::{ReadError, ReadErrorKind, WriteError, WriteErrorKind};
use super::super::limits::ReadLimits;
use super::super::read::xlsx::package::{Package, relations};
use super::super::read::xlsx::styles as formats;
use super::super::read::{ReadOptions, damaged, read};
use super::TemplateFill;
use super::added;
use super::error::{TemplateError, Unfit};
use super::extent::Extent;
use super::layout::{Layout, Row};
use super::links::Links;
use super::others::{self, Table};
use super::parts::Parts;
use super::styles::Styles;
use super::worksheet;

/// Fills rows into a table of a workbook, and adds the sheets that are asked for. What is no part of
/// the table's rows stays as it is: entries of the archive that don't speak of them are copied
/// without being unpacked.
///
/// The rows below the header are replaced. Each cell gets the style of its column's first row;
/// columns that are not filled keep that row's formula, moved along. The table, filters, rules,
/// names, charts and formulas that reach over all rows reach over the new ones. Programs calculate
/// the workbook anew when they open it. Text is always written as text, never as a formula.
///
/// # Errors
/// A template that can't be read within the limits, a value that doesn't fit a cell, or something
/// in the template that would be damaged ([`Unfit`]).
pub fn fill_template(
    template: &[u8],
    fill: &TemplateFill,
    limits: &ReadLimits,
) -> Result<Vec<u8>, TemplateError> {
    let bytes = filled(template, fill, limits)?;
    read_back(&bytes, fill, limits)?;
    Ok(bytes)
}

/// Checks that a filled template reads as what was filled in: of a damaged one something else may
/// have come. A sheet with more rows than are read is checked as far as that.
fn read_back(bytes: &[u8], fill: &TemplateFill, limits: &ReadLimits) -> Result<(), Unfit> {
    let damaged = |detail: String| Unfit::Damaged { detail };
    let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
    let (workbook, _) = match read(bytes, &options) {
        Err(error) if !matches!(error.kind, ReadErrorKind::TooLarge { .. }) => {
            return Err(damaged(error.to_string()));
        }
        Err(_) => return Ok(()),
        Ok(found) => found,
    };
    let sheet =
        workbook.sheet(&fill.sheet).ok_or_else(|| damaged("its sheet is gone".to_owned()))?;
    if sheet.cut.is_some() {
        return Ok(());
    }
    for (row, cells) in (fill.header_row.saturating_add(1)..).zip(&fill.rows) {
        let found = sheet.row(row);
        for (column, cell) in fill.columns.iter().zip(cells) {
            let empty = found.is_none_or(|found| found.get(*column).is_empty());
            if empty != cell.value.is_empty() {
                let (sheet, column) = (fill.sheet.clone(), *column);
                return Err(damaged(CellRef { sheet, row, column }.to_string()));
            }
        }
    }
    Ok(())
}

fn filled(
    template: &[u8],
    fill: &TemplateFill,
    limits: &ReadLimits,
) -> Result<Vec<u8>, TemplateError> {
    if !template.starts_with(b"PK") {
        return Err(Unfit::Format.into());
    }
    let mut parts = Parts::open(template, limits)?;
    if !parts.archive.has("[Content_Types].xml") || parts.archive.has("xl/workbook.bin") {
        return Err(Unfit::Format.into());
    }
    let package = Package::read(&mut parts.archive, limits)?;
    let unknown = || Unfit::NoSheet { name: fill.sheet.clone() };
    let entry = package.sheets.iter().find(|entry| entry.name == fill.sheet && entry.has_cells);
    let part = entry.ok_or_else(unknown)?.part.clone();
    let xml = parts.text(&part)?.ok_or_else(|| damaged("the sheet is missing").at(&part))?;
    if xml.get(..2_000).unwrap_or(&xml).contains("purl.oclc.org") {
        return Err(Unfit::Format.into());
    }
    let layout = Layout::read(&xml);
    let rels = relationships_of(&part);
    let folder = part.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    let related = relations(&mut parts.archive, &rels, &folder)?;
    let tables = others::tables(&mut parts, related.values())?;
    let table = tables.iter().find(|table| is_ours(table, fill));
    let extent = extent(&layout, fill, table)?;
    refuse(&layout, &extent, &tables, table)?;
    others::refuse(&mut parts, &extent, table)?;

    let mut styles = styles(&mut parts, &package)?;
    let written = worksheet::write(&xml, &layout, &extent, fill, &mut styles.1, package.date_1904)?;
    parts.set(&part, written);
    let old = parts.text(&rels)?;
    if let Some(text) = Links::of(fill, &extent).relationships(old.as_deref()) {
        parts.set(&rels, text);
    }
    if let Some(table) = table {
        others::grow_table(&mut parts, table, &extent)?;
    }
    others::grow_references(&mut parts, &fill.sheet, &part, &extent)?;
    others::recalculate(&mut parts, &package, &extent)?;
    for sheet in &fill.added {
        added::add(&mut parts, &package, &mut styles.1, sheet)?;
    }
    if let Some(text) = styles.1.written(&styles.0) {
        parts.set(&package.styles, text);
    }
    parts.finish()
}

/// The path of the relationships of a part.
pub(super) fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn styles(parts: &mut Parts<'_>, package: &Package) -> Result<(String, Styles), ReadError> {
    let formats = formats::read(&mut parts.archive, &package.styles)?;
    let xml = parts.text(&package.styles)?.unwrap_or_default();
    let styles = Styles::read(&xml, formats);
    Ok((xml, styles))
}

fn is_ours(table: &Table, fill: &TemplateFill) -> bool {
    let inside = |column: &u32| (table.area.left..=table.area.right).contains(column);
    table.area.top == fill.header_row && fill.columns.iter().any(inside)
}

/// Where the table is: as the sheet's table or filter says, else as far as there are values.
fn extent(
    layout: &Layout<'_>,
    fill: &TemplateFill,
    table: Option<&Table>,
) -> Result<Extent, TemplateError> {
    let header = fill.header_row;
    let first = header.saturating_add(1);
    let rows = u32::try_from(fill.rows.len()).unwrap_or(MAX_ROWS);
    let last = first.saturating_add(rows.max(1) - 1);
    let mapped = || fill.columns.iter().copied();
    let (mut left, mut right) = (mapped().min().unwrap_or(0), mapped().max().unwrap_or(0));
    if last >= MAX_ROWS || right >= MAX_COLUMNS {
        let (rows, columns) = (u64::from(last) + 1, u64::from(right) + 1);
        let kind = WriteErrorKind::SheetFull { rows, columns };
        return Err(WriteError { kind, at: None }.into());
    }
    let filter = layout.filter.filter(|filter| filter.top == header);
    let told = table.map(|table| table.area).or(filter);
    if let Some(area) = told {
        (left, right) = (left.min(area.left), right.max(area.right));
    }
    if let Some(row) = layout.row(header) {
        let headed = |column: u32| row.cell(column).is_some_and(|cell| cell.filled);
        while table.is_none() && left > 0 && headed(left - 1) {
            left -= 1;
        }
        while table.is_none() && headed(right + 1) {
            right += 1;
        }
    }
    let mut old_last = told.map_or(header, |area| area.bottom);
    if table.is_none() {
        while layout.row(old_last + 1).is_some_and(|row| has_values(row, left, right)) {
            old_last += 1;
        }
    }
    let sheet = fill.sheet.to_lowercase();
    Ok(Extent { sheet, header, first, old_last, last, left, right })
}

fn has_values(row: &Row<'_>, left: u32, right: u32) -> bool {
    row.cells.iter().any(|cell| cell.filled && (left..=right).contains(&cell.column))
}

/// Refuses what lies where the rows go.
fn refuse(
    layout: &Layout<'_>,
    extent: &Extent,
    tables: &[Table],
    ours: Option<&Table>,
) -> Result<(), Unfit> {
    if ours.is_some_and(|table| table.totals) {
        return Err(Unfit::Totals);
    }
    let Extent { first, old_last, last, left, right, .. } = *extent;
    let rows = Area { top: first, left, bottom: last.max(old_last), right };
    if let Some(area) = layout.merged.iter().find(|area| area.meets(&rows)) {
        return Err(Unfit::Merged { area: area.to_string() });
    }
    let other = |table: &&Table| ours.is_none_or(|ours| ours.part != table.part);
    if let Some(table) = tables.iter().filter(other).find(|table| table.area.meets(&rows)) {
        return Err(Unfit::OtherTable { area: table.area.to_string() });
    }
    let below = |row: &&Row<'_>| (old_last + 1..=last).contains(&row.index);
    match layout.rows.iter().filter(below).find(|row| has_values(row, left, right)) {
        Some(row) => Err(Unfit::Below { row: row.index + 1 }),
        None => Ok(()),
    }
}
