//! Values under merged cells: the first cell of a group is shown, and what the others hold nobody
//! sees.

use std::collections::BTreeMap;

use super::super::area::Area;
use super::super::workbook::Row;

/// Merged cells that are kept for reading headers: those near the top, and so many.
const KEPT_ROWS: u32 = 100;
const KEPT: usize = 1000;

/// Removes the values that merged cells hide, and says how many there were and where the first was.
/// The rows are in order.
pub(super) fn hide(rows: &mut Vec<Row>, merged: &mut [Area]) -> (u64, Option<(u32, u32)>) {
    let (mut count, mut first) = (0, None);
    merged.sort_unstable_by_key(|area| area.top);
    let mut coming = merged.iter().peekable();
    // The groups that reach the row, by their first column: groups don't overlap.
    let mut open: BTreeMap<u32, Area> = BTreeMap::new();
    for row in rows.iter_mut() {
        while let Some(area) = coming.next_if(|area| area.top <= row.index) {
            open.insert(area.left, *area);
        }
        if open.is_empty() {
            continue;
        }
        let index = row.index;
        row.cells.retain(|(column, _)| {
            let shown = is_shown(&mut open, index, *column);
            if !shown {
                count += 1;
                first.get_or_insert((index, *column));
            }
            shown
        });
    }
    if count > 0 {
        rows.retain(|row| !row.cells.is_empty());
    }
    (count, first)
}

/// Whether a cell is in no group, or the first of one. Groups that ended above are forgotten.
fn is_shown(open: &mut BTreeMap<u32, Area>, row: u32, column: u32) -> bool {
    while let Some((left, area)) = open.range(..=column).next_back() {
        if area.bottom >= row {
            return area.right < column || (area.top, area.left) == (row, column);
        }
        let left = *left;
        open.remove(&left);
    }
    true
}

/// The groups by which headers are read.
pub(super) fn near_the_top(mut merged: Vec<Area>) -> Vec<Area> {
    merged.retain(|area| area.top < KEPT_ROWS);
    merged.truncate(KEPT);
    merged.shrink_to_fit();
    merged
}

#[cfg(test)]
mod tests {
    use super::super::super::cell::CellValue;
    use super::*;

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area { top, left, bottom, right }
    }

    #[test]
    fn only_the_first_cell_of_a_group_is_seen() {
        let cells = || (0..4).map(|column| (column, CellValue::from("x"))).collect();
        let mut rows: Vec<Row> = (0..4).map(|index| Row { index, cells: cells() }).collect();
        let mut merged = [area(2, 0, 3, 3), area(0, 1, 1, 1), area(1, 2, 1, 3)];
        assert_eq!(hide(&mut rows, &mut merged), (9, Some((1, 1))));
        let left: Vec<(u32, Vec<u32>)> = rows
            .iter()
            .map(|row| (row.index, row.cells.iter().map(|cell| cell.0).collect()))
            .collect();
        assert_eq!(left, [(0, vec![0, 1, 2, 3]), (1, vec![0, 2]), (2, vec![0])]);
    }
}
