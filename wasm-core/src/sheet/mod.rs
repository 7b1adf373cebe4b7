//! Spreadsheets: bytes to cells and back, within limits.
//!
//! [`Workbook`] holds the cells that exist, whatever the format they came from; [`Table`] is one
//! sheet of it with a header row. Reading (`read`) and writing (`write_xlsx`, `write_csv`) need the
//! feature `codec`; all the types are there without it, so that the page can name them.

mod area;
mod cell;
mod error;
mod format;
mod header;
mod limits;
mod mangled;
mod marks;
mod misread;
mod note;
mod series;
mod shown;
mod spec;
mod table;
mod template;
mod workbook;

#[cfg(feature = "codec")]
mod guard;
#[cfg(feature = "codec")]
mod read;
#[cfg(feature = "codec")]
mod serial;
#[cfg(feature = "codec")]
mod write;

pub use area::Area;
pub use cell::{CellRef, CellValue, MAX_COLUMNS, MAX_ROWS, column_name};
pub use error::{LimitKind, ReadError, ReadErrorKind, WriteError, WriteErrorKind};
pub use format::{Delimiter, ENCODINGS, Encoding, Format, TextChoice, TextFormat};
pub use header::guess_header_row;
pub use limits::ReadLimits;
pub use mangled::{Mangling, is_cut_off, is_error, mangled};
pub use marks::{Marks, TableObject};
pub use misread::{Misread, MisreadKind, TextRows};
pub use note::{NoteKind, ReadNote};
#[cfg(feature = "codec")]
pub use read::{ReadOptions, read};
pub use shown::{NumberShape, Shapes};
pub use spec::{
    COMMENT_AUTHOR, Choices, ColumnKind, ColumnSpec, CsvOptions, LISTS_SHEET, OutCell, Paragraph,
    SheetSpec, TextSheet, WorkbookSpec,
};
pub use table::{Column, Table, TableRow};
#[cfg(feature = "codec")]
pub use template::fill_template;
pub use template::{TemplateError, TemplateFill, Unfit};
pub use workbook::{CellLink, Row, Sheet, Visibility, Workbook};
#[cfg(feature = "codec")]
pub use write::{NestedRows, write_csv, write_json, write_xlsx};
