//! What Jira says to a body of a type that an operation does not take, before it looks at anything
//! else (measured on Jira Cloud, 30 September 2026: ahead even of who asks).

use axum::http::{HeaderMap, StatusCode, header};

use crate::error::ApiError;

/// Spring's check of the `Content-Type`: compared without its parameters and in any case, 415
/// otherwise. `taken` are the types of the operation; without any, nothing is checked.
///
/// # Errors
/// 415, as `application/problem+json`; `instance` is the path that was asked for.
pub fn check(headers: &HeaderMap, taken: &[&str], instance: &str) -> Result<(), ApiError> {
    if taken.is_empty() {
        return Ok(());
    }
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let detail = match given.filter(|text| !text.is_empty()) {
        None if taken.contains(&"*/*") => return Ok(()),
        None => "Content-Type 'null' is not supported.".to_owned(),
        Some(text) => match parse(text) {
            Some(media) if takes(taken, &media) => return Ok(()),
            Some(media) => format!("Content-Type '{media}' is not supported."),
            None => "Could not parse Content-Type.".to_owned(),
        },
    };
    Err(ApiError::problem(StatusCode::UNSUPPORTED_MEDIA_TYPE, &detail, instance))
}

/// A type as Spring shows it: type and subtype in lower case, parameters as they came.
fn parse(text: &str) -> Option<String> {
    let (full, rest) = text.split_once(';').unwrap_or((text, ""));
    let (kind, subtype) = full.trim().split_once('/')?;
    if !is_token(kind) || !is_token(subtype) {
        return None;
    }
    let mut shown = format!("{kind}/{subtype}").to_lowercase();
    for parameter in rest.split(';') {
        let Some((name, value)) = parameter.trim().split_once('=') else { continue };
        let (name, value) = (name.trim(), value.trim());
        let quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
        if !is_token(name) || !(quoted || is_token(value)) {
            return None;
        }
        shown.push_str(&format!(";{name}={value}"));
    }
    Some(shown)
}

/// A word of a header: ASCII, without separators.
fn is_token(text: &str) -> bool {
    let may = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+.^_`|~-".contains(c);
    !text.is_empty() && text.chars().all(may)
}

fn takes(taken: &[&str], media: &str) -> bool {
    let bare = media.split(';').next().unwrap_or_default();
    taken.iter().any(|t| *t == "*/*" || *t == bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_read_as_spring_reads_it() {
        let read = |text: &str| parse(text);
        assert_eq!(
            read("TEXT/Plain;Charset=UTF-8; X=Y").as_deref(),
            Some("text/plain;Charset=UTF-8;X=Y")
        );
        assert_eq!(
            read("application/json; charset=\"utf-8\"").as_deref(),
            Some("application/json;charset=\"utf-8\"")
        );
        for wrong in ["foo", "application/json,text/plain", "a/b; x=y z", "/json"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
