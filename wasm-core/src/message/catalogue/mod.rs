//! The English sentences, one file per area.
//!
//! Each area is a table of `(code, what is wrong, what to do)`. The second text may be empty.

mod apply;
mod check;
mod codec;
#[cfg(test)]
mod codes;
mod entry;
mod export;
mod job;
mod mapping;
mod plan;
mod site;
mod terminal;
mod value;

/// Code, sentence, and what to do next (empty where there is nothing to do).
type Entry = (&'static str, &'static str, &'static str);

const AREAS: [&[Entry]; 11] = [
    apply::TEXTS,
    check::TEXTS,
    codec::TEXTS,
    entry::TEXTS,
    export::TEXTS,
    job::TEXTS,
    mapping::TEXTS,
    plan::TEXTS,
    site::TEXTS,
    terminal::TEXTS,
    value::TEXTS,
];

fn entry(code: &str) -> Option<&'static Entry> {
    AREAS.iter().flat_map(|area| area.iter()).find(|entry| entry.0 == code)
}

/// The sentence of a code.
pub(super) fn text(code: &str) -> Option<&'static str> {
    entry(code).map(|entry| entry.1)
}

/// What to do about it.
pub(super) fn fix(code: &str) -> Option<&'static str> {
    entry(code).map(|entry| entry.2).filter(|fix| !fix.is_empty())
}

/// What to do about it in a terminal, where that is something else.
pub(super) fn terminal_fix(code: &str) -> Option<&'static str> {
    terminal::FIXES.iter().find(|(known, _)| *known == code).map(|(_, fix)| *fix)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_remedy_of_the_terminal_stands_for_another_one() {
        let mut seen = BTreeSet::new();
        for (code, text) in terminal::FIXES {
            assert!(seen.insert(code), "{code} twice");
            assert!(fix(code).is_some_and(|fix| fix != *text), "{code}");
        }
    }

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for (code, text, _) in AREAS.iter().flat_map(|area| area.iter()) {
            assert!(seen.insert(code), "{code} twice");
            assert!(code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            assert!(!text.is_empty(), "{code} says nothing");
        }
    }
}
