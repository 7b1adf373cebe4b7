//! No code without a text, and no text without a code, over the sources of all who write messages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{AREAS, text};
use crate::job::FurtherSheet;

/// Folders whose sources write messages for users, from the engine's own.
const SOURCES: [&str; 4] = ["src", "../cli/src", "../worker/src", "../app-ui/src/engine"];

/// Words with a hyphen that stand where codes do, and are none.
const OTHERS: [&str; 17] = [
    "content-type",
    "engine-no-cause",
    "euc-kr",
    "issue-type",
    "kebab-case",
    "koi8-r",
    "koi8-u",
    "page-send",
    "read-file",
    "security-level",
    "sous-total",
    "sub-task",
    "utf-16le",
    "utf-8",
    "windows-1252",
    "x-mac-cyrillic",
    "x-mac-roman",
];

/// A source without its tests.
struct Source {
    path: PathBuf,
    text: String,
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in SOURCES {
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "the sources are what is tested here")]
fn gather(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let of_tests = name.ends_with("tests.rs") || ["tests", "testing.rs"].contains(&&*name);
        if of_tests || name == "catalogue" {
            continue;
        }
        if path.is_dir() {
            gather(&path, found);
        } else if name.ends_with(".rs") {
            let whole = fs::read_to_string(&path).unwrap();
            let text = whole.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            found.push(Source { path, text });
        }
    }
}

/// The quoted words of a text that are written as codes are.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // What stands outside of the quotes holds other signs.
    text.split('"').filter(move |word| {
        !word.is_empty() && word.chars().all(sign) && word.starts_with(|c: char| c.is_alphabetic())
    })
}

/// Codes that are put together: the kinds of what a cell may name, of formatting, and of sheets.
fn composed(sources: &[Source]) -> BTreeSet<String> {
    let of = |name: &str| {
        let source = sources.iter().find(|source| source.path.ends_with(name));
        source.map(|source| source.text.as_str()).unwrap_or_default()
    };
    let nouns = of("convert/choice.rs").split_once("\nfn noun(").map(|(_, rest)| rest);
    let nouns = nouns.and_then(|rest| rest.split_once("\n}\n")).map(|(body, _)| body);
    let nouns: Vec<_> = words(nouns.unwrap_or_default()).collect();
    assert!(nouns.contains(&"version"), "{nouns:?}");
    let offers = ["offer/markdown.rs", "offer/markup.rs"].map(of).join("\n");
    let tells =
        |line: &&str| ["what: \"", "sign(\"", "(\"{"].iter().any(|sign| line.contains(sign));
    let kinds: Vec<_> =
        offers.lines().filter(tells).filter_map(|line| words(line).last()).collect();
    assert!(["code", "heading", "panel"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    let named =
        nouns.iter().flat_map(|noun| ["unknown", "ambiguous"].map(|p| format!("{p}-{noun}")));
    let formats = kinds.iter().map(|kind| format!("format-{kind}"));
    let sheets = FurtherSheet::ALL.map(|sheet| format!("about-sheet-{}", sheet.code()));
    named.chain(formats).chain(sheets).collect()
}

#[test]
fn every_code_has_a_text_and_every_text_a_code() {
    let sources = sources();
    let composed = composed(&sources);
    let mut without: Vec<String> =
        composed.iter().filter(|code| text(code).is_none()).cloned().collect();
    let mut used = composed;
    for Source { path, text: source } in &sources {
        for (_, rest) in
            source.match_indices("Message::new(").map(|(at, new)| (at, &source[at + new.len()..]))
        {
            let first = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
            without.extend(
                first
                    .filter(|code| text(code).is_none())
                    .map(|code| format!("{code} in {}", path.display())),
            );
        }
        let speaks = source.contains("Message") || source.contains("fn code");
        let unknown = |word: &&str| {
            word.contains('-')
                && !word.ends_with('-')
                && text(word).is_none()
                && !OTHERS.contains(word)
        };
        if speaks {
            without.extend(
                words(source).filter(unknown).map(|code| format!("{code} in {}", path.display())),
            );
        }
        used.extend(words(source).map(str::to_owned));
    }
    without.sort_unstable();
    without.dedup();
    assert!(without.is_empty(), "codes without a text: {without:#?}");
    let codes = AREAS.iter().flat_map(|area| area.iter()).map(|(code, ..)| *code);
    let idle: Vec<_> = codes.filter(|code| !used.contains(*code)).collect();
    assert!(idle.is_empty(), "texts without a code: {idle:#?}");
}
