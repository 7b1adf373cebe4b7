//! The system's time.

use std::cell::Cell;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use wasm_core::ports::Clock;

/// The system's clock. Where it is set back, time goes on from where it was: a wait that is
/// measured by it ends all the same.
#[derive(Default)]
pub(crate) struct SystemClock {
    latest: Cell<Option<(Timestamp, Instant)>>,
}

impl SystemClock {
    fn at(&self, wall: Timestamp, steady: Instant) -> Timestamp {
        let since = |(then, at): (Timestamp, Instant)| {
            let passed = SignedDuration::try_from(steady.duration_since(at)).unwrap_or_default();
            then.saturating_add(passed).unwrap_or(then)
        };
        let now = self.latest.get().map_or(wall, |latest| since(latest).max(wall));
        self.latest.set(Some((now, steady)));
        now
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        self.at(Timestamp::now(), Instant::now())
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_holds_up_no_wait() {
        let clock = SystemClock::default();
        let (start, steady): (Timestamp, _) =
            ("2026-11-02T09:00:00Z".parse().unwrap(), Instant::now());
        let at = |wall: &str, passed| {
            let now = clock.at(wall.parse().unwrap(), steady + Duration::from_secs(passed));
            now.duration_since(start).as_secs()
        };
        assert_eq!(at("2026-11-02T09:00:00Z", 0), 0);
        assert_eq!(at("2026-11-02T08:00:01Z", 1), 1);
        assert_eq!(at("2026-11-02T08:00:05Z", 5), 5);
        assert_eq!(at("2026-11-02T09:00:30Z", 6), 30);
        assert_eq!(at("2026-11-02T08:00:07Z", 7), 31);
    }
}
