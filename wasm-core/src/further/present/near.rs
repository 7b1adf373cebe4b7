//! Whether a text is likely another one with a correction.

use crate::mapping::fold;
use crate::memory;

/// Words from which on a part of them says something.
const FEW: usize = 3;

/// How much alike two texts have to be. The surer it is that an import added the one, the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Closeness {
    /// They differ by a typing error or by one word.
    Typed,
    /// Two thirds of the words are the same, and all numbers: what differs in them is another
    /// thing.
    Mostly,
    /// Half of the words are the same.
    Half,
}

/// The words of a text.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    text: String,
    /// In the order of the alphabet.
    sorted: Vec<String>,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let text = fold(text);
        let mut sorted: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        sorted.sort();
        Self { text, sorted }
    }

    /// Whether there are enough of them to tell one text from another.
    pub(super) fn is_telling(&self) -> bool {
        self.sorted.len() >= FEW
    }

    /// Whether the other text is this one with a correction.
    pub(super) fn near(&self, other: &Self, closeness: Closeness) -> bool {
        if self.text == other.text {
            return true;
        }
        let longest = self.sorted.len().max(other.sorted.len());
        let (common, numbers) = self.common(other);
        let mostly = longest >= FEW
            && match closeness {
                Closeness::Typed => false,
                Closeness::Mostly => common * 3 >= longest * 2 && numbers,
                Closeness::Half => common * 2 >= longest,
            };
        let goes_on = closeness > Closeness::Typed && self.goes_on(other);
        // A typing error leaves all words but one.
        mostly || goes_on || common + 1 >= longest && memory::near(&self.text, &other.text)
    }

    /// Whether one of them is the other with more behind it.
    fn goes_on(&self, other: &Self) -> bool {
        let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let [one, two] = [self, other].map(|words| words.text.split_whitespace().map(plain));
        let same = one.zip(two).take_while(|(a, b)| a == b).count();
        same > 1 && same == self.sorted.len().min(other.sorted.len())
    }

    /// How many words both have, and whether no word with a digit is in one only.
    fn common(&self, other: &Self) -> (usize, bool) {
        let (mut mine, mut theirs) =
            (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        let (mut common, mut numbers) = (0, true);
        while mine.peek().is_some() || theirs.peek().is_some() {
            let alone = match (mine.peek(), theirs.peek()) {
                (Some(a), Some(b)) if a == b => {
                    mine.next();
                    theirs.next();
                    common += 1;
                    continue;
                }
                (Some(a), Some(b)) if a > b => theirs.next(),
                (Some(_), _) => mine.next(),
                (None, _) => theirs.next(),
            };
            numbers &= alone.is_none_or(|word| !word.contains(char::is_numeric));
        }
        (common, numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_alike_depends_on_what_is_asked() {
        use Closeness::{Half, Mostly, Typed};
        for (one, other, least) in [
            ("Looks godo to me", "Looks good to me", Some(Typed)),
            ("Approved", "approved ", Some(Typed)),
            ("Aproved", "Approved", Some(Typed)),
            ("Rolled out to all shops today", "Rolled out to all our shops", Some(Mostly)),
            ("Paid in full", "Paid in full. And a receipt was sent", Some(Mostly)),
            ("Paid", "Paid, but not in full and not in time", None),
            ("Build 17 passed all checks", "Build 18 passed all checks", Some(Half)),
            ("Call the customer back", "Call the bank tomorrow", Some(Half)),
            ("Looks good", "Ship it", None),
            ("Done", "Open", None),
            ("17", "18", None),
            ("", "Done", None),
        ] {
            let (one, other) = (Words::new(one), Words::new(other));
            for closeness in [Typed, Mostly, Half] {
                let near = least.is_some_and(|least| closeness >= least);
                assert_eq!(one.near(&other, closeness), near, "{one:?} {closeness:?}");
                assert_eq!(other.near(&one, closeness), near, "{other:?} {closeness:?}");
            }
        }
    }
}
