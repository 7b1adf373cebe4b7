//! Texts and recorded issues of a folder, told by what the files hold and not by their names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

mod front;
mod recorded;
mod text;

/// An issue to be put into the local Jira.
pub struct Item {
    /// The file it is from, below the folder.
    pub file: String,
    /// As some Jira would give it: `key`, `fields`, perhaps `names` and `schema`.
    pub issue: Value,
}

impl Item {
    /// Its key.
    pub fn key(&self) -> &str {
        self.issue["key"].as_str().unwrap_or_default()
    }
}

/// What a folder holds.
#[derive(Default)]
pub struct Gathered {
    /// The issues, each with a key of its own.
    pub items: Vec<Item>,
    /// Fields as `/field` and the lists of fields to create issues with tell them, by folder.
    pub fields: BTreeMap<PathBuf, Vec<Value>>,
    /// Files that describe fields and hold no issue.
    pub fields_only: usize,
    /// Files with nothing to try, with what they seem to be.
    pub unknown: Vec<String>,
}

impl Gathered {
    /// The fields that were recorded beside an item.
    pub fn fields_of(&self, item: &Item) -> Vec<Value> {
        let folder = Path::new(&item.file).parent().unwrap_or(Path::new(""));
        self.fields.get(folder).cloned().unwrap_or_default()
    }
}

/// Reads a folder and the folders within.
pub fn folder(root: &Path) -> Result<Gathered> {
    let mut files = Vec::new();
    walk(root, &mut files)?;
    files.sort();
    let mut gathered = Gathered::default();
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).to_path_buf();
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        file(&name, &bytes, &mut gathered);
    }
    give_keys(&mut gathered.items);
    Ok(gathered)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn file(name: &Path, bytes: &[u8], gathered: &mut Gathered) {
    let shown = name.display().to_string();
    let Ok(text) = std::str::from_utf8(bytes) else {
        gathered.unknown.push(format!("{shown}: not UTF-8"));
        return;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let issues = match front::split(text) {
        Some((front, body)) => text::issues(name, &front, body),
        None => answer(name, text, gathered),
    };
    let items = issues.into_iter().map(|issue| Item { file: shown.clone(), issue });
    gathered.items.extend(items);
}

/// The issues of a file that is no text with front matter; the fields it describes are kept.
fn answer(name: &Path, text: &str, gathered: &mut Gathered) -> Vec<Value> {
    let json = serde_json::from_str::<Value>(text).unwrap_or_default();
    let mut issues: Vec<Value> =
        recorded::issues(&json).into_iter().flat_map(text::with_comments).collect();
    if issues.is_empty() {
        issues = text::listed(&json);
    }
    let fields = recorded::fields(&json);
    match (issues.is_empty(), fields.is_empty()) {
        (true, true) => gathered.unknown.push(format!("{}: no issue in it", name.display())),
        (true, false) => gathered.fields_only += 1,
        _ => {}
    }
    let folder = name.parent().unwrap_or(Path::new("")).to_path_buf();
    gathered.fields.entry(folder).or_default().extend(fields);
    issues
}

/// An issue whose key is missing or taken gets another number of its project.
fn give_keys(items: &mut [Item]) {
    let mut taken: BTreeSet<String> =
        items.iter().map(|item| item.key().to_owned()).filter(|key| is_key(key)).collect();
    let mut seen = BTreeSet::new();
    for item in items {
        let key = item.key().to_owned();
        if is_key(&key) && seen.insert(key.clone()) {
            continue;
        }
        let project = key.rsplit_once('-').map_or(key.as_str(), |(project, _)| project);
        let project = if is_project(project) { project } else { "TEXT" };
        let free = (1_u32..).map(|n| format!("{project}-{n}")).find(|key| !taken.contains(key));
        let key = free.unwrap_or_default();
        taken.insert(key.clone());
        seen.insert(key.clone());
        item.issue["key"] = json!(key);
    }
}

fn is_key(key: &str) -> bool {
    key.rsplit_once('-').is_some_and(|(project, number)| {
        is_project(project) && number.parse::<u32>().is_ok_and(|number| number > 0)
    })
}

/// Jira's keys of projects: capital letters and digits, a letter first.
fn is_project(key: &str) -> bool {
    key.len() > 1
        && key.starts_with(|c: char| c.is_ascii_uppercase())
        && key.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests;
