//! A bound on the requests in flight.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// So many requests may be under way at a time; others wait here.
pub(super) struct Slots {
    free: Cell<usize>,
    waiting: RefCell<Vec<Waker>>,
}

impl Slots {
    /// `count` slots, at least one.
    pub(super) fn new(count: usize) -> Self {
        Self { free: Cell::new(count.max(1)), waiting: RefCell::default() }
    }

    /// Waits for a slot and holds it until the guard is dropped.
    pub(super) async fn take(&self) -> Slot<'_> {
        poll_fn(|context| {
            if self.free.get() > 0 {
                self.free.set(self.free.get() - 1);
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
        Slot(self)
    }
}

/// One slot, in use.
pub(super) struct Slot<'a>(&'a Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.free.set(self.0.free.get() + 1);
        // All are woken, since the first of them may have been dropped meanwhile.
        for waker in self.0.waiting.take() {
            waker.wake();
        }
    }
}
