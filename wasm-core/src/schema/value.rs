//! A field's value in a form in which two values can be compared.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something Jira knows by an id and shows by a name: an option, a user, a version, a priority.
///
/// Two entities are equal when their ids are; names may change or repeat.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Jira's id: an option id, an account ID, a version id, an issue key for a parent.
    pub id: String,
    /// What the user reads and types.
    pub name: String,
}

impl PartialEq for Entity {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Entity {}

/// Rich text: what the cell shows, and the document behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RichText {
    /// Markdown, as the cell shows it.
    pub markdown: String,
    /// The Atlassian document: Jira's own on the `before` side, the one to write on the `after`.
    /// Of a text that has wiki markup it is, on the `after` side, only what Rowport makes of that.
    pub document: Value,
    /// Wiki markup, as the cells of Jira's own CSV show it: what Jira says the text is on the
    /// `before` side, on the `after` what is written, so that Jira itself converts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wiki: Option<String>,
}

impl RichText {
    /// How the text goes to Jira and comes from it.
    pub fn notation(&self) -> Notation {
        if self.wiki.is_some() { Notation::Wiki } else { Notation::Document }
    }

    /// The text in that notation in which a cell shows it.
    pub fn shown(&self) -> &str {
        self.wiki.as_deref().unwrap_or(&self.markdown)
    }
}

/// What the signs in a cell of rich text mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextForm {
    /// Nothing: the text arrives as it was typed.
    #[default]
    Plain,
    /// What Markdown says.
    Markdown,
    /// What Jira's wiki markup says.
    Wiki,
}

impl TextForm {
    /// All of them.
    const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Wiki];

    /// The word by which it is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Wiki => "wiki",
        }
    }

    /// The one of a word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// How rich text goes to Jira and comes from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notation {
    /// As an Atlassian document, over REST v3.
    #[default]
    Document,
    /// As wiki markup, over REST v2. All other fields are as in v3.
    Wiki,
}

/// The value of one field of one issue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum FieldValue {
    /// No value.
    #[default]
    Empty,
    /// Plain text, on one or more lines.
    Text(String),
    /// Rich text.
    Rich(RichText),
    /// A number.
    Number(f64),
    /// A day without a time or a zone.
    Date(Date),
    /// An instant.
    DateTime(Timestamp),
    /// Working time in seconds.
    Duration(i64),
    /// One entity.
    One(Entity),
    /// Several entities; the order means nothing.
    Many(Vec<Entity>),
    /// Words without ids (labels); the order means nothing.
    Words(Vec<String>),
    /// Texts, numbers or days without ids, one per line; their order counts.
    Lines(Vec<String>),
    /// The sprint that an issue is in, after those it was in. Only the open one can be changed.
    Sprints {
        /// Sprints that are over, in Jira's order.
        closed: Vec<Entity>,
        /// The active or future one.
        open: Option<Entity>,
    },
    /// A parent option and perhaps one of its children.
    Cascade {
        /// First level.
        parent: Entity,
        /// Second level.
        child: Option<Entity>,
    },
    /// An issue that the same file creates, by the zero-based sheet row that holds it.
    NewIssue {
        /// Row of the sheet.
        row: u32,
        /// What the user typed to name it.
        label: String,
    },
    /// A value of a type the engine shows but never writes.
    Raw(Value),
}

impl FieldValue {
    /// The entities that it names; none where it is a value of another kind.
    pub fn entities(&self) -> &[Entity] {
        match self {
            Self::One(entity) => std::slice::from_ref(entity),
            Self::Many(entities) => entities,
            _ => &[],
        }
    }

    /// How the value goes to Jira and comes from it; only rich text has a choice.
    pub fn notation(&self) -> Notation {
        match self {
            Self::Rich(rich) => rich.notation(),
            _ => Notation::Document,
        }
    }

    /// The wiki markup of a rich text that has it.
    pub fn markup(&self) -> Option<&str> {
        match self {
            Self::Rich(rich) => rich.wiki.as_deref(),
            _ => None,
        }
    }
}
