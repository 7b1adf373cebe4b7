//! Windows of rows that the worker gave.

use std::collections::BTreeMap;
use std::ops::Range;

use wasm_core::job::RowView;

/// Rows asked for at once.
pub const CHUNK: usize = 100;
/// Chunks that are kept: 2,000 rows, whatever the length of the table.
const KEPT: usize = 20;

/// The rows that are at hand, and those that are on their way.
///
/// Each filter has an edition of its own: an answer that belongs to an earlier one is dropped.
#[derive(Clone, Debug, Default)]
pub struct RowCache {
    edition: u32,
    total: Option<usize>,
    chunks: BTreeMap<usize, Option<Vec<RowView>>>,
    /// Rows of the edition before, shown until the new ones are there.
    stale: BTreeMap<usize, Vec<RowView>>,
}

impl RowCache {
    /// Forgets everything; the next answers belong to the edition this returns.
    pub fn clear(&mut self) -> u32 {
        *self = Self { edition: self.edition + 1, ..Self::default() };
        self.edition
    }

    /// Begins an edition whose rows are the same with other contents: what is at hand stays on the
    /// screen until the new rows are there. Returns the first rows of the chunks to ask for.
    pub fn renew(&mut self) -> Vec<usize> {
        self.edition += 1;
        for (chunk, rows) in std::mem::take(&mut self.chunks) {
            self.stale.extend(rows.map(|rows| (chunk, rows)));
        }
        let starts = self.stale.keys().map(|chunk| chunk * CHUNK).collect();
        self.chunks = self.stale.keys().map(|chunk| (*chunk, None)).collect();
        starts
    }

    /// The present edition.
    pub fn edition(&self) -> u32 {
        self.edition
    }

    /// Rows that pass the filter; none while that is unknown.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    /// A row, if it is at hand.
    pub fn row(&self, index: usize) -> Option<&RowView> {
        let chunk = index / CHUNK;
        let rows = self.chunks.get(&chunk).and_then(Option::as_ref);
        rows.or_else(|| self.stale.get(&chunk))?.get(index % CHUNK)
    }

    /// First rows of the chunks to ask for so that `wanted` can be drawn. They count as asked for.
    pub fn missing(&mut self, wanted: Range<usize>) -> Vec<usize> {
        let last = wanted.end.max(wanted.start + 1).div_ceil(CHUNK);
        let chunks: Vec<_> =
            (wanted.start / CHUNK..last).filter(|chunk| !self.chunks.contains_key(chunk)).collect();
        for chunk in &chunks {
            self.chunks.insert(*chunk, None);
        }
        chunks.into_iter().map(|chunk| chunk * CHUNK).collect()
    }

    /// Takes an answer. False when it came too late to matter.
    pub fn take(&mut self, edition: u32, start: usize, total: usize, rows: Vec<RowView>) -> bool {
        if edition != self.edition {
            return false;
        }
        if self.total.replace(total) != Some(total) {
            // Other rows pass the filter now, so the old ones are out of place.
            self.stale.clear();
        }
        self.stale.remove(&(start / CHUNK));
        self.chunks.insert(start / CHUNK, Some(rows));
        self.forget_far_from(start / CHUNK);
        true
    }

    /// Takes a refusal: the chunk may be asked for again.
    pub fn failed(&mut self, edition: u32, start: usize) {
        if edition == self.edition {
            self.chunks.remove(&(start / CHUNK));
        }
    }

    fn forget_far_from(&mut self, chunk: usize) {
        while self.chunks.len() > KEPT {
            let ends = [self.chunks.keys().next(), self.chunks.keys().next_back()];
            let far = ends.into_iter().flatten().max_by_key(|key| key.abs_diff(chunk)).copied();
            match far {
                Some(far) => self.chunks.remove(&far),
                None => return,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_core::job::PlanRow;
    use wasm_core::plan::Action;

    use super::*;

    fn rows(start: usize, count: usize) -> Vec<RowView> {
        (start..start + count)
            .map(|row| RowView {
                plan: PlanRow {
                    sheet: String::new(),
                    row: row as u32,
                    action: Action::Update,
                    issue: None,
                    named: None,
                    title: format!("row {row}"),
                    changes: Vec::new(),
                    reason: None,
                },
                findings: Vec::new(),
                outcome: None,
                seen: Vec::new(),
                seen_more: 0,
            })
            .collect()
    }

    #[test]
    fn a_window_is_asked_for_once() {
        let mut cache = RowCache::default();
        assert_eq!(cache.missing(0..0), [0], "the first window tells the total");
        assert_eq!(cache.missing(90..210), [100, 200]);
        assert_eq!(cache.missing(90..210), [0usize; 0]);
        cache.take(0, 100, 1000, rows(100, 100));
        assert_eq!(cache.row(150).map(|row| row.plan.row), Some(150));
        assert_eq!(cache.row(0), None);
        assert_eq!(cache.total(), Some(1000));
        cache.failed(0, 200);
        assert_eq!(cache.missing(90..210), [200]);
    }

    #[test]
    fn an_answer_to_an_earlier_filter_is_dropped() {
        let mut cache = RowCache::default();
        let before = cache.edition();
        let now = cache.clear();
        assert!(!cache.take(before, 0, 5, rows(0, 5)));
        assert_eq!(cache.total(), None);
        assert!(cache.take(now, 0, 7, rows(0, 7)));
        assert_eq!(cache.total(), Some(7));
    }

    #[test]
    fn renewed_rows_stay_until_the_new_ones_are_there() {
        let mut cache = RowCache::default();
        for start in cache.missing(0..150) {
            cache.take(0, start, 200, rows(start, 100));
        }
        assert_eq!(cache.renew(), [0, 100]);
        assert!(!cache.take(0, 0, 200, rows(0, 100)), "an answer of before");
        assert_eq!(cache.missing(0..150), [0usize; 0], "already asked for");
        assert_eq!((cache.total(), cache.row(150).is_some()), (Some(200), true));
        assert!(cache.take(1, 0, 200, rows(1000, 100)));
        assert_eq!(cache.row(0).map(|row| row.plan.row), Some(1000));
        assert!(cache.row(150).is_some(), "its chunk is still on its way");
        assert!(cache.take(1, 100, 150, rows(1100, 50)));
        assert_eq!(cache.renew().len(), 2);
        assert!(cache.take(2, 0, 120, rows(0, 100)));
        assert!(cache.row(110).is_none(), "another number of rows: the old ones are out of place");
    }

    #[test]
    fn memory_is_bounded_however_far_one_scrolls() {
        let mut cache = RowCache::default();
        for start in (0..100_000).step_by(CHUNK) {
            cache.missing(start..start + 1);
            cache.take(0, start, 100_000, rows(start, CHUNK));
            assert!(cache.chunks.len() <= KEPT);
            assert!(cache.row(start).is_some());
        }
    }
}
