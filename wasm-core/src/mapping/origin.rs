//! The mark by which a workbook that Rowport exported is known again.
//!
//! The mark is a hidden sheet of its own, since every spreadsheet program keeps hidden sheets when
//! it saves, while document properties are lost by several. Text files carry no mark and are read
//! like any other file.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::baseline::Line;
use super::issue_name::{issue_key, linked_issue};
use super::{Baseline, EntryBaseline};
use crate::digest;
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::sheet::{
    COMMENT_AUTHOR, CellLink, CellValue, ColumnSpec, OutCell, Sheet, SheetSpec, Visibility,
    Workbook,
};

/// Name of the hidden sheet.
pub const ORIGIN_SHEET: &str = "_rowport";

/// First cell of the hidden sheet, so that a user's sheet of the same name is not taken for it.
const TITLE: &str = "Written by Rowport";

/// Version of the sheet's layout: 1 had no baseline.
const LAYOUT: &str = "2";

/// Where an exported workbook came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file's lineage: made once by the export, kept by every copy of the file.
    pub lineage: String,
    /// The site, such as `https://example.atlassian.net`.
    pub site: String,
    /// The newest `updated` among the exported issues, which is an instant on Jira's own clock: an
    /// issue whose `updated` is later has changed since the export. None where nothing was
    /// exported.
    pub newest: Option<Timestamp>,
    /// IANA name of the zone in which the cells show instants.
    pub zone: String,
    /// What the cells held; empty in a file of an earlier Rowport.
    pub baseline: Baseline,
    /// What the further sheets held.
    pub entries: EntryBaseline,
}

/// The hidden sheet that an export adds to its workbook.
pub fn origin_sheet(origin: &Origin) -> SheetSpec {
    let line = |(name, value): Line| vec![OutCell::from(&*name), CellValue::from(value).into()];
    let newest = origin.newest.map(|at| at.to_string()).unwrap_or_default();
    let head = [
        ("layout", LAYOUT.to_owned()),
        ("lineage", origin.lineage.clone()),
        ("site", origin.site.clone()),
        ("newest", newest),
        ("zone", origin.zone.clone()),
    ];
    let header = |text: &str| ColumnSpec { header: text.to_owned(), ..ColumnSpec::default() };
    SheetSpec {
        name: ORIGIN_SHEET.to_owned(),
        columns: vec![header(TITLE), header("Keep this sheet: it tells Rowport what was exported")],
        rows: head
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .chain(origin.baseline.lines())
            .chain(origin.entries.lines())
            .map(line)
            .collect(),
        visibility: Visibility::Hidden,
        ..SheetSpec::default()
    }
}

impl Origin {
    /// Whether it no longer knows what it exported: an export of an earlier Rowport, or one whose
    /// hidden sheet was damaged. One that exported nothing has lost nothing.
    pub(crate) fn has_lost_rows(&self) -> bool {
        self.newest.is_some() && !self.baseline.has_rows()
    }

    /// A warning where the file was exported from another site than the one it is compared with:
    /// its keys are of other work items there.
    pub(crate) fn of_other_site(&self, site: &str, sheet: &str) -> Option<Finding> {
        let plain = |address: &str| address.trim_end_matches('/').to_ascii_lowercase();
        let other = !self.site.is_empty() && plain(&self.site) != plain(site);
        let message = Message::new("file-site").with("site", &self.site).with("own", site);
        other.then(|| Finding::warning(message, Place::sheet(sheet)))
    }
}

/// What the hidden sheet of a workbook says; none where Rowport did not write the workbook. Lines
/// that are not known (of a later layout) are passed over.
pub fn origin_of(workbook: &Workbook) -> Option<Origin> {
    let sheet = workbook.sheet(ORIGIN_SHEET)?;
    if sheet.get(0, 0).to_text() != TITLE {
        return None;
    }
    let mut origin = Origin::default();
    let mut layout = String::new();
    for row in &sheet.rows {
        let value = row.get(1).to_text();
        match row.get(0).to_text() {
            name if name == "layout" => layout = value,
            name if name == "lineage" => origin.lineage = value,
            name if name == "site" => origin.site = value,
            name if name == "newest" => origin.newest = value.parse().ok(),
            name if name == "zone" => origin.zone = value,
            name if layout != LAYOUT || origin.entries.read(&name, &value) => {}
            name => origin.baseline.read(name, &value),
        }
    }
    (!origin.lineage.is_empty()).then_some(origin)
}

