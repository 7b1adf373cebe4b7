//! Issues of an export that Jira found and did not give.

use std::collections::HashSet;

use crate::jira::{Client, JiraError, if_told};
use crate::message::Message;
use crate::ports::{Clock, Transport};

/// Issues that are named in a sentence.
const NAMED: usize = 10;

/// The keys of the issues that did not come and that the query still finds: what went away between
/// the search and the reading is not missed. Where the query can't be asked again, all that did not
/// come, by their ids.
///
/// Requests: none where all came, else those of the query.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted.
pub(super) async fn look<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    jql: &str,
    ids: &[String],
    came: &HashSet<String>,
) -> Result<Vec<String>, JiraError> {
    let open: Vec<&String> = ids.iter().filter(|id| !came.contains(*id)).collect();
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: HashSet<&str> = open.iter().map(|id| id.as_str()).collect();
    let Some(found) = if_told(client.still_found(jql, &wanted).await)? else {
        return Ok(open.into_iter().cloned().collect());
    };
    let name = |issue: crate::plan::IssueRef| match issue.key.is_empty() {
        true => issue.id,
        false => issue.key,
    };
    Ok(found.into_iter().map(name).collect())
}

/// What is to be said where some are missing; `issues` are in the file.
pub fn message(issues: u32, missing: &[String]) -> Option<Message> {
    if missing.is_empty() {
        return None;
    }
    let mut named = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if missing.len() > NAMED {
        named.push_str(", …");
    }
    let all = missing.len().saturating_add(issues as usize);
    let message = Message::new("export-incomplete").with("count", issues).with("all", all);
    Some(message.with("missing", named))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use serde_json::json;

    use crate::export::tests::{Utc, fields, request};
    use crate::export::{ExportSite, ExportedTable, incomplete, table};
    use crate::jira::Client;
    use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, ok, status};
    use crate::ports::Request;

    /// Exports 250 issues of a site of which an answer has at most `room`, and never those that are
    /// `withheld`; the query finds those that are `gone` only the first time.
    fn exported(room: usize, withheld: &[u32], gone: &[u32]) -> (ExportedTable, u32) {
        let searches = Cell::new(0);
        let answer = |request: &Request, _: usize| -> Answer {
            match request.path.as_str() {
                "/rest/api/3/search/jql" => {
                    searches.set(searches.get() + 1);
                    let there = (1..=250_u32).filter(|n| searches.get() == 1 || !gone.contains(n));
                    let issue = |n: u32| json!({"id": n.to_string(), "key": format!("A-{n}")});
                    ok(json!({"issues": there.map(issue).collect::<Vec<_>>(), "isLast": true}))
                }
                "/rest/api/3/issue/bulkfetch" => {
                    let ids: Vec<String> =
                        serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
                    let lost = |id: &str| {
                        let id = id.parse().unwrap();
                        withheld.contains(&id) || gone.contains(&id)
                    };
                    let issues: Vec<_> = ids
                        .iter()
                        .filter(|id| !lost(id))
                        .take(room)
                        .map(|id| json!({"id": id, "key": format!("A-{id}"), "fields": {}}))
                        .collect();
                    ok(json!({"issues": issues}))
                }
                _ => status(404, &[], json!({})),
            }
        };
        let clock = VirtualClock::new();
        let jira = FakeJira::new(&clock, answer);
        let client = Client::new(&jira, &clock);
        let fields = fields();
        let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
        let watch = Recorder::new(|_| false);
        let table = clock.run(table(&request(), &client, &site, &watch)).unwrap();
        (table, client.requests())
    }

    #[test]
    fn what_an_answer_lacks_is_asked_for_again() {
        let (table, requests) = exported(40, &[], &[]);
        assert_eq!((table.issues, table.missing.len()), (250, 0));
        // The search, and three answers for a hundred and two for fifty.
        assert_eq!(requests, 1 + 3 + 3 + 2);
        let rows = &table.workbook.sheets[0].rows;
        let keys = rows.iter().filter_map(|row| row[0].value.as_text());
        assert!(keys.eq((1..=250).map(|n| format!("A-{n}"))));
    }

    #[test]
    fn what_never_comes_is_told_unless_it_is_gone() {
        let (table, requests) = exported(100, &[7, 120], &[9]);
        assert_eq!(
            (table.issues, table.missing.as_slice()),
            (247, &["A-7", "A-120"].map(str::to_owned)[..])
        );
        // Two searches; each of the two pages with a gap is asked for once more.
        assert_eq!(requests, 2 + 3 + 2);
        let told = incomplete(table.issues, &table.missing).unwrap().text();
        insta::assert_snapshot!(told, @"247 of 249 work items are in the file. Jira found these, and did not give them: A-7, A-120.");
        let about = table.workbook.about.unwrap().paragraphs;
        assert!(about.iter().any(|paragraph| paragraph.text == told));
        assert_eq!(incomplete(250, &[]), None);
    }

    #[test]
    fn an_answer_that_stays_short_is_not_asked_for_without_end() {
        let (table, requests) = exported(10, &[], &[]);
        assert_eq!(table.issues, 3 * 40);
        assert_eq!(table.missing.len(), 130);
        assert_eq!(requests, 2 + 3 * 4);
    }
}
