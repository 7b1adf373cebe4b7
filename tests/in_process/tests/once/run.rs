//! Carries out a case, and looks after each step whether the law still holds.

use std::collections::BTreeMap;
use std::time::Duration;

use in_process_tests::{Fault, IanaZone, Planned, Trip, Unwatched, Wire, World};
use jiff::Timestamp;
use jira_sim::Switches;
use serde_json::{Value, json};
use wasm_core::job::{ExportOptions, FurtherSheet};
use wasm_core::mapping::Resolutions;
use wasm_core::plan::{Action, Plan};
use wasm_core::ports::{Clock, Method, Request, Transport};
use wasm_core::schema::FieldId;

use crate::case::{Case, Change, Kind, Person, Step, Upset, Which};
use crate::file::{Author, EXPORTED};
use crate::hold;
use crate::journal::Desk;
use crate::mutant::Mutant;

/// The latest that anything may still happen to what was sent: the latest commit that a site has,
/// and the slowest index.
const SETTLED: Duration = Duration::from_secs(180);

/// What a colleague did to a work item.
#[derive(Clone, Debug, Default)]
pub struct Done {
    pub description: Option<String>,
    pub status: Option<u64>,
}

/// A case under way.
pub struct Run<'w> {
    pub world: &'w World,
    pub author: Author,
    pub zone: IanaZone,
    desk: Desk,
    mutant: Option<Mutant>,
    last: Option<Plan>,
    /// What colleagues did, by the id of the work item.
    pub colleagues: BTreeMap<u64, Done>,
    edits: usize,
    /// Whose program was killed last, and when.
    killed: Option<(Person, Timestamp)>,
}

/// Carries a case out.
///
/// # Errors
/// What the law forbids and yet happened.
pub fn run(world: &World, case: &Case, mutant: Option<Mutant>) -> Result<(), String> {
    world.begin_anew();
    let zone = IanaZone::new("Europe/Berlin");
    let export = (case.file.kind == Kind::Export).then(|| export(world, &zone));
    world.site().set_switches(Switches {
        index_lag_ms: u64::try_from(case.lag.as_millis()).unwrap(),
        commit_delay_ms: u64::try_from(case.commit.as_millis()).unwrap(),
        ..Switches::default()
    });
    let mut run = Run {
        world,
        author: Author::new(&case.file, export),
        zone,
        desk: Desk::new(case.place, mutant),
        mutant,
        last: None,
        colleagues: BTreeMap::new(),
        edits: 0,
        killed: None,
    };
    for (number, step) in case.steps.iter().enumerate() {
        let done = run.step(step).and_then(|()| hold::nothing_twice(&run));
        let done = done.and_then(|()| hold::nothing_lost(&run));
        done.map_err(|fault| format!("step {number}, {step:?}: {fault}"))?;
    }
    run.end().map_err(|fault| format!("at the end: {fault}"))
}

fn export(world: &World, zone: &IanaZone) -> Vec<u8> {
    let (wire, sheets) = (world.member(), FurtherSheet::ALL[..3].to_vec());
    let columns =
        ["issuekey", "project", "issuetype", "summary", "labels", "description", "status"];
    let columns = columns.map(FieldId::new);
    let options = ExportOptions { sheets, ..ExportOptions::default() };
    world.run(Trip::new(world, &wire, zone).export(&format!("key = {EXPORTED}"), &columns, options))
}

