//! Parents that the same plan creates.

use std::collections::BTreeMap;

use crate::memory::{RowMemory, parent_hash};
use crate::plan::{Change, FieldChange};
use crate::schema::{Entity, FieldType, FieldValue};

/// The row whose new issue a change names as its parent.
pub(super) fn new_parent(change: &Change) -> Option<u32> {
    change.fields.iter().find_map(|field| match field.after {
        FieldValue::NewIssue { row, .. } => Some(row),
        _ => None,
    })
}

/// The creates by level: those without a new parent, their children, and so on. A row whose
/// parent is not created by the plan, or comes after it, stands in the first level; naming its
/// parent then fails.
pub(super) fn levels<'p>(creates: &[&'p Change]) -> Vec<Vec<&'p Change>> {
    let mut levels: Vec<Vec<&Change>> = Vec::new();
    let mut level_of: BTreeMap<u32, usize> = BTreeMap::new();
    for change in creates {
        let level = new_parent(change).and_then(|row| level_of.get(&row)).map_or(0, |l| l + 1);
        level_of.insert(change.row, level);
        if levels.len() == level {
            levels.push(Vec::new());
        }
        if let Some(of) = levels.get_mut(level) {
            of.push(change);
        }
    }
    levels
}

/// What the issue is to remember of its row, with the key of a parent that the plan created: the file
/// names that one by a row.
pub(super) fn with_parent(change: &Change, fields: &[FieldChange]) -> RowMemory {
    let mut memory = change.memory.clone();
    let parent = fields.iter().find(|field| field.kind == FieldType::Parent);
    let project = change.create.as_ref().map(|create| create.project.id.as_str());
    if let (Some(_), Some(field), Some(project)) = (new_parent(change), parent, project)
        && let FieldValue::One(parent) = &field.after
    {
        memory.write(&field.field, parent_hash(&parent.name, project));
    }
    memory
}

/// The change's fields, with the parent that the plan created in place of its row. `Err` names
/// the row that has no issue.
pub(super) fn resolved(
    change: &Change,
    key_of: impl Fn(u32) -> Option<String>,
) -> Result<Vec<FieldChange>, String> {
    let resolve = |field: &FieldChange| match &field.after {
        FieldValue::NewIssue { row, label } => {
            let key = key_of(*row).ok_or_else(|| label.clone())?;
            let after = FieldValue::One(Entity { id: key.clone(), name: key });
            Ok(FieldChange { after, ..field.clone() })
        }
        _ => Ok(field.clone()),
    };
    change.fields.iter().map(resolve).collect()
}
