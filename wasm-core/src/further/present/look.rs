//! What a reader sees of a comment or a worklog, by which two of them are the same.

use jiff::Timestamp;
use serde_json::Value;

use crate::convert;
use crate::further::original::{self, Original};
use crate::jira::{Comment, Worklog};
use crate::job::FurtherSheet;
use crate::plan::{Addition, Audience};
use crate::schema::{FieldType, FieldValue};
use crate::target::User;

/// What a reader sees, without the sender: Jira names whoever sent it, and an import keeps an
/// earlier author in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    /// The text below what is kept of an earlier author, in the form in which equal looks are
    /// equal.
    text: String,
    original: Original,
    shown: Shown,
}

#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Comment { visibility: Option<Audience> },
    Worklog { started: Timestamp, seconds: i64 },
}

/// Whose two entries that look the same are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// One person's, as sender or as the author that is kept in the text.
    Same,
    /// Two senders', neither of whom keeps another author.
    Other,
}

impl Look {
    /// Of what a row adds; none of a link.
    pub(crate) fn of_addition(addition: &Addition) -> Option<Self> {
        match addition {
            Addition::Comment { body, visibility } => {
                let shown = Shown::Comment { visibility: visibility.clone() };
                Some(Self::new(&body.document, shown))
            }
            Addition::Worklog { started, seconds, comment } => {
                let shown = Shown::Worklog { started: *started, seconds: *seconds };
                let nothing = Value::Null;
                let document = comment.as_ref().map_or(&nothing, |comment| &comment.document);
                Some(Self::new(document, shown))
            }
            Addition::Link { .. } => None,
        }
    }

    pub(super) fn of_comment(comment: &Comment) -> Self {
        Self::new(&comment.body, Shown::Comment { visibility: comment.visibility.clone() })
    }

    pub(super) fn of_worklog(log: &Worklog, started: Timestamp) -> Self {
        let seconds = log.time_spent_seconds;
        Self::new(&log.comment, Shown::Worklog { started, seconds })
    }

    fn new(document: &Value, shown: Shown) -> Self {
        let (original, text) = original::split(document);
        Self { text, original, shown }
    }

    pub(super) fn sheet(&self) -> FurtherSheet {
        match self.shown {
            Shown::Comment { .. } => FurtherSheet::Comments,
            Shown::Worklog { .. } => FurtherSheet::Worklogs,
        }
    }

    /// Whether the text keeps when it was written first.
    pub(crate) fn has_date(&self) -> bool {
        self.original.date.is_some()
    }

    /// Whether what `me` would add is what `author` sent already, and whose it is.
    pub(super) fn same(
        &self,
        me: Option<&User>,
        theirs: &Self,
        author: Option<&User>,
    ) -> Option<Person> {
        let even = self.shown.same(&theirs.shown) && self.text == theirs.text;
        if !even || self.original.day() != theirs.original.day() {
            return None;
        }
        match (&self.original.name, &theirs.original.name) {
            (None, None) => {
                let one = me.zip(author).is_some_and(|(me, a)| me.account_id == a.account_id);
                Some(if one { Person::Same } else { Person::Other })
            }
            (Some(mine), Some(theirs)) => (mine == theirs).then_some(Person::Same),
            (None, Some(name)) => {
                me.is_some_and(|me| original::is(me, name)).then_some(Person::Same)
            }
            (Some(name), None) => {
                author.is_some_and(|a| original::is(a, name)).then_some(Person::Same)
            }
        }
    }

    /// Whether `theirs` is the very entry that a row was copied from: what `me` would keep of an
    /// earlier author and time is its own author and time.
    pub(crate) fn is_original(
        &self,
        me: Option<&User>,
        theirs: &Self,
        author: Option<&User>,
        created: Option<&str>,
    ) -> bool {
        let minute = |text: &str| text.get(..MINUTE).map(str::to_owned);
        let date = self.original.date.as_deref().and_then(minute);
        let name = self.original.name.as_deref();
        self.shown.same(&theirs.shown)
            && self.text == theirs.text
            && theirs.original == Original::default()
            && date.is_some()
            && date == created.and_then(minute)
            && author.is_some_and(|author| match name {
                Some(name) => original::is(author, name),
                None => me.is_some_and(|me| me.account_id == author.account_id),
            })
    }
}

/// Length of `2026-01-31 10:15`: cells need not show seconds.
const MINUTE: usize = 16;

impl Shown {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Comment { visibility: a }, Self::Comment { visibility: b }) => match (a, b) {
                (None, None) => true,
                (Some(a), Some(b)) => same_audience(a, b),
                _ => false,
            },
            (Self::Worklog { started, seconds }, Self::Worklog { started: s, seconds: n }) => {
                let at = |at: &Timestamp| FieldValue::DateTime(*at);
                // Jira keeps whole minutes.
                convert::same(FieldType::DateTime, &at(started), &at(s)) && seconds / 60 == n / 60
            }
            _ => false,
        }
    }
}

/// By what tells it apart for Jira where both have it, since a group's name may change.
fn same_audience(a: &Audience, b: &Audience) -> bool {
    a.kind == b.kind
        && match (&a.identifier, &b.identifier) {
            (Some(a), Some(b)) => a == b,
            _ => a.value == b.value,
        }
}
