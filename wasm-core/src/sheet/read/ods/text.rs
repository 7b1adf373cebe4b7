//! The text of a cell: paragraphs, with white space as ODF writes it (part 3, 6.1.2).

use std::io::Read;

use super::super::super::error::ReadError;
use super::super::xml::{Scanner, Token};

/// Spaces that one `text:s` may stand for; a cell holds no more characters in any program.
const MOST_SPACES: u64 = 32_767;

/// What a tag within a cell or paragraph means.
enum Step {
    Paragraph { empty: bool },
    Insert(char, usize),
    Skip,
    Enter,
    Leave,
}

/// The text of the cell that was just opened: its paragraphs, one per line. Comments and drawings
/// on it are left out.
pub(super) fn of_cell<R: Read>(scanner: &mut Scanner<R>) -> Result<String, ReadError> {
    let mut out = String::new();
    let mut paragraphs = 0;
    loop {
        let step = match scanner.tag()? {
            Some(Token::Open(tag)) if tag.name == b"p" => Step::Paragraph { empty: tag.empty },
            Some(Token::Open(tag)) if tag.empty => Step::Enter,
            Some(Token::Open(_)) => Step::Skip,
            Some(Token::Close(_)) => return Ok(out),
            None => return Err(scanner.error("it ends within a cell")),
        };
        match step {
            Step::Paragraph { empty } => {
                if paragraphs > 0 {
                    out.push('\n');
                }
                paragraphs += 1;
                if !empty {
                    paragraph(scanner, &mut out)?;
                }
            }
            Step::Skip => scanner.skip()?,
            Step::Insert(..) | Step::Enter | Step::Leave => {}
        }
    }
}

/// The text of the paragraph that was just opened: runs of white space are one space, none at
/// its ends; `text:s` stands for spaces that count.
fn paragraph<R: Read>(scanner: &mut Scanner<R>, out: &mut String) -> Result<(), ReadError> {
    let mut depth = 0_u32;
    let mut piece = String::new();
    let mut space = Space::None;
    let start = out.len();
    loop {
        piece.clear();
        let token = scanner.tag_after(&mut piece)?;
        let step = match token {
            Some(Token::Open(tag)) => match tag.name {
                b"s" => {
                    let count = tag.number("c").unwrap_or(1).min(MOST_SPACES);
                    Step::Insert(' ', usize::try_from(count).unwrap_or(1))
                }
                b"tab" => Step::Insert('\t', 1),
                b"line-break" => Step::Insert('\n', 1),
                b"annotation" | b"note" | b"ruby-text" if !tag.empty => Step::Skip,
                _ if tag.empty => Step::Insert(' ', 0),
                _ => Step::Enter,
            },
            Some(Token::Close(b"s" | b"tab" | b"line-break")) => Step::Insert(' ', 0),
            Some(Token::Close(_)) => Step::Leave,
            None => return Err(scanner.error("it ends within a paragraph")),
        };
        collapse(&piece, out, out.len() == start, &mut space);
        match step {
            Step::Insert(char, count) => {
                if count > 0 {
                    space.flush(out);
                }
                out.extend(std::iter::repeat_n(char, count));
            }
            Step::Skip => scanner.skip()?,
            Step::Leave if depth == 0 => return Ok(()),
            Step::Leave => depth -= 1,
            Step::Enter | Step::Paragraph { .. } => depth += 1,
        }
    }
}

/// White space that is written once something follows it.
#[derive(PartialEq)]
enum Space {
    None,
    Pending,
}

impl Space {
    fn flush(&mut self, out: &mut String) {
        if *self == Self::Pending {
            out.push(' ');
            *self = Self::None;
        }
    }
}

fn collapse(piece: &str, out: &mut String, at_start: bool, space: &mut Space) {
    let mut at_start = at_start;
    for c in piece.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !at_start {
                *space = Space::Pending;
            }
        } else {
            space.flush(out);
            out.push(c);
            at_start = false;
        }
    }
}
