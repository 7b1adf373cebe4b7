//! `/issueLink` and `/issueLinkType`: links between issues.

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};

/// A kind of link, with the words for both of its directions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct LinkType {
    /// Numeric id, as text.
    pub id: String,
    /// Name, such as `Blocks`.
    #[serde(default)]
    pub name: String,
    /// What the far end is to this one: `is blocked by`.
    #[serde(default)]
    pub inward: String,
    /// What this end is to the far one: `blocks`.
    #[serde(default)]
    pub outward: String,
}

impl LinkType {
    /// The words of one direction.
    pub fn words(&self, outward: bool) -> &str {
        if outward { &self.outward } else { &self.inward }
    }

    /// Whether it has no direction: the words are the same at both ends.
    pub fn is_even(&self) -> bool {
        self.outward.trim().to_lowercase() == self.inward.trim().to_lowercase()
    }
}

/// A link as one of its two issues has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueLink {
    /// Numeric id, as text; the same at both ends.
    pub id: String,
    /// The kind.
    pub kind: LinkType,
    /// Whether the outward words lead from this issue to the other.
    pub outward: bool,
    /// Key of the issue at the other end.
    pub other: String,
    /// Its summary.
    pub summary: String,
    /// Name of its status.
    pub status: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLink {
    id: String,
    #[serde(rename = "type")]
    kind: LinkType,
    #[serde(default)]
    outward_issue: Option<Value>,
    #[serde(default)]
    inward_issue: Option<Value>,
}

impl IssueLink {
    /// The links that Jira sent as a field of an issue.
    pub fn of_field(field: &Value) -> Vec<Self> {
        let wire = Vec::<WireLink>::deserialize(field).unwrap_or_default();
        wire.into_iter().filter_map(Self::of_wire).collect()
    }

    fn of_wire(wire: WireLink) -> Option<Self> {
        let outward = wire.outward_issue.is_some();
        let other = wire.outward_issue.or(wire.inward_issue)?;
        let text =
            |path: &str| other.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
        Some(Self {
            id: wire.id,
            kind: wire.kind,
            outward,
            other: text("/key"),
            summary: text("/fields/summary"),
            status: text("/fields/status/name"),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkTypes {
    issue_link_types: Vec<LinkType>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The kinds of link of the site; none where links are switched off.
    ///
    /// # Errors
    /// As any call.
    pub async fn link_types(&self) -> Result<Vec<LinkType>, JiraError> {
        match self.json::<LinkTypes>(Call::get(Path::api("issueLinkType"))).await {
            Ok(types) => Ok(types.issue_link_types),
            Err(error) if error.is_not_found() => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Links two issues, named by key or id: the outward words lead from `from` to `to`. A link
    /// that exists already is not made again, so the call may be repeated.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`] where an issue can't be seen or links are switched off.
    pub async fn add_link(&self, kind: &str, from: &str, to: &str) -> Result<(), JiraError> {
        // Jira names the ends by what they see: `from` blocks `to`, so it is the inward end.
        let body = json!({
            "type": { "id": kind },
            "inwardIssue": { "key": from },
            "outwardIssue": { "key": to },
        });
        self.done(Call::query(Path::api("issueLink")).for_issue(from).body(&body)?).await
    }
}
