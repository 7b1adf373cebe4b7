//! Templates and the user's own workbook, as the page speaks of them.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::tests::{Talk, jira};
use crate::export::{ExportTemplate, TemplateColumn};
use crate::jira::testing::{FakeJira, VirtualClock, body, ok, status};
use crate::job::{Command, FittedWorkbook, Reply, TableChoice};
use crate::message::Message;
use crate::ports::Method;
use crate::schema::FieldId;
use crate::sheet::{ColumnSpec, SheetSpec, WorkbookSpec, write_xlsx};

#[test]
fn templates_are_those_of_the_connected_user() {
    let clock = VirtualClock::new();
    let kept = RefCell::new(None::<Value>);
    let site = FakeJira::new(&clock, |request, number| {
        if request.path != "/rest/api/3/user/properties/rowport.templates?accountId=a" {
            return jira(request, number);
        }
        match request.method {
            Method::Put => {
                kept.replace(Some(body(request)));
                status(200, &[], Value::Null)
            }
            _ => match &*kept.borrow() {
                Some(value) => ok(json!({"key": "rowport.templates", "value": value})),
                None => status(404, &[], json!({"errorMessages": [], "errors": {}})),
            },
        }
    });
    let talk = Talk::new(&clock, &site);
    assert_eq!(talk.say(Command::ListTemplates, &[]).unwrap_err().code, "step-missing");
    talk.connect().unwrap();
    assert_eq!(talk.say(Command::ListTemplates, &[]), Ok(Reply::Templates(Vec::new())));
    let column =
        TemplateColumn { field: FieldId::new("summary"), name: "Summary".to_owned(), width: None };
    let template = ExportTemplate {
        name: "Weekly".to_owned(),
        columns: vec![column],
        ..ExportTemplate::default()
    };
    let all = Ok(Reply::Templates(vec![template.clone()]));
    assert_eq!(talk.say(Command::SaveTemplate { template }, &[]), all);
    assert_eq!(talk.say(Command::ListTemplates, &[]), all);
    let delete = Command::DeleteTemplate { name: "weekly".to_owned() };
    assert_eq!(talk.say(delete, &[]), Ok(Reply::Templates(Vec::new())));
}

/// A workbook of two sheets; the headers of the second are in its second row.
fn workbook() -> Vec<u8> {
    let sheet = |name: &str, header: [&str; 2], row: [&str; 2]| SheetSpec {
        name: name.to_owned(),
        columns: header
            .map(|header| ColumnSpec { header: header.to_owned(), ..ColumnSpec::default() })
            .to_vec(),
        rows: vec![row.map(Into::into).to_vec()],
        ..SheetSpec::default()
    };
    let sheets = vec![
        sheet("Team", ["Key", "Summary"], ["DEMO-1", "One"]),
        sheet("Other", ["Report", "of Monday"], ["Notes", "Key"]),
    ];
    write_xlsx(&WorkbookSpec { sheets, ..WorkbookSpec::default() }).unwrap()
}

#[test]
fn a_workbook_of_ones_own_is_fitted_table_by_table() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, jira);
    let talk = Talk::new(&clock, &site);
    talk.connect().unwrap();
    let fit = |table, bytes: &[u8]| -> Result<FittedWorkbook, Message> {
        let reply = talk.say(Command::FitWorkbook { name: "own.xlsx".to_owned(), table }, bytes)?;
        match reply {
            Reply::Fitted(fitted) => Ok(fitted),
            other => panic!("{other:?}"),
        }
    };
    let first = fit(None, &workbook()).unwrap();
    assert_eq!(first.table, TableChoice { sheet: 0, header_row: 0 });
    let fields: Vec<_> = first.columns.iter().filter_map(|c| c.field.as_ref()).collect();
    assert_eq!(fields.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["issuekey", "summary"]);

    let second = fit(Some(TableChoice { sheet: 1, header_row: 1 }), &workbook()).unwrap();
    let own = second.own_table().unwrap();
    assert_eq!((own.sheet.as_str(), own.header_row), ("Other", 1));
    assert_eq!(own.columns, [(1, FieldId::new("issuekey"))]);

    let none = fit(Some(TableChoice { sheet: 1, header_row: 0 }), &workbook()).unwrap();
    assert_eq!(none.own_table(), None);
    let beyond = fit(Some(TableChoice { sheet: 9, header_row: 0 }), &workbook());
    assert_eq!(beyond.unwrap_err().code, "sheet-missing");
    assert_eq!(fit(None, b"Key,Summary\n").unwrap_err().code, "template-format");
}
