//! What is written along with the status.

use super::Action;
use super::tests::lines;
use crate::check::testing::{Case, sentences, site};

/// Ways to Done: `close` shows the resolution, `approve` needs it, `finish` does not have it.
const ISSUES: &str = "
    issuekey | type | summary | status | resolution | duedate | open
    DEMO-1   | Task | close   | Open   |            |         | Done/Resolution
    DEMO-2   | Task | approve | Open   |            |         | Done/Resolution!;Doing
    DEMO-3   | Task | finish  | Open   |            |         | Done;Doing
    DEMO-4   | Task | choose  | Open   |            |         | Done;Done/Resolution!
    DEMO-5   | Task | dated   | Open   |            |         | Done/duedate!
    DEMO-6   | Task | done    | Done   | Done       |         | Open";

/// What the plan does, and what the checks say.
fn planned(file: &str) -> String {
    let (plan, findings) = Case::new(site(ISSUES), file).plan();
    format!("{}{}", lines(&plan), sentences(&findings))
}

#[test]
fn the_resolution_goes_with_the_transition_that_has_it_on_its_screen() {
    insta::assert_snapshot!(planned(
        "Key    | Summary  | Status | Resolution
         DEMO-1 | changed  | Done   | Won't Do
         DEMO-2 | approve  | Done   | Done
         DEMO-3 | finish   | Done   | Done
         DEMO-4 | choose   | Done   | Won't Do
         DEMO-5 | dated    | Doing  | Done
         DEMO-6 | done     | Done   | Won't Do"
    ));
}

#[test]
fn a_transition_that_lacks_a_value_is_told_before_it_is_made() {
    insta::assert_snapshot!(planned(
        "Key    | Status | Resolution | Due date
         DEMO-1 | Done   |            |
         DEMO-2 | Done   |            |
         DEMO-4 | Done   |            |
         DEMO-5 | Done   |            | 2026-12-24"
    ));
    insta::assert_snapshot!(
        "without_columns",
        planned("Key | Status\nDEMO-2 | Done\nDEMO-5 | Done")
    );
}

#[test]
fn a_new_issue_gets_its_resolution_after_it_was_created() {
    let file = "Key | Issue Type | Project | Summary | Due date | Status | Resolution
                    | Task | DEMO | new | 2026-12-24 | Done | Won't Do";
    let (plan, findings) = Case::new(site(ISSUES), file).plan();
    assert_eq!(sentences(&findings), "");
    let change = &plan.changes[0];
    assert_eq!(change.action, Action::Create);
    assert!(change.fields.iter().all(|field| field.name != "Resolution"));
    let transition = change.transition.as_ref().unwrap();
    assert_eq!((transition.id.as_deref(), transition.fields.len()), (None, 1));
}
