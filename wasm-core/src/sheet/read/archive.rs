//! Zip archives that are not trusted: the directory is looked through before anything is opened,
//! and every byte that is unpacked counts against the limit, whatever the directory claims.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::limits::ReadLimits;
use super::directory;
use super::memory::Memory;
use super::{check, damaged};

/// An archive whose directory is within the limits.
pub(in crate::sheet) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    index: BTreeMap<String, usize>,
    unpacked: Cell<u64>,
    limit: u64,
    memory: Memory,
}

impl<'b> Archive<'b> {
    /// Looks through the directory and opens the archive. Nothing is unpacked yet.
    pub(in crate::sheet) fn open(
        bytes: &'b [u8],
        limits: &ReadLimits,
        memory: &Memory,
    ) -> Result<Self, ReadError> {
        directory::check(bytes, limits)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| zip_error(&e))?;
        let index = zip
            .file_names_raw()
            .enumerate()
            .map(|(at, name)| (directory::normal_name(name), at))
            .collect();
        let (unpacked, limit) = (Cell::new(0), limits.unpacked_bytes);
        Ok(Self { zip, index, unpacked, limit, memory: memory.clone() })
    }

    /// The names of the entries, in order: lower case, with `/`, without one at the start.
    pub(in crate::sheet) fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// Whether there is an entry of that name.
    pub(in crate::sheet) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&directory::normal_name(name.as_bytes()))
    }

    /// Opens an entry, if there is one of that name in any case.
    pub(in crate::sheet) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, ReadError> {
        let Some(at) = self.index.get(&directory::normal_name(name.as_bytes())) else {
            return Ok(None);
        };
        let file = self.zip.by_index(*at).map_err(|e| zip_error(&e).at(name))?;
        Ok(Some(Part { file, unpacked: &self.unpacked, limit: self.limit }))
    }

    /// The first bytes of a small entry, such as the media type of an OpenDocument file.
    pub(super) fn start_of(&mut self, name: &str) -> Option<Vec<u8>> {
        let part = self.part(name).ok()??;
        let mut start = Vec::new();
        part.take(2048).read_to_end(&mut start).ok()?;
        Some(start)
    }

    /// The memory that is left for what is kept of the entries.
    pub(in crate::sheet) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The most bytes that may be unpacked.
    pub(in crate::sheet) fn limit(&self) -> u64 {
        self.limit
    }
}

/// An entry being unpacked.
pub(in crate::sheet) struct Part<'a, 'b> {
    file: ZipFile<'a, Cursor<&'b [u8]>>,
    unpacked: &'a Cell<u64>,
    limit: u64,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buf)?;
        self.unpacked.set(self.unpacked.get() + count as u64);
        if self.unpacked.get() > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(count)
    }
}

/// What an error while unpacking says about the file.
pub(in crate::sheet) fn read_error(error: &io::Error, limit: u64, part: &str) -> ReadError {
    let error = match error.kind() {
        io::ErrorKind::FileTooLarge => check(LimitKind::UnpackedBytes, limit, limit + 1)
            .err()
            .unwrap_or_else(|| damaged(error)),
        io::ErrorKind::UnexpectedEof => ReadError::new(ReadErrorKind::Truncated),
        _ => damaged(error),
    };
    error.at(part)
}

fn zip_error(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::new(ReadErrorKind::Encrypted)
        }
        ZipError::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            ReadError::new(ReadErrorKind::Truncated)
        }
        other => damaged(other),
    }
}
