//! Sentences about the checks of a file.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "text-quote-open",
        "A quote that opens a cell in line {line} of the file is never closed, or has others within that are not doubled, so that nobody knows where the cell ends.",
        "Close it behind the cell's text, and double the quotes within.",
    ),
    (
        "text-below-open-quote",
        "Line {line} of the file has fewer cells than the first one, and in line {opened} is a quote that is never closed: this may be a part of its text.",
        "Close the quote in line {opened}.",
    ),
    (
        "text-after-open-quote",
        "In line {opened} of the file a quote is never closed. This row, in line {line}, is read as one of its own, and may be a part of that text.",
        "Close the quote in line {opened}.",
    ),
    (
        "text-quote-stray",
        "A quote within a quoted cell in line {line} of the file is not doubled. It is read as a part of the text.",
        "If the cell is not meant so, double the quotes within it.",
    ),
    (
        "text-character-lost",
        "A byte of this cell, in line {line} of the file, is no character of its encoding. It would be written as “\u{fffd}”.",
        "Type the character again, or choose the encoding of the file.",
    ),
    (
        "text-row-longer",
        "Line {line} of the file has {found} cells, and the headers are {headers}: from some cell on, the values are in wrong columns.",
        "Put the cell that holds a delimiter into quotes, or choose another delimiter. If the cells beyond are meant, name their columns.",
    ),
    (
        "changed-in-jira",
        "{field} was changed in Jira since the export, and not in this file. It is left as it is in Jira.",
        "",
    ),
    (
        "changed-since-import",
        "{field} was changed in Jira since this row was imported, and not in this file. It is left as it is in Jira.",
        "",
    ),
    (
        "changed-on-both-sides-since-import",
        "{field} was changed in this file and in Jira since this row was imported. It is held back until you choose.",
        "Choose the file's value or Jira's, for this cell or for the whole column.",
    ),
    (
        "other-work-items",
        "{key} is another work item than the one of this row: when it was created, or its number, is another in Jira. The file is of another site that has the same keys.",
        "Import it where it was exported. To create the rows here, empty the column of the keys. If these work items are meant, remove the columns Created and Issue id.",
    ),
    (
        "imported-again",
        "Rows that are known from an import of {when} by {who}: {rows}. They are compared with the work items that it made, and create no others.",
        "",
    ),
    (
        "imported-again-kept",
        "Rows that are known for sure from an import of {when} by {who}: {rows}. They update the work items that it made, although new ones are to be created: that answer is for rows in doubt.",
        "To create such a row once more, choose it for the row itself.",
    ),
    (
        "imported-before-anew",
        "Rows that look like work items imported on {when} by {who}: {rows}. Most of these were created anew on purpose then, like a list that comes again. They are held back until you choose.",
        "Choose for all of them, as last time: create new ones. Or update those work items, or choose row by row.",
    ),
    (
        "imported-before",
        "Rows that look like work items imported on {when} by {who}: {rows}. They are held back until you choose.",
        "Choose for all of them: update those work items, or create new ones. Or choose row by row.",
    ),
    (
        "imported-before-changed",
        "Of the work items that these rows look like, {done} are done by now, and {moved} are in another space.",
        "Look at these rows before you update them all.",
    ),
    (
        "imported-before-row",
        "This row looks like {key}, which was imported on {when} by {who}.",
        "Choose whether it updates {key} or creates a new work item.",
    ),
    (
        "imported-before-row-begun",
        "This row looks like {key}, which was imported on {when} by {who} and has the status {status} by now.",
        "Choose whether it updates {key} or creates a new work item.",
    ),
    (
        "imported-before-row-done",
        "This row looks like {key}, which was imported on {when} by {who} and is done by now ({status}).",
        "Choose whether it updates {key} or creates a new work item.",
    ),
    (
        "imported-before-row-moved",
        "This row looks like {key}, which was imported on {when} by {who} and is in another space now, in the status {status}.",
        "Choose whether it updates {key} or creates a new work item.",
    ),
    (
        "imported-before-row-others",
        "This row looks like {key}, which was imported on {when} by {who}, and also like {others}.",
        "Choose which of these it updates, or that it creates a new work item.",
    ),
    (
        "and-more",
        "{these} and {more} more (to update one of those, write its key into the row)",
        "",
    ),
    (
        "imported-before-row-begun-others",
        "This row looks like {key}, which was imported on {when} by {who} and has the status {status} by now, and also like {others}.",
        "Choose which of these it updates, or that it creates a new work item.",
    ),
    (
        "imported-before-row-done-others",
        "This row looks like {key}, which was imported on {when} by {who} and is done by now ({status}), and also like {others}.",
        "Choose which of these it updates, or that it creates a new work item.",
    ),
    (
        "imported-before-row-moved-others",
        "This row looks like {key}, which was imported on {when} by {who} and is in another space now, in the status {status}, and also like {others}.",
        "Choose which of these it updates, or that it creates a new work item.",
    ),
    (
        "imports-looked-back",
        "New rows were compared with the {count} newest work items of their space, back to {when}. What was imported before that is not known again.",
        "",
    ),
    (
        "changed-on-both-sides",
        "{field} was changed in this file and in Jira since the export. It is held back until you choose.",
        "Choose the file's value or Jira's, for this cell or for the whole column.",
    ),
    (
        "changed-since-the-row",
        "{field} was changed in Jira after the time that this row's Updated tells, and the cell says something else. It is held back until you choose.",
        "Choose the file's value or Jira's, for this cell or for the whole column.",
    ),
    (
        "maybe-changed-in-jira",
        "{field} is another one in Jira, and that may be Jira's change: nothing tells what this cell held when the file was made. It is held back until you choose.",
        "Choose the file's value or Jira's, for this cell or for the whole column. To be asked about less, export the column Updated too, or keep the hidden sheet.",
    ),
    (
        "maybe-wiki-markup",
        "{field} differs from what Jira has, and nothing tells whether this text is plain, Markdown or Jira's wiki markup, in which the same signs mean something else. It is held back until you choose.",
        "Say in the matching of columns what this column's texts are. The file's value is written as it was typed.",
    ),
    (
        "text-maybe-markdown",
        "{field} is written as it was typed, with every sign. It looks like Markdown: “{before}” would become “{after}”, {what}.",
        "If it is Markdown, say so in the matching of columns: texts of this column are Markdown. If it is not, say that they are plain, and nothing is asked.",
    ),
    (
        "text-maybe-wiki",
        "{field} is written as it was typed, with every sign. It looks like Jira's wiki markup: “{before}” would become “{after}”, {what}.",
        "If it is wiki markup, say so in the matching of columns: texts of this column are wiki markup. If it is not, say that they are plain, and nothing is asked.",
    ),
    ("format-bold", "bold", ""),
    ("format-code", "as code", ""),
    ("format-colour", "in a colour", ""),
    ("format-heading", "as a heading", ""),
    ("format-link", "as a link", ""),
    ("format-list", "as a list", ""),
    ("format-panel", "in a panel", ""),
    ("format-person", "as the mention of a person", ""),
    ("format-quotation", "as a quotation", ""),
    ("format-table", "as a table", ""),
    ("format-task", "as a task", ""),
    (
        "text-mangled-number",
        "Jira has “{jira}”, and a spreadsheet program makes the number “{cell}” of that. {field} is held back until you choose.",
        "Choose Jira's value. If the cell is meant, choose the file's. To change such a text, format its cell as text first.",
    ),
    (
        "text-mangled-day",
        "Jira has “{jira}”, and a spreadsheet program makes a day or a time of that: “{cell}”. {field} is held back until you choose.",
        "Choose Jira's value. If the cell is meant, choose the file's. To change such a text, format its cell as text first.",
    ),
    (
        "text-mangled-truth",
        "Jira has “{jira}”, and a spreadsheet program makes “{cell}” of that. {field} is held back until you choose.",
        "Choose Jira's value. If the cell is meant, choose the file's. To change such a text, format its cell as text first.",
    ),
    (
        "new-row-read-only",
        "{field} is kept by Jira itself, or is of a kind that can't be written. {count} new rows hold something in this column; their work items are made without it.",
        "If it matters, map the column to a field of text, or put it into the description.",
    ),
    (
        "new-row-not-on-screen",
        "{field} is not on the screen of new work items of this type: the work item is made without it.",
        NOT_ON_SCREEN,
    ),
    (
        "new-rows-not-on-screen",
        "{count} new rows hold something in {field}, which is not on the screen of new work items of their type: they are made without it.",
        NOT_ON_SCREEN,
    ),
    (
        "new-row-field-right",
        "You may not set {field}: you don't have the permission “{permission}”. The work item is made without it.",
        NO_FIELD_RIGHT,
    ),
    (
        "new-rows-field-right",
        "You may not set {field}: you don't have the permission “{permission}”. {count} new rows hold something in it: they are made without it.",
        NO_FIELD_RIGHT,
    ),
    (
        "new-row-links",
        "{count} new rows hold something in {field}. Links are not made from this column.",
        "Put them into a sheet “Links” with the columns Key, Relationship and Linked key. A new row is named there by its own ID.",
    ),
    (
        "new-row-time-spent",
        "{count} new rows hold something in {field}. Jira adds up the hours that were logged, and logs none for this column.",
        "Put them into a sheet “Worklogs” with the columns Key, Started and Time spent. A new row is named there by its own ID.",
    ),
    (
        "new-row-attachments",
        "{count} new rows hold something in {field}. Files are not uploaded.",
        "Attach them in Jira when the work items are there.",
    ),
    (
        "text-mangled-encoding",
        "Jira has “{jira}”, and this cell is that text with its characters read or saved in the wrong encoding: “{cell}”. {field} is held back until you choose.",
        "Choose Jira's value. Save the file as UTF-8, or open it with the encoding that it has, so that its other cells are right too.",
    ),
    (
        "text-mangled-cut",
        "{field} has {length} characters in Jira, and this cell has nothing but their beginning, cut off where a program or a format ends. It is held back until you choose.",
        "Choose Jira's value. If the rest is to go, choose the file's.",
    ),
    (
        "text-mangled-sign",
        "Jira has “{jira}”, and a spreadsheet program shows “{cell}” in its place. {field} is held back until you choose.",
        "Choose Jira's value. To change it, format its cell as text, and type it again.",
    ),
    (
        "text-mangled-unreadable",
        "Jira has “{jira}” in {field}, and a spreadsheet program makes “{cell}” of that, which is no value of this field.",
        "Format the cell as text and type the value again.",
    ),
    (
        "rich-text-loss",
        "This change of {field} would lose what a cell can't show: {lost}. It is held back until you accept that.",
        "Accept the loss for this column, or bring that part of the text back.",
    ),
    (
        "markup-form",
        "Jira converts all of {field} anew. Parts of it that were not edited may get another form.",
        "Look at the text in Jira after the import, or edit it there.",
    ),
    (
        "markup-escapes",
        "{field} differs from Jira's text only in backslashes before signs. It is left as it is.",
        "If you edited it, change a word too, or change it in Jira.",
    ),
    ("rich-text-loss-accepted", "This change of {field} loses what a cell can't show: {lost}.", ""),
    (
        "new-row-of-totals",
        "This row looks like the totals of the rows above. It becomes a work item “{summary}”.",
        "Delete the row if it is none of them.",
    ),
    (
        "date-far-ahead",
        "{field} would be {date}, 20 or more years ahead. Jira may read that as {other}.",
        "Correct the year if it is mistyped. If it is meant, the report says how Jira took it.",
    ),
    (
        "emptied-or-changed",
        "This cell is empty, but Jira has changed the work item since the export. {field} is left as it is in Jira.",
        "Export again and empty the cell there, or choose that empty cells of this column clear the field.",
    ),
    (
        "file-site",
        "This file was exported from {site}, and is compared with {own}. The same keys may be other work items there.",
        "Import it where it was exported. If the site only has a new address, look at the changes before you apply them.",
    ),
    (
        "file-zone",
        "This file was exported in the time zone {zone}, and yours is {own}. Its times are read in {zone}.",
        "Enter times in {zone}, or export again to see them in your own zone.",
    ),
    (
        "file-zone-unknown",
        "This file was exported in the time zone {zone}, which is not known here. Its times are read in yours, {own}.",
        "Export again before you change a time.",
    ),
    (
        "edit-locked",
        "Jira lets nobody edit this work item in its present status.",
        "Change the status in Jira first, or ask an administrator of the workflow.",
    ),
    (
        "edit-not-allowed",
        "Jira lets you edit nothing of a work item like this one: you lack the permission, or its status forbids it. It may be the same with this one.",
        "Ask somebody who may edit it; an import writes only what you may write in Jira.",
    ),
    (
        "edit-right-doubtful",
        "You may not edit another work item of this space and type: you don't have the permission “{permission}”. It may be the same with this one.",
        "Ask an administrator of the space for it. If you may edit this one, as its assignee perhaps, apply the row as it is.",
    ),
    (
        "edit-right-missing",
        "You may not edit this work item: you don't have the permission “{permission}”.",
        "Ask an administrator of the space for it, or leave the row out.",
    ),
    (
        "edit-right-missing-rows",
        "You may not edit work items of {space}: you don't have the permission “{permission}”. Rows held back: {rows}.",
        "Ask an administrator of the space {space} for it, or leave the rows out.",
    ),
    (
        "field-not-on-screen",
        "{field} is not on the screen of this work type.",
        "Leave the field alone in this row, or ask a Jira administrator to add the field to the screen.",
    ),
    (
        "field-right-doubtful",
        "You may not set {field} of another work item of this space and type: you don't have the permission “{permission}”. It may be the same with this one.",
        "Ask an administrator of the space for it. If you may set it here, as the assignee perhaps, apply the row as it is.",
    ),
    (
        "field-right-missing",
        "You may not set {field}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space for it, or leave the cell as it is in Jira.",
    ),
    (
        "field-required",
        "{field} is required.",
        "Fill it in; if the file has no column for it, add one.",
    ),
    (
        "issue-not-found",
        "{key} does not exist, or you can't see it.",
        "Correct the key, ask for access, or empty the cell to create a new work item.",
    ),
    (
        "issue-type-missing",
        "No work type is given, and {project} has none that would be meant.",
        "Choose a work type for new rows, or add a column. {project} has: {known}.",
    ),
    (
        "create-right-missing",
        "You may not create work items in {project}: you don't have the permission “{permission}”.",
        "Ask an administrator of the space {project} for it. If the row is not new, fill in its key.",
    ),
    (
        "create-right-missing-rows",
        "You may not create work items in {project}: you don't have the permission “{permission}”. Rows held back: {rows}.",
        "Ask an administrator of the space {project} for it. If the rows are not new, fill in their keys.",
    ),
    (
        "issue-type-not-allowed",
        "You can't create work items of the type {type} in {project}.",
        "Choose another work type, or ask for the permission. If the row is not new, fill in its key.",
    ),
    ("issue-type-not-found", "{project} has no work type “{value}”.", "Choose one of: {known}."),
    (
        "key-is-a-number",
        "{value} is a number among keys. It may be the ID of another program, so no work item is named by it.",
        "Write the key, such as DEMO-12, or empty the cell to create a new work item.",
    ),
    (
        "key-of-another-site",
        "{value} is a work item of another site than {site}.",
        "Write the key that the work item has here, or empty the cell to create a new one.",
    ),
    (
        "key-malformed",
        "“{value}” is not a key.",
        "Keys look like DEMO-12. Empty the cell to create a new work item.",
    ),
    (
        "nothing-remembered",
        "The file does not say what was exported of {count} changed rows. Where neither their dates nor Jira's history tell, what was changed in Jira meanwhile looks like a change of yours.",
        "Look at the changes of these rows before you apply them, or export again and make them there.",
    ),
    (
        "key-repeated",
        "{key} is also in row {row}.",
        "Keep one of the rows. If one is meant as a new work item, empty its key.",
    ),
    (
        "label-too-long",
        "A label of {field} has {length} characters; Jira holds {most}.",
        "Shorten it, or put a space where one label ends and the next begins.",
    ),
    (
        "line-too-long",
        "{field} has {length} characters; Jira holds {most}.",
        "Shorten it. An emoji counts as two characters.",
    ),
    (
        "name-beside-id",
        "“{value}” is not the name of the account ID beside it, which is of {owner}. The ID counts.",
        "If “{value}” is meant, empty the ID.",
    ),
    (
        "number-beside-key",
        "{value} is not the number of {key}, which stands beside it as the parent's key. The key counts.",
        "If another parent is meant, write its key.",
    ),
    ("never-empty", "{field} can't be empty. It is left as it is in Jira.", ""),
    (
        "parent-ambiguous",
        "Several rows have the ID “{value}”.",
        "Give each row its own ID, or name the parent by its key.",
    ),
    (
        "parent-cycle",
        "This row is, over its parents, its own parent.",
        "Correct the parent of one of these rows.",
    ),
    (
        "new-row-assumed",
        "The row does not say all of where it goes: it goes to {project} as {type}.",
        "If that is not meant, name the space and the work type in the row, or choose them for all new rows.",
    ),
    (
        "parent-elsewhere",
        "A work item of the type {type} has to be in the same space as its parent.",
        "Choose another parent, or name the parent's space in this row.",
    ),
    (
        "parent-missing",
        "A work item of the type {type} needs a parent.",
        "Name the parent by its key, or by the value of the file's ID column.",
    ),
    (
        "parent-not-found",
        "There is no “{value}” that could be the parent, neither in Jira nor in this file, or you can't see it.",
        "Name the parent by its key, or by the value of the file's ID column.",
    ),
    (
        "parent-wrong-level",
        "A work item of the type {parent} can't be the parent of one of the type {type}.",
        "A parent is exactly one level above: an epic above stories and tasks, these above sub-tasks.",
    ),
    (
        "project-missing",
        "It is not known which space this new row goes to.",
        "Choose a space for new rows, or add a column with the space's key. If the row is not new, fill in its key.",
    ),
    (
        "project-not-found",
        "There is no space “{value}” in which you can create work items.",
        "Correct it, or ask for access. The key of a space is the safest name.",
    ),
    (
        "project-not-moved",
        "Another space is named, but a work item can't be moved by an import. It stays where it is.",
        "Use Move in Jira.",
    ),
    (
        "read-only-edited",
        "{field} can't be written. The different value in this cell has no effect.",
        "",
    ),
    ("row-blank", "This row has no value in any column that is imported, so nothing is done.", ""),
    (
        "new-status-needs-fields",
        "The way to {to} ({transition}) asks for {fields}, which the row does not give.",
        "Add a column for it and fill it in, or name an earlier status.",
    ),
    (
        "new-status-unreachable",
        "Work items of the type {type} start in {from} in {space}, and no way leads from there to {to}.",
        "Leave the cell empty, or name one of: {open}.",
    ),
    ("new-status-way", "It is created and then moved on in {steps} steps: {way}.", ""),
    (
        "new-status-way-closed",
        "A condition of the workflow closes {transition}, on the way to {to}, to another work item of this type. If it does so to this one, the row is created and stays on its way, which the report says.",
        "Leave the cell empty, or look whether the condition will hold.",
    ),
    (
        "new-status-way-unknown",
        "Whether a new work item of the type {type} gets to {to} can't be known before: no work item of {space} tells the way. It is created; if one step leads to {to}, that is made, and else it stays where it starts, which the report says.",
        "Import one such row first, or leave the cell empty.",
    ),
    (
        "status-locked",
        "No transition is open to you that leads from {from} to {to}.",
        "Leave the status as it is, or ask somebody who may change it.",
    ),
    (
        "status-may-need-fields",
        "The way to {to} ({transition}) asks for {fields}, which has no column in the file. Where it is empty, Jira refuses the change of status.",
        "If it is empty in Jira, add a column for it and fill it in.",
    ),
    (
        "status-needs-fields",
        "The way to {to} ({transition}) asks for {fields}, which is empty.",
        "Fill it in, or leave the status as it is.",
    ),
    (
        "status-right-missing",
        "You may not change the status: you don't have the permission “{permission}”.",
        "Leave the status as it is, in a new row empty, or ask an administrator of the space for the permission.",
    ),
    (
        "status-right-missing-rows",
        "You may not change the status of work items of {space}: you don't have the permission “{permission}”. Rows held back: {rows}.",
        "Leave the status as it is, in new rows empty, or ask an administrator of the space {space} for the permission.",
    ),
    (
        "status-right-doubtful",
        "No transition is open to you that leads from {from} to {to}. To change the status of another work item of this space and type, you don't have the permission “{permission}”.",
        "Leave the status as it is, or ask an administrator of the space for the permission.",
    ),
    (
        "status-unreachable",
        "No transition leads from {from} to {to}.",
        "From {from} you can go to: {open}.",
    ),
    ("summary-line-break", "The summary has a line break.", "Put it on one line."),
    ("summary-missing", "The summary is empty.", "Fill it in."),
    (
        "summary-unmatched",
        "A new work item needs a summary, and no column is matched with it.",
        "Choose Summary as the field of the column that holds it.",
    ),
    (
        "summary-too-long",
        "The summary has {length} characters; Jira holds {most}.",
        "Shorten it; the rest may go into the description. An emoji counts as two characters.",
    ),
    (
        "text-too-long",
        "{field} has {length} characters; Jira holds {most}.",
        "Shorten it, or attach it as a file.",
    ),
    (
        "type-level-change",
        "The work type can't be changed from {from} to {to} by an import.",
        "Leave the type as it is, or convert the work item in Jira.",
    ),
    (
        "user-not-assignable",
        "Jira gives no work of {space} to {user}, so {field} can't be set to them.",
        "Name somebody else, or leave the cell empty. An administrator of the space can let {user} in, with the permission to be assigned.",
    ),
    (
        "user-not-active",
        "The account of {user} is not active, so {field} can't be set to it.",
        "Name somebody else.",
    ),
];

const NOT_ON_SCREEN: &str =
    "Ask a Jira administrator to add the field to the screen, or set it in Jira afterwards.";

const NO_FIELD_RIGHT: &str = "Ask an administrator of the space for it, or for the value.";
