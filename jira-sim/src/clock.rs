//! Two clocks. The site's time is virtual and ticks once a write, so that a run can be repeated to
//! the millisecond; the limits' time is real in the program and set by hand in tests.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use jiff::{Timestamp, tz::TimeZone};

/// The instant at which every site starts: 2 November 2026, 08:00 UTC, in epoch milliseconds.
pub const START_MS: i64 = 1_793_606_400_000;

/// How far one write moves the site's time, in milliseconds: about the pace of a busy client.
const TICK_MS: i64 = 20;

/// The zone that the site shows times in; it is not UTC, as on most real sites.
pub const SITE_ZONE: &str = "Europe/Berlin";

/// The virtual time of a site.
#[derive(Debug, Clone)]
pub struct SiteClock {
    now_ms: i64,
    zone: TimeZone,
}

impl Default for SiteClock {
    fn default() -> Self {
        Self { now_ms: START_MS, zone: zone(SITE_ZONE) }
    }
}

impl SiteClock {
    /// The present instant, in epoch milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// Moves on by one write, and tells the new present.
    pub fn tick(&mut self) -> i64 {
        self.advance(TICK_MS);
        self.now_ms
    }

    /// Moves on by `ms` milliseconds.
    pub fn advance(&mut self, ms: i64) {
        self.now_ms = self.now_ms.saturating_add(ms);
    }

    /// An instant as Jira writes it: milliseconds, and an offset without a colon, in the site's zone.
    #[must_use]
    pub fn show(&self, epoch_ms: i64) -> String {
        let at = Timestamp::from_millisecond(epoch_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S.%3f%z").to_string()
    }
}

/// The time zone of that IANA name, or UTC if there is none.
#[must_use]
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// The time that the limits count by, in milliseconds from an arbitrary beginning.
#[derive(Debug, Clone)]
pub enum Ticker {
    /// The machine's monotonic clock.
    Real(Instant),
    /// A counter that a test moves.
    Manual(Arc<AtomicU64>),
}

impl Ticker {
    /// The machine's clock, beginning now.
    #[must_use]
    pub fn real() -> Self {
        Self::Real(Instant::now())
    }

    /// A clock that stands still until [`Ticker::advance`].
    #[must_use]
    pub fn manual() -> Self {
        Self::Manual(Arc::default())
    }

    /// Milliseconds since the beginning.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        match self {
            Self::Real(from) => u64::try_from(from.elapsed().as_millis()).unwrap_or(u64::MAX),
            Self::Manual(ms) => ms.load(Ordering::Relaxed),
        }
    }

    /// Moves a manual clock; a real one goes its own way.
    pub fn advance(&self, ms: u64) {
        if let Self::Manual(now) = self {
            now.fetch_add(ms, Ordering::Relaxed);
        }
    }
}
