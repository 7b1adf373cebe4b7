//! Time zones by the database that comes with the tests.

use jiff::{Timestamp, tz::TimeZone};
use wasm_core::ports::Zone;

/// A zone of the IANA database.
pub struct IanaZone {
    name: String,
    rules: TimeZone,
}

impl IanaZone {
    /// The zone of that name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::find(name).expect("a name of the IANA database")
    }

    fn find(name: &str) -> Option<Self> {
        Some(Self { name: name.to_owned(), rules: TimeZone::get(name).ok()? })
    }
}

impl Zone for IanaZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.rules.to_offset(at).seconds()
    }

    fn named(&self, name: &str) -> Option<Box<dyn Zone>> {
        Some(Box::new(Self::find(name)?))
    }
}
