//! How new rows get to their statuses, and whom they are given to: told by the plan, and done.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{Fault, IanaZone, Opened, Planned, Trip, Wire, World, moves, transition};
use jira_sim::site::{Issue, Project};
use serde_json::{Value, json};
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::finding::Severity;
use wasm_core::plan::Plan;
use wasm_core::ports::{Request, Response, Transport};

const IN_PROGRESS: u64 = 3;
const IN_REVIEW: u64 = 10_001;
const DONE: u64 = 10_002;
const STOP: u64 = 21;
const CLOSE: u64 = 61;

fn planned(world: &World, wire: &Wire, file: &str) -> Planned {
    let zone = IanaZone::new("Europe/Berlin");
    world.run(Trip::new(world, wire, &zone).plan(&Opened::read("f.csv", file.as_bytes())))
}

fn apply(world: &World, wire: &Wire, plan: &Plan) -> Report {
    let zone = IanaZone::new("Europe/Berlin");
    world.pass(Duration::from_secs(60));
    world.run(Trip::new(world, wire, &zone).apply(plan)).unwrap()
}

/// What is told of a file: row, severity and code.
fn told(planned: &Planned) -> Vec<(u32, Severity, &str)> {
    let of = |found: &wasm_core::finding::Finding| found.at.row;
    let cells = planned.findings.iter().filter_map(|found| Some((of(found)?, found)));
    cells.map(|(row, found)| (row, found.severity, found.message.code.as_str())).collect()
}

/// The status of the work item of a summary.
fn status(world: &World, summary: &str) -> u64 {
    newest(world, summary).status
}

fn newest(world: &World, summary: &str) -> Issue {
    let site = world.site().site();
    site.issues.iter().filter(|issue| issue.summary() == summary).last().unwrap().clone()
}

fn change_demo(world: &World, change: impl FnOnce(&mut Project)) {
    let mut site = world.site().site_mut();
    change(site.projects.iter_mut().find(|project| project.key == "DEMO").unwrap());
}

/// Puts work items into statuses so that each has one: of tasks, or of bugs.
fn spread(world: &World, issue_type: u64) {
    let keys: Vec<String> = {
        let site = world.site().site();
        let like = site.issues.iter().filter(|i| i.issue_type == issue_type);
        like.filter(|issue| issue.key.starts_with("DEMO-")).map(|i| i.key.clone()).collect()
    };
    for (key, status) in keys.iter().zip([10_000, IN_PROGRESS, IN_REVIEW, DONE].iter().cycle()) {
        world.put_into(key, *status);
    }
    // The newest one was never moved.
    world.put_into(keys.last().unwrap(), 10_000);
}

const TASK: u64 = 10_002;

fn reviewed(rows: usize) -> String {
    let rows = (0..rows).map(|n| format!("DEMO,Task,Reviewed {n},In Review\n"));
    format!("Project,Issue Type,Summary,Status\n{}", rows.collect::<String>())
}

#[test]
fn a_status_of_several_steps_is_shown_and_reached() {
    let world = World::new(40);
    spread(&world, TASK);
    let member = world.member();
    let planned = planned(&world, &member, &reviewed(60));
    assert!(told(&planned).iter().all(|t| (t.1, t.2) == (Severity::Info, "new-status-way")));
    let text = planned.findings.last().unwrap().message.text();
    assert!(text.contains("To Do → In Progress → In Review"), "{text}");
    assert!(member.sent().len() <= 40, "{} requests", member.sent().len());
    let before = member.sent().len();
    let report = apply(&world, &member, &planned.plan);
    assert_eq!((report.created, report.failed, report.otherwise), (60, 0, 0), "{report:#?}");
    for row in [0, 59] {
        assert_eq!(status(&world, &format!("Reviewed {row}")), IN_REVIEW);
    }
    let sent = member.sent()[before..].to_vec();
    // The first step goes with the create.
    assert_eq!(sent.iter().filter(|request| moves(request)).count(), 60);
    assert!(sent.len() <= 60 + 15, "{} requests", sent.len());
}

