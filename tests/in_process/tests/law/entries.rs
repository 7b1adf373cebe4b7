//! What hangs on the issues: comments, worklogs, links, files, histories, watchers.

use std::sync::Arc;

use in_process_tests::World;
use jira_sim::clock::START_MS;
use jira_sim::site::{
    Attachment, Change, ChangeItem, Comment, Issue, Link, RichText, Site, UserId, Worklog,
};
use serde_json::json;

use crate::draw::dice::{Dice, Draws};
use crate::draw::{adf, instant, text};
use crate::issues::further_lanes;

/// How many lanes of an issue's draws are for entries.
pub const LANES: usize = 16;

/// Some entries for each issue that was drawn.
pub fn put(world: &World, draws: &Draws) {
    let mut site = world.site().site_mut();
    let ids: Vec<u64> = site.issues.iter().map(|issue| issue.id).collect();
    let first = further_lanes(&site);
    for (id, values) in ids.iter().zip(&draws.issues) {
        let lane = |at: usize| Dice::new(values.get(first + at).map_or(&[], Vec::as_slice));
        let mut issue = site.issues.get(*id).unwrap().clone();
        for number in 0..lane(0).below(6) {
            let comment = comment(&mut site, &mut lane(1 + number));
            issue.comments.push(comment);
        }
        for number in 0..lane(7).below(5) {
            let log = worklog(&mut site, &mut lane(8 + number));
            issue.records.worklogs.push(log);
        }
        let mut dice = lane(14);
        for _ in 0..dice.below(3) {
            let file = file(&mut site, &mut dice);
            issue.records.attachments.push(file);
            let change = change(&mut site, &mut dice);
            issue.history.push(change);
        }
        let people: Vec<UserId> = site.people.iter().map(|person| person.id).collect();
        issue.records.watchers = dice.some(&people, 4).into_iter().copied().collect();
        site.issues.replace(issue);
        let mut dice = lane(13);
        if dice.once_in(2) {
            let kinds: Vec<u64> = site.registers.link_types.iter().map(|kind| kind.id).collect();
            link(&mut site, dice.one(&kinds), *id, dice.one(&ids));
        }
    }
}

/// How many comments, worklogs and links there are.
pub fn counts(world: &World) -> (usize, usize, usize) {
    let site = world.site().site();
    let sum = |count: fn(&Issue) -> usize| site.issues.iter().map(count).sum::<usize>();
    (
        sum(|issue| issue.comments.len()),
        sum(|issue| issue.records.worklogs.len()),
        sum(|issue| issue.records.links.iter().filter(|link| link.outward).count()),
    )
}

fn person(site: &Site, dice: &mut Dice<'_>) -> UserId {
    UserId(dice.below(site.people.iter().count()) as u32)
}

fn ms(dice: &mut Dice<'_>) -> i64 {
    instant::instant(dice).as_millisecond()
}

fn comment(site: &mut Site, dice: &mut Dice<'_>) -> Comment {
    let author = person(site, dice);
    Comment {
        id: site.entry_id(),
        author,
        update_author: author,
        created: ms(dice),
        updated: ms(dice),
        body: RichText::of(adf::document(dice)),
        visibility: dice.once_in(4).then(|| {
            json!({ "type": "role", "value": "Administrators",
            "identifier": "Administrators" })
        }),
        properties: Vec::new(),
    }
}

fn worklog(site: &mut Site, dice: &mut Dice<'_>) -> Worklog {
    let author = person(site, dice);
    let started = ms(dice);
    Worklog {
        properties: Vec::new(),
        id: site.record_id(),
        author,
        update_author: author,
        comment: dice.once_in(2).then(|| RichText::of(adf::document(dice))),
        created: started,
        updated: started,
        started,
        seconds: 60 * (1 + dice.below(5000) as i64),
    }
}

fn file(site: &mut Site, dice: &mut Dice<'_>) -> Attachment {
    Attachment {
        id: site.record_id(),
        author: person(site, dice),
        created: ms(dice),
        name: text::line(dice),
        mime: "image/png".to_owned(),
        content: Arc::from(vec![0; dice.below(600)]),
    }
}

fn change(site: &mut Site, dice: &mut Dice<'_>) -> Change {
    let item = |dice: &mut Dice<'_>| ChangeItem {
        field: "summary".to_owned(),
        field_id: Some("summary".to_owned()),
        custom: false,
        from: (None, Some(text::line(dice))),
        to: (None, Some(text::maybe_blank(dice))),
    };
    Change {
        id: site.change_id(),
        author: person(site, dice),
        created: START_MS - 1000 * dice.below(50_000) as i64,
        items: vec![item(dice), item(dice)],
    }
}

/// Links two issues, unless they are linked so or are one.
fn link(site: &mut Site, kind: u64, from: u64, to: u64) {
    let known = |link: &Link| link.kind == kind && link.other == to && link.outward;
    if from == to || site.issues.get(from).is_some_and(|one| one.records.links.iter().any(known)) {
        return;
    }
    let id = site.record_id();
    for (this, other, outward) in [(from, to, true), (to, from, false)] {
        let mut issue = site.issues.get(this).unwrap().clone();
        issue.records.links.push(Link { id, kind, outward, other });
        site.issues.replace(issue);
    }
}
