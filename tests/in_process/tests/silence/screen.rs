//! How a person of a country writes what is meant, and how a program keeps it in a cell.

use jiff::civil::{Date, DateTime};
use unicode_normalization::UnicodeNormalization;

use crate::meaning::{Kind, Meaning};

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    Germany,
    America,
    Britain,
    France,
    Spain,
    Switzerland,
    Japan,
}

/// All of them.
pub const COUNTRIES: [Country; 7] = [
    Country::America,
    Country::Germany,
    Country::Britain,
    Country::France,
    Country::Spain,
    Country::Switzerland,
    Country::Japan,
];

/// A cell as a file keeps it.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    Text(String),
    /// A formula that gives this text.
    Formula(String),
    /// A number, with its format.
    Number(f64, &'static str),
    /// A day and a time, as a number with a format.
    Moment(DateTime, &'static str),
    Truth(bool),
    Error(&'static str),
}

/// What is odd about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    Nothing,
    /// Blanks around it.
    Blanks,
    /// Letters and their accents apart.
    Decomposed,
    Formula,
    Error,
    /// A sign that stands for nothing.
    Dash,
    /// No-break blanks around it, as from a web page.
    WebBlanks,
    /// A text in a column of typed cells, or the other way round.
    Other,
}

/// How a column is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub country: Country,
    /// Which of the ways of that country.
    pub way: usize,
    /// Whether days and numbers are typed cells.
    pub typed: bool,
    /// Whether there are such cells: a text file has none.
    pub workbook: bool,
}

/// The cell, how it is shown on the screen, and what it then means.
pub fn write(
    meaning: Meaning,
    kind: Kind,
    style: Style,
    odd: Odd,
    header: &str,
) -> (Stored, String, Meaning) {
    if odd == Odd::Error {
        return (Stored::Error("#REF!"), "#REF!".to_owned(), Meaning::Error);
    }
    if odd == Odd::Dash && kind == Kind::Labels {
        return (Stored::Text("-".to_owned()), "-".to_owned(), Meaning::Names(vec!["-"]));
    }
    if odd == Odd::Dash && !matches!(kind, Kind::Line | Kind::Rich | Kind::Nothing) {
        return (Stored::Text("-".to_owned()), "-".to_owned(), Meaning::Error);
    }
    let typed = style.typed != (odd == Odd::Other);
    if typed
        && style.workbook
        && let Some((stored, shown)) = number_of(&meaning, kind, style, header)
    {
        let read = if matches!(kind, Kind::Line | Kind::Rich) {
            Meaning::Text(shown.clone())
        } else {
            meaning
        };
        return (stored, shown, read);
    }
    let text = text(&meaning, style, header);
    let (stored, shown) = match odd {
        Odd::Blanks => (format!("  {text} "), text),
        Odd::WebBlanks => (format!("\u{a0}{text}\u{a0}"), text),
        Odd::Decomposed => (text.nfd().collect(), text),
        _ => (text.clone(), text),
    };
    let formula = odd == Odd::Formula && !stored.contains(['\n', '"']);
    let stored = if formula { Stored::Formula(stored) } else { Stored::Text(stored) };
    (stored, shown, meaning)
}

