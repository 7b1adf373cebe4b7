//! How an exported workbook is laid out: hierarchy, protection, widths, and whom it offers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::tests::{Utc, field};
use super::{ExportSite, ExportedTable, table};
use crate::jira::Client;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, ok, status};
use crate::job::{ExportFormat, ExportOptions, ExportRequest};
use crate::ports::Request;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::SheetSpec;

fn fields() -> Vec<FieldSchema> {
    vec![
        field("issuekey", "Key", FieldType::Key),
        field("summary", "Summary", FieldType::Text),
        field("assignee", "Assignee", FieldType::User),
        field("labels", "Labels", FieldType::Labels),
    ]
}

fn issue(id: u32, project: u32, parent: Option<u32>) -> Value {
    let user = |id: u32| json!({"accountId": format!("acc-{id}"), "displayName": "Sam"});
    json!({"id": id.to_string(), "key": format!("A-{id}"), "fields": {
        "summary": format!("Issue {id}"),
        "labels": ["one", "two"],
        "assignee": user(1),
        "project": {"id": project.to_string()},
        "issuetype": {"id": "7", "name": "Task"},
        "parent": parent.map(|id| json!({"id": id.to_string(), "key": format!("A-{id}")})),
    }})
}

/// Issues of one or more projects, whose people are those of `people`.
fn site(issues: Vec<Value>, people: impl Fn(&str) -> Answer) -> impl Fn(&Request, usize) -> Answer {
    move |request, _| match request.path.split('?').next().unwrap() {
        "/rest/api/3/search/jql" => {
            let ids: Vec<_> = issues.iter().map(|issue| json!({"id": issue["id"]})).collect();
            ok(json!({"issues": ids, "isLast": true}))
        }
        "/rest/api/3/issue/bulkfetch" => ok(json!({"issues": issues})),
        "/rest/api/3/user/assignable/search" => {
            people(request.path.split("project=").nth(1).unwrap().split('&').next().unwrap())
        }
        other => panic!("{other}"),
    }
}

/// The sheet of the issues, and how many requests it took.
fn sheet(request: ExportRequest, answer: impl Fn(&Request, usize) -> Answer) -> (SheetSpec, u32) {
    let (exported, requests) = exported(request, answer);
    (exported.workbook.sheets[0].clone(), requests)
}

fn exported(
    request: ExportRequest,
    answer: impl Fn(&Request, usize) -> Answer,
) -> (ExportedTable, u32) {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, answer);
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let exported = clock.run(table(&request, &client, &site, &watch)).unwrap();
    (exported, client.requests())
}

fn request(columns: &[&str], options: ExportOptions) -> ExportRequest {
    let columns = columns.iter().map(|id| FieldId::new(*id)).collect();
    ExportRequest { jql: "project = A".to_owned(), columns, options, ..ExportRequest::default() }
}

fn keys(sheet: &SheetSpec) -> Vec<String> {
    sheet.rows.iter().map(|row| row[0].value.to_text()).collect()
}

#[test]
fn children_stand_below_their_parents_without_a_column_for_them() {
    let family = || {
        let parents = [(1, Some(3)), (2, None), (3, Some(9)), (4, Some(1))];
        parents.map(|(id, parent)| issue(id, 10, parent)).to_vec()
    };
    let nobody = |_: &str| ok(json!([]));
    let options = ExportOptions { outline: true, ..ExportOptions::default() };
    let (outlined, _) = sheet(request(&["summary"], options.clone()), site(family(), nobody));
    assert_eq!(keys(&outlined), ["A-2", "A-3", "A-1", "A-4"]);
    assert_eq!(outlined.outline, [0, 0, 1, 2]);
    assert_eq!(outlined.rows[2][1].value.to_text(), "Issue 1");
    assert_eq!(outlined.columns.len(), 2);

    let text = ExportRequest { format: ExportFormat::Csv, ..request(&["summary"], options) };
    let (plain, _) = sheet(text, site(family(), nobody));
    assert_eq!(
        (keys(&plain), plain.outline.len()),
        (["A-1", "A-2", "A-3", "A-4"].map(str::to_owned).to_vec(), 0)
    );
}

