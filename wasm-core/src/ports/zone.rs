//! The rules of the user's time zone.

use jiff::Timestamp;

/// One time zone. The browser's `Intl` knows every zone's rules, so the engine ships none; the
/// terminal and the tests bring a time zone database.
pub trait Zone {
    /// IANA name, such as `Europe/Berlin`.
    fn name(&self) -> &str;

    /// Seconds east of UTC at an instant.
    fn offset_seconds(&self, at: Timestamp) -> i32;

    /// Another zone by its IANA name, from where this one came from; none where it is not known.
    fn named(&self, name: &str) -> Option<Box<dyn Zone>> {
        let _ = name;
        None
    }
}
