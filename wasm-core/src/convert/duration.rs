//! Working time: `1w 2d 3h`, by the site's hours of a day and days of a week.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::Context;
use super::docs::FieldDoc;
use super::input::Input;
use super::number;
use super::options::{DecimalMark, ParseOptions, PlainTime, TimeUnit};
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::Site;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Duration,
    name: "Duration",
    fields: "Original estimate, remaining estimate; time spent and the Σ fields are read-only",
    shows: "`1w 2d 3h 30m`, by the site's hours of a day and days of a week.",
    enter: "`1w 2d 3h`, `1.5h`, `90m`, `1:30`, `1:30:00`, `1h30`, `PT1H30M`, also with the units in German, French, Spanish or Japanese; a plain number means hours, what the header says (`Estimate (min)`), or seconds in a CSV that Jira exported.",
    refuses: "Parts of a minute; estimates where time tracking is off.",
}];

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    json.as_i64().map(FieldValue::Duration)
}

/// `1w 2d 3h`, without the parts that are nothing; `0m` for none at all.
pub(super) fn text(seconds: i64, cx: &Context<'_>) -> String {
    let units = Units::of(&cx.target.site);
    let mut rest = seconds.unsigned_abs();
    let mut parts = Vec::new();
    for (name, size) in units.all() {
        let size = size.unsigned_abs();
        if rest >= size {
            parts.push(format!("{}{name}", rest / size));
            rest %= size;
        }
    }
    if parts.is_empty() {
        return "0m".to_owned();
    }
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{}", parts.join(" "))
}

/// Why a cell is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It is none.
    NoTime,
    /// Jira keeps whole minutes.
    PartOfMinute,
    /// Its unit could be several.
    Unsure,
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let seconds = match (cell, plain(cell, input.options)) {
        (_, Some(number)) => of_plain(number, Units::of(&input.cx.target.site), input.options),
        (CellValue::Duration { seconds }, _) => whole_minutes(*seconds),
        (other, _) => {
            let units = Units::of(&input.cx.target.site);
            let composed: String = other.to_text().nfc().collect();
            of_text(composed.trim(), units, input.options.decimal)
        }
    };
    let code = match seconds {
        Ok(seconds) => return Ok(FieldValue::Duration(seconds)),
        // What Jira has itself may have parts of a minute.
        Err(Trouble::PartOfMinute) if is_current(input, cell) => {
            return Ok(input.current().cloned().unwrap_or(FieldValue::Empty));
        }
        Err(Trouble::PartOfMinute) => "duration-part-of-minute",
        Err(Trouble::Unsure) => "ambiguous-duration",
        Err(Trouble::NoTime) => "bad-duration",
    };
    Err(input.refuse(code, &cell.to_text()))
}

/// The number of a cell without a unit.
pub(super) fn plain(cell: &CellValue, options: &ParseOptions) -> Option<f64> {
    match cell {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => number::of_text(text.trim(), options.decimal).ok(),
        _ => None,
    }
}

/// What a number without a unit means.
fn of_plain(number: f64, units: Units, options: &ParseOptions) -> Result<i64, Trouble> {
    match options.plain_time {
        _ if options.jira_csv => whole_minutes(number),
        PlainTime::Unsure if number != 0.0 => Err(Trouble::Unsure),
        PlainTime::Hours | PlainTime::Unsure if looks_like_seconds(number) => Err(Trouble::Unsure),
        PlainTime::Hours | PlainTime::Unsure => minutes(number * HOUR as f64),
        PlainTime::In(unit @ (TimeUnit::Minute | TimeUnit::Second)) => {
            whole_minutes(number * units.size(unit) as f64)
        }
        PlainTime::In(unit) => minutes(number * units.size(unit) as f64),
    }
}

/// Whether a cell of seconds is what the issue has now.
fn is_current(input: &Input<'_>, cell: &CellValue) -> bool {
    let Some(FieldValue::Duration(now)) = input.current() else { return false };
    input.options.jira_csv && plain(cell, input.options) == Some(*now as f64)
}

/// Whether a plain number could be seconds, as Jira's own CSV writes durations: whole minutes, and
/// more hours than half a year has.
pub(super) fn looks_like_seconds(number: f64) -> bool {
    const HALF_A_YEAR: f64 = 1000.0;
    number >= HALF_A_YEAR && number % MINUTE as f64 == 0.0
}

