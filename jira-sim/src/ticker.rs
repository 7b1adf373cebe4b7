//! The time that limits, lags and delays count by: the machine's in the program, one that stands
//! still until it is moved in tests. Both can be slept on, and both can be moved ahead.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

/// Milliseconds from an arbitrary beginning. Copies of a ticker are one clock.
#[derive(Debug, Clone)]
pub struct Ticker(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// The beginning on the machine's monotonic clock; none for a clock that is only moved by hand.
    machine: Option<Instant>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    moved_ms: u64,
    /// Who sleeps, by when the sleep ends; those that end at once wake in the order they began in.
    alarms: BTreeMap<Alarm, Waker>,
    sleeps: u64,
}

/// When a sleep ends, and its number.
type Alarm = (u64, u64);

impl Ticker {
    /// The machine's clock, beginning now.
    #[must_use]
    pub fn real() -> Self {
        Self(Arc::new(Inner { machine: Some(Instant::now()), state: Mutex::default() }))
    }

    /// A clock that stands still until [`Ticker::advance`].
    #[must_use]
    pub fn manual() -> Self {
        Self(Arc::new(Inner { machine: None, state: Mutex::default() }))
    }

    /// Milliseconds since the beginning.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.0.now_ms(&self.0.state())
    }

    /// Moves the clock ahead. Sleeps that end by then are woken in the order of their ends.
    pub fn advance(&self, ms: u64) {
        let mut state = self.0.state();
        state.moved_ms = state.moved_ms.saturating_add(ms);
        // On the machine's clock every sleep has to set its timer anew.
        let until = if self.0.machine.is_some() { u64::MAX } else { state.moved_ms };
        let later = state.alarms.split_off(&(until.saturating_add(1), 0));
        let due = std::mem::replace(&mut state.alarms, later);
        drop(state);
        due.into_values().for_each(Waker::wake);
    }

    /// When the next sleep ends, in milliseconds since the beginning; none where nobody sleeps.
    #[must_use]
    pub fn next_alarm(&self) -> Option<u64> {
        self.0.state().alarms.keys().next().map(|(due, _)| *due)
    }

    /// Resolves when `ms` milliseconds have passed on this clock. Dropped, it leaves no alarm.
    #[must_use]
    pub fn sleep(&self, ms: u64) -> Sleep {
        let mut state = self.0.state();
        state.sleeps += 1;
        let alarm = (self.0.now_ms(&state).saturating_add(ms), state.sleeps);
        drop(state);
        Sleep { ticker: self.clone(), alarm, timer: None }
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_ms(&self, state: &State) -> u64 {
        let elapsed = self.machine.map_or(Duration::ZERO, |from| from.elapsed());
        u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX).saturating_add(state.moved_ms)
    }
}

/// See [`Ticker::sleep`].
#[derive(Debug)]
pub struct Sleep {
    ticker: Ticker,
    alarm: Alarm,
    timer: Option<Pin<Box<tokio::time::Sleep>>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        loop {
            let left = {
                let mut state = self.ticker.0.state();
                let left = self.alarm.0.saturating_sub(self.ticker.0.now_ms(&state));
                if left == 0 {
                    return Poll::Ready(());
                }
                state.alarms.insert(self.alarm, context.waker().clone());
                left
            };
            if self.ticker.0.machine.is_none() {
                return Poll::Pending;
            }
            // Less may be left than at the last poll, if the clock was moved in between.
            let mut timer = Box::pin(tokio::time::sleep(Duration::from_millis(left)));
            let polled = timer.as_mut().poll(context);
            self.timer = Some(timer);
            if polled.is_pending() {
                return Poll::Pending;
            }
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.ticker.0.state().alarms.remove(&self.alarm);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sleeps_end_in_the_order_of_their_ends() {
        let (ticker, woken) = (Ticker::manual(), Arc::new(Mutex::new(Vec::new())));
        for ms in [30, 20, 0, 90, 20] {
            let (ticker, woken) = (ticker.clone(), Arc::clone(&woken));
            tokio::spawn(async move {
                ticker.sleep(ms).await;
                woken.lock().unwrap().push((ms, ticker.now_ms()));
            });
        }
        for ms in [0, 19, 61, 10] {
            tokio::task::yield_now().await;
            ticker.advance(ms);
        }
        tokio::task::yield_now().await;
        let expected = [(0, 0), (20, 80), (20, 80), (30, 80), (90, 90)];
        assert_eq!(*woken.lock().unwrap(), expected);
    }

    #[tokio::test]
    async fn a_sleep_that_is_given_up_leaves_no_alarm() {
        let ticker = Ticker::manual();
        {
            let mut sleep = Box::pin(ticker.sleep(30));
            let polled = std::future::poll_fn(|cx| Poll::Ready(sleep.as_mut().poll(cx))).await;
            assert!(polled.is_pending());
            assert_eq!(ticker.next_alarm(), Some(30));
        }
        assert_eq!(ticker.next_alarm(), None);
    }

    #[tokio::test]
    async fn the_machines_clock_can_be_moved_ahead_too() {
        let ticker = Ticker::real();
        let hour = 3_600_000;
        let mover = async {
            for _ in 0..2 {
                tokio::task::yield_now().await;
                ticker.advance(hour / 2);
            }
        };
        tokio::join!(ticker.sleep(hour), mover);
        assert!(ticker.now_ms() >= hour);
    }
}
