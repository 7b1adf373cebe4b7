//! What was begun, noted before it is sent.
//!
//! Jira may carry out a request long after its sender has gone, and a search or a read finds
//! nothing of it until then. So whatever must not happen twice is noted where a killed run leaves
//! it. What was begun less than [`UNCERTAIN`] ago and is not found may still come.

mod begun;
mod lease;
mod looks;
mod name;
mod saved;
#[cfg(test)]
mod tests;
mod turn;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::time::Duration;

use futures_util::lock::Mutex;
use jiff::Timestamp;

use crate::jira::Client;
use crate::message::Message;
use crate::ports::{Clock, Journal, Transport};
pub(super) use begun::others_settled;
pub use begun::{Spaces, settled};
use lease::Lease;
pub(super) use looks::Looks;
pub(super) use name::Name;

/// How long after a write was sent Jira may still carry it out. What was begun longer ago and is
/// not found was not carried out, and is sent again.
pub const UNCERTAIN: Duration = Duration::from_secs(120);

/// How often the marks of requests that are under way are renewed. A request may wait for its turn
/// after it was noted, so it may have been sent as long after its mark as this.
const RENEWAL: Duration = Duration::from_secs(10);

/// When something was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    /// The last instant at which it is known to have been about to be sent.
    at: Timestamp,
    /// Whether its request is under way.
    flying: bool,
}

/// What this run and earlier ones have begun, as far as it may still come.
pub(super) struct Marks<'j> {
    journal: &'j dyn Journal,
    begun: RefCell<BTreeMap<Name, Mark>>,
    /// When anything at all may have been begun last, by an earlier run of which no more is known.
    any: Option<Timestamp>,
    /// The keys of the spaces that this run and those have written to.
    spaces: BTreeSet<String>,
    /// That this run is the one that applies, where the journal does not keep others out itself.
    lease: RefCell<Option<Lease>>,
    /// That it is not any more.
    ousted: RefCell<Option<Message>>,
    /// Counts the changes to be written, and those that were.
    changed: Cell<u64>,
    written: Cell<u64>,
    writing: Mutex<()>,
    /// The longest time that a writing took.
    slowest: Cell<Duration>,
    /// Whether the journal holds a text.
    kept: Cell<bool>,
    trouble: RefCell<Option<Message>>,
}

impl<'j> Marks<'j> {
    /// Marks of an apply that sends nothing; what is in the journal stays as it is.
    pub(super) fn idle(journal: &'j dyn Journal) -> Self {
        let nothing = Found { left: saved::Left::default(), kept: false, trouble: None };
        Self::of(journal, nothing, BTreeSet::new())
    }

    fn of(journal: &'j dyn Journal, found: Found, mut spaces: BTreeSet<String>) -> Self {
        spaces.extend(found.left.spaces);
        Self {
            journal,
            begun: RefCell::new(found.left.begun),
            any: found.left.any,
            spaces,
            lease: RefCell::default(),
            ousted: RefCell::default(),
            changed: Cell::new(0),
            written: Cell::new(0),
            writing: Mutex::new(()),
            slowest: Cell::default(),
            kept: Cell::new(found.kept),
            trouble: RefCell::new(found.trouble),
        }
    }

    /// How long a writing took that began and ended then; the longest one is kept in mind.
    fn took(&self, begun: Timestamp, ended: Timestamp) -> Duration {
        let took = Duration::try_from(ended.duration_since(begun)).unwrap_or_default();
        self.slowest.set(self.slowest.get().max(took));
        took
    }

    /// That another one has taken over, if so: nothing more is to be sent then.
    pub(super) fn ousted(&self) -> Option<Message> {
        self.ousted.borrow().clone()
    }

    /// Notes what is about to be sent. It may be sent when this resolves, also where it could not
    /// be noted: the report then says so.
    pub(super) async fn begin(&self, names: &[Name], now: Timestamp) {
        let mark = Mark { at: now, flying: true };
        self.begun.borrow_mut().extend(names.iter().map(|name| (name.clone(), mark)));
        self.write(now).await;
    }

    /// Notes what is about to be sent, where it was not noted together with others before.
    pub(super) async fn again(&self, names: &[Name], now: Timestamp) {
        let flying = |name| self.begun.borrow().get(name).is_some_and(|mark| mark.flying);
        if !names.iter().all(flying) {
            self.begin(names, now).await;
        }
    }

    /// Nothing is under way any more: what was noted and not sent never will be.
    pub(super) fn landed(&self) {
        self.begun.borrow_mut().retain(|_, mark| !mark.flying);
    }

