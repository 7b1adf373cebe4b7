//! Which of the new things is which of the old.

/// An old thing and the new one that it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Whether it did not change.
    pub(super) equal: bool,
}

/// What one alignment may compare. Beyond that only equal ends are found.
const MOST: usize = 250_000;

/// Pairs in order, so that as much as possible is equal and the rest is as alike as possible.
/// `likeness` compares things that are not equal; 0 means that they are never a pair.
pub(super) fn align<T: PartialEq + ?Sized>(
    old: &[&T],
    new: &[&T],
    likeness: impl Fn(&T, &T) -> f64,
) -> Vec<Pair> {
    let ends = old.len().min(new.len());
    let start = (0..ends).take_while(|at| old[*at] == new[*at]).count();
    let tail = (0..ends - start)
        .take_while(|at| old[old.len() - 1 - at] == new[new.len() - 1 - at])
        .count();
    let equal = |old, new| Pair { old, new, equal: true };
    let mut pairs: Vec<Pair> = (0..start).map(|at| equal(at, at)).collect();
    let (old_middle, new_middle) = (&old[start..old.len() - tail], &new[start..new.len() - tail]);
    if old_middle.len().saturating_mul(new_middle.len()) <= MOST {
        let middle = best(old_middle, new_middle, likeness);
        pairs.extend(middle.into_iter().map(|pair| Pair {
            old: pair.old + start,
            new: pair.new + start,
            ..pair
        }));
    }
    pairs.extend((0..tail).rev().map(|at| equal(old.len() - 1 - at, new.len() - 1 - at)));
    pairs
}

/// The best alignment by dynamic programming; an equal pair outweighs any number of alike ones.
fn best<T: PartialEq + ?Sized>(
    old: &[&T],
    new: &[&T],
    likeness: impl Fn(&T, &T) -> f64,
) -> Vec<Pair> {
    const EQUAL: f64 = 1e6;
    let width = new.len() + 1;
    let mut weights = vec![0.0; old.len() * new.len()];
    let mut scores = vec![0.0_f64; (old.len() + 1) * width];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let weight = if a == b { EQUAL } else { likeness(a, b) };
            weights[i * new.len() + j] = weight;
            let paired = if weight > 0.0 { weight + scores[(i + 1) * width + j + 1] } else { 0.0 };
            let skipped = scores[(i + 1) * width + j].max(scores[i * width + j + 1]);
            scores[i * width + j] = paired.max(skipped);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let weight = weights[i * new.len() + j];
        let score = scores[i * width + j];
        if weight > 0.0 && score == weight + scores[(i + 1) * width + j + 1] {
            pairs.push(Pair { old: i, new: j, equal: weight == EQUAL });
            i += 1;
            j += 1;
        } else if score == scores[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize, bool)> {
        let same_letter = |a: &str, b: &str| if a[..1] == b[..1] { 0.5 } else { 0.0 };
        align(old, new, same_letter).iter().map(|p| (p.old, p.new, p.equal)).collect()
    }

    #[test]
    fn what_is_equal_is_found_around_what_is_new() {
        assert_eq!(pairs(&["a", "b"], &["a", "x", "b"]), [(0, 0, true), (1, 2, true)]);
        assert_eq!(pairs(&["a", "x", "b"], &["b"]), [(2, 0, true)]);
        assert!(pairs(&[], &["a"]).is_empty());
    }

    #[test]
    fn what_changed_is_paired_with_what_is_most_like_it() {
        assert_eq!(pairs(&["a", "p1"], &["a", "q", "p2"]), [(0, 0, true), (1, 2, false)]);
        assert_eq!(pairs(&["p1", "z"], &["p2", "p1"]), [(0, 1, true)]);
    }
}
