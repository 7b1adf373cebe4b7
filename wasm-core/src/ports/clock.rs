//! Time, as the engine sees it.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;

/// The only source of time: the browser's in the worker, the system's in the terminal, a virtual
/// one in tests.
pub trait Clock {
    /// The present instant, in UTC. Never goes backwards.
    fn now(&self) -> Timestamp;

    /// Resolves after `duration` has passed on this clock.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;
}

impl<C: Clock> Clock for &C {
    fn now(&self) -> Timestamp {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        (**self).sleep(duration)
    }
}
