//! Which signs of a line need braces and which characters a backslash, so that a line is read as
//! it was meant. What can be read in one way only is written as it is: `5 - 3`, `snake_case`.

use crate::wiki::{
    chars::{blank, escapable, is_rule, list_signs, reference, referred, wordlike},
    emoji,
    marks::Sign,
};

/// What a pair of signs makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A mark.
    Sign(Sign),
    /// Code.
    Code,
}

/// A part of a line.
#[derive(Debug, Clone)]
pub enum Atom {
    /// A character of a text; whether it is code, and the words of a link.
    Char { c: char, code: bool, in_link: bool },
    /// The beginning of a mark.
    Open(Kind),
    /// Its end.
    Close(Kind),
    /// Markup that is written as it is.
    Raw(String),
    /// An emoticon, and what stands for it where a letter follows.
    Emoji(&'static str, String),
}

impl Atom {
    fn first(&self) -> char {
        match self {
            Self::Char { c, .. } => *c,
            Self::Raw(text) => text.chars().next().unwrap_or(' '),
            Self::Emoji(..) => '(',
            Self::Open(_) | Self::Close(_) => '{',
        }
    }

    fn last(&self) -> char {
        match self {
            Self::Raw(text) => text.chars().next_back().unwrap_or(' '),
            other => other.first(),
        }
    }

    /// The character, if it is one that signs could be read in.
    fn plain(&self) -> Option<char> {
        match self {
            Self::Char { c, code: false, .. } => Some(*c),
            _ => None,
        }
    }
}

/// The text of a line. Within a cell, bars are no ends.
pub fn text_of(atoms: &[Atom], cell: bool) -> String {
    let line = Line { atoms, cell, braced: braced(atoms), escaped: pairs(atoms) };
    let mut out: Vec<String> = Vec::with_capacity(atoms.len());
    let mut ahead: Vec<char> = Vec::new();
    for at in (0..atoms.len()).rev() {
        let text = line.atom(at, &ahead);
        ahead.splice(0..0, text.chars());
        ahead.truncate(emoji::LONGEST + 3);
        out.push(text);
    }
    out.reverse();
    begin(atoms, &mut out);
    out.concat()
}

/// Which signs stand within a word, and so need braces.
fn braced(atoms: &[Atom]) -> Vec<bool> {
    let mut braced = vec![false; atoms.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, atom) in atoms.iter().enumerate() {
        match atom {
            Atom::Open(_) => open.push(at),
            Atom::Close(_) => {
                let Some(begin) = open.pop() else { continue };
                let before = begin.checked_sub(1).map(|i| atoms[i].last());
                let behind = atoms.get(at + 1).map(Atom::first);
                if before.is_some_and(wordlike) || behind.is_some_and(wordlike) {
                    braced[begin] = true;
                    braced[at] = true;
                }
            }
            _ => {}
        }
    }
    braced
}

/// Which characters would be read as signs of marks.
fn pairs(atoms: &[Atom]) -> Vec<bool> {
    let mut escaped = vec![false; atoms.len()];
    for sign in Sign::NESTED.into_iter().filter(|s| *s != Sign::Strong) {
        let own = |atom: &Atom| matches!(atom, Atom::Open(Kind::Sign(s)) if *s == sign);
        let same = |at: usize| atoms[at].plain().is_some_and(|c| sign.text().starts_with(c));
        let all = atoms.iter().any(own);
        let found: Vec<(usize, bool, bool)> =
            (0..atoms.len()).filter(|at| same(*at)).map(|at| flanks(atoms, at)).collect();
        let first_open = found.iter().find(|f| f.1).map(|f| f.0);
        let last_close = found.iter().rfind(|f| f.2).map(|f| f.0);
        for (at, opens, closes) in found {
            let pair = opens && last_close.is_some_and(|close| close > at)
                || closes && first_open.is_some_and(|open| open < at);
            escaped[at] = all || pair;
        }
    }
    let doubt = |at: &usize| {
        let question = |i: usize| atoms.get(i).and_then(Atom::plain) == Some('?');
        question(*at) && question(at + 1)
    };
    let doubts: Vec<usize> = (0..atoms.len()).filter(doubt).collect();
    if doubts.len() > 1 {
        for at in doubts {
            escaped[at] = true;
            escaped[at + 1] = true;
        }
    }
    escaped
}

/// Whether the sign at a place could open a mark, and whether it could close one.
fn flanks(atoms: &[Atom], at: usize) -> (usize, bool, bool) {
    let before = at.checked_sub(1).map(|i| atoms[i].last());
    let behind = atoms.get(at + 1).map(Atom::first);
    let opens = before.is_none_or(|c| !wordlike(c)) && behind.is_some_and(|c| !blank(c));
    let closes = behind.is_none_or(|c| !wordlike(c)) && before.is_some_and(|c| !blank(c));
    (at, opens, closes)
}

struct Line<'a> {
    atoms: &'a [Atom],
    cell: bool,
    braced: Vec<bool>,
    escaped: Vec<bool>,
}

