//! A comment or a worklog that was imported and then corrected in the file is never there twice
//! without a question.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World, typed_sheet};
use serde_json::json;
use wasm_core::apply::Report;
use wasm_core::finding::Severity;
use wasm_core::mapping::{Again, Resolutions};
use wasm_core::plan::{Action, Plan};
use wasm_core::ports::{Method, Request, Transport};

const COMMENTS: &str = "Key|Comment ID|Author|Created|Comment|Visible to";
const WORKLOGS: &str = "Key|Worklog ID|Started|Time spent|Comment";

/// A file of one's own; with other rows, it is another one by its bytes.
fn file(comments: &[&str], worklogs: &[&str]) -> Opened {
    let bytes = format!("Key,Summary,Remark\nDEMO-1,,{}{}\n", comments.concat(), worklogs.concat());
    let mut opened = Opened::read("file.csv", bytes.as_bytes());
    let sheets = &mut opened.file.workbook.sheets;
    sheets.push(typed_sheet("Comments", COMMENTS, comments));
    sheets.push(typed_sheet("Worklogs", WORKLOGS, worklogs));
    opened
}

struct Person<'w> {
    world: &'w World,
    wire: Wire,
    zone: IanaZone,
}

impl<'w> Person<'w> {
    fn admin(world: &'w World) -> Self {
        Self { world, wire: world.admin(), zone: IanaZone::new("Europe/Berlin") }
    }

    fn member(world: &'w World) -> Self {
        Self { wire: world.member(), ..Self::admin(world) }
    }

    fn plan(&self, file: &Opened, again: Option<Again>) -> Planned {
        let chosen = Resolutions { imported_before: again, ..Resolutions::default() };
        self.world.run(Trip::new(self.world, &self.wire, &self.zone).plan_with(file, &chosen))
    }

    fn apply(&self, plan: &Plan) -> Report {
        self.world.run(Trip::new(self.world, &self.wire, &self.zone).apply(plan)).unwrap()
    }

    fn import(&self, comments: &[&str], worklogs: &[&str]) -> Report {
        self.apply(&self.plan(&file(comments, worklogs), None).plan)
    }
}

fn actions(planned: &Planned) -> Vec<Action> {
    planned.plan.entries.iter().map(|entry| entry.action).collect()
}

/// How many comments and worklogs an issue has.
fn counts(world: &World, key: &str) -> (usize, usize) {
    let site = world.site().site();
    let issue = site.issues.iter().find(|issue| issue.key == key).unwrap();
    (issue.comments.len(), issue.records.worklogs.len())
}

/// The findings of one code.
fn told(planned: &Planned, code: &str) -> Vec<String> {
    let found = planned.findings.iter().filter(|finding| finding.message.code == code);
    found.map(|found| found.message.text()).collect()
}

