//! Addresses that somebody typed become links, as on GitHub and in Jira's own editor.
//!
//! The rules are those of GitHub's extended autolinks: `https://`, `http://` and `www.`, and
//! e-mail addresses, without the punctuation that ends a sentence. An address that stands in the
//! document as text already stays text, and so does one that was edited, so that nothing changes
//! which nobody changed.

use std::collections::BTreeSet;
use std::ops::Range;

use super::model::{Block, Line, Lines, Link, Run};
use super::normal;

/// An address in a text, and where it leads.
struct Found {
    at: Range<usize>,
    href: String,
}

/// The blocks with a link on each address, but for those that `old` has as text.
pub(super) fn link(mut blocks: Vec<Block>, old: &[Block]) -> Vec<Block> {
    let known = staying(addresses(old), addresses(&blocks));
    each(&mut blocks, &mut |lines| {
        if lines.iter().flat_map(texts).any(|text| !known.contains(&text)) {
            let linked = lines.iter().map(|line| linked(line, &known)).collect();
            *lines = normal::lines(linked);
        }
    });
    blocks
}

/// A line with a link on each address.
pub(super) fn line(line: &Line) -> Line {
    linked(line, &BTreeSet::new())
}

/// The addresses that blocks have as text.
fn addresses(blocks: &[Block]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each(&mut blocks.to_vec(), &mut |lines| found.extend(lines.iter().flat_map(texts)));
    found
}

/// The addresses that stay text: those that were, and for each that is gone the one most like it,
/// which it was edited into.
fn staying(old: BTreeSet<String>, new: BTreeSet<String>) -> BTreeSet<String> {
    let mut typed: Vec<String> = new.difference(&old).cloned().collect();
    let mut staying = old;
    let gone: Vec<String> = staying.difference(&new).cloned().collect();
    for was in gone {
        let alike = |(_, now): &(usize, &String)| shared_ends(&was, now);
        if let Some((at, _)) = typed.iter().enumerate().max_by_key(alike) {
            staying.insert(typed.swap_remove(at));
        }
    }
    staying
}

/// How much two texts have in common at their ends, in bytes.
fn shared_ends(a: &str, b: &str) -> usize {
    let start = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a.as_bytes()[start..], &b.as_bytes()[start..]);
    start + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

