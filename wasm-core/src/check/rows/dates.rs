//! A column of instants that an export wrote, as exactly as its cells tell them.

use jiff::{SignedDuration, Timestamp};

use super::Input;
use crate::convert::{self, Context};
use crate::mapping::{FieldColumn, zone_named};
use crate::ports::Zone;
use crate::schema::FieldValue;
use crate::sheet::{CellValue, TableRow};

/// By how much a time that a sheet keeps as a fraction of a day may be rounded.
const ROUNDED: SignedDuration = SignedDuration::from_secs(1);

/// By how much two zones differ at most.
const ZONES: SignedDuration = SignedDuration::from_hours(26);

/// A column of instants.
pub(super) struct Dates<'s, 'a> {
    input: Input<'a>,
    column: &'s FieldColumn<'a>,
    /// The zone that its header names.
    zone: Option<Box<dyn Zone>>,
    /// Whether its cells tell seconds, as some of them have some.
    seconds: bool,
}

/// What a cell tells of an instant: from a time on, and before another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
    /// Whether it is so short that an instant within it is the one that is meant.
    exact: bool,
    /// Whether it is so long that Jira may have been changed again within it.
    pub(super) coarse: bool,
}

impl Span {
    /// Whether an instant is within it.
    pub(super) fn has(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    /// Whether an instant is within it or so near that only the zone is another one.
    pub(super) fn is_near(&self, at: Timestamp) -> bool {
        let apart = |from: Timestamp| at.duration_since(from).abs();
        self.has(at) || apart(self.from).min(apart(self.to)) <= ZONES
    }

    /// Whether it tells the minute, and not the day alone.
    pub(super) fn is_minute(&self) -> bool {
        self.exact && self.coarse
    }

    /// Whether an instant is the one that the cell tells.
    pub(super) fn is(&self, at: Option<Timestamp>) -> bool {
        self.exact && at.is_some_and(|at| self.has(at))
    }
}

impl<'s, 'a> Dates<'s, 'a> {
    pub(super) fn new(input: &Input<'a>, column: &'s FieldColumn<'a>) -> Self {
        let mut cells = input.table.rows.iter().filter_map(|row| column.cells(row).next());
        let seconds = cells.any(|cell| match cell {
            CellValue::DateTime(at) => at.second() != 0,
            _ => false,
        });
        let zone = column.detail.as_deref().and_then(|zone| zone_named(zone, input.zone));
        Self { input: *input, column, zone, seconds }
    }

    fn zone(&self) -> &dyn Zone {
        self.zone.as_deref().unwrap_or(self.input.zone)
    }

    /// What a row tells; none where its cell can't be read.
    pub(super) fn of(&self, row: &TableRow) -> Option<Span> {
        let cell = self.column.cells(row).next()?;
        let cx = Context::new(self.zone(), self.input.target);
        let read = convert::parse(self.column.field, &[cell], &cx, &self.column.options);
        let Ok(FieldValue::DateTime(at)) = read else { return None };
        let (length, exact) = match cell {
            CellValue::DateTime(_) if self.seconds => (1, true),
            CellValue::DateTime(_) => (60, true),
            CellValue::Text(text) => match text.matches(':').count() {
                // A day, which may have an hour more where clocks go back.
                0 => (25 * 3600, false),
                1 => (60, true),
                _ => (1, true),
            },
            _ => (25 * 3600, false),
        };
        let to = at.checked_add(SignedDuration::from_secs(length)).ok()?;
        Some(Span { from: at.checked_sub(ROUNDED).ok()?, to, exact, coarse: length > 1 })
    }
}
