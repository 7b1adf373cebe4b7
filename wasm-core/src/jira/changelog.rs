//! `/changelog/bulkfetch`: what was changed in many issues.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;
use crate::target::User;

/// Issues of one request: Jira's limit.
const ISSUES: usize = 1000;
/// Fields of one request: Jira's limit.
const FIELDS: usize = 10;

/// A value as the history keeps it: of the whole field, or, where Jira tells lists value by value,
/// of the one value that came or went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSide {
    /// Jira's id of it, the account of a person, the day of a date, seconds; several as `6, 7` or
    /// `[6, 7]`. None for no value, and for values that have no id.
    pub id: Option<String>,
    /// As Jira shows it; rich text as wiki markup. None for no value.
    pub text: Option<String>,
}

/// One past change of one field. One write may change a list by several of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastChange {
    /// Id of the issue.
    pub issue: String,
    /// The field.
    pub field: FieldId,
    /// When it was changed.
    pub at: Timestamp,
    /// The account of whoever changed it; none for Jira itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The value before.
    pub from: PastSide,
    /// The value after.
    pub to: PastSide,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    issue_ids_or_keys: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    field_ids: &'a [FieldId],
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

/// One field of one past change.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryItem {
    /// Id of the issue.
    pub issue: String,
    /// Id of the change; the fields that were changed at once share it.
    pub change: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Who; none for Jira itself.
    pub author: Option<User>,
    /// Name of the field, as Jira's history has it.
    pub field: String,
    /// The value before, as Jira shows it. Empty for no value.
    pub from: String,
    /// The value after.
    pub to: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    #[serde(default)]
    issue_change_logs: Vec<WireLog>,
    #[serde(default)]
    next_page_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLog {
    issue_id: String,
    #[serde(default)]
    change_histories: Vec<WireHistory>,
}

#[derive(Deserialize)]
struct WireHistory {
    #[serde(default)]
    id: String,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    created: Value,
    #[serde(default)]
    items: Vec<WireItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireItem {
    #[serde(default)]
    field: String,
    #[serde(default)]
    field_id: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    from_string: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    to_string: Option<String>,
}

impl WireItem {
    /// The id of the field. Jira leaves it out where the parent is changed.
    fn field(&self) -> Option<&str> {
        match (&self.field_id, self.field.as_str()) {
            (Some(id), _) => Some(id),
            (None, "IssueParentAssociation") => Some(PARENT),
            (None, _) => None,
        }
    }
}

/// The field whose changes a request for some fields does not find, as they have no field id.
const PARENT: &str = "parent";

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All past changes of some fields of some issues, each issue's oldest change first. Issues
    /// that the user may not see are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn past_changes(
        &self,
        wanted: &[(String, FieldId)],
    ) -> Result<Vec<PastChange>, JiraError> {
        let mut changes: Vec<PastChange> = Vec::new();
        // Changes of the parent cannot be asked for by their field, so that of these issues
        // everything is read.
        let (parents, others): (Vec<_>, Vec<_>) =
            wanted.iter().partition(|(_, field)| field.as_str() == PARENT);
        for part in [parents, others] {
            let issues: BTreeSet<String> = part.iter().map(|(issue, _)| issue.clone()).collect();
            let fields: BTreeSet<FieldId> = part.iter().map(|(_, field)| field.clone()).collect();
            let issues: Vec<String> = issues.into_iter().collect();
            let fields: Vec<FieldId> = fields.into_iter().collect();
            for issues in issues.chunks(ISSUES) {
                // A whole change is answered if one of its fields is asked for, so that it comes
                // again with other fields: only those that were asked for count.
                for wanted in fields.chunks(FIELDS) {
                    let asked =
                        if wanted.iter().any(|f| f.as_str() == PARENT) { &[] } else { wanted };
                    let take = |log: &WireLog| changes.extend(past_changes(log, wanted));
                    self.change_logs(issues, asked, take).await?;
                }
            }
        }
        // Stable, so that the fields of one write stay in their order.
        changes.sort_by_key(|change| change.at);
        Ok(changes)
    }

    /// Everything that was ever changed in up to 1,000 issues, each issue's oldest change first.
    /// Issues that the user may not see are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn histories(&self, issues: &[String]) -> Result<Vec<HistoryItem>, JiraError> {
        let mut items = Vec::new();
        self.change_logs(issues, &[], |log| items.extend(history_items(log))).await?;
        Ok(items)
    }

    /// The pages of one request.
    async fn change_logs(
        &self,
        issues: &[String],
        fields: &[FieldId],
        mut take: impl FnMut(&WireLog),
    ) -> Result<(), JiraError> {
        let (mut token, mut tokens) = (None::<String>, HashSet::new());
        loop {
            let request = Request {
                issue_ids_or_keys: issues,
                field_ids: fields,
                next_page_token: token.as_deref(),
            };
            let call = Call::query(Path::api("changelog/bulkfetch")).body(&request)?;
            let page: Page = self.json(call).await?;
            page.issue_change_logs.iter().for_each(&mut take);
            // A token may come twice, and lead round in a circle.
            token = page.next_page_token.filter(|next| tokens.insert(next.clone()));
            if token.is_none() {
                return Ok(());
            }
        }
    }
}

