//! From lines of runs to Markdown.
//!
//! CommonMark's rules for what opens and closes emphasis depend on the letters around it, so that
//! not every look can be said with signs alone. Each text is printed in the most readable of three
//! styles that parses back into what was printed.

use super::super::model::{Line, Lines, Link, Marks, Run, Shift};
use super::super::parse;
use super::escape::{self, Around};
use super::longest_run;

/// What a text is in. It decides which signs mean something, and how a line is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Frame {
    Paragraph,
    /// The first text of an item of a list.
    Item,
    Heading,
    /// A cell of a table.
    Cell,
}

impl Frame {
    /// The text as a document of its own, to be parsed.
    fn around(self, text: &str) -> String {
        match self {
            Self::Paragraph => text.to_owned(),
            Self::Item => format!("- {}", text.replace('\n', "\n  ")),
            Self::Heading => format!("# {text}"),
            Self::Cell => format!("| a |\n| --- |\n| {text} |"),
        }
    }

    fn line_break(self) -> &'static str {
        match self {
            Self::Paragraph | Self::Item => "\n",
            Self::Heading | Self::Cell => "<br>",
        }
    }
}

/// How a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `**bold**`, and only the signs escaped that could mean something.
    Readable,
    /// `<strong>bold</strong>`, which needs no rules.
    Tags,
    /// Every sign escaped as well.
    Strict,
}

/// The Markdown of lines.
pub(super) fn print(lines: &Lines, frame: Frame) -> String {
    for style in [Style::Readable, Style::Tags] {
        let text = styled(lines, frame, style);
        if is_harmless(lines, &text) || parse::framed(&frame.around(&text), frame) == *lines {
            return text;
        }
    }
    styled(lines, frame, Style::Strict)
}

/// Whether a text has nothing that could be taken for a sign, so that it need not be parsed.
fn is_harmless(lines: &Lines, text: &str) -> bool {
    let plain = matches!(lines.as_slice(), [line] if matches!(line.as_slice(), [run] if run.marks == Marks::default()));
    let start = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = start.len() < text.len() && start.starts_with(['.', ')']);
    plain && !numbered && !text.contains(|c: char| "\\*_~`[]<>&|#+-=:".contains(c) || c == '\t')
}

fn styled(lines: &Lines, frame: Frame, style: Style) -> String {
    let signs = escape::Signs::of(lines);
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push_str(frame.line_break());
        }
        let broken_again = line.is_empty() && frame.line_break() == "\n";
        if broken_again {
            out.push('\\');
            continue;
        }
        let mut printer =
            Printer { out, line, open: Vec::new(), frame, style, signs: &signs, first: at == 0 };
        printer.print();
        out = printer.out;
    }
    out
}

/// A look that is opened and closed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Link(Link),
    Strong,
    Em,
    Strike,
    Underline,
    Shift(Shift),
}

fn marks(marks: &Marks) -> Vec<Mark> {
    let mut found = Vec::new();
    found.extend(marks.link.clone().map(Mark::Link));
    found.extend(marks.strong.then_some(Mark::Strong));
    found.extend(marks.em.then_some(Mark::Em));
    found.extend(marks.strike.then_some(Mark::Strike));
    found.extend(marks.underline.then_some(Mark::Underline));
    found.extend(marks.shift.map(Mark::Shift));
    found
}

struct Printer<'a> {
    out: String,
    line: &'a Line,
    /// What is open, with the text that closes it.
    open: Vec<(Mark, String)>,
    frame: Frame,
    style: Style,
    signs: &'a escape::Signs,
    /// Whether it is the first line of its text.
    first: bool,
}

