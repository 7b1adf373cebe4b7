//! What characters mean beside a sign.

/// Whether a sign beside this character is part of a word. All characters beyond ASCII count as
/// letters, but for the space that does not break.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && c != '\u{a0}'
}

/// Spaces that may stand before what begins a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Whether a backslash takes the meaning from this character.
pub(super) fn is_escapable(c: char) -> bool {
    "-#*_+?^~|%{}[]()!@".contains(c)
}

/// The bytes of the escaped character that begins a text: a backslash and what it stands before.
pub(super) fn escape(text: &str) -> Option<usize> {
    let next = text.strip_prefix('\\')?.chars().next()?;
    next.is_ascii_punctuation().then_some(1 + next.len_utf8())
}

/// The sign of punctuation that a numeric reference at the start of a text stands for, and its
/// length: `&#92;` is a backslash.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.strip_prefix("&#")?.split_once(';')?;
    let code: u8 = digits.parse().ok()?;
    let c = char::from(code);
    c.is_ascii_punctuation().then_some((c, digits.len() + 3))
}

/// A text without the backslashes and references that only keep its characters what they are.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = rest[c.len_utf8()..].chars().next();
        let (shown, length) = match (c, next) {
            ('\\', Some('\\')) => {
                out.push('\\');
                ('\\', 2)
            }
            ('\\', Some(next)) if is_escapable(next) => (next, 1 + next.len_utf8()),
            ('&', _) => reference(rest).unwrap_or(('&', 1)),
            (c, _) => (c, c.len_utf8()),
        };
        out.push(shown);
        rest = &rest[length..];
    }
    out
}

/// Whether an address is one that Jira makes a link of. Others, as `javascript:`, stay text.
pub(super) fn is_address(address: &str) -> bool {
    const SCHEMES: [&str; 14] = [
        "http://", "https://", "ftp://", "ftps://", "mailto:", "irc:", "tel:", "file:", "skype:",
        "ssh:", "git:", "sms:", "news:", "notes:",
    ];
    let lower = address.to_ascii_lowercase();
    let mut known = SCHEMES.iter();
    address.starts_with(['/', '#'])
        || known.any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme))
}
