//! The cells of a row as a person sees them, and what is in doubt about them.

use std::borrow::Cow;

use super::{Note, NoteKind};
use crate::convert::{self, Context};
use crate::mapping::FieldColumn;
use crate::schema::FieldValue;
use crate::sheet::{CellValue, Table, TableRow};

/// A note about a value that is only likely.
pub(super) fn doubtful(
    column: usize,
    field: &FieldColumn<'_>,
    (table, row): (&Table, &TableRow),
    after: &FieldValue,
    cx: &Context<'_>,
) -> Option<Note> {
    let cells = as_shown(table, field, row);
    let cells: Vec<&CellValue> = cells.iter().map(Cow::as_ref).collect();
    let (at, doubt) = convert::doubt(field.field, &cells, after, cx, &field.options)?;
    let position = field.filled(row).nth(at);
    let place = position.and_then(|at| table.columns.get(at)).map_or(field.column, |c| c.index);
    Some(Note { column, kind: NoteKind::Doubtful(place, doubt) })
}

/// The cells of a field as a person sees them.
pub(super) fn as_shown<'r>(
    table: &Table,
    field: &FieldColumn<'_>,
    row: &'r TableRow,
) -> Vec<Cow<'r, CellValue>> {
    let cells = field.cells(row).map(Cow::Borrowed);
    if table.shapes.is_empty() {
        return cells.collect();
    }
    let places = field.filled(row).map(|at| table.columns.get(at).map(|column| column.index));
    let shown = |(cell, place): (Cow<'r, CellValue>, Option<u32>)| {
        let shape = place.and_then(|column| table.shapes.of(row.row, column));
        let shown = shape.and_then(|shape| convert::seen(field.field, &cell, shape));
        shown.map_or(cell, Cow::Owned)
    };
    cells.zip(places.chain(std::iter::repeat(None))).map(shown).collect()
}
