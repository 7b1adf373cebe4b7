//! Pictures, files, cards, and what wiki markup has no form for.

use serde_json::Value;

use super::{Context, block, children, kind};
use crate::wiki::chars::safe;

/// A picture with its caption.
pub fn single(node: &Value) -> String {
    let mut lines = Vec::new();
    for part in children(node) {
        lines.push(match kind(part) {
            "media" => picture(part, node["attrs"]["width"].as_f64(), &node["attrs"]["widthType"]),
            _ => block::sequence(
                std::slice::from_ref(part),
                Context { tight: true, ..Context::default() },
            ),
        });
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Files, each in a line.
pub fn group(node: &Value) -> String {
    children(node).iter().map(file).collect::<Vec<_>>().join("\n")
}

/// A file, by its name.
pub fn file(node: &Value) -> String {
    format!("[^{}]", name(node))
}

/// The name of a file: documents have it as the alternative text, and else only an id.
fn name(node: &Value) -> String {
    let attrs = &node["attrs"];
    let given = ["url", "alt", "id"].into_iter().filter_map(|key| attrs[key].as_str());
    let name = given.map(str::trim).find(|name| !name.is_empty()).unwrap_or("file");
    let bad = |c: char| "[]|!{}\\\n\r^".contains(c) || c.is_control();
    name.replace(bad, "_")
}

fn picture(node: &Value, width: Option<f64>, unit: &Value) -> String {
    let attrs = &node["attrs"];
    let mut parameters = Vec::new();
    let pixels = |key: &str| attrs[key].as_f64().map(f64::round).filter(|n| *n > 0.0);
    match width.map(f64::round) {
        Some(percent) if unit != "pixel" => parameters.push(format!("width={percent}%")),
        _ => {
            for key in ["width", "height"] {
                parameters.extend(pixels(key).map(|n| format!("{key}={n}")));
            }
        }
    }
    if let Some(alt) = attrs["alt"].as_str().filter(|alt| !alt.trim().is_empty()) {
        let bad = |c: char| "[]|!{}\\,\"=&".contains(c) || c.is_control();
        parameters.push(format!("alt=\"{}\"", alt.trim().replace(bad, "_")));
    }
    let name = name(node);
    if parameters.is_empty() {
        parameters.push("thumbnail".to_owned());
    }
    format!("!{name}|{}!", parameters.join(","))
}

/// A card of an address that Jira shows as what it leads to.
pub fn card(node: &Value, form: &str) -> String {
    match node["attrs"]["url"].as_str().map(address).filter(|url| safe(url)) {
        Some(url) => format!("[{url}|{url}|{form}]"),
        None => adf(node),
    }
}

/// An address without the characters that would end a link.
pub fn address(href: &str) -> String {
    let mut out = String::new();
    for c in href.trim().chars() {
        match c {
            '[' | ']' | '|' | '\\' | '{' | '}' | '!' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// A block as its JSON.
pub fn adf(node: &Value) -> String {
    format!("{{adf:display=block}}\n{}\n{{adf}}", json(node))
}

/// A node of a line as its JSON.
pub fn adf_in_line(node: &Value) -> String {
    format!("{{adf:display=inline}}{}{{adf}}", json(node))
}

fn json(node: &Value) -> String {
    node.to_string().replace("{adf", "\\u007badf")
}
