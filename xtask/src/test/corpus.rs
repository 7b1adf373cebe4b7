//! The project's own texts and recorded issues, through `cargo xtask corpus`.

use anyhow::{Result, ensure};

use crate::corpus::{Options, trial};
use crate::process::root;

/// Words that are changed in each text: enough to come by each kind of block.
const ROUNDS: usize = 4;

/// Issues of the folder, comments among them.
const ISSUES: usize = 35;

/// Texts among them, of which one is too long for a cell and two have no word.
const TEXTS: usize = 33;

/// What the changed words have to stand in.
const KINDS: [&str; 9] =
    ["code", "expand", "heading", "list item", "panel", "paragraph", "quote", "table cell", "task"];

/// Runs the corpus, and compares what it counts with what is in the folder.
pub fn run() -> Result<()> {
    let dir = root().join("tests/corpus/issues");
    let tally = trial(&Options { dir, seed: 1, rounds: ROUNDS as u64, libreoffice: true })?;
    let shown = serde_json::to_string_pretty(&tally)?;
    let written = (TEXTS - 3) * ROUNDS;
    let counts = [
        (tally.files, 27, "files"),
        (tally.fields_only, 1, "files of fields alone"),
        (tally.unknown_files.len(), 2, "unknown files"),
        (tally.issues, ISSUES, "issues"),
        (tally.texts, TEXTS * ROUNDS, "texts"),
        (tally.unchanged, ISSUES * ROUNDS, "unchanged"),
        (tally.resaved, ISSUES * ROUNDS, "unchanged by LibreOffice"),
        (tally.one_field, written, "plans of one field"),
        (tally.applied, written, "applied"),
        (tally.only_the_word, written, "changed by the word alone"),
        (tally.other_fields_untouched, written, "with other fields untouched"),
        (tally.shortened, ROUNDS, "shortened"),
        (tally.no_single_word, 2 * ROUNDS, "without a word"),
        (tally.settled, (ISSUES - 1) * ROUNDS, "settled"),
        (tally.lossy, 0, "lossy"),
        (tally.failed, 0, "differences"),
    ];
    for (counted, expected, what) in counts {
        ensure!(counted == expected, "{counted} {what} and not {expected}: {shown}");
    }
    for kind in KINDS {
        ensure!(tally.kinds.contains_key(kind), "no word of a {kind} was changed: {shown}");
    }
    Ok(())
}
