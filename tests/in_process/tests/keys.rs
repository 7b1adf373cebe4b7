//! Which work items the rows of other programs' files name, if any.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, World};
use wasm_core::finding::Severity;
use wasm_core::plan::Action;

struct Tried {
    world: World,
    wire: in_process_tests::Wire,
    zone: IanaZone,
}

impl Tried {
    fn new() -> Self {
        let world = World::new(40);
        let wire = world.member();
        Self { world, wire, zone: IanaZone::new("Europe/Berlin") }
    }

    fn trip(&self) -> Trip<'_> {
        Trip::new(&self.world, &self.wire, &self.zone)
    }

    fn plan(&self, file: &str) -> Planned {
        self.world.run(self.trip().plan(&Opened::read("file.csv", file.as_bytes())))
    }

    /// The code of what stops the file before it is planned.
    fn stopped(&self, file: &str) -> Option<String> {
        let opened = Opened::read("file.csv", file.as_bytes());
        self.world.run(self.trip().judged(&opened)).map(|message| message.code)
    }

    fn summaries(&self) -> Vec<(u64, String)> {
        let site = self.world.site().site();
        site.issues.iter().map(|issue| (issue.id, issue.summary().to_owned())).collect()
    }
}

/// The actions of the rows.
fn actions(planned: &Planned) -> Vec<Action> {
    planned.plan.changes.iter().map(|change| change.action).collect()
}

/// The codes of what is more than a note.
fn told(planned: &Planned) -> Vec<&str> {
    let findings = planned.findings.iter().filter(|f| f.severity > Severity::Info);
    findings.map(|finding| finding.message.code.as_str()).collect()
}

#[test]
fn rows_of_keys_change_those_work_items_under_any_header() {
    for header in ["Ticket no.", "Jira issue", "Nummer des Tickets", "Clave", "№ / ID"] {
        let tried = Tried::new();
        let file =
            format!("{header},Summary,Project\nDEMO-7,one,DEMO\ndemo-8,two,DEMO\n,three,DEMO\n");
        assert_eq!(tried.stopped(&file), None, "{header}");
        let planned = tried.plan(&file);
        let expected = [Action::Update, Action::Update, Action::Create];
        assert_eq!(actions(&planned), expected, "{header}: {}", planned.told());
    }
}

#[test]
fn links_name_work_items_of_this_site_alone() {
    let tried = Tried::new();
    let own = in_process_tests::SITE;
    let file = format!(
        "Ticket,Summary\n{own}/browse/DEMO-7,one\nhttps://other.example/browse/DEMO-8,two\n"
    );
    let planned = tried.plan(&file);
    assert_eq!(actions(&planned), [Action::Update, Action::Skip], "{}", planned.told());
    assert_eq!(told(&planned), ["column-keys-differ", "key-of-another-site"]);
    assert_eq!(tried.stopped(&file.replace("Ticket", "Link")).as_deref(), Some("column-of-keys"));
}

#[test]
fn numbers_of_another_tracker_name_nobody() {
    let tried = Tried::new();
    let before = tried.summaries();
    let (first, second) = (before[3].0, before[4].0);
    for header in ["Issue id", "ID", "Nr", "Ticket"] {
        let file = format!(
            "{header},Summary,Project,Issue Type,Parent\n{first},mine,DEMO,Task,\n\
             {second},too,DEMO,Sub-task,{first}\n"
        );
        let planned = tried.plan(&file);
        assert_eq!(actions(&planned), [Action::Create; 2], "{header}: {}", planned.told());
    }
    // Neither are they the parents of rows that have no such column.
    let file = format!("Summary,Project,Issue Type,Parent\nmine,DEMO,Sub-task,{first}\n");
    let planned = tried.plan(&file);
    assert_eq!(told(&planned), ["parent-not-found"], "{}", planned.told());
    let planned = tried.plan(&format!("Key,Summary\nDEMO-7,one\n{first},two\n"));
    assert_eq!(actions(&planned), [Action::Update, Action::Skip]);
    assert_eq!(told(&planned), ["key-is-a-number"]);
    let stopped = tried.stopped(&format!("Key,Summary\n{first},one\n{second},two\n"));
    assert_eq!(stopped.as_deref(), Some("column-of-numbers"));
    assert_eq!(tried.summaries(), before);
}

#[test]
fn what_can_not_be_decided_stops_the_plan() {
    let tried = Tried::new();
    for file in [
        "Feature,Summary\nDEMO-7,one\nDEMO-8,two\n",
        "Ticket,Issue,Summary\nDEMO-7,DEMO-9,one\nDEMO-8,DEMO-10,two\n",
        "Nr,Summary\nDEMO-7,one\nA-9x,two\n",
        "Nr,Summary\nDEMO-7,one\nOLD-9,two\n",
    ] {
        assert_eq!(tried.stopped(file).as_deref(), Some("column-of-keys"), "{file}");
    }
}

