//! From headers to fields: which column means what, and what an empty cell means.

mod column;

pub use column::{ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
