//! What is done when the answer to a write does not come.
//!
//! Nobody knows then whether Jira carried it out, or still will: a commit may come long after the
//! connection was cut. So nothing is sent again before it was looked for several times, and only
//! where the issue is still as it was.

use std::time::Duration;

/// Waits before each look, one after the other.
pub(super) const LOOKS: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(10)];

/// Times that a row's writes are sent without an answer; after that the row is given up.
pub(super) const SENDS: u32 = 5;
