//! The spreadsheet codec: files of other programs, files of ours, and files that mean harm.
// Tests read files; the engine doesn't.
#![allow(clippy::disallowed_methods)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod binary;
mod corpus;
mod harm;
mod marks;
mod mutation;
mod oracle;
mod roundtrip;
mod saved;
mod shapes;
mod template;

/// The folder of the files of other programs.
fn corpus_dir() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/files")
}

/// The names of all its files, in order.
fn corpus_names() -> Vec<String> {
    let entries = std::fs::read_dir(corpus_dir()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn corpus_file(name: &str) -> Vec<u8> {
    std::fs::read(corpus_dir().join(name)).unwrap()
}
