//! How far a phase of a job is, and how long it will take.

use std::cell::RefCell;
use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::client::Client;
use crate::job::{JobEvent, Phase, Progress};
use crate::ports::{Clock, Transport};

/// The rate is taken over this much time.
const WINDOW: SignedDuration = SignedDuration::from_secs(10);
/// Events come at most this often; the first and the last one always come.
const GAP: SignedDuration = SignedDuration::from_millis(100);

/// Counts the work of one phase and tells the client's observer.
pub(crate) struct Meter<'c, 'a, T, C> {
    client: &'c Client<'a, T, C>,
    phase: Phase,
    total: Option<u32>,
    state: RefCell<State>,
}

struct State {
    done: u32,
    told: Option<Timestamp>,
    /// Instants with the count at that time, the oldest first.
    marks: VecDeque<(Timestamp, u32)>,
}

impl<'c, 'a, T: Transport, C: Clock> Meter<'c, 'a, T, C> {
    /// Starts a phase; the total may be unknown.
    pub(crate) fn start(client: &'c Client<'a, T, C>, phase: Phase, total: Option<usize>) -> Self {
        let now = client.now();
        let state = State { done: 0, told: None, marks: VecDeque::from([(now, 0)]) };
        let total = total.map(count);
        let meter = Self { client, phase, total, state: RefCell::new(state) };
        meter.set(0);
        meter
    }

    /// Counts more units.
    pub(crate) fn add(&self, units: usize) {
        let done = self.state.borrow().done.saturating_add(count(units));
        self.set(done as usize);
    }

    /// Sets the count of units.
    pub(crate) fn set(&self, done: usize) {
        let now = self.client.now();
        let progress = self.state.borrow_mut().advance(count(done), now, self.total);
        if let Some((done, per_second, seconds_left)) = progress {
            let (phase, total) = (self.phase, self.total);
            let progress = Progress { phase, done, total, per_second, seconds_left };
            self.client.tell(JobEvent::Progress(progress));
        }
    }
}

impl State {
    /// Takes a new count; what to tell of it, if it is time to.
    fn advance(
        &mut self,
        done: u32,
        now: Timestamp,
        total: Option<u32>,
    ) -> Option<(u32, Option<f64>, Option<f64>)> {
        self.done = done;
        self.marks.push_back((now, done));
        while self.marks.len() > 2 && self.marks.get(1).is_some_and(|m| now - WINDOW >= m.0) {
            self.marks.pop_front();
        }
        let finished = total == Some(done);
        if !finished && self.told.is_some_and(|told| now.duration_since(told) < GAP) {
            return None;
        }
        self.told = Some(now);
        let rate = self.rate(now);
        let left = total.map(|total| f64::from(total.saturating_sub(done)));
        Some((done, rate, left.zip(rate).map(|(left, rate)| left / rate)))
    }

    /// Units a second since the oldest mark; none before there is enough to tell by.
    fn rate(&self, now: Timestamp) -> Option<f64> {
        let (since, before) = self.marks.front()?;
        let seconds = now.duration_since(*since).as_secs_f64();
        let units = self.done.saturating_sub(*before);
        (seconds >= 0.5 && units > 0).then(|| f64::from(units) / seconds)
    }
}

fn count(units: usize) -> u32 {
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_last_seconds() {
        let at = |ms: i64| Timestamp::from_millisecond(1_760_000_000_000 + ms).unwrap();
        let mut state = State { done: 0, told: None, marks: VecDeque::from([(at(0), 0)]) };
        assert_eq!(state.advance(0, at(0), Some(1000)), Some((0, None, None)));
        assert_eq!(state.advance(1, at(50), Some(1000)), None);
        assert_eq!(state.advance(20, at(1000), Some(1000)), Some((20, Some(20.0), Some(49.0))));
        for second in 2..=40 {
            state.advance(20 + second, at(i64::from(second) * 1000), Some(1000));
        }
        let (_, rate, _) = state.advance(61, at(41_000), Some(1000)).unwrap();
        assert!((0.9..=1.1).contains(&rate.unwrap()), "{rate:?}");
        assert_eq!(state.advance(1000, at(41_001), Some(1000)).map(|told| told.0), Some(1000));
    }
}
