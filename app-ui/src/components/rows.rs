//! The rows of the plan, window by window from the worker.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, Reply, RowFilter, RowView};

use crate::engine::Engine;
use crate::model::cache::{CHUNK, RowCache};
use crate::model::failure::Failure;

/// The filtered rows, as far as they were asked for.
#[derive(Clone, Copy)]
pub struct RowSource {
    engine: Engine,
    /// Which rows are shown.
    pub filter: RwSignal<RowFilter>,
    cache: RwSignal<RowCache>,
    /// Why rows could not be had.
    pub failure: RwSignal<Option<Failure>>,
}

impl RowSource {
    /// All rows of the engine's plan.
    pub fn new(engine: Engine) -> Self {
        let source = Self {
            engine,
            filter: RwSignal::new(RowFilter::All),
            cache: RwSignal::default(),
            failure: RwSignal::new(None),
        };
        Effect::new(move |_| {
            source.filter.track();
            source.reload();
        });
        source
    }

    /// Forgets what is at hand: the rows are others now.
    pub fn reload(&self) {
        self.cache.update(|cache| _ = cache.clear());
        self.want(0..1);
    }

    /// The same rows have other contents now; the old ones stay until the new ones are there.
    pub fn renew(&self) {
        let source = *self;
        let asked = self.cache.try_update_untracked(|cache| (cache.renew(), cache.edition()));
        let Some((starts, edition)) = asked else { return };
        for start in starts {
            spawn_local(async move { source.fetch(edition, start).await });
        }
    }

    /// Rows that pass the filter; none while that is unknown.
    pub fn total(&self) -> Option<usize> {
        self.cache.with(RowCache::total)
    }

    /// A row, if it is at hand.
    pub fn row(&self, index: usize) -> Option<RowView> {
        self.cache.with(|cache| cache.row(index).cloned())
    }

    /// Asks for what is missing of a window.
    pub fn want(&self, window: Range<usize>) {
        let source = *self;
        let missing =
            self.cache.try_update_untracked(|cache| (cache.edition(), cache.missing(window)));
        let Some((edition, starts)) = missing else { return };
        for start in starts {
            spawn_local(async move { source.fetch(edition, start).await });
        }
    }

    async fn fetch(self, edition: u32, start: usize) {
        let Some(filter) = self.filter.try_get_untracked() else { return };
        let call = self.engine.start(Command::Rows { filter, start, count: CHUNK });
        let rows = call.done(|answer| match answer.reply {
            Reply::Rows(rows) => Some(rows),
            _ => None,
        });
        // The table may be gone when the answer comes; then there is nothing to tell.
        match rows.await {
            Ok(rows) => {
                _ = self.cache.try_update(|c| c.take(edition, start, rows.total, rows.rows));
            }
            Err(failed) => {
                _ = self.cache.try_update(|c| c.failed(edition, start));
                _ = self.failure.try_set(Some(failed));
            }
        }
    }
}
