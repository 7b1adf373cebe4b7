//! Plans of exports whose memory is lost: what their dates and Jira's history tell of each cell.

use jiff::Timestamp;

use super::Action;
use crate::check::testing::{Case, site};
use crate::jira::{PastChange, PastSide};
use crate::mapping::{EmptyCells, Origin, Side};
use crate::schema::FieldId;

const UPDATED: &str = "2026-10-05T10:03:20Z";

/// An issue that Jira changed last at [`UPDATED`].
fn jira() -> String {
    format!(
        "issuekey | type | summary | customfield_3 | duedate | created | updated
         DEMO-1 | Task | Unpack | Jira | 2026-11-20 | 2026-09-01T08:00:00Z | {UPDATED}"
    )
}

/// Tells of a change of the summary, as Jira's history does.
fn changed(mut case: Case, changes: &[(&str, &str, &str)]) -> Case {
    let text = |text: &str| PastSide { id: None, text: Some(text.to_owned()) };
    let key = ("10001".to_owned(), FieldId::new("summary"));
    let of = |(at, from, to): &(&str, &str, &str)| PastChange {
        issue: key.0.clone(),
        field: key.1.clone(),
        at: at.parse().unwrap(),
        by: None,
        from: text(from),
        to: text(to),
    };
    case.target.past.insert(key.clone(), changes.iter().map(of).collect());
    case
}

fn file(text: &str) -> Case {
    Case::new(site(&jira()), text)
}

/// What becomes of the first row: what is written, or the codes of what is said of it.
fn fate(case: &Case) -> String {
    let (plan, findings) = case.plan();
    let change = &plan.changes[0];
    match change.fields.as_slice() {
        [] => {
            let codes = findings.iter().map(|finding| finding.message.code.as_str());
            // A date of another zone is one that can't be written, and is told as such too.
            let codes: Vec<_> = codes.filter(|code| *code != "read-only-edited").collect();
            let base = change.conflicts.first().and_then(|held| held.conflict.base.clone());
            [codes.join(" "), base.map_or_else(String::new, |base| format!("was {base}"))].join(" ")
        }
        fields => {
            format!("written: {}", fields.iter().map(|f| f.field.as_str()).collect::<String>())
        }
    }
    .trim()
    .to_owned()
}

const HELD: &str = "maybe-changed-in-jira";

#[test]
fn a_row_as_new_as_jira_is_edited() {
    let exact = file("Key | Summary | Updated\nDEMO-1 | Mine | 2026-10-05 12:03:20");
    assert_eq!(fate(&exact), "written: summary");
    // Within a minute Jira may have been changed again: the history decides.
    for updated in ["2026-10-05 12:03", "05/Oct/26 12:03 PM"] {
        let case = file(&format!("Key | Summary | Updated\nDEMO-1 | Mine | {updated}"));
        assert_eq!(fate(&case), HELD, "{updated}");
        assert_eq!(fate(&case.never_changed()), "written: summary", "{updated}");
    }
    let day = file("Key | Summary | Updated\nDEMO-1 | Mine | 2026-10-05");
    assert_eq!(fate(&day), HELD, "a day is no time");
    let later = file("Key | Summary | Updated\nDEMO-1 | Mine | 2026-10-05 12:04");
    assert_eq!(fate(&later.never_changed()), "written: summary", "nothing was ever changed");
}

#[test]
fn the_history_decides_of_an_older_row() {
    let older = || file("Key | Summary | Updated\nDEMO-1 | Mine | 2026-10-04 09:00");
    assert_eq!(fate(&older()), HELD, "it was not read");
    let since = |changes: &[_]| fate(&changed(older(), changes));
    assert_eq!(since(&[]), "written: summary");
    assert_eq!(since(&[("2026-10-01T10:00:00Z", "Pack", "Unpack")]), "written: summary");
    let now = ("2026-10-05T10:00:00Z", "Pack", "Unpack");
    assert_eq!(since(&[now]), "changed-since-the-row was Pack");
    let twice = [("2026-10-04T11:00:00Z", "Pa", "Pack"), now];
    assert_eq!(since(&twice), "changed-since-the-row was Pa", "the first change tells it");
    let other = ("2026-10-01T10:00:00Z", "Pack", "Something else");
    assert_eq!(since(&[other]), HELD, "the history misses what came after");
    let asked = older().plan().0.conflicts();
    assert_eq!(asked, [("10001".to_owned(), FieldId::new("summary"))], "one field is asked for");
}

/// The change that `Updated` tells of is dated a moment later, and is in the file all the same.
#[test]
fn the_change_that_made_updated_was_exported() {
    let of = |cell: &str, at: &str, from: &str| {
        let older =
            file(&format!("Key | Summary | Updated\nDEMO-1 | {cell} | 2026-10-04 09:00:05"));
        fate(&changed(older, &[(at, from, "Unpack")]))
    };
    assert_eq!(of("Mine", "2026-10-04T07:00:05.030Z", "Pack"), "written: summary");
    assert_eq!(of("Pack", "2026-10-04T07:00:05.030Z", "Pack"), HELD, "what was before it");
    assert_eq!(of("Mine", "2026-10-04T07:00:09Z", "Pack"), "changed-since-the-row was Pack");
}

