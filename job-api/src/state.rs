//! What a job does and how far it is.

use crate::names::closed_names;

closed_names! {
    /// What a job does.
    JobKind {
        /// Issues of Jira are written to a file.
        Export = "export",
        /// A file's rows are written to Jira.
        Import = "import",
    }
}

closed_names! {
    /// How far a job is. It only ever moves forward: see [`JobState::may_become`].
    JobState {
        /// Known, but nothing was read or written yet.
        Created = "created",
        /// At work.
        Running = "running",
        /// Came to its end; single rows may have failed, the counts say so.
        Done = "done",
        /// Ended before its end because of an error.
        Failed = "failed",
        /// Ended before its end because its owner said so.
        Cancelled = "cancelled",
    }
}

impl JobState {
    /// Whether nothing comes after this state.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }

    /// Whether a job in this state may be told that it is in the state `next` now.
    ///
    /// Forward or on the spot, and never out of a final state, so that a late message can't revive
    /// a job. A final state may be repeated: the answer to the first message may have been lost.
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Created => true,
            Self::Running => next != Self::Created,
            Self::Done | Self::Failed | Self::Cancelled => next == self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::JobState::{self, *};

    #[test]
    fn only_forward() {
        let allowed = |from: JobState| -> Vec<JobState> {
            JobState::ALL.iter().copied().filter(|to| from.may_become(*to)).collect()
        };
        assert_eq!(allowed(Created), JobState::ALL);
        assert_eq!(allowed(Running), [Running, Done, Failed, Cancelled]);
        for last in JobState::ALL.iter().copied().filter(|state| state.is_final()) {
            assert_eq!(allowed(last), [last]);
        }
    }
}
