//! Looking again at what was added: Jira may have taken it otherwise, or not at all, although it
//! said yes.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::Todo;
use super::{Additions, OutcomeKind};
use crate::apply::readback::{self, AGAIN, Found};
use crate::apply::shown;
use crate::further::{Look, Otherwise, Present, comments_by_id, read_present, worklogs_by_id};
use crate::jira::JiraError;
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::{Addition, Entry, IssueRef};
use crate::ports::{Clock, Transport};

/// An entry that was added, and how it has to be now.
pub(super) struct Written<'p> {
    entry: &'p Entry,
    addition: &'p Addition,
    issue: IssueRef,
    /// Key of the issue at the far end of a link.
    other: Option<String>,
    look: Option<Look>,
    /// Jira's id of a comment or a worklog.
    id: Option<String>,
}

impl<'p> Written<'p> {
    pub(super) fn new(issue: &IssueRef, todo: &Todo<'p>, id: Option<String>) -> Self {
        Self {
            entry: todo.entry,
            addition: todo.addition,
            issue: issue.clone(),
            other: todo.other.as_ref().map(|other| other.key.clone()),
            look: todo.look.clone(),
            id,
        }
    }

    /// How it was found.
    fn found(&self, seen: &Seen) -> Result<Found, JiraError> {
        let gone = || {
            let code = if self.other.is_some() { "link-not-made" } else { "entry-not-there" };
            Found::Fault(Message::new(code).with("key", &self.issue.key))
        };
        let looks = match self.entry.kind {
            FurtherSheet::Comments => &seen.comments,
            FurtherSheet::Worklogs => &seen.worklogs,
            _ => {
                let links = seen.links.as_ref().map_err(Clone::clone)?.get(&self.issue.id);
                let other = self.other.as_deref().unwrap_or_default();
                let made = links.is_some_and(|there| there.has_link(self.addition, other));
                return Ok(if made { Found::Well } else { gone() });
            }
        };
        let there = looks.as_ref().map_err(Clone::clone)?;
        let there = self.id.as_ref().and_then(|id| there.get(id));
        let (Some(wanted), Some(there)) = (&self.look, there) else { return Ok(gone()) };
        let faults = wanted.otherwise(there).iter().map(otherwise).collect();
        Ok(readback::told(faults).map_or(Found::Well, Found::Fault))
    }
}

fn otherwise(differing: &Otherwise) -> Message {
    let Otherwise { column, kind, found, wanted } = differing;
    let (found, wanted) = shown::pair(*kind, found, wanted);
    readback::taken(column, &found, &wanted)
}

/// What was found of some entries.
struct Seen {
    comments: Result<BTreeMap<String, Look>, JiraError>,
    worklogs: Result<BTreeMap<String, Look>, JiraError>,
    links: Result<BTreeMap<String, Present>, JiraError>,
}

impl<T: Transport, C: Clock> Additions<'_, '_, '_, T, C> {
    /// Reads again what was added since the last time, and settles it.
    ///
    /// Requests: one for each 1,000 comments and for each 1,000 worklogs, and one for each 100
    /// issues with new links; the same once more for what seems to be wrong.
    pub(super) async fn read_back(&self) {
        let written = self.written.take();
        if written.is_empty() {
            return;
        }
        let mut found = self.look(&written.iter().collect::<Vec<_>>()).await;
        let is_wrong = |at: &usize| matches!(found[*at], Found::Fault(_));
        let wrong: Vec<usize> = (0..written.len()).filter(is_wrong).collect();
        // A write may show a moment later.
        if !wrong.is_empty() && self.client.wait(AGAIN).await.is_ok() {
            let again: Vec<_> = wrong.iter().map(|at| &written[*at]).collect();
            for (at, how) in wrong.into_iter().zip(self.look(&again).await) {
                found[at] = how;
            }
        }
        for (written, found) in written.iter().zip(found) {
            let (kind, reason) = match found {
                Found::Well => (OutcomeKind::Applied, None),
                Found::Noted(note) | Found::Unseen(note) => (OutcomeKind::Applied, Some(note)),
                Found::Fault(reason) | Found::Kept(reason) => (OutcomeKind::Failed, Some(reason)),
            };
            self.ledger.entry(written.entry, kind, Some(&written.issue), reason);
            self.meter.add(1);
        }
    }

    async fn look(&self, written: &[&Written<'_>]) -> Vec<Found> {
        let ids = |kind: FurtherSheet| {
            let of_kind = written.iter().filter(move |written| written.entry.kind == kind);
            of_kind.filter_map(|written| written.id.clone()).collect::<Vec<_>>()
        };
        let linked = written.iter().filter(|written| written.other.is_some());
        let linked: BTreeSet<String> = linked.map(|written| written.issue.id.clone()).collect();
        let linked: Vec<String> = linked.into_iter().collect();
        let kinds = BTreeSet::from([FurtherSheet::Links]);
        let seen = Seen {
            comments: comments_by_id(self.client, &ids(FurtherSheet::Comments)).await,
            worklogs: worklogs_by_id(self.client, &ids(FurtherSheet::Worklogs)).await,
            links: read_present(self.client, &linked, &kinds, |_| ()).await,
        };
        let found = |written: &&Written<'_>| match written.found(&seen) {
            Ok(found) => found,
            Err(error) => self.not_read(written, &error),
        };
        written.iter().map(found).collect()
    }

    fn not_read(&self, written: &Written<'_>, error: &JiraError) -> Found {
        self.ledger.judge(error);
        match self.ledger.stopped() {
            Some(why) => Found::Unseen(readback::unseen(&why)),
            None => {
                let message =
                    Message::new("not-read-back").with("field", written.entry.kind.title());
                Found::Fault(message.with("detail", error.message().text()))
            }
        }
    }
}
