//! The engine's transport over HTTP, with an API token.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use wasm_core::ports::{Method, Request, Response, Transport, TransportError};

use crate::failure::Failure;

/// The longest time to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// The longest time to wait for an answer; Jira's own gateway gives up after a minute.
const ANSWER: Duration = Duration::from_secs(90);

/// Sends requests to one site with basic authentication.
pub(crate) struct Http {
    client: Client,
    base: String,
}

impl Http {
    /// A transport to `base`. Redirects are not followed: Jira's REST API has none that an import
    /// or export needs, and the credentials go to one site only.
    pub(crate) fn new(base: &Url, email: &str, token: &str) -> Result<Self, Failure> {
        // Installing fails only where it is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let basic = format!("Basic {}", STANDARD.encode(format!("{email}:{token}")));
        let mut secret = HeaderValue::try_from(basic).map_err(|e| Failure::internal(&e))?;
        secret.set_sensitive(true);
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, secret);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let mut client = Client::builder();
        // A proxy of the environment would read what is not encrypted, the credentials too.
        if is_loopback(base) {
            client = client.no_proxy();
        }
        let client = client
            .default_headers(headers)
            .user_agent(concat!("rowport/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .build()
            .map_err(|error| Failure::internal(&error))?;
        Ok(Self { client, base: base.as_str().trim_end_matches('/').to_owned() })
    }

    async fn exchange(&self, request: Request) -> Result<Response, reqwest::Error> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = self.client.request(method, format!("{}{}", self.base, request.path));
        if let Some(body) = request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body);
        }
        let response = builder.send().await?;
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .filter_map(|(name, value)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            })
            .collect();
        // Jira answers in UTF-8; a broken character in a gateway's page is no reason to fail.
        let body = String::from_utf8_lossy(&response.bytes().await?).into_owned();
        Ok(Response { status, headers, body })
    }
}

impl Transport for Http {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.exchange(request).await.map_err(|error| TransportError { detail: told(error) })
    }
}

/// Whether an address is on this computer.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

/// The causes of an error without the address, which may hold a query of the user's.
fn told(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut texts = vec![error.to_string()];
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        texts.push(inner.to_string());
        cause = inner.source();
    }
    texts.dedup();
    texts.join(": ")
}
