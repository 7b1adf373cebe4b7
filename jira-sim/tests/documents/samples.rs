//! The smallest good example of each node and mark, and a document to put a node into.

use serde_json::{Value, json};

/// All nodes below the document.
pub const NODES: [&str; 42] = [
    "blockCard",
    "blockTaskItem",
    "blockquote",
    "bodiedExtension",
    "bodiedSyncBlock",
    "bulletList",
    "caption",
    "codeBlock",
    "date",
    "decisionItem",
    "decisionList",
    "embedCard",
    "emoji",
    "expand",
    "extension",
    "hardBreak",
    "heading",
    "inlineCard",
    "inlineExtension",
    "layoutColumn",
    "layoutSection",
    "listItem",
    "media",
    "mediaGroup",
    "mediaInline",
    "mediaSingle",
    "mention",
    "nestedExpand",
    "orderedList",
    "panel",
    "paragraph",
    "placeholder",
    "rule",
    "status",
    "syncBlock",
    "table",
    "tableCell",
    "tableHeader",
    "tableRow",
    "taskItem",
    "taskList",
    "text",
];

/// All marks, and one that nobody knows.
pub const MARKS: [&str; 18] = [
    "alignment",
    "annotation",
    "backgroundColor",
    "border",
    "breakout",
    "code",
    "dataConsumer",
    "em",
    "fontSize",
    "fragment",
    "indentation",
    "link",
    "strike",
    "strong",
    "subsup",
    "textColor",
    "underline",
    "blink",
];

/// A mark.
pub fn mark(name: &str) -> Value {
    let attrs = match name {
        "alignment" => json!({"align": "end"}),
        "annotation" => json!({"id": "1", "annotationType": "inlineComment"}),
        "backgroundColor" | "textColor" => json!({"color": "#12ab3F"}),
        "border" => json!({"size": 1, "color": "#12ab3F"}),
        "breakout" => json!({"mode": "wide"}),
        "dataConsumer" => json!({"sources": ["1"]}),
        "fontSize" => json!({"fontSize": "small"}),
        "fragment" => json!({"localId": "1"}),
        "indentation" => json!({"level": 2}),
        "link" => json!({"href": "https://example.com"}),
        "subsup" => json!({"type": "sub"}),
        _ => return json!({"type": name}),
    };
    json!({"type": name, "attrs": attrs})
}

fn attrs(name: &str) -> Value {
    match name {
        "blockCard" | "inlineCard" => json!({"url": "https://example.com"}),
        "blockTaskItem" | "taskItem" => json!({"localId": "1", "state": "TODO"}),
        "bodiedExtension" | "extension" | "inlineExtension" => {
            json!({"extensionKey": "k", "extensionType": "t"})
        }
        "bodiedSyncBlock" | "syncBlock" => json!({"resourceId": "r", "localId": "1"}),
        "date" => json!({"timestamp": "1793606400000"}),
        "decisionItem" => json!({"localId": "1", "state": "DECIDED"}),
        "decisionList" | "taskList" => json!({"localId": "1"}),
        "embedCard" => json!({"url": "https://example.com", "layout": "center"}),
        "emoji" => json!({"shortName": ":+1:"}),
        "heading" => json!({"level": 2}),
        "layoutColumn" => json!({"width": 50}),
        "media" => json!({"type": "file", "id": "1", "collection": ""}),
        "mediaInline" => json!({"id": "1", "collection": ""}),
        "mediaSingle" => json!({"layout": "center"}),
        "mention" => json!({"id": "1"}),
        "nestedExpand" => json!({}),
        "panel" => json!({"panelType": "info"}),
        "placeholder" => json!({"text": "type here"}),
        "status" => json!({"text": "DONE", "color": "green"}),
        _ => Value::Null,
    }
}

fn content(name: &str) -> Value {
    let of = |child: &str| json!([node(child)]);
    match name {
        "blockTaskItem" | "blockquote" | "bodiedExtension" | "bodiedSyncBlock" | "expand"
        | "layoutColumn" | "listItem" | "nestedExpand" | "panel" | "tableCell" | "tableHeader" => {
            of("paragraph")
        }
        "bulletList" | "orderedList" => of("listItem"),
        "caption" | "codeBlock" | "decisionItem" | "heading" | "paragraph" | "taskItem" => {
            of("text")
        }
        "decisionList" => of("decisionItem"),
        "layoutSection" => json!([node("layoutColumn"), node("layoutColumn")]),
        "mediaGroup" | "mediaSingle" => of("media"),
        "table" => of("tableRow"),
        "tableRow" => of("tableCell"),
        "taskList" => of("taskItem"),
        _ => Value::Null,
    }
}

/// A node with what it needs.
pub fn node(name: &str) -> Value {
    let mut json = json!({"type": name});
    if name == "text" {
        json["text"] = json!("text");
    }
    for (key, value) in [("attrs", attrs(name)), ("content", content(name))] {
        if !value.is_null() {
            json[key] = value;
        }
    }
    json
}

/// A document with a node in a place where nodes of that name belong.
pub fn in_document(name: &str, node: Value) -> Value {
    let within = |parent: &str, content: Value| {
        let mut json = self::node(parent);
        json["content"] = content;
        in_document(parent, json)
    };
    match name {
        "blockTaskItem" | "taskItem" => within("taskList", json!([node])),
        "caption" => within("mediaSingle", json!([self::node("media"), node])),
        "decisionItem" => within("decisionList", json!([node])),
        "layoutColumn" => within("layoutSection", json!([node, self::node("layoutColumn")])),
        "listItem" => within("bulletList", json!([node])),
        "media" => within("mediaGroup", json!([node])),
        "nestedExpand" => within("expand", json!([node])),
        "tableCell" | "tableHeader" => within("tableRow", json!([node])),
        "tableRow" => within("table", json!([node])),
        "date" | "emoji" | "hardBreak" | "inlineCard" | "inlineExtension" | "mediaInline"
        | "mention" | "placeholder" | "status" | "text" => within("paragraph", json!([node])),
        _ => json!({"type": "doc", "version": 1, "content": [node]}),
    }
}
