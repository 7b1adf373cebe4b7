//! One import: from the table of a file to the plan of what it would change in Jira.
//!
//! The worker, the terminal and the laws all go this way. What differs is how each of them asks its
//! user what the columns mean and how conflicts end.

use jiff::Timestamp;

use crate::apply::{self, Spaces};
use crate::check::{self, Input};
use crate::convert;
use crate::finding::{Finding, Place, Severity};
use crate::further::{self, FurtherState, FurtherTable};
use crate::jira::{Client, JiraError};
use crate::job::TableChoice;
use crate::mapping::{self, FieldColumn, Layout, MappedTo, Mapping, Origin, Resolutions};
use crate::message::Message;
use crate::plan::{self, Plan, Source};
use crate::ports::{Clock, Journal, Transport, Zone};
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{CellValue, ReadNote, Table, Workbook};
use crate::target::{self, LoadError, Loaded, Subject, TargetState};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ImportFile {
    /// Name as the user dropped it.
    pub name: String,
    /// The file's lineage: the export's own, else one made from its bytes.
    pub lineage: String,
    /// The mark of a Rowport export.
    pub origin: Option<Origin>,
    /// Its cells.
    pub workbook: Workbook,
    /// What the reader noticed.
    pub notes: Vec<ReadNote>,
}

impl ImportFile {
    /// Looks for the mark of an export. A file without one has the lineage `digest`, which
    /// [`mapping::file_lineage`] makes from its bytes.
    pub fn new(name: String, (workbook, notes): (Workbook, Vec<ReadNote>), digest: String) -> Self {
        let origin = mapping::origin_of(&workbook);
        let lineage = origin.as_ref().map_or(digest, |origin| origin.lineage.clone());
        Self { name, lineage, origin, workbook, notes }
    }
}

/// The site, and the zone of the person who imports.
#[derive(Clone, Copy)]
pub struct ImportSite<'a> {
    /// Base address, without a trailing slash.
    pub url: &'a str,
    /// The site's fields.
    pub fields: &'a [FieldSchema],
    /// The zone in which a file of unknown origin shows instants.
    pub zone: &'a dyn Zone,
}

/// The table of a file that is imported, and the further sheets beside it.
#[derive(Clone, Debug)]
pub struct Import {
    source: Source,
    origin: Option<Origin>,
    /// Whether Rowport exported the file, and it has lost what says so.
    export_lost: bool,
    table: Table,
    further: Vec<FurtherTable>,
    notes: Vec<Finding>,
}

/// What an import is planned from: what its columns mean, and what Jira has.
#[derive(Clone)]
pub struct Basis {
    /// What the columns mean.
    pub mapping: Mapping,
    /// What Jira has for the rows of the table.
    pub target: TargetState,
    /// What Jira has for the new rows of further sheets.
    pub further: FurtherState,
    /// What is to be said of the columns, now that Jira was read.
    pub findings: Vec<Finding>,
    /// When Jira was read.
    pub made_at: Timestamp,
}

impl Import {
    /// The table of a file that was chosen.
    ///
    /// # Errors
    /// There is no such sheet.
    pub fn of_sheet(file: &ImportFile, choice: &TableChoice) -> Result<Self, Message> {
        let sheet = file.workbook.sheets.get(choice.sheet);
        let sheet = sheet.ok_or_else(|| Message::new("sheet-missing"))?.whole()?;
        let table = Table::from_sheet(sheet, choice.header_row);
        let (further, mut notes) =
            further::tables(&file.workbook, &table.sheet, file.origin.as_ref());
        let mut sheets: Vec<&str> = vec![&table.sheet];
        sheets.extend(further.iter().map(|further| further.table.sheet.as_str()));
        notes.extend(file.notes.iter().filter_map(|note| note.of_import(&sheets)));
        let source = Source {
            file: file.name.clone(),
            sheet: table.sheet.clone(),
            lineage: file.lineage.clone(),
            site: String::new(),
        };
        let origin = file.origin.clone();
        let export_lost = mapping::origin_lost(&file.workbook, origin.as_ref()).is_some();
        Ok(Self { source, origin, export_lost, table, further, notes })
    }

    /// The rows.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The file's own lineage.
    pub fn lineage(&self) -> &str {
        &self.source.lineage
    }

