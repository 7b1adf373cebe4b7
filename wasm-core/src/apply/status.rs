//! Status changes.

use std::slice;

use jiff::Timestamp;

use super::compare::{ids_of, open, status_of};
use super::lost::Lost;
use super::{refusal, values};
use crate::jira::{Client, Issue, JiraError, OpenTransition};
use crate::message::Message;
use crate::plan::{FieldChange, IssueRef, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// Why a status was not reached.
pub(super) enum Unreached {
    /// The workflow has no way, or its screen asks for more.
    NoWay(Message),
    /// A call failed.
    Error(JiraError),
    /// Somebody else moved the issue meanwhile.
    Moved,
}

impl Unreached {
    /// What to tell the user.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::NoWay(message) => message.clone(),
            Self::Error(error) => error.message(),
            Self::Moved => Message::new("status-moved"),
        }
    }

    /// The call's error, if one failed.
    pub(super) fn error(&self) -> Option<&JiraError> {
        match self {
            Self::NoWay(_) | Self::Moved => None,
            Self::Error(error) => Some(error),
        }
    }
}

impl From<JiraError> for Unreached {
    fn from(error: JiraError) -> Self {
        Self::Error(error)
    }
}

/// Where an issue is, and how long that is certain.
#[derive(Clone, Default)]
pub(super) struct Stand {
    /// Its status; none where it is not known.
    pub(super) status: Option<String>,
    /// When the read of it gets too old; none where nobody else can have moved it.
    pub(super) good_until: Option<Timestamp>,
}

/// Brings an issue to the planned status, and writes what goes along with it. The transition is
/// the one that is known, or found by where it leads. It is repeated only while the issue is in the
/// status that it left.
pub(super) async fn reach<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
    known: Option<String>,
    mut stand: Stand,
) -> Result<(), Unreached> {
    let values = values::body(&change.fields).map_err(Unreached::NoWay)?;
    let mut is_known = known.is_some();
    let found = match known {
        Some(id) => Ok(id),
        None => find(client, issue, change).await,
    };
    let mut id = match found {
        Ok(id) => id,
        Err(why) => return unless_there(client, issue, change, &mut stand, why).await,
    };
    let mut lost = Lost::default();
    let why = loop {
        let sent = client.transition(&issue.id, &id, values.clone(), stand.good_until).await;
        match sent {
            Ok(()) => return Ok(()),
            Err(error) if error.is_late() => {
                if look(client, issue, change, &mut stand).await? {
                    return Ok(());
                }
            }
            Err(error) if error.is_unanswered() => {
                let look = async || look(client, issue, change, &mut stand).await;
                if lost.is_done(client, issue, &error, look).await? {
                    return Ok(());
                }
            }
            // One that went unanswered may have been carried out after it was looked for.
            Err(_) if lost.any() && look(client, issue, change, &mut stand).await? => return Ok(()),
            // Known from others like it; this one may have ways of its own.
            Err(error) if is_known && error.is_invalid() => {
                is_known = false;
                match find(client, issue, change).await {
                    Ok(own) if own != id => id = own,
                    Ok(_) => break refused(client, issue, change, error).await,
                    Err(why) => break why,
                }
            }
            Err(error) => break refused(client, issue, change, error).await,
        }
    };
    unless_there(client, issue, change, &mut stand, why).await
}

/// Goes on over the steps of a way, each as a change of its own, from where the issue stands.
pub(super) async fn walk<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    legs: &[Transition],
    mut stand: Stand,
) -> Result<(), Unreached> {
    for leg in legs {
        reach(client, issue, leg, leg.id.clone(), stand).await?;
        stand = Stand { status: Some(leg.to.id.clone()), good_until: Some(client.fresh_until()) };
    }
    Ok(())
}

/// Why a status was not reached, unless it is there now: an earlier run that was killed may have
/// sent the same change, which Jira carried out between the look and this one. A status that has
/// no way to itself, or a transition that is not open any more, then says nothing.
async fn unless_there<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
    stand: &mut Stand,
    why: Unreached,
) -> Result<(), Unreached> {
    if why.error().is_some_and(|error| error.ends_the_job() || error.is_forbidden()) {
        return Err(why);
    }
    match look(client, issue, change, stand).await {
        Ok(true) => Ok(()),
        Err(Unreached::Moved) => Err(Unreached::Moved),
        Ok(false) | Err(_) => Err(why),
    }
}

