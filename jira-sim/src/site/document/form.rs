//! What the grammar of documents is written in.

/// What an attribute may hold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holds {
    /// Anything at all.
    Any,
    /// A text.
    Text,
    /// A text that is not empty.
    Filled,
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// A number from the first to the second.
    Range(f64, f64),
    /// A number that is not smaller.
    AtLeast(f64),
    /// One of these texts.
    One(&'static [&'static str]),
    /// A list of numbers.
    Numbers,
    /// A list of at least one text.
    Texts,
    /// `#` and as many hexadecimal digits as one of these numbers.
    Colour(&'static [usize]),
    /// What a card shows as a list.
    Datasource,
}

/// An attribute of a node or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attr {
    pub name: &'static str,
    pub holds: Holds,
    pub needed: bool,
}

/// What stands in a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    /// Nothing, not even an empty list.
    None,
    /// So many of these, at least and at most. A name with a colon tells the marks that the child
    /// may have here: `paragraph:fontSize`; without a colon it may have its own.
    Of(&'static [&'static str], usize, usize),
    /// These, each in its place; the first must be there.
    Places(&'static [&'static str]),
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub name: &'static str,
    /// The sets of attributes that it may have; none if it has no attributes.
    pub attrs: &'static [&'static [Attr]],
    /// Whether it must have them even where no single one is needed.
    pub attrs_needed: bool,
    pub content: Content,
    /// The marks that it may have anywhere; none if it has no place for marks.
    pub marks: Option<&'static [&'static str]>,
}

/// A mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub name: &'static str,
    pub attrs: &'static [Attr],
}

/// An attribute that must be there.
pub(super) const fn need(name: &'static str, holds: Holds) -> Attr {
    Attr { name, holds, needed: true }
}

/// An attribute that may be there.
pub(super) const fn may(name: &'static str, holds: Holds) -> Attr {
    Attr { name, holds, needed: false }
}

/// A node that nothing is told of but its name and its content.
pub(super) const fn node(name: &'static str, content: Content) -> Node {
    Node { name, attrs: LOCAL, attrs_needed: false, content, marks: None }
}

/// A node with attributes without which it is refused.
pub(super) const fn needing(
    name: &'static str,
    attrs: &'static [&'static [Attr]],
    content: Content,
    marks: Option<&'static [&'static str]>,
) -> Node {
    Node { name, attrs, attrs_needed: true, content, marks }
}

/// What a node has that tells of nothing else: an id of its place.
pub(super) const ID: Attr = may("localId", Holds::Text);
const LOCAL: &[&[Attr]] = &[&[ID]];
