//! Jira's own CSV: unedited it asks for nothing, whatever the texts, and what is edited in it is
//! what Jira makes of it, or the cell is told.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World};
use serde_json::{Value, json};
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::{Action, Plan};
use wasm_core::ports::{Method, Request, Transport};

/// A field of several lines beside the description.
const CRITERIA: &str = "customfield_10038";

async fn rest(wire: &Wire, method: Method, path: &str, body: Value) -> Value {
    let body = (!body.is_null()).then(|| body.to_string());
    let request = Request { method, path: path.to_owned(), body };
    let response = wire.send(request).await.unwrap();
    assert!(response.status < 300, "{path}: {}", response.body);
    serde_json::from_str(&response.body).unwrap_or_default()
}

fn text(words: &str) -> Value {
    json!({"type": "text", "text": words})
}

fn marked(words: &str, mark: Value) -> Value {
    json!({"type": "text", "text": words, "marks": [mark]})
}

fn block(kind: &str, content: Vec<Value>) -> Value {
    json!({"type": kind, "content": content})
}

fn with(kind: &str, attrs: Value, content: Vec<Value>) -> Value {
    json!({"type": kind, "attrs": attrs, "content": content})
}

fn para(words: &str) -> Value {
    block("paragraph", vec![text(words)])
}

fn code(words: &str, language: &str) -> Value {
    with("codeBlock", json!({"language": language}), vec![text(words)])
}

fn item(blocks: Vec<Value>) -> Value {
    block("listItem", blocks)
}

/// Blocks as people make them in Jira's editor; each of words has `north` among them.
fn blocks() -> Vec<Value> {
    let simple = |kind: &str| json!({"type": kind});
    let row = |cells: Vec<Value>| block("tableRow", cells);
    let cell = |blocks: Vec<Value>| with("tableCell", json!({}), blocks);
    let head = |words: &str| with("tableHeader", json!({}), vec![para(words)]);
    let task = |words: &str, state: &str| {
        with("taskItem", json!({"localId": words, "state": state}), vec![text(words)])
    };
    let media = json!({"type": "file", "id": "0-1", "collection": "", "alt": "shot.png"});
    vec![
        para("north of -5 degrees, 1.10 € (50 %) != a*b*c"),
        block(
            "paragraph",
            vec![
                text("the "),
                marked("north", simple("strong")),
                text("ern "),
                marked("part", simple("em")),
                text(" of H"),
                marked("2", json!({"type": "subsup", "attrs": {"type": "sub"}})),
                text("O"),
            ],
        ),
        block(
            "paragraph",
            vec![
                marked("north", json!({"type": "textColor", "attrs": {"color": "#ff5630"}})),
                simple("hardBreak"),
                marked("make_all", simple("code")),
                text(" and "),
                marked(
                    "the page",
                    json!({"type": "link", "attrs": {"href": "https://a.example/b_c"}}),
                ),
            ],
        ),
        para("1. north"),
        with("heading", json!({"level": 2}), vec![text("To the north")]),
        block(
            "bulletList",
            vec![
                item(vec![para("north"), block("orderedList", vec![item(vec![para("deep")])])]),
                item(vec![para("south"), code("a\n\nb", "sql")]),
            ],
        ),
        code("go(north)\n\n  *x* = 1", "java"),
        block("codeBlock", vec![text("north\n{quote} stays")]),
        block("blockquote", vec![para("north"), para("again")]),
        with("panel", json!({"panelType": "warning"}), vec![para("north")]),
        with("expand", json!({"title": "More"}), vec![para("north"), code("x", "none")]),
        block(
            "table",
            vec![
                row(vec![head("north"), head("W")]),
                row(vec![
                    cell(vec![para("a|b")]),
                    cell(vec![block(
                        "paragraph",
                        vec![text("one"), simple("hardBreak"), text("two")],
                    )]),
                ]),
            ],
        ),
        with("taskList", json!({"localId": "t"}), vec![task("north", "TODO"), task("b", "DONE")]),
        block(
            "paragraph",
            vec![
                text("north "),
                json!({"type": "inlineCard",
            "attrs": {"url": "https://c.example/1"}}),
                text(" 🙂"),
            ],
        ),
        block("mediaSingle", vec![json!({"type": "media", "attrs": media})]),
        simple("rule"),
        para("- north\t(x) [y] {z} \\ h1. \u{a0}*"),
    ]
}

