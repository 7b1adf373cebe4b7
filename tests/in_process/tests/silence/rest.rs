//! The rest of Jira: what the further sheets add, and that nothing else changes.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::case::Entry;
use crate::file;
use crate::oracle::filled;
use crate::run::Run;
use crate::same::{in_zone, rich};
use crate::table::Table;

/// The fields that follow from others, or from the clock.
const ALONG: [&str; 4] = ["updated", "lastViewed", "workratio", "subtasks"];

/// The fields in which each new work item differs from any other.
const OWN: [&str; 6] =
    ["created", "issuetype", "customfield_10019", "statuscategorychangedate", "summary", "watches"];

/// Each row of a further sheet is an entry, or a finding of its sheet says why not.
pub fn entries(table: &Table, run: &Run, keys: &[Option<String>]) -> Result<(), String> {
    for further in &table.further {
        let sheet = sheet_of(further.entry);
        let told =
            run.findings.iter().any(|found| found.at.sheet == sheet && found.at.row.is_some());
        let Some(key) = &keys[further.row] else {
            if !told && table.keys[further.row].is_none() {
                return Err(format!("{further:?} is lost with its row, and nothing is told"));
            }
            continue;
        };
        if !told && !is_there(&run.after[key], further.entry) {
            return Err(format!("{further:?} is not at {key}, and nothing is told"));
        }
    }
    Ok(())
}

fn sheet_of(entry: Entry) -> &'static str {
    match entry {
        Entry::Comment(..) => "Comments",
        Entry::Worklog(..) => "Worklogs",
        Entry::Link(_) => "Links",
    }
}

fn is_there(fields: &Value, entry: Entry) -> bool {
    let any =
        |list: &Value, is: &dyn Fn(&Value) -> bool| list.as_array().into_iter().flatten().any(is);
    match entry {
        Entry::Comment(_, pick) => any(&fields["comment"]["comments"], &|comment| {
            let shown = rich(&comment["body"]);
            shown.is_some_and(|shown| shown.trim() == file::comment(pick).trim())
        }),
        Entry::Worklog(_, minutes) => any(&fields["worklog"]["worklogs"], &|worklog| {
            let started = worklog["started"].as_str().unwrap_or_default();
            let started = jiff::Timestamp::strptime("%Y-%m-%dT%H:%M:%S%.f%z", started).ok();
            worklog["timeSpentSeconds"] == u64::from(minutes) * 60
                && started == Some(in_zone(file::started(), ""))
        }),
        Entry::Link(_) => any(&fields["issuelinks"], &|link| {
            link["type"]["outward"] == "blocks" && link["outwardIssue"]["key"] == "DEMO-1"
        }),
    }
}

/// Nothing of Jira changed but what the rows say.
pub fn unchanged(table: &Table, run: &Run, keys: &[Option<String>]) -> Result<(), String> {
    for (key, after) in &run.after {
        let mut allowed: BTreeSet<&str> = ALONG.into();
        let row = keys.iter().position(|of| of.as_ref() == Some(key));
        if let Some(row) = row {
            filled(table, row).into_iter().for_each(|field| allow(&mut allowed, field));
        }
        for further in &table.further {
            let is_own = keys[further.row].as_ref() == Some(key)
                || table.keys[further.row] == Some(key.as_str());
            if is_own || (key == "DEMO-1" && sheet_of(further.entry) == "Links") {
                allow(&mut allowed, sheet_of(further.entry));
            }
        }
        let before = match (run.before.get(key), row) {
            (Some(before), _) => before,
            (None, Some(_)) => {
                allowed.extend(OWN);
                &run.bare
            }
            (None, None) => return Err(format!("nobody asked for {key}")),
        };
        let is_untouched = row.is_none() && allowed.len() == ALONG.len();
        for (field, value) in after.as_object().unwrap() {
            let may = allowed.contains(field.as_str())
                || field.starts_with("aggregate")
                || (field == "parent" && allowed.contains("parent"));
            if value != &before[field] && (!may || (is_untouched && field == "updated")) {
                return Err(format!(
                    "{key}: {field} is {value} now, and was {}, which no cell asks for",
                    before[field]
                ));
            }
        }
    }
    match run.before.keys().find(|key| !run.after.contains_key(*key)) {
        Some(key) => Err(format!("{key} is gone")),
        None => Ok(()),
    }
}

/// A field may change, and what Jira changes along with it.
fn allow(allowed: &mut BTreeSet<&str>, field: &'static str) {
    allowed.extend::<&[&str]>(match field {
        "status" => &[
            "status",
            "statusCategory",
            "statuscategorychangedate",
            "resolution",
            "resolutiondate",
        ],
        "timeoriginalestimate" => {
            &["timeoriginalestimate", "timeestimate", "timetracking", "progress"]
        }
        "parent" => &["parent", "customfield_10014"],
        "Comments" => &["comment"],
        "Worklogs" => &["worklog", "timespent", "timeestimate", "timetracking", "progress"],
        "Links" => &["issuelinks"],
        _ => &[],
    });
    allowed.insert(field);
}
