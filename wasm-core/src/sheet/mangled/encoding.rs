//! Texts whose characters were read, or saved, in the wrong encoding.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// Encodings of text files in which programs read by default.
const DEFAULTS: [&Encoding; 3] = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1251];

/// What is left of a character that an encoding does not have.
const LEFT: [char; 3] = ['?', '_', char::REPLACEMENT_CHARACTER];

/// Whether `cell` is the text after its file was read in another encoding, or saved in one that
/// lacks some of its characters.
pub(super) fn is_made_of(text: &str, cell: &str) -> bool {
    !text.is_ascii() && (is_misread(text, cell) || is_poorer(text, cell))
}

/// `ü` became `Ã¼`, once or twice; or the other way round, what was no UTF-8.
fn is_misread(text: &str, cell: &str) -> bool {
    DEFAULTS.iter().any(|encoding| {
        let once = decoded(encoding, text.as_bytes());
        once == cell || decoded(encoding, once.as_bytes()) == cell || {
            let (bytes, _, lost) = encoding.encode(text);
            !lost && decoded(UTF_8, &bytes) == cell
        }
    })
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Each character is there, or what is left of it.
fn is_poorer(text: &str, cell: &str) -> bool {
    let mut left = cell.chars().peekable();
    let mut lost = false;
    for c in text.chars() {
        match left.next() {
            Some(other) if other == c => {}
            Some(other) if !c.is_ascii() && LEFT.contains(&other) => {
                lost = true;
                // One of the two units of UTF-16 each.
                if c.len_utf16() == 2 {
                    left.next_if_eq(&other);
                }
            }
            _ => return false,
        }
    }
    lost && left.next().is_none()
}
