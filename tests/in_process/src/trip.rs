//! What one person does with a file: exports it, changes it, plans and applies it.

use wasm_core::apply::{self, Report};
use wasm_core::export::{self, ExportSite};
use wasm_core::finding::Finding;
use wasm_core::jira::Client;
use wasm_core::job::{
    ExportFormat, ExportOptions, ExportRequest, Import, ImportFile, ImportSite, JobEvent, Observer,
    Step, TableChoice,
};
use wasm_core::mapping::{self, Mapping, Resolutions};
use wasm_core::message::Message;
use wasm_core::plan::{Action, Plan};
use wasm_core::ports::{Journal, MemoryJournal, Zone};
use wasm_core::schema::{FieldId, FieldSchema};
use wasm_core::sheet::{self, CellValue, ReadOptions, Row, Sheet};

use crate::clock::SiteTime;
use crate::journals::Journals;
use crate::wire::Wire;
use crate::world::{SITE, World};

/// A person with a time zone.
pub struct Trip<'a> {
    /// How the person reaches the site.
    pub wire: &'a Wire,
    clock: SiteTime,
    zone: &'a dyn Zone,
    journals: Journals,
}

/// What was read from a file.
#[derive(Clone)]
pub struct Opened {
    /// Its sheets, which a test changes as a person would in Excel, and what it says of itself.
    pub file: ImportFile,
}

/// A plan with all that was noticed on the way.
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What is to be said of the mapping that is proposed, or what of it stops the file.
    pub judged: Result<Vec<Finding>, Message>,
    /// What the columns were taken for.
    pub mapping: Mapping,
}

/// Nobody watches, and nobody stops it.
pub struct Unwatched;

impl Observer for Unwatched {
    fn event(&self, _: JobEvent) -> Step {
        Step::Continue
    }
}

impl<'a> Trip<'a> {
    /// The person on that wire, who lives in that zone.
    #[must_use]
    pub fn new(world: &World, wire: &'a Wire, zone: &'a dyn Zone) -> Self {
        Self { wire, clock: world.clock(), zone, journals: world.journals() }
    }

    fn client(&self) -> Client<'_, &'a Wire, SiteTime> {
        Client::new(&self.wire, &self.clock)
    }

    /// The site's fields, as the engine reads them.
    pub async fn fields(&self) -> Vec<FieldSchema> {
        self.client().fields().await.unwrap()
    }

    /// The bytes of a workbook of those columns.
    pub async fn export(&self, jql: &str, columns: &[FieldId], options: ExportOptions) -> Vec<u8> {
        self.export_as(ExportFormat::Xlsx, jql, columns, options).await
    }

    /// The bytes of an export of those columns in a format.
    pub async fn export_as(
        &self,
        format: ExportFormat,
        jql: &str,
        columns: &[FieldId],
        options: ExportOptions,
    ) -> Vec<u8> {
        let fields = self.fields().await;
        let request = ExportRequest {
            jql: jql.to_owned(),
            columns: columns.to_vec(),
            format,
            options,
            ..ExportRequest::default()
        };
        let site = ExportSite { url: SITE, fields: &fields, zone: self.zone };
        let client = self.client();
        export::run(&request, &client, &site, &Unwatched).await.unwrap().bytes
    }

    /// The plan of a file's table, by the mapping that is proposed.
    pub async fn plan(&self, opened: &Opened) -> Planned {
        self.plan_with(opened, Resolutions::NONE).await
    }

    /// The same by the person's choices.
    pub async fn plan_with(&self, opened: &Opened, resolutions: &Resolutions) -> Planned {
        self.plan_after(opened, resolutions, &MemoryJournal::default()).await
    }

    /// The same by a person whose journals are led to by that one.
    pub async fn plan_after(
        &self,
        opened: &Opened,
        resolutions: &Resolutions,
        journal: &dyn Journal,
    ) -> Planned {
        self.plan_matched(opened, resolutions, journal, |_| {}).await
    }

    /// The same by a person who changes what the columns mean.
    pub async fn plan_matched(
        &self,
        opened: &Opened,
        resolutions: &Resolutions,
        journal: &dyn Journal,
        matched: impl Fn(&mut Mapping),
    ) -> Planned {
        let (fields, client) = (self.fields().await, self.client());
        let import = opened.import();
        let (mut mapping, mut findings) = import.propose(&client, &fields).await.unwrap();
        let judged = import.judge(&mapping, &fields);
        matched(&mut mapping);
        findings.extend(import.notes().iter().cloned());
        let site = ImportSite { url: SITE, fields: &fields, zone: self.zone };
        let basis = import.load(&client, &site, mapping, journal).await.unwrap();
        let (plan, found) = import.plan(&basis, resolutions, self.zone);
        findings.extend(found);
        Planned { plan, findings, judged, mapping: basis.mapping }
    }

    /// What stops a file before it is planned, if anything does.
    pub async fn judged(&self, opened: &Opened) -> Option<Message> {
        let (fields, client) = (self.fields().await, self.client());
        let import = opened.import();
        let (mapping, _) = import.propose(&client, &fields).await.unwrap();
        import.judge(&mapping, &fields).err()
    }

