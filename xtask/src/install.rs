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

/// Families that the browser's tests and pictures need, and Debian's packages that bring them: a
/// narrow and a wide one to lay out with, and one for each script that a small system lacks.
const FONTS: [(&str, &str); 5] = [
    ("Liberation Sans Narrow", "fonts-liberation"),
    ("DejaVu Sans", "fonts-dejavu-core"),
    ("Noto Sans CJK JP", "fonts-noto-cjk"),
    ("Noto Sans Arabic", "fonts-noto-core"),
    ("Noto Color Emoji", "fonts-noto-color-emoji"),
];

/// Installs the packages of fonts that are missing.
pub fn fonts() -> Result<()> {
    let known = if process::has("fc-list") {
        process::output(command("fc-list").args([":", "family"]))?
    } else {
        String::new()
    };
    let has = |family: &str| known.lines().any(|line| line.split(',').any(|name| name == family));
    let missing: Vec<&str> =
        FONTS.iter().filter(|(family, _)| !has(family)).map(|(_, package)| *package).collect();
    if missing.is_empty() { Ok(()) } else { apt(&[&["fontconfig"], &missing[..]].concat()) }
}

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
    let files: Vec<PathBuf> = requirements.iter().map(|file| process::root().join(file)).collect();
    python_in(&process::root().join("tests/.venv"), &files)
}

/// The same in a folder of one's own. What was installed is noted file by file, with its text: one
/// set being there says nothing about another.
fn python_in(venv: &Path, requirements: &[PathBuf]) -> Result<PathBuf> {
    let bin = venv.join("bin");
    let missing: Vec<&PathBuf> = requirements.iter().filter(|file| !noted(venv, file)).collect();
    if missing.is_empty() {
        return Ok(bin);
    }
    if !bin.join("pip").exists() {
        make_venv(venv)?;
    }
    let mut pip = command(bin.join("pip"));
    pip.args(["install", "--quiet"]);
    for file in &missing {
        pip.arg("-r").arg(file);
    }
    process::step("pip install", &mut pip)?;
    for file in missing {
        std::fs::copy(file, note(venv, file)?)?;
    }
    Ok(bin)
}

/// Whether exactly the packages that a requirements file asks for were installed.
fn noted(venv: &Path, requirements: &Path) -> bool {
    let read = |path: &Path| std::fs::read(path).ok();
    let Ok(note) = note(venv, requirements) else { return false };
    read(&note).is_some_and(|text| read(requirements) == Some(text))
}

/// Where it is noted that a requirements file was installed: named by the file's folder, as the
/// files are all called alike.
fn note(venv: &Path, requirements: &Path) -> Result<PathBuf> {
    let folder = requirements.parent().and_then(Path::file_name);
    let folder = folder.with_context(|| format!("{} is in no folder", requirements.display()))?;
    Ok(venv.join(format!("installed-{}", folder.to_string_lossy())))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Every set of packages, and a module that only it brings.
    const SETS: [(&str, &str); 3] = [
        ("tests/demo/requirements.txt", "openpyxl"),
        ("tests/clients/requirements.txt", "jira"),
        ("tests/corpus/requirements.txt", "msoffcrypto"),
    ];

    fn imports(bin: &Path, module: &str) -> bool {
        process::output(command(bin.join("python")).args(["-c", &format!("import {module}")]))
            .is_ok()
    }

    /// The demo first and then the tests, or the tests first: each finds what it asked for.
    #[test]
    fn each_set_is_installed_whichever_came_before() {
        let folder = process::target().join(format!("venv-{}", std::process::id()));
        for first in 0..SETS.len() {
            let venv = folder.join(first.to_string());
            for step in 0..SETS.len() {
                let (file, module) = SETS[(first + step) % SETS.len()];
                let bin = python_in(&venv, &[process::root().join(file)]).unwrap();
                assert!(imports(&bin, module), "{file} as number {step} brought no {module}");
            }
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_set_that_changed_is_installed_again() {
        let folder = process::target().join(format!("notes-{}", std::process::id()));
        let (venv, set) = (folder.join("venv"), folder.join("set"));
        std::fs::create_dir_all(&set).unwrap();
        std::fs::create_dir_all(&venv).unwrap();
        let file = set.join("requirements.txt");
        std::fs::write(&file, "openpyxl==1").unwrap();
        assert!(!noted(&venv, &file));
        std::fs::copy(&file, note(&venv, &file).unwrap()).unwrap();
        assert!(noted(&venv, &file));
        std::fs::write(&file, "openpyxl==2").unwrap();
        assert!(!noted(&venv, &file));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
