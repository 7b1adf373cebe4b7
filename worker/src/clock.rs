//! The browser's clock.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use jiff::Timestamp;
use wasm_core::ports::Clock;

use crate::post;

/// Wall time at the start of the worker and the monotonic clock since, so that a correction of the
/// computer's clock during a job is not a step back.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(milliseconds() as i64).unwrap_or_default()
    }

    async fn sleep(&self, duration: Duration) {
        let milliseconds = duration.as_millis().try_into().unwrap_or(u32::MAX);
        TimeoutFuture::new(milliseconds).await;
    }
}

/// Milliseconds since 1970.
pub fn milliseconds() -> f64 {
    match post::scope().performance() {
        Some(performance) => performance.time_origin() + performance.now(),
        None => js_sys::Date::now(),
    }
}
