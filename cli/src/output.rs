//! Results on standard output, and files.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::fs::{self, File, OpenOptions, Permissions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use serde::Serialize;
use wasm_core::message::Message;

use crate::failure::Failure;

/// Names that are tried for the file beside its place. They are random: the second one is needed
/// only where somebody guesses them.
const NAMES: usize = 16;

/// Who may read a file that is written: it holds values of work items, or what is to be written to
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Of a file that was there, whom it let; of a new one, its owner alone.
    Kept,
    /// Its owner alone, whomever a file that was there let.
    Owner,
}

/// Prints a result as one JSON document.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    text(&document(value)?)
}

/// Prints a result about a file as one JSON document, as [`text_about`] does.
pub(crate) fn json_about(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
    text_about(path, &document(value)?)
}

fn document(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map_err(|error| Failure::internal(&error))
}

/// Prints lines for a person.
pub(crate) fn text(lines: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match writeln!(out, "{}", printable(lines.trim_end())).and_then(|()| out.flush()) {
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::internal(&error)),
    }
}

/// Prints lines for a person about a file: where the file is standard output itself, they go to
/// standard error.
pub(crate) fn text_about(path: &Path, lines: &str) -> Result<(), Failure> {
    if !is_stdout(path) {
        return text(lines);
    }
    note(lines);
    Ok(())
}

/// Says something that is no result, on standard error.
pub(crate) fn note(lines: &str) {
    eprintln!("{}", printable(lines.trim_end()));
}

/// Says a message and what to do about it, on standard error.
pub(crate) fn tell(message: &Message) {
    note(&format!("rowport: {}", message.text()));
    if let Some(fix) = message.terminal_fix() {
        note(&format!("  {fix}"));
    }
}

/// A text without what a terminal would obey or show out of order: files, Jira and gateways say what
/// they like. Such a character becomes its escape in JSON, so that a document stays one.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        match is_obeyed(sign) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(sign))),
            false => out.push(sign),
        }
    }
    Cow::Owned(out)
}

/// The control characters but those of lines and tabs, and the signs that turn the direction of
/// what follows (Unicode Standard Annex 9, 2.1 to 2.5) or end a line.
fn is_obeyed(sign: char) -> bool {
    let turns = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let ends = matches!(sign, '\u{2028}' | '\u{2029}');
    sign.is_control() && !matches!(sign, '\n' | '\t') || turns || ends
}

/// Whether a path is one of the names of standard output.
fn is_stdout(path: &Path) -> bool {
    ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// Writes a file, as [`write`] does.
pub(crate) fn file(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    write(path, bytes, readers).map_err(|error| Failure::io(path, &error))
}

/// Writes a whole file or none: beside its place first, then into it. Of a link the file is written
/// that it leads to; into what is no file, such as a pipe, the bytes are written as they are.
pub(crate) fn write(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    if is_stdout(path) {
        // Opened anew, a file that it was led into would be written from its beginning.
        let mut out = stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    let place = place_of(path)?;
    let known = match fs::metadata(&place) {
        Ok(known) if known.is_file() => Some(known.permissions()),
        Ok(known) if known.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(_) => return OpenOptions::new().write(true).open(&place)?.write_all(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let (part, file) = beside(&place)?;
    let known = known.filter(|_| readers == Readers::Kept);
    replace(file, &part, &place, bytes, known).inspect_err(|_| {
        // The half-way file is of no use; that it could not be removed changes nothing.
        let _ = fs::remove_file(&part);
    })
}

/// Fills the file beside, and puts it in the place. It keeps who may read what was there.
fn replace(
    mut file: File,
    part: &Path,
    place: &Path,
    bytes: &[u8],
    known: Option<Permissions>,
) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(known) = known {
        file.set_permissions(known)?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(part, place)
}

/// Where a path leads to by links. The last of them may lead to what is not there yet.
fn place_of(path: &Path) -> io::Result<PathBuf> {
    /// As many links as Linux follows.
    const LINKS: usize = 40;
    let mut place = path.to_owned();
    for _ in 0..LINKS {
        match fs::canonicalize(&place) {
            Ok(real) if fs::metadata(&real).is_ok_and(|known| known.is_file()) => return Ok(real),
            // The names of pipes, such as /dev/stdout leads to, are no places.
            Ok(_) => return Ok(place),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Err(_) => match fs::read_link(&place) {
                Ok(target) => place = place.parent().unwrap_or(Path::new("")).join(target),
                Err(_) => return Ok(place),
            },
        }
    }
    Err(ErrorKind::InvalidInput.into())
}

/// Creates a file beside another one. Nobody can have put a link of its name there.
fn beside(place: &Path) -> io::Result<(PathBuf, File)> {
    let mut options = owners_only();
    options.write(true).create_new(true);
    let mut last = ErrorKind::AlreadyExists.into();
    for _ in 0..NAMES {
        let mut name = std::ffi::OsString::from(".");
        name.push(place.file_name().unwrap_or_default());
        name.push(format!(".{:016x}.part", RandomState::new().build_hasher().finish()));
        let part = place.with_file_name(name);
        match options.open(&part) {
            Ok(file) => return Ok((part, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// How a file is opened that only its owner may read, if it is created.
pub(crate) fn owners_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        write(&path, b"one", Readers::Kept).unwrap();
        write(&path, b"two", Readers::Kept).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(write(folder.path(), b"x", Readers::Kept).is_err());
        assert!(write(&folder.path().join("none").join("x"), b"x", Readers::Kept).is_err());
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[test]
    fn what_a_terminal_obeys_is_shown_and_a_document_stays_one() {
        assert_eq!(printable("a\tb\nc äöü 日本"), "a\tb\nc äöü 日本");
        assert_eq!(printable("\x1b]0;x\x07\r\u{9b}31m"), r"\u001b]0;x\u0007\u000d\u009b31m");
        assert_eq!(printable("a\u{202e}b\u{2028}"), r"a\u202eb\u2028");
        let value = "\x1b \u{7f} \u{9b} \u{2066} ok";
        let text = document(&value).unwrap();
        assert_eq!(serde_json::from_str::<String>(&printable(&text)).unwrap(), value);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_target_is_written() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in")).unwrap();
        symlink("in/new.csv", at("second")).unwrap();
        symlink("second", at("first")).unwrap();
        for text in ["new", "again"] {
            write(&at("first"), text.as_bytes(), Readers::Kept).unwrap();
            assert_eq!(fs::read_to_string(at("in/new.csv")).unwrap(), text);
            assert!(at("first").is_symlink() && at("second").is_symlink());
        }
        symlink("round", at("round")).unwrap();
        assert!(write(&at("round"), b"x", Readers::Kept).is_err());
        assert_eq!(names(&at("in")), ["new.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_into() {
        write(Path::new("/dev/null"), b"x", Readers::Owner).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_stays_and_new_ones_are_their_owners() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write(&path, b"x", Readers::Kept).unwrap();
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        write(&path, b"y", Readers::Kept).unwrap();
        assert_eq!(mode(), 0o640);
        write(&path, b"z", Readers::Owner).unwrap();
        assert_eq!(mode(), 0o600);
    }
}
