//! From blocks to Markdown.
//!
//! The Markdown that is printed parses into the blocks it was printed from.

use super::model::{Block, Item, Lines, List, Table};

mod escape;
mod line;

pub(super) use line::Frame;

/// The Markdown of blocks.
pub(super) fn print(blocks: &[Block]) -> String {
    sequence(blocks)
}

/// Blocks with an empty line between them. Lists that follow each other change their sign, or
/// they would be one.
fn sequence(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut previous: Option<(bool, Sign)> = None;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        previous = match block {
            Block::List(list) => {
                let numbered = list.start.is_some();
                let sign = match previous {
                    Some((same, sign)) if same == numbered => sign.other(),
                    _ => Sign::Usual,
                };
                out.push_str(&print_list(list, sign));
                Some((numbered, sign))
            }
            other => {
                out.push_str(&print_block(other));
                None
            }
        };
    }
    out
}

fn print_block(block: &Block) -> String {
    match block {
        Block::Paragraph(lines) => line::print(lines, Frame::Paragraph),
        Block::Heading(level, lines) => {
            let signs = "#".repeat(usize::from(*level));
            format!("{signs} {}", line::print(lines, Frame::Heading))
        }
        Block::List(list) => print_list(list, Sign::Usual),
        Block::Quote(blocks) => prefixed(&sequence(blocks), "> ", "> "),
        Block::Code { language, text } => print_code(language, text),
        Block::Rule => "---".to_owned(),
        Block::Table(table) => print_table(table),
        Block::Panel(kind, blocks) => fenced(kind, blocks),
        Block::Expand(title, blocks) if title.is_empty() => fenced("expand", blocks),
        Block::Expand(title, blocks) => fenced(&format!("expand {title}"), blocks),
    }
}

fn fenced(label: &str, blocks: &[Block]) -> String {
    if blocks.is_empty() {
        return format!(":::{label}\n\n:::");
    }
    format!(":::{label}\n\n{}\n\n:::", sequence(blocks))
}

/// Which of its two signs a list has.
#[derive(Clone, Copy)]
enum Sign {
    /// `-` or `1.`
    Usual,
    /// `*` or `1)`
    Other,
}

impl Sign {
    fn other(self) -> Self {
        match self {
            Self::Usual => Self::Other,
            Self::Other => Self::Usual,
        }
    }

    fn of(self, number: Option<u32>) -> String {
        match (self, number) {
            (Self::Usual, None) => "- ".to_owned(),
            (Self::Other, None) => "* ".to_owned(),
            (Self::Usual, Some(number)) => format!("{number}. "),
            (Self::Other, Some(number)) => format!("{number}) "),
        }
    }
}

fn print_list(list: &List, sign: Sign) -> String {
    let mut number = list.start;
    let mut items = Vec::with_capacity(list.items.len());
    for item in &list.items {
        let sign = sign.of(number);
        number = number.map(|number| number.saturating_add(1).min(999_999_999));
        let indent = " ".repeat(sign.len());
        items.push(prefixed(&print_item(item), &sign, &indent));
    }
    items.join("\n")
}

fn print_item(item: &Item) -> String {
    let task = match item.task {
        Some(true) => "[x] ",
        Some(false) => "[ ] ",
        None => "",
    };
    let mut out = task.to_owned();
    match item.blocks.as_slice() {
        [Block::Paragraph(lines), rest @ ..] => {
            out.push_str(&line::print(lines, Frame::Item));
            if !rest.is_empty() {
                out.push_str(if follows_closely(&rest[0]) { "\n" } else { "\n\n" });
                out.push_str(&sequence(rest));
            }
        }
        blocks => out.push_str(&sequence(blocks)),
    }
    out
}

/// Whether a list may follow a paragraph without an empty line: only then is it not taken for
/// more text.
fn follows_closely(block: &Block) -> bool {
    let Block::List(list) = block else { return false };
    let starts_with_text = list.items.first().is_some_and(|item| {
        item.task.is_some() || matches!(item.blocks.first(), Some(Block::Paragraph(_)))
    });
    list.start.unwrap_or(1) == 1 && starts_with_text
}

/// Each line with something before it; empty lines stay empty but for the sign of a quotation.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (at, line) in text.split('\n').enumerate() {
        let prefix = if at == 0 { first } else { rest };
        if at > 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() && at > 0 { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

/// A fence longer than any run of backticks within.
fn print_code(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    let end = if text.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{text}{end}{fence}")
}

/// The length of the longest run of a sign.
fn longest_run(text: &str, sign: char) -> usize {
    let runs = text.split(|c| c != sign).map(|run| run.chars().count());
    runs.max().unwrap_or(0)
}

fn print_table(table: &Table) -> String {
    let width = table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
    let cell = |lines: &Lines| format!(" {} |", line::print(lines, Frame::Cell));
    let row = |cells: &Vec<Lines>| format!("|{}", cells.iter().map(cell).collect::<String>());
    let mut lines = vec![match &table.header {
        Some(header) => row(header),
        None => format!("|{}", "   |".repeat(width)),
    }];
    lines.push(format!("|{}", " --- |".repeat(width)));
    lines.extend(table.rows.iter().map(row));
    lines.join("\n")
}
