//! The order of issues on boards: a text for each that compares as the issues stand.

use std::cmp::Ordering;

use super::{ChangeItem, Issue, Kind, Site, UserId};

/// How far two places are apart at first, so that issues can be put between them.
const GAP: u64 = 1 << 12;

/// The n-th place.
#[must_use]
pub fn rank(at: u64) -> String {
    format!("0|i{:09x}:", at * GAP)
}

impl Site {
    /// The number of the field that keeps the rank.
    fn rank_field(&self) -> Option<u64> {
        self.fields.iter().find(|f| f.kind == Kind::Rank)?.number
    }

    /// Puts a new issue behind all others, if its project ranks.
    pub(super) fn rank_last(&self, issue: &mut Issue) {
        let Some(number) = self.rank_field() else { return };
        let ranked = self.project_by_id(issue.project);
        if ranked.is_some_and(|p| p.has_field(&format!("customfield_{number}"))) {
            issue.values.insert(number, rank(issue.id).into());
        }
    }

    /// Puts issues before or behind another one, in their order, and spaces all places anew. The
    /// history of those that were moved says which way; that they were updated is not said.
    pub fn rank(&mut self, author: UserId, moved: &[u64], anchor: u64, behind: bool) {
        let Some(number) = self.rank_field() else { return };
        let mut order: Vec<(String, u64)> = self
            .issues
            .iter()
            .filter_map(|i| Some((i.values.get(&number)?.as_str()?.to_owned(), i.id)))
            .collect();
        order.sort();
        let place_of = |order: &[u64], id| order.iter().position(|other| *other == id);
        let before: Vec<u64> = order.iter().map(|(_, id)| *id).collect();
        let mut ids: Vec<u64> =
            order.iter().map(|(_, id)| *id).filter(|id| !moved.contains(id)).collect();
        let at = ids
            .iter()
            .position(|id| *id == anchor)
            .map_or(ids.len(), |at| at + usize::from(behind));
        ids.splice(at..at, moved.iter().copied());
        let now = self.touch();
        for (place, id) in ids.iter().enumerate() {
            let wanted = serde_json::Value::from(rank(place as u64));
            let Some(issue) = self.issues.get(*id) else { continue };
            if issue.values.get(&number) != Some(&wanted) {
                let mut issue = issue.clone();
                issue.values.insert(number, wanted);
                self.issues.replace(issue);
            }
        }
        for id in moved {
            let higher = match place_of(&ids, *id).cmp(&place_of(&before, *id)) {
                Ordering::Less => true,
                Ordering::Equal => continue,
                Ordering::Greater => false,
            };
            let items = self.rank_item(number, higher).into_iter().collect();
            let Some(mut issue) = self.issues.get(*id).cloned() else { continue };
            self.record(author, &mut issue, now, items);
            self.issues.replace(issue);
        }
    }

    /// The history does not tell places, only the direction.
    fn rank_item(&self, number: u64, higher: bool) -> Option<ChangeItem> {
        let field = self.fields.iter().find(|f| f.number == Some(number))?;
        let empty = Some(String::new());
        let text = if higher { "Ranked higher" } else { "Ranked lower" };
        Some(ChangeItem {
            field: field.name.clone(),
            field_id: Some(field.id.clone()),
            custom: true,
            from: (empty.clone(), empty.clone()),
            to: (empty, Some(text.to_owned())),
        })
    }
}
