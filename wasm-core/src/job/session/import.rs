//! The commands of an import, step by step.

use std::rc::Rc;

use super::journal::UserJournal;
use super::rows::{self, RowIndex, Window};
use super::state::Planned;
use super::{Session, held, imported_before, open, summary};
use crate::apply;
use crate::convert::Context;
use crate::finding::Finding;
use crate::jira::ProjectAction;
use crate::job::{
    Basis, FileInfo, Import, ImportFile, ImportSite, ImportSummary, MatchedTable, Observer, Reply,
    RowFilter, TableChoice,
};
use crate::mapping::{self, FileZone, Mapping, Resolutions};
use crate::message::Message;
use crate::ports::{Clock, Transport, Zone};
use crate::schema::FieldId;
use crate::sheet::TextChoice;
use crate::target::TargetState;

impl<T: Transport, C: Clock, Z: Zone> Session<T, C, Z> {
    pub(super) fn open(&self, name: String, bytes: Vec<u8>) -> Result<Reply, Message> {
        let read = open::open(name, &bytes, TextChoice::default())?;
        self.text.replace(if read.1.text.is_some() { bytes } else { Vec::new() });
        Ok(self.take(read))
    }

    /// Reads the open text file as the user says.
    pub(super) fn reread(&self, text: TextChoice) -> Result<Reply, Message> {
        let name = held(&self.opened)?.name.clone();
        let bytes = self.text.borrow();
        if bytes.is_empty() {
            return Err(Message::new("step-missing"));
        }
        Ok(self.take(open::open(name, &bytes, text)?))
    }

    fn take(&self, (opened, info): (ImportFile, FileInfo)) -> Reply {
        self.planned.replace(None);
        self.chosen.replace(None);
        self.opened.replace(Some(opened));
        Reply::Opened(info)
    }

    pub(super) async fn choose(
        &self,
        choice: &TableChoice,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        let client = self.client();
        let client = client.watched_by(observer);
        let projects = client.projects(ProjectAction::Create).await.map_err(|e| e.message())?;
        // Jira is asked while the page may send further commands, so nothing stays borrowed.
        let (fields, project) = {
            let connected = held(&self.connected)?;
            (connected.fields.clone(), connected.context.project.clone())
        };
        let import = Import::of_sheet(&*held(&self.opened)?, choice)?;
        let proposed = import.propose(&client, &fields).await;
        let (mut mapping, mut findings) = proposed.map_err(|error| error.message())?;
        mapping.project = project;
        findings.extend(import.offers(&mapping, &fields));
        let matched = MatchedTable {
            further_texts: import.has_further_texts(),
            mapping,
            rows: import.table().rows.len(),
            findings,
            projects: projects.into_iter().map(|project| (project.key, project.name)).collect(),
        };
        self.planned.replace(None);
        self.chosen.replace(Some(Rc::new(import)));
        Ok(Reply::Matched(matched))
    }

    pub(super) async fn plan(
        &self,
        mapping: Mapping,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        // Jira is asked while the page may send further commands, so nothing stays borrowed. The plan
        // before this one stays until this one is there: its rows are still on the screen.
        let import = Rc::clone(&*held(&self.chosen)?);
        let (fields, url) = {
            let connected = held(&self.connected)?;
            (connected.fields.clone(), connected.context.site_url.clone())
        };
        let mut general = import.judge(&mapping, &fields)?;
        general.extend(import.notes().iter().cloned());
        let client = self.client();
        let site = ImportSite { url: &url, fields: &fields, zone: &self.zone };
        let watched = client.watched_by(observer);
        let account = held(&self.connected)?.account_id.clone();
        // It is only read.
        let journal = UserJournal::new(&watched, account, import.lineage(), String::new());
        let loading = import.load(&watched, &site, mapping, &journal).await;
        let basis = loading.map_err(|error| error.message())?;
        // What was answered last time is proposed, and shown as the answer.
        let imported_before = basis.target.seen.as_last_time();
        let resolutions = Resolutions { imported_before, ..Resolutions::default() };
        self.show(self.make(import, basis, general, &resolutions))
    }

    /// Makes the plan again with the user's choices. Nothing is read from Jira.
    pub(super) fn resolve(&self, resolutions: &Resolutions) -> Result<Reply, Message> {
        let planned = self.planned.take().ok_or_else(|| Message::new("step-missing"))?;
        let Planned { import, basis, general, .. } = planned;
        self.show(self.make(import, basis, general, resolutions))
    }

    /// Keeps a plan, and sums it up.
    fn show(&self, planned: Planned) -> Result<Reply, Message> {
        let changes = &planned.plan.changes;
        let mut columns = columns(&planned.basis.mapping, &planned.basis.target);
        columns.retain(|(field, _)| rows::touches(changes, field));
        let general = planned.general.iter();
        let of_file = planned.findings.iter().filter(|finding| finding.at.row.is_none());
        let summary = ImportSummary {
            summary: planned.plan.summary,
            hash: planned.plan.hash.clone(),
            to_review: planned.index.count(&planned.plan, &planned.findings, &RowFilter::ToReview),
            findings: summary::group(&planned.findings),
            general: general.chain(of_file).cloned().collect(),
            conflicts: summary::conflicts(changes, &columns),
            losses: summary::losses(changes, &columns),
            imported_before: planned.imported_before.clone(),
            columns,
        };
        self.planned.replace(Some(planned));
        Ok(Reply::Planned(summary))
    }

    fn make(
        &self,
        import: Rc<Import>,
        basis: Basis,
        general: Vec<Finding>,
        resolutions: &Resolutions,
    ) -> Planned {
        let (plan, findings) = import.plan(&basis, resolutions, &self.zone);
        let mut index = RowIndex::new(&plan, &findings);
        index.entitle(&plan.changes, import.table(), &basis.mapping, &basis.target.fields);
        let seen = &basis.target.seen;
        index.remember(imported_before::candidates(seen));
        let imported_before = imported_before::count(seen, &plan, resolutions);
        Planned { import, plan, findings, imported_before, index, basis, general }
    }

    pub(super) fn rows(&self, window: &Window) -> Result<Reply, Message> {
        let planned = held(&self.planned)?;
        let zone = FileZone::new(planned.import.origin(), &self.zone);
        let cx = Context::new(zone.zone(), &planned.basis.target);
        Ok(Reply::Rows(planned.index.window(&planned.plan, &planned.findings, window, &cx)))
    }

    pub(super) async fn apply(
        &self,
        hash: &str,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        let plan = held(&self.planned)?.plan.clone();
        if plan.hash != hash {
            return Err(Message::new("plan-not-approved"));
        }
        let client = self.client();
        let account = held(&self.connected)?.account_id.clone();
        let holder = self.holder();
        let journal = UserJournal::new(&client, account, &plan.source.lineage, holder);
        let report = apply::run(&plan, &client, &journal, observer).await?;
        if let Some(planned) = self.planned.borrow_mut().as_mut() {
            planned.index.finish(&report.outcomes);
        }
        Ok(Reply::Applied(report))
    }
}

/// The mapped fields with their names, in the file's order.
fn columns(mapping: &Mapping, target: &TargetState) -> Vec<(FieldId, String)> {
    let mut columns: Vec<(FieldId, String)> = Vec::new();
    for column in &mapping.columns {
        for id in column.mapped.fields() {
            let field = target.fields.iter().find(|field| field.id == *id);
            if let Some(field) = field.filter(|_| columns.iter().all(|(seen, _)| seen != id)) {
                columns.push((id.clone(), mapping::name_of(field, &target.fields)));
            }
        }
    }
    columns
}
