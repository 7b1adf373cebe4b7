//! Whether Jira's JSON says what the author of a cell means.

use std::collections::BTreeSet;

use in_process_tests::IanaZone;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use wasm_core::ports::Zone;

use crate::meaning::{Kind, Meaning};
use crate::run::ZONE;
use crate::table::{Column, Filled};

/// Whether a field of Jira holds what the cells of a row mean; of a list they are several.
pub fn holds(column: &Column, cells: &[&Filled], found: &Value) -> bool {
    if column.kind.is_list() {
        let meant = cells.iter().map(|cell| match &cell.meaning {
            Meaning::Names(names) => Some(names.as_slice()),
            _ => None,
        });
        let Some(meant) = meant.collect::<Option<Vec<_>>>() else { return false };
        let meant: BTreeSet<&str> = meant.into_iter().flatten().copied().collect();
        let found = found.as_array().into_iter().flatten();
        let found: Vec<&str> = found.filter_map(name).collect();
        return found.len() == meant.len() && found.iter().all(|name| meant.contains(name));
    }
    let [cell] = cells else { return false };
    match &cell.meaning {
        Meaning::Text(text) if column.kind == Kind::Rich => rich(found).is_some_and(|shown| {
            let ends = |text: &str| same_letters(text.trim());
            ends(&shown) == ends(text)
        }),
        Meaning::Text(text) => found
            .as_str()
            .is_some_and(|found| same_letters(found.trim()) == same_letters(text.trim())),
        Meaning::Number(number) => found.as_f64() == Some(*number),
        Meaning::Day(day) => found.as_str() == Some(day.to_string().as_str()),
        Meaning::Moment(at) => {
            let found = found.as_str().and_then(instant);
            found.is_some() && found == Some(in_zone(*at, &column.header))
        }
        Meaning::Minutes(minutes) => found.as_u64() == Some(u64::from(*minutes) * 60),
        Meaning::Name(meant) => name(found) == Some(meant),
        Meaning::Two(parent, child) => {
            name(found) == Some(parent) && name(&found["child"]) == *child
        }
        Meaning::Names(_) | Meaning::Error => false,
    }
}

/// What things are called: people, options, parents, all others; labels are their names.
fn name(value: &Value) -> Option<&str> {
    let names = ["displayName", "value", "name", "key"].into_iter();
    value.as_str().or_else(|| names.filter_map(|name| value[name].as_str()).next())
}

/// Accents that stand apart look the same.
fn same_letters(text: &str) -> String {
    text.nfc().collect::<String>().replace("\r\n", "\n")
}

fn instant(text: &str) -> Option<Timestamp> {
    Timestamp::strptime("%Y-%m-%dT%H:%M:%S%.f%z", text).ok()
}

/// The instant by the zone in a header, or that of the person.
pub fn in_zone(at: DateTime, header: &str) -> Timestamp {
    let zone = match header.split_once('(').map(|(_, zone)| zone.trim_end_matches(')')) {
        Some("UTC") => TimeZone::UTC,
        Some("+05:30") => TimeZone::fixed(Offset::from_seconds(19_800).unwrap()),
        Some(name) => TimeZone::get(name).unwrap(),
        None => TimeZone::get(IanaZone::new(ZONE).name()).unwrap(),
    };
    zone.to_timestamp(at).unwrap()
}

/// The text of a document in which nothing is but text, lines and addresses.
pub fn rich(node: &Value) -> Option<String> {
    if node.is_null() {
        return Some(String::new());
    }
    let marks = node["marks"].as_array();
    if marks.is_some_and(|marks| marks.iter().any(|mark| mark["type"] != "link")) {
        return None;
    }
    let parts = node["content"].as_array().into_iter().flatten().map(rich);
    match node["type"].as_str()? {
        "text" => Some(node["text"].as_str()?.to_owned()),
        "hardBreak" => Some("\n".to_owned()),
        "doc" => Some(parts.collect::<Option<Vec<_>>>()?.join("\n\n")),
        "paragraph" => parts.collect(),
        _ => None,
    }
}
