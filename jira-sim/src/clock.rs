//! Two clocks. The site's time is virtual and ticks once a write, so that a run can be repeated to
//! the millisecond; the time of limits, lags and delays, the [`Ticker`], is real in the program and
//! moved by hand in tests. Whoever moves one moves the other: [`Sim::advance`](crate::Sim::advance).

use jiff::{Timestamp, tz::TimeZone};

pub use crate::ticker::{Sleep, Ticker};

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

    /// The present year in the site's zone.
    #[must_use]
    pub fn year(&self) -> i16 {
        let at = Timestamp::from_millisecond(self.now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone.clone()).year()
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

/// An instant as HTTP writes it in a `Date` header (RFC 9110, 5.6.7), without its milliseconds.
#[must_use]
pub fn http_date(epoch_ms: i64) -> String {
    let at = Timestamp::from_millisecond(epoch_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
