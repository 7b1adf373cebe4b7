//! How requests are read: repeated and comma-separated parameters, and JSON bodies.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, OriginalUri, Query, Request},
    http::{StatusCode, request::Parts},
};
use serde::Deserialize;
use serde_json::Value;

use crate::error::ApiError;

/// The query parameters, in their order.
#[derive(Debug, Clone, Default)]
pub struct Params {
    pairs: Vec<(String, String)>,
    /// The path that was asked for, which Jira names when it refuses a value.
    path: String,
}

impl Params {
    /// The first value of a parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Each value of a parameter that may be repeated, as it was given.
    pub fn each(&self, name: &str) -> impl Iterator<Item = &str> {
        let given = self.pairs.iter().filter(move |(n, v)| n == name && !v.is_empty());
        given.map(|(_, value)| value.as_str())
    }

    /// All values of a parameter, which may be repeated and separated by commas.
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<String> {
        self.pairs
            .iter()
            .filter(|(n, _)| n == name)
            .flat_map(|(_, v)| v.split(','))
            .map(|v| v.trim().to_owned())
            .filter(|v| !v.is_empty())
            .collect()
    }

    /// Whether a parameter is `true`, in any case, as Java reads it.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Whether a parameter is there and false.
    #[must_use]
    pub fn denies(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    }

    /// A whole number of 32 bits, if there is one. White space is passed over, wherever it stands,
    /// and nothing but white space is no number. (Measured on Jira Cloud, September 2026.)
    ///
    /// # Errors
    /// 400, as a problem, for anything else.
    pub fn integer(&self, name: &str) -> Result<Option<i32>, ApiError> {
        let Some(given) = self.get(name) else { return Ok(None) };
        let digits: String = given.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            return Ok(None);
        }
        digits.parse().map(Some).map_err(|_| self.not_a_number(name, given))
    }

    /// A list of whole numbers of 0 or more.
    ///
    /// # Errors
    /// 400, as a problem, for anything else.
    pub fn integers(&self, name: &str) -> Result<Vec<u64>, ApiError> {
        let number = |text: String| text.parse().map_err(|_| self.not_a_number(name, &text));
        self.list(name).into_iter().map(number).collect()
    }

    /// A whole number of 64 bits, if there is one: an instant in milliseconds, the id of a category.
    ///
    /// # Errors
    /// 400, as a problem, for anything else.
    pub fn long(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let given = self.get(name).map(str::trim).filter(|text| !text.is_empty());
        given.map(|text| text.parse().map_err(|_| self.not_a_number(name, text))).transpose()
    }

    fn not_a_number(&self, name: &str, given: &str) -> ApiError {
        let detail = format!("Failed to convert '{name}' with value: '{given}'");
        ApiError::problem(StatusCode::BAD_REQUEST, &detail, &self.path)
    }

    /// Whether `expand` names something.
    #[must_use]
    pub fn expands(&self, name: &str) -> bool {
        self.list("expand").iter().any(|asked| asked == name)
    }

    /// A number, or `default` when there is none.
    ///
    /// # Errors
    /// 400 for anything that is not a number of 0 or more.
    pub fn number(&self, name: &str, default: usize) -> Result<usize, ApiError> {
        let Some(number) = self.integer(name)? else { return Ok(default) };
        usize::try_from(number).map_err(|_| {
            ApiError::bad(format!("Parameter '{name}' must be 0 or more, not {number}"))
        })
    }

    /// `startAt` and `maxResults`.
    ///
    /// # Errors
    /// 400 for anything that is not a number of 0 or more.
    pub fn page(&self, default: usize, most: usize) -> Result<Page, ApiError> {
        let size = self.number("maxResults", default)?.min(most);
        Ok(Page { start: self.number("startAt", 0)?, size })
    }

    /// `startAt` and `maxResults` where Jira takes the nearest number that it allows: comments and
    /// members of groups. A page has 1 to `most` items, `most` unless another number is asked for.
    ///
    /// # Errors
    /// 400 for anything that is not a whole number.
    pub fn nearest_page(&self, most: usize) -> Result<Page, ApiError> {
        let number = |name: &str, default: usize| match self.get(name) {
            Some(text) if text.parse::<i64>().is_ok_and(i64::is_negative) => Ok(0),
            _ => self.number(name, default),
        };
        let size = number("maxResults", most)?.clamp(1, most);
        Ok(Page { start: number("startAt", 0)?, size })
    }
}

/// A window on a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Index of the first item.
    pub start: usize,
    /// Items at most.
    pub size: usize,
}

impl Page {
    /// The items within the window.
    #[must_use]
    pub fn of<'a, T>(&self, items: &'a [T]) -> &'a [T] {
        let start = self.start.min(items.len());
        let end = start.saturating_add(self.size).min(items.len());
        &items[start..end]
    }

    /// Whether the window reaches the end of a list of `total` items.
    #[must_use]
    pub fn is_last(&self, total: usize) -> bool {
        self.start.saturating_add(self.size) >= total
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let asked = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        let path = asked.path().to_owned();
        Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map(|Query(pairs)| Self { pairs, path })
            .map_err(|error| ApiError::bad(error.to_string()))
    }
}

/// A JSON object as the body. Its type was looked at before.
#[derive(Debug, Clone)]
pub struct Body(pub Value);

/// Jira's texts for bodies that are not an object (measured on Jira Cloud, September 2026).
const EMPTY: &str = "No content to map to Object due to end of input";
const NOT_JSON: &str = "There was an error parsing JSON. Check that your request body is valid.";
const NOT_AN_OBJECT: &str =
    "Invalid request payload. Refer to the REST API documentation and try again.";

/// The object that a body begins with. What follows it is passed over, as Jira does.
fn object(bytes: &[u8]) -> Result<Value, &'static str> {
    if bytes.is_empty() {
        return Err(EMPTY);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(NOT_AN_OBJECT) };
    if text.trim().is_empty() {
        return Err(NOT_AN_OBJECT);
    }
    match Value::deserialize(&mut serde_json::Deserializer::from_str(text)) {
        Ok(value) if value.is_object() => Ok(value),
        Ok(Value::Null) => Err(EMPTY),
        Ok(_) => Err(NOT_AN_OBJECT),
        Err(_) => Err(NOT_JSON),
    }
}

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|e| ApiError::new(e.status(), e.body_text()))?;
        object(&bytes).map(Self).map_err(ApiError::unread)
    }
}

/// Strings of a list in a body.
#[must_use]
pub fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|v| match v {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .collect()
}
