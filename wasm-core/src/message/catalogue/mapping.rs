//! Sentences about matching columns to fields.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "origin-lost",
        "Rowport exported this workbook, but its hidden sheet “{sheet}” is gone. It is compared with Jira alone: what was changed in Jira since the export looks like a change of yours.",
        "Look at the changes before you apply them, or export again and make them there.",
    ),
    (
        "column-field-taken",
        "The column “{header}” also looks like {field}, which the column “{other}” already gives. It is not imported.",
        "Choose another field for one of the two columns.",
    ),
    (
        "column-gone",
        "The sheet no longer has the column “{header}”.",
        "Choose the sheet and its header row again.",
    ),
    (
        "column-beside-id",
        "The people of “{header}” are known by their account IDs in “{ids}”. A name counts only where the ID is missing.",
        "To name somebody else, write their name and empty the ID.",
    ),
    (
        "column-in-seconds",
        "This is Jira's own CSV: plain numbers in “{header}” are read as seconds.",
        "",
    ),
    (
        "column-joined",
        "The column “{header}” is there more than once. Its values are read as one list.",
        "",
    ),
    (
        "column-name-of-several",
        "The site has several fields named “{header}”. {chosen} is taken; the others are {others}.",
        "If another one is meant, choose it, or write its id behind the name: “{header} (id)”.",
    ),
    (
        "column-unmatched",
        "No field fits the column “{header}”. It is not imported.",
        "Choose a field for it, if it should be.",
    ),
    (
        "column-wiki-markup",
        "This is Jira's own CSV: “{header}” is read as wiki markup. A text with the same words as Jira's changes nothing.",
        "",
    ),
    (
        "column-without-header",
        "Column {header} has values but no header. It is not imported.",
        "Choose a field for it, or check that the right row is taken as the header.",
    ),
    (
        "field-gone",
        "The field {field}, chosen for the column “{header}”, is not on this site.",
        "Choose another field.",
    ),
    (
        "key-column-missing",
        "This file was exported by Rowport, but no column holds the key. Every row would become a new work item.",
        "Choose Key for the column that holds the keys, unless you want copies.",
    ),
    (
        "nothing-mapped",
        "No column is matched to a field.",
        "Choose a field for at least one column, or write the names of fields, such as Summary, above the values.",
    ),
    (
        "two-columns-one-field",
        "The columns “{other}” and “{header}” both give {field}, which holds one value.",
        "Choose another field for one of them, or don't import it.",
    ),
];
