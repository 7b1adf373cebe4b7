//! Which row is the header.

use std::collections::HashSet;

use super::area::Area;
use super::cell::CellValue;
use super::marks::Marks;
use super::series::is_series;
use super::workbook::{Row, Sheet};

/// Rows from the top that may be the header; titles and notes above it are rarely longer.
const CANDIDATES: usize = 30;

/// Rows by which the usual width of the table is told.
const SAMPLE: usize = 200;

/// Rows of a form above the table: who owns it, which version it is.
const FORM: usize = 15;

/// Characters beyond which a text is no header.
const LONGEST_HEADER: usize = 120;

/// The zero-based row that most likely holds the headers. That is where the sheet itself has a table
/// object or filter buttons, or the last of the frozen rows, as long as the other cells agree; else
/// the first row that is about as wide as the table below it and holds only short, distinct texts,
/// or years and days in a row. Title rows above it are narrow, rows of a form are pairs, rows of
/// data hold numbers, dates, long or repeated texts. Of two rows of headers it is the lower one. The
/// first row with a value if none fits, and 0 for an empty sheet.
pub fn guess_header_row(sheet: &Sheet) -> u32 {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| filled(row) > 0).take(SAMPLE).collect();
    let usual = usual_width(&rows);
    let row = marked(sheet).or_else(|| {
        let found = by_look(&rows, usual);
        let found = frozen(&sheet.marks, &rows, usual, found).or(found).unwrap_or(0);
        Some(rows.get(found)?.index)
    });
    row.map_or(0, |row| below_groups(sheet, row))
}

/// The first row of the table object, or of the cells with filter buttons, that has most of what is
/// at its height and below it, and no less than half of what is above.
fn marked(sheet: &Sheet) -> Option<u32> {
    let tables = sheet.marks.tables.iter().filter(|table| table.headers).map(|table| table.area);
    let weigh = |area: Area| {
        let start = sheet.rows.partition_point(|row| row.index < area.top);
        let (above, below) = sheet.rows.split_at_checked(start)?;
        let within = |cell: &&(u32, CellValue)| (area.left..=area.right).contains(&cell.0);
        let all = below.iter().flat_map(|row| &row.cells);
        let inside = all.clone().filter(within).count();
        let above_it: usize = above.iter().map(filled).sum();
        let headed = below
            .first()
            .is_some_and(|row| row.index == area.top && row.cells.iter().any(|cell| within(&cell)));
        let most = inside * 2 >= all.count() && inside * 2 >= above_it && above.len() < CANDIDATES;
        (headed && most).then_some((inside, area.top))
    };
    tables
        .chain(sheet.marks.filter)
        .filter_map(weigh)
        .max_by_key(|found| found.0)
        .map(|found| found.1)
}

/// The first row that looks like headers. One of at least twice as many below an empty row comes
/// before it: then what stands above is a form.
fn by_look(rows: &[&Row], usual: usize) -> Option<usize> {
    let candidates = rows.get(..CANDIDATES).unwrap_or(rows);
    let fits = |at: usize| {
        let row = candidates.get(at);
        let wide = row.is_some_and(|row| filled(row) * 5 >= usual * 3 && looks_like_headers(row));
        wide && !is_in_form(rows, at)
    };
    let first = (0..candidates.len()).find(|at| fits(*at))?;
    let below_a_gap = |at: &usize| {
        let Some((above, [row, next, ..])) = rows.split_at_checked(*at) else { return false };
        above.last().is_some_and(|last| last.index + 1 < row.index)
            && next.index == row.index + 1
            && above.iter().all(|row_above| filled(row_above) * 2 <= filled(row))
            && fits(*at)
    };
    Some((first + 1..candidates.len().min(FORM)).find(below_a_gap).unwrap_or(first))
}

/// Whether a row is part of a form. A header with a colon is not, above rows without.
fn is_in_form(rows: &[&Row], at: usize) -> bool {
    let Some([row, rest @ ..]) = rows.get(at..) else { return false };
    let goes_on = rest.first().is_some_and(|next| {
        next.index == row.index + 1 && !is_form(next) && filled(next) <= filled(row)
    });
    is_form(row) && !goes_on
}

