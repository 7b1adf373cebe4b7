//! One HTTP exchange with the Jira site.

use std::future::Future;

use serde::{Deserialize, Serialize};

/// The HTTP methods that Jira's REST API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read.
    Get,
    /// Create, or a read whose parameters do not fit a URL.
    Post,
    /// Replace.
    Put,
    /// Remove.
    Delete,
}

impl Method {
    /// The name on the wire, such as `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to the site the transport was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// HTTP method.
    pub method: Method,
    /// Path and query, from the first slash: `/rest/api/3/myself`. Parts are percent-encoded.
    pub path: String,
    /// JSON text, sent as `application/json`.
    pub body: Option<String>,
}

/// An answer of any status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers with lower-case names. The Forge bridge may leave rate-limit headers out.
    pub headers: Vec<(String, String)>,
    /// The body as text; empty for 204.
    pub body: String,
}

impl Response {
    /// The first header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// No answer arrived. Whether the site saw the request is unknown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the site could not be reached: {detail}")]
pub struct TransportError {
    /// The cause in the transport's own words.
    pub detail: String,
}

/// Sends requests to one Jira site as one user: through the Forge bridge in the browser, over HTTP
/// in a terminal, in memory in tests.
pub trait Transport {
    /// Sends one request and waits for its answer. Never retries.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>>;
}

impl<T: Transport> Transport for &T {
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, TransportError>> {
        (**self).send(request)
    }
}
