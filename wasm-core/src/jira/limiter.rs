//! The pace of the whole client.
//!
//! Jira limits each endpoint by a token bucket that all users and apps of the site share, so the
//! rate that is allowed changes with what others do. The limiter starts near the documented rate,
//! halves it at each 429 and climbs back: fast up to where it was refused, slowly beyond.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::ports::Method;

/// Share of the documented rate that is used, since others use the site too.
const SHARE: f64 = 0.92;
/// Requests a second that a lane never falls below.
const FLOOR: f64 = 0.5;
/// Requests that may be sent at once after a quiet time.
const BURST: f64 = 3.0;

/// A group of endpoints of the same documented rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// GET: 100 requests a second.
    Read,
    /// POST: 100 requests a second.
    Post,
    /// PUT and DELETE: 50 requests a second.
    Edit,
}

impl Lane {
    /// The lane of a method.
    pub(super) fn of(method: Method) -> Self {
        match method {
            Method::Get => Self::Read,
            Method::Post => Self::Post,
            Method::Put | Method::Delete => Self::Edit,
        }
    }

    fn ceiling(self) -> f64 {
        match self {
            Self::Read | Self::Post => 100.0 * SHARE,
            Self::Edit => 50.0 * SHARE,
        }
    }
}

/// The pace of one lane.
#[derive(Clone, Copy)]
struct Pace {
    ceiling: f64,
    /// Requests a second now.
    rate: f64,
    /// The rate at which Jira last refused.
    refused_at: Option<f64>,
    /// When the next request would be sent if all were spread evenly.
    next: Timestamp,
}

/// Paces all requests of a client.
pub(super) struct RateLimiter {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    paused_until: Option<Timestamp>,
    lanes: BTreeMap<Lane, Pace>,
    issues: BTreeMap<String, Timestamp>,
}

impl RateLimiter {
    pub(super) fn new() -> Self {
        Self { state: RefCell::default() }
    }

    /// Takes the right to send one request now, or says how long to wait before asking again.
    pub(super) fn claim(&self, lane: Lane, issue: Option<&str>, now: Timestamp) -> Duration {
        let wait = self.wait(lane, issue, now);
        if wait.is_zero() {
            let mut state = self.state.borrow_mut();
            let pace = state.lane(lane, now);
            let spread = Duration::from_secs_f64(1.0 / pace.rate);
            pace.next = later(pace.next.max(now), signed(spread));
        }
        wait
    }

    /// How long to wait before a request may be sent; it is not taken for sent.
    pub(super) fn wait(&self, lane: Lane, issue: Option<&str>, now: Timestamp) -> Duration {
        let held = self.held(issue, now);
        let mut state = self.state.borrow_mut();
        let pause = state.paused_until.map_or(Duration::ZERO, |until| until_from(until, now));
        if !pause.is_zero() || !held.is_zero() {
            return pause.max(held);
        }
        let pace = state.lane(lane, now);
        let earliest = later(pace.next, -(SignedDuration::from_secs_f64(BURST / pace.ceiling)));
        until_from(earliest, now)
    }

    /// How long one issue is held up.
    pub(super) fn held(&self, issue: Option<&str>, now: Timestamp) -> Duration {
        let state = self.state.borrow();
        let until = issue.and_then(|issue| state.issues.get(issue));
        until.map_or(Duration::ZERO, |until| until_from(*until, now))
    }

    /// Jira refused a request of this lane: everybody waits, and the lane slows down. Refusals
    /// that arrive during a pause belong to the same cause and slow down only once. What is left of
    /// the pause: an earlier one may last longer.
    pub(super) fn pause(&self, lane: Lane, wait: Duration, now: Timestamp) -> Duration {
        let mut state = self.state.borrow_mut();
        let until = later(now, signed(wait));
        let first = state.paused_until.is_none_or(|paused| paused <= now);
        let until = state.paused_until.map_or(until, |paused| paused.max(until));
        state.paused_until = Some(until);
        let pace = state.lane(lane, now);
        if first {
            pace.refused_at = Some(pace.rate);
            pace.rate = (pace.rate / 2.0).max(FLOOR);
        }
        // No burst after a pause: the bucket is empty.
        let gap = SignedDuration::from_secs_f64(BURST / pace.ceiling);
        pace.next = pace.next.max(later(until, gap));
        until_from(until, now)
    }

    /// Jira asks for fewer writes to one issue.
    pub(super) fn pause_issue(&self, issue: &str, wait: Duration, now: Timestamp) {
        let mut state = self.state.borrow_mut();
        state.issues.retain(|_, until| *until > now);
        state.issues.insert(issue.to_owned(), later(now, signed(wait)));
    }

