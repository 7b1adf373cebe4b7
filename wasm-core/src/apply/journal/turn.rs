//! Whose turn it is, where several programs of one person may apply at once, as tabs do.
//!
//! One apply at a time writes the journal of a file, and one makes things in a space: two plans of
//! the same rows would make them twice, whatever files they were made of. Each writes its lease into
//! the journal of its own file. Who wants to begin claims its turn, and looks at the journals of the
//! others afterwards: of two that do so at once at least one sees the other. The one that claimed
//! later gives way, and both where neither can know: that makes nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::lease::{self, Lease};
use super::{Found, Marks, read, saved};
use crate::jira::Client;
use crate::message::Message;
use crate::ports::{Clock, Journal, Transport};

/// Another apply of the same person that keeps this one out.
struct Rival {
    lease: Lease,
    /// The keys of the spaces that both write to; none where it is of the same file.
    spaces: BTreeSet<String>,
}

impl Rival {
    fn is_of_file(&self) -> bool {
        self.spaces.is_empty()
    }

    fn message(&self) -> Message {
        let since = self.lease.since.strftime("%Y-%m-%d %H:%M UTC").to_string();
        if self.is_of_file() {
            return Message::new("apply-elsewhere").with("since", since);
        }
        let spaces: Vec<_> = self.spaces.iter().map(String::as_str).collect();
        let message = Message::new("apply-elsewhere-in-space").with("since", since);
        message.with("spaces", spaces.join(", "))
    }
}

impl<'j> Marks<'j> {
    /// Reads what earlier runs left, and keeps others out where the journal does not do so itself.
    /// `spaces` are the keys of those that get something.
    ///
    /// # Errors
    /// Another one is applying, or the user stopped the wait for it.
    pub(in crate::apply) async fn open<T: Transport, C: Clock>(
        journal: &'j dyn Journal,
        client: &Client<'_, T, C>,
        spaces: BTreeSet<String>,
    ) -> Result<Self, Message> {
        let Some(holder) = journal.holder() else {
            return Ok(Self::of(journal, read(journal, client.now()).await, spaces));
        };
        let found = free(journal, client, &holder, &spaces).await?;
        let marks = Self::of(journal, found, spaces);
        if marks.is_broken() {
            return Ok(marks);
        }
        match marks.take_turn(client, holder).await {
            Ok(()) => Ok(marks),
            Err((why, is_of_file)) => {
                // What is another one's by now is left as it is.
                if !is_of_file {
                    marks.close(client.now()).await;
                }
                Err(why)
            }
        }
    }

    /// Claims the turn. `Err` tells too whether the journal of the file is another one's.
    async fn take_turn<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        holder: String,
    ) -> Result<(), (Message, bool)> {
        let begun = client.now();
        let claim = Lease::claimed(holder, begun);
        self.lease.replace(Some(claim.clone()));
        self.write(begun).await;
        // Who read just before this was written writes as slowly as this one did.
        let took = self.took(begun, client.now());
        let wait = client.wait(took.saturating_add(lease::SETTLED)).await;
        wait.map_err(|cancelled| (cancelled.message(), false))?;
        self.unless(client.now(), |rival| rival.lease.goes_before(&claim)).await?;
        let now = client.now();
        self.lease.replace(Some(claim.held(now)));
        self.write(now).await;
        // One whose claim was on its way, and that could not see this one's, holds its turn by now.
        self.unless(client.now(), |rival| !rival.lease.is_claim).await
    }

    /// Gives way to others of that kind, and to any of the same file.
    async fn unless(
        &self,
        now: Timestamp,
        goes_before: impl Fn(&Rival) -> bool,
    ) -> Result<(), (Message, bool)> {
        let rivals = self.rivals(now).await;
        let mut first = rivals.iter().filter(|rival| rival.is_of_file() || goes_before(rival));
        first.next().map_or(Ok(()), |rival| Err((rival.message(), rival.is_of_file())))
    }

    /// Whose turn it is in this one's place: it may have slept for so long that its lease ended.
    pub(super) async fn other_holder(&self, now: Timestamp) -> Option<Message> {
        let rivals = self.rivals(now).await;
        let mut others = rivals.iter().filter(|rival| rival.is_of_file() || !rival.lease.is_claim);
        others.next().map(Rival::message)
    }

    async fn rivals(&self, now: Timestamp) -> Vec<Rival> {
        let holder = self.lease.borrow().as_ref().map(|lease| lease.holder.clone());
        let Some(holder) = holder else { return Vec::new() };
        let own = read(self.journal, now).await.left.lease;
        rivals(self.journal, own, &holder, &self.spaces, now).await
    }
}

/// Waits until nobody else applies, and gives what is in the journal then.
///
/// # Errors
/// Another one renews its lease, or the user stopped the wait.
async fn free<T: Transport, C: Clock>(
    journal: &dyn Journal,
    client: &Client<'_, T, C>,
    holder: &str,
    spaces: &BTreeSet<String>,
) -> Result<Found, Message> {
    let mut seen: BTreeMap<String, Lease> = BTreeMap::new();
    loop {
        let now = client.now();
        let found = read(journal, now).await;
        let own = found.left.lease.clone().filter(|lease| lease.holds(now));
        let rivals = rivals(journal, own, holder, spaces, now).await;
        if rivals.is_empty() {
            return Ok(found);
        }
        let renewed =
            |rival: &&Rival| seen.get(&rival.lease.holder).is_some_and(|s| *s != rival.lease);
        if let Some(rival) = rivals.iter().find(renewed) {
            return Err(rival.message());
        }
        seen.extend(rivals.into_iter().map(|rival| (rival.lease.holder.clone(), rival.lease)));
        client.wait(lease::WATCHED).await.map_err(|cancelled| cancelled.message())?;
    }
}

/// Who else applies the file, whose journal holds the lease `own`, or makes things in some spaces.
async fn rivals(
    journal: &dyn Journal,
    own: Option<Lease>,
    holder: &str,
    spaces: &BTreeSet<String>,
    now: Timestamp,
) -> Vec<Rival> {
    let own = own.filter(|lease| lease.holder != holder);
    let mut rivals: Vec<_> =
        own.into_iter().map(|lease| Rival { lease, spaces: BTreeSet::new() }).collect();
    if spaces.is_empty() {
        return rivals;
    }
    for other in journal.others().await.unwrap_or_default() {
        let Ok(Some(text)) = other.read().await else { continue };
        let Ok(left) = saved::read(&text, now) else { continue };
        let spaces: BTreeSet<_> = left.spaces.intersection(spaces).cloned().collect();
        let lease = left.lease.filter(|lease| lease.holder != holder && lease.holds(now));
        rivals.extend(lease.filter(|_| !spaces.is_empty()).map(|lease| Rival { lease, spaces }));
    }
    rivals
}
