//! What would happen to one row.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::check::Cause;
use crate::mapping::{Side, space_of};
use crate::memory::RowMemory;
use crate::message::Message;
use crate::schema::{Entity, FieldId, FieldType, FieldValue, Notation};

/// What a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Jira already has every value.
    NoOp,
    /// A new issue.
    Create,
    /// Some fields of an issue change, perhaps its status too.
    Update,
    /// Only the status of an issue changes.
    Transition,
    /// A comment is added to an issue.
    Comment,
    /// Work is logged on an issue.
    Worklog,
    /// Two issues are linked.
    Link,
    /// Held back; the change's reason says why.
    Skip,
}

/// An issue that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRef {
    /// Jira's numeric id, as text; does not change when the issue moves.
    pub id: String,
    /// Present key.
    pub key: String,
}

/// Where a new issue goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateTarget {
    /// The project (id and key).
    pub project: Entity,
    /// The issue type.
    pub issue_type: Entity,
}

/// A change of status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transition {
    /// Present status; none for a new issue.
    pub from: Option<Entity>,
    /// Wanted status.
    pub to: Entity,
    /// Id of the transition, where it is known when the plan is made; the last one of several.
    pub id: Option<String>,
    /// The steps before the last one, where a new issue takes several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<Step>,
    /// Fields that are written along with the status, since only the transition's screen has them:
    /// the resolution, mostly. They are not among the fields of the change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// A step on a new issue's way to its status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The status that it leaves.
    pub from: Entity,
    /// Id of the transition.
    pub id: String,
    /// The status that it leads to.
    pub to: Entity,
    /// Which of the fields that are written along with the status go with this step: the others go
    /// with the last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldId>,
}

impl Transition {
    /// Adds fields to be written along with the status. A request that creates an issue can name a
    /// transition, but no fields of its screen: then the transition is made after the issue.
    pub(super) fn write_along(&mut self, fields: Vec<FieldChange>, of_new_issue: bool) {
        if of_new_issue && !fields.is_empty() && self.through.is_empty() {
            self.id = None;
        }
        self.fields = fields;
    }

    /// The transition that a new issue takes first, as far as the plan knows, if no field has to go
    /// with it.
    pub(crate) fn first(&self) -> Option<&str> {
        match self.through.first() {
            Some(step) => Some(step.id.as_str()).filter(|_| step.fields.is_empty()),
            None => self.id.as_deref().filter(|_| self.fields.is_empty()),
        }
    }

    /// The steps that lead on from a status of the way, each as a change of its own; none where the
    /// way is of one step, or does not lead over that status.
    pub(crate) fn legs_from(&self, status: &str) -> Vec<Self> {
        let Some(at) = self.through.iter().position(|step| step.from.id == status) else {
            let before_last = self.through.last().filter(|step| step.to.id == status);
            return before_last.map(|step| self.last_leg(&step.to)).into_iter().collect();
        };
        let leg = |step: &Step| Self {
            from: Some(step.from.clone()),
            to: step.to.clone(),
            id: Some(step.id.clone()),
            through: Vec::new(),
            fields: self
                .fields
                .iter()
                .filter(|f| step.fields.contains(&f.field))
                .cloned()
                .collect(),
        };
        let mut legs: Vec<_> = self.through.iter().skip(at).map(leg).collect();
        legs.extend(self.through.last().map(|step| self.last_leg(&step.to)));
        legs
    }

    fn last_leg(&self, from: &Entity) -> Self {
        let earlier = |field: &FieldId| self.through.iter().any(|s| s.fields.contains(field));
        let fields = self.fields.iter().filter(|field| !earlier(&field.field)).cloned().collect();
        let (to, id) = (self.to.clone(), self.id.clone());
        Self { from: Some(from.clone()), to, id, through: Vec::new(), fields }
    }
}

/// One field's change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: FieldId,
    /// Its name, for the eye.
    pub name: String,
    /// How its value is written.
    pub kind: FieldType,
    /// Jira's value when the plan was made.
    pub before: FieldValue,
    /// The value after the plan is applied.
    pub after: FieldValue,
}

