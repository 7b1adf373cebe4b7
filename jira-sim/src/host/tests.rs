//! The frame, the gateway and the token, over HTTP as a browser and a backend see them.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rsa::{
    BigUint, RsaPublicKey,
    pkcs1v15::{Signature, VerifyingKey},
    sha2::Sha256,
    signature::Verifier,
};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Host, describe::App, routes_of};
use crate::{
    clock::Ticker,
    config::{Config, HostOptions},
    sim::Sim,
};

const INDEX: &str = "<!doctype html><html><head><title>x</title></head><body></body></html>";

/// A directory with an app, removed at the end.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("jira-sim-{name}-{}", std::process::id()));
        fs::create_dir_all(dir.join("app")).unwrap();
        fs::write(dir.join("index.html"), INDEX).unwrap();
        fs::write(dir.join("app/index.html"), INDEX).unwrap();
        fs::write(dir.join("app/main.js"), "export const one = 1;".repeat(100)).unwrap();
        fs::write(dir.join("app/engine.wasm"), [0, 97, 115, 109, 1, 0, 0, 0]).unwrap();
        fs::write(dir.join(".secret"), "x").unwrap();
        Self(dir)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn app() -> App {
    serde_json::from_value(json!({
        "appId": "ari:cloud:ecosystem::app/1",
        "scopes": ["read:jira-work"],
        "modules": [{
            "type": "jira:globalPage", "key": "page", "title": "App", "resource": "main",
            "endpoint": "jobs",
        }],
        "endpoints": [{"key": "jobs", "remote": "backend"}],
        "remotes": [{"key": "backend", "baseUrl": "http://127.0.0.1:9"}],
        "csp": "script-src 'self'; frame-ancestors __HOSTNAME__",
    }))
    .unwrap()
}

fn site(app: Result<App, String>, dir: Option<&Directory>, remote: Option<String>) -> Router {
    let options = HostOptions { app: dir.map(|d| d.0.clone()), manifest: None, remote };
    let host = Arc::new(Host::with_app(app, &options));
    let sim = Sim::new(Config { issues: 10, ..Config::default() }, Ticker::manual());
    routes_of(host).with_state(Arc::new(sim))
}

fn get(path: &str) -> Request {
    Request::get(path).header(header::HOST, "127.0.0.1:8080").body(Body::empty()).unwrap()
}

async fn text(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn every_file_has_the_policy_and_its_type() {
    let dir = Directory::new("types");
    let site = site(Ok(app()), Some(&dir), None);
    let cases = [
        ("index.html", "text/html; charset=utf-8"),
        ("app/main.js", "text/javascript; charset=utf-8"),
        ("app/engine.wasm", "application/wasm"),
    ];
    for (path, kind) in cases {
        let answer = site.clone().oneshot(get(&format!("/app-frame/main/{path}"))).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], kind);
        assert_eq!(
            answer.headers()[header::CONTENT_SECURITY_POLICY],
            "script-src 'self'; frame-ancestors http://localhost:8080"
        );
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
    }
}

