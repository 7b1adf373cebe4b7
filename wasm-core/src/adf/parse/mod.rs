//! From Markdown to blocks: CommonMark with GitHub's tables, task lists and strike-through, and
//! the fences `:::info` and `:::expand Title`.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::fit::{Place, fit};
use super::model::{Block, Item, Lines, List, Row, Run, Table};
use super::normal;
use super::print::Frame;

mod fence;
mod inline;

use inline::Inline;

/// Quotations and lists in each other, at most; deeper ones lose their shape, not their text.
const DEEPEST: usize = 40;

/// The blocks of a text.
pub(super) fn parse(markdown: &str) -> Vec<Block> {
    let text = markdown.replace("\r\n", "\n").replace('\r', "\n");
    fit(fence::blocks(&text), Place::Document)
}

/// The only text of a document that holds nothing else in its frame; no lines if there is more.
pub(super) fn framed(markdown: &str, frame: Frame) -> Lines {
    let mut blocks = parse(markdown);
    let (Some(block), true) = (blocks.pop(), blocks.is_empty()) else { return Lines::new() };
    match (frame, block) {
        (Frame::Paragraph, Block::Paragraph(lines))
        | (Frame::Heading, Block::Heading(1, lines)) => lines,
        (Frame::Item, Block::List(List { start: None, mut items })) if items.len() == 1 => {
            let item = items.swap_remove(0);
            match <[Block; 1]>::try_from(item.blocks) {
                Ok([Block::Paragraph(lines)]) if item.task.is_none() => lines,
                _ => Lines::new(),
            }
        }
        (Frame::Cell, Block::Table(mut table)) if table.rows.len() == 1 => {
            match <[Lines; 1]>::try_from(table.rows.swap_remove(0)) {
                Ok([lines]) => lines,
                Err(_) => Lines::new(),
            }
        }
        _ => Lines::new(),
    }
}

/// The blocks of a text without fences of its own.
fn plain(markdown: &str) -> Vec<Block> {
    Blocks { events: events(markdown), ignored: 0, task: None }.sequence(0)
}

fn events(markdown: &str) -> Parser<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

struct Blocks<'a> {
    events: Parser<'a>,
    /// Starts of lists and quotations that were too deep, whose ends are to come.
    ignored: usize,
    /// The box of the item that is being read.
    task: Option<bool>,
}

impl Blocks<'_> {
    /// The blocks up to the end of the block that they are in.
    fn sequence(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut inline = Inline::default();
        while let Some(event) = self.events.next() {
            let Some(event) = inline.take(event) else { continue };
            if let Event::TaskListMarker(done) = event {
                self.task = Some(done);
                continue;
            }
            flush(&mut inline, &mut blocks);
            match event {
                Event::Start(tag) if is_nested(&tag) && depth >= DEEPEST => self.ignored += 1,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Start(tag) => self.start(tag, depth, &mut blocks),
                Event::Rule => blocks.push(Block::Rule),
                Event::End(_) if self.ignored > 0 => self.ignored -= 1,
                Event::End(_) => return blocks,
                _ => {}
            }
        }
        flush(&mut inline, &mut blocks);
        blocks
    }

    fn start(&mut self, tag: Tag<'_>, depth: usize, blocks: &mut Vec<Block>) {
        blocks.push(match tag {
            Tag::Heading { level, .. } => Block::Heading(level as u8, self.text()),
            Tag::BlockQuote(_) => Block::Quote(self.sequence(depth + 1)),
            Tag::List(start) => self.list(start, depth),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let mut text = self.raw();
                if text.ends_with('\n') {
                    text.pop();
                }
                Block::Code { language, text }
            }
            Tag::HtmlBlock => Block::Paragraph(vec![vec![Run::plain(self.raw())]]),
            Tag::Table(_) => self.table(),
            _ => return blocks.extend(self.sequence(depth + 1)),
        });
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> Block {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            let outer = self.task.take();
            let blocks = self.sequence(depth + 1);
            items.push(Item { task: self.task.take(), blocks });
            self.task = outer;
        }
        let start = start.map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        Block::List(List { start, items })
    }

    fn table(&mut self) -> Block {
        let mut header = None;
        let mut rows: Vec<Row> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => header = Some(self.row()),
                Event::Start(Tag::TableRow) => rows.push(self.row()),
                _ => break,
            }
        }
        Block::Table(Table { header, rows })
    }

    fn row(&mut self) -> Row {
        let mut cells = Row::new();
        while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
            cells.push(self.text());
        }
        cells
    }

    /// The text up to the end of the block that holds nothing else.
    fn text(&mut self) -> Lines {
        let mut inline = Inline::default();
        for event in self.events.by_ref() {
            if inline.take(event).is_some() {
                break;
            }
        }
        normal::lines(inline.finish())
    }

    /// The characters up to the end of the block.
    fn raw(&mut self) -> String {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => {
                    text.push_str(&part);
                }
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        text
    }
}

fn is_nested(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)
}

fn flush(inline: &mut Inline, blocks: &mut Vec<Block>) {
    let lines = std::mem::take(inline).finish();
    if lines.iter().any(|line| !line.is_empty()) {
        blocks.push(Block::Paragraph(lines));
    }
}
