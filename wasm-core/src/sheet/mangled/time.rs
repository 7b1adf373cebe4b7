//! Texts that became times of day, or lengths of time.

use super::CellValue;

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// Whether the cell is the time that a program takes the text for.
pub(super) fn is_made_of(text: &str, cell: &CellValue) -> bool {
    let Some(typed) = seconds(text) else { return false };
    let is = |seconds: f64| (typed - seconds).abs() < 0.5;
    match cell {
        CellValue::Duration { seconds } => is(*seconds),
        CellValue::Number(days) => is(days * SECONDS_OF_A_DAY),
        // With its seconds, which were not typed.
        CellValue::Text(cell) => cell.matches(':').count() == 2 && seconds(cell).is_some_and(is),
        _ => false,
    }
}

/// The seconds of `1:30` or `1:30:00`.
fn seconds(text: &str) -> Option<f64> {
    let mut total = 0_u32;
    let mut count = 0;
    for part in text.trim().split(':') {
        let number: u32 = part.parse().ok()?;
        let most = if count == 0 { 9_999 } else { 59 };
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        if number > most || !digits || part.len() > 4 {
            return None;
        }
        total = total * 60 + number;
        count += 1;
    }
    match count {
        2 => Some(f64::from(total * 60)),
        3 => Some(f64::from(total)),
        _ => None,
    }
}
