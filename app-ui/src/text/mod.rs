//! The page's own texts: a code and an English sentence each, so that another language is another
//! table. What the engine says has its texts in `wasm_core::message`.

use std::collections::BTreeMap;

use wasm_core::message::fill;

mod before;
mod common;
mod export;
mod import;
mod layout;
mod plan;
mod review;
mod words;

/// Code and sentence.
type Entry = (&'static str, &'static str);

const AREAS: [&[Entry]; 8] = [
    before::TEXTS,
    common::TEXTS,
    export::TEXTS,
    import::TEXTS,
    layout::TEXTS,
    plan::TEXTS,
    review::TEXTS,
    words::TEXTS,
];

/// The text of a code. A code without a text shows itself, so that nothing is hidden.
pub fn t(code: &str) -> &str {
    let entry = AREAS.iter().flat_map(|area| area.iter()).find(|entry| entry.0 == code);
    entry.map_or(code, |entry| entry.1)
}

/// The text of a code with its placeholders filled.
pub fn tf(code: &str, values: &[(&str, &str)]) -> String {
    let values: BTreeMap<_, _> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fill(t(code), &values)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    fn sources(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("text") {
                    sources(&path, out);
                }
            } else {
                out.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_text_is_unique_and_used_and_every_used_code_has_a_text() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let mut codes = BTreeSet::new();
        for (code, text) in AREAS.iter().flat_map(|area| area.iter()) {
            assert!(codes.insert(*code), "{code} twice");
            assert!(!text.is_empty(), "{code} says nothing");
            assert!(source.contains(&format!("\"{code}\"")), "{code} is not used");
        }
        for call in ["t(\"", "tf(\"", "code: \"", "counter(\"", "done(\""] {
            for (at, _) in source.match_indices(call) {
                if source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let code = source[at + call.len()..].split('"').next().unwrap();
                assert!(codes.contains(code), "{code} has no text");
            }
        }
    }

    #[test]
    fn placeholders() {
        assert_eq!(tf("progress-of", &[("done", "1"), ("total", "2")]), "1 of 2");
        assert_eq!(t("no-such-code"), "no-such-code");
    }
}
