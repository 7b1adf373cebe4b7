//! The review's choices: conflicts and losses.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("conflicts-title", "The file’s value or Jira’s"),
    (
        "conflicts-intro",
        "The file would overwrite what Jira changed since it was made, or may have changed, or a good \
         text that a program made something else of. That is held back until you choose: here for \
         a whole column, or row by row below the table.",
    ),
    (
        "conflicts-progress",
        "{conflicts}: {mine} with the file’s value, {jira} with Jira’s, {open} not decided",
    ),
    ("take-mine", "Take the file’s for all {count}"),
    ("take-jira", "Take Jira’s for all {count}"),
    ("take-none", "Decide later"),
    ("conflict", "conflict"),
    ("conflicts", "conflicts"),
    ("count-conflict", "In conflict"),
    ("conflict-base", "When exported"),
    ("conflict-mine", "In the file"),
    ("conflict-theirs", "In Jira now"),
    ("conflict-legend", "Which value of {field} to keep"),
    ("conflict-keep-mine", "Keep the file’s value"),
    ("conflict-keep-jira", "Keep Jira’s value"),
    ("conflict-keep-open", "Decide later: hold it back"),
    ("choice-open", "not decided"),
    ("choice-mine", "keeps the file’s value"),
    ("choice-jira", "keeps Jira’s value"),
    ("losses-title", "Texts that would lose something"),
    (
        "losses-intro",
        "A cell can’t show everything that a text in Jira holds. These changes are held back until \
         you accept what would be gone; select a row to see it.",
    ),
    ("loss-accept", "{field}: accept the loss in {rows}"),
    ("loss-held", "Would lose text"),
    ("loss-list", "Would be lost"),
    ("loss-mine", "In the file"),
    ("loss-accepted", "loss accepted"),
    ("loss-refused", "held back, loss not accepted"),
    ("decided", "{place}: {what}. {left} left."),
    ("decided-cell", "{field} in row {row}"),
    ("decided-column", "{field} in all rows"),
    ("undecided-value", "undecided value"),
    ("undecided-values", "undecided values"),
    ("confirm-held", "{action}, hold back {values}"),
];
