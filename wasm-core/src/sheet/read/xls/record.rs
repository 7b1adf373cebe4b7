//! The records of a workbook stream ([MS-XLS] 2.1.4), each with those that continue it.

use super::super::super::error::{ReadError, ReadErrorKind};
use super::super::binary::u16_at;

const CONTINUE: u16 = 0x003C;

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;

/// A record.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    /// The records that continue it.
    more: Records<'s>,
}

/// The records of a stream, up to its end.
#[derive(Clone, Copy)]
pub(super) struct Records<'s>(pub(super) &'s [u8]);

impl<'s> Records<'s> {
    fn one(&mut self) -> Result<(u16, &'s [u8]), ReadError> {
        let (kind, len) = (u16_at(self.0, 0), usize::from(u16_at(self.0, 2)));
        let Some((record, rest)) = self.0.split_at_checked(4 + len) else {
            self.0 = &[];
            return Err(truncated());
        };
        self.0 = rest;
        Ok((kind, record.get(4..).unwrap_or_default()))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Result<Record<'s>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let (kind, data) = match self.one() {
            Ok(record) => record,
            Err(error) => return Some(Err(error)),
        };
        let behind = self.0;
        while self.0.len() >= 4 && u16_at(self.0, 0) == CONTINUE {
            if let Err(error) = self.one() {
                return Some(Err(error));
            }
        }
        let more = behind.get(..behind.len() - self.0.len()).unwrap_or_default();
        Some(Ok(Record { kind, data, more: Records(more) }))
    }
}

/// The bytes of a record, read one after the other, and on in those that continue it.
pub(super) struct Bytes<'s> {
    pub(super) left: &'s [u8],
    more: Records<'s>,
}

impl<'s> Bytes<'s> {
    /// The bytes from `at` on.
    pub(super) fn new(record: Record<'s>, at: usize) -> Self {
        let left = record.data.get(at..).unwrap_or_default();
        Self { left, more: record.more }
    }

    /// Goes on to the next record with bytes; false if there is none.
    pub(super) fn go_on(&mut self) -> bool {
        while self.left.is_empty() {
            match self.more.one() {
                Ok((_, data)) => self.left = data,
                Err(_) => return false,
            }
        }
        true
    }

    /// The next bytes, as many as a number has.
    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let mut taken = [0; N];
        for byte in &mut taken {
            if !self.go_on() {
                return Err(truncated());
            }
            if let Some((first, rest)) = self.left.split_first() {
                (*byte, self.left) = (*first, rest);
            }
        }
        Ok(taken)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut len: usize) -> Result<(), ReadError> {
        while len > 0 {
            if !self.go_on() {
                return Err(truncated());
            }
            let step = len.min(self.left.len());
            self.left = self.left.get(step..).unwrap_or_default();
            len -= step;
        }
        Ok(())
    }
}

pub(super) fn truncated() -> ReadError {
    ReadError::new(ReadErrorKind::Truncated)
}
