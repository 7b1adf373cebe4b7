//! The session: the whole way from file to Jira as a conversation of commands and replies.
//!
//! It holds each step's result for the next one and decides nothing else.

mod connect;
mod entries;
#[cfg(test)]
mod export_tests;
mod import;
mod imported_before;
mod journal;
mod open;
mod own;
#[cfg(test)]
mod review_tests;
mod rows;
mod state;
mod summary;
mod templates;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod text_tests;

use std::cell::{OnceCell, Ref, RefCell};
use std::rc::Rc;

use super::{Command, Import, ImportFile, Observer, Reply};
use crate::export::{self, ExportSite};
use crate::jira::{Client, Connection};
use crate::message::Message;
use crate::ports::{Clock, Transport, Zone};
use state::{Connected, Planned};
use templates::Task;

/// A reply, and the file that travels beside it.
pub type Answer = (Reply, Option<Vec<u8>>);

/// One user's work with one site: what the worker holds between two commands.
pub struct Session<T, C, Z> {
    transport: T,
    clock: C,
    zone: Z,
    connection: Connection,
    holder: OnceCell<String>,
    connected: RefCell<Option<Connected>>,
    opened: RefCell<Option<ImportFile>>,
    /// The bytes of the open file, where it is text, which may be read otherwise.
    text: RefCell<Vec<u8>>,
    chosen: RefCell<Option<Rc<Import>>>,
    planned: RefCell<Option<Planned>>,
}

impl<T: Transport, C: Clock, Z: Zone> Session<T, C, Z> {
    /// A session that knows nothing yet; the first command is [`Command::Connect`].
    pub fn new(transport: T, clock: C, zone: Z) -> Self {
        Self {
            transport,
            clock,
            zone,
            connection: Connection::default(),
            holder: OnceCell::new(),
            connected: RefCell::default(),
            opened: RefCell::default(),
            text: RefCell::default(),
            chosen: RefCell::default(),
            planned: RefCell::default(),
        }
    }

    /// Carries out one command. `bytes` is the file that travels beside [`Command::Open`] and
    /// the user's own workbook beside [`Command::FitWorkbook`] and [`Command::Export`].
    ///
    /// # Errors
    /// What to tell the user. What earlier steps gave is kept, so the command may be sent again.
    pub async fn handle(
        &self,
        command: Command,
        bytes: Vec<u8>,
        observer: &dyn Observer,
    ) -> Result<Answer, Message> {
        let reply = match command {
            Command::Connect { context } => {
                let client = self.connection.client(&self.transport, &self.clock);
                let (connected, reply) =
                    connect::connect(&client.watched_by(observer), context).await?;
                self.connected.replace(Some(connected));
                reply
            }
            Command::CheckJql { jql } => {
                let client = self.client();
                Reply::Jql(connect::check_jql(&client.watched_by(observer), &jql).await?)
            }
            Command::Export { request } => return self.export(&request, &bytes, observer).await,
            Command::FitWorkbook { name, table } => self.fit(name, table, &bytes)?,
            Command::ListTemplates => self.templates(Task::List, observer).await?,
            Command::SaveTemplate { template } => {
                self.templates(Task::Save(template), observer).await?
            }
            Command::DeleteTemplate { name } => {
                self.templates(Task::Delete(name), observer).await?
            }
            Command::Open { name } => self.open(name, bytes)?,
            Command::Reread { text } => self.reread(text)?,
            Command::Choose { table } => self.choose(&table, observer).await?,
            Command::IssueTypes { project } => {
                let client = self.client();
                let types = client.watched_by(observer).create_types(&project).await;
                let types = types.map_err(|error| error.message())?;
                Reply::IssueTypes(types.into_iter().map(|kind| kind.name).collect())
            }
            Command::Plan { mapping } => self.plan(mapping, observer).await?,
            Command::Resolve { resolutions } => self.resolve(&resolutions)?,
            Command::Rows { filter, start, count, find } => {
                self.rows(&rows::Window { filter, start, count, find })?
            }
            Command::Apply { hash } => self.apply(&hash, observer).await?,
        };
        Ok((reply, None))
    }

    /// The name of this session among those that apply. No two tabs of a person come to apply at the
    /// same instant for the first time.
    fn holder(&self) -> String {
        let name = || format!("{:x}", self.clock.now().as_nanosecond());
        self.holder.get_or_init(name).clone()
    }

    /// A client for the person who was signed in when the page was opened.
    fn client(&self) -> Client<'_, T, C> {
        let client = self.connection.client(&self.transport, &self.clock);
        match &*self.connected.borrow() {
            Some(connected) => client.signed_in_as(&connected.account_id),
            None => client,
        }
    }

    async fn export(
        &self,
        request: &super::ExportRequest,
        workbook: &[u8],
        observer: &dyn Observer,
    ) -> Result<Answer, Message> {
        let (fields, url) = {
            let connected = held(&self.connected)?;
            (connected.fields.clone(), connected.context.site_url.clone())
        };
        let client = self.client();
        let site = ExportSite { url: &url, fields: &fields, zone: &self.zone };
        let file = export::run_into(request, workbook, &client, &site, observer).await?;
        let (name, mime) = (file.name, file.mime.to_owned());
        let reply = Reply::File { name, mime, issues: file.issues, missing: file.missing };
        Ok((reply, Some(file.bytes)))
    }
}

/// A step's result; without it the command came too early.
fn held<S>(step: &RefCell<Option<S>>) -> Result<Ref<'_, S>, Message> {
    Ref::filter_map(step.borrow(), Option::as_ref).map_err(|_| Message::new("step-missing"))
}
