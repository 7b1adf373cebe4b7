//! The nodes that texts are made into.

use std::rc::Rc;

use serde_json::{Value, json};

use crate::wiki::marks::{Marks, Sign};

/// A node that has nothing but content; an empty content is left out.
pub fn block(kind: &str, content: Vec<Value>) -> Value {
    if content.is_empty() {
        json!({"type": kind})
    } else {
        json!({"type": kind, "content": content})
    }
}

/// A paragraph of inline nodes.
pub fn paragraph(content: Vec<Value>) -> Value {
    json!({"type": "paragraph", "content": content})
}

/// A text; none if it is empty.
pub fn text(text: &str, marks: &Marks) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let marks = marks.json();
    let mut node = json!({"type": "text", "text": text});
    if !marks.is_empty() {
        node["marks"] = marks.into();
    }
    Some(node)
}

/// A text as a strong paragraph, as titles of macros become one.
pub fn title(of: &str) -> Value {
    let mut marks = Marks::default();
    marks.add(Sign::Strong);
    paragraph(text(of, &marks).into_iter().collect())
}

/// A heading where none may stand: a strong paragraph, in items of lists in capitals.
pub fn strong(heading: &Value, capitals: bool) -> Value {
    let mut content: Vec<Value> = heading["content"].as_array().cloned().unwrap_or_default();
    for node in content.iter_mut().filter(|n| n["type"] == "text") {
        let mut marks = Marks::of(node);
        if !marks.code {
            marks.add(Sign::Strong);
        }
        let words = node["text"].as_str().unwrap_or_default();
        let words = if capitals { words.to_uppercase() } else { words.to_owned() };
        if let Some(marked) = text(&words, &marks) {
            *node = marked;
        }
    }
    paragraph(content)
}

/// A text of code.
pub fn code_block(code: &str, language: Option<&str>) -> Value {
    let mut node = block("codeBlock", text(code, &Marks::default()).into_iter().collect());
    if let Some(language) = language {
        node["attrs"] = json!({"language": language});
    }
    node
}

/// Marks of a link only.
pub fn linked(href: &str) -> Marks {
    Marks { link: Some(Rc::from(href)), ..Marks::default() }
}
