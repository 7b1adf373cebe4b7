//! The grammar of documents: which nodes and marks there are, what they hold, and what may stand
//! in what. It says what `@atlaskit/adf-schema` 56.7.3 says in its `full.json` (Apache-2.0); a
//! test holds it to that file.

use super::form::{
    Attr, Content,
    Holds::{
        self, Any, AtLeast, Bool, Colour, Datasource, Filled, Number, Numbers, One, Range, Text,
        Texts,
    },
    ID, Mark, Node, may, need, needing, node,
};

const MANY: usize = usize::MAX;

const LAYOUTS: Holds =
    One(&["wide", "full-width", "center", "wrap-right", "wrap-left", "align-end", "align-start"]);
const BLOCK_LAYOUTS: Holds = One(&["wide", "full-width", "default"]);
const VERTICAL: Holds = One(&["top", "middle", "bottom"]);

const FORMATTED: &str =
    "text:link,em,strong,strike,subsup,underline,textColor,annotation,backgroundColor";
const CODE: &str = "text:code,link,annotation";

/// What stands in a line.
const INLINE: Content = Content::Of(
    &[
        FORMATTED,
        CODE,
        "date",
        "emoji",
        "hardBreak",
        "inlineCard",
        "mention",
        "placeholder",
        "status",
        "inlineExtension",
        "mediaInline",
    ],
    0,
    MANY,
);

const LISTS: Content = Content::Of(&["listItem"], 1, MANY);

/// Blocks that do not divide the page, and some more.
macro_rules! blocks {
    ($($more:literal),*) => {
        &[
            "paragraph", "paragraph:fontSize", "panel", "blockquote", "orderedList", "bulletList",
            "rule", "heading", "codeBlock", "mediaGroup", "mediaSingle", "decisionList", "taskList",
            "table", "blockCard", "embedCard", $($more),*
        ]
    };
}

const CELL: Content = Content::Of(
    &[
        "paragraph",
        "paragraph:fontSize,alignment",
        "panel",
        "blockquote",
        "orderedList",
        "bulletList",
        "rule",
        "heading",
        "heading:alignment",
        "heading:indentation",
        "codeBlock",
        "mediaSingle",
        "mediaGroup",
        "decisionList",
        "taskList",
        "blockCard",
        "embedCard",
        "extension",
        "nestedExpand",
    ],
    1,
    MANY,
);

const CELL_ATTRS: &[&[Attr]] = &[&[
    may("colspan", Number),
    may("rowspan", Number),
    may("colwidth", Numbers),
    may("background", Text),
    may("valign", VERTICAL),
    ID,
]];

const EXTENSION: &[&[Attr]] = &[&[
    need("extensionKey", Filled),
    need("extensionType", Filled),
    may("parameters", Any),
    may("text", Text),
    may("layout", BLOCK_LAYOUTS),
    may("localId", Filled),
]];
const EXTENSION_MARKS: Option<&[&str]> = Some(&["dataConsumer", "fragment"]);
const MEDIA_MARKS: Option<&[&str]> = Some(&["dataConsumer", "link", "annotation", "border"]);
const TASK: &[&[Attr]] = &[&[need("localId", Text), need("state", One(&["TODO", "DONE"]))]];
const SYNC: &[&[Attr]] = &[&[need("resourceId", Text), need("localId", Text)]];

