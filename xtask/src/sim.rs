//! The local Jira alone.

use anyhow::Result;
use clap::Args;

use crate::process::{self, cargo};

/// What the local Jira is started with.
#[derive(Args)]
pub struct Options {
    /// Port of the loopback address; 0 chooses a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Issues of the seeded project
    #[arg(long, default_value_t = 1000)]
    issues: u32,
    /// Seed of the issues' texts and values
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Milliseconds that each answer is held back
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Print one line of JSON when ready
    #[arg(long)]
    json: bool,
    /// Switches handed to the simulator, after `--`
    #[arg(last = true)]
    more: Vec<String>,
}

/// Runs the local Jira until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    let mut sim = cargo();
    sim.args(["run", "--quiet", "--release", "--package", "jira-sim", "--"])
        .args(["--port", &options.port.to_string()])
        .args(["--issues", &options.issues.to_string()])
        .args(["--seed", &options.seed.to_string()])
        .args(["--latency-ms", &options.latency_ms.to_string()]);
    if options.json {
        sim.arg("--json");
    }
    process::run(sim.args(&options.more))
}
