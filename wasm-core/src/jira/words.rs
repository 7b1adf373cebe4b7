//! Jira's own words in the body of an error, whatever shape the body has.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::readable::{folded, readable};

/// Jira's own words: general ones, and those about a field (by its id).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// About the request as a whole.
    pub general: Vec<String>,
    /// About one field.
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

    /// Reads an error's body. Jira's own code answers with an `ErrorCollection`, its framework with
    /// `application/problem+json` (RFC 9457), bulk tasks with a list of messages, the gateway with
    /// `{"code":…,"message":…}`, HTML, plain text or nothing. The body alone tells which: the
    /// content type is not the same everywhere, and the bridge may drop it.
    pub(super) fn of_body(body: &str) -> Self {
        match serde_json::from_str::<Value>(body) {
            Ok(json) => Self::of_json(&json),
            Err(_) => Self::of_texts(vec![readable(body)]),
        }
    }

    fn of_json(json: &Value) -> Self {
        match json {
            Value::Object(object) => Self::of_object(object),
            Value::String(_) | Value::Array(_) => Self::of_texts(texts(json)),
            _ => Self::default(),
        }
    }

    fn of_object(object: &Map<String, Value>) -> Self {
        let mut words = Self::default();
        for name in ["errorMessages", "errorMessage"] {
            words.general.extend(object.get(name).map(texts).unwrap_or_default());
        }
        match object.get("errors") {
            Some(Value::Object(fields)) => {
                let told = |(field, value): (&String, &Value)| {
                    let text = texts(value).join(" ");
                    (!text.is_empty()).then(|| (field.clone(), text))
                };
                words.fields = fields.iter().filter_map(told).collect();
            }
            Some(list) => words.general.extend(texts(list)),
            None => {}
        }
        // Where the members above say nothing: those of the gateway, of a problem, of OAuth, from
        // the one that says most to the one that says least.
        for name in ["detail", "message", "error_description", "title", "error"] {
            if !words.is_empty() {
                break;
            }
            words.general = object.get(name).map(texts).unwrap_or_default();
        }
        words
    }

    fn of_texts(mut general: Vec<String>) -> Self {
        general.retain(|text| !text.is_empty());
        Self { general, fields: BTreeMap::new() }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of_json(&Value::deserialize(deserializer)?))
    }
}

/// The texts in a value: a string, a list of such, or an object that holds its text as a `message`.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => Some(folded(text)).filter(|t| !t.is_empty()).into_iter().collect(),
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(object) => {
            let named = ["message", "detail", "errorMessages", "title"];
            named.iter().find_map(|name| object.get(*name)).map(texts).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each shape of an error's body that Jira Cloud and the gateway before it are known to send.
    #[test]
    fn every_shape_of_an_error_is_read() {
        for (body, words) in [
            (
                r#"{"errorMessages":["No."],"errors":{"summary":"Missing."}}"#,
                "No.; summary: Missing.",
            ),
            (r#"{"errorMessages":["Issue does not exist."]}"#, "Issue does not exist."),
            (r#"{"errors":{"started":"Invalid date format."}}"#, "started: Invalid date format."),
            (r#"{"errorMessages":[],"errors":{}}"#, ""),
            (r#"{"errorMessages":"No."}"#, "No."),
            (r#"{"errorMessage":"The request type is gone."}"#, "The request type is gone."),
            (r#"{"errors":[{"message":"One."},{"message":"Two."}]}"#, "One.; Two."),
            (r#"{"errors":["One."]}"#, "One."),
            (r#"{"errors":{"labels":["A.","B."],"x":{"message":"C."}}}"#, "labels: A. B.; x: C."),
            (
                r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"No endpoint GET /rest/api/3/x.","instance":"/rest/api/3/x"}"#,
                "No endpoint GET /rest/api/3/x.",
            ),
            (r#"{"title":"Method Not Allowed","status":405}"#, "Method Not Allowed"),
            (
                r#"{"code":401,"message":"Unauthorized; scope does not match"}"#,
                "Unauthorized; scope does not match",
            ),
            (
                r#"{"message":"Client must be authenticated.","status-code":401}"#,
                "Client must be authenticated.",
            ),
            (
                r#"{"error":"invalid_token","error_description":"It has expired."}"#,
                "It has expired.",
            ),
            (r#"{"error":"invalid_token"}"#, "invalid_token"),
            (r#""Site temporarily unavailable""#, "Site temporarily unavailable"),
            (r#"["One.","Two."]"#, "One.; Two."),
            (
                "Client must be authenticated to access this resource.\n",
                "Client must be authenticated to access this resource.",
            ),
            ("<html><h1>502  Bad</h1>\n<p>Gateway</p></html>", "502 Bad Gateway"),
            ("", ""),
            ("  \n", ""),
            ("{}", ""),
            (
                r#"{"errors":{"x":"The value '<b>' does not exist."}}"#,
                "x: The value '<b>' does not exist.",
            ),
            ("null", ""),
            ("0", ""),
        ] {
            assert_eq!(Words::of_body(body).text(), words, "{body}");
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let body = format!(r#"{{"errorMessages":["{}"]}}"#, "x".repeat(9_000));
        assert_eq!(Words::of_body(&body).text().len(), 500);
    }

    #[test]
    fn no_word_leaves_the_status() {
        assert_eq!(Words::of_body("").sentence(502), "HTTP 502");
        assert_eq!(Words::of_body("Gone.").sentence(410), "Gone");
    }
}
