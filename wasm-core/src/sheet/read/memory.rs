//! The memory that what is read of a file may take: counted while it is kept, whichever part of
//! the file it comes from.

use std::cell::Cell;
use std::rc::Rc;

use super::super::error::{LimitKind, ReadError};
use super::super::limits::ReadLimits;
use super::check;

/// Bytes of a cell with a value beside its text, on a system of 64 bits.
pub(super) const CELL: u64 = 40;

/// Bytes of a row beside its cells, or of a list of anything else.
pub(super) const ROW: u64 = 48;

/// Bytes of a place of a table: in a table each row has all columns.
pub(super) const PLACE: u64 = 32;

/// Bytes of something small that is kept for a cell or a row: where it is, and a number.
pub(super) const MARK: u64 = 16;

/// Bytes that a text takes beside its characters.
const TEXT: u64 = 40;

/// What was counted so far; copies count together.
#[derive(Clone)]
pub(in crate::sheet) struct Memory {
    used: Rc<Cell<u64>>,
    limit: u64,
}

impl Memory {
    pub(in crate::sheet) fn new(limits: &ReadLimits) -> Self {
        Self { used: Rc::default(), limit: limits.memory_bytes }
    }

    /// Counts bytes that are kept.
    ///
    /// # Errors
    /// There are more than may be.
    pub(super) fn keep(&self, bytes: u64) -> Result<(), ReadError> {
        self.used.set(self.used.get().saturating_add(bytes));
        check(LimitKind::Memory, self.limit, self.used.get())
    }

    /// Counts a text that is kept.
    ///
    /// # Errors
    /// There is more than may be.
    pub(super) fn keep_text(&self, text: &str) -> Result<(), ReadError> {
        self.keep(TEXT + text.len() as u64)
    }

    /// Checks that a table of so many places could be kept too.
    ///
    /// # Errors
    /// It could not.
    pub(super) fn check_places(&self, places: u64) -> Result<(), ReadError> {
        check(LimitKind::Places, self.limit / PLACE, places)
    }
}
