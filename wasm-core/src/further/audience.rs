//! Who may see a comment: what a cell says of it, and whether the site has it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::sort::Row;
use crate::jira::{Client, JiraError};
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::plan::{Audience, EntryIssue};
use crate::ports::{Clock, Transport};
use crate::schema::Entity;
use crate::target::{TargetState, issue_name};

/// What a service project shows of a comment that customers don't see.
///
/// REST v3 gives no documented way to write one: it calls `jsdPublic` read-only and sends callers
/// to the service desk's own API, which takes no rich text. The comment property that circulates
/// for it is not relied on: where Jira ignored it, customers would read an internal note.
pub(crate) const INTERNAL: &str = "Internal";

const ROLE: &str = "role";
const GROUP: &str = "group";

/// The roles and groups that new comments name, as far as the site shows them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Audiences {
    /// The names of the roles of a project, by its id.
    pub(super) roles: BTreeMap<String, Vec<String>>,
    /// What was found for the name of a group.
    pub(super) groups: BTreeMap<String, Vec<Entity>>,
}

/// How a cell says who may see a comment.
pub(crate) fn audience_text(audience: &Audience) -> String {
    let kind = if audience.kind == ROLE { "Role" } else { "Group" };
    format!("{kind}: {}", audience.value)
}

/// Who may see a comment, by what a cell says: `Role: …` or `Group: …`, in any case; nothing for
/// everybody.
fn audience_of(text: &str) -> Result<Option<Audience>, Message> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(INTERNAL) {
        return Err(Message::new("entry-internal"));
    }
    let refuse = || Message::new("entry-bad-audience").with("value", text);
    let (kind, name) = text.split_once(':').ok_or_else(refuse)?;
    let kind = kind.trim().to_ascii_lowercase();
    let value: String = name.trim().nfc().collect();
    match kind.as_str() {
        ROLE | GROUP if !value.is_empty() => Ok(Some(Audience { kind, value, identifier: None })),
        _ => Err(refuse()),
    }
}

impl Audiences {
    /// The audience that a cell of a comment on `issue` names, and what is unsure about it.
    pub(super) fn find(
        &self,
        text: &str,
        issue: Option<&EntryIssue>,
        target: &TargetState,
    ) -> Result<(Option<Audience>, Option<Message>), Message> {
        let Some(audience) = audience_of(text)? else { return Ok((None, None)) };
        if audience.kind == ROLE {
            let unsure = self.judge_role(&audience.value, issue, target)?;
            let identifier = Some(audience.value.clone());
            return Ok((Some(Audience { identifier, ..audience }), unsure));
        }
        let found = self.groups.get(&audience.value).map(Vec::as_slice).unwrap_or_default();
        match found.iter().find(|group| group.name == audience.value) {
            Some(group) => {
                let identifier = Some(group.id.clone());
                Ok((Some(Audience { identifier, ..audience }), None))
            }
            None if found.is_empty() => {
                Err(Message::new("entry-group-unknown").with("value", audience.value))
            }
            None => {
                let names: Vec<_> = found.iter().map(|group| group.name.as_str()).collect();
                let message = Message::new("entry-group-similar").with("value", audience.value);
                Err(message.with("allowed", names.join(", ")))
            }
        }
    }

    /// Whether the project of an issue has a role; of an issue that the same file creates, any
    /// project of the file. What is unsure about it is told.
    fn judge_role(
        &self,
        role: &str,
        issue: Option<&EntryIssue>,
        target: &TargetState,
    ) -> Result<Option<Message>, Message> {
        let known = issue.and_then(|issue| project_of(issue.label(), target));
        let of_project = |(id, _): &(&String, _)| known.is_none_or(|known| *id == known);
        let roles = self.roles.iter().filter(of_project).flat_map(|(_, names)| names);
        let roles: BTreeSet<&str> = roles.map(String::as_str).collect();
        let unsure = Message::new("entry-role-unchecked").with("value", role);
        if roles.is_empty() {
            return Ok(Some(unsure));
        }
        if roles.contains(role) {
            return Ok(None);
        }
        let names: Vec<_> = roles.into_iter().collect();
        let message = Message::new("entry-role-unknown").with("value", role);
        Err(message.with("allowed", names.join(", ")))
    }
}

/// The id of the project of an issue that Jira has.
fn project_of<'t>(key: &str, target: &'t TargetState) -> Option<&'t str> {
    let issue = target.issues.get(&issue_name(key)?)?;
    Some(&issue.place.project)
}

/// Asks for the roles and groups that the rows of new comments name, each once.
///
/// # Errors
/// As any call; a project that one may not see has no roles.
pub(super) async fn load<'r, T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    rows: impl Iterator<Item = &'r Row<'r>>,
    target: &TargetState,
) -> Result<Audiences, JiraError> {
    let column = FurtherSheet::Comments.column("Visible to");
    let (mut projects, mut groups) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        match audience_of(&row.table.text(row.row, column)) {
            Ok(Some(audience)) if audience.kind == GROUP => _ = groups.insert(audience.value),
            Ok(Some(_)) => match project_of(&row.table.text(row.row, 0), target) {
                Some(project) => _ = projects.insert(project.to_owned()),
                None => projects.extend(target.projects.keys().cloned()),
            },
            _ => {}
        }
    }
    let mut audiences = Audiences::default();
    for project in projects {
        let roles = match client.project_roles(&project).await {
            Err(error) if error.is_not_found() => Vec::new(),
            roles => roles?,
        };
        audiences.roles.insert(project, roles);
    }
    for group in groups {
        let found = client.groups_like(&group).await?;
        audiences.groups.insert(group, found);
    }
    Ok(audiences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_read_as_it_is_written() {
        for (kind, value) in [(ROLE, "Administrators"), (GROUP, "a: b")] {
            let (kind, value) = (kind.to_owned(), value.to_owned());
            let audience = Audience { kind, value, identifier: None };
            assert_eq!(audience_of(&audience_text(&audience)), Ok(Some(audience)));
        }
        assert_eq!(audience_of(""), Ok(None));
        for (text, code) in [
            ("internal", "entry-internal"),
            ("Administrators", "entry-bad-audience"),
            ("role:", "entry-bad-audience"),
            ("team: x", "entry-bad-audience"),
        ] {
            assert_eq!(audience_of(text).unwrap_err().code, code, "{text}");
        }
    }
}
