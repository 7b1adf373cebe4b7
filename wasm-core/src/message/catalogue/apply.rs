//! Sentences about what happened while a plan was applied.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("created-before", "Was already created from this row of the file.", ""),
    (
        "imported-meanwhile",
        "Looks like {key}, which {who} imported at {when}, after this plan was made. It is held \
         back.",
        "Import the file again: it then updates {key}, or creates a new work item, as you choose.",
    ),
    (
        "moved-on",
        "Was already created from this row of the file; its status was changed in Jira since, and \
         is left alone.",
        "",
    ),
    (
        "moved-before",
        "{key} was already created from this row of the file, and its status was changed in Jira \
         before it came to the planned one. It is left alone.",
        "Change the status in Jira if it should be another.",
    ),
    (
        "found-not-read",
        "Was already created from this row of the file, but how it is now could not be read: \
         {detail}",
        "Apply the same plan again: it looks at what was created, and creates nothing twice.",
    ),
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
        "apply-elsewhere-in-space",
        "Another file is being imported into {spaces} in another tab or window of yours, since \
         {since}. If it has some of these rows, both together would create them twice.",
        "Wait until it has ended there, or stop it there; then apply this plan: rows that were \
         created meanwhile are held back. If that tab is gone, try again in half a minute.",
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
        "created-without",
        "Was created without {fields}: not on the screen of new work items, as the plan said.",
        "Set it in Jira, where it is needed.",
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
    ("status-moved", "Somebody changed the status meanwhile.", "Look at the work item in Jira."),
    (
        "taken-otherwise",
        "Jira took {field} as {found}, not as {wanted}; all else was written.",
        "Set {field} in Jira, or choose another value.",
    ),
    (
        "taken-otherwise-several",
        "Jira did not take these values as they were written (what is there ≠ what was wanted): \
         {fields}.",
        "Set them in Jira, or choose other values.",
    ),
    (
        "text-not-taken",
        "Jira answered that {field} was written, but it is as it was before; all else was written.",
        "Look at {field} in Jira, or import the file again.",
    ),
    (
        "markup-taken-otherwise",
        "Written. Jira noted down {field} in another form than the cell has it.",
        "Look at {field} in Jira.",
    ),
    (
        "not-read-back",
        "All was written, but how Jira took {field} could not be read: {detail}",
        "Look at {field} in Jira.",
    ),
    (
        "written-unseen",
        "Jira said that it wrote all of it; it was not looked at any more: {detail}",
        "Apply the same plan again: it looks, and writes only what is missing.",
    ),
    (
        "write-unknown",
        "Jira's answer did not come, and whether {key} was changed is not known: {detail}",
        "Apply the same plan again in a few minutes: it looks first, and writes only what is \
         missing.",
    ),
    (
        "site-gone",
        "Jira no longer answers, so the rest was not written: {detail}",
        "When Jira answers again, apply the same plan once more: it does what is left, and nothing \
         twice.",
    ),
    (
        "drifted",
        "{key} was changed in Jira since the plan was made ({field}); nothing was written.",
        "Import the file again to see the new values.",
    ),
    (
        "drifted-or-written",
        "Jira's answer to a change of {key} was lost, and {field} is now neither as it was nor as \
         planned; nothing more was written.",
        "Look at {key} in Jira, then import the file again.",
    ),
    (
        "set-back",
        "{field} of {key} was written since the plan was made, and somebody set it back in Jira; \
         it is left alone.",
        "Import the file again if it should be changed all the same.",
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
        "cells-not-written",
        "{detail} The row's other changes were written.",
        "Leave this column out, or ask a Jira administrator for the right or the screen, and import the file again.",
    ),
    (
        "several-reasons",
        "{first} {second}",
        "Leave these columns out, or ask a Jira administrator for the rights or the screen.",
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
