//! Sentences about cells that can't be read as the value of their field.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "date-maybe-exchanged",
        "The cell holds the day {written}, but other cells of {field} are texts with day and month in another order. Day and month may have been exchanged when the file was opened.",
        "Compare the day with the file it came from. To be sure, open that file again with the right order, or write the day as 2026-12-31.",
    ),
    (
        "date-without-time",
        "“{value}” has a time of day, which {field} can't hold. {written} is written.",
        "",
    ),
    (
        "duration-of-many-hours",
        "“{value}” has no unit and is read as hours: {written}.",
        "Write the unit, such as 90m or 8h, in the cell, or in the header: “{field} (min)”.",
    ),
    (
        "duration-part-of-minute",
        "“{value}” is no whole number of minutes, which Jira keeps.",
        "Write it as 1h 30m. In Jira's own CSV a plain number means seconds.",
    ),
    (
        "duration-rounded",
        "“{value}” is rounded to whole minutes: {written}.",
        "Write hours and minutes, such as 1h 30m, if another time is meant.",
    ),
    (
        "label-with-comma",
        "“{value}” is written as one label, as spaces separate the labels of an export.",
        "Put a space instead of the comma, if several labels are meant.",
    ),
    (
        "label-with-space",
        "A label has no spaces: “{value}” is split, and {written} is written.",
        "Put a hyphen instead of the space, if one label is meant; or commas between the labels.",
    ),
    (
        "number-maybe-thousands",
        "The cell holds {written}, but other cells of {field} are texts with separated thousands. Its separator may have been taken for a decimal sign when the file was opened.",
        "Compare the number with the file it came from.",
    ),
    (
        "number-percent",
        "“{value}” could be a number of hundredths or the part of a whole.",
        "Write the number that Jira is to have, without a percent sign.",
    ),
    (
        "text-fills-cell",
        "The text fills its cell to the last character, and may have been cut off there.",
        "Compare its end with the file it came from.",
    ),
    (
        "markup-not-made",
        "Something of the wiki markup in “{value}” can't be kept, as a colour, a picture or the mention of a person, for other texts of this file are no wiki markup.",
        "Look at “{written}”. Import the column in a file of its own, and Jira itself converts it.",
    ),
    (
        "text-of-date",
        "The cell of {field} holds a date, not a text. “{written}” is written, whatever the sheet shows.",
        "Format the cell as text and type it again, if it should be written otherwise.",
    ),
    (
        "text-of-long-number",
        "The cell of {field} holds a number of more digits than a spreadsheet keeps. “{written}” is written.",
        "Format the cell as text and type all digits again.",
    ),
    (
        "text-of-time",
        "The cell of {field} holds a time, not a text. “{written}” is written, whatever the sheet shows.",
        "Format the cell as text and type it again, if it should be written otherwise.",
    ),
    (
        "ambiguous-date",
        "“{value}” could be two different days.",
        "Choose the order of dates, or write the day as 2026-12-31, or as an Excel date.",
    ),
    (
        "ambiguous-component",
        "Several components are called “{value}”.",
        "Rename one of them in Jira, or set it there.",
    ),
    (
        "ambiguous-issue-type",
        "Several work types are called “{value}”.",
        "Choose the space first: its own work type is meant then.",
    ),
    (
        "ambiguous-number",
        "“{value}” could be two different numbers.",
        "Choose the decimal sign, or remove the thousands separator, or write the decimals of another cell so that only one sign can be the decimal one.",
    ),
    (
        "ambiguous-option",
        "“{value}” could be several options of {field}.",
        "Write the option exactly as Jira shows it.",
    ),
    (
        "ambiguous-priority",
        "Several priorities are called “{value}”.",
        "Rename one of them in Jira, or set it there.",
    ),
    ("ambiguous-project", "Several spaces are called “{value}”.", "Write the space's key."),
    (
        "ambiguous-resolution",
        "Several resolutions are called “{value}”.",
        "Rename one of them in Jira, or set it there.",
    ),
    (
        "ambiguous-status",
        "Several statuses are called “{value}”.",
        "Rename one of them in Jira, or change it there.",
    ),
    (
        "ambiguous-user",
        "Several people are called “{value}”.",
        "Write the account ID or the e-mail: Name <account ID>.",
    ),
    ("ambiguous-asset", "Several objects are called “{value}”.", "Write workspace:object."),
    (
        "ambiguous-duration",
        "“{value}” could be hours, or seconds as Jira's own CSV has them: some numbers of the column are too large for hours.",
        "Write it with its unit, such as 8h or 1w 2d, or the unit in the header: “{field} (s)”.",
    ),
    ("ambiguous-group", "Several groups are called “{value}”.", "Set it in Jira."),
    (
        "ambiguous-organization",
        "Several organizations are called “{value}”.",
        "Write its id too: {allowed}.",
    ),
    (
        "ambiguous-security-level",
        "Several security levels are called “{value}”.",
        "Rename one of them in Jira, or set it there.",
    ),
    ("ambiguous-sprint", "Several sprints are called “{value}”.", "Write its id too: {allowed}."),
    ("ambiguous-team", "Several teams are called “{value}”.", "Write its id too: {allowed}."),
    (
        "ambiguous-version",
        "Several versions are called “{value}”.",
        "Rename one of them in Jira, or set it there.",
    ),
    ("bad-date", "“{value}” is not a date.", "Write the day as 2026-12-31, or as an Excel date."),
    (
        "bad-date-time",
        "“{value}” is not a date and time.",
        "Write it as 2026-12-31 14:30, or as an Excel date with a time.",
    ),
    (
        "bad-duration",
        "“{value}” is not a length of time.",
        "Write it as 1w 2d 3h 30m; a plain number means hours.",
    ),
    ("bad-number", "“{value}” is not a number.", "Write digits only, such as 1234.5."),
    (
        "archived-version",
        "The version “{value}” is archived.",
        "Unarchive it in Jira's releases, or use one of: {allowed}.",
    ),
    (
        "bad-parent",
        "“{value}” is neither a work item key nor the ID of a row that creates one.",
        "Write a key such as DEMO-12, or map the column that holds the file's own IDs.",
    ),
    (
        "bad-url",
        "“{value}” is not a web address.",
        "Write the whole address, such as https://example.com, with %20 for a space.",
    ),
    (
        "cell-not-calculated",
        "The cell holds a formula, but the file has no result of it.",
        "Open and save the file in Excel, or replace the formula with its value.",
    ),
    ("cell-error", "The cell holds the error {value}.", "Correct the formula in the file."),
    (
        "inactive-user",
        "The account of “{value}” is no longer active.",
        "Choose someone else, or write the account ID if this person is meant.",
    ),
    ("no-asset-known", "No object “{value}” is known.", "Write it as workspace:object."),
    ("no-organization-known", "No organization “{value}” is known.", "Write its id: Name <id>."),
    (
        "no-security-level-known",
        "There is no security level here that you may set, and so not “{value}”.",
        "Empty the cell, or ask for the permission to set the security of work items.",
    ),
    (
        "no-sprint-known",
        "There is no active or future sprint in this space, and so none called “{value}”.",
        "Start or plan a sprint in Jira, or empty the cell.",
    ),
    ("no-team-known", "No team “{value}” is known.", "Write its id: Name <id>."),
    (
        "nothing-to-choose",
        "{field} can't be set to “{value}”: it has no values to choose from in this space and work type.",
        "Empty the cell, or ask a Jira administrator to add the field or its values.",
    ),
    (
        "read-only-type",
        "{field} can't be changed by an import.",
        "The value in Jira stays as it is.",
    ),
    (
        "several-values",
        "{field} holds one value, but the row has several: {value}.",
        "Keep one of them, or ignore the other columns.",
    ),
    (
        "text-shortened",
        "The text of {field} was too long for a cell and is shortened here, so it can't be written back.",
        "Change it in Jira, or replace the whole text of the cell.",
    ),
    (
        "link-refused",
        "{field} has a link to “{value}”. Rowport writes links to https, http and mailto alone.",
        "Write a backslash in front of its bracket, so that it stays a text.",
    ),
    (
        "unknown-asset",
        "No object “{value}” is known.",
        "Write workspace:object, or one of: {allowed}.",
    ),
    ("unknown-component", "The space has no component “{value}”.", "Use one of: {allowed}."),
    ("unknown-group", "There is no group “{value}”.", "Use one of: {allowed}."),
    ("unknown-issue-type", "There is no work type “{value}” here.", "Use one of: {allowed}."),
    ("unknown-option", "{field} has no option “{value}”.", "Use one of: {allowed}."),
    (
        "unknown-organization",
        "No organization “{value}” is known.",
        "Write its id: Name <id>, or one of: {allowed}.",
    ),
    ("unknown-priority", "There is no priority “{value}”.", "Use one of: {allowed}."),
    (
        "unknown-project",
        "There is no space “{value}” that you may see.",
        "Write the space's key; known here: {allowed}.",
    ),
    ("unknown-resolution", "There is no resolution “{value}”.", "Use one of: {allowed}."),
    (
        "unknown-security-level",
        "There is no security level “{value}” that you may set.",
        "Use one of: {allowed}.",
    ),
    (
        "unknown-sprint",
        "There is no active or future sprint “{value}”.",
        "Use one of: {allowed}; or the sprint's id.",
    ),
    ("unknown-status", "The workflow has no status “{value}”.", "Use one of: {allowed}."),
    (
        "unknown-team",
        "No team “{value}” is known.",
        "Write its id: Name <id>, or one of: {allowed}.",
    ),
    (
        "number-too-large",
        "Jira holds numbers up to 100,000,000,000,000.",
        "Write a smaller number.",
    ),
    (
        "unknown-user",
        "Nobody you may see is called “{value}”.",
        "Write the account ID, the e-mail or the name exactly as Jira shows it.",
    ),
    (
        "user-name-differs",
        "“{value}” has the account ID of {owner}, whose name is another.",
        "Write the name alone, or the account ID alone.",
    ),
    ("unknown-version", "The space has no version “{value}”.", "Use one of: {allowed}."),
];
