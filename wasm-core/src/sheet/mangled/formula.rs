//! Texts that a program took for a formula, or for a fraction, and worked out.

use super::CellValue;
use super::number::is_number;

/// Whether the cell is a number and the text is what a program works out.
pub(super) fn is_made_of(text: &str, cell: &CellValue) -> bool {
    let text = text.trim();
    match cell {
        CellValue::Number(number) => is_formula(text) || fraction(text) == Some(*number),
        CellValue::Text(cell) => {
            is_number(cell) && is_formula(text)
                || fraction(text).is_some_and(|number| is_rounded(number, cell.trim()))
        }
        CellValue::Bool(_) => is_formula(text),
        _ => false,
    }
}

/// Whether a text is the number, as far as its decimals go.
fn is_rounded(number: f64, shown: &str) -> bool {
    let shown = shown.replace(',', ".");
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let is = |shown: f64| format!("{number:.decimals$}").parse() == Ok(shown);
    shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && shown.parse().is_ok_and(is)
}

/// Whether a program works a text out: what begins with `=`, and sums that begin with a sign.
fn is_formula(text: &str) -> bool {
    if let Some(formula) = text.strip_prefix('=') {
        return !formula.trim().is_empty() && !is_number(text);
    }
    let Some(sum) = text.strip_prefix(['+', '-', '@']) else { return false };
    let operators = sum.matches(['+', '-', '*', '/', '^']).count();
    let is_sum = |c: char| c.is_ascii_digit() || "+-*/^().,".contains(c);
    operators > 0
        && sum.chars().all(is_sum)
        && sum.ends_with(|c: char| c.is_ascii_digit() || c == ')')
}

/// The number of `1/2` or `1 1/2`.
fn fraction(text: &str) -> Option<f64> {
    let (whole, parts) = match text.split_once(' ') {
        Some((whole, parts)) => (number(whole)?, parts.trim_start()),
        None => (0.0, text),
    };
    let (above, below) = parts.split_once('/')?;
    let (above, below) = (number(above)?, number(below)?);
    (below > 0.0).then(|| whole + above / below)
}

/// A short number of digits alone.
fn number(text: &str) -> Option<f64> {
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
