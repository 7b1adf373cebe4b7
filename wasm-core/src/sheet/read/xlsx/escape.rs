//! `_xHHHH_`, by which Excel writes what XML can't hold (ECMA-376 part 1, 22.9.2.19).

use std::borrow::Cow;

/// Length of an escape.
const LEN: usize = 7;

/// The text with its escapes resolved: `_x000D_` is a carriage return, `_x005F_` the underscore
/// that keeps the next characters from being an escape. A surrogate without its other half
/// becomes `�`.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match unit(rest) {
            Some(unit) => {
                let next = &rest[LEN..];
                let (char, used) = character(unit, next);
                out.push(char);
                rest = &next[used..];
            }
            None => {
                out.push('_');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The UTF-16 code unit of the escape at the start.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.get(..LEN)?.ends_with('_');
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (closed && hex).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// The character of a code unit and, for a pair of surrogates, the bytes of the second escape.
fn character(first: u16, next: &str) -> (char, usize) {
    let second = if (0xD800..0xDC00).contains(&first) { unit(next) } else { None };
    let units = [Some(first), second];
    let mut decoded = char::decode_utf16(units.into_iter().flatten());
    match (decoded.next(), second) {
        (Some(Ok(char)), Some(_)) => (char, LEN),
        (Some(Ok(char)), None) => (char, 0),
        _ => (char::REPLACEMENT_CHARACTER, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved_as_excel_does() {
        for (text, expected) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_x", "\u{fffd}x"),
            ("_xDE00_", "\u{fffd}"),
            ("_xD83D__x0041_", "\u{fffd}A"),
            ("snake_x_case_x00", "snake_x_case_x00"),
            ("_x00é_", "_x00é_"),
            ("_x000d_", "\r"),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }
}
