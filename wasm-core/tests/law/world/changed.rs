//! Cells that were changed, and what a plan and Jira then hold.

use serde_json::Value;
use wasm_core::plan::{Action, Change};

use super::dice::Dice;
use super::edit::{Cell, Edit};
use super::fields::{FIELDS, Field, Holds};
use super::issue::Issue;
use super::laws::{assert_no_errors, put, told};
use super::site::Site;
use super::trip::{Opened, Planned, Trip};

/// One changed cell.
pub struct Changed {
    pub field: &'static Field,
    issue: String,
    edit: Edit,
}

/// Changes one cell in each row, as far as rows and fields go: of each field from one on the first
/// row that was left as it is and allows it. Gives the field at which the rows came to an end.
pub fn change(
    trip: &Trip<'_>,
    opened: &mut Opened,
    dice: &mut Dice<'_>,
    from: usize,
) -> (Vec<Changed>, usize) {
    let issues = trip.site.issues();
    let sheet = opened.sheet();
    let mut free: Vec<usize> = (0..issues.len()).collect();
    let mut changed = Vec::new();
    for (column, field) in FIELDS.iter().enumerate().skip(from) {
        if free.is_empty() {
            return (changed, column);
        }
        let edit = |place: usize, dice: &mut Dice<'_>| {
            let at = free[place];
            let now = sheet.rows[at + 1].get(column as u32).clone();
            let issue = &issues[at];
            let cell = Cell { field, issue, issues: &issues, now: &now, zone: trip.zone };
            cell.edit(dice).map(|edit| (place, edit))
        };
        let Some((place, edit)) = (0..free.len()).find_map(|place| edit(place, dice)) else {
            continue;
        };
        let at = free.remove(place);
        let row = &mut sheet.rows[at + 1];
        put(row, column as u32, edit.cell.clone());
        changed.push(Changed { issue: issues[at].key.clone(), field, edit });
    }
    (changed, FIELDS.len())
}

/// The plan holds these changes and no others.
pub fn are_all_of(all: &[Changed], planned: &Planned, site: &Site) {
    planned.assert_sure();
    assert_no_errors(planned);
    let changes: Vec<&Change> =
        planned.plan.changes.iter().filter(|change| change.action != Action::NoOp).collect();
    let keys: Vec<&str> =
        changes.iter().filter_map(|change| Some(change.issue.as_ref()?.key.as_str())).collect();
    for changed in all {
        let at = keys.iter().position(|key| *key == changed.issue);
        let told = || format!("{}\n{}", changed.told(), told(planned));
        let change = changes[at.unwrap_or_else(|| panic!("not planned: {}", told()))];
        changed.is_all_of(change, &told());
    }
    assert_eq!(changes.len(), all.len(), "{}", told(planned));
    assert_eq!(planned.plan.changes.len(), site.issues().len());
}

/// Jira holds the changes, and is else as it was.
pub fn are_stored(all: &[Changed], before: &[Issue], after: &[Issue]) {
    for (before, after) in before.iter().zip(after) {
        let mut expected = before.clone();
        if let Some(changed) = all.iter().find(|changed| changed.issue == before.key) {
            for field in [changed.field.id, "updated"] {
                match after.fields.get(field) {
                    Some(value) => _ = expected.fields.insert(field.to_owned(), value.clone()),
                    None => _ = expected.fields.remove(field),
                }
            }
            expected.level = after.level;
            changed.is_stored(after);
        }
        assert_eq!(expected, *after);
    }
}

impl Changed {
    fn told(&self) -> String {
        format!("{} · {} · {:?}", self.issue, self.field.name, self.edit.cell)
    }

    /// A change of the plan is this one and no more.
    fn is_all_of(&self, change: &Change, told: &str) {
        if self.field.holds == Holds::Status {
            assert_eq!(change.action, Action::Transition, "{told}");
            let (_, id) = self.edit.stored.as_ref().unwrap();
            assert_eq!(*id, change.transition.as_ref().unwrap().to.id, "{told}");
        } else {
            assert_eq!(change.action, Action::Update, "{told}");
            let fields: Vec<&str> = change.fields.iter().map(|f| f.field.as_str()).collect();
            assert_eq!(fields, [self.field.id], "{told}");
            assert!(change.transition.is_none(), "{told}");
        }
    }

    /// The issue holds the new value.
    fn is_stored(&self, issue: &Issue) {
        let json = issue.fields.get(self.field.id).unwrap_or(&Value::Null);
        match &self.edit.stored {
            Some((place, value)) => {
                assert_eq!(json.pointer(place), Some(value), "{}: {json}", self.told());
            }
            None if self.edit.cell.is_empty() && self.field.holds == Holds::Sprint => {
                assert_eq!(super::assign::open_sprint(json), None, "{json}");
            }
            None if self.edit.cell.is_empty() => {
                assert!(json.is_null() || json.as_array().is_some_and(Vec::is_empty), "{json}");
            }
            None => assert!(!json.is_null()),
        }
    }
}
