//! Files that are given to the program. Of none is more read than a file of its kind may hold.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use wasm_core::message::Message;

use crate::failure::Failure;

/// Bytes of a plan or its journal, at most.
pub(crate) const PLAN: u64 = 256 << 20;
/// Bytes of a file of answers, at most.
pub(crate) const ANSWERS: u64 = 16 << 20;

/// Reads a file, but at most one byte more than it may have.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let read = File::open(path).and_then(|file| up_to(file, most));
    read.map_err(|error| Failure::io(path, &error))
}

/// Reads a text in UTF-8, with or without the mark at its beginning.
pub(crate) fn text(path: &Path, most: u64) -> Result<String, Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    text_of(file, path, most)
}

/// Reads the text of a file that is open.
pub(crate) fn text_of(file: impl Read, path: &Path, most: u64) -> Result<String, Failure> {
    let about = |code: &str| Message::new(code).with("file", path.display());
    let bytes = whole(file, most).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Failure::file(about("file-too-long").with("most", most >> 20)),
        _ => Failure::io(path, &error),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::file(about("file-not-utf-8")))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads what is open to its end, if that is not beyond the most that it may have.
pub(crate) fn whole(file: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let bytes = up_to(file, most)?;
    match bytes.len() as u64 > most {
        true => Err(ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

fn up_to(file: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<String, String> {
        text_of(bytes, Path::new("plan.json"), 1 << 20).map_err(|failure| failure.message.text())
    }

    #[test]
    fn a_text_is_read_with_or_without_a_mark() {
        assert_eq!(of(b"\xef\xbb\xbf{}"), Ok("{}".to_owned()));
        assert_eq!(of(b"{}"), Ok("{}".to_owned()));
    }

    #[test]
    fn another_encoding_and_too_much_are_told() {
        for utf_16 in [b"\xff\xfe{\0}\0", b"\xfe\xff\0{\0}"] {
            assert!(of(utf_16).unwrap_err().contains("UTF-8"));
        }
        let long = vec![b' '; (1 << 20) + 1];
        assert!(of(&long[1..]).is_ok());
        assert!(of(&long).unwrap_err().contains("1 MB"));
    }

    #[test]
    fn what_never_ends_is_read_to_the_limit() {
        assert_eq!(up_to(io::repeat(0), 10).unwrap().len(), 11);
    }
}
