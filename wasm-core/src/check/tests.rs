//! Every check, by small files.

use super::testing::{Case, findings, sentences, site};
use crate::jira::{Right, Rights};
use crate::mapping::EmptyCells;
use crate::schema::{Entity, FieldId, FieldValue};
use crate::target::Told;

/// Three issues: an epic, a task in it, and a sub-task of the task.
const ISSUES: &str = "
    issuekey | type     | summary | status | parent | priority | assignee    | duedate    | labels | updated              | open
    DEMO-1   | Epic     | Move    | Open   |        | High     | Mia Krystof | 2026-12-01 |        | 2026-10-01T10:00:00Z | Doing;Done
    DEMO-2   | Task     | Pack    | Doing  | DEMO-1 | Low      |             | 2026-11-20 | a b    | 2026-10-02T10:00:00Z | Done
    DEMO-3   | Sub-task | Tape    | Done   | DEMO-2 |          | Old Hand    |            |        | 2026-10-03T10:00:00Z |";

#[test]
fn an_export_that_was_not_changed_has_no_finding() {
    let file = "
        Key    | Issue Type | Summary | Status | Parent | Priority | Assignee    | Due date   | Labels
        DEMO-1 | Epic       | Move    | Open   |        | High     | Mia Krystof | 2026-12-01 |
        DEMO-2 | Task       | Pack    | Doing  | DEMO-1 | Low      |             | 2026-11-20 | a b
        DEMO-3 | Sub-task   | Tape    | Done   | DEMO-2 |          | Old Hand    |            |";
    assert_eq!(findings(ISSUES, file), "");
}

#[test]
fn a_name_counts_where_the_account_id_beside_it_is_missing() {
    let case = Case::new(
        site(ISSUES),
        "Issue key | Issue id | Summary | Assignee    | Assignee Id
         DEMO-1    | 10001    | Move    | Mia Krystof | acc-mia
         DEMO-2    | 10002    | Pack    | mia krystof |
         DEMO-3    | 10003    | Tape    | Mia Krystof | acc-old",
    )
    .never_changed();
    insta::assert_snapshot!("names_beside_ids", sentences(&case.findings()));
    let (plan, _) = case.plan();
    let changed: Vec<_> = plan.changes.iter().flat_map(|change| &change.fields).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
}

#[test]
fn a_type_that_is_not_there_is_answered_with_those_it_could_become() {
    insta::assert_snapshot!(
        "types",
        findings(ISSUES, "Key | Issue Type\nDEMO-2 | Nope\nDEMO-3 | Nope")
    );
}

#[test]
fn keys() {
    let mut case = Case::new(
        site(ISSUES),
        "Key    | Summary
         demo-1 | a
         DEMO-9 | b
         TBD    | c
         10002  | d
         DEMO-3 | e
         Demo-1 | f
         DEMO-2 | g
         DEMO-1 | h
         demo-2 | i",
    );
    let by_id = case.target.issues["DEMO-2"].clone();
    case.target.issues.insert("10002".to_owned(), by_id);
    insta::assert_snapshot!(sentences(&case.findings()));
}

/// Jira refuses it: `Reporter is required.` What a screen requires can't be emptied, whether Jira
/// would fill it in a new issue or not.
#[test]
fn a_required_field_that_is_emptied_is_named_at_its_cell() {
    let issues = "
        issuekey | type | summary | reporter    | duedate
        DEMO-1   | Epic | Move    | Mia Krystof | 2026-12-01
        DEMO-2   | Task | Pack    | Mia Krystof | 2026-12-01";
    let file = "
        Key    | Issue Type | Summary | Reporter    | Due date
        DEMO-1 | Epic       | Move    |             |
        DEMO-2 | Task       | Pack    |             |
               | Task       | New     |             |";
    let case = Case::new(site(issues), file).empty(EmptyCells::Clear);
    let (plan, findings) = case.plan();
    insta::assert_snapshot!("required_emptied", sentences(&findings));
    let written = plan.changes.iter().filter(|change| !change.fields.is_empty());
    assert_eq!(written.count(), 1, "only the new row: Jira makes the user its reporter");
    assert_eq!(findings_of_filled(&case), "");
}

/// The remedy of each finding works: the cells filled in.
fn findings_of_filled(case: &Case) -> String {
    let file = "
        Key    | Issue Type | Summary | Reporter    | Due date
        DEMO-1 | Epic       | Move    | Mia Krystof | 2026-12-01
        DEMO-2 | Task       | Pack    | Mia Krystof |";
    let filled = Case::new(case.target.clone(), file).empty(EmptyCells::Clear);
    sentences(&filled.findings())
}