/// Whether a sheet is of an export: its headers are explained by Rowport, and its keys lead to their
/// issues. A blank template has no keys.
fn is_exported(sheet: &Sheet) -> bool {
    let leads_to_itself = |link: &CellLink| {
        let text = sheet.get(link.row, link.column).to_text();
        linked_issue(&link.target).is_some_and(|(_, key)| issue_key(&text) == Some(key))
    };
    sheet.comment_authors.iter().any(|author| author == COMMENT_AUTHOR)
        && sheet.links.iter().any(leads_to_itself)
}

/// A note where an export has lost its hidden sheet: the sheet that explains it is still there, or
/// a sheet of it was moved to another book, and the `origin` could not be read.
pub fn origin_lost(workbook: &Workbook, origin: Option<&Origin>) -> Option<Finding> {
    let heading = Message::new("about-heading").text();
    let explained = |sheet: &Sheet| sheet.get(0, 0).as_text() == Some(heading.as_str());
    let of_export = |sheet: &&Sheet| explained(sheet) || is_exported(sheet);
    let about = workbook.sheets.iter().find(of_export)?;
    let message = Message::new("origin-lost").with("sheet", ORIGIN_SHEET);
    origin.is_none().then(|| Finding::info(message, Place::sheet(&about.name)))
}

/// The lineage of a file that carries no mark, 32 hexadecimal digits: the same for the same bytes,
/// so that a file dropped again, in the app or in a terminal, finds the issues it made.
pub fn file_lineage(bytes: &[u8]) -> String {
    digest::short(Sha256::new_with_prefix(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::FurtherSheet;
    use crate::schema::FieldId;
    use crate::sheet::{Format, Row};

    /// The sheet as a reader would find it.
    fn as_read(spec: &SheetSpec) -> Workbook {
        let header = spec.columns.iter().map(|column| CellValue::from(column.header.as_str()));
        let body = spec.rows.iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect());
        let rows = std::iter::once(header.collect::<Vec<_>>()).chain(body).enumerate();
        let row = |(index, cells): (usize, Vec<CellValue>)| Row {
            index: index as u32,
            cells: (0..).zip(cells).collect(),
        };
        let sheet =
            Sheet { name: spec.name.clone(), rows: rows.map(row).collect(), ..Sheet::default() };
        Workbook { format: Format::Xlsx, sheets: vec![sheet] }
    }

    #[test]
    fn a_file_of_another_site_is_told() {
        let of = |site: &str| Origin { site: site.to_owned(), ..Origin::default() };
        let told = |site: &str| of(site).of_other_site("https://a.example", "Work items");
        assert_eq!(told("").or(told("https://A.example/")), None);
        let finding = told("https://b.example").unwrap();
        let text = finding.message.text();
        assert!(text.contains("https://b.example") && text.contains("https://a.example"), "{text}");
    }

    fn origin_time() -> Option<Timestamp> {
        Some("2026-11-02T08:15:30.123Z".parse().unwrap())
    }

    #[test]
    fn the_mark_is_read_back() {
        let mut baseline = Baseline::new(["issuekey", "summary"].map(FieldId::new));
        baseline.add("10001", origin_time(), &["DEMO-1".into(), "Pack".into()]);
        baseline.add("10002", None, &["DEMO-2".into(), CellValue::Empty]);
        let mut entries = EntryBaseline::default();
        entries.add_sheet(FurtherSheet::Watchers);
        for other in ["DEMO-1", "DEMO-2"] {
            entries.add(FurtherSheet::Links, "10300", &[other.into(), "10300".into()]);
        }
        let origin = Origin {
            lineage: "3f2a".to_owned(),
            site: "https://example.atlassian.net".to_owned(),
            newest: Some("2026-11-02T08:15:30.123Z".parse().unwrap()),
            zone: "Europe/Berlin".to_owned(),
            baseline,
            entries,
        };
        assert_eq!(origin_of(&as_read(&origin_sheet(&origin))), Some(origin));
    }

    #[test]
    fn a_sheet_of_the_same_name_is_no_mark() {
        let mut spec = origin_sheet(&Origin { lineage: "1".to_owned(), ..Origin::default() });
        spec.columns[0].header = "Ports".to_owned();
        assert_eq!(origin_of(&as_read(&spec)), None);
    }
}
