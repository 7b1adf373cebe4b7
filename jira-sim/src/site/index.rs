//! The lag of the search index: for a while after a write, searches find what was there before.

use std::collections::{HashMap, VecDeque};

use super::Issue;
use crate::clock::Ticker;

/// What an issue was like until a write at some time of the ticker; nothing if it did not exist.
type Version = (u64, Option<Box<Issue>>);

/// What searches do not see yet. It lags by the [`Ticker`], which goes on between two writes too.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    lag_ms: u64,
    ticker: Option<Ticker>,
    /// By issue, the oldest first: each write is found by itself, so long after it was made.
    before: HashMap<u64, VecDeque<Version>>,
}

impl SearchIndex {
    /// An index that lags so many milliseconds; 0 means that it is always up to date.
    #[must_use]
    pub fn new(ticker: Ticker, lag_ms: u64) -> Self {
        Self { lag_ms, ticker: Some(ticker), before: HashMap::new() }
    }

    /// Lags so much from now on, for writes that are not found yet too.
    pub fn set_lag(&mut self, lag_ms: u64) {
        self.lag_ms = lag_ms;
        if !self.lags() {
            self.before.clear();
        }
    }

    /// Whether it lags at all.
    #[must_use]
    pub fn lags(&self) -> bool {
        self.lag_ms > 0
    }

    fn now(&self) -> u64 {
        self.ticker.as_ref().map_or(0, Ticker::now_ms)
    }

    /// Notes a write to an issue that was like `before` until now.
    pub fn note(&mut self, id: u64, before: Option<&Issue>) {
        if !self.lags() {
            return;
        }
        let (now, lag) = (self.now(), self.lag_ms);
        self.before.retain(|_, versions| {
            versions.retain(|(at, _)| at.saturating_add(lag) > now);
            !versions.is_empty()
        });
        self.before.entry(id).or_default().push_back((now, before.cloned().map(Box::new)));
    }

    /// The issues that are found as they were before; nothing for those that did not exist.
    #[must_use]
    pub fn stale(&self, reconcile: &[u64]) -> HashMap<u64, Option<&Issue>> {
        let now = self.now();
        let found = |versions: &'_ VecDeque<Version>| {
            versions.iter().position(|(at, _)| at.saturating_add(self.lag_ms) > now)
        };
        self.before
            .iter()
            .filter(|(id, _)| !reconcile.contains(id))
            .filter_map(|(id, versions)| Some((*id, versions[found(versions)?].1.as_deref())))
            .collect()
    }
}
