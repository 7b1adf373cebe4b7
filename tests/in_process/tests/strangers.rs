//! Files that look like others' work and are not it: nothing of theirs is overwritten.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Planned, Trip, World};
use wasm_core::finding::Severity;
use wasm_core::plan::Action;

fn planned(world: &World, trip: &Trip<'_>, name: &str, text: &str) -> Planned {
    world.run(trip.plan(&Opened::read(name, text.as_bytes())))
}

fn codes(planned: &Planned, severity: Severity) -> Vec<&str> {
    let of = planned.findings.iter().filter(|found| found.severity == severity);
    of.map(|found| found.message.code.as_str()).collect()
}

fn writes(planned: &Planned) -> usize {
    let writes = [Action::Create, Action::Update, Action::Transition];
    planned.plan.changes.iter().filter(|change| writes.contains(&change.action)).count()
}

/// The same steps for another thing agree in summary and type, and are somebody else's.
#[test]
fn a_list_of_the_same_steps_for_another_thing_is_asked_about() {
    for (first, second) in [
        (
            "Summary,Issue Type,Description,Labels\nFix the menu,Bug,In the north kitchen,north\n",
            "Summary,Issue Type,Description,Labels\nFix the menu,Bug,In the south kitchen,south\n",
        ),
        (
            "Summary,Issue Type,Description\nSow,Task,beans\nWater,Task,beans\nPick,Task,beans\n",
            "Summary,Issue Type,Description\nSow,Task,maize\nWater,Task,maize\nPick,Task,maize\n",
        ),
    ] {
        let world = World::new(40);
        let (member, admin, zone) = (world.member(), world.admin(), IanaZone::new("Europe/Berlin"));
        let (mine, theirs) = (Trip::new(&world, &member, &zone), Trip::new(&world, &admin, &zone));
        let add =
            |text: &str| text.replace("Summary,", "Project,Summary,").replace('\n', "\nDEMO,");
        let file = |text: &str| add(text).trim_end_matches("DEMO,").to_owned();
        let plan = planned(&world, &mine, "first.csv", &file(first));
        world.run(mine.apply(&plan.plan)).unwrap();
        world.pass(Duration::from_secs(300));
        let other = planned(&world, &theirs, "second.csv", &file(second));
        assert_eq!(writes(&other), 0, "{}", other.told());
        assert!(other.plan.summary.blocked > 0, "{}", other.told());
        // The first one again is known for sure.
        let again = planned(&world, &theirs, "renamed.csv", &file(first));
        assert!(again.is_nothing(), "{}", again.told());
    }
}

#[test]
fn a_file_of_another_site_with_the_same_keys_changes_nothing() {
    let world = World::new(40);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    for text in [
        "Key,Summary,Created\nDEMO-1,Theirs,2019-03-01 10:00:00\nDEMO-2,Theirs too,2019-03-02 11:00:00\n",
        "Issue key,Issue id,Summary\nDEMO-1,77001,Theirs\nDEMO-2,77002,Theirs too\n",
    ] {
        let plan = planned(&world, &trip, "theirs.csv", text);
        assert_eq!((writes(&plan), plan.plan.summary.blocked), (0, 2), "{}", plan.told());
        assert!(codes(&plan, Severity::Error).contains(&"other-work-items"), "{}", plan.told());
    }
}

/// Jira's CSV tells minutes: a colleague's edit in the same minute is not told by it.
#[test]
fn what_a_colleague_changes_within_the_minute_of_the_export_stays() {
    let world = World::new(40);
    let (member, admin, zone) = (world.member(), world.admin(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let now = || {
        let ms = world.site().site().clock.now_ms();
        let at = jiff::Timestamp::from_millisecond(ms).unwrap();
        at.to_zoned(jiff::tz::TimeZone::get("Europe/Berlin").unwrap())
    };
    let rest = 61 - u64::try_from(now().second()).unwrap();
    world.pass(Duration::from_secs(rest));
    let theirs = Trip::new(&world, &admin, &zone);
    let first = planned(&world, &theirs, "a.csv", "Key,Summary\nDEMO-7,As exported\n");
    world.run(theirs.apply(&first.plan)).unwrap();
    let updated = now().strftime("%d/%b/%y %I:%M %p").to_string();
    let second = planned(&world, &theirs, "b.csv", "Key,Summary\nDEMO-7,By a colleague\n");
    world.run(theirs.apply(&second.plan)).unwrap();
    assert_eq!(now().strftime("%d/%b/%y %I:%M %p").to_string(), updated, "within the minute");
    world.pass(Duration::from_secs(3_600));
    let file = format!("Issue key,Summary,Updated\nDEMO-7,As exported,{updated}\n");
    let unedited = planned(&world, &trip, "jira.csv", &file);
    assert_eq!((writes(&unedited), unedited.plan.summary.conflict), (0, 1), "{}", unedited.told());
}
