//! The pages over HTTP, with texts that a hostile colleague might have entered.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use serde_json::json;
use tower::ServiceExt;

use crate::{
    clock::Ticker,
    config::Config,
    sim::{Sim, router},
};

const HOSTILE: &str = r#""><script>alert(1)</script><img src=x onerror='alert(2)'>"#;

fn site() -> Router {
    router(Arc::new(Sim::new(Config { issues: 20, ..Config::default() }, Ticker::manual())))
}

fn request(method: &str, path: &str, body: String) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost:8080")
        .header(header::COOKIE, format!("{}=admin", crate::auth::COOKIE))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap()
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn hostile_texts_are_shown_and_not_run() {
    let site = site();
    let fields = json!({"fields": {
        "summary": HOSTILE,
        "labels": ["<script>"],
        "description": {"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": HOSTILE}]}]},
    }});
    let edit = request("PUT", "/rest/api/3/issue/DEMO-1", fields.to_string());
    assert_eq!(site.clone().oneshot(edit).await.unwrap().status(), StatusCode::NO_CONTENT);
    for path in ["/browse/DEMO-1", "/issues?jql=key%20%3D%20DEMO-1"] {
        let page = site.clone().oneshot(request("GET", path, String::new())).await.unwrap();
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'self'; frame-src http://127.0.0.1:8080;"));
        let page = text(page).await;
        assert!(page.contains("&lt;script&gt;alert(1)"), "{path}");
        assert!(!page.contains("<script>alert"), "{path}");
        assert!(!page.contains("<img src=x"), "{path}");
    }
}

#[tokio::test]
async fn a_hostile_query_is_shown_and_not_run() {
    let path = format!("/issues?jql={}", super::format::encode(HOSTILE));
    let page = site().oneshot(request("GET", &path, String::new())).await.unwrap();
    let page = text(page).await;
    assert!(page.contains("&quot;&gt;&lt;script&gt;"));
    assert!(!page.contains("<script>alert"));
}

#[tokio::test]
async fn what_the_person_may_not_see_is_not_found() {
    let page = site().oneshot(request("GET", "/browse/NOPE-1", String::new())).await.unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(text(page).await.contains("This page can"));
}

#[tokio::test]
async fn the_person_changes_and_comes_back_to_a_page_of_this_site() {
    for (back, expected) in [("/browse/DEMO-1", "/browse/DEMO-1"), ("//evil.example", "/")] {
        let form = format!("role=viewer&back={}", super::format::encode(back));
        let mut request = request("POST", "/session/person", form);
        let kind = "application/x-www-form-urlencoded".parse().unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        let answer = site().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[header::LOCATION], expected);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("jira_sim_session=viewer;"));
    }
}

#[tokio::test]
async fn the_past_of_a_seeded_issue_is_shown() {
    let page = site().oneshot(request("GET", "/browse/DEMO-3", String::new())).await.unwrap();
    let page = text(page).await;
    assert!(!page.contains("No changes since it was created."));
    assert!(page.contains("<strong>status</strong>: <del>To Do</del>"));
}