/// Blocks of which markup does not say all.
fn unsayable() -> Vec<Value> {
    let inline = |node: Value| block("paragraph", vec![text("north "), node]);
    let two = with("tableCell", json!({}), vec![para("north"), para("b")]);
    vec![
        inline(json!({"type": "status", "attrs": {"text": "done", "color": "green"}})),
        inline(json!({"type": "date", "attrs": {"timestamp": "1762300800000"}})),
        inline(marked("x", json!({"type": "backgroundColor", "attrs": {"color": "#fedec8"}}))),
        inline(json!({"type": "emoji", "attrs": {"shortName": ":own:", "id": "own"}})),
        code("north", "rust"),
        with("panel", json!({"panelType": "tip"}), vec![para("north")]),
        with("orderedList", json!({"order": 3}), vec![item(vec![para("north")])]),
        with(
            "decisionList",
            json!({"localId": "d"}),
            vec![with(
                "decisionItem",
                json!({"localId": "e", "state": "DECIDED"}),
                vec![text("north")],
            )],
        ),
        block("table", vec![block("tableRow", vec![two])]),
        json!({"type": "paragraph", "content": [text("north")],
            "marks": [{"type": "alignment", "attrs": {"align": "end"}}]}),
        block(
            "layoutSection",
            [50, 50]
                .map(|width| with("layoutColumn", json!({"width": width}), vec![para("north")]))
                .to_vec(),
        ),
    ]
}

fn doc(blocks: &[Value]) -> Value {
    json!({"type": "doc", "version": 1, "content": blocks})
}

/// Each block alone, and each two of them one below the other.
fn documents() -> Vec<Value> {
    let all: Vec<Value> = blocks().into_iter().chain(unsayable()).collect();
    let alone = all.iter().map(|block| doc(std::slice::from_ref(block)));
    let pairs = all.iter().flat_map(|a| all.iter().map(|b| doc(&[a.clone(), b.clone()])));
    alone.chain(pairs).collect()
}

/// Makes work items with those descriptions; their keys.
async fn make(wire: &Wire, documents: &[Value]) -> Vec<String> {
    let mut keys = Vec::new();
    for chunk in documents.chunks(50) {
        let issue = |document: &Value| {
            json!({"fields": {"project": {"key": "DEMO"}, "issuetype": {"name": "Task"},
                "summary": "a text", "description": document, CRITERIA: document}})
        };
        let updates: Vec<Value> = chunk.iter().map(issue).collect();
        let body = json!({"issueUpdates": updates});
        let made = rest(wire, Method::Post, "/rest/api/3/issue/bulk", body).await;
        let made = made["issues"].as_array().unwrap().iter();
        keys.extend(made.map(|issue| issue["key"].as_str().unwrap().to_owned()));
    }
    keys
}

/// Work items by key, in a version of the API.
async fn fetch(wire: &Wire, version: u8, keys: &[String]) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let path = format!("/rest/api/{version}/issue/bulkfetch");
    for chunk in keys.chunks(100) {
        let body = json!({"issueIdsOrKeys": chunk, "fields": ["summary", "description", CRITERIA]});
        let answer = rest(wire, Method::Post, &path, body).await;
        for issue in answer["issues"].as_array().unwrap() {
            found.insert(issue["key"].as_str().unwrap().to_owned(), issue.clone());
        }
    }
    found
}

/// Jira's CSV of work items, of which `edit` may change the description.
fn csv(issues: &BTreeMap<String, Value>, edit: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut out = "Summary,Issue key,Issue id,Issue Type,Description,\
        Custom field (Acceptance criteria)\n"
        .to_owned();
    for (key, issue) in issues {
        let field = |id: &str| issue["fields"][id].as_str().unwrap_or_default();
        let description = in_csv(&edit(key, field("description")));
        let cells = [field("summary"), key, issue["id"].as_str().unwrap(), "Task", &description];
        let cells = cells.into_iter().chain([field(CRITERIA)]).map(quoted);
        out += &(cells.collect::<Vec<_>>().join(",") + "\n");
    }
    out.into_bytes()
}

/// A text as the CSV has it: other line ends, and tags without lines of their own.
fn in_csv(text: &str) -> String {
    let text = text.replace("\n{panel}", "{panel}").replace("\n{expand}", "{expand}");
    text.replace('\n', "\r\n") + "\r\n"
}

async fn planned(trip: &Trip<'_>, file: &[u8]) -> Planned {
    trip.plan(&Opened::read("jira.csv", file)).await
}

fn puts(wire: &Wire) -> Vec<Request> {
    wire.sent().into_iter().filter(|request| request.method == Method::Put).collect()
}

struct Site {
    world: World,
    wire: Wire,
    zone: IanaZone,
}

impl Site {
    fn new() -> Self {
        let world = World::new(3);
        let wire = world.admin();
        Self { world, wire, zone: IanaZone::new("Europe/Berlin") }
    }

