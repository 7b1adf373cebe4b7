//! The user's own workbook as a template: rows are filled into a table of it, and everything else
//! stays: styles, other sheets, charts, formulas, names, conditional formats.
//!
//! Only the parts of the archive that speak of the table's rows are written anew; every other
//! entry is copied as it is, still compressed. `docs/workbook.md` says what is kept and what is
//! refused.

#[cfg(feature = "codec")]
mod added;
#[cfg(feature = "codec")]
mod body;
#[cfg(feature = "codec")]
mod cells;
mod error;
#[cfg(feature = "codec")]
mod extent;
#[cfg(feature = "codec")]
mod fill;
#[cfg(feature = "codec")]
mod formula;
#[cfg(feature = "codec")]
mod layout;
#[cfg(feature = "codec")]
mod links;
#[cfg(feature = "codec")]
mod others;
#[cfg(feature = "codec")]
mod outline;
#[cfg(feature = "codec")]
mod parts;
#[cfg(feature = "codec")]
mod styles;
#[cfg(feature = "codec")]
mod worksheet;
#[cfg(feature = "codec")]
mod xml;

use serde::{Deserialize, Serialize};

use super::spec::{OutCell, SheetSpec};

pub use error::{TemplateError, Unfit};
#[cfg(feature = "codec")]
pub use fill::fill_template;

/// What to fill into a template, and where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TemplateFill {
    /// Name of the sheet with the table.
    pub sheet: String,
    /// Zero-based row of the table's header.
    pub header_row: u32,
    /// Zero-based column of the sheet for each value of a row.
    pub columns: Vec<u32>,
    /// The rows that replace those of the table. An empty value leaves its cell empty.
    pub rows: Vec<Vec<OutCell>>,
    /// Depth of each row in a hierarchy, as in [`SheetSpec::outline`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<u8>,
    /// Sheets to add behind the others, each in the place of one of its name if there is one: their
    /// headers, values and widths; how else they look is not written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<SheetSpec>,
}
