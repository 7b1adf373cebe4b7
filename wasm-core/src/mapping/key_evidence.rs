//! What Jira has of keys in a column whose header does not say that they are the rows' own: whether
//! there are such issues, and whether they say what the rows say.

use std::collections::{BTreeMap, BTreeSet};

use super::header::fold;
use super::key_cells::KeyCells;
use crate::sheet::Table;

/// Keys that are looked up on the site, of all columns together: one request.
const LOOKED_UP: usize = 100;

/// One in so many rows is enough to tell that most are the same.
const HALF: usize = 2;

/// What has to be looked up on the site before it is clear which column holds the rows' keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysInDoubt {
    /// Keys of the projects that the keys begin with, in upper case.
    pub spaces: BTreeSet<String>,
    /// Some of the keys, of each project at least one where there are not too many.
    pub keys: BTreeSet<String>,
}

impl KeysInDoubt {
    /// What is in doubt of some columns.
    pub(super) fn of<'c>(columns: impl Iterator<Item = &'c KeyCells>) -> Self {
        let columns: Vec<_> = columns.filter(|cells| !cells.keys.is_empty()).collect();
        let mut doubt = Self::default();
        for cells in &columns {
            doubt.spaces.extend(cells.spaces.keys().cloned());
            let firsts = cells.spaces.values().filter_map(|&first| cells.keys.get(first));
            // From all over the file: its beginning may be another matter than its end.
            let each = LOOKED_UP / columns.len();
            let step = cells.keys.len().div_ceil(each.max(1));
            let spread = cells.keys.iter().step_by(step);
            doubt.keys.extend(firsts.chain(spread).map(|(_, key)| key.clone()).take(each));
        }
        doubt
    }
}

/// What the site has of the [`KeysInDoubt`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysOnSite {
    /// The projects that the site has, by the keys that the file has, which may be former ones; none
    /// where that is not known.
    pub spaces: Option<BTreeSet<String>>,
    /// The summaries of the issues, by the keys that were looked up; none where there is no such
    /// issue.
    pub summaries: BTreeMap<String, Option<String>>,
}

/// What the issues of a column's keys tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// There are all of them, and most have the summaries of their rows.
    Same,
    /// Most have other summaries than their rows.
    Other,
    /// Nothing: the rows have no summaries, or nothing was looked up.
    Nothing,
}

/// Compares the rows with the issues of their keys. `summary` is the position of the column of the
/// summaries.
pub(super) fn evidence(
    table: &Table,
    summary: Option<usize>,
    cells: &KeyCells,
    on_site: Option<&KeysOnSite>,
) -> Evidence {
    let (Some(summary), Some(on_site)) = (summary, on_site) else { return Evidence::Nothing };
    let (mut asked, mut found, mut same) = (0, 0, 0);
    for (row, key) in &cells.keys {
        let Some(issue) = on_site.summaries.get(key) else { continue };
        let text = table.rows.get(*row).and_then(|row| row.cells.get(summary));
        let text = text.map(|cell| fold(&cell.to_text())).unwrap_or_default();
        asked += 1;
        found += usize::from(issue.is_some());
        same += usize::from(issue.as_ref().is_some_and(|issue| fold(issue) == text));
    }
    match found {
        0 => Evidence::Nothing,
        _ if same * HALF < found => Evidence::Other,
        _ if found == asked => Evidence::Same,
        _ => Evidence::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::table;

    fn on_site(summaries: &[(&str, Option<&str>)]) -> KeysOnSite {
        let summaries = summaries.iter();
        let summaries = summaries.map(|(key, text)| ((*key).to_owned(), text.map(str::to_owned)));
        KeysOnSite { spaces: None, summaries: summaries.collect() }
    }

    #[test]
    fn most_summaries_decide_and_each_issue_has_to_be_there() {
        let table = table("Link | Summary\nA1-1 | Sow\nA1-2 | Reap \nA1-3 | Thresh");
        let cells = KeyCells::of(&table, 0);
        let told = |issues: &[(&str, Option<&str>)]| {
            evidence(&table, Some(1), &cells, Some(&on_site(issues)))
        };
        let (sow, reap) = (("A1-1", Some("sow")), ("A1-2", Some("Reap")));
        assert_eq!(told(&[sow, reap, ("A1-3", Some("Mill"))]), Evidence::Same);
        assert_eq!(told(&[sow, reap, ("A1-3", None)]), Evidence::Nothing);
        assert_eq!(told(&[sow, ("A1-2", Some("x")), ("A1-3", Some("y"))]), Evidence::Other);
        assert_eq!(told(&[]), Evidence::Nothing);
        let issues = on_site(&[sow, reap]);
        assert_eq!(evidence(&table, None, &cells, Some(&issues)), Evidence::Nothing);
    }

    #[test]
    fn keys_are_looked_up_from_all_over_the_file_and_of_each_space() {
        let many: String = (1..=950).map(|n| format!("\nDEMO-{n}")).collect();
        let cells = KeyCells::of(&table(&format!("Link{many}\nOPS-4")), 0);
        let doubt = KeysInDoubt::of([&cells].into_iter());
        assert!(doubt.keys.contains("OPS-4") && doubt.keys.contains("DEMO-1"));
        assert!(doubt.keys.len() <= LOOKED_UP && doubt.keys.len() > LOOKED_UP / 2);
        assert!(doubt.keys.iter().any(|key| key.starts_with("DEMO-9") && key.len() == 8));
        assert_eq!(doubt.spaces, ["DEMO", "OPS"].map(str::to_owned).into());
    }
}
