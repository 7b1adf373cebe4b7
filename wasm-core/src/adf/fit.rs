//! Blocks brought into a shape that Atlassian's schema allows.
//!
//! Markdown lets a heading stand in a list and a table in a quotation, and so do old documents;
//! the schema does not. What may not stand where it is becomes the nearest thing that may.

use super::model::{Block, Item, Line, Lines, List, Row, Run, Table};
use super::normal;

/// What the blocks are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The document itself, or a column of its layout.
    Document,
    /// A part that can be opened.
    Expand,
    /// Such a part within another.
    NestedExpand,
    Panel,
    Quote,
    /// An item of a list this deep in others, counted from 1.
    Item(usize),
}

/// Lists in lists, at most: the deepest of them becomes lines of text.
const DEEPEST_LIST: usize = 8;

/// The blocks as they may stand in a place. Empty ones are left out.
pub(super) fn fit(blocks: Vec<Block>, place: Place) -> Vec<Block> {
    blocks.into_iter().flat_map(|block| fit_one(block, place)).collect()
}

fn fit_one(block: Block, place: Place) -> Vec<Block> {
    let outside = matches!(place, Place::Quote | Place::Item(_));
    let block = match block {
        Block::Paragraph(lines) => Block::Paragraph(normal::lines(lines)),
        Block::Heading(_, lines) if outside => Block::Paragraph(normal::lines(strong(lines))),
        Block::Heading(level, lines) => Block::Heading(level.clamp(1, 6), normal::lines(lines)),
        Block::List(list) => fit_list(list, place),
        Block::Code { language, text } => {
            Block::Code { language: language_of(&language), text: code_of(&text) }
        }
        Block::Rule if outside => return Vec::new(),
        Block::Rule => Block::Rule,
        Block::Quote(blocks) => match place {
            Place::Document | Place::Expand | Place::NestedExpand => {
                Block::Quote(fit(blocks, Place::Quote))
            }
            _ => return fit(blocks, place),
        },
        Block::Panel(kind, blocks) => match place {
            Place::Document | Place::Expand | Place::NestedExpand => {
                Block::Panel(kind, fit(blocks, Place::Panel))
            }
            _ => return fit(blocks, place),
        },
        Block::Expand(title, blocks) => match place {
            Place::Document => Block::Expand(normal::title(&title), fit(blocks, Place::Expand)),
            Place::Expand => Block::Expand(normal::title(&title), fit(blocks, Place::NestedExpand)),
            _ => {
                let title = Block::Paragraph(strong(vec![vec![Run::plain(title)]]));
                return fit(std::iter::once(title).chain(blocks).collect(), place);
            }
        },
        Block::Table(table) => match place {
            Place::Document | Place::Expand => Block::Table(fit_table(table)),
            _ => Block::Paragraph(normal::lines(table_lines(table))),
        },
    };
    if is_empty(&block) { Vec::new() } else { vec![block] }
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph(lines) | Block::Heading(_, lines) => lines.is_empty(),
        Block::List(list) => list.items.is_empty(),
        Block::Quote(blocks) | Block::Panel(_, blocks) => blocks.is_empty(),
        Block::Expand(title, blocks) => title.is_empty() && blocks.is_empty(),
        Block::Table(table) => table.header.is_none() && table.rows.is_empty(),
        Block::Code { .. } | Block::Rule => false,
    }
}

fn fit_list(list: List, place: Place) -> Block {
    let depth = if let Place::Item(depth) = place { depth } else { 0 };
    if depth >= DEEPEST_LIST {
        return Block::Paragraph(normal::lines(text_lines(vec![Block::List(list)])));
    }
    let start = list.start;
    let items = list
        .items
        .into_iter()
        .map(|item| Item { task: item.task, blocks: fit(item.blocks, Place::Item(depth + 1)) });
    let items: Vec<Item> = items.filter(|item| !item.blocks.is_empty()).collect();
    let items = if start.is_none() { as_tasks(items) } else { items };
    let tasks = start.is_none() && place != Place::Quote && items.iter().all(is_task);
    let items = if tasks { items } else { items.into_iter().map(without_task).collect() };
    Block::List(List { start: start.map(|number| number.min(999_999_999)), items })
}

/// An item that was added to tasks is one too.
fn as_tasks(mut items: Vec<Item>) -> Vec<Item> {
    let tasks = items.iter().filter(|item| item.task.is_some()).count();
    let fits = |item: &Item| matches!(item.blocks.as_slice(), [Block::Paragraph(_)]);
    if tasks * 2 >= items.len() && items.iter().all(|item| item.task.is_some() || fits(item)) {
        items.iter_mut().for_each(|item| item.task = Some(item.task.unwrap_or(false)));
    }
    items
}

