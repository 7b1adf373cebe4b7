//! Instants and the clock on the wall, in every zone there is.

use jiff::civil::date;
use jiff::tz;
use proptest::prelude::*;

use super::super::{ParseOptions, cell, parse, read, same, zoned};
use super::{Tz, context, field, place, site};
use crate::schema::FieldType;
use crate::sheet::CellValue;
use serde_json::json;

fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_time_shown_twice_is_the_first_of_the_two() {
    let berlin = Tz::new("Europe/Berlin");
    let first = at("2026-10-25T00:30:00Z");
    let second = at("2026-10-25T01:30:00Z");
    let wall = date(2026, 10, 25).at(2, 30, 0, 0);
    assert_eq!(zoned::civil(&berlin, first), wall);
    assert_eq!(zoned::civil(&berlin, second), wall);
    assert_eq!(zoned::instant(&berlin, wall), Some(first));
    assert!(zoned::shown_before(&berlin, second) && !zoned::shown_before(&berlin, first));
}

#[test]
fn a_time_that_was_skipped_moves_forward() {
    let berlin = Tz::new("Europe/Berlin");
    let skipped = date(2026, 3, 29).at(2, 30, 0, 0);
    assert_eq!(zoned::instant(&berlin, skipped), Some(at("2026-03-29T01:30:00Z")));
    let apia = Tz::new("Pacific/Apia");
    let skipped_day = date(2011, 12, 30).at(12, 0, 0, 0);
    assert_eq!(zoned::instant(&apia, skipped_day), Some(at("2011-12-30T22:00:00Z")));
}

#[test]
fn the_second_showing_of_a_time_is_written_with_its_offset() {
    let (zone, target, place) = (Tz::new("Europe/Berlin"), site(), place());
    let cx = context(&zone, &target, &place);
    let field = field("created", FieldType::DateTime);
    let value = read(&field, &json!("2026-10-25T02:30:00.000+0100"));
    assert_eq!(cell(&field, &value, &cx), CellValue::from("2026-10-25 02:30:00+01"));
}

fn zone() -> impl Strategy<Value = String> {
    let names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    assert!(names.len() > 400, "{}", names.len());
    prop::sample::select(names)
}

/// Instants, many of them within hours of a change of the zone's rules.
fn instant_in(zone: &str, second: i64, near: Option<i64>) -> jiff::Timestamp {
    let at = jiff::Timestamp::from_second(second).unwrap();
    let Some(offset) = near else { return at };
    let zone = tz::TimeZone::get(zone).unwrap();
    let change = zone.following(at).next().map(|change| change.timestamp());
    let near = change.unwrap_or(at).as_second() + offset;
    jiff::Timestamp::from_second(near).unwrap_or(at)
}

/// Around every change of every zone's clock from 1990 to 2037: what the clock shows leads back to
/// the instant, unless it shows the same before.
#[test]
fn every_change_of_every_zone_is_passed_over_in_order() {
    let (start, end) = (at("1990-01-01T00:00:00Z"), at("2037-01-01T00:00:00Z"));
    for name in tz::db().available() {
        let zone = Tz::new(name.as_str());
        let rules = tz::TimeZone::get(name.as_str()).unwrap();
        let changes = rules.following(start).map(|change| change.timestamp());
        for change in changes.take_while(|change| *change < end) {
            for seconds in [-3601, -1, 0, 1, 1799, 3600] {
                let instant = change + jiff::SignedDuration::from_secs(seconds);
                let shown = zoned::civil(&zone, instant);
                let back = zoned::instant(&zone, shown).unwrap();
                assert_eq!(zoned::civil(&zone, back), shown, "{} {instant}", name.as_str());
                assert!(back <= instant, "{} {instant}", name.as_str());
                assert_eq!(back != instant, zoned::shown_before(&zone, instant));
            }
        }
    }
}

proptest! {
    #[test]
    fn an_instant_comes_back_from_its_cell(
        name in zone(),
        second in 0_i64..4_000_000_000,
        near in prop::option::of(-8_000_i64..8_000),
        millis in 0_i64..1000,
    ) {
        let instant = instant_in(&name, second, near);
        let json = json!(format!("{}.{millis:03}+0000", instant.strftime("%Y-%m-%dT%H:%M:%S")));
        let (zone, target, place) = (Tz::new(&name), site(), place());
        let cx = context(&zone, &target, &place);
        let field = field("customfield_6", FieldType::DateTime);
        let value = read(&field, &json);
        let cell = cell(&field, &value, &cx);
        let back = parse(&field, &[&cell], &cx, &ParseOptions::default()).unwrap();
        prop_assert!(same(FieldType::DateTime, &value, &back), "{name} {json}: {cell:?} {back:?}");
        let typed = CellValue::from(cell.to_text());
        let back = parse(&field, &[&typed], &cx, &ParseOptions::default()).unwrap();
        prop_assert!(same(FieldType::DateTime, &value, &back), "{name} {json}: {typed:?} {back:?}");
    }
}