#[tokio::test]
async fn the_bridge_comes_first_in_the_root_page_only() {
    let dir = Directory::new("bridge");
    let site = site(Ok(app()), Some(&dir), None);
    let root = site.clone().oneshot(get("/app-frame/main/index.html")).await.unwrap();
    assert!(
        text(root)
            .await
            .contains(r#"<head><script src="/host/frame-bridge.js"></script><title>x</title>"#)
    );
    let inner = site.oneshot(get("/app-frame/main/app/index.html")).await.unwrap();
    assert_eq!(text(inner).await, INDEX);
}

#[tokio::test]
async fn files_are_gzipped_and_not_sent_twice() {
    let dir = Directory::new("gzip");
    let site = site(Ok(app()), Some(&dir), None);
    let with = |name, value: &str| {
        let mut request = get("/app-frame/main/app/main.js");
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    let zipped = site.clone().oneshot(with(header::ACCEPT_ENCODING, "gzip, br")).await.unwrap();
    assert_eq!(zipped.headers()[header::CONTENT_ENCODING], "gzip");
    let etag = zipped.headers()[header::ETAG].to_str().unwrap().to_owned();
    let again = site.oneshot(with(header::IF_NONE_MATCH, &etag)).await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn only_files_of_the_app_are_served() {
    let dir = Directory::new("outside");
    let site = site(Ok(app()), Some(&dir), None);
    for path in ["main/none.js", "main/.secret", "main/..%2f..%2fetc/passwd", "other/index.html"] {
        let answer = site.clone().oneshot(get(&format!("/app-frame/{path}"))).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn without_an_app_the_page_says_why() {
    let answer = site(Err("No <b>app</b>".into()), None, None).oneshot(get("/")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(text(answer).await.contains("No &lt;b&gt;app&lt;/b&gt;"));
}

fn invocation(body: Value) -> Request {
    Request::post("/gateway/remote")
        .header(header::HOST, "localhost:8080")
        .header(header::ORIGIN, "http://localhost:8080")
        .header(header::COOKIE, format!("{}=member", crate::auth::COOKIE))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn call(path: &str) -> Value {
    json!({
        "kind": "invoke", "path": path, "method": "POST", "body": "{}", "moduleKey": "page",
        "headers": {"authorization": "Bearer mine", "x-own": "kept"},
        "localId": "here", "extension": {"type": "jira:globalPage"},
    })
}

/// A backend that keeps the headers it was sent.
async fn backend() -> (String, Arc<Mutex<Vec<HeaderMap>>>) {
    let seen = Arc::<Mutex<Vec<HeaderMap>>>::default();
    let keep = Arc::clone(&seen);
    let answer = move |request: Request| {
        keep.lock().unwrap().push(request.headers().clone());
        async { (StatusCode::CREATED, Json(json!({"id": 1}))) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, Router::new().fallback(answer)).into_future());
    (url, seen)
}

/// The claims of a token, if one of the keys signed it.
fn verified(token: &str, jwks: &Value) -> Value {
    let bytes = |text: &Value| URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap();
    let key = &jwks["keys"][0];
    let number = |name: &str| BigUint::from_bytes_be(&bytes(&key[name]));
    let public = RsaPublicKey::new(number("n"), number("e")).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let signature = Signature::try_from(&*bytes(&json!(signature))).unwrap();
    VerifyingKey::<Sha256>::new(public).verify(signed.as_bytes(), &signature).unwrap();
    let part = |at| serde_json::from_slice::<Value>(&bytes(&json!(signed.split('.').nth(at))));
    assert_eq!(part(0).unwrap()["kid"], key["kid"]);
    assert_eq!(part(0).unwrap()["alg"], "RS256");
    part(1).unwrap()
}

#[tokio::test]
async fn the_backend_gets_a_token_that_the_published_key_verifies() {
    let (url, seen) = backend().await;
    let site = site(Ok(app()), None, Some(url));
    let answer = site.clone().oneshot(invocation(call("/v1/jobs"))).await.unwrap();
    let answer: Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(answer["status"], 201);
    assert_eq!(answer["body"], r#"{"id":1}"#);

    let jwks = text(site.oneshot(get("/.well-known/jwks.json")).await.unwrap()).await;
    let headers = seen.lock().unwrap().remove(0);
    assert_eq!(headers["x-own"], "kept");
    assert!(!headers.contains_key(header::COOKIE));
    let token = headers[header::AUTHORIZATION].to_str().unwrap().strip_prefix("Bearer ").unwrap();
    let mut claims = verified(token, &serde_json::from_str(&jwks).unwrap());
    let issued = claims["iat"].as_u64().unwrap();
    assert_eq!(claims["nbf"], issued);
    assert_eq!(claims["exp"], issued + super::fit::LIFETIME);
    for name in ["iat", "nbf", "exp", "jti"] {
        claims[name] = json!(format!("[{name}]"));
    }
    insta::assert_json_snapshot!(claims);
}

#[tokio::test]
async fn a_dead_backend_is_an_answer() {
    // Port 9 of the loopback address: nobody discards anything there any more.
    let answer = site(Ok(app()), None, None).oneshot(invocation(call("/v1/jobs"))).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(answer["status"], 502);
    assert!(answer["body"].as_str().unwrap().contains("REMOTE_UNREACHABLE"));
}

#[tokio::test]
async fn only_the_sites_own_pages_may_call_and_only_what_the_manifest_names() {
    let site = site(Ok(app()), None, None);
    let changed = |name: &str, value: Value| {
        let mut body = call("/");
        body[name] = value;
        invocation(body)
    };
    let mut foreign = invocation(call("/"));
    foreign.headers_mut().insert(header::ORIGIN, "http://127.0.0.1:8080".parse().unwrap());
    let mut nobody = invocation(call("/"));
    nobody.headers_mut().remove(header::COOKIE);
    let cases = [
        (foreign, StatusCode::UNAUTHORIZED),
        (nobody, StatusCode::UNAUTHORIZED),
        (changed("moduleKey", json!("other")), StatusCode::BAD_REQUEST),
        (changed("path", json!("@example.com/")), StatusCode::BAD_REQUEST),
        (changed("kind", json!("fetch")), StatusCode::BAD_REQUEST),
        (changed("body", json!("x".repeat(500 * 1024 + 1))), StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (request, status) in cases {
        assert_eq!(site.clone().oneshot(request).await.unwrap().status(), status);
    }
}
