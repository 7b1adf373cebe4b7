//! Which of several fields of one name each row has.
//!
//! Team-managed spaces bring fields of a name that the site has already, and administrators make
//! several for several spaces. What the row's space has alone, or what is on the screen of its work
//! type, is its field. Where both leave it open, the user is asked: a value in the wrong one of two
//! fields is in nobody's sight.

use std::collections::{BTreeMap, BTreeSet};

use super::{NewPlaces, Place, Screen, TargetState};
use crate::finding::{self, Finding};
use crate::mapping::{ColumnMapping, Layout, MappedTo, Mapping, names_of, with_choices};
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema};
use crate::sheet::{Table, TableRow, column_name};

/// Whether some column gives one of several fields.
pub(super) fn any(mapping: &Mapping) -> bool {
    mapping.columns.iter().any(|column| matches!(column.mapped, MappedTo::OwnOf(_)))
}

/// The mapping with the field that each row has, and what is said of it.
///
/// # Errors
/// The question of a column, where a row leaves it open.
pub(super) fn settle(
    table: &Table,
    mapping: &Mapping,
    state: &TargetState,
) -> Result<(Mapping, Vec<Finding>), Message> {
    let layout = Layout::new(table, mapping, &state.fields);
    let places = NewPlaces::new(&layout, mapping, state);
    let rows = OwnRows { table, mapping, layout: &layout, places, state };
    let (mut columns, mut findings) = (Vec::new(), Vec::new());
    for column in &mapping.columns {
        let MappedTo::OwnOf(ids) = &column.mapped else {
            columns.push(column.clone());
            continue;
        };
        let own = rows.of(column, ids)?;
        let taken: Vec<FieldId> = own.keys().cloned().collect();
        let message = Message::new("column-own-field")
            .with("header", shown(column))
            .with("taken", names_of(&taken, &state.fields));
        let at = finding::Place::column(&table.sheet, column.column);
        findings.push(Finding::info(message, at));
        let several = own.len() > 1;
        columns
            .extend(own.into_iter().map(|(id, rows)| column.giving(&id, several.then_some(rows))));
    }
    Ok((Mapping { columns, ..mapping.clone() }, findings))
}

struct OwnRows<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    layout: &'a Layout<'a>,
    places: NewPlaces<'a>,
    state: &'a TargetState,
}

impl OwnRows<'_> {
    /// The rows of each field that some row has.
    fn of(
        &self,
        column: &ColumnMapping,
        ids: &[FieldId],
    ) -> Result<BTreeMap<FieldId, BTreeSet<u32>>, Message> {
        let candidates = self.free(ids);
        let same = |other: &&ColumnMapping| other.mapped == column.mapped;
        let columns = self.mapping.columns.iter().filter(same).map(|column| column.column);
        let position = |index| self.table.columns.iter().position(|other| other.index == index);
        let positions: Vec<usize> = columns.filter_map(position).collect();
        let (mut own, mut rest) = (BTreeMap::<FieldId, BTreeSet<u32>>::new(), BTreeSet::new());
        for row in &self.table.rows {
            let fitting = self.fitting(row, &candidates);
            match fitting.as_slice() {
                [field] => {
                    own.entry(field.id.clone()).or_default().insert(row.row);
                }
                [_, _, ..] if positions.iter().any(|&at| !row.cells[at].is_empty()) => {
                    return Err(self.question(column, row, &fitting));
                }
                _ => {
                    rest.insert(row.row);
                }
            }
        }
        // Rows that say nothing, and those that have none of the fields, which the checks tell.
        let likeliest = || candidates.first().map(|field| field.id.clone());
        if let Some(first) = own.keys().next().cloned().or_else(likeliest) {
            own.entry(first).or_default().extend(rest);
        }
        Ok(own)
    }

    /// The fields that no other column gives.
    fn free(&self, ids: &[FieldId]) -> Vec<&FieldSchema> {
        let fields = &self.state.fields;
        let known = ids.iter().filter_map(|id| fields.iter().find(|field| field.id == *id));
        let given = |field: &FieldSchema| {
            let given = MappedTo::Field(field.id.clone());
            self.mapping.columns.iter().any(|column| column.mapped == given)
        };
        known.filter(|field| !given(field)).collect()
    }

    /// Those that a row may have: of its space, and of these the ones on the screen of its work type,
    /// where some are.
    fn fitting<'f>(&self, row: &TableRow, fields: &[&'f FieldSchema]) -> Vec<&'f FieldSchema> {
        let Some((place, screen)) = self.place(row) else { return Vec::new() };
        let here = |field: &&&FieldSchema| {
            field.scope.as_ref().is_none_or(|scope| scope.project == place.project)
        };
        let fields: Vec<&FieldSchema> = fields.iter().filter(here).copied().collect();
        let is_shown = |field: &&&FieldSchema| screen.is_some_and(|s| s.contains_key(&field.id));
        let shown: Vec<&FieldSchema> = fields.iter().filter(is_shown).copied().collect();
        if shown.is_empty() { fields } else { shown }
    }

    /// Where a row's work item is or will be, and what may be set there.
    fn place(&self, row: &TableRow) -> Option<(Place, Option<&Screen>)> {
        if self.layout.key_text(row).is_empty() {
            let place = self.places.of(row).ok()?;
            let screen = self.state.create_screens.get(&place);
            return Some((place, screen));
        }
        let place = &self.state.issues.get(&self.layout.issue_of(row)?)?.place;
        Some((place.clone(), self.state.edit_screens.get(place)))
    }

    fn question(&self, column: &ColumnMapping, row: &TableRow, open: &[&FieldSchema]) -> Message {
        let ids: Vec<FieldId> = open.iter().map(|field| field.id.clone()).collect();
        let question = Message::new("column-own-field-open")
            .with("header", shown(column))
            .with("row", u64::from(row.row) + 1);
        with_choices(question, &ids, &self.state.fields)
    }
}

