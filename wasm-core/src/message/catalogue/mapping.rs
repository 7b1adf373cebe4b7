//! Sentences about matching columns to fields.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "origin-lost",
        "Rowport exported this workbook, but its hidden sheet “{sheet}” is gone, which tells what it held. A cell that may differ because Jira was changed since is held back until you choose, and empty cells clear nothing.",
        "Choose for each column, or export again and make your changes there.",
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
        "column-beside-key",
        "The parents of “{header}” are known by their keys in “{ids}”. The number counts only where the key is missing.",
        "To move a work item below another one, change the key.",
    ),
    (
        "column-foreign-keys",
        "The keys in “{header}”, such as {value}, are of no space on this site. They are taken for the file's own IDs, and the rows for new work items.",
        "Choose Key for the column, if the rows are work items of this site.",
    ),
    (
        "column-holds-keys",
        "The column “{header}” holds keys of work items. Each row is taken for the work item of its key.",
        "If the rows are new, choose something else for the column.",
    ),
    (
        "column-keys-agree",
        "The column “{header}” holds keys, and the summaries of most rows are those of these work items. Each row is taken for the work item of its key.",
        "If the column only refers to them, choose something else for it, or not to import it.",
    ),
    (
        "column-keys-differ",
        "The column “{header}” holds keys of work items, but most of them have other summaries than the rows. Each row is taken for the work item of its key, and would change it.",
        "If the column only refers to them, choose something else for it, or not to import it.",
    ),
    (
        "column-left-out",
        "The column “{header}” is not imported, but other columns of {field} are: values that stand here alone are removed from the work items.",
        "Choose {field} for this column too.",
    ),
    (
        "column-numbered",
        "The headers do not tell whether “{header}” is one more column of the same field. Nothing of that field is imported.",
        "Give all columns of the field its name, without a number, or choose a field for each of them.",
    ),
    (
        "column-of-keys",
        "The column “{header}” holds keys, such as {value}, but nothing says whether the rows are those work items.",
        "Choose Key for it if they are, so that they are changed. If they are new, choose Row ID, another field, or not to import it.",
    ),
    (
        "column-of-numbers",
        "The column “{header}” holds numbers, such as {value}, not keys such as DEMO-12. They may be Jira's own numbers of work items, or those of another program.",
        "Choose Row ID for it if they only tell the rows of this file apart, or Key if this site gave them to its work items.",
    ),
    (
        "column-row-ids",
        "The numbers in “{header}” are taken for the file's own IDs, and the rows for new work items.",
        "If the rows are work items of this site, add a column with their keys.",
    ),
    (
        "column-in-seconds",
        "This is Jira's own CSV: plain numbers in “{header}” are read as seconds.",
        "",
    ),
    (
        "column-zone-unknown",
        "The header of {field} names the zone “{zone}”, which is not known. Its times are read in {own}.",
        "Write UTC, an offset such as +02:00, or a name such as Europe/Berlin into the header.",
    ),
    (
        "column-joined",
        "The column “{header}” is there more than once. Its values are read as one list.",
        "",
    ),
    (
        "column-name-of-several",
        "The site has several fields named “{header}”. Taken is {chosen}; there is also {others}.",
        "If another one is meant, choose it.",
    ),
    (
        "column-own-field",
        "The site has several fields named “{header}”. Each row gives the one that its space and work type have: {taken}.",
        "If another one is meant, choose it.",
    ),
    (
        "column-own-field-open",
        "The site has several fields named “{header}”, and row {row} leaves open which of them is meant: {choices}.",
        "Choose one of them for the column. If rows mean different ones, give each a column of its own.",
    ),
    (
        "column-unmatched",
        "No field fits the column “{header}”. It is not imported.",
        "Choose a field for it, if it should be.",
    ),
    (
        "column-wiki-markup",
        "This is Jira's own CSV: “{header}” is wiki markup. A cell that is edited is written as it stands, and Jira converts it.",
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
    ("field-of-jira", "Jira's own", ""),
    ("field-of-spaces", "shared", ""),
    (
        "key-column-missing",
        "This file was exported by Rowport, but no column holds the key. Every row would become a new work item.",
        "Choose Key for the column that holds the keys, or put the column back. If you want copies, save the sheet as CSV and import that.",
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
