//! Custom fields of recorded issues: the same field of this site, or one that is made for them.

use serde_json::{Value, json};

use super::super::{Field, Kind, Site};

/// Fields that are made because their number is taken begin here.
const SPARE: u64 = 20_000;

/// Kinds by the end of the type's key.
const KINDS: [(&str, Kind); 29] = [
    (":textfield", Kind::Text),
    (":textarea", Kind::RichText),
    (":url", Kind::Url),
    (":float", Kind::Number),
    (":datepicker", Kind::Date),
    (":datetime", Kind::DateTime),
    (":select", Kind::Select),
    (":radiobuttons", Kind::Select),
    (":multiselect", Kind::MultiSelect),
    (":multicheckboxes", Kind::MultiSelect),
    (":cascadingselect", Kind::Cascading),
    (":labels", Kind::Labels),
    (":userpicker", Kind::User),
    (":multiuserpicker", Kind::MultiUser),
    (":people", Kind::MultiUser),
    (":grouppicker", Kind::Group),
    (":multigrouppicker", Kind::MultiGroup),
    (":version", Kind::Version),
    (":multiversion", Kind::Versions),
    (":readonlyfield", Kind::FixedText),
    (":importid", Kind::FixedNumber),
    (":gh-epic-label", Kind::Text),
    (":gh-epic-status", Kind::Select),
    (":gh-epic-color", Kind::FixedText),
    (":gh-lexo-rank", Kind::Rank),
    (":jsw-story-points", Kind::Number),
    (":sd-request-participants", Kind::MultiUser),
    (":jpo-custom-field-baseline-start", Kind::Date),
    (":jpo-custom-field-baseline-end", Kind::Date),
];

/// Name, type key and schema of a recorded field.
struct Described {
    name: String,
    schema: Value,
    kind: Kind,
}

impl Site {
    /// The id of the field that keeps a recorded one's values: the one with its number, name and
    /// type, or a new one. Empty values of fields that nothing is known about are passed over.
    pub(super) fn recorded_field(
        &mut self,
        project: u64,
        id: &str,
        value: &Value,
        issue: &Value,
        known: &[Value],
    ) -> Option<String> {
        let described = described(id, value, issue, known)?;
        let same = |f: &&Field| {
            f.name == described.name
                && f.kind == described.kind
                && f.schema["custom"] == described.schema["custom"]
        };
        let there = self.field(id).filter(same).or_else(|| {
            let mut made = self.fields.iter().filter(|f| f.number >= Some(SPARE));
            made.find(same)
        });
        let field = match there {
            Some(field) => field.id.clone(),
            None => self.make_field(id, described)?,
        };
        if let Some(project) = self.projects.iter_mut().find(|p| p.id == project)
            && !project.has_field(&field)
        {
            project.fields.push(field.clone());
        }
        Some(field)
    }

    fn make_field(&mut self, id: &str, described: Described) -> Option<String> {
        let wanted = id.strip_prefix("customfield_")?.parse::<u64>().ok()?;
        let taken = |number: u64| self.fields.iter().any(|f| f.number == Some(number));
        let number = if taken(wanted) { (SPARE..).find(|number| !taken(*number))? } else { wanted };
        let key = described.schema["custom"].as_str().unwrap_or_default();
        let mut field = Field::custom_keyed(number, &described.name, key, described.kind);
        field.schema = described.schema;
        field.schema["customId"] = number.into();
        let id = field.id.clone();
        self.fields.push(field);
        Some(id)
    }
}

/// What is known of a field: from the list of fields, else from the issue's `schema` and `names`,
/// else from the shape of the value.
fn described(id: &str, value: &Value, issue: &Value, known: &[Value]) -> Option<Described> {
    let listed = known.iter().find(|f| f["id"] == id || f["key"] == id);
    let schema = listed.map_or(&issue["schema"][id], |f| &f["schema"]);
    let name = listed.and_then(|f| f["name"].as_str()).or_else(|| issue["names"][id].as_str());
    if schema.is_object() {
        let kind = kind_of(schema, value);
        let name = name.unwrap_or(id).to_owned();
        return Some(Described { name, schema: schema.clone(), kind });
    }
    if value.is_null() {
        return None;
    }
    let kind = shaped(value);
    let (value_type, items) = kind.schema_type();
    let mut schema = json!({"type": value_type, "custom": type_key(kind)});
    if let Some(items) = items {
        schema["items"] = items.into();
    }
    Some(Described { name: name.unwrap_or(id).to_owned(), schema, kind })
}

fn kind_of(schema: &Value, value: &Value) -> Kind {
    let key = schema["custom"].as_str().unwrap_or_default();
    let found = KINDS.iter().find(|(end, _)| key.ends_with(end));
    match found {
        Some((_, kind)) => *kind,
        None if key.starts_with("ari:") && schema["type"] == "string" && !value.is_object() => {
            Kind::Text
        }
        None if key.starts_with("ari:") && schema["type"] == "object" => Kind::Object,
        None => Kind::Opaque,
    }
}

/// The kind that a value of an unknown field looks like; what looks like nothing is kept as it is.
fn shaped(value: &Value) -> Kind {
    match value {
        Value::Number(_) => Kind::Number,
        Value::Array(items) if items.iter().all(|i| i["value"].is_string()) => Kind::MultiSelect,
        Value::Array(items) if items.iter().all(|i| i["accountId"].is_string()) => Kind::MultiUser,
        Value::Object(map) if map.get("type").is_some_and(|t| t == "doc") => Kind::RichText,
        Value::Object(map) if map.contains_key("accountId") => Kind::User,
        Value::Object(map) if map.contains_key("child") => Kind::Cascading,
        Value::Object(map) if map.get("value").is_some_and(Value::is_string) => Kind::Select,
        _ => Kind::Opaque,
    }
}

fn type_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "com.atlassian.jira.plugin.system.customfieldtypes:float",
        Kind::MultiSelect => "com.atlassian.jira.plugin.system.customfieldtypes:multiselect",
        Kind::MultiUser => "com.atlassian.jira.plugin.system.customfieldtypes:multiuserpicker",
        Kind::RichText => "com.atlassian.jira.plugin.system.customfieldtypes:textarea",
        Kind::User => "com.atlassian.jira.plugin.system.customfieldtypes:userpicker",
        Kind::Cascading => "com.atlassian.jira.plugin.system.customfieldtypes:cascadingselect",
        Kind::Select => "com.atlassian.jira.plugin.system.customfieldtypes:select",
        _ => "rowport.example:unknown",
    }
}
