//! What may go wrong between the engine and a Jira site.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::message::Message;
use crate::ports::{Response, TransportError};

/// Characters of a foreign error text that are kept.
const LONGEST_TEXT: usize = 500;

/// Why a call gave no result.
///
/// Never holds a request's body or credentials; Jira's own words are kept, since they name what
/// the user has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JiraError {
    kind: Kind,
    call: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The observer said halt.
    Cancelled,
    /// No answer arrived.
    Unreachable { detail: String },
    /// Jira answered with an error status.
    Refused { status: u16, words: Words },
    /// The answer is not of the shape that Jira documents.
    Unexpected { detail: String },
}

/// Jira's own words: general ones, and those about a field (by its id).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Words {
    /// About the request as a whole.
    #[serde(rename = "errorMessages")]
    pub general: Vec<String>,
    /// About one field.
    #[serde(rename = "errors")]
    pub fields: BTreeMap<String, String>,
}

impl Words {
    /// All of it in one line: `general; field: text`.
    pub fn text(&self) -> String {
        let fields = self.fields.iter().map(|(field, text)| format!("{field}: {text}"));
        self.general.iter().cloned().chain(fields).collect::<Vec<_>>().join("; ")
    }

    /// The words without their last full stop, to be put into a sentence; the status where Jira
    /// said nothing.
    pub(super) fn sentence(&self, status: u16) -> String {
        match self.is_empty() {
            true => format!("HTTP {status}"),
            false => self.text().trim_end_matches('.').to_owned(),
        }
    }

    /// Whether Jira said nothing.
    pub fn is_empty(&self) -> bool {
        self.general.is_empty() && self.fields.is_empty()
    }

    /// Reads an error's body: an `ErrorCollection`, `{"message":…}` of the gateway, or anything
    /// else (HTML, plain text, nothing), of which the readable text is kept.
    fn of_body(body: &str) -> Self {
        #[derive(Deserialize)]
        struct Gateway {
            message: String,
        }
        #[derive(Deserialize)]
        struct BulkTask {
            errors: Vec<Gateway>,
        }
        if let Ok(words) = serde_json::from_str::<Self>(body)
            && !words.is_empty()
        {
            return words;
        }
        let general = if let Ok(gateway) = serde_json::from_str::<Gateway>(body) {
            vec![gateway.message]
        } else if let Ok(task) = serde_json::from_str::<BulkTask>(body) {
            task.errors.into_iter().map(|e| e.message).collect()
        } else {
            Some(readable(body)).filter(|text| !text.is_empty()).into_iter().collect()
        };
        Self { general, fields: BTreeMap::new() }
    }
}

/// The text of an answer that is not Jira's JSON: markup removed, white space folded, shortened.
fn readable(body: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok() {
        return String::new();
    }
    let mut text = String::new();
    let mut in_tag = false;
    for c in body.chars().take(20 * LONGEST_TEXT) {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_TEXT).collect()
}

impl JiraError {
    /// The user stopped the job before this call was sent.
    pub(super) fn cancelled(call: &str) -> Self {
        Self { kind: Kind::Cancelled, call: name(call) }
    }

    /// No answer arrived, and repeating did not help or was not safe.
    pub(super) fn unreachable(call: &str, error: TransportError) -> Self {
        Self { kind: Kind::Unreachable { detail: error.detail }, call: name(call) }
    }

    /// Jira answered with an error status.
    pub(super) fn refused(call: &str, response: &Response) -> Self {
        let words = Words::of_body(&response.body);
        Self { kind: Kind::Refused { status: response.status, words }, call: name(call) }
    }

    /// The answer could not be understood. `detail` holds types and positions, never values.
    pub(super) fn unexpected(call: &str, detail: impl Into<String>) -> Self {
        Self { kind: Kind::Unexpected { detail: detail.into() }, call: name(call) }
    }

    /// Whether the user stopped the job; nothing was sent.
    pub fn is_cancelled(&self) -> bool {
        self.kind == Kind::Cancelled
    }

    /// Whether Jira still asked for fewer requests after all the waiting (429).
    pub fn is_rate_limit(&self) -> bool {
        self.status() == Some(429)
    }

