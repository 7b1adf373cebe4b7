//! What is done when the answer to a write does not come.
//!
//! Nobody knows then whether Jira carried it out, or still will: a commit may come long after the
//! connection was cut. So nothing is sent again before it was looked for several times, and only
//! where the issue is still as it was.

use std::time::Duration;

use super::status::Unreached;
use crate::jira::{Client, JiraError};
use crate::plan::IssueRef;
use crate::ports::{Clock, Transport};

/// Waits before each look, one after the other.
pub(super) const LOOKS: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(10)];

/// Times that a row's writes are sent without an answer; after that the row is given up.
pub(super) const SENDS: u32 = 5;

/// How often a write of one issue went unanswered.
#[derive(Default)]
pub(super) struct Lost(u32);

impl Lost {
    /// Whether it did so at all.
    pub(super) fn any(&self) -> bool {
        self.0 > 0
    }

    /// Looks several times whether a write that went unanswered was carried out; else it is to be
    /// sent once more.
    ///
    /// # Errors
    /// The write's own error where it was sent often enough; what a look says against it.
    pub(super) async fn is_done<T: Transport, C: Clock>(
        &mut self,
        client: &Client<'_, T, C>,
        issue: &IssueRef,
        error: &JiraError,
        mut look: impl AsyncFnMut() -> Result<bool, Unreached>,
    ) -> Result<bool, Unreached> {
        self.0 += 1;
        for wait in LOOKS {
            client.wait(wait).await.map_err(|_| error.clone())?;
            match look().await {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(Unreached::Error(trouble))
                    if !trouble.ends_the_job() && client.gone().is_none() => {}
                Err(other) => return Err(other),
            }
        }
        if self.0 == SENDS {
            client.gave_up(&issue.id, error);
            return Err(error.clone().into());
        }
        Ok(false)
    }
}
