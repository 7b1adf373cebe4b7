//! Links of the cells that are filled in: an element in the worksheet, an address in its
//! relationships.

use std::fmt::Write;

use super::super::area::Area;
use super::super::write::{MOST_LINKS, is_web_link};
use super::TemplateFill;
use super::extent::Extent;
use super::layout::address;
use super::xml::{Cursor, Element, appended, escape};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The links of the rows: the cell, the id of the relationship and the address.
pub(super) struct Links(Vec<(String, String, String)>);

impl Links {
    /// The links of the values, which may be as many as Excel takes.
    pub(super) fn of(fill: &TemplateFill, extent: &Extent) -> Self {
        let rows = (extent.first..).zip(&fill.rows);
        let cells = rows.flat_map(|(row, cells)| {
            fill.columns.iter().zip(cells).map(move |(column, cell)| (row, *column, cell))
        });
        let links = cells.filter_map(|(row, column, cell)| {
            let link = cell.link.as_deref().filter(|link| is_web_link(link))?;
            (!cell.value.is_empty()).then(|| (address(row, column), link.to_owned()))
        });
        let numbered = links.take(MOST_LINKS).enumerate();
        Self(numbered.map(|(n, (at, link))| (at, format!("rowport{n}"), link)).collect())
    }

    /// The element of the worksheet: the links that stay and the new ones; empty for none.
    pub(super) fn element(
        &self,
        xml: &str,
        old: Option<&Element<'_>>,
        extent: &Extent,
        prefix: &str,
    ) -> String {
        let mut links = String::new();
        let mut cursor =
            old.filter(|old| !old.tag.empty).map(|old| Cursor::from(xml, old.inner.start));
        while let Some(link) = cursor.as_mut().and_then(Cursor::child) {
            let area = link.tag.get("ref").and_then(|text| Area::parse(&text));
            let goes = |area: Area| extent.replaces(area.top) && extent.has_column(area.left);
            if !area.is_some_and(goes) {
                links.push_str(&xml[link.range]);
            }
        }
        for (at, id, _) in &self.0 {
            let _ = write!(
                links,
                "<{prefix}hyperlink xmlns:r=\"{NAMESPACE}\" ref=\"{at}\" r:id=\"{id}\"/>"
            );
        }
        if links.is_empty() {
            return links;
        }
        format!("<{prefix}hyperlinks>{links}</{prefix}hyperlinks>")
    }

    /// The relationships part with the addresses; none where nothing is added.
    pub(super) fn relationships(&self, xml: Option<&str>) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let mut added = String::new();
        for (_, id, link) in &self.0 {
            let _ = write!(
                added,
                "<Relationship Id=\"{id}\" Type=\"{NAMESPACE}/hyperlink\" Target=\"{}\" \
                 TargetMode=\"External\"/>",
                escape(link)
            );
        }
        let fresh = || {
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\
             \"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
        };
        // Links of a template that was filled before stay as they are, without their cells.
        let xml = xml.unwrap_or_else(fresh);
        let old = super::xml::without(xml, "Relationship", |tag| {
            tag.get("Id").is_some_and(|id| id.starts_with("rowport"))
        });
        let xml = old.as_deref().unwrap_or(xml);
        appended(xml, "Relationships", &added)
    }
}
