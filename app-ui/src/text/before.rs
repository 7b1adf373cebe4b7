//! The question about rows that look like work items which an import made before.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("before-title", "Imported before?"),
    ("before-question", "These {rows} look like those imported {when}."),
    ("before-question-by", "These {rows} look like those imported {when} by {who}."),
    ("before-some-day", "before"),
    ("before-day", "on {day}"),
    ("before-days", "between {first} and {last}"),
    ("before-more", "{names} and {count} more"),
    ("before-since", "Of those work items: {what}."),
    ("before-done-count", "{count} done by now"),
    ("before-moved-count", "{count} in another space"),
    (
        "before-hint",
        "These rows are held back until you choose: here for all of them, or row by row below the \
         table.",
    ),
    (
        "before-progress",
        "{update} update a work item, {create} create a new one, {open} not decided",
    ),
    (
        "before-remembered-create",
        "As last time, new work items are created. Choose again if that is not meant.",
    ),
    (
        "before-remembered-update",
        "As last time, those work items are updated. Choose again if that is not meant.",
    ),
    (
        "before-entries-question",
        "{rows} of further sheets look like comments or worklogs that were added before, some with a \
         correction. What Jira has of these is not changed by an import: do not import the \
         rows and correct it there, or add them once more.",
    ),
    (
        "before-entries-progress",
        "Of comments and worklogs: {out} not imported, {anew} added once more, {open} not decided",
    ),
    ("before-entries-out-all", "Do not import them"),
    ("before-entries-anew-all", "Add them once more"),
    ("before-both-update-all", "Update those work items, do not import comments and worklogs"),
    ("before-both-create-all", "Create new work items, add comments and worklogs once more"),
    ("before-entries-rows", "Show these rows"),
    ("before-entries-hint", "These rows are held back until you choose."),
    ("before-said-out", "not imported"),
    ("before-said-anew", "added once more"),
    ("before-update-all", "Update those work items"),
    ("before-create-all", "Create new work items"),
    ("before-later", "Decide later"),
    ("before-rows", "Choose row by row"),
    ("count-before", "Imported before?"),
    ("before-row", "Imported before?"),
    ("before-row-sure", "Imported before"),
    ("before-row-legend", "What becomes of row {row}"),
    ("before-update", "Update {key}: {summary}"),
    ("before-create", "Create a new work item"),
    ("before-open", "Decide later: hold it back"),
    ("before-imported", "Imported on {day} by {who}."),
    ("before-imported-day", "Imported on {day}."),
    ("before-is-done", "It is done by now."),
    ("before-has-status", "Its status is {status} by now."),
    (
        "before-like-more",
        "It looks like {count} more. To update one of those, write its key into the row.",
    ),
    ("before-is-moved", "It is in another space now."),
    ("before-said-all", "All rows that look imported before"),
    ("before-said-row", "Row {row}"),
    ("before-said-update", "updates the work item"),
    ("before-said-create", "creates a new work item"),
    ("undecided-row", "undecided row"),
    ("undecided-rows", "undecided rows"),
];
