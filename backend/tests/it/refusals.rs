//! Requests that are not taken, and what is said about them: a code, and nothing of what was sent.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use crate::support::{Service, id, new_job, request};

/// Text that must not come back.
const CANARY: &str = "PLAN-7 Ümsätze der Kanarienvögel";

#[tokio::test]
async fn bodies() {
    let (service, _dir) = Service::start().await;
    let token = service.token("557058:anna");
    let mut extra = new_job(1, "import");
    extra["summary"] = json!(CANARY);
    let mut text_for_number = new_job(1, "import");
    text_for_number["app_version"]["patch"] = json!(CANARY);
    let mut text_for_id = new_job(1, "import");
    text_for_id["id"] = json!(CANARY);
    let bodies = [
        String::new(),
        CANARY.to_owned(),
        format!("{{\"id\":\"{}\"", id(1)),
        json!([]).to_string(),
        json!({}).to_string(),
        extra.to_string(),
        text_for_number.to_string(),
        text_for_id.to_string(),
        new_job(1, CANARY).to_string(),
        format!("{} {CANARY}", new_job(1, "import")),
    ];
    for body in bodies {
        let answer = service.send(request("POST", "/v1/jobs", &token, body)).await;
        answer.refused(400, "invalid_body");
    }
    assert_eq!(service.get("/v1/jobs", &token).await.is(200), json!({"jobs": []}));

    service.call("POST", "/v1/jobs", &token, new_job(1, "import")).await.is(201);
    let path = format!("/v1/jobs/{}", id(1));
    for patch in [
        json!({"counts": {}}),
        json!({"state": CANARY}),
        json!({"state": "running", "error": CANARY}),
        json!({"state": "running", "counts": {CANARY: 1}}),
        json!({"state": "running", "counts": {"failed": -1}}),
        json!({"state": "running", "durations": {"total_ms": u64::MAX}}),
        json!({"state": "running", "created_at": 0}),
    ] {
        service.call("PATCH", &path, &token, patch).await.refused(400, "invalid_body");
    }
    assert_eq!(service.get("/v1/jobs", &token).await.is(200)["jobs"][0]["state"], "created");
}

#[tokio::test]
async fn sizes_and_types() {
    let (service, _dir) = Service::start().await;
    let token = service.token("557058:anna");
    let padded = |size: usize| format!("{:size$}", new_job(1, "import").to_string());
    let too_large = service.send(request("POST", "/v1/jobs", &token, padded(4097))).await;
    too_large.refused(413, "too_large");
    service.send(request("POST", "/v1/jobs", &token, padded(4096))).await.is(201);

    let typed = |types: &[&str]| {
        let mut builder =
            Request::post("/v1/jobs").header(header::AUTHORIZATION, format!("Bearer {token}"));
        for value in types {
            builder = builder.header(header::CONTENT_TYPE, *value);
        }
        builder.body(Body::from(new_job(2, "import").to_string())).unwrap()
    };
    for types in [
        &[][..],
        &["text/plain"],
        &["application/json; charset=utf-16"],
        &["application/json-patch+json"],
        &["application/json", "text/plain"],
    ] {
        service.send(typed(types)).await.refused(415, "not_json");
    }
    service.send(typed(&["Application/JSON; charset=UTF-8"])).await.is(201);
}

#[tokio::test]
async fn paths_and_queries() {
    let (service, _dir) = Service::start().await;
    let token = service.token("557058:anna");
    for path in ["/v1/jobs/abc", "/v1/jobs/ABCDEF00000000000000000000000000", "/v1/jobs/%ff"] {
        let answer = service.call("PATCH", path, &token, json!({"state": "done"})).await;
        answer.refused(400, "invalid_request");
    }
    for query in ["limit=0", "limit=101", "limit=x", "cursor=abc", "sort=kind", "limit=1&limit=2"] {
        service.get(&format!("/v1/jobs?{query}"), &token).await.refused(400, "invalid_request");
    }
    for path in ["/", "/v1", "/v1/jobs/", "/v2/jobs", "/v1/jobs/a/b"] {
        service.get(path, &token).await.refused(404, "not_found");
    }
    for (method, path) in [("DELETE", "/v1/jobs"), ("GET", "/v1/jobs/1"), ("POST", "/healthz")] {
        let answer = service.call(method, path, &token, json!({})).await;
        answer.refused(405, "method_not_allowed");
    }
}

#[tokio::test]
async fn health_needs_no_token_and_tells_of_a_lost_database() {
    let (service, _dir) = Service::start().await;
    let health = || service.send(Request::get("/healthz").body(Body::empty()).unwrap());
    let answer = health().await;
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(answer.is(200), json!({"status": "ok"}));
    service.store.close().await;
    health().await.refused(503, "store_unavailable");
    let token = service.token("557058:anna");
    service.get("/v1/jobs", &token).await.refused(503, "store_unavailable");
}
