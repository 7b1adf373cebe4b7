//! The choices of the user, and what came of them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_core::export::ExportTemplate;
use wasm_core::job::{ExportOptions, ExportRequest};
use wasm_core::schema::{FieldId, FieldSchema};

use super::download::Made;
use super::jql::Judgement;
use super::own::Own;
use crate::app::Site;
use crate::components::activity::Activity;
use crate::model::columns::choosable_of;
use crate::model::export::FileKind;
use crate::model::failure::Failure;

/// Which parts of the form are open.
#[derive(Clone, Copy)]
pub struct Folds {
    /// Templates.
    pub templates: RwSignal<bool>,
    /// Columns.
    pub columns: RwSignal<bool>,
    /// Further sheets.
    pub sheets: RwSignal<bool>,
    /// Options of a workbook.
    pub layout: RwSignal<bool>,
}

impl Folds {
    /// All closed: what is chosen can be read without opening them.
    fn new() -> Self {
        let [templates, columns, sheets, layout] = [(); 4].map(|()| RwSignal::new(false));
        Self { templates, columns, sheets, layout }
    }
}

/// What the export screen holds. It stays while the exported file is shown.
#[derive(Clone, Copy)]
pub struct State {
    /// The query.
    pub jql: RwSignal<String>,
    /// What Jira says of it.
    pub judgement: RwSignal<Judgement>,
    /// What kind of file.
    pub kind: RwSignal<FileKind>,
    /// The columns of a new file, without the key.
    pub columns: RwSignal<Vec<FieldId>>,
    /// Widths of columns that do not fit their content.
    pub widths: RwSignal<BTreeMap<FieldId, u16>>,
    /// How a new workbook is laid out.
    pub options: RwSignal<ExportOptions>,
    /// Which parts of the form are open.
    pub folds: Folds,
    /// The user's own workbook.
    pub own: Own,
    /// The export under way.
    pub activity: Activity,
    /// Why the last one failed.
    pub failure: RwSignal<Option<Failure>>,
    /// The file.
    pub made: RwSignal<Option<Made>>,
}

impl State {
    /// The choices of a first export.
    pub fn new(site: &Site) -> Self {
        Self {
            jql: RwSignal::new(site.jql.clone()),
            judgement: RwSignal::new(Judgement::Idle),
            kind: RwSignal::new(FileKind::default()),
            columns: RwSignal::new(site.columns.clone()),
            widths: RwSignal::new(BTreeMap::new()),
            options: RwSignal::new(ExportOptions::default()),
            folds: Folds::new(),
            own: Own::new(),
            activity: Activity::new(),
            failure: RwSignal::new(None),
            made: RwSignal::new(None),
        }
    }

    /// The request as it is set up.
    pub fn request(&self) -> ExportRequest {
        let kind = self.kind.get_untracked();
        let own = (kind == FileKind::Own).then(|| self.own.table()).flatten();
        ExportRequest {
            jql: self.jql.get_untracked(),
            columns: self.columns.get_untracked(),
            format: kind.format(),
            options: self.options.get_untracked(),
            widths: self.widths.get_untracked(),
            workbook: own,
        }
    }

    /// Takes up a template.
    pub fn apply(&self, template: &ExportTemplate, fields: &[FieldSchema]) {
        let request = template.request("", fields);
        self.columns.set(choosable_of(fields, &request.columns));
        self.widths.set(request.widths);
        self.options.set(request.options);
        self.kind.set(FileKind::New(request.format));
    }
}
