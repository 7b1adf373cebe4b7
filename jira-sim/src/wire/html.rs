//! Documents as HTML, for `renderedFields`, `renderedBody` and the plain pages.

use serde_json::Value;

/// A document as HTML; text and addresses are escaped.
#[must_use]
pub fn html(document: &Value) -> String {
    let mut out = String::new();
    node(document, &mut out);
    out
}

/// Text as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn node(value: &Value, out: &mut String) {
    let attr = |name: &str| escape(value["attrs"][name].as_str().unwrap_or_default());
    match value["type"].as_str().unwrap_or_default() {
        "text" => text(value, out),
        "hardBreak" => out.push_str("<br/>"),
        "rule" => out.push_str("<hr/>"),
        "mention" | "status" | "emoji" | "placeholder" => out.push_str(&attr("text")),
        "inlineCard" | "blockCard" | "embedCard" => {
            let url = attr("url");
            out.push_str(&format!("<a href=\"{url}\">{url}</a>"));
        }
        "heading" => {
            let level = value["attrs"]["level"].as_u64().unwrap_or(1).clamp(1, 6);
            wrap(value, &format!("h{level}"), out);
        }
        "codeBlock" => {
            out.push_str("<pre><code>");
            children(value, out);
            out.push_str("</code></pre>");
        }
        name => match TAGS.iter().find(|(n, _)| *n == name) {
            Some((_, tag)) => wrap(value, tag, out),
            None => children(value, out),
        },
    }
}

const TAGS: [(&str, &str); 11] = [
    ("paragraph", "p"),
    ("bulletList", "ul"),
    ("orderedList", "ol"),
    ("listItem", "li"),
    ("blockquote", "blockquote"),
    ("panel", "aside"),
    ("table", "table"),
    ("tableRow", "tr"),
    ("tableCell", "td"),
    ("tableHeader", "th"),
    ("expand", "section"),
];

fn text(value: &Value, out: &mut String) {
    let mut html = escape(value["text"].as_str().unwrap_or_default());
    for mark in value["marks"].as_array().into_iter().flatten() {
        html = match mark["type"].as_str().unwrap_or_default() {
            "strong" => format!("<b>{html}</b>"),
            "em" => format!("<em>{html}</em>"),
            "code" => format!("<tt>{html}</tt>"),
            "strike" => format!("<del>{html}</del>"),
            "link" => {
                let href = mark["attrs"]["href"].as_str().unwrap_or_default();
                format!("<a href=\"{}\">{html}</a>", escape(safe(href)))
            }
            _ => html,
        };
    }
    out.push_str(&html);
}

/// Addresses that would run a script are left out.
fn safe(href: &str) -> &str {
    let scheme = href.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    if ["http", "https", "mailto"].contains(&scheme.as_str()) || href.starts_with(['/', '#']) {
        href
    } else {
        "#"
    }
}

fn wrap(value: &Value, tag: &str, out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    children(value, out);
    out.push_str(&format!("</{tag}>"));
}

fn children(value: &Value, out: &mut String) {
    for child in value["content"].as_array().into_iter().flatten() {
        node(child, out);
    }
}
