//! DESK, a small service desk.

use serde_json::json;

use super::prose;
use crate::{
    clock::START_MS,
    rng::Rng,
    site::{Issue, Project, RichText, Site, Style, Transition, UserId, Workflow},
};

/// Id of DESK.
pub const DESK_ID: u64 = 10_002;
/// Custom fields of DESK.
pub const DESK_CUSTOM: [u64; 6] = [10_010, 10_002, 10_062, 10_060, 10_061, 10_051];
/// Ids of its issue types.
pub const TYPES: [u64; 2] = [10_020, 10_021];
/// Ids of its statuses: waiting for support, waiting for customer, resolved.
pub const STATUSES: [u64; 3] = [10_020, 10_021, 10_022];
/// Issues of DESK.
const COUNT: u32 = 15;
const HOUR_MS: i64 = 3_600_000;

/// The project, without issues.
pub fn project(fields: Vec<String>) -> Project {
    let [waiting, customer, resolved] = STATUSES;
    let step = |id: u64, name: &str, from: &[u64], to: u64| Transition {
        id,
        name: name.into(),
        from: from.to_vec(),
        to,
        screen: vec![],
        resolution: (to == resolved).then_some(super::projects::DONE),
    };
    Project {
        id: DESK_ID,
        key: "DESK".into(),
        former_keys: vec![],
        name: "Service Desk".into(),
        description: "A small service desk, for requests of customers.".into(),
        lead: UserId(1),
        default_assignee: None,
        kind: "service_desk",
        style: Style::Classic,
        private: false,
        issue_types: TYPES.to_vec(),
        components: vec![],
        versions: vec![],
        workflow: Workflow {
            initial: waiting,
            statuses: STATUSES.to_vec(),
            transitions: vec![
                step(11, "Respond to customer", &[waiting], customer),
                step(21, "Respond to support", &[customer], waiting),
                step(31, "Resolve this issue", &[waiting, customer], resolved),
                step(41, "Back to support", &[resolved], waiting),
            ],
        },
        fields,
        off_create_screen: vec!["resolution".into()],
        last_number: 0,
    }
}

/// Adds the issues.
pub fn fill(site: &mut Site, rng: &mut Rng) {
    for number in 1..=COUNT {
        let id = site.issues.next_id();
        let (kind, status) = (*rng.pick(&TYPES), *rng.pick(&STATUSES));
        let mut issue = Issue::new(id, ("DESK", number), DESK_ID, kind, status);
        issue.set_summary(&prose::summary(rng, number));
        issue.created = START_MS - i64::from(COUNT + 1 - number) * 7 * HOUR_MS;
        issue.updated = issue.created + HOUR_MS;
        issue.category_changed = issue.updated;
        if status == STATUSES[2] {
            issue.resolution = Some(super::projects::DONE);
            issue.resolved = Some(issue.updated);
        }
        issue.priority = Some(rng.between(1, 5).unsigned_abs());
        issue.description = Some(RichText::of(prose::note(rng)).into());
        issue.reporter = Some(UserId(rng.between(3, 38) as u32));
        issue.creator = issue.reporter.unwrap_or(UserId(0));
        values(rng, &mut issue);
        site.issues.push(issue);
    }
    if let Some(project) = site.projects.iter_mut().find(|p| p.id == DESK_ID) {
        project.last_number = COUNT;
    }
}

fn values(rng: &mut Rng, issue: &mut Issue) {
    issue.values.insert(10_010, json!(rng.between(1, 3)));
    let organizations = rng.some(&[1_u64, 2, 3], 2);
    if !organizations.is_empty() {
        issue.values.insert(10_002, json!(organizations));
    }
    let participants = rng.some(&[5_u64, 6, 7, 8, 9], 2);
    if !participants.is_empty() {
        issue.values.insert(10_062, json!(participants));
    }
    let assets = rng.some(&[1_u64, 2, 3, 4], 1);
    if !assets.is_empty() {
        issue.values.insert(10_051, json!(assets));
    }
    let goal = 8 * HOUR_MS;
    let elapsed = rng.between(1, 10) * HOUR_MS;
    issue.values.insert(
        10_060,
        json!({
            "id": "1",
            "name": "Time to resolution",
            "completedCycles": [],
            "ongoingCycle": {
                "breached": elapsed > goal, "paused": false, "withinCalendarHours": true,
                "goalDuration": {"millis": goal, "friendly": "8h"},
                "elapsedTime": {"millis": elapsed, "friendly": format!("{}h", elapsed / HOUR_MS)},
                "remainingTime": {"millis": goal - elapsed,
                    "friendly": format!("{}h", (goal - elapsed) / HOUR_MS)},
            },
        }),
    );
    if rng.chance(30) {
        issue.values.insert(10_061, json!({"rating": rng.between(1, 5)}));
    }
}
