//! The site itself.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    clock::{SITE_ZONE, START_MS},
    sim::Shared,
    site::{DAYS_A_WEEK, HOURS_A_DAY},
};

/// Open to everybody, as in Jira Cloud.
pub async fn info(State(sim): State<Shared>) -> Json<Value> {
    let site = sim.site();
    Json(json!({
        "baseUrl": site.base_url,
        "displayUrl": site.base_url,
        "version": "1001.0.0-SNAPSHOT",
        "versionNumbers": [1001, 0, 0],
        "deploymentType": "Cloud",
        "buildNumber": 100_288,
        "buildDate": site.clock.show(START_MS),
        "serverTime": site.clock.show(site.clock.now_ms()),
        "scmInfo": "6b4a1c0f0d3e4f1d9a7f0d3c2b1a09f8e7d6c5b4",
        "serverTitle": "Jira",
        "serverTimeZone": SITE_ZONE,
        "defaultLocale": {"locale": "en_US"},
    }))
}

pub async fn configuration(_: Caller) -> Json<Value> {
    Json(json!({
        "votingEnabled": true,
        "watchingEnabled": true,
        "unassignedIssuesAllowed": true,
        "subTasksEnabled": true,
        "issueLinkingEnabled": true,
        "timeTrackingEnabled": true,
        "attachmentsEnabled": true,
        "timeTrackingConfiguration": {
            "workingHoursPerDay": HOURS_A_DAY as f64,
            "workingDaysPerWeek": DAYS_A_WEEK as f64,
            "timeFormat": "pretty",
            "defaultUnit": "minute",
        },
    }))
}
