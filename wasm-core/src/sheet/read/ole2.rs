//! OLE2 compound files ([MS-CFB]): the container of .xls and of encrypted workbooks.
//!
//! A chain of sectors that bites its own tail would fill the memory, so every chain is followed
//! within bounds. A name is looked for in the root folder alone: a workbook that is embedded in
//! another one has streams of the same names in a folder of its own.

use std::collections::HashSet;

use super::super::error::{ReadError, ReadErrorKind};
use super::binary::{u16_at, u32_at};
use super::damaged;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const LAST_SECTOR: u32 = 0xFFFF_FFFA;

/// Streams below this size are in the mini stream, in sectors of 64 bytes (2.6.3).
const MINI_CUTOFF: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// Bytes of a directory entry (2.6.1), and what says that it is a folder.
const ENTRY: usize = 128;
const FOLDER: u8 = 1;

/// A container whose tables could be read.
pub(super) struct Ole2<'b> {
    sectors: Sectors<'b>,
    fat: Vec<u32>,
    mini: Vec<u8>,
    mini_fat: Vec<u32>,
    /// The entries of the root folder.
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    len: u64,
    folder: bool,
    /// The entries beside it in its folder, and one of those within it.
    left: u32,
    right: u32,
    child: u32,
}

impl<'b> Ole2<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let header = bytes.get(..512).ok_or_else(truncated)?;
        let sectors = Sectors::new(bytes, u16_at(header, 30))?;
        let fat = fat(header, &sectors)?;
        let directory = chain(&sectors, &fat, u32_at(header, 48), u64::MAX)?;
        let entries: Vec<Entry> = directory.chunks_exact(ENTRY).map(Entry::read).collect();
        let root = entries.first().ok_or_else(|| damaged("an empty directory"))?;
        let top = within(&entries, root.child);
        let mini_fat_sectors = u64::from(u32_at(header, 64));
        let (mut mini, mut mini_fat) = (Vec::new(), Vec::new());
        if mini_fat_sectors > 0 {
            mini = chain(&sectors, &fat, root.start, root.len)?;
            let len = mini_fat_sectors * sectors.size as u64;
            mini_fat = numbers(&chain(&sectors, &fat, u32_at(header, 60), len)?);
        }
        let mut at = 0..;
        let entries = entries.into_iter().filter(|_| at.next().is_some_and(|at| top.contains(&at)));
        Ok(Self { sectors, fat, mini, mini_fat, entries: entries.collect() })
    }

    /// Whether there is a stream or folder of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream; none if there is no stream of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        let bytes = if entry.len < MINI_CUTOFF {
            let mini = Sectors { bytes: &self.mini, size: MINI_SECTOR, first: 0 };
            chain(&mini, &self.mini_fat, entry.start, entry.len)?
        } else {
            chain(&self.sectors, &self.fat, entry.start, entry.len)?
        };
        if (bytes.len() as u64) < entry.len { Err(truncated()) } else { Ok(Some(bytes)) }
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Self {
        let units = bytes.chunks_exact(2).take(32).map(|pair| u16_at(pair, 0));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        Self {
            name: String::from_utf16_lossy(&units),
            start: u32_at(bytes, 116),
            len: u32_at(bytes, 120).into(),
            folder: bytes.get(66) == Some(&FOLDER),
            left: u32_at(bytes, 68),
            right: u32_at(bytes, 72),
            child: u32_at(bytes, 76),
        }
    }
}

/// The positions of the entries of a folder, from one of them on. All of them, where a program drew
/// no tree and there are no folders that could be mixed up.
fn within(entries: &[Entry], first: u32) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut open = vec![first];
    while let Some(at) = open.pop() {
        let at = at as usize;
        if let Some(entry) = entries.get(at)
            && found.insert(at)
        {
            open.extend([entry.left, entry.right]);
        }
    }
    if found.is_empty() && !entries.iter().any(|entry| entry.folder) {
        found.extend(0..entries.len());
    }
    found
}

/// Sectors of one size.
struct Sectors<'b> {
    bytes: &'b [u8],
    size: usize,
    /// Bytes before the first one.
    first: usize,
}

impl<'b> Sectors<'b> {
    fn new(bytes: &'b [u8], shift: u16) -> Result<Self, ReadError> {
        match shift {
            9 | 12 => Ok(Self { bytes, size: 1 << shift, first: 1 << shift }),
            _ => Err(damaged("an unknown size of sectors")),
        }
    }

    /// How many there can be.
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// The bytes of one; the last one may be cut short.
    fn get(&self, id: u32) -> Result<&'b [u8], ReadError> {
        let start = (id as usize).checked_mul(self.size).and_then(|at| at.checked_add(self.first));
        let rest = start.and_then(|start| self.bytes.get(start..)).filter(|rest| !rest.is_empty());
        let rest = rest.ok_or_else(truncated)?;
        Ok(rest.get(..self.size).unwrap_or(rest))
    }
}

/// The allocation table: which sector follows which.
fn fat(header: &[u8], sectors: &Sectors<'_>) -> Result<Vec<u32>, ReadError> {
    let mut listed = numbers(header.get(76..512).unwrap_or_default());
    let mut next = u32_at(header, 68);
    let mut steps = 0;
    while next < LAST_SECTOR {
        steps += 1;
        if steps > sectors.count() {
            return Err(circle());
        }
        listed.extend(numbers(sectors.get(next)?));
        next = listed.pop().unwrap_or(END_OF_CHAIN);
    }
    let listed: Vec<u32> = listed.into_iter().filter(|id| *id < LAST_SECTOR).collect();
    if listed.len() > sectors.count() {
        return Err(circle());
    }
    let mut fat = Vec::new();
    for id in listed {
        fat.extend(numbers(sectors.get(id)?));
    }
    Ok(fat)
}

/// The bytes of a chain of sectors, up to `len`.
fn chain(sectors: &Sectors<'_>, fat: &[u32], start: u32, len: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let (mut id, mut steps) = (start, 0);
    while id != END_OF_CHAIN && (bytes.len() as u64) < len {
        steps += 1;
        if steps > sectors.count() {
            return Err(circle());
        }
        let sector = sectors.get(id)?;
        let left = usize::try_from(len - bytes.len() as u64).unwrap_or(usize::MAX);
        bytes.extend_from_slice(sector.get(..left).unwrap_or(sector));
        if (bytes.len() as u64) < len {
            id = *fat.get(id as usize).ok_or_else(truncated)?;
        }
    }
    Ok(bytes)
}

fn circle() -> ReadError {
    let what = "a chain of sectors that never ends".to_owned();
    ReadError::new(ReadErrorKind::Forbidden { what })
}

fn truncated() -> ReadError {
    ReadError::new(ReadErrorKind::Truncated)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32_at(four, 0)).collect()
}
