//! What the further sheets are called, and their columns.

use crate::job::FurtherSheet;
use crate::schema::{FieldId, FieldSchema, FieldType};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The key.
    Key,
    /// Jira's id of the entry; a new row leaves it empty.
    Id,
    /// What a new row needs.
    Needed,
    /// What a new row may have.
    Optional,
    /// What Jira sets itself, and a new row may tell: it is kept in the text.
    Told,
    /// What Jira sets itself.
    Fixed,
}

/// A column of a further sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Header.
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) kind: FieldType,
    /// What it is for.
    pub(crate) role: Use,
}

impl Column {
    /// The column as a field, by which its cells are written and read.
    pub(crate) fn field(&self) -> FieldSchema {
        FieldSchema {
            id: FieldId::new(self.name),
            name: self.name.to_owned(),
            kind: self.kind,
            custom: false,
            scope: None,
        }
    }
}

const fn column(name: &'static str, kind: FieldType, role: Use) -> Column {
    Column { name, kind, role }
}

const KEY: Column = column("Key", FieldType::Key, Use::Key);

const COMMENTS: &[Column] = &[
    KEY,
    column("Comment ID", FieldType::Text, Use::Id),
    column("Author", FieldType::User, Use::Told),
    column("Created", FieldType::DateTime, Use::Told),
    column("Updated", FieldType::DateTime, Use::Fixed),
    column("Comment", FieldType::RichText, Use::Needed),
    column("Visible to", FieldType::Text, Use::Optional),
];

const WORKLOGS: &[Column] = &[
    KEY,
    column("Worklog ID", FieldType::Text, Use::Id),
    column("Author", FieldType::User, Use::Told),
    column("Started", FieldType::DateTime, Use::Needed),
    column("Time spent", FieldType::Duration, Use::Needed),
    column("Comment", FieldType::RichText, Use::Optional),
];

const LINKS: &[Column] = &[
    KEY,
    column("Link ID", FieldType::Text, Use::Id),
    column("Relationship", FieldType::Text, Use::Needed),
    column("Linked key", FieldType::Text, Use::Needed),
    column("Summary", FieldType::Text, Use::Fixed),
    column("Status", FieldType::Text, Use::Fixed),
];

const ATTACHMENTS: &[Column] = &[
    KEY,
    column("Attachment ID", FieldType::Text, Use::Id),
    column("Name", FieldType::Text, Use::Fixed),
    column("Size in bytes", FieldType::Number, Use::Fixed),
    column("Type", FieldType::Text, Use::Fixed),
    column("Author", FieldType::User, Use::Fixed),
    column("Created", FieldType::DateTime, Use::Fixed),
    column("Address", FieldType::Url, Use::Fixed),
];

const HISTORY: &[Column] = &[
    KEY,
    column("Change ID", FieldType::Text, Use::Id),
    column("Changed", FieldType::DateTime, Use::Fixed),
    column("Author", FieldType::User, Use::Fixed),
    column("Field", FieldType::Text, Use::Fixed),
    column("From", FieldType::Text, Use::Fixed),
    column("To", FieldType::Text, Use::Fixed),
];

const WATCHERS: &[Column] = &[
    KEY,
    column("Watcher ID", FieldType::Text, Use::Id),
    column("Watcher", FieldType::User, Use::Fixed),
    column("State", FieldType::Text, Use::Fixed),
];

/// Position of the id among the columns of every sheet.
pub(crate) const ID: usize = 1;

/// What stands for an id in a row that is added although Jira seems to have the same already.
const ANEW: &str = "new";

/// Whether a row with this id is a new one.
pub(super) fn is_new(id: &str) -> bool {
    id.is_empty() || times_anew(id) > 0
}

/// How many times over an id says that the row is one more, whatever Jira has: `new`, `new 2`.
pub(super) fn times_anew(id: &str) -> u32 {
    let id = id.to_lowercase();
    match id.strip_prefix(ANEW).map(str::trim_start) {
        Some("") => 1,
        Some(times) => times.parse().unwrap_or(0),
        None => 0,
    }
}

/// What to write so that a row is added once more than so many times.
pub(super) fn once_more(times: u32) -> String {
    match times {
        0 => ANEW.to_owned(),
        times => format!("{ANEW} {}", times.saturating_add(1)),
    }
}

impl FurtherSheet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Comments,
        Self::Worklogs,
        Self::Links,
        Self::Attachments,
        Self::History,
        Self::Watchers,
    ];

    /// Name of the tab.
    pub fn title(self) -> &'static str {
        match self {
            Self::Comments => "Comments",
            Self::Worklogs => "Worklogs",
            Self::Links => "Links",
            Self::Attachments => "Attachments",
            // Excel keeps the name “History” for itself.
            Self::History => "Change history",
            Self::Watchers => "Watchers",
        }
    }

    /// The name that commands and the hidden sheet use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Worklogs => "worklogs",
            Self::Links => "links",
            Self::Attachments => "attachments",
            Self::History => "history",
            Self::Watchers => "watchers",
        }
    }

    /// The sheet of a [`code`](Self::code).
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.code() == code)
    }

    /// The sheet of a [`title`](Self::title).
    pub fn of_title(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.title() == title)
    }

    /// Whether a new row becomes a new entry in Jira.
    pub fn takes_rows(self) -> bool {
        matches!(self, Self::Comments | Self::Worklogs | Self::Links)
    }

    /// Position of a column by its name.
    pub(super) fn column(self, name: &str) -> usize {
        self.columns().iter().position(|column| column.name == name).unwrap_or(usize::MAX)
    }

    /// The columns: the key first, then the id.
    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Self::Comments => COMMENTS,
            Self::Worklogs => WORKLOGS,
            Self::Links => LINKS,
            Self::Attachments => ATTACHMENTS,
            Self::History => HISTORY,
            Self::Watchers => WATCHERS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_starts_with_the_key_and_an_id_of_its_own() {
        let mut ids = std::collections::BTreeSet::new();
        for sheet in FurtherSheet::ALL {
            let columns = sheet.columns();
            assert_eq!((columns[0].role, columns[ID].role), (Use::Key, Use::Id));
            assert!(ids.insert(columns[ID].name), "{sheet:?}");
            assert_eq!(FurtherSheet::of_code(sheet.code()), Some(sheet));
        }
    }
}
