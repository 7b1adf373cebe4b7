//! The records of a part ([MS-XLSB] 2.1.4): a type of one or two bytes and a length of one to four,
//! seven bits each.

use std::io::Read;

use super::super::super::error::{ReadError, ReadErrorKind};
use super::super::archive::{Part, read_error};
use super::super::binary::u32_at;
use super::super::damaged;

/// Bytes that a single record may have: the longest texts are of 32,767 characters.
const LONGEST: u64 = 16 << 20;

/// Reads records one after the other, keeping its buffer.
pub(super) struct Records<'a, 'b> {
    part: std::io::BufReader<Part<'a, 'b>>,
    name: String,
    limit: u64,
    data: Vec<u8>,
}

impl<'a, 'b> Records<'a, 'b> {
    pub(super) fn new(part: Part<'a, 'b>, name: &str, limit: u64) -> Self {
        let part = std::io::BufReader::new(part);
        Self { part, name: name.to_owned(), limit, data: Vec::new() }
    }

    /// The type and the data of the next record; none at the end of the part. A record holds what is
    /// there, whatever it claims.
    pub(super) fn next(&mut self) -> Result<Option<(u16, &[u8])>, ReadError> {
        let mut byte = [0];
        if self.part.read(&mut byte).map_err(|e| self.fail(&e))? == 0 {
            return Ok(None);
        }
        let mut kind = u16::from(byte[0]);
        if kind & 0x80 != 0 {
            kind = kind & 0x7F | u16::from(self.byte()? & 0x7F) << 7;
        }
        let mut len = 0_u64;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            len |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if len > LONGEST {
            return Err(damaged("a single record is too long").at(&self.name));
        }
        self.data.clear();
        let read = self.part.by_ref().take(len).read_to_end(&mut self.data);
        let read = read.map_err(|e| self.fail(&e))? as u64;
        if read < len {
            return Err(ReadError::new(ReadErrorKind::Truncated).at(&self.name));
        }
        Ok(Some((kind, &self.data)))
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        let mut byte = [0];
        self.part.read_exact(&mut byte).map_err(|e| self.fail(&e))?;
        Ok(byte[0])
    }

    fn fail(&self, error: &std::io::Error) -> ReadError {
        read_error(error, self.limit, &self.name)
    }
}

/// The text at a place behind its length (XLWideString, 2.5.168), and where it ends. A text that is
/// absent (XLNullableWideString) is empty; none where the record ends first.
pub(super) fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let chars = match data.get(at..at + 4).map(|len| u32_at(len, 0))? {
        u32::MAX => 0,
        chars => chars as usize,
    };
    let end = chars.checked_mul(2)?.checked_add(at + 4)?;
    let bytes = data.get(at + 4..end)?;
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    Some((String::from_utf16_lossy(&units), end))
}
