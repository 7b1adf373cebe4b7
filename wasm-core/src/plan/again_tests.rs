//! Plans of files that were imported before.

use super::tests::lines;
use crate::check::testing::{Case, sentences, site};
use crate::mapping::{Again, RowChoice, Side};
use crate::memory::testing::{imported, seen};
use crate::schema::FieldId;

const FILE: &str = "Summary | Issue Type | Priority | Status
    Tape | Task | Low | Open
    Pack | Task | High | Doing";

/// The work items of the file, where somebody has changed what the test says since.
fn jira(tape: &str, pack: &str) -> String {
    format!(
        "issuekey | type | summary | priority | status | created | updated | open
         DEMO-1 | Task | {tape} | 2026-11-01T09:00:00Z | 2026-11-01T11:00:00Z | Doing;Done;Open
         DEMO-2 | Task | {pack} | 2026-11-01T09:00:00Z | 2026-11-01T11:00:00Z | Doing;Done;Open"
    )
}

fn case(file: &str, tape: &str, pack: &str, hours: i64) -> Case {
    let mut case = Case::new(site(&jira(tape, pack)), file);
    case.target.seen = seen(file, &imported(FILE, "first"), "second", hours);
    case
}

/// What the plan does, and what is said.
fn told(case: &Case) -> String {
    let (plan, findings) = case.plan();
    format!("{}{}", lines(&plan), sentences(&findings))
}

#[test]
fn a_correction_is_written_and_what_others_did_stays() {
    let same = case(FILE, "Tape | Low | Open", "Pack | High | Doing", 1);
    let corrected = FILE.replace("Tape | Task | Low", "Tape | Task | High");
    let corrected = case(&corrected, "Tape | Low | Done", "Pack it | High | Done", 1);
    let both = FILE.replace("Tape | Task | Low | Open", "Tape | Task | Low | Doing");
    let mut both = case(&both, "Tape up | Low | Done", "Pack | High | Doing", 1);
    let open = told(&both);
    both.resolutions.columns.insert(FieldId::new("status"), Side::Mine);
    insta::assert_snapshot!(format!(
        "as it was\n{}\ncorrected\n{}\nboth sides\n{open}\nmine\n{}",
        told(&same),
        told(&corrected),
        told(&both)
    ));
}

#[test]
fn what_nobody_touched_since_is_written_to_the_end() {
    let mut half = case(FILE, "Tape | Low | Open", "Pack | High | Open", 1);
    let issue = half.target.issues.get_mut("DEMO-2").unwrap();
    let created = issue.values[&FieldId::new("created")].clone();
    issue.values.insert(FieldId::new("updated"), created);
    let plan = half.plan().0;
    assert_eq!((plan.summary.update, plan.summary.unchanged), (1, 1), "{}", lines(&plan));
}

#[test]
fn rows_in_doubt_are_one_question_with_one_answer_for_all() {
    let mut later = case(FILE, "Tape | Low | Done", "Pack | High | Doing", 30);
    let open = told(&later);
    later.resolutions.imported_before = Some(Again::Update);
    let update = told(&later);
    later.resolutions.imported_before = Some(Again::Create);
    let create = told(&later);
    let plan = later.plan().0;
    let lineages: Vec<_> =
        plan.changes.iter().map(|c| &c.identity.as_ref().unwrap().lineage).collect();
    assert!(lineages.iter().all(|lineage| !["first", "second", "L"].contains(&lineage.as_str())));
    let choice = |row, again| RowChoice { row, again, issue: None };
    later.resolutions.rows = vec![choice(1, Some(Again::Update)), choice(2, None)];
    insta::assert_snapshot!(format!(
        "open\n{open}\nupdate\n{update}\ncreate\n{create}\nrow by row\n{}",
        told(&later)
    ));
}

#[test]
fn new_rows_of_a_file_that_is_known_get_names_of_its_lineage() {
    let longer = format!("{FILE}\n    Pack | Task | High | Doing");
    let plan = case(&longer, "Tape | Low | Open", "Pack | High | Doing", 1).plan().0;
    let made = imported(FILE, "first");
    let new: Vec<_> = plan.changes.iter().filter_map(|change| change.identity.as_ref()).collect();
    let name = format!("{}#2", made[1].row);
    assert_eq!(plan.source.lineage, "first");
    assert_eq!(new.iter().map(|i| (&*i.lineage, &*i.row)).collect::<Vec<_>>(), [("first", &*name)]);
}
