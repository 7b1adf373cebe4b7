//! Sentences about the conversation of page and worker.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "not-connected",
        "Rowport has lost its connection with Jira’s page.",
        "Load the page again, and open the file again.",
    ),
    (
        "step-missing",
        "This step needs the one before it, which has not been done.",
        "Go back one step and go on from there.",
    ),
    (
        "sheet-missing",
        "The file has no such sheet.",
        "Choose one of the sheets that are shown, or drop the file again.",
    ),
    (
        "plan-not-approved",
        "This is not the plan that was shown.",
        "Look at the plan again before applying it.",
    ),
];
