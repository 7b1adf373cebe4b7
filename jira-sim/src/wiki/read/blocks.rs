//! The blocks of a text: paragraphs, headings, rules, macros; lists and tables have files of their
//! own.

use serde_json::{Value, json};

use super::{
    Context, blocks,
    inline::{self, Piece},
    list,
    macros::{Finder, Name, Span},
    nodes::{block, code_block, paragraph, title},
    place::Place,
    table,
};
use crate::wiki::{
    chars::{blank, is_rule, list_signs},
    colour,
};

/// The languages that Jira knows in `{code:…}`; any other is Java.
#[rustfmt::skip]
const LANGUAGES: [&str; 80] = [
    "abap", "actionscript", "ada", "applescript", "arduino", "autoit", "bash", "c", "c#", "c++",
    "clojure", "coffeescript", "cpp", "csharp", "css", "cuda", "d", "dart", "delphi", "elixir",
    "erlang", "fortran", "foxpro", "go", "groovy", "haskell", "haxe", "html", "java", "javascript",
    "js", "json", "julia", "kotlin", "latex", "livescript", "lua", "mathematica", "matlab", "none",
    "nyan", "objc", "objective-c", "objective-j", "objectpascal", "ocaml", "octave", "perl", "php",
    "powershell", "prolog", "puppet", "python", "qml", "r", "racket", "rainbow",
    "restructuredtext", "ruby", "rust", "sass", "scala", "scheme", "sh", "shell", "smalltalk",
    "sql", "standardml", "swift", "tcl", "tex", "typescript", "vala", "vbnet", "verilog", "vhdl",
    "visualbasic", "xml", "xquery", "yaml",
];

/// Reads the blocks of one text.
pub struct Blocks<'a, 'c> {
    text: &'a str,
    context: Context<'c>,
    finder: Finder<'a>,
    out: Vec<Value>,
    /// The lines of the paragraph under way.
    lines: String,
    /// Whether the next character is the first of its line.
    fresh: bool,
}

impl<'a, 'c> Blocks<'a, 'c> {
    pub fn new(text: &'a str, context: Context<'c>) -> Self {
        let finder = Finder::new(text);
        Self { text, context, finder, out: Vec::new(), lines: String::new(), fresh: true }
    }

    pub fn read(mut self) -> Vec<Value> {
        let mut at = 0;
        while at < self.text.len() {
            at = if self.fresh { self.line(at) } else { self.words(at) };
        }
        self.flush();
        self.out
    }

    /// Reads what begins at the start of a line, and tells where to go on.
    fn line(&mut self, at: usize) -> usize {
        let rest = self.text[at..].trim_start_matches(blank);
        let start = self.text.len() - rest.len();
        if rest.starts_with('\n') {
            self.flush();
            return start + 1;
        }
        let line = rest.split('\n').next().unwrap_or_default();
        if let Some(level) = heading(line) {
            return self.one_line(start, 3, |content| heading_node(level, content));
        }
        if line.starts_with("bq.") {
            return self
                .one_line(start, 3, |content| block("blockquote", vec![paragraph(content)]));
        }
        if is_rule(line) {
            self.flush();
            self.out.push(block("rule", Vec::new()));
            return (start + line.len() + 1).min(self.text.len());
        }
        if self.context.place != Place::Item && list_signs(line).is_some() {
            self.flush();
            let end = self.list_end(start);
            self.out.extend(list::read(&self.text[start..end], self.context));
            return end;
        }
        if self.context.tables
            && let Some((table, end)) =
                table::read(self.text, start, &mut self.finder, self.context)
        {
            self.flush();
            self.out.push(table);
            return end;
        }
        self.fresh = false;
        start
    }

    /// Reads words up to the end of the line or to a macro.
    fn words(&mut self, at: usize) -> usize {
        let (end, found) = self.finder.in_line(at);
        self.lines.push_str(&self.text[at..end]);
        let Some(span) = found else {
            self.fresh = true;
            if end < self.text.len() {
                self.lines.push('\n');
            }
            return (end + 1).min(self.text.len());
        };
        self.flush();
        let made = self.made_of(&span);
        self.out.extend(made);
        self.behind(span.end)
    }

    /// Where reading goes on behind a macro.
    fn behind(&mut self, end: usize) -> usize {
        let rest = self.text[end..].trim_start_matches(blank);
        let at = self.text.len() - rest.len();
        self.fresh = rest.starts_with('\n');
        if self.fresh { at + 1 } else { at }
    }

    /// A block that is the rest of its line, without the first characters.
    fn one_line(
        &mut self,
        start: usize,
        without: usize,
        node: impl Fn(Vec<Value>) -> Value,
    ) -> usize {
        self.flush();
        let (end, found) = self.finder.in_line(start + without);
        let content = inline::line(self.text[start + without..end].trim());
        self.out.push(node(content));
        self.fresh = found.is_none();
        if self.fresh { (end + 1).min(self.text.len()) } else { end }
    }