/// A task is one paragraph, with lists of tasks below it.
fn is_task(item: &Item) -> bool {
    let below = |block: &Block| matches!(block, Block::List(list) if list.is_tasks());
    match item.blocks.as_slice() {
        [Block::Paragraph(_), rest @ ..] => item.task.is_some() && rest.iter().all(below),
        _ => false,
    }
}

/// An item that can't be a task says so in its text.
fn without_task(mut item: Item) -> Item {
    let Some(done) = item.task.take() else { return item };
    let sign = Run::plain(if done { "[x] " } else { "[ ] " });
    if let Some(Block::Paragraph(lines)) = item.blocks.first_mut() {
        if let Some(line) = lines.first_mut() {
            line.insert(0, sign);
        }
        *lines = normal::lines(std::mem::take(lines));
    } else {
        item.blocks.insert(0, Block::Paragraph(normal::lines(vec![vec![sign]])));
    }
    item
}

/// All rows get as many cells as the longest; a header row of nothing is none.
fn fit_table(table: Table) -> Table {
    let rows = table.header.iter().chain(&table.rows);
    let width = rows.map(Vec::len).max().unwrap_or(0);
    let fit_row = |row: Row| -> Row {
        let mut row: Row = row.into_iter().map(normal::lines).collect();
        row.resize(width, Lines::new());
        row
    };
    let filled = |row: &Row| row.iter().any(|cell| !cell.is_empty());
    let header = table.header.map(fit_row).filter(filled);
    let rows: Vec<Row> =
        if width == 0 { Vec::new() } else { table.rows.into_iter().map(fit_row).collect() };
    Table { header, rows }
}

/// A table as lines: `a | b`.
fn table_lines(table: Table) -> Lines {
    table.header.into_iter().chain(table.rows).map(row_line).collect()
}

fn row_line(row: Row) -> Line {
    let mut line = Line::new();
    for (at, cell) in row.into_iter().enumerate() {
        if at > 0 {
            line.push(Run::plain(" | "));
        }
        line.extend(one_line(cell));
    }
    line
}

fn one_line(lines: Lines) -> Line {
    let mut joined = Line::new();
    for line in lines {
        if !joined.is_empty() {
            joined.push(Run::plain(" "));
        }
        joined.extend(line);
    }
    joined
}

/// All blocks as lines of text, for where only text can be: a cell of a table, a list too deep.
pub(super) fn text_lines(blocks: Vec<Block>) -> Lines {
    let mut lines = Lines::new();
    for block in blocks {
        match block {
            Block::Paragraph(own) => lines.extend(own),
            Block::Heading(_, own) => lines.extend(strong(own)),
            Block::Code { text, .. } => lines.extend(text.lines().map(code_line)),
            Block::Rule => {}
            Block::Quote(blocks) | Block::Panel(_, blocks) => lines.extend(text_lines(blocks)),
            Block::Expand(title, blocks) => {
                lines.extend(strong(vec![vec![Run::plain(title)]]));
                lines.extend(text_lines(blocks));
            }
            Block::Table(table) => lines.extend(table_lines(table)),
            Block::List(list) => lines.extend(list_lines(list)),
        }
    }
    lines
}

fn code_line(text: &str) -> Line {
    let mut run = Run::plain(text);
    run.marks.code = true;
    vec![run]
}

fn list_lines(list: List) -> Lines {
    let mut number = list.start;
    let mut lines = Lines::new();
    for item in list.items {
        let sign = match (item.task, number) {
            (Some(true), _) => "☑ ".to_owned(),
            (Some(false), _) => "☐ ".to_owned(),
            (None, Some(number)) => format!("{number}. "),
            (None, None) => "• ".to_owned(),
        };
        number = number.map(|number| number + 1);
        let mut own = text_lines(item.blocks);
        match own.first_mut() {
            Some(first) => first.insert(0, Run::plain(sign)),
            None => own.push(vec![Run::plain(sign)]),
        }
        lines.extend(own);
    }
    lines
}

fn strong(mut lines: Lines) -> Lines {
    for run in lines.iter_mut().flatten() {
        run.marks.strong = true;
    }
    lines
}

/// A language as a code fence can name it.
fn language_of(language: &str) -> String {
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '#' | '.');
    if language.chars().all(named) { language.to_owned() } else { String::new() }
}

fn code_of(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}
