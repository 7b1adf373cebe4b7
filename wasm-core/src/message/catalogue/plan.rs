//! Sentences about plans and what they hold back.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "conflict-open",
        "Changed in this file and in Jira since the export.",
        "Choose the file's value or Jira's.",
    ),
    (
        "conflict-since",
        "Changed in Jira after this row was exported.",
        "Choose the file's value or Jira's.",
    ),
    (
        "conflict-untold",
        "May be Jira's change: nothing tells what was exported.",
        "Choose the file's value or Jira's.",
    ),
    (
        "conflict-notation",
        "May be plain, Markdown or wiki markup.",
        "Say in the matching of columns what its texts are, or choose Jira's value.",
    ),
    (
        "conflict-mangled",
        "A spreadsheet program changed the text.",
        "Choose the file's value or Jira's.",
    ),
    (
        "loss-open",
        "Would lose a part of a text that a cell can't show.",
        "Accept the loss for the column.",
    ),
    (
        "parent-held-back",
        "Row {parent}, which would create the parent of this row, is held back.",
        "Correct row {parent} first.",
    ),
    (
        "plan-altered",
        "This plan was changed after it was made, so it can't be applied.",
        "Make the plan again from the file.",
    ),
    (
        "plan-counts",
        "The counts of this plan are not those of its rows.",
        "Make the plan again from the file.",
    ),
    (
        "plan-row-twice",
        "Row {row} of {sheet} is in this plan twice.",
        "Make the plan again from the file.",
    ),
    (
        "plan-issue-twice",
        "Row {row} of {sheet} changes a work item that another row of this plan changes too.",
        "Make the plan again from the file.",
    ),
    (
        "plan-field-twice",
        "Row {row} of {sheet} changes a field twice in this plan.",
        "Make the plan again from the file.",
    ),
    (
        "plan-action",
        "Row {row} of {sheet} lacks in this plan what it would do, or says something else.",
        "Make the plan again from the file.",
    ),
    (
        "plan-newer",
        "This plan was made by a later version of Rowport (format {found}; this version reads up to {known}).",
        "Update Rowport, or make the plan again from the file.",
    ),
    (
        "plan-unreadable",
        "This is not a plan that Rowport saved ({detail}).",
        "Make the plan again from the file.",
    ),
];
