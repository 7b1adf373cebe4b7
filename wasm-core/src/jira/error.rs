//! What may go wrong between the engine and a Jira site.

use std::fmt;

pub use super::words::Words;
use crate::message::Message;
use crate::ports::{Response, TransportError};

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
    /// What the call is based on was too old by the time it could be sent.
    Late,
    /// No answer arrived.
    Unreachable { detail: String },
    /// Jira answered with an error status. `no_endpoint`: it knows no such
    /// path, which is another matter than a thing that is not there.
    Refused { status: u16, words: Words, no_endpoint: bool },
    /// The sign-in is not accepted. `began` says whether it was at first.
    SignedOut { began: bool, words: Words },
    /// Jira takes the caller for somebody else than at first.
    OtherAccount,
    /// The answer is not of the shape that Jira documents.
    Unexpected { detail: String },
}

/// What a call told that the job can do without; none where it failed and further calls may not.
///
/// # Errors
/// One that [ends the job](JiraError::ends_the_job).
pub(crate) fn if_told<V>(told: Result<V, JiraError>) -> Result<Option<V>, JiraError> {
    match told {
        Ok(told) => Ok(Some(told)),
        Err(error) if error.ends_the_job() => Err(error),
        Err(_) => Ok(None),
    }
}

impl JiraError {
    /// The user stopped the job before this call was sent.
    pub(super) fn cancelled(call: &str) -> Self {
        Self { kind: Kind::Cancelled, call: name(call) }
    }

    /// The call was not sent: what it is based on has to be read again.
    pub(super) fn late(call: &str) -> Self {
        Self { kind: Kind::Late, call: name(call) }
    }

    /// No answer arrived, and repeating did not help or was not safe.
    pub(super) fn unreachable(call: &str, error: TransportError) -> Self {
        Self { kind: Kind::Unreachable { detail: error.detail }, call: name(call) }
    }

    /// Jira answered with an error status.
    pub(super) fn refused(call: &str, response: &Response) -> Self {
        let words = match response.status {
            300..=399 => Words { general: vec![elsewhere(response)], ..Words::default() },
            _ => Words::of_body(&response.body),
        };
        // Jira's own resources say what is missing in an `ErrorCollection`; a problem document
        // with this status comes from the framework, which found no resource for the path.
        let no_endpoint = response.status == 404 && is_problem(response);
        let kind = Kind::Refused { status: response.status, words, no_endpoint };
        Self { kind, call: name(call) }
    }

    /// The sign-in is not accepted, now (`began`: but was at first) or at all.
    pub(super) fn signed_out(call: &str, began: bool, response: &Response) -> Self {
        let words = Words::of_body(&response.body);
        Self { kind: Kind::SignedOut { began, words }, call: name(call) }
    }

    /// The caller is another person than at first.
    pub(super) fn other_account(call: &str) -> Self {
        Self { kind: Kind::OtherAccount, call: name(call) }
    }

    /// Jira named mistakes without refusing the call.
    pub(super) fn mistaken(call: &str, general: Vec<String>) -> Self {
        let words = Words { general, ..Words::default() };
        Self { kind: Kind::Refused { status: 400, words, no_endpoint: false }, call: name(call) }
    }

    /// The answer could not be understood. `detail` holds types and positions, never values.
    pub(super) fn unexpected(call: &str, detail: impl Into<String>) -> Self {
        Self { kind: Kind::Unexpected { detail: detail.into() }, call: name(call) }
    }

    /// Whether the user stopped the job; nothing was sent.
    pub fn is_cancelled(&self) -> bool {
        self.kind == Kind::Cancelled
    }

    /// Whether the call was not sent, since what it is based on would have been too old.
    pub fn is_late(&self) -> bool {
        self.kind == Kind::Late
    }

    /// Whether the caller is not, or no longer, signed in as the person of the job. Whatever Jira
    /// answered then says nothing of what there is; and nothing was carried out.
    pub fn is_signed_out(&self) -> bool {
        matches!(self.kind, Kind::SignedOut { .. } | Kind::OtherAccount)
    }

    /// Whether no further call of the job would be carried out either: the user stopped it, or the
    /// sign-in ended. The call itself was not carried out, for a reason that is not its own: it is
    /// to be done when the job is begun again.
    pub fn ends_the_job(&self) -> bool {
        self.is_cancelled() || self.is_signed_out()
    }

