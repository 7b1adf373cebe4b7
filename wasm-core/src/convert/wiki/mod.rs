//! Wiki markup, which Jira's own CSV and REST v2 have in place of documents.
//!
//! Jira itself converts what is written. What is read here is for the eye, and to tell what of a
//! document the markup does not say. What the signs mean is told by Jira's “Text Formatting
//! Notation Help” and by Atlassian's converter (npm `@atlaskit/editor-wikimarkup-transformer`).

mod blocks;
mod bracket;
mod chars;
mod colour;
mod emoticon;
mod line;
mod list;
mod lost;
mod macros;
mod node;
mod same;
mod signs;
mod table;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub(super) use lost::{changes_form, lost, lost_words};
pub(super) use same::{same, same_but_for_escapes};

use crate::adf;
use blocks::Scope;

/// How an account is named, with an `@` before it; none where it is not known.
pub(super) type Names<'n> = &'n dyn Fn(&str) -> Option<String>;

/// The document that markup describes.
pub(super) fn read(markup: &str, names: Names<'_>) -> Value {
    let markup = markup.replace("\r\n", "\n").replace('\r', "\n");
    node::document(blocks::read(&markup, Scope::document(names)))
}

/// The document of markup, where the names of people do not count.
pub(super) fn document(markup: &str) -> Value {
    read(markup, &|_| None)
}

/// The Markdown of markup.
pub(super) fn to_markdown(markup: &str, names: Names<'_>) -> String {
    adf::to_markdown(&read(markup, names))
}
