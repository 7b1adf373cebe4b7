//! Why a write is refused, in Jira's words.

use std::collections::BTreeMap;

/// Why one value is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The text stands under the field.
    Field(String),
    /// The text stands for the whole request, as `INVALID_INPUT` does.
    Request(String),
}

impl Refusal {
    /// A text under the field.
    pub fn field(text: impl Into<String>) -> Self {
        Self::Field(text.into())
    }
}

/// All that is wrong with one request: Jira's `ErrorCollection`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// Texts for the whole request.
    pub messages: Vec<String>,
    /// Texts by field id.
    pub fields: BTreeMap<String, String>,
}

impl Problems {
    /// One text for the whole request.
    pub fn message(text: impl Into<String>) -> Self {
        Self { messages: vec![text.into()], fields: BTreeMap::new() }
    }

    /// One text under one field.
    pub fn field(id: &str, text: impl Into<String>) -> Self {
        let mut problems = Self::default();
        problems.add(id, Refusal::field(text));
        problems
    }

    /// Takes up the refusal of a field's value; a field keeps its first text.
    pub fn add(&mut self, id: &str, refusal: Refusal) {
        match refusal {
            Refusal::Field(text) => {
                self.fields.entry(id.to_owned()).or_insert(text);
            }
            Refusal::Request(text) => {
                if !self.messages.contains(&text) {
                    self.messages.push(text);
                }
            }
        }
    }

    /// Takes up all of another.
    pub fn merge(&mut self, other: Self) {
        self.messages.extend(other.messages);
        self.fields.extend(other.fields);
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.fields.is_empty()
    }

    /// `value` if nothing is wrong, else what is.
    ///
    /// # Errors
    /// Itself, when anything is wrong.
    pub fn or_value<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
