//! Atlassian documents and Markdown.
//!
//! [`to_markdown`] shows a document as text that a person can read and edit in a cell: CommonMark
//! with GitHub's tables, task lists, strike-through and links of plain addresses, and `:::info` … `:::` for panels. What
//! Markdown can't say becomes a short text (`@Mia`, `[DONE]`, `![plan.png]`). [`from_markdown`]
//! reads such text into a document that Atlassian's schema allows, and [`merge`] brings an edited
//! text back into the document it came from, without touching what was not edited.
//!
//! All ways lead through one form (`model`): documents are read into it (`read`) and built from it
//! (`build`), Markdown is printed from it (`print`) and parsed into it (`parse`).

use serde_json::Value;

mod autolink;
mod build;
pub(crate) mod clear;
mod fit;
mod guard;
mod merge;
mod model;
mod normal;
mod parse;
mod plain;
mod print;
mod read;
mod scheme;

pub use merge::{lost, merge};
pub use scheme::refused_link;

/// The kinds of panel.
const PANELS: [&str; 7] = ["info", "note", "tip", "warning", "error", "success", "custom"];

/// The document as Markdown. Never fails: nodes that break the schema, or are not known, are
/// shown by their text.
pub fn to_markdown(document: &Value) -> String {
    print::print(&read::document(document))
}

/// How a document shows the mention of an account, if it mentions it.
pub fn mention(document: &Value, account: &str) -> Option<String> {
    read::mention(document, account)
}

/// The document that Markdown describes, valid by Atlassian's schema. Addresses become links, as
/// in Jira's editor.
pub fn from_markdown(markdown: &str) -> Value {
    build::document(&autolink::link(scheme::allowed(parse::parse(markdown), &[]), &[]))
}

/// As [`from_markdown`], of a text in which only signs count that are clearly meant.
pub fn from_typed(text: &str) -> Value {
    from_markdown(&guard::guard(text, ""))
}

/// As [`merge`], of a text in which only signs count that are clearly meant, or that the Markdown
/// of `current` has.
pub fn merge_typed(current: &Value, text: &str) -> Value {
    let exported = to_markdown(current);
    // An ampersand is exported with a backslash where an entity would follow. Once the word behind it
    // was edited it needs none any more, and a file that was applied still has it.
    if text.contains("\\&") {
        let as_written = merge(current, text);
        if to_markdown(&as_written) == exported {
            return as_written;
        }
    }
    merge(current, &guard::guard(text, &exported))
}

/// The document of a text of which no sign means anything.
pub fn from_plain(text: &str) -> Value {
    plain::from_text(text)
}

/// As [`from_plain`], made from `current` by changing what the text changes.
pub fn merge_plain(current: &Value, text: &str) -> Value {
    plain::merge(current, text)
}

/// The text of a document, without anything that makes it look otherwise.
pub fn to_plain(document: &Value) -> String {
    plain::text(document)
}

/// The text of a document that is nothing but text, apart from links on addresses.
pub fn only_text(document: &Value) -> Option<String> {
    plain::only_text(document)
}

/// Whether a text has the words of a document on the same lines.
pub fn says(document: &Value, text: &str) -> bool {
    plain::same(&plain::text(document), text)
}

#[cfg(test)]
mod tests;
