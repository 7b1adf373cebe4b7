//! Which sheet of a workbook is meant, and which of its rows holds the headers.

use super::header::{bare, fold};
use super::{Origin, baseline, is_known_word};
use crate::schema::FieldId;
use crate::sheet::{CellValue, Sheet, Visibility, Workbook, guess_header_row};

/// Position of the sheet to import: of a file that Rowport exported the one with the exported
/// rows, whatever it is called and wherever it stands; else the one that a person would mean
/// ([`Workbook::first_sheet`]), or the first with issues, where that one has none: a cover comes
/// first in many files. None where the workbook has no sheet.
pub fn choose_sheet(workbook: &Workbook, origin: Option<&Origin>) -> Option<usize> {
    let exported =
        origin.and_then(|origin| baseline::data_sheet(&workbook.sheets, &origin.baseline));
    exported.or_else(|| {
        let first = workbook.first_sheet()?;
        let visible = |sheet: &&Sheet| sheet.visibility == Visibility::Visible;
        let mut others = workbook.sheets.iter().filter(visible);
        let has = |sheet: &&Sheet| has_issues(sheet);
        let first = if is_headed(first) { first } else { others.find(has).unwrap_or(first) };
        workbook.sheets.iter().position(|sheet| std::ptr::eq(sheet, first))
    })
}

/// Fields of which a sheet with issues has one at least beside the summary. What is called
/// otherwise than its id in English is among the known words.
const USUAL: [&str; 10] = [
    "issuekey",
    "issuetype",
    "status",
    "priority",
    "assignee",
    "reporter",
    "description",
    "labels",
    "duedate",
    "parent",
];

/// Whether a sheet has the column that every issue fills, or that of their keys.
fn is_headed(sheet: &Sheet) -> bool {
    let names = header_names(sheet, header_row(sheet));
    names("summary") || names("issuekey")
}

/// Rows from the top among which names of fields are looked for.
const CANDIDATES: usize = 30;

/// The zero-based row that holds the headers: the one that looks like it ([`guess_header_row`]), or
/// the first below it that names the fields of issues where that one does not. A form above the table
/// may be as wide as this is.
pub fn header_row(sheet: &Sheet) -> u32 {
    let guess = guess_header_row(sheet);
    let known = |row: u32| {
        let names = header_names(sheet, row);
        let own = ["summary", "issuekey"].iter().any(|field| names(field));
        let usual = USUAL.iter().filter(|field| **field != "issuekey" && names(field)).count();
        (own, usual)
    };
    if known(guess).0 {
        return guess;
    }
    let least = known(guess).1.max(1);
    let below = sheet.rows.iter().take(CANDIDATES).filter(|row| row.index > guess);
    let mut headed = below.map(|row| row.index).filter(|row| {
        let (own, usual) = known(*row);
        own && usual >= least
    });
    headed.next().unwrap_or(guess)
}

/// Whether a sheet plainly has issues: their summary, another field of theirs, and a row.
fn has_issues(sheet: &Sheet) -> bool {
    let row = header_row(sheet);
    let names = header_names(sheet, row);
    let below = sheet.rows.last().is_some_and(|last| last.index > row);
    below && names("summary") && USUAL.iter().any(|field| names(field))
}

/// Tells whether a header names a field.
fn header_names(sheet: &Sheet, row: u32) -> impl Fn(&str) -> bool {
    let headers = sheet.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let text = |cell: &CellValue| fold(bare(&cell.to_text()));
    let headers: Vec<String> = headers.iter().map(|(_, cell)| text(cell)).collect();
    move |field| {
        let field = FieldId::new(field);
        headers.iter().any(|header| header == field.as_str() || is_known_word(header, &field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Format, Row};

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let cells = |texts: &[&str]| (0..).zip(texts.iter().map(|text| (*text).into())).collect();
        let rows =
            (0..).zip(rows).map(|(index, texts)| Row { index, cells: cells(texts) }).collect();
        Sheet { name: name.to_owned(), rows, ..Sheet::default() }
    }

    #[test]
    fn the_row_that_names_fields_has_the_headers() {
        let table: &[&[&str]] = &[&["Summary", "Description", "Labels"], &["One", "x", "y"]];
        let wide: &[&[&str]] = &[&["Release", "Q1", "Q2"], &["Name", "Mia", "x"]];
        let pairs: &[&[&str]] = &[&["Project", "DEMO"], &["Priority", "High"]];
        let again: &[&[&str]] = &[&["Summary", "Status", "Key"]];
        let own: &[&[&str]] = &[&["What to do", "Who"], &["One", "Mia"], &["Two", "Tom"]];
        for (rows, row) in [
            ([wide, table].concat(), 2),
            ([pairs, table].concat(), 2),
            (table.to_vec(), 0),
            (own.to_vec(), 0),
            ([table, again].concat(), 0),
        ] {
            assert_eq!(header_row(&sheet("S", &rows)), row, "{rows:?}");
        }
    }

    #[test]
    fn the_sheet_with_the_issues_is_meant_wherever_it_stands() {
        let cover = sheet("Cover", &[&["Document", "Backlog"], &["Version", "1.2"]]);
        let issues = sheet("Backlog", &[&["Zusammenfassung", "Status"], &["One", "Open"]]);
        let plain = sheet("Plain", &[&["Summary *", "Status"], &["One", "Open"]]);
        let empty = sheet("New", &[&["Summary", "Status"]]);
        let other = sheet("Tasks", &[&["What to do", "Who"], &["One", "Mia"]]);
        for (sheets, meant) in [
            (vec![cover.clone(), issues.clone()], 1),
            (vec![cover.clone(), plain], 1),
            (vec![cover.clone(), empty.clone(), issues.clone()], 2),
            (vec![issues.clone(), sheet("Keys", &[&["Key", "Note"], &["A-1", "x"]])], 0),
            (vec![other.clone(), issues], 1),
            (vec![cover.clone(), sheet("People", &[&["Name", "Title"], &["Mia", "Dr"]])], 0),
            (vec![cover, other], 0),
        ] {
            let workbook = Workbook { format: Format::Xlsx, sheets };
            assert_eq!(choose_sheet(&workbook, None), Some(meant));
        }
    }
}
