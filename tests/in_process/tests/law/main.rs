//! The law: an export that is imported unchanged asks for nothing, and what is changed is all that
//! is changed.
//!
//! Issues with a value in each field of the local Jira are drawn by proptest, exported to a file,
//! read, mapped, planned and applied.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod changed;
mod chosen;
mod draw;
mod edit;
mod entries;
mod found;
mod further;
mod issues;
mod laws;
mod seeded;
mod site;
mod values;

use in_process_tests::IanaZone;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner, contextualize_config};

use draw::dice::{Draws, MOST};

fn draws() -> impl Strategy<Value = Draws> {
    let issue = vec(vec(any::<u8>(), 0..MOST), laws::lanes());
    let deed = vec(any::<u8>(), 0..MOST * 2);
    (deed, vec(issue, 1..=30)).prop_map(|(deed, issues)| Draws { deed, issues })
}

fn holds(law: laws::Law) {
    let config = contextualize_config(Config {
        cases: 32,
        max_shrink_iters: 200,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        source_file: Some(file!()),
        ..Config::default()
    });
    let mut runner = TestRunner::new(config);
    let cases = (draws(), proptest::sample::select(&laws::ZONES[..]));
    let result = runner.run(&cases, |(draws, zone)| {
        law(&draws, &IanaZone::new(zone));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn an_unchanged_workbook_asks_for_nothing() {
    holds(laws::unchanged_workbook);
}

#[test]
fn an_unchanged_text_file_asks_for_nothing() {
    holds(laws::unchanged_text);
}

#[test]
fn a_workbook_is_read_in_the_zone_of_its_export() {
    holds(laws::another_zone);
}

#[test]
fn rows_and_columns_may_be_moved_and_left_out() {
    holds(laws::moved);
}

#[test]
fn a_read_only_cell_changes_nothing() {
    holds(laws::read_only_cells);
}

#[test]
fn a_changed_cell_is_a_changed_field() {
    holds(laws::changed_cells);
}

#[test]
fn applied_changes_are_in_jira_and_leave_nothing_to_do() {
    holds(laws::changed_cells_applied);
}

#[test]
fn new_rows_are_created_once() {
    holds(laws::new_rows_applied_twice);
}

#[test]
fn a_cell_of_every_field_can_be_changed() {
    let mut left = laws::writable();
    for (draws, zone) in laws::large() {
        let changed = laws::fields_that_change(&draws, &IanaZone::new(zone));
        left.retain(|field| !changed.contains(field));
    }
    assert!(left.is_empty(), "nothing was tried with {left:?}");
}
