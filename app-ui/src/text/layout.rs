//! Templates, the options of a workbook, and workbooks of one's own.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    ("templates-title", "Template"),
    (
        "templates-hint",
        "Columns, widths, format and options under a name. Templates are kept in Jira with your \
         account, so they are there in every browser.",
    ),
    ("templates-none", "None saved"),
    ("templates-some", "{count} saved"),
    ("template-saved-label", "Saved template"),
    ("template-choose", "Choose a template"),
    ("template-load", "Use"),
    ("template-delete", "Delete"),
    ("template-name", "Save these choices as"),
    ("template-save", "Save template"),
    ("template-replace", "Replace template"),
    ("template-undo", "Undo"),
    ("template-loaded", "“{name}” is set up: columns, format and options."),
    ("template-saved", "“{name}” is saved."),
    ("template-deleted", "“{name}” is deleted."),
    (
        "template-missing",
        "The site does not have these columns any more, or you may not see them: {columns}. They \
         are not exported.",
    ),
    ("options-title", "Workbook options"),
    ("option-outline", "Group by parent"),
    (
        "option-outline-hint",
        "Children follow their parent, in groups that Excel folds, up to eight levels. Sorting the \
         sheet takes the rows out of their groups.",
    ),
    ("option-protect", "Lock what Jira sets itself"),
    (
        "option-protect-hint",
        "Read-only columns can’t be edited. Excel then refuses to sort the sheet; filters still \
         work, and there is no password.",
    ),
    ("widths-set", "Set widths"),
    ("widths-fit", "Fit all widths"),
    ("width-of", "Width of {name} in characters"),
    ("width-fits", "fits"),
    ("own-title", "Your workbook"),
    (
        "own-hint",
        "An Excel file (.xlsx, .xlsm) with a row of headers. In a copy of it, the rows below the \
         headers are replaced; styles, formulas, charts and other sheets stay. It is read in this \
         browser, and nothing is uploaded.",
    ),
    ("own-drop", "Drop your workbook here, or choose it"),
    ("own-reading", "Reading the workbook…"),
    ("own-sheet", "Sheet with the table"),
    ("own-row", "Row of the headers"),
    ("own-columns", "Columns of the workbook and what they get"),
    ("own-gets", "gets {field}"),
    ("own-similar", "gets {field}, whose name is similar"),
    ("own-left", "stays empty, or keeps its formula"),
    (
        "own-none",
        "No header fits a field. Name the columns like the fields, or choose another sheet or row.",
    ),
    (
        "own-keyless",
        "No column gets the key, so the file can’t be imported again as changes. Add a column named \
         Key for that.",
    ),
];
