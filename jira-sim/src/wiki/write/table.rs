//! Tables. One with cells that are merged has no form in wiki markup.

use serde_json::Value;

use super::{Context, block, children, kind, media};
use crate::wiki::chars;

const CELL: Context = Context { tight: true, cell: true, mixed: false };

/// A table: a line for each row, the last one ended too.
pub fn table(node: &Value) -> String {
    let merged = |cell: &Value| {
        ["colspan", "rowspan"].iter().any(|s| cell["attrs"][*s].as_u64().is_some_and(|n| n > 1))
    };
    if children(node).iter().flat_map(children).any(merged) {
        return media::adf(node);
    }
    let rows = children(node).iter().filter(|row| !children(row).is_empty());
    rows.map(|row| format!("{}\n", cells(row))).collect()
}

fn cells(row: &Value) -> String {
    let mut out = String::new();
    let mut bar = "|";
    for cell in children(row) {
        bar = if kind(cell) == "tableHeader" { "||" } else { "|" };
        let content = block::sequence(children(cell), CELL);
        out.push_str(bar);
        out.push_str(match chars::cell(&content) {
            "" => " ",
            content => content,
        });
    }
    out.push_str(bar);
    out
}