    fn trip(&self) -> Trip<'_> {
        Trip::new(&self.world, &self.wire, &self.zone)
    }

    fn make(&self, documents: &[Value]) -> Vec<String> {
        self.world.run(make(&self.wire, documents))
    }

    fn fetch(&self, version: u8, keys: &[String]) -> BTreeMap<String, Value> {
        self.world.run(fetch(&self.wire, version, keys))
    }

    fn plan(&self, file: &[u8]) -> Planned {
        self.world.run(planned(&self.trip(), file))
    }

    fn apply(&self, plan: &Plan) -> Report {
        self.world.run(self.trip().apply(plan)).unwrap()
    }
}

/// A rich text without what Jira gives to nodes as it likes.
fn essence(node: &Value) -> Value {
    let mut node = node.clone();
    if let Some(attrs) = node.get_mut("attrs").and_then(Value::as_object_mut) {
        attrs.retain(|name, value| {
            let usual = [json!("default"), json!(false), json!("center")].contains(value);
            !usual && !["localId", "width", "height", "id"].contains(&name.as_str())
        });
    }
    if node["attrs"].as_object().is_some_and(serde_json::Map::is_empty) {
        node.as_object_mut().unwrap().remove("attrs");
    }
    for name in ["content", "marks"] {
        if let Some(Value::Array(children)) = node.get_mut(name) {
            children.iter_mut().for_each(|child| *child = essence(child));
        }
    }
    node
}

#[test]
fn unedited_it_asks_for_nothing() {
    let site = Site::new();
    let keys = site.make(&documents());
    let file = csv(&site.fetch(2, &keys), |_, text| text.to_owned());
    let planned = site.plan(&file);
    assert!(planned.is_nothing(), "{}", planned.told());
    assert_eq!(planned.plan.changes.len(), documents().len());
    let doubts = planned.findings.iter().filter(|finding| finding.at.row.is_some());
    assert_eq!(doubts.count(), 0, "{}", planned.told());
}

