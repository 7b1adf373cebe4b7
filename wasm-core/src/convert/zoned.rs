//! Between instants and what a clock on the wall shows in the user's zone.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::ports::Zone;

/// Hours around a moment within which a change of the zone's rules can matter to it.
const PROBES: [i64; 5] = [-26, -13, 0, 13, 26];

/// What the clock shows, cut to whole seconds: a cell shows no less.
pub(super) fn civil(zone: &dyn Zone, at: Timestamp) -> DateTime {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    offset(zone, whole).to_datetime(whole)
}

/// The instant at which the clock shows `civil`.
///
/// When clocks go back it shows some times twice: the first is meant. When they go forward it
/// skips some: those are moved forward by as much.
/// None beyond the years 1 to 9999.
pub(super) fn instant(zone: &dyn Zone, civil: DateTime) -> Option<Timestamp> {
    let as_utc = Offset::UTC.to_timestamp(civil).ok()?;
    let offsets = PROBES.map(|hours| {
        let near = as_utc.checked_add(SignedDuration::from_hours(hours)).unwrap_or(as_utc);
        offset(zone, near)
    });
    let shown = offsets.iter().filter_map(|offset| offset.to_timestamp(civil).ok());
    let exact = shown.filter(|at| offset(zone, *at).to_datetime(*at) == civil).min();
    let before_gap = offsets[0];
    exact.or_else(|| before_gap.to_timestamp(civil).ok())
}

/// Whether the clock shows the same again after `at`'s first showing, so that `at` is not what
/// [`instant`] would find.
pub(super) fn shown_before(zone: &dyn Zone, at: Timestamp) -> bool {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    instant(zone, civil(zone, at)) != Some(whole)
}

fn offset(zone: &dyn Zone, at: Timestamp) -> Offset {
    Offset::from_seconds(zone.offset_seconds(at)).unwrap_or(Offset::UTC)
}
