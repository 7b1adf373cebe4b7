//! Results on standard output, and files.

use std::io::{ErrorKind, Write, stdout};
use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;

/// Prints a result as one JSON document.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::internal(&error))?;
    self::text(&text)
}

/// Prints lines for a person.
pub(crate) fn text(lines: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    match writeln!(out, "{}", lines.trim_end()).and_then(|()| out.flush()) {
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::internal(&error)),
    }
}

/// Writes a whole file or none: beside its place first, then into it.
pub(crate) fn file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::io(path, &error);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, bytes).map_err(failed)?;
    std::fs::rename(&part, path).map_err(|error| {
        // The half-way file is of no use; that it could not be removed changes nothing.
        let _ = std::fs::remove_file(&part);
        failed(error)
    })
}
