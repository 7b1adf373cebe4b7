//! What stands in parentheses behind a field's name in a header: the zone of its times, the unit of
//! its lengths of time.

use jiff::{Timestamp, tz::Offset};

use super::header::{bare, fold, split_detail};
use crate::convert::{TimeUnit, offset_of};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldSchema, FieldType};

/// The detail of a header that is not the field's own name.
pub(super) fn detail_of<'h>(header: &'h str, field: &FieldSchema) -> Option<&'h str> {
    let header = bare(header);
    if fold(header) == fold(&field.name) {
        return None;
    }
    let (_, detail) = split_detail(header)?;
    (!detail.eq_ignore_ascii_case(field.id.as_str())).then_some(detail)
}

/// Whether a detail may stand behind the name of such a field.
pub(crate) fn fits(detail: &str, kind: FieldType) -> bool {
    match kind {
        // Whatever stands behind a date-time is its zone, known or not.
        FieldType::DateTime => true,
        FieldType::Date => looks_like_zone(detail),
        FieldType::Duration => TimeUnit::named(detail).is_some(),
        _ => false,
    }
}

/// The zone that a detail names: `UTC`, `UTC+2`, `+02:00`, `Europe/Berlin`.
pub(crate) fn zone_named(detail: &str, user: &dyn Zone) -> Option<Box<dyn Zone>> {
    let detail = detail.trim();
    let offset = ["UTC", "GMT"].iter().find_map(|name| detail.strip_prefix(name));
    let fixed = match (detail, offset) {
        ("Z", _) | (_, Some("")) => Some(Offset::UTC),
        (_, Some(offset)) => offset_of(offset.trim()),
        (offset, None) => offset_of(offset),
    };
    match fixed {
        Some(offset) => Some(Box::new(Fixed { name: detail.to_owned(), offset })),
        None => user.named(detail),
    }
}

/// That the header of a field's times names a zone which is not known, so that they are read in the
/// user's own.
pub(crate) fn unknown_zone(field: &str, detail: &str, user: &dyn Zone) -> Option<Message> {
    if !looks_like_zone(detail) || zone_named(detail, user).is_some() {
        return None;
    }
    let message = Message::new("column-zone-unknown").with("field", field).with("zone", detail);
    Some(message.with("own", user.name()))
}

/// Whether a detail is the name of a zone by its form, known or not: `CET`, `America/Lima`.
fn looks_like_zone(detail: &str) -> bool {
    let capitals =
        (2..=5).contains(&detail.len()) && detail.bytes().all(|b| b.is_ascii_uppercase());
    let path = detail.split('/').count() > 1
        && detail.split('/').all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()))
        && detail.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'));
    let offset = detail.strip_prefix("UTC").or(detail.strip_prefix("GMT")).unwrap_or(detail);
    capitals || path || offset_of(offset.trim()).is_some()
}

/// A clock that is always as far ahead of UTC.
struct Fixed {
    name: String,
    offset: Offset,
}

impl Zone for Fixed {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, _: Timestamp) -> i32 {
        self.offset.seconds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;

    impl Zone for Nowhere {
        fn name(&self) -> &str {
            "Nowhere"
        }

        fn offset_seconds(&self, _: Timestamp) -> i32 {
            0
        }
    }

    #[test]
    fn zones_are_known_by_their_offsets() {
        let hours = |detail: &str| {
            let zone = zone_named(detail, &Nowhere)?;
            Some(zone.offset_seconds(Timestamp::UNIX_EPOCH) / 3600)
        };
        for (detail, offset) in [
            ("UTC", Some(0)),
            ("Z", Some(0)),
            ("GMT", Some(0)),
            ("UTC+2", Some(2)),
            ("UTC -05:00", Some(-5)),
            ("+0900", Some(9)),
            ("CET", None),
            ("planned", None),
        ] {
            assert_eq!(hours(detail), offset, "{detail}");
        }
    }

    #[test]
    fn a_zone_is_told_from_a_word() {
        for zone in ["UTC", "CET", "PST", "America/New_York", "UTC+2", "+02:00"] {
            assert!(looks_like_zone(zone), "{zone}");
        }
        for word in ["planned", "d/m/y", "dd.mm.yyyy", "yes/no", "2", "Team"] {
            assert!(!looks_like_zone(word), "{word}");
        }
    }
}