    /// Whether the site answers nothing itself, and names another address (3xx).
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.status(), Some(300..=399))
    }

    /// Whether Jira still asked for fewer requests after all the waiting (429).
    pub fn is_rate_limit(&self) -> bool {
        self.status() == Some(429)
    }

    /// Whether the object does not exist, or the user may not see it: Jira doesn't tell which.
    pub fn is_not_found(&self) -> bool {
        matches!(self.kind, Kind::Refused { status: 404, no_endpoint: false, .. })
    }

    /// Whether the caller may not do this (403), or the app may not do it for anybody (401 of a
    /// caller who is signed in). That the sign-in itself is not accepted is
    /// [`JiraError::is_signed_out`].
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
            || self.status().is_some_and(|status| status == 429 || is_of_gateway(status))
    }

    /// Whether it is unknown if Jira carried the call out. A 429 is not among these: it means
    /// that nothing was done.
    pub fn is_unanswered(&self) -> bool {
        matches!(self.kind, Kind::Unreachable { .. } | Kind::Unexpected { .. })
            || self.status().is_some_and(|status| status == 500 || is_of_gateway(status))
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
            Kind::Refused { words, .. } | Kind::SignedOut { words, .. } => Some(words),
            _ => None,
        }
    }

    /// What to tell the user.
    pub fn message(&self) -> Message {
        let (status, words) = match &self.kind {
            Kind::Cancelled | Kind::Late => return Message::new("cancelled"),
            Kind::Unreachable { detail } => {
                return Message::new("jira-unreachable").with("detail", detail);
            }
            Kind::Unexpected { detail } => {
                return Message::new("jira-unexpected-answer")
                    .with("call", &self.call)
                    .with("detail", detail);
            }
            Kind::OtherAccount => return Message::new("jira-other-account"),
            Kind::SignedOut { began: true, .. } => return Message::new("jira-signed-out"),
            Kind::SignedOut { words, .. } => {
                let detail = words.sentence(401);
                return Message::new("jira-unauthorized").with("detail", detail);
            }
            Kind::Refused { no_endpoint: true, words, .. } => {
                let message = Message::new("jira-no-endpoint").with("call", &self.call);
                return message.with("detail", words.sentence(404));
            }
            Kind::Refused { status, words, .. } => (*status, words),
        };
        let code = match status {
            300..=399 => "jira-elsewhere",
            401 => "jira-app-not-allowed",
            403 => "jira-forbidden",
            404 => "jira-not-found",
            405 | 406 | 415 => "jira-request-not-understood",
            408 => "jira-unavailable",
            409 => "jira-conflict",
            410 => "jira-gone",
            413 => "jira-too-large",
            429 => "jira-rate-limited",
            501 => "jira-not-implemented",
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

/// Whether a status says that nobody who would know has answered: it comes from a gateway before
/// Jira (408, 502 to 504), or from the network that delivers Jira (520 to 530).
pub(super) fn is_of_gateway(status: u16) -> bool {
    matches!(status, 408 | 502..=504 | 520..=530)
}

/// Where a redirect leads, without the query, which may hold text of the user's.
fn elsewhere(response: &Response) -> String {
    let place = response.header("location").unwrap_or("another address");
    place.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Whether the body is a problem document. The content type may carry a character set.
fn is_problem(response: &Response) -> bool {
    let kind = response.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/problem+json")
}

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
    fn each_status_is_told_as_what_it_is() {
        for (status, code) in [
            (400, "jira-refused"),
            (401, "jira-app-not-allowed"),
            (403, "jira-forbidden"),
            (404, "jira-not-found"),
            (405, "jira-request-not-understood"),
            (409, "jira-conflict"),
            (410, "jira-gone"),
            (413, "jira-too-large"),
            (415, "jira-request-not-understood"),
            (422, "jira-refused"),
            (429, "jira-rate-limited"),
            (500, "jira-unavailable"),
            (501, "jira-not-implemented"),
            (503, "jira-unavailable"),
        ] {
            let message = refused(status, r#"{"errorMessages":["So."]}"#).message();
            assert_eq!(message.code, code, "{status}");
            assert!(message.text().contains("So") && message.fix().is_some(), "{status}");
        }
        let missing = refused(501, "");
        assert!(!missing.is_transient() && !missing.is_unanswered() && !missing.is_not_found());
        for status in [408, 502, 503, 504, 520, 524, 530] {
            let error = refused(status, "");
            assert!(error.is_transient() && error.is_unanswered(), "{status}");
            assert_eq!(error.message().code, "jira-unavailable", "{status}");
        }
    }

    /// A path that Jira lacks is no "there is no such issue", which callers may go on from.
    #[test]
    fn a_path_that_jira_lacks_is_no_missing_thing() {
        let problem = r#"{"type":"about:blank","title":"Not Found","status":404,
            "detail":"No endpoint GET /rest/api/3/x.","instance":"/rest/api/3/x"}"#;
        let of = |kind: &str| {
            let headers = vec![("content-type".to_owned(), kind.to_owned())];
            let response = Response { status: 404, headers, body: problem.to_owned() };
            JiraError::refused("GET /rest/api/3/x", &response)
        };
        for kind in ["application/problem+json", "Application/Problem+JSON;charset=UTF-8"] {
            assert!(!of(kind).is_not_found());
            assert_eq!(of(kind).message().code, "jira-no-endpoint");
        }
        assert!(of("application/json;charset=UTF-8").is_not_found());
    }

    #[test]
    fn a_lost_sign_in_is_neither_a_missing_right_nor_a_missing_thing() {
        let response = Response { status: 401, headers: Vec::new(), body: "No.".to_owned() };
        for (error, code) in [
            (JiraError::signed_out("GET /x", false, &response), "jira-unauthorized"),
            (JiraError::signed_out("GET /x", true, &response), "jira-signed-out"),
            (JiraError::other_account("GET /x"), "jira-other-account"),
        ] {
            assert!(error.ends_the_job());
            assert!(error.is_signed_out() && !error.is_forbidden() && !error.is_not_found());
            assert!(!error.is_transient() && !error.is_unanswered() && !error.is_invalid());
            assert_eq!(error.message().code, code);
            assert!(error.message().fix().is_some());
        }
    }

    /// A site that was renamed, or one that wants a sign-in on a page, answers no request.
    #[test]
    fn a_redirect_is_told_by_where_it_leads() {
        let location = "https://id.example.com/login?continue=secret".to_owned();
        let headers = vec![("location".to_owned(), location)];
        let response = Response { status: 302, headers, body: "<a>Found</a>".to_owned() };
        let error = JiraError::refused("GET /rest/api/3/x", &response);
        assert!(error.is_elsewhere() && !error.is_not_found() && !error.is_unanswered());
        let message = error.message();
        assert_eq!(message.code, "jira-elsewhere");
        assert!(message.text().contains("https://id.example.com/login"), "{}", message.text());
        assert!(!message.text().contains("secret"));
    }

    #[test]
    fn the_query_of_a_call_is_not_told() {
        let error = refused(500, "");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
