//! What a reader sees of a comment or a worklog, by which two of them are the same.

use jiff::Timestamp;
use serde_json::Value;

use super::near::{Closeness, Words};
use crate::convert::{self, Context};
use crate::further::audience_text;
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

/// A column of an entry that Jira took otherwise.
pub(crate) struct Otherwise {
    pub(crate) column: &'static str,
    pub(crate) kind: FieldType,
    pub(crate) found: FieldValue,
    pub(crate) wanted: FieldValue,
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
        self.person(me, theirs, author)
    }

    /// Whose two entries are; none where they are two people's by what the texts keep.
    fn person(&self, me: Option<&User>, theirs: &Self, author: Option<&User>) -> Option<Person> {
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

    /// The words of the text, for [`Look::is_corrected`].
    pub(crate) fn words(&self) -> Words {
        Words::new(&self.text)
    }

    /// Whether `theirs` is likely what a row asked for before one thing of it was corrected: the
    /// text, the audience, the earlier author or time of a comment; the text, the length or the
    /// time of day of a worklog.
    pub(crate) fn is_corrected(&self, theirs: &Self, how: &Compared<'_>) -> bool {
        let text = self.text == theirs.text;
        let person = self.person(how.me, theirs, how.author).is_some();
        let day = self.original.day() == theirs.original.day();
        match (&self.shown, &theirs.shown) {
            (Shown::Comment { .. }, Shown::Comment { .. }) => {
                let audience = self.shown.same(&theirs.shown);
                let dated = day && self.has_date();
                match (person, day) {
                    (true, true) if audience => text || how.near(),
                    (true, true) => text,
                    (false, true) => audience && text && dated,
                    (true, false) => audience && text && how.mine.is_telling(),
                    (false, false) => false,
                }
            }
            (
                Shown::Worklog { started, seconds },
                Shown::Worklog { started: then, seconds: spent },
            ) => {
                let (length, start) = (same_length(seconds, spent), same_start(started, then));
                let of_day = || how.closeness > Closeness::Typed && (how.one_day)(*started, *then);
                match (start, length) {
                    (true, true) => true,
                    (true, false) => text || how.near(),
                    (false, true) => text && person && of_day(),
                    (false, false) => false,
                }
            }
            _ => false,
        }
    }

    /// In which columns what was written is there otherwise.
    pub(crate) fn otherwise(&self, found: &Self) -> Vec<Otherwise> {
        let text = |column: &'static str| {
            let value = |look: &Self| FieldValue::Text(look.whole());
            let same = self.text == found.text && self.original == found.original;
            (!same).then(|| Otherwise {
                column,
                kind: FieldType::RichText,
                found: value(found),
                wanted: value(self),
            })
        };
        let mut all: Vec<Otherwise> = text("Comment").into_iter().collect();
        match (&self.shown, &found.shown) {
            (Shown::Comment { visibility: wanted }, Shown::Comment { visibility: there }) => {
                let value = |audience: &Option<Audience>| match audience {
                    Some(audience) => FieldValue::Text(audience_text(audience)),
                    None => FieldValue::Empty,
                };
                if !self.shown.same(&found.shown) {
                    let (found, wanted) = (value(there), value(wanted));
                    let kind = FieldType::Text;
                    all.push(Otherwise { column: "Visible to", kind, found, wanted });
                }
            }
            (
                Shown::Worklog { started, seconds },
                Shown::Worklog { started: then, seconds: spent },
            ) => {
                if !same_start(started, then) {
                    let [found, wanted] = [then, started].map(|at| FieldValue::DateTime(*at));
                    let kind = FieldType::DateTime;
                    all.push(Otherwise { column: "Started", kind, found, wanted });
                }
                if !same_length(seconds, spent) {
                    let [found, wanted] = [spent, seconds].map(|s| FieldValue::Duration(*s));
                    let kind = FieldType::Duration;
                    all.push(Otherwise { column: "Time spent", kind, found, wanted });
                }
            }
            _ => {}
        }
        all
    }

    /// The text with what it keeps of an earlier author and time.
    fn whole(&self) -> String {
        let Original { name, date } = &self.original;
        let parts = [name.as_deref(), date.as_deref(), Some(self.text.as_str())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What a person needs to find it: the beginning of its text, and of a worklog how long it
    /// took and when.
    pub(crate) fn shortly(&self, cx: &Context<'_>) -> String {
        let line = self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let cut = line.char_indices().nth(SHORT).map(|(at, _)| &line[..at]);
        let text = cut.map_or_else(|| line.to_owned(), |cut| format!("{}…", cut.trim_end()));
        match &self.shown {
            Shown::Comment { .. } => text,
            Shown::Worklog { started, seconds } => {
                let show = |value: &FieldValue| convert::display(value, cx);
                let at = show(&FieldValue::DateTime(*started));
                let spent = format!("{at}, {}", show(&FieldValue::Duration(*seconds)));
                if text.is_empty() { spent } else { format!("{spent}, {text}") }
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

/// Characters of a text by which a person knows it again.
const SHORT: usize = 60;

/// What an entry is compared with a row by.
pub(crate) struct Compared<'c> {
    /// The caller.
    pub(crate) me: Option<&'c User>,
    /// Who sent the entry.
    pub(crate) author: Option<&'c User>,
    /// The words of the row, and those of the entry.
    pub(crate) mine: &'c Words,
    pub(crate) theirs: &'c Words,
    /// How much alike their texts have to be.
    pub(crate) closeness: Closeness,
    /// Whether two instants are of one day of the user's.
    pub(crate) one_day: &'c dyn Fn(Timestamp, Timestamp) -> bool,
}

impl Compared<'_> {
    fn near(&self) -> bool {
        self.mine.near(self.theirs, self.closeness)
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
                same_start(started, s) && same_length(seconds, n)
            }
            _ => false,
        }
    }
}

/// As far as a cell shows it.
fn same_start(a: &Timestamp, b: &Timestamp) -> bool {
    let [a, b] = [a, b].map(|at| FieldValue::DateTime(*at));
    convert::same(FieldType::DateTime, &a, &b)
}

/// Jira keeps whole minutes.
fn same_length(a: &i64, b: &i64) -> bool {
    a / 60 == b / 60
}

/// By what tells it apart for Jira where both have it, since a group's name may change.
fn same_audience(a: &Audience, b: &Audience) -> bool {
    a.kind == b.kind
        && match (&a.identifier, &b.identifier) {
            (Some(a), Some(b)) => a == b,
            _ => a.value == b.value,
        }
}
