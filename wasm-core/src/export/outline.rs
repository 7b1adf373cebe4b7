//! Children below their parents: the order of the rows, and how deep each one is.

use std::collections::HashMap;

use crate::jira::Issue;

/// The field that names the issue above, of every level from sub-tasks up.
pub(super) const PARENT: &str = "parent";

/// The deepest level of an outline (Excel's specifications and limits: eight, with the top).
const DEEPEST: u8 = 7;

/// Id of the issue above; none at the top.
pub(super) fn parent_of(issue: &Issue) -> Option<String> {
    issue.fields.get(PARENT)?.get("id")?.as_str().map(str::to_owned)
}

/// The rows in their new order, each by its old place and with its depth: a parent, then all that
/// is below it, each level in the order it had. A parent that has no row of its own does not
/// count. Deeper rows than an outline has levels stay at the last one.
pub(super) fn arranged(rows: &[(&str, Option<&str>)]) -> Vec<(usize, u8)> {
    let places: HashMap<&str, usize> =
        rows.iter().enumerate().map(|(place, (id, _))| (*id, place)).collect();
    let mut tops = Vec::new();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (place, (_, parent)) in rows.iter().enumerate() {
        match parent.and_then(|id| places.get(id)) {
            Some(above) => children[*above].push(place),
            None => tops.push(place),
        }
    }
    let mut arranged = Vec::with_capacity(rows.len());
    let mut met = vec![false; rows.len()];
    // Jira has no circles; should it answer one all the same, no row of it may be lost.
    for start in tops.into_iter().chain(0..rows.len()) {
        let mut stack = vec![(start, 0)];
        while let Some((place, depth)) = stack.pop() {
            if std::mem::replace(&mut met[place], true) {
                continue;
            }
            arranged.push((place, depth));
            let below = (depth + 1).min(DEEPEST);
            stack.extend(children[place].iter().rev().map(|child| (*child, below)));
        }
    }
    arranged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as `id` with two spaces a level.
    fn shown(rows: &[(&str, Option<&str>)]) -> Vec<String> {
        let line = |(place, depth): (usize, u8)| "  ".repeat(depth.into()) + rows[place].0;
        arranged(rows).into_iter().map(line).collect()
    }

    #[test]
    fn children_follow_their_parents_in_the_order_of_the_query() {
        let rows = [
            ("sub", Some("story")),
            ("other", None),
            ("story", Some("epic")),
            ("second", Some("epic")),
            ("epic", Some("elsewhere")),
            ("last", None),
        ];
        let wanted = ["other", "epic", "  story", "    sub", "  second", "last"];
        assert_eq!(shown(&rows), wanted);
    }

    #[test]
    fn an_outline_has_eight_levels() {
        let ids: Vec<String> = (0..12).map(|n| n.to_string()).collect();
        let parent = |n: usize| n.checked_sub(1).map(|above| ids[above].as_str());
        let rows: Vec<_> = (0..12).map(|n| (ids[n].as_str(), parent(n))).collect();
        let depths: Vec<u8> = arranged(&rows).into_iter().map(|(_, depth)| depth).collect();
        assert_eq!(depths, [0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7]);
    }

    #[test]
    fn no_row_of_a_circle_is_lost() {
        let rows = [("a", Some("b")), ("b", Some("a")), ("c", Some("c"))];
        assert_eq!(shown(&rows), ["a", "  b", "c"]);
    }
}
