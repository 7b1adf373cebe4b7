//! The smallest cases in which the law once did not hold.

use std::time::Duration;

use in_process_tests::World;

use crate::case::{Case, File, Kind, Person, Place, Row, Step, Which};
use crate::run::run;

#[test]
fn what_a_rule_writes_in_the_second_of_the_create_stays() {
    let row = Row { name: 0, status: None, comment: false, worklog: false, blocks: None };
    let apply = Step::Apply { person: Person::Member, which: Which::Fresh, upset: None };
    let case = Case {
        lag: Duration::ZERO,
        commit: Duration::ZERO,
        place: Place::Terminal,
        file: File { kind: Kind::Text, ids: false, rows: vec![row] },
        steps: vec![apply, Step::Edit { issue: 0 }],
    };
    assert_eq!(run(&World::new(5), &case, None), Ok(()));
}
