//! A look through the directory of a zip archive before it is opened (APPNOTE.TXT 4.3.12 to
//! 4.3.16): how many entries, how large they say they are, and that no name comes twice, since
//! two programs may then read two different files.

use std::collections::HashSet;

use super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::limits::ReadLimits;
use super::binary::{u16_at, u32_at, u64_at};
use super::{check as within, damaged};

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const ENTRY: &[u8] = b"PK\x01\x02";

/// Length of the end record without its comment, and of the longest comment.
const END_LEN: usize = 22;
const COMMENT_LEN: usize = 65_535;

/// Flag of an encrypted entry.
const ENCRYPTED: u16 = 1;

/// Checks the directory against the limits.
pub(super) fn check(bytes: &[u8], limits: &ReadLimits) -> Result<(), ReadError> {
    let directory = find(bytes)?;
    within(LimitKind::Entries, limits.entries, directory.entries)?;
    let mut rest = directory.bytes;
    let (mut names, mut claimed) = (HashSet::new(), 0_u64);
    while rest.starts_with(ENTRY) {
        let entry = Entry::read(rest).ok_or_else(truncated)?;
        if entry.flags & ENCRYPTED != 0 {
            return Err(ReadError::new(ReadErrorKind::Encrypted));
        }
        let name = normal_name(entry.name);
        if !names.insert(name.clone()) {
            let what = "two entries of one name".to_owned();
            return Err(ReadError::new(ReadErrorKind::Forbidden { what }).at(name));
        }
        within(LimitKind::Entries, limits.entries, names.len() as u64)?;
        if is_read(&name) {
            claimed = claimed.saturating_add(entry.size);
            within(LimitKind::UnpackedBytes, limits.unpacked_bytes, claimed)
                .map_err(|e| e.at(name))?;
        }
        rest = rest.get(entry.len..).ok_or_else(truncated)?;
    }
    if (names.len() as u64) < directory.entries {
        return Err(damaged("the directory of the archive is incomplete"));
    }
    Ok(())
}

/// Whether an entry may be unpacked at all; pictures and other media never are.
fn is_read(name: &str) -> bool {
    [".xml", ".rels", ".bin", "mimetype"].iter().any(|end| name.ends_with(end))
}

/// A name as it is compared: lower case, `/` between folders and none at the start.
pub(in crate::sheet) fn normal_name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).replace('\\', "/").trim_start_matches('/').to_lowercase()
}

struct Directory<'b> {
    bytes: &'b [u8],
    entries: u64,
}

/// Finds the directory from the end record. Its place is counted back from there, as archives may
/// have bytes in front of them.
fn find(bytes: &[u8]) -> Result<Directory<'_>, ReadError> {
    let tail = bytes.len().saturating_sub(END_LEN + COMMENT_LEN);
    let end = bytes
        .get(tail..)
        .and_then(|tail| tail.windows(END.len()).rposition(|window| window == END))
        .map(|at| at + tail)
        .ok_or_else(truncated)?;
    let record = bytes.get(end..end + END_LEN).ok_or_else(truncated)?;
    let (entries, size) = (u64::from(u16_at(record, 10)), u64::from(u32_at(record, 12)));
    let (entries, size, end) = match end_64(bytes, end) {
        Some(large) => large,
        None => (entries, size, end),
    };
    let start = usize::try_from(size).ok().and_then(|size| end.checked_sub(size));
    let start = start.ok_or_else(|| damaged("the directory of the archive is misplaced"))?;
    let bytes = bytes.get(start..end).ok_or_else(truncated)?;
    if entries > 0 && !bytes.starts_with(ENTRY) {
        return Err(damaged("the directory of the archive is misplaced"));
    }
    Ok(Directory { bytes, entries })
}

/// Entries, size and end of the directory by the zip64 end record, if there is one.
fn end_64(bytes: &[u8], end: usize) -> Option<(u64, u64, usize)> {
    let locator = bytes.get(end.checked_sub(20)?..end)?;
    if !locator.starts_with(LOCATOR_64) {
        return None;
    }
    let at = end.checked_sub(20 + 56)?;
    let record = bytes.get(at..at + 56)?;
    record.starts_with(END_64).then(|| (u64_at(record, 32), u64_at(record, 40), at))
}

struct Entry<'b> {
    name: &'b [u8],
    flags: u16,
    size: u64,
    len: usize,
}

impl<'b> Entry<'b> {
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let head = bytes.get(..46)?;
        let name_len = usize::from(u16_at(head, 28));
        let extra_len = usize::from(u16_at(head, 30));
        let comment_len = usize::from(u16_at(head, 32));
        let name = bytes.get(46..46 + name_len)?;
        let len = 46 + name_len + extra_len + comment_len;
        let extra = bytes.get(46 + name_len..46 + name_len + extra_len)?;
        let size = match u32_at(head, 24) {
            u32::MAX => size_64(extra).unwrap_or(u64::from(u32::MAX)),
            size => u64::from(size),
        };
        Some(Self { name, flags: u16_at(head, 8), size, len })
    }
}

/// The unpacked size in the zip64 extra field (4.5.3), where it comes first.
fn size_64(mut extra: &[u8]) -> Option<u64> {
    while extra.len() >= 4 {
        let len = usize::from(u16_at(extra, 2));
        if u16_at(extra, 0) == 1 {
            return extra.get(4..12).map(|field| u64_at(field, 0));
        }
        extra = extra.get(4 + len..)?;
    }
    None
}

fn truncated() -> ReadError {
    ReadError::new(ReadErrorKind::Truncated)
}
