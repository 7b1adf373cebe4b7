//! `/issue/{id}/transitions`: the way from one status to another.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::wire::Named;
use crate::convert::Body;
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId};

/// A transition that is open to an issue now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTransition {
    /// Id, to carry it out by.
    pub id: String,
    /// Name, as on the button.
    pub name: String,
    /// The status it leads to.
    pub to: Entity,
    /// The fields of its screen: they can be set along with the status.
    pub screen: Vec<ScreenField>,
    /// Whether a condition of the workflow closes it to the issue that was asked; it may be open to
    /// another one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// A field on the screen of a transition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenField {
    /// The field.
    pub id: FieldId,
    /// Its name.
    pub name: String,
    /// Whether the transition needs a value of it, and Jira has no default.
    pub required: bool,
}

impl OpenTransition {
    /// Whether a field is on its screen.
    pub fn shows(&self, field: &FieldId) -> bool {
        self.screen.iter().any(|shown| shown.id == *field)
    }

    /// The fields that it needs values of.
    pub fn required(&self) -> impl Iterator<Item = &ScreenField> {
        self.screen.iter().filter(|field| field.required)
    }
}

#[derive(Deserialize)]
struct Open {
    transitions: Vec<WireTransition>,
}

#[derive(Deserialize)]
struct WireTransition {
    id: String,
    #[serde(default)]
    name: String,
    to: Named,
    #[serde(default, rename = "isAvailable")]
    available: Option<bool>,
    #[serde(default)]
    fields: BTreeMap<String, WireScreenField>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireScreenField {
    #[serde(default)]
    required: bool,
    #[serde(default)]
    has_default_value: bool,
    #[serde(default)]
    name: String,
}

impl From<WireTransition> for OpenTransition {
    fn from(wire: WireTransition) -> Self {
        let shown = |(id, field): (String, WireScreenField)| ScreenField {
            id: FieldId(id),
            name: field.name,
            required: field.required && !field.has_default_value,
        };
        let screen = wire.fields.into_iter().map(shown).collect();
        let closed = wire.available == Some(false);
        Self { id: wire.id, name: wire.name, to: wire.to.into(), screen, closed }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The transitions that are open to an issue; none where the user may not transition it.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn transitions(&self, id_or_key: &str) -> Result<Vec<OpenTransition>, JiraError> {
        let path = Path::api("issue").part(id_or_key).part("transitions");
        let mut open = self.read_transitions(path).await?;
        open.retain(|transition| !transition.closed);
        Ok(open)
    }

    /// The transitions that lead out of an issue's status, those too that a condition closes to this
    /// issue: of another one like it. None where the user may not transition it.
    ///
    /// # Errors
    /// As [`Client::transitions`].
    pub async fn steps(&self, id_or_key: &str) -> Result<Vec<OpenTransition>, JiraError> {
        let path = Path::api("issue").part(id_or_key).part("transitions");
        self.read_transitions(path.query("includeUnavailableTransitions", "true")).await
    }

    async fn read_transitions(&self, path: Path) -> Result<Vec<OpenTransition>, JiraError> {
        let call = Call::get(path.query("expand", "transitions.fields"));
        let open: Open = self.json(call).await?;
        if open.transitions.is_empty() {
            self.confirm().await?;
        }
        Ok(open.transitions.into_iter().map(OpenTransition::from).collect())
    }

    /// Carries out a transition, with values for fields of its screen. Not sent later than
    /// `not_after`, and never repeated blindly, since it may lead on from where it led.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] where it is not open or its screen lacks a field;
    /// [`JiraError::is_late`]; [`JiraError::is_unanswered`].
    pub async fn transition(
        &self,
        id: &str,
        transition: &str,
        values: Body,
        not_after: Option<Timestamp>,
    ) -> Result<(), JiraError> {
        let path = Path::of(values.notation, "issue").part(id).part("transitions");
        let mut body = values.into_json();
        body["transition"] = json!({ "id": transition });
        let call = Call::post(path).for_issue(id).not_after(not_after);
        self.done(call.body(&body)?).await
    }
}
