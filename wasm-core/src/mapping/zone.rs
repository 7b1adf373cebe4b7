//! The zone in which a file's cells show instants.

use super::{Layout, Origin};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldSchema, FieldType};

/// The zone of the export that wrote the file, whatever the user's is by now; the user's own for
/// every other file.
pub struct FileZone<'a> {
    user: &'a dyn Zone,
    own: Option<Box<dyn Zone>>,
    /// Its name, where it is another one than the user's.
    other: Option<&'a str>,
}

impl<'a> FileZone<'a> {
    /// The zone of a file. Where the zone of the export is not known by its name, the user's
    /// stands in for it.
    pub fn new(origin: Option<&'a Origin>, user: &'a dyn Zone) -> Self {
        let zone = origin.map_or("", |origin| &origin.zone);
        let other = Some(zone).filter(|zone| !zone.is_empty() && *zone != user.name());
        Self { user, own: other.and_then(|zone| user.named(zone)), other }
    }

    /// The zone to read and show the file's instants in.
    pub fn zone(&self) -> &dyn Zone {
        self.own.as_deref().unwrap_or(self.user)
    }

    /// A warning where the zone is not the user's, and the table has instants that an import
    /// writes.
    pub(crate) fn finding(&self, sheet: &str, layout: &Layout<'_>) -> Option<Finding> {
        let instants = |field: &FieldSchema| field.kind == FieldType::DateTime && field.writable();
        let zone = self.other.filter(|_| layout.columns.iter().any(|c| instants(c.field)))?;
        let code = if self.own.is_some() { "file-zone" } else { "file-zone-unknown" };
        let message = Message::new(code).with("zone", zone).with("own", self.user.name());
        Some(Finding::warning(message, Place::sheet(sheet)))
    }
}
