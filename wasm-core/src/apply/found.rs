//! Issues that were made from rows before: by an earlier run of the plan, or by a request whose
//! answer was lost.
//!
//! What others did with them since is left alone. What nobody touched has to be as the plan wants
//! it: a status that was not reached, since the earlier run ended in between, is reached now.

use std::collections::BTreeMap;

use super::compare::{ids_of, status_of};
use super::history::{self, Changed};
use super::ledger::Ledger;
use super::readback;
use super::start::Starts;
use super::status::{self, Stand, Unreached};
use super::values;
use crate::convert::{same, taken};
use crate::jira::{BULK_FETCH, Client, Issue, JiraError, PastChange};
use crate::message::Message;
use crate::plan::{Change, FieldChange, IssueRef, Step};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Who made an issue; nobody can change it.
const CREATOR: &str = "creator";

/// A row and the issue that was made of it.
pub(super) struct MadeRow<'p> {
    /// The row.
    pub(super) change: &'p Change,
    /// Its issue.
    pub(super) issue: IssueRef,
    /// The values that it was made with.
    pub(super) fields: Vec<FieldChange>,
}

/// How such a row stands.
pub(super) enum Standing {
    /// As planned.
    Done,
    /// As planned now, since its status was changed just now.
    Moved,
    /// Somebody moved it on from the status that was planned.
    MovedOn,
    /// Somebody moved it before it came to the status that was planned.
    MovedAway,
    /// It could not be brought to its status.
    Unreached(Unreached),
    /// Otherwise than planned, and nobody touched it.
    Fault(Message),
}

/// What is not as planned with one of them.
struct Open<'m, 'p> {
    made: &'m MadeRow<'p>,
    now: Issue,
    /// Fields that have another value.
    fields: Vec<&'m FieldChange>,
    /// The status, where it is another.
    status: Option<String>,
    good_until: jiff::Timestamp,
}

/// Looks at rows whose issues exist, many in one request, and brings those to their status that
/// nobody has moved. By number of the row.
pub(super) async fn settle<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ledger: &Ledger<'_, '_, T, C>,
    starts: &Starts,
    rows: &[MadeRow<'_>],
) -> BTreeMap<u32, Standing> {
    let mut standing = BTreeMap::new();
    for part in rows.chunks(BULK_FETCH) {
        let mut open = Vec::new();
        let ids: Vec<_> = part.iter().map(|made| made.issue.id.clone()).collect();
        let fields = || part.iter().flat_map(MadeRow::all_fields);
        let mut wanted = ids_of(fields());
        if part.iter().any(MadeRow::has_several_steps) {
            wanted.push(FieldId::new(CREATOR));
        }
        let look = client.look(values::notation(fields()), &ids, &wanted).await;
        let unread: BTreeMap<_, _> = look.unread.iter().map(|(id, e)| (id.as_str(), e)).collect();
        let mut issues: BTreeMap<_, _> =
            look.issues.into_iter().map(|issue| (issue.id.clone(), issue)).collect();
        for made in part {
            let Some(now) = issues.remove(&made.issue.id) else {
                let error = unread.get(made.issue.id.as_str()).copied();
                standing.insert(made.change.row, made.unread(ledger, error));
                continue;
            };
            match made.open(now, look.good_until) {
                Some(row) => open.push(row),
                None => drop(standing.insert(made.change.row, Standing::Done)),
            }
        }
        standing.extend(settle_open(client, ledger, starts, open).await);
    }
    standing
}

/// Those that are not as planned: their history says whose doing that is.
async fn settle_open<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ledger: &Ledger<'_, '_, T, C>,
    starts: &Starts,
    open: Vec<Open<'_, '_>>,
) -> Vec<(u32, Standing)> {
    let wanted: Vec<_> = open.iter().flat_map(Open::wanted).collect();
    let changed = match history::ever_changed(client, &wanted).await {
        Ok(changed) => changed,
        Err(error) => {
            let unread =
                |row: &Open<'_, '_>| (row.made.change.row, row.made.unread(ledger, Some(&error)));
            return open.iter().map(unread).collect();
        }
    };
    let (mut standing, mut waiting, mut there) = (Vec::new(), Vec::new(), Vec::new());
    for row in &open {
        let number = row.made.change.row;
        match row.judged(&changed) {
            Judged::As(how) => standing.push((number, how)),
            Judged::ToMove => {
                let (status, good_until) = (row.status.clone(), Some(row.good_until));
                let stand = Stand { status, good_until };
                waiting.push((row.made.change, &row.made.issue, stand));
            }
            Judged::ToComplete => there.push(row.made),
        }
    }
    let how = |reached| match reached {
        Ok(()) => Standing::Moved,
        Err(Unreached::Moved) => Standing::MovedAway,
        Err(unreached) => Standing::Unreached(unreached),
    };
    let moved = starts.move_on(client, waiting).await;
    standing.extend(moved.into_iter().map(|(row, reached)| (row, how(reached))));
    for made in there {
        if let Some(to) = &made.change.transition {
            let reached = status::there(client, &made.issue, to).await;
            standing.push((made.change.row, how(reached)));
        }
    }
    standing
}

