//! The system's time.

use std::cell::Cell;
use std::time::Duration;

use jiff::Timestamp;
use wasm_core::ports::Clock;

/// The system's clock; where it is set back, time stands still.
#[derive(Default)]
pub(crate) struct SystemClock {
    latest: Cell<Timestamp>,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        self.latest.set(self.latest.get().max(Timestamp::now()));
        self.latest.get()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}
