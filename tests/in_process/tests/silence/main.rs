//! The law of silence: each filled cell of any table is in Jira as a person read it on the screen,
//! or has a finding at its cell, row or column; and nothing else in Jira changes.
//!
//! A case is a table of another program: its columns, languages, notations, formats and oddities are
//! drawn by proptest, with what each cell means to its author. The file is read, mapped, planned and
//! applied without any choice of a user.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod case;
mod excuse;
mod file;
mod meaning;
mod mutants;
mod oracle;
mod rest;
mod run;
mod same;
mod screen;
mod table;

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::strategy::Strategy;
use proptest::test_runner::{
    Config, FileFailurePersistence, TestCaseError, TestError, TestRunner, contextualize_config,
};

use wasm_core::finding::Severity;

use case::Case;
use mutants::{ALL, Mutant};
use oracle::{Fate, Figures};
use table::Table;

/// How many cases are tried, unless the environment asks for others.
const CASES: u32 = 256;

/// Imports the file of a case, and looks whether the law holds.
fn judge(case: &Case, mutant: Option<Mutant>) -> Result<Figures, String> {
    let table = Table::of(case);
    match run::run(case, &table, mutant)? {
        Some(run) => oracle::look(&table, &run),
        None => Ok(oracle::stopped(&table)),
    }
}

/// A runner of so many cases, or of as many as the environment asks for.
fn runner(cases: u32) -> TestRunner {
    let file = FileFailurePersistence::WithSource("regressions");
    TestRunner::new(contextualize_config(Config {
        cases,
        max_shrink_iters: 1_000,
        failure_persistence: Some(Box::new(file)),
        source_file: Some(file!()),
        ..Config::default()
    }))
}

/// A runner that looks for one case in which a mutant is noticed, and keeps none.
fn runner_of_mutants() -> TestRunner {
    let config = contextualize_config(Config::default());
    TestRunner::new(Config {
        cases: CASES * 4,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..config
    })
}

/// Tries cases; gives what does not hold, with the smallest case.
fn broken(
    cases: &impl Strategy<Value = Case>,
    runner: &mut TestRunner,
    law: impl Fn(&Case) -> Result<(), String>,
) -> Result<(), String> {
    match runner.run(cases, |case| law(&case).map_err(TestCaseError::fail)) {
        Ok(()) => Ok(()),
        Err(TestError::Fail(reason, case)) => {
            Err(format!("{reason}\n{:?}\n{}", case.format, Table::of(&case)))
        }
        Err(abort) => Err(abort.to_string()),
    }
}

/// Most cells of a writable kind arrive: a finding for everything would hold as well.
#[test]
fn a_cell_arrives_as_it_was_read_or_is_told() {
    let figures: RefCell<BTreeMap<_, usize>> = RefCell::default();
    let mut runner = runner(CASES);
    let result = broken(&case::cases(), &mut runner, |case| {
        let found = judge(case, None)?;
        let mut figures = figures.borrow_mut();
        found.into_iter().for_each(|cell| *figures.entry(cell).or_default() += 1);
        Ok(())
    });
    if let Err(fault) = result {
        panic!("{fault}");
    }
    coverage(&figures.take());
}

fn coverage(figures: &BTreeMap<(meaning::Kind, &'static str, Fate), usize>) {
    let count = |is: &dyn Fn(&meaning::Kind, &str, Fate) -> bool| -> usize {
        let those = figures.iter().filter(|((kind, written, fate), _)| is(kind, written, *fate));
        those.map(|(_, count)| count).sum()
    };
    let mut told = String::new();
    for (kind, written, fate) in figures.keys() {
        told += &format!("{kind:?}, {written}, {fate:?}: {}\n", figures[&(*kind, *written, *fate)]);
    }
    let arrived = count(&|_, _, fate| fate == Fate::Arrived);
    let writable = count(&|kind, _, fate| kind.is_writable() && fate != Fate::Held);
    println!(
        "{told}{arrived} of {writable} cells of writable kinds in rows that are written arrived"
    );
    assert!(arrived * 100 >= writable * 75, "{told}");
    let kinds: std::collections::BTreeSet<_> = figures.keys().map(|(kind, ..)| *kind).collect();
    for of in kinds.into_iter().filter(|kind| kind.is_writable()) {
        let arrived = count(&|kind, _, fate| *kind == of && fate == Fate::Arrived);
        let all = count(&|kind, _, fate| *kind == of && fate != Fate::Held);
        assert!(all < 20 || arrived * 100 >= all * 40, "{of:?}: {arrived} of {all}\n{told}");
    }
}

/// A word that is always said would keep the law as well.
#[test]
fn nothing_is_told_of_a_clean_table() {
    let result = broken(&case::clean(), &mut runner(CASES / 4), |case| {
        let table = Table::of(case);
        let run = run::run(case, &table, None)?.ok_or("the file is stopped")?;
        let told = oracle::look(&table, &run)?.into_iter().find(|cell| cell.2 == Fate::Told);
        let said: Vec<_> = (run.findings.iter())
            .filter(|found| found.severity > Severity::Info)
            .map(|found| (found.message.text(), &found.at))
            .collect();
        match told {
            None if said.is_empty() => Ok(()),
            _ => Err(format!("{told:?}: {said:?}")),
        }
    });
    if let Err(fault) = result {
        panic!("{fault}");
    }
}

#[test]
fn the_law_notices_each_mutant() {
    for mutant in ALL {
        let noticed = broken(&case::cases(), &mut runner_of_mutants(), |case| {
            if !mutant.concerns(&Table::of(case)) {
                return Ok(());
            }
            let fault = judge(case, Some(mutant)).err();
            fault.filter(|fault| mutant.is_told_by(fault)).map_or(Ok(()), Err)
        });
        assert!(noticed.is_err(), "nothing was noticed of {mutant:?}");
    }
}
