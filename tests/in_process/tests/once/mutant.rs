//! Ways in which the engine could go wrong, without a switch in it: what it looks for is hidden from
//! it, or another value is shown. The law has to fail with each.

use std::cell::Cell;
use std::collections::BTreeSet;

use in_process_tests::Wire;
use serde_json::{Value, json};
use wasm_core::plan::Plan;
use wasm_core::ports::{Request, Response};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// An apply looks once for what it made, and never again.
    OneLook,
    /// An apply does not look at all before it sends again.
    NoLook,
    /// A file is known by its bytes alone.
    LineageByBytes,
    /// A status is written again, whoever moved the work item on.
    StatusAgain,
    /// What was begun is not remembered.
    Forgetful,
    /// What was begun is not looked for before a new plan, nor before it is applied.
    PlansAtOnce,
    /// Applies of different files take no notice of each other.
    FilesAlone,
    /// What another plan has made since this one was made is not seen.
    OwnAlone,
}

/// The status of a new work item.
const TO_DO: &str = "10000";

/// All of them.
pub const ALL: [Mutant; 8] = [
    Mutant::OneLook,
    Mutant::NoLook,
    Mutant::LineageByBytes,
    Mutant::StatusAgain,
    Mutant::Forgetful,
    Mutant::PlansAtOnce,
    Mutant::FilesAlone,
    Mutant::OwnAlone,
];

impl Mutant {
    /// Whether a fault is one that the law has to find with it.
    pub fn is_told_by(self, fault: &str) -> bool {
        match self {
            Self::OneLook | Self::NoLook | Self::LineageByBytes | Self::OwnAlone => {
                fault.contains("work items")
            }
            Self::StatusAgain => fault.contains("colleague's status"),
            Self::Forgetful | Self::PlansAtOnce | Self::FilesAlone => {
                fault.contains("work items") || fault.contains("times")
            }
        }
    }

    /// Before somebody plans.
    pub fn mislead_plan(self, wire: &Wire) {
        if self == Self::LineageByBytes {
            wire.veil(|request, answer| if looks(request) { hidden(answer) } else { answer });
        }
    }

    /// Before somebody applies a plan.
    pub fn mislead_apply(self, wire: &Wire, plan: &Plan) {
        let seen = Cell::new(usize::from(self == Self::NoLook));
        match self {
            Self::OneLook | Self::NoLook => wire.veil(move |request, answer| {
                if !looks(request) {
                    return answer;
                }
                let look = seen.replace(seen.get() + 1);
                if look == 0 { answer } else { hidden(answer) }
            }),
            Self::StatusAgain => wire.veil(|_, answer| with_status(answer)),
            Self::OwnAlone => {
                let own = plan.changes.iter().filter_map(|change| change.identity.as_ref());
                let own: BTreeSet<String> = own.map(|row| row.lineage.clone()).collect();
                wire.veil(move |_, answer| without_others(answer, &own));
            }
            Self::LineageByBytes | Self::Forgetful | Self::PlansAtOnce | Self::FilesAlone => {}
        }
    }
}

/// Whether a request looks for what was made before.
fn looks(request: &Request) -> bool {
    let body = request.body.as_deref().unwrap_or_default();
    let search = request.path.contains("/search/jql")
        && (body.contains("rowport") || body.contains("creator = currentUser()"));
    search || (request.path.contains("/issue/bulkfetch") && body.contains("rowport"))
}

/// The same answer, without what it found.
fn hidden(mut answer: Response) -> Response {
    let Ok(mut json) = serde_json::from_str::<Value>(&answer.body) else { return answer };
    if json.get("issues").is_some() {
        json["issues"] = json!([]);
        json["isLast"] = json!(true);
        json.as_object_mut().map(|json| json.remove("nextPageToken"));
        answer.body = json.to_string();
    }
    answer
}

/// The same answer, without what was made of other files.
fn without_others(mut answer: Response, own: &BTreeSet<String>) -> Response {
    let Ok(mut json) = serde_json::from_str::<Value>(&answer.body) else { return answer };
    if let Some(issues) = json["issues"].as_array_mut() {
        issues.retain(|issue| {
            issue["properties"]["rowport"]["lineage"].as_str().is_none_or(|of| own.contains(of))
        });
        answer.body = json.to_string();
    }
    answer
}

/// The same answer, as if nobody had moved the work items on.
fn with_status(mut answer: Response) -> Response {
    let Ok(mut json) = serde_json::from_str::<Value>(&answer.body) else { return answer };
    for issue in json["issues"].as_array_mut().into_iter().flatten() {
        if issue["fields"]["status"].is_object() {
            issue["fields"]["status"]["id"] = json!(TO_DO);
            issue["fields"]["status"]["name"] = json!("To Do");
        }
    }
    answer.body = json.to_string();
    answer
}
