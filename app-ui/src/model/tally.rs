//! What an import has written so far, while it runs.

use job_api::Counts;
use wasm_core::apply::{Outcome, OutcomeKind};
use wasm_core::plan::Action;

use super::format::count;
use crate::text::{t, tf};

/// Rows that have ended, by how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    created: u32,
    updated: u32,
    added: u32,
    present: u32,
    otherwise: u32,
    failed: u32,
}

impl Tally {
    /// One more row has ended.
    pub fn take(&mut self, outcome: &Outcome) {
        let (kind, action) = (outcome.kind, outcome.action);
        self.otherwise += u32::from(kind.is_otherwise());
        let number = match (kind, action) {
            (OutcomeKind::Failed | OutcomeKind::Drifted, _) => &mut self.failed,
            (kind, _) if kind.was_there() => &mut self.present,
            (kind, _) if !kind.is_written() => return,
            (_, Action::Create) => &mut self.created,
            (_, Action::Update | Action::Transition) => &mut self.updated,
            (_, Action::Comment | Action::Worklog | Action::Link) => &mut self.added,
            _ => return,
        };
        *number += 1;
    }

    /// The numbers as the history keeps them.
    pub fn counts(&self) -> Counts {
        Counts {
            created: self.created,
            updated: self.updated,
            failed: self.failed,
            ..Counts::default()
        }
    }

    /// The numbers in words: `So far: 12 created, 3 changed.` None where nothing has ended yet.
    pub fn sentence(&self) -> Option<String> {
        let kinds = [
            (self.created, "so-far-created"),
            (self.updated, "so-far-changed"),
            (self.added, "so-far-added"),
            (self.present, "so-far-present"),
            (self.otherwise, "so-far-otherwise"),
            (self.failed, "so-far-failed"),
        ];
        let some = kinds.into_iter().filter(|(number, _)| *number > 0);
        let some: Vec<_> =
            some.map(|(number, code)| tf(code, &[("count", &count(number.into()))])).collect();
        (!some.is_empty()).then(|| tf("so-far", &[("what", &some.join(", "))]))
    }

    /// What a person is told whose import ended with the engine.
    pub fn cut_short(&self) -> String {
        match self.sentence() {
            Some(so_far) => format!("{so_far} {}", t("cut-short")),
            None => t("cut-short").to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_by_how_they_ended() {
        let mut tally = Tally::default();
        assert_eq!(tally.sentence(), None);
        let rows = [
            (Action::Create, OutcomeKind::Applied),
            (Action::Create, OutcomeKind::Otherwise),
            (Action::Transition, OutcomeKind::Applied),
            (Action::Comment, OutcomeKind::Applied),
            (Action::Create, OutcomeKind::Present),
            (Action::Update, OutcomeKind::Drifted),
            (Action::Update, OutcomeKind::Failed),
            (Action::Update, OutcomeKind::Skipped),
        ];
        for (action, kind) in rows {
            let sheet = String::new();
            tally.take(&Outcome { sheet, row: 0, action, kind, issue: None, reason: None });
        }
        assert_eq!(
            tally.sentence().as_deref(),
            Some(
                "So far: 2 created, 1 changed, 1 added, 1 there already, 1 not as planned, 2 failed."
            )
        );
        let counts = tally.counts();
        assert_eq!((counts.created, counts.updated, counts.failed), (2, 1, 2));
        assert!(tally.cut_short().starts_with("So far: 2 created"));
    }
}
