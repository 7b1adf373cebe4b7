//! What differs between two states of an issue, as Jira's history words it.
//!
//! Components and versions are told value by value, one item for each that came or went; every
//! other list in one item. Seen in recordings of Jira Cloud: `Component`, `Fix Version` and
//! `Version` for the fields `components`, `fixVersions` and `versions`; items of links, of the
//! parent and of worklogs have no `fieldId`.

use serde_json::{Value, json};

use super::{
    Attachment, ChangeItem, Field, Issue, Kind, Link, Site, Worklog, issue::ids, kind::describe,
};

/// A raw id and a text, either of which may be missing.
type Shown = (Option<String>, Option<String>);

impl Site {
    /// What differs between two states of an issue.
    #[must_use]
    pub fn difference(&self, before: &Issue, after: &Issue) -> Vec<ChangeItem> {
        self.fields
            .iter()
            .filter(|f| f.kind.writable() || f.kind == Kind::Status)
            .filter(|f| !matches!(f.kind, Kind::TimeTracking | Kind::EpicLink))
            .chain(self.fields.iter().filter(|f| f.kind == Kind::Seconds))
            .flat_map(|field| self.field_items(field, &before.get(field), &after.get(field)))
            .chain(self.record_items(before, after))
            .collect()
    }

    /// The change of one field; nothing if its values are the same.
    pub(super) fn field_items(&self, field: &Field, old: &Value, new: &Value) -> Vec<ChangeItem> {
        if old == new {
            return Vec::new();
        }
        if !told_by_value(field) {
            let (from, mut to) = (describe(self, field, old), describe(self, field, new));
            if field.kind == Kind::MultiSelect && new.is_null() {
                // Recorded so: options that were taken away leave an empty text, no null.
                to = (Some(String::new()), Some(String::new()));
            }
            return vec![item(field, from, to)];
        }
        let (old, new) = (ids(old), ids(new));
        let shown = |id: u64| describe(self, field, &json!([id]));
        let gone = old.iter().filter(|id| !new.contains(id));
        let came = new.iter().filter(|id| !old.contains(id));
        gone.map(|id| item(field, shown(*id), (None, None)))
            .chain(came.map(|id| item(field, (None, None), shown(*id))))
            .collect()
    }

    /// Links, attachments and worklogs that came or went.
    fn record_items(&self, before: &Issue, after: &Issue) -> Vec<ChangeItem> {
        let (old, new) = (&before.records, &after.records);
        let links = moved(&old.links, &new.links, |l| self.link_item(l));
        let files = moved(&old.attachments, &new.attachments, file_item);
        let log = |logs: &[Worklog]| logs.iter().map(|w| w.id).collect::<Vec<_>>();
        let logs = moved(&log(&old.worklogs), &log(&new.worklogs), |id| worklog_item(*id));
        [links, files, logs].concat()
    }

    /// A link that came: the other issue's key, and a sentence.
    pub(super) fn link_item(&self, link: &Link) -> ChangeItem {
        let other = self.key_of(link.other);
        let kind = self.registers.link_type(link.kind);
        let phrase = kind.map_or("", |t| if link.outward { &t.outward } else { &t.inward });
        let text = other.as_ref().map(|key| format!("This issue {phrase} {key}"));
        record("Link", None, (other, text))
    }

    /// The key of an issue, also of a seeded one that was deleted.
    pub(super) fn key_of(&self, id: u64) -> Option<String> {
        self.issues.get(id).or_else(|| self.issues.origin(id)).map(|i| i.key.clone())
    }
}

/// Whether each value of a list has an item of its own.
fn told_by_value(field: &Field) -> bool {
    field.number.is_none() && matches!(field.kind, Kind::Components | Kind::Versions)
}

/// Items for what is in one list only: first what went, then what came.
fn moved<T: PartialEq>(old: &[T], new: &[T], came: impl Fn(&T) -> ChangeItem) -> Vec<ChangeItem> {
    let went = |thing| {
        let item = came(thing);
        ChangeItem { from: item.to, to: item.from, ..item }
    };
    let gone = old.iter().filter(|thing| !new.contains(thing)).map(went);
    gone.chain(new.iter().filter(|thing| !old.contains(thing)).map(&came)).collect()
}

/// An attachment that came.
pub(super) fn file_item(file: &Attachment) -> ChangeItem {
    let shown = (Some(file.id.to_string()), Some(file.name.clone()));
    record("Attachment", Some("attachment"), shown)
}

/// A worklog that came.
pub(super) fn worklog_item(id: u64) -> ChangeItem {
    record("WorklogId", None, (Some(id.to_string()), Some(id.to_string())))
}

fn record(field: &str, field_id: Option<&str>, to: Shown) -> ChangeItem {
    ChangeItem {
        field: field.to_owned(),
        field_id: field_id.map(str::to_owned),
        custom: false,
        from: (None, None),
        to,
    }
}

fn item(field: &Field, from: Shown, to: Shown) -> ChangeItem {
    let is_parent = field.kind == Kind::Parent;
    ChangeItem {
        field: name_in_history(field).to_owned(),
        field_id: (!is_parent).then(|| field.id.clone()),
        custom: field.number.is_some(),
        from,
        to,
    }
}

/// The name that the history has for a field: not always the one that is shown elsewhere.
fn name_in_history(field: &Field) -> &str {
    if field.number.is_some() {
        return &field.name;
    }
    match field.id.as_str() {
        "parent" => "IssueParentAssociation",
        "components" => "Component",
        "fixVersions" => "Fix Version",
        "versions" => "Version",
        id => id,
    }
}
