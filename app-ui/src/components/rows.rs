//! The rows of the plan, window by window from the worker.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, Reply, RowFilter, RowPlace, RowView, Rows};

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
    /// How many rows further down the active one stands since the rows were made anew.
    pub shift: RwSignal<i32>,
}

impl RowSource {
    /// The rows of the engine's plan that a filter shows at first.
    pub fn new(engine: Engine, first: RowFilter) -> Self {
        let source = Self {
            engine,
            filter: RwSignal::new(first),
            cache: RwSignal::default(),
            failure: RwSignal::new(None),
            shift: RwSignal::new(0),
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
        let Some((starts, edition)) = self.begin_anew() else { return };
        for start in starts {
            spawn_local(async move { source.fetch(edition, start).await });
        }
    }

    /// The plan is another one: its rows take the place of the old ones, and the active row is
    /// found again where it is now. One that no longer passes the filter is not active any more.
    pub async fn remade(self, active: RwSignal<Option<usize>>) {
        let before = active.try_get_untracked().flatten();
        let place = before.and_then(|index| {
            let plan = self.cache.try_with_untracked(|c| Some(c.row(index)?.plan.clone()))??;
            Some(RowPlace { sheet: plan.sheet, row: plan.row })
        });
        let found = match place {
            Some(place) => self.ask(0, 0, Some(place)).await.and_then(Result::ok),
            None => None,
        };
        let found = found.and_then(|rows| rows.found);
        let Some((mut starts, edition)) = self.begin_anew() else { return };
        // The chunk of the active row goes first, and both change at once: no other row is shown as
        // the active one in between.
        let holds = |start: usize| found.is_some_and(|at| (start..start + CHUNK).contains(&at));
        starts.sort_by_key(|start| !holds(*start));
        let mut starts = starts.into_iter();
        if let Some(first) = starts.next() {
            self.fetch(edition, first).await;
        }
        _ = active.try_set(found);
        if let (Some(before), Some(found)) = (before, found) {
            _ = self.shift.try_set(found as i32 - before as i32);
        }
        for start in starts {
            self.fetch(edition, start).await;
        }
    }

    /// Begins an edition of the same rows: the first rows of the chunks to ask for, and its number.
    fn begin_anew(self) -> Option<(Vec<usize>, u32)> {
        self.cache.try_update_untracked(|cache| (cache.renew(), cache.edition()))
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
        let Some(rows) = self.ask(start, CHUNK, None).await else { return };
        // The table may be gone when the answer comes; then there is nothing to tell.
        match rows {
            Ok(rows) => {
                _ = self.cache.try_update(|c| c.take(edition, start, rows.total, rows.rows));
            }
            Err(failed) => {
                _ = self.cache.try_update(|c| c.failed(edition, start));
                _ = self.failure.try_set(Some(failed));
            }
        }
    }

    /// A window of the rows from the engine; none where the table is gone.
    async fn ask(
        self,
        start: usize,
        count: usize,
        find: Option<RowPlace>,
    ) -> Option<Result<Rows, Failure>> {
        let filter = self.filter.try_get_untracked()?;
        let call = self.engine.start(Command::Rows { filter, start, count, find });
        let rows = call.done(|answer| match answer.reply {
            Reply::Rows(rows) => Some(rows),
            _ => None,
        });
        Some(rows.await)
    }
}
