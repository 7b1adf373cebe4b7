//! # What it finds
//! A changed rich text of which something would be gone that Markdown can't say: a mention, a
//! file, a colour, a card.
//!
//! # Why
//! The user sees Markdown and may not know what else was in the block. Blocks that were not
//! touched keep everything.
//!
//! # What to do
//! Accept the loss for the column, or bring the mentioned part of the text back in the cell.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;

/// Lost things that are named.
const NAMED: usize = 5;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        for loss in &row.losses {
            let mut lost = loss.lost.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            if loss.lost.len() > NAMED {
                lost.push_str(", …");
            }
            let code = if loss.accepted { "rich-text-loss-accepted" } else { "rich-text-loss" };
            let message =
                Message::new(code).with("field", &rows.field(loss.column).name).with("lost", lost);
            findings.push(Finding::warning(message, rows.cell(row, loss.column)));
        }
    }
}
