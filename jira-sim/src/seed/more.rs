//! Values of DEMO's further fields, and what hangs on its issues. They are drawn from a stream of
//! numbers of their own, so that what was there before them stays as it was.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{prose, registers::STAFF};
use crate::{
    rng::Rng,
    site::{
        Attachment, Issue, Link, RemoteLink, RichText, Site, SprintState, UserId, Worklog, rank,
    },
};

/// Fills further fields of all issues of a project.
pub fn fill(site: &mut Site, rng: &mut Rng, project: u64) {
    let issues: Vec<u64> =
        site.issues.iter().filter(|i| i.project == project).map(|i| i.id).collect();
    for (at, id) in issues.iter().enumerate() {
        let Some(mut issue) = site.issues.get(*id).cloned() else { continue };
        let level = site.catalog.issue_type(issue.issue_type).map_or(0, |t| t.level);
        choices(rng, &mut issue);
        references(rng, &mut issue);
        agile(site, rng, &mut issue, level, at);
        apps(rng, &mut issue);
        of_app(&mut issue, at);
        records(site, rng, &mut issue);
        site.issues.replace(issue);
    }
    for id in &issues {
        if rng.chance(12) {
            let other = *rng.pick(&issues);
            link(site, rng, *id, other);
        }
    }
}

fn choices(rng: &mut Rng, issue: &mut Issue) {
    let mut set = |number: u64, value: Value| {
        issue.values.insert(number, value);
    };
    let checks = rng.some(&[10_160_u64, 10_161, 10_162, 10_163], 3);
    if !checks.is_empty() {
        set(10_039, json!(checks));
    }
    if rng.chance(40) {
        set(10_040, json!(10_170 + rng.below(3) as u64));
    }
    if rng.chance(25) {
        let pages = [
            "https://example.com/a?b=1&c=%20",
            "https://example.com/größe",
            "mailto:help@rowport.example",
        ];
        set(10_041, json!(*rng.pick(&pages)));
    }
    if rng.chance(10) {
        set(10_048, json!(format!("Imported on day {}", rng.between(1, 31))));
    }
    if rng.chance(10) {
        set(10_049, json!(rng.between(1, 99_999) as f64));
    }
}

fn references(rng: &mut Rng, issue: &mut Issue) {
    if rng.chance(25) {
        issue.values.insert(10_042, json!(rng.between(1, 5)));
    }
    let groups = rng.some(&[1_u64, 2, 3, 4, 5], 2);
    if !groups.is_empty() {
        issue.values.insert(10_043, json!(groups));
    }
    let versions: Vec<u64> = (10_000..10_006).collect();
    if rng.chance(25) {
        issue.values.insert(10_044, json!(*rng.pick(&versions)));
    }
    let several = rng.some(&versions, 2);
    if !several.is_empty() {
        issue.values.insert(10_045, json!(several));
    }
    if rng.chance(15) {
        issue.values.insert(10_046, json!(10_000 + rng.below(3) as u64));
    }
    let people: Vec<u64> = (0..39).collect();
    let approvers = rng.some(&people, 3);
    if !approvers.is_empty() {
        issue.values.insert(10_047, json!(approvers));
    }
    if rng.chance(10) {
        issue.security = Some(STAFF);
    }
}

fn agile(site: &Site, rng: &mut Rng, issue: &mut Issue, level: i64, at: usize) {
    issue.values.insert(10_019, rank(at as u64).into());
    if level == 1 {
        let name: String = issue.summary().chars().take(30).collect();
        issue.values.insert(10_011, json!(name.trim()));
        issue.values.insert(10_012, json!(10_180 + rng.below(3) as u64));
        issue.values.insert(10_013, json!(format!("ghx-label-{}", rng.between(1, 14))));
        return;
    }
    let (team, sprinting) = (rng.chance(40), rng.chance(50));
    if level < 0 {
        return;
    }
    if team {
        issue.values.insert(10_001, json!(rng.between(1, 4)));
    }
    if sprinting {
        let in_state = |closed: bool| -> Vec<u64> {
            let all = site.registers.sprints.iter();
            all.filter(|s| (s.state == SprintState::Closed) == closed).map(|s| s.id).collect()
        };
        let mut sprints = rng.some(&in_state(true), 2);
        if rng.chance(60) || sprints.is_empty() {
            sprints.push(*rng.pick(&in_state(false)));
        }
        issue.values.insert(10_020, json!(sprints));
    }
}

