//! Signs that are put around words, and which of them open and close something.
//!
//! A sign opens where no letter stands before it and words behind it. It closes where no letter
//! stands behind it and no space before it; with a space before it, it undoes the one that was to
//! open. Signs end with their line.

use serde_json::{Value, json};

use super::node::{self, Look};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    Strong,
    Em,
    Strike,
    Underline,
    Sub,
    Sup,
    /// `??cited??`, which becomes an emphasis.
    Citation,
}

/// The signs as they are typed.
const TYPED: [(&str, Sign); 7] = [
    ("*", Sign::Strong),
    ("_", Sign::Em),
    ("-", Sign::Strike),
    ("+", Sign::Underline),
    ("~", Sign::Sub),
    ("^", Sign::Sup),
    ("??", Sign::Citation),
];

impl Sign {
    /// The sign that begins a text and its length. In braces it stands within words:
    /// `{*}bold{*}ly`.
    pub(super) fn at(text: &str) -> Option<(Self, usize, bool)> {
        let inner = text.strip_prefix('{').unwrap_or(text);
        let braced = inner.len() < text.len();
        let (typed, sign) = TYPED.into_iter().find(|(typed, _)| inner.starts_with(typed))?;
        let closed = !braced || inner[typed.len()..].starts_with('}');
        closed.then(|| (sign, typed.len() + 2 * usize::from(braced), braced))
    }

    /// The mark that it makes.
    pub(super) fn mark(self) -> Value {
        match self {
            Self::Strong => json!({ "type": "strong" }),
            Self::Em | Self::Citation => json!({ "type": "em" }),
            Self::Strike => json!({ "type": "strike" }),
            Self::Underline => json!({ "type": "underline" }),
            Self::Sub => json!({ "type": "subsup", "attrs": { "type": "sub" } }),
            Self::Sup => json!({ "type": "subsup", "attrs": { "type": "sup" } }),
        }
    }

    fn add_to(self, look: &Look) -> Look {
        let sign = if self == Self::Citation { Self::Em } else { self };
        let mut look = look.clone();
        let shifted = |sign: &Self| matches!(sign, Self::Sub | Self::Sup);
        let other = shifted(&sign) && look.signs.iter().any(shifted);
        if !other && !look.signs.contains(&sign) {
            look.signs.push(sign);
            look.signs.sort_unstable();
        }
        look
    }
}

/// A sign with what stands around it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) sign: Sign,
    pub(super) typed: String,
    pub(super) colour: Option<String>,
    /// No letter stands before it, or it is in braces, and there is something behind it.
    pub(super) opens: bool,
    /// No letter stands behind it, or it is in braces.
    pub(super) closes: bool,
    pub(super) after_space: bool,
}

/// A part of a line as it was typed.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// Words in a colour.
    Text(String, Option<String>),
    /// Code.
    Code(String),
    /// A node of the line.
    Node(Value),
    /// A node that stands for itself.
    Block(Value),
    /// A link in a colour, with its words.
    Link(Vec<Token>, String),
    /// A sign.
    Sign(Found),
}

/// A part of a line.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// Words of one look.
    Text(String, Look),
    /// A node of the line.
    Node(Value),
    /// A node that stands between two paragraphs.
    Block(Value),
}

impl Piece {
    /// As a node of the line: pictures become files there, and cards links.
    pub(super) fn into_line(self) -> Value {
        match self {
            Self::Text(text, look) => node::text(&text, &look),
            Self::Node(node) => node,
            Self::Block(block) => {
                match block.pointer("/content/0/attrs/id").and_then(Value::as_str) {
                    Some(name) => node::file("mediaInline", name),
                    None => {
                        let url =
                            block.pointer("/attrs/url").or(block.pointer("/content/0/attrs/url"));
                        node::leaf("inlineCard", json!({ "url": url }))
                    }
                }
            }
        }
    }
}

/// The parts of a line with the look that its signs give them.
pub(super) fn resolve(tokens: &[Token], look: &Look, out: &mut Vec<Piece>) {
    let mut ends = Ends::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            Token::Sign(found) => match ends.of(found, tokens, at) {
                Some(end) => {
                    let inner = found.sign.add_to(look);
                    if found.sign == Sign::Citation {
                        words("— ", coloured(&inner, found.colour.as_ref()), out);
                    }
                    resolve(&tokens[at..end], &inner, out);
                    at = end + 1;
                }
                None => words(&found.typed, coloured(look, found.colour.as_ref()), out),
            },
            Token::Text(text, colour) => words(text, coloured(look, colour.as_ref()), out),
            Token::Code(text) => {
                let link = look.link.clone();
                words(text, Look { code: true, link, ..Look::default() }, out);
            }
            Token::Link(inner, href) => {
                resolve(inner, &Look { link: Some(href.clone()), ..look.clone() }, out);
            }
            Token::Node(node) => out.push(Piece::Node(node.clone())),
            Token::Block(node) => out.push(Piece::Block(node.clone())),
        }
    }
}

/// Finds the signs that end what others open. It remembers up to where none of a kind ends
/// anything, so that a line is not searched again and again.
#[derive(Default)]
struct Ends {
    none_before: Vec<(Sign, usize)>,
}

impl Ends {
    /// Where the mark ends that a sign opens, if it opens one; `from` is the place behind it.
    fn of(&mut self, found: &Found, tokens: &[Token], from: usize) -> Option<usize> {
        let sign = found.sign;
        let none = self.none_before.iter().any(|(known, end)| *known == sign && from < *end);
        if !found.opens || none {
            return None;
        }
        let other = |token: &Token| match token {
            Token::Sign(other) => other.sign == sign && other.closes,
            _ => false,
        };
        let end = tokens[from..].iter().position(other).map_or(tokens.len(), |n| from + n);
        let closes = match tokens.get(end) {
            Some(Token::Sign(other)) => !other.after_space,
            _ => false,
        };
        if !closes {
            self.none_before.push((sign, end));
        }
        let adjacent = matches!(&tokens[from..], [Token::Sign(next), ..] if next.sign == sign);
        (closes && !adjacent).then_some(end)
    }
}

fn coloured(look: &Look, colour: Option<&String>) -> Look {
    Look { colour: colour.cloned(), ..look.clone() }
}

fn words(text: &str, look: Look, out: &mut Vec<Piece>) {
    match out.last_mut() {
        Some(Piece::Text(before, last)) if *last == look => before.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Piece::Text(text.to_owned(), look)),
    }
}