/// Every text of the blocks but code.
pub(super) fn each(blocks: &mut [Block], change: &mut impl FnMut(&mut Lines)) {
    for block in blocks {
        match block {
            Block::Paragraph(lines) | Block::Heading(_, lines) => change(lines),
            Block::List(list) => {
                for item in &mut list.items {
                    each(&mut item.blocks, change);
                }
            }
            Block::Quote(inner) | Block::Panel(_, inner) | Block::Expand(_, inner) => {
                each(inner, change);
            }
            Block::Table(table) => {
                table.header.iter_mut().chain(&mut table.rows).flatten().for_each(&mut *change);
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

/// The addresses that a line has as text.
fn texts(line: &Line) -> Vec<String> {
    let of_run = |(run, found): (&Run, Vec<Found>)| {
        found.into_iter().map(|f| run.text[f.at].to_owned()).collect::<Vec<_>>()
    };
    runs(line).flat_map(of_run).collect()
}

/// The runs of a line, each with the addresses in it.
fn runs(line: &Line) -> impl Iterator<Item = (&Run, Vec<Found>)> {
    let mut before = None;
    line.iter().map(move |run| {
        let bare = run.marks.link.is_none() && !run.marks.code;
        let found = if bare { find(&run.text, before) } else { Vec::new() };
        before = run.text.chars().next_back().or(before);
        (run, found)
    })
}

fn linked(line: &Line, known: &BTreeSet<String>) -> Line {
    let mut new = Line::new();
    for (run, found) in runs(line) {
        let part = |text: &str, link: Option<Link>| {
            let mut run = Run { text: text.to_owned(), marks: run.marks.clone() };
            run.marks.link = link.or(run.marks.link);
            run
        };
        let mut done = 0;
        for Found { at, href } in found {
            if !known.contains(&run.text[at.clone()]) {
                new.push(part(&run.text[done..at.start], None));
                done = at.end;
                new.push(part(&run.text[at], Some(Link { href, title: String::new() })));
            }
        }
        new.push(part(&run.text[done..], None));
    }
    new.retain(|run| !run.text.is_empty());
    new
}

/// The addresses in a text, which follows a character of the same line.
fn find(text: &str, before: Option<char>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut before = before;
    for (at, c) in text.char_indices() {
        let taken = found.last().is_some_and(|last| at < last.at.end);
        let may_start = before.is_none_or(|c| c.is_whitespace() || "*_~(".contains(c));
        before = Some(c);
        if !taken
            && may_start
            && let Some((length, href)) = address(&text[at..])
        {
            found.push(Found { at: at..at + length, href });
        }
    }
    found
}

/// The length of the address that a text begins with, and where it leads.
fn address(text: &str) -> Option<(usize, String)> {
    let starts = |with: &str| text.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    let scheme = ["https://", "http://"].into_iter().find(|scheme| starts(scheme));
    if let Some(scheme) = scheme {
        let url = url(text, scheme.len(), 1)?;
        return Some((url.len(), url.to_owned()));
    }
    if starts("www.") {
        let url = url(text, 0, 2)?;
        return Some((url.len(), format!("http://{url}")));
    }
    let mail = mail(text)?;
    Some((mail.len(), format!("mailto:{mail}")))
}

/// A URL up to the end of its path; its domain begins at `start` and has at least so many parts.
fn url(text: &str, start: usize, parts: usize) -> Option<&str> {
    let domain = domain(&text[start..])?;
    if domain.split('.').count() < parts {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(text.len());
    let url = without_punctuation(&text[..end]);
    (url.len() >= start + domain.len()).then_some(url)
}

/// What of a text is a domain: letters, digits, hyphens and underscores between points; none of
/// the last two parts has an underscore.
fn domain(text: &str) -> Option<&str> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let end = text.find(|c: char| !part(c)).unwrap_or(text.len());
    let domain = text[..end].trim_end_matches(['.', '-', '_']);
    let whole = !domain.is_empty() && domain.split('.').all(|part| !part.is_empty());
    (whole && !domain.rsplit('.').take(2).any(|part| part.contains('_'))).then_some(domain)
}

/// An e-mail address: its domain has a point.
fn mail(text: &str) -> Option<&str> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let at = text.find(|c: char| !local(c)).filter(|at| *at > 0)?;
    let domain = domain(text[at..].strip_prefix('@')?)?;
    // What `git@host:path` and `user@10.0.0.1` name is no mailbox.
    let end = at + 1 + domain.len();
    let path = text[end..]
        .strip_prefix(':')
        .is_some_and(|rest| !rest.starts_with(char::is_whitespace) && !rest.is_empty());
    let named = domain.rsplit('.').next().is_some_and(|last| last.starts_with(char::is_alphabetic));
    (domain.contains('.') && named && !path).then(|| &text[..end])
}

/// A URL without the signs that belong to the sentence around it: closing brackets that are not
/// opened in it, character references, and what ends a sentence.
fn without_punctuation(url: &str) -> &str {
    let mut url = url;
    loop {
        let count = |sign: char| url.matches(sign).count();
        let shorter = match url.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => {
                &url[..url.len() - 1]
            }
            Some(')') if count(')') > count('(') => &url[..url.len() - 1],
            Some(';') => match url[..url.len() - 1].rsplit_once('&') {
                Some((rest, name)) if name.bytes().all(|b| b.is_ascii_alphanumeric()) => rest,
                _ => &url[..url.len() - 1],
            },
            _ => return url,
        };
        url = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{from_markdown, merge, to_markdown};
    use serde_json::json;

    use super::*;

    /// The addresses of a text, each with where it leads if that is another text.
    fn found(text: &str) -> Vec<String> {
        let shown = |found: Found| {
            let own = &text[found.at];
            if own == found.href { own.to_owned() } else { format!("{own} -> {}", found.href) }
        };
        find(text, None).into_iter().map(shown).collect()
    }

    #[test]
    fn addresses_are_found_as_github_finds_them() {
        for (text, expected) in [
            ("see https://example.com/a_(b).", "https://example.com/a_(b)"),
            ("(https://example.com/a)", "https://example.com/a"),
            ("HTTPS://Example.com, then", "HTTPS://Example.com"),
            ("http://localhost:8080/x?", "http://localhost:8080/x"),
            ("https://münchen.example/ü;", "https://münchen.example/ü"),
            ("www.example.com!", "www.example.com -> http://www.example.com"),
            ("mia.k+x@example.com.", "mia.k+x@example.com -> mailto:mia.k+x@example.com"),
            ("https://a.b/?q=1&copy;", "https://a.b/?q=1"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for text in [
            "xhttps://example.com",
            "https://",
            "www.",
            "www.a_b.c_d",
            "@mia",
            "a@b",
            "ftp://a.b",
            "",
        ] {
            assert_eq!(found(text), [] as [String; 0], "{text}");
        }
        assert_eq!(found("https://a.b https://c.d").len(), 2);
    }

    #[test]
    fn a_typed_address_is_a_link_but_in_code() {
        let text = "- **see https://a.b/c.** `https://d.e`\n\n```\nhttps://f.g\n```\n\n| x |\n| --- |\n| www.h.i |";
        assert_eq!(
            to_markdown(&from_markdown(text)),
            "- **see [https://a.b/c](https://a.b/c).** `https://d.e`\n\n```\nhttps://f.g\n```\n\n| x |\n| --- |\n| [www.h.i](http://www.h.i) |"
        );
    }

    #[test]
    fn an_address_that_was_text_stays_text() {
        let text = |text: &str| {
            json!({ "type": "doc", "version": 1, "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": text }] },
        ] })
        };
        let old = text("see https://old.example now");
        let edited = merge(&old, "see https://old.example then https://new.example");
        assert_eq!(to_markdown(&edited), "see https://old.example then <https://new.example>");
        assert_eq!(merge(&edited, "see https://old.example then https://new.example"), edited);
        let other = merge(&old, "see https://new.example, not https://old.example/1 now");
        assert_eq!(to_markdown(&other), "see <https://new.example>, not https://old.example/1 now");
    }
}