impl Run<'_> {
    fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Apply { person, which, upset } => self.apply(*person, *which, *upset)?,
            Step::Anew { person, nth, corrected } => self.anew(*person, *nth, *corrected)?,
            Step::Twice { person, which } => self.twice(*person, *which)?,
            Step::Both { people, change, at_once, killed } => {
                self.both(*people, *change, *at_once, *killed)?;
            }
            Step::Pass(time) => self.world.pass(*time),
            Step::Correct { row, summary } => self.author.correct(*row, *summary),
            Step::Insert { row } => self.author.insert(*row),
            Step::Remove { row } => self.author.remove(*row),
            Step::Sort => self.author.sort(),
            Step::Save => self.author.save(),
            Step::Rename => self.author.rename(),
            Step::Edit { issue } => self.edit(*issue),
            Step::Move { issue } => self.transition(*issue),
        }
        Ok(())
    }

    fn wire(&self, person: Person) -> Wire {
        match person {
            Person::Member => self.world.member(),
            Person::Admin => self.world.admin(),
        }
    }

    fn planned(&mut self, person: Person) -> Planned {
        let (wire, opened) = (self.wire(person), self.author.opened());
        if let Some(mutant) = self.mutant {
            mutant.mislead_plan(&wire);
        }
        self.wait_for_others(person);
        let at_once = self.mutant == Some(Mutant::PlansAtOnce);
        let led = (!at_once).then(|| self.desk.before_a_plan(person));
        let trip = Trip::new(self.world, &wire, &self.zone);
        let planned = match &led {
            Some(led) => self.world.run(trip.plan_after(&opened, Resolutions::NONE, led)),
            None => self.world.run(trip.plan(&opened)),
        };
        self.last = Some(planned.plan.clone());
        planned
    }

    /// What a program that was killed has begun is noted where its user alone finds it: somebody
    /// else who imports the file at once can't know of it.
    fn wait_for_others(&self, person: Person) {
        let now = self.world.clock().now();
        let recent = |at: Timestamp| now.duration_since(at).unsigned_abs() < SETTLED;
        if self.killed.is_some_and(|(by, at)| by != person && recent(at)) {
            self.world.pass(SETTLED);
        }
    }

    /// The plan that is applied: one that is made now, or the one that was made last.
    fn plan(&mut self, person: Person, which: Which) -> Plan {
        let last = self.last.clone().filter(|_| which == Which::Same);
        last.unwrap_or_else(|| self.planned(person).plan)
    }

    /// A way to the site for an apply of a plan.
    fn apply_wire(&self, person: Person, plan: &Plan) -> Wire {
        let wire = self.wire(person);
        if let Some(mutant) = self.mutant {
            mutant.mislead_apply(&wire, plan);
        }
        wire
    }

    fn apply(&mut self, person: Person, which: Which, upset: Option<Upset>) -> Result<(), String> {
        self.wait_for_others(person);
        let plan = self.plan(person, which);
        self.carry_out(person, &plan, upset)
    }

    fn carry_out(
        &mut self,
        person: Person,
        plan: &Plan,
        upset: Option<Upset>,
    ) -> Result<(), String> {
        let wire = self.apply_wire(person, plan);
        if let Some(upset) = upset {
            let writes = upset.writes;
            wire.upset(upset.nth, move |request| !writes || is_write(request), upset.fault);
        }
        let trip = Trip::new(self.world, &wire, &self.zone);
        let window = self.desk.window(person, plan);
        let apply = trip.apply_with(plan, &window, &Unwatched);
        match self.world.run_until_killed(&wire, apply) {
            Some(Ok(report)) => hold::told_is_done(self, plan, &report),
            Some(Err(refused)) => Err(format!("refused: {}", refused.text())),
            None => {
                self.killed = Some((person, self.world.clock().now()));
                Ok(())
            }
        }
    }

    fn anew(&mut self, person: Person, nth: usize, corrected: Option<usize>) -> Result<(), String> {
        let upset = Upset { writes: true, nth, fault: Fault::Killed };
        self.apply(person, Which::Fresh, Some(upset))?;
        corrected.into_iter().for_each(|row| self.author.correct(row, false));
        self.apply(person, Which::Fresh, None)
    }

    fn twice(&mut self, person: Person, which: Which) -> Result<(), String> {
        self.wait_for_others(person);
        let plan = self.plan(person, which);
        // A program that does not get the journal ends before it sends anything.
        if !self.desk.lets_two_in() {
            return self.carry_out(person, &plan, None);
        }
        // One of two may be refused.
        self.at_once(person, [&plan; 2]).map(drop)
    }

    /// Two tabs of a person apply plans. Whether each was let in.
    fn at_once(&self, person: Person, plans: [&Plan; 2]) -> Result<[bool; 2], String> {
        let wires = plans.map(|plan| self.apply_wire(person, plan));
        let [one, two] = wires.each_ref().map(|wire| Trip::new(self.world, wire, &self.zone));
        let windows = plans.map(|plan| self.desk.window(person, plan));
        let (first, second) = self.world.run(async {
            let one = one.apply_with(plans[0], &windows[0], &Unwatched);
            let two = two.apply_with(plans[1], &windows[1], &Unwatched);
            tokio::join!(one, two)
        });
        for (plan, report) in plans.iter().zip([&first, &second]) {
            match report {
                Ok(report) => hold::told_is_done(self, plan, report)?,
                Err(refused) if refused.code.starts_with("apply-elsewhere") => {}
                Err(refused) => return Err(format!("refused: {}", refused.text())),
            }
        }
        Ok([first.is_ok(), second.is_ok()])
    }

    fn both(
        &mut self,
        people: [Person; 2],
        change: Change,
        at_once: bool,
        killed: Option<usize>,
    ) -> Result<(), String> {
        let first = self.planned(people[0]).plan;
        match change {
            Change::Nothing => {}
            Change::Cell { row, summary } => self.author.correct(row, summary),
            Change::Saved => self.author.save(),
            Change::Sorted => self.author.sort(),
        }
        let second = self.planned(people[1]).plan;
        // In a terminal one waits for the other.
        let mut done = [false; 2];
        if at_once && people[0] == people[1] && self.desk.lets_two_in() {
            done = self.at_once(people[0], [&first, &second])?;
        }
        if !done[0] {
            let upset = killed.map(|nth| Upset { writes: true, nth, fault: Fault::Killed });
            self.carry_out(people[0], &first, upset)?;
            self.wait_for_others(people[1]);
        }
        if done[1] { Ok(()) } else { self.carry_out(people[1], &second, None) }
    }

    /// The id of a work item that was made of the file.
    fn made(&self, at: usize) -> Option<u64> {
        let ids: Vec<u64> = hold::made(self).map(|issue| issue.id).collect();
        ids.get(at % ids.len().max(1)).copied()
    }

    fn colleague(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let path = format!("/rest/api/3/issue/{path}");
        let request = Request { method, path, body: body.map(|body| body.to_string()) };
        let answer = self.world.run(self.world.admin().send(request)).unwrap();
        assert!(answer.status < 300, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap_or(Value::Null)
    }

    fn edit(&mut self, at: usize) {
        let Some(id) = self.made(at) else { return };
        self.edits += 1;
        let text = format!("A colleague's words, edit {}.", self.edits);
        let document = json!({ "type": "doc", "version": 1, "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": text }] }] });
        let body = json!({ "fields": { "description": document } });
        self.colleague(Method::Put, &id.to_string(), Some(body));
        self.colleagues.entry(id).or_default().description = Some(text);
    }

    fn transition(&mut self, at: usize) {
        let Some(id) = self.made(at) else { return };
        let path = format!("{id}/transitions");
        let open = self.colleague(Method::Get, &path, None);
        let to = &open["transitions"][0];
        // In the second in which a work item is made its status is taken for the first one.
        self.world.pass(Duration::from_secs(2));
        let body = json!({ "transition": { "id": to["id"] } });
        self.colleague(Method::Post, &path, Some(body));
        let status = to["to"]["id"].as_str().and_then(|id| id.parse().ok());
        self.colleagues.entry(id).or_default().status = status;
    }

    /// All that was sent is carried out and seen; then the file is planned and applied once more.
    fn end(&mut self) -> Result<(), String> {
        self.world.pass(SETTLED);
        let planned = self.planned(Person::Member);
        let wire = self.apply_wire(Person::Member, &planned.plan);
        let trip = Trip::new(self.world, &wire, &self.zone);
        let window = self.desk.window(Person::Member, &planned.plan);
        let apply = trip.apply_with(&planned.plan, &window, &Unwatched);
        let report = self.world.run(apply).map_err(|refused| refused.text())?;
        hold::told_is_done(self, &planned.plan, &report)?;
        self.world.pass(SETTLED);
        hold::nothing_twice(self)?;
        hold::nothing_lost(self)?;
        let asks = planned.plan.changes.iter().any(|change| change.action == Action::Skip);
        if asks || report.failed + report.skipped > 0 {
            return Ok(());
        }
        hold::nothing_missing(self).map_err(|fault| format!("{fault}\n{}", planned.told()))
    }
}

/// Whether a request changes anything.
pub fn is_write(request: &Request) -> bool {
    let reads = [
        "/search/jql",
        "bulkfetch",
        "/comment/list",
        "/worklog/list",
        "/jql/",
        "/permissions/check",
    ];
    request.method != Method::Get && !reads.iter().any(|part| request.path.contains(part))
}
