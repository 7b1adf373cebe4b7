//! Sentences of the program for a terminal.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "credentials-missing",
        "The environment variable {variable} is not set.",
        "Set ROWPORT_EMAIL to the e-mail address of your Atlassian account and ROWPORT_TOKEN to an \
         API token of it.",
    ),
    (
        "credentials-refused",
        "Jira does not accept the e-mail or the API token.",
        "Check ROWPORT_EMAIL and ROWPORT_TOKEN. A token may have expired or been revoked: make a new \
         one in your Atlassian account.",
    ),
    (
        "credentials-ended",
        "Jira accepts the e-mail or the API token no longer, so its answers could not be believed \
         any more.",
        "Make a new token in your Atlassian account, set ROWPORT_TOKEN to it and run the same command \
         again: what is done is not done twice.",
    ),
    (
        "site-not-an-address",
        "{site} is not the address of a Jira site.",
        "Write it like https://example.atlassian.net, without a path.",
    ),
    (
        "site-not-encrypted",
        "{site} is not encrypted, so the API token is not sent there.",
        "Use https; http is for servers on this computer only.",
    ),
    (
        "time-zone-unknown",
        "There is no time zone {zone}.",
        "Use a name of the IANA database, such as Europe/Berlin.",
    ),
    (
        "no-such-column",
        "No column of the file that is imported is called “{column}”.",
        "Name a column by its header or by its field.",
    ),
    (
        "column-known-word",
        "The column “{header}” is read as {field}.",
        "If it is not meant, say with --map what it holds.",
    ),
    (
        "row-not-asked",
        "--imported-before {answer}: {row} is not a row that looks imported before.",
        "`rowport plan` without that option lists these rows, by the numbers that Excel shows.",
    ),
    (
        "row-not-like",
        "--imported-before {answer}: row {row} does not look like {key}.",
        "It looks like: {known}. If the row is {key}, write the key into the file.",
    ),
    (
        "row-answer-malformed",
        "{file}, line {line}: {detail}",
        "Write one answer a line: ROW=update, ROW=create or ROW=KEY.",
    ),
    ("file-io", "{file}: {detail}", ""),
    (
        "file-too-long",
        "{file} has more than {most} MB, which is more than a file of its kind may have.",
        "",
    ),
    (
        "file-not-utf-8",
        "{file} is no text in UTF-8. PowerShell and Notepad may have saved it in UTF-16.",
        "Save it in UTF-8.",
    ),
    (
        "file-takes-too-long",
        "{file} could not be read within {seconds} seconds.",
        "Open it in a spreadsheet program, copy the table into a new file and save that as .xlsx.",
    ),
    (
        "file-reader-stopped",
        "{file} could not be read: it made the reader stop. The file is damaged, or not what it \
         claims to be.",
        "Open it in a spreadsheet program and save it again as .xlsx.",
    ),
    (
        "export-format-unknown",
        "The name {file} does not tell the format.",
        "Name the file .xlsx, .csv or .json, or use --format.",
    ),
    (
        "own-workbook-extension",
        "A workbook that is filled in keeps its format.",
        "Give --out a name that ends in .{extension}.",
    ),
    (
        "field-ambiguous",
        "Several fields are named {field}: {choices}.",
        "Name the one that is meant, such as “{example}”.",
    ),
    (
        "column-no-rich-text",
        "The column “{header}” gives {field}, which has no formatting: signs in it are always as they were typed.",
        "Leave --text out for it, or say with --map what else it holds.",
    ),
    (
        "column-no-text",
        "The column “{header}” gives no field, so that --text says nothing of it.",
        "Say with --map what it holds, or leave --text out for it.",
    ),
    (
        "field-not-found",
        "The site has no field “{field}”.",
        "Write its name or its id as Jira has it, `row id` for the file's own IDs, or `ignore`.",
    ),
    (
        "export-workbook-only",
        "Outline and protection need an Excel workbook; this format has neither.",
        "Give the file a name that ends in .xlsx.",
    ),
    (
        "export-rows-only",
        "CSV holds one row for each work item: comments, worklogs and the like are not exported.",
        "Give the file a name that ends in .xlsx or .json.",
    ),
    (
        "column-similar",
        "The column “{header}” is read as {field}, which is similar.",
        "If it is not meant, give the column another header, or say with --map what it holds.",
    ),
    (
        "column-not-found",
        "The file has no column “{header}”.",
        "`rowport inspect` lists the columns. Where a header is missing, use the column's letters.",
    ),
    ("sheet-not-found", "The file has no sheet {sheet}.", "`rowport inspect` lists the sheets."),
    (
        "plan-in-use",
        "{file} is being applied by another rowport on this computer.",
        "Wait until that has ended. Then apply the plan again: only what is left is done.",
    ),
    (
        "plan-not-locked",
        "The plan could not be locked ({detail}): nothing keeps a second rowport from applying it \
         at the same time.",
        "",
    ),
    (
        "apply-waits-for-file",
        "Another rowport on this computer is importing {what}. This one begins when that one has \
         ended, and then does only what is left.",
        "Ctrl-C ends this one; nothing is written then.",
    ),
    (
        "apply-waits-for-space",
        "Another rowport on this computer is importing into {what}. This one begins when that one \
         has ended, and then looks at what it made.",
        "Ctrl-C ends this one; nothing is written then.",
    ),
    (
        "space-not-locked",
        "The space could not be locked ({detail}): nothing keeps a second rowport on this computer \
         from importing the same rows at the same time.",
        "Apply one plan at a time.",
    ),
    (
        "plan-of-another-site",
        "The plan was made against {planned}, not {site}.",
        "Apply it there, or make a new plan.",
    ),
    ("internal", "Something went wrong: {detail}", ""),
];

