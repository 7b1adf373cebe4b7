//! `/issue/{id}/transitions`: the way from one status to another.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::wire::Named;
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

/// A transition that is open to an issue now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTransition {
    /// Id, to carry it out by.
    pub id: String,
    /// Name, as on the button.
    pub name: String,
    /// The status it leads to.
    pub to: Entity,
    /// Names of the fields that its screen requires and that have no default.
    pub required: Vec<String>,
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
        let required = wire
            .fields
            .into_values()
            .filter(|field| field.required && !field.has_default_value)
            .map(|field| field.name)
            .collect();
        Self { id: wire.id, name: wire.name, to: wire.to.into(), required }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The transitions that are open to an issue; none where the user may not transition it.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn transitions(&self, id_or_key: &str) -> Result<Vec<OpenTransition>, JiraError> {
        let path = Path::api("issue").part(id_or_key).part("transitions");
        let call = Call::get(path.query("expand", "transitions.fields"));
        let open: Open = self.json(call).await?;
        let available = open.transitions.into_iter().filter(|t| t.available != Some(false));
        Ok(available.map(OpenTransition::from).collect())
    }

    /// Carries out a transition. Never repeated blindly, since it may lead on from where it led.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] where it is not open or its screen lacks a field.
    pub async fn transition(&self, id: &str, transition: &str) -> Result<(), JiraError> {
        let call = Call::post(Path::api("issue").part(id).part("transitions"))
            .for_issue(id)
            .body(&json!({ "transition": { "id": transition } }))?;
        self.done(call).await
    }
}
