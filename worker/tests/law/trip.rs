//! The way of an export to a plan, as a user's file goes.

use wasm_core::export::{self, ExportSite};
use wasm_core::finding::Finding;
use wasm_core::jira::Client;
use wasm_core::job::{
    ExportFormat, ExportRequest, Import, ImportFile, ImportSite, JobEvent, Observer, Step,
    TableChoice,
};
use wasm_core::mapping::{self, Confidence, MappedTo, Mapping, Resolutions};
use wasm_core::plan::Plan;
use wasm_core::ports::{MemoryJournal, Zone};
use wasm_core::schema::FieldId;
use wasm_core::sheet::{self, ReadOptions, Sheet};

use super::catalog::URL;
use super::fields::{FIELDS, Field};
use super::site::{Site, Time};

/// The query of all exports.
pub const JQL: &str = "project in (LAW, T2_X) ORDER BY id ASC";

/// A site and the zone of the person who uses it.
pub struct Trip<'a> {
    pub site: &'a Site,
    pub zone: &'a dyn Zone,
}

/// What was read from a file.
pub struct Opened {
    pub file: ImportFile,
}

/// A plan with all that it was made of.
pub struct Planned {
    pub plan: Plan,
    pub findings: Vec<Finding>,
    pub mapping: Mapping,
    /// The name of the person's zone.
    zone: String,
}

struct Unwatched;

impl Observer for Unwatched {
    fn event(&self, _: JobEvent) -> Step {
        Step::Continue
    }
}

impl Trip<'_> {
    /// Exports every issue with every field, and reads the file.
    pub async fn export(&self, format: ExportFormat) -> Opened {
        let time = Time::new();
        let client = Client::new(self.site, &time);
        let fields = client.fields().await.unwrap();
        assert_eq!(fields.len(), FIELDS.len());
        let request = ExportRequest {
            jql: JQL.to_owned(),
            columns: FIELDS.iter().map(|field| FieldId::new(field.id)).collect(),
            format,
            ..ExportRequest::default()
        };
        let site = ExportSite { url: URL, fields: &fields, zone: self.zone };
        let file = export::run(&request, &client, &site, &Unwatched).await.unwrap();
        assert_eq!(file.issues as usize, self.site.issues.len());
        let options = ReadOptions { file_name: Some(file.name.clone()), ..ReadOptions::default() };
        let read = sheet::read(&file.bytes, &options).unwrap();
        Opened { file: ImportFile::new(file.name, read, "text".to_owned()) }
    }

    /// The plan of a file's table, by the mapping that is proposed.
    pub async fn plan(&self, opened: &Opened) -> Planned {
        let time = Time::new();
        let client = Client::new(self.site, &time);
        let fields = client.fields().await.unwrap();
        let import = opened.import();
        let (mapping, mut findings) = import.propose(&client, &fields).await.unwrap();
        findings.extend(import.notes().iter().cloned());
        let site = ImportSite { url: URL, fields: &fields, zone: self.zone };
        let basis = import.load(&client, &site, mapping, &MemoryJournal::default()).await.unwrap();
        let (plan, found) = import.plan(&basis, Resolutions::NONE, self.zone);
        findings.extend(found);
        Planned { plan, findings, mapping: basis.mapping, zone: self.zone.name().to_owned() }
    }
}

impl Opened {
    fn at(&self) -> usize {
        mapping::choose_sheet(&self.file.workbook, self.file.origin.as_ref()).unwrap()
    }

    /// The sheet of the issues.
    pub fn sheet(&mut self) -> &mut Sheet {
        let at = self.at();
        &mut self.file.workbook.sheets[at]
    }

    fn import(&self) -> Import {
        let sheet = self.at();
        let header_row = sheet::guess_header_row(&self.file.workbook.sheets[sheet]);
        Import::of_sheet(&self.file, &TableChoice { sheet, header_row }).unwrap()
    }
}

impl Planned {
    /// Every column is known for sure, and for what it is.
    pub fn assert_sure(&self) {
        for column in &self.mapping.columns {
            assert_eq!(column.confidence, Confidence::Sure, "column {:?}", column.header);
            let header = words(&column.header);
            let of = |header: &[&str]| FIELDS.iter().find(|f| words(&header_of(f)) == header);
            // A text file has the zone of its times behind their names.
            let field = of(&header).or_else(|| {
                let (zone, name) = header.split_last()?;
                of(name).filter(|_| *zone == format!("({})", self.zone))
            });
            let field = field.unwrap_or_else(|| panic!("nobody wrote the header {header:?}"));
            assert_eq!(column.mapped, MappedTo::Field(FieldId::new(field.id)), "column {header:?}");
        }
    }
}

/// The words of a header, whatever stands between them.
fn words(header: &str) -> Vec<&str> {
    header.split_whitespace().collect()
}

/// A field's name, and its id where another one is called the same or has the name for its id, or
/// where the name ends in a mark.
fn header_of(field: &Field) -> String {
    let same = |other: &Field| {
        let alike = other.name.eq_ignore_ascii_case(field.name) || other.id == field.name;
        alike && other.id != field.id
    };
    if FIELDS.iter().any(same) || field.name.ends_with([' ', ':', '*']) {
        format!("{} ({})", field.name, field.id)
    } else {
        field.name.to_owned()
    }
}
