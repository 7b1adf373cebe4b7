//! What the simulators of a part of the tests answered, held against schemas that are not ours.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{self, command};

/// The variable that names the folder; every simulator that is started writes a file there.
pub const VARIABLE: &str = "JIRA_SIM_RECORD";

/// A folder for the answers of one part of the tests.
pub struct Recorded {
    folder: PathBuf,
}

impl Recorded {
    /// An empty folder of that name, under `target/recorded`.
    pub fn fresh(name: &str) -> Result<Self> {
        let folder = process::target().join("recorded").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("{} cannot be removed", folder.display()))?;
        }
        fs::create_dir_all(&folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self { folder })
    }

    /// Where the answers are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Holds all answers against npm jira.js; one that does not fit is an error, and so is a folder
    /// without any.
    pub fn check(&self) -> Result<()> {
        process::step(
            "all answers against the schemas of jira.js",
            command("node").arg("tests/clients/check_answers.mjs").arg(&self.folder),
        )
    }
}
