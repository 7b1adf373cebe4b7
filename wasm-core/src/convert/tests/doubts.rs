//! What is told of cells that were understood, and how labels are told apart.

use jiff::civil::date;
use serde_json::json;

use super::super::{
    Context, DayOrder, Labels, ParseOptions, PlainTime, TimeUnit, display, doubt, parse, read, seen,
};
use super::{Tz, context, field, issue, place, site, text};
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::{CellValue, NumberShape};

/// The value for the eye and what is told of it; of what can't be read, the message's code alone.
fn told(field: &FieldSchema, cells: &[CellValue], options: &ParseOptions) -> String {
    let (zone, target, place) = (Tz::new("Europe/Berlin"), site(), place());
    of(field, cells, options, &context(&zone, &target, &place))
}

fn of(
    field: &FieldSchema,
    cells: &[CellValue],
    options: &ParseOptions,
    cx: &Context<'_>,
) -> String {
    let cells: Vec<&CellValue> = cells.iter().collect();
    let value = match parse(field, &cells, cx, options) {
        Ok(value) => value,
        Err(message) => return message.code,
    };
    let shown = display(&value, cx);
    match doubt(field, &cells, &value, cx, options) {
        Some((at, message)) => {
            assert!(!message.text().contains('{'), "{}", message.text());
            format!("{shown} ({at} {})", message.code)
        }
        None => shown,
    }
}

#[test]
fn labels_are_separated_as_the_file_does_it() {
    let labels = field("labels", FieldType::Labels);
    let options = |labels| ParseOptions { labels, ..ParseOptions::default() };
    for (kind, cell, expected) in [
        (Labels::Foreign, "ui,api , db;ops\nweb", "ui api db ops web"),
        (Labels::Foreign, "غ،ف", "غ ف"),
        (Labels::Foreign, "左、右，上", "左 右 上"),
        (Labels::Foreign, "San Juan, ui", "San Juan ui (0 label-with-space)"),
        (Labels::Foreign, "\"San Juan\"", "San Juan (0 label-with-space)"),
        (Labels::Foreign, "Zu\u{308}rich", "Zürich"),
        (Labels::Exported, "ui api", "ui api"),
        (Labels::Exported, "ui, api;db", "ui api db"),
        (Labels::Exported, "ui,api", "ui,api (0 label-with-comma)"),
        (Labels::JiraCsv, "ui,api", "ui,api"),
        (Labels::JiraCsv, "ui api", "ui api (0 label-with-space)"),
    ] {
        assert_eq!(told(&labels, &[text(cell)], &options(kind)), expected, "{kind:?} {cell:?}");
    }
    let cells = [text("ui"), text("San Juan")];
    let repeated = told(&labels, &cells, &ParseOptions::default());
    assert_eq!(repeated, "ui San Juan (1 label-with-space)");
}

#[test]
fn a_label_with_a_comma_that_is_there_stays_whole() {
    let labels = field("labels", FieldType::Labels);
    let (zone, target, place) = (Tz::new("UTC"), site(), place());
    let state = issue(&labels, read(&labels, &json!(["a,b", "c"])));
    let cx = Context { issue: Some(&state), ..context(&zone, &target, &place) };
    for labels_of in [Labels::Foreign, Labels::Exported] {
        let options = ParseOptions { labels: labels_of, ..ParseOptions::default() };
        assert_eq!(of(&labels, &[text("a,b c new")], &options, &cx), "a,b c new");
    }
}

