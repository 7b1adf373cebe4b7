//! What the cells of a column hold that could name issues.

use std::collections::{BTreeMap, HashSet};

use super::issue_name::{issue_id, issue_name, linked_issue, named_among_words};
use crate::sheet::Table;

/// Shortest key of a project.
const SHORTEST_SPACE: usize = 2;

/// Where the cells of a column lead to, by the row of the sheet: links to issues under other words.
/// None where some cell names an issue itself.
pub(super) fn links_of(table: &Table, position: usize) -> BTreeMap<u32, String> {
    let Some(index) = table.columns.get(position).map(|column| column.index) else {
        return BTreeMap::new();
    };
    let of_column = table.links.iter().filter(|link| link.column == index);
    let to_issues = of_column.filter(|link| linked_issue(&link.target).is_some());
    let links: BTreeMap<u32, String> =
        to_issues.map(|link| (link.row, link.target.clone())).collect();
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    if links.is_empty() || cells.any(|cell| issue_name(&cell.to_text()).is_some()) {
        return BTreeMap::new();
    }
    links
}

/// What the cells of a column hold, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyCells {
    /// Cells that hold anything.
    pub(super) filled: usize,
    /// Of those, what looks like the key of an issue, links to one, or has one among its words: with
    /// the position of the row.
    pub(super) keys: Vec<(usize, String)>,
    /// Cells that hold digits alone.
    pub(super) numbers: usize,
    /// Of both, the different ones.
    pub(super) different: usize,
    /// Keys of the projects that the keys begin with, in upper case, with the position of the first
    /// one among the keys.
    pub(super) spaces: BTreeMap<String, usize>,
}

impl KeyCells {
    /// Counts the cells of a column.
    pub(super) fn of(table: &Table, position: usize) -> Self {
        let mut cells = Self::default();
        let mut seen = HashSet::new();
        let links = links_of(table, position);
        for (at, row) in table.rows.iter().enumerate() {
            let Some(text) = row.cells.get(position).map(|cell| cell.to_text()) else { continue };
            let text = links.get(&row.row).cloned().unwrap_or(text);
            if text.trim().is_empty() {
                continue;
            }
            cells.filled += 1;
            if let Some(id) = issue_id(&text) {
                cells.numbers += 1;
                seen.insert(id.to_owned());
            } else if let Some((key, space)) = key_of(&text) {
                cells.spaces.entry(space).or_insert(cells.keys.len());
                cells.keys.push((at, key.clone()));
                seen.insert(key);
            }
        }
        cells.different = seen.len();
        cells
    }

    /// Whether every cell that holds anything is a key.
    pub(super) fn all_keys(&self) -> bool {
        !self.keys.is_empty() && self.keys.len() == self.filled
    }

    /// Whether every cell that holds anything is a number.
    pub(super) fn all_numbers(&self) -> bool {
        self.numbers > 0 && self.numbers == self.filled
    }

    /// Whether no key and no number is there twice: each row is something of its own.
    pub(super) fn none_twice(&self) -> bool {
        self.keys.len() + self.numbers == self.different
    }
}

/// Whether a column holds numbers and nothing else.
pub(super) fn all_numbers(table: &Table, position: usize) -> bool {
    if !links_of(table, position).is_empty() {
        return false;
    }
    let cells = table.rows.iter().filter_map(|row| row.cells.get(position));
    let texts = cells.filter(|cell| !cell.is_empty()).map(|cell| cell.to_text());
    let mut filled = texts.filter(|text| !text.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.all(|text| issue_id(&text).is_some())
}

/// The key that a cell names, and that of its project. Jira's own keys count from 1 without zeros
/// before, so `TC-01` is none.
fn key_of(text: &str) -> Option<(String, String)> {
    let key = named_among_words(text)?;
    let (space, number) = key.rsplit_once('-')?;
    let space = space.to_owned();
    (space.len() >= SHORTEST_SPACE && !number.starts_with('0')).then_some((key, space))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::table;

    #[test]
    fn keys_links_and_numbers_are_counted() {
        let table = table(
            "A
             demo-1
             https://a.example/browse/DEMO-2

             OPS-1
             DEMO-1
             10001
             TC-01
             Q-1
             later",
        );
        let cells = KeyCells::of(&table, 0);
        let keys = [(0, "DEMO-1"), (1, "DEMO-2"), (2, "OPS-1"), (3, "DEMO-1")];
        let keys = keys.map(|(at, key)| (at, key.to_owned())).into();
        let spaces = [("DEMO".to_owned(), 0), ("OPS".to_owned(), 2)].into();
        let counts = KeyCells { filled: 8, keys, numbers: 1, different: 4, spaces };
        assert_eq!(cells, counts);
        assert!(!cells.all_keys() && !cells.all_numbers() && !cells.none_twice());
    }
}