/// One word of each description is another: exactly that word is another in Jira, or the cell is
/// told.
#[test]
fn an_edited_word_is_all_that_changes() {
    let site = Site::new();
    let keys = site.make(&documents());
    let before = site.fetch(3, &keys);
    let file = csv(&site.fetch(2, &keys), |_, text| text.replacen("north", "west", 1));
    let planned = site.plan(&file);
    let told: Vec<u32> = planned.findings.iter().filter_map(|finding| finding.at.row).collect();
    site.apply(&planned.plan);
    let after = site.fetch(3, &keys);
    let without_form = unsayable();
    let (mut written, mut wrong) = (0, Vec::new());
    for change in &planned.plan.changes {
        let key = &change.issue.as_ref().unwrap().key;
        let old = essence(&before[key]["fields"]["description"]);
        let new = essence(&after[key]["fields"]["description"]);
        let wanted = old.to_string().replacen("north", "west", 1);
        written += u32::from(new != old);
        assert_eq!(after[key]["fields"][CRITERIA], before[key]["fields"][CRITERIA]);
        let content = &before[key]["fields"]["description"]["content"];
        let sayable = !content.as_array().unwrap().iter().any(|block| without_form.contains(block));
        assert!(!(sayable && told.contains(&change.row)), "{}", planned.told());
        let found = new.to_string();
        if found != wanted && !told.contains(&change.row) {
            wrong.push(format!("{key}\n  wanted {wanted}\n  found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), keys.len(), wrong.join("\n"));
    assert!(written > 250, "only {written} were written");
}

/// Signs alone are an edit.
#[test]
fn an_edited_sign_is_an_edit() {
    let site = Site::new();
    let pairs = [
        ("Limit -5 to 15", "Limit 5 to 15"),
        ("Version 1.10", "Version 11.0"),
        ("Price 50 €", "Price 50 $"),
        ("if x == y", "if x > y"),
        ("A/B", "A+B"),
        ("It is done.", "It is done?"),
        ("an age of", "a nage of"),
        ("a (b)", "a b"),
    ];
    let keys = site.make(&pairs.map(|(old, _)| doc(&[para(old)])));
    let edits: BTreeMap<&String, &str> = keys.iter().zip(pairs.map(|(_, new)| new)).collect();
    let file = csv(&site.fetch(2, &keys), |key, _| edits[&key.to_owned()].to_owned());
    let planned = site.plan(&file);
    assert_eq!(planned.plan.summary.update, 8, "{}", planned.told());
    site.apply(&planned.plan);
    for (key, issue) in site.fetch(3, &keys) {
        let shown = &issue["fields"]["description"]["content"][0]["content"][0]["text"];
        assert_eq!(shown, edits[&key], "{key}");
    }
}

/// A row's fields are written by one request, and the plan again sends none.
#[test]
fn a_row_is_one_request_and_the_plan_again_none() {
    let site = Site::new();
    let keys = site.make(&[doc(&[para("north")]), doc(&[para("stays")])]);
    let file =
        csv(&site.fetch(2, &keys), |_, text| text.replace("north", "* west\n* {code}a{code} *b*"));
    let file = String::from_utf8(file).unwrap().replacen("a text", "another text", 1);
    let planned = site.plan(file.as_bytes());
    let fields = planned.plan.changes.iter().map(|change| change.fields.len());
    assert_eq!(fields.collect::<Vec<_>>(), [2, 0], "{}", planned.told());

    let report = site.apply(&planned.plan);
    let sent = puts(&site.wire);
    let [request] = sent.as_slice() else { panic!("{sent:?}") };
    assert!(request.path.starts_with("/rest/api/2/issue/"), "{}", request.path);
    let body: Value = serde_json::from_str(request.body.as_ref().unwrap()).unwrap();
    assert_eq!(body["fields"]["summary"], "another text");
    assert_eq!(body["fields"]["description"], "* west\n* {code}a{code} *b*\n");
    assert_eq!((report.updated, report.failed), (1, 0), "{report:?}");

    let again = site.apply(&planned.plan);
    assert_eq!(puts(&site.wire).len(), 1);
    let kinds = again.outcomes.iter().map(|outcome| outcome.kind);
    assert_eq!(kinds.collect::<Vec<_>>(), [OutcomeKind::Present], "{again:?}");
}

/// What somebody edits between plan and apply is not overwritten.
#[test]
fn an_edit_of_somebody_else_is_kept() {
    let site = Site::new();
    let keys = site.make(&[doc(&[para("north")])]);
    let file = csv(&site.fetch(2, &keys), |_, text| text.replace("north", "west"));
    let planned = site.plan(&file);
    let edit = json!({"fields": {"description": doc(&[para("south")])}});
    let path = format!("/rest/api/3/issue/{}", keys[0]);
    site.world.run(rest(&site.wire, Method::Put, &path, edit));
    let report = site.apply(&planned.plan);
    assert_eq!(report.outcomes[0].kind, OutcomeKind::Drifted, "{report:?}");
    assert_eq!(site.fetch(2, &keys)[&keys[0]]["fields"]["description"], "south");
}

/// New rows are made over v2, so that Jira converts their texts too.
#[test]
fn new_rows_are_converted_by_jira() {
    let site = Site::new();
    let markup = "See:{code:sql}\nselect 1\n{code}\nEnd *b*\n||N||\n|a\nb|";
    let file = format!(
        "Summary,Issue key,Issue id,Issue Type,Project key,Description\n\
         made of markup,,,Task,DEMO,\"{markup}\"\n"
    );
    let planned = site.plan(file.as_bytes());
    let [change] = planned.plan.changes.as_slice() else { panic!("{}", planned.told()) };
    assert_eq!(change.action, Action::Create, "{}", planned.told());
    let report = site.apply(&planned.plan);
    assert_eq!((report.created, report.failed), (1, 0), "{report:?}");
    let key = report.outcomes[0].issue.as_ref().unwrap().key.clone();
    let made = &site.fetch(3, std::slice::from_ref(&key))[&key]["fields"]["description"];
    let kinds: Vec<_> = made["content"].as_array().unwrap().iter().map(|n| &n["type"]).collect();
    assert_eq!(kinds, ["paragraph", "codeBlock", "paragraph", "table"], "{made}");
}

/// An emptied cell is left alone.
#[test]
fn an_emptied_cell_is_left_alone() {
    let site = Site::new();
    let keys = site.make(&[doc(&[para("north")])]);
    let file = csv(&site.fetch(2, &keys), |_, _| String::new());
    let planned = site.plan(&file);
    assert!(planned.is_nothing(), "{}", planned.told());
}

/// What the conversion would cost is told before it is written.
#[test]
fn what_would_be_lost_is_held_back() {
    let site = Site::new();
    let status = json!({"type": "status", "attrs": {"text": "done", "color": "green"}});
    let keys = site.make(&[doc(&[block("paragraph", vec![text("north "), status])])]);
    let file = csv(&site.fetch(2, &keys), |_, text| text.replace("north", "west"));
    let planned = site.plan(&file);
    let [change] = planned.plan.changes.as_slice() else { panic!("{}", planned.told()) };
    assert_eq!(change.action, Action::Skip, "{}", planned.told());
    assert_eq!(change.losses[0].lost, ["[done]"]);
}
