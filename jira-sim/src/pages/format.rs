//! Small texts of the pages: dates, names, addresses.

use jiff::{Timestamp, tz::TimeZone};
use maud::{Markup, html};
use serde_json::Value;

/// A text of a JSON value; empty where there is none.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// A time of Jira's REST API (`2025-10-31T10:30:15.019-0400`) to the minute, as it is written.
pub(super) fn moment(iso: &str) -> Markup {
    let day = iso.get(..10).unwrap_or(iso);
    let minute = iso.get(11..16).unwrap_or_default();
    html! { time datetime=(iso) { (day) " " (minute) } }
}

/// The day of a number of milliseconds since 1970, which ADF writes as a text.
pub(super) fn day_of_millis(value: &Value) -> String {
    let millis = value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    millis
        .and_then(|millis| Timestamp::from_millisecond(millis).ok())
        .map(|time| time.to_zoned(TimeZone::UTC).date().to_string())
        .unwrap_or_default()
}

/// A text as one part of an address or the value of a query: everything but the unreserved
/// characters of RFC 3986 is percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The initials of up to two names.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}

/// A person with a round mark; `fallback` where there is nobody.
pub(super) fn person(user: &Value, fallback: &str) -> Markup {
    let name = text(user, "/displayName");
    html! {
        @if name.is_empty() {
            span.muted { (fallback) }
        } @else {
            span.person { span.avatar aria-hidden="true" { (initials(name)) } (name) }
        }
    }
}

/// A status in the colour of its category.
pub(super) fn status(status: &Value) -> Markup {
    let category = text(status, "/statusCategory/key");
    html! { span.lozenge.{ "category-" (category) } { (text(status, "/name")) } }
}

/// An issue type with its coloured mark.
pub(super) fn issue_type(kind: &Value) -> Markup {
    let name = text(kind, "/name");
    let class = name.to_ascii_lowercase().replace(|c: char| !c.is_ascii_lowercase(), "");
    html! { span.type-name { span.type-mark.{ "type-" (class) } aria-hidden="true" {} (name) } }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn queries_are_encoded_byte_by_byte() {
        assert_eq!(encode("a = \"ä\" & b"), "a%20%3D%20%22%C3%A4%22%20%26%20b");
    }

    #[test]
    fn a_moment_is_shown_to_the_minute() {
        let shown = moment("2025-10-31T10:30:15.019-0400").into_string();
        assert!(shown.ends_with(">2025-10-31 10:30</time>"), "{shown}");
        assert_eq!(day_of_millis(&json!("1761868800000")), "2025-10-31");
    }
}
