//! What has to be read from Jira before a plan can be made: as little as the file allows.

use std::collections::{BTreeSet, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::TargetState;
use super::people::{People, Wanted};
use super::readable::ReadableRows;
use crate::mapping::{FieldColumn, Layout, Mapping};
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue, TextForm};
use crate::sheet::{CellValue, Table};

/// What a table asks of Jira, as far as the table alone tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Issues of the rows: keys in upper case or ids, each once, in the order of the file.
    pub issues: Vec<String>,
    /// Further issues, named as parents only.
    pub parents: Vec<String>,
    /// Fields to read of each issue.
    pub fields: Vec<FieldId>,
    /// Those of them that the file has in wiki markup, as Jira's own CSV does.
    pub markup: Vec<FieldId>,
    /// Whether some row may create an issue.
    pub creates: bool,
    /// The kinds of the fields that the file may change.
    pub kinds: BTreeSet<FieldType>,
}

/// Fields that every plan looks at, whatever the columns are.
const ALWAYS: [&str; 3] = ["project", "issuetype", "summary"];

/// Says what a table needs.
pub fn needs(table: &Table, mapping: &Mapping, fields: &[FieldSchema]) -> Needs {
    let layout = Layout::new(table, &mapping.spread(), fields);
    let mut needs = Needs { fields: read_fields(&layout), ..Needs::default() };
    let in_markup = |column: &&FieldColumn<'_>| {
        column.options.text == TextForm::Wiki
            && !column.options.converted_here
            && column.field.kind == FieldType::RichText
    };
    needs.markup = layout.columns.iter().filter(in_markup).map(|c| c.field.id.clone()).collect();
    let writable = layout.columns.iter().filter(|column| column.field.writable());
    needs.kinds = writable.map(|column| column.field.kind).collect();
    let mut seen = HashSet::new();
    for row in &table.rows {
        needs.creates |= layout.key_text(row).is_empty();
        if let Some(name) = layout.issue_of(row)
            && seen.insert(name.clone())
        {
            needs.issues.push(name);
        }
    }
    let row_ids: HashSet<_> = table.rows.iter().map(|row| layout.row_id_text(row)).collect();
    for row in &table.rows {
        let parent = layout.text_of(row, FieldType::Parent);
        if let Some(name) = layout.parent_of(&parent)
            && !row_ids.contains(&parent)
            && seen.insert(name.clone())
        {
            needs.parents.push(name);
        }
    }
    needs
}

/// What further issues need: to be named.
pub(super) fn of_issues(issues: Vec<String>) -> Needs {
    Needs { issues, fields: ALWAYS.map(FieldId::new).into(), ..Needs::default() }
}

/// The mapped fields, what places an issue, and what tells whether it changed since an export or
/// since the plan.
fn read_fields(layout: &Layout<'_>) -> Vec<FieldId> {
    let mut fields: Vec<FieldId> = ALWAYS.iter().map(|id| FieldId::new(*id)).collect();
    let updated = FieldId::new("updated");
    // Where a file tells it too, what came right after the issue was made is told from later edits.
    let dated = layout.columns.iter().any(|column| column.field.id == updated);
    let created = dated.then(|| FieldId::new("created"));
    let mapped = layout.columns.iter().map(|column| column.field.id.clone());
    for id in mapped.chain([updated]).chain(created) {
        if !fields.contains(&id) {
            fields.push(id);
        }
    }
    fields
}

/// The people to look up, given the issues: those that an issue's present value does not explain.
/// Account IDs, and texts to search for.
pub(super) fn people(
    table: &Table,
    mapping: &Mapping,
    target: &TargetState,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut ids, mut searches) = (BTreeSet::new(), BTreeSet::new());
    let layout = Layout::new(table, mapping, &target.fields);
    let mut people = layout.columns.clone();
    people.retain(|column| column.field.kind.people() && column.field.writable());
    let rows = ReadableRows::new(&layout, mapping, target);
    for (row, issue) in rows.of(table).filter(|_| !people.is_empty()) {
        for column in &people {
            let current = issue.and_then(|issue| issue.values.get(&column.field.id));
            let cells = column.cells(row).filter_map(CellValue::as_text);
            let several = column.field.kind.multi();
            for part in cells.flat_map(|text| spellings(text, several)) {
                match People::wanted(&part) {
                    wanted if part.is_empty() || explained(&part, wanted, current) => false,
                    Wanted::Account(id) => ids.insert(id.to_owned()),
                    Wanted::Search(text) => searches.insert(words(text)),
                };
            }
        }
    }
    (ids, searches)
}

/// The names that a cell may hold, as they are looked up. A comma may separate or be part of a
/// name; decomposed characters, as macOS writes them, are looked for composed too.
pub(super) fn spellings(text: &str, several: bool) -> BTreeSet<String> {
    let mut spellings = BTreeSet::new();
    for part in text.split(['\n', ';']) {
        let commas = part.split(',').filter(|_| several);
        for name in commas.chain([part]).map(str::trim).filter(|name| !name.is_empty()) {
            spellings.insert(name.nfc().collect());
            spellings.insert(name.to_owned());
        }
    }
    spellings
}

