//! Cells that were changed, and what a plan and Jira then hold.

use in_process_tests::{Opened, Planned, put};
use jira_sim::site::{Field, Issue, Kind, Site};
use serde_json::Value;
use wasm_core::plan::{Action, Change};
use wasm_core::ports::Zone;

use crate::draw::dice::Dice;
use crate::edit::{Cell, Edit, Stored, is_editable};
use crate::laws::{assert_no_errors, assert_sure, columns};

/// One changed cell.
pub struct Changed {
    pub field: Field,
    issue: String,
    edit: Edit,
}

/// Changes one cell in each row, as far as rows and fields go: of each column from one on the first
/// row that was left as it is and allows it. Gives the first column that may still find a row among
/// those that were changed.
pub fn change(
    site: &Site,
    opened: &mut Opened,
    zone: &dyn Zone,
    dice: &mut Dice<'_>,
    from: usize,
) -> (Vec<Changed>, usize) {
    let columns = columns(site);
    let sheet = opened.sheet();
    let issue_of = |row: usize| site.issues.find(&sheet.rows[row].get(0).to_text()).unwrap();
    let mut free: Vec<usize> = (1..sheet.rows.len()).collect();
    let mut changed = Vec::new();
    let (mut typed, mut next) = (Vec::new(), columns.len());
    for (column, id) in columns.iter().enumerate().skip(from) {
        let field = site.field(id.as_str()).unwrap();
        let edit = |place: usize, dice: &mut Dice<'_>| {
            let row = free[place];
            let now = sheet.rows[row].get(column as u32).clone();
            let cell = Cell { site, field, issue: issue_of(row), now: &now, zone };
            cell.edit(dice).map(|edit| (place, edit))
        };
        let Some((place, edit)) = (0..free.len()).find_map(|place| edit(place, dice)) else {
            if is_editable(field) && !changed.is_empty() {
                next = next.min(column);
            }
            continue;
        };
        let row = free.remove(place);
        typed.push((row, column as u32, edit.cell.clone()));
        let issue = issue_of(row).key.clone();
        changed.push(Changed { issue, field: field.clone(), edit });
    }
    for (row, column, value) in typed {
        put(&mut opened.sheet().rows[row], column, value);
    }
    (changed, next)
}

/// The plan holds these changes and no others.
pub fn are_all_of(all: &[Changed], planned: &Planned, site: &Site) {
    assert_sure(planned, site);
    assert_no_errors(planned);
    let changes: Vec<&Change> =
        planned.plan.changes.iter().filter(|change| change.action != Action::NoOp).collect();
    let keys: Vec<&str> =
        changes.iter().filter_map(|change| Some(change.issue.as_ref()?.key.as_str())).collect();
    for changed in all {
        let at = keys.iter().position(|key| *key == changed.issue);
        let told = || format!("{}\n{}", changed.told(), planned.told());
        let change = changes[at.unwrap_or_else(|| panic!("not planned: {}", told()))];
        changed.is_all_of(change, &told());
    }
    assert_eq!(changes.len(), all.len(), "{}", planned.told());
    assert_eq!(planned.plan.changes.len(), site.issues.len());
}

/// Jira holds the changes, and is else as it was.
pub fn are_stored(all: &[Changed], before: &Site, after: &Site) {
    assert_eq!(before.issues.len(), after.issues.len());
    for (before, now) in before.issues.iter().zip(after.issues.iter()) {
        let changed = all.iter().find(|changed| changed.issue == before.key);
        for field in &after.fields {
            let may = changed.is_some_and(|changed| changed.may_change(field));
            let (kept, value) = (before.get(field), now.get(field));
            assert!(may || kept == value, "{} · {}: {kept} → {value}", now.key, field.name);
        }
        if let Some(changed) = changed {
            changed.is_stored(now);
        }
    }
}

impl Changed {
    fn told(&self) -> String {
        format!("{} · {} · {:?}", self.issue, self.field.name, self.edit.cell)
    }

    /// A change of the plan is this one and no more.
    fn is_all_of(&self, change: &Change, told: &str) {
        if self.field.kind == Kind::Status {
            assert_eq!(change.action, Action::Transition, "{told}");
            let Stored::Is(id) = &self.edit.stored else { panic!("{told}") };
            assert_eq!(id.to_string(), change.transition.as_ref().unwrap().to.id, "{told}");
        } else {
            assert_eq!(change.action, Action::Update, "{told}");
            let fields: Vec<&str> = change.fields.iter().map(|f| f.field.as_str()).collect();
            assert_eq!(fields, [self.field.id.as_str()], "{told}");
            assert!(change.transition.is_none(), "{told}");
        }
    }

    /// Whether Jira changes a field when this one is: what it keeps of a write itself, and what is
    /// the same value by another name.
    fn may_change(&self, field: &Field) -> bool {
        let ids = [self.field.id.as_str(), field.id.as_str()];
        let with = match ids[0] {
            "status" => &["statusCategory", "statuscategorychangedate", "resolution"][..],
            "timeoriginalestimate" | "timeestimate" => &["timetracking"],
            _ => &[],
        };
        let resolves = ["status", "resolution"].contains(&ids[0]) && ids[1] == "resolutiondate";
        let above = self.field.kind == Kind::Parent && field.kind == Kind::EpicLink;
        ids[0] == ids[1] || ids[1] == "updated" || resolves || above || with.contains(&ids[1])
    }

    /// The issue holds the new value.
    fn is_stored(&self, issue: &Issue) {
        let kept = issue.get(&self.field);
        match &self.edit.stored {
            Stored::Is(value) => assert_eq!(same(&kept), same(value), "{}", self.told()),
            Stored::Empty => assert!(kept.is_null(), "{}: {kept}", self.told()),
            Stored::Filled => assert!(!kept.is_null(), "{}", self.told()),
        }
    }
}

/// A parent without a child is kept with and without a place for it.
fn same(value: &Value) -> Value {
    match value.as_array() {
        Some(list) => list.iter().filter(|one| !one.is_null()).cloned().collect(),
        None => value.clone(),
    }
}
