//! The commands of an import, step by step.

use super::rows::{self, RowIndex};
use super::state::{Basis, Chosen, Opened, Planned};
use super::{Session, held, open, summary};
use crate::check::Input;
use crate::convert::Context;
use crate::finding::{Finding, Severity};
use crate::jira::ProjectAction;
use crate::job::{ImportSummary, MatchedTable, Observer, Reply, RowFilter, TableChoice};
use crate::mapping::{self, FileZone, MappedTo, Mapping, Resolutions};
use crate::message::Message;
use crate::plan::{self, Source};
use crate::ports::{Clock, Transport, Zone};
use crate::schema::FieldId;
use crate::sheet::Table;
use crate::{apply, further, target};

impl<T: Transport, C: Clock, Z: Zone> Session<T, C, Z> {
    pub(super) fn open(&self, name: String, bytes: Vec<u8>) -> Result<Reply, Message> {
        let (opened, info) = open::open(name, &bytes)?;
        self.planned.replace(None);
        self.chosen.replace(None);
        self.opened.replace(Some(opened));
        Ok(Reply::Opened(info))
    }

    pub(super) async fn choose(
        &self,
        choice: &TableChoice,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        let client = self.client();
        let client = client.watched_by(observer);
        let projects = client.projects(ProjectAction::Create).await.map_err(|e| e.message())?;
        let connected = held(&self.connected)?;
        let opened = held(&self.opened)?;
        let sheet = opened.workbook.sheets.get(choice.sheet);
        let sheet = sheet.ok_or_else(|| Message::new("sheet-missing"))?;
        let table = Table::from_sheet(sheet, choice.header_row);
        let (mut mapping, findings) =
            mapping::propose(&table, &connected.fields, opened.origin.as_ref());
        mapping.project = connected.context.project.clone();
        let matched = MatchedTable {
            mapping,
            rows: table.rows.len(),
            findings,
            projects: projects.into_iter().map(|project| (project.key, project.name)).collect(),
        };
        let (further, notes) =
            further::tables(&opened.workbook, &table.sheet, opened.origin.as_ref());
        drop((connected, opened));
        self.planned.replace(None);
        self.chosen.replace(Some(Chosen { table, further, notes }));
        Ok(Reply::Matched(matched))
    }

    pub(super) async fn plan(
        &self,
        mapping: Mapping,
        observer: &dyn Observer,
    ) -> Result<Reply, Message> {
        self.planned.replace(None);
        let mut general = self.judge(&mapping)?;
        let (table, sheets, fields, site_url, lineage) = {
            let connected = held(&self.connected)?;
            // Jira is asked while the page may send further commands, so nothing stays borrowed.
            let (table, sheets) = {
                let chosen = held(&self.chosen)?;
                general.extend(chosen.notes.iter().cloned());
                (chosen.table.clone(), chosen.further.clone())
            };
            let lineage = held(&self.opened)?.lineage.clone();
            (table, sheets, connected.fields.clone(), connected.context.site_url.clone(), lineage)
        };
        let client = self.client();
        let client = client.watched_by(observer);
        let subject = target::Subject {
            table: &table,
            mapping: &mapping,
            fields: &fields,
            site_url: &site_url,
            lineage: &lineage,
        };
        let mut target = target::load(&client, &subject).await.map_err(|e| e.message())?;
        let origin = held(&self.opened)?.origin.clone();
        let reading = further::load(&client, &sheets, origin.as_ref(), &lineage, &mut target);
        let further = reading.await.map_err(|error| error.message())?;
        let basis = Basis { mapping, made_at: self.clock.now(), general, further };
        let planned = self.make(&table, basis, target, Resolutions::NONE)?;
        let conflicts = planned.plan.conflicts();
        if conflicts.is_empty() {
            return self.show(planned);
        }
        let Planned { mut target, basis, .. } = planned;
        let baseline = held(&self.opened)?.origin.clone().unwrap_or_default().baseline;
        // A conflict can be decided without the value at the export too.
        let _ = target::load_history(&client, &conflicts, &baseline, &mut target).await;
        let planned = self.make(&table, basis, target, Resolutions::NONE)?;
        self.show(planned)
    }

