//! The text of a cell: paragraphs, with white space as ODF writes it (part 3, 6.1.2), and as
//! LibreOffice does: in a cell of several paragraphs it writes spaces as they are, which ODF would
//! have read as one, or as none at the start of a line.

use std::io::Read;

use super::super::super::error::ReadError;
use super::super::xml::{LONGEST_TEXT, Scanner, Token};

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
    let mut lines = Lines::default();
    loop {
        let step = match scanner.tag()? {
            Some(Token::Open(tag)) if tag.name == b"p" => Step::Paragraph { empty: tag.empty },
            Some(Token::Open(tag)) if tag.empty => Step::Enter,
            Some(Token::Open(_)) => Step::Skip,
            Some(Token::Close(_)) => return Ok(lines.text()),
            None => return Err(scanner.error("it ends within a cell")),
        };
        match step {
            Step::Paragraph { empty } => {
                lines.begin();
                if !empty {
                    paragraph(scanner, &mut lines)?;
                }
                lines.end();
            }
            Step::Skip => scanner.skip()?,
            Step::Insert(..) | Step::Enter | Step::Leave => {}
        }
    }
}

/// The text of the paragraph that was just opened; `text:s` stands for spaces that count.
fn paragraph<R: Read>(scanner: &mut Scanner<R>, lines: &mut Lines) -> Result<(), ReadError> {
    let mut depth = 0_u32;
    let mut piece = String::new();
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
        lines.add(&piece);
        match step {
            Step::Insert(char, count) => lines.insert(char, count),
            Step::Skip => scanner.skip()?,
            Step::Leave if depth == 0 => return Ok(()),
            Step::Leave => depth -= 1,
            Step::Enter | Step::Paragraph { .. } => depth += 1,
        }
    }
}

/// The paragraphs in both readings: how many there are is known at the end.
#[derive(Default)]
struct Lines {
    paragraphs: usize,
    /// Runs of white space are one space, none at the ends of a paragraph.
    collapsed: Line,
    /// Runs of nothing but spaces are as they are.
    kept: Line,
}

impl Lines {
    fn begin(&mut self) {
        if self.paragraphs > 0 {
            self.collapsed.add('\n', 1);
            self.kept.add('\n', 1);
        }
        self.paragraphs += 1;
        self.collapsed.begin();
        self.kept.begin();
    }

    fn add(&mut self, piece: &str) {
        if self.collapsed.is_full() && self.kept.is_full() {
            return;
        }
        for c in piece.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.collapsed.broken = true;
                self.kept.broken |= c != ' ';
                self.kept.spaces += 1;
            } else {
                self.insert(c, 1);
            }
        }
    }

    fn insert(&mut self, char: char, count: usize) {
        for line in [&mut self.collapsed, &mut self.kept] {
            if count > 0 {
                line.flush();
            }
            line.add(char, count);
        }
    }

    fn end(&mut self) {
        if !self.kept.broken {
            self.kept.flush();
        }
    }

    fn text(self) -> String {
        if self.paragraphs > 1 { self.kept.text } else { self.collapsed.text }
    }
}

/// The text so far, and white space that is written once something follows it.
#[derive(Default)]
struct Line {
    text: String,
    /// Where the paragraph starts.
    start: usize,
    spaces: usize,
    /// Whether the white space stands for one space.
    broken: bool,
}

impl Line {
    fn begin(&mut self) {
        self.start = self.text.len();
        (self.spaces, self.broken) = (0, false);
    }

    /// Whether it has more than any cell may have.
    fn is_full(&self) -> bool {
        self.text.len() + 3 >= LONGEST_TEXT
    }

    /// Adds a character that often, but no more than any cell may have.
    fn add(&mut self, char: char, count: usize) {
        let room = LONGEST_TEXT.saturating_sub(self.text.len());
        self.text.extend(std::iter::repeat_n(char, count.min(room)));
    }

    fn flush(&mut self) {
        let count = match self.broken {
            true => usize::from(self.text.len() > self.start),
            false => self.spaces,
        };
        self.add(' ', count);
        (self.spaces, self.broken) = (0, false);
    }
}
