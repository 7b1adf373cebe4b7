//! The entries of the template's archive: read where they matter, copied where they don't.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::super::error::{LimitKind, ReadError, ReadErrorKind, WriteError, WriteErrorKind};
use super::super::limits::ReadLimits;
use super::super::read::archive::{Archive, read_error};
use super::super::read::check;
use super::super::read::directory::normal_name;
use super::super::read::memory::Memory;
use super::error::TemplateError;

/// Bytes of an entry that is written anew: a sheet of 100,000 × 20 cells has about 100 MiB.
const LONGEST: u64 = 128 << 20;

/// An archive that is being changed.
pub(super) struct Parts<'b> {
    bytes: &'b [u8],
    pub(super) archive: Archive<'b>,
    /// New texts by the name of the entry; none for one that goes away.
    changed: BTreeMap<String, Option<String>>,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &ReadLimits) -> Result<Self, ReadError> {
        let archive = Archive::open(bytes, limits, &Memory::new(limits))?;
        Ok(Self { bytes, archive, changed: BTreeMap::new() })
    }

    /// The names of the entries in lower case, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.archive.names().map(str::to_owned).collect();
        let new = self.changed.keys().filter(|name| !self.archive.has(name)).cloned();
        names.extend(new.collect::<Vec<_>>());
        names.sort_unstable();
        names
    }

    /// The text of an entry as it now is; none if there is no such entry.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        if let Some(changed) = self.changed.get(&normal_name(name.as_bytes())) {
            return Ok(changed.clone());
        }
        let limit = self.archive.limit();
        let Some(part) = self.archive.part(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| read_error(&e, limit, name))?;
        check(LimitKind::UnpackedBytes, LONGEST, bytes.len() as u64).map_err(|e| e.at(name))?;
        let utf_8 = |_| {
            let what = "XML that is not UTF-8".to_owned();
            ReadError::new(ReadErrorKind::Unsupported { what }).at(name)
        };
        String::from_utf8(bytes).map(Some).map_err(utf_8)
    }

    /// Gives an entry another text, or adds it.
    pub(super) fn set(&mut self, name: &str, text: String) {
        self.changed.insert(normal_name(name.as_bytes()), Some(text));
    }

    /// Leaves an entry out.
    pub(super) fn remove(&mut self, name: &str) {
        self.changed.insert(normal_name(name.as_bytes()), None);
    }

    /// The archive with the changes; all other entries are copied as they are.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, TemplateError> {
        self.copy().map_err(|error| {
            let kind = WriteErrorKind::Refused { detail: error.to_string() };
            TemplateError::Write(WriteError { kind, at: None })
        })
    }

    fn copy(&mut self) -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut source = ZipArchive::new(Cursor::new(self.bytes))?;
        let mut target = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..source.len() {
            let file = source.by_index_raw(index)?;
            match self.changed.remove(&normal_name(file.name_raw())) {
                None => target.raw_copy_file(file)?,
                Some(None) => {}
                Some(Some(text)) => {
                    target.start_file(String::from_utf8_lossy(file.name_raw()), options)?;
                    target.write_all(text.as_bytes())?;
                }
            }
        }
        for (name, text) in std::mem::take(&mut self.changed) {
            if let Some(text) = text {
                target.start_file(name, options)?;
                target.write_all(text.as_bytes())?;
            }
        }
        Ok(target.finish()?.into_inner())
    }
}
