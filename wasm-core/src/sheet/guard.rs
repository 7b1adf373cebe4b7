//! The apostrophe that keeps a text from being taken for a formula.
//!
//! A spreadsheet program evaluates a text cell of a .csv that starts with `= + - @`, a tab or a
//! carriage return, quoted or not (OWASP, CSV injection). The writer puts an apostrophe in front
//! of such a text, and of one that already starts with apostrophes before such a character, so
//! that the reader can take away exactly what the writer put there.

use std::borrow::Cow;

/// Whether the text starts like a formula, after any apostrophes.
fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text with an apostrophe in front, if it needs one.
pub(super) fn add(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text without the apostrophe that [`add`] put in front.
pub(super) fn strip(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_taken_away() {
        for (text, guarded) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("'=1", "''=1"),
            ("''@x", "'''@x"),
            ("\tx", "'\tx"),
            ("plain", "plain"),
            ("'quoted'", "'quoted'"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(add(text), guarded);
            assert_eq!(strip(guarded), text);
        }
    }
}