#[test]
fn what_may_mean_something_else_is_told() {
    let plain = ParseOptions::default();
    let half = ParseOptions {
        half_converted: true,
        day_order: Some(DayOrder::DayFirst),
        ..ParseOptions::default()
    };
    let thousands = ParseOptions { thousands_as_text: true, ..ParseOptions::default() };
    let minutes =
        ParseOptions { plain_time: PlainTime::In(TimeUnit::Minute), ..ParseOptions::default() };
    let number = CellValue::Number;
    let day = |day| CellValue::Date(date(2027, 2, day));
    let time = CellValue::DateTime(date(2027, 2, 20).at(9, 15, 0, 0));
    for (kind, cell, options, expected) in [
        (FieldType::Date, day(4), &half, "2027-02-04 (0 date-maybe-exchanged)"),
        (FieldType::Date, day(2), &half, "2027-02-02"),
        (FieldType::Date, day(14), &half, "2027-02-14"),
        (FieldType::Date, day(4), &plain, "2027-02-04"),
        (FieldType::Date, time.clone(), &plain, "2027-02-20 (0 date-without-time)"),
        (FieldType::Date, text("2027-02-20 09:15"), &plain, "2027-02-20 (0 date-without-time)"),
        (FieldType::Date, text("2027-02-20T00:00:00Z"), &plain, "2027-02-20"),
        (FieldType::Number, number(7.25), &thousands, "7.25 (0 number-maybe-thousands)"),
        (FieldType::Number, number(7250.0), &thousands, "7250"),
        (FieldType::Number, number(7.25), &plain, "7.25"),
        (FieldType::Number, text("25%"), &plain, "number-percent"),
        (FieldType::Duration, number(240.0), &plain, "6w (0 duration-of-many-hours)"),
        (FieldType::Duration, number(40.0), &plain, "1w"),
        (FieldType::Duration, number(240.0), &minutes, "4h"),
        (FieldType::Duration, number(0.16), &plain, "10m (0 duration-rounded)"),
        (FieldType::Duration, number(0.33), &plain, "20m"),
        (FieldType::Text, day(4), &plain, "2027-02-04 (0 text-of-date)"),
        (FieldType::Labels, day(4), &plain, "2027-02-04 (0 text-of-date)"),
        (FieldType::Text, CellValue::Duration { seconds: 0.0 }, &plain, "0:00:00 (0 text-of-time)"),
        (FieldType::Text, number(4e15), &plain, "4000000000000000 (0 text-of-long-number)"),
        (FieldType::Text, text("4,12E+15"), &plain, "4,12E+15 (0 text-of-long-number)"),
        (FieldType::Text, text("\nOne line\n"), &plain, "One line"),
        (FieldType::Text, text("#BEZUG!"), &plain, "cell-error"),
        (FieldType::Url, text("https://example.com/a b"), &plain, "bad-url"),
    ] {
        let field = field("customfield_77", kind);
        assert_eq!(
            told(&field, std::slice::from_ref(&cell), options),
            expected,
            "{kind:?} {cell:?}"
        );
    }
}

#[test]
fn a_text_that_fills_its_cell_is_taken_and_told() {
    let rich = field("description", FieldType::RichText);
    let full = told(&rich, &[text(&"x".repeat(32_767))], &ParseOptions::default());
    assert!(full.ends_with("(0 text-fills-cell)"), "{}", &full[full.len() - 40..]);
    let short = told(&rich, &[text(&"x".repeat(32_766))], &ParseOptions::default());
    assert_eq!(short.len(), 32_766);
}

#[test]
fn seconds_of_jiras_csv_are_whole_minutes() {
    let estimate = field("timeestimate", FieldType::Duration);
    let options = ParseOptions { jira_csv: true, ..ParseOptions::default() };
    for (cell, expected) in
        [("5400", "1h 30m"), ("3", "duration-part-of-minute"), ("100", "duration-part-of-minute")]
    {
        assert_eq!(told(&estimate, &[text(cell)], &options), expected, "{cell}");
    }
    let (zone, target, place) = (Tz::new("UTC"), site(), place());
    let state = issue(&estimate, read(&estimate, &json!(100)));
    let cx = Context { issue: Some(&state), ..context(&zone, &target, &place) };
    assert_eq!(of(&estimate, &[text("100")], &options, &cx), "1m 40s", "as Jira has it");
}

#[test]
fn one_doubtful_number_makes_all_plain_times_of_its_column_doubtful() {
    let estimate = field("timeestimate", FieldType::Duration);
    let column = [text("7200"), text("300"), text("2h")];
    let options = ParseOptions::guess(&column);
    let read = column.map(|cell| told(&estimate, &[cell], &options));
    assert_eq!(read, ["ambiguous-duration", "ambiguous-duration", "2h"]);
}

#[test]
fn a_number_is_seen_as_its_format_shows_it_where_that_is_meant() {
    let seen_as = |kind, code: &str, number| {
        let shape = NumberShape::of_code(code).unwrap();
        let cell = seen(&field("customfield_77", kind), &CellValue::Number(number), &shape);
        cell.map(|cell| cell.to_text())
    };
    for (kind, code, number, expected) in [
        (FieldType::Text, "0000", 12.0, Some("0012")),
        (FieldType::Versions, "0.00", 2.2, Some("2.20")),
        (FieldType::Labels, "0%", 0.5, Some("50%")),
        (FieldType::Duration, "0\" Std\"", 3.0, Some("3 Std")),
        (FieldType::Duration, "0.00", 1.5, None),
        (FieldType::Number, "0%", 0.5, Some("50%")),
        (FieldType::Number, "0.00", 1.234, None),
        (FieldType::Key, "0000", 12.0, None),
    ] {
        assert_eq!(seen_as(kind, code, number).as_deref(), expected, "{kind:?} {code}");
    }
}
