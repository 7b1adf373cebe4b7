//! Blocks, and what separates them.

use serde_json::Value;

use super::{Context, children, kind, line, list, media, table};
use crate::wiki::{chars::list_signs, colour};

/// The languages that `{code:…}` is written with; code of another one is written without.
#[rustfmt::skip]
const LANGUAGES: [&str; 35] = [
    "actionscript", "ada", "applescript", "bash", "c", "c#", "c++", "cpp", "css", "erlang", "go",
    "groovy", "haskell", "html", "java", "javascript", "js", "json", "lua", "none", "nyan", "objc",
    "perl", "php", "python", "r", "rainbow", "ruby", "scala", "sh", "sql", "swift", "visualbasic",
    "xml", "yaml",
];

/// Blocks one below the other.
pub fn sequence(nodes: &[Value], context: Context) -> String {
    let mut out = String::new();
    let mut before = "";
    let mut listed = false;
    let nodes = if context.tight { without_quotes(nodes) } else { nodes.iter().collect() };
    let lists = nodes.iter().filter(|n| is_list(kind(n))).count();
    for (at, node) in nodes.iter().copied().enumerate() {
        let alone = !context.tight || lists < 2 && at + 1 == nodes.len();
        let inner = Context { mixed: context.mixed || !alone, ..context };
        let text = if context.tight && listed { in_item(node, inner) } else { block(node, inner) };
        let kind = kind(node);
        if text.is_empty() {
            continue;
        }
        if !(out.is_empty() || context.tight && continues(&out, kind)) {
            out.push_str(separator(before, kind, out.ends_with('\n'), context));
        }
        out.push_str(&text);
        listed |= is_list(kind);
        before = kind;
    }
    out
}

fn is_list(kind: &str) -> bool {
    matches!(kind, "bulletList" | "orderedList" | "taskList" | "decisionList")
}

/// Blocks one right below the other. Below a list a quote is only what is quoted.
fn without_quotes(nodes: &[Value]) -> Vec<&Value> {
    let mut out: Vec<&Value> = Vec::new();
    let mut listed = false;
    for node in nodes {
        if listed && kind(node) == "blockquote" {
            out.extend(children(node));
        } else {
            out.push(node);
        }
        listed |= is_list(kind(node));
    }
    out
}

/// Whether a block becomes the words of the empty item of a list that is above it.
pub fn continues(above: &str, kind: &str) -> bool {
    let last = above.rsplit('\n').next().unwrap_or_default();
    let signs = last.trim_end();
    let empty = last.ends_with(' ') && list_signs(signs) == Some(signs.len());
    empty && !is_list(kind) && !matches!(kind, "panel" | "expand" | "nestedExpand" | "rule")
}

/// A heading stands right below a paragraph; a table ends its last line itself.
fn separator(before: &str, kind: &str, ended: bool, context: Context) -> &'static str {
    let close =
        context.tight || ended || kind == "heading" && matches!(before, "paragraph" | "mediaGroup");
    if close { "\n" } else { "\n\n" }
}

/// A block below a list without a blank line between: it belongs to the last item, in which
/// not everything may stand.
fn in_item(node: &Value, context: Context) -> String {
    match kind(node) {
        "heading" => line::lines(children(node), context),
        "blockCard" | "embedCard" => media::card(node, "smart-link"),
        _ => block(node, context),
    }
}

fn block(node: &Value, context: Context) -> String {
    let attrs = &node["attrs"];
    match kind(node) {
        "paragraph" | "caption" => line::lines(children(node), context),
        "heading" => {
            let level = attrs["level"].as_u64().unwrap_or(1).clamp(1, 6);
            format!("h{level}. {}", line::single(children(node), context))
        }
        "rule" => "----".to_owned(),
        "codeBlock" => code(node),
        "blockquote" => format!("{{quote}}{}{{quote}}", sequence(children(node), loose(context))),
        "panel" => {
            let panel = attrs["panelType"].as_str().unwrap_or("info");
            let background = colour::background(panel, attrs["panelColor"].as_str());
            let content = sequence(children(node), loose(context));
            format!("{{panel:bgColor={background}}}\n{content}\n{{panel}}")
        }
        "expand" => expand(node, context),
        "nestedExpand" if context.cell => expand(node, context),
        "nestedExpand" => {
            let title = attrs["title"].as_str().unwrap_or_default();
            let title = line::strong(title, context);
            let content = sequence(children(node), context);
            if title.is_empty() { content } else { format!("{title}\n\n{content}") }
        }
        "bulletList" => list::list(node, "*", context),
        "orderedList" => list::list(node, "#", context),
        "taskList" => list::tasks(node, "*", context),
        "decisionList" => list::decisions(node, context),
        "table" => table::table(node),
        "mediaSingle" => media::single(node),
        "mediaGroup" => media::group(node),
        "blockCard" => media::card(node, "smart-card"),
        "embedCard" => media::card(node, "smart-embed"),
        "layoutSection" | "layoutColumn" | "bodiedSyncBlock" => sequence(children(node), context),
        "text" | "mention" | "emoji" | "hardBreak" | "inlineCard" | "status" | "date" => {
            line::lines(std::slice::from_ref(node), context)
        }
        _ => media::adf(node),
    }
}

/// What is between the tags of a macro may have blank lines again.
fn loose(context: Context) -> Context {
    Context { tight: false, mixed: false, ..context }
}

fn expand(node: &Value, context: Context) -> String {
    let title = node["attrs"]["title"].as_str().unwrap_or_default();
    let title = title.replace(['{', '}', '|', '\n', '\r'], " ");
    let parameter = match title.trim() {
        "" => String::new(),
        title => format!(":title={title}"),
    };
    let content = sequence(children(node), loose(context));
    format!("{{expand{parameter}}}\n{content}\n{{expand}}")
}

/// Code between its tags, without lines of its own.
fn code(node: &Value) -> String {
    let parts = children(node).iter().filter_map(|part| part["text"].as_str());
    let code = parts.collect::<String>().replace("\r\n", "\n").replace('\r', "\n");
    let code = code.trim_matches('\n');
    let language = node["attrs"]["language"].as_str().unwrap_or_default().to_ascii_lowercase();
    let known = LANGUAGES.contains(&language.as_str());
    let lower = code.to_ascii_lowercase();
    if !known && !lower.contains("{noformat}") {
        return format!("{{noformat}}{code}{{noformat}}");
    }
    let language = if known { language.as_str() } else { "none" };
    let mut code = code.to_owned();
    while let Some(at) = code.to_ascii_lowercase().find("{code}") {
        code.insert(at + 1, ' ');
    }
    format!("{{code:{language}}}{code}{{code}}")
}