impl Line<'_> {
    /// The text of one part; `ahead` is what follows it.
    fn atom(&self, at: usize, ahead: &[char]) -> String {
        match &self.atoms[at] {
            Atom::Char { c, code: true, in_link } => self.code(*c, *in_link, ahead),
            Atom::Char { c, in_link, .. } => self.char(at, *c, *in_link, ahead),
            Atom::Raw(text) => text.clone(),
            Atom::Emoji(_, name) if ahead.first().is_some_and(char::is_ascii_alphanumeric) => {
                name.clone()
            }
            Atom::Emoji(sign, _) => (*sign).to_owned(),
            Atom::Open(kind) => sign(*kind, true, self.braced[at]),
            Atom::Close(kind) => sign(*kind, false, self.braced[at]),
        }
    }

    fn char(&self, at: usize, c: char, in_link: bool, ahead: &[char]) -> String {
        let with_ahead =
            || -> Vec<char> { std::iter::once(c).chain(ahead.iter().copied()).collect() };
        let escape = match c {
            '*' | '{' | '[' | '!' => true,
            ']' => in_link,
            '|' => in_link || self.cell,
            '\\' if ahead.first().is_none_or(|n| escapable(*n) || *n == '\\') => {
                return reference('\\');
            }
            '&' if referred(&with_ahead()).is_some() => return reference('&'),
            ':' | ';' if emoji::at(&with_ahead()).is_some() => return reference(c),
            '(' => emoji::at(&with_ahead()).is_some(),
            '-' => self.escaped[at] || self.longer_dash(at),
            _ => self.escaped[at],
        };
        if escape { format!("\\{c}") } else { c.to_string() }
    }

    /// Code is written as it is, but for what would end it.
    fn code(&self, c: char, in_link: bool, ahead: &[char]) -> String {
        let escape = match c {
            '}' => ahead.first().is_none_or(|n| matches!(n, '}' | '\\' | '{')),
            '{' if ahead.first() == Some(&'}') => return reference('{'),
            '[' | ']' => in_link,
            '|' => in_link || self.cell,
            '\\' if ahead.first().is_none_or(|n| escapable(*n) || *n == '\\') => {
                return reference('\\');
            }
            '&' => {
                let with: Vec<char> = std::iter::once(c).chain(ahead.iter().copied()).collect();
                return if referred(&with).is_some() { reference('&') } else { c.to_string() };
            }
            _ => false,
        };
        if escape { format!("\\{c}") } else { c.to_string() }
    }

    /// Whether the first of two or three dashes that stand between spaces is at a place.
    fn longer_dash(&self, at: usize) -> bool {
        let dash = |i: usize| self.atoms.get(i).and_then(Atom::plain) == Some('-');
        let length = (at..).take_while(|i| dash(*i)).take(4).count();
        let first = at.checked_sub(1).is_none_or(|i| blank(self.atoms[i].last()));
        let last = self.atoms.get(at + length).is_none_or(|a| blank(a.first()));
        (2..4).contains(&length) && first && last
    }
}

fn sign(kind: Kind, opens: bool, braced: bool) -> String {
    match (kind, opens, braced) {
        (Kind::Sign(sign), _, false) => sign.text().to_owned(),
        (Kind::Sign(sign), _, true) => format!("{{{}}}", sign.text()),
        (Kind::Code, true, false) => "{{".to_owned(),
        (Kind::Code, true, true) => "{{{}".to_owned(),
        (Kind::Code, false, false) => "}}".to_owned(),
        (Kind::Code, false, true) => "{}}}".to_owned(),
    }
}

/// Keeps a line from beginning with what would make a list, a rule, a heading, a table or a quote
/// of it.
fn begin(atoms: &[Atom], out: &mut [String]) {
    let Some(start) = atoms.iter().position(|a| !blank(a.first())) else { return };
    let line = out[start..].concat();
    let words = |n: usize| -> String {
        let chars = atoms[start..].iter().take(n).map_while(Atom::plain);
        chars.collect()
    };
    let heading = words(3);
    let level = heading.strip_prefix('h').and_then(|h| h.strip_suffix('.'));
    let heading_sign = level.is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5" | "6"));
    if heading_sign || heading == "bq." {
        out[start + 2] = reference('.');
    } else if line.starts_with('|') {
        out[start] = "\\|".to_owned();
    } else if list_signs(&line).is_some() || is_rule(&line) {
        match &atoms[start] {
            Atom::Open(kind) => {
                out[start] = sign(*kind, true, true);
            }
            _ => out[start] = format!("\\{}", out[start]),
        }
    }
}
