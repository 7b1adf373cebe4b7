//! Sentences about exports, and the comments on their headers.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "export-unknown-field",
        "The site has no field {field}, or you may not see it.",
        "Leave the column out.",
    ),
    (
        "export-incomplete",
        "{count} of {all} work items are in the file. Jira found these, and did not give them: {missing}.",
        "Export again. If they are missing again, open one of them in Jira.",
    ),
    (
        "own-workbook-mark",
        "The workbook has a sheet {sheet} that Rowport did not write, in the place of its own.",
        "Rename that sheet.",
    ),
    (
        "own-workbook-entries",
        "The sheet “{sheet}” is of an earlier export, and would stay as it was.",
        "Delete that sheet, or give it back the name it was exported with.",
    ),
    (
        "own-workbook-new-rows",
        "The sheet “{sheet}” of an earlier export has new rows, which would get lost: it is \
         written anew.",
        "Import the workbook first, then delete these rows.",
    ),
    (
        "own-workbook-taken",
        "The workbook has a sheet “{sheet}” of its own, in the place of the one that would be added.",
        "Rename that sheet, or export without it.",
    ),
    (
        "own-workbook-unfilled",
        "The column “{header}” fits no field: its rows stay empty, or keep their formula.",
        "",
    ),
    (
        "template-column-gone",
        "The site has no field {field} any more, or you may not see it: the column is not exported.",
        "",
    ),
    (
        "own-workbook-no-columns",
        "No header of the sheet “{sheet}” fits a field of the site.",
        "Name the columns like the fields, or choose another sheet or row of headers.",
    ),
    (
        "templates-name",
        "A template needs a name of up to {most} characters.",
        "Give it a shorter name, or one at all.",
    ),
    (
        "templates-full",
        "There is no room for another template: Jira keeps 32,768 characters of them.",
        "Delete one that you do not need, or save fewer columns.",
    ),
    (
        "templates-version",
        "Your templates were saved by a later version of Rowport.",
        "Load the page again to get that version; nothing was changed.",
    ),
    ("templates-missing", "There is no template “{name}”.", "Choose one of those that are listed."),
    ("note-key", "Names the work item. Leave it empty in a new row.", ""),
    ("note-read-only", "Jira sets this itself: an import leaves it alone.", ""),
    ("note-enter", "You may enter: {what}", ""),
    ("note-refuses", "Jira refuses: {what}", ""),
    ("note-zone", "Times are in {zone}.", ""),
    ("about-heading", "Work items from Jira", ""),
    ("about-exported", "{count} work items, exported by Rowport on {when} ({zone}).", ""),
    ("about-query", "Query: {jql}", ""),
    ("about-columns", "What the columns mean", ""),
    ("about-comments", "The comment on each header says what may be entered below it.", ""),
    ("about-grey", "Grey columns are set by Jira itself: an import leaves them alone.", ""),
    ("about-required", "A header with an asterisk needs a value in each new row.", ""),
    (
        "about-lists",
        "Dropdowns offer what Jira had at the export. Something else may be typed too.",
        "",
    ),
    (
        "about-lists-none",
        "This file has no dropdowns of its fields: they are made for up to {most} pairs of space \
         and work type.",
        "",
    ),
    (
        "about-lists-refused",
        "Jira did not show all lists that were asked for, so dropdowns are missing or not whole.",
        "",
    ),
    (
        "about-people-spaces",
        "Columns of people have no dropdown: one is made for up to {most} spaces.",
        "",
    ),
    (
        "about-people-many",
        "Columns of people have no dropdown: more than {most} people may be assigned.",
        "",
    ),
    (
        "about-people-refused",
        "Columns of people have no dropdown: Jira did not say of every space who may be assigned.",
        "",
    ),
    (
        "about-people-first",
        "Dropdowns of people offer who may be assigned among the first {most} accounts of the \
         site, which is as far as Jira looks. Anybody else may be typed.",
        "",
    ),
    (
        "about-several",
        "Cells with several values hold one per line; labels are separated by spaces.",
        "",
    ),
    ("about-zone", "Times are in {zone}. Days have no time and no zone.", ""),
    ("about-import", "What an import makes of it", ""),
    (
        "about-approve",
        "Before anything is written to Jira, Rowport shows every change and asks.",
        "",
    ),
    (
        "about-changes",
        "Only cells that you change are written. A cell that you empty clears its field.",
        "",
    ),
    ("about-new-rows", "A row without a key becomes a new work item.", ""),
    (
        "about-order",
        "Rows and columns may be sorted, filtered, moved and deleted. A row that is missing changes nothing in Jira.",
        "",
    ),
    (
        "about-origin",
        "The hidden sheet {sheet} must stay: it tells what you changed from what Jira changed since the export.",
        "",
    ),
];
