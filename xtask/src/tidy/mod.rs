//! The rules of the tree that no compiler checks.

use anyhow::{Result, bail};

use crate::process;

mod depends;
mod paths;
mod sizes;

/// Checks every rule and prints each breach with its place.
pub fn run() -> Result<()> {
    let files = tracked()?;
    let mut breaches = depends::check()?;
    breaches.extend(sizes::check(&files)?);
    breaches.extend(paths::check(&files)?);
    for breach in &breaches {
        eprintln!("{breach}");
    }
    if !breaches.is_empty() {
        bail!("{} breaches of the tree's rules", breaches.len());
    }
    println!("tidy: {} files", files.len());
    Ok(())
}

/// The files that git tracks and that exist, relative to the root.
fn tracked() -> Result<Vec<String>> {
    let list = process::output(process::command("git").args(["ls-files"]))?;
    let root = process::root();
    Ok(list.lines().filter(|file| root.join(file).is_file()).map(str::to_owned).collect())
}
