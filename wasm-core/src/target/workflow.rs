//! The ways from where new issues start to a status, as far as issues that are there tell them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Place, TargetState};
use crate::jira::OpenTransition;
use crate::schema::{Entity, FieldId, FieldValue};

/// Ways to one status that are looked at further, of those with the same number of steps.
const ALIKE: usize = 4;

/// The workflow of a place, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workflow {
    /// Where new issues start; none where nothing tells it.
    pub start: Option<Entity>,
    /// Whether issues of the place were asked; else it is what the file's own issues happen to tell,
    /// and the start is only likely.
    pub asked: bool,
    /// The transitions that lead out of a status, by its id.
    pub steps: BTreeMap<String, Vec<OpenTransition>>,
}

/// How a new issue gets to a status.
#[derive(Clone, Debug, PartialEq)]
pub enum Ways<'a> {
    /// It starts there.
    Start,
    /// By one of these ways, all of the same number of steps, which no other is shorter than.
    Known(Vec<Vec<&'a OpenTransition>>),
    /// By none: the workflow has no way.
    Nowhere,
    /// Nobody knows.
    Unknown,
}

impl Workflow {
    /// The ways to a status.
    pub fn ways_to(&self, to: &str) -> Ways<'_> {
        let Some(start) = self.start.as_ref() else { return Ways::Unknown };
        if start.id == to {
            return Ways::Start;
        }
        let mut walk = Walk::new(self, start);
        while !walk.ends.is_empty() {
            let found: Vec<_> = walk.next().filter(|way| leads_to(way, to)).collect();
            if !found.is_empty() {
                return Ways::Known(found);
            }
            walk.on();
        }
        match walk.unknown.is_empty() && self.asked {
            true => Ways::Nowhere,
            false => Ways::Unknown,
        }
    }

    /// The statuses that ways lead to.
    pub fn reached(&self) -> Vec<&Entity> {
        self.walked().map(|walk| walk.reached).unwrap_or_default()
    }

    /// Ids of the statuses that ways lead to and of which it is not known what leads out of them, in
    /// the order in which new issues get there.
    pub(super) fn open_ends(&self) -> Vec<String> {
        self.walked().map(|walk| walk.unknown).unwrap_or_default()
    }

    /// A walk to wherever ways lead; none where nothing tells where they begin.
    fn walked(&self) -> Option<Walk<'_>> {
        let mut walk = Walk::new(self, self.start.as_ref()?);
        while !walk.ends.is_empty() {
            walk.on();
        }
        Some(walk)
    }
}

fn leads_to(way: &[&OpenTransition], to: &str) -> bool {
    way.last().is_some_and(|step| step.to.id == to)
}

/// A walk over a workflow, one step of all ways at a time.
struct Walk<'a> {
    workflow: &'a Workflow,
    start: &'a str,
    seen: BTreeSet<&'a str>,
    /// The ways so far that go on.
    ends: Vec<Vec<&'a OpenTransition>>,
    reached: Vec<&'a Entity>,
    unknown: Vec<String>,
}

impl<'a> Walk<'a> {
    fn new(workflow: &'a Workflow, start: &'a Entity) -> Self {
        let seen = BTreeSet::from([start.id.as_str()]);
        let (reached, unknown) = (Vec::new(), Vec::new());
        Self { workflow, start: &start.id, seen, ends: vec![Vec::new()], reached, unknown }
    }

