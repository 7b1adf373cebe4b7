//! What is done when the answer to a write does not come.
//!
//! Nobody knows then whether Jira carried it out, or still will: a commit may come long after the
//! connection was cut. So nothing is sent again before it was looked for several times, and only
//! where the issue is still as it was.

use std::time::Duration;

/// Waits before each look, one after the other.
pub(super) const LOOKS: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(10)];

/// The waits before the looks for the `nth` edit of a row without an answer, from one. To write the
/// same values once more does no harm, so that the first ones are not waited for as long as a
/// transition is, which could lead on.
pub(super) fn looks_for_edit(nth: u32) -> impl Iterator<Item = Duration> {
    LOOKS.into_iter().take(nth as usize)
}

/// Times that a row's writes are sent without an answer; after that the row is given up.
pub(super) const SENDS: u32 = 5;
