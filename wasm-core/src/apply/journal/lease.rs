//! One apply at a time, where several programs may write the same journal: two tabs.
//!
//! Jira has no compare-and-swap for a property: who wants it writes his name, waits a moment, and
//! reads who holds it. Who does not renew his lease has ended, and another one takes over.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::message::Message;

/// How long a lease holds that is not renewed.
const TERM: Duration = Duration::from_secs(30);

/// How long after its end nobody goes on with it any more: a tab may have slept.
const SILENT: Duration = Duration::from_secs(3600);

/// The wait, beside what the writing took, before it is read again who holds a lease that several
/// may have written.
pub(super) const SETTLED: Duration = Duration::from_secs(1);

/// The wait before it is read again whether somebody else still renews his lease.
pub(super) const WATCHED: Duration = Duration::from_secs(5);

/// Who applies, since when, and until when unless it is renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Lease {
    pub(super) holder: String,
    pub(super) since: Timestamp,
    pub(super) until: Timestamp,
}

impl Lease {
    /// A lease that begins now.
    pub(super) fn of(holder: String, now: Timestamp) -> Self {
        Self { holder, since: now, until: end(now) }
    }

    /// The same lease, from now on.
    pub(super) fn renewed(&self, now: Timestamp) -> Self {
        Self { until: end(now), ..self.clone() }
    }

    /// Whether it keeps another one out. One whose end is farther off than any lease lasts was
    /// written by a clock that is wrong.
    pub(super) fn holds(&self, now: Timestamp) -> bool {
        now < self.until && self.until <= end(now).max(self.since)
    }

    /// Whether it ended so short a while ago that its holder may go on after all.
    pub(super) fn is_recent(&self, now: Timestamp) -> bool {
        now.duration_since(self.until).unsigned_abs() < SILENT
    }

    /// What the other one is told.
    pub(super) fn message(&self) -> Message {
        Message::new("apply-elsewhere").with("since", self.since.strftime("%Y-%m-%d %H:%M UTC"))
    }
}

fn end(now: Timestamp) -> Timestamp {
    now.checked_add(TERM).unwrap_or(now)
}
