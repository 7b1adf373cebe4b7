//! A clock that stands still while anything can go on, and else jumps to the next alarm.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use crate::ports::Clock;
use jiff::{SignedDuration, Timestamp};

/// When the clock starts.
pub(super) const START: &str = "2026-11-02T09:00:00Z";

/// The clock; it also runs what waits for it.
pub(crate) struct VirtualClock {
    now: Cell<Timestamp>,
    alarms: RefCell<Vec<(Timestamp, Waker)>>,
}

impl VirtualClock {
    pub(crate) fn new() -> Self {
        Self { now: Cell::new(START.parse().unwrap()), alarms: RefCell::default() }
    }

    /// Runs a future to its end. All that it may wait for is this clock.
    pub(crate) fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let woken = Arc::new(Woken(AtomicBool::new(false)));
        let waker = Waker::from(Arc::clone(&woken));
        loop {
            woken.0.store(false, Ordering::Relaxed);
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            if !woken.0.load(Ordering::Relaxed) {
                self.jump();
            }
        }
    }

    /// Goes to the next alarm.
    fn jump(&self) {
        let next = self.alarms.borrow().iter().map(|alarm| alarm.0).min();
        let next = next.expect("it waits for something that never happens");
        self.now.set(self.now.get().max(next));
        let rung = self.alarms.borrow_mut().extract_if(.., |alarm| alarm.0 <= next).collect();
        let rung: Vec<(Timestamp, Waker)> = rung;
        rung.into_iter().for_each(|(_, waker)| waker.wake());
    }
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        let until = self.now() + SignedDuration::try_from(duration).unwrap();
        poll_fn(|context| {
            if self.now() >= until {
                return Poll::Ready(());
            }
            self.alarms.borrow_mut().push((until, context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}
