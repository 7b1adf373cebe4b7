//! The typed value of a cell, from its attributes (ODF 1.3 part 3, 19.385 and 19.387).

use jiff::civil;

use super::super::super::cell::CellValue;
use super::super::super::shown::NumberShape;
use super::super::hyperlink::{Hyperlink, hyperlink};
use super::super::xml::{Tag, decode};

/// What the attributes of a cell say.
#[derive(Default)]
pub(super) struct Typed {
    kind: String,
    value: String,
    error: bool,
    /// What a formula of nothing but a truth value says: LibreOffice has those of an .xlsx as such,
    /// with the type of a number.
    truth: Option<bool>,
    /// The link that the formula is.
    link: Option<Hyperlink>,
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
                b"formula" => {
                    let formula = decode(value);
                    typed.formula = true;
                    typed.link = hyperlink(&formula);
                    typed.truth = match formula.as_ref() {
                        "of:=TRUE()" => Some(true),
                        "of:=FALSE()" => Some(false),
                        _ => None,
                    };
                }
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
        if let Some(truth) = self.truth {
            return CellValue::Bool(truth);
        }
        let typed = match self.kind.as_str() {
            "float" | "percentage" | "currency" => self.number().map(CellValue::Number),
            "boolean" => Some(CellValue::Bool(self.value.eq_ignore_ascii_case("true"))),
            "date" => date(&self.value),
            "time" => duration(&self.value).map(|seconds| CellValue::Duration { seconds }),
            "string" if !self.value.is_empty() => Some(self.value.as_str().into()),
            _ => None,
        };
        typed.unwrap_or_else(|| text.into())
    }

    /// The link that the formula is, where nobody worked out what it shows.
    pub(super) fn link_without_value(&self, text: &str) -> Option<&Hyperlink> {
        self.link.as_ref().filter(|_| self.value.is_empty() && text.is_empty() && !self.error)
    }

    /// How the text that the cell shows writes its number.
    pub(super) fn shape(&self, text: &str) -> Option<NumberShape> {
        let counts = matches!(self.kind.as_str(), "float" | "percentage");
        NumberShape::of_shown(text, self.number().filter(|_| counts)?)
    }

    fn number(&self) -> Option<f64> {
        self.value.parse().ok().filter(|number: &f64| number.is_finite())
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
