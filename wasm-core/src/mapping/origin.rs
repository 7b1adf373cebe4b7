//! The mark by which a workbook that Rowport exported is known again.
//!
//! The mark is a hidden sheet of its own, since every spreadsheet program keeps hidden sheets when
//! it saves, while document properties are lost by several. Text files carry no mark and are read
//! like any other file.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::sheet::{CellValue, ColumnSpec, OutCell, SheetSpec, Visibility, Workbook};

/// Name of the hidden sheet.
pub const ORIGIN_SHEET: &str = "_rowport";

/// First cell of the hidden sheet, so that a user's sheet of the same name is not taken for it.
const TITLE: &str = "Written by Rowport";

/// Version of the sheet's layout.
const LAYOUT: &str = "1";

/// Where an exported workbook came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file's lineage: made once by the export, kept by every copy of the file.
    pub lineage: String,
    /// The site, such as `https://example.atlassian.net`.
    pub site: String,
    /// The newest `updated` among the exported issues, which is an instant on Jira's own clock: an
    /// issue whose `updated` is later has changed since the export. None where nothing was
    /// exported.
    pub newest: Option<Timestamp>,
}

/// The hidden sheet that an export adds to its workbook.
pub fn origin_sheet(origin: &Origin) -> SheetSpec {
    let row = |name: &str, value: String| vec![OutCell::from(name), CellValue::from(value).into()];
    let newest = origin.newest.map(|at| at.to_string()).unwrap_or_default();
    let header = |text: &str| ColumnSpec { header: text.to_owned(), ..ColumnSpec::default() };
    SheetSpec {
        name: ORIGIN_SHEET.to_owned(),
        columns: vec![header(TITLE), header("Keep this sheet: it tells Rowport what was exported")],
        rows: vec![
            row("layout", LAYOUT.to_owned()),
            row("lineage", origin.lineage.clone()),
            row("site", origin.site.clone()),
            row("newest", newest),
        ],
        visibility: Visibility::Hidden,
        ..SheetSpec::default()
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
    for row in &sheet.rows {
        let value = row.get(1).to_text();
        match row.get(0).to_text().as_str() {
            "lineage" => origin.lineage = value,
            "site" => origin.site = value,
            "newest" => origin.newest = value.parse().ok(),
            _ => {}
        }
    }
    (!origin.lineage.is_empty()).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Format, Row, Sheet};

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
    fn the_mark_is_read_back() {
        let origin = Origin {
            lineage: "3f2a".to_owned(),
            site: "https://example.atlassian.net".to_owned(),
            newest: Some("2026-11-02T08:15:30.123Z".parse().unwrap()),
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
