//! Rich text (Atlassian Document Format) as HTML, so that a person can see what a description
//! became. Everything is escaped; a node that is not known shows its content, or its type.

use std::cell::Cell;

use maud::{Markup, html};
use serde_json::Value;

use super::format;

/// A document.
pub(super) fn render(document: &Value) -> Markup {
    // The page's own headings are of level 1 and 2.
    Renderer { level: Cell::new(2) }.node(document)
}

/// Remembers the level of the last heading: a document may begin with any level and skip some, the
/// page's outline may not.
struct Renderer {
    level: Cell<u64>,
}

impl Renderer {
    fn node(&self, node: &Value) -> Markup {
        let inner = || self.children(node);
        match kind(node) {
            "text" => text(node),
            "paragraph" => html! { p { (inner()) } },
            "heading" => self.heading(node),
            "bulletList" => html! { ul { (inner()) } },
            "orderedList" => html! { ol start=[node["attrs"]["order"].as_u64()] { (inner()) } },
            "listItem" => html! { li { (inner()) } },
            "taskList" | "decisionList" => html! { ul.tasks { (inner()) } },
            "taskItem" | "decisionItem" => self.task(node),
            "blockquote" => html! { blockquote { (inner()) } },
            "codeBlock" => html! { pre tabindex="0" { code { (inner()) } } },
            "panel" => html! { div.panel.{ "panel-" (attr(node, "panelType")) } { (inner()) } },
            "expand" | "nestedExpand" => html! {
                details { summary { (attr(node, "title")) } (inner()) }
            },
            "table" => html! {
                div.table-scroll tabindex="0" { table.rich { tbody { (inner()) } } }
            },
            "tableRow" => html! { tr { (inner()) } },
            "tableHeader" => html! { th scope="col" { (inner()) } },
            "tableCell" => html! { td { (inner()) } },
            _ if node["content"].is_array() => inner(),
            _ => leaf(node),
        }
    }

    fn children(&self, node: &Value) -> Markup {
        html! {
            @for child in node["content"].as_array().into_iter().flatten() { (self.node(child)) }
        }
    }

    fn heading(&self, node: &Value) -> Markup {
        let own = node["attrs"]["level"].as_u64().unwrap_or(1).clamp(1, 6);
        let level = (own + 2).min(self.level.get() + 1).min(6);
        self.level.set(level);
        html! {
            div role="heading" aria-level=(level) class={ "rich-h" (own) } {
                (self.children(node))
            }
        }
    }

    fn task(&self, node: &Value) -> Markup {
        let done = matches!(attr(node, "state"), "DONE" | "DECIDED");
        html! {
            li {
                span aria-hidden="true" { @if done { "☑ " } @else { "☐ " } }
                @if done { span.sr-only { "Done: " } }
                (self.children(node))
            }
        }
    }
}

/// A node without content of its own.
fn leaf(node: &Value) -> Markup {
    match kind(node) {
        "rule" => html! { hr; },
        "hardBreak" => html! { br; },
        "mention" => html! { span.mention { (attr(node, "text")) } },
        "emoji" => html! { (emoji(node)) },
        "date" => html! { span.lozenge { (format::day_of_millis(&node["attrs"]["timestamp"])) } },
        "status" => html! { span.lozenge { (attr(node, "text")) } },
        "inlineCard" | "blockCard" | "embedCard" => {
            link(attr(node, "url"), html! { (attr(node, "url")) })
        }
        "media" | "mediaInline" => html! { span.placeholder { "[" (media_name(node)) "]" } },
        other => html! { span.placeholder { "[" (other) "]" } },
    }
}

fn kind(node: &Value) -> &str {
    node["type"].as_str().unwrap_or("?")
}

fn attr<'a>(node: &'a Value, name: &str) -> &'a str {
    node["attrs"][name].as_str().unwrap_or_default()
}

fn emoji(node: &Value) -> &str {
    let text = attr(node, "text");
    if text.is_empty() { attr(node, "shortName") } else { text }
}

fn media_name(node: &Value) -> &str {
    let alt = attr(node, "alt");
    if alt.is_empty() { "attachment" } else { alt }
}

fn text(node: &Value) -> Markup {
    let mut out = html! { (node["text"].as_str().unwrap_or_default()) };
    for mark in node["marks"].as_array().into_iter().flatten() {
        out = match kind(mark) {
            "strong" => html! { strong { (out) } },
            "em" => html! { em { (out) } },
            "code" => html! { code { (out) } },
            "strike" => html! { s { (out) } },
            "underline" => html! { u { (out) } },
            "subsup" if attr(mark, "type") == "sup" => html! { sup { (out) } },
            "subsup" => html! { sub { (out) } },
            "link" => link(attr(mark, "href"), out),
            _ => out,
        };
    }
    out
}

/// A link, when its address is one of the web or of mail; only its text otherwise.
fn link(href: &str, inner: Markup) -> Markup {
    let lower = href.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"].iter().any(|start| lower.starts_with(start));
    if known {
        html! { a href=(href) rel="noopener noreferrer" { (inner) } }
    } else {
        inner
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(node: Value) -> String {
        render(&node).into_string()
    }

    #[test]
    fn text_is_escaped_and_marked() {
        let node = json!({"type": "paragraph", "content": [
            {"type": "text", "text": "<img src=x onerror=alert(1)>", "marks": [{"type": "strong"}]},
        ]});
        assert_eq!(shown(node), "<p><strong>&lt;img src=x onerror=alert(1)&gt;</strong></p>");
    }

    #[test]
    fn a_script_is_no_address_of_a_link() {
        let mark = |href: &str| {
            json!({"type": "text", "text": "go", "marks": [
                {"type": "link", "attrs": {"href": href}}]})
        };
        assert_eq!(shown(mark("javascript:alert(1)")), "go");
        assert_eq!(shown(mark(" JAVASCRIPT:alert(1)")), "go");
        assert!(shown(mark("https://example.com/?a=1&b=\"")).contains("&quot;"));
    }

    #[test]
    fn headings_never_skip_a_level_of_the_page() {
        let heading = |level: u64| json!({"type": "heading", "attrs": {"level": level}});
        let page = shown(json!({"type": "doc", "content": [heading(4), heading(6), heading(1)]}));
        let levels: Vec<_> = page.split("aria-level=\"").skip(1).map(|part| &part[..1]).collect();
        assert_eq!(levels, ["3", "4", "3"]);
    }

    #[test]
    fn what_is_not_known_is_shown_all_the_same() {
        let node = json!({"type": "layoutSection", "content": [{"type": "text", "text": "kept"}]});
        assert_eq!(shown(node), "kept");
        assert!(shown(json!({"type": "extension"})).contains("[extension]"));
    }
}
