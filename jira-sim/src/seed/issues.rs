//! Issues: epics first, then stories, tasks and bugs below them, then sub-tasks.

use std::sync::Arc;

use serde_json::json;

use super::{
    prose,
    words::{KEYWORDS, LABELS},
};
use crate::{
    clock::START_MS,
    rng::Rng,
    site::{Category, Comment, Issue, Project, RichText, Site, UserId},
};

const DAY_MS: i64 = 86_400_000;
/// Issues were created within these many days before the site's start.
const PAST_DAYS: i64 = 400;
/// Different documents at most; larger sites repeat them, to keep memory small.
const DOCUMENTS: u32 = 4_000;

/// What issues are made from.
struct Source<'a> {
    project: &'a Project,
    documents: Vec<Arc<RichText>>,
    notes: Vec<RichText>,
    people: Vec<UserId>,
}

/// Adds `count` issues to a project.
pub fn fill(site: &mut Site, rng: &mut Rng, project_id: u64, count: u32) {
    let Some(project) = site.project_by_id(project_id).cloned() else { return };
    let source = Source {
        documents: (0..count.min(DOCUMENTS))
            .map(|_| Arc::new(RichText::of(prose::document(rng))))
            .collect(),
        notes: (0..50).map(|_| RichText::of(prose::note(rng))).collect(),
        people: site
            .people
            .iter()
            .filter(|p| p.account_type == "atlassian")
            .map(|p| p.id)
            .collect(),
        project: &project,
    };
    for number in 1..=count {
        let issue = issue(site, rng, &source, number, count);
        site.issues.push(issue);
    }
    if let Some(project) = site.projects.iter_mut().find(|p| p.id == project_id) {
        project.last_number = count;
    }
}

fn issue(site: &mut Site, rng: &mut Rng, source: &Source<'_>, number: u32, count: u32) -> Issue {
    let project = source.project;
    let (level, parent) = placed(site, rng, project, number, count);
    let types: Vec<u64> = project
        .issue_types
        .iter()
        .copied()
        .filter(|id| site.catalog.issue_type(*id).is_some_and(|t| t.level == level))
        .collect();
    let status = *rng.pick(&project.workflow.statuses);
    let id = site.issues.next_id();
    let mut issue = Issue::new(id, (&project.key, number), project.id, *rng.pick(&types), status);
    issue.parent = parent;
    issue.set_summary(&prose::summary(rng, number));
    times(site, rng, &mut issue, number, count);
    system(site, rng, source, &mut issue);
    custom(rng, source, &mut issue);
    if rng.chance(10) {
        comments(site, rng, source, &mut issue);
    }
    issue
}

/// The level, and the issue above: one in twenty is an epic, one in five a sub-task.
fn placed(
    site: &Site,
    rng: &mut Rng,
    project: &Project,
    number: u32,
    count: u32,
) -> (i64, Option<u64>) {
    let epics = (count / 20).max(1);
    let subtasks_from = count - count / 5;
    let at = |n: u32| site.issues.find(&format!("{}-{n}", project.key)).map(|i| i.id);
    let among = |rng: &mut Rng, from: u32, to: u32| {
        at(from + rng.below((to.saturating_sub(from) + 1) as usize) as u32)
    };
    if number <= epics && count > 1 {
        (1, None)
    } else if number > subtasks_from && number > epics + 1 {
        (-1, among(rng, epics + 1, subtasks_from.max(epics + 1)))
    } else if count > 1 && rng.chance(80) {
        (0, among(rng, 1, epics))
    } else {
        (0, None)
    }
}

fn times(site: &Site, rng: &mut Rng, issue: &mut Issue, number: u32, count: u32) {
    let age = PAST_DAYS * DAY_MS * i64::from(count - number + 1) / i64::from(count + 1);
    issue.created = START_MS - age - rng.between(0, DAY_MS / 4);
    issue.updated = issue.created + rng.between(0, (START_MS - issue.created - 60_000).max(1));
    issue.category_changed = issue.updated;
    let done = site.catalog.status(issue.status).is_some_and(|s| s.category == Category::Done);
    if done {
        issue.resolved = Some(issue.updated);
        let resolutions: Vec<u64> = site.catalog.resolutions.iter().map(|r| r.id).collect();
        issue.resolution =
            Some(if rng.chance(80) { resolutions[0] } else { *rng.pick(&resolutions) });
    }
}

