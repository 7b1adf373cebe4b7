//! Links that come from a file lead to the web or to mail. Any other address may open a program, a
//! share or a page of the browser's own, so a link on it is left as the text that was typed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::autolink::each;
use super::model::{Block, Line, Lines, Link, Marks, Run};
use super::normal;

/// How an address begins that a link may lead to.
const ALLOWED: [&str; 3] = ["https://", "http://", "mailto:"];

/// The blocks with the links that are allowed, or that `old` has: those are in Jira already.
pub(super) fn allowed(mut blocks: Vec<Block>, old: &[Block]) -> Vec<Block> {
    let mut known = BTreeSet::new();
    each(&mut old.to_vec(), &mut |lines| known.extend(links(lines).map(|link| link.href.clone())));
    let may_lead = |link: &Link| is_allowed(&link.href) || known.contains(&link.href);
    each(&mut blocks, &mut |lines| {
        if !links(lines).all(may_lead) {
            let typed = lines.iter().map(|line| as_typed(line, &may_lead)).collect();
            *lines = normal::lines(typed);
        }
    });
    blocks
}

/// Browsers overlook capitals; anything else that they overlook within a scheme is not allowed.
fn is_allowed(href: &str) -> bool {
    let begins = |scheme: &&str| {
        href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    ALLOWED.iter().any(begins)
}

/// The first address of a document that no link from a file may lead to, if `present` lacks it.
pub fn refused_link(document: &Value, present: Option<&Value>) -> Option<String> {
    let known = present.map(addresses).unwrap_or_default();
    let refused = |href: &&&str| !is_allowed(href) && !known.contains(*href);
    addresses(document).iter().find(refused).map(|href| (*href).to_owned())
}

/// Where the links and cards of a document lead.
fn addresses(node: &Value) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| found.extend(addresses(node))),
        Value::Object(members) => {
            let named = members.iter().filter(|(name, _)| ["href", "url"].contains(&name.as_str()));
            found.extend(named.filter_map(|(_, value)| value.as_str()));
            members.values().for_each(|value| found.extend(addresses(value)));
        }
        _ => {}
    }
    found
}

fn links(lines: &Lines) -> impl Iterator<Item = &Link> {
    lines.iter().flatten().filter_map(|run| run.marks.link.as_ref())
}

/// A line in which each link that may not lead anywhere is the Markdown of it, as text.
fn as_typed(line: &Line, may_lead: &impl Fn(&Link) -> bool) -> Line {
    let mut typed = Line::new();
    for runs in line.chunk_by(|one, next| one.marks.link == next.marks.link) {
        match runs.first().and_then(|run| run.marks.link.as_ref()) {
            Some(link) if !may_lead(link) => unlinked(runs, link, &mut typed),
            _ => typed.extend_from_slice(runs),
        }
    }
    typed
}

fn unlinked(runs: &[Run], link: &Link, out: &mut Line) {
    let sign = |text: String| Run { text, marks: Marks::default() };
    let bare = matches!(runs, [run] if run.text == link.href);
    let title = match link.title.as_str() {
        "" => String::new(),
        title => format!(" \"{title}\""),
    };
    let (open, close) = match bare {
        true => ("<", ">".to_owned()),
        false => ("[", format!("]({}{title})", link.href)),
    };
    out.push(sign(open.to_owned()));
    out.extend(runs.iter().cloned().map(|mut run| {
        run.marks.link = None;
        run
    }));
    out.push(sign(close));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{from_markdown, merge, to_markdown, to_plain};
    use super::*;

    #[test]
    fn only_the_web_and_mail_are_led_to() {
        for href in ["https://a.example", "HTTP://a.example/x", "mailto:mia@example.com"] {
            assert!(is_allowed(href), "{href}");
        }
        for href in [
            "file:///etc/passwd",
            "ms-excel:ofe|u|http://a",
            "search-ms:query=x",
            "blob:http://x/y",
            "about:blank",
            "\\\\host\\share",
            "//host",
            "javascript:alert(1)",
            " https://a",
            "",
            "ht\ttps://a",
            "data:text/html,x",
            "tel:1",
            "https:a",
            "/browse/A-1",
            "x/https://a",
            "httpſ://a",
        ] {
            assert!(!is_allowed(href), "{href:?}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_the_text_that_was_typed() {
        for typed in [
            "see [the file](file:///c:/a.xls) there",
            "[**bold** words](search-ms:query=x)",
            "[x](about:blank \"title\")",
            "<javascript:alert(2)>",
        ] {
            let document = from_markdown(typed);
            assert!(!document.to_string().contains("href"), "{document}");
            assert_eq!(to_plain(&document), typed.replace("**", ""));
        }
        let table = from_markdown("| a |\n| --- |\n| [x](blob:y) |\n\n> - [y](//host/share)");
        assert!(!table.to_string().contains("href"), "{table}");
    }

    #[test]
    fn a_link_that_jira_would_make_is_refused_unless_it_has_it() {
        let of = |href: &str| {
            let mark = json!({ "type": "link", "attrs": { "href": href } });
            let text = json!({ "type": "text", "text": "x", "marks": [mark] });
            let card = json!({ "type": "inlineCard", "attrs": { "url": "https://a.example" } });
            json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [text, card] }] })
        };
        assert_eq!(refused_link(&of("https://b.example"), None), None);
        assert_eq!(refused_link(&of("file:///c:/x"), None), Some("file:///c:/x".to_owned()));
        assert_eq!(refused_link(&of("tel:1"), Some(&of("tel:1"))), None);
    }

    #[test]
    fn a_link_that_is_in_jira_stays_beside_what_was_edited() {
        let old: Value = serde_json::from_str(
            r#"{"type":"doc","version":1,"content":[{"type":"paragraph","content":[
            {"type":"text","text":"call "},
            {"type":"text","text":"us","marks":[{"type":"link","attrs":{"href":"tel:123"}}]},
            {"type":"text","text":" now"}]}]}"#,
        )
        .unwrap();
        let typed = to_markdown(&old).replace("now", "[soon](tel:456)");
        let merged = merge(&old, &typed);
        assert_eq!(merged.to_string().matches("\"href\"").count(), 1, "{merged}");
        assert!(merged.to_string().contains("tel:123"), "{merged}");
        assert_eq!(to_plain(&merged), "call us [soon](tel:456)");
    }
}
