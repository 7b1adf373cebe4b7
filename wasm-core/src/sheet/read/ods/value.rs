//! The typed value of a cell, from its attributes (ODF 1.3 part 3, 19.385 and 19.387).

use jiff::civil;

use super::super::super::cell::CellValue;
use super::super::xml::{Tag, decode};

/// What the attributes of a cell say.
#[derive(Default)]
pub(super) struct Typed {
    kind: String,
    value: String,
    error: bool,
    /// Whether the cell is a formula.
    pub(super) formula: bool,
}

impl Typed {
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let mut typed = Self::default();
        for (name, value) in tag.attributes() {
            match name {
                // LibreOffice writes the type twice, as office: and calcext:, and an error only
                // as the latter.
                b"value-type" if value == b"error" => typed.error = true,
                b"value-type" => typed.kind = decode(value).into_owned(),
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => {
                    typed.value = decode(value).into_owned();
                }
                b"formula" => typed.formula = true,
                _ => {}
            }
        }
        typed
    }

    /// The value, given the text the cell shows.
    pub(super) fn value(&self, text: String) -> CellValue {
        if self.error {
            return CellValue::Error(text);
        }
        let typed = match self.kind.as_str() {
            "float" | "percentage" | "currency" => self.number(),
            "boolean" => Some(CellValue::Bool(self.value.eq_ignore_ascii_case("true"))),
            "date" => date(&self.value),
            "time" => duration(&self.value).map(|seconds| CellValue::Duration { seconds }),
            "string" if !self.value.is_empty() => Some(self.value.as_str().into()),
            _ => None,
        };
        typed.unwrap_or_else(|| text.into())
    }

    fn number(&self) -> Option<CellValue> {
        let number = self.value.parse::<f64>().ok().filter(|number| number.is_finite())?;
        Some(CellValue::Number(number))
    }
}

/// `2026-11-02` or `2026-11-02T09:30:00`, to the millisecond.
fn date(text: &str) -> Option<CellValue> {
    if !text.contains('T') {
        return text.parse().ok().map(CellValue::Date);
    }
    let at: civil::DateTime = text.parse().ok()?;
    let ms = (f64::from(at.subsec_nanosecond()) / 1e6).round() as i64;
    let whole = at.with().subsec_nanosecond(0).build().ok()?;
    let at = whole.checked_add(jiff::SignedDuration::from_millis(ms)).ok()?;
    Some(CellValue::DateTime(at))
}

/// Seconds of `PT26H30M00.5S`, to the millisecond.
fn duration(text: &str) -> Option<f64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let rest = text.strip_prefix('P')?;
    let (mut seconds, mut number, mut time) = (0.0, String::new(), false);
    for c in rest.chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                number.push(c);
                continue;
            }
            'T' => {
                time = true;
                continue;
            }
            'D' => 86_400.0,
            'H' => 3_600.0,
            'M' if time => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    number.is_empty().then(|| sign * (seconds * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_dates_are_iso() {
        assert_eq!(duration("PT26H30M00.5S"), Some(95_400.5));
        assert_eq!(duration("-P1DT1H"), Some(-90_000.0));
        assert_eq!(duration("26:30"), None);
        let at = civil::date(2026, 11, 2).at(9, 30, 0, 0);
        assert_eq!(date("2026-11-02T09:29:59.999999999"), Some(CellValue::DateTime(at)));
        assert_eq!(date("2026-11-02"), Some(CellValue::Date(at.date())));
        assert_eq!(date("soon"), None);
    }
}
