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
        "apply-elsewhere",
        "This file is being imported in another tab or window of yours, since {since}.",
        "Wait until it has ended there, or stop it there. If that tab is gone, try again in half a \
         minute.",
    ),
    (
        "journal-not-kept",
        "What was begun could not be noted: {detail}",
        "If this import is interrupted, wait two minutes before you apply the same plan again: \
         Jira may carry out a request that long after it was sent.",
    ),
    (
        "journal-damaged",
        "What an earlier run has begun could not be read ({detail}), so that new work items were \
         looked for during two minutes before they were created.",
        "Nothing is to be done: the notes were written anew.",
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
    (
        "may-not-edit",
        "You may not change {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it, or leave the row out.",
    ),
    (
        "may-not-set",
        "You may not change {field} of {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it, or leave this cell as it is in Jira.",
    ),
    (
        "not-editable-now",
        "{key} can't be edited in its present status; you do have the permission.",
        "Change the status in Jira first, or ask an administrator of the workflow.",
    ),
    (
        "text-malformed",
        "Jira refused {fields} of {key} as malformed ({detail}). What you did not change of it was \
         sent as Jira itself has stored it.",
        "Open {key} in Jira, edit {fields} there and save it once: Jira's editor then puts its \
         text in order. Then import the file and apply again.",
    ),
    (
        "not-on-edit-screen",
        "{fields}: not on the screen by which {key} is edited.",
        "Ask a Jira administrator to put it on the screen, or leave the column out.",
    ),
    (
        "may-not-create",
        "You may not create work items in {space}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space for it, or choose another space.",
    ),
    (
        "may-not-set-on-create",
        "You may not set {field} in {space}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space for it, or leave the cell empty.",
    ),
    (
        "not-on-create-screen",
        "{fields}: not on the screen by which a {type} of {space} is created.",
        "Ask a Jira administrator to put it on the screen, or leave the column out.",
    ),
    (
        "may-not-transition",
        "You may not change the status of {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it, or leave the status as it is.",
    ),
    (
        "may-not-comment",
        "You may not comment on {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it.",
    ),
    (
        "may-not-log-work",
        "You may not log work on {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it.",
    ),
    (
        "may-not-link",
        "You may not link {key}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {space} for it.",
    ),
    (
        "time-tracking-off",
        "This site has time tracking switched off, so no work can be logged.",
        "Ask a Jira administrator to switch it on.",
    ),
    (
        "links-off",
        "This site has links between work items switched off.",
        "Ask a Jira administrator to switch them on.",
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
