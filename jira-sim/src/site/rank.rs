//! The order of issues on boards: a text for each that compares as the issues stand.

use super::{Issue, Kind, Site};

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

    /// Puts issues before or behind another one, in their order, and spaces all places anew.
    pub fn rank(&mut self, moved: &[u64], anchor: u64, behind: bool) {
        let Some(number) = self.rank_field() else { return };
        let mut order: Vec<(String, u64)> = self
            .issues
            .iter()
            .filter_map(|i| Some((i.values.get(&number)?.as_str()?.to_owned(), i.id)))
            .collect();
        order.sort();
        let mut ids: Vec<u64> =
            order.iter().map(|(_, id)| *id).filter(|id| !moved.contains(id)).collect();
        let at = ids
            .iter()
            .position(|id| *id == anchor)
            .map_or(ids.len(), |at| at + usize::from(behind));
        ids.splice(at..at, moved.iter().copied());
        self.touch();
        for (place, id) in ids.into_iter().enumerate() {
            let wanted = serde_json::Value::from(rank(place as u64));
            let Some(issue) = self.issues.get(id) else { continue };
            if issue.values.get(&number) != Some(&wanted) {
                let mut issue = issue.clone();
                issue.values.insert(number, wanted);
                self.issues.replace(issue);
            }
        }
    }
}
