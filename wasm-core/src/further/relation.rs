//! Which kind of link some words mean, and in which direction.

use crate::jira::LinkType;
use crate::mapping::fold;

/// What words say about a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Relation<'a> {
    /// A kind; whether its outward words lead from the row's issue to the other one.
    One(&'a LinkType, bool),
    /// Several kinds have these words.
    Several,
    /// No kind has them.
    Unknown,
}

/// Finds the kind by its outward or inward words, else by its name, which means the outward
/// direction. Case and white space don't count. Words that are the same in both directions
/// (`relates to`) mean the outward one.
pub(super) fn find<'a>(kinds: &'a [LinkType], words: &str) -> Relation<'a> {
    let words = fold(words);
    let mut found: Vec<(&LinkType, bool)> = Vec::new();
    for kind in kinds {
        if fold(&kind.outward) == words {
            found.push((kind, true));
        } else if fold(&kind.inward) == words {
            found.push((kind, false));
        }
    }
    if found.is_empty() {
        let named = kinds.iter().filter(|kind| fold(&kind.name) == words);
        found.extend(named.map(|kind| (kind, true)));
    }
    match found.as_slice() {
        [(kind, outward)] => Relation::One(kind, *outward),
        [] => Relation::Unknown,
        _ => Relation::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_either_direction_and_names_are_known() {
        let kind = |id: &str, name: &str, inward: &str, outward: &str| {
            let [id, name, inward, outward] = [id, name, inward, outward].map(str::to_owned);
            LinkType { id, name, inward, outward }
        };
        let kinds = [
            kind("1", "Blocks", "is blocked by", "blocks"),
            kind("2", "Relates", "relates to", "relates to"),
            kind("3", "Cause", "is caused by", "causes"),
            kind("4", "Problem", "is caused by", "leads to"),
        ];
        for (words, expected) in [
            ("BLOCKS", Relation::One(&kinds[0], true)),
            (" is  Blocked by", Relation::One(&kinds[0], false)),
            ("relates to", Relation::One(&kinds[1], true)),
            ("Relates", Relation::One(&kinds[1], true)),
            ("cause", Relation::One(&kinds[2], true)),
            ("is caused by", Relation::Several),
            ("eats", Relation::Unknown),
            ("", Relation::Unknown),
        ] {
            assert_eq!(find(&kinds, words), expected, "{words}");
        }
        assert!(kinds[1].is_even() && !kinds[0].is_even());
    }
}