    /// The end of the list that begins at `start`: a blank line, or the end of the text.
    fn list_end(&mut self, start: usize) -> usize {
        let mut at = start;
        loop {
            let end = self.finder.line_end(at);
            let next = (end + 1).min(self.text.len());
            let rest = self.text[next..].trim_start_matches(blank);
            if rest.is_empty() || rest.starts_with('\n') {
                return next;
            }
            at = next;
        }
    }

    /// Ends the paragraph under way.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if lines.trim().is_empty() {
            return;
        }
        let mut pieces = Vec::new();
        for piece in inline::pieces(&lines) {
            match piece {
                Piece::Inline(node) => pieces.push(node),
                Piece::Block(node) => {
                    self.out.extend(of_line(std::mem::take(&mut pieces)));
                    self.out.push(node);
                }
            }
        }
        self.out.extend(of_line(pieces));
    }

    fn made_of(&self, span: &Span<'a>) -> Vec<Value> {
        let body = &self.text[span.body.clone()];
        let heading = span.parameter("title").map(title);
        match span.name {
            Name::Code | Name::Noformat => {
                let language = (span.name == Name::Code).then(|| language(span));
                let code = code_block(body.trim_matches('\n'), language.as_deref());
                heading.into_iter().chain([code]).collect()
            }
            Name::Quote => {
                let content = blocks(body, self.context.within(Place::Quote));
                Place::Quote.hold(content, |held| block("blockquote", held))
            }
            Name::Panel => {
                let kind = colour::panel(span.parameter("bgColor"));
                let mut content = blocks(body, self.context.within(Place::Panel));
                content.splice(0..0, heading);
                Place::Panel.hold(
                    content,
                    |held| json!({"type": "panel", "attrs": {"panelType": kind}, "content": held}),
                )
            }
            Name::Expand => {
                let place = if self.context.tables { Place::Expand } else { Place::NestedExpand };
                let name = span.parameter("title").or(span.word()).unwrap_or_default();
                let content = blocks(body, self.context.within(place));
                place.hold(
                    content,
                    |held| json!({"type": "expand", "attrs": {"title": name}, "content": held}),
                )
            }
            Name::Adf => vec![of_json(body)],
        }
    }
}

fn heading(line: &str) -> Option<u32> {
    let (level, _) = line.strip_prefix('h')?.split_once('.')?;
    (level.len() == 1).then(|| level.parse().ok()).flatten().filter(|n| (1..=6).contains(n))
}

fn heading_node(level: u32, content: Vec<Value>) -> Value {
    let mut node = block("heading", content);
    node["attrs"] = json!({"level": level});
    node
}

fn language(span: &Span<'_>) -> String {
    let word = span.word().unwrap_or_default().to_ascii_lowercase();
    if LANGUAGES.contains(&word.as_str()) { word } else { "java".to_owned() }
}

/// A paragraph of inline nodes, or a group of files if each line is one; none if nothing is to be
/// seen.
fn of_line(mut nodes: Vec<Value>) -> Option<Value> {
    let is_break = |n: &Value| n["type"] == "hardBreak";
    while nodes.last().is_some_and(is_break) {
        nodes.pop();
    }
    let first = nodes.iter().position(|n| !is_break(n))?;
    nodes.drain(..first);
    if let Some(words) = nodes.first().and_then(|n| n["text"].as_str()) {
        match words.trim_start_matches(blank).to_owned() {
            words if words.is_empty() => drop(nodes.remove(0)),
            words => nodes[0]["text"] = words.into(),
        }
    }
    let blank_text =
        |n: &Value| is_break(n) || n["text"].as_str().is_some_and(|text| text.trim().is_empty());
    let file = |n: &Value| n["type"] == "mediaInline";
    if nodes.iter().all(blank_text) {
        return None;
    }
    let in_lines = |(at, node)| if at % 2 == 0 { file(node) } else { is_break(node) };
    if !nodes.iter().enumerate().all(in_lines) {
        return Some(paragraph(nodes));
    }
    let mut files: Vec<Value> = nodes.into_iter().filter(file).collect();
    for node in &mut files {
        node["type"] = "media".into();
    }
    Some(block("mediaGroup", files))
}

/// The node of an `{adf}` macro; anything else is shown as it is.
fn of_json(body: &str) -> Value {
    const KINDS: [&str; 5] = ["table", "extension", "bodiedExtension", "embedCard", "blockCard"];
    let node = serde_json::from_str::<Value>(body.trim()).ok();
    let known = |n: &Value| n["type"].as_str().is_some_and(|kind| KINDS.contains(&kind));
    node.filter(known)
        .unwrap_or_else(|| code_block(&format!("Invalid ADF Macro: {}", body.trim()), None))
}
