//! Looking again and again for what was begun and may still come.

use std::time::Duration;

use jiff::Timestamp;

use crate::jira::{Client, JiraError};
use crate::job::{JobEvent, Phase, Progress};
use crate::ports::{Clock, Transport};

/// Waits before the first looks.
const FIRST: [Duration; 3] =
    [Duration::from_secs(2), Duration::from_secs(3), Duration::from_secs(5)];

/// The wait before each further look.
const LATER: Duration = Duration::from_secs(10);

/// The looks for some rows.
#[derive(Default)]
pub(in crate::apply) struct Looks(usize);

impl Looks {
    /// Waits before the next look, and tells for how long so many rows may still be waited for:
    /// until they can't come any more.
    ///
    /// # Errors
    /// The user stopped it.
    pub(in crate::apply) async fn wait<T: Transport, C: Clock>(
        &mut self,
        client: &Client<'_, T, C>,
        rows: usize,
        until: Timestamp,
    ) -> Result<(), JiraError> {
        let rest = Duration::try_from(until.duration_since(client.now())).unwrap_or_default();
        client.tell(JobEvent::Progress(Progress {
            phase: Phase::Awaiting,
            done: 0,
            total: u32::try_from(rows).ok(),
            per_second: None,
            seconds_left: Some(rest.as_secs_f64()),
        }));
        let wait = FIRST.get(self.0).copied().unwrap_or(LATER).min(rest);
        self.0 += 1;
        client.wait(wait).await
    }
}
