//! Formatting that is clearly meant in texts that are taken as they were typed.
//!
//! It is offered for a whole column, with a sample: people write lists and asterisks in plain texts
//! too, so that no single sign tells.

use super::wiki;
use crate::adf;
use crate::message::shortened;
use crate::schema::TextForm;

mod markdown;
mod markup;

/// From here on the signs of a column are clear.
const CLEAR: usize = 2;

/// What the signs of a column seem to mean, with a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What they mean.
    pub form: TextForm,
    /// A line that has a sign.
    pub before: String,
    /// Its text, if the sign means something.
    pub after: String,
    /// What the sign means: a key of the catalogue's words.
    pub what: &'static str,
}

/// A sign in a line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sign<'t> {
    /// What it means.
    what: &'static str,
    /// How clear it is.
    weight: usize,
    /// Whether it says nothing alone, as the dashes of a list.
    weak: bool,
    /// The line.
    line: &'t str,
}

/// The formatting that is clearly meant in the texts of a column, if there is some.
pub fn offer<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Offer> {
    let (mut as_markdown, mut as_wiki) = (Vec::new(), Vec::new());
    for text in texts {
        markdown::signs(text, &mut as_markdown);
        markup::signs(text, &mut as_wiki);
    }
    let (of_markdown, of_wiki) = (clearness(&as_markdown), clearness(&as_wiki));
    let (form, signs) = match (of_markdown, of_wiki) {
        (m, w) if m < CLEAR && w < CLEAR => return None,
        (m, w) if w > m => (TextForm::Wiki, as_wiki),
        _ => (TextForm::Markdown, as_markdown),
    };
    let strong = signs.iter().rev().filter(|sign| !sign.weak);
    let sign = strong.max_by_key(|sign| sign.weight)?;
    let document = match form {
        TextForm::Wiki => wiki::document(sign.line),
        _ => adf::from_markdown(sign.line),
    };
    Some(Offer {
        form,
        before: sample(sign.line),
        after: sample(&adf::to_plain(&document)),
        what: sign.what,
    })
}

/// How clear all signs are together: each meaning counts once.
fn clearness(signs: &[Sign<'_>]) -> usize {
    if signs.iter().all(|sign| sign.weak) {
        return 0;
    }
    let mut found: Vec<(&str, usize)> = Vec::new();
    for sign in signs {
        match found.iter_mut().find(|(what, _)| *what == sign.what) {
            Some((_, weight)) => *weight = sign.weight.max(*weight),
            None => found.push((sign.what, sign.weight)),
        }
    }
    found.iter().map(|(_, weight)| weight).sum()
}

/// Enough of a line to know it again.
fn sample(text: &str) -> String {
    const MOST: usize = 60;
    shortened(&text.trim().replace('\n', " "), MOST)
}

/// Whether a text holds `open` and, behind some words, `close`, with no letter outside and no blank
/// inside: `**so**`.
fn holds_pair(line: &str, sign: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || sign.contains(c));
    let inner = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !sign.contains(c));
    let mut opened = false;
    line.match_indices(sign).any(|(at, _)| {
        let (before, behind) = (&line[..at], &line[at + sign.len()..]);
        let (last, next) = (before.chars().next_back(), behind.chars().next());
        let closes = opened && inner(last) && edge(next);
        opened |= edge(last) && inner(next);
        closes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(texts: &[&str]) -> String {
        let found = offer(texts.iter().copied());
        found.map_or_else(String::new, |offer| {
            format!("{:?} {}: {} -> {}", offer.form, offer.what, offer.before, offer.after)
        })
    }

    #[test]
    fn clear_formatting_is_offered() {
        for (texts, expected) in [
            (&["see **this** one"] as &[&str], "Markdown bold: see **this** one -> see this one"),
            (&["## Aim"], "Markdown heading: ## Aim -> Aim"),
            (&["# Aim\n\n- a\n- b"], "Markdown heading: # Aim -> Aim"),
            (&["x\n```sh\nls\n```"], "Markdown code: ls -> ls"),
            (&["[guide](https://a.example)"], "Markdown link: [guide](https://a.example) -> guide"),
            (&["- [ ] pack\n- [x] go"], "Markdown task: - [ ] pack -> ☐ pack"),
            (&["h2. Aim", "x"], "Wiki heading: h2. Aim -> Aim"),
            (&["{{ls}} is *bold*"], "Wiki bold: {{ls}} is *bold* -> ls is bold"),
            (&["||a||b||\n|1|2|"], "Wiki table: ||a||b|| -> a | b"),
            (
                &["go [there|https://a.example]"],
                "Wiki link: go [there|https://a.example] -> go there",
            ),
            (&["{code:java}\nx\n{code}"], "Wiki code: x -> x"),
            (&["{color:red}no{color}"], "Wiki colour: {color:red}no{color} -> no"),
        ] {
            assert_eq!(offered(texts), expected, "{texts:?}");
        }
    }

    #[test]
    fn plain_texts_are_not() {
        for text in [
            "- one\n- two\n* three",
            "2**3**4, a*b and c*d",
            "# install\n# run",
            "# of seats",
            "dear {{name}},\n{code} is the code",
            "C:\\temp\\*.log and __init__ and **kwargs",
            "1. Mai\n3. Oktober",
            "a | b\n--+--\n1 | 2",
            "foo[i](x) and [a|b]",
            "Title\n-----\n`x`",
            "| pipes || are || here |",
            "*important*",
        ] {
            assert_eq!(offered(&[text, text]), "", "{text}");
        }
    }
}
