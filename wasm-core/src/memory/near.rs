//! Summaries that differ by a mistyped word.

use crate::mapping::fold;

/// Words from which on one more or one less is no other summary.
const FEW: usize = 3;

/// What a summary is without each of its words, and as it is: two summaries of which one word
/// differs have one of these in common.
pub(super) fn keys(summary: &str) -> Vec<String> {
    let folded = fold(summary);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let without = |left: usize| {
        let kept = words.iter().enumerate().filter(|(at, _)| *at != left).map(|(_, word)| *word);
        kept.collect::<Vec<_>>().join(" ")
    };
    (0..words.len()).map(without).chain([words.join(" ")]).collect()
}

/// Whether two summaries differ by a typing error, or by one word more or less. Numbers tell
/// things apart: what differs in them is another thing.
pub(crate) fn near(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let one: Vec<&str> = one.split_whitespace().collect();
    let other: Vec<&str> = other.split_whitespace().collect();
    let ahead = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = (&one[ahead..], &other[ahead..]);
    let behind = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    let differing = |words: &[&str]| words[..words.len() - behind].concat();
    let count = |words: &[&str]| words.len() - behind;
    let (a, b) = (differing(rest.0), differing(rest.1));
    if a.chars().chain(b.chars()).any(char::is_numeric) {
        return false;
    }
    match (count(rest.0), count(rest.1)) {
        (1, 1) => mistyped(&a, &b),
        (0, 1) | (1, 0) => ahead + behind >= FEW,
        _ => false,
    }
}

/// Whether a word is another one with one letter wrong, missing, doubled or in the wrong place; of
/// long words two.
fn mistyped(one: &str, other: &str) -> bool {
    const LONG: usize = 6;
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let longest = one.len().max(other.len());
    let allowed = if longest > LONG { 2 } else { 1 };
    longest > 2 && one.len().abs_diff(other.len()) <= allowed && distance(&one, &other) <= allowed
}

/// How many letters are changed, added, left out or exchanged with their neighbour.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut rows = vec![vec![0_usize; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            rows[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let same = usize::from(one[i - 1] != other[j - 1]);
                    let swapped =
                        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                    let swap = if swapped { rows[i - 2][j - 2] + 1 } else { usize::MAX };
                    (rows[i - 1][j] + 1)
                        .min(rows[i][j - 1] + 1)
                        .min(rows[i - 1][j - 1] + same)
                        .min(swap)
                }
            };
        }
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_near_and_another_thing_is_not() {
        for (one, other) in [
            ("Fix the lgoin page", "fix the login page"),
            ("Tyre rotation", "Tire rotation"),
            ("[Web] Login fails on save", "Login fails on save"),
            ("Prüfung der Größe", "Prüfung dre Größe"),
        ] {
            assert!(near(one, other) && near(other, one), "{one} | {other}");
            let theirs = keys(other);
            assert!(keys(one).iter().any(|key| theirs.contains(key)));
        }
        for (one, other) in [
            ("Test case 12", "Test case 21"),
            ("Sprint 13 planning", "Sprint 14 planning"),
            ("Write the parser", "Write the lexer"),
            ("Row a", "Row b"),
            ("Plan", "Plan B"),
            ("Login fails", "Logout works"),
        ] {
            assert!(!near(one, other), "{one} | {other}");
        }
    }
}
