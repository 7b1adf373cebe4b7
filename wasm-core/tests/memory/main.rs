//! What reading costs in memory, by the bytes.
// Tests read files; the engine doesn't.
#![allow(clippy::disallowed_methods)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unsafe_code)]

mod excess;
#[path = "../sheet/files.rs"]
mod files;
#[path = "../sheet/made.rs"]
mod made;
mod mutation;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use files::corpus_file;
use wasm_core::sheet::{ReadError, ReadLimits, ReadOptions, Table, guess_header_row, read};

/// Counts the bytes that each thread has in use, and the most there were.
struct Counting;

thread_local! {
    static IN_USE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    let in_use = IN_USE.get() + bytes;
    IN_USE.set(in_use);
    PEAK.set(PEAK.get().max(in_use));
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MIB: usize = 1 << 20;

/// The most bytes in use while a file is read, and its tables made, beyond those of the file; and
/// the code of the error, if it is one.
fn peak(bytes: &[u8], limits: ReadLimits) -> (usize, &'static str) {
    let before = IN_USE.get();
    PEAK.set(before);
    let code = opened(bytes, limits).map_or_else(|error| error.code(), |()| "");
    ((PEAK.get() - before).cast_unsigned(), code)
}

/// Reads a file, and goes on to the tables if there are some.
fn opened(bytes: &[u8], limits: ReadLimits) -> Result<(), ReadError> {
    let read = read(bytes, &ReadOptions { limits, ..ReadOptions::default() });
    let (workbook, notes) = read.inspect_err(|error| assert!(!error.to_string().is_empty()))?;
    for sheet in &workbook.sheets {
        let table = Table::from_sheet(sheet, guess_header_row(sheet));
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
        assert!(sheet.rows.is_sorted_by_key(|row| row.index));
    }
    notes.iter().for_each(|note| assert!(!note.message().text().is_empty()));
    Ok(())
}
