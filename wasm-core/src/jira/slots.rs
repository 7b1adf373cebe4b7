//! A bound on the requests in flight, first come, first served.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// So many requests may be under way at a time; others wait here, in their order. What waits for
/// long is based on a read that grows old, so that nobody may be passed over.
pub(super) struct Slots {
    free: Cell<usize>,
    next: Cell<u64>,
    waiting: RefCell<VecDeque<(u64, Option<Waker>)>>,
}

impl Slots {
    /// `count` slots, at least one.
    pub(super) fn new(count: usize) -> Self {
        Self { free: Cell::new(count.max(1)), next: Cell::new(0), waiting: RefCell::default() }
    }

    /// Waits for a slot and holds it until the guard is dropped.
    pub(super) async fn take(&self) -> Slot<'_> {
        let number = self.next.replace(self.next.get() + 1);
        self.waiting.borrow_mut().push_back((number, None));
        let place = Place { slots: self, number };
        poll_fn(|context| {
            let mut waiting = self.waiting.borrow_mut();
            if self.free.get() > 0 && waiting.front().is_some_and(|first| first.0 == number) {
                waiting.pop_front();
                self.free.set(self.free.get() - 1);
                return Poll::Ready(());
            }
            if let Some(own) = waiting.iter_mut().find(|waiting| waiting.0 == number) {
                own.1 = Some(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        drop(place);
        Slot(self)
    }

    /// Wakes the first who waits, if there is a slot for him.
    fn wake(&self) {
        let waiting = self.waiting.borrow();
        if self.free.get() > 0
            && let Some((_, Some(waker))) = waiting.front()
        {
            waker.wake_by_ref();
        }
    }
}

/// A place in the queue; left also by who no longer waits.
struct Place<'a> {
    slots: &'a Slots,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.slots.waiting.borrow_mut().retain(|waiting| waiting.0 != self.number);
        self.slots.wake();
    }
}

/// One slot, in use.
pub(super) struct Slot<'a>(&'a Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.free.set(self.0.free.get() + 1);
        self.0.wake();
    }
}