fn apps(rng: &mut Rng, issue: &mut Issue) {
    issue.values.insert(10_000, json!("{}"));
    let assets = rng.some(&[1_u64, 2, 3, 4], 2);
    if !assets.is_empty() {
        issue.values.insert(10_051, json!(assets));
    }
    if rng.chance(20) {
        issue.values.insert(10_052, json!(*rng.pick(&["calm", "tense", "on fire 🔥"])));
    }
    if rng.chance(20) {
        let risk = json!({"probability": rng.between(1, 5), "impact": rng.between(1, 5)});
        issue.values.insert(10_053, risk);
    }
}

/// Values of an app's fields. They follow from the position, so that no other value changes.
fn of_app(issue: &mut Issue, at: usize) {
    let has = |number: u64| (at as u64 + number).is_multiple_of(4);
    let pick = |from: u64, count: u64| from + at as u64 % count;
    let day = |shift: u64| json!(format!("2026-{:02}-{:02}", pick(1, 12), pick(1 + shift, 27)));
    let values = [
        (10_088, json!(pick(0, 100) as f64 / 8.0)),
        (10_089, day(0)),
        (10_090, json!(issue.created)),
        (10_091, json!(pick(3, 30))),
        (10_092, json!([pick(3, 10), pick(15, 10)])),
        (10_093, json!(pick(1, 5))),
        (10_094, json!([pick(1, 2), pick(3, 3)])),
        (10_095, json!([format!("team-{}", pick(1, 9)), "général"])),
        (10_096, json!(pick(10_190, 3))),
        (10_097, json!([10_195, pick(10_196, 2)])),
        (10_098, day(0)),
        (10_099, day(1)),
    ];
    issue.values.extend(values.into_iter().filter(|(number, _)| has(*number)));
}

fn records(site: &mut Site, rng: &mut Rng, issue: &mut Issue) {
    let author = UserId(rng.between(3, 38) as u32);
    let between = issue.created + (issue.updated - issue.created) / 2;
    if rng.chance(10) {
        for _ in 0..rng.between(1, 3) {
            let comment = rng.chance(60).then(|| RichText::of(prose::note(rng)));
            issue.records.worklogs.push(Worklog {
                properties: Vec::new(),
                id: site.record_id(),
                author,
                update_author: author,
                comment,
                created: between,
                updated: between,
                started: between - 7_200_000,
                seconds: rng.between(1, 24) * 900,
            });
        }
    }
    if rng.chance(8) {
        let text = format!("Notes on {}\n", issue.key);
        issue.records.attachments.push(Attachment {
            id: site.record_id(),
            author,
            created: between,
            name: (*rng.pick(&["notes.txt", "Größe 1.txt", "log (2).txt"])).into(),
            mime: "text/plain".into(),
            content: Arc::from(text.into_bytes()),
        });
    }
    let people: Vec<u32> = (0..39).collect();
    if rng.chance(20) {
        issue.records.watchers = rng.some(&people, 4).into_iter().map(UserId).collect();
    }
    if rng.chance(10) {
        issue.records.voters = rng.some(&people, 4).into_iter().map(UserId).collect();
    }
    if rng.chance(4) {
        issue.records.remote_links.push(RemoteLink {
            id: site.record_id(),
            global_id: None,
            body: json!({"object": {"url": "https://example.com/wiki", "title": "Wiki page"}}),
        });
    }
}

fn link(site: &mut Site, rng: &mut Rng, from: u64, to: u64) {
    let kind = rng.pick(&site.registers.link_types).id;
    let ends = site.issues.get(from).cloned().zip(site.issues.get(to).cloned());
    let Some((mut from, mut to)) = ends.filter(|(a, b)| a.id != b.id) else { return };
    let id = site.record_id();
    from.records.links.push(Link { id, kind, outward: true, other: to.id });
    to.records.links.push(Link { id, kind, outward: false, other: from.id });
    site.issues.replace(from);
    site.issues.replace(to);
}
