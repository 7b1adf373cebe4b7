//! A document as wiki markup, in the form of Jira Cloud's v2 answers and CSV.

mod block;
mod cells;
mod escape;
mod line;
mod list;
mod media;
mod table;

use serde_json::Value;

/// What holds for a part of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Context {
    /// No blank lines: they would end the list or the table.
    tight: bool,
    /// Bars end cells.
    cell: bool,
    /// More follows in the same list, so that a box would not make a task of its item.
    mixed: bool,
}

/// The wiki markup of a document.
#[must_use]
pub fn document(document: &Value) -> String {
    block::sequence(children(document), Context::default())
}

fn children(node: &Value) -> &[Value] {
    node["content"].as_array().map_or(&[], Vec::as_slice)
}

fn kind(node: &Value) -> &str {
    node["type"].as_str().unwrap_or_default()
}