    /// The mark of a Rowport export.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// What is wrong with the further sheets as a whole, and what the reader of the file noticed.
    pub fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// What the columns most likely mean, and what is to be said of that. Jira is asked only where
    /// the headers leave open which column holds the rows' keys.
    ///
    /// # Errors
    /// As any call.
    pub async fn propose<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        fields: &[FieldSchema],
    ) -> Result<(Mapping, Vec<Finding>), JiraError> {
        let doubt = mapping::keys_in_doubt(&self.table, fields, self.origin());
        let found = target::load_keys(client, &doubt).await?;
        Ok(mapping::propose_knowing(&self.table, fields, self.origin(), Some(&found)))
    }

    /// Formatting that is clearly meant in columns whose texts are taken as they were typed, as far
    /// as the file alone tells: where rows have keys, what Jira has may tell otherwise.
    pub fn offers(&self, mapping: &Mapping, fields: &[FieldSchema]) -> Vec<Finding> {
        let layout = Layout::new(&self.table, mapping, fields);
        if self.origin.is_some() || self.export_lost || layout.key.is_some() {
            return Vec::new();
        }
        let open = layout.columns.iter().filter(|column| column.takes_texts_as_typed());
        let offer = |column: &FieldColumn<'_>| {
            let cells = self.table.rows.iter().filter_map(|row| column.cells(row).next());
            let offer = convert::offer(cells.filter_map(CellValue::as_text))?;
            let place = Place::column(&self.table.sheet, column.column);
            Some(check::offered(&offer, &column.field.name, place))
        };
        open.filter_map(offer).collect()
    }

    /// Whether further sheets hold texts.
    pub fn has_further_texts(&self) -> bool {
        let has_text = |table: &FurtherTable| {
            let kinds = table.sheet.columns().iter().map(|column| column.kind);
            table.sheet.takes_rows() && kinds.into_iter().any(|kind| kind == FieldType::RichText)
        };
        self.further.iter().any(has_text)
    }

    /// What is to be said of a mapping.
    ///
    /// # Errors
    /// What makes it unusable.
    pub fn judge(
        &self,
        mapping: &Mapping,
        fields: &[FieldSchema],
    ) -> Result<Vec<Finding>, Message> {
        let exported = self.origin.is_some();
        let findings = mapping::validate(mapping, &self.table, fields, exported);
        match findings.iter().find(|finding| finding.severity == Severity::Error) {
            Some(error) => Err(error.message.clone()),
            None => Ok(findings),
        }
    }

    /// Reads from Jira what the plan needs. `mapping` was found usable; `journal` leads to what the
    /// person's applies have begun. Where one of them ended in between, and Jira may still carry out
    /// what it sent, that is waited for: the plan would make it once more.
    ///
    /// # Errors
    /// As any call: a state that lacks a part would make a wrong plan. A question, where the rows
    /// leave open what a column means.
    pub async fn load<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        site: &ImportSite<'_>,
        mapping: Mapping,
        journal: &dyn Journal,
    ) -> Result<Basis, LoadError> {
        let mut basis = self.read(client, site, mapping).await?;
        let spaces = self.spaces(&basis.target);
        if apply::settled(client, journal, &self.source.lineage, &spaces).await? {
            basis = self.read(client, site, basis.mapping).await?;
        }
        let (plan, _) = self.plan(&basis, Resolutions::NONE, site.zone);
        target::load_workflows(client, &plan.new_statuses(), &mut basis.target).await?;
        target::load_assignable(client, plan.assignees(), &mut basis.target).await?;
        let conflicts = plan.conflicts();
        if !conflicts.is_empty() {
            // A conflict can be decided without the history too.
            let _ = target::load_history(client, &conflicts, &mut basis.target).await;
            // Of what is as new as Jira to the minute, what else happened in that minute decides.
            let updated = MappedTo::Field(FieldId::new("updated"));
            if basis.mapping.columns.iter().any(|column| column.mapped == updated) {
                let (plan, _) = self.plan(&basis, Resolutions::NONE, site.zone);
                let _ = target::load_writes(client, &plan.untold(), &mut basis.target).await;
            }
        }
        Ok(basis)
    }

    /// The spaces that get new work items, or whose work items get something.
    fn spaces(&self, target: &TargetState) -> Spaces {
        let highest = target.highest.clone();
        let new = target.projects.values().filter(|project| highest.contains_key(&project.key));
        let new = new.map(|project| (project.id.clone(), project.key.clone())).collect();
        let issues = target.issues.keys().filter(|_| !self.further.is_empty());
        let others = issues.filter_map(|key| mapping::space_of(key)).map(str::to_owned).collect();
        Spaces { highest, new, others }
    }

    async fn read<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        site: &ImportSite<'_>,
        mapping: Mapping,
    ) -> Result<Basis, LoadError> {
        let made_at = client.now();
        let subject = Subject {
            table: &self.table,
            mapping: &mapping,
            fields: site.fields,
            site_url: site.url,
            lineage: &self.source.lineage,
            exported: self.origin.is_some(),
        };
        let Loaded { state: mut target, mapping, findings } =
            target::load(client, &subject).await?;
        let further = further::load(client, &self.further, self.origin(), &mut target).await?;
        Ok(Basis { mapping, target, further, findings, made_at })
    }

    /// The plan by the user's choices, and what was noticed. A pure function.
    pub fn plan(
        &self,
        basis: &Basis,
        resolutions: &Resolutions,
        zone: &dyn Zone,
    ) -> (Plan, Vec<Finding>) {
        let input = Input {
            table: &self.table,
            mapping: &basis.mapping,
            origin: self.origin(),
            export_lost: self.export_lost,
            resolutions,
            target: &basis.target,
            zone,
        };
        let source = Source { site: basis.target.site.url.clone(), ..self.source.clone() };
        let (mut plan, mut findings) = plan::make(&input, source, basis.made_at);
        let entries = further::Input {
            tables: &self.further,
            origin: self.origin(),
            export_lost: self.export_lost,
            main: &self.table,
            mapping: &basis.mapping,
            target: &basis.target,
            resolutions,
            state: &basis.further,
            zone,
        };
        findings.extend(further::extend(&mut plan, &entries));
        findings.extend(basis.findings.iter().cloned());
        (plan, findings)
    }
}