/// Where the issue was written once in the minute that a row tells, the row was exported after that.
#[test]
fn the_only_write_of_a_minute_was_exported() {
    let at = "2026-10-05T10:03:20.020Z";
    let of = |cell: &str, writes: &[&str]| {
        let text = format!("Key | Summary | Updated\nDEMO-1 | {cell} | 2026-10-05 12:03");
        let mut case = changed(file(&text), &[(at, "Pack", "Unpack")]);
        let writes = writes.iter().map(|at| at.parse().unwrap()).collect();
        case.target.writes.insert("10001".to_owned(), writes);
        fate(&case)
    };
    assert_eq!(of("Mine", &["2026-10-01T10:00:00Z", at]), "written: summary");
    assert_eq!(of("Pack", &[at]), HELD, "what was before it");
    assert_eq!(of("Mine", &["2026-10-05T10:03:01Z", at]), HELD, "between two writes");
    assert_eq!(of("Mine", &[at, "2026-10-05T10:03:40Z"]), HELD, "between two writes");
    assert_eq!(of("Mine", &[]), HELD, "they were not read");
}

#[test]
fn dates_that_jira_contradicts_tell_nothing() {
    let dated = |updated: &str, created: &str| {
        let text =
            format!("Key | Summary | Updated | Created\nDEMO-1 | Mine | {updated} | {created}");
        fate(&changed(file(&text), &[("2026-10-03T10:00:00Z", "Pack", "Unpack")]))
    };
    assert_eq!(dated("2026-10-04 09:00", "2026-09-01 10:00"), "written: summary");
    assert_eq!(dated("2026-10-04 03:00", "2026-09-01 04:00"), HELD, "of another zone");
    assert_eq!(dated("2026-10-06 09:00", "2026-09-01 10:00"), HELD, "later than Jira's");
    assert_eq!(dated("some day", "2026-09-01 10:00"), HELD, "not readable");
}

#[test]
fn only_what_was_exported_is_doubted() {
    let since = |text: &str| changed(file(text), &[("2026-10-01T10:00:00Z", "Pack", "Unpack")]);
    let plain = "Key | Summary\nDEMO-1 | Mine";
    assert_eq!(fate(&since(plain)), "written: summary", "a list that somebody made");
    let mut lost = since(plain);
    lost.export_lost = true;
    assert_eq!(fate(&lost), HELD, "an export without its hidden sheet");
    let own = "Issue key | Issue id | Summary\nDEMO-1 | 10001 | Mine";
    assert_eq!(fate(&since(own)), HELD, "Jira's own CSV");
    assert_eq!(fate(&file(own).never_changed()), "written: summary", "it never held another one");
    let creator = "Key | Summary | Created\nDEMO-1 | Mine | 2026-09-01 10:00";
    assert_eq!(fate(&since(creator)), HELD, "what only Jira fills in");
    let typed = "Key | Summary | Updated\nDEMO-1 | Mine |\nDEMO-9 | x | 2026-09-01 10:00";
    assert_eq!(fate(&since(typed)), "written: summary", "a key below an export");
}

#[test]
fn an_export_that_lost_its_rows_is_dated_by_the_newest_of_them() {
    let with = |newest: &str| {
        let mut case = file("Key | Summary\nDEMO-1 | Mine");
        let newest: Option<Timestamp> = newest.parse().ok();
        case.origin = Some(Origin { lineage: "L".to_owned(), newest, ..Origin::default() });
        fate(&case)
    };
    assert_eq!(with(UPDATED), "written: summary");
    assert_eq!(with("2026-10-05T10:03:19Z"), HELD);
    assert_eq!(with(""), "written: summary", "it exported nothing, so the key was typed");
}

#[test]
fn a_choice_for_the_column_writes_the_file() {
    let mut case = file("Key | Summary | Updated\nDEMO-1 | Mine | 2026-10-04 09:00");
    let (plan, _) = case.plan();
    assert_eq!((plan.changes[0].action, plan.summary.conflict), (Action::Skip, 1));
    case.resolutions.columns.insert(FieldId::new("summary"), Side::Mine);
    assert_eq!(fate(&case), "written: summary");
    case.resolutions.columns.insert(FieldId::new("summary"), Side::Jira);
    assert_eq!(fate(&case), "");
}

#[test]
fn empty_cells_clear_only_what_is_surely_the_users() {
    let case = || file("Key | Due date | Updated\nDEMO-1 | | 2026-10-04 09:00");
    assert_eq!(case().plan().0.summary.unchanged, 1, "they are left alone");
    let clear = case().empty(EmptyCells::Clear);
    assert_eq!(fate(&clear), HELD);
    assert_eq!(fate(&case().empty(EmptyCells::Clear).never_changed()), "written: duedate");
}

#[test]
fn a_cell_that_jira_has_too_is_no_question() {
    let case =
        file("Key | Summary | Updated | Due date\nDEMO-1 | Unpack | 2026-10-04 09:00 | 2026-11-20");
    assert_eq!((case.plan().0.summary.unchanged, fate(&case)), (1, String::new()));
}