impl Printer<'_> {
    fn print(&mut self) {
        let start = self.out.len();
        for at in 0..self.line.len() {
            let run = &self.line[at];
            if let Some(href) = self.autolink(at).map(str::to_owned) {
                self.close_all_but(&without_link(&run.marks));
                self.out.push_str(&format!("<{href}>"));
                continue;
            }
            self.close_all_but(&marks(&run.marks));
            self.open_missing(at);
            if run.marks.code {
                self.code(&run.text);
            } else {
                self.text(at, self.out.len() == start);
            }
        }
        self.close_all_but(&[]);
    }

    /// Closes what the next run does not have, and so what was opened after it.
    fn close_all_but(&mut self, wanted: &[Mark]) {
        while self.open.iter().any(|(mark, _)| !wanted.contains(mark)) {
            if let Some((_, close)) = self.open.pop() {
                self.out.push_str(&close);
            }
        }
    }

    /// Opens what the run has more, first what lasts longest.
    fn open_missing(&mut self, at: usize) {
        let is_open = |mark: &Mark| self.open.iter().any(|(open, _)| open == mark);
        let wanted = marks(&self.line[at].marks).into_iter().filter(|mark| !is_open(mark));
        let mut missing: Vec<(usize, Mark)> =
            wanted.map(|mark| (self.lasts(at, &mark), mark)).collect();
        missing.sort_by_key(|(lasts, _)| std::cmp::Reverse(*lasts));
        for (lasts, mark) in missing {
            let (open, close) = self.delimiters(&mark, at + lasts);
            self.out.push_str(&open);
            self.open.push((mark, close));
        }
    }

    /// How many runs from here on have a mark.
    fn lasts(&self, at: usize, mark: &Mark) -> usize {
        self.line[at..].iter().take_while(|run| marks(&run.marks).contains(mark)).count()
    }

    fn delimiters(&self, mark: &Mark, end: usize) -> (String, String) {
        let tag = |name: &str| (format!("<{name}>"), format!("</{name}>"));
        let both = |sign: &str| (sign.to_owned(), sign.to_owned());
        let readable = self.style == Style::Readable;
        match mark {
            Mark::Link(link) => ("[".to_owned(), self.link_end(link)),
            Mark::Strong if readable => both("**"),
            Mark::Em if readable => both(self.em_sign(end)),
            Mark::Strike if readable => both("~~"),
            Mark::Strong => tag("strong"),
            Mark::Em => tag("em"),
            Mark::Strike => tag("s"),
            Mark::Underline => tag("u"),
            Mark::Shift(Shift::Sub) => tag("sub"),
            Mark::Shift(Shift::Sup) => tag("sup"),
        }
    }

    /// `_` reads better beside `**`, but means nothing within a word.
    fn em_sign(&self, end: usize) -> &'static str {
        let before = self.out.chars().next_back();
        let after = self.line.get(end).and_then(|run| run.text.chars().next());
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if in_word(before) || in_word(after) { "*" } else { "_" }
    }

    fn link_end(&self, link: &Link) -> String {
        let strict = self.style == Style::Strict;
        let cell = self.frame == Frame::Cell;
        let href = escape::href(&link.href, strict, cell);
        if link.title.is_empty() {
            format!("]({href})")
        } else {
            format!("]({href} \"{}\")", escape::title(&link.title))
        }
    }

    /// The address of a run that shows nothing but its address.
    fn autolink(&self, at: usize) -> Option<&str> {
        let run = &self.line[at];
        let link = run.marks.link.as_ref()?;
        let alone =
            |other: Option<&Run>| other.is_none_or(|run| run.marks.link.as_ref() != Some(link));
        let shown = link.title.is_empty()
            && link.href == run.text
            && !run.marks.code
            && escape::is_autolink(&run.text)
            && marks(&run.marks).len() == 1
            && alone(at.checked_sub(1).and_then(|before| self.line.get(before)))
            && alone(self.line.get(at + 1));
        (shown && self.style != Style::Strict).then_some(link.href.as_str())
    }

    fn code(&mut self, text: &str) {
        if self.style == Style::Strict {
            let text = escape::all(text);
            self.out.push_str(&format!("<code>{text}</code>"));
            return;
        }
        let fence = "`".repeat(shortest_fence(text));
        let ends = |c: char| text.starts_with(c) && text.ends_with(c);
        let padded = text.starts_with('`')
            || text.ends_with('`')
            || (ends(' ') && text.contains(|c: char| c != ' '));
        let pad = if padded { " " } else { "" };
        let text =
            if self.frame == Frame::Cell { text.replace('|', "\\|") } else { text.to_owned() };
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn text(&mut self, at: usize, line_start: bool) {
        let run = &self.line[at];
        if self.style == Style::Strict {
            self.out.push_str(&escape::all(&run.text));
            return;
        }
        let next = self.line.get(at + 1);
        let around = Around {
            before: self.out.chars().next_back().filter(|_| !line_start),
            after: next.and_then(|run| run.text.chars().next()),
            before_link: next
                .is_some_and(|next| next.marks.link != run.marks.link && next.marks.link.is_some()),
            line_start,
            text_start: line_start && self.first,
            line_end: next.is_none(),
            in_link: run.marks.link.is_some(),
            frame: self.frame,
        };
        self.out.push_str(&escape::text(&run.text, &around, self.signs));
    }
}

fn without_link(all: &Marks) -> Vec<Mark> {
    marks(&Marks { link: None, ..all.clone() })
}

/// The shortest fence that does not occur within.
fn shortest_fence(text: &str) -> usize {
    let occurs = |length: usize| text.split(|c| c != '`').any(|run| run.len() == length);
    (1..=longest_run(text, '`') + 1).find(|length| !occurs(*length)).unwrap_or(1)
}