/// Whether a time was rounded by more than figures of two decimals explain: a third of an hour is
/// `0.33`, and means 20 minutes.
pub(super) fn is_rounded(cell: &CellValue, seconds: i64, options: &ParseOptions) -> bool {
    const EXPLAINED: f64 = 18.5;
    let hours = plain(cell, options).filter(|_| options.plain_time == PlainTime::Hours);
    hours.is_some_and(|hours| (hours * HOUR as f64 - seconds as f64).abs() > EXPLAINED)
        && !options.jira_csv
}

/// Minutes mean the same on every site, days and weeks do not.
pub(super) fn write(seconds: i64) -> Value {
    Value::from(format!("{}m", seconds / MINUTE))
}

/// Seconds in the units of a site.
#[derive(Clone, Copy)]
struct Units {
    day: i64,
    week: i64,
}

impl Units {
    /// Jira's own settings where the site's are not known: 8 hours and 5 days.
    fn of(site: &Site) -> Self {
        let or = |value: f64, usual: f64| if value > 0.0 { value } else { usual };
        let day = or(site.hours_per_day, 8.0) * HOUR as f64;
        let week = or(site.days_per_week, 5.0) * day;
        Self { day: (day.round() as i64).max(HOUR), week: (week.round() as i64).max(HOUR) }
    }

    fn size(self, unit: TimeUnit) -> i64 {
        match unit {
            TimeUnit::Week => self.week,
            TimeUnit::Day => self.day,
            TimeUnit::Hour => HOUR,
            TimeUnit::Minute => MINUTE,
            TimeUnit::Second => 1,
        }
    }

    fn all(self) -> [(&'static str, i64); 5] {
        [("w", self.week), ("d", self.day), ("h", HOUR), ("m", MINUTE), ("s", 1)]
    }
}

/// `1w 2d 3h 30m`, `1.5h`, `1h30`, `PT1H30M`, `3` (hours), `1:30` (hours and minutes) and
/// `1:30:00` (seconds too).
fn of_text(text: &str, units: Units, decimal: DecimalMark) -> Result<i64, Trouble> {
    if let Ok(hours) = number::of_text(text, decimal) {
        return minutes(hours * HOUR as f64);
    }
    if text.contains(':') {
        return of_clock(text);
    }
    // Behind an ISO period's T stand hours, minutes and seconds; its days are those of a calendar.
    if let Some(time) = text.strip_prefix("PT") {
        return of_parts(time, units, decimal);
    }
    of_parts(text, units, decimal)
}

/// Hours and minutes, and perhaps seconds, between colons.
fn of_clock(text: &str) -> Result<i64, Trouble> {
    let text = text.strip_suffix('h').unwrap_or(text).trim_end();
    let figures = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<u32> =
        text.split(':').filter(figures).filter_map(|part| part.parse().ok()).collect();
    let (hours, minutes, seconds) = match *parts.as_slice() {
        [hours, minutes] => (hours, minutes, 0),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return Err(Trouble::NoTime),
    };
    let whole = text.matches(':').count() + 1 == parts.len();
    if !whole || minutes >= 60 || seconds >= 60 {
        return Err(Trouble::NoTime);
    }
    let total = i64::from(hours) * HOUR + i64::from(minutes) * MINUTE + i64::from(seconds);
    whole_minutes(total as f64)
}

/// Amounts, each with its unit; behind hours a last one without a unit is minutes.
fn of_parts(text: &str, units: Units, decimal: DecimalMark) -> Result<i64, Trouble> {
    let mut seconds = 0.0;
    let mut exact = false;
    let mut last = None;
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(Trouble::NoTime);
    }
    while !rest.is_empty() {
        let Some(letters) = rest.find(char::is_alphabetic) else {
            let minutes: u32 = rest.parse().map_err(|_| Trouble::NoTime)?;
            if last != Some(TimeUnit::Hour) || minutes >= 60 || rest.len() != 2 {
                return Err(Trouble::NoTime);
            }
            seconds += f64::from(minutes) * MINUTE as f64;
            break;
        };
        let end =
            rest[letters..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |n| letters + n);
        let amount = number::of_text(rest[..letters].trim_end(), decimal);
        let unit = TimeUnit::named(&rest[letters..end]).ok_or(Trouble::NoTime)?;
        exact |= unit == TimeUnit::Second;
        seconds += amount.map_err(|_| Trouble::NoTime)? * units.size(unit) as f64;
        last = Some(unit);
        rest = rest[end..].trim_start_matches([' ', ',', '.', '\u{a0}']);
    }
    if exact || last == Some(TimeUnit::Minute) { whole_minutes(seconds) } else { minutes(seconds) }
}

