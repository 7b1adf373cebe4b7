//! The user's own workbook.

use super::{Session, held, open};
use crate::export;
use crate::job::{FittedWorkbook, Reply, TableChoice};
use crate::message::Message;
use crate::ports::{Clock, Transport, Zone};
use crate::sheet::{Table, TextChoice};

impl<T: Transport, C: Clock, Z: Zone> Session<T, C, Z> {
    /// Looks how an export fits into a workbook. What is open for an import stays so.
    pub(super) fn fit(
        &self,
        name: String,
        table: Option<TableChoice>,
        bytes: &[u8],
    ) -> Result<Reply, Message> {
        let connected = held(&self.connected)?;
        let (opened, file) = open::open(name, bytes, TextChoice::default())?;
        let origin = opened.origin.as_ref();
        export::check_own(&opened.workbook, origin)?;
        let choice = table.unwrap_or_else(|| file.choice.clone());
        let sheet = opened.workbook.sheets.get(choice.sheet);
        let sheet = sheet.ok_or_else(|| Message::new("sheet-missing"))?.whole()?;
        let rows = Table::from_sheet(sheet, choice.header_row);
        let further = export::further_of_own(&opened.workbook);
        let columns = export::fit_own(&rows, &connected.fields, origin);
        Ok(Reply::Fitted(FittedWorkbook { file, table: choice, columns, further }))
    }
}
