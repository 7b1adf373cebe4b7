//! The apostrophe that keeps a text from being taken for a formula.
//!
//! A spreadsheet program evaluates a text cell of a .csv that starts with `= + - @`, a tab or a
//! carriage return, quoted or not, with their full-width forms in an East Asian one (OWASP, CSV
//! injection), and some do so behind spaces and line feeds. The writer puts an apostrophe in front
//! of such a text, and of one that already starts with apostrophes before such a character, so
//! that the reader can take away exactly what the writer put there.

use std::borrow::Cow;

/// Whether the text starts like a formula, after any apostrophes.
fn is_risky(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let text = text.trim_start_matches([' ', '\n', '\u{a0}', '\u{3000}', '\u{feff}']);
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
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
            ("\n=1+1", "'\n=1+1"),
            ("＝1+1", "'＝1+1"),
            (" \u{3000}＠x", "' \u{3000}＠x"),
            (" plain", " plain"),
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