    /// Applies a plan as it is after it was saved and read again, with the journal beside it.
    ///
    /// # Errors
    /// A plan that the engine refuses as a whole.
    pub async fn apply(&self, plan: &Plan) -> Result<Report, Message> {
        self.apply_with(plan, &*self.journals.beside(plan), &Unwatched).await
    }

    /// The same, with a journal of the test's own, while somebody watches.
    ///
    /// # Errors
    /// A plan that the engine refuses as a whole.
    pub async fn apply_with(
        &self,
        plan: &Plan,
        journal: &dyn Journal,
        observer: &dyn Observer,
    ) -> Result<Report, Message> {
        let saved = serde_json::to_string(plan).unwrap();
        let plan = Plan::from_json(&saved).unwrap();
        apply::run(&plan, &self.client(), journal, observer).await
    }
}

/// A sheet as somebody types it: its headers and its rows, with `|` between the cells.
#[must_use]
pub fn typed_sheet(name: &str, headers: &str, rows: &[impl AsRef<str>]) -> Sheet {
    let cells = |line: &str| {
        let cells = (0..).zip(line.split('|').map(|cell| CellValue::from(cell.trim())));
        cells.collect()
    };
    let lines = std::iter::once(headers).chain(rows.iter().map(AsRef::as_ref));
    let rows = (0..).zip(lines).map(|(index, line)| Row { index, cells: cells(line) }).collect();
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

impl Opened {
    /// Reads a file, whatever its format.
    ///
    /// # Panics
    /// When it can't be read.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> Self {
        let options = ReadOptions { file_name: Some(name.to_owned()), ..ReadOptions::default() };
        let read = sheet::read(bytes, &options).unwrap();
        Self { file: ImportFile::new(name.to_owned(), read, mapping::file_lineage(bytes)) }
    }

    /// The file without some of its sheets, as when one sheet is copied into a new book.
    #[must_use]
    pub fn without_sheets(self, names: &[&str]) -> Self {
        let ImportFile { name, lineage, mut workbook, notes, .. } = self.file;
        workbook.sheets.retain(|sheet| !names.contains(&sheet.name.as_str()));
        Self { file: ImportFile::new(name, (workbook, notes), lineage) }
    }

    fn at(&self) -> usize {
        mapping::choose_sheet(&self.file.workbook, self.file.origin.as_ref()).unwrap()
    }

    fn import(&self) -> Import {
        let sheet = self.at();
        let header_row = sheet::guess_header_row(&self.file.workbook.sheets[sheet]);
        Import::of_sheet(&self.file, &TableChoice { sheet, header_row }).unwrap()
    }

    /// The sheet of the issues.
    pub fn sheet(&mut self) -> &mut Sheet {
        let at = self.at();
        &mut self.file.workbook.sheets[at]
    }

    /// The position of the column of that header.
    fn column(&mut self, header: &str) -> u32 {
        let sheet = self.sheet();
        let row = sheet.row(sheet::guess_header_row(sheet)).unwrap();
        let found = row.cells.iter().find(|(_, cell)| cell.to_text() == header);
        found.unwrap_or_else(|| panic!("no column {header}")).0
    }

    /// Types into a cell: of the row with that key, under that header.
    pub fn set(&mut self, key: &str, header: &str, value: impl Into<CellValue>) {
        let (keys, column) = (self.column("Key"), self.column(header));
        let row = self.sheet().rows.iter_mut().find(|row| row.get(keys).to_text() == key);
        put(row.unwrap_or_else(|| panic!("no row {key}")), column, value.into());
    }

    /// Adds a row below the others, with a value under each header.
    pub fn add(&mut self, cells: &[(&str, &str)]) {
        let cells: Vec<_> = cells.iter().map(|(h, value)| (self.column(h), *value)).collect();
        let rows = &mut self.sheet().rows;
        let index = rows.last().map_or(0, |row| row.index + 1);
        rows.push(Row { index, cells: Vec::new() });
        for (column, value) in cells {
            put(rows.last_mut().unwrap(), column, value.into());
        }
    }
}

/// Puts a value into a cell of a row.
pub fn put(row: &mut Row, column: u32, value: CellValue) {
    match row.cells.binary_search_by_key(&column, |cell| cell.0) {
        Ok(at) => row.cells[at].1 = value,
        Err(at) => row.cells.insert(at, (column, value)),
    }
}

impl Planned {
    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let rows = self.plan.changes.iter().map(|change| change.action);
        rows.chain(self.plan.entries.iter().map(|entry| entry.action)).all(|a| a == Action::NoOp)
    }

    /// What it would do and what was noticed, for a person who looks for the cause.
    #[must_use]
    pub fn told(&self) -> String {
        let todo = self.plan.changes.iter().filter(|change| change.action != Action::NoOp);
        let rows = todo.map(|change| format!("{change:#?}"));
        let entries = self.plan.entries.iter().filter(|entry| entry.action != Action::NoOp);
        let entries = entries.map(|entry| format!("{entry:#?}"));
        let found = self.findings.iter().map(|f| format!("{:?}: {}", f.at, f.message.text()));
        rows.chain(entries).chain(found).collect::<Vec<_>>().join("\n")
    }
}
