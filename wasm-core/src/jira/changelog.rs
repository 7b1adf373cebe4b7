//! `/changelog/bulkfetch`: what was changed in many issues.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Issues of one request: Jira's limit.
const ISSUES: usize = 1000;
/// Fields of one request: Jira's limit.
const FIELDS: usize = 10;

/// One past change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastChange {
    /// Id of the issue.
    pub issue: String,
    /// The field.
    pub field: FieldId,
    /// When it was changed.
    pub at: Timestamp,
    /// The value before, as Jira shows it; rich text as wiki markup. Empty for no value.
    pub from: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    issue_ids_or_keys: &'a [String],
    field_ids: &'a [FieldId],
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
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
    created: Value,
    #[serde(default)]
    items: Vec<WireItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireItem {
    #[serde(default)]
    field_id: Option<String>,
    #[serde(default)]
    from_string: Option<String>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All past changes of some fields of some issues, in no order. Issues that the user may not
    /// see are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn past_changes(
        &self,
        issues: &[String],
        fields: &[FieldId],
    ) -> Result<Vec<PastChange>, JiraError> {
        let mut changes = Vec::new();
        for issues in issues.chunks(ISSUES) {
            for fields in fields.chunks(FIELDS) {
                self.past_changes_of(issues, fields, &mut changes).await?;
            }
        }
        Ok(changes)
    }

    /// The pages of one request.
    async fn past_changes_of(
        &self,
        issues: &[String],
        fields: &[FieldId],
        changes: &mut Vec<PastChange>,
    ) -> Result<(), JiraError> {
        let mut token: Option<String> = None;
        loop {
            let request = Request {
                issue_ids_or_keys: issues,
                field_ids: fields,
                next_page_token: token.as_deref(),
            };
            let call = Call::query(Path::api("changelog/bulkfetch")).body(&request)?;
            let page: Page = self.json(call).await?;
            changes.extend(page.issue_change_logs.iter().flat_map(past_changes));
            let next = page.next_page_token.filter(|next| token.as_ref() != Some(next));
            match next {
                Some(next) => token = Some(next),
                None => return Ok(()),
            }
        }
    }
}

fn past_changes(log: &WireLog) -> Vec<PastChange> {
    let mut changes = Vec::new();
    for history in &log.change_histories {
        let Some(at) = instant(&history.created) else { continue };
        for item in &history.items {
            let Some(field) = &item.field_id else { continue };
            changes.push(PastChange {
                issue: log.issue_id.clone(),
                field: FieldId::new(field),
                at,
                from: item.from_string.clone().unwrap_or_default(),
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

    #[test]
    fn both_ways_of_writing_the_time_are_read() {
        let at = instant(&json!("2026-11-02T10:00:00.000+0100"));
        assert_eq!(at, instant(&json!(1_793_610_000_000_i64)));
        assert_eq!(at, "2026-11-02T09:00:00Z".parse().ok());
        assert_eq!(instant(&json!(null)), None);
    }
}
