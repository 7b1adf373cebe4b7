//! Status changes.

use std::slice;

use super::{refusal, values};
use crate::jira::{Client, JiraError, OpenTransition};
use crate::message::Message;
use crate::plan::{IssueRef, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Why a status was not reached.
pub(super) enum Unreached {
    /// The workflow has no way, or its screen asks for more.
    NoWay(Message),
    /// A call failed.
    Error(JiraError),
}

impl Unreached {
    /// What to tell the user.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::NoWay(message) => message.clone(),
            Self::Error(error) => error.message(),
        }
    }

    /// The call's error, if one failed.
    pub(super) fn error(&self) -> Option<&JiraError> {
        match self {
            Self::NoWay(_) => None,
            Self::Error(error) => Some(error),
        }
    }
}

impl From<JiraError> for Unreached {
    fn from(error: JiraError) -> Self {
        Self::Error(error)
    }
}

/// Brings an issue to the planned status, and writes what goes along with it. The transition is
/// found by where it leads, unless the plan knows it.
pub(super) async fn reach<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
) -> Result<(), Unreached> {
    let values = values::body(&change.fields).map_err(Unreached::NoWay)?;
    let id = match &change.id {
        Some(id) => id.clone(),
        None => find(client, issue, change).await?,
    };
    match client.transition(&issue.id, &id, values).await {
        // Repeating it blindly could lead on to another status: look first.
        Err(error) if error.is_unanswered() => {
            if status(client, &issue.id).await?.as_deref() == Some(change.to.id.as_str()) {
                return Ok(());
            }
            Err(error.into())
        }
        Err(error) => {
            let reason = refusal::of_transition(client, issue, &change.fields, &error).await;
            Err(reason.map_or_else(|| error.into(), Unreached::NoWay))
        }
        Ok(()) => Ok(()),
    }
}

/// Brings an issue of which the status is not known to the planned one.
pub(super) async fn ensure<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
) -> Result<(), Unreached> {
    if status(client, &issue.id).await?.as_deref() == Some(change.to.id.as_str()) {
        return there(client, issue, change).await;
    }
    reach(client, issue, change).await
}

/// Writes what goes along with the status to an issue that is in it already.
pub(super) async fn there<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
) -> Result<(), Unreached> {
    if change.fields.is_empty() {
        return Ok(());
    }
    let values = values::body(&change.fields).map_err(Unreached::NoWay)?;
    match client.edit_issue(&issue.id, &values).await {
        Err(error) => {
            let fields: Vec<_> = change.fields.iter().collect();
            let reason = refusal::of_edit(client, issue, &fields, &error).await;
            Err(reason.map_or_else(|| error.into(), Unreached::NoWay))
        }
        Ok(()) => Ok(()),
    }
}

async fn find<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
) -> Result<String, Unreached> {
    let open = client.transitions(&issue.id).await?;
    if open.is_empty()
        && let Some(reason) = refusal::of_no_transition(client, issue).await
    {
        return Err(Unreached::NoWay(reason));
    }
    let mut ways = open.iter().filter(|transition| transition.to.id == change.to.id);
    if ways.clone().next().is_none() {
        let message = match &change.from {
            Some(from) => Message::new("no-transition").with("from", &from.name),
            None => Message::new("no-transition-at-start"),
        };
        return Err(Unreached::NoWay(message.with("to", &change.to.name)));
    }
    let shows = |open: &OpenTransition| change.fields.iter().all(|f| open.shows(&f.field));
    let lacks = |open: &OpenTransition| {
        let sent = |id: &FieldId| change.fields.iter().any(|field| field.field == *id);
        let lacking = open.required().filter(|field| !sent(&field.id));
        lacking.map(|field| field.name.clone()).collect::<Vec<_>>()
    };
    if let Some(free) = ways.clone().find(|open| shows(open) && lacks(open).is_empty()) {
        return Ok(free.id.clone());
    }
    let message = match ways.find(|open| shows(open)) {
        Some(open) => Message::new("transition-needs-fields")
            .with("transition", &open.name)
            .with("fields", lacks(open).join(", ")),
        None => {
            let fields: Vec<_> = change.fields.iter().map(|field| field.name.as_str()).collect();
            Message::new("transition-lacks-fields").with("fields", fields.join(", "))
        }
    };
    Err(Unreached::NoWay(message.with("to", &change.to.name)))
}

/// The id of an issue's present status.
async fn status<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &str,
) -> Result<Option<String>, JiraError> {
    let fields = [FieldId::new("status")];
    let issues = client.bulk_fetch(slice::from_ref(&issue.to_owned()), &fields).await?;
    let status = issues.first().and_then(|issue| issue.fields.get("status"));
    Ok(status.and_then(|status| status["id"].as_str()).map(str::to_owned))
}
