//! All tests, in the order in which a failure says most.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::process::{self, cargo, command};
use crate::{build, install, tidy};

mod browser;
mod corpus;
mod lacking;
mod postgres;
mod recorded;
pub mod wasm;

/// Which tests to run.
#[derive(Args)]
pub struct Options {
    /// Only these parts; all of them when none is named
    #[arg(value_enum)]
    parts: Vec<Part>,
}

/// The parts of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Rules of the tree, formatting, lints
    Lint,
    /// Rust, natively; the backend on both databases
    Rust,
    /// Rust in wasm, in Chromium
    Wasm,
    /// The manifest, and other programs that read and write our files and call the local Jira
    Peers,
    /// The app in Chromium
    Browser,
}

const ALL: [Part; 5] = [Part::Lint, Part::Rust, Part::Wasm, Part::Peers, Part::Browser];

/// What the Python tests need.
const REQUIREMENTS: [&str; 2] = ["tests/clients/requirements.txt", "tests/corpus/requirements.txt"];

/// Installs what is missing, then runs the parts.
pub fn run(options: &Options) -> Result<()> {
    let lacking = lacking::Lacking::begin()?;
    let parts = if options.parts.is_empty() { &ALL[..] } else { &options.parts };
    for part in parts {
        match part {
            Part::Lint => lint()?,
            Part::Rust => rust()?,
            Part::Wasm => wasm::run()?,
            Part::Peers => peers()?,
            Part::Browser => browser::run()?,
        }
        lacking.check()?;
    }
    eprintln!("all tests passed");
    Ok(())
}

fn lint() -> Result<()> {
    install::wasm_target()?;
    process::timed("tidy", tidy::run)?;
    process::step("cargo fmt", cargo().args(["fmt", "--all", "--check"]))?;
    process::step("clippy", clippy().args(["--all-targets", "--", "-Dwarnings"]))?;
    process::step(
        "clippy for wasm32",
        clippy().args(["--package", "worker", "--package", "app-ui"]).args([
            "--lib",
            "--tests",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "-Dwarnings",
        ]),
    )
}

fn clippy() -> std::process::Command {
    let mut clippy = cargo();
    clippy.args(["clippy", "--quiet"]);
    clippy
}

fn rust() -> Result<()> {
    install::npm()?;
    let postgres = postgres::Postgres::start()?;
    process::step(
        "build the programs",
        cargo()
            .args(["build", "--quiet", "--bins"])
            .args(["-p", "jira-sim", "-p", "backend", "-p", "cli"]),
    )?;
    process::step(
        "cargo test",
        cargo()
            .args(["test", "--quiet", "--package", "app-ui"])
            .args(["--package", "wasm-core", "--package", "job-api", "--package", "backend"])
            .args(["--package", "cli", "--package", "jira-sim", "--package", "in-process-tests"])
            .args(["--package", "xtask"])
            .env("ROWPORT_TEST_POSTGRES", postgres.url())
            .env("INSTA_UPDATE", "no"),
    )
}

fn peers() -> Result<()> {
    install::npm()?;
    install::ensure(&install::CHROMIUM)?;
    install::ensure(&install::LIBREOFFICE)?;
    let python = install::python(&REQUIREMENTS)?;
    process::step(
        "build the local Jira and the command",
        cargo().args(["build", "--quiet", "--bins", "-p", "jira-sim", "-p", "cli"]),
    )?;
    process::step(
        "write workbooks for other programs",
        cargo()
            .args(["run", "--quiet", "-p", "wasm-core", "--example", "write_sample", "--"])
            .arg(process::target().join("corpus")),
    )?;
    let recorded = recorded::Recorded::fresh("peers")?;
    process::step(
        "node --test",
        command("node")
            .arg("--test")
            .args(["tests/manifest/", "tests/clients/", "tests/corpus/readers/", "tests/programs/"])
            .env(recorded::VARIABLE, recorded.folder())
            .env("ROWPORT_PYTHON", python.join("python")),
    )?;
    process::step(
        "pytest",
        command(python.join("python"))
            .args(["-m", "pytest", "-q", "-p", "no:cacheprovider"])
            .args(["tests/clients", "tests/corpus/readers"])
            .env(recorded::VARIABLE, recorded.folder()),
    )?;
    recorded.check()?;
    process::timed("a corpus of issues, there and back", corpus::run)
}

/// Builds what the browser loads, for the parts that open it.
fn app() -> Result<()> {
    process::timed("build the app", || build::run(&build::Options::default()))
}