/// A column as the user knows it: its header, or its letters.
fn shown(column: &ColumnMapping) -> String {
    match column.header.as_str() {
        "" => column_name(column.column),
        header => header.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::{field, shown, table};
    use crate::mapping::{choose, propose};
    use crate::schema::{FieldType, Scope};
    use crate::target::{FieldMeta, IssueState, IssueType, Project};

    /// Fields named Impact: two that are shared, one of OPS alone.
    const IMPACTS: [&str; 3] = ["customfield_11", "customfield_12", "customfield_13"];

    fn fields() -> Vec<FieldSchema> {
        let system = [
            ("issuekey", "Key", FieldType::Key),
            ("project", "Project", FieldType::Project),
            ("issuetype", "Issue Type", FieldType::IssueType),
            ("summary", "Summary", FieldType::Text),
        ];
        let system = system.map(|(id, name, kind)| field(id, name, kind));
        let kinds = [FieldType::Option, FieldType::Number, FieldType::Option];
        let impacts = IMPACTS.into_iter().zip(kinds).map(|(id, kind)| field(id, "Impact", kind));
        let mut fields: Vec<_> = system.into_iter().chain(impacts).collect();
        let scope = Scope { key: Some("OPS".to_owned()), ..Scope::of("2") };
        fields.last_mut().unwrap().scope = Some(scope);
        fields
    }

    /// A site of DEMO and OPS with one issue each and tasks and bugs, whose screens have these.
    fn site(screens: &[(&str, &str, &[&str])]) -> TargetState {
        let mut state = TargetState { fields: fields(), ..TargetState::default() };
        let kind = |(id, name): (&str, &str)| IssueType {
            id: id.to_owned(),
            name: name.to_owned(),
            level: 0,
            statuses: Vec::new(),
        };
        for (id, key) in [("1", "DEMO"), ("2", "OPS")] {
            let issue_types = [("t", "Task"), ("b", "Bug")].map(kind).into();
            let (id, key) = (id.to_owned(), key.to_owned());
            let place = Place { project: id.clone(), issue_type: "t".to_owned() };
            let name = format!("{key}-1");
            let issue = IssueState {
                id: format!("{id}01"),
                key: name.clone(),
                place,
                values: BTreeMap::new(),
                transitions: Vec::new(),
            };
            state.issues.insert(name, issue);
            let project = Project { id: id.clone(), key, issue_types, ..Project::default() };
            state.projects.insert(id, project);
        }
        for (project, issue_type, on) in screens {
            let place =
                Place { project: (*project).to_owned(), issue_type: (*issue_type).to_owned() };
            let screen: Screen =
                on.iter().map(|id| (FieldId::new(*id), FieldMeta::default())).collect();
            state.create_screens.insert(place.clone(), screen.clone());
            state.edit_screens.insert(place, screen);
        }
        state
    }

    /// What the columns of a file are taken for, with the rows; or the question.
    fn taken(file: &str, state: &TargetState) -> String {
        let table = table(file);
        let (mapping, _) = propose(&table, &state.fields, None);
        settled(&table, &mapping, state)
    }

    fn settled(table: &Table, mapping: &Mapping, state: &TargetState) -> String {
        match settle(table, mapping, state) {
            Ok((mapping, _)) => {
                let rows = mapping.columns.iter().filter_map(|column| column.rows.as_ref());
                format!("{}{:?}", shown(&mapping), rows.collect::<Vec<_>>())
            }
            Err(question) => question.text(),
        }
    }

    const SCREENS: [(&str, &str, &[&str]); 4] = [
        ("1", "t", &[IMPACTS[0]]),
        ("1", "b", &[IMPACTS[1]]),
        ("2", "t", &[IMPACTS[2]]),
        ("2", "b", &[IMPACTS[2], IMPACTS[0]]),
    ];

    #[test]
    fn rows_of_one_space_give_the_field_that_it_has() {
        let state = site(&SCREENS);
        let told = taken("Key | Impact\nOPS-1 | High", &state);
        assert_eq!(told, "Key → issuekey (Sure)\nImpact → customfield_13 (Suggested)\n[]");
        let told = taken("Key | Impact\nDEMO-1 | High", &state);
        assert_eq!(told, "Key → issuekey (Sure)\nImpact → customfield_11 (Suggested)\n[]");
        let told = taken("Project | Issue Type | Impact\nDEMO | Bug | 3", &state);
        assert!(told.contains("Impact → customfield_12 (Suggested)\n[]"), "{told}");
    }

    #[test]
    fn rows_of_several_spaces_and_types_give_each_its_own() {
        let file = "Key | Project | Issue Type | Impact
                    OPS-1 | | | High
                    DEMO-1 | | | Low
                    | DEMO | Bug | 3
                    | OPS | Task | High
                    | | | ";
        insta::assert_snapshot!(taken(file, &site(&SCREENS)), @r"
        Key → issuekey (Sure)
        Project → project (Sure)
        Issue Type → issuetype (Sure)
        Impact → customfield_11 (Suggested)
        Impact → customfield_12 (Suggested)
        Impact → customfield_13 (Suggested)
        [{2, 5}, {3}, {1, 4}]
        ");
    }

    #[test]
    fn where_two_are_on_the_screen_the_user_is_asked_and_may_name_each() {
        let state = site(&SCREENS);
        let file = "Project | Issue Type | Impact\nOPS | Bug | High";
        insta::assert_snapshot!(taken(file, &state), @"The site has several fields named “Impact”, and row 2 leaves open which of them is meant: Impact (shared, option), Impact (OPS).");
        let empty = "Project | Issue Type | Impact\nOPS | Bug |";
        assert!(taken(empty, &state).contains("Impact →"), "an empty cell is no question");
        for (name, id) in [
            ("Impact (OPS)", IMPACTS[2]),
            ("impact (shared, option)", IMPACTS[0]),
            ("Impact (number)", IMPACTS[1]),
            (IMPACTS[1], IMPACTS[1]),
        ] {
            let table = table(file);
            let (mut mapping, _) = propose(&table, &state.fields, None);
            choose(&mut mapping, &state.fields, "Impact", name).unwrap();
            let told = settled(&table, &mapping, &state);
            assert!(told.contains(&format!("Impact → {id} (Sure)")), "{name}: {told}");
        }
    }

    #[test]
    fn a_field_with_a_column_of_its_own_is_no_other_columns() {
        let state = site(&SCREENS);
        let file = "Key | Impact (customfield_11) | Impact\nDEMO-1 | High |\nOPS-1 | | High";
        let told = taken(file, &state);
        assert!(told.contains("Impact → customfield_13 (Suggested)"), "{told}");
    }

    #[test]
    fn a_row_that_has_none_of_them_is_left_to_the_checks() {
        let state = site(&[("1", "t", &[IMPACTS[0]])]);
        let mut state = TargetState { create_screens: BTreeMap::new(), ..state };
        state.fields.retain(|field| field.id.as_str() != IMPACTS[0]);
        state.fields.retain(|field| field.id.as_str() != IMPACTS[1]);
        let other = FieldSchema {
            scope: Some(Scope::of("3")),
            ..field("customfield_14", "Impact", FieldType::Text)
        };
        state.fields.push(other);
        let told = taken("Key | Impact\nDEMO-1 | High", &state);
        assert!(told.contains("Impact → customfield_1"), "{told}");
    }
}
