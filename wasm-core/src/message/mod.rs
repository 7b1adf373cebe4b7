//! Texts for a user: a code with parameters, and the catalogue that makes sentences of them.
//!
//! Nothing in the engine formats a sentence at the place where it happens: plans, findings and
//! errors hold a [`Message`], so that another language needs a catalogue and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod catalogue;

/// A text for a user: what to say (`code`) and about what (`params`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Message {
    /// Stable name in kebab-case, such as `summary-too-long`; a key of the catalogue.
    pub code: String,
    /// Values for the placeholders of the sentence, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Message {
    /// A message without parameters.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), params: BTreeMap::new() }
    }

    /// Adds the value of one placeholder.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The sentence, in English. An unknown code is shown as itself with its parameters, so that
    /// nothing is ever hidden.
    pub fn text(&self) -> String {
        match catalogue::text(&self.code) {
            Some(template) => fill(template, &self.params),
            None => self.raw(),
        }
    }

    /// What the user can do about it, where the catalogue knows.
    pub fn fix(&self) -> Option<String> {
        catalogue::fix(&self.code).map(|template| fill(template, &self.params))
    }

    /// What the user can do about it in a terminal: where a screen offers a choice, it has options.
    pub fn terminal_fix(&self) -> Option<String> {
        let own = catalogue::terminal_fix(&self.code).map(|fix| fill(fix, &self.params));
        own.or_else(|| self.fix())
    }

    fn raw(&self) -> String {
        let params: Vec<_> = self.params.iter().map(|(k, v)| format!("{k}: {v}")).collect();
        if params.is_empty() {
            self.code.clone()
        } else {
            format!("{} ({})", self.code, params.join(", "))
        }
    }
}

/// Replaces each `{name}` by its value in one pass, so that a value holding braces stays as it is.
/// A placeholder without a value stays too.
pub fn fill(template: &str, params: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(len) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        let name = &rest[open + 1..open + len];
        match params.get(name) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[open..=open + len]),
        }
        rest = &rest[open + len + 1..];
    }
    out.push_str(rest);
    out
}

/// Enough of a text to recognise it in a message.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_named_by_its_beginning() {
        assert_eq!(shortened(&"ä".repeat(100), 80).chars().count(), 81);
        assert_eq!(shortened("short", 80), "short");
    }

    #[test]
    fn placeholders_are_filled_once() {
        let params =
            BTreeMap::from([("a".to_owned(), "{b}".to_owned()), ("b".to_owned(), "x".to_owned())]);
        assert_eq!(fill("{a} and {b}, {c} {", &params), "{b} and x, {c} {");
    }

    #[test]
    fn an_unknown_code_shows_itself() {
        let message = Message::new("no-such-code").with("n", 3);
        assert_eq!(message.text(), "no-such-code (n: 3)");
    }
}
