//! The compressed size of what the browser loads.

use std::io::Write;

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};

use crate::process;

/// What is loaded before the page answers, and what after.
const LOADED: [(&str, &[&str]); 2] = [
    ("first paint", &["index.html", "app/bridge.js", "app/ui.js", "app/ui_bg.wasm"]),
    ("engine, loaded after", &["app/worker.js", "app/worker_bg.wasm"]),
];

/// Prints the sizes, plain and by gzip as Forge's CDN serves them.
pub fn print() -> Result<()> {
    for (name, files) in LOADED {
        let mut total = 0;
        for file in files {
            let bytes = std::fs::read(process::root().join("static").join(file))?;
            let packed = gzip(&bytes)?;
            total += packed;
            println!("{file:24} {:8} bytes {packed:8} gzip", bytes.len());
        }
        println!("{name:24} {:>14} {total:8} gzip", "");
    }
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}
