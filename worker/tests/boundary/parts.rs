//! What messages are made of, with texts and numbers that are easily spoilt.

use std::collections::BTreeMap;

use wasm_core::apply::{Outcome, OutcomeKind};
use wasm_core::convert::{DayOrder, DecimalMark};
use wasm_core::export::{ExportTemplate, TemplateColumn};
use wasm_core::finding::{Finding, Place};
use wasm_core::job::{ExportFormat, ExportOptions, FurtherSheet};
use wasm_core::mapping::{
    Again, CellChoice, ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping, Resolutions,
    RowChoice, Side,
};
use wasm_core::message::Message;
use wasm_core::plan::{Action, IssueRef};
use wasm_core::schema::{FieldId, TextForm};

pub const TEXT: &str = "=1+1 \u{0} \"é\" 👩‍👩‍👧 \u{2028} \u{fffd} <b>";

pub fn message() -> Message {
    Message::new("summary-too-long").with("field", TEXT).with("length", 300)
}

pub fn finding() -> Finding {
    let at = Place {
        sheet: TEXT.to_owned(),
        row: Some(1_048_575),
        column: Some(16_383),
        field: Some(FieldId::new("summary")),
    };
    Finding::warning(message(), at)
}

pub fn issue() -> IssueRef {
    IssueRef { id: "10000".to_owned(), key: "LAW-1".to_owned() }
}

pub fn outcome() -> Outcome {
    Outcome {
        sheet: TEXT.to_owned(),
        row: 0,
        action: Action::Update,
        kind: OutcomeKind::Drifted,
        issue: Some(issue()),
        reason: Some(Message { code: "drifted".to_owned(), params: BTreeMap::new() }),
    }
}

pub fn template() -> ExportTemplate {
    let column =
        |width| TemplateColumn { field: FieldId::new("summary"), name: TEXT.to_owned(), width };
    ExportTemplate {
        name: TEXT.to_owned(),
        columns: vec![column(Some(255)), column(None)],
        format: ExportFormat::Json,
        options: ExportOptions { sheets: vec![FurtherSheet::Links], outline: true, protect: true },
    }
}

pub fn mapping() -> Mapping {
    let confidences = [Confidence::None, Confidence::Suggested, Confidence::Sure, Confidence::Open];
    let empty = [EmptyCells::Leave, EmptyCells::Clear, EmptyCells::SinceExport, EmptyCells::Leave];
    let field = FieldId::new("customfield_10101");
    let meanings = [
        MappedTo::Ignored,
        MappedTo::RowId,
        MappedTo::Field(field.clone()),
        MappedTo::OwnOf(vec![field, FieldId::new("customfield_10102")]),
    ];
    let columns = meanings.into_iter().zip(confidences).zip(empty).enumerate();
    let columns = columns.map(|(column, ((mapped, confidence), empty))| ColumnMapping {
        column: column as u32,
        header: TEXT.to_owned(),
        mapped,
        confidence,
        empty,
        text: Some(TextForm::Wiki),
        rows: Some([3, u32::MAX].into()),
        samples: vec![String::new(), TEXT.to_owned()],
    });
    Mapping {
        columns: columns.collect(),
        project: Some("LAW".to_owned()),
        issue_type: None,
        decimal: Some(DecimalMark::Comma),
        day_order: Some(DayOrder::MonthFirst),
        further_text: Some(TextForm::Markdown),
    }
}

pub fn resolutions() -> Resolutions {
    let field = FieldId::new("summary");
    Resolutions {
        columns: [(field.clone(), Side::Mine), (FieldId::new("duedate"), Side::Jira)].into(),
        cells: vec![CellChoice { row: 7, field: field.clone(), side: Some(Side::Jira) }],
        accept_loss: [field].into(),
        imported_before: Some(Again::Create),
        rows: vec![RowChoice { row: 8, again: Some(Again::Update), issue: Some(TEXT.to_owned()) }],
    }
}
