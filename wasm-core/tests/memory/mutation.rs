//! Files with some bytes changed: read or refused within their limits, but never a panic.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use wasm_core::sheet::{ReadLimits, ReadOptions, TemplateFill, fill_template, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::files::{corpus_file, corpus_names};
use super::{MIB, peak};

/// Names and bytes of the entries of an archive.
type Entries = Vec<(String, Vec<u8>)>;

/// The archives of the corpus.
static ARCHIVES: LazyLock<Vec<Entries>> = LazyLock::new(|| {
    let names = corpus_names().into_iter().filter(|name| {
        [".xlsx", ".xlsm", ".xlsb", ".ods"].iter().any(|end| name.ends_with(end))
            && !name.starts_with("bad-")
    });
    names
        .filter(|name| !name.starts_with("many-"))
        .map(|name| entries(&corpus_file(&name)))
        .collect()
});

/// The workbooks that are no archives.
static BINARIES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    corpus_names().iter().filter(|n| n.ends_with(".xls")).map(|n| corpus_file(n)).collect()
});

/// The users' own workbooks.
static TEMPLATES: LazyLock<Vec<Entries>> =
    LazyLock::new(|| templates().iter().map(|bytes| entries(bytes)).collect());

static TEXTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let names = corpus_names().into_iter();
    names.filter(|n| n.ends_with(".csv") || n.ends_with(".tsv")).map(|n| corpus_file(&n)).collect()
});

/// The bytes of all templates.
fn templates() -> Vec<Vec<u8>> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    let entries = std::fs::read_dir(dir).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn entries(bytes: &[u8]) -> Entries {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn pack(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        archive.start_file(name.as_str(), stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A change: at a place (as a share of the length), bytes replaced by others.
#[derive(Clone, Debug)]
struct Change {
    at: f64,
    remove: usize,
    insert: Vec<u8>,
}

fn any_change() -> impl Strategy<Value = Change> {
    let pieces = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "<",
            ">",
            "\"",
            "/>",
            "</",
            "&",
            "&#x",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<!",
            "<?",
            "=",
            "4294967295",
            "-1",
            "1e999",
            "_x",
            "s=\"99999999999\"",
            "r=\"XFD1048577\"",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (0.0..1.0, 0_usize..8, pieces).prop_map(|(at, remove, insert)| Change { at, remove, insert })
}

fn apply(bytes: &mut Vec<u8>, changes: &[Change]) {
    for change in changes {
        let start = (bytes.len() as f64 * change.at) as usize;
        let end = (start + change.remove).min(bytes.len());
        bytes.splice(start..end, change.insert.iter().copied());
    }
}

/// Reads within small limits, and little memory.
fn try_read(bytes: &[u8]) {
    let (cells, unpacked_bytes, memory_bytes) = (10_000, 4 << 20, 4 << 20);
    let limits = ReadLimits { cells, unpacked_bytes, memory_bytes, ..ReadLimits::default() };
    let (peak, _) = peak(bytes, limits);
    assert!(peak < 32 * MIB, "{peak} bytes");
}

/// How many files of each kind are tried; `cargo xtask fuzz` asks for more.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(1500)
}

/// One of some archives, with one of its parts changed.
fn damaged(
    archives: &[Entries],
    (file, part): (prop::sample::Index, prop::sample::Index),
    changes: &[Change],
) -> Vec<u8> {
    let mut entries = archives[file.index(archives.len())].clone();
    let part = part.index(entries.len());
    apply(&mut entries[part].1, changes);
    pack(&entries)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn parts_with_changed_bytes(
        file in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec(any_change(), 1..4),
    ) {
        try_read(&damaged(&ARCHIVES, (file, part), &changes));
    }

    #[test]
    fn archives_with_changed_bytes(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(any_change(), 1..4),
    ) {
        let mut bytes = pack(&ARCHIVES[file.index(ARCHIVES.len())]);
        apply(&mut bytes, &changes);
        try_read(&bytes);
    }

    #[test]
    fn binaries_with_changed_bytes(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        keep in any::<prop::sample::Index>(),
    ) {
        let mut bytes = BINARIES[file.index(BINARIES.len())].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - keep.index(bytes.len()) / 4);
        try_read(&bytes);
    }

    #[test]
    fn texts_with_changed_bytes(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(any_change(), 1..4),
    ) {
        let mut bytes = TEXTS[file.index(TEXTS.len())].clone();
        apply(&mut bytes, &changes);
        try_read(&bytes);
    }

    /// What comes of a damaged template is refused, or can be read.
    #[test]
    fn templates_with_changed_bytes(
        file in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(),
        changes in prop::collection::vec(any_change(), 1..4),
    ) {
        let template = damaged(&TEMPLATES, (file, part), &changes);
        let limits = ReadLimits::default();
        for (sheet, header_row) in [("My issues", 2), ("Issues", 0)] {
            let rows = vec![vec!["DEMO-1".into(), "=1+1".into()], vec!["".into(), "text".into()]];
            let columns = vec![0, 1];
            let sheet = sheet.to_owned();
            let fill = TemplateFill { sheet, header_row, columns, rows, ..TemplateFill::default() };
            match fill_template(&template, &fill, &limits) {
                Ok(filled) => drop(read(&filled, &ReadOptions::default()).unwrap()),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}
