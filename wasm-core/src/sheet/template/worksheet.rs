//! The worksheet part, element by element.

use super::super::area::Area;
use super::TemplateFill;
use super::body;
use super::cells::CellWriter;
use super::error::TemplateError;
use super::extent::Extent;
use super::layout::Layout;
use super::links::Links;
use super::outline::Outline;
use super::styles::Styles;
use super::xml::{Cursor, Element, with_attribute, with_texts};

/// What may only come after the links (ECMA-376 part 1, 18.3.1.99).
const AFTER_LINKS: [&[u8]; 20] = [
    b"printOptions",
    b"pageMargins",
    b"pageSetup",
    b"headerFooter",
    b"rowBreaks",
    b"colBreaks",
    b"customProperties",
    b"cellWatches",
    b"ignoredErrors",
    b"smartTags",
    b"drawing",
    b"legacyDrawing",
    b"legacyDrawingHF",
    b"picture",
    b"oleObjects",
    b"controls",
    b"webPublishItems",
    b"tableParts",
    b"extLst",
    b"AlternateContent",
];

/// The worksheet with the rows filled in.
pub(super) fn write(
    xml: &str,
    layout: &Layout<'_>,
    extent: &Extent,
    fill: &TemplateFill,
    styles: &mut Styles,
    date_1904: bool,
) -> Result<String, TemplateError> {
    let out = String::with_capacity(xml.len() + fill.rows.len() * fill.columns.len() * 64);
    let (prefix, sheet) = (layout.prefix, fill.sheet.as_str());
    let mut cells = CellWriter { out, prefix, sheet, date_1904, styles };
    let links = Links::of(fill, extent);
    let mut outline = Outline::new(&fill.outline);
    let mut linked = false;
    let mut cursor = Cursor::new(xml);
    let mut copied = 0;
    cursor.next();
    while let Some(part) = cursor.child() {
        cells.out.push_str(&xml[copied..part.range.start]);
        copied = part.range.end;
        cells.out.push_str(&outline.before(&part, prefix));
        if let Some(changed) = outline.element(xml, &part) {
            cells.out.push_str(&changed);
            continue;
        }
        if !linked && (part.is("hyperlinks") || AFTER_LINKS.contains(&part.tag.name)) {
            let old = Some(&part).filter(|part| part.is("hyperlinks"));
            cells.out.push_str(&links.element(xml, old, extent, prefix));
            linked = true;
        }
        match part.tag.name {
            // Told by the cells; the others would speak of rows that moved.
            b"dimension" | b"sortState" | b"hyperlinks" => {}
            b"sheetData" => {
                cells.out.push_str(&format!("<{prefix}sheetData>"));
                body::write(xml, layout, extent, fill, &mut cells)?;
                cells.out.push_str(&format!("</{prefix}sheetData>"));
            }
            b"autoFilter" => cells.out.push_str(&filter(xml, &part, extent)),
            _ => cells.out.push_str(&with_rules(&xml[part.range], extent)),
        }
    }
    if !linked {
        cells.out.push_str(&links.element(xml, None, extent, prefix));
    }
    cells.out.push_str(&xml[copied..]);
    Ok(cells.out)
}

/// A filter over all rows, without what was filtered: it would hide new rows or none.
pub(super) fn filter(xml: &str, part: &Element<'_>, extent: &Extent) -> String {
    let area = part.tag.get("ref").and_then(|text| Area::parse(&text));
    let Some(mut area) = area.filter(|area| area.top == extent.header) else {
        return xml[part.range.clone()].to_owned();
    };
    area.bottom = extent.last;
    let open = with_attribute(&xml[part.open.clone()], "ref", &area.to_string());
    let end = open.trim_end_matches('>').trim_end_matches('/').len();
    format!("{}/>", &open[..end])
}

/// Rules for cells (conditional formats, validations and the like) reaching to the last row.
fn with_rules(xml: &str, extent: &Extent) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut cursor = Cursor::new(xml);
    let mut copied = 0;
    while let Some(node) = cursor.next() {
        if let super::super::read::xml::Token::Open(tag) = node.token
            && let Some(areas) = tag.get("sqref").filter(|_| tag.name != b"selection")
        {
            out.push_str(&xml[copied..node.range.start]);
            let open = &xml[node.range.clone()];
            out.push_str(&with_attribute(open, "sqref", &extent.extended(&areas)));
            copied = node.range.end;
        }
    }
    out.push_str(&xml[copied..]);
    let extended = |areas: &str| Some(extent.extended(areas)).filter(|new| new != areas);
    with_texts(&out, &["sqref"], extended).unwrap_or(out)
}
