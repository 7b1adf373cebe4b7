//! What other programs do to a workbook.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::install;
use crate::process::{command, output};

/// openpyxl changes a word in each description. `asked` has the words to try, by key; the answer
/// tells which it was.
pub fn edit(python: &Path, from: &Path, to: &Path, asked: &Value) -> Result<Value> {
    let mut python = command(python);
    python.arg("tests/edit/words.py").args([from, to]);
    let mut child = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().context("no standard input")?;
    stdin.write_all(asked.to_string().as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("tests/edit/words.py ended with {}", output.status);
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// LibreOffice opens a workbook and saves it under the same name in a folder.
pub fn resave(workbook: &Path, folder: &Path) -> Result<PathBuf> {
    let office = install::ensure(&install::LIBREOFFICE)?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    output(
        command(office)
            .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
            .args([folder, workbook]),
    )?;
    Ok(folder.join(workbook.file_name().context("no name")?))
}
