//! The words of the screens that need a meaning. The terminal and the documents use the same.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("words-title", "What these words mean"),
    ("word-finding", "Finding"),
    (
        "word-finding-means",
        "Something that Rowport noticed in a row, a column or the file: an error, a warning or a note.",
    ),
    ("word-to-review", "To review"),
    (
        "word-to-review-means",
        "Rows that change something, that are held back, that wait for your choice, or that have an \
         error or a warning. All others are as Jira has them.",
    ),
    ("word-held-back", "Held back"),
    (
        "word-held-back-means",
        "This import does not write it: the row has an error, or you have not chosen yet. Correct \
         the file, or choose.",
    ),
    ("word-not-imported", "Not imported"),
    (
        "word-not-imported-means",
        "It is in the file and stays there: you chose so, or an import never writes it.",
    ),
    ("word-not-written", "Not written"),
    (
        "word-not-written-means",
        "It was to be written and is not in Jira: Jira refused it, somebody changed the work item \
         meanwhile, or the import stopped before its turn. The row says which.",
    ),
];
