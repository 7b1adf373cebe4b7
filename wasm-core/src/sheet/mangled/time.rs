//! Texts that became times of day, or lengths of time.

use super::CellValue;

const SECONDS_OF_A_DAY: f64 = 86_400.0;
const HALF_A_DAY: u32 = 12 * 3_600;

/// Whether the cell is the time that a program takes the text for.
pub(super) fn is_made_of(text: &str, cell: &CellValue) -> bool {
    let Some(typed) = seconds(text) else { return false };
    let is = |seconds: f64| (typed - seconds).abs() < 0.5;
    match cell {
        CellValue::Duration { seconds } => is(*seconds),
        CellValue::Number(days) => is(days * SECONDS_OF_A_DAY),
        // With seconds that were not typed, other zeros, or the half of the day in capitals.
        CellValue::Text(cell) => seconds(cell).is_some_and(is) || is_without_seconds(text, cell),
        _ => false,
    }
}

/// Whether the cell is the time in a format without seconds.
fn is_without_seconds(text: &str, cell: &str) -> bool {
    let minutes = |text: &str| Some(seconds(text)?.div_euclid(60.0));
    text.matches(':').count() == 2
        && cell.matches(':').count() == 1
        && minutes(text) == minutes(cell)
}

/// The seconds of `1:30`, `1:30:00` or `1:30 pm`.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let half = ["am", "pm"].iter().position(|half| text.ends_with(half));
    let time = match half {
        Some(_) => text.get(..text.len() - 2)?.trim_end(),
        None => &text,
    };
    let seconds = of_parts(time)?;
    match half {
        None => Some(f64::from(seconds)),
        Some(half) => {
            let in_half = seconds.checked_sub(HALF_A_DAY).unwrap_or(seconds);
            let afternoon = if half == 1 { HALF_A_DAY } else { 0 };
            (in_half < HALF_A_DAY).then(|| f64::from(in_half + afternoon))
        }
    }
}

fn of_parts(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut count = 0;
    for part in text.split(':') {
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
        2 => Some(total * 60),
        3 => Some(total),
        _ => None,
    }
}