/// Jira was seen to read a day of 20 or more years ahead in the century before.
#[test]
fn a_day_so_far_ahead_that_jira_may_misread_it_is_named_at_its_cell() {
    let file = "
        Key    | Summary | Due date
        DEMO-1 | Move    | 2046-01-01
        DEMO-2 | Pack    | 2045-12-31
               | New     | 2099-06-30";
    let case = Case::new(site(ISSUES), file);
    let (plan, findings) = case.plan();
    insta::assert_snapshot!("far_days", sentences(&findings));
    assert!(plan.changes.iter().all(|change| !change.fields.is_empty()), "it holds nothing back");
}

#[test]
fn summaries() {
    let long = "x".repeat(256);
    let emoji = "🚚".repeat(128);
    insta::assert_snapshot!(findings(
        ISSUES,
        &format!(
            "Key    | Summary | Due date | Team (customfield_3)
             DEMO-1 | {long} | 2026-12-01 |
                    | {emoji} | 2026-12-01 | {long}
                    | one\\ntwo | 2026-12-01 |
                    |  | 2026-12-01 |"
        )
    ));
    let case = Case::new(site(ISSUES), &format!("Key | Labels\nDEMO-1 | a {long} b"));
    insta::assert_snapshot!("labels", sentences(&case.findings()));
    let case = Case::new(site(ISSUES), "Key | Summary | Labels\nDEMO-1 | | c");
    insta::assert_snapshot!("cleared", sentences(&case.empty(EmptyCells::Clear).findings()));
}

#[test]
fn values_that_can_not_be_read() {
    insta::assert_snapshot!(findings(
        ISSUES,
        "Key    | Summary | Due date   | Priority | Story Points | Team (customfield_2) | Assignee
         DEMO-2 | Pack    | 31.02.2026 | Hgih     | many         | Green                | Alex Kim
         DEMO-2x |        |            |          |              |                      |
         DEMO-3 | Tape    | 2026-01-02 | low      | 3            | red                  | Sam Nobody
         DEMO-1 | Move    | 2026-12-01 | High     |              |                      | acc-old"
    ));
}

#[test]
fn new_rows_need_a_place_and_what_jira_requires() {
    insta::assert_snapshot!(findings(
        ISSUES,
        "Summary | Project | Issue Type | Story Points | Due date
         a       | DEMO    | Task       | 3            |
         b       | NOPE    | Task       |              |
         c       |         | Taks       |              |
         d       | other   | Epic       | 3            |
         e       |         |            |              |"
    ));
    let mut case = Case::new(site("issuekey"), "Summary\na");
    case.mapping.project = None;
    insta::assert_snapshot!("no_project", sentences(&case.findings()));
    let mut case = Case::new(site(ISSUES), "Summary\na");
    case.target.create_screens.clear();
    insta::assert_snapshot!("not_allowed", sentences(&case.findings()));
}

#[test]
fn parents() {
    insta::assert_snapshot!(findings(
        ISSUES,
        "ID | Key    | Summary | Issue Type | Parent  | Due date
         1  |        | a       | Task       | DEMO-1  |
         2  |        | b       | Sub-task   | 1       |
         3  |        | c       | Sub-task   |         |
         4  |        | d       | Task       | DEMO-2  |
         5  |        | e       | Task       | DEMO-77 |
         6  |        | f       | Task       | 7       |
         7  |        | g       | Task       | 6       |
         8  |        | h       | Sub-task   | 6       |
         9  |        | i       | Task       | 10      |
         10 |        | j       | Epic       |         | 2026-12-01
         10 |        | k       | Epic       |         | 2026-12-01
         11 | DEMO-3 | Tape    | Task       | DEMO-2  |"
    ));
}

#[test]
fn a_sub_task_stays_in_the_space_of_its_parent() {
    insta::assert_snapshot!(findings(
        ISSUES,
        "Summary | Issue Type | Parent | Project
         a       | Sub-task   | DEMO-2 | OTHER
         b       | Sub-task   | DEMO-2 | DEMO"
    ));
}

#[test]
fn a_status_needs_an_open_transition() {
    insta::assert_snapshot!(findings(
        ISSUES,
        "Key    | Status
         DEMO-1 | Done
         DEMO-2 | Open
         DEMO-3 | Open"
    ));
}

#[test]
fn what_can_not_be_written_is_said() {
    let mut target = site(ISSUES);
    target.projects.values_mut().for_each(|project| project.issue_types.retain(|t| t.level < 2));
    let case = Case::new(
        target,
        "Key    | Project | Updated          | Created          | Weather | Summary
         DEMO-1 | OTHER   | 2020-01-01 10:00 | 2020-01-01 10:00 | rain    | Move
         DEMO-2 | DEMO    |                  |                  |         | Pack
         DEMO-3 | NOWHERE |                  |                  |         | Tape",
    );
    insta::assert_snapshot!(sentences(&case.findings()));
}

