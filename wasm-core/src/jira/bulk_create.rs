//! `/issue` and `/issue/bulk`: new issues.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Call, Client, parse};
use super::error::{JiraError, Words};
use super::path::Path;
use crate::convert::Body;
use crate::message::Message;
use crate::plan::IssueRef;
use crate::ports::{Clock, Transport};
use crate::schema::Notation;

/// Issues of one create request: Jira's limit.
pub const BULK_CREATE: usize = 50;

/// An issue to create.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewIssue {
    /// Its fields.
    pub body: Body,
    /// The transition to another than the first status.
    pub transition: Option<String>,
    /// Properties by key; values of at most 32,768 characters.
    pub properties: BTreeMap<String, Value>,
}

/// Why one issue of several was not created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateRefusal {
    /// Jira's own words.
    pub words: Words,
    /// The HTTP status that a create of this issue alone would have had.
    pub status: u16,
}

/// What became of one issue of a create request.
pub type CreateResult = Result<CreatedIssue, CreateRefusal>;

impl CreateRefusal {
    /// What to tell the user.
    pub fn message(&self) -> Message {
        Message::new("jira-refused").with("detail", self.words.sentence(self.status))
    }
}

impl NewIssue {
    /// How rich text of several issues that are created by one request is written: they are rows of
    /// one file, and all its rich text is in the same notation.
    fn notation(issues: &[Self]) -> Notation {
        let mut notations = issues.iter().map(|issue| issue.body.notation);
        notations.find(|notation| *notation == Notation::Wiki).unwrap_or_default()
    }

    fn json(&self) -> Value {
        let mut json = self.body.clone().into_json();
        if let Some(id) = &self.transition {
            json["transition"] = json!({ "id": id });
        }
        if !self.properties.is_empty() {
            let pair = |(key, value)| json!({ "key": key, "value": value });
            json["properties"] = self.properties.iter().map(pair).collect();
        }
        json
    }
}

/// An issue that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedIssue {
    /// Id and key.
    pub issue: IssueRef,
    /// Why the transition was refused, if it was; the issue is then in its first status.
    pub transition_refused: Option<CreateRefusal>,
}

#[derive(Deserialize)]
struct Created {
    #[serde(default)]
    issues: Vec<WireIssue>,
    #[serde(default)]
    errors: Vec<WireFailure>,
}

#[derive(Deserialize)]
struct WireIssue {
    id: String,
    key: String,
    #[serde(default)]
    transition: Option<WireTransition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireTransition {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    error_collection: Words,
}

impl From<WireIssue> for CreatedIssue {
    fn from(wire: WireIssue) -> Self {
        let refused = wire.transition.filter(|transition| transition.status >= 400);
        Self {
            issue: IssueRef { id: wire.id, key: wire.key },
            transition_refused: refused
                .map(|t| CreateRefusal { words: t.error_collection, status: t.status }),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireFailure {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    element_errors: Words,
    failed_element_number: usize,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Creates one issue. Never repeated blindly.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] with Jira's words; [`JiraError::is_unanswered`] where it is
    /// unknown whether the issue was created.
    pub async fn create_issue(&self, issue: &NewIssue) -> Result<CreatedIssue, JiraError> {
        let call = Call::post(Path::of(issue.body.notation, "issue")).body(&issue.json())?;
        let created: WireIssue = self.json(call).await?;
        Ok(created.into())
    }

    /// Creates up to [`BULK_CREATE`] issues: one result for each, in their order. Never repeated
    /// blindly.
    ///
    /// # Errors
    /// When Jira judged none of them; [`JiraError::is_unanswered`] where it is unknown whether
    /// any was created.
    pub async fn create_issues(&self, issues: &[NewIssue]) -> Result<Vec<CreateResult>, JiraError> {
        let updates: Vec<_> = issues.iter().map(NewIssue::json).collect();
        let path = Path::of(NewIssue::notation(issues), "issue/bulk");
        let call = Call::post(path).body(&json!({ "issueUpdates": updates }))?;
        let name = &call.name();
        let response = self.answer(&call).await?;
        // 400 with the same body means that each of them failed.
        let judged = matches!(response.status, 201 | 400)
            .then(|| parse::<Created>(name, &response).ok())
            .flatten()
            .filter(|created| response.status == 201 || !created.errors.is_empty());
        match judged {
            Some(created) => assign(name, issues.len(), created),
            None if (200..300).contains(&response.status) => {
                Err(JiraError::unexpected(name, "not the documented list of created issues"))
            }
            None => Err(JiraError::refused(name, &response)),
        }
    }
}

/// Gives each element its own result. Jira lists the created ones in order without saying which
/// they are, and the failed ones by number: so the created ones are those that did not fail.
fn assign(name: &str, count: usize, created: Created) -> Result<Vec<CreateResult>, JiraError> {
    let mut failures: BTreeMap<usize, CreateRefusal> = created
        .errors
        .into_iter()
        .map(|failure| {
            let refusal = CreateRefusal { words: failure.element_errors, status: failure.status };
            (failure.failed_element_number, refusal)
        })
        .collect();
    if created.issues.len() + failures.len() != count || failures.keys().any(|at| *at >= count) {
        return Err(JiraError::unexpected(name, "another number of results than of issues"));
    }
    let mut issues = created.issues.into_iter();
    let result = |at| match failures.remove(&at) {
        Some(refusal) => Some(Err(refusal)),
        None => issues.next().map(|issue| Ok(issue.into())),
    };
    Ok((0..count).filter_map(result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(count: usize, body: Value) -> Result<Vec<Result<String, String>>, JiraError> {
        let results = assign("POST", count, serde_json::from_value(body).unwrap())?;
        let short = |r: CreateResult| {
            r.map(|created| created.issue.key).map_err(|refusal| refusal.words.text())
        };
        Ok(results.into_iter().map(short).collect())
    }

    #[test]
    fn a_partial_failure_is_mapped_to_its_elements() {
        let body = json!({
            "issues": [{"id": "1", "key": "A-1"}, {"id": "2", "key": "A-2"}],
            "errors": [
                {"status": 400, "failedElementNumber": 2,
                 "elementErrors": {"errorMessages": ["Bad."], "errors": {}}},
                {"status": 400, "failedElementNumber": 0,
                 "elementErrors": {"errorMessages": [], "errors": {"summary": "Missing."}}},
            ],
        });
        let expected = vec![
            Err("summary: Missing.".to_owned()),
            Ok("A-1".to_owned()),
            Err("Bad.".to_owned()),
            Ok("A-2".to_owned()),
        ];
        assert_eq!(assigned(4, body).unwrap(), expected);
    }

    #[test]
    fn results_that_do_not_add_up_are_not_guessed() {
        let body = json!({"issues": [{"id": "1", "key": "A-1"}], "errors": []});
        assert!(assigned(2, body).unwrap_err().is_unanswered());
    }
}
