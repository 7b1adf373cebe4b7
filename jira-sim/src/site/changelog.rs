//! The change history: what differs between an issue before and after a write.

use std::borrow::Cow;

use serde_json::Value;

use super::{Attachment, Field, Issue, Kind, Link, Site, UserId, kind::describe};

/// One field's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeItem {
    /// The name shown; for a change of the parent `IssueParentAssociation`.
    pub field: String,
    /// The field's id; missing for the parent, as in Jira.
    pub field_id: Option<String>,
    /// Whether it is a custom field.
    pub custom: bool,
    /// Raw id and text before.
    pub from: (Option<String>, Option<String>),
    /// Raw id and text after.
    pub to: (Option<String>, Option<String>),
}

/// All that one write changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number.
    pub id: u64,
    /// Whose request it was.
    pub author: UserId,
    /// Epoch milliseconds.
    pub created: i64,
    /// The fields, in the order of the site's fields.
    pub items: Vec<ChangeItem>,
}

impl Site {
    /// All changes of an issue, oldest first.
    #[must_use]
    pub fn history<'a>(&'a self, issue: &'a Issue) -> Cow<'a, [Change]> {
        Cow::Borrowed(&issue.history)
    }

    /// What differs between two states of an issue.
    #[must_use]
    pub fn difference(&self, before: &Issue, after: &Issue) -> Vec<ChangeItem> {
        self.fields
            .iter()
            .filter(|f| f.kind.writable() || f.kind == Kind::Status)
            .filter(|f| !matches!(f.kind, Kind::TimeTracking | Kind::EpicLink))
            .chain(self.fields.iter().filter(|f| f.kind == Kind::Seconds))
            .filter_map(|field| {
                let (old, new) = (before.get(field), after.get(field));
                (old != new).then(|| self.change_item(field, &old, &new))
            })
            .chain(self.record_items(before, after))
            .collect()
    }

    /// Links and attachments that came or went.
    fn record_items(&self, before: &Issue, after: &Issue) -> Vec<ChangeItem> {
        let (old, new) = (&before.records, &after.records);
        let item = |field: &str, id: &str, shown: (Option<String>, Option<String>), came: bool| {
            let (from, to) = if came { ((None, None), shown) } else { (shown, (None, None)) };
            let (field, field_id) = (field.to_owned(), Some(id.to_owned()));
            ChangeItem { field, field_id, custom: false, from, to }
        };
        let link = |l: &Link, came| item("Link", "issuelinks", self.link_text(l), came);
        let file = |a: &Attachment, came| {
            let shown = (Some(a.id.to_string()), Some(a.name.clone()));
            item("Attachment", "attachment", shown, came)
        };
        let gone = old.links.iter().filter(|l| !new.links.contains(l)).map(|l| link(l, false));
        let came = new.links.iter().filter(|l| !old.links.contains(l)).map(|l| link(l, true));
        let lost = old.attachments.iter().filter(|a| !new.attachments.contains(a));
        let got = new.attachments.iter().filter(|a| !old.attachments.contains(a));
        gone.chain(came)
            .chain(lost.map(|a| file(a, false)))
            .chain(got.map(|a| file(a, true)))
            .collect()
    }

    /// A link as the history tells it: the other issue's key, and a sentence.
    fn link_text(&self, link: &Link) -> (Option<String>, Option<String>) {
        let other = self.issues.get(link.other).map(|i| i.key.clone());
        let kind = self.registers.link_type(link.kind);
        let phrase = kind.map_or("", |t| if link.outward { &t.outward } else { &t.inward });
        let text = other.as_ref().map(|key| format!("This issue {phrase} {key}"));
        (other, text)
    }

    fn change_item(&self, field: &Field, old: &Value, new: &Value) -> ChangeItem {
        let is_parent = field.kind == Kind::Parent;
        let name = if is_parent {
            "IssueParentAssociation".to_owned()
        } else if field.number.is_some() {
            field.name.clone()
        } else {
            field.id.clone()
        };
        ChangeItem {
            field: name,
            field_id: (!is_parent).then(|| field.id.clone()),
            custom: field.number.is_some(),
            from: describe(self, field, old),
            to: describe(self, field, new),
        }
    }

    /// Puts a changed issue in its place. When anything differs, the time moves on, the issue's
    /// `updated` with it, and the history grows; tells whether anything did.
    pub fn commit(&mut self, author: UserId, mut after: Issue) -> bool {
        let Some(before) = self.issues.get(after.id) else { return false };
        let items = self.difference(before, &after);
        let quiet = before.properties != after.properties || before.records != after.records;
        let resolved_before = before.resolution.is_some();
        if items.is_empty() && !quiet {
            return false;
        }
        let now = self.touch();
        if !items.is_empty() {
            after.updated = now;
            let id = self.entry_id();
            after.history.push(Change { id, author, created: now, items });
        }
        match (resolved_before, after.resolution.is_some()) {
            (false, true) => after.resolved = Some(now),
            (true, false) => after.resolved = None,
            _ => {}
        }
        self.issues.replace(after);
        true
    }
}
