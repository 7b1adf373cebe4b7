//! Which row is the header.

use std::collections::HashSet;

use super::cell::CellValue;
use super::workbook::{Row, Sheet};

/// Rows from the top that may be the header; titles and notes above it are rarely longer.
const CANDIDATES: usize = 30;

/// Rows by which the usual width of the table is told.
const SAMPLE: usize = 200;

/// Characters beyond which a text is no header.
const LONGEST_HEADER: usize = 120;

/// The zero-based row that most likely holds the headers: the first one that is about as wide as
/// the table below it and holds only short, distinct texts. Title rows above it are narrow, rows
/// of data hold numbers, dates, long or repeated texts. The first row with a value if none fits,
/// and 0 for an empty sheet.
pub fn guess_header_row(sheet: &Sheet) -> u32 {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| filled(row) > 0).take(SAMPLE).collect();
    let usual = usual_width(&rows);
    let fits = |row: &&&Row| filled(row) * 5 >= usual * 3 && looks_like_headers(row);
    let found = rows.iter().take(CANDIDATES).find(fits).or_else(|| rows.first());
    found.map_or(0, |row| row.index)
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
/// of several values repeat their header.
fn looks_like_headers(row: &Row) -> bool {
    let mut seen = HashSet::new();
    let mut count = 0;
    for (_, value) in row.cells.iter().filter(|cell| !cell.1.is_empty()) {
        let CellValue::Text(text) = value else { return false };
        let text = text.trim();
        if text.chars().count() > LONGEST_HEADER || is_data(text) {
            return false;
        }
        count += 1;
        seen.insert(text.to_lowercase());
    }
    seen.len() * 2 >= count
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
    use super::*;

    fn guess(rows: &[&[&str]]) -> u32 {
        let row = |(index, cells): (usize, &&[&str])| Row {
            index: index as u32,
            cells: cells
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty())
                .map(|(column, text)| (column as u32, (*text).into()))
                .collect(),
        };
        let rows = rows.iter().enumerate().map(row).filter(|row| !row.cells.is_empty()).collect();
        guess_header_row(&Sheet { rows, ..Sheet::default() })
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
}
