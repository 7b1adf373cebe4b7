//! The other parts that speak of the table's rows: the table itself, names, charts, other sheets,
//! and the order of calculation.

use super::super::area::Area;
use super::super::error::ReadError;
use super::super::read::xlsx::package::{Package, Relation};
use super::error::{TemplateError, Unfit};
use super::extent::Extent;
use super::formula::{Place, grown};
use super::parts::Parts;
use super::worksheet::filter;
use super::xml::{Cursor, escape, with_attribute, with_texts, without, without_results};

/// A table of the sheet.
pub(super) struct Table {
    pub(super) part: String,
    pub(super) name: String,
    pub(super) area: Area,
    pub(super) totals: bool,
}

/// The tables among the parts that the sheet is related to.
pub(super) fn tables<'r>(
    parts: &mut Parts<'_>,
    related: impl Iterator<Item = &'r Relation>,
) -> Result<Vec<Table>, ReadError> {
    let mut tables = Vec::new();
    for relation in related.filter(|relation| relation.kind == "table") {
        let Some(xml) = parts.text(&relation.part)? else { continue };
        let Some(table) = Cursor::new(&xml).element(&["table"]) else { continue };
        let Some(area) = table.tag.get("ref").and_then(|text| Area::parse(&text)) else { continue };
        tables.push(Table {
            part: relation.part.clone(),
            name: table.tag.get("displayName").unwrap_or_default().into_owned(),
            area,
            totals: table.tag.number("totalsRowCount").unwrap_or(0) > 0,
        });
    }
    Ok(tables)
}

/// A table that reaches to the last row.
pub(super) fn grow_table(
    parts: &mut Parts<'_>,
    table: &Table,
    extent: &Extent,
) -> Result<(), ReadError> {
    let Some(xml) = parts.text(&table.part)? else { return Ok(()) };
    let xml = without(&xml, "sortState", |_| true).unwrap_or(xml);
    let mut cursor = Cursor::new(&xml);
    let Some(root) = cursor.next() else { return Ok(()) };
    let area = Area { bottom: extent.last, ..table.area };
    let mut out = xml[..root.range.start].to_owned();
    out.push_str(&with_attribute(&xml[root.range.clone()], "ref", &area.to_string()));
    let mut copied = root.range.end;
    while let Some(part) = cursor.child() {
        if part.is("autoFilter") {
            out.push_str(&xml[copied..part.range.start]);
            out.push_str(&filter(&xml, &part, extent));
            copied = part.range.end;
        }
    }
    out.push_str(&xml[copied..]);
    parts.set(&table.part, out);
    Ok(())
}

/// Refuses what a changed table would leave wrong.
pub(super) fn refuse(
    parts: &mut Parts<'_>,
    extent: &Extent,
    table: Option<&Table>,
) -> Result<(), TemplateError> {
    for name in parts.names() {
        if name.starts_with("_xmlsignatures/") {
            return Err(Unfit::Signed.into());
        }
        if !name.starts_with("xl/pivotcache/pivotcachedefinition") || !name.ends_with(".xml") {
            continue;
        }
        let Some(xml) = parts.text(&name)? else { continue };
        let Some(source) = Cursor::new(&xml).element(&["worksheetSource"]) else { continue };
        let sheet =
            source.tag.get("sheet").is_some_and(|sheet| sheet.to_lowercase() == extent.sheet);
        let named = source.tag.get("name");
        if sheet || table.is_some_and(|table| named.as_deref() == Some(table.name.as_str())) {
            return Err(Unfit::Pivot.into());
        }
    }
    Ok(())
}

/// Charts and formulas of other sheets that speak of all rows of the table; and no formula keeps
/// the value it had, since it may depend on the rows by way of others.
pub(super) fn grow_references(
    parts: &mut Parts<'_>,
    sheet: &str,
    part: &str,
    extent: &Extent,
) -> Result<(), ReadError> {
    let mention = escape(&sheet.replace('\'', "''")).into_owned();
    let names = parts.names();
    let ours = part.to_lowercase();
    let other = |name: &&String| name.ends_with(".xml") && **name != ours;
    for name in names.iter().filter(other) {
        let is_sheet = name.starts_with("xl/worksheets/");
        if !is_sheet && !name.starts_with("xl/charts/") {
            continue;
        }
        let Some(xml) = parts.text(name)? else { continue };
        let texts = ["f", "formula", "formula1", "formula2"];
        let grow = |text: &str| grown(text, Place::Elsewhere, extent);
        let grown = xml.contains(&mention).then(|| with_texts(&xml, &texts, grow)).flatten();
        let xml = grown.as_deref().unwrap_or(&xml);
        let calculated = if is_sheet { without_results(xml) } else { None };
        if let Some(changed) = calculated.or(grown) {
            parts.set(name, changed);
        }
    }
    Ok(())
}

/// The workbook part: names grown, and everything calculated anew when the file is opened.
pub(super) fn recalculate(
    parts: &mut Parts<'_>,
    package: &Package,
    extent: &Extent,
) -> Result<(), ReadError> {
    if let Some(xml) = parts.text(&package.workbook)? {
        let grown =
            with_texts(&xml, &["definedName"], |text| grown(text, Place::Elsewhere, extent));
        parts.set(&package.workbook, calculated(&grown.unwrap_or(xml)));
    }
    drop_chain(parts, package)
}

/// The workbook part with the wish to be calculated.
fn calculated(xml: &str) -> String {
    const WISH: &str = "fullCalcOnLoad";
    if let Some(calc) = Cursor::new(xml).element(&["calcPr"]) {
        let open = with_attribute(&xml[calc.open.clone()], WISH, "1");
        return format!("{}{open}{}", &xml[..calc.open.start], &xml[calc.open.end..]);
    }
    let mut cursor = Cursor::new(xml);
    let mut at = None;
    while let Some(part) =
        cursor.element(&["sheets", "functionGroups", "externalReferences", "definedNames"])
    {
        let name = String::from_utf8_lossy(part.tag.name).into_owned();
        let open = &xml[part.open.clone()];
        let prefix = open.find(&name).and_then(|end| open.get(1..end)).unwrap_or_default();
        at = Some((part.range.end, prefix));
    }
    match at {
        Some((at, p)) => format!("{}<{p}calcPr {WISH}=\"1\"/>{}", &xml[..at], &xml[at..]),
        None => xml.to_owned(),
    }
}

/// The order of calculation names cells that had formulas; programs make it anew.
fn drop_chain(parts: &mut Parts<'_>, package: &Package) -> Result<(), ReadError> {
    let rels = super::fill::relationships_of(&package.workbook);
    let folder = package.workbook.rsplit_once('/').map_or("xl", |(folder, _)| folder);
    let Some(xml) = parts.text(&rels)? else { return Ok(()) };
    let is_chain = |tag: &super::super::read::xml::Tag<'_>| {
        tag.get("Type").is_some_and(|kind| kind.ends_with("/calcChain"))
    };
    let Some(without_chain) = without(&xml, "Relationship", is_chain) else { return Ok(()) };
    parts.set(&rels, without_chain);
    parts.remove(&format!("{folder}/calcChain.xml"));
    if let Some(types) = parts.text("[Content_Types].xml")? {
        let chain = without(&types, "Override", |tag| {
            tag.get("PartName").is_some_and(|name| name.to_lowercase().ends_with("/calcchain.xml"))
        });
        parts.set("[Content_Types].xml", chain.unwrap_or(types));
    }
    Ok(())
}