/// The last of the frozen rows, where it looks more like headers than what was found: it stands
/// above that, below an empty row, or has at least twice as many.
fn frozen(marks: &Marks, rows: &[&Row], usual: usize, found: Option<usize>) -> Option<usize> {
    let count = rows.partition_point(|row| row.index < marks.frozen_rows);
    let last = count.checked_sub(1).filter(|last| *last < CANDIDATES && marks.frozen_rows > 0)?;
    let row = rows.get(last)?;
    let texts =
        row.cells.iter().filter(|cell| matches!(&cell.1, CellValue::Text(text) if !is_data(text)));
    let headed = texts.count() * 2 > filled(row) && filled(row) * 5 >= usual * 3 && !is_form(row);
    let Some(found) = found else { return headed.then_some(last) };
    let above = || rows.get(found..last).unwrap_or_default();
    let apart = || {
        rows.get(found..=last)
            .is_some_and(|rows| rows.windows(2).any(|two| two[0].index + 1 < two[1].index))
    };
    let better = last < found
        || apart()
        || above().iter().all(|row_above| filled(row_above) * 2 <= filled(row));
    (headed && better).then_some(last)
}

/// The row below, where that has the headers and this one the names of groups of them, each merged
/// over its columns.
fn below_groups(sheet: &Sheet, row: u32) -> u32 {
    let group = |column: u32| sheet.marks.group_over(row, column).is_some();
    let (Some(groups), Some(below)) = (sheet.row(row), sheet.row(row + 1)) else { return row };
    let headers = below.cells.iter().filter(|cell| !cell.1.is_empty());
    let under_groups = headers.clone().filter(|cell| group(cell.0)).count();
    let free = |column: u32| group(column) || groups.get(column).is_empty();
    let all_free = headers.clone().all(|cell| free(cell.0));
    let lower = under_groups > 1 && all_free && looks_like_headers(below);
    if lower { row + 1 } else { row }
}

/// Whether a row is part of a form: a label with a colon, and its value beside it.
fn is_form(row: &Row) -> bool {
    let label = |cell: &(u32, CellValue)| {
        cell.1.as_text().is_some_and(|text| text.trim_end().ends_with([':', '：']))
    };
    let cells: Vec<_> = row.cells.iter().filter(|cell| !cell.1.is_empty()).collect();
    let pairs = cells.windows(2).filter(|two| label(two[0]) && !label(two[1])).count();
    pairs > 0 && pairs * 2 >= cells.len()
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.1.is_empty()).count()
}

/// The width that three quarters of the rows don't pass: titles don't pull it down much, and one
/// long row doesn't pull it up.
fn usual_width(rows: &[&Row]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| filled(row)).collect();
    widths.sort_unstable();
    widths.get(widths.len().saturating_sub(1) * 3 / 4).copied().unwrap_or(0)
}

/// Short texts without line breaks of their own making; most of them differ, since only fields
/// of several values repeat their header. Years, days or numbers may stand among them that go on
/// from column to column.
fn looks_like_headers(row: &Row) -> bool {
    let mut seen = HashSet::new();
    let (mut count, mut others) = (0, Vec::new());
    for (column, value) in row.cells.iter().filter(|cell| !cell.1.is_empty()) {
        match value {
            CellValue::Text(text) if !is_data(text.trim()) => {
                if text.trim().chars().count() > LONGEST_HEADER {
                    return false;
                }
                count += 1;
                seen.insert(text.trim().to_lowercase());
            }
            other => others.push((*column, other)),
        }
    }
    count > 0 && seen.len() * 2 >= count && (others.is_empty() || is_series(&others))
}