    /// Whether the object does not exist, or the user may not see it: Jira doesn't tell which.
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(404)
    }

    /// Whether the credentials are missing, wrong or too narrow (401, 403).
    pub fn is_forbidden(&self) -> bool {
        matches!(self.status(), Some(401 | 403))
    }

    /// Whether Jira read the request and refused what it asks for (400, 409, 413, 422).
    pub fn is_invalid(&self) -> bool {
        matches!(self.status(), Some(400 | 409 | 413 | 422))
    }

    /// Whether the same call may succeed later: no answer, or a busy gateway.
    pub fn is_transient(&self) -> bool {
        matches!(self.kind, Kind::Unreachable { .. })
            || matches!(self.status(), Some(429 | 502 | 503 | 504))
    }

    /// Whether it is unknown if Jira carried the call out. A 429 is not among these: it means
    /// that nothing was done.
    pub fn is_unanswered(&self) -> bool {
        matches!(self.kind, Kind::Unreachable { .. } | Kind::Unexpected { .. })
            || matches!(self.status(), Some(500 | 502 | 503 | 504))
    }

    /// The HTTP status, if Jira answered with an error.
    pub fn status(&self) -> Option<u16> {
        match self.kind {
            Kind::Refused { status, .. } => Some(status),
            _ => None,
        }
    }

    /// Jira's own words, if it answered with an error.
    pub fn words(&self) -> Option<&Words> {
        match &self.kind {
            Kind::Refused { words, .. } => Some(words),
            _ => None,
        }
    }

    /// What to tell the user.
    pub fn message(&self) -> Message {
        let (status, words) = match &self.kind {
            Kind::Cancelled => return Message::new("cancelled"),
            Kind::Unreachable { detail } => {
                return Message::new("jira-unreachable").with("detail", detail);
            }
            Kind::Unexpected { detail } => {
                return Message::new("jira-unexpected-answer")
                    .with("call", &self.call)
                    .with("detail", detail);
            }
            Kind::Refused { status, words } => (*status, words),
        };
        let code = match status {
            401 => "jira-unauthorized",
            403 => "jira-forbidden",
            404 => "jira-not-found",
            410 => "jira-gone",
            413 => "jira-too-large",
            429 => "jira-rate-limited",
            500..=599 => "jira-unavailable",
            _ => "jira-refused",
        };
        let detail = words.sentence(status);
        Message::new(code).with("detail", detail).with("status", status).with("call", &self.call)
    }
}

impl fmt::Display for JiraError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.call, self.message().text())
    }
}

impl std::error::Error for JiraError {}

/// The name of a call without its query, which may hold text of the user's.
fn name(call: &str) -> String {
    call.split('?').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> JiraError {
        let response = Response { status, headers: Vec::new(), body: body.to_owned() };
        JiraError::refused("GET /rest/api/3/x?q=secret", &response)
    }

    #[test]
    fn an_error_collection_is_read_whole() {
        let error = refused(
            400,
            r#"{"errorMessages":["No."],"errors":{"summary":"You must specify a summary of the issue."}}"#,
        );
        assert!(error.is_invalid());
        assert_eq!(
            error.message().text(),
            "Jira refused: No.; summary: You must specify a summary of the issue."
        );
    }

    #[test]
    fn a_gateway_may_answer_anything() {
        for (body, words) in [
            ("<html><h1>502  Bad</h1>\n<p>Gateway</p></html>", "502 Bad Gateway"),
            (
                r#"{"code":401,"message":"Unauthorized; scope does not match"}"#,
                "Unauthorized; scope does not match",
            ),
            (r#"{"errors":[{"message":"One."},{"message":"Two."}]}"#, "One.; Two."),
            ("", ""),
            ("{}", ""),
            (r#"{"errorMessages":[],"errors":{}}"#, ""),
        ] {
            let error = refused(502, body);
            assert_eq!(error.words().map(Words::text).as_deref(), Some(words), "{body}");
            assert!(error.is_transient() && error.is_unanswered());
        }
    }

    #[test]
    fn the_query_of_a_call_is_not_told() {
        let error = refused(500, "");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
