//! The engine's clock: the site's own time.

use std::time::Duration;

use jiff::Timestamp;
use jira_sim::Shared;
use wasm_core::ports::Clock;

/// Shows the site's time and sleeps on its ticker, so that limits, lags and late writes pass by the
/// clock that the engine waits on.
#[derive(Clone)]
pub struct SiteTime {
    site: Shared,
}

impl SiteTime {
    pub(crate) fn new(site: Shared) -> Self {
        Self { site }
    }
}

impl Clock for SiteTime {
    fn now(&self) -> Timestamp {
        let ms = self.site.site().clock.now_ms();
        Timestamp::from_millisecond(ms).expect("an instant of a site")
    }

    /// Whole milliseconds, since the site counts no others. What is due until then is committed
    /// first.
    async fn sleep(&self, duration: Duration) {
        let ms = u64::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u64::MAX);
        self.site.ticker().sleep(ms).await;
        self.site.settled().await;
    }
}