/// What is to be done with a row that is not as planned.
enum Judged {
    As(Standing),
    /// Its status was never changed.
    ToMove,
    /// It is in its status, and what goes along with it was never written.
    ToComplete,
}

impl MadeRow<'_> {
    fn has_several_steps(&self) -> bool {
        self.change.transition.as_ref().is_some_and(|to| !to.through.is_empty())
    }

    fn all_fields(&self) -> impl Iterator<Item = &FieldChange> {
        let along = self.change.transition.iter().flat_map(|transition| &transition.fields);
        self.fields.iter().chain(along)
    }

    fn unread<T, C>(&self, ledger: &Ledger<'_, '_, T, C>, error: Option<&JiraError>) -> Standing {
        let why = match error {
            Some(error) => {
                ledger.judge(error);
                error.message()
            }
            None => Message::new("issue-gone").with("key", &self.issue.key),
        };
        Standing::Fault(Message::new("found-not-read").with("detail", why.text()))
    }

    fn open(&self, now: Issue, good_until: jiff::Timestamp) -> Option<Open<'_, '_>> {
        let wanted = self.change.transition.as_ref().map(|to| to.to.id.as_str());
        let status = status_of(&now).filter(|_| wanted.is_some());
        let status = status.filter(|status| Some(*status) != wanted).map(str::to_owned);
        let differs = |field: &&FieldChange| {
            let found = values::read(field, &now);
            !same(field.kind, &found, &field.after) && !taken(&found, &field.after)
        };
        let fields: Vec<_> = self.all_fields().filter(differs).collect();
        (status.is_some() || !fields.is_empty()).then_some(Open {
            made: self,
            now,
            fields,
            status,
            good_until,
        })
    }
}

impl Open<'_, '_> {
    /// The fields whose history is needed.
    fn wanted(&self) -> impl Iterator<Item = (String, FieldId)> {
        let status = self.status.as_ref().map(|_| FieldId::new("status"));
        let fields = self.fields.iter().map(|field| field.field.clone()).chain(status);
        fields.map(|field| (self.made.issue.id.clone(), field))
    }

    /// Whether all that happened to the status since the issue was made are steps of the plan, by
    /// whoever made it: an earlier run ended on the way.
    fn is_on_its_way(&self, moves: &[PastChange], now: &str) -> bool {
        let steps = self.made.change.transition.iter().flat_map(|to| &to.through);
        let steps: Vec<_> = steps.take(moves.len()).collect();
        let creator = self.now.fields.get(CREATOR).and_then(|by| by["accountId"].as_str());
        let is_step = |(step, moved): (&&Step, &PastChange)| {
            moved.from.id.as_deref() == Some(&step.from.id)
                && moved.to.id.as_deref() == Some(&step.to.id)
                && creator.is_some()
                && moved.by.as_deref() == creator
        };
        steps.len() == moves.len()
            && steps.last().is_some_and(|step| step.to.id == now)
            && steps.iter().zip(moves).all(is_step)
    }

    fn judged(&self, changed: &Changed) -> Judged {
        let id = self.made.issue.id.as_str();
        let along = self.made.change.transition.as_ref().map_or(&[][..], |to| &to.fields);
        let is_along = |field: &FieldChange| along.iter().any(|other| other.field == field.field);
        // What nobody has touched since the issue was made.
        let untouched: Vec<_> =
            self.fields.iter().filter(|field| !changed.has(id, &field.field)).collect();
        let faults = untouched.iter().filter(|field| !is_along(field));
        let faults = faults.filter_map(|field| readback::otherwise(field, &self.now)).collect();
        if let Some(fault) = readback::told(faults) {
            return Judged::As(Standing::Fault(fault));
        }
        let wanted = self.made.change.transition.as_ref().map(|to| to.to.id.as_str());
        let status = FieldId::new("status");
        match &self.status {
            Some(_) if !changed.has(id, &status) => Judged::ToMove,
            Some(now) if self.is_on_its_way(changed.moves_of(id), now) => Judged::ToMove,
            Some(_) if wanted.is_some_and(|wanted| changed.was_in(id, wanted)) => {
                Judged::As(Standing::MovedOn)
            }
            Some(_) => Judged::As(Standing::MovedAway),
            None if untouched.iter().any(|field| is_along(field)) => Judged::ToComplete,
            None => Judged::As(Standing::Done),
        }
    }
}
