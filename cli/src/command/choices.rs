//! Whose values conflicts end with, by the options.

use wasm_core::mapping::{Again, MappedTo, Mapping, Resolutions};
use wasm_core::message::Message;
use wasm_core::schema::{FieldId, FieldSchema};

use crate::args::{ConflictChoice, ImportedBefore, Plan};
use crate::failure::Failure;

/// A column that gives a field, with the names that it may be called by.
struct Column<'a> {
    field: &'a FieldId,
    names: [&'a str; 3],
}

impl Column<'_> {
    fn is(&self, name: &str) -> bool {
        let plain = |name: &str| name.trim().to_lowercase();
        self.names.iter().any(|own| plain(own) == plain(name))
    }
}

/// The user's choices: those for one column go before those for all.
///
/// # Errors
/// A column that the file does not have.
pub(super) fn resolutions(
    args: &Plan,
    mapping: &Mapping,
    fields: &[FieldSchema],
) -> Result<Resolutions, Failure> {
    let columns: Vec<Column<'_>> = mapping
        .columns
        .iter()
        .filter_map(|column| match &column.mapped {
            MappedTo::Field(id) => {
                let field = fields.iter().find(|field| field.id == *id);
                let name = field.map_or(id.as_str(), |field| &field.name);
                Some(Column { field: id, names: [&column.header, id.as_str(), name] })
            }
            _ => None,
        })
        .collect();
    let imported_before = args.imported_before.map(|answer| match answer {
        ImportedBefore::Update => Again::Update,
        ImportedBefore::Create => Again::Create,
    });
    let mut resolutions = Resolutions { imported_before, ..Resolutions::default() };
    if args.accept_loss {
        resolutions.accept_loss = columns.iter().map(|column| column.field.clone()).collect();
    }
    let (all, single): (Vec<&ConflictChoice>, Vec<_>) =
        args.conflicts.iter().partition(|choice| choice.column.is_none());
    for ConflictChoice { column: name, side } in all.into_iter().chain(single) {
        let meant = |column: &&Column<'_>| name.as_ref().is_none_or(|name| column.is(name));
        let chosen: Vec<_> = columns.iter().filter(meant).collect();
        if let (Some(name), []) = (name, chosen.as_slice()) {
            return Err(Failure::usage(Message::new("no-such-column").with("column", name)));
        }
        let sides = chosen.into_iter().map(|column| (column.field.clone(), *side));
        resolutions.columns.extend(sides);
    }
    Ok(resolutions)
}
