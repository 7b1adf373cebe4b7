//! The line of a request: its path in the words of the list, of the router, and as it was sent.

use axum::{
    extract::Request,
    http::{Method, Uri},
};

use crate::rest::{self, operations::is_variable};

/// A request of REST, as the front sees it.
pub struct Asked {
    /// `HEAD` is `GET` here, as everywhere.
    pub method: Method,
    /// The path as it was sent.
    pub sent: String,
    /// Its parts, without empty ones.
    pub parts: Vec<String>,
    /// The same as the list of operations has them: version 3 stands for all versions.
    pub listed: Vec<String>,
}

impl Asked {
    /// Reads the line of a request.
    pub fn of(request: &Request) -> Self {
        let method = request.method().clone();
        let sent = request.uri().path().to_owned();
        let mut parts: Vec<String> =
            sent.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let mut listed = parts.clone();
        match parts.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["rest", "api", "2" | "latest", ..] => "3".clone_into(&mut listed[2]),
            ["rest", "agile", "latest", ..] => {
                "1.0".clone_into(&mut listed[2]);
                parts = listed.clone();
            }
            _ => {}
        }
        let method = if method == Method::HEAD { Method::GET } else { method };
        Self { method, sent, parts, listed }
    }

    /// The path of an operation in the version that was asked for.
    pub fn shown(&self, path: &str) -> String {
        match (self.parts.get(1), self.parts.get(2), path.strip_prefix("/rest/api/3/")) {
            (Some(api), Some(version), Some(rest)) if api == "api" => {
                format!("/rest/api/{version}/{rest}")
            }
            _ => path.to_owned(),
        }
    }

    /// The address by which the router finds the operation whose path it `known`s: without empty parts,
    /// and with a value in disguise that the router would take for a word of another path.
    pub fn routed<'a>(&self, known: impl Iterator<Item = &'a str>, uri: &Uri) -> Option<Uri> {
        let mut path = String::new();
        for (at, (part, known)) in self.parts.iter().zip(known).enumerate() {
            path.push('/');
            let mut chars = part.chars();
            match chars.next() {
                Some(first) if is_variable(known) && rest::served().has_word(at, part) => {
                    path.push_str(&format!("%{:02X}{}", u32::from(first), chars.as_str()));
                }
                _ => path.push_str(part),
            }
        }
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{path}{query}").parse().ok()
    }
}
