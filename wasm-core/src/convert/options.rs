//! How a column writes its numbers, days and lengths of time.

use serde::{Deserialize, Serialize};

use super::{day, duration, number};
use crate::schema::TextForm;
use crate::sheet::CellValue;

/// In which order a column writes day and month when only numbers tell, as in `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// The day, then the month.
    DayFirst,
    /// The month, then the day.
    MonthFirst,
}

/// Which sign of a column's numbers is the decimal one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// Nothing tells, so that `1.500` and `1,500` are refused: each could be two numbers.
    #[default]
    Unknown,
    /// The point; a comma separates thousands.
    Point,
    /// The comma; a point separates thousands.
    Comma,
    /// Either: another sign separates thousands, as in `1'500` and `1 500`.
    Either,
}

/// A unit of working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// As many days as the site's week has.
    Week,
    /// As many hours as the site's day has.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// A second.
    Second,
}

/// What a plain number means in a column of lengths of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlainTime {
    /// Hours, as nothing says otherwise.
    #[default]
    Hours,
    /// What the header says.
    In(TimeUnit),
    /// Hours or seconds: some number of the column is beyond what anybody estimates in hours.
    Unsure,
}

/// What separates the labels of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// Commas, semicolons and line breaks: the file is somebody's own.
    #[default]
    Foreign,
    /// Spaces: Rowport exported the file.
    Exported,
    /// Nothing: Jira's own CSV has a column for each.
    JiraCsv,
}

/// How the texts of a column are read. Cells that the file itself types need little of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParseOptions {
    /// The decimal sign.
    pub decimal: DecimalMark,
    /// Whether some text of the column has thousands that a program did not understand, so that
    /// it may have misread those of the typed numbers.
    pub thousands_as_text: bool,
    /// The order of day and month; none where it is not known, so that a date which could be
    /// read both ways is refused.
    pub day_order: Option<DayOrder>,
    /// Whether a day with points is in doubt too, as one of the column has the month first.
    pub dotted_unsure: bool,
    /// Whether the user said the order, so that it holds for such days with points too.
    pub order_chosen: bool,
    /// Whether typed days may have day and month exchanged: the column has texts whose order the
    /// program did not understand, and no typed day that only the other order explains.
    pub half_converted: bool,
    /// What a plain number means as a length of time.
    pub plain_time: PlainTime,
    /// What separates labels.
    pub labels: Labels,
    /// What the signs in rich texts mean.
    pub text: TextForm,
    /// Whether Markdown counts only where it is clearly meant, or was exported: nobody said that
    /// what was typed since is Markdown too.
    pub clear_only: bool,
    /// Whether wiki markup is made a document of here: Jira itself converts all texts of a row, or
    /// none.
    pub converted_here: bool,
    /// Whether the file is Jira's own CSV: its durations are seconds.
    pub jira_csv: bool,
}

impl ParseOptions {
    /// Looks at all cells of a column for what only one reading explains: `13/02/2026`, `1,5`.
    /// Texts that contradict each other leave the answer open.
    pub fn guess<'a>(cells: impl IntoIterator<Item = &'a CellValue>) -> Self {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.add(cell);
        }
        evidence.decide()
    }

    /// Takes what the user says; it goes before what the cells tell.
    #[must_use]
    pub fn as_chosen(mut self, decimal: Option<DecimalMark>, order: Option<DayOrder>) -> Self {
        if let Some(decimal) = decimal {
            (self.decimal, self.thousands_as_text) = (decimal, false);
        }
        (self.day_order, self.order_chosen) = (order.or(self.day_order), order.is_some());
        self
    }

    /// As [`ParseOptions::guess`], of texts alone.
    #[cfg(test)]
    pub(super) fn of_texts(texts: &[&str]) -> Self {
        let cells: Vec<CellValue> = texts.iter().map(|text| CellValue::from(*text)).collect();
        Self::guess(&cells)
    }
}

/// What the cells of a column tell.
#[derive(Default)]
struct Evidence {
    comma: bool,
    point: bool,
    other_grouping: bool,
    thousands: bool,
    day_first: bool,
    month_first: bool,
    dotted_month_first: bool,
    typed_swappable: usize,
    typed_certain: usize,
    seconds: bool,
}