/// What to do about a text whose encoding was guessed.
const ENCODING: &str = "If letters or signs are wrong, name the encoding with --encoding, such as \
                        --encoding windows-1250, or save the file as UTF-8.";

/// What to do about rows that are cut at the wrong places.
const DELIMITER: &str = "Put the cell that holds a delimiter into quotes, or say with --delimiter \
                         what stands between cells. If cells beyond the headers are meant, name \
                         their columns.";

/// What to do in a terminal, for sentences of other areas whose remedy is a choice on a screen.
pub(super) const FIXES: &[(&str, &str)] = &[
    (
        "ambiguous-date",
        "Use --date-order day or --date-order month, or write the day as 2026-12-31.",
    ),
    (
        "ambiguous-number",
        "Use --decimal point or --decimal comma, or remove the thousands separator.",
    ),
    ("note-encoding-guessed", ENCODING),
    ("note-encoding-doubtful", ENCODING),
    ("note-undecodable-characters", ENCODING),
    ("note-uneven-rows", DELIMITER),
    (
        "note-lines-in-cells",
        "If the first column is meant as it is, say with --delimiter what stands between cells.",
    ),
    (
        "text-character-lost",
        "Type the character again, or name the encoding of the file with --encoding.",
    ),
    ("text-row-longer", DELIMITER),
    ("ambiguous-issue-type", "Name the space in the row: its own work type is meant then."),
    ("changed-on-both-sides", CONFLICTS),
    ("changed-since-the-row", CONFLICTS),
    ("maybe-changed-in-jira", CONFLICTS),
    ("maybe-wiki-markup", NOTATION),
    ("origin-lost", CONFLICTS),
    ("text-mangled-cut", MANGLED),
    ("text-mangled-day", MANGLED),
    ("text-mangled-encoding", MANGLED),
    ("text-mangled-number", MANGLED),
    ("text-mangled-sign", MANGLED),
    ("text-mangled-truth", MANGLED),
    ("conflict-notation", NOTATION),
    ("text-maybe-markdown", TEXT_FORM_MARKDOWN),
    ("text-maybe-wiki", TEXT_FORM_WIKI),
    ("conflict-open", CONFLICTS),
    ("changed-on-both-sides-since-import", CONFLICTS),
    (
        "column-field-taken",
        "Say with --map \"{header}=FIELD\" what the column holds, or with --map \"{other}=ignore\" \
         that the other one is not meant.",
    ),
    ("column-foreign-keys", "If the rows are work items of this site, use --map \"{header}=Key\"."),
    ("column-holds-keys", "If the rows are new, use --map \"{header}=row id\"."),
    ("column-keys-agree", REFERS),
    ("column-keys-differ", REFERS),
    ("column-left-out", "Use --map \"{header}={field}\" too."),
    ("column-name-of-several", NAMESAKE),
    ("column-own-field", NAMESAKE),
    (
        "column-own-field-open",
        "Choose one of them, as with --map \"{header}={example}\". If rows mean different ones, give \
         each a column of its own.",
    ),
    (
        "column-numbered",
        "Give all columns of the field its name, without a number, or say of each of them what it \
         holds, as with --map \"{header}=FIELD\".",
    ),
    (
        "column-of-keys",
        "If they are, use --map \"{header}=Key\", so that they are changed. If they are new, use \
         --map \"{header}=row id\" or --map \"{header}=ignore\".",
    ),
    (
        "column-of-numbers",
        "Use --map \"{header}=row id\" if they only tell the rows of this file apart, or \
         --map \"{header}=Key\" if this site gave them to its work items.",
    ),
    ("column-unmatched", "Use --map \"{header}=FIELD\", if it should be."),
    (
        "column-without-header",
        "Use --map \"{header}=FIELD\", or --header-row if another row holds the headers.",
    ),
    (
        "emptied-or-changed",
        "Export again and empty the cell there, or use --clear-empty: then every empty cell clears \
         its field.",
    ),
    ("entries-imported-before", ENTRIES_BEFORE),
    ("imported-before", IMPORTED_BEFORE),
    (
        "imported-before-anew",
        "As last time, plan again with --imported-before create to create new ones; or with \
         --imported-before update to update those work items, or with an answer for each row.",
    ),
    (
        "imported-again-kept",
        "To create such rows once more, name them: --imported-before ROW=create, or \
         --imported-before FIRST-LAST=create.",
    ),
    ("imported-before-row", ROW_BEFORE),
    ("imported-before-row-begun", ROW_BEFORE),
    ("imported-before-row-done", ROW_BEFORE),
    ("imported-before-row-moved", ROW_BEFORE),
    ("imported-before-row-others", ROW_BEFORE),
    ("imported-before-row-begun-others", ROW_BEFORE),
    ("imported-before-row-done-others", ROW_BEFORE),
    ("imported-before-row-moved-others", ROW_BEFORE),
    (
        "issue-type-missing",
        "Use --issue-type for new rows, or add a column. {project} has: {known}.",
    ),
    (
        "key-column-missing",
        "Say with --map \"COLUMN=Key\" which column holds the keys, or put the column back. If you want \
         copies, save the sheet as CSV and import that.",
    ),
    ("loss-open", "Plan again with --accept-loss."),
    (
        "new-row-assumed",
        "If that is not meant, name the space and the work type in the row, or use --project and \
         --issue-type for all new rows.",
    ),
    (
        "nothing-mapped",
        "Write the names of fields, such as Summary, above the values, or say with \
         --map \"COLUMN=FIELD\" what a column holds.",
    ),
    (
        "project-missing",
        "Use --project for new rows, or add a column with the space's key. If the row is not new, \
         fill in its key.",
    ),
    ("rich-text-loss", "Plan again with --accept-loss, or bring that part of the text back."),
    ("summary-unmatched", "Say with --map \"COLUMN=Summary\" which column holds it."),
    (
        "two-columns-one-field",
        "Use --map \"{header}=ignore\", or say with it what one of them holds instead.",
    ),
];

