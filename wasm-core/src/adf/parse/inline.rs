//! The events within a text, gathered into lines of runs.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::model::{Line, Lines, Link, Marks, Run, Shift};

/// A tag of HTML that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Strong,
    Em,
    Strike,
    Underline,
    Code,
    Sub,
    Sup,
}

/// A text that is being read.
#[derive(Default)]
pub(super) struct Inline {
    lines: Lines,
    looks: Vec<Look>,
    links: Vec<Link>,
}

impl Inline {
    /// Takes an event if it belongs into a text; gives it back if it does not.
    pub(super) fn take<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Text(text) => self.text(&text, false),
            Event::Code(text) => self.text(&text, true),
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::Start(Tag::Emphasis) => self.looks.push(Look::Em),
            Event::Start(Tag::Strong) => self.looks.push(Look::Strong),
            Event::Start(Tag::Strikethrough) => self.looks.push(Look::Strike),
            Event::End(TagEnd::Emphasis) => self.close(Look::Em),
            Event::End(TagEnd::Strong) => self.close(Look::Strong),
            Event::End(TagEnd::Strikethrough) => self.close(Look::Strike),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.links.push(Link { href: format!("{scheme}{dest_url}"), title: title.into() });
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.links.push(Link { href: dest_url.into(), title: title.into() });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                self.links.pop();
            }
            other => return Some(other),
        }
        None
    }

    /// The lines.
    pub(super) fn finish(self) -> Lines {
        self.lines
    }

    fn text(&mut self, text: &str, code: bool) {
        let has = |look: Look| self.looks.contains(&look);
        let shift = self.looks.iter().rev().find_map(|look| match look {
            Look::Sub => Some(Shift::Sub),
            Look::Sup => Some(Shift::Sup),
            _ => None,
        });
        let marks = Marks {
            strong: has(Look::Strong),
            em: has(Look::Em),
            strike: has(Look::Strike),
            underline: has(Look::Underline),
            code: code || has(Look::Code),
            shift,
            link: self.links.last().cloned(),
        };
        self.line().push(Run { text: text.to_owned(), marks });
    }

    /// The line that is being read.
    fn line(&mut self) -> &mut Line {
        if self.lines.is_empty() {
            self.lines.push(Line::new());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    fn line_break(&mut self) {
        self.line();
        self.lines.push(Line::new());
    }

    /// A tag that has Markdown's meaning; any other is text.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']).trim();
        let look = match name.to_ascii_lowercase().as_str() {
            "br" => return self.line_break(),
            "strong" | "b" => Look::Strong,
            "em" | "i" => Look::Em,
            "s" | "del" | "strike" => Look::Strike,
            "u" | "ins" => Look::Underline,
            "code" => Look::Code,
            "sub" => Look::Sub,
            "sup" => Look::Sup,
            _ => return self.text(tag, false),
        };
        if !tag.starts_with("</") {
            self.looks.push(look);
        } else if self.looks.contains(&look) {
            self.close(look);
        } else {
            self.text(tag, false);
        }
    }

    fn close(&mut self, look: Look) {
        if let Some(at) = self.looks.iter().rposition(|open| *open == look) {
            self.looks.remove(at);
        }
    }
}
