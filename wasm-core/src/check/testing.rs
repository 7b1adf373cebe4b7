//! Sites and files in a form short enough for a test.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::Timestamp;

use super::{Input, read_rows, run};
use crate::finding::Finding;
use crate::jira::{OpenTransition, ScreenField};
use crate::mapping::testing::{fields, table};
use crate::mapping::{EmptyCells, Mapping, Origin, Resolutions, fold, propose};
use crate::plan::{self, Plan, Source};
use crate::ports::Zone;
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue, RichText};
use crate::sheet::Table;
use crate::target::{
    Choice, FieldMeta, IssueState, IssueType, Place, Project, Screen, TargetState, User,
};

/// Summer and winter alike two hours east of UTC.
pub(crate) struct East;

impl Zone for East {
    fn name(&self) -> &str {
        "Etc/GMT-2"
    }

    fn offset_seconds(&self, _: Timestamp) -> i32 {
        7200
    }
}

/// An entity whose id follows from its name.
pub(crate) fn entity(name: &str) -> Entity {
    Entity { id: fold(name).replace(' ', "-"), name: name.to_owned() }
}

/// The project DEMO with five types, and the issues of a table whose columns are headed by field
/// ids; `type` and `open` (statuses that transitions lead to, by `;`) are columns too.
pub(crate) fn site(issues: &str) -> TargetState {
    let mut state = TargetState { fields: fields(), ..TargetState::default() };
    state.site.hours_per_day = 8.0;
    state.site.days_per_week = 5.0;
    state.priorities = ["High", "Low"].map(entity).to_vec();
    state.resolutions = ["Done", "Won't Do"].map(entity).to_vec();
    for (id, name, email, active) in [
        ("acc-mia", "Mia Krystof", Some("mia@example.com"), true),
        ("acc-alex-1", "Alex Kim", None, true),
        ("acc-alex-2", "Alex Kim", None, true),
        ("acc-old", "Old Hand", None, false),
    ] {
        let (account_id, name) = (id.to_owned(), name.to_owned());
        state.people.learn(User { account_id, name, email: email.map(str::to_owned), active });
    }
    for (id, key) in [("10000", "DEMO"), ("10001", "OTHER")] {
        state.projects.insert(id.to_owned(), project(id, key));
        for kind in types() {
            let place = Place { project: id.to_owned(), issue_type: kind.id };
            state.create_screens.insert(place.clone(), screen(kind.level, true));
            state.edit_screens.insert(place, screen(kind.level, false));
        }
    }
    let table = table(issues);
    for row in 0..table.rows.len() {
        let issue = issue(&table, row);
        state.issues.insert(issue.key.clone(), issue);
    }
    state
}

fn types() -> Vec<IssueType> {
    [("Epic", 1), ("Story", 0), ("Task", 0), ("Sub-task", -1)]
        .map(|(name, level)| {
            let Entity { id, name } = entity(name);
            IssueType { id, name, level, statuses: ["Open", "Doing", "Done"].map(entity).to_vec() }
        })
        .to_vec()
}

fn project(id: &str, key: &str) -> Project {
    Project {
        id: id.to_owned(),
        key: key.to_owned(),
        name: format!("The {key} space"),
        issue_types: types(),
        components: ["Core", "Docs, all"].map(entity).to_vec(),
        versions: ["1.0", "2.0"].map(entity).to_vec(),
        archived: vec![entity("0.9")],
    }
}

/// All fields but those that Jira computes, and the resolution, which only transitions have; epics
/// have no story points.
fn screen(level: i32, create: bool) -> Screen {
    let mut screen: Screen = fields()
        .into_iter()
        .filter(|field| field.writable())
        .filter(|field| !matches!(field.kind, FieldType::Status | FieldType::Resolution))
        .map(|field| (field.id, FieldMeta::default()))
        .collect();
    if level == 1 {
        screen.remove(&FieldId::new("customfield_1"));
    }
    let option = |name| Choice { entity: entity(name), title: None, children: Vec::new() };
    let options = ["Red", "Blue"].map(option);
    screen.entry(FieldId::new("customfield_2")).or_default().choices = Some(options.to_vec());
    for (id, has_default) in [("summary", false), ("reporter", true), ("duedate", false)] {
        let meta = screen.entry(FieldId::new(id)).or_default();
        meta.required = create || id != "duedate";
        meta.has_default = has_default;
        if id == "duedate" {
            meta.required = level == 1;
        }
    }
    screen
}

/// A transition named by the status it leads to, with the names of the fields of its screen after
/// a slash; `Resolution!` needs a value.
fn transition(text: &str) -> OpenTransition {
    let (to, screen) = text.split_once('/').unwrap_or((text, ""));
    let shown = |name: &str| ScreenField {
        id: FieldId::new(name.trim_end_matches('!').to_lowercase()),
        name: name.trim_end_matches('!').to_owned(),
        required: name.ends_with('!'),
    };
    let screen = screen.split(',').filter(|name| !name.is_empty()).map(shown).collect();
    OpenTransition {
        id: format!("to {to}"),
        name: format!("To {to}"),
        to: entity(to),
        screen,
        closed: false,
    }
}

