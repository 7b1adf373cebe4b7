//! From issues to rows of cells, page by page, so that the JSON of only a few pages is held.

use jiff::Timestamp;
use serde_json::Value;

use super::columns::KEY;
use super::outline;
use crate::convert::{self, Context};
use crate::jira::Issue;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::{CellValue, OutCell};
use crate::target::{Site, TargetState, User};

/// The rows made so far.
pub(super) struct Rows<'a> {
    fields: &'a [FieldSchema],
    zone: &'a dyn Zone,
    state: TargetState,
    cells: Vec<Vec<OutCell>>,
    /// Values of people's columns. Whether a name alone tells who is meant is known only when all
    /// issues were read.
    people: Vec<(usize, usize, FieldValue)>,
    /// Id of each row's issue, and when it was changed last.
    issues: Vec<(String, Option<Timestamp>)>,
    /// Id of the issue above each row's.
    parents: Vec<Option<String>>,
}

/// What an export's rows are made of.
pub(super) struct Exported {
    /// The cells, row by row.
    pub(super) cells: Vec<Vec<OutCell>>,
    /// Id of each row's issue, and when it was changed last.
    pub(super) issues: Vec<(String, Option<Timestamp>)>,
    /// What is known of the people and the site.
    pub(super) state: TargetState,
    /// Id of the issue above each row's, where it was read.
    parents: Vec<Option<String>>,
}

impl Exported {
    /// Puts children below their parents; tells of each row where it stood and how deep it is.
    pub(super) fn outlined(&mut self) -> Vec<(usize, u8)> {
        let ids = self.issues.iter().map(|(id, _)| id.as_str());
        let rows: Vec<_> = ids.zip(self.parents.iter().map(Option::as_deref)).collect();
        let order = outline::arranged(&rows);
        let places = || order.iter().map(|(place, _)| *place);
        self.cells = places().map(|place| std::mem::take(&mut self.cells[place])).collect();
        self.issues = places().map(|place| std::mem::take(&mut self.issues[place])).collect();
        self.parents = places().map(|place| self.parents[place].take()).collect();
        order
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(fields: &'a [FieldSchema], site: Site, zone: &'a dyn Zone) -> Self {
        let state = TargetState { site, ..TargetState::default() };
        Self {
            fields,
            zone,
            state,
            cells: Vec::new(),
            people: Vec::new(),
            issues: Vec::new(),
            parents: Vec::new(),
        }
    }

    /// Adds the rows of some issues.
    pub(super) fn add(&mut self, issues: &[Issue]) {
        for issue in issues {
            self.issues.push((issue.id.clone(), updated(issue)));
            self.parents.push(outline::parent_of(issue));
            let row = self.row(issue);
            self.cells.push(row);
        }
    }

    /// Takes up users whom the cells may come to name, so that no name leads to two of them.
    pub(super) fn meet_all(&mut self, users: &[User]) {
        users.iter().for_each(|user| self.state.people.learn(user.clone()));
    }

    /// How cells show their values.
    pub(super) fn context(&self) -> Context<'_> {
        Context::new(self.zone, &self.state)
    }

    /// All rows.
    pub(super) fn finish(mut self) -> Exported {
        let cx = Context::new(self.zone, &self.state);
        for (row, column, value) in &self.people {
            if let (Some(field), Some(cell)) = (
                self.fields.get(*column),
                self.cells.get_mut(*row).and_then(|row| row.get_mut(*column)),
            ) {
                *cell = convert::cell(field, value, &cx).into();
            }
        }
        Exported {
            cells: self.cells,
            issues: self.issues,
            parents: self.parents,
            state: self.state,
        }
    }

    fn row(&mut self, issue: &Issue) -> Vec<OutCell> {
        let mut row = Vec::with_capacity(self.fields.len());
        for (column, field) in self.fields.iter().enumerate() {
            if field.id.as_str() == KEY {
                let link = format!("{}/browse/{}", self.state.site.url, issue.key);
                let value = CellValue::from(issue.key.as_str());
                row.push(OutCell { value, link: Some(link) });
                continue;
            }
            let json = issue.fields.get(field.id.as_str()).unwrap_or(&Value::Null);
            let value = convert::read(field, json);
            if field.kind.people() && value != FieldValue::Empty {
                self.meet(json);
                self.people.push((self.cells.len(), column, value));
                row.push(OutCell::default());
            } else {
                let cx = Context::new(self.zone, &self.state);
                row.push(convert::cell(field, &value, &cx).into());
            }
        }
        row
    }

    /// Takes up the users of a field.
    fn meet(&mut self, json: &Value) {
        let users = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
        for user in users.iter().filter_map(User::of_json) {
            self.state.people.learn(user);
        }
    }
}

/// When an issue was changed last.
fn updated(issue: &Issue) -> Option<Timestamp> {
    let field = FieldSchema {
        id: FieldId::new("updated"),
        name: String::new(),
        kind: FieldType::DateTime,
        custom: false,
        scope: None,
    };
    match convert::read(&field, issue.fields.get("updated")?) {
        FieldValue::DateTime(at) => Some(at),
        _ => None,
    }
}
