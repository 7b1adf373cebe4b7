//! One vocabulary for progress, log and cancel.

use serde::{Deserialize, Serialize};

use crate::apply::Outcome;

/// The part of a job that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Finding the issues of a query; counts issues.
    Searching,
    /// Reading issues; counts issues.
    Reading,
    /// Reading comments, histories and the like of the issues; counts issues.
    Collecting,
    /// Making the file; counts rows.
    Writing,
    /// Reading a file; counts rows.
    Parsing,
    /// Reading what Jira has now; counts issues.
    Comparing,
    /// Creating issues; counts rows.
    Creating,
    /// Looking for what was begun and may still come; counts rows.
    Awaiting,
    /// Changing issues; counts rows.
    Updating,
    /// Adding comments, worklogs and links; counts rows.
    Adding,
}

/// How far a phase is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The phase.
    pub phase: Phase,
    /// Units done.
    pub done: u32,
    /// Units in all, where that is known.
    pub total: Option<u32>,
    /// Units per second over the last seconds, where enough is known.
    pub per_second: Option<f64>,
    /// Seconds left at that rate.
    pub seconds_left: Option<f64>,
}

/// What happens during a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobEvent {
    /// Work was done.
    Progress(Progress),
    /// Jira asked for a pause; all requests wait.
    Throttled {
        /// Seconds until the next request.
        seconds: f64,
    },
    /// A row ended.
    Row(Outcome),
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Go on.
    Continue,
    /// Finish what is in flight and start nothing new.
    Halt,
}

/// Watches a job and may stop it.
pub trait Observer {
    /// Takes one event; the answer is obeyed before the next request is sent.
    fn event(&self, event: JobEvent) -> Step;

    /// Asked before each request, when nothing happened that is worth an event.
    fn poll(&self) -> Step {
        Step::Continue
    }
}
