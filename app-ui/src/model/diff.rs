//! Word by word: what of a text goes and what comes.

use std::collections::VecDeque;

/// The comparison takes time and memory by the product of what is left of both texts, in words,
/// between their common beginning and end. Beyond this product the middle is shown as a whole.
const LIMIT: usize = 1_000_000;
/// Texts with less than this share of words in common are shown as a whole: marks all over them
/// could not be read.
const ALIKE: f64 = 0.3;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the text as it was.
    Was(String),
    /// Only in the text as it will be.
    WillBe(String),
}

/// The pieces that lead from one text to the other; neighbours of one kind are one piece. Texts
/// that are empty or have hardly a word in common are shown as a whole.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (split(before), split(after));
    let start = common(old.iter(), new.iter());
    let end = common(old[start..].iter().rev(), new[start..].iter().rev());
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let (old_middle, new_middle) = (&old[start..old_end], &new[start..new_end]);
    let matched = matches(old_middle, new_middle);
    let alike = 2.0 * (start + end + matched.len()) as f64;
    if alike < ALIKE * (old.len() + new.len()) as f64 || old.is_empty() || new.is_empty() {
        return join([(Kind::Was, before), (Kind::WillBe, after)]);
    }
    let mut pieces: Vec<(Kind, &str)> = Vec::new();
    pieces.extend(old[..start].iter().map(|word| (Kind::Same, *word)));
    pieces.extend(merge(old_middle, new_middle, matched));
    pieces.extend(old[old_end..].iter().map(|word| (Kind::Same, *word)));
    join(pieces)
}

/// The kind of a [`Piece`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Was,
    WillBe,
}

/// Words and the white space between them, in order.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        words.push(word);
        rest = more;
    }
    words
}

fn common<'a>(
    old: impl Iterator<Item = &'a &'a str>,
    new: impl Iterator<Item = &'a &'a str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

/// Positions of a longest list of words that both have in the same order; none where finding it
/// would take too long.
fn matches(old: &[&str], new: &[&str]) -> VecDeque<(usize, usize)> {
    let mut found = VecDeque::new();
    if old.len().saturating_mul(new.len()) > LIMIT {
        return found;
    }
    let width = new.len() + 1;
    // Length of the longest common list of what is after each pair of positions.
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for (i, word) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            longest[i * width + j] = if word == other {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            found.push_back((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// Both lists in one, by the words that match.
fn merge<'a>(
    old: &[&'a str],
    new: &[&'a str],
    mut matched: VecDeque<(usize, usize)>,
) -> Vec<(Kind, &'a str)> {
    matched.push_back((old.len(), new.len()));
    let mut pieces = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_old, next_new) in matched {
        pieces.extend(old[i..next_old].iter().map(|word| (Kind::Was, *word)));
        pieces.extend(new[j..next_new].iter().map(|word| (Kind::WillBe, *word)));
        pieces.extend(old.get(next_old).map(|word| (Kind::Same, *word)));
        (i, j) = (next_old + 1, next_new + 1);
    }
    pieces
}

/// Puts neighbours of one kind together and leaves empty ones out.
fn join<'a>(pieces: impl IntoIterator<Item = (Kind, &'a str)>) -> Vec<Piece> {
    let mut joined: Vec<(Kind, String)> = Vec::new();
    for (kind, text) in pieces {
        match joined.last_mut() {
            Some((last, words)) if *last == kind => words.push_str(text),
            _ if text.is_empty() => {}
            _ => joined.push((kind, text.to_owned())),
        }
    }
    let piece = |(kind, text)| match kind {
        Kind::Same => Piece::Same(text),
        Kind::Was => Piece::Was(text),
        Kind::WillBe => Piece::WillBe(text),
    };
    joined.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        words(before, after)
            .iter()
            .map(|piece| match piece {
                Piece::Same(text) => text.clone(),
                Piece::Was(text) => format!("[-{text}]"),
                Piece::WillBe(text) => format!("[+{text}]"),
            })
            .collect()
    }

    #[test]
    fn a_word_changes_and_the_rest_stays() {
        assert_eq!(
            shown("The login page is slow", "The login form is slow"),
            "The login [-page][+form] is slow"
        );
        assert_eq!(shown("one two", "one two three"), "one two[+ three]");
        assert_eq!(shown("a b c d e f", "a c d x f"), "a [-b ]c d [-e][+x] f");
    }

    #[test]
    fn texts_without_much_in_common_are_shown_whole() {
        assert_eq!(shown("Low", "High"), "[-Low][+High]");
        assert_eq!(shown("", "High"), "[+High]");
        assert_eq!(shown("Low", ""), "[-Low]");
        assert_eq!(shown("", ""), "");
    }

    #[test]
    fn both_texts_can_be_read_off() {
        let (before, after) = ("a b  c\nd e", "a x  c\nd\tf e");
        let side = |keep: fn(&Piece) -> Option<&str>| {
            words(before, after).iter().filter_map(keep).collect::<String>()
        };
        assert_eq!(
            side(|p| match p {
                Piece::Same(t) | Piece::Was(t) => Some(t),
                Piece::WillBe(_) => None,
            }),
            before
        );
        assert_eq!(
            side(|p| match p {
                Piece::Same(t) | Piece::WillBe(t) => Some(t),
                Piece::Was(_) => None,
            }),
            after
        );
    }

    #[test]
    fn long_texts_are_compared_at_their_ends() {
        let old: String = (0..3000).map(|n| format!("old{n} ")).collect();
        let new: String = (0..3000).map(|n| format!("new{n} ")).collect();
        let begin = "same ".repeat(3000);
        let pieces = words(&format!("{begin}{old}"), &format!("{begin}{new}"));
        assert_eq!(pieces.first(), Some(&Piece::Same(begin)));
        assert_eq!(pieces.last(), Some(&Piece::Same(" ".to_owned())));
        assert_eq!(pieces.len(), 4);
    }
}
