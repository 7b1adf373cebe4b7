//! Parents before children.

use std::collections::{BTreeSet, HashMap};

/// A row and the row that creates its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Sheet row.
    pub(super) row: u32,
    /// Sheet row of the parent, if the same file creates it.
    pub(super) parent: Option<u32>,
}

/// The order of a plan.
pub(super) struct Order {
    /// Positions of all nodes: first those whose parents exist, then their children, and so on;
    /// within a level in the order of the sheet. Level by level, so that each level can be created
    /// in full requests. Nodes in or below a cycle come last.
    pub(super) positions: Vec<usize>,
    /// Rows in or below a cycle.
    pub(super) cyclic: BTreeSet<u32>,
}

/// Orders the rows, whatever their order in the sheet and however deep they are.
pub(super) fn parents_first(nodes: &[Node]) -> Order {
    let by_row: HashMap<u32, usize> =
        nodes.iter().enumerate().map(|(position, node)| (node.row, position)).collect();
    let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut level = Vec::new();
    for (position, node) in nodes.iter().enumerate() {
        match node.parent.and_then(|parent| by_row.get(&parent)) {
            Some(&parent) => children.entry(parent).or_default().push(position),
            None => level.push(position),
        }
    }
    let mut positions = Vec::with_capacity(nodes.len());
    while !level.is_empty() {
        level.sort_by_key(|&position| nodes[position].row);
        let next = level.iter().flat_map(|position| children.remove(position).unwrap_or_default());
        let next = next.collect();
        positions.append(&mut level);
        level = next;
    }
    let mut left: Vec<usize> = children.into_values().flatten().collect();
    left.sort_by_key(|&position| nodes[position].row);
    let cyclic = left.iter().map(|&position| nodes[position].row).collect();
    positions.append(&mut left);
    Order { positions, cyclic }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(parents: &[Option<u32>]) -> (Vec<u32>, Vec<u32>) {
        let nodes: Vec<Node> =
            (0..).zip(parents).map(|(row, parent)| Node { row, parent: *parent }).collect();
        let order = parents_first(&nodes);
        let rows = order.positions.iter().map(|&position| nodes[position].row).collect();
        (rows, order.cyclic.into_iter().collect())
    }

    #[test]
    fn children_above_their_parents_are_moved_down() {
        let (rows, cyclic) = order(&[Some(2), None, Some(3), None]);
        assert_eq!(rows, [1, 3, 2, 0]);
        assert!(cyclic.is_empty());
    }

    #[test]
    fn cycles_and_what_hangs_below_them_are_named() {
        let (rows, cyclic) = order(&[Some(1), Some(0), None, Some(0), Some(4)]);
        assert_eq!(rows, [2, 0, 1, 3, 4]);
        assert_eq!(cyclic, [0, 1, 3, 4]);
    }

    #[test]
    fn a_chain_of_any_depth_is_ordered() {
        let parents: Vec<_> = (1..50_000).map(Some).chain([None]).collect();
        let (rows, cyclic) = order(&parents);
        assert_eq!(rows, (0..50_000).rev().collect::<Vec<_>>());
        assert!(cyclic.is_empty());
    }

    /// A forest: each node's parent is one of a lower rank, and ranks are dealt at random.
    fn forest() -> impl Strategy<Value = Vec<Option<u32>>> {
        let ranks: Vec<u32> = (0..40).collect();
        (Just(ranks).prop_shuffle(), proptest::collection::vec(any::<Option<u16>>(), 40)).prop_map(
            |(ranks, picks)| {
                let mut parents = vec![None; ranks.len()];
                for (rank, pick) in (0..).zip(picks) {
                    let node = ranks[rank] as usize;
                    parents[node] = pick.filter(|_| rank > 0).map(|p| ranks[p as usize % rank]);
                }
                parents
            },
        )
    }

    proptest! {
        #[test]
        fn every_order_of_a_forest_is_topological(parents in forest()) {
            let (rows, cyclic) = order(&parents);
            prop_assert!(cyclic.is_empty());
            let place = |row: u32| rows.iter().position(|other| *other == row).unwrap();
            for (row, parent) in (0..).zip(&parents) {
                if let Some(parent) = parent {
                    prop_assert!(place(*parent) < place(row));
                }
            }
        }
    }
}
