//! A clock that stands still while anything can go on, and else jumps to the next alarm.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use wasm_core::ports::Clock;

/// The clock; it also runs what waits for it.
pub struct VirtualClock {
    now: Cell<Timestamp>,
    alarms: RefCell<Vec<Timestamp>>,
}

impl VirtualClock {
    pub fn new() -> Self {
        let now = "2026-11-02T09:00:00Z".parse().unwrap();
        Self { now: Cell::new(now), alarms: RefCell::default() }
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.now.set(self.now.get() + SignedDuration::from_secs(seconds));
    }

    /// Runs a future to its end. All that it may wait for is this clock.
    pub fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let mut idle = 0;
        loop {
            let mut context = Context::from_waker(Waker::noop());
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            let next = self.alarms.borrow().iter().copied().filter(|at| *at > self.now()).min();
            idle = if next.is_some() { 0 } else { idle + 1 };
            assert!(idle < 1000, "it waits for something that never happens");
            if let Some(next) = next {
                self.now.set(next);
            }
            self.alarms.borrow_mut().retain(|at| *at > self.now.get());
        }
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        let until = self.now() + SignedDuration::try_from(duration).unwrap();
        self.alarms.borrow_mut().push(until);
        poll_fn(|_| if self.now() >= until { Poll::Ready(()) } else { Poll::Pending }).await;
    }
}
