//! Instants in Jira's way of writing.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::draw::dice::Dice;
use super::draw::instant::instant;

/// An instant as Jira writes it: milliseconds, and an offset without a colon.
fn wire(at: Timestamp, offset_minutes: i32) -> String {
    let local = Offset::from_seconds(offset_minutes * 60).unwrap().to_datetime(at);
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.abs();
    let clock = local.strftime("%Y-%m-%dT%H:%M:%S.%3f");
    format!("{clock}{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// Some instant in some offset.
pub fn any(dice: &mut Dice<'_>) -> String {
    let at = instant(dice);
    wire(at, dice.one(&[120, 0, -240, 345, -210, 765, -720, 840, -1, 59]))
}
