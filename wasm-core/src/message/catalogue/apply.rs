//! Sentences about what happened while a plan was applied.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("created-before", "Was already created from this row of the file.", ""),
    (
        "create-unknown",
        "Jira's answer was lost, and whether the work item was created is not known.",
        "Apply the same plan again in a few minutes: rows that were created are found and not \
         created twice.",
    ),
    (
        "created-with-other-status",
        "Was created as {key}, but could not be brought to its status: {detail}",
        "Change the status in Jira, or import the row with its new key.",
    ),
    (
        "only-status-not-changed",
        "All fields were written, but the status could not be changed: {detail}",
        "Change the status in Jira.",
    ),
    (
        "taken-otherwise",
        "Jira took {field} as {found}, not as {wanted}; all else was written.",
        "Set {field} in Jira, or choose another value.",
    ),
    (
        "not-read-back",
        "All was written, but how Jira took {field} could not be read: {detail}",
        "Look at {field} in Jira.",
    ),
    (
        "drifted",
        "{key} was changed in Jira since the plan was made ({field}); nothing was written.",
        "Import the file again to see the new values.",
    ),
    (
        "issue-gone",
        "{key} is no longer there, or you may no longer see it.",
        "Check whether it was deleted or moved.",
    ),
    (
        "parent-not-created",
        "The parent ({parent}) was not created, so this row was not written.",
        "Correct the parent's row and import both again.",
    ),
    (
        "field-not-writable",
        "{field} can't be written by an import.",
        "Leave its column out of the import.",
    ),
    ("plan-incomplete", "The plan does not say where to create this row.", "Make the plan again."),
    (
        "no-transition",
        "The workflow has no way from {from} to {to} for you.",
        "Choose a status that the work item offers, or change it in several steps.",
    ),
    (
        "no-transition-at-start",
        "The workflow has no way to {to} from where new work items start.",
        "Change the status in Jira, in several steps.",
    ),
    (
        "transition-lacks-fields",
        "No way to {to} has {fields} on its screen.",
        "Change it in Jira, or leave it empty.",
    ),
    (
        "transition-needs-fields",
        "The way to {to} ({transition}) asks for {fields}.",
        "Change the status in Jira, where these can be entered.",
    ),
];
