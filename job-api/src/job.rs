//! A job: as announced, as reported, as read.

use serde::{Deserialize, Serialize};

use crate::{AppVersion, Counts, Durations, JobId, JobKind, JobState, Timestamp, Traffic};

/// A job that starts. Sent again with the same content it changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    /// The name that the browser made for it.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// Which app runs it.
    pub app_version: AppVersion,
}

/// How far a job is now. The numbers are totals since its start, not differences, so that a message
/// that is sent twice, or lost, does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobPatch {
    /// The state now.
    pub state: JobState,
    /// What became of the issues so far.
    #[serde(default)]
    pub counts: Counts,
    /// How long the steps took so far.
    #[serde(default)]
    pub durations: Durations,
    /// What was asked of Jira so far.
    #[serde(default)]
    pub traffic: Traffic,
}

/// A job as the service keeps it for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// Which app runs it.
    pub app_version: AppVersion,
    /// How far it is.
    pub state: JobState,
    /// What became of the issues.
    pub counts: Counts,
    /// How long the steps took.
    pub durations: Durations,
    /// What was asked of Jira.
    pub traffic: Traffic,
    /// When the service first heard of it, by the service's clock.
    pub created_at: Timestamp,
    /// When the service last heard of it, by the service's clock.
    pub updated_at: Timestamp,
}

impl Job {
    /// The record of a job that starts `now`.
    #[must_use]
    pub fn start(new: NewJob, now: Timestamp) -> Self {
        Self {
            id: new.id,
            kind: new.kind,
            app_version: new.app_version,
            state: JobState::Created,
            counts: Counts::default(),
            durations: Durations::default(),
            traffic: Traffic::default(),
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether this is the record of that announcement.
    #[must_use]
    pub fn announced_by(&self, new: &NewJob) -> bool {
        *new == NewJob { id: self.id, kind: self.kind, app_version: self.app_version }
    }

    /// The report that leads to this record.
    #[must_use]
    pub fn report(&self) -> JobPatch {
        JobPatch {
            state: self.state,
            counts: self.counts,
            durations: self.durations,
            traffic: self.traffic,
        }
    }

    /// This job after the report, or `None` if it may not follow: the state would go back, or a job
    /// that ended would get other numbers. A final report that is repeated changes nothing.
    #[must_use]
    pub fn reported(&self, patch: JobPatch, now: Timestamp) -> Option<Self> {
        if self.state.is_final() {
            return (self.report() == patch).then_some(*self);
        }
        self.state.may_become(patch.state).then_some(Self {
            state: patch.state,
            counts: patch.counts,
            durations: patch.durations,
            traffic: patch.traffic,
            updated_at: now.max(self.updated_at),
            ..*self
        })
    }
}
