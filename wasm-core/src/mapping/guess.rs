//! What a column is taken for, and why.

use super::{Confidence, MappedTo};
use crate::schema::{FieldId, FieldSchema};

/// How a column was matched, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// What Jira's own CSV has beside a name or a number, and says it better: an account ID, the
    /// parent's key.
    Beside,
    Id,
    Name,
    Alias,
    Content,
    NameOfSeveral,
    LooseAlias,
    Similar,
    /// The user has to say it.
    Asked,
    /// Its numbered header does not tell; the field is held back.
    Held,
    /// It is empty, and another column may hold what its header says.
    Empty,
    Nothing,
}

/// What a column is taken for.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub(super) mapped: MappedTo,
    pub(super) reason: Reason,
    /// Whether the header is that of Jira's numeric id.
    pub(super) issue_id: bool,
}

impl Guess {
    pub(super) fn nothing() -> Self {
        Self::unmapped(Reason::Nothing)
    }

    pub(super) fn held() -> Self {
        Self::unmapped(Reason::Held)
    }

    pub(super) fn empty() -> Self {
        Self::unmapped(Reason::Empty)
    }

    pub(super) fn asked() -> Self {
        Self::unmapped(Reason::Asked)
    }

    fn unmapped(reason: Reason) -> Self {
        Self { mapped: MappedTo::Ignored, reason, issue_id: false }
    }

    pub(super) fn row_id(reason: Reason) -> Self {
        Self { mapped: MappedTo::RowId, ..Self::unmapped(reason) }
    }

    pub(super) fn field(field: &FieldSchema, reason: Reason) -> Self {
        Self { mapped: MappedTo::Field(field.id.clone()), ..Self::unmapped(reason) }
    }

    /// The field that each row has, of several.
    pub(super) fn own_of(fields: Vec<FieldId>) -> Self {
        Self { mapped: MappedTo::OwnOf(fields), ..Self::unmapped(Reason::NameOfSeveral) }
    }

    pub(super) fn confidence(&self) -> Confidence {
        match self.reason {
            Reason::Beside | Reason::Id | Reason::Name | Reason::Alias | Reason::Content => {
                Confidence::Sure
            }
            Reason::NameOfSeveral | Reason::LooseAlias | Reason::Similar => Confidence::Suggested,
            Reason::Asked => Confidence::Open,
            Reason::Held | Reason::Empty | Reason::Nothing => Confidence::None,
        }
    }
}
