//! A site that keeps what it takes, over answers that are told once and for all.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Answer, body, ok};
use crate::ports::Request;

/// What was written to issues, by their ids.
type Kept = BTreeMap<String, Map<String, Value>>;

/// Answers as `answer` does, and shows in later reads of an issue what it took: fields of creates
/// and edits as they were sent, the parent as a key, and the status `done` after any transition.
/// Issues that `answer` leaves out of a read after they were made are shown as well, unless it
/// shows none at all.
pub(crate) fn keeping(
    answer: impl Fn(&Request, usize) -> Answer,
) -> impl Fn(&Request, usize) -> Answer {
    let kept = RefCell::new(Kept::new());
    move |request, number| {
        let read = request.path.ends_with("/issue/bulkfetch");
        if read && let Some(own) = own(request, &kept.borrow()) {
            return own;
        }
        let mut answered = answer(request, number)?;
        if !(200..300).contains(&answered.status) {
            return Ok(answered);
        }
        if read {
            let mut shown: Value = serde_json::from_str(&answered.body).unwrap();
            for issue in shown["issues"].as_array_mut().into_iter().flatten() {
                let written = kept.borrow().get(issue["id"].as_str().unwrap()).cloned();
                for (field, value) in written.into_iter().flatten() {
                    issue["fields"][field] = value;
                }
            }
            answered.body = shown.to_string();
        } else if request.body.is_some() {
            keep(request, &answered.body, &mut kept.borrow_mut());
        }
        Ok(answered)
    }
}

/// A read of issues that were all made here.
fn own(request: &Request, kept: &Kept) -> Option<Answer> {
    let ids = body(request)["issueIdsOrKeys"].as_array()?.clone();
    let made = |id: &Value| {
        let fields = kept.get(id.as_str()?)?;
        let made = fields.contains_key("project");
        made.then(|| json!({"id": id, "key": fields["key"], "fields": fields}))
    };
    let issues: Vec<_> = ids.iter().map(made).collect::<Option<_>>()?;
    Some(ok(json!({"issues": issues, "issueErrors": []})))
}

fn keep(request: &Request, answer: &str, kept: &mut Kept) {
    let sent = body(request);
    if request.path.ends_with("/issue/bulk") {
        let Ok(answer) = serde_json::from_str::<Value>(answer) else { return };
        let failed: Vec<_> = answer["errors"].as_array().into_iter().flatten().collect();
        let failed = |at: usize| failed.iter().any(|e| e["failedElementNumber"] == at);
        let updates = sent["issueUpdates"].as_array().into_iter().flatten().enumerate();
        let good = updates.filter(|(at, _)| !failed(*at)).map(|(_, update)| update);
        for (issue, update) in answer["issues"].as_array().into_iter().flatten().zip(good) {
            let of = kept.entry(issue["id"].as_str().unwrap().to_owned()).or_default();
            take(of, update);
            of.insert("key".to_owned(), issue["key"].clone());
            let refused = issue["transition"]["status"].as_u64() >= Some(400);
            let status = if update["transition"].is_null() || refused { "open" } else { "done" };
            of.insert("status".to_owned(), json!({"id": status, "name": status}));
        }
    } else if let Some(rest) = request.path.strip_prefix("/rest/api/3/issue/") {
        let id = rest.split('/').next().unwrap().to_owned();
        let of = kept.entry(id).or_default();
        if rest.ends_with("/transitions") {
            of.insert("status".to_owned(), json!({"id": "done", "name": "Done"}));
        }
        take(of, &sent);
    }
}

/// Takes the fields of a request, as far as they are read as they are written; an estimate as
/// seconds, and what is named by its id with a name.
fn take(of: &mut Map<String, Value>, sent: &Value) {
    for (field, value) in sent["fields"].as_object().into_iter().flatten() {
        let estimates =
            [("originalEstimate", "timeoriginalestimate"), ("remainingEstimate", "timeestimate")];
        for (member, field) in estimates {
            let minutes = value[member].as_str().and_then(|text| text.strip_suffix('m'));
            if let Some(minutes) = minutes.and_then(|text| text.parse::<i64>().ok()) {
                of.insert(field.to_owned(), json!(minutes * 60));
            }
        }
        let mut value = value.clone();
        if let Some(id) = value["id"].as_str().map(str::to_owned) {
            value["name"] = json!(format!("name of {id}"));
        }
        of.insert(field.clone(), value);
    }
}
