//! The steps of a run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use super::Options;
use super::gather::{self, Gathered, Item};
use super::others;
use super::plan::{by_key, list, wishes};
use super::site::{Placed, Site};
use super::tally::Tally;
use super::words::{self, Word};
use super::{check, check::short};
use crate::install;
use crate::process::{self, target};

/// Columns beside the custom fields that the issues have.
const COLUMNS: [&str; 19] = [
    "key",
    "summary",
    "description",
    "environment",
    "project",
    "issuetype",
    "status",
    "priority",
    "resolution",
    "assignee",
    "reporter",
    "labels",
    "components",
    "fixVersions",
    "versions",
    "duedate",
    "parent",
    "created",
    "updated",
];

/// Tries a folder. Its workbooks and plans are left below `target/corpus-run` if something is
/// wrong.
pub fn run(options: &Options) -> Result<Tally> {
    let dir = &options.dir;
    let python = install::python(&["tests/demo/requirements.txt"])?.join("python");
    let gathered = gather::folder(dir)?;
    if gathered.items.is_empty() {
        bail!("{} holds no issue", dir.display());
    }
    let folder = target().join(format!("corpus-run/{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let site = Site::start()?;
    let placed = process::timed("put the issues into a local Jira", || site.put(&gathered))?;
    let custom: BTreeSet<&String> = placed.values().flat_map(BTreeMap::values).collect();
    let custom = custom.into_iter().cloned();
    let columns: Vec<String> = COLUMNS.iter().map(|id| (*id).to_owned()).chain(custom).collect();
    let mut trial = Trial {
        site,
        folder,
        python,
        gathered,
        columns,
        office: options.libreoffice,
        tally: Tally::default(),
    };
    trial.count(&placed)?;
    for round in 0..options.rounds {
        trial.go(options.seed.wrapping_add(round))?;
    }
    if trial.tally.failed == 0 {
        std::fs::remove_dir_all(&trial.folder)?;
    }
    Ok(trial.tally)
}

struct Trial {
    site: Site,
    folder: PathBuf,
    python: PathBuf,
    office: bool,
    gathered: Gathered,
    columns: Vec<String>,
    tally: Tally,
}

/// The issues' fields, by key.
type Issues = BTreeMap<String, Value>;

/// The words that were changed, by key; none where none could be.
type Changed = BTreeMap<String, Option<Word>>;

impl Trial {
    /// Counts what was read, and the recorded values that the local Jira has no place for.
    fn count(&mut self, placed: &Placed) -> Result<()> {
        let issues = self.read()?;
        let Gathered { items, unknown, fields_only, .. } = &self.gathered;
        let mut files: Vec<&str> = items.iter().map(|item| item.file.as_str()).collect();
        files.dedup();
        self.tally.files = files.len() + unknown.len() + fields_only;
        self.tally.fields_only = *fields_only;
        self.tally.issues = items.len();
        self.tally.fields = self.columns.len();
        self.tally.unknown_files.clone_from(unknown);
        for item in items {
            let recorded = item.issue["fields"].as_object().into_iter().flatten();
            for (field, _) in recorded.filter(|(_, value)| has_value(value)) {
                let id = placed.get(item.key()).and_then(|ids| ids.get(field)).unwrap_or(field);
                if !has_value(&issues[item.key()][id]) {
                    *self.tally.left_out.entry(field.clone()).or_default() += 1;
                }
            }
        }
        Ok(())
    }

    fn go(&mut self, seed: u64) -> Result<()> {
        let (exported, edited) =
            (self.folder.join("as-exported.xlsx"), self.folder.join("edited.xlsx"));
        let before = self.read()?;
        self.tally.rounds += 1;
        self.tally.texts += before.values().filter(|issue| !issue["description"].is_null()).count();
        process::timed("export", || self.site.export(&self.keys(), &self.columns, &exported))?;
        self.tally.unchanged += process::timed("plan the unchanged workbook", || {
            self.unchanged(&exported, "the unchanged workbook")
        })?;
        if self.office {
            process::timed("let LibreOffice save it", || self.resaved(&exported))?;
        }
        let changed = process::timed("change a word in each description", || {
            self.change(&before, &exported, &edited, seed)
        })?;
        let lossy =
            process::timed("plan the changed workbook", || self.planned(&edited, &changed))?;
        process::timed("apply", || self.apply(&edited, &changed, lossy))?;
        let after = self.read()?;
        self.compare(&before, &after, &changed);
        process::timed("plan the applied workbook", || self.settled(&edited, &changed))
    }

    fn keys(&self) -> Vec<&str> {
        self.gathered.items.iter().map(Item::key).collect()
    }

    /// An issue's place for a person: its file and its key.
    fn place(&self, key: &str) -> String {
        let item = self.gathered.items.iter().find(|item| item.key() == key);
        format!("{}, issue {key}", item.map_or("?", |item| &item.file))
    }

    fn read(&self) -> Result<Issues> {
        let issues = self.site.issues(&self.keys())?;
        match self.keys().iter().find(|key| !issues.contains_key(**key)) {
            Some(key) => bail!("{}: the local Jira does not give it back", self.place(key)),
            None => Ok(issues),
        }
    }

    /// The law: an export that is planned unchanged holds nothing to do.
    fn unchanged(&mut self, workbook: &Path, name: &str) -> Result<usize> {
        let plan = self.site.plan(workbook, false)?;
        self.findings(&plan, name);
        let mut unchanged = 0;
        for (key, change) in by_key(&plan) {
            let wishes = wishes(change);
            if wishes.is_empty() && change["action"] == "no_op" {
                unchanged += 1;
            } else {
                let what =
                    format!("{name} asks for: {} {}", wishes.join("; "), short(&change["reason"]));
                self.tally.fail(&self.place(&key), &what);
            }
        }
        self.missing(&plan, name);
        Ok(unchanged)
    }

    fn resaved(&mut self, exported: &Path) -> Result<()> {
        let saved = others::resave(exported, &self.folder.join("saved"))?;
        self.tally.resaved += self.unchanged(&saved, "the workbook that LibreOffice saved")?;
        Ok(())
    }

    /// A file that nobody edited gives no reason for a warning.
    fn findings(&mut self, plan: &Value, file: &str) {
        for finding in list(&plan["findings"]) {
            let text = |name: &str| finding[name].as_str().unwrap_or_default();
            *self.tally.findings.entry(text("code").to_owned()).or_default() += 1;
            if text("severity") != "info" {
                self.tally.fail(&format!("{file}, {}", text("at")), text("text"));
            }
        }
    }

    fn missing(&mut self, plan: &Value, file: &str) {
        let planned = by_key(plan);
        for key in
            self.gathered.items.iter().map(Item::key).filter(|key| !planned.contains_key(*key))
        {
            self.tally.fail(&self.place(key), &format!("no row in {file}"));
        }
    }

    /// Changes words by another program.
    fn change(&mut self, before: &Issues, from: &Path, to: &Path, seed: u64) -> Result<Changed> {
        let mut all: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
        for (key, issue) in before.iter().filter(|(_, issue)| !issue["description"].is_null()) {
            let own = key.bytes().fold(seed, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
            all.insert(key, words::candidates(&issue["description"], own));
        }
        let shown = |words: &Vec<Word>| -> Value {
            words.iter().map(|word| json!({"word": word.word, "new": word.new})).collect()
        };
        let asked: Map<String, Value> =
            all.iter().map(|(key, words)| ((*key).to_owned(), shown(words))).collect();
        let done = others::edit(&self.python, from, to, &Value::Object(asked))?;
        let mut changed = Changed::new();
        for (key, mut words) in all {
            let at = done[key]["word"].as_u64().and_then(|at| usize::try_from(at).ok());
            let word = at.map(|at| words.swap_remove(at));
            match &word {
                Some(word) => {
                    self.tally.changed += 1;
                    *self.tally.kinds.entry(word.kind).or_default() += 1;
                }
                None => self.tally.no_single_word += 1,
            }
            changed.insert(key.to_owned(), word);
        }
        Ok(changed)
    }

    /// One field a changed word, and nothing else. Tells whether something would be lost.
    fn planned(&mut self, edited: &Path, changed: &Changed) -> Result<bool> {
        let plan = self.site.plan(edited, false)?;
        self.missing(&plan, "the changed workbook");
        let mut lossy = false;
        for (key, change) in by_key(&plan) {
            let word = changed.get(&key).and_then(Option::as_ref);
            let losses = list(&change["losses"]);
            let fields: Vec<&Value> = list(&change["fields"]).iter().chain(losses).collect();
            let others = wishes(change).len() - fields.len();
            let place = self.place(&key);
            match (word, fields.as_slice()) {
                (None, []) if others == 0 => {}
                (Some(_), []) if others == 0 && change["reason"]["code"] == "text-shortened" => {
                    self.tally.shortened += 1;
                }
                (Some(_), [field]) if others == 0 && field["field"] == "description" => {
                    self.tally.one_field += 1;
                }
                _ => {
                    let wishes = wishes(change).join("; ");
                    let reason = short(&change["reason"]);
                    self.tally.fail(
                        &place,
                        &format!("{}: not one field: {wishes}, {reason}", shown(word)),
                    );
                }
            }
            for loss in losses {
                lossy = true;
                self.tally.lossy += 1;
                for lost in list(&loss["lost"]).iter().filter_map(Value::as_str) {
                    *self.tally.lost.entry(lost.to_owned()).or_default() += 1;
                }
            }
        }
        Ok(lossy)
    }

    fn apply(&mut self, edited: &Path, changed: &Changed, lossy: bool) -> Result<()> {
        let plan = self.site.plan(edited, lossy)?;
        let file = self.folder.join("plan.json");
        std::fs::write(&file, serde_json::to_vec(&plan)?)?;
        let report = self.site.apply(&file)?;
        let keys: BTreeMap<u64, String> = by_key(&plan)
            .into_iter()
            .filter_map(|(key, change)| Some((change["row"].as_u64()?, key)))
            .collect();
        for outcome in list(&report["outcomes"]) {
            let key = outcome["row"].as_u64().and_then(|row| keys.get(&row));
            let key = key.map_or("?", String::as_str);
            let wanted = changed.get(key).is_some_and(Option::is_some);
            match (outcome["action"].as_str(), outcome["kind"].as_str(), wanted) {
                (Some("no_op" | "skip"), ..) => {}
                (Some("update"), Some("applied"), true) => self.tally.applied += 1,
                _ => self.tally.fail(&self.place(key), &format!("applied: {}", short(outcome))),
            }
        }
        Ok(())
    }

    fn compare(&mut self, before: &Issues, after: &Issues, changed: &Changed) {
        for (key, word) in changed {
            let (before, after) = (&before[key], &after[key]);
            let place = self.place(key);
            let others = check::other_fields(before, after);
            others.iter().for_each(|what| self.tally.fail(&place, what));
            let (old, new) = (&before["description"], &after["description"]);
            let Some(word) = word.as_ref().filter(|_| old != new) else { continue };
            self.tally.other_fields_untouched += usize::from(others.is_empty());
            let wrong = check::document(old, new, word);
            self.tally.only_the_word += usize::from(wrong.is_empty());
            let near = wrong.iter().all(|what| what.starts_with(check::NEAR));
            self.tally.other_blocks_untouched += usize::from(near);
            for what in wrong {
                self.tally.fail(
                    &format!("{place}, field description"),
                    &format!("{}: {what}", shown(Some(word))),
                );
            }
        }
    }

    /// What was applied is what the cells say.
    fn settled(&mut self, edited: &Path, changed: &Changed) -> Result<()> {
        let plan = self.site.plan(edited, false)?;
        for (key, change) in by_key(&plan) {
            let wishes = wishes(change);
            if change["action"] == "no_op" && wishes.is_empty() {
                self.tally.settled += 1;
            } else if change["reason"]["code"] != "text-shortened" {
                let word = shown(changed.get(&key).and_then(Option::as_ref));
                let what = format!(
                    "{word}: applied, but {} {}",
                    wishes.join("; "),
                    short(&change["reason"])
                );
                self.tally.fail(&self.place(&key), &what);
            }
        }
        Ok(())
    }
}

/// Whether a value of a field is more than nothing, an empty list or a list of a page of nothing.
fn has_value(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => match members.get("total") {
            Some(total) => total.as_u64() != Some(0),
            None => !members.is_empty(),
        },
        _ => true,
    }
}

fn shown(word: Option<&Word>) -> String {
    word.map_or_else(
        || "no word changed".to_owned(),
        |word| {
            format!("{:?} became {:?} in block {} ({})", word.word, word.new, word.block, word.kind)
        },
    )
}