    /// Makes the plan again with the user's choices. Nothing is read from Jira.
    pub(super) fn resolve(&self, resolutions: &Resolutions) -> Result<Reply, Message> {
        let table = held(&self.chosen)?.table.clone();
        held(&self.planned)?;
        let Some(Planned { target, basis, .. }) = self.planned.take() else {
            return Err(Message::new("step-missing"));
        };
        let planned = self.make(&table, basis, target, resolutions)?;
        self.show(planned)
    }

    /// Keeps a plan, and sums it up.
    fn show(&self, planned: Planned) -> Result<Reply, Message> {
        let changes = &planned.plan.changes;
        let mut columns = columns(&planned.basis.mapping, &planned.target);
        columns.retain(|(field, _)| rows::touches(changes, field));
        let general = planned.basis.general.iter();
        let of_file = planned.findings.iter().filter(|finding| finding.at.row.is_none());
        let summary = ImportSummary {
            summary: planned.plan.summary,
            hash: planned.plan.hash.clone(),
            findings: summary::group(&planned.findings),
            general: general.chain(of_file).cloned().collect(),
            conflicts: summary::conflicts(changes, &columns),
            losses: summary::losses(changes, &columns),
            columns,
        };
        self.planned.replace(Some(planned));
        Ok(Reply::Planned(summary))
    }

    /// What is wrong with a mapping; an error makes it unusable.
    fn judge(&self, mapping: &Mapping) -> Result<Vec<Finding>, Message> {
        let connected = held(&self.connected)?;
        let chosen = held(&self.chosen)?;
        let exported = held(&self.opened)?.origin.is_some();
        let findings = mapping::validate(mapping, &chosen.table, &connected.fields, exported);
        match findings.iter().find(|finding| finding.severity == Severity::Error) {
            Some(error) => Err(error.message.clone()),
            None => Ok(findings),
        }
    }

    fn make(
        &self,
        table: &Table,
        basis: Basis,
        target: target::TargetState,
        resolutions: &Resolutions,
    ) -> Result<Planned, Message> {
        let opened = held(&self.opened)?;
        let input = Input {
            table,
            mapping: &basis.mapping,
            origin: opened.origin.as_ref(),
            resolutions,
            target: &target,
            zone: &self.zone,
        };
        let source = source(&opened, table, &target.site.url);
        let (mut plan, mut findings) = plan::make(&input, source, basis.made_at);
        let chosen = held(&self.chosen)?;
        findings.extend(further::extend(
            &mut plan,
            &further::Input {
                tables: &chosen.further,
                origin: opened.origin.as_ref(),
                main: table,
                mapping: &basis.mapping,
                target: &target,
                state: &basis.further,
                zone: &self.zone,
            },
        ));
        let mut index = RowIndex::new(&plan, &findings);
        index.entitle(&plan.changes, table, &basis.mapping);
        Ok(Planned { plan, findings, target, index, basis })
    }

    pub(super) fn rows(
        &self,
        filter: &RowFilter,
        start: usize,
        count: usize,
    ) -> Result<Reply, Message> {
        let planned = held(&self.planned)?;
        let opened = held(&self.opened)?;
        let zone = FileZone::new(opened.origin.as_ref(), &self.zone);
        let cx = Context::new(zone.zone(), &planned.target);
        let window = (filter, start, count);
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
        let report = apply::run(&plan, &client, observer).await?;
        if let Some(planned) = self.planned.borrow_mut().as_mut() {
            planned.index.finish(&report.outcomes);
        }
        Ok(Reply::Applied(report))
    }
}

fn source(opened: &Opened, table: &Table, site: &str) -> Source {
    Source {
        file: opened.name.clone(),
        sheet: table.sheet.clone(),
        lineage: opened.lineage.clone(),
        site: site.to_owned(),
    }
}

/// The mapped fields with their names, in the file's order.
fn columns(mapping: &Mapping, target: &target::TargetState) -> Vec<(FieldId, String)> {
    let mut columns: Vec<(FieldId, String)> = Vec::new();
    for column in &mapping.columns {
        let MappedTo::Field(id) = &column.mapped else { continue };
        let field = target.fields.iter().find(|field| field.id == *id);
        if let Some(field) = field.filter(|_| columns.iter().all(|(seen, _)| seen != id)) {
            columns.push((id.clone(), field.name.clone()));
        }
    }
    columns
}
