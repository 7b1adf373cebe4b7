//! From Markdown to an Atlassian document, as some other program would make it.
//!
//! The engine's own converter is what the corpus tries, so its documents must come from elsewhere:
//! this one shares nothing with it but the CommonMark parser.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value, json};

mod finish;

/// The document of a Markdown text; none of a text that holds nothing.
pub fn document(markdown: &str) -> Option<Value> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut builder = Builder::default();
    builder.open("doc", Value::Null);
    for event in Parser::new_ext(markdown, options) {
        builder.event(event);
    }
    let content = finish::blocks(builder.stack.pop()?.content);
    (!content.is_empty()).then(|| json!({"type": "doc", "version": 1, "content": content}))
}

/// A node whose end is to come.
struct Open {
    kind: &'static str,
    attrs: Value,
    content: Vec<Value>,
}

#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    marks: Vec<Value>,
    header: bool,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.add(hard_break()),
            Event::InlineHtml(tag) => self.text(&tag, false),
            Event::SoftBreak => self.text(" ", false),
            Event::HardBreak => self.add(hard_break()),
            Event::Rule => self.add(json!({"type": "rule"})),
            Event::TaskListMarker(done) => {
                let item = self.stack.iter_mut().rev().find(|open| open.kind == "listItem");
                if let Some(item) = item {
                    item.attrs = json!({"state": if done { "DONE" } else { "TODO" }});
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.open("paragraph", Value::Null),
            Tag::Heading { level, .. } => self.open("heading", json!({"level": level as u8})),
            Tag::BlockQuote(_) => self.open("blockquote", Value::Null),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if !info.is_empty() => {
                self.open("codeBlock", json!({"language": info.as_ref()}));
            }
            Tag::CodeBlock(_) => self.open("codeBlock", Value::Null),
            Tag::List(Some(first)) => self.open("orderedList", json!({"order": first})),
            Tag::List(None) => self.open("bulletList", Value::Null),
            Tag::Item => self.open("listItem", Value::Null),
            Tag::Table(_) => {
                self.open("table", json!({"isNumberColumnEnabled": false, "layout": "default"}));
            }
            Tag::TableHead => {
                self.header = true;
                self.open("tableRow", Value::Null);
            }
            Tag::TableRow => self.open("tableRow", Value::Null),
            Tag::TableCell => {
                self.open(if self.header { "tableHeader" } else { "tableCell" }, json!({}));
            }
            Tag::Emphasis => self.marks.push(json!({"type": "em"})),
            Tag::Strong => self.marks.push(json!({"type": "strong"})),
            Tag::Strikethrough => self.marks.push(json!({"type": "strike"})),
            Tag::Link { dest_url, title, .. } => self.marks.push(link(&dest_url, &title)),
            Tag::Image { dest_url, .. } => self.open("image", json!({"url": dest_url.as_ref()})),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.marks.pop();
            }
            TagEnd::MetadataBlock(_) | TagEnd::FootnoteDefinition => {}
            _ => {
                self.header &= !matches!(tag, TagEnd::TableHead);
                if let Some(open) = self.stack.pop() {
                    for node in finish::node(open) {
                        self.add(node);
                    }
                }
            }
        }
    }

    fn open(&mut self, kind: &'static str, attrs: Value) {
        self.stack.push(Open { kind, attrs, content: vec![] });
    }

    fn add(&mut self, node: Value) {
        if let Some(open) = self.stack.last_mut() {
            open.content.push(node);
        }
    }

    /// Text with the marks that are open; it goes on with a text before it that looks the same.
    fn text(&mut self, text: &str, code: bool) {
        let Some(open) = self.stack.last_mut() else { return };
        let mut marks = self.marks.clone();
        if open.kind == "codeBlock" || open.kind == "image" {
            marks.clear();
        } else if code {
            // The schema lets code have no other look but a link.
            marks.retain(|mark| mark["type"] == "link");
            marks.push(json!({"type": "code"}));
        }
        marks.sort_by_key(|mark| mark["type"] != "link");
        marks.dedup();
        let mut node = Map::new();
        node.insert("type".into(), "text".into());
        node.insert("text".into(), text.into());
        if !marks.is_empty() {
            node.insert("marks".into(), marks.into());
        }
        if let Some(last) = open.content.last_mut()
            && last["type"] == "text"
            && last.get("marks") == node.get("marks")
        {
            last["text"] = format!("{}{text}", last["text"].as_str().unwrap_or_default()).into();
        } else if !text.is_empty() {
            open.content.push(Value::Object(node));
        }
    }
}

fn link(href: &str, title: &str) -> Value {
    let mut attrs = json!({"href": href});
    if !title.is_empty() {
        attrs["title"] = title.into();
    }
    json!({"type": "link", "attrs": attrs})
}

fn hard_break() -> Value {
    json!({"type": "hardBreak"})
}

#[cfg(test)]
mod tests;
