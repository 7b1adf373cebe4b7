//! What Markdown can say of an Atlassian document: the form between the two.
//!
//! Documents are read into it, Markdown is printed from it and parsed into it, documents are built
//! from it. Everything that has no Markdown is a readable text here.

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Lines of text.
    Paragraph(Lines),
    /// A heading of level 1 to 6.
    Heading(u8, Lines),
    /// Items, numbered or not, or tasks.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code as it is.
    Code {
        /// Language, perhaps empty.
        language: String,
        /// The lines, without the line feed that ends the last one.
        text: String,
    },
    /// A horizontal rule.
    Rule,
    /// A table of plain cells.
    Table(Table),
    /// A coloured panel: `info`, `note`, `tip`, `warning`, `error`, `success`, `custom`.
    Panel(String, Vec<Block>),
    /// A part that can be opened, with its title.
    Expand(String, Vec<Block>),
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List {
    /// The first number; none for bullets and tasks.
    pub(super) start: Option<u32>,
    /// The items.
    pub(super) items: Vec<Item>,
}

impl List {
    /// Whether it is a list of tasks. After [`super::fit`] all items are tasks, or none is.
    pub(super) fn is_tasks(&self) -> bool {
        self.items.first().is_some_and(|item| item.task.is_some())
    }
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Whether the task is done; none if it is no task.
    pub(super) task: Option<bool>,
    /// What it holds.
    pub(super) blocks: Vec<Block>,
}

/// A table; all rows have the same number of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// The header row.
    pub(super) header: Option<Row>,
    /// The other rows.
    pub(super) rows: Vec<Row>,
}

/// The cells of a row.
pub(super) type Row = Vec<Lines>;

/// Lines of text, with a line break between each.
pub(super) type Lines = Vec<Line>;

/// The runs of a line.
pub(super) type Line = Vec<Run>;

/// Text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The text.
    pub(super) text: String,
    /// Its look.
    pub(super) marks: Marks,
}

impl Run {
    /// Text without marks.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Marks::default() }
    }
}

/// The look of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) strong: bool,
    pub(super) em: bool,
    pub(super) strike: bool,
    pub(super) underline: bool,
    pub(super) code: bool,
    pub(super) shift: Option<Shift>,
    pub(super) link: Option<Link>,
}

/// Above or below the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    Sub,
    Sup,
}

/// Where a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The address; never empty.
    pub(super) href: String,
    /// Shown when pointed at; mostly empty.
    pub(super) title: String,
}

/// The text of lines, without marks.
pub(super) fn text_of(lines: &Lines) -> String {
    let texts: Vec<String> =
        lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect();
    texts.join("\n")
}
