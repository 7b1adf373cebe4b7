//! Fields as data: what Jira tells about a field, its kind, and its options.

use serde_json::{Value, json};

use super::Kind;

/// One option of a select field.
#[derive(Debug, Clone)]
pub struct FieldOption {
    /// Its number, unique in the site.
    pub id: u64,
    /// The text; compared exactly and with case.
    pub value: String,
    /// The option above, in a cascading field.
    pub parent: Option<u64>,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// `summary`, or `customfield_10016`.
    pub id: String,
    /// The number of a custom field, under which issues keep its value.
    pub number: Option<u64>,
    /// The name shown; not unique.
    pub name: String,
    /// How its values are read, checked and written.
    pub kind: Kind,
    /// `type`, `items`, `system` or `custom` and `customId`, as REST tells them.
    pub schema: Value,
    /// Names in JQL.
    pub clause_names: Vec<String>,
    /// Whether it is shown in the issue navigator.
    pub navigable: bool,
    /// The team-managed project it belongs to.
    pub scope: Option<u64>,
    /// The options of a select field.
    pub options: Vec<FieldOption>,
}

/// The start of the keys of Jira's own custom field types.
const STANDARD: &str = "com.atlassian.jira.plugin.system.customfieldtypes:";

impl Field {
    /// A custom field of one of Jira's own types (`select`, `float`, …).
    #[must_use]
    pub fn custom(number: u64, name: &str, standard_type: &str, kind: Kind) -> Self {
        Self::custom_keyed(number, name, &format!("{STANDARD}{standard_type}"), kind)
    }

    /// A custom field of any type key.
    #[must_use]
    pub fn custom_keyed(number: u64, name: &str, type_key: &str, kind: Kind) -> Self {
        let (value_type, items) = kind.schema_type();
        let mut schema = json!({"type": value_type, "custom": type_key, "customId": number});
        if let Some(items) = items {
            schema["items"] = items.into();
        }
        Self {
            id: format!("customfield_{number}"),
            number: Some(number),
            name: name.into(),
            kind,
            schema,
            clause_names: vec![format!("cf[{number}]"), name.into()],
            navigable: true,
            scope: None,
            options: Vec::new(),
        }
    }

    /// The same field with another `type` in its schema than its kind has.
    #[must_use]
    pub fn typed(mut self, value_type: &str) -> Self {
        self.schema["type"] = value_type.into();
        self
    }

    /// The same field, as a team-managed project's own.
    #[must_use]
    pub fn scoped(mut self, project: u64) -> Self {
        self.scope = Some(project);
        self
    }

    /// The same field with options: (id, text, id of the option above).
    #[must_use]
    pub fn with_options(mut self, options: &[(u64, &str, Option<u64>)]) -> Self {
        self.options = options
            .iter()
            .map(|(id, value, parent)| FieldOption {
                id: *id,
                value: (*value).to_owned(),
                parent: *parent,
            })
            .collect();
        self
    }

    /// The option of that id.
    #[must_use]
    pub fn option(&self, id: u64) -> Option<&FieldOption> {
        self.options.iter().find(|o| o.id == id)
    }

    /// The key of a custom field's type.
    #[must_use]
    pub fn type_key(&self) -> Option<&str> {
        self.schema["custom"].as_str()
    }
}
