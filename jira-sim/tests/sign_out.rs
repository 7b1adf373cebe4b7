//! A sign-in that ends: what comes with it is then nobody's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use serde_json::json;

use support::site;

#[tokio::test]
async fn a_sign_in_ends_after_so_many_requests_and_can_begin_again() {
    let member = site(5);
    let admin = member.as_role("admin");
    let body = json!({"role": "member", "afterRequests": 2});
    assert_eq!(admin.post("/sim/sign-out", body.clone()).await.json, body);
    for _ in 0..2 {
        assert_eq!(member.get("issue/DEMO-1").await.status, 200);
    }
    let gone = member.get("issue/DEMO-1").await;
    assert_eq!(gone.status, 404, "nobody sees it");
    assert_eq!(gone.header("x-aaccountid"), None);
    assert_eq!(member.get("myself").await.status, 401);
    assert_eq!(member.as_role("viewer").get("myself").await.status, 200, "others are signed in");
    assert_eq!(admin.post("/sim/sign-in", json!({"role": "member"})).await.status, 204);
    assert_eq!(member.get("issue/DEMO-1").await.status, 200);
    admin.post("/sim/sign-out", json!({"role": "member"})).await;
    assert_eq!(member.get("issue/DEMO-1").await.status, 404);
    assert_eq!(admin.post("/sim/reset", json!({})).await.status, 204);
    assert_eq!(member.get("issue/DEMO-1").await.status, 200);
}

#[tokio::test]
async fn a_sign_in_is_ended_by_administrators_alone() {
    let admin = site(5).as_role("admin");
    for (body, status) in [
        (json!({"role": "admin"}), 400),
        (json!({"role": "nobody"}), 400),
        (json!({"role": "viewer", "afterRequests": "soon"}), 400),
        (json!({"role": "viewer"}), 200),
    ] {
        assert_eq!(admin.post("/sim/sign-out", body).await.status, status);
    }
    let member = admin.as_role("member");
    assert_eq!(member.post("/sim/sign-out", json!({"role": "viewer"})).await.status, 403);
}