impl FieldChange {
    /// How the value is read to be compared, and written.
    pub fn notation(&self) -> Notation {
        match self.after.notation() {
            Notation::Document => self.before.notation(),
            Notation::Wiki => Notation::Wiki,
        }
    }
}

/// Three values of one field of which no two are the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// What the cell held when it was exported, as text, from the issue's change history. None
    /// where the history does not tell.
    pub base: Option<String>,
    /// The file's value.
    pub mine: FieldValue,
    /// Jira's value when the plan was made.
    pub theirs: FieldValue,
}

/// A field of which the file may not overwrite what Jira has, unless the user says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldConflict {
    /// The field.
    pub field: FieldId,
    /// Its name, for the eye.
    pub name: String,
    /// How its value is written.
    pub kind: FieldType,
    /// Why it is held back.
    #[serde(default, skip_serializing_if = "Cause::is_default")]
    pub cause: Cause,
    /// The values.
    pub conflict: Conflict,
    /// The user's choice; none as long as the conflict is open.
    pub choice: Option<Side>,
}

/// A change of rich text by which something that Markdown can't say would be gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldLoss {
    /// The field.
    pub field: FieldId,
    /// Its name, for the eye.
    pub name: String,
    /// The value that the file asks for.
    pub after: FieldValue,
    /// What would be gone, each by a short text.
    pub lost: Vec<String>,
    /// Whether the user accepted it.
    pub accepted: bool,
}

/// What marks an issue as made from a row, stored with the issue when it is created, so that a
/// create whose answer was lost is found again instead of repeated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowIdentity {
    /// The file's lineage.
    pub lineage: String,
    /// The row within it.
    pub row: String,
}

/// What would happen to one row of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// What is done.
    pub action: Action,
    /// The issue; none for a new one.
    pub issue: Option<IssueRef>,
    /// When the issue was last changed as the plan was made (Jira's `updated`), where something of
    /// it is to change: what its history tells later than this came after the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// Where the new issue goes; only for [`Action::Create`].
    pub create: Option<CreateTarget>,
    /// Fields that change, in column order. The status is not among them, nor what is written
    /// along with it.
    pub fields: Vec<FieldChange>,
    /// The status change, after the fields are written.
    pub transition: Option<Transition>,
    /// The new issue's identity; only for [`Action::Create`].
    pub identity: Option<RowIdentity>,
    /// What the new issue is to remember of its row; only for [`Action::Create`].
    #[serde(default, skip_serializing_if = "RowMemory::is_empty")]
    pub memory: RowMemory,
    /// Whether the new issue is one more on purpose, of a row that looked like others before; only
    /// for [`Action::Create`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
    /// Fields that wait for a choice, as Jira changed them since the export, or may have. Those with
    /// the file's value chosen are among `fields` (or are the transition); the others are not
    /// written. For the eye;
    /// `apply` decides nothing by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<FieldConflict>,
    /// Changes of rich text that would lose something. Accepted ones are among `fields`; the
    /// others are not written. For the eye; `apply` decides nothing by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<FieldLoss>,
    /// Names of the fields that the row gives and the new issue is made without, since they are not
    /// on its screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
    /// Why the row is held back. For the eye; `apply` decides nothing by it.
    pub reason: Option<Message>,
}

impl Change {
    /// Every field that changes, those that are written along with the status at the end. The
    /// status itself is not among them.
    pub fn all_fields(&self) -> impl Iterator<Item = &FieldChange> {
        let with_status = self.transition.iter().flat_map(|transition| &transition.fields);
        self.fields.iter().chain(with_status)
    }

    /// The key of the project that its issue is in or goes to.
    pub fn space(&self) -> Option<&str> {
        match (&self.create, &self.issue) {
            (Some(target), _) => Some(&target.project.name),
            (None, Some(issue)) => space_of(&issue.key),
            (None, None) => None,
        }
    }

    /// Whether some field waits for the user's choice between two values.
    pub fn has_open_conflict(&self) -> bool {
        self.conflicts.iter().any(|conflict| conflict.choice.is_none())
    }

    /// Whether some rich text waits for the user to accept a loss.
    pub fn has_open_loss(&self) -> bool {
        self.losses.iter().any(|loss| !loss.accepted)
    }
}