/// A text as it is searched for: a name that was copied from a page has no-break spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the text is one of the users that the issue has now.
fn explained(text: &str, wanted: Wanted<'_>, current: Option<&FieldValue>) -> bool {
    let is = |entity: &Entity| entity.name == *text || wanted == Wanted::Account(&entity.id);
    match current {
        Some(FieldValue::One(user)) => is(user),
        Some(FieldValue::Many(users)) => users.iter().any(is),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::propose;
    use crate::mapping::testing::{fields, table};
    use crate::target::{IssueType, Project};

    #[test]
    fn issues_are_read_once_and_row_ids_are_not_looked_for_in_jira() {
        let table = table(
            "ID | Key | Summary | Parent | Assignee
             1  | demo-1 | a | DEMO-9 | Mia
             2  | DEMO-1 | b | 10007 |
             10003 | | c | 1 | Mia
             4 | x | d | 10003 |",
        );
        let (mapping, _) = propose(&table, &fields(), None);
        let needs = needs(&table, &mapping, &fields());
        assert_eq!(needs.issues, ["DEMO-1"]);
        assert_eq!(needs.parents, ["DEMO-9"]);
        assert!(needs.creates);
        let read: Vec<_> = needs.fields.iter().map(FieldId::as_str).collect();
        assert_eq!(read, ["project", "issuetype", "summary", "parent", "assignee", "updated"]);
    }

    #[test]
    fn names_are_looked_up_in_every_spelling() {
        let of = |text, several| spellings(text, several).into_iter().collect::<Vec<_>>();
        assert_eq!(of("Mia; Jo\n", false), ["Jo", "Mia"]);
        assert_eq!(of("Doe, Jo", false), ["Doe, Jo"]);
        assert_eq!(of("Doe, Jo", true), ["Doe", "Doe, Jo", "Jo"]);
        assert_eq!(of("Jo\u{308}rg", false), ["Jo\u{308}rg", "Jörg"]);
    }

    /// A site with one space, in which there are tasks.
    fn target() -> TargetState {
        let task =
            IssueType { id: "1".into(), name: "Task".into(), level: 0, statuses: Vec::new() };
        let (id, key) = ("10000".to_owned(), "DEMO".to_owned());
        let project =
            Project { id: id.clone(), key, issue_types: vec![task], ..Project::default() };
        TargetState { fields: fields(), projects: [(id, project)].into(), ..TargetState::default() }
    }

    #[test]
    fn nobody_is_looked_up_for_rows_that_are_held_back_anyway() {
        let table = table(
            "Key | Project | Issue Type | Summary | Assignee
             | DEMO | Task | a | Mia
             | DEMO | Wish | b | Sam
             | NONE | Task | c | Kim
             | | Task | d | Ola
             DEMO-9 | DEMO | Task | e | Jo
             no key | DEMO | Task | f | Bo",
        );
        let (mapping, _) = propose(&table, &fields(), None);
        let (_, searches) = people(&table, &mapping, &target());
        assert_eq!(searches.into_iter().collect::<Vec<_>>(), ["Mia"]);
    }

    #[test]
    fn numbers_of_parents_are_jiras_only_in_its_own_csv_with_keys() {
        let parents = |text: &str| {
            let table = table(text);
            let (mapping, _) = propose(&table, &fields(), None);
            needs(&table, &mapping, &fields()).parents
        };
        assert_eq!(parents("Issue key | Issue id | Parent\nDEMO-1 | 10001 | 10007"), ["10007"]);
        let beside = "Issue key | Issue id | Parent | Parent key\n\
                      DEMO-1 | 10001 | 10007 | DEMO-7\nDEMO-2 | 10002 | 10008 |";
        assert_eq!(parents(beside), ["DEMO-7", "10008"]);
        assert!(parents("Issue id | Summary | Parent\n1 | a | 10007").is_empty());
    }

    #[test]
    fn only_people_that_nothing_explains_are_looked_up() {
        let table = table(
            "Project | Summary | Assignee | Reporter
             DEMO | a | Mia Krystof | Mia Krystof
             DEMO | b | mia KRYSTOF | sam@example.com
             DEMO | c | 5b10ac8d82e05b22cc7d4ef5 | Sam <712020:2e05b22c-17c5>",
        );
        let (mapping, _) = propose(&table, &fields(), None);
        let target = target();
        let (ids, searches) = people(&table, &mapping, &target);
        let ids: Vec<_> = ids.iter().map(String::as_str).collect();
        let searches: Vec<_> = searches.iter().map(String::as_str).collect();
        assert_eq!(ids, ["5b10ac8d82e05b22cc7d4ef5", "712020:2e05b22c-17c5"]);
        assert_eq!(searches, ["Mia Krystof", "mia KRYSTOF", "sam@example.com"]);
    }
}