#[test]
fn protection_and_widths_are_as_asked_for() {
    let one = || site(vec![issue(1, 10, None)], |_| ok(json!([])));
    let plain = sheet(request(&["summary", "labels"], ExportOptions::default()), one()).0;
    assert!(!plain.protect && plain.columns.iter().all(|column| column.width.is_none()));
    assert!(plain.columns[2].words && !plain.columns[2].many);

    let options = ExportOptions { protect: true, ..ExportOptions::default() };
    let widths = BTreeMap::from([(FieldId::new("summary"), 40), (FieldId::new("gone"), 9)]);
    let asked = ExportRequest { widths, ..request(&["summary", "labels"], options) };
    let laid_out = sheet(asked, one()).0;
    assert!(laid_out.protect);
    let widths: Vec<_> = laid_out.columns.iter().map(|column| column.width).collect();
    assert_eq!(widths, [None, Some(40.0), None]);
}

fn person(id: u32, name: &str, active: bool) -> Value {
    json!({"accountId": format!("acc-{id}"), "displayName": name, "active": active})
}

/// What the first sheet says of the lists of people, by what it starts or ends with.
fn said(issues: Vec<Value>, people: impl Fn(&str) -> Answer) -> Vec<String> {
    let asked = request(&["assignee"], ExportOptions::default());
    let about = exported(asked, site(issues, people)).0.workbook.about.unwrap();
    let texts = about.paragraphs.into_iter().map(|paragraph| paragraph.text);
    texts.filter(|text| text.contains("may be assigned") || text.contains("no dropdown")).collect()
}

#[test]
fn the_first_sheet_says_what_lists_of_people_lack() {
    let of = |count: u32| {
        move |_: &str| {
            let people = (1..=count).map(|id| person(id, &format!("P{id:03}"), true));
            ok(people.collect())
        }
    };
    let spread = |projects: u32| (1..=projects).map(|n| issue(n, n, None)).collect::<Vec<_>>();
    let lack = |projects: u32, people: u32| said(spread(projects), of(people)).join("\n");
    assert!(lack(1, 3).contains("among the first 1,000 accounts"));
    assert_eq!(
        lack(1, 201),
        "Columns of people have no dropdown: more than 200 people may be assigned."
    );
    assert_eq!(lack(6, 3), "Columns of people have no dropdown: one is made for up to 5 spaces.");
    assert!(lack(21, 3).contains("up to 20 pairs of space and work type"));
    let refused = |_: &str| status(403, &[], json!({"errorMessages": ["no"], "errors": {}}));
    assert!(said(spread(1), refused).join("\n").contains("Jira did not say of every space"));
}

fn offered(issues: Vec<Value>, people: impl Fn(&str) -> Answer) -> (Vec<String>, u32) {
    let (sheet, requests) =
        sheet(request(&["assignee"], ExportOptions::default()), site(issues, people));
    let choices = sheet.columns[1].choices.clone();
    (choices.map(|choices| choices.values).unwrap_or_default(), requests)
}

#[test]
fn people_are_offered_as_cells_show_them() {
    let two = vec![issue(1, 10, None), issue(2, 11, None)];
    let people = |project: &str| match project {
        "10" => ok(json!([person(1, "Sam", true), person(2, "Zoe", true)])),
        _ => ok(json!([person(3, "Sam", true), person(4, "Bea", true), person(5, "Ex", false)])),
    };
    let (values, requests) = offered(two.clone(), people);
    assert_eq!(values, ["Bea", "Sam <acc-1>", "Sam <acc-3>", "Zoe"]);
    assert_eq!(requests, 4);
    let (sheet, _) = sheet(request(&["assignee"], ExportOptions::default()), site(two, people));
    // Another Sam can be chosen: the cells say which one they mean.
    assert_eq!(sheet.rows[0][1].value.to_text(), "Sam <acc-1>");
}

#[test]
fn too_many_people_or_projects_are_not_offered() {
    let of = |count: u32| {
        move |_: &str| {
            let people = (1..=count).map(|id| person(id, &format!("P{id:03}"), true));
            ok(people.collect())
        }
    };
    let one = || vec![issue(1, 10, None)];
    assert_eq!(offered(one(), of(200)).0.len(), 200);
    assert_eq!(offered(one(), of(201)).0.len(), 0);
    let spread = |projects: u32| (1..=projects).map(|n| issue(n, n, None)).collect::<Vec<_>>();
    assert_eq!((offered(spread(5), of(3)).0.len(), offered(spread(5), of(3)).1), (3, 7));
    assert_eq!(offered(spread(6), of(3)), (Vec::new(), 2));
    let refused = |project: &str| match project {
        "1" => status(403, &[], json!({"errorMessages": ["no"], "errors": {}})),
        _ => ok(json!([person(1, "Sam", true)])),
    };
    assert!(offered(spread(2), refused).0.is_empty());
}
