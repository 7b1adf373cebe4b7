//! The lag of the search index: for a while after a write, searches find what was there before.

use std::collections::HashMap;

use super::Issue;
use crate::clock::Ticker;

/// What searches do not see yet.
#[derive(Debug, Clone, Default)]
pub struct SearchIndex {
    lag_ms: u64,
    ticker: Option<Ticker>,
    before: HashMap<u64, (u64, Option<Box<Issue>>)>,
}

impl SearchIndex {
    /// An index that lags so many milliseconds; 0 means that it is always up to date.
    #[must_use]
    pub fn new(ticker: Ticker, lag_ms: u64) -> Self {
        Self { lag_ms, ticker: Some(ticker), before: HashMap::new() }
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
        self.before.retain(|_, (at, _)| *at + lag > now);
        let entry = self.before.entry(id).or_insert_with(|| (now, before.cloned().map(Box::new)));
        entry.0 = now;
    }

    /// The issues that are found as they were before; nothing for those that did not exist.
    #[must_use]
    pub fn stale(&self, reconcile: &[u64]) -> HashMap<u64, Option<&Issue>> {
        let now = self.now();
        self.before
            .iter()
            .filter(|(id, (at, _))| *at + self.lag_ms > now && !reconcile.contains(id))
            .map(|(id, (_, issue))| (*id, issue.as_deref()))
            .collect()
    }
}
