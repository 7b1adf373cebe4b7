//! Values between Jira's JSON, cells and the user's typing; one file per field type.
//!
//! [`read`] and [`cell`] make an export, [`parse`] and [`write()`] an import. They keep the law of
//! the engine: a cell that was not changed is read as the value it was made from, as [`same`]
//! compares them.

mod body;
mod cascade;
mod century;
mod choice;
mod computed;
mod context;
mod day;
mod docs;
mod doubt;
mod duration;
mod entity;
mod equal;
mod from_cell;
mod from_jira;
mod group;
mod history;
mod input;
mod instant;
mod issue;
mod labels;
mod lines;
mod lookup;
mod moment;
mod number;
mod offer;
mod options;
mod place;
mod raw;
mod readings;
mod related;
mod rich;
mod seen;
mod service;
mod sprint;
mod team;
mod text;
mod to_cell;
mod to_jira;
mod user;
mod wiki;
mod zoned;

pub use body::{Body, Written};
pub use century::as_another_century;
pub use context::{Context, NewRows};
pub use docs::{FieldDoc, doc, fields_markdown};
pub use doubt::doubt;
pub use equal::same;
pub use from_cell::parse;
pub use from_jira::{read, read_as};
pub use history::past;
pub(crate) use moment::offset_of;
pub use offer::{Offer, offer};
pub use options::{DayOrder, DecimalMark, Labels, ParseOptions, PlainTime, TimeUnit};
pub use readings::{has_markdown_of, is_markup, lines_of, may_be_markup};
pub use rich::{
    differ_in_escapes, lost, may_change_form, read_wiki, shown as fitted, shows, taken,
};
pub use seen::seen;
pub use to_cell::{cell, display, readable};
pub use to_jira::write;

use crate::schema::{Entity, FieldValue};

/// The entities of a value.
fn entities(value: &FieldValue) -> Vec<&Entity> {
    match value {
        FieldValue::One(entity) => vec![entity],
        FieldValue::Many(entities) => entities.iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
