//! Other names under which files carry Jira's system fields.
//!
//! Three sources: the headers of Jira's own CSV in its languages ([`language`]), the headers of its
//! import, which differ from the names on the screen, and the words people use in spreadsheets.

use std::collections::HashMap;

use super::Confidence::{self, Suggested, Sure};
use super::header::{bare, fold};
use super::language;
use crate::schema::FieldId;

/// What an alias stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alias {
    /// A system field, by Jira's id.
    Field(&'static str),
    /// The file's own ID of a row.
    RowId,
    /// `Issue id` of Jira's CSV: Jira's number of the issue, which is a row ID for everybody else.
    IssueId,
    /// `Parent key` of Jira's CSV, beside the parent's number.
    ParentKey,
    /// The account ID of a field's person, beside the name.
    Account(&'static str),
}

use Alias::{Account, Field, IssueId, ParentKey, RowId};

/// Alias, what it stands for, and how sure that is.
const ALIASES: &[(Alias, Confidence, &[&str])] = &[
    (Field("issuekey"), Sure, &["key", "issuekey", "jira key"]),
    (RowId, Sure, &["id", "row id", "rowid", "external id", "unique id", "zeilen-id", "ref"]),
    (RowId, Suggested, &["#", "no", "no.", "nr", "nr.", "number", "row", "lfd. nr.", "wbs"]),
    (Field("summary"), Sure, &["title", "issue summary"]),
    (Field("summary"), Suggested, &["name", "task name", "subject", "betreff", "aufgabe"]),
    (Field("issuetype"), Sure, &["issue type", "issuetype", "work type", "work item type"]),
    (Field("issuetype"), Suggested, &["type", "kind", "category", "typ", "tipo", "art"]),
    (Field("project"), Sure, &["project", "project key", "space", "space key"]),
    (Field("parent"), Sure, PARENT),
    (Field("parent"), Suggested, &["belongs to", "parent task", "gehört zu", "epic"]),
    (Field("status"), Sure, &["issue status"]),
    (Field("status"), Suggested, &["state", "stage", "zustand", "progress"]),
    (Field("priority"), Suggested, &["prio", "importance", "urgency"]),
    (Field("assignee"), Sure, &["assigned to", "assigned"]),
    (Field("assignee"), Suggested, &["owner", "responsible", "who"]),
    (Field("reporter"), Sure, &["reported by"]),
    (Field("reporter"), Suggested, &["requester", "requested by", "author"]),
    (Field("description"), Suggested, &["details", "notes", "text", "body"]),
    (Field("labels"), Sure, &["label", "tags"]),
    (Field("labels"), Suggested, &["tag", "keywords"]),
    (Field("components"), Sure, &["component/s", "component"]),
    (Field("fixVersions"), Sure, &["fix version/s", "fix version", "fixversion"]),
    (Field("fixVersions"), Suggested, &["version", "release", "milestone", "releases"]),
    (Field("versions"), Sure, &["affects version/s", "affects version", "affected version"]),
    (Field("duedate"), Sure, &["due", "due date", "duedate", "due on"]),
    (Field("duedate"), Suggested, &["deadline", "finish", "end date", "termin", "target date"]),
    (Field("created"), Sure, &["created date"]),
    (Field("resolutiondate"), Sure, &["resolved"]),
    (Field("timeoriginalestimate"), Sure, &["original estimate"]),
    (Field("timeoriginalestimate"), Suggested, &["estimate", "effort", "schätzung", "aufwand"]),
    (Field("timeestimate"), Sure, &["remaining estimate"]),
    (Field("aggregatetimeestimate"), Sure, &["σ remaining estimate"]),
    (Field("aggregatetimeoriginalestimate"), Sure, &["σ original estimate"]),
    (Field("aggregatetimespent"), Sure, &["σ time spent"]),
    (Field("timespent"), Sure, &["time spent"]),
];

const PARENT: &[&str] = &[
    "parent",
    "parent issue",
    "parent work item",
    "parent link",
    "epic link",
    "epic-link",
    "epos-link",
    "epic-verknüpfung",
    "lien d'epic",
    "lien d’epic",
    "lien epic",
    "enlace de epic",
    "enlace de épica",
    "エピックリンク",
    "エピック リンク",
];

/// Every alias with what it stands for.
fn entries() -> impl Iterator<Item = (&'static str, Alias, Confidence)> {
    let words = ALIASES.iter().flat_map(|(alias, confidence, names)| {
        names.iter().map(move |name| (*name, *alias, *confidence))
    });
    words.chain(language::ALL.iter().flat_map(|language| {
        let named = |alias: Alias| move |name: &&'static str| (*name, alias, Sure);
        let fields = language
            .fields
            .iter()
            .flat_map(move |(field, names)| names.iter().map(named(Field(field))));
        let people = language
            .accounts
            .iter()
            .flat_map(move |(field, names)| names.iter().map(named(Account(field))));
        let keys = language.key.iter().map(named(Field("issuekey")));
        let ids = language.id.iter().map(named(IssueId));
        let parents = language.parent_key.iter().map(named(ParentKey));
        fields.chain(people).chain(keys).chain(ids).chain(parents)
    }))
}

/// The aliases by their folded names, with how sure each is.
pub(super) type Aliases = HashMap<String, (Alias, Confidence)>;

/// All aliases by their folded text.
pub(super) fn table() -> Aliases {
    entries().map(|(name, alias, confidence)| (fold(name), (alias, confidence))).collect()
}

/// Whether a header is a word that is known for a field.
pub fn is_known_word(header: &str, field: &FieldId) -> bool {
    let header = fold(bare(header));
    let is = |alias: Alias| match alias {
        Field(id) | Account(id) => id == field.as_str(),
        ParentKey => field.as_str() == "parent",
        RowId | IssueId => false,
    };
    entries().any(|(name, alias, _)| name == header && is(alias))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_alias_stands_for_two_things() {
        let table = table();
        for (name, alias, confidence) in entries() {
            assert_eq!(table.get(&fold(name)), Some(&(alias, confidence)), "{name}");
            assert_eq!(fold(name), name, "aliases are written in lower case");
        }
    }

    #[test]
    fn aliases_are_found_in_any_case() {
        let table = table();
        assert_eq!(table.get(&fold("FIX VERSION/S")), Some(&(Field("fixVersions"), Sure)));
        assert_eq!(table.get(&fold("Fälligkeitsdatum")), Some(&(Field("duedate"), Sure)));
    }
}
