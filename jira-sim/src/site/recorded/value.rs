//! Recorded values in the canonical form that issues keep.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    super::{Comment, FieldOption, Group, Issue, Kind, RichText, Site, UserId, kind::instant},
    entity::{name_of, next},
    field_of,
};

impl Site {
    /// Takes the values of system fields over.
    pub(super) fn system_values(
        &mut self,
        project: u64,
        draft: &mut Issue,
        fields: &Map<String, Value>,
    ) {
        let of = |id: &str| field_of(fields, id);
        draft.set_summary(of("summary").as_str().unwrap_or("(no summary)"));
        draft.description = rich(of("description")).map(Arc::new);
        draft.environment = rich(of("environment")).map(Arc::new);
        draft.priority = self.recorded_priority(of("priority"));
        draft.resolution = self.recorded_resolution(of("resolution"));
        draft.security = self.recorded_level(of("security"));
        draft.assignee = self.recorded_person(of("assignee"));
        draft.reporter = self.recorded_person(of("reporter"));
        draft.creator = self.recorded_person(of("creator")).or(draft.reporter).unwrap_or(UserId(0));
        draft.labels = items(of("labels")).filter_map(Value::as_str).map(str::to_owned).collect();
        draft.components =
            items(of("components")).filter_map(|v| self.recorded_component(project, v)).collect();
        draft.fix_versions =
            items(of("fixVersions")).filter_map(|v| self.recorded_version(project, v)).collect();
        draft.affects_versions =
            items(of("versions")).filter_map(|v| self.recorded_version(project, v)).collect();
        draft.parent =
            name_of(&of("parent")["key"]).and_then(|k| self.issues.find(k)).map(|i| i.id);
        draft.due = of("duedate").as_str().map(str::to_owned);
        let now = self.clock.now_ms();
        draft.created = instant(of("created")).unwrap_or(now);
        draft.updated = instant(of("updated")).unwrap_or(draft.created);
        draft.resolved = instant(of("resolutiondate"));
        draft.category_changed = instant(of("statuscategorychangedate")).unwrap_or(draft.created);
        draft.original_estimate = of("timeoriginalestimate").as_i64();
        draft.remaining_estimate = of("timeestimate").as_i64();
        draft.comments = items(&of("comment")["comments"])
            .filter_map(|comment| self.recorded_comment(comment))
            .collect();
    }

    fn recorded_comment(&mut self, comment: &Value) -> Option<Comment> {
        let body = rich(&comment["body"])?;
        let author = self.recorded_person(&comment["author"]).unwrap_or(UserId(0));
        let created = instant(&comment["created"]).unwrap_or(self.clock.now_ms());
        Some(Comment {
            id: self.entry_id(),
            author,
            update_author: self.recorded_person(&comment["updateAuthor"]).unwrap_or(author),
            body,
            created,
            updated: instant(&comment["updated"]).unwrap_or(created),
            visibility: None,
            properties: Vec::new(),
        })
    }

    /// The value of a custom field; options, people, groups and versions are made where they are
    /// missing.
    pub(super) fn canonical(&mut self, project: u64, field: &str, value: &Value) -> Value {
        let Some(kind) = self.field(field).map(|f| f.kind) else { return Value::Null };
        let list = |site: &mut Self, one: &dyn Fn(&mut Self, &Value) -> Option<u64>| {
            let ids: Vec<u64> = items(value).filter_map(|v| one(site, v)).collect();
            if ids.is_empty() { Value::Null } else { json!(ids) }
        };
        let person = |site: &mut Self, v: &Value| site.recorded_person(v).map(|u| u64::from(u.0));
        match kind {
            Kind::RichText => rich(value).map_or(Value::Null, |r| r.adf),
            Kind::DateTime => instant(value).map_or(Value::Null, Value::from),
            Kind::Select => json!(self.recorded_option(field, None, value)),
            Kind::MultiSelect => list(self, &|s, v| s.recorded_option(field, None, v)),
            Kind::Cascading => self.recorded_cascade(field, value),
            Kind::User => json!(person(self, value)),
            Kind::MultiUser => list(self, &person),
            Kind::Group => json!(self.recorded_group(value)),
            Kind::MultiGroup => list(self, &|s, v| s.recorded_group(v)),
            Kind::Version => json!(self.recorded_version(project, value)),
            Kind::Versions => list(self, &|s, v| s.recorded_version(project, v)),
            Kind::Text | Kind::FixedText | Kind::Url | Kind::Date | Kind::Rank => match value {
                Value::String(text) if text.is_empty() => Value::Null,
                Value::String(_) => value.clone(),
                _ => Value::Null,
            },
            Kind::Number | Kind::FixedNumber => value.as_f64().map_or(Value::Null, Value::from),
            _ => value.clone(),
        }
    }

    fn recorded_option(&mut self, field: &str, parent: Option<u64>, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let id = next(self.fields.iter().flat_map(|f| &f.options).map(|o| o.id));
        let field = self.fields.iter_mut().find(|f| f.id == field)?;
        let there = field.options.iter().find(|o| o.value == name && o.parent == parent);
        if let Some(option) = there {
            return Some(option.id);
        }
        field.options.push(FieldOption { id, value: name.into(), parent });
        Some(id)
    }

    fn recorded_cascade(&mut self, field: &str, value: &Value) -> Value {
        let Some(parent) = self.recorded_option(field, None, value) else { return Value::Null };
        match self.recorded_option(field, Some(parent), &value["child"]) {
            Some(child) => json!([parent, child]),
            None => json!([parent]),
        }
    }

    fn recorded_group(&mut self, value: &Value) -> Option<u64> {
        let name = name_of(value)?;
        let list = &mut self.registers.groups;
        if let Some(group) = list.iter().find(|g| g.name == name) {
            return Some(group.id);
        }
        let id = list.iter().map(|g| g.id).max().unwrap_or(0) + 1;
        let given = value["groupId"].as_str().map(str::to_owned);
        let group_id = given.unwrap_or_else(|| format!("00000000-0000-4000-8000-{id:012x}"));
        list.push(Group { id, group_id, name: name.into(), members: vec![] });
        Some(id)
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A document; of a plain text, as older Jiras give it, a paragraph for each block of lines.
fn rich(value: &Value) -> Option<RichText> {
    match value {
        Value::Object(_) if value["type"] == "doc" => Some(RichText::of(value.clone())),
        Value::String(text) if !text.trim().is_empty() => {
            let text = text.replace("\r\n", "\n");
            let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty());
            let content: Vec<Value> = blocks.map(paragraph).collect();
            Some(RichText::of(json!({"type": "doc", "version": 1, "content": content})))
        }
        _ => None,
    }
}

fn paragraph(block: &str) -> Value {
    let mut content = Vec::new();
    for line in block.trim_matches('\n').split('\n') {
        if !content.is_empty() {
            content.push(json!({"type": "hardBreak"}));
        }
        if !line.is_empty() {
            content.push(json!({"type": "text", "text": line}));
        }
    }
    json!({"type": "paragraph", "content": content})
}
