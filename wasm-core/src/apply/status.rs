//! Status changes.

use std::slice;

use crate::jira::{Client, JiraError};
use crate::message::Message;
use crate::plan::Transition;
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

/// Brings an issue to the planned status. The transition is found by where it leads, unless the
/// plan knows it.
pub(super) async fn reach<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &str,
    change: &Transition,
) -> Result<(), Unreached> {
    let id = match &change.id {
        Some(id) => id.clone(),
        None => find(client, issue, change).await?,
    };
    match client.transition(issue, &id).await {
        // Repeating it blindly could lead on to another status: look first.
        Err(error) if error.is_unanswered() => {
            if status(client, issue).await?.as_deref() == Some(change.to.id.as_str()) {
                return Ok(());
            }
            Err(error.into())
        }
        other => Ok(other?),
    }
}

/// Brings an issue of which the status is not known to the planned one.
pub(super) async fn ensure<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &str,
    change: &Transition,
) -> Result<(), Unreached> {
    if status(client, issue).await?.as_deref() == Some(change.to.id.as_str()) {
        return Ok(());
    }
    reach(client, issue, change).await
}

async fn find<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &str,
    change: &Transition,
) -> Result<String, Unreached> {
    let open = client.transitions(issue).await?;
    let mut ways = open.iter().filter(|transition| transition.to.id == change.to.id);
    let Some(first) = ways.clone().next() else {
        let from = change.from.as_ref().map_or("", |status| status.name.as_str());
        let message = Message::new("no-transition").with("from", from).with("to", &change.to.name);
        return Err(Unreached::NoWay(message));
    };
    if let Some(free) = ways.find(|transition| transition.required.is_empty()) {
        return Ok(free.id.clone());
    }
    Err(Unreached::NoWay(
        Message::new("transition-needs-fields")
            .with("to", &change.to.name)
            .with("transition", &first.name)
            .with("fields", first.required.join(", ")),
    ))
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
