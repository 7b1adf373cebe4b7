//! Signs of a text that Markdown would take for more than text.

use super::super::model::Lines;
use super::line::Frame;

/// How often the signs that work in pairs occur in a text: one alone means nothing.
pub(super) struct Signs {
    stars: bool,
    tildes: bool,
    ticks: bool,
}

impl Signs {
    pub(super) fn of(lines: &Lines) -> Self {
        let runs = || lines.iter().flatten();
        let count = |sign: char| runs().map(|run| run.text.matches(sign).count()).sum::<usize>();
        Self {
            stars: count('*') > 1 || runs().any(|run| run.marks.strong || run.marks.em),
            tildes: count('~') > 1 || runs().any(|run| run.marks.strike),
            ticks: count('`') > 1 || runs().any(|run| run.marks.code),
        }
    }
}

/// Where a run stands.
pub(super) struct Around {
    /// What is printed before it, on its line.
    pub(super) before: Option<char>,
    /// The text that follows it on its line.
    pub(super) after: Option<char>,
    /// Whether a link begins after it.
    pub(super) before_link: bool,
    /// Whether it begins a line.
    pub(super) line_start: bool,
    /// Whether it begins the whole text.
    pub(super) text_start: bool,
    /// Whether it ends a line.
    pub(super) line_end: bool,
    /// Whether it is the text of a link.
    pub(super) in_link: bool,
    /// What the text is in.
    pub(super) frame: Frame,
}

/// A text with a backslash before each sign that would mean something where it is.
pub(super) fn text(text: &str, around: &Around, signs: &Signs) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let at_start = if around.line_start { start_sign(text, around) } else { None };
    let mut before = around.before;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next().or(around.after);
        let last = rest.is_empty();
        let escaped = at_start == Some(at)
            || match c {
                '\\' => after.is_none_or(|c| c.is_ascii_punctuation()) || last,
                '*' => signs.stars && !spaced(before, after),
                '_' => !spaced(before, after) && !in_word(before, after),
                '~' => signs.tildes && !spaced(before, after),
                '`' => signs.ticks,
                '[' => around.in_link,
                ']' => {
                    around.in_link
                        || matches!(after, Some('(' | '[' | ':'))
                        || (last && around.before_link)
                }
                '!' => last && around.before_link,
                '<' => after.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
                '&' => is_entity(rest),
                '|' => around.frame == Frame::Cell,
                '#' => around.frame == Frame::Heading && last && around.line_end,
                _ => false,
            };
        if escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Every sign of ASCII escaped, which is always safe.
pub(super) fn all(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The address of a link, in angle brackets where it needs them.
pub(super) fn href(href: &str, strict: bool, cell: bool) -> String {
    let special = |c: char| matches!(c, '\\' | '<' | '>' | '&' | '`') || (cell && c == '|');
    let entity = href.char_indices().any(|(at, c)| c == '&' && is_entity(&href[at + 1..]));
    let needs = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || (special(c) && c != '&');
    if !strict && !entity && !href.contains(needs) {
        return href.to_owned();
    }
    let mut out = String::from("<");
    for c in href.chars() {
        if special(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('>');
    out
}

/// The title of a link, to stand in quotation marks.
pub(super) fn title(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars() {
        if matches!(c, '"' | '\\' | '&' | '`' | '<' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether an address can stand as `<address>`: a scheme, a colon, and nothing that ends it.
pub(super) fn is_autolink(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(scheme_char)
        && !rest
            .contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '|'))
}

/// The sign at the start of a line that would make it another block.
fn start_sign(text: &str, around: &Around) -> Option<usize> {
    let first = text.chars().next()?;
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after_digits = text[digits..].chars().next();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let ruled = text.chars().all(|c| "-=*_|: \t".contains(c));
    let block = match first {
        '#' => ends(text.trim_start_matches('#')),
        '>' => true,
        '+' | '-' | '*' => ends(&text[1..]),
        ':' => text.starts_with(":::"),
        '[' => around.text_start && ["[ ]", "[x]", "[X]"].iter().any(|box_| text.starts_with(box_)),
        _ => false,
    };
    match after_digits {
        Some('.' | ')') if digits > 0 && ends(&text[digits + 1..]) => Some(digits),
        _ if block || (ruled && !first.is_whitespace()) => Some(0),
        _ => None,
    }
}

fn spaced(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace)
}

fn in_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Whether what follows an ampersand makes it a character reference.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or_default();
    name.len() < rest.len()
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}
