//! Whether Jira has already what new rows ask for.
//!
//! An entry that is surely the same is not added. One that is only likely to be the same, such as
//! a short comment of last week, or what the row was before a correction, is held back until the
//! user says that it is meant once more.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::before::{self, Likely, times};
use super::{Asked, Input, corrected};
use crate::convert::{self, Context};
use crate::finding::Finding;
use crate::further::present::{Look, Made, Person, Present};
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::{Action, Addition, EntryIssue};
use crate::schema::FieldValue;
use crate::target::User;

/// How long an import is taken for the same one as before: within a day a person corrects a file
/// and imports it again; later, the same words may well be meant once more.
const ONE_IMPORT: SignedDuration = SignedDuration::from_hours(24);

/// How sure it is that an entry is what a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Sure,
    Likely,
    /// It differs, and is likely what the row was before somebody corrected it.
    Corrected,
}

/// Looks for each new row in what its issue has. Of equal rows as many are there as the issue has
/// equal entries.
pub(super) fn settle(asked: &mut [Asked<'_>], input: &Input<'_>, cx: &Context<'_>) {
    let adds = |asked: &&Asked<'_>| matches!(asked.entry.action, Action::Comment | Action::Worklog);
    let asked_in_all = asked.iter().filter(adds).count();
    let mut rows: BTreeMap<(String, FurtherSheet), Vec<&mut Asked<'_>>> = BTreeMap::new();
    for asked in asked {
        let Some(EntryIssue::Known(issue)) = &asked.entry.issue else { continue };
        match asked.entry.action {
            Action::Link => settle_link(asked, input),
            Action::Comment | Action::Worklog => {
                let place = (issue.id.clone(), asked.entry.kind);
                rows.entry(place).or_default().push(asked);
            }
            _ => {}
        }
    }
    let mut searches = Vec::new();
    for ((issue, sheet), rows) in rows {
        let Some(present) = input.state.present.get(&issue) else { continue };
        let made: Vec<&Made> = present.made.iter().filter(|made| made.sheet() == sheet).collect();
        if !made.is_empty() {
            searches.push(Search::new(input, cx, made, rows));
        }
    }
    searches.iter_mut().for_each(Search::find_equal);
    corrected::find(&mut searches, asked_in_all);
    searches.into_iter().for_each(Search::settle);
}

fn settle_link(asked: &mut Asked<'_>, input: &Input<'_>) {
    let Some(EntryIssue::Known(issue)) = &asked.entry.issue else { return };
    let Some(addition @ Addition::Link { other, .. }) = &asked.entry.addition else { return };
    let present = input.state.present.get(&issue.id);
    if present.is_some_and(|present: &Present| present.has_link(addition, other.label())) {
        asked.entry.action = Action::NoOp;
        asked.entry.reason = Some(Message::new("link-exists"));
    }
}

/// What an issue has, the rows about it, and which of them are one.
pub(super) struct Search<'s, 'a, 't> {
    pub(super) input: &'s Input<'s>,
    pub(super) cx: &'s Context<'s>,
    made: Vec<&'s Made>,
    /// What is no row's yet.
    pub(super) free: Vec<&'s Made>,
    pub(super) rows: Vec<Wanted<'s, 'a, 't>>,
}

/// A row with what was found for it.
pub(super) struct Wanted<'s, 'a, 't> {
    pub(super) asked: &'a mut Asked<'t>,
    pub(super) look: Option<Look>,
    pub(super) found: Option<(&'s Made, Certainty)>,
}

impl<'s, 'a, 't> Search<'s, 'a, 't> {
    fn new(
        input: &'s Input<'s>,
        cx: &'s Context<'s>,
        made: Vec<&'s Made>,
        rows: Vec<&'a mut Asked<'t>>,
    ) -> Self {
        let wanted = |asked: &'a mut Asked<'t>| {
            let look = asked.entry.addition.as_ref().and_then(Look::of_addition);
            Wanted { asked, look, found: None }
        };
        let rows = rows.into_iter().map(wanted).collect();
        Self { input, cx, free: made.clone(), made, rows }
    }

