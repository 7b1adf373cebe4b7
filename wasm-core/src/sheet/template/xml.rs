//! XML that is copied but for a few places: tags with where they are in the text.

use std::borrow::Cow;
use std::ops::Range;

use super::super::read::xml::{Tag, Token, decode, token};

/// A tag and its place, from `<` to after `>`.
pub(super) struct Node<'x> {
    pub(super) range: Range<usize>,
    pub(super) token: Token<'x>,
}

/// Goes from tag to tag. Broken ends are ends: what follows is copied as it is.
pub(super) struct Cursor<'x> {
    xml: &'x str,
    at: usize,
}

impl<'x> Cursor<'x> {
    pub(super) fn new(xml: &'x str) -> Self {
        Self { xml, at: 0 }
    }

    /// Starts within the text, after an opening tag.
    pub(super) fn from(xml: &'x str, at: usize) -> Self {
        Self { xml, at }
    }

    /// The next tag; comments, instructions and literal sections are passed over.
    pub(super) fn next(&mut self) -> Option<Node<'x>> {
        loop {
            let start = self.at + self.xml.get(self.at..)?.find('<')?;
            let rest = &self.xml[start..];
            let other = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
            if let Some((_, end)) = other.iter().find(|(open, _)| rest.starts_with(open)) {
                self.at = start + rest.find(end)? + end.len();
                continue;
            }
            let end = start + tag_len(rest)?;
            self.at = end;
            let inner = self.xml.get(start + 1..end - 1)?;
            return Some(Node { range: start..end, token: token(inner.as_bytes()) });
        }
    }

    /// The next opening tag of one of these names, and its whole element, which is passed over.
    pub(super) fn element(&mut self, names: &[&str]) -> Option<Element<'x>> {
        while let Some(node) = self.next() {
            if let Token::Open(tag) = node.token
                && names.iter().any(|name| name.as_bytes() == tag.name)
            {
                return self.whole(tag, node.range);
            }
        }
        None
    }

    /// The next element at this level; none where the level ends.
    pub(super) fn child(&mut self) -> Option<Element<'x>> {
        let node = self.next()?;
        match node.token {
            Token::Open(tag) => self.whole(tag, node.range),
            Token::Close(_) => {
                self.at = node.range.start;
                None
            }
        }
    }

    /// The whole element of an opening tag that was just passed.
    fn whole(&mut self, tag: Tag<'x>, open: Range<usize>) -> Option<Element<'x>> {
        let mut inner = open.end..open.end;
        let mut depth = usize::from(!tag.empty);
        while depth > 0 {
            let node = self.next()?;
            match node.token {
                Token::Open(tag) => depth += usize::from(!tag.empty),
                Token::Close(_) => depth -= 1,
            }
            inner.end = node.range.start;
        }
        Some(Element { range: open.start..self.at, tag, open, inner })
    }
}

/// An element and its places in the text.
pub(super) struct Element<'x> {
    /// All of it.
    pub(super) range: Range<usize>,
    pub(super) tag: Tag<'x>,
    /// Its opening tag.
    pub(super) open: Range<usize>,
    /// What is between its tags.
    pub(super) inner: Range<usize>,
}

impl Element<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.tag.name == name.as_bytes()
    }
}

fn tag_len(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// An opening tag with an attribute set to a value, in its place or at the end.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let value = escape(value);
    let mut rest = 0;
    while let Some(equals) = tag.get(rest..).and_then(|text| text.find('=')) {
        let equals = rest + equals;
        let key = tag[..equals].trim_end();
        let key = key.rsplit(|c: char| c.is_whitespace() || c == ':').next().unwrap_or(key);
        let Some(quote) = tag[equals..].find(['"', '\'']) else { break };
        let open = equals + quote;
        let Some(len) = tag[open + 1..].find(&tag[open..=open]) else { break };
        if key == name {
            return format!("{}{value}{}", &tag[..=open], &tag[open + 1 + len..]);
        }
        rest = open + len + 2;
    }
    let end = tag.trim_end_matches('>').trim_end_matches('/').len();
    format!("{} {name}=\"{value}\"{}", tag[..end].trim_end(), &tag[end..])
}

/// The document with the text of elements of these names changed where `change` gives another;
/// none where all stays the same.
pub(super) fn with_texts(
    xml: &str,
    names: &[&str],
    mut change: impl FnMut(&str) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut cursor = Cursor::new(xml);
    while let Some(element) = cursor.element(names) {
        let text = decode(xml.get(element.inner.clone()).unwrap_or_default().as_bytes());
        if let Some(changed) = change(&text) {
            out.push_str(&xml[copied..element.inner.start]);
            out.push_str(&escape(&changed));
            copied = element.inner.end;
        }
    }
    out.push_str(&xml[copied..]);
    (copied > 0).then_some(out)
}

/// The document without the elements of a name that `unwanted` picks; none where it has none.
pub(super) fn without(
    xml: &str,
    name: &str,
    unwanted: impl Fn(&Tag<'_>) -> bool,
) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut cursor = Cursor::new(xml);
    while let Some(element) = cursor.element(&[name]) {
        if unwanted(&element.tag) {
            out.push_str(&xml[copied..element.range.start]);
            copied = element.range.end;
        }
    }
    out.push_str(&xml[copied..]);
    (copied > 0).then_some(out)
}

