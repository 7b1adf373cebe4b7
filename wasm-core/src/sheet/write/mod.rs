//! Writing: plain descriptions of sheets to bytes.

mod csv;
mod layout;
mod names;
mod xlsx;

pub use csv::write_csv;
pub use xlsx::write_xlsx;
