//! How a column writes its numbers and dates.

/// In which order a column writes day and month when only numbers tell, as in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// The day, then the month.
    DayFirst,
    /// The month, then the day.
    MonthFirst,
}

/// How the texts of a column are read. Cells that the file itself types need none of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// Whether the comma is the decimal point.
    pub decimal_comma: bool,
    /// The order of day and month; none where it is not known, so that a date which could be
    /// read both ways is refused.
    pub day_order: Option<DayOrder>,
    /// Whether the file is Jira's own CSV: its durations are seconds, its rich texts wiki markup.
    pub jira_csv: bool,
}

impl ParseOptions {
    /// Looks at the texts of a column for what only one reading explains: `13/02/2026`, `1,5`.
    /// Texts that contradict each other leave the answer open.
    pub fn guess<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut comma = 0_usize;
        let mut point = 0_usize;
        let mut day_first = false;
        let mut month_first = false;
        for text in texts {
            match super::number::decimal_mark(text.trim()) {
                Some(',') => comma += 1,
                Some(_) => point += 1,
                None => {}
            }
            match super::day::only_order(text.trim()) {
                Some(DayOrder::DayFirst) => day_first = true,
                Some(DayOrder::MonthFirst) => month_first = true,
                None => {}
            }
        }
        let day_order = match (day_first, month_first) {
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        Self { decimal_comma: comma > 0 && point == 0, day_order, jira_csv: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_telling_value_decides_for_the_column() {
        let order = |texts: &[&str]| ParseOptions::guess(texts.iter().copied()).day_order;
        assert_eq!(order(&["03/04/2026", "13/02/2026"]), Some(DayOrder::DayFirst));
        assert_eq!(order(&["03/04/2026", "02/13/2026"]), Some(DayOrder::MonthFirst));
        assert_eq!(order(&["03/04/2026"]), None);
        assert_eq!(order(&["13/02/2026", "02/13/2026"]), None);
    }

    #[test]
    fn decimal_commas_are_believed_when_nothing_contradicts() {
        let comma = |texts: &[&str]| ParseOptions::guess(texts.iter().copied()).decimal_comma;
        assert!(comma(&["1,5", "1.234,5", "7"]));
        assert!(!comma(&["1,5", "2.25"]));
        assert!(!comma(&["1,234"]));
    }
}
