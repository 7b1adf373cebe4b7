//! What others did with an issue since a plan was made, by its history.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::compare::STATUS;
use super::values;
use crate::convert::{past, same};
use crate::jira::{Client, Issue, JiraError, PastChange};
use crate::plan::{Change, FieldChange, Transition};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldType, FieldValue};
use crate::target::SAME_WRITE;

/// An issue of which some fields are as they were before the plan, although it was changed since.
pub(super) struct Suspect<'p> {
    /// Id of the issue.
    pub(super) issue: String,
    /// What its history dates later than this came after the plan.
    pub(super) since: Timestamp,
    /// Those fields.
    pub(super) fields: Vec<&'p FieldChange>,
    /// The change of its status, if that is as it was too.
    pub(super) transition: Option<&'p Transition>,
}

/// The instant that divides what came before a plan from what came after it, in an issue's own
/// history: the change that the issue's `updated` told of is dated a little later than that. A plan
/// that does not tell it was made at `made_at`, by the site's clock.
pub(super) fn dividing(change: &Change, made_at: Timestamp) -> Timestamp {
    let seen = change.updated.map(|at| at.saturating_add(SAME_WRITE).unwrap_or(at));
    seen.unwrap_or(made_at)
}

/// Whether an issue was changed after the plan was made. One that does not tell may have been.
pub(super) fn is_changed_since(issue: &Issue, change: &Change, made_at: Timestamp) -> bool {
    let updated = issue.fields.get("updated").and_then(|updated| updated.as_str());
    let updated = updated.and_then(|text| text.parse().ok());
    updated.is_none_or(|at: Timestamp| at > change.updated.unwrap_or(made_at))
}

/// Finds the issues in which the plan's value was there since the plan was made, and somebody set
/// it back: by issue, the name of the first such field.
///
/// # Errors
/// As any call.
pub(super) async fn set_back<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    suspects: &[Suspect<'_>],
) -> Result<BTreeMap<String, String>, JiraError> {
    let wanted: Vec<_> = suspects
        .iter()
        .flat_map(|suspect| {
            let fields = suspect.fields.iter().map(|field| field.field.clone());
            let status = suspect.transition.map(|_| FieldId::new("status"));
            fields.chain(status).map(|field| (suspect.issue.clone(), field))
        })
        .collect();
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let past = client.past_changes(&wanted).await?;
    let found = suspects.iter().filter_map(|suspect| {
        let of = |field: &str| {
            let field = field.to_owned();
            let of = move |c: &&PastChange| {
                c.issue == suspect.issue && c.field.as_str() == field && c.at > suspect.since
            };
            past.iter().filter(of)
        };
        let field = suspect
            .fields
            .iter()
            .find(|field| of(field.field.as_str()).any(|change| was_written(field, change)));
        let status = suspect.transition.filter(|transition| {
            of("status").any(|change| change.to.id.as_deref() == Some(transition.to.id.as_str()))
        });
        let name = field.map(|field| field.name.clone()).or(status.map(|_| STATUS.to_owned()))?;
        Some((suspect.issue.clone(), name))
    });
    Ok(found.collect())
}

/// Whether a past change may have been that of the plan. Of lists the history mostly tells the
/// values that came and went, one by one, and of rich text another form: any change is one then.
fn was_written(field: &FieldChange, change: &PastChange) -> bool {
    if field.kind.multi() || field.kind == FieldType::RichText {
        return true;
    }
    let (id, text) = (change.to.id.as_deref(), change.to.text.as_deref());
    let value = past(&values::schema(field), id, text, &|_| None);
    value.is_none_or(|value| match (&value, &field.after) {
        // A parent is told by its key, or by its id.
        (FieldValue::One(_), FieldValue::One(after)) if field.kind == FieldType::Parent => {
            [id, text].contains(&Some(after.id.as_str()))
        }
        _ => same(field.kind, &value, &field.after),
    })
}

/// The fields of each issue that were ever changed since it was made; the status by its own id.
///
/// # Errors
/// As any call.
pub(super) async fn ever_changed<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    wanted: &[(String, FieldId)],
) -> Result<Changed, JiraError> {
    if wanted.is_empty() {
        return Ok(Changed::default());
    }
    let past = client.past_changes(wanted).await?;
    let mut changed = Changed::default();
    for change in past {
        changed.fields.insert((change.issue.clone(), change.field.clone()));
        if change.field.as_str() == "status" {
            changed.moves.entry(change.issue.clone()).or_default().push(change);
        }
    }
    Ok(changed)
}

/// What the history tells of some issues.
#[derive(Default)]
pub(super) struct Changed {
    fields: BTreeSet<(String, FieldId)>,
    moves: BTreeMap<String, Vec<PastChange>>,
}

impl Changed {
    /// Whether a field of an issue was changed since it was made.
    pub(super) fn has(&self, issue: &str, field: &FieldId) -> bool {
        self.fields.contains(&(issue.to_owned(), field.clone()))
    }

    /// Whether an issue was in a status before or after one of its changes.
    pub(super) fn was_in(&self, issue: &str, status: &str) -> bool {
        let mut sides = self.moves_of(issue).iter().flat_map(|moved| [&moved.from, &moved.to]);
        sides.any(|side| side.id.as_deref() == Some(status))
    }

    /// The changes of the status of an issue, the oldest first.
    pub(super) fn moves_of(&self, issue: &str) -> &[PastChange] {
        self.moves.get(issue).map(Vec::as_slice).unwrap_or_default()
    }
}
