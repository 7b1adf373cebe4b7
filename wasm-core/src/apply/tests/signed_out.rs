//! A sign-in that ends in the middle of an apply.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::entries::comment;
use super::*;
use crate::jira::tests::visitor;

/// A site on which edits work while the user is signed in; the rest of it is a visitor's.
struct Site {
    /// Requests until the sign-in ends.
    left: Cell<usize>,
    edited: RefCell<BTreeSet<String>>,
    created: RefCell<BTreeSet<String>>,
}

impl Site {
    fn of(requests: usize) -> Self {
        let (edited, created) = (RefCell::default(), RefCell::default());
        Self { left: Cell::new(requests), edited, created }
    }

    fn answer(&self, request: &Request) -> Answer {
        if self.left.get() == 0 {
            return visitor(request);
        }
        self.left.set(self.left.get() - 1);
        let path = request.path.split('?').next().unwrap().trim_start_matches("/rest/api/3/");
        match path {
            "myself" => ok(json!({"accountId": "5b1", "displayName": "Mia"})),
            "search/jql" => {
                let found = |row: &String| {
                    json!({"id": format!("1{row}"), "key": format!("A-{row}"),
                    "properties": {"rowport": {"lineage": "L1", "row": row}}})
                };
                let issues: Vec<_> = self.created.borrow().iter().map(found).collect();
                ok(json!({"issues": issues, "isLast": true}))
            }
            "issue/bulk" => {
                let sent = body(request)["issueUpdates"].as_array().unwrap().clone();
                let rows = sent.iter().map(|i| i["properties"][0]["value"]["row"].to_string());
                self.created.borrow_mut().extend(rows.map(|row| row.trim_matches('"').to_owned()));
                all_created(request)
            }
            "issue/bulkfetch" => fetched(request, |id| {
                let made = |id: &str| self.created.borrow().contains(id);
                let summary = match id.strip_prefix('1').is_some_and(made) {
                    true => "a",
                    false if self.edited.borrow().contains(id) => "new",
                    false => "old",
                };
                json!({ "summary": summary })
            }),
            path => {
                self.edited.borrow_mut().insert(path.trim_start_matches("issue/").to_owned());
                done()
            }
        }
    }
}

fn run_on(site: &Site, plan: &Plan, nameless: bool) -> Report {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, |request: &Request, _| site.answer(request));
    let jira = if nameless { jira.nameless() } else { jira };
    let client = Client::new(&jira, &clock).signed_in_as("5b1");
    let watch = Recorder::new(|_| false);
    clock.run(run(plan, &client, &watch)).unwrap()
}

/// Nothing is told as missing or refused, what was done stays, and the same plan does the rest.
#[test]
fn an_apply_stops_and_can_be_taken_up_again() {
    for nameless in [false, true] {
        for requests in 0..22 {
            let changes = (1..=20).map(update).chain((21..=30).map(|row| create(row, "a")));
            let mut plan = plan(changes.collect());
            plan.entries = vec![comment(1)];
            plan.recount();
            let site = Site::of(requests);
            let first = run_on(&site, &plan, nameless);
            let stopped = first.stopped.as_ref().map(|reason| reason.code.as_str());
            assert_eq!(stopped, Some("jira-signed-out"), "{requests}");
            assert_eq!(first.failed, 0, "{requests}: {}", lines(&first));
            assert_eq!(first.updated, site.edited.borrow().len() as u32);
            assert_eq!(first.created, site.created.borrow().len() as u32);
            assert_eq!(first.updated + first.created + first.skipped, 31);

            plan.entries.clear();
            plan.recount();
            let (edited, created) = (first.updated, first.created);
            site.left.set(usize::MAX);
            let second = run_on(&site, &plan, nameless);
            assert_eq!((second.created, second.failed), (10 - created, 0));
            assert_eq!(second.created + second.updated + second.present, 30);
            assert_eq!((second.stopped, second.skipped), (None, 0));
            assert!(edited <= 20 && created <= 10);
        }
    }
}

/// The fields were written, and the status was not: that is told, and the job ends all the same.
#[test]
fn a_half_written_row_says_so() {
    let mut change = update(1);
    change.transition = Some(to_done(Some("open"), Some("31")));
    let (report, _) = apply(vec![change, update(2)], |request, _| match request.path.as_str() {
        "/rest/api/3/issue/bulkfetch" => {
            fetched(request, |_| json!({"summary": "old", "status": {"id": "open"}}))
        }
        "/rest/api/3/issue/1/transitions" | "/rest/api/3/myself" => visitor(request),
        _ => done(),
    });
    let reason = report.outcomes[0].reason.as_ref().unwrap();
    assert_eq!(reason.code, "only-status-not-changed");
    assert!(report.stopped.is_some());
}
