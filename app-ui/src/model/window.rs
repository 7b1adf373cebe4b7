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

/// A cell of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether Ctrl was held.
    pub ctrl: bool,
}

/// Where a key takes the active cell, by the grid pattern of the ARIA Authoring Practices; none for
/// a key that means nothing here. Before any row is active, the way down leads to the first one.
pub fn moved(
    key: Key<'_>,
    row: Option<usize>,
    column: usize,
    columns: usize,
    viewport: &Viewport,
) -> Option<Cell> {
    let last = Cell { row: viewport.total.checked_sub(1)?, column: columns.checked_sub(1)? };
    let down = |by: usize| row.map_or(0, |row| row + by);
    let up = |by: usize| row.unwrap_or(0).saturating_sub(by);
    let here = up(0);
    let (row, column) = match (key.name, key.ctrl) {
        ("ArrowDown", false) => (down(1), column),
        ("ArrowUp", false) => (up(1), column),
        ("PageDown", false) => (down(viewport.page()), column),
        ("PageUp", false) => (up(viewport.page()), column),
        ("ArrowRight", false) => (here, column + 1),
        ("ArrowLeft", false) => (here, column.saturating_sub(1)),
        ("Home", false) => (here, 0),
        ("End", false) => (here, last.column),
        ("Home", true) => (0, 0),
        ("End", true) => (last.row, last.column),
        _ => return None,
    };
    Some(Cell { row: row.min(last.row), column: column.min(last.column) })
}

/// How a table is scrolled sideways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sideways {
    /// Pixels scrolled to the right.
    pub left: i32,
    /// Pixels seen.
    pub width: i32,
    /// Pixels at the left edge that a column which stays there may cover.
    pub covered: i32,
}

impl Sideways {
    /// Where to scroll so that the column at `at` is wholly seen; none if it is already.
    pub fn reveal(&self, at: i32, width: i32) -> Option<i32> {
        let covered = self.covered.min(self.width - width).max(0);
        if at < self.left + covered {
            Some((at - covered).max(0))
        } else if at + width > self.left + self.width {
            Some(at + width - self.width)
        } else {
            None
        }
    }
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
        assert_eq!(pressed("ArrowDown", Some(0), &viewport(0.0, 0)), None);
    }

    fn pressed(name: &str, row: Option<usize>, view: &Viewport) -> Option<(usize, usize)> {
        let (name, ctrl) = name.strip_prefix("Ctrl+").map_or((name, false), |name| (name, true));
        moved(Key { name, ctrl }, row, 2, 4, view).map(|cell| (cell.row, cell.column))
    }

    #[test]
    fn keys_move_within_the_table() {
        let view = viewport(0.0, 100);
        let from = |row| move |name| pressed(name, Some(row), &view);
        assert_eq!(from(99)("ArrowDown"), Some((99, 2)));
        assert_eq!(from(0)("ArrowUp"), Some((0, 2)));
        assert_eq!(from(0)("PageDown"), Some((9, 2)));
        assert_eq!(from(50)("PageUp"), Some((41, 2)));
        assert_eq!(from(5)("ArrowRight"), Some((5, 3)));
        assert_eq!(from(5)("ArrowLeft"), Some((5, 1)));
        assert_eq!(from(5)("Home"), Some((5, 0)));
        assert_eq!(from(5)("End"), Some((5, 3)));
        assert_eq!(from(5)("Ctrl+Home"), Some((0, 0)));
        assert_eq!(from(5)("Ctrl+End"), Some((99, 3)));
        assert_eq!((from(5)("x"), from(5)("Ctrl+ArrowDown"), from(5)("Tab")), (None, None, None));
    }

    #[test]
    fn the_first_key_leads_into_the_table() {
        let view = viewport(0.0, 100);
        assert_eq!(pressed("ArrowDown", None, &view), Some((0, 2)));
        assert_eq!(pressed("PageDown", None, &view), Some((0, 2)));
        assert_eq!(pressed("End", None, &view), Some((0, 3)));
        assert_eq!(pressed("Ctrl+End", None, &view), Some((99, 3)));
    }

    #[test]
    fn a_column_is_brought_into_view_beside_the_one_that_stays() {
        let view = Sideways { left: 300, width: 800, covered: 320 };
        assert_eq!(view.reveal(620, 220), None);
        assert_eq!(view.reveal(500, 220), Some(180));
        assert_eq!(view.reveal(1000, 220), Some(420));
        assert_eq!(view.reveal(64, 116), Some(0));
        let narrow = Sideways { left: 0, width: 300, covered: 320 };
        assert_eq!(narrow.reveal(500, 220), Some(420), "all of it fits beside what is covered");
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
