//! A sheet that is added to the template's archive: its own part, and its entries in the workbook,
//! in the workbook's relationships and among the types of content.

use super::super::read::xlsx::package::Package;
use super::super::spec::{ColumnKind, ColumnSpec, SheetSpec};
use super::super::workbook::Visibility;
use super::cells::CellWriter;
use super::error::TemplateError;
use super::fill::relationships_of;
use super::parts::Parts;
use super::styles::Styles;
use super::xml::{Cursor, appended, escape, prefix_of, without};
use crate::sheet::CellValue;

/// Start of the id of the relationship from the workbook to a sheet.
const RELATION: &str = "rowport";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// Adds the sheet, or writes it anew where the workbook has one of its name.
pub(super) fn add(
    parts: &mut Parts<'_>,
    package: &Package,
    styles: &mut Styles,
    sheet: &SheetSpec,
) -> Result<(), TemplateError> {
    let xml = worksheet(sheet, package.date_1904, styles)?;
    let named = |name: &str| name.to_lowercase() == sheet.name.to_lowercase();
    if let Some(entry) = package.sheets.iter().find(|entry| named(&entry.name) && entry.has_cells) {
        parts.set(&entry.part, xml);
        let rels = relationships_of(&entry.part);
        // What the old sheet had beside its cells, such as comments, is not spoken of any more.
        if parts.text(&rels)?.is_some() {
            parts.set(&rels, format!("<Relationships xmlns=\"{PACKAGE}\"/>"));
        }
        return Ok(());
    }
    let folder = package.workbook.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = free_part(parts, folder);
    let letters = sheet.name.chars().filter(char::is_ascii_alphabetic);
    let relation = format!("{RELATION}{}", letters.collect::<String>());
    let target = part.strip_prefix(folder).unwrap_or(&part).trim_start_matches('/').to_owned();
    parts.set(&part, xml);
    let rels = relationships_of(&package.workbook);
    change(parts, &rels, |xml| {
        let old = |tag: &super::super::read::xml::Tag<'_>| {
            tag.get("Id").is_some_and(|id| id == relation.as_str())
        };
        let xml = without(xml, "Relationship", old).unwrap_or_else(|| xml.to_owned());
        let p = prefix_of(&xml, "Relationships");
        let added = format!(
            "<{p}Relationship Id=\"{relation}\" Type=\"{RELATIONS}/worksheet\" Target=\"{target}\"/>"
        );
        appended(&xml, "Relationships", &added)
    })?;
    change(parts, "[Content_Types].xml", |xml| {
        let p = prefix_of(xml, "Types");
        let added = format!("<{p}Override PartName=\"/{part}\" ContentType=\"{CONTENT}\"/>");
        appended(xml, "Types", &added)
    })?;
    change(parts, &package.workbook, |xml| {
        let p = prefix_of(xml, "sheets");
        let added = format!(
            "<{p}sheet xmlns:r=\"{RELATIONS}\" name=\"{}\" sheetId=\"{}\"{} r:id=\"{relation}\"/>",
            escape(&sheet.name),
            next_id(xml),
            if sheet.visibility == Visibility::Visible { "" } else { " state=\"hidden\"" }
        );
        appended(xml, "sheets", &added)
    })
}

/// Writes a part anew, where there is one to change.
fn change(
    parts: &mut Parts<'_>,
    name: &str,
    change: impl FnOnce(&str) -> Option<String>,
) -> Result<(), TemplateError> {
    if let Some(changed) = parts.text(name)?.and_then(|xml| change(&xml)) {
        parts.set(name, changed);
    }
    Ok(())
}

/// A name for the part that no other one has, of the usual kind: ExcelJS looks for no other.
fn free_part(parts: &Parts<'_>, folder: &str) -> String {
    let names = parts.names();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let numbered = (1_u32..).map(|n| format!("{folder}worksheets/sheet{n}.xml"));
    let free = |name: &String| !names.contains(&name.to_lowercase());
    numbered.into_iter().find(free).unwrap_or_default()
}

/// A number that no sheet has.
fn next_id(workbook: &str) -> u64 {
    let mut cursor = Cursor::new(workbook);
    let ids = std::iter::from_fn(|| cursor.element(&["sheet"]));
    ids.filter_map(|sheet| sheet.tag.number("sheetId")).max().unwrap_or(0) + 1
}

/// The widths of the columns, in characters: wide for texts. A hidden sheet needs none.
fn widths(sheet: &SheetSpec) -> String {
    if sheet.visibility != Visibility::Visible || sheet.columns.is_empty() {
        return String::new();
    }
    let width = |(at, column): (usize, &ColumnSpec)| {
        let other = if column.kind == ColumnKind::LongText { 60.0 } else { 20.0 };
        let (at, width) = (at + 1, column.width.unwrap_or(other));
        format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")
    };
    let columns: String = sheet.columns.iter().enumerate().map(width).collect();
    format!("<cols>{columns}</cols>")
}

/// The part: the headers, and the values below them.
fn worksheet(
    sheet: &SheetSpec,
    date_1904: bool,
    styles: &mut Styles,
) -> Result<String, TemplateError> {
    let out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"{MAIN}\">{}<sheetData>",
        widths(sheet)
    );
    let mut cells = CellWriter { out, prefix: "", sheet: &sheet.name, date_1904, styles };
    let headers: Vec<_> = sheet.columns.iter().map(|c| CellValue::from(&*c.header)).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(|cell| &cell.value).collect::<Vec<_>>());
    for (row, values) in (0_u32..).zip(std::iter::once(headers.iter().collect()).chain(rows)) {
        cells.out.push_str(&format!("<row r=\"{}\">", row + 1));
        for (column, value) in (0_u32..).zip(values) {
            cells.value(row, column, 0, value)?;
        }
        cells.out.push_str("</row>");
    }
    cells.out.push_str("</sheetData></worksheet>");
    Ok(cells.out)
}
