//! Shapes that several resources share on the wire.

use serde::Deserialize;

use crate::schema::Entity;

/// A page of the kind that most lists have: `values` from `startAt`, `isLast` on the last one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page<V> {
    pub(super) values: Vec<V>,
    #[serde(default)]
    pub(super) is_last: Option<bool>,
    #[serde(default)]
    pub(super) total: Option<u64>,
}

impl<V> Page<V> {
    /// Whether another page follows the `seen` values so far. A short page says nothing: Jira
    /// returns fewer than asked for with more to come.
    pub(super) fn more(&self, seen: usize) -> bool {
        if self.values.is_empty() || self.is_last == Some(true) {
            return false;
        }
        self.is_last == Some(false) || self.total.is_none_or(|total| (seen as u64) < total)
    }
}

/// Anything with an id and a name.
#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
}

impl From<Named> for Entity {
    fn from(named: Named) -> Self {
        Self { id: named.id, name: named.name }
    }
}

/// Entities of a list of named things.
pub(super) fn entities(list: Vec<Named>) -> Vec<Entity> {
    list.into_iter().map(Entity::from).collect()
}
