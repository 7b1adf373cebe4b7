//! A changed table: its rows and cells keep their widths, colours and what the text can't say.

use serde_json::Value;

use super::super::fit::Place;
use super::super::model::{Block, Lines, Row, Table, text_of};
use super::super::{build, normal, read};
use super::{align, inline, patch, with_content};

/// The old table with the new rows; none if it has other columns now.
pub(super) fn merge(old: &Value, new: &Table) -> Option<Value> {
    let [Block::Table(was)] = &read::nodes(std::slice::from_ref(old), Place::Document)[..] else {
        return None;
    };
    let nodes = read::content(old);
    let width = width(was);
    let unseen = nodes.len().checked_sub(was.rows.len() + usize::from(was.header.is_some()))?;
    if width != self::width(new)
        || unseen > 1
        || (unseen == 0 && was.header.is_some() != new.header.is_some())
    {
        return None;
    }
    // A header row of nothing is not shown; it is there all the same.
    let nothing: Row = vec![Lines::new(); width];
    let header = |table: &'_ Table| table.header.clone().or((unseen == 1).then(|| nothing.clone()));
    let (old_header, new_header) = (header(was), header(new));
    let old_rows: Vec<&Row> = old_header.iter().chain(&was.rows).collect();
    let new_rows: Vec<&Row> = new_header.iter().chain(&new.rows).collect();
    let heads = |at: usize| at == 0 && new_header.is_some();
    let pairs = align::align(&old_rows, &new_rows, likeness);
    let rows = new_rows.iter().enumerate().map(|(at, row)| {
        match pairs.iter().find(|pair| pair.new == at) {
            Some(pair) if pair.equal => nodes[pair.old].clone(),
            Some(pair) => merge_row(&nodes[pair.old], old_rows[pair.old], row)
                .unwrap_or_else(|| build::row_node(row, heads(at))),
            None => build::row_node(row, heads(at)),
        }
    });
    with_content(old, rows.collect())
}

fn width(table: &Table) -> usize {
    table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0)
}

/// The share of cells that are the same.
fn likeness(old: &Row, new: &Row) -> f64 {
    let same = old.iter().zip(new).filter(|(old, new)| old == new).count();
    0.01 + 0.99 * same as f64 / new.len().max(1) as f64
}

fn merge_row(node: &Value, old: &Row, new: &Row) -> Option<Value> {
    let cells = read::content(node);
    if cells.len() != new.len() {
        return None;
    }
    let merged: Option<Vec<Value>> = cells
        .iter()
        .zip(old.iter().zip(new))
        .map(
            |(cell, (old, new))| {
                if old == new { Some(cell.clone()) } else { merge_cell(cell, old, new) }
            },
        )
        .collect();
    with_content(node, merged?)
}

/// A cell with some words changed keeps all its blocks; a cell of one paragraph is merged within; any
/// other gets a new paragraph.
fn merge_cell(cell: &Value, old: &Lines, new: &Lines) -> Option<Value> {
    let lines = |cell: &Value| normal::lines(read::cell(cell));
    let texts = (text_of(old), text_of(new));
    let shown = |cell: &Value| text_of(&lines(cell));
    let patched = patch::patch(cell, (&texts.0, &texts.1), shown, |cell| lines(cell) == *new);
    if patched.is_some() {
        return patched;
    }
    let content = match read::content(cell) {
        [paragraph] if read::kind(paragraph) == "paragraph" => {
            let lines = normal::lines(new.clone());
            vec![with_content(paragraph, inline::merge(read::content(paragraph), &lines))?]
        }
        _ => vec![build::paragraph(new)],
    };
    with_content(cell, content)
}
