//! Why something did not work, as the page says it.

use wasm_core::message::Message;

use super::tally::Tally;
use crate::text::{t, tf};

/// Every way in which a command can end without a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The engine refused, in its own words.
    Said(Message),
    /// The user stopped it.
    Cancelled,
    /// The user stopped an import before anything was written.
    NotBegun,
    /// The engine stopped in the middle of an import; a new one was started.
    CutShort {
        /// The engine's or the browser's words.
        cause: String,
        /// How much was written until then.
        written: Tally,
    },
    /// The engine stopped in the middle; a new one was started. What it held is gone.
    Crashed {
        /// The engine's or the browser's words.
        cause: String,
    },
    /// The engine never started.
    Unavailable {
        /// The browser's words.
        cause: String,
    },
    /// The page itself met an obstacle.
    Page {
        /// Key of the text in the page's catalogue.
        code: &'static str,
        /// The browser's words.
        cause: String,
    },
}

/// The code by which the engine says that a command was stopped.
const CANCELLED: &str = "cancelled";

impl Failure {
    /// The engine's refusal; that it was stopped is known by its code.
    pub fn said(message: Message) -> Self {
        if message.code == CANCELLED { Self::Cancelled } else { Self::Said(message) }
    }

    /// The same, where the command was one that writes: what was written is told then.
    pub fn of_apply(self, written: Tally) -> Self {
        match self {
            Self::Cancelled => Self::NotBegun,
            Self::Crashed { cause } => Self::CutShort { cause, written },
            other => other,
        }
    }

    /// Whether the user wanted it so.
    pub fn is_wanted(&self) -> bool {
        matches!(self, Self::Cancelled | Self::NotBegun)
    }

    /// What happened.
    pub fn text(&self) -> String {
        match self {
            Self::Said(message) => message.text(),
            Self::Cancelled => t("cancelled").to_owned(),
            Self::NotBegun => t("stopped-early").to_owned(),
            Self::Crashed { cause } | Self::CutShort { cause, .. } => {
                tf("engine-crashed", &[("cause", cause)])
            }
            Self::Unavailable { cause } => tf("engine-unavailable", &[("cause", cause)]),
            Self::Page { code, cause } => tf(code, &[("cause", cause)]),
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> Option<String> {
        match self {
            Self::Said(message) => message.fix(),
            Self::Cancelled | Self::NotBegun | Self::Page { .. } => None,
            Self::CutShort { written, .. } => Some(written.cut_short()),
            Self::Crashed { .. } => Some(t("engine-crashed-fix").to_owned()),
            Self::Unavailable { .. } => Some(t("engine-unavailable-fix").to_owned()),
        }
    }

    /// Whether the engine lost what it held (the open file, the plan).
    pub fn lost_everything(&self) -> bool {
        matches!(self, Self::Crashed { .. } | Self::CutShort { .. } | Self::Unavailable { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_no_error() {
        assert_eq!(Failure::said(Message::new("cancelled")), Failure::Cancelled);
        assert!(matches!(Failure::said(Message::new("other")), Failure::Said(_)));
    }

    #[test]
    fn an_import_that_is_cut_short_says_what_was_written() {
        let crashed = Failure::Crashed { cause: "out of memory".to_owned() };
        let failure = crashed.of_apply(Tally::default());
        assert!(failure.text().contains("out of memory") && failure.lost_everything());
        assert!(
            failure.fix().is_some_and(|fix| fix.starts_with("What was written until then stays"))
        );
        let stopped = Failure::Cancelled.of_apply(Tally::default());
        assert!(stopped == Failure::NotBegun && stopped.is_wanted());
    }

    #[test]
    fn the_cause_is_never_hidden() {
        let failure = Failure::Crashed { cause: "out of memory".to_owned() };
        assert!(failure.text().contains("out of memory"));
        assert!(failure.fix().is_some() && failure.lost_everything());
    }
}
