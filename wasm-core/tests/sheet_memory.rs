//! What reading costs in memory, by the bytes: forged files must not cost more than their limits.
// Tests read files; the engine doesn't.
#![allow(clippy::disallowed_methods)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use wasm_core::sheet::{ReadOptions, read};

/// Counts the bytes in use and the most there were.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(IN_USE.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes in use while a file is read, beyond those of the file.
fn peak(name: &str) -> usize {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/files");
    let bytes = std::fs::read(dir.join(name)).unwrap();
    let before = IN_USE.load(Relaxed);
    PEAK.store(before, Relaxed);
    drop(read(&bytes, &ReadOptions::default()));
    PEAK.load(Relaxed) - before
}

/// One test, so that no other thread allocates meanwhile.
#[test]
fn forged_and_far_reaching_files_cost_little() {
    const MIB: usize = 1 << 20;
    for (name, most) in [
        ("far-away-cell--openpyxl.xlsx", MIB),
        ("claims-billions-of-cells--raw.xls", MIB),
        ("bad-endless-chain--raw.xls", MIB),
        ("bad-doctype--raw.xlsx", MIB),
        ("bad-encrypted--msoffcrypto.xlsx", MIB),
        ("deep-nesting--raw.xlsx", MIB),
        ("many-merged-cells--raw.xlsx", 2 * MIB),
        ("repeated-rows-and-columns--raw.ods", MIB),
    ] {
        let peak = peak(name);
        assert!(peak < most, "{name} took {peak} bytes");
    }
    // Sixteen billion cells of one character, up to the limit of cells in a row.
    let peak = peak("bad-claims-billions-of-cells--raw.ods");
    assert!(peak < 8 * MIB, "the repeated cell took {peak} bytes");
}
