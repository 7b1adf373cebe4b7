//! Tokens of JQL.

use super::reserved;

/// A token, with the line and column it begins at, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// Kinds of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text without quotes.
    Word(String),
    /// Text in quotes, without them.
    Quoted(String),
    /// `=`, `!=`, `~`, `!~`, `<`, `<=`, `>`, `>=`, `&`, `|`, `!`.
    Symbol(&'static str),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
}

impl Kind {
    /// The token as Jira's texts show it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Quoted(text) => text,
            Self::Symbol(symbol) => symbol,
            Self::Open => "(",
            Self::Close => ")",
            Self::Comma => ",",
        }
    }
}

const SYMBOLS: [&str; 13] = ["!=", "!~", "<=", ">=", "&&", "||", "=", "~", "<", ">", "&", "|", "!"];

/// What ends a word.
const ENDS: &str = "()=!<>~,&|\"'";

const ESCAPES: &str =
    "The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.";

/// Cuts a query into tokens.
///
/// # Errors
/// Jira's texts for quotes that are not closed, for characters that must be quoted, and for escapes
/// that do not exist.
pub fn tokens(jql: &str) -> Result<Vec<Token>, String> {
    let mut lexer = Lexer { rest: jql, line: 1, column: 1, out: Vec::new() };
    while !lexer.rest.is_empty() {
        lexer.step()?;
    }
    Ok(lexer.out)
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
    out: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) -> Result<(), String> {
        let Some(first) = self.rest.chars().next() else { return Ok(()) };
        if first.is_whitespace() {
            self.advance(first.len_utf8());
            return Ok(());
        }
        let (kind, length) = match first {
            '(' => (Kind::Open, 1),
            ')' => (Kind::Close, 1),
            ',' => (Kind::Comma, 1),
            '"' | '\'' => self.quoted(first)?,
            _ => match SYMBOLS.iter().find(|s| self.rest.starts_with(**s)) {
                Some(symbol) => (Kind::Symbol(symbol), symbol.len()),
                None => self.word()?,
            },
        };
        self.out.push(Token { kind, line: self.line, column: self.column });
        self.advance(length);
        Ok(())
    }

    /// Text up to the same quote again.
    fn quoted(&self, quote: char) -> Result<(Kind, usize), String> {
        let mut text = String::new();
        let mut at = quote.len_utf8();
        while let Some(c) = self.rest[at..].chars().next() {
            if c == quote {
                return Ok((Kind::Quoted(text), at + c.len_utf8()));
            }
            at += self.take(at, c, &mut text)?;
        }
        let shown = match self.rest[quote.len_utf8()..].replace('\n', " ") {
            text if text.is_empty() => String::new(),
            text => format!(" '{text}'"),
        };
        Err(self.wrong(0, &format!("The quoted string{shown} has not been completed.")))
    }

    /// Text without quotes. In brackets, as in `issue.property["a key"].path`, everything stands for
    /// itself.
    fn word(&self) -> Result<(Kind, usize), String> {
        let mut text = String::new();
        let mut at = 0;
        while let Some(c) = self.rest[at..].chars().next() {
            if c.is_whitespace() || ENDS.contains(c) {
                break;
            }
            if c == '['
                && let Some(length) = self.rest[at..].find(']')
            {
                text.push_str(&self.rest[at..=at + length]);
                at += length + 1;
                continue;
            }
            if reserved::is_character(c) {
                let text = format!(
                    "The character '{c}' is a reserved JQL character. You must enclose it in a \
                     string or use the escape '\\u{:04x}' instead.",
                    u32::from(c)
                );
                return Err(self.wrong(at, &text));
            }
            at += self.take(at, c, &mut text)?;
        }
        Ok((Kind::Word(text), at))
    }

    /// Adds a character, or what an escape stands for; tells how many bytes that took.
    fn take(&self, at: usize, c: char, text: &mut String) -> Result<usize, String> {
        if c != '\\' {
            text.push(c);
            return Ok(c.len_utf8());
        }
        let mut after = self.rest[at + 1..].chars();
        let Some(escaped) = after.next() else {
            let text = format!("The escape sequence has not been completed. {ESCAPES}");
            return Err(self.wrong(at, &text));
        };
        let stands_for = match escaped {
            't' => Some('\t'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            '\'' | '"' | '\\' | ' ' => Some(escaped),
            'u' => self.rest.get(at + 2..at + 6).and_then(hexadecimal),
            _ => None,
        };
        let Some(stands_for) = stands_for else {
            let shown: String = match escaped {
                'u' => ['\\', 'u'].into_iter().chain(after.next()).collect(),
                _ => ['\\', escaped].into_iter().collect(),
            };
            let text = format!("'{shown}' is an illegal JQL escape sequence. {ESCAPES}");
            return Err(self.wrong(at, &text));
        };
        text.push(stands_for);
        Ok(if escaped == 'u' { 6 } else { 1 + escaped.len_utf8() })
    }

    /// The text for a mistake so many bytes further on.
    fn wrong(&self, offset: usize, what: &str) -> String {
        let mut place = Lexer { out: Vec::new(), ..*self };
        place.advance(offset);
        format!("Error in the JQL Query: {what} (line {}, character {})", place.line, place.column)
    }

    fn advance(&mut self, bytes: usize) {
        for c in self.rest[..bytes].chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.rest = &self.rest[bytes..];
    }
}

fn hexadecimal(digits: &str) -> Option<char> {
    let all = digits.chars().all(|c| c.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32))?
}
