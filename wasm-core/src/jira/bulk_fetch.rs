//! `/issue/bulkfetch`: many issues with their fields, read from the database and not the index.

use std::collections::{HashMap, HashSet};

use futures_util::stream::{self, Stream, StreamExt};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::client::{Call, Client, parse};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, Notation};

/// Issues of one request: Jira's limit for any choice of fields.
pub const BULK_FETCH: usize = 100;

/// How often issues are asked for again that an answer lacks: Jira may leave some out for want of
/// time or of room, and an answer may be cut on its way.
const AGAIN: usize = 3;

/// An issue with the fields that were asked for, as Jira sent them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Issue {
    /// Numeric id, as text.
    pub id: String,
    /// Present key.
    pub key: String,
    /// JSON values by field id.
    #[serde(default)]
    pub fields: Map<String, Value>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BulkFetchRequest<'a> {
    issue_ids_or_keys: &'a [String],
    fields: &'a [FieldId],
}

#[derive(Deserialize)]
struct Fetched {
    #[serde(default)]
    issues: Vec<Issue>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Up to [`BULK_FETCH`] issues by id or key, in one request. Those that are named by id and do
    /// not come are asked for again, as long as that brings some of them. Issues that don't exist
    /// or that the user may not see are left out. Issues named by id keep the order of `ids`, and come
    /// before those named by key, which may have moved and are in Jira's order (by id).
    ///
    /// # Errors
    /// As any call.
    pub async fn bulk_fetch(
        &self,
        ids: &[String],
        fields: &[FieldId],
    ) -> Result<Vec<Issue>, JiraError> {
        self.bulk_fetch_as(Notation::Document, ids, fields).await
    }

    /// The same, with rich text in a notation.
    ///
    /// # Errors
    /// As any call.
    pub async fn bulk_fetch_as(
        &self,
        notation: Notation,
        ids: &[String],
        fields: &[FieldId],
    ) -> Result<Vec<Issue>, JiraError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.fetched(notation, ids, fields, false).await?.0)
    }

    /// The same, with when the request was sent. Where it is `vital`, also when the job is to stop.
    pub(super) async fn fetched(
        &self,
        notation: Notation,
        ids: &[String],
        fields: &[FieldId],
        vital: bool,
    ) -> Result<(Vec<Issue>, Timestamp), JiraError> {
        let (mut issues, sent) = self.fetched_once(notation, ids, fields, vital).await?;
        for _ in 0..AGAIN {
            let open = not_among(ids, &issues);
            if open.is_empty() {
                break;
            }
            let (mut more, _) = self.fetched_once(notation, &open, fields, vital).await?;
            more.retain(|issue| open.contains(&issue.id));
            if more.is_empty() {
                break;
            }
            issues.extend(more);
        }
        if issues.len() < ids.len() {
            self.confirm().await?;
        }
        let order: HashMap<&str, usize> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
        issues.sort_by_key(|issue| order.get(issue.id.as_str()).copied().unwrap_or(usize::MAX));
        Ok((issues, sent))
    }

    async fn fetched_once(
        &self,
        notation: Notation,
        ids: &[String],
        fields: &[FieldId],
        vital: bool,
    ) -> Result<(Vec<Issue>, Timestamp), JiraError> {
        let request = BulkFetchRequest { issue_ids_or_keys: ids, fields };
        let mut call = Call::query(Path::of(notation, "issue/bulkfetch")).body(&request)?;
        if vital {
            call = call.vital();
        }
        let response = self.send(&call).await?;
        let issues = parse::<Fetched>(&call.name(), &response)?.issues;
        Ok((issues, call.sent().unwrap_or_else(|| self.now())))
    }

    /// Any number of issues, page by page in the order of `ids`, several pages in flight. They
    /// move on only while the stream is polled: no other call of this client may be awaited
    /// between two pages, or it could wait for a slot that a resting page holds.
    pub fn fetch_pages<'s>(
        &'s self,
        ids: &'s [String],
        fields: &'s [FieldId],
    ) -> impl Stream<Item = Result<Vec<Issue>, JiraError>> + 's {
        stream::iter(ids.chunks(BULK_FETCH))
            .map(move |page| self.bulk_fetch(page, fields))
            .buffered(self.in_flight())
    }
}

/// The ids that none of the issues has. What is named by key may come under another one.
fn not_among(ids: &[String], issues: &[Issue]) -> Vec<String> {
    let came: HashSet<&str> = issues.iter().map(|issue| issue.id.as_str()).collect();
    let is_id = |id: &&String| id.bytes().all(|byte| byte.is_ascii_digit());
    ids.iter().filter(is_id).filter(|id| !came.contains(id.as_str())).cloned().collect()
}
