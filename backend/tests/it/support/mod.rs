//! A service in memory, with a clock that is set and keys that are made here.

pub(crate) mod forge;
pub(crate) mod postgres;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use backend::app::App;
use backend::auth::{KeyCache, Verifier};
use backend::clock::Clock;
use backend::router::router;
use backend::store::{self, Store};
use job_api::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use forge::{Forge, KeyServer};

/// Some moment in 2026.
pub(crate) const START: u64 = 1_795_000_000_000;

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicU64>);

impl TestClock {
    pub(crate) fn forward(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub(crate) fn seconds(&self) -> u64 {
        self.0.load(Ordering::SeqCst) / 1000
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::saturating(self.0.load(Ordering::SeqCst))
    }
}

/// The service, and what the world around it consists of.
pub(crate) struct Service {
    pub(crate) clock: TestClock,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) forge: Forge,
    pub(crate) keys: KeyServer,
    router: Router,
}

impl Service {
    /// On the store that is given.
    pub(crate) async fn on(store: Arc<dyn Store>) -> Self {
        let clock = TestClock(Arc::new(AtomicU64::new(START)));
        let forge = Forge::new("key-1");
        let keys = KeyServer::start(forge.key_set()).await;
        let verifier = Verifier::new(forge::APP.to_owned(), KeyCache::new(keys.url()).unwrap());
        let app = App { store: Arc::clone(&store), clock: Arc::new(clock.clone()), verifier };
        Self { clock, store, forge, keys, router: router(Arc::new(app)) }
    }

    /// On an empty SQLite database, which lives as long as the directory.
    pub(crate) async fn start() -> (Self, TempDir) {
        let dir = tempfile::tempdir().unwrap();
        (Self::on(store::open(&sqlite_url(&dir)).await.unwrap()).await, dir)
    }

    /// A valid token of this account in the first installation.
    pub(crate) fn token(&self, account: &str) -> String {
        self.token_in("ari:cloud:ecosystem::installation/1", account)
    }

    pub(crate) fn token_in(&self, installation: &str, account: &str) -> String {
        self.forge.sign(&forge::claims(self.clock.seconds(), installation, account))
    }

    /// The answer to any request at all.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// A well-formed request with a JSON body.
    pub(crate) async fn call(&self, method: &str, path: &str, token: &str, body: Value) -> Answer {
        self.send(request(method, path, token, body.to_string())).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        self.send(request("GET", path, token, String::new())).await
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) json: Value,
    pub(crate) text: String,
}

impl Answer {
    /// Asserts that this is that refusal and nothing more.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), &self.json), (status, &json!({ "code": code })));
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self.json
    }
}

pub(crate) fn request(method: &str, path: &str, token: &str, body: String) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body))
        .unwrap()
}

pub(crate) fn sqlite_url(dir: &TempDir) -> String {
    format!("sqlite://{}", dir.path().join("jobs.db").display())
}

/// The id of 32 hexadecimal digits that ends with this number.
pub(crate) fn id(number: u32) -> String {
    format!("{number:032x}")
}

/// The body that announces a job.
pub(crate) fn new_job(number: u32, kind: &str) -> Value {
    let version = json!({"major": 1, "minor": 0, "patch": 2});
    json!({"id": id(number), "kind": kind, "app_version": version})
}
