//! The app in Chromium, framed by the local Jira.

use anyhow::Result;

use super::app;
use super::recorded::{Recorded, VARIABLE};
use crate::demo::stack::Stack;
use crate::install;
use crate::process::{self, command};

/// Runs the browser tests against a stack of their own.
pub fn run() -> Result<()> {
    install::ensure(&install::CHROMIUM)?;
    install::fonts()?;
    install::ensure(&install::LIBREOFFICE)?;
    let python = install::python(&super::REQUIREMENTS)?;
    app()?;
    Stack::build()?;
    let recorded = Recorded::fresh("browser")?;
    process::step(
        "playwright",
        command("node_modules/.bin/playwright")
            .args(["test", "--config", "tests/playwright.config.mjs"])
            .env(VARIABLE, recorded.folder())
            .env("ROWPORT_PYTHON", python.join("python")),
    )?;
    recorded.check()
}
