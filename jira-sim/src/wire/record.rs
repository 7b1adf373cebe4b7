//! What hangs on an issue: links, worklogs, attachments, votes, watchers, and the sums over them.

use serde_json::{Value, json};

use super::View;
use crate::site::{Attachment, Field, Issue, Link, RemoteLink, Worklog};

/// Worklogs that an issue shows of itself.
const EMBEDDED_WORKLOGS: usize = 20;

impl View<'_> {
    /// All links, each with the issue at its other end.
    #[must_use]
    pub fn links_in_field(&self, issue: &Issue) -> Value {
        issue.records.links.iter().filter_map(|link| self.link_of(link)).collect()
    }

    fn link_of(&self, link: &Link) -> Option<Value> {
        let other = self.site.issues.get(link.other)?;
        let kind = self.site.registers.link_type(link.kind)?;
        let side = if link.outward { "outwardIssue" } else { "inwardIssue" };
        let mut json = json!({
            "id": link.id.to_string(),
            "self": self.link(&format!("issueLink/{}", link.id)),
            "type": self.link_type(kind),
        });
        json[side] = self.issue_in_brief(other);
        Some(json)
    }

    /// A worklog.
    #[must_use]
    pub fn worklog(&self, issue: &Issue, log: &Worklog) -> Value {
        let mut json = json!({
            "self": self.link(&format!("issue/{}/worklog/{}", issue.id, log.id)),
            "author": self.user(log.author),
            "updateAuthor": self.user(log.update_author),
            "created": self.time(log.created),
            "updated": self.time(log.updated),
            "started": self.time(log.started),
            "timeSpent": crate::site::show_duration(log.seconds),
            "timeSpentSeconds": log.seconds,
            "id": log.id.to_string(),
            "issueId": issue.id.to_string(),
        });
        if let Some(comment) = &log.comment {
            json["comment"] = comment.adf.clone();
        }
        json
    }

    /// The first worklogs, as the field shows them.
    #[must_use]
    pub fn worklogs_in_field(&self, issue: &Issue) -> Value {
        let logs = &issue.records.worklogs;
        let shown = logs.iter().take(EMBEDDED_WORKLOGS).map(|w| self.worklog(issue, w));
        json!({
            "startAt": 0,
            "maxResults": EMBEDDED_WORKLOGS,
            "total": logs.len(),
            "worklogs": shown.collect::<Vec<_>>(),
        })
    }

    /// An attachment as issues show it.
    #[must_use]
    pub fn attachment(&self, file: &Attachment) -> Value {
        let mut json = json!({
            "self": self.link(&format!("attachment/{}", file.id)),
            "id": file.id.to_string(),
            "filename": file.name,
            "author": self.user(file.author),
            "created": self.time(file.created),
            "size": file.content.len(),
            "mimeType": file.mime,
            "content": self.link(&format!("attachment/content/{}", file.id)),
        });
        if file.mime.starts_with("image/") {
            json["thumbnail"] = self.link(&format!("attachment/thumbnail/{}", file.id)).into();
        }
        json
    }

    /// All attachments.
    #[must_use]
    pub fn attachments_in_field(&self, issue: &Issue) -> Value {
        issue.records.attachments.iter().map(|a| self.attachment(a)).collect()
    }

    /// How many voted.
    #[must_use]
    pub fn votes(&self, issue: &Issue) -> Value {
        json!({
            "self": self.link(&format!("issue/{}/votes", issue.key)),
            "votes": issue.records.voters.len(),
            "hasVoted": issue.records.voters.contains(&self.viewer),
        })
    }

    /// How many watch.
    #[must_use]
    pub fn watches(&self, issue: &Issue) -> Value {
        json!({
            "self": self.link(&format!("issue/{}/watchers", issue.key)),
            "watchCount": issue.records.watchers.len(),
            "isWatching": issue.records.watchers.contains(&self.viewer),
        })
    }

    /// A link to another place.
    #[must_use]
    pub fn remote_link(&self, issue: &Issue, link: &RemoteLink) -> Value {
        let mut json = json!({
            "id": link.id,
            "self": self.link(&format!("issue/{}/remotelink/{}", issue.key, link.id)),
        });
        for name in ["application", "relationship", "object"] {
            if !link.body[name].is_null() {
                json[name] = link.body[name].clone();
            }
        }
        if let Some(id) = &link.global_id {
            json["globalId"] = id.clone().into();
        }
        json
    }

    /// A sum of seconds over an issue and its sub-tasks; null if none has any.
    #[must_use]
    pub fn aggregate(&self, issue: &Issue, field: &Field) -> Value {
        let seconds: fn(&Issue) -> Option<i64> = match field.id.as_str() {
            "aggregatetimespent" => |i| i.records.spent(),
            "aggregatetimeestimate" => |i| i.remaining_estimate,
            _ => |i| i.original_estimate,
        };
        let all: Vec<i64> = self.with_subtasks(issue).filter_map(seconds).collect();
        if all.is_empty() { Value::Null } else { all.iter().sum::<i64>().into() }
    }

    fn with_subtasks<'s>(&'s self, issue: &'s Issue) -> impl Iterator<Item = &'s Issue> {
        std::iter::once(issue).chain(self.subtasks_of(issue))
    }

    /// Worked against worked and remaining.
    #[must_use]
    pub fn progress(&self, issue: &Issue, with_subtasks: bool) -> Value {
        let sum = |part: fn(&Issue) -> Option<i64>| -> i64 {
            match with_subtasks {
                true => self.with_subtasks(issue).filter_map(part).sum(),
                false => part(issue).unwrap_or(0),
            }
        };
        let spent = sum(|i| i.records.spent());
        let total = spent + sum(|i| i.remaining_estimate);
        let mut json = json!({"progress": spent, "total": total});
        if total > 0 {
            json["percent"] = (spent * 100 / total).into();
        }
        json
    }
}

/// Hundredths of the original estimate that were worked; -1 without an estimate.
#[must_use]
pub fn work_ratio(issue: &Issue) -> i64 {
    match issue.original_estimate {
        Some(original) if original > 0 => issue.records.spent().unwrap_or(0) * 100 / original,
        Some(_) => 0,
        None => -1,
    }
}
