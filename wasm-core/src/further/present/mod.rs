//! What issues have of comments, worklogs and links already, and what of it is what a row asks for.

mod look;
mod near;
mod read;

use jiff::Timestamp;

use crate::jira::{Comment, IssueLink, Worklog};
use crate::job::FurtherSheet;
use crate::plan::{Addition, RowIdentity};
use crate::schema::{FieldType, FieldValue};
use crate::target::User;

pub(crate) use look::{Compared, Look, Otherwise, Person};
pub(crate) use near::{Closeness, Words};
pub(crate) use read::{comments_by_id, read, worklogs_by_id};

/// What an issue has.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Present {
    /// Its comments and worklogs.
    pub(crate) made: Vec<Made>,
    /// Its links.
    pub(crate) links: Vec<IssueLink>,
}

/// A comment or a worklog that an issue has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Made {
    /// Numeric id, as text; those of comments and of worklogs are independent of each other.
    pub(crate) id: String,
    /// Who sent it; none where the account is gone.
    pub(crate) author: Option<User>,
    /// When it was sent.
    pub(crate) created: Option<Timestamp>,
    /// The row of a file that it was made from.
    pub(crate) identity: Option<RowIdentity>,
    /// What a reader sees of it.
    pub(crate) look: Look,
}

impl Made {
    fn of_comment(comment: &Comment) -> Self {
        Self {
            id: comment.id.clone(),
            author: comment.author(),
            created: instant(&comment.created),
            identity: comment.identity(),
            look: Look::of_comment(comment),
        }
    }

    fn of_worklog(log: &Worklog) -> Option<Self> {
        Some(Self {
            id: log.id.clone(),
            author: log.author(),
            created: instant(&log.created),
            identity: log.identity(),
            look: Look::of_worklog(log, instant(&log.started)?),
        })
    }

    /// The sheet whose rows become such entries.
    pub(crate) fn sheet(&self) -> FurtherSheet {
        self.look.sheet()
    }

    /// Whether it was made from a row that holds the same, of whatever file.
    pub(crate) fn is_of_row(&self, row: &RowIdentity) -> bool {
        self.identity.as_ref().is_some_and(|identity| identity.row == row.row)
    }

    /// Whether it is the same for a reader as what `me` would add, and by the same person.
    pub(crate) fn alike(&self, wanted: &Look, me: Option<&User>) -> Option<Person> {
        wanted.same(me, &self.look, self.author.as_ref())
    }
}

impl Present {
    /// Whether the issue has a link already, from whichever end it was made.
    pub(crate) fn has_link(&self, addition: &Addition, other_key: &str) -> bool {
        let Addition::Link { kind, outward, .. } = addition else { return false };
        self.links.iter().any(|link| {
            link.kind.id == kind.id
                && link.other == other_key
                && (link.outward == *outward || link.kind.is_even())
        })
    }
}

/// An instant as Jira sends it.
fn instant(json: &serde_json::Value) -> Option<Timestamp> {
    match crate::convert::read_as(FieldType::DateTime, json) {
        FieldValue::DateTime(at) => Some(at),
        _ => None,
    }
}
