//! Sentences about the further sheets: comments, worklogs, links and so on.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "entry-sheet-twice",
        "This sheet has the columns of the sheet “{other}”, and only that one is read.",
        "Move new rows to that sheet.",
    ),
    (
        "entry-sheet-not-read",
        "The sheet “{sheet}” is not read: it lacks the columns by which it is known: {columns}.",
        "Add columns with these headers.",
    ),
    (
        "entry-sheet-not-written",
        "The sheet “{sheet}” is not imported: only comments, worklogs and links are written.",
        "Make the change in Jira.",
    ),
    (
        "entry-sheet-like",
        "The sheet “{sheet}” is not read. It has the columns of {title}, and another name.",
        "Call it “{title}”, if its rows are to be added.",
    ),
    (
        "entry-column-missing",
        "This sheet has no column “{column}”, so new rows of it can't be read.",
        "Add a column with that header.",
    ),
    (
        "entry-no-baseline",
        "Rows with an ID are taken for what Jira has; whether they were edited can't be told.",
        "",
    ),
    (
        "entry-row-not-written",
        "Nothing is written from new rows of the sheet {sheet}.",
        "Make the change in Jira.",
    ),
    ("entry-fixed", "Jira sets {column} itself, so this cell is not imported.", ""),
    (
        "entry-edited",
        "An edit of an existing row is not imported ({column}).",
        "Make the change in Jira, or add a new row without {id}.",
    ),
    ("entry-copied", "A copy of another row: nothing is written.", "Empty {id} to add it again."),
    (
        "entry-copy-edited",
        "A changed copy of another row with the same {id}: nothing is written.",
        "Empty {id} to add it as a new row.",
    ),
    (
        "entry-id-unknown",
        "The file was not exported with this {id}, so nothing is written.",
        "Empty {id} to add the row as a new one.",
    ),
    (
        "comment-right-missing",
        "You may not comment on work items of {space}: you don't have the permission “{permission}”. \
         Rows held back: {rows}.",
        "Ask an administrator of the space {space} for it, or leave the rows out.",
    ),
    (
        "log-right-missing",
        "You may not log work on work items of {space}: you don't have the permission \
         “{permission}”. Rows held back: {rows}.",
        "Ask an administrator of the space {space} for it, or leave the rows out.",
    ),
    (
        "link-right-missing",
        "You may not link work items of {space}: you don't have the permission “{permission}”. \
         Rows held back: {rows}.",
        "Ask an administrator of the space {space} for it, or leave the rows out.",
    ),
    ("entry-cell-needed", "A new row needs {column}.", "Fill the cell, or delete the row."),
    (
        "entry-no-key",
        "The row does not say which work item it belongs to.",
        "Enter the key of the work item, or delete the row.",
    ),
    (
        "entry-row-held",
        "Row {row}, which would create {key}, is held back.",
        "Correct row {row} first.",
    ),
    ("entry-several-rows", "Several rows have the ID “{key}”.", "Give each row an ID of its own."),
    (
        "entry-issue-unknown",
        "There is no work item {key}, or you may not see it.",
        "Check the key.",
    ),
    (
        "entry-internal",
        "An internal comment can't be written by an import.",
        "Empty the cell for a comment that everybody sees, or write it in Jira.",
    ),
    (
        "entry-bad-audience",
        "“{value}” does not say who may see the comment.",
        "Write “Role: …” or “Group: …” with its name, or leave the cell empty.",
    ),
    (
        "entry-role-unknown",
        "The space has no role “{value}”.",
        "Write one of its roles as they are spelled here: {allowed}.",
    ),
    (
        "entry-role-unchecked",
        "Jira does not show you the roles of this space, so whether it has the role “{value}” is \
         known only when the comment is written.",
        "Check the name.",
    ),
    (
        "entry-group-unknown",
        "There is no group “{value}”, or you may not see it.",
        "Check the name.",
    ),
    (
        "entry-group-similar",
        "There is no group “{value}”, or you may not see it.",
        "Groups with similar names: {allowed}.",
    ),
    (
        "entry-much-time",
        "The time spent is {written}, more than a day.",
        "Write it with its unit, such as 90m or 8h, if another time is meant.",
    ),
    (
        "entry-no-time",
        "Jira takes no work of less than a minute.",
        "Enter the time spent, as 1h 30m.",
    ),
    (
        "link-type-ambiguous",
        "Several kinds of link are called “{value}”.",
        "Write the name of the kind, or link the work items in Jira.",
    ),
    (
        "link-type-unknown",
        "The site has no kind of link called “{value}”.",
        "Write one of: {allowed}.",
    ),
    ("link-to-itself", "A work item can't be linked to itself.", "Enter another key."),
    ("link-exists", "Jira has this link already.", ""),
    ("link-twice", "The same link stands in another row too.", ""),
    ("entry-made-before", "Was already added from this row of the file.", ""),
    (
        "entry-there",
        "Is there already: {name} added the same on {date}.",
        "To add it once more, write “{word}” into {id}.",
    ),
    (
        "entry-likely-there",
        "Looks like what {name} added on {date}, so it is held back.",
        "Choose for all such rows: add them once more, or leave them out. To add only this one, \
         write “{word}” into {id}.",
    ),
    (
        "entry-corrected",
        "Looks like what {name} added on {date}, with a correction. There it is: {text}. An import \
         does not change it, so the row is held back.",
        "Correct the one in Jira by hand and leave such rows out, or choose to add them all the \
         same. To add only this one, write “{word}” into {id}.",
    ),
    (
        "entry-left-out",
        "Not imported, as chosen: it looks like what {name} added on {date}. There it is: {text}.",
        "Where it is to be changed, edit it in Jira.",
    ),
    (
        "entries-imported-before",
        "Rows that look like what was added before: {rows}. They are held back until you choose.",
        "Choose for all of them: add them once more, or leave them out. What Jira has is not \
         changed.",
    ),
    ("entry-there-now", "Is there already: Jira has the same from another import.", ""),
    (
        "entry-not-there",
        "Jira said that it added this to {key}, but it is not there.",
        "Look at {key} in Jira. A rule of the site may have removed it; else import the file again.",
    ),
    (
        "link-not-made",
        "Jira said that it made this link, but {key} does not have it.",
        "Look at {key} in Jira. A rule of the site may have removed it; else import the file again.",
    ),
    ("entry-originally", "Originally by {name} on {date}", ""),
    ("entry-originally-by", "Originally by {name}", ""),
    ("entry-originally-on", "Originally on {date}", ""),
    (
        "entry-original-kept",
        "Jira lets nobody set another author or date: the new entry is yours, and its text begins \
         with “{line}”.",
        "",
    ),
    (
        "entry-issue-not-created",
        "The work item of row ID {issue} was not created, so this row was not written.",
        "Correct the work item's row and import the file again.",
    ),
    (
        "entry-unknown",
        "Jira's answer was lost, and whether the row was added is not known.",
        "Apply the same plan again in a few minutes: what was added is found and not added twice.",
    ),
    (
        "note-entry-key",
        "The work item this belongs to. A new row needs it; the row ID of a new work item in this \
         file will do too.",
        "",
    ),
    ("note-entry-id", "Jira's ID. Leave it empty in a new row.", ""),
    (
        "note-entry-told",
        "Jira sets this itself. In a new row it may say who wrote it and when: that is kept in the \
         text.",
        "",
    ),
    ("note-entry-comment", "The text, in Markdown. Only that of a new row is written.", ""),
    (
        "note-entry-audience",
        "Empty for everybody who sees the work item, “Role: …” or “Group: …” with its name.",
        "",
    ),
    ("note-entry-started", "When the work was started. A new row needs it.", ""),
    ("note-entry-spent", "How long it took, such as 1h 30m. A plain number means hours.", ""),
    ("note-entry-relation", "What the work item is to the other one, such as “blocks”.", ""),
    ("note-entry-linked", "Key of the other work item.", ""),
    ("about-further", "Further sheets", ""),
    (
        "about-further-rules",
        "In these sheets a new row is one without an ID. What stands in the other rows is never \
         written, and a deleted row deletes nothing in Jira.",
        "",
    ),
    (
        "about-sheet-comments",
        "Comments: a row each. A new row becomes a new comment of yours; an author and a date that \
         you enter are kept in its text.",
        "",
    ),
    (
        "about-sheet-worklogs",
        "Worklogs: a row each. A new row logs work as yours from the time it says; the remaining \
         estimate stays.",
        "",
    ),
    (
        "about-sheet-links",
        "Links: a row at each of the two work items. A new row links its work item to the other.",
        "",
    ),
    (
        "about-sheet-attachments",
        "Attachments: a row for each file, with its address. New rows are not imported.",
        "",
    ),
    (
        "about-sheet-history",
        "Change history: a row for each field of each change. New rows are not imported.",
        "",
    ),
    (
        "about-watchers-hidden",
        "Of {count} work items Jira did not show all who watch: that takes a permission.",
        "",
    ),
    (
        "about-sheet-watchers",
        "Watchers: a row for each person who watches, as far as Jira shows them to you. New rows \
         are not imported.",
        "",
    ),
];