async fn refused<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
    error: JiraError,
) -> Unreached {
    let reason = refusal::of_transition(client, issue, &change.fields, &error).await;
    reason.map_or_else(|| error.into(), Unreached::NoWay)
}

/// Looks where an issue is: whether it is there already. One that left its status for another is
/// left alone.
async fn look<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &Transition,
    stand: &mut Stand,
) -> Result<bool, Unreached> {
    let (now, good_until) = read(client, issue, &[]).await?;
    let status = status_of(&now).map(str::to_owned);
    if status.as_deref() == Some(change.to.id.as_str()) {
        return Ok(true);
    }
    if stand.status.is_some() && stand.status != status {
        return Err(Unreached::Moved);
    }
    *stand = Stand { status, good_until: Some(good_until) };
    Ok(false)
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
    let mut lost = Lost::default();
    loop {
        let (todo, good_until) = missing(client, issue, change).await?;
        if todo.is_empty() {
            return Ok(());
        }
        let values = values::body(todo.iter().copied()).map_err(Unreached::NoWay)?;
        match client.edit_issue(&issue.id, &values, Some(good_until)).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_late() => {}
            Err(error) if error.is_unanswered() => {
                let look = async || Ok(missing(client, issue, change).await?.0.is_empty());
                if lost.is_done(client, issue, &error, look).await? {
                    return Ok(());
                }
            }
            Err(error) => {
                let refusal = refusal::of_edit(client, issue, &todo, &error).await;
                let reason = refusal.map(|refusal| refusal.reason);
                return Err(reason.map_or_else(|| error.into(), Unreached::NoWay));
            }
        }
    }
}

/// What goes along with the status and is not there, and how long that is certain.
async fn missing<'f, T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    change: &'f Transition,
) -> Result<(Vec<&'f FieldChange>, Timestamp), Unreached> {
    let (now, good_until) = read(client, issue, &change.fields).await?;
    let todo = open(&change.fields, &now).map_err(|_| Unreached::Moved)?;
    Ok((todo, good_until))
}

/// The transition by which an issue gets to the planned status, from those that are open to it.
pub(super) async fn find<T: Transport, C: Clock>(
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
    if let Some(id) = free(&open, change) {
        return Ok(id);
    }
    let mut ways = open.iter().filter(|transition| transition.to.id == change.to.id);
    if ways.clone().next().is_none() {
        let message = match &change.from {
            Some(from) => Message::new("no-transition").with("from", &from.name),
            None => Message::new("no-transition-at-start"),
        };
        return Err(Unreached::NoWay(message.with("to", &change.to.name)));
    }
    let message = match ways.find(|open| shows(open, change)) {
        Some(open) => Message::new("transition-needs-fields")
            .with("transition", &open.name)
            .with("fields", lacks(open, change).join(", ")),
        None => {
            let fields: Vec<_> = change.fields.iter().map(|field| field.name.as_str()).collect();
            Message::new("transition-lacks-fields").with("fields", fields.join(", "))
        }
    };
    Err(Unreached::NoWay(message.with("to", &change.to.name)))
}

/// The id of a transition that leads to the planned status and takes what goes along with it.
pub(super) fn free(open: &[OpenTransition], change: &Transition) -> Option<String> {
    let mut ways = open.iter().filter(|transition| transition.to.id == change.to.id);
    let free = ways.find(|open| shows(open, change) && lacks(open, change).is_empty());
    free.map(|open| open.id.clone())
}

/// Whether all that goes along with the status is on the screen of a transition.
fn shows(open: &OpenTransition, change: &Transition) -> bool {
    change.fields.iter().all(|field| open.shows(&field.field))
}

/// The names of what a transition needs and does not get.
fn lacks(open: &OpenTransition, change: &Transition) -> Vec<String> {
    let sent = |id: &FieldId| change.fields.iter().any(|field| field.field == *id);
    let lacking = open.required().filter(|field| !sent(&field.id));
    lacking.map(|field| field.name.clone()).collect()
}

/// One issue as it is now, with its status and some fields, and how long that is good for.
pub(super) async fn read<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    fields: &[FieldChange],
) -> Result<(Issue, Timestamp), Unreached> {
    let notation = values::notation(fields);
    let look = client.look(notation, slice::from_ref(&issue.id), &ids_of(fields)).await;
    if let Some((_, error)) = look.unread.into_iter().next() {
        return Err(error.into());
    }
    match look.issues.into_iter().next() {
        Some(now) => Ok((now, look.good_until)),
        None => Err(Unreached::NoWay(Message::new("issue-gone").with("key", &issue.key))),
    }
}
