//! Which crate of ours may depend on which.

use anyhow::{Context, Result};

use crate::process;

/// Crate, its folder, and the crates of ours it may depend on. The tests in one process alone
/// depend on both the engine and the simulator, which share no code.
const ALLOWED: [(&str, &str, &[&str]); 9] = [
    ("wasm-core", "wasm-core", &[]),
    ("worker", "worker", &["wasm-core"]),
    ("app-ui", "app-ui", &["wasm-core", "job-api"]),
    ("job-api", "job-api", &[]),
    ("backend", "backend", &["job-api"]),
    ("cli", "cli", &["wasm-core"]),
    ("jira-sim", "jira-sim", &[]),
    ("in-process-tests", "tests/in_process", &["wasm-core", "jira-sim"]),
    ("xtask", "xtask", &[]),
];

/// Crates that must not be linked by the page, which would grow from under 100 KB to over 600.
const NEVER_IN_PAGE: [&str; 3] = ["calamine", "rust_xlsxwriter", "zip"];

/// Dependencies that the table does not allow.
pub fn check() -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for (package, folder, allowed) in ALLOWED {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for dependency in names(folder, table)? {
                let ours = ALLOWED.iter().any(|(name, ..)| *name == dependency);
                if ours && !allowed.contains(&dependency.as_str()) {
                    breaches.push(format!("{package}/Cargo.toml: must not depend on {dependency}"));
                }
            }
        }
    }
    breaches.extend(page()?);
    Ok(breaches)
}

fn names(folder: &str, table: &str) -> Result<Vec<String>> {
    let file = process::root().join(folder).join("Cargo.toml");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let manifest: toml::Table = text.parse().with_context(|| file.display().to_string())?;
    let mut names = keys(manifest.get(table));
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for target in targets.into_iter().flat_map(toml::Table::values) {
        names.extend(keys(target.get(table)));
    }
    Ok(names)
}

fn keys(table: Option<&toml::Value>) -> Vec<String> {
    table.and_then(toml::Value::as_table).map(|t| t.keys().cloned().collect()).unwrap_or_default()
}

fn page() -> Result<Vec<String>> {
    let tree = process::output(process::cargo().args(["tree", "--package", "app-ui"]).args([
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    let linked = |name: &&str| tree.lines().any(|line| line.split(' ').next() == Some(name));
    let breach = |name| format!("app-ui: links {name}, which belongs to the worker");
    Ok(NEVER_IN_PAGE.into_iter().filter(linked).map(breach).collect())
}
