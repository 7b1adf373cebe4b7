//! Installing what a fresh Debian or Ubuntu machine with Rust and Node lacks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{self, command};

/// A program, and Debian's package that brings it.
pub struct Tool {
    /// Paths or names to try, in order.
    pub programs: &'static [&'static str],
    /// Debian's packages.
    pub packages: &'static [&'static str],
}

/// The browser.
pub const CHROMIUM: Tool =
    Tool { programs: &["/usr/bin/chromium", "chromium-browser"], packages: &["chromium"] };
/// The browser's driver, for the wasm tests.
pub const CHROMEDRIVER: Tool = Tool { programs: &["chromedriver"], packages: &["chromium-driver"] };
/// LibreOffice, which opens and saves our workbooks.
pub const LIBREOFFICE: Tool =
    Tool { programs: &["soffice", "libreoffice"], packages: &["libreoffice-calc"] };

/// The first of a tool's programs that runs; installs its packages when there is none.
pub fn ensure(tool: &Tool) -> Result<&'static str> {
    if let Some(program) = find(tool) {
        return Ok(program);
    }
    apt(tool.packages)?;
    find(tool).with_context(|| format!("{:?} did not bring {:?}", tool.packages, tool.programs))
}

fn find(tool: &Tool) -> Option<&'static str> {
    tool.programs.iter().copied().find(|program| process::has(program))
}

/// Installs Debian packages, as root or through sudo.
pub fn apt(packages: &[&str]) -> Result<()> {
    if !process::has("apt-get") {
        bail!("please install {packages:?}: this machine has no apt-get");
    }
    process::timed(&format!("apt-get install {}", packages.join(" ")), || {
        process::run(privileged().args(["apt-get", "update", "-qq"]))?;
        process::run(
            privileged()
                .args(["apt-get", "install", "-y", "-qq", "--no-install-recommends"])
                .args(packages),
        )
    })
}

fn privileged() -> std::process::Command {
    let mut command = if is_root() { command("env") } else { command("sudo") };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    command
}

/// Whether this process may install packages and must not run PostgreSQL.
pub fn is_root() -> bool {
    process::output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The wasm target of the pinned toolchain.
pub fn wasm_target() -> Result<()> {
    let installed = process::output(command("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line == "wasm32-unknown-unknown") {
        return Ok(());
    }
    process::run(command("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
}

/// The npm packages of `package-lock.json`.
pub fn npm() -> Result<()> {
    let root = process::root();
    let installed = root.join("node_modules/.package-lock.json");
    if newer(&installed, &root.join("package-lock.json")) {
        return Ok(());
    }
    if !process::has("npm") {
        bail!("please install Node.js 20 or newer");
    }
    process::step("npm ci", command("npm").args(["ci", "--ignore-scripts", "--loglevel=error"]))
}

/// A Python virtual environment with the packages of the requirements files; gives its `bin`.
pub fn python(requirements: &[&str]) -> Result<PathBuf> {
    let root = process::root();
    let venv = root.join("tests/.venv");
    let stamp = venv.join("installed");
    let bin = venv.join("bin");
    if requirements.iter().all(|file| newer(&stamp, &root.join(file))) {
        return Ok(bin);
    }
    if !venv.join("bin/pip").exists() {
        make_venv(&venv)?;
    }
    let mut pip = command(bin.join("pip"));
    pip.args(["install", "--quiet"]);
    for file in requirements {
        pip.args(["-r", file]);
    }
    process::step("pip install", &mut pip)?;
    std::fs::write(stamp, "")?;
    Ok(bin)
}

fn make_venv(venv: &Path) -> Result<()> {
    let make = || process::run(command("python3").args(["-m", "venv"]).arg(venv));
    if make().is_err() {
        apt(&["python3", "python3-venv"])?;
        make()?;
    }
    Ok(())
}

fn newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|meta| meta.modified()).ok();
    matches!((time(made), time(source)), (Some(made), Some(source)) if made >= source)
}