#[test]
fn one_corrected_entry_is_a_question_whatever_was_corrected() {
    for (was, is) in [
        ("DEMO-2||||Delivered to the wharehouse|", "DEMO-2||||Delivered to the warehouse|"),
        ("DEMO-2||||Costs 1500 for all of them|", "DEMO-2||||Costs 1,500 for all of them|"),
        ("DEMO-2||||First words|", "DEMO-2||||First words, and a second sentence|"),
        ("DEMO-2||||The same for staff|", "DEMO-2||||The same for staff|Role: Administrators"),
        (
            "DEMO-2||Ann Old|2024-02-29 08:15|From before|",
            "DEMO-2||Ann Olds|2024-02-29 08:15|From before|",
        ),
        (
            "DEMO-2||Ann|2024-02-29 08:15|As it was said|",
            "DEMO-2||Ann|2024-02-28 08:15|As it was said|",
        ),
    ] {
        let world = World::new(4);
        let admin = Person::admin(&world);
        let before = counts(&world, "DEMO-2");
        assert_eq!(admin.import(&[was], &[]).comments, 1, "{was}");
        let planned = admin.plan(&file(&[is], &[]), None);
        assert_eq!(actions(&planned), [Action::Skip], "{is}: {}", planned.told());
        assert_eq!(told(&planned, "entry-corrected").len(), 1, "{is}");
        assert_eq!(admin.apply(&planned.plan).comments, 0);
        assert_eq!(counts(&world, "DEMO-2").0, before.0 + 1);
    }
    for (was, is) in [
        ("DEMO-2||2026-07-01 09:30|2h|Review", "DEMO-2||2026-07-01 09:30|3h|Review"),
        ("DEMO-2||2026-07-01 09:30|2h|Review", "DEMO-2||2026-07-01 14:30|2h|Review"),
        ("DEMO-2||2026-07-01 09:30|2h|", "DEMO-2||2026-07-01 10:30|2h|"),
        ("DEMO-2||2026-07-01 09:30|2h|", "DEMO-2||2026-07-01 09:30|2h|Review"),
        ("DEMO-2||2026-07-01 09:30|2h|Reviwe", "DEMO-2||2026-07-01 09:30|3h|Review"),
    ] {
        let world = World::new(4);
        let member = Person::member(&world);
        assert_eq!(member.import(&[], &[was]).worklogs, 1, "{was}");
        let planned = member.plan(&file(&[], &[is]), None);
        assert_eq!(actions(&planned), [Action::Skip], "{is}: {}", planned.told());
        assert_eq!(member.apply(&planned.plan).worklogs, 0);
    }
}

/// Of a file that is known again, an entry may have been rewritten altogether, also much later.
#[test]
fn an_entry_that_was_rewritten_in_a_known_file_is_a_question() {
    let world = World::new(4);
    let admin = Person::admin(&world);
    let was = ["DEMO-2||||One|", "DEMO-3||||Two|", "DEMO-3||||Three|"];
    let logs = ["DEMO-2||2026-07-01 09:30|2h|Review"];
    assert_eq!(admin.import(&was, &logs).comments, 3);
    let is = ["DEMO-2||||One|", "DEMO-3||||Something else|", "DEMO-3||||Three|"];
    let another_day = ["DEMO-2||2026-07-02 10:00|1h|Meeting"];
    let planned = admin.plan(&file(&is, &another_day), None);
    let expected = [Action::NoOp, Action::Skip, Action::NoOp, Action::Skip];
    assert_eq!(actions(&planned), expected, "{}", planned.told());
    let of_row = told(&planned, "entry-corrected");
    assert!(of_row[0].contains("Two"), "what is there is named: {of_row:?}");
    assert!(of_row[1].contains("2026-07-01 09:30") && of_row[1].contains("Review"), "{of_row:?}");
    let asked = told(&planned, "entries-imported-before");
    assert_eq!(asked.len(), 2, "once for each sheet: {asked:?}");
    world.pass(Duration::from_secs(40 * 86_400));
    let planned = admin.plan(&file(&is, &another_day), None);
    assert_eq!(actions(&planned), [Action::Skip; 4], "{}", planned.told());
}

#[test]
fn one_answer_leaves_all_out_or_adds_all_once() {
    let world = World::new(4);
    let admin = Person::admin(&world);
    let before = counts(&world, "DEMO-2");
    admin.import(&["DEMO-2||||Send it bakc to them|"], &["DEMO-2||2026-07-01 09:30|2h|Review"]);
    let is = file(&["DEMO-2||||Send it back to them|"], &["DEMO-2||2026-07-01 09:30|3h|Review"]);

    let planned = admin.plan(&is, Some(Again::Update));
    assert_eq!(actions(&planned), [Action::NoOp; 2], "{}", planned.told());
    assert_eq!(told(&planned, "entry-left-out").len(), 2);
    let warned = planned.findings.iter().filter(|f| f.severity > Severity::Info);
    assert_eq!(warned.count(), 0, "{}", planned.told());
    admin.apply(&planned.plan);
    assert_eq!(counts(&world, "DEMO-2"), (before.0 + 1, before.1 + 1));

    let planned = admin.plan(&is, Some(Again::Create));
    assert_eq!(actions(&planned), [Action::Comment, Action::Worklog], "{}", planned.told());
    let report = admin.apply(&planned.plan);
    assert_eq!((report.comments, report.worklogs, report.failed), (1, 1, 0));
    // The same plan, and the same file with the same answer, add nothing.
    let report = admin.apply(&planned.plan);
    assert_eq!((report.comments, report.worklogs, report.entries_present), (0, 0, 2));
    let planned = admin.plan(&is, Some(Again::Create));
    assert_eq!(actions(&planned), [Action::NoOp; 2], "{}", planned.told());
    assert_eq!(counts(&world, "DEMO-2"), (before.0 + 2, before.1 + 2));
}

