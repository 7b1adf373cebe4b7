//! `/field`: the fields that the user may see.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use super::client::{Call, Client};
use super::error::{JiraError, if_told};
use super::path::Path;
use super::user::Myself;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldSchema, FieldType, Scope};

/// Projects that Jira names in one request by their ids.
const NAMED: usize = 50;

/// Requests for the keys of projects that have a field of their own: fields of still more projects
/// are told apart by ids.
const MOST_ASKED: usize = 4;

#[derive(Deserialize)]
struct WireField {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    custom: bool,
    schema: Option<WireSchema>,
    scope: Option<WireScope>,
}

/// The type of a field on the wire; either `system` or `custom` is there.
#[derive(Deserialize)]
struct WireSchema {
    #[serde(rename = "type")]
    kind: String,
    items: Option<String>,
    system: Option<String>,
    custom: Option<String>,
}

#[derive(Deserialize)]
struct WireScope {
    project: Option<WireProject>,
}

#[derive(Deserialize)]
struct WireProject {
    id: String,
    key: Option<String>,
}

impl From<WireProject> for Scope {
    fn from(project: WireProject) -> Self {
        Self { project: project.id, key: project.key }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All fields that the user may see, system and custom, in Jira's order. The key is always
    /// among them: every issue has one, whether Jira lists it or not. Where projects have fields of
    /// a name that another field has too, these projects are asked for their keys.
    ///
    /// # Errors
    /// As any call.
    pub async fn fields(&self) -> Result<Vec<FieldSchema>, JiraError> {
        let mut fields = self.listed_fields().await?;
        self.name_scopes(&mut fields).await?;
        // Visitors see some of them: the others would be told as unknown.
        self.confirm().await?;
        Ok(fields)
    }

    /// The fields, as [`Client::fields`], and who the caller is: one after the other, since who it
    /// is then also tells whom the fields were meant for.
    ///
    /// # Errors
    /// [`JiraError::is_signed_out`] where the credentials are not accepted.
    pub async fn fields_and_caller(&self) -> Result<(Vec<FieldSchema>, Myself), JiraError> {
        let mut fields = self.listed_fields().await?;
        let me = self.myself().await?;
        self.name_scopes(&mut fields).await?;
        self.confirm().await?;
        Ok((fields, me))
    }

    async fn listed_fields(&self) -> Result<Vec<FieldSchema>, JiraError> {
        let fields: Vec<WireField> = self.json(Call::get(Path::api("field"))).await?;
        let mut fields: Vec<_> = fields.into_iter().map(FieldSchema::from).collect();
        if !fields.iter().any(|field| field.kind == FieldType::Key) {
            fields.insert(0, key_field());
        }
        Ok(fields)
    }

    /// Puts the keys of their projects to fields that share a name with another one. A project that
    /// Jira does not tell keeps its id alone.
    async fn name_scopes(&self, fields: &mut [FieldSchema]) -> Result<(), JiraError> {
        let mut named: HashMap<&str, usize> = HashMap::new();
        for field in fields.iter() {
            *named.entry(&field.name).or_default() += 1;
        }
        let shared = |field: &&FieldSchema| named.get(&*field.name).is_some_and(|n| *n > 1);
        let scopes = fields.iter().filter(shared).filter_map(|field| field.scope.as_ref());
        let unnamed = scopes.filter(|scope| scope.key.is_none());
        let ids: BTreeSet<String> = unnamed.map(|scope| scope.project.clone()).collect();
        let ids: Vec<String> = ids.into_iter().collect();
        let mut keys = HashMap::new();
        for ids in ids.chunks(NAMED).take(MOST_ASKED) {
            let projects = if_told(self.projects_of(ids).await)?.unwrap_or_default();
            keys.extend(projects.into_iter().map(|project| (project.id, project.key)));
        }
        for scope in fields.iter_mut().filter_map(|field| field.scope.as_mut()) {
            scope.key = scope.key.take().or_else(|| keys.get(&scope.project).cloned());
        }
        Ok(())
    }
}

impl From<WireField> for FieldSchema {
    fn from(field: WireField) -> Self {
        let scope = field.scope.and_then(|scope| scope.project).map(Scope::from);
        let kind = kind(&field.id, field.schema.as_ref());
        Self { id: FieldId(field.id), name: field.name, kind, custom: field.custom, scope }
    }
}

/// The key, as Jira lists it.
fn key_field() -> FieldSchema {
    let (id, name) = (FieldId::new("issuekey"), "Key".to_owned());
    FieldSchema { id, name, kind: FieldType::Key, custom: false, scope: None }
}

/// The kind of a field: told by its schema, and by its id where it has none (key and parent).
fn kind(id: &str, schema: Option<&WireSchema>) -> FieldType {
    match schema {
        Some(schema) => FieldType::from_schema(
            schema.system.as_deref(),
            schema.custom.as_deref(),
            &schema.kind,
            schema.items.as_deref(),
        ),
        None => FieldType::from_schema(Some(id), None, "", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: serde_json::Value) -> FieldSchema {
        serde_json::from_value::<WireField>(json).unwrap().into()
    }

    #[test]
    fn the_schema_tells_the_kind_and_never_the_name() {
        let field = read(serde_json::json!({
            "id": "customfield_10031", "key": "customfield_10031", "name": "Due date", "custom": true,
            "schema": {"type": "number", "customId": 10031,
                "custom": "com.atlassian.jira.plugin.system.customfieldtypes:float"},
            "scope": {"type": "PROJECT", "project": {"id": "10002"}},
        }));
        assert_eq!(field.kind, FieldType::Number);
        assert_eq!(field.scope, Some(Scope::of("10002")));
    }

    #[test]
    fn fields_without_a_schema_are_told_by_their_id() {
        let kind = |id: &str| read(serde_json::json!({ "id": id, "name": "?" })).kind;
        assert_eq!(kind("issuekey"), FieldType::Key);
        assert_eq!(kind("parent"), FieldType::Parent);
        assert_eq!(kind("thumbnail"), FieldType::Internal);
    }

    #[test]
    fn a_sprint_is_told_by_its_key() {
        let field = read(serde_json::json!({
            "id": "customfield_1", "name": "summary", "custom": true,
            "schema": {"type": "array", "items": "json", "custom": "com.pyxis.greenhopper.jira:gh-sprint"},
        }));
        assert_eq!(field.kind, FieldType::Sprint);
    }
}
