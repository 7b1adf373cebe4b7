//! What was begun, noted before it is sent.
//!
//! Jira may carry out a request long after its sender has gone, and a search or a read finds
//! nothing of it until then. So whatever must not happen twice is noted where a killed run leaves
//! it. What was begun less than [`UNCERTAIN`] ago and is not found may still come.

mod name;
mod saved;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use futures_util::lock::Mutex;
use jiff::Timestamp;

use crate::jira::Client;
use crate::message::Message;
use crate::ports::{Clock, Journal, Transport};
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
    /// Counts the changes to be written, and those that were.
    changed: Cell<u64>,
    written: Cell<u64>,
    writing: Mutex<()>,
    /// Whether the journal holds a text.
    kept: Cell<bool>,
    trouble: RefCell<Option<Message>>,
}

impl<'j> Marks<'j> {
    /// Reads what earlier runs left.
    pub(super) async fn open(journal: &'j dyn Journal, now: Timestamp) -> Self {
        let (text, trouble) = match journal.read().await {
            Ok(text) => (text, None),
            Err(error) => (None, Some(not_kept(&error))),
        };
        let kept = text.is_some();
        let (left, trouble) = match text.as_deref().map(|text| saved::read(text, now)) {
            None => (saved::Left::default(), trouble),
            Some(Ok(left)) => (left, None),
            // Something was begun, and nobody knows what.
            Some(Err(error)) => {
                let left = saved::Left { any: Some(now), ..saved::Left::default() };
                (left, Some(Message::new("journal-damaged").with("detail", error)))
            }
        };
        Self {
            journal,
            begun: RefCell::new(left.begun),
            any: left.any,
            changed: Cell::new(0),
            written: Cell::new(0),
            writing: Mutex::new(()),
            kept: Cell::new(kept),
            trouble: RefCell::new(trouble),
        }
    }

    /// Notes what is about to be sent. It may be sent when this resolves, also where it could not
    /// be noted: the report then says so.
    pub(super) async fn begin(&self, names: &[Name], now: Timestamp) {
        let mark = Mark { at: now, flying: true };
        self.begun.borrow_mut().extend(names.iter().map(|name| (name.clone(), mark)));
        self.write(now).await;
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
            let mut flying = false;
            for mark in self.begun.borrow_mut().values_mut().filter(|mark| mark.flying) {
                (mark.at, flying) = (now, true);
            }
            if flying {
                self.write(now).await;
            }
        }
    }

    /// Leaves to the next run what may still come; nothing where all was answered.
    pub(super) async fn close(&self, now: Timestamp) {
        self.write(now).await;
    }

    /// Writes the marks as they are, unless somebody else's writing includes them already.
    async fn write(&self, now: Timestamp) {
        let change = self.changed.get() + 1;
        self.changed.set(change);
        let _turn = self.writing.lock().await;
        if self.written.get() >= change || self.is_broken() {
            return;
        }
        self.written.set(self.changed.get());
        let text = saved::text(&self.begun.borrow(), self.any, now);
        if text.is_none() && !self.kept.get() {
            return;
        }
        self.kept.set(text.is_some());
        if let Err(error) = self.journal.write(text).await {
            self.trouble.replace(Some(not_kept(&error)));
        }
    }

    /// Whether the journal refused. It is not asked again, since a refusal may take long.
    fn is_broken(&self) -> bool {
        self.trouble.borrow().as_ref().is_some_and(|trouble| trouble.code == NOT_KEPT)
    }
}

const NOT_KEPT: &str = "journal-not-kept";

fn not_kept(why: &Message) -> Message {
    Message::new(NOT_KEPT).with("detail", why.text())
}
