//! Whether Jira has already what new rows ask for.
//!
//! An entry that is surely the same is not added. One that is only likely to be the same, such as
//! a short comment of last week, is held back until the user says that it is meant once more.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Asked, Input};
use crate::convert::{self, Context};
use crate::finding::Finding;
use crate::further::layout::{ID, once_more, times_anew};
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
enum Certainty {
    Sure,
    Likely,
}

/// Looks for each new row in what its issue has. Of equal rows as many are there as the issue has
/// equal entries.
pub(super) fn settle(asked: &mut [Asked<'_>], input: &Input<'_>, cx: &Context<'_>) {
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
    for ((issue, sheet), mut rows) in rows {
        let Some(present) = input.state.present.get(&issue) else { continue };
        let made: Vec<&Made> = present.made.iter().filter(|made| made.sheet() == sheet).collect();
        if !made.is_empty() {
            Search { input, cx, made }.settle(&mut rows);
        }
    }
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

/// What an issue has, and what it is compared with.
struct Search<'s, 'i> {
    input: &'s Input<'i>,
    cx: &'s Context<'s>,
    made: Vec<&'s Made>,
}

impl<'s> Search<'s, '_> {
    fn settle(&self, rows: &mut [&mut Asked<'_>]) {
        let looks: Vec<_> = rows
            .iter()
            .map(|asked| asked.entry.addition.as_ref().and_then(Look::of_addition))
            .collect();
        let mut found: Vec<Option<(&Made, Certainty)>> = vec![None; rows.len()];
        let mut free = self.made.clone();
        // A row's own entry is not another row's, and a sure find goes before a likely one.
        for (own, wanted) in [
            (true, Certainty::Sure),
            (true, Certainty::Likely),
            (false, Certainty::Sure),
            (false, Certainty::Likely),
        ] {
            for ((row, look), found) in rows.iter().zip(&looks).zip(&mut found) {
                let Some(look) = look.as_ref().filter(|_| found.is_none()) else { continue };
                let fits = |made: &&Made| !own || is_own(made, row);
                let at = free
                    .iter()
                    .position(|made| fits(made) && self.certainty(made, row, look) == Some(wanted));
                *found = at.map(|at| (free.remove(at), wanted));
            }
        }
        for ((row, look), found) in rows.iter_mut().zip(&looks).zip(found) {
            match (found, look) {
                (Some((made, certainty)), _) => self.hold(row, made, certainty),
                (None, Some(look)) => row.entry.beside = self.beside(row, look),
                (None, None) => {}
            }
        }
    }

    fn me(&self) -> Option<&User> {
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

    fn is_of_one_import(&self, made: &Made) -> bool {
        let ago = |then: Timestamp| Some(self.input.state.read_at?.duration_since(then));
        made.created.and_then(ago).is_some_and(|ago| ago <= ONE_IMPORT)
    }

    /// Notes that a row is not added.
    fn hold(&self, row: &mut Asked<'_>, made: &Made, certainty: Certainty) {
        let word = once_more(times(row));
        let own = is_own(made, row);
        let entry = &mut row.entry;
        if own && certainty == Certainty::Sure {
            entry.action = Action::NoOp;
            entry.reason = Some(Message::new("entry-made-before"));
            return;
        }
        let id = entry.kind.columns().get(ID).map(|column| column.name).unwrap_or_default();
        let code = match certainty {
            Certainty::Sure => "entry-there",
            Certainty::Likely => "entry-likely-there",
        };
        let name = made.author.as_ref().map_or("–", |author| author.name.as_str());
        let message = Message::new(code)
            .with("name", name)
            .with("date", self.shown(made).unwrap_or_default())
            .with("id", id)
            .with("word", word);
        let place = row.row.table.row_place(row.row.row);
        entry.reason = Some(message.clone());
        match certainty {
            Certainty::Sure => {
                entry.action = Action::NoOp;
                row.findings.push(Finding::info(message, place));
            }
            Certainty::Likely => {
                entry.action = Action::Skip;
                row.findings.push(Finding::warning(message, place));
            }
        }
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

/// How many times over the user says that a row is meant once more.
fn times(asked: &Asked<'_>) -> u32 {
    times_anew(&asked.row.table.text(asked.row.row, ID))
}