const ENTRIES_BEFORE: &str = "Plan again with --imported-before update to leave them out (what Jira has is not changed), \
     or with --imported-before create to add them once more.";
const IMPORTED_BEFORE: &str = "Plan again with --imported-before update to update those work items, or with \
     --imported-before create to create new ones, or with an answer for each row.";

const ROW_BEFORE: &str = "For single rows use --imported-before ROW=KEY with the work item that the row updates, or \
     --imported-before ROW=create; ROW as Excel numbers it.";

const NAMESAKE: &str = "If another one is meant, name it, as with --map \"{header}=FIELD\".";

const REFERS: &str = "If the column only refers to them, use --map \"{header}=ignore\", or --map \"{header}=row id\".";

const MANGLED: &str = "Plan again with --conflicts jira to leave Jira's value. To change such a text, \
                       format its cell as text and type it again.";

const TEXT_FORM_MARKDOWN: &str = "If it is Markdown, say --text COLUMN=markdown; if it is not, --text COLUMN=plain, and nothing is asked.";
const TEXT_FORM_WIKI: &str = "If it is wiki markup, say --text COLUMN=wiki; if it is not, --text COLUMN=plain, and nothing is asked.";
const NOTATION: &str =
    "Say --text COLUMN=markdown, wiki or plain; or --conflicts COLUMN=jira to leave it.";

const CONFLICTS: &str = "Plan again with --conflicts mine to write the file's values, or with \
                         --conflicts jira to leave Jira's.";
