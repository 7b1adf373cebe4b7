//! Lower-case hexadecimal numbers of a fixed length, the only strings of this crate that are not
//! names of an enumeration.

use std::fmt;

use serde::de::{Error, Visitor};

/// The number that exactly `digits` lower-case hexadecimal digits write, or `None`.
///
/// `digits` is at most 32. One spelling for one number: capitals and signs are refused.
pub(crate) fn parse(text: &str, digits: usize) -> Option<u128> {
    let lower_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() != digits || !text.bytes().all(lower_hex) {
        return None;
    }
    u128::from_str_radix(text, 16).ok()
}

/// Reads a string and hands it to `parse`; the error names what was expected, never what came.
pub(crate) struct HexVisitor<T> {
    /// What the value is, for the error.
    pub(crate) expected: &'static str,
    /// Turns the text into the value.
    pub(crate) parse: fn(&str) -> Option<T>,
}

impl<T> Visitor<'_> for HexVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).ok_or_else(|| E::custom(self.expected))
    }
}