/// Whether a text (in a text file all cells are texts) is plainly a value: a number, a day, an
/// address, or an issue key such as `DEMO-12`.
fn is_data(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let only_number_signs = text.chars().all(|c| c.is_ascii_digit() || "+-.,:/% TZ".contains(c));
    let number = digits > 0 && only_number_signs;
    let key = text.split_once('-').is_some_and(|(project, number)| {
        !project.is_empty()
            && project.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    });
    number || key || text.starts_with("http://") || text.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::super::marks::TableObject;
    use super::*;

    fn sheet_rows(rows: &[&[&str]]) -> Vec<Row> {
        let row = |(index, cells): (usize, &&[&str])| Row {
            index: index as u32,
            cells: cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| (column as u32, (*text).into()))
                .collect(),
        };
        rows.iter().enumerate().map(row).filter(|row| !row.cells.is_empty()).collect()
    }

    fn guess(rows: &[&[&str]]) -> u32 {
        marked_guess(rows, Marks::default())
    }

    /// The same, with what the sheet marks.
    fn marked_guess(rows: &[&[&str]], marks: Marks) -> u32 {
        guess_header_row(&Sheet { marks, rows: sheet_rows(rows), ..Sheet::default() })
    }

    #[test]
    fn the_first_row_of_a_plain_table() {
        assert_eq!(guess(&[&["Key", "Summary", "Due"], &["A-1", "One", "2026-01-02"]]), 0);
    }

    #[test]
    fn title_rows_above_are_skipped() {
        assert_eq!(
            guess(&[
                &["Backlog of team Blue"],
                &["exported", "2026-11-02"],
                &[],
                &["Key", "Summary", "Status", "Due"],
                &["A-1", "One", "Open", "2026-01-02"],
                &["A-2", "Two", "Open", ""],
            ]),
            3
        );
    }

    #[test]
    fn a_header_with_gaps_and_repeats_is_still_one() {
        assert_eq!(
            guess(&[
                &["Summary", "Labels", "Labels", "Labels", ""],
                &["One", "a", "b", "c", "x"],
                &["Two", "a", "b", "", "x"],
            ]),
            0
        );
    }

    #[test]
    fn one_column_of_texts_has_its_header_on_top() {
        assert_eq!(guess(&[&["Summary"], &["One"], &["Two"]]), 0);
        assert_eq!(guess(&[]), 0);
    }

    #[test]
    fn a_form_above_is_no_header() {
        let table: &[&[&str]] = &[
            &["Summary", "Issue Type", "Status", "Due"],
            &["One", "Task", "Open", "2026-01-02"],
            &["Two", "Task", "Open", ""],
        ];
        let colons: &[&[&str]] =
            &[&["Team:", "Blue", "Lead:", "Mia"], &["Sprint:", "12", "Goal:", "Login"], &[]];
        let narrow: &[&[&str]] = &[&["Team", "Blue"], &["Sprint", "12"], &[]];
        for form in [colons, narrow] {
            assert_eq!(guess(&[form, table].concat()), 3, "{form:?}");
        }
        // Below a table that has a gap its rows are no wider.
        assert_eq!(guess(&[table, &[&[], &["Three", "Task", "Open", "soon"]]].concat()), 0);
        let wider: &[&[&str]] = &[&[], &["Three", "Task", "Open", "soon", "mind it"], &["Four"]];
        assert_eq!(guess(&[table, wider].concat()), 0);
        assert_eq!(guess(&[&["Key:", "Summary:"], &["A-1", "One"]]), 0);
        assert_eq!(guess(&[&["Summary:", "Status"], &["One", "Open"], &["Two", "Open"]]), 0);
    }

    #[test]
    fn years_and_days_are_headers() {
        assert_eq!(guess(&[&["Budget"], &[], &["Item", "2025", "2026"], &["Ink", "1", "2"]]), 2);
        let days = &["Task", "2026-11-02", "2026-11-03"];
        assert_eq!(guess(&[&["Plan"], days, &["One", "x", ""], &["Two", "", "x"]]), 1);
        assert_eq!(guess(&[&["Task", "Who"], &["One", "2026"], &["Two", "2027"]]), 0);
    }

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area { top, left, bottom, right }
    }

    #[test]
    fn a_table_object_or_a_filter_says_where_its_headers_are() {
        let rows: &[&[&str]] = &[
            &["Lead", "Mia", "Goal", "Login"],
            &["Team", "Blue", "Kind", "Web"],
            &["Task", "Who", "State", "Due"],
            &["One", "Mia", "Open", "soon"],
            &["Two", "Tom", "Open", "soon"],
        ];
        assert_eq!(guess(rows), 0);
        let table = TableObject { area: area(2, 0, 4, 3), headers: true, totals: 0 };
        let marks = Marks { tables: vec![table], ..Marks::default() };
        assert_eq!(marked_guess(rows, marks), 2);
        let filter = Some(area(2, 0, 4, 3));
        assert_eq!(marked_guess(rows, Marks { filter, ..Marks::default() }), 2);
        // A small table beside or below the rows is not what they are.
        let aside = TableObject { area: area(3, 3, 4, 3), headers: true, totals: 0 };
        let marks = Marks { tables: vec![aside], ..Marks::default() };
        assert_eq!(marked_guess(rows, marks), 0);
    }

    #[test]
    fn frozen_rows_end_with_the_headers() {
        let frozen = |rows: &[&[&str]], frozen_rows| {
            marked_guess(rows, Marks { frozen_rows, ..Marks::default() })
        };
        let form: &[&[&str]] =
            &[&["Lead", "Mia", "Goal"], &[], &["Task", "Who", "State"], &["One", "Tom", "Open"]];
        assert_eq!(frozen(form, 3), 2);
        assert_eq!(frozen(form, 0), 0);
        // Who freezes an example below the headers too has its headers above.
        let plain: &[&[&str]] =
            &[&["Task", "Who", "State"], &["One", "Tom", "Open"], &["Two", "Mia", "Open"]];
        assert_eq!(frozen(plain, 1), 0);
        assert_eq!(frozen(plain, 2), 0);
    }

    #[test]
    fn of_groups_and_headers_the_headers_count() {
        let rows: &[&[&str]] = &[
            &["Task", "Who", "Plan", "", "Real", ""],
            &["", "", "From", "To", "From", "To"],
            &["One", "Mia", "1 May", "2 May", "1 May", ""],
        ];
        let merged = vec![area(0, 0, 1, 0), area(0, 1, 1, 1), area(0, 2, 0, 3), area(0, 4, 0, 5)];
        let marks = Marks { merged, ..Marks::default() };
        assert_eq!(marked_guess(rows, marks.clone()), 1);
        let sheet = Sheet { marks, rows: sheet_rows(rows), ..Sheet::default() };
        let table = crate::sheet::Table::from_sheet(&sheet, 1);
        let headers: Vec<_> = table.columns.iter().filter_map(|c| c.header.as_deref()).collect();
        assert_eq!(headers, ["Task", "Who", "Plan From", "Plan To", "Real From", "Real To"]);
        assert_eq!(table.rows.len(), 1);
    }

    #[test]
    fn a_header_beside_groups_may_stand_a_row_higher() {
        let rows: &[&[&str]] =
            &[&["Task", "Plan", ""], &["", "From", "To"], &["One", "1 May", "2 May"]];
        let marks = Marks { merged: vec![area(0, 1, 0, 2)], ..Marks::default() };
        assert_eq!(marked_guess(rows, marks.clone()), 1);
        let sheet = Sheet { marks, rows: sheet_rows(rows), ..Sheet::default() };
        let table = crate::sheet::Table::from_sheet(&sheet, 1);
        let headers: Vec<_> = table.columns.iter().filter_map(|c| c.header.as_deref()).collect();
        assert_eq!(headers, ["Task", "From", "To"]);
    }

    #[test]
    fn a_merged_title_gives_no_column_its_name() {
        let rows: &[&[&str]] =
            &[&["Backlog", "", ""], &["Task", "Labels", "Labels"], &["One", "a", "b"]];
        let marks = Marks { merged: vec![area(0, 0, 0, 2)], ..Marks::default() };
        assert_eq!(marked_guess(rows, marks.clone()), 1);
        let sheet = Sheet { marks, rows: sheet_rows(rows), ..Sheet::default() };
        let table = crate::sheet::Table::from_sheet(&sheet, 1);
        let headers: Vec<_> = table.columns.iter().filter_map(|c| c.header.as_deref()).collect();
        assert_eq!(headers, ["Task", "Labels", "Labels"]);
    }
}