/// The document with more elements at the end of the first one of a name; none without such a one.
pub(super) fn appended(xml: &str, name: &str, added: &str) -> Option<String> {
    let root = Cursor::new(xml).element(&[name])?;
    if root.tag.empty {
        let open = xml[root.open.clone()].trim_end_matches("/>");
        let name = open.trim_start_matches('<').split_ascii_whitespace().next()?;
        let after = &xml[root.open.end..];
        return Some(format!("{}{open}>{added}</{name}>{after}", &xml[..root.open.start]));
    }
    Some(format!("{}{added}{}", &xml[..root.inner.end], &xml[root.inner.end..]))
}

/// The prefix with its colon of the first element of a name; empty for none.
pub(super) fn prefix_of<'x>(xml: &'x str, name: &str) -> &'x str {
    let open = Cursor::new(xml).element(&[name]).map(|element| &xml[element.open]);
    let end = |open: &str| open.find(name);
    open.and_then(|open| open.get(1..end(open)?)).unwrap_or_default()
}

/// The rows without the values that formulas had: not every program calculates when it opens a
/// file, and an old value would be taken for a true one. None where there is no formula.
pub(super) fn without_results(xml: &str) -> Option<String> {
    if !xml.contains("<f") && !xml.contains(":f") {
        return None;
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut cursor = Cursor::new(xml);
    while let Some(cell) = cursor.element(&["c"]) {
        let mut parts = Cursor::from(xml, cell.inner.start);
        let parts: Vec<_> = std::iter::from_fn(|| parts.child()).collect();
        let value = parts.iter().find(|part| part.is("v"));
        let (true, Some(value)) = (parts.iter().any(|part| part.is("f")), value) else { continue };
        let open = &xml[cell.open.clone()];
        let typed = cell.tag.get("t").is_some();
        out.push_str(&xml[copied..cell.open.start]);
        out.push_str(&if typed { with_attribute(open, "t", "n") } else { open.to_owned() });
        out.push_str(&xml[cell.open.end..value.range.start]);
        copied = value.range.end;
    }
    out.push_str(&xml[copied..]);
    (copied > 0).then_some(out)
}

/// A text as XML can hold it between tags and in quotes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\n', '\r', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_set_in_its_place() {
        for (tag, wanted) in [
            ("<table id=\"1\" ref=\"A1:B2\" name='x'>", "<table id=\"1\" ref=\"A1:C9\" name='x'>"),
            ("<autoFilter ref='A1'/>", "<autoFilter ref='A1:C9'/>"),
            ("<a xr:uid=\"ref=\" />", "<a xr:uid=\"ref=\" ref=\"A1:C9\"/>"),
            ("<a>", "<a ref=\"A1:C9\">"),
        ] {
            assert_eq!(with_attribute(tag, "ref", "A1:C9"), wanted);
        }
    }

    #[test]
    fn texts_are_changed_and_nothing_else() {
        let xml = "<?xml version='1.0'?><c:s><!-- <f>x</f> --><c:f>a&amp;b</c:f><f/><g>a</g></c:s>";
        let wrap = |text: &str| (!text.is_empty()).then(|| format!("<{text}>"));
        let changed = with_texts(xml, &["f"], wrap).unwrap();
        assert_eq!(changed, xml.replace("a&amp;b", "&lt;a&amp;b&gt;"));
        assert_eq!(with_texts(xml, &["h"], wrap), None);
    }

    #[test]
    fn formulas_forget_their_values_and_cells_keep_theirs() {
        let xml =
            "<row><c r='A1' t=\"str\"><f>B1</f><v>x</v></c><c r='B1' t='s'><v>0</v></c><c/></row>";
        let wanted = "<row><c r='A1' t=\"n\"><f>B1</f></c><c r='B1' t='s'><v>0</v></c><c/></row>";
        assert_eq!(without_results(xml).as_deref(), Some(wanted));
        assert_eq!(without_results(wanted), None);
    }

    #[test]
    fn elements_are_added_at_the_end() {
        for (xml, wanted) in [
            ("<a><x:b><c/></x:b></a>", "<a><x:b><c/><d/></x:b></a>"),
            ("<a><x:b k='1'/></a>", "<a><x:b k='1'><d/></x:b></a>"),
        ] {
            assert_eq!(appended(xml, "b", "<d/>").as_deref(), Some(wanted));
            assert_eq!(prefix_of(xml, "b"), "x:");
        }
        assert_eq!((appended("<a/>", "b", "<d/>"), prefix_of("<b/>", "b")), (None, ""));
    }

    #[test]
    fn elements_within_elements_are_passed_over() {
        let xml = "<a><b><b/>x</b><c k='>'/></a>";
        let mut cursor = Cursor::new(xml);
        cursor.next();
        let names = std::iter::from_fn(|| cursor.child()).map(|e| &xml[e.range]);
        assert_eq!(names.collect::<Vec<_>>(), ["<b><b/>x</b>", "<c k='>'/>"]);
    }
}
