//! The time of day, as a port, so that tests decide what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use job_api::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::saturating(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
    }
}
