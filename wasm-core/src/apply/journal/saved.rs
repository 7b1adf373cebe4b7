//! The journal's text: JSON, and short, since a property of Jira's takes 32 KB.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::lease::Lease;
use super::{Mark, Name, RENEWAL, UNCERTAIN};

/// Version of the text. A later one is not understood.
const VERSION: u32 = 1;

/// Names at most. Of more it is only kept when the last of them was begun, as of anything.
const MOST: usize = 1500;

#[derive(Serialize, Deserialize)]
struct Saved {
    version: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    begun: Vec<Group>,
    /// When anything at all may have been begun last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    any: Option<Timestamp>,
    /// The keys of the spaces that get something.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    spaces: BTreeSet<String>,
    /// Who applies now, where it is not the file's lock that tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lease: Option<Lease>,
}

/// What was begun at one time.
#[derive(Serialize, Deserialize)]
struct Group {
    at: Timestamp,
    /// Whether the requests were under way.
    #[serde(default)]
    flying: bool,
    names: Vec<Name>,
}

/// What earlier runs left.
#[derive(Default)]
pub(super) struct Left {
    pub(super) begun: BTreeMap<Name, Mark>,
    pub(super) any: Option<Timestamp>,
    pub(super) spaces: BTreeSet<String>,
    pub(super) lease: Option<Lease>,
}

/// Why a text could not be understood.
#[derive(Debug, thiserror::Error)]
pub(super) enum Damage {
    #[error("version {0}")]
    Version(u32),
    #[error("line {line}, column {column}")]
    Json { line: usize, column: usize },
}

impl Left {
    /// Whether nothing may still come, and nobody applies.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        let held = self.lease.as_ref().is_some_and(|lease| lease.is_recent(now));
        self.begun.is_empty() && self.any.is_none() && !held
    }
}

/// The text of what may still come and of who applies; none where that is nothing.
pub(super) fn text(
    begun: &BTreeMap<Name, Mark>,
    any: Option<Timestamp>,
    spaces: &BTreeSet<String>,
    lease: Option<Lease>,
    now: Timestamp,
) -> Option<String> {
    let mut any = any.filter(|at| is_recent(*at, now));
    let recent = begun.iter().filter(|(_, mark)| mark.flying || is_recent(mark.at, now));
    let mut groups: BTreeMap<(Timestamp, bool), Vec<Name>> = BTreeMap::new();
    for (name, mark) in recent {
        groups.entry((mark.at, mark.flying)).or_default().push(name.clone());
    }
    if groups.values().map(Vec::len).sum::<usize>() > MOST {
        any = any.max(groups.keys().map(|(at, flying)| sent(*at, *flying)).max());
        groups.clear();
    }
    let group = |((at, flying), names)| Group { at, flying, names };
    let (begun, spaces) = (groups.into_iter().map(group).collect(), spaces.clone());
    let saved = Saved { version: VERSION, begun, any, spaces, lease };
    if saved.begun.is_empty() && saved.any.is_none() && saved.lease.is_none() {
        return None;
    }
    serde_json::to_string(&saved).ok()
}

/// Understands a text. Nothing in it can have been begun after `now`.
pub(super) fn read(text: &str, now: Timestamp) -> Result<Left, Damage> {
    let damage =
        |error: serde_json::Error| Damage::Json { line: error.line(), column: error.column() };
    let saved: Saved = serde_json::from_str(text).map_err(damage)?;
    if saved.version != VERSION {
        return Err(Damage::Version(saved.version));
    }
    let mut begun = BTreeMap::new();
    for group in saved.begun {
        let mark = Mark { at: sent(group.at, group.flying).min(now), flying: false };
        if is_recent(mark.at, now) {
            begun.extend(group.names.into_iter().map(|name| (name, mark)));
        }
    }
    let any = saved.any.map(|at| at.min(now)).filter(|at| is_recent(*at, now));
    Ok(Left { begun, any, spaces: saved.spaces, lease: saved.lease })
}

/// When it may have been sent at the latest.
fn sent(at: Timestamp, flying: bool) -> Timestamp {
    if flying { at.checked_add(RENEWAL).unwrap_or(at) } else { at }
}

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at).unsigned_abs() < UNCERTAIN || at > now
}
