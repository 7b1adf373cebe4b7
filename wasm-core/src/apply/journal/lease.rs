//! That somebody applies, where several programs may do so at once: two tabs.
//!
//! Jira has no compare-and-swap for a property: who wants it writes his name, waits a moment, and
//! reads who holds it. Who does not renew his lease has ended, and another one takes over.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// Whether its holder has not yet looked who else there is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_claim: bool,
}

impl Lease {
    /// A claim that begins now.
    pub(super) fn claimed(holder: String, now: Timestamp) -> Self {
        Self { holder, since: now, until: end(now), is_claim: true }
    }

    /// The lease that a claim has become.
    pub(super) fn held(&self, now: Timestamp) -> Self {
        Self { is_claim: false, ..self.renewed(now) }
    }

    /// Whether its holder goes before one who claims at the same time.
    pub(super) fn goes_before(&self, claim: &Self) -> bool {
        !self.is_claim || (self.since, &self.holder) < (claim.since, &claim.holder)
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
}

fn end(now: Timestamp) -> Timestamp {
    now.checked_add(TERM).unwrap_or(now)
}
