//! One HTTP request to the app's backend, under the rules of Forge Remote: 25 seconds, no
//! redirects, bodies of limited size.

use std::{collections::BTreeMap, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderName, HeaderValue, Method, Request, Uri, header},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};

/// A remote that has not answered after this long is given up.
const TIMEOUT: Duration = Duration::from_secs(25);

/// Headers of the app that Forge does not pass on: it sets them itself, or they belong to one hop.
const OWN_HEADERS: [&str; 7] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "host",
    "transfer-encoding",
    "upgrade",
];

/// What is sent.
#[derive(Debug)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub uri: Uri,
    /// Headers of the app.
    pub headers: BTreeMap<String, String>,
    /// The token.
    pub token: String,
    /// The trace's id, 32 hexadecimal digits.
    pub trace: String,
    /// The body.
    pub body: Bytes,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Headers; repeated ones are joined by commas.
    pub headers: BTreeMap<String, String>,
    /// The body as text.
    pub body: String,
}

/// Why there is no answer that Forge would pass on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nobody listens there, or the connection broke.
    Unreachable,
    /// No answer within 25 seconds.
    TimedOut,
    /// A redirect, which Forge treats as an error.
    Redirect,
    /// More bytes than an invocation may return.
    TooLarge,
}

/// Sends the call; the answer may have up to `limit` bytes.
///
/// # Errors
/// A [`Failure`] when there is no answer to pass on.
pub async fn send(call: Call, limit: usize) -> Result<Answer, Failure> {
    let client: Client<HttpConnector, Body> =
        Client::builder(TokioExecutor::new()).build(HttpConnector::new());
    let exchange = async {
        let response = client.request(request(call)).await.map_err(|_| Failure::Unreachable)?;
        if response.status().is_redirection() {
            return Err(Failure::Redirect);
        }
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes());
            let joined = headers.entry(name.to_string()).or_default();
            if !joined.is_empty() {
                joined.push(',');
            }
            joined.push_str(&value);
        }
        let status = response.status().as_u16();
        let body = Body::new(response.into_body());
        let body = to_bytes(body, limit).await.map_err(|_| Failure::TooLarge)?;
        Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
    };
    tokio::time::timeout(TIMEOUT, exchange).await.unwrap_or(Err(Failure::TimedOut))
}

fn request(call: Call) -> Request<Body> {
    let mut request = Request::new(Body::from(call.body));
    *request.method_mut() = call.method;
    *request.uri_mut() = call.uri;
    let headers = request.headers_mut();
    for (name, value) in &call.headers {
        let name = name.to_ascii_lowercase();
        if OWN_HEADERS.contains(&name.as_str()) || name.starts_with("x-forge-") {
            continue;
        }
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    let span = call.trace.get(..16).unwrap_or_default();
    let forge = [
        (header::AUTHORIZATION, format!("Bearer {}", call.token)),
        (HeaderName::from_static("x-b3-traceid"), call.trace.clone()),
        (HeaderName::from_static("x-b3-spanid"), span.to_owned()),
    ];
    for (name, value) in forge {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
    request
}
