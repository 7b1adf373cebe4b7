//! What the tests asked of the local Jira and it does not simulate: what was tried on its answers was
//! tried on nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process;

/// The variable that names the file to every local Jira.
const VARIABLE: &str = "JIRA_SIM_NOT_SIMULATED";

/// The file that every local Jira of the tests adds to.
pub struct Lacking(PathBuf);

impl Lacking {
    /// Begins a new file, which all programs that are started from now on are told of.
    pub fn begin() -> Result<Self> {
        let file = process::target().join("not-simulated.txt");
        if file.exists() {
            std::fs::remove_file(&file).with_context(|| file.display().to_string())?;
        }
        process::tell(VARIABLE, file.clone());
        Ok(Self(file))
    }

    /// An error that lists what was asked for, if there was anything.
    pub fn check(&self) -> Result<()> {
        let asked = asked(&self.0)?;
        if asked.is_empty() {
            return Ok(());
        }
        let list = Vec::from_iter(asked).join("\n  ");
        bail!("the local Jira does not simulate what the tests asked it for:\n  {list}")
    }
}

/// The lines of the file, each once; none if nobody has begun it.
fn asked(file: &Path) -> Result<BTreeSet<String>> {
    if !file.exists() {
        return Ok(BTreeSet::new());
    }
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text.lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_is_listed_once() -> Result<()> {
        let file = std::env::temp_dir().join(format!("rowport-lacking-{}", std::process::id()));
        let lacking = Lacking(file.clone());
        lacking.check()?;
        std::fs::write(&file, "GET /b\nGET /a\nGET /b\n")?;
        let told = lacking.check().err().map(|error| error.to_string()).unwrap_or_default();
        std::fs::remove_file(&file)?;
        assert!(told.ends_with(":\n  GET /a\n  GET /b"), "{told}");
        Ok(())
    }
}
