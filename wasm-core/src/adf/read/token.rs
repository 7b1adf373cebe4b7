//! Short texts for nodes that have no Markdown.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::Value;

use super::super::model::{Lines, Link, Run};
use super::{attr, content, inline, kind};

/// What a person reads in place of a node: `@Mia`, `2026-10-15`, `[DONE]`, `![plan.png]`, the
/// address of a card.
pub(in super::super) fn token(node: &Value) -> Lines {
    let run = match kind(node) {
        "mention" => Run::plain(mention(node)),
        "emoji" => Run::plain(emoji(node)),
        "date" => Run::plain(date(node)),
        "status" => Run::plain(format!("[{}]", attr(node, "text").unwrap_or("status"))),
        "placeholder" => Run::plain(attr(node, "text").unwrap_or_default()),
        "inlineCard" | "blockCard" | "embedCard" => card(node),
        "media" | "mediaInline" => media(node),
        "extension" | "inlineExtension" | "bodiedExtension" => {
            Run::plain(format!("[{}]", attr(node, "extensionKey").unwrap_or("extension")))
        }
        "paragraph" | "hardBreak" | "text" | "" => Run::plain(inline::text(node)),
        other if content(node).is_empty() => {
            let text = inline::text(node);
            Run::plain(if text.is_empty() { format!("[{other}]") } else { text })
        }
        _ => Run::plain(inline::text(node)),
    };
    vec![vec![run]]
}

/// As [`crate::adf::mention`].
pub(in crate::adf) fn find_mention(node: &Value, account: &str) -> Option<String> {
    if node.get("type").and_then(Value::as_str) == Some("mention") {
        return (attr(node, "id") == Some(account)).then(|| mention(node));
    }
    let content = node.get("content")?.as_array()?;
    content.iter().find_map(|child| find_mention(child, account))
}

fn mention(node: &Value) -> String {
    let name = attr(node, "text").or_else(|| attr(node, "id")).unwrap_or("someone");
    if name.starts_with('@') { name.to_owned() } else { format!("@{name}") }
}

fn emoji(node: &Value) -> String {
    let text = attr(node, "text").filter(|text| !text.is_empty());
    text.or_else(|| attr(node, "shortName")).unwrap_or(":emoji:").to_owned()
}

/// Days are stored as milliseconds at midnight in UTC.
fn date(node: &Value) -> String {
    let attrs = node.get("attrs");
    let stamp = attrs.and_then(|attrs| attrs.get("timestamp"));
    let millis = stamp.and_then(|s| s.as_i64().or_else(|| s.as_str()?.trim().parse().ok()));
    match millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()) {
        Some(at) => Offset::UTC.to_datetime(at).date().to_string(),
        None => "[date]".to_owned(),
    }
}

fn card(node: &Value) -> Run {
    match attr(node, "url") {
        Some(url) => linked(url, url),
        None => Run::plain("[card]"),
    }
}

fn media(node: &Value) -> Run {
    let named = |name| attr(node, name).filter(|text| !text.trim().is_empty());
    match (named("url"), named("alt")) {
        (Some(url), alt) => linked(alt.unwrap_or(url), url),
        (None, Some(alt)) => Run::plain(format!("![{alt}]")),
        (None, None) => Run::plain("![file]"),
    }
}

fn linked(text: &str, href: &str) -> Run {
    let mut run = Run::plain(text);
    run.marks.link = Some(Link { href: href.to_owned(), title: String::new() });
    run
}
