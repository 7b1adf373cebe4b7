//! The user's templates.

use super::{Session, held};
use crate::export::{ExportTemplate, TemplateStore};
use crate::job::{Observer, Reply};
use crate::message::Message;
use crate::ports::{Clock, Transport, Zone};

/// What to do with the templates.
pub(super) enum Task {
    List,
    Save(ExportTemplate),
    Delete(String),
}

impl<T: Transport, C: Clock, Z: Zone> Session<T, C, Z> {
    /// Does it, and gives all templates.
    pub(super) async fn templates(
        &self,
        task: Task,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        let account_id = held(&self.connected)?.account_id.clone();
        let client = self.client();
        let client = client.watched_by(observer);
        let store = TemplateStore::new(&client, &account_id);
        let templates = match task {
            Task::List => store.list().await?,
            Task::Save(template) => store.save(&template).await?,
            Task::Delete(name) => store.delete(&name).await?,
        };
        Ok(Reply::Templates(templates))
    }
}