    /// Jira has answered: of these nothing is under way any more.
    pub(super) fn answered<'n>(&self, names: impl IntoIterator<Item = &'n Name>) {
        let mut begun = self.begun.borrow_mut();
        for name in names {
            begun.remove(name);
        }
    }

    /// The answer was lost: these may still come.
    pub(super) fn lost<'n>(&self, names: impl IntoIterator<Item = &'n Name>, now: Timestamp) {
        let mark = Mark { at: now, flying: false };
        self.begun.borrow_mut().extend(names.into_iter().map(|name| (name.clone(), mark)));
    }

    /// When something was begun last, by this run or by an earlier one.
    fn begun_at(&self, name: &Name) -> Option<Timestamp> {
        let mark = self.begun.borrow().get(name).map(|mark| mark.at);
        mark.max(self.any)
    }

    /// Until when something that was begun and is not found may still come; none where it was not
    /// begun, or too long ago.
    pub(super) fn uncertain_until(&self, name: &Name, now: Timestamp) -> Option<Timestamp> {
        let until = self.begun_at(name)?.checked_add(UNCERTAIN).ok()?;
        (until > now).then_some(until)
    }

    /// Why nothing could be noted, or what earlier runs left could not be read.
    pub(super) fn trouble(&self) -> Option<Message> {
        self.trouble.borrow().clone()
    }

    /// Renews the marks of what is under way, as long as it is polled.
    pub(super) async fn renew<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
    ) -> Infallible {
        loop {
            client.sleep(RENEWAL).await;
            let now = client.now();
            let lease = self.lease.borrow().as_ref().map(|lease| lease.renewed(now));
            if lease.is_some() {
                if let Some(other) = self.other_holder(now).await {
                    self.ousted.replace(Some(other));
                }
                self.lease.replace(lease.clone());
            }
            let mut flying = lease.is_some();
            for mark in self.begun.borrow_mut().values_mut().filter(|mark| mark.flying) {
                (mark.at, flying) = (now, true);
            }
            if flying {
                self.write(now).await;
                self.took(now, client.now());
            }
        }
    }

    /// Leaves to the next run what may still come; nothing where all was answered.
    pub(super) async fn close(&self, now: Timestamp) {
        self.lease.replace(None);
        self.write(now).await;
    }

    /// Removes the person's other journals of which nothing is left: those of files that were never
    /// imported again as they were.
    pub(super) async fn tidy(&self, now: Timestamp) {
        for journal in self.journal.others().await.unwrap_or_default() {
            let Ok(Some(text)) = journal.read().await else { continue };
            if saved::read(&text, now).is_ok_and(|left| left.is_over(now)) {
                // What stays is in nobody's way.
                let _ = journal.write(None).await;
            }
        }
    }

    /// Writes the marks as they are, unless somebody else's writing includes them already.
    async fn write(&self, now: Timestamp) {
        let change = self.changed.get() + 1;
        self.changed.set(change);
        let _turn = self.writing.lock().await;
        if self.written.get() >= change || self.is_broken() || self.ousted().is_some() {
            return;
        }
        self.written.set(self.changed.get());
        let lease = self.lease.borrow().clone();
        let begun = self.begun_by_the_next_text();
        let text = saved::text(&begun, self.any, &self.spaces, lease, now);
        if text.is_none() && !self.kept.get() {
            return;
        }
        self.kept.set(text.is_some());
        if let Err(error) = self.journal.write(text).await {
            self.trouble.replace(Some(not_kept(&error)));
        }
    }

    /// The marks as they may be before the next text is there: where writing takes long, what is
    /// noted is sent so much later, and the text that follows comes as late.
    fn begun_by_the_next_text(&self) -> BTreeMap<Name, Mark> {
        let late = self.slowest.get().saturating_mul(2);
        let mut begun = self.begun.borrow().clone();
        for mark in begun.values_mut().filter(|mark| mark.flying) {
            mark.at = mark.at.checked_add(late).unwrap_or(mark.at);
        }
        begun
    }

    /// Whether the journal refused. It is not asked again, since a refusal may take long.
    fn is_broken(&self) -> bool {
        self.trouble.borrow().as_ref().is_some_and(|trouble| trouble.code == NOT_KEPT)
    }
}

/// What was found in a journal.
struct Found {
    left: saved::Left,
    /// Whether there is a text.
    kept: bool,
    trouble: Option<Message>,
}

async fn read(journal: &dyn Journal, now: Timestamp) -> Found {
    let text = match journal.read().await {
        Ok(text) => text,
        Err(error) => {
            let left = saved::Left::default();
            return Found { left, kept: false, trouble: Some(not_kept(&error)) };
        }
    };
    let kept = text.is_some();
    match text.as_deref().map(|text| saved::read(text, now)) {
        None => Found { left: saved::Left::default(), kept, trouble: None },
        Some(Ok(left)) => Found { left, kept, trouble: None },
        // Something was begun, and nobody knows what.
        Some(Err(error)) => {
            let left = saved::Left { any: Some(now), ..saved::Left::default() };
            let trouble = Message::new("journal-damaged").with("detail", error);
            Found { left, kept, trouble: Some(trouble) }
        }
    }
}

const NOT_KEPT: &str = "journal-not-kept";

fn not_kept(why: &Message) -> Message {
    Message::new(NOT_KEPT).with("detail", why.text())
}