/// Killed while the second step is sent, before and after Jira did it; and with what a colleague did
/// in between.
#[test]
fn an_apply_that_was_killed_on_the_way_goes_on_from_there() {
    let (there, drifted) = (OutcomeKind::Present, OutcomeKind::Drifted);
    for (lost, theirs, kind, end) in [
        (true, None, there, IN_REVIEW),
        (false, None, there, IN_REVIEW),
        (true, Some(STOP), drifted, 10_000),
        (true, Some(CLOSE), drifted, DONE),
    ] {
        let world = World::new(40);
        spread(&world, TASK);
        let member = world.member();
        let plan = planned(&world, &member, &reviewed(1)).plan;
        match lost {
            // The request never gets there, nor does any look after it.
            true => {
                member.upset(0, moves, Fault::RequestLost);
                member.upset(0, looks_again(), Fault::Killed);
            }
            false => member.upset(0, moves, Fault::Killed),
        }
        let zone = IanaZone::new("Europe/Berlin");
        let trip = Trip::new(&world, &member, &zone);
        assert!(world.run_until_killed(&member, trip.apply(&plan)).is_none());
        let made = newest(&world, "Reviewed 0");
        if lost {
            assert_eq!(made.status, IN_PROGRESS);
        }
        if let Some(step) = theirs {
            world.pass(Duration::from_secs(200));
            let answer = world.run(world.admin().send(transition(&made.key, step))).unwrap();
            assert!(answer.status < 300, "{}", answer.body);
        }
        world.pass(Duration::from_secs(200));
        let before = member.sent().len();
        let report = apply(&world, &member, &plan);
        assert_eq!(report.outcomes[0].kind, kind, "{theirs:?}: {report:#?}");
        assert_eq!(status(&world, "Reviewed 0"), end, "{theirs:?}");
        let steps = member.sent()[before..].iter().filter(|request| moves(request)).count();
        assert_eq!(steps, usize::from(lost && theirs.is_none()), "no step is made twice");
        let all = world.site().site().issues.iter().filter(|i| i.summary() == "Reviewed 0").count();
        assert_eq!(all, 1);
    }
}

/// The look at one work item that follows on a write without an answer.
fn looks_again() -> impl Fn(&Request) -> bool {
    let moved = std::cell::Cell::new(false);
    move |request| {
        moved.set(moved.get() || moves(request));
        moved.get() && request.path.contains("bulkfetch")
    }
}

#[test]
fn where_no_way_leads_is_told_and_held_back() {
    let world = World::new(40);
    spread(&world, TASK);
    change_demo(&world, |demo| demo.workflow.transitions.retain(|step| step.to != IN_REVIEW));
    let member = world.member();
    let planned = planned(&world, &member, &reviewed(2));
    let error = (Severity::Error, "new-status-unreachable");
    assert_eq!(told(&planned), [(1, error.0, error.1), (2, error.0, error.1)]);
    let found = planned.findings.last().unwrap();
    let text = found.message.text() + &found.message.fix().unwrap();
    for word in ["Task", "To Do", "In Review", "In Progress", "Done"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (0, 2));
}

/// Of a type of which the site has no work item nobody can know the way: that is said, and the row
/// stays where it starts, unless one step leads on.
#[test]
fn what_nobody_can_know_is_said_and_tried() {
    let world = World::new(40);
    let member = world.member();
    {
        let mut site = world.site().site_mut();
        let bugs = site.issues.iter().filter(|issue| issue.issue_type == 10_003);
        let bugs: Vec<Issue> = bugs.cloned().collect();
        for mut bug in bugs {
            bug.issue_type = TASK;
            site.issues.replace(bug);
        }
    }
    let file = "Project,Issue Type,Summary,Status\nDEMO,Bug,One step,In Progress\n\
        DEMO,Bug,Two steps,In Review\nDEMO,Bug,No step,To Do\n";
    let planned = planned(&world, &member, file);
    let warning = (Severity::Warning, "new-status-way-unknown");
    assert_eq!(told(&planned), [(1, warning.0, warning.1), (2, warning.0, warning.1)]);
    let report = apply(&world, &member, &planned.plan);
    assert_eq!((report.created, report.otherwise), (3, 1), "{report:#?}");
    assert_eq!(status(&world, "One step"), IN_PROGRESS);
    assert_eq!(status(&world, "Two steps"), 10_000);
    let reason = report.outcomes[1].reason.as_ref().unwrap();
    assert_eq!(reason.code, "created-with-other-status");
}

#[test]
fn spaces_whose_statuses_all_lead_to_each_other_need_no_word() {
    let world = World::new(40);
    let member = world.member();
    let file = "Project,Issue Type,Summary,Status\nTEAM,Task,Own one,Done\n\
        TEAM,Subtask,Own two,In Progress\nDEMO,Task,Own three,To Do\n";
    let planned = planned(&world, &member, file);
    let statuses = told(&planned).into_iter().filter(|(.., code)| code.contains("status"));
    assert_eq!(statuses.count(), 0, "{}", planned.told());
    let report = apply(&world, &member, &planned.plan);
    assert_eq!(status(&world, "Own one"), 10_012, "{report:#?}");
}

/// The person sees a step that needs a value.
fn asks_for_a_resolution(_: &Request, mut answer: Response) -> Response {
    let Ok(mut body) = serde_json::from_str::<Value>(&answer.body) else { return answer };
    if !body["transitions"].is_array() {
        return answer;
    }
    for step in body["transitions"].as_array_mut().into_iter().flatten() {
        if step["fields"]["resolution"].is_object() {
            step["fields"]["resolution"]["required"] = json!(true);
        }
    }
    answer.body = body.to_string();
    answer
}

