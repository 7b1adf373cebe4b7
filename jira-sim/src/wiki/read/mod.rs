//! What a text of wiki markup means, as a document.

mod address;
mod blocks;
mod inline;
mod link;
mod list;
mod macros;
mod media;
mod nodes;
mod place;
mod resolve;
mod table;

use std::cell::Cell;

use serde_json::{Value, json};

use blocks::Blocks;
use place::Place;

/// What holds for a part of a text.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    /// What the blocks are put into.
    place: Place,
    /// Whether tables may be among them: not within cells and items of lists.
    tables: bool,
    /// The number of the last task that was given an id.
    ids: &'a Cell<u32>,
}

impl Context<'_> {
    fn within(self, place: Place) -> Self {
        let tables = self.tables && !matches!(place, Place::Cell | Place::Item);
        Self { place, tables, ..self }
    }

    /// An id that is unique in the document.
    fn id(self, of: &str) -> String {
        self.ids.set(self.ids.get() + 1);
        format!("{of}-{}", self.ids.get())
    }
}

/// The document that a text stands for. Every text stands for one; a blank text for an empty one.
#[must_use]
pub fn document(text: &str) -> Value {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let ids = Cell::new(0);
    let content = blocks(&text, Context { place: Place::Doc, tables: true, ids: &ids });
    json!({"type": "doc", "version": 1, "content": content})
}

/// The blocks of a part of a text, fit for its place.
fn blocks(text: &str, context: Context<'_>) -> Vec<Value> {
    Blocks::new(text, context).read()
}
