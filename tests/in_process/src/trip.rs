//! What one person does with a file: exports it, changes it, plans and applies it.

use wasm_core::apply::{self, Report};
use wasm_core::check::Input;
use wasm_core::export::{self, ExportSite};
use wasm_core::finding::Finding;
use wasm_core::further;
use wasm_core::jira::Client;
use wasm_core::job::{ExportFormat, ExportOptions, ExportRequest, JobEvent, Observer, Step};
use wasm_core::mapping::{self, Origin, Resolutions};
use wasm_core::message::Message;
use wasm_core::plan::{self, Action, Plan, Source};
use wasm_core::ports::Zone;
use wasm_core::schema::{FieldId, FieldSchema};
use wasm_core::sheet::{self, CellValue, ReadOptions, Row, Sheet, Table, Workbook};
use wasm_core::target;

use crate::clock::SiteTime;
use crate::wire::Wire;
use crate::world::{SITE, World};

/// A person with a time zone.
pub struct Trip<'a> {
    /// How the person reaches the site.
    pub wire: &'a Wire,
    clock: SiteTime,
    zone: &'a dyn Zone,
}

/// What was read from a file.
#[derive(Clone)]
pub struct Opened {
    /// Its sheets; a test changes them as a person would in Excel.
    pub workbook: Workbook,
    /// What the export says of itself.
    pub origin: Option<Origin>,
    lineage: String,
}

/// A plan with all that was noticed on the way.
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

struct Unwatched;

impl Observer for Unwatched {
    fn event(&self, _: JobEvent) -> Step {
        Step::Continue
    }
}

impl<'a> Trip<'a> {
    /// The person on that wire, who lives in that zone.
    #[must_use]
    pub fn new(world: &World, wire: &'a Wire, zone: &'a dyn Zone) -> Self {
        Self { wire, clock: world.clock(), zone }
    }

    fn client(&self) -> Client<'_, &'a Wire, SiteTime> {
        Client::new(&self.wire, &self.clock)
    }

    /// The site's fields, as the engine reads them.
    pub async fn fields(&self) -> Vec<FieldSchema> {
        self.client().fields().await.unwrap()
    }

    /// The bytes of an export of those columns.
    pub async fn export(&self, jql: &str, columns: &[FieldId], options: ExportOptions) -> Vec<u8> {
        let fields = self.fields().await;
        let request = ExportRequest {
            jql: jql.to_owned(),
            columns: columns.to_vec(),
            format: ExportFormat::Xlsx,
            options,
            ..ExportRequest::default()
        };
        let site = ExportSite { url: SITE, fields: &fields, zone: self.zone };
        let client = self.client();
        export::run(&request, &client, &site, &Unwatched).await.unwrap().bytes
    }

    /// The plan of a file's table, by the mapping that is proposed.
    pub async fn plan(&self, opened: &Opened) -> Planned {
        let (fields, client) = (self.fields().await, self.client());
        let (table, origin) = (opened.table(), opened.origin.as_ref());
        let (mapping, mut findings) = mapping::propose(&table, &fields, origin);
        let lineage = &opened.lineage;
        let subject = target::Subject {
            table: &table,
            mapping: &mapping,
            fields: &fields,
            site_url: SITE,
            lineage,
        };
        let mut target = target::load(&client, &subject).await.unwrap();
        let (sheets, notes) = further::tables(&opened.workbook, &table.sheet, origin);
        findings.extend(notes);
        let reading = further::load(&client, &sheets, origin, lineage, &mut target);
        let state = reading.await.unwrap();
        let input = Input {
            table: &table,
            mapping: &mapping,
            origin,
            resolutions: Resolutions::NONE,
            target: &target,
            zone: self.zone,
        };
        let source = Source {
            file: "file.xlsx".to_owned(),
            sheet: table.sheet.clone(),
            lineage: lineage.clone(),
            site: SITE.to_owned(),
        };
        let (mut plan, found) = plan::make(&input, source, client.now());
        findings.extend(found);
        let entries = further::Input {
            tables: &sheets,
            origin,
            main: &table,
            mapping: &mapping,
            target: &target,
            state: &state,
            zone: self.zone,
        };
        findings.extend(further::extend(&mut plan, &entries));
        Planned { plan, findings }
    }

    /// Applies a plan as it is after it was saved and read again.
    ///
    /// # Errors
    /// A plan that the engine refuses as a whole.
    pub async fn apply(&self, plan: &Plan) -> Result<Report, Message> {
        let saved = serde_json::to_string(plan).unwrap();
        let plan = Plan::from_json(&saved).unwrap();
        apply::run(&plan, &self.client(), &Unwatched).await
    }
}

impl Opened {
    /// Reads a file, whatever its format.
    ///
    /// # Panics
    /// When it can't be read.
    #[must_use]
    pub fn read(name: &str, bytes: &[u8]) -> Self {
        let options = ReadOptions { file_name: Some(name.to_owned()), ..ReadOptions::default() };
        let (workbook, _) = sheet::read(bytes, &options).unwrap();
        let origin = mapping::origin_of(&workbook);
        let own = |origin: &Origin| origin.lineage.clone();
        let lineage = origin.as_ref().map_or_else(|| mapping::file_lineage(bytes), own);
        Self { workbook, origin, lineage }
    }

    fn at(&self) -> usize {
        mapping::choose_sheet(&self.workbook, self.origin.as_ref()).unwrap()
    }

    fn table(&self) -> Table {
        let sheet = &self.workbook.sheets[self.at()];
        Table::from_sheet(sheet, sheet::guess_header_row(sheet))
    }

    /// The sheet of the issues.
    pub fn sheet(&mut self) -> &mut Sheet {
        let at = self.at();
        &mut self.workbook.sheets[at]
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

fn put(row: &mut Row, column: u32, value: CellValue) {
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
