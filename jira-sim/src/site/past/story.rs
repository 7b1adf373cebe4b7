//! The changes of one issue before the site's start, field by field.

use serde_json::{Value, json};

use super::{Past, earlier::earlier, way};
use crate::{
    rng::Rng,
    site::{
        Change, ChangeItem, Field, Issue, Kind, Site, UserId,
        difference::{file_item, worklog_item},
        issue::ids,
    },
};

/// Tells the stream of numbers for an issue's fields, and that for links, from the others.
const FIELDS: u64 = 2;
const LINKS: u64 = 3;

/// How many in a hundred issues saw a field change; the others are custom fields' [`CUSTOM`].
const CHANGED: [(&str, u64); 13] = [
    ("summary", 15),
    ("issuetype", 4),
    ("parent", 6),
    ("description", 25),
    ("environment", 20),
    ("priority", 30),
    ("assignee", 65),
    ("reporter", 4),
    ("labels", 30),
    ("components", 25),
    ("fixVersions", 40),
    ("versions", 12),
    ("duedate", 25),
];
const CUSTOM: u64 = 12;

/// What one change did to a field, or to what hangs on the issue.
enum Part<'a> {
    Field(&'a Field, Value, Value),
    Record(ChangeItem),
}

impl Part<'_> {
    /// Whether a change can have only one of them: two steps of one field are two changes.
    fn excludes(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Field(a, ..), Self::Field(b, ..)) if a.id == b.id)
    }
}

/// One change.
pub(super) struct Step<'a> {
    /// When, in epoch milliseconds.
    pub at: i64,
    author: UserId,
    parts: Vec<Part<'a>>,
}

impl Step<'_> {
    /// The change as the history keeps it. Names are those of the start; what issues are called
    /// never changes.
    pub(super) fn change(&self, past: &Past, site: &Site, id: u64) -> Change {
        let items = |part: &Part<'_>| match part {
            Part::Field(field, old, new) if field.kind == Kind::Parent => {
                site.field_items(field, old, new)
            }
            Part::Field(field, old, new) => past.start.field_items(field, old, new),
            Part::Record(item) => vec![item.clone()],
        };
        Change {
            id,
            author: self.author,
            created: self.at,
            items: self.parts.iter().flat_map(items).collect(),
        }
    }
}

/// Everything that happened to an issue, oldest first.
pub(super) fn story<'a>(past: &'a Past, site: &Site, issue: &Issue) -> Vec<Step<'a>> {
    let Some(project) = past.start.project_by_id(issue.project) else { return Vec::new() };
    let rng = past.stream(issue.id, FIELDS);
    let mut teller = Teller { past, site, issue, rng, told: Vec::new(), moves: Vec::new() };
    teller.status();
    for (id, chance) in CHANGED {
        if teller.rng.chance(chance) && project.has_field(id) {
            teller.system(id).into_iter().for_each(|field| teller.field(field));
        }
    }
    teller.custom();
    teller.sprints();
    teller.time();
    teller.records();
    teller.steps()
}

