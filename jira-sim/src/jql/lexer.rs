//! Tokens of JQL.

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

const SYMBOLS: [&str; 13] = ["!=", "!~", "<=", ">=", "&&", "||", "=", "~", "<", ">", "&", "|", "!"];

/// Cuts a query into tokens.
///
/// # Errors
/// The text for quotes that are not closed.
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
                None => self.word(),
            },
        };
        self.out.push(Token { kind, line: self.line, column: self.column });
        self.advance(length);
        Ok(())
    }

    /// Text up to the same quote again; a backslash takes the next character as it is.
    fn quoted(&self, quote: char) -> Result<(Kind, usize), String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == quote => return Ok((Kind::Quoted(text), at + c.len_utf8())),
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, escaped)) => text.push(escaped),
                    None => break,
                },
                other => text.push(other),
            }
        }
        Err(format!(
            "Error in the JQL Query: The quoted string '{}' has not been completed. (line {}, character {})",
            &self.rest[1..],
            self.line,
            self.column
        ))
    }

    fn word(&self) -> (Kind, usize) {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || "()=!<>~,&|\"'".contains(c))
            .unwrap_or(self.rest.len());
        (Kind::Word(self.rest[..end].to_owned()), end)
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
