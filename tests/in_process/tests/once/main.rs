//! The law of once: whatever happens in between, a row becomes one work item and an entry one entry,
//! or a question was asked; and what others changed is never lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod case;
mod file;
mod found;
mod hold;
mod journal;
mod mutant;
mod run;

use std::env;

use in_process_tests::World;
use proptest::test_runner::{
    Config, FileFailurePersistence, TestCaseError, TestError, TestRunner, contextualize_config,
};

use case::Case;
use mutant::{ALL, Mutant};

/// How many cases are tried, unless the environment asks for others.
const CASES: u32 = 256;

/// The environment variable that says how many.
const CASES_VARIABLE: &str = "ROWPORT_LAW_CASES";

/// Tries cases; gives what does not hold, with the smallest case.
fn broken(mutant: Option<Mutant>) -> Result<(), TestError<Case>> {
    let asked = env::var(CASES_VARIABLE).ok().and_then(|cases| cases.parse().ok());
    let persistence = mutant.is_none().then(|| {
        let file = FileFailurePersistence::WithSource("regressions");
        Box::new(file) as Box<dyn proptest::test_runner::FailurePersistence>
    });
    let config = Config {
        cases: asked.unwrap_or(CASES),
        failure_persistence: persistence,
        source_file: Some(file!()),
        ..contextualize_config(Config::default())
    };
    let world = World::new(5);
    let shrinks = if mutant.is_some() { 0 } else { 2_000 };
    let mut runner = TestRunner::new(Config { max_shrink_iters: shrinks, ..config });
    runner.run(&case::cases(), |case| {
        let fault = run::run(&world, &case, mutant).err();
        let meant = |fault: &String| mutant.is_none_or(|mutant| mutant.is_told_by(fault));
        fault.filter(meant).map_or(Ok(()), |fault| Err(TestCaseError::fail(fault)))
    })
}

#[test]
fn a_row_becomes_one_work_item_whatever_happens() {
    if let Err(error) = broken(None) {
        panic!("{error}");
    }
}

#[test]
fn the_law_notices_each_mutant() {
    for mutant in ALL {
        let noticed = matches!(broken(Some(mutant)), Err(TestError::Fail(..)));
        assert!(noticed, "nothing was noticed of {mutant:?}");
    }
}