fn issue(table: &Table, row: usize) -> IssueState {
    let fields: BTreeMap<String, FieldSchema> =
        fields().into_iter().map(|field| (field.id.to_string(), field)).collect();
    let mut issue = IssueState {
        id: (10_001 + row).to_string(),
        key: String::new(),
        place: Place { project: "10000".to_owned(), issue_type: "task".to_owned() },
        values: BTreeMap::new(),
        transitions: Vec::new(),
    };
    for (column, cell) in table.columns.iter().zip(&table.rows[row].cells) {
        let (header, text) = (column.header.clone().unwrap_or_default(), cell.to_text());
        match (header.as_str(), fields.get(&header)) {
            _ if text.is_empty() => {}
            ("issuekey", _) => issue.key = text,
            ("type", _) => issue.place.issue_type = entity(&text).id,
            ("open", _) => {
                issue.transitions = text.split(';').map(transition).collect();
            }
            (_, Some(field)) => {
                issue.values.insert(field.id.clone(), value(field.kind, &text));
            }
            (other, None) => panic!("no field {other}"),
        }
    }
    let type_name = types().into_iter().find(|kind| kind.id == issue.place.issue_type);
    let type_name = type_name.map(|kind| entity(&kind.name)).expect("a type of the project");
    let project = Entity { id: "10000".to_owned(), name: "DEMO".to_owned() };
    issue.values.insert(FieldId::new("issuetype"), FieldValue::One(type_name));
    issue.values.insert(FieldId::new("project"), FieldValue::One(project));
    issue
}

fn value(kind: FieldType, text: &str) -> FieldValue {
    match kind {
        FieldType::Text => FieldValue::Text(text.to_owned()),
        FieldType::RichText => FieldValue::Rich(RichText {
            markdown: text.to_owned(),
            document: serde_json::json!({"type": "doc", "version": 1, "content": []}),
            wiki: None,
        }),
        FieldType::Number => FieldValue::Number(text.parse().unwrap()),
        FieldType::Date => FieldValue::Date(text.parse().unwrap()),
        FieldType::DateTime => FieldValue::DateTime(text.parse().unwrap()),
        FieldType::Labels => FieldValue::Words(text.split(' ').map(str::to_owned).collect()),
        FieldType::Components | FieldType::Versions => {
            FieldValue::Many(text.split(';').map(entity).collect())
        }
        FieldType::User if text == "Mia Krystof" => {
            FieldValue::One(Entity { id: "acc-mia".to_owned(), name: text.to_owned() })
        }
        FieldType::Parent => FieldValue::One(Entity { id: text.to_owned(), name: text.to_owned() }),
        FieldType::Unknown => FieldValue::Raw(text.into()),
        _ => FieldValue::One(entity(text)),
    }
}

/// When files are checked.
fn now() -> Timestamp {
    "2026-11-02T09:00:00Z".parse().unwrap()
}

/// A file against a site.
pub(crate) struct Case {
    pub(crate) table: Table,
    pub(crate) mapping: Mapping,
    pub(crate) origin: Option<Origin>,
    pub(crate) export_lost: bool,
    pub(crate) resolutions: Resolutions,
    pub(crate) target: TargetState,
}

impl Case {
    /// A file of unknown origin; new rows go to DEMO.
    pub(crate) fn new(target: TargetState, file: &str) -> Self {
        let table = table(file);
        let (mut mapping, _) = propose(&table, &fields(), None);
        mapping.project = Some("DEMO".to_owned());
        let resolutions = Resolutions::default();
        let mut target = target;
        for place in target.create_screens.keys() {
            let workflow = target.likely_workflow(place);
            target.workflows.entry(place.clone()).or_insert(workflow);
        }
        Self { table, mapping, origin: None, export_lost: false, resolutions, target }
    }

    /// The same, exported by Rowport when Jira's newest change was at that time.
    pub(crate) fn exported(mut self, newest: &str) -> Self {
        let newest = Some(newest.parse().unwrap());
        self.origin = Some(Origin { lineage: "L".to_owned(), newest, ..Origin::default() });
        self.empty(EmptyCells::SinceExport)
    }

    /// The same, where Jira's history tells of no change.
    pub(crate) fn never_changed(mut self) -> Self {
        let ids: Vec<_> = self.target.issues.values().map(|issue| issue.id.clone()).collect();
        for (issue, field) in ids.iter().flat_map(|id| fields().into_iter().map(move |f| (id, f))) {
            self.target.past.insert((issue.clone(), field.id), Vec::new());
        }
        self
    }

    /// What empty cells ask for, in all columns.
    pub(crate) fn empty(mut self, empty: EmptyCells) -> Self {
        self.mapping.columns.iter_mut().for_each(|column| column.empty = empty);
        self
    }

    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            table: &self.table,
            mapping: &self.mapping,
            origin: self.origin.as_ref(),
            export_lost: self.export_lost,
            resolutions: &self.resolutions,
            target: &self.target,
            zone: &East,
        }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        run(&read_rows(&self.input(), now()))
    }

    pub(crate) fn plan(&self) -> (Plan, Vec<Finding>) {
        let source = Source {
            file: "plan.xlsx".to_owned(),
            sheet: self.table.sheet.clone(),
            lineage: "L".to_owned(),
            site: "https://example.atlassian.net".to_owned(),
        };
        plan::make(&self.input(), source, now())
    }
}

/// What the checks say about a file: `severity cell: sentence → what to do`, a line each.
pub(crate) fn findings(issues: &str, file: &str) -> String {
    sentences(&Case::new(site(issues), file).findings())
}

/// Findings as lines.
pub(crate) fn sentences(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let (text, fix) = (finding.message.text(), finding.message.fix().unwrap_or_default());
        assert!(!text.contains('{') && !fix.contains('{'), "{:?}", finding.message);
        let row = finding.at.row.map(|row| (row + 1).to_string()).unwrap_or_default();
        let column = finding.at.column.map(crate::sheet::column_name).unwrap_or_default();
        writeln!(out, "{:?} {column}{row}: {text} → {fix}", finding.severity).unwrap();
    }
    out
}
