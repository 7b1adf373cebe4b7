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
        CellValue::Text(text) => text.lines().map(line_width).max().unwrap_or(0),
        CellValue::DateTime(_) => "2026-11-02 09:30".len(),
        CellValue::Empty => 0,
        other if kind == ColumnKind::LongText => other.to_text().len().min(WIDEST),
        other => other.to_text().len(),
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
