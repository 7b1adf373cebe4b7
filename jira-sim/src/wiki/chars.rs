//! Characters: which may stand beside a sign, which a backslash takes the meaning from.

/// Whether a sign right beside this character is part of a word rather than markup. Jira counts
/// all characters beyond ASCII as letters, but for the space that does not break.
pub fn wordlike(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c != '\u{a0}')
}

/// Whether a line may begin with it without beginning with something.
pub fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Whether a backslash before this character stands for the character alone.
pub fn escapable(c: char) -> bool {
    matches!(
        c,
        '-' | '#'
            | '*'
            | '_'
            | '+'
            | '?'
            | '^'
            | '~'
            | '|'
            | '%'
            | '{'
            | '}'
            | '['
            | ']'
            | '('
            | ')'
            | '!'
            | '@'
    )
}

/// A sign of punctuation as a numeric reference, for those that a backslash does nothing to.
pub fn reference(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// The sign of punctuation that a numeric reference at the start of `chars` stands for, and the
/// length of the reference.
pub fn referred(chars: &[char]) -> Option<(char, usize)> {
    let digits: String = chars.strip_prefix(&['&', '#'])?.iter().take(4).collect();
    let (digits, _) = digits.split_once(';')?;
    let code: u8 = digits.parse().ok()?;
    let c = char::from(code);
    c.is_ascii_punctuation().then_some((c, digits.len() + 3))
}

/// How many characters of list signs begin a line: at most twenty, with a space or nothing behind.
pub fn list_signs(line: &str) -> Option<usize> {
    let length = line.bytes().take_while(|b| matches!(b, b'*' | b'#' | b'-')).count();
    let behind = line[length..].chars().next();
    let first = !line.starts_with("--");
    ((1..=20).contains(&length) && first && behind.is_none_or(|c| blank(c) || c == '\n'))
        .then_some(length)
}

/// Whether a line is a rule: four or five dashes and nothing else.
pub fn is_rule(line: &str) -> bool {
    matches!(line.trim_end(), "----" | "-----")
}

/// The text of a cell without blanks around it; the one behind the signs of an empty item of a list
/// stays, as without it they would be words.
pub fn cell(text: &str) -> &str {
    let short = text.trim();
    let last = short.rsplit('\n').next().unwrap_or_default();
    let signs = !last.is_empty() && last.bytes().all(|b| matches!(b, b'*' | b'#' | b'-'));
    if signs { text.trim_start() } else { short }
}

/// Whether the address is one that Jira makes a link of.
pub fn safe(address: &str) -> bool {
    const SCHEMES: [&str; 14] = [
        "http://", "https://", "ftp://", "ftps://", "mailto:", "irc:", "tel:", "file:", "skype:",
        "ssh:", "git:", "sms:", "news:", "notes:",
    ];
    let lower = address.to_ascii_lowercase();
    let known = |s: &&str| lower.len() > s.len() && lower.starts_with(*s);
    SCHEMES.iter().any(known) || address.starts_with(['/', '#'])
}
