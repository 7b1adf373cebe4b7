//! # What it does
//! A right that is lacking is told once for each space, and not for each row that needs it.
//!
//! # Why
//! A thousand rows that are held back for one reason have one remedy: somebody gives the right. Each
//! row still says why it is held back.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place};
use crate::message::Message;

/// Messages about a right that a row lacks, and what is said of several such rows of one space.
fn of_several(code: &str) -> Option<Message> {
    match code {
        "create-right-missing" => Some(Message::new("create-right-missing-rows")),
        "edit-right-missing" => Some(Message::new("edit-right-missing-rows")),
        "status-right-missing" => Some(Message::new("status-right-missing-rows")),
        _ => None,
    }
}

/// One finding instead of those that say the same of several rows, at the place of the first.
pub fn tell_once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut rows: BTreeMap<(String, String, String), u32> = BTreeMap::new();
    for key in findings.iter().filter_map(key) {
        *rows.entry(key).or_default() += 1;
    }
    let mut told = Vec::with_capacity(findings.len());
    for finding in findings {
        let count = key(&finding).and_then(|key| Some((rows.get(&key).copied()?, key)));
        match count {
            // The first one tells all of them.
            Some((count, key)) if count > 1 => {
                told.extend(several(&finding, count));
                rows.insert(key, 0);
            }
            Some((0, _)) => {}
            _ => told.push(finding),
        }
    }
    told
}

/// What is the same for all rows: the right, the space and the permission.
fn key(finding: &Finding) -> Option<(String, String, String)> {
    let code = &finding.message.code;
    of_several(code).filter(|_| finding.at.row.is_some())?;
    let param = |name: &str| finding.message.params.get(name).cloned().unwrap_or_default();
    Some((code.clone(), format!("{}{}", param("space"), param("project")), param("permission")))
}

fn several(first: &Finding, rows: u32) -> Option<Finding> {
    let mut message = of_several(&first.message.code)?.with("rows", rows);
    for (name, value) in &first.message.params {
        message = message.with(name, value);
    }
    Some(Finding { message, severity: first.severity, at: Place::sheet(&first.at.sheet) })
}