/// The very same words a month later, by the answer that all are meant once more, each month.
#[test]
fn a_monthly_file_is_added_each_month_once() {
    let world = World::new(4);
    let admin = Person::admin(&world);
    let before = counts(&world, "DEMO-2").0;
    let monthly = file(&["DEMO-2||||Checked.|", "DEMO-2||||Checked.|"], &[]);
    for month in 1..=3 {
        let planned = admin.plan(&monthly, Some(Again::Create));
        let report = admin.apply(&planned.plan);
        assert_eq!((report.comments, report.failed), (2, 0), "{month}: {}", planned.told());
        assert_eq!(admin.apply(&planned.plan).comments, 0);
        assert_eq!(counts(&world, "DEMO-2").0, before + 2 * month);
        world.pass(Duration::from_secs(30 * 86_400));
    }
}

/// What is only about the same work item is no question.
#[test]
fn other_entries_are_added_without_a_question() {
    let world = World::new(4);
    let (admin, member) = (Person::admin(&world), Person::member(&world));
    admin.import(
        &["DEMO-2||||Looks good to me|", "DEMO-2||||Build 17 passed all of its checks|"],
        &["DEMO-2||2026-07-01 09:30|15m|Standup"],
    );
    let report = admin.import(
        &["DEMO-2||||The customer called again|", "DEMO-3||||Looks good to me too|"],
        &["DEMO-2||2026-07-02 09:30|15m|Standup", "DEMO-2||2026-07-01 13:00|1h|Review"],
    );
    assert_eq!((report.comments, report.worklogs), (2, 2), "{report:#?}");
    // Much later, a number makes another comment.
    world.pass(Duration::from_secs(5 * 86_400));
    let report = admin.import(&["DEMO-2||||Build 18 passed all of its checks|"], &[]);
    assert_eq!(report.comments, 1, "{report:#?}");
    // A colleague's hour at the same time is another one's work.
    let report = member.import(&[], &["DEMO-2||2026-07-01 09:30|30m|Standup"]);
    assert_eq!(report.worklogs, 1, "{report:#?}");
    // “new” says it for one row.
    assert_eq!(admin.import(&["DEMO-2|new|||Looks good to em|"], &[]).comments, 1);
}

/// What one typed in Jira oneself is compared, too: a typing error is no other comment.
#[test]
fn a_typing_error_of_what_was_typed_in_jira_is_a_question() {
    let world = World::new(4);
    let (admin, member) = (Person::admin(&world), Person::member(&world));
    let text = json!({"body": {"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Agreed with the vendor"}]}]}});
    let path = "/rest/api/3/issue/DEMO-2/comment".to_owned();
    let request = Request { method: Method::Post, path, body: Some(text.to_string()) };
    assert_eq!(world.run(admin.wire.send(request)).unwrap().status, 201);
    let rows = file(&["DEMO-2||||Agreed with the vendro|"], &[]);
    assert_eq!(actions(&admin.plan(&rows, None)), [Action::Skip]);
    assert_eq!(actions(&member.plan(&rows, None)), [Action::Comment]);
}
