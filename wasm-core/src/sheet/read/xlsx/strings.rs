//! The table of shared strings, and texts in general.

use std::io::Read;

use super::super::super::error::ReadError;
use super::super::archive::Archive;
use super::super::xml::{LONGEST_TEXT, Scanner, Token};
use super::escape;

/// Reads the shared strings; none if the workbook has no such part.
pub(super) fn read(archive: &mut Archive<'_>, path: &str) -> Result<Vec<Box<str>>, ReadError> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut strings = Vec::new();
    let Some(part) = archive.part(path)? else { return Ok(strings) };
    let mut scanner = Scanner::new(part, path, limit)?;
    let mut reader = TextReader::default();
    let mut whole = false;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) if tag.name == b"si" => {
                let text = if tag.empty { "" } else { reader.read(&mut scanner)? };
                memory.keep_text(text).map_err(|e| e.at(path))?;
                strings.push(text.into());
            }
            Token::Open(tag) => whole |= tag.empty && tag.name == b"sst",
            Token::Close(name) => whole |= name == b"sst",
        }
    }
    if whole { Ok(strings) } else { Err(scanner.error("it ends too early")) }
}

/// Reads texts, keeping its buffers.
#[derive(Default)]
pub(super) struct TextReader {
    text: String,
    piece: String,
}

impl TextReader {
    /// The text of the element that was just opened (`si` or `is`): one text, or the texts of
    /// its runs. Phonetic guides, which Excel shows above the text, are left out.
    pub(super) fn read<R: Read>(&mut self, scanner: &mut Scanner<R>) -> Result<&str, ReadError> {
        self.text.clear();
        let mut depth = 0_u32;
        loop {
            match scanner.tag()? {
                Some(Token::Open(tag)) if tag.empty => {}
                Some(Token::Open(tag)) => match tag.name {
                    b"t" => {
                        let keep_space = tag.get("space").as_deref() == Some("preserve");
                        self.piece.clear();
                        scanner.content(&mut self.piece)?;
                        if self.text.len() < LONGEST_TEXT {
                            self.text.push_str(&shown(&self.piece, keep_space));
                        }
                    }
                    b"rPh" => scanner.skip()?,
                    _ => depth += 1,
                },
                Some(Token::Close(_)) if depth == 0 => return Ok(&self.text),
                Some(Token::Close(_)) => depth -= 1,
                None => return Err(scanner.error("it ends within a text")),
            }
        }
    }
}

/// The text as Excel shows it: white space at the ends only where the file says so.
fn shown(text: &str, keep_space: bool) -> std::borrow::Cow<'_, str> {
    let text = if keep_space { text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
    escape::resolve(text)
}