#[test]
fn emptied_cells_of_an_export_clear_only_what_jira_did_not_change() {
    let file = "
        Key    | Summary | Priority | Due date | Status | Assignee
        DEMO-2 | Pack    |          |          |        |
        DEMO-3 | Tape    |          |          | Done   |";
    let case = Case::new(site(ISSUES), file).exported("2026-10-02T12:00:00Z");
    insta::assert_snapshot!(sentences(&case.findings()));
    let (plan, _) = case.plan();
    let cleared: Vec<_> = plan
        .changes
        .iter()
        .flat_map(|change| change.fields.iter().map(|field| (change.row, field.field.as_str())))
        .collect();
    assert_eq!(cleared, [(1, "priority"), (1, "duedate")]);
    let other = Case::new(site(ISSUES), file);
    assert_eq!(other.plan().0.summary.unchanged, 2, "in any other file empty cells mean nothing");
}

#[test]
fn rows_without_a_value_ask_for_nothing() {
    let case = Case::new(site(ISSUES), "ID | Summary | Remark\n1 | a |\n2 | |\n | | total: 1");
    insta::assert_snapshot!(sentences(&case.findings()));
    assert_eq!(case.plan().0.changes.len(), 1);
}

#[test]
fn long_texts() {
    let text = "y".repeat(32_768);
    let case = Case::new(
        site(ISSUES),
        &format!("Key | Summary | Description\nDEMO-2 | Pack | {text}\nDEMO-3 | Tape | short"),
    );
    insta::assert_snapshot!(sentences(&case.findings()));
}

#[test]
fn a_name_means_whom_the_issue_has_even_where_only_a_namesake_is_known() {
    let mut case = Case::new(site(ISSUES), "Key | Assignee\nDEMO-1 | Alex Kim\nDEMO-2 | Alex Kim");
    case.target.people.users.remove("acc-alex-1");
    let alex = Entity { id: "acc-alex-1".to_owned(), name: "Alex Kim ".to_owned() };
    let issue = case.target.issues.get_mut("DEMO-2").unwrap();
    issue.values.insert(FieldId::new("assignee"), FieldValue::One(alex));
    let edits: Vec<_> =
        case.plan().0.changes.into_iter().map(|c| (c.row, c.fields.len())).collect();
    assert_eq!(edits, [(1, 1), (2, 0)]);
}

#[test]
fn a_work_item_of_which_nothing_may_be_edited_is_told_once() {
    let mut case = Case::new(site(ISSUES), "Key | Summary | Labels\nDEMO-2 | Unpack | c");
    case.target.edit_screens.values_mut().for_each(|screen| screen.clear());
    insta::assert_snapshot!(sentences(&case.findings()));
}

/// Which of the causes of an empty screen it is, the rights tell; but only of the issue that they
/// were asked for: of another one the user may be the assignee, who may do more.
#[test]
fn why_nothing_is_open_is_told_by_the_rights() {
    let codes = |held: Option<bool>, asked: &str| {
        let mut case = Case::new(
            site(ISSUES),
            "Key | Summary | Status | Project | Issue Type
             DEMO-2 | Unpack | Done | |
             | New | | DEMO | Task",
        );
        case.target.edit_screens.values_mut().for_each(|screen| screen.clear());
        case.target.issues.values_mut().for_each(|issue| issue.transitions.clear());
        let places: Vec<_> = case.target.create_screens.keys().cloned().collect();
        case.target.create_screens.clear();
        if let Some(held) = held {
            let rights = [Right::Create, Right::Edit, Right::Transition].map(|r| (r, held));
            let issue = Some(case.target.issues[asked].id.clone());
            let told = Told { issue, rights: Rights::of(&rights) };
            let of = |place| (place, told.clone());
            case.target.rights = places.into_iter().map(of).collect();
        }
        let mut codes: Vec<_> = case.findings().into_iter().map(|f| f.message.code).collect();
        codes.sort();
        codes
    };
    let unknown = ["edit-not-allowed", "issue-type-not-allowed", "status-locked"];
    assert_eq!(codes(None, "DEMO-2"), unknown);
    let locked = ["edit-locked", "issue-type-not-allowed", "status-locked"];
    assert_eq!(codes(Some(true), "DEMO-2"), locked);
    assert_eq!(codes(Some(true), "DEMO-1"), unknown);
    let missing = ["create-right-missing", "edit-right-missing", "status-right-missing"];
    assert_eq!(codes(Some(false), "DEMO-2"), missing);
    let doubtful = ["create-right-missing", "edit-right-doubtful", "status-right-doubtful"];
    assert_eq!(codes(Some(false), "DEMO-1"), doubtful);
}

#[test]
fn what_new_rows_hold_for_fields_that_nobody_writes_is_told_once_a_column() {
    let file = "
        Key    | Summary | Issue Type | Created          | Weather
               | One     | Task       | 2026-01-02 10:00 | Sun
               | Two     | Task       |                  | Rain
        DEMO-1 | Move    | Epic       |                  |";
    insta::assert_snapshot!(findings(ISSUES, file));
}