/// All nodes but texts, which have no attributes and no content.
pub(super) const NODES: &[Node] = &[
    needing(
        "blockCard",
        &[
            &[
                need("datasource", Datasource),
                may("url", Text),
                may("width", Number),
                may("layout", LAYOUTS),
                ID,
            ],
            &[need("url", Text), ID],
            &[need("data", Any), ID],
        ],
        Content::None,
        None,
    ),
    node(
        "blockquote",
        Content::Of(
            &[
                "paragraph",
                "orderedList",
                "bulletList",
                "codeBlock",
                "mediaSingle",
                "mediaGroup",
                "extension",
            ],
            1,
            MANY,
        ),
    ),
    needing(
        "blockTaskItem",
        TASK,
        Content::Of(&["paragraph", "paragraph:fontSize", "extension"], 1, MANY),
        None,
    ),
    needing(
        "bodiedExtension",
        EXTENSION,
        Content::Of(blocks!["extension"], 1, MANY),
        EXTENSION_MARKS,
    ),
    needing(
        "bodiedSyncBlock",
        SYNC,
        Content::Of(
            blocks![
                "paragraph:fontSize,alignment",
                "paragraph:fontSize,indentation",
                "heading:alignment",
                "heading:indentation",
                "expand",
                "layoutSection"
            ],
            1,
            MANY,
        ),
        Some(&["breakout"]),
    ),
    node("bulletList", LISTS),
    node(
        "caption",
        Content::Of(
            &[
                "hardBreak",
                "mention",
                "emoji",
                "date",
                "placeholder",
                "inlineCard",
                "status",
                FORMATTED,
                CODE,
            ],
            0,
            MANY,
        ),
    ),
    Node {
        attrs: &[&[
            may("language", Text),
            may("uniqueId", Text),
            may("wrap", Bool),
            may("hideLineNumbers", Bool),
            ID,
        ]],
        marks: Some(&[]),
        ..node("codeBlock", Content::Of(&["text"], 0, MANY))
    },
    needing("date", &[&[need("timestamp", Filled), ID]], Content::None, None),
    needing("decisionItem", &[&[need("localId", Text), need("state", Text)]], INLINE, None),
    needing(
        "decisionList",
        &[&[need("localId", Text)]],
        Content::Of(&["decisionItem"], 1, MANY),
        None,
    ),
    needing(
        "embedCard",
        &[&[
            need("url", Text),
            need("layout", LAYOUTS),
            may("width", Range(0.0, 100.0)),
            may("originalHeight", Number),
            may("originalWidth", Number),
            ID,
        ]],
        Content::None,
        None,
    ),
    needing(
        "emoji",
        &[&[need("shortName", Text), may("id", Text), may("text", Text), ID]],
        Content::None,
        None,
    ),
    Node {
        attrs: &[&[may("title", Text), ID]],
        marks: Some(&[]),
        ..node("expand", Content::Of(blocks!["extension", "nestedExpand"], 1, MANY))
    },
    needing("extension", EXTENSION, Content::None, EXTENSION_MARKS),
    Node { attrs: &[&[may("text", One(&["\n"])), ID]], ..node("hardBreak", Content::None) },
    needing("heading", &[&[need("level", Range(1.0, 6.0)), ID]], INLINE, Some(&[])),
    needing(
        "inlineCard",
        &[&[need("url", Text), ID], &[need("data", Any), ID]],
        Content::None,
        None,
    ),
    needing(
        "inlineExtension",
        &[&[
            need("extensionKey", Filled),
            need("extensionType", Filled),
            may("parameters", Any),
            may("text", Text),
            may("localId", Filled),
        ]],
        Content::None,
        EXTENSION_MARKS,
    ),
    needing(
        "layoutColumn",
        &[&[need("width", Range(0.0, 100.0)), may("valign", VERTICAL), ID]],
        Content::Of(
            blocks![
                "paragraph:fontSize,alignment",
                "paragraph:fontSize,indentation",
                "heading:alignment",
                "heading:indentation",
                "extension",
                "expand",
                "bodiedExtension"
            ],
            1,
            MANY,
        ),
        None,
    ),
    Node {
        marks: Some(&["breakout"]),
        ..node("layoutSection", Content::Of(&["layoutColumn"], 2, 3))
    },
    node(
        "listItem",
        Content::Of(
            &[
                "paragraph:fontSize",
                "bulletList",
                "orderedList",
                "taskList",
                "mediaSingle",
                "codeBlock",
                "extension",
            ],
            1,
            MANY,
        ),
    ),
    needing(
        "media",
        &[
            &[
                need("type", One(&["link", "file"])),
                need("id", Filled),
                need("collection", Text),
                may("alt", Text),
                may("height", Number),
                may("width", Number),
                may("occurrenceKey", Filled),
                ID,
            ],
            &[
                need("type", One(&["external"])),
                need("url", Text),
                may("alt", Text),
                may("height", Number),
                may("width", Number),
                ID,
            ],
        ],
        Content::None,
        MEDIA_MARKS,
    ),
    Node { attrs: &[], ..node("mediaGroup", Content::Of(&["media"], 1, MANY)) },
    needing(
        "mediaInline",
        &[&[
            need("id", Filled),
            need("collection", Text),
            may("type", One(&["link", "file", "image"])),
            may("alt", Text),
            may("occurrenceKey", Filled),
            may("width", Number),
            may("height", Number),
            may("data", Any),
            ID,
        ]],
        Content::None,
        MEDIA_MARKS,
    ),
    Node {
        attrs: &[
            &[
                need("layout", LAYOUTS),
                may("width", Range(0.0, 100.0)),
                may("widthType", One(&["percentage"])),
                ID,
            ],
            &[
                need("layout", LAYOUTS),
                need("width", AtLeast(0.0)),
                need("widthType", One(&["pixel"])),
                ID,
            ],
        ],
        marks: Some(&["link"]),
        ..node("mediaSingle", Content::Places(&["media", "caption"]))
    },
    needing(
        "mention",
        &[&[
            need("id", Text),
            may("text", Text),
            may("accessLevel", Text),
            may("userType", One(&["DEFAULT", "SPECIAL", "APP"])),
            ID,
        ]],
        Content::None,
        None,
    ),
    needing(
        "nestedExpand",
        &[&[may("title", Text), ID]],
        Content::Of(
            &[
                "paragraph",
                "paragraph:fontSize",
                "heading",
                "mediaSingle",
                "mediaGroup",
                "codeBlock",
                "bulletList",
                "orderedList",
                "taskList",
                "decisionList",
                "rule",
                "panel",
                "blockquote",
                "extension",
            ],
            1,
            MANY,
        ),
        None,
    ),
    Node { attrs: &[&[may("order", AtLeast(0.0)), ID]], ..node("orderedList", LISTS) },
    needing(
        "panel",
        &[&[
            need(
                "panelType",
                One(&["info", "note", "tip", "warning", "error", "success", "custom"]),
            ),
            may("panelIcon", Text),
            may("panelIconId", Text),
            may("panelIconText", Text),
            may("panelColor", Text),
            ID,
        ]],
        Content::Of(
            &[
                "paragraph",
                "paragraph:fontSize",
                "heading",
                "bulletList",
                "orderedList",
                "blockCard",
                "mediaGroup",
                "mediaSingle",
                "codeBlock",
                "taskList",
                "rule",
                "decisionList",
                "extension",
            ],
            1,
            MANY,
        ),
        None,
    ),
    Node { marks: Some(&[]), ..node("paragraph", INLINE) },
    needing("placeholder", &[&[need("text", Text), ID]], Content::None, None),
    node("rule", Content::None),
    needing(
        "status",
        &[&[
            need("text", Filled),
            need("color", One(&["neutral", "purple", "blue", "red", "yellow", "green"])),
            may("style", Text),
            ID,
        ]],
        Content::None,
        None,
    ),
    needing("syncBlock", SYNC, Content::None, Some(&["breakout"])),
    Node {
        attrs: &[&[
            may("displayMode", One(&["default", "fixed"])),
            may("isNumberColumnEnabled", Bool),
            may(
                "layout",
                One(&["wide", "full-width", "center", "align-end", "align-start", "default"]),
            ),
            may("localId", Filled),
            may("width", Number),
        ]],
        marks: Some(&["fragment"]),
        ..node("table", Content::Of(&["tableRow"], 1, MANY))
    },
    Node { attrs: CELL_ATTRS, ..node("tableCell", CELL) },
    Node { attrs: CELL_ATTRS, ..node("tableHeader", CELL) },
    node("tableRow", Content::Of(&["tableCell", "tableHeader"], 0, MANY)),
    needing("taskItem", TASK, INLINE, None),
    needing(
        "taskList",
        &[&[need("localId", Text)]],
        Content::Of(&["taskItem", "taskList", "blockTaskItem"], 1, MANY),
        None,
    ),
];