    /// Finds what is the same. A row's own entry is not another row's, and a sure find goes before a
    /// likely one.
    fn find_equal(&mut self) {
        for (own, certainty) in [
            (true, Certainty::Sure),
            (true, Certainty::Likely),
            (false, Certainty::Sure),
            (false, Certainty::Likely),
        ] {
            for at in 0..self.rows.len() {
                let Wanted { asked, look, found } = &self.rows[at];
                let Some(look) = look.as_ref().filter(|_| found.is_none()) else { continue };
                let fits = |made: &&Made| !own || is_own(made, asked);
                let same = self.free.iter().position(|made| {
                    fits(made) && self.certainty(made, asked, look) == Some(certainty)
                });
                if let Some(same) = same {
                    self.rows[at].found = Some((self.free.remove(same), certainty));
                }
            }
        }
    }

    fn settle(mut self) {
        for wanted in std::mem::take(&mut self.rows) {
            match (wanted.found, &wanted.look) {
                (Some((made, certainty)), look) => {
                    let like = look.as_ref().map(|look| self.beside(wanted.asked, look));
                    self.hold(wanted.asked, made, certainty, like.unwrap_or_default());
                }
                (None, Some(look)) => wanted.asked.entry.beside = self.beside(wanted.asked, look),
                (None, None) => {}
            }
        }
    }

    pub(super) fn me(&self) -> Option<&User> {
        self.input.state.me.as_ref()
    }

    /// How sure it is that an entry is what a row asks for; none where it is another one.
    fn certainty(&self, made: &Made, row: &Asked<'_>, look: &Look) -> Option<Certainty> {
        let identity = row.entry.identity.as_ref()?;
        let text = look.has_date().then(|| self.shown(made)).flatten();
        let of_row = made.is_of_row(identity);
        let person = made.alike(look, self.me()).filter(|_| times(row) == 0);
        let original =
            look.is_original(self.me(), &made.look, made.author.as_ref(), text.as_deref());
        if original && times(row) == 0 {
            return Some(Certainty::Sure);
        }
        if !of_row && person.is_none() {
            return None;
        }
        let same_file = made.identity.as_ref().is_some_and(|of| of.lineage == identity.lineage);
        let soon = self.is_of_one_import(made);
        let sure = match (&made.identity, person) {
            (Some(_), _) if same_file && self.input.origin.is_some() => true,
            // Author, text and time are the same.
            (_, Some(Person::Same)) if row.entry.kind == FurtherSheet::Worklogs => true,
            (Some(_), Some(Person::Same)) if look.has_date() => true,
            // Two people may well have logged the same hour of work.
            (Some(_), _) if row.entry.kind == FurtherSheet::Worklogs => same_file && soon,
            (Some(_), _) => soon,
            (None, Some(Person::Same)) => false,
            (None, _) => return None,
        };
        Some(if sure { Certainty::Sure } else { Certainty::Likely })
    }

    pub(super) fn is_of_one_import(&self, made: &Made) -> bool {
        let ago = |then: Timestamp| Some(self.input.state.read_at?.duration_since(then));
        made.created.and_then(ago).is_some_and(|ago| ago <= ONE_IMPORT)
    }

    /// Notes that a row is not added, or is added all the same.
    fn hold(&self, row: &mut Asked<'_>, made: &Made, certainty: Certainty, like: Vec<String>) {
        let corrected = certainty == Certainty::Corrected;
        let date = self.shown(made).unwrap_or_default();
        let likely = Likely { made, corrected, date, text: made.look.shortly(self.cx) };
        if certainty != Certainty::Sure {
            return before::settle(row, &likely, self.input.resolutions.imported_before, like);
        }
        row.entry.action = Action::NoOp;
        if is_own(made, row) {
            row.entry.reason = Some(Message::new("entry-made-before"));
            return;
        }
        let message = likely.told(Message::new("entry-there"), row);
        let place = row.row.table.row_place(row.row.row);
        row.entry.reason = Some(message.clone());
        row.findings.push(Finding::info(message, place));
    }

    /// Those that look like what a row adds, and are not it.
    fn beside(&self, row: &Asked<'_>, look: &Look) -> Vec<String> {
        let of_row = |made: &Made| row.entry.identity.as_ref().is_some_and(|r| made.is_of_row(r));
        let like =
            self.made.iter().filter(|made| of_row(made) || made.alike(look, self.me()).is_some());
        like.map(|made| made.id.clone()).collect()
    }

    /// When an entry was sent, as the user's clock shows it.
    fn shown(&self, made: &Made) -> Option<String> {
        let created = made.created?;
        Some(convert::display(&FieldValue::DateTime(created), self.cx))
    }
}

/// Whether an entry was made from this very row.
fn is_own(made: &Made, asked: &Asked<'_>) -> bool {
    made.identity.is_some() && made.identity == asked.entry.identity
}
