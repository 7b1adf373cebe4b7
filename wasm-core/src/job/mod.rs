//! Jobs: progress, cancelling, and the words that the page and the worker exchange.

mod envelope;
mod event;
mod import;
mod own;
mod protocol;
mod rows;
#[cfg(feature = "codec")]
mod session;

pub use envelope::{FromWorker, ToWorker};
pub use event::{JobEvent, Observer, Phase, Progress, Step};
pub use import::{Basis, Import, ImportFile, ImportSite};
pub use own::{FittedColumn, FittedWorkbook, OwnTable};
pub use protocol::{
    ColumnConflicts, ColumnLosses, Command, EntriesBefore, ExportFormat, ExportOptions,
    ExportRequest, FileInfo, FindingGroup, FurtherSheet, HostContext, ImportSummary,
    ImportedBefore, JqlCheck, MatchedTable, Reply, SheetInfo, TableChoice,
};
pub use rows::{
    CellChange, CellConflict, CellLoss, PlanRow, RowFilter, RowPlace, RowView, Rows, SeenIssue,
};
#[cfg(feature = "codec")]
pub use session::{Answer, Session};
