//! Time zones of the tests: fixed offsets, and real ones from the time zone database.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use wasm_core::ports::Zone;

/// A zone by name, or a fixed offset such as `+13:45`.
pub struct TestZone {
    name: String,
    zone: TimeZone,
}

impl TestZone {
    pub fn named(name: &str) -> Self {
        Self::find(name).unwrap()
    }

    fn find(name: &str) -> Option<Self> {
        let zone = match name.strip_prefix('+').and_then(|offset| offset.split_once(':')) {
            Some((hours, minutes)) => {
                let (hours, minutes): (i32, i32) =
                    (hours.parse().unwrap(), minutes.parse().unwrap());
                TimeZone::fixed(Offset::from_seconds(hours * 3600 + minutes * 60).unwrap())
            }
            None => TimeZone::get(name).ok()?,
        };
        Some(Self { name: name.to_owned(), zone })
    }
}

impl Zone for TestZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.zone.to_offset(at).seconds()
    }

    fn named(&self, name: &str) -> Option<Box<dyn Zone>> {
        Some(Box::new(Self::find(name)?))
    }
}
