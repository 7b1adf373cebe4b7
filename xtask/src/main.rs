//! Everything that is done to the project, by one command: `cargo xtask`.

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod build;
mod corpus;
mod demo;
mod fuzz;
mod install;
mod process;
mod sim;
mod test;
mod tidy;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, shows, tests and measures Rowport")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build what the browser loads into static/app
    Build(build::Options),
    /// Start a local Jira, the backend and the app, and print the address
    Demo(demo::Options),
    /// Install what the tests need and run all of them
    Test(test::Options),
    /// Measure: speed, memory, sizes
    Bench(bench::Options),
    /// Start the local Jira alone
    Sim(sim::Options),
    /// Try a folder of texts and recorded issues: there and back, a word changed in each
    Corpus(corpus::Options),
    /// Try many damaged files and other inputs: no panic, no more memory than allowed
    Fuzz(fuzz::Options),
    /// Check the rules of the tree: dependencies, file sizes, paths
    Tidy,
    /// Run one wasm test binary (cargo calls this)
    #[command(hide = true)]
    WasmTest {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<std::ffi::OsString>,
    },
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Build(options) => build::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Sim(options) => sim::run(&options),
        Command::Corpus(options) => corpus::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::Tidy => tidy::run(),
        Command::WasmTest { args } => test::wasm::runner(args),
    }
}