    /// Jira answered: the lane may go a little faster.
    pub(super) fn answered(&self, lane: Lane, now: Timestamp) {
        let mut state = self.state.borrow_mut();
        let pace = state.lane(lane, now);
        let familiar = pace.refused_at.is_none_or(|refused| pace.rate < 0.9 * refused);
        let per_second = pace.ceiling / if familiar { 20.0 } else { 100.0 };
        pace.rate = (pace.rate + per_second / pace.rate).min(pace.ceiling);
        if pace.refused_at.is_some_and(|refused| pace.rate > 1.2 * refused) {
            pace.refused_at = None;
        }
    }

    /// Requests a second that a lane is allowed now.
    #[cfg(test)]
    fn rate(&self, lane: Lane, now: Timestamp) -> f64 {
        self.state.borrow_mut().lane(lane, now).rate
    }
}

impl State {
    fn lane(&mut self, lane: Lane, now: Timestamp) -> &mut Pace {
        let ceiling = lane.ceiling();
        let fresh = Pace { ceiling, rate: ceiling, refused_at: None, next: now };
        self.lanes.entry(lane).or_insert(fresh)
    }
}

/// `at` plus a time, held within what a timestamp can say.
fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

fn signed(wait: Duration) -> SignedDuration {
    SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX)
}

fn until_from(until: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_760_000_000_000 + ms).unwrap()
    }

    /// Sends as fast as allowed for some seconds from `start`; the requests sent in each second.
    fn sent(limiter: &RateLimiter, lane: Lane, start: i64, seconds: i64) -> Vec<u32> {
        let mut counts = vec![0; usize::try_from(seconds).unwrap()];
        for ms in 0..seconds * 1000 {
            while limiter.claim(lane, None, at(start + ms)).is_zero() {
                counts[usize::try_from(ms / 1000).unwrap()] += 1;
                limiter.answered(lane, at(start + ms));
            }
        }
        counts
    }

    #[test]
    fn steady_edits_use_nine_tenths_of_the_documented_rate() {
        let counts = sent(&RateLimiter::new(), Lane::Edit, 0, 10);
        assert!(counts.iter().skip(1).all(|n| (45..=47).contains(n)), "{counts:?}");
        assert!(counts[0] <= 54, "{counts:?}");
    }

    #[test]
    fn a_refusal_pauses_halves_once_and_the_rate_climbs_back() {
        let limiter = RateLimiter::new();
        for _ in 0..6 {
            limiter.pause(Lane::Edit, Duration::from_secs(3), at(0));
        }
        assert!((22.9..=23.1).contains(&limiter.rate(Lane::Edit, at(0))));
        assert_eq!(limiter.claim(Lane::Read, None, at(1000)), Duration::from_secs(2));
        let counts = sent(&limiter, Lane::Edit, 0, 30);
        assert_eq!(counts[..3], [0, 0, 0]);
        assert!((20..=27).contains(&counts[3]), "{counts:?}");
        assert!(counts.windows(2).skip(3).all(|pair| pair[1] + 1 >= pair[0]), "{counts:?}");
        assert!(counts[29] >= 45, "{counts:?}");
    }

    /// A countdown shows what is left of all pauses, not the last one that was asked for.
    #[test]
    fn a_shorter_pause_does_not_end_a_longer_one() {
        let limiter = RateLimiter::new();
        assert_eq!(
            limiter.pause(Lane::Edit, Duration::from_secs(30), at(0)),
            Duration::from_secs(30)
        );
        assert_eq!(
            limiter.pause(Lane::Read, Duration::from_secs(2), at(1000)),
            Duration::from_secs(29)
        );
        assert_eq!(limiter.claim(Lane::Read, None, at(4000)), Duration::from_secs(26));
    }

    #[test]
    fn one_issue_waits_alone() {
        let limiter = RateLimiter::new();
        limiter.pause_issue("10001", Duration::from_secs(2), at(0));
        assert_eq!(limiter.claim(Lane::Edit, Some("10001"), at(500)), Duration::from_millis(1500));
        assert!(limiter.claim(Lane::Edit, Some("10002"), at(500)).is_zero());
        assert!(limiter.claim(Lane::Edit, Some("10001"), at(2000)).is_zero());
    }

    #[test]
    fn the_pace_never_stops() {
        let limiter = RateLimiter::new();
        for n in 0..20 {
            limiter.pause(Lane::Post, Duration::from_millis(100), at(n * 1000));
        }
        assert_eq!(limiter.rate(Lane::Post, at(20_000)), FLOOR);
    }
}
