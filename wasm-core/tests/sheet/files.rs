//! The files of other programs.

/// The folder of the files of other programs.
fn corpus_dir() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/files")
}

/// The names of all its files, in order.
pub(crate) fn corpus_names() -> Vec<String> {
    let entries = std::fs::read_dir(corpus_dir()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn corpus_file(name: &str) -> Vec<u8> {
    std::fs::read(corpus_dir().join(name)).unwrap()
}
