//! A site in memory, asked through its router; nothing listens on a socket.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod schema;

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jira_sim::{Config, Sim, Switches, clock::Ticker, router};
use serde_json::{Value, json};
use tower::ServiceExt;

/// An answer: status, headers, JSON (null if there is no body, a string if it is not JSON).
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub json: Value,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|v| v.to_str().unwrap())
    }

    /// Status and body, for comparison at one glance.
    pub fn refusal(&self) -> (u16, Value) {
        (self.status.as_u16(), self.json.clone())
    }
}

/// A site, and one person who asks.
#[derive(Clone)]
pub struct Client {
    pub sim: Arc<Sim>,
    router: Router,
    role: &'static str,
}

pub fn site(issues: u32) -> Client {
    site_with(issues, Switches::default())
}

pub fn site_with(issues: u32, switches: Switches) -> Client {
    let config =
        Config { issues, base_url: "https://site.example".into(), switches, ..Config::default() };
    Client::of(Arc::new(Sim::new(config, Ticker::manual())), "member")
}

impl Client {
    /// Somebody who asks a site that exists.
    pub fn of(sim: Arc<Sim>, role: &'static str) -> Self {
        Self { router: router(Arc::clone(&sim)), sim, role }
    }

    /// The same site, asked by somebody else; `nobody` brings no credentials.
    pub fn as_role(&self, role: &'static str) -> Self {
        Self { role, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let path =
            if path.starts_with('/') { path.to_owned() } else { format!("/rest/api/3/{path}") };
        let mut request = Request::builder().method(method).uri(path);
        if self.role != "nobody" {
            let pair = format!("{0}@rowport.example:{0}-api-token", self.role);
            let basic = format!("Basic {}", STANDARD.encode(pair));
            request = request.header(header::AUTHORIZATION, basic);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.ask(request.body(body).unwrap()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let json = serde_json::from_slice(&bytes).unwrap_or_else(|_| match bytes.len() {
            0 => Value::Null,
            _ => String::from_utf8_lossy(&bytes).into_owned().into(),
        });
        Answer { status: parts.status, headers: parts.headers, json }
    }

    /// The keys that a query finds, in order.
    pub async fn keys(&self, jql: &str) -> Vec<String> {
        let body = json!({"jql": jql, "fields": ["key"], "maxResults": 5000});
        let answer = self.post("search/jql", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{jql}: {}", answer.json);
        let issues = answer.json["issues"].as_array().unwrap().iter();
        issues.map(|i| i["key"].as_str().unwrap().to_owned()).collect()
    }

    /// The text that a query is refused with.
    pub async fn jql_error(&self, jql: &str) -> String {
        let answer = self.post("search/jql", json!({"jql": jql})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{jql}");
        answer.json["errorMessages"][0].as_str().unwrap().to_owned()
    }

    /// Creates a task and gives its key.
    pub async fn create(&self, fields: Value) -> String {
        let answer = self.post("issue", task(fields)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json);
        answer.json["key"].as_str().unwrap().to_owned()
    }

    /// The fields of an issue.
    pub async fn fields(&self, key: &str) -> Value {
        let answer = self.get(&format!("issue/{key}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.json["fields"].clone()
    }
}

/// The body that creates a task in DEMO, with more fields or other ones.
pub fn task(fields: Value) -> Value {
    let mut all = json!({
        "project": {"key": "DEMO"},
        "issuetype": {"name": "Task"},
        "summary": "a task",
    });
    for (id, value) in fields.as_object().unwrap() {
        all[id] = value.clone();
    }
    json!({"fields": all})
}

/// A document of one paragraph.
pub fn document(text: &str) -> Value {
    json!({"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": text}]},
    ]})
}