fn history_items(log: &WireLog) -> Vec<HistoryItem> {
    let of = |history: &WireHistory| {
        let (change, at) = (history.id.clone(), instant(&history.created));
        let author = User::of_json(&history.author);
        let item = move |item: &WireItem| HistoryItem {
            issue: log.issue_id.clone(),
            change: change.clone(),
            at,
            author: author.clone(),
            field: item.field.clone(),
            from: item.from_string.clone().unwrap_or_default(),
            to: item.to_string.clone().unwrap_or_default(),
        };
        history.items.iter().map(item).collect::<Vec<_>>()
    };
    log.change_histories.iter().flat_map(of).collect()
}

fn past_changes(log: &WireLog, fields: &[FieldId]) -> Vec<PastChange> {
    let side = |id: &Option<String>, text: &Option<String>| {
        let filled = |side: &Option<String>| side.clone().filter(|side| !side.is_empty());
        PastSide { id: filled(id), text: filled(text) }
    };
    let mut changes = Vec::new();
    for history in &log.change_histories {
        let Some(at) = instant(&history.created) else { continue };
        for item in &history.items {
            let Some(field) = fields.iter().find(|f| item.field() == Some(f.as_str())) else {
                continue;
            };
            changes.push(PastChange {
                issue: log.issue_id.clone(),
                field: field.clone(),
                at,
                by: history.author["accountId"].as_str().map(str::to_owned),
                from: side(&item.from, &item.from_string),
                to: side(&item.to, &item.to_string),
            });
        }
    }
    changes
}

/// The time of a change: this endpoint writes milliseconds since 1970 as a number, the others a
/// date-time as text.
fn instant(json: &Value) -> Option<Timestamp> {
    match json {
        Value::Number(number) => match number.as_i64()? {
            // The documentation's example is in seconds.
            seconds @ ..100_000_000_000 => Timestamp::from_second(seconds).ok(),
            milliseconds => Timestamp::from_millisecond(milliseconds).ok(),
        },
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::jira::testing::{FakeJira, VirtualClock, body, ok};

    /// More fields than one request takes are asked for in several, and a change of two of them is
    /// in the answers to both.
    #[test]
    fn a_change_that_comes_twice_counts_once() {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |_: &crate::ports::Request, _| {
            let item = |at: u32| {
                json!({"field": "F", "fieldId": format!("customfield_{at}"),
                "fromString": "a", "toString": "b"})
            };
            let change = json!({"id": "1", "created": "2026-10-05T10:00:00.000+0000",
                "items": [item(1), item(12)]});
            ok(json!({"issueChangeLogs": [{"issueId": "1", "changeHistories": [change]}]}))
        });
        let client = Client::new(&site, &clock);
        let field = |at| ("1".to_owned(), FieldId::new(format!("customfield_{at}")));
        let wanted: Vec<_> = (1..=12).map(field).collect();
        let changes = clock.run(client.past_changes(&wanted)).unwrap();
        let of: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(of, ["customfield_1", "customfield_12"]);
        assert_eq!(site.log().lines().count(), 2);
    }

    /// Jira knows no field of a change of the parent, so that those issues alone are asked for
    /// everything.
    #[test]
    fn only_issues_whose_parent_is_wanted_are_read_whole() {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |_: &crate::ports::Request, _| {
            ok(json!({"issueChangeLogs": []}))
        });
        let client = Client::new(&site, &clock);
        let wanted = [("1", "parent"), ("2", "summary"), ("1", "labels")]
            .map(|(issue, field)| (issue.to_owned(), FieldId::new(field)));
        clock.run(client.past_changes(&wanted)).unwrap();
        let bodies: Vec<_> =
            site.log().lines().map(|line| line[line.find('{').unwrap()..].to_owned()).collect();
        let expected = [
            r#"{"issueIdsOrKeys":["1"]}"#,
            r#"{"issueIdsOrKeys":["1","2"],"fieldIds":["labels","summary"]}"#,
        ];
        assert_eq!(bodies, expected);
    }

    /// Each page names the next one, and the last one the first.
    #[test]
    fn pages_that_lead_round_in_a_circle_end() {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |request: &crate::ports::Request, _| {
            let next = match body(request)["nextPageToken"].as_str() {
                None => "a",
                Some("a") => "b",
                Some("b") => "c",
                _ => "a",
            };
            ok(json!({"issueChangeLogs": [], "nextPageToken": next}))
        });
        let client = Client::new(&site, &clock);
        clock.run(client.histories(&["1".to_owned()])).unwrap();
        assert_eq!(site.log().lines().count(), 4);
    }

    #[test]
    fn both_ways_of_writing_the_time_are_read() {
        let at = instant(&json!("2026-11-02T10:00:00.000+0100"));
        assert_eq!(at, instant(&json!(1_793_610_000_000_i64)));
        assert_eq!(at, "2026-11-02T09:00:00Z".parse().ok());
        assert_eq!(instant(&json!(null)), None);
    }
}
