//! Whether the site still answers.
//!
//! One request that is lost says nothing of the next one: it costs what it was for. That the site
//! is gone is only believed after [`GONE`] different requests in a row without an answer, each of
//! them after all its repeats. Reads and writes are counted apart, since a site may go on showing
//! what it no longer changes.
//!
//! With [`ClientOptions::in_flight`](super::ClientOptions) requests at a time and half a minute of
//! repeats each, that is a minute of silence at least.

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::error::JiraError;
use crate::ports::Request;

/// So many different requests in a row without an answer, and the site counts as gone: more than
/// are in flight at once, so that no single outage of all of these is enough.
pub(super) const GONE: usize = 12;

/// What the requests of one kind met since the last answer.
#[derive(Default)]
struct Streak {
    different: HashSet<u64>,
    last: Option<JiraError>,
}

/// Counts requests without an answer; shared by all clients of a session.
#[derive(Default)]
pub(super) struct Pulse {
    reads: RefCell<Streak>,
    writes: RefCell<Streak>,
}

impl Pulse {
    /// Forgets what was before: a new job tries anew.
    pub(super) fn begin(&self) {
        self.heard(true);
        self.heard(false);
    }

    /// The site answered a read, or a write.
    pub(super) fn heard(&self, write: bool) {
        *self.of(write).borrow_mut() = Streak::default();
    }

    /// A request stayed without an answer after all that was tried. The same one counts once.
    pub(super) fn silent(&self, write: bool, request: u64, error: &JiraError) {
        let mut streak = self.of(write).borrow_mut();
        streak.different.insert(request);
        streak.last = Some(error.clone());
    }

    /// How the last of too many requests failed.
    pub(super) fn gone(&self) -> Option<JiraError> {
        let of = |write| {
            let streak = self.of(write).borrow();
            streak.last.clone().filter(|_| streak.different.len() >= GONE)
        };
        of(false).or_else(|| of(true))
    }

    fn of(&self, write: bool) -> &RefCell<Streak> {
        if write { &self.writes } else { &self.reads }
    }
}

/// What tells one request from another.
pub(super) fn fingerprint(request: &Request) -> u64 {
    hashed((request.method.as_str(), &request.path, &request.body))
}

/// A number for what a request is about.
pub(super) fn hashed(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost() -> JiraError {
        JiraError::unexpected("GET /x", "lost")
    }

    #[test]
    fn only_many_different_requests_in_a_row_mean_that_the_site_is_gone() {
        let pulse = Pulse::default();
        let silent = |count: u64| (0..count).for_each(|at| pulse.silent(false, at, &lost()));
        silent(GONE as u64 - 1);
        (0..100).for_each(|_| pulse.silent(false, 0, &lost()));
        assert_eq!(pulse.gone(), None, "the same one again says nothing new");
        pulse.heard(false);
        silent(GONE as u64 - 1);
        assert_eq!(pulse.gone(), None, "one answer, and it is counted anew");
        silent(GONE as u64);
        assert_eq!(pulse.gone(), Some(lost()));
        pulse.begin();
        assert_eq!(pulse.gone(), None);
    }

    /// A site in maintenance may answer every read and no write.
    #[test]
    fn an_answer_to_a_read_says_nothing_of_writes() {
        let pulse = Pulse::default();
        for at in 0..GONE as u64 {
            pulse.silent(true, at, &lost());
            pulse.heard(false);
        }
        assert!(pulse.gone().is_some());
    }
}
