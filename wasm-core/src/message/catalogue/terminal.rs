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
    ("file-io", "{file}: {detail}", ""),
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
        "Several fields are named {field}.",
        "Use the field's id, such as customfield_10016.",
    ),
    (
        "export-workbook-only",
        "Outline and protection need an Excel workbook; this format has neither.",
        "Give the file a name that ends in .xlsx.",
    ),
    (
        "export-rows-only",
        "CSV holds one row for each work item: comments, worklogs and the like are left out.",
        "Give the file a name that ends in .xlsx or .json.",
    ),
    (
        "column-similar",
        "The column “{header}” is read as {field}, which is similar.",
        "If it is not meant, give the column another header.",
    ),
    ("sheet-not-found", "The file has no sheet {sheet}.", "`rowport inspect` lists the sheets."),
    (
        "plan-of-another-site",
        "The plan was made against {planned}, not {site}.",
        "Apply it there, or make a new plan.",
    ),
    ("internal", "Something went wrong: {detail}", ""),
];
