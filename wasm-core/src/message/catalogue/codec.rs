//! Sentences about reading and writing files.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("file-empty", "The file is empty.", "Save it again in the program it comes from."),
    (
        "file-not-a-spreadsheet",
        "This is not a spreadsheet: it is a {found}.",
        "Choose an .xlsx, .xlsm, .xls, .xlsb, .ods, .csv or .tsv file.",
    ),
    (
        "file-convertible",
        "This is not a workbook: it is a {found}.",
        "Open it in Excel or LibreOffice, save it as .xlsx (File, Save As), and choose that file.",
    ),
    (
        "file-encrypted",
        "The file is protected by a password.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it as .xlsx. Where Excel asks for none, remove the protection of the workbook's structure (Review, Protect Workbook) before you save it.",
    ),
    (
        "file-truncated",
        "The file ends too early ({at}).",
        "Download or copy it again; it was probably interrupted.",
    ),
    (
        "file-damaged",
        "The file is damaged at {at}: {detail}.",
        "Open it in Excel or LibreOffice, let it repair the file, and save it as .xlsx.",
    ),
    (
        "file-forbidden-content",
        "The file holds {what} at {at}, which no spreadsheet program writes.",
        "Open it in a spreadsheet program and save it as .xlsx, if you trust where it comes from.",
    ),
    (
        "file-too-large",
        "The file has {found}; {allowed} are allowed.",
        "Split it into several files.",
    ),
    (
        "file-unpacks-too-large",
        "The file unpacks to more than {allowed} at {at}.",
        "Remove pictures and sheets that are not needed, or split the file.",
    ),
    (
        "file-too-many-entries",
        "The archive has {found} entries; {allowed} are allowed.",
        "Remove pictures and sheets that are not needed.",
    ),
    (
        "file-too-many-sheets",
        "The file has {found} sheets; {allowed} are allowed.",
        "Save the sheet you need as a file of its own.",
    ),
    (
        "file-too-many-rows",
        "There are more rows at {at} than the {allowed} allowed: {found}.",
        "Split the sheet into several files.",
    ),
    (
        "file-too-many-columns",
        "A row at {at} has more cells than the {allowed} allowed: {found}.",
        "Delete the columns that are not needed.",
    ),
    (
        "file-too-many-cells",
        "There are more cells at {at} than the {allowed} allowed: {found}.",
        "Delete far-away cells and columns that are not needed, or save the file as .xlsx.",
    ),
    (
        "file-cell-too-long",
        "The text at {at} is longer than the {allowed} characters allowed: {found}.",
        "Shorten it.",
    ),
    (
        "file-needs-too-much-memory",
        "What the file holds up to {at} takes more memory than the {allowed} allowed.",
        "Split the file, or delete columns of long texts that are not needed.",
    ),
    (
        "file-too-scattered",
        "The cells at {at} are scattered over more rows and columns than a table can have: {found} \
         places, {allowed} are allowed.",
        "Delete rows and columns far from the table, or save the table as a file of its own.",
    ),
    (
        "file-unsupported",
        "The file has {what} at {at}, which can't be read.",
        "Open it in Excel or LibreOffice and save it as .xlsx.",
    ),
    (
        "file-no-sheets",
        "The file has no sheet with cells.",
        "Choose another file, or save one with a worksheet.",
    ),
    (
        "file-encoding-unknown",
        "There is no encoding “{name}”.",
        "Name one such as UTF-8, windows-1252, windows-1250, IBM850, macintosh or Shift_JIS.",
    ),
    (
        "write-cell-too-long",
        "The text at {at} has {chars} characters; a cell holds 32,767.",
        "Shorten it, or leave the column out.",
    ),
    (
        "write-sheet-full",
        "{rows} rows and {columns} columns don't fit a sheet of 1,048,576 by 16,384.",
        "Narrow the selection, or export in parts.",
    ),
    (
        "write-sheet-name",
        "A sheet can't be named \"{name}\".",
        "Use 1 to 31 characters, none of [ ] : * ? / \\, and no name twice.",
    ),
    ("write-refused", "The file can't be written at {at}: {detail}.", ""),
    (
        "template-format",
        "The workbook is not an Excel workbook of the usual kind.",
        "Open it in Excel and save it as .xlsx (not as Strict Open XML).",
    ),
    (
        "template-no-sheet",
        "The workbook has no worksheet \"{name}\".",
        "Choose another sheet of the workbook.",
    ),
    (
        "template-signed",
        "The workbook is digitally signed; filling it would break the signature.",
        "Save a copy without the signature and use that.",
    ),
    (
        "template-pivot",
        "A pivot table takes its data from the rows that would be filled in.",
        "Remove it from the workbook, and insert it again into the filled file.",
    ),
    (
        "template-totals",
        "The table ends with a row of totals.",
        "Switch the total row off, or put the totals above the table.",
    ),
    (
        "template-merged",
        "The cells {area} among the rows are merged.",
        "Unmerge them in the workbook.",
    ),
    (
        "template-below",
        "Row {row} below the table has values where new rows would be.",
        "Move what is below the table above it, beside it or to another sheet.",
    ),
    (
        "template-other-table",
        "Another table ({area}) lies among the rows.",
        "Move it beside the table or to another sheet.",
    ),
    (
        "template-array",
        "The formula in {at} fills several cells at once.",
        "Replace it by a formula for each row.",
    ),
    (
        "template-damaged",
        "The workbook is damaged, so that it can't be filled: {detail}.",
        "Open it in Excel, save it again and try once more.",
    ),
    ("note-macros-ignored", "Macros are ignored.", ""),
    (
        "note-formula-value-used",
        "Formulas in {sheet} (count: {count}, first: {first}): their last values are used.",
        "",
    ),
    (
        "note-formula-without-value",
        "Formulas in {sheet} without a stored value (count: {count}, first: {first}) count as empty.",
        "Open the file in Excel or LibreOffice and save it, so that the values are stored.",
    ),
    (
        "note-error-cells",
        "Cells in {sheet} show an error (count: {count}, first: {first}).",
        "Correct the formulas, or clear the cells.",
    ),
    (
        "note-merged-cells",
        "Merged cells in {sheet} (count: {count}, first: {first}): only the first cell of each group has the value.",
        "Unmerge them where each row needs the value.",
    ),
    (
        "note-hidden-by-merge",
        "Values in {sheet} that merged cells hide are not imported (count: {count}, first: {first}).",
        "Unmerge the cells there to see what they hold, and delete or move it.",
    ),
    (
        "note-totals-rows",
        "Rows of totals in {sheet} are no work items and are not imported (count: {count}, first: {first}).",
        "Turn the totals row of the table off where it is a row like the others.",
    ),
    ("note-hidden-sheet", "The sheet {sheet} is hidden.", ""),
    (
        "note-hidden-columns",
        "Hidden columns in {sheet} (count: {count}, first: {first}) are read too.",
        "Delete those that must not be read.",
    ),
    (
        "note-hidden-rows",
        "Hidden rows in {sheet} (count: {count}, first: {first}) are read too.",
        "Delete those that must not be read, or clear the filter to see them.",
    ),
    (
        "note-number-is-no-date",
        "Cells in {sheet} have a date format but hold no date (count: {count}, first: {first}).",
        "Correct the date there.",
    ),
    (
        "note-sheet-cut",
        "Only the beginning of the sheet {sheet} was read: it has more than can be imported.",
        "Nothing is to be done as long as another sheet is imported.",
    ),
    ("note-sheet-without-cells", "The sheet {sheet} has no cells and is not imported.", ""),
    (
        "note-encoding-guessed",
        "The text is read as {first}, which was guessed.",
        "If characters look wrong, choose the encoding, or save the file as UTF-8.",
    ),
    (
        "note-encoding-doubtful",
        "The text is read as {first}, but another encoding fits it nearly as well.",
        "Look at its letters and signs beyond A to Z. If they are wrong, choose the encoding, or save the file as UTF-8.",
    ),
    (
        "note-undecodable-characters",
        "Characters that could not be read as {first} show as \u{fffd} (count: {count}).",
        "Choose the encoding of the file, or save it as UTF-8.",
    ),
    (
        "note-uneven-rows",
        "Rows have more cells than the first one (count: {count}, first: {first}).",
        "Look for a delimiter inside a cell that has no quotes, or choose the delimiter.",
    ),
    (
        "note-quotes-unclear",
        "Quotes that are never closed, or stand within a cell and are not doubled (count: {count}, first: {first}).",
        "Close them, or double those within a cell, as in \"a 24\"\" screen\".",
    ),
    (
        "note-backslash-quotes",
        "A backslash before a quote is read as MySQL writes it: the quote belongs to the cell, the backslash does not.",
        "If the backslashes are meant, double the quotes within cells instead.",
    ),
    (
        "note-lines-in-cells",
        "Each line stood in one cell, as after a program with another delimiter had saved the file; the lines are read.",
        "If the first column is meant as it is, choose the delimiter.",
    ),
];
