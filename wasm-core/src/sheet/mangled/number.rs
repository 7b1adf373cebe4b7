//! Texts that became numbers.

use super::CellValue;

/// Digits that a sheet keeps of a number.
const KEPT: usize = 15;
/// Characters of a number that is shown without a format of its own.
const SHOWN: usize = 11;

/// Signs of money before or behind a number.
const MONEY: [char; 5] = ['$', '€', '£', '¥', '₹'];

/// A number that a text may be read as.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Reading {
    value: f64,
    /// The sign before its decimals, if it has some.
    mark: Option<char>,
    /// Its sign of money or of percent.
    unit: Option<char>,
    /// How many digits it has.
    digits: usize,
}

/// Whether the cell is the number that a program takes the text for.
pub(super) fn is_made_of(text: &str, cell: &CellValue) -> bool {
    let readings = readings(text);
    match cell {
        CellValue::Number(number) => readings.iter().any(|reading| reading.is(*number)),
        CellValue::Text(cell) => readings.iter().any(|reading| reading.is_shown(cell.trim())),
        _ => false,
    }
}

/// Whether a text is a number in the way of some language.
pub(super) fn is_number(text: &str) -> bool {
    !readings(text).is_empty()
}

impl Reading {
    /// Whether a sheet keeps it as that number.
    fn is(&self, number: f64) -> bool {
        self.value == number
            || self.digits > KEPT && rounded(self.value, KEPT) == rounded(number, KEPT)
            || self.digits > KEPT && cut(self.value, KEPT) == number
    }

    /// Whether a text file has it as that text.
    fn is_shown(&self, cell: &str) -> bool {
        if let Some((digits, number)) = scientific(cell) {
            return rounded(self.value, digits) == number;
        }
        readings(cell).iter().any(|shown| {
            let formatted = self.unit.is_some() && shown.unit == self.unit;
            let mark =
                shown.mark.is_none() || shown.mark == self.mark || formatted && self.mark.is_none();
            let plain = shown.unit.is_none() && is_plain(cell);
            (formatted || plain)
                && (self.is(shown.value) || mark && self.is_rounded_to(cell, shown))
        })
    }

    /// Whether its decimals were rounded to the width of a column.
    fn is_rounded_to(&self, cell: &str, shown: &Reading) -> bool {
        let Some((_, decimals)) = shown.mark.and_then(|mark| cell.rsplit_once(mark)) else {
            return false;
        };
        let fits = (SHOWN - 3..=SHOWN + 1).contains(&cell.len()) && self.digits > shown.digits;
        fits && format!("{:.*}", decimals.len(), self.value).parse() == Ok(shown.value)
    }
}

/// The number with so many digits.
fn rounded(number: f64, digits: usize) -> f64 {
    format!("{:.*e}", digits.saturating_sub(1), number).parse().unwrap_or(number)
}

/// The number with zeros behind so many digits.
fn cut(number: f64, digits: usize) -> f64 {
    let text = format!("{:.*e}", digits + 2, number);
    let Some((mantissa, exponent)) = text.split_once('e') else { return number };
    let sign = usize::from(mantissa.starts_with('-'));
    let kept = mantissa.get(..digits + 1 + sign).unwrap_or(mantissa);
    format!("{kept}e{exponent}").parse().unwrap_or(number)
}

/// A number in the scientific notation of a sheet (`6.93217E+12`), and how many digits it shows.
fn scientific(text: &str) -> Option<(usize, f64)> {
    let (mantissa, exponent) = text.split_once('E')?;
    let signed = exponent.strip_prefix(['+', '-'])?;
    let shaped = (2..=3).contains(&signed.len()) && signed.bytes().all(|b| b.is_ascii_digit());
    let plain = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let whole = plain.split([',', '.']).next().is_some_and(|whole| whole.len() == 1);
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let number = format!("{}e{exponent}", mantissa.replace(',', "."));
    if shaped && whole { number.parse().ok().map(|number| (digits, number)) } else { None }
}

/// Whether a text is a number as a sheet shows it: no zeros before it or behind its decimals.
fn is_plain(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match text.split_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    whole && decimals.is_none_or(|text| digits(text) && !text.ends_with('0'))
}

/// The numbers that a text may be, in the ways in which languages write them.
fn readings(text: &str) -> Vec<Reading> {
    let (body, unit) = without_unit(text.trim());
    let (body, negative) = without_sign(body);
    let groups: [(&[char], char); 3] =
        [(&[',', '\''], '.'), (&['.', '\u{2019}'], ','), (&[' ', '\u{a0}', '\u{202f}'], ',')];
    let plain = ['.', ','].into_iter().filter_map(|mark| plain(body, mark));
    let grouped = groups.iter().filter_map(|(group, mark)| plain_of_groups(body, group, *mark));
    let mut found: Vec<Reading> = Vec::new();
    for reading in plain.chain(grouped) {
        let value = if negative { -reading.value } else { reading.value };
        let value = if unit == Some('%') { value / 100.0 } else { value };
        let reading = Reading { value, unit, ..reading };
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

fn without_unit(text: &str) -> (&str, Option<char>) {
    let is_unit = |c: char| c == '%' || MONEY.contains(&c);
    let (first, last) = (text.chars().next(), text.chars().next_back());
    match (first.filter(|c| MONEY.contains(c)), last.filter(|c| is_unit(*c))) {
        (Some(unit), None) => (text.trim_start_matches(unit).trim(), Some(unit)),
        (None, Some(unit)) => (text.trim_end_matches(unit).trim(), Some(unit)),
        _ => (text, None),
    }
}

fn without_sign(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        return (inner, true);
    }
    match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    }
}

/// Digits with decimals behind `mark`, and perhaps an exponent.
fn plain(text: &str, mark: char) -> Option<Reading> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, decimals) = mantissa.split_once(mark).unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (power, count) = (exponent.unwrap_or("0"), whole.len() + decimals.len());
    let signed = power.strip_prefix(['+', '-']).unwrap_or(power);
    let shaped = (1..=3).contains(&signed.len()) && digits(signed);
    if count == 0 || !digits(whole) || !digits(decimals) || !shaped {
        return None;
    }
    let value: f64 = format!("0{whole}.{decimals}0e{power}").parse().ok()?;
    let mark = mantissa.contains(mark).then_some(mark);
    let digits = whole.trim_start_matches('0').len() + decimals.len();
    value.is_finite().then_some(Reading { value, mark, unit: None, digits })
}

/// The same with signs between groups of three digits.
fn plain_of_groups(text: &str, groups: &[char], mark: char) -> Option<Reading> {
    let whole = text.split(mark).next().unwrap_or_default();
    let group = whole.chars().find(|c| groups.contains(c))?;
    let mut parts = whole.split(group);
    let first = parts.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let rest = parts.all(|part| part.len() == 3);
    if first && rest { plain(&text.replace(group, ""), mark) } else { None }
}