impl Evidence {
    fn add(&mut self, cell: &CellValue) {
        match cell {
            CellValue::Text(text) => text.lines().for_each(|line| self.add_text(line.trim())),
            CellValue::Number(number) => self.seconds |= duration::looks_like_seconds(*number),
            CellValue::Date(date) => self.add_day(date.day()),
            CellValue::DateTime(at) => self.add_day(at.day()),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        // Most texts are no numbers and no days, and are told by their first sign.
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        match number::tells(text) {
            Some(number::Tells::Decimal { mark, grouped }) => {
                self.comma |= mark == ',';
                self.point |= mark == '.';
                self.thousands |= grouped;
            }
            Some(number::Tells::OtherGrouping) => self.other_grouping = true,
            None => {}
        }
        match day::only_order(text) {
            Some(DayOrder::DayFirst) => self.day_first = true,
            Some(DayOrder::MonthFirst) => self.month_first = true,
            None => self.dotted_month_first |= day::dotted_month_first(text),
        }
        let plain = number::of_text(text, DecimalMark::Unknown);
        self.seconds |= plain.is_ok_and(duration::looks_like_seconds);
    }

    fn add_day(&mut self, day: i8) {
        if day > 12 {
            self.typed_certain += 1;
        } else {
            self.typed_swappable += 1;
        }
    }

    fn decide(&self) -> ParseOptions {
        let decimal = match (self.comma, self.point) {
            (true, false) => DecimalMark::Comma,
            (false, true) => DecimalMark::Point,
            (false, false) if self.other_grouping => DecimalMark::Either,
            _ => DecimalMark::Unknown,
        };
        let day_order = match (self.day_first, self.month_first) {
            (true, false) => Some(DayOrder::DayFirst),
            (false, true) => Some(DayOrder::MonthFirst),
            _ => None,
        };
        // Three of five days are beyond the 12th: where they are as many as that, nothing was
        // exchanged.
        let few_certain = self.typed_certain * 2 < self.typed_swappable;
        let ordered = self.day_first || self.month_first || self.dotted_month_first;
        ParseOptions {
            decimal,
            thousands_as_text: self.thousands,
            day_order,
            dotted_unsure: self.dotted_month_first,
            half_converted: ordered && few_certain,
            plain_time: if self.seconds { PlainTime::Unsure } else { PlainTime::Hours },
            ..ParseOptions::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_telling_value_decides_for_the_column() {
        let order = |texts: &[&str]| ParseOptions::of_texts(texts).day_order;
        assert_eq!(order(&["03/04/2026", "13/02/2026"]), Some(DayOrder::DayFirst));
        assert_eq!(order(&["03/04/2026", "02/13/2026 10:00"]), Some(DayOrder::MonthFirst));
        assert_eq!(order(&["03/04/2026"]), None);
        assert_eq!(order(&["13/02/2026", "02/13/2026"]), None);
        assert!(ParseOptions::of_texts(&["03.04.2026", "02.13.2026"]).dotted_unsure);
        assert!(!ParseOptions::of_texts(&["03.04.2026", "13.02.2026"]).dotted_unsure);
    }

    #[test]
    fn the_decimal_sign_is_believed_when_nothing_contradicts() {
        for (texts, decimal) in [
            (&["1,5", "1.234,5", "7"] as &[&str], DecimalMark::Comma),
            (&["1,5", "2.25"], DecimalMark::Unknown),
            (&["1,234"], DecimalMark::Unknown),
            (&["2.000", "30.000", "4.500.000"], DecimalMark::Comma),
            (&["2,000", "4,500,000"], DecimalMark::Point),
            (&["2.000", "0.25"], DecimalMark::Point),
            (&["2'500", "1.125"], DecimalMark::Either),
            (&["2'500", "1'000.50"], DecimalMark::Point),
        ] {
            assert_eq!(ParseOptions::of_texts(texts).decimal, decimal, "{texts:?}");
        }
    }

    #[test]
    fn what_the_user_says_goes_before_what_the_cells_tell() {
        let found = ParseOptions::of_texts(&["13/02/2026", "1,5", "02.13.2026"]);
        assert_eq!(found.as_chosen(None, None), found);
        let chosen = found.as_chosen(Some(DecimalMark::Point), Some(DayOrder::MonthFirst));
        assert_eq!(chosen.decimal, DecimalMark::Point);
        let day = |text: &str| day::of_day(text, &chosen).ok();
        assert_eq!(day("03/04/2026"), Some(date(2026, 3, 4)));
        assert_eq!(day("03.04.2026"), Some(date(2026, 3, 4)), "points are in doubt here");
        assert_eq!(day("13/02/2026"), None);
        assert_eq!(number::of_text("1,500", chosen.decimal).ok(), Some(1500.0));
    }

    #[test]
    fn typed_days_beside_texts_of_another_order_are_in_doubt() {
        let half = |typed: &[i8], texts: &[&str]| {
            let typed = typed.iter().map(|day| CellValue::Date(date(2026, 3, *day)));
            let cells: Vec<_> = typed.chain(texts.iter().map(|text| (*text).into())).collect();
            ParseOptions::guess(&cells).half_converted
        };
        assert!(half(&[4, 9, 11], &["17/08/2026"]));
        assert!(half(&[4], &["08/17/2026"]));
        assert!(!half(&[4, 22, 30], &["17/08/2026"]), "no day is beyond the 12th by exchange");
        assert!(!half(&[4, 9], &["17.08.2026", "2026-08-17"]), "no program reads these otherwise");
    }

    #[test]
    fn one_number_of_seconds_puts_the_column_in_doubt() {
        assert_eq!(ParseOptions::of_texts(&["14400", "300"]).plain_time, PlainTime::Unsure);
        assert_eq!(ParseOptions::of_texts(&["40", "7.5"]).plain_time, PlainTime::Hours);
    }
}
