//! Sentences about exports, and the comments on their headers.

use super::Entry;

pub(super) const TEXTS: &[Entry] = &[
    (
        "export-unknown-field",
        "The site has no field {field}, or you may not see it.",
        "Leave the column out.",
    ),
    ("note-key", "Names the work item. Leave it empty in a new row.", ""),
    ("note-read-only", "Jira sets this itself: an import leaves it alone.", ""),
    ("note-markdown", "Markdown: **bold**, *italic*, lists, links.", ""),
    ("note-labels", "Labels, separated by spaces.", ""),
    ("note-duration", "Working time, such as 1w 2d 3h 30m.", ""),
    ("note-several", "One value per line.", ""),
    ("note-zone", "Times are in {zone}.", ""),
];