impl TimeUnit {
    /// A unit by its name or sign, in the languages in which people write them.
    pub fn named(name: &str) -> Option<Self> {
        const NAMES: [(TimeUnit, &str); 5] = [
            (
                TimeUnit::Week,
                "w week weeks wk wks woche wochen semaine semaines sem semana semanas 週間 週",
            ),
            (TimeUnit::Day, "d day days t tag tage tagen j jour jours día días dia dias 日 日間"),
            (TimeUnit::Hour, "h hr hrs hour hours std stunde stunden heure heures hora horas 時間"),
            (TimeUnit::Minute, "m min mins minute minutes minuten minuto minutos mn 分 分間"),
            (
                TimeUnit::Second,
                "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos 秒",
            ),
        ];
        let name = name.trim().trim_end_matches('.').to_lowercase();
        let is = |names: &str| names.split(' ').any(|other| other == name);
        NAMES.iter().find(|(_, names)| is(names)).map(|(unit, _)| *unit)
    }
}

/// Jira keeps estimates to the minute: what is written as a part of an hour or a day is the
/// nearest one.
fn minutes(seconds: f64) -> Result<i64, Trouble> {
    bounded((seconds / MINUTE as f64).round() * MINUTE as f64)
}

/// Seconds that are whole minutes, as far as a sheet keeps them exactly.
fn whole_minutes(seconds: f64) -> Result<i64, Trouble> {
    const ROUNDED: f64 = 0.5;
    let minutes = minutes(seconds)?;
    let exact = (minutes as f64 - seconds).abs() < ROUNDED;
    if exact { Ok(minutes) } else { Err(Trouble::PartOfMinute) }
}

/// Time that can be estimated: not negative, at most some 300 years.
fn bounded(seconds: f64) -> Result<i64, Trouble> {
    const MOST: f64 = 1e10;
    if (0.0..=MOST).contains(&seconds) { Ok(seconds as i64) } else { Err(Trouble::NoTime) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Units = Units { day: 8 * HOUR, week: 40 * HOUR };

    fn read(text: &str) -> Result<i64, Trouble> {
        of_text(text, USUAL, DecimalMark::Unknown)
    }

    #[test]
    fn what_people_type_is_understood() {
        for (text, seconds) in [
            ("1w 2d 3h", 40 * HOUR + 16 * HOUR + 3 * HOUR),
            ("1.5h", 5400),
            ("1,5h", 5400),
            ("3", 3 * HOUR),
            ("0", 0),
            ("1:30", 5400),
            ("1:30 h", 5400),
            ("02:45:00", 9900),
            ("45:00:00", 45 * HOUR),
            ("2 days, 30 min", 16 * HOUR + 1800),
            ("90m", 5400),
            ("1h 60s", 3660),
            ("0m", 0),
            ("2h15", 8100),
            ("2h 05", 7500),
            ("PT2H15M", 8100),
            ("PT45M", 2700),
            ("3 Std. 15 Min.", 3 * HOUR + 900),
            ("2 Tage", 16 * HOUR),
            ("1 Woche", 40 * HOUR),
            ("2 heures 30 minutes", 9000),
            ("3 j", 24 * HOUR),
            ("2 días", 16 * HOUR),
            ("2時間30分", 9000),
        ] {
            assert_eq!(read(text), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "", "soon", "3 apples", "-2h", "h", "1d 30", "1:75", "2h2h2", "2h2", "2h75", "1:2:3:4",
            "P1D", "1:", ":30", "1:30:61",
        ] {
            assert_eq!(read(text), Err(Trouble::NoTime), "{text}");
        }
    }

    #[test]
    fn parts_of_a_minute_are_refused() {
        for text in ["90s", "1h 5s", "0:01:30", "0.5m", "PT1M30S", "1.5 min"] {
            assert_eq!(read(text), Err(Trouble::PartOfMinute), "{text}");
        }
        assert_eq!(read("0.33h"), Ok(20 * MINUTE), "a third of an hour");
    }

    #[test]
    fn a_site_has_its_own_days() {
        let units = Units::of(&Site { hours_per_day: 7.5, days_per_week: 4.0, ..Site::default() });
        let read = |text| of_text(text, units, DecimalMark::Unknown);
        assert_eq!(read("1d"), Ok(27_000));
        assert_eq!(read("1w"), Ok(108_000));
    }
}
