//! Jira's fields as the engine sees them: schema, type and value.

mod detect;
mod field;
mod kind;
mod value;

pub use field::{FieldId, FieldSchema, Scope};
pub use kind::FieldType;
pub use value::{Entity, FieldValue, Notation, RichText, TextForm};