    fn end(&self, way: &[&'a OpenTransition]) -> &'a str {
        way.last().map_or(self.start, |step| &step.to.id)
    }

    /// All ways with one step more, those too that lead back.
    fn next(&self) -> impl Iterator<Item = Vec<&'a OpenTransition>> {
        self.ends.iter().flat_map(|way| {
            let steps = self.workflow.steps.get(self.end(way)).map(Vec::as_slice);
            let further = steps.unwrap_or_default().iter();
            further.map(|step| way.iter().copied().chain([step]).collect())
        })
    }

    /// Goes on to the statuses where no way was before.
    fn on(&mut self) {
        let mut unknown: Vec<String> = Vec::new();
        for end in self.ends.iter().map(|way| self.end(way)) {
            if !self.workflow.steps.contains_key(end) && unknown.iter().all(|seen| seen != end) {
                unknown.push(end.to_owned());
            }
        }
        let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
        let next: Vec<_> = self.next().collect();
        let mut ends = Vec::new();
        for way in next {
            let Some(step) = way.last().copied() else { continue };
            let count = alike.entry(&step.to.id).or_default();
            *count += 1;
            if !self.seen.contains(step.to.id.as_str()) && *count <= ALIKE {
                if *count == 1 {
                    self.reached.push(&step.to);
                }
                ends.push(way);
            }
        }
        self.seen.extend(alike.into_keys());
        self.unknown.extend(unknown);
        self.ends = ends;
    }
}

impl TargetState {
    /// What the file's own issues tell of the workflow of a place, without a question to Jira.
    pub fn likely_workflow(&self, place: &Place) -> Workflow {
        let status = FieldId::new("status");
        let mut steps: BTreeMap<String, Vec<OpenTransition>> = BTreeMap::new();
        let of_place = self.issues.values().filter(|issue| issue.place == *place);
        for issue in of_place.filter(|issue| !issue.transitions.is_empty()) {
            if let Some(FieldValue::One(from)) = issue.values.get(&status) {
                steps.entry(from.id.clone()).or_insert_with(|| issue.transitions.clone());
            }
        }
        let start = self.statuses_of(place).first().cloned();
        Workflow { start, asked: false, steps }
    }

    /// The statuses of a place, the first one being where new issues most likely start.
    pub(super) fn statuses_of(&self, place: &Place) -> &[Entity] {
        self.issue_type(place).map(|kind| kind.statuses.as_slice()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str) -> Entity {
        Entity { id: name.to_owned(), name: name.to_owned() }
    }

    /// Statuses with those that their transitions lead to: `a: b c`.
    fn workflow(text: &str) -> Workflow {
        let steps = text.split(';').map(|line| {
            let (from, to) = line.split_once(':').unwrap();
            let step = |to: &str| OpenTransition {
                id: format!("{} {to}", from.trim()),
                name: String::new(),
                to: entity(to),
                screen: Vec::new(),
                closed: false,
            };
            (from.trim().to_owned(), to.split_whitespace().map(step).collect())
        });
        Workflow { start: Some(entity("a")), asked: true, steps: steps.collect() }
    }

    fn told(workflow: &Workflow, to: &str) -> String {
        match workflow.ways_to(to) {
            Ways::Known(ways) => {
                let way = |way: &Vec<&OpenTransition>| {
                    way.iter().map(|step| step.id.as_str()).collect::<Vec<_>>().join(", ")
                };
                ways.iter().map(way).collect::<Vec<_>>().join(" or ")
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_shortest_ways_are_found() {
        let workflow = workflow("a: b c; b: a d; c: d; d: e a; e:; f: a");
        for (to, ways) in [
            ("a", "Start"),
            ("b", "a b"),
            ("d", "a b, b d or a c, c d"),
            ("e", "a b, b d, d e or a c, c d, d e"),
            ("f", "Nowhere"),
        ] {
            assert_eq!(told(&workflow, to), ways, "{to}");
        }
        let reached = workflow.reached().into_iter().map(|status| status.id.as_str());
        assert_eq!(reached.collect::<Vec<_>>(), ["b", "c", "d", "e"]);
        assert!(workflow.open_ends().is_empty());
    }

    #[test]
    fn what_nobody_told_is_not_known() {
        let mut workflow = workflow("a: b c; b: a");
        assert_eq!(workflow.open_ends(), ["c"]);
        assert_eq!((told(&workflow, "b"), told(&workflow, "d")), ("a b".into(), "Unknown".into()));
        workflow.steps.insert("c".to_owned(), Vec::new());
        assert_eq!(told(&workflow, "d"), "Nowhere");
        workflow.asked = false;
        assert_eq!(told(&workflow, "d"), "Unknown");
        workflow.start = None;
        assert_eq!(
            (told(&workflow, "a"), told(&workflow, "b")),
            ("Unknown".into(), "Unknown".into())
        );
    }

    #[test]
    fn parallel_ways_do_not_grow_without_end() {
        let text = (0..12).map(|n| {
            let (from, to) = (char::from(b'a' + n), char::from(b'b' + n));
            format!("{from}: {to} {to} {to}")
        });
        let text: Vec<_> = text.collect();
        let workflow = workflow(&text.join(";"));
        let Ways::Known(ways) = workflow.ways_to("m") else { panic!("no way") };
        assert!(ways.len() <= ALIKE * 3, "{}", ways.len());
    }
}
