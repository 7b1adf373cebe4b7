//! The local Jira alone.

use anyhow::Result;
use clap::Args;

use crate::process::{self, cargo};

/// What the local Jira is started with.
#[derive(Args)]
#[command(disable_help_flag = true)]
pub struct Options {
    /// Options of the simulator; `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    options: Vec<String>,
}

/// Runs the local Jira until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    let mut sim = cargo();
    sim.args(["run", "--quiet", "--release", "--package", "jira-sim", "--"]);
    process::run(sim.args(&options.options))
}
