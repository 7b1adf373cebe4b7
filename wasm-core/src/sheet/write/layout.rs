//! How wide columns are.

use super::super::cell::CellValue;
use super::super::spec::{ColumnKind, ColumnSpec, SheetSpec};

/// Rows whose cells count for the width.
const SAMPLE: usize = 500;

/// Narrowest and widest column that is made to fit, in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;

/// Room for the filter button and the edges, in characters.
const PADDING: usize = 3;

/// The width of a column in characters: as asked for, else so that the first rows fit.
pub(super) fn width(sheet: &SheetSpec, index: usize, column: &ColumnSpec) -> f64 {
    if let Some(width) = column.width {
        return width.clamp(0.0, 255.0);
    }
    let cells = sheet.rows.iter().take(SAMPLE).filter_map(|row| row.get(index));
    let widest = cells.map(|cell| chars(&cell.value, column.kind)).max().unwrap_or(0);
    let fitting = widest.max(column.header.chars().count() + PADDING) + 1;
    fitting.clamp(NARROWEST, WIDEST) as f64
}

/// Characters of the longest line a cell shows.
fn chars(value: &CellValue, kind: ColumnKind) -> usize {
    match value {
        CellValue::Text(text) => {
            text.lines().map(|line| line_width(without_id(line))).max().unwrap_or(0)
        }
        CellValue::DateTime(_) => "2026-11-02 09:30".len(),
        CellValue::Empty => 0,
        other if kind == ColumnKind::LongText => other.to_text().len().min(WIDEST),
        other => other.to_text().len(),
    }
}

/// Shortest account ID, in characters.
const ID: usize = 16;

/// A line without the account ID that tells people of one name apart: it is for the import, and the
/// name is for the eye.
fn without_id(line: &str) -> &str {
    let parts = line.trim_end().strip_suffix('>').and_then(|line| line.rsplit_once(" <"));
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
    let is_id = |id: &str| {
        id.len() >= ID && id.chars().all(sign) && id.contains(|c: char| c.is_ascii_digit())
    };
    match parts {
        Some((name, id)) if is_id(id) => name,
        _ => line,
    }
}

/// Wide characters, as of Chinese, Japanese and Korean, take the room of two.
fn line_width(line: &str) -> usize {
    line.chars()
        .take(WIDEST)
        .map(|c| if c >= '\u{1100}' && !c.is_ascii() && is_wide(c) { 2 } else { 1 })
        .sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width_of(kind: ColumnKind, texts: &[&str]) -> f64 {
        let column = ColumnSpec { header: "Assignee".to_owned(), kind, ..ColumnSpec::default() };
        let rows = texts.iter().map(|text| vec![(*text).into()]).collect();
        let sheet = SheetSpec { columns: vec![column], rows, ..SheetSpec::default() };
        width(&sheet, 0, &sheet.columns[0])
    }

    #[test]
    fn an_account_id_widens_no_column() {
        let names = width_of(ColumnKind::Text, &["Anneliese Baumgartner", "Bo"]);
        let id = "Bo <712020:0aa1b2c3-d4e5-4f60-8a7b-9c0d1e2f3a4b>";
        assert_eq!(width_of(ColumnKind::Text, &["Anneliese Baumgartner", id]), names);
        let lines = format!("Anneliese Baumgartner\n{id}");
        assert_eq!(width_of(ColumnKind::LongText, &[&lines]), names);
        let old = "Bo <5b10ac8d82e05b22cc7d4ef5>";
        assert_eq!(width_of(ColumnKind::Text, &[old]), width_of(ColumnKind::Text, &["Bo"]));
    }

    #[test]
    fn other_signs_in_brackets_count() {
        let plain = width_of(ColumnKind::Text, &["see the page of the <name-of-a-long-option>"]);
        assert!(plain > 30.0, "{plain}");
    }
}
