//! Word by word: what of a text goes and what comes.

use similar::{Algorithm, ChangeTag, TextDiff};

/// Beyond this many bytes of both texts a comparison by words is slow and unreadable.
const LIMIT: usize = 20_000;

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
/// that are empty, very long, or have hardly a word in common are shown as a whole.
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let whole = || {
        let was = (!before.is_empty()).then(|| Piece::Was(before.to_owned()));
        let will_be = (!after.is_empty()).then(|| Piece::WillBe(after.to_owned()));
        was.into_iter().chain(will_be).collect()
    };
    if before.is_empty() || after.is_empty() || before.len() + after.len() > LIMIT {
        return whole();
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_words(before, after);
    if diff.ratio() < 0.3 {
        return whole();
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        add(&mut pieces, change.tag(), change.value());
    }
    pieces
}

fn add(pieces: &mut Vec<Piece>, tag: ChangeTag, text: &str) {
    match (pieces.last_mut(), tag) {
        (Some(Piece::Same(last)), ChangeTag::Equal)
        | (Some(Piece::Was(last)), ChangeTag::Delete)
        | (Some(Piece::WillBe(last)), ChangeTag::Insert) => last.push_str(text),
        (_, ChangeTag::Equal) => pieces.push(Piece::Same(text.to_owned())),
        (_, ChangeTag::Delete) => pieces.push(Piece::Was(text.to_owned())),
        (_, ChangeTag::Insert) => pieces.push(Piece::WillBe(text.to_owned())),
    }
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
}
