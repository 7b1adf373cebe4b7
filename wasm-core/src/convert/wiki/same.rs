//! Whether two texts of markup are the same one.
//!
//! The CSV differs from what REST v2 says in line ends, in white space at the end of lines and of
//! the text, in whether the tags of a macro have lines of their own, and in whether a blank line
//! stands around it. Nothing else is passed over: a sign more or less is another text.

use super::chars::{escape, reference};
use super::list;
use super::macros::Tag;

/// Whether two texts differ at most in what the CSV changes.
pub(in crate::convert) fn same(a: &str, b: &str) -> bool {
    a == b || Normal::of(a, Escapes::Kept) == Normal::of(b, Escapes::Kept)
}

/// Whether two texts differ at most in that, and in what only keeps a sign from meaning something:
/// the backslash in `\*`.
pub(in crate::convert) fn same_but_for_escapes(a: &str, b: &str) -> bool {
    Normal::of(a, Escapes::Dropped) == Normal::of(b, Escapes::Dropped)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    Kept,
    Dropped,
}

/// A text in the form in which it is compared, as it is made.
struct Normal<'a> {
    out: String,
    open: Vec<Tag<'a>>,
    /// Whether the outermost macro is in a list or a table, where a blank line means something.
    inside: bool,
}

impl<'a> Normal<'a> {
    fn of(text: &str, escapes: Escapes) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        let text = lines.join("\n");
        let mut rest = text.trim();
        let out = String::with_capacity(rest.len());
        let mut normal = Normal { out, open: Vec::new(), inside: false };
        while !rest.is_empty() {
            rest = &rest[normal.step(rest, escapes)..];
        }
        normal.out
    }

    /// Takes over what a text begins with, and tells its length.
    fn step(&mut self, rest: &'a str, escapes: Escapes) -> usize {
        let code = self.open.last().filter(|tag| tag.name.is_verbatim()).map(|tag| tag.name);
        if let Some(tag) = Tag::at(rest).filter(|tag| code.is_none_or(|code| code == tag.name)) {
            let opened = self.open.iter().position(|open| open.name == tag.name);
            return match opened.filter(|_| tag.parameters.is_empty()) {
                Some(at) => self.close(rest, tag, at),
                None => self.open(rest, tag),
            };
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let escaped = escape(rest).filter(|_| code.is_none());
        let (from, length) = match escaped {
            Some(length) if escapes == Escapes::Dropped => (1, length),
            Some(length) => (0, length),
            None if code.is_none() && rest.starts_with("{{") => (0, 2),
            None => (0, first),
        };
        if let Some((c, length)) = reference(rest).filter(|_| escapes == Escapes::Dropped) {
            self.out.push(c);
            return length;
        }
        self.out.push_str(&rest[from..length]);
        length
    }

    fn open(&mut self, rest: &str, tag: Tag<'a>) -> usize {
        if self.open.is_empty() {
            let above = self.out.trim_end_matches('\n');
            let block = above.rsplit("\n\n").next().unwrap_or_default().trim_start();
            self.inside = block.starts_with('|') || list::signs(first_line(block)).is_some();
            if !self.inside && self.out.len() > above.len() {
                self.out.truncate(above.len() + 1);
            }
        }
        self.open.push(tag);
        self.out.push_str(&rest[..tag.length]);
        tag.length + line_feeds(&rest[tag.length..])
    }

    fn close(&mut self, rest: &str, tag: Tag<'a>, at: usize) -> usize {
        self.open.truncate(at);
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push_str(&rest[..tag.length]);
        let behind = line_feeds(&rest[tag.length..]);
        if !self.open.is_empty() || self.inside || behind == 0 {
            return tag.length;
        }
        self.out.push('\n');
        tag.length + behind
    }
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

fn line_feeds(text: &str) -> usize {
    text.len() - text.trim_start_matches('\n').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_csv_changes_is_no_difference() {
        for (csv, jira) in [
            ("a\r\nb\r\n", "a\nb"),
            ("a  \nb\t\n\n", "a\nb"),
            ("{panel:bgColor=#fff}one{panel}\n\nb", "{panel:bgColor=#fff}\none\n{panel}\n\nb"),
            ("See:\n{code:java}a\n\n  b{code}\nEnd", "See:\n{code:java}\na\n\n  b\n{code}\nEnd"),
            (
                "{quote}a{noformat}x{noformat}{quote}",
                "{quote}\na{noformat}\nx\n{noformat}\n{quote}",
            ),
            ("|a|b|\n", "|a|b|"),
            ("a\n{quote}b{quote}\nc", "a\n\n{quote}b{quote}\n\nc"),
        ] {
            assert!(same(csv, jira), "{csv:?} {jira:?}");
        }
    }

    #[test]
    fn all_else_is() {
        for (a, b) in [
            ("-5", "5"),
            ("1.10", "11.0"),
            ("50 €", "50 $"),
            ("x \\!= y", "x == y"),
            ("a\nb", "a\n\nb"),
            ("an age", "a nage"),
            ("a b", "a  b"),
            ("*a*", "{*}a{*}"),
            ("one\ntwo", "* one\n* two"),
            ("* one\n{code}a{code}", "* one\n\n{code}a{code}"),
            ("a*b", "a\\*b"),
            ("{code:java}a{code}", "{code:sql}a{code}"),
            ("{noformat}a\n\nb{noformat}", "{noformat}a\nb{noformat}"),
            ("{code}{quote}\na{code}", "{code}{quote}a{code}"),
        ] {
            assert!(!same(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn escapes_can_be_passed_over() {
        assert!(same_but_for_escapes("a*b\n- c", "a\\*b\n\\- c"));
        assert!(same_but_for_escapes("h1. a", "h1&#46; a"));
        assert!(!same_but_for_escapes("{code}a-b{code}", "{code}a\\-b{code}"));
        assert!(!same_but_for_escapes("a-b", "a*b"));
    }
}