struct Teller<'a, 'b> {
    past: &'a Past,
    site: &'b Site,
    issue: &'b Issue,
    rng: Rng,
    told: Vec<(i64, UserId, Part<'a>)>,
    /// Times and authors of the steps of the workflow: other fields change with some of them.
    moves: Vec<(i64, UserId)>,
}

impl<'a> Teller<'a, '_> {
    fn system(&self, id: &str) -> Option<&'a Field> {
        self.past.start.field(id)
    }

    /// Somebody who works on the issue, or anybody else who may edit it.
    fn author(&mut self) -> UserId {
        let near = match self.rng.below(10) {
            0..=3 => self.issue.assignee,
            4 => self.issue.reporter,
            _ => None,
        };
        let near = near.filter(|who| self.past.editors.contains(who));
        near.unwrap_or_else(|| *self.rng.pick(&self.past.editors))
    }

    fn tell(&mut self, (at, author): (i64, UserId), field: &'a Field, old: Value, new: Value) {
        if old != new {
            self.told.push((at, author, Part::Field(field, old, new)));
        }
    }

    /// `count` moments between two times, in their order.
    fn moments(&mut self, count: usize, from: i64, to: i64) -> Vec<(i64, UserId)> {
        let mut moments: Vec<(i64, UserId)> = (0..count)
            .map(|_| match self.moves.get(self.rng.below(self.moves.len())) {
                Some(moment) if self.rng.chance(30) && (from..=to).contains(&moment.0) => *moment,
                _ => (self.rng.between(from, to), self.author()),
            })
            .collect();
        moments.sort_unstable();
        moments
    }

    fn status(&mut self) {
        let (Some(status), Some(resolution)) = (self.system("status"), self.system("resolution"))
        else {
            return;
        };
        let taken = way::taken(self.past, self.issue);
        let last = taken.len().saturating_sub(1);
        let mut before = None;
        for (place, (at, leg)) in taken.into_iter().enumerate() {
            let moment = (at, self.author());
            let after = if place == last { self.issue.resolution } else { leg.resolution };
            self.moves.push(moment);
            self.tell(moment, status, json!(leg.from), json!(leg.to));
            self.tell(moment, resolution, json!(before), json!(after));
            before = after;
        }
    }

    /// One or two changes of a field, the last of them to its present value.
    fn field(&mut self, field: &'a Field) {
        let mut new = self.issue.get(field);
        let count = if self.rng.chance(25) { 2 } else { 1 };
        let moments = self.moments(count, self.issue.created, self.issue.updated);
        let mut backwards = Vec::new();
        for moment in moments.into_iter().rev() {
            let old = earlier(self.past, &mut self.rng, self.issue, field, &new);
            let Some(old) = old else { break };
            backwards.push((moment, old.clone(), new));
            new = old;
        }
        for (moment, old, new) in backwards.into_iter().rev() {
            self.tell(moment, field, old, new);
        }
    }

    fn custom(&mut self) {
        for number in self.issue.values.keys() {
            if !self.rng.chance(CUSTOM) {
                continue;
            }
            let field = self.past.start.fields.iter().find(|f| f.number == Some(*number));
            if let Some(field) = field.filter(|f| f.kind.writable()) {
                self.field(field);
            }
        }
    }

    /// An issue comes into one sprint after the other; those that are over stay with it.
    fn sprints(&mut self) {
        let sprint = self.past.start.fields.iter().find(|f| f.kind == Kind::Sprint);
        let Some(sprint) = sprint else { return };
        let list = ids(&self.issue.get(sprint));
        if list.is_empty() || self.rng.chance(20) {
            return;
        }
        let moments = self.moments(list.len(), self.issue.created, self.issue.updated);
        for (count, moment) in moments.into_iter().enumerate() {
            let until = |count: usize| match &list[..count] {
                [] => Value::Null,
                some => json!(some),
            };
            self.tell(moment, sprint, until(count), until(count + 1));
        }
    }

    /// Estimates, and the work that was logged on them.
    fn time(&mut self) {
        let fields =
            ["timeoriginalestimate", "timeestimate", "timespent"].map(|id| self.system(id));
        let [Some(original), Some(remaining), Some(spent)] = fields else { return };
        let issue = self.issue;
        let logs = &issue.records.worklogs;
        let first = logs.first().map_or(issue.updated, |w| w.created);
        let worked = issue.records.spent().unwrap_or(0);
        let mut left = issue.remaining_estimate.map(|left| left + worked);
        if self.rng.chance(40) {
            for moment in self.moments(1, issue.created, first) {
                self.tell(moment, original, Value::Null, json!(issue.original_estimate));
                self.tell(moment, remaining, Value::Null, json!(left));
            }
        }
        let mut total = None;
        for log in logs {
            let moment = (log.created, log.author);
            let (before, less) = (left, left.map(|left| left - log.seconds));
            let more = total.unwrap_or(0) + log.seconds;
            self.tell(moment, remaining, json!(before), json!(less));
            self.tell(moment, spent, json!(total), json!(more));
            self.told.push((log.created, log.author, Part::Record(worklog_item(log.id))));
            (left, total) = (less, Some(more));
        }
    }

    /// Files and links.
    fn records(&mut self) {
        let issue = self.issue;
        for file in &issue.records.attachments {
            self.told.push((file.created, file.author, Part::Record(file_item(file))));
        }
        for link in &issue.records.links {
            let Some(other) = self.site.issues.origin(link.other) else { continue };
            let from = issue.created.max(other.created);
            let to = issue.updated.min(other.updated);
            // The same moment and author at both ends; issues that never met were linked when they
            // were created.
            let mut rng = self.past.stream(link.id, LINKS);
            if from <= to {
                let at = rng.between(from, to);
                let author = *rng.pick(&self.past.editors);
                self.told.push((at, author, Part::Record(self.site.link_item(link))));
            }
        }
    }

    /// What happened at one time and by one person is one change, unless it is the same field's.
    fn steps(mut self) -> Vec<Step<'a>> {
        self.told.sort_by_key(|(at, ..)| *at);
        let mut steps: Vec<Step<'a>> = Vec::new();
        for (at, author, part) in self.told {
            match steps.last_mut() {
                Some(step)
                    if (step.at, step.author) == (at, author)
                        && !step.parts.iter().any(|known| known.excludes(&part)) =>
                {
                    step.parts.push(part);
                }
                _ => steps.push(Step { at, author, parts: vec![part] }),
            }
        }
        steps
    }
}
