//! Values that go on from column to column: years, days, weeks of a plan.

use jiff::civil::Date;

use super::cell::CellValue;

/// Years that a header may name.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2199;

/// What a value counts.
#[derive(Clone, Copy, PartialEq)]
enum Count {
    /// A year.
    Year(i64),
    /// A day, since the first of the calendar.
    Day(i64),
    /// Anything else that is whole.
    Number(i64),
}

/// Whether values, with the columns they stand in, rise from each to the next: years and days by any
/// step, as weeks or quarters do, other numbers by one, and at least three of them.
pub(super) fn is_series(values: &[(u32, &CellValue)]) -> bool {
    let counts: Option<Vec<Count>> = values.iter().map(|(_, value)| count(value)).collect();
    let Some(counts) = counts else { return false };
    let rises = |two: &[Count]| match (two[0], two[1]) {
        (Count::Year(one), Count::Year(next)) | (Count::Day(one), Count::Day(next)) => one < next,
        (Count::Number(one), Count::Number(next)) => one + 1 == next,
        _ => false,
    };
    let few = counts.len() < 3 && matches!(counts.first(), Some(Count::Number(_)));
    !few && counts.windows(2).all(rises)
}

fn count(value: &CellValue) -> Option<Count> {
    match value {
        CellValue::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
            Some(whole(*number as i64))
        }
        CellValue::Date(date) => Some(day(*date)),
        CellValue::DateTime(at) => Some(day(at.date())),
        CellValue::Text(text) => {
            let text = text.trim();
            text.parse().map(whole).or_else(|_| text.parse().map(day)).ok()
        }
        _ => None,
    }
}

fn whole(number: i64) -> Count {
    if YEARS.contains(&number) { Count::Year(number) } else { Count::Number(number) }
}

fn day(date: Date) -> Count {
    let since = date.duration_since(Date::constant(1, 1, 1));
    Count::Day(since.as_hours() / 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_days_and_weeks_go_on() {
        let goes_on = |texts: &[&str]| {
            let values: Vec<CellValue> = texts.iter().map(|text| (*text).into()).collect();
            is_series(&values.iter().map(|value| (0, value)).collect::<Vec<_>>())
        };
        assert!(goes_on(&["2025", "2026"]) && goes_on(&["2026"]) && goes_on(&["2026-11-02"]));
        assert!(goes_on(&["2026-11-02", "2026-11-09"]) && goes_on(&["44", "45", "46"]));
        assert!(!goes_on(&["2026", "2025"]) && !goes_on(&["2026", "2026"]) && !goes_on(&["3"]));
        assert!(
            !goes_on(&["1", "2"]) && !goes_on(&["1", "5", "9"]) && !goes_on(&["2026", "7", "8"])
        );
        assert!(!goes_on(&["2026-11-02", "2026"]) && !goes_on(&["1.5"]) && !goes_on(&["1970-"]));
    }
}