/// The cell of a program that knows numbers, if it is one.
fn number_of(
    meaning: &Meaning,
    kind: Kind,
    style: Style,
    header: &str,
) -> Option<(Stored, String)> {
    let day_format = match style.country {
        Country::America => ["m/d/yyyy", "mmm d, yyyy"],
        Country::Britain | Country::France | Country::Spain => ["dd/mm/yyyy", "d mmm yyyy"],
        Country::Japan => ["yyyy/mm/dd", "yyyy\"年\"m\"月\"d\"日\""],
        Country::Germany | Country::Switzerland => ["dd.mm.yyyy", "dd/mm/yy"],
    };
    let format = |all: &[&'static str]| all[style.way % all.len()];
    Some(match meaning {
        Meaning::Number(number) => {
            let (number, format) = (*number, format(&["General", "0.00", "#,##0.00", "0%"]));
            (Stored::Number(number, format), format!("{number}"))
        }
        Meaning::Day(day) => {
            let at = day.at(0, 0, 0, 0);
            (Stored::Moment(at, format(&day_format)), day.to_string())
        }
        Meaning::Moment(at) => {
            let format = format(&["yyyy-mm-dd hh:mm", "dd.mm.yyyy hh:mm", "m/d/yyyy h:mm AM/PM"]);
            (Stored::Moment(*at, format), at.to_string())
        }
        Meaning::Minutes(minutes) => {
            let minutes = f64::from(*minutes);
            let stored = match (header.contains("(min)"), style.way % 2) {
                (true, _) => Stored::Number(minutes, "General"),
                (false, 0) => Stored::Number(minutes / 60.0, "General"),
                (false, _) => Stored::Number(minutes / 1440.0, "[h]:mm"),
            };
            (stored, format!("{minutes} minutes"))
        }
        // A known gap: a number whose format shows other signs than its digits (`# ?/?`, which shows
        // 1/2 for 0.5, or `"Yes";;"No"`) is written to a field of text as the number it is, without
        // a word. Such cells are not drawn.
        Meaning::Text(text) if matches!(kind, Kind::Line | Kind::Rich) => match text.as_str() {
            "00123" => (Stored::Number(123.0, "00000"), text.clone()),
            "12,5 %" => (Stored::Number(0.125, "0.0%"), "12.5%".to_owned()),
            "2026-10-30" => {
                let at = jiff::civil::date(2026, 10, 30).at(0, 0, 0, 0);
                (Stored::Moment(at, "dd.mm.yyyy"), "30.10.2026".to_owned())
            }
            "12345678901234567" => {
                (Stored::Number(12_345_678_901_234_567.0, "0"), "12345678901234600".to_owned())
            }
            "TRUE" => (Stored::Truth(true), text.clone()),
            _ => return None,
        },
        Meaning::Names(names) if names[..] == ["2.0"] => {
            (Stored::Number(2.0, "0.0"), "2.0".to_owned())
        }
        _ => return None,
    })
}

fn text(meaning: &Meaning, style: Style, header: &str) -> String {
    match meaning {
        Meaning::Text(text) => text.clone(),
        Meaning::Number(number) => number_text(*number, style),
        Meaning::Day(day) => day_text(*day, style),
        Meaning::Moment(at) => moment_text(*at, style),
        Meaning::Minutes(minutes) => minutes_text(*minutes, style, header),
        Meaning::Name(name) => (*name).to_owned(),
        Meaning::Names(names) => {
            let has = |sign: char| names.iter().any(|name| name.contains(sign));
            let separators: Vec<&str> = [", ", "; ", "\n", ","]
                .into_iter()
                .filter(|separator| !has(separator.chars().next().unwrap_or_default()))
                .collect();
            names.join(separators[style.way % separators.len()])
        }
        Meaning::Two(parent, Some(child)) => format!("{parent} > {child}"),
        Meaning::Two(parent, None) => (*parent).to_owned(),
        Meaning::Error => String::new(),
    }
}

/// The decimal sign, and the sign between thousands.
fn signs(country: Country) -> (char, &'static str) {
    match country {
        Country::Germany | Country::Spain => (',', "."),
        Country::France => (',', "\u{202f}"),
        Country::Switzerland => ('.', "'"),
        Country::America | Country::Britain | Country::Japan => ('.', ","),
    }
}

fn number_text(number: f64, style: Style) -> String {
    let (decimal, thousands) = signs(style.country);
    let plain = match style.way % 3 {
        2 if (number * 100.0).fract() == 0.0 => format!("{number:.2}"),
        _ => format!("{number}"),
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let grouped: String = digits
        .char_indices()
        .flat_map(|(at, digit)| {
            let left = digits.len() - at;
            let gap = if at > 0 && left.is_multiple_of(3) { thousands } else { "" };
            gap.chars().chain([digit])
        })
        .collect();
    let whole = if style.way.is_multiple_of(3) { digits.to_owned() } else { grouped };
    let text = if part.is_empty() { whole } else { format!("{whole}{decimal}{part}") };
    match (style.way, sign) {
        (10, "-") => format!("\u{2212}{text}"),
        (11, "-") => format!("({text})"),
        (11, _) if style.country == Country::America => format!("${text}"),
        (11, _) => format!("{text} €"),
        _ => format!("{sign}{text}"),
    }
}

fn month(country: Country, month: i8) -> &'static str {
    let names = match country {
        Country::Germany | Country::Switzerland => [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        Country::France => [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        Country::Spain => [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        _ => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names[usize::from(month.unsigned_abs()) - 1]
}

fn day_text(day: Date, style: Style) -> String {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let (name, short) = (month(style.country, m), y % 100);
    let ways = match style.country {
        Country::Germany | Country::Switzerland => [
            format!("{d:02}.{m:02}.{y}"),
            format!("{d}.{m}.{short:02}"),
            format!("{d}. {name} {y}"),
            day.to_string(),
            format!("{d:02}/{m:02}/{y}"),
        ],
        Country::America => [
            format!("{m}/{d}/{y}"),
            format!("{m:02}/{d:02}/{y}"),
            format!("{name} {d}, {y}"),
            day.to_string(),
            format!("{m}/{d}/{short:02}"),
        ],
        Country::Britain => [
            format!("{d:02}/{m:02}/{y}"),
            format!("{d}-{}-{y}", &name[..3]),
            format!("{d} {name} {y}"),
            day.to_string(),
            format!("{d:02}.{m:02}.{short:02}"),
        ],
        Country::France => [
            format!("{d:02}/{m:02}/{y}"),
            format!("{d:02}-{m:02}-{y}"),
            format!("{d} {name} {y}"),
            day.to_string(),
            format!("{d:02}.{m:02}.{y}"),
        ],
        Country::Spain => [
            format!("{d:02}/{m:02}/{y}"),
            format!("{d}/{m}/{short:02}"),
            format!("{d} de {name} de {y}"),
            day.to_string(),
            format!("{d:02}-{m:02}-{y}"),
        ],
        Country::Japan => [
            format!("{y}/{m:02}/{d:02}"),
            format!("{y}/{m}/{d}"),
            format!("{y}年{m}月{d}日"),
            day.to_string(),
            format!("{short:02}/{m:02}/{d:02}"),
        ],
    };
    ways[style.way % ways.len()].clone()
}

fn moment_text(at: DateTime, style: Style) -> String {
    let (hour, minute) = (at.hour(), at.minute());
    let half = if hour < 12 { "AM" } else { "PM" };
    let time = match style.country {
        Country::America => format!("{}:{minute:02} {half}", (hour + 11) % 12 + 1),
        _ => format!("{hour:02}:{minute:02}"),
    };
    format!("{} {time}", day_text(at.date(), style))
}

fn minutes_text(minutes: u32, style: Style, header: &str) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    if header.contains("(min)") {
        return minutes.to_string();
    }
    let units = match style.country {
        Country::Germany | Country::Switzerland => [" Std.", " Min."],
        Country::France => [" h", " min"],
        _ => ["h", "m"],
    };
    match style.way % 4 {
        0 if rest == 0 => format!("{hours}{}", units[0]),
        0 => format!("{hours}{} {rest}{}", units[0], units[1]),
        1 => format!("{minutes}m"),
        2 => format!("{hours}:{rest:02}"),
        _ => number_text(f64::from(minutes) / 60.0, Style { way: 0, ..style }) + "h",
    }
}