/// DEMO was SAMPLE before.
#[test]
fn keys_that_a_space_had_before_are_those_of_its_work_items() {
    for header in ["Key", "Ticket", "Nr", "Vorgang"] {
        let tried = Tried::new();
        let rows: String = (3..40).map(|n| format!("SAMPLE-{n},Renamed {n}\n")).collect();
        let file = format!("{header},Summary\n{rows}");
        assert_eq!(tried.stopped(&file), None, "{header}");
        let before = tried.wire.sent().len();
        let planned = tried.plan(&file);
        assert_eq!(planned.plan.summary.update, 37, "{header}: {}", planned.told());
        let keys = planned.plan.changes.iter().filter_map(|change| change.issue.as_ref());
        assert!(keys.eq(planned.plan.changes.iter().map(|change| {
            let issue = change.issue.as_ref().unwrap();
            assert_eq!(issue.key, format!("DEMO-{}", change.row + 2), "{header}");
            issue
        })));
        let sent = tried.wire.sent().len() - before;
        assert!(sent < 30, "no request for each row: {sent}");
    }
}

#[test]
fn a_former_key_and_the_present_one_are_one_work_item() {
    let tried = Tried::new();
    let planned = tried.plan("Key,Summary\nDEMO-7,one\nSAMPLE-7,two\n");
    assert_eq!(told(&planned), ["key-repeated", "key-repeated"], "{}", planned.told());
    let parent = "Summary,Project,Issue Type,Parent\nnew,DEMO,Sub-task,SAMPLE-7\n";
    let planned = tried.plan(parent);
    assert_eq!(actions(&planned), [Action::Create], "{}", planned.told());
}

/// A list of a renamed space, one row of which was edited.
#[test]
fn a_renamed_key_in_a_list_without_a_clear_header_is_known_by_the_summaries() {
    let tried = Tried::new();
    let summary = |key: &str| {
        let site = tried.world.site().site();
        let found = site.issues.iter().find(|issue| issue.key == key).unwrap();
        found.summary().replace('"', "\"\"")
    };
    let [seven, eight] = ["DEMO-7", "DEMO-8"].map(summary);
    let file = format!("Jira,Summary\nSAMPLE-7,\"{seven}\"\nSAMPLE-8,\"{eight}\"\nDEMO-9,edited\n");
    assert_eq!(tried.stopped(&file), None);
    let planned = tried.plan(&file);
    let mut expected = [Action::NoOp, Action::NoOp, Action::Update];
    expected.sort();
    let mut rows = actions(&planned);
    rows.sort();
    assert_eq!(rows, expected, "{}", planned.told());
    assert_eq!(told(&planned), ["column-keys-agree"]);
}

#[test]
fn references_stop_the_plan_and_overwrite_nobody() {
    let tried = Tried::new();
    for header in ["Link", "Jira", "Ref no", "URL", "Jira ID", "Reference"] {
        let file =
            format!("{header},Summary,Project\nDEMO-7,Call the client,DEMO\nDEMO-8,Send,DEMO\n");
        assert_eq!(tried.stopped(&file).as_deref(), Some("column-of-keys"), "{header}");
    }
}

#[test]
fn keys_of_a_space_that_the_site_lacks_are_the_files_own_ids() {
    let tried = Tried::new();
    let file = "Ticket,Summary,Project,Issue Type,Parent\nOLD-17,top,DEMO,Task,\n\
                OLD-18,below,DEMO,Sub-task,OLD-17\n";
    assert_eq!(tried.stopped(file), None);
    let planned = tried.plan(file);
    assert_eq!(actions(&planned), [Action::Create; 2], "{}", planned.told());
    assert_eq!(told(&planned), ["column-foreign-keys"]);
    assert!(tried.wire.sent().iter().any(|sent| sent.path == "/rest/api/3/project/OLD"));
}

#[test]
fn keys_of_related_work_items_make_no_row_one_of_them() {
    let tried = Tried::new();
    for header in ["Blocks", "Epic Link", "Duplicate of", "Linked tickets", "Parent"] {
        let file = format!("Summary,Project,{header}\nnew,DEMO,DEMO-1\n");
        assert_eq!(tried.stopped(&file), None, "{header}");
        let rows = actions(&tried.plan(&file));
        assert!(!rows.contains(&Action::Update) && !rows.contains(&Action::NoOp), "{header}");
    }
}

#[test]
fn values_in_columns_that_a_program_numbered_stay() {
    let tried = Tried::new();
    let set = tried.plan("Key,Labels\nDEMO-7,red blue green\n");
    tried.world.run(tried.trip().apply(&set.plan)).unwrap();
    for headers in [
        "Labels,Labels2,Labels3",
        "Labels,Labels.1,Labels.2",
        "Labels,Labels_1,Labels_2",
        "Labels,Labels (2),Labels (3)",
        "Labels,Labels 2,Labels 3",
    ] {
        let planned = tried.plan(&format!("Key,{headers}\nDEMO-7,red,blue,green\n"));
        assert!(planned.is_nothing(), "{headers}: {}", planned.told());
        assert_eq!(told(&planned), [] as [&str; 0]);
        let edited = tried.plan(&format!("Key,{headers}\nDEMO-7,red,blue,\n"));
        assert_eq!(actions(&edited), [Action::Update], "{headers}");
    }
    let held = tried.plan("Key,Labels,Labels7\nDEMO-7,red,blue\n");
    assert!(held.is_nothing(), "{}", held.told());
    assert_eq!(told(&held), ["column-numbered", "column-numbered"]);
}
