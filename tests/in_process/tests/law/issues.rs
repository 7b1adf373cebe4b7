//! The issues of some draws, put into the site.

use in_process_tests::World;
use jira_sim::clock::START_MS;
use jira_sim::site::{Issue, Site, UserId};

use crate::draw::dice::{Dice, Draws};
use crate::draw::{instant, text};
use crate::values::{draw, level_of};

/// The projects, the likeliest first.
const PROJECTS: [&str; 5] = ["DEMO", "DEMO", "DEMO", "TEAM", "DESK"];

/// Puts issues with values in all their fields into the site.
pub fn put(world: &World, draws: &Draws) {
    let mut site = world.site().site_mut();
    for values in &draws.issues {
        let lane = |at: usize| Dice::new(values.get(at).map_or(&[], Vec::as_slice));
        let mut issue = placed(&mut site, &mut lane(0));
        fields(&site, &mut issue, lane);
        site.issues.push(issue);
    }
}

/// The lane of the draws behind those of the fields.
pub fn further_lanes(site: &Site) -> usize {
    site.fields.len() + 1
}

/// An issue in its place: project, type, status, parent.
fn placed(site: &mut Site, dice: &mut Dice<'_>) -> Issue {
    let key = dice.one(&PROJECTS);
    let at = site.projects.iter().position(|project| project.key == key).unwrap();
    site.projects[at].last_number += 1;
    let project = site.projects[at].clone();
    let level = |kind: u64| site.catalog.issue_type(kind).unwrap().level;
    let above = |kind: u64| -> Vec<u64> {
        let fit =
            |one: &&Issue| one.project == project.id && level(one.issue_type) == level(kind) + 1;
        site.issues.iter().filter(fit).map(|issue| issue.id).collect()
    };
    let task = *project.issue_types.iter().find(|kind| level(**kind) == 0).unwrap();
    let mut kind = dice.one(&project.issue_types);
    if level(kind) < 0 && above(kind).is_empty() {
        kind = task;
    }
    let status = dice.one(&project.workflow.statuses);
    let (id, number) = (site.issues.next_id(), project.last_number);
    let mut issue = Issue::new(id, (&project.key, number), project.id, kind, status);
    let parents = above(kind);
    if !parents.is_empty() && project.has_field("parent") && (level(kind) < 0 || dice.once_in(3)) {
        issue.parent = Some(dice.one(&parents));
    }
    issue
}

fn fields<'d>(site: &Site, issue: &mut Issue, lane: impl Fn(usize) -> Dice<'d>) {
    let project = site.project_by_id(issue.project).unwrap();
    for (at, field) in site.fields.iter().enumerate() {
        if project.has_field(&field.id) && field.id != "parent" {
            let value = draw(site, issue, field, &mut lane(at + 1));
            if !value.is_null() {
                issue.set(field, value);
            }
        }
        let ms = |dice: &mut Dice<'_>| instant::instant(dice).as_millisecond();
        let dice = &mut lane(at + 1);
        match field.id.as_str() {
            // Jira keeps no white space around a summary.
            "summary" => {
                let line = text::line(dice);
                let line = Some(line.trim()).filter(|line| !line.is_empty());
                issue.set_summary(line.unwrap_or("Plain words"));
            }
            "creator" => issue.creator = UserId(dice.below(site.people.iter().count()) as u32),
            "created" => issue.created = ms(dice),
            "updated" => issue.updated = ms(dice).min(START_MS),
            "resolutiondate" => issue.resolved = issue.resolution.map(|_| ms(dice)),
            "statuscategorychangedate" => issue.category_changed = ms(dice),
            _ => {}
        }
    }
    issue.reporter = issue.reporter.or(Some(issue.creator));
    debug_assert!(level_of(site, issue) <= 1);
}
