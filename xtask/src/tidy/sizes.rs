//! Files stay small enough to read in one go.

use anyhow::Result;

use crate::process;

/// Lines of the largest file allowed.
const CAP: usize = 600;
/// Lines that half of the files must stay under.
const MEDIAN: usize = 150;
/// Endings of what people write.
const SOURCES: [&str; 5] = [".rs", ".mjs", ".py", ".css", ".html"];

/// Files over the cap, and a median over its bound.
pub fn check(files: &[String]) -> Result<Vec<String>> {
    let mut sizes = Vec::new();
    let mut breaches = Vec::new();
    for file in files.iter().filter(|file| SOURCES.iter().any(|end| file.ends_with(end))) {
        let lines = std::fs::read_to_string(process::root().join(file))?.lines().count();
        sizes.push(lines);
        if lines > CAP {
            breaches.push(format!("{file}: {lines} lines, more than {CAP}"));
        }
    }
    sizes.sort_unstable();
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    if median > MEDIAN {
        breaches.push(format!("the median file has {median} lines, more than {MEDIAN}"));
    }
    Ok(breaches)
}