#[test]
fn what_a_step_asks_for_is_told_unless_the_row_gives_it() {
    let world = World::new(40);
    spread(&world, TASK);
    // Only by way of the review.
    change_demo(&world, |demo| demo.workflow.transitions.retain(|step| step.id != CLOSE));
    let member = world.member();
    member.veil(asks_for_a_resolution);
    let lacking = planned(&world, &member, "Project,Issue Type,Summary,Status\nDEMO,Task,A,Done\n");
    let codes: Vec<_> = told(&lacking).into_iter().map(|(.., code)| code).collect();
    assert!(codes.contains(&"new-status-needs-fields"), "{}", lacking.told());
    assert_eq!(lacking.plan.summary.blocked, 1);
    let file = "Project,Issue Type,Summary,Status,Resolution\nDEMO,Task,B,Done,Won't Do\n\
        DEMO,Task,C,Done,\n";
    let given = planned(&world, &member, file);
    assert_eq!((given.plan.summary.create, given.plan.summary.blocked), (1, 1), "{}", given.told());
    let report = apply(&world, &member, &given.plan);
    assert_eq!((report.created, report.otherwise), (1, 0), "{report:#?}");
    let made = newest(&world, "B");
    assert_eq!((made.status, made.resolution), (DONE, Some(10_001)));
}

const UNASSIGNABLE: &str = "user-not-assignable";

#[test]
fn who_can_not_be_assigned_is_told_by_name() {
    let world = World::new(40);
    let member = world.member();
    {
        let mut site = world.site().site_mut();
        let vera = site.people.iter().find(|person| person.name == "Vera Novak").unwrap().id;
        let mut kept = site.issues.find("DEMO-3").unwrap().clone();
        kept.assignee = Some(vera);
        site.issues.replace(kept);
    }
    let file = "Key,Project,Issue Type,Summary,Assignee\n,DEMO,Task,New,Vera Novak\n\
        ,DEMO,Task,Fine,Mia Krystof\nDEMO-2,,,,Vera Novak\nDEMO-3,,,Kept,Vera Novak\n\
        DEMO-4,,,,Unassigned\n,DEMO,Task,Nobody,\n";
    let planned = planned(&world, &member, file);
    let errors: Vec<_> = told(&planned).into_iter().filter(|t| t.1 == Severity::Error).collect();
    let told = (Severity::Error, UNASSIGNABLE);
    assert_eq!(errors, [(1, told.0, told.1), (3, told.0, told.1)], "{}", planned.told());
    let found = planned.findings.iter().find(|f| f.message.code == UNASSIGNABLE).unwrap();
    let text = found.message.text();
    assert!(text.contains("Vera Novak") && text.contains("DEMO") && !text.contains("712020"));
    let asked = member.sent();
    let asked = asked.iter().filter(|request| request.path.contains("user/assignable"));
    assert_eq!(asked.count(), 3, "once for each person, and whether anybody is shown");
}

#[test]
fn many_people_are_asked_for_in_one_list() {
    let world = World::new(40);
    let member = world.member();
    let names: Vec<String> = {
        let site = world.site().site();
        let fit = site.people.iter().filter(|p| p.active && p.account_type == "atlassian");
        fit.map(|person| person.name.clone()).filter(|n| n != "Anna Schmidt").take(20).collect()
    };
    let rows = names.iter().map(|name| format!("DEMO,Task,For {name},\"{name}\"\n"));
    let file = format!("Project,Issue Type,Summary,Assignee\n{}", rows.collect::<String>());
    let planned = planned(&world, &member, &file);
    let blocked: Vec<_> = told(&planned).into_iter().filter(|t| t.2 == UNASSIGNABLE).collect();
    assert_eq!(blocked.len(), 1, "Vera Novak alone: {}", planned.told());
    let asked = member.sent();
    let asked = asked.iter().filter(|request| request.path.contains("user/assignable"));
    assert_eq!(asked.count(), 2);
}

/// Where Jira does not tell it, nothing is said, and its refusal names the person.
#[test]
fn where_jira_does_not_tell_it_its_refusal_names_the_person() {
    // Who may not look for people is refused, or shown nobody.
    for (status, body) in [(403, "{}"), (200, "[]")] {
        let world = World::new(40);
        let member = world.member();
        member.veil(move |request, answer| match request.path.contains("user/assignable") {
            true => Response { status, body: body.to_owned(), ..answer },
            false => answer,
        });
        let file = "Project,Issue Type,Summary,Assignee\nDEMO,Task,Refused,Vera Novak\n";
        let planned = planned(&world, &member, file);
        assert_eq!(planned.plan.summary.create, 1, "{}", planned.told());
        let report = apply(&world, &member, &planned.plan);
        assert_eq!((report.created, report.failed), (0, 1), "{report:#?}");
        let text = report.outcomes[0].reason.as_ref().unwrap().text();
        assert!(text.contains("Vera Novak") && !text.contains("712020"), "{text}");
    }
}
