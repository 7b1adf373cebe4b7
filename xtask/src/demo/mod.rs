//! The whole product on one machine, for a person or for a script.

use anyhow::Result;
use clap::Args;

use crate::process::{self, command, root, target};
use crate::{build, install};

pub mod stack;

use stack::Stack;

/// How to show it.
#[derive(Args)]
pub struct Options {
    /// Do the main job in headless Chromium, print what was done as JSON, and exit
    #[arg(long)]
    once: bool,
    /// Port of the local Jira
    #[arg(long, default_value_t = 8484)]
    port: u16,
    /// Issues of the seeded project
    #[arg(long, default_value_t = 1000)]
    issues: u32,
}

/// Builds and starts everything.
pub fn run(options: &Options) -> Result<()> {
    build::run(&build::Options::default())?;
    Stack::build()?;
    if options.once { once(options) } else { serve(options) }
}

fn serve(options: &Options) -> Result<()> {
    let stack = Stack::start(options.port, options.issues)?;
    let port = stack.jira_port()?;
    println!("Rowport in a local Jira: http://localhost:{port}/");
    println!("With storage (same site): http://127.0.0.1:{port}/");
    println!("Stop it with Ctrl-C.");
    stack.wait()
}

fn once(options: &Options) -> Result<()> {
    install::ensure(&install::CHROMIUM)?;
    install::fonts()?;
    let python = install::python(&["tests/demo/requirements.txt"])?;
    let stack = Stack::start(0, options.issues)?;
    process::run(
        command("node")
            .arg("tests/demo/once.mjs")
            .env("ROWPORT_SIM", stack.jira.ready.to_string())
            .env("ROWPORT_PYTHON", python.join("python"))
            .env("ROWPORT_SHOTS", target().join("demo"))
            .current_dir(root()),
    )
}