fn system(site: &Site, rng: &mut Rng, source: &Source<'_>, issue: &mut Issue) {
    let project = source.project;
    if project.has_field("priority") {
        issue.priority = Some(rng.pick(&site.catalog.priorities).id);
    }
    if rng.chance(85) {
        issue.description = Some(Arc::clone(rng.pick(&source.documents)));
    }
    if project.has_field("environment") && rng.chance(5) {
        issue.environment = Some(Arc::clone(rng.pick(&source.documents)));
    }
    issue.reporter = Some(*rng.pick(&source.people));
    issue.creator = issue.reporter.unwrap_or(UserId(0));
    issue.assignee = rng.chance(75).then(|| *rng.pick(&source.people)).filter(|u| u.0 != 2);
    issue.labels = rng.some(&LABELS, 3).into_iter().map(str::to_owned).collect();
    let components: Vec<u64> = project.components.iter().map(|c| c.id).collect();
    issue.components = rng.some(&components, 2);
    let versions: Vec<u64> = project.versions.iter().map(|v| v.id).collect();
    issue.fix_versions = rng.some(&versions, 2);
    issue.affects_versions = rng.some(&versions, 1);
    if rng.chance(60) {
        issue.due = Some(day(rng));
    }
    if project.has_field("timetracking") && rng.chance(40) {
        let hours = rng.between(1, 80);
        issue.original_estimate = Some(hours * 3600);
        issue.remaining_estimate = Some(rng.between(0, hours) * 3600);
    }
}

fn custom(rng: &mut Rng, source: &Source<'_>, issue: &mut Issue) {
    let values = &mut issue.values;
    if rng.chance(60) {
        values.insert(10_016, json!(*rng.pick(&[0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0])));
    }
    if !source.project.has_field("customfield_10033") {
        if rng.chance(70) {
            values.insert(10_050, json!(10_150 + rng.below(3)));
        }
        return;
    }
    if rng.chance(40) {
        values.insert(10_015, json!(day(rng)));
    }
    if rng.chance(50) {
        values.insert(10_030, json!(format!("{:05}", rng.between(7, 99_999))));
    }
    if rng.chance(30) {
        values.insert(10_031, json!(START_MS + rng.between(-200, 200) * DAY_MS / 4 + 60_000 * 25));
    }
    if rng.chance(30) {
        values.insert(10_032, json!(rng.between(-500, 1_000_000) as f64 / 100.0));
    }
    if rng.chance(70) {
        values.insert(10_033, json!(10_100 + rng.below(4)));
    }
    let platforms = rng.some(&[10_110, 10_111, 10_112, 10_113, 10_114], 3);
    if !platforms.is_empty() {
        values.insert(10_034, json!(platforms));
    }
    if rng.chance(50) {
        let regions: [&[u64]; 6] = [
            &[10_120, 10_121],
            &[10_120, 10_122],
            &[10_120],
            &[10_130, 10_131],
            &[10_140, 10_141],
            &[10_140, 10_142],
        ];
        values.insert(10_035, json!(rng.pick(&regions)));
    }
    if rng.chance(40) {
        values.insert(10_036, json!(rng.pick(&source.people).0));
    }
    let keywords = rng.some(&KEYWORDS, 2);
    if !keywords.is_empty() {
        values.insert(10_037, json!(keywords));
    }
    if rng.chance(15) {
        values.insert(10_038, rng.pick(&source.notes).adf.clone());
    }
}

fn comments(site: &mut Site, rng: &mut Rng, source: &Source<'_>, issue: &mut Issue) {
    for at in 1..=rng.between(1, 4) {
        let author = *rng.pick(&source.people);
        let created = issue.created + (issue.updated - issue.created) / 5 * at;
        issue.comments.push(Comment {
            id: site.entry_id(),
            author,
            update_author: author,
            body: rng.pick(&source.notes).clone(),
            created,
            updated: created,
            visibility: None,
            properties: Vec::new(),
        });
    }
}

/// A day within a year of the site's start.
fn day(rng: &mut Rng) -> String {
    let ms = START_MS + rng.between(-300, 300) * DAY_MS;
    jiff::Timestamp::from_millisecond(ms)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .strftime("%Y-%m-%d")
        .to_string()
}
