//! How much of a file is read before it is refused.

use serde::{Deserialize, Serialize};

/// Limits that hold while a file is read. Each is checked against what is really there, counted
/// while reading; what a file claims about itself is only ever used to refuse it earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLimits {
    /// Bytes of the file. Default 64 MiB.
    pub file_bytes: u64,
    /// Bytes of all the entries of an archive that are unpacked. Default 768 MiB: a sheet of
    /// 100,000 × 20 cells has about 100 MiB, and they are never in memory at once.
    pub unpacked_bytes: u64,
    /// Entries of an archive. Default 10,000.
    pub entries: u64,
    /// Sheets. Default 255.
    pub sheets: u64,
    /// Rows that have a value, in one sheet. Default 250,000.
    pub rows: u64,
    /// Cells that have a value, in one row. Default 2,000.
    pub columns: u64,
    /// Cells that have a value, in the whole file. Default 5,000,000.
    pub cells: u64,
    /// Characters of one cell. Default 262,144: Excel allows 32,767, text files any number.
    pub cell_chars: u64,
    /// Bytes of memory that all that is kept of a file takes: its cells, their texts, which a file
    /// may say once and use a million times, and what stands beside them. Default 224 MiB; the table
    /// that is made of a sheet takes as much again at most.
    pub memory_bytes: u64,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 768 << 20,
            entries: 10_000,
            sheets: 255,
            rows: 250_000,
            columns: 2_000,
            cells: 5_000_000,
            cell_chars: 262_144,
            memory_bytes: 224 << 20,
        }
    }
}
