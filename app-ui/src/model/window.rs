//! Which rows of a long table are drawn.

use std::ops::Range;

/// Rows above and below what is seen, so that scrolling by a notch shows no gap.
const OVERSCAN: usize = 8;

/// A table whose rows all have one height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Pixels scrolled down.
    pub top: f64,
    /// Pixels seen, without the head.
    pub height: f64,
    /// Pixels of a row.
    pub row: f64,
    /// Rows in all.
    pub total: usize,
}

impl Viewport {
    /// The rows to draw.
    pub fn drawn(&self) -> Range<usize> {
        let seen = self.seen();
        seen.start.saturating_sub(OVERSCAN)..(seen.end + OVERSCAN).min(self.total)
    }

    /// The rows that are at least partly seen.
    pub fn seen(&self) -> Range<usize> {
        let first = ((self.top / self.row).floor().max(0.0) as usize).min(self.total);
        let last = ((self.top + self.height) / self.row).ceil().max(0.0) as usize;
        first..last.clamp(first, self.total)
    }

    /// Rows that a press of Page Down goes forward.
    pub fn page(&self) -> usize {
        ((self.height / self.row).floor() as usize).saturating_sub(1).max(1)
    }

    /// Where to scroll so that `row` is wholly seen; none if it is already.
    pub fn reveal(&self, row: usize) -> Option<f64> {
        let top = row as f64 * self.row;
        let bottom = top + self.row;
        if top < self.top {
            Some(top)
        } else if bottom > self.top + self.height {
            Some(bottom - self.height)
        } else {
            None
        }
    }
}

/// Where a key takes the active row; none for a key that means nothing here.
pub fn moved(key: &str, active: usize, viewport: &Viewport) -> Option<usize> {
    let last = viewport.total.checked_sub(1)?;
    let to = match key {
        "ArrowDown" => active + 1,
        "ArrowUp" => active.saturating_sub(1),
        "PageDown" => active + viewport.page(),
        "PageUp" => active.saturating_sub(viewport.page()),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(top: f64, total: usize) -> Viewport {
        Viewport { top, height: 360.0, row: 36.0, total }
    }

    #[test]
    fn draws_what_is_seen_and_a_little_more() {
        assert_eq!(viewport(0.0, 100_000).drawn(), 0..18);
        assert_eq!(viewport(36.0 * 500.0, 100_000).drawn(), 492..518);
        assert_eq!(viewport(36.0 * 500.5, 100_000).seen(), 500..511);
        assert_eq!(viewport(36.0 * 99_990.0, 100_000).drawn(), 99_982..100_000);
    }

    #[test]
    fn a_table_that_became_shorter_draws_nothing_beyond_its_end() {
        assert_eq!(viewport(36.0 * 500.0, 3).drawn(), 0..3);
        assert_eq!(viewport(0.0, 0).drawn(), 0..0);
        assert_eq!(moved("ArrowDown", 0, &viewport(0.0, 0)), None);
    }

    #[test]
    fn keys_move_within_the_table() {
        let view = viewport(0.0, 100);
        assert_eq!(moved("ArrowDown", 99, &view), Some(99));
        assert_eq!(moved("ArrowUp", 0, &view), Some(0));
        assert_eq!(moved("PageDown", 0, &view), Some(9));
        assert_eq!(moved("End", 5, &view), Some(99));
        assert_eq!(moved("Home", 5, &view), Some(0));
        assert_eq!(moved("x", 5, &view), None);
    }

    #[test]
    fn the_active_row_is_brought_into_view() {
        let view = viewport(720.0, 100);
        assert_eq!(view.reveal(20), None);
        assert_eq!(view.reveal(29), None);
        assert_eq!(view.reveal(10), Some(360.0));
        assert_eq!(view.reveal(30), Some(31.0 * 36.0 - 360.0));
    }
}