/// What stands in a document.
pub(super) const DOCUMENT: Content = Content::Of(
    &[
        "paragraph",
        "paragraph:fontSize,alignment",
        "paragraph:fontSize,indentation",
        "heading",
        "heading:alignment",
        "heading:indentation",
        "codeBlock:breakout",
        "expand:breakout",
        "blockCard",
        "mediaSingle",
        "mediaGroup",
        "taskList",
        "orderedList",
        "bulletList",
        "blockquote",
        "decisionList",
        "embedCard",
        "extension",
        "bodiedExtension",
        "rule",
        "panel",
        "table",
        "layoutSection",
        "syncBlock",
        "bodiedSyncBlock",
    ],
    0,
    MANY,
);

/// Nodes that may do without a list of what stands in them.
pub(super) const CONTENT_OPTIONAL: [&str; 6] =
    ["caption", "codeBlock", "decisionItem", "heading", "paragraph", "taskItem"];

/// All marks.
pub(super) const MARKS: &[Mark] = &[
    Mark { name: "alignment", attrs: &[need("align", One(&["center", "end"]))] },
    Mark {
        name: "annotation",
        attrs: &[need("id", Text), need("annotationType", One(&["inlineComment"]))],
    },
    Mark { name: "backgroundColor", attrs: &[need("color", Colour(&[6]))] },
    Mark {
        name: "border",
        attrs: &[need("size", Range(1.0, 3.0)), need("color", Colour(&[6, 8]))],
    },
    Mark {
        name: "breakout",
        attrs: &[need("mode", One(&["wide", "full-width"])), may("width", Number)],
    },
    Mark { name: "code", attrs: &[] },
    Mark { name: "dataConsumer", attrs: &[need("sources", Texts)] },
    Mark { name: "em", attrs: &[] },
    Mark { name: "fontSize", attrs: &[need("fontSize", One(&["small"]))] },
    Mark { name: "fragment", attrs: &[need("localId", Filled), may("name", Text)] },
    Mark { name: "indentation", attrs: &[need("level", Range(1.0, 6.0))] },
    Mark {
        name: "link",
        attrs: &[
            need("href", Text),
            may("title", Text),
            may("id", Text),
            may("collection", Text),
            may("occurrenceKey", Text),
        ],
    },
    Mark { name: "strike", attrs: &[] },
    Mark { name: "strong", attrs: &[] },
    Mark { name: "subsup", attrs: &[need("type", One(&["sub", "sup"]))] },
    Mark { name: "textColor", attrs: &[need("color", Colour(&[6]))] },
    Mark { name: "underline", attrs: &[] },
];
