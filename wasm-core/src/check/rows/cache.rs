//! Texts that were read before.
//!
//! A column of statuses or users holds few different texts, and what a text means depends on the
//! project and the issue type at most. So each is looked up once, whatever the number of rows.

use std::collections::HashMap;

use crate::convert::{self, Context};
use crate::mapping::FieldColumn;
use crate::message::Message;
use crate::schema::{Entity, FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::Place;

type Read = Result<FieldValue, Message>;

/// What the texts of each column mean in each place.
#[derive(Default)]
pub(super) struct Cache {
    places: HashMap<Place, usize>,
    texts: HashMap<(usize, Option<usize>), HashMap<String, Read>>,
}

impl Cache {
    /// Reads the cells of a field. `column` is the field's position among the columns.
    pub(super) fn read(
        &mut self,
        column: usize,
        field: &FieldColumn<'_>,
        cells: &[&CellValue],
        cx: &Context<'_>,
    ) -> Read {
        let parse = |cx: &Context<'_>| convert::parse(field.field, cells, cx, &field.options);
        let [CellValue::Text(text)] = cells else { return parse(cx) };
        if !is_looked_up(field.field) {
            return parse(cx);
        }
        // A text that names what the issue holds itself means that, whoever else has the name.
        let current = cx.issue.and_then(|issue| issue.values.get(&field.field.id));
        if current.is_some_and(|current| is_mentioned(current, text)) {
            return parse(cx);
        }
        let place = cx.place.or_else(|| cx.issue.map(|issue| &issue.place));
        let place = place.map(|place| self.place(place));
        let texts = self.texts.entry((column, place)).or_default();
        let known = match texts.get(text) {
            Some(known) => known.clone(),
            None => {
                let without_issue = Context { issue: None, ..*cx };
                let read = parse(&without_issue);
                texts.insert(text.clone(), read.clone());
                read
            }
        };
        // What the issue holds itself may be named even where nobody else could choose it.
        match known {
            Err(_) if cx.issue.is_some() => parse(cx),
            known => known,
        }
    }

    fn place(&mut self, place: &Place) -> usize {
        if let Some(&known) = self.places.get(place) {
            return known;
        }
        let next = self.places.len();
        self.places.insert(place.clone(), next);
        next
    }
}

/// Whether a text may name one of the entities of a value.
fn is_mentioned(value: &FieldValue, text: &str) -> bool {
    let named = |entity: &Entity| {
        let name = entity.name.trim();
        (!name.is_empty() && text.contains(name))
            || (text.contains('<') && text.contains(&entity.id))
    };
    match value {
        FieldValue::One(entity) => named(entity),
        FieldValue::Many(entities) => entities.iter().any(named),
        FieldValue::Cascade { parent, .. } => named(parent),
        _ => false,
    }
}

/// Whether reading the field means finding its text in a list.
fn is_looked_up(field: &FieldSchema) -> bool {
    use FieldType as T;
    match field.kind {
        T::Project
        | T::IssueType
        | T::Status
        | T::Priority
        | T::Resolution
        | T::User
        | T::Users
        | T::Components
        | T::Version
        | T::Versions
        | T::Option
        | T::Options
        | T::Cascading
        | T::ProjectChoice
        | T::Group
        | T::Groups
        | T::Team
        | T::SecurityLevel
        | T::Organizations
        | T::Assets => true,
        T::Key
        | T::Text
        | T::Url
        | T::RichText
        | T::Number
        | T::Date
        | T::DateTime
        | T::Duration
        | T::Labels
        | T::Parent
        // What a sprint's cell asks for depends on the sprints the issue was in.
        | T::Sprint
        | T::Texts
        | T::Numbers
        | T::Dates
        | T::Links
        | T::Subtasks
        | T::Attachments
        | T::Count
        | T::Progress
        | T::TimeTracking
        | T::Sla
        | T::ReadOnlyName
        | T::EpicLink
        | T::Internal
        | T::Unknown => false,
    }
}
