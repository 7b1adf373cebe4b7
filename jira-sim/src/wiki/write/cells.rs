//! The lines of a paragraph as characters and nodes, each with its marks.

use jiff::Timestamp;
use serde_json::Value;

use super::{children, kind, media};
use crate::wiki::{
    chars::safe,
    colour, emoji,
    marks::{Marks, Sign},
};

/// A character, or a node that is written as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A character of a text.
    Char(char),
    /// Markup.
    Raw(String),
    /// One of Atlassian's emoji: its emoticon, and its short name for where no emoticon may stand.
    Emoji(&'static str, String),
}

/// A part of a line.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it is.
    pub mark: Mark,
    /// Its marks.
    pub marks: Marks,
}

/// The lines of inline nodes. Spaces at the edge of a mark are outside of it.
pub fn lines(nodes: &[Value]) -> Vec<Vec<Cell>> {
    let mut lines = vec![Vec::new()];
    for node in nodes {
        add(node, &mut lines);
    }
    for line in &mut lines {
        trim(line);
    }
    lines
}

fn text(words: &str, marks: &Marks, lines: &mut Vec<Vec<Cell>>) {
    for c in words.replace("\r\n", "\n").chars() {
        if matches!(c, '\n' | '\r') {
            lines.push(Vec::new());
        } else if let Some(line) = lines.last_mut() {
            line.push(Cell { mark: Mark::Char(c), marks: marks.clone() });
        }
    }
}

fn raw(mark: Mark, lines: &mut [Vec<Cell>]) {
    if let Some(line) = lines.last_mut() {
        line.push(Cell { mark, marks: Marks::default() });
    }
}

fn add(node: &Value, lines: &mut Vec<Vec<Cell>>) {
    let attr = |name: &str| node["attrs"][name].as_str().unwrap_or_default();
    match kind(node) {
        "text" => {
            let mut marks = Marks::of(node);
            marks.link = marks.link.map(|href| media::address(&href).into());
            marks.link = marks.link.filter(|href| safe(href));
            text(node["text"].as_str().unwrap_or_default(), &marks, lines);
        }
        "hardBreak" => lines.push(Vec::new()),
        "mention" => mention(attr("id"), attr("text"), lines),
        "emoji" => match emoji::emoticon(attr("id")) {
            Some(sign) => raw(Mark::Emoji(sign, attr("shortName").to_owned()), lines),
            None => {
                let shown = if attr("text").is_empty() { attr("shortName") } else { attr("text") };
                text(shown, &Marks::default(), lines);
            }
        },
        "inlineCard" if attr("url").is_empty() => raw(Mark::Raw(media::adf_in_line(node)), lines),
        "inlineCard" => raw(Mark::Raw(media::card(node, "smart-link")), lines),
        "mediaInline" => raw(Mark::Raw(media::file(node)), lines),
        "date" => {
            let day =
                attr("timestamp").parse().ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
            let shown = day.map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
            text(&shown, &Marks { code: true, ..Marks::default() }, lines);
        }
        "status" => status(attr("text"), attr("color"), lines),
        "placeholder" => text(attr("text"), &Marks::default(), lines),
        "inlineExtension" => raw(Mark::Raw(media::adf_in_line(node)), lines),
        _ => {
            for child in children(node) {
                add(child, lines);
            }
        }
    }
}

fn mention(id: &str, shown: &str, lines: &mut Vec<Vec<Cell>>) {
    let id = id.trim();
    if id.is_empty() || id.contains(['[', ']', '|', '\\', '\n', '&']) {
        return text(shown, &Marks::default(), lines);
    }
    raw(Mark::Raw(format!("[~accountid:{id}]")), lines);
}

/// A status is written as a strong text in its colour, and read as one.
fn status(words: &str, colour: &str, lines: &mut Vec<Vec<Cell>>) {
    let shown = match colour {
        "purple" => "#6554c0",
        "blue" => "#00b8d9",
        "red" => "#ff5630",
        "yellow" => "#ff991f",
        "green" => "#36b37e",
        other => &colour::hex(other).filter(|_| other.starts_with('#')).unwrap_or("#97a0af".into()),
    };
    let mut marks = Marks { colour: Some(shown.into()), ..Marks::default() };
    marks.add(Sign::Strong);
    text(&format!("[ {} ]", words.trim().to_uppercase()), &marks, lines);
}

/// Takes the marks that have signs from the spaces at their edges: a sign beside a space means
/// nothing. A mark also ends where one around it does.
fn trim(line: &mut [Cell]) {
    edges(line, |m| m.link.clone(), |m| m.link = None);
    for (at, sign) in Sign::NESTED.into_iter().enumerate() {
        let around = |m: &Marks| (m.link.clone(), m.signs[..at].to_vec());
        edges(line, |m| m.has(sign).then(|| around(m)), |m| m.signs[sign.index()] = false);
    }
    edges(line, |m| m.code.then(|| m.link.clone()), |m| m.code = false);
}

/// Whether a part of a line is a space.
pub fn is_space(cell: &Cell) -> bool {
    matches!(cell.mark, Mark::Char(c) if c.is_whitespace())
}

fn edges<T: PartialEq>(
    line: &mut [Cell],
    value: impl Fn(&Marks) -> Option<T>,
    clear: impl Fn(&mut Marks),
) {
    let mut start = 0;
    while start < line.len() {
        let Some(own) = value(&line[start].marks) else {
            start += 1;
            continue;
        };
        let run = line[start..].iter().take_while(|c| value(&c.marks).as_ref() == Some(&own));
        let end = start + run.count();
        let first = line[start..end].iter().position(|c| !is_space(c)).map_or(end, |n| start + n);
        let last =
            line[first..end].iter().rposition(|c| !is_space(c)).map_or(first, |n| first + n + 1);
        for cell in line[start..first].iter_mut() {
            clear(&mut cell.marks);
        }
        for cell in &mut line[last..end] {
            clear(&mut cell.marks);
        }
        start = end.max(start + 1);
    }
}
