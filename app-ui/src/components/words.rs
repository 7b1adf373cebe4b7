//! What the words of a screen mean, where they are first seen.

use leptos::prelude::*;

use crate::text::t;

/// A word of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What was noticed.
    Finding,
    /// What the review begins with.
    ToReview,
    /// What the plan does not write.
    HeldBack,
    /// What is in the file and never written.
    NotImported,
    /// What was planned and is not in Jira.
    NotWritten,
}

impl Word {
    /// Codes of the word, and of what it means.
    fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::Finding => ("word-finding", "word-finding-means"),
            Self::ToReview => ("word-to-review", "word-to-review-means"),
            Self::HeldBack => ("word-held-back", "word-held-back-means"),
            Self::NotImported => ("word-not-imported", "word-not-imported-means"),
            Self::NotWritten => ("word-not-written", "word-not-written-means"),
        }
    }
}

/// The meanings of some words, folded.
#[component]
pub fn Words(
    /// The words of this screen.
    of: &'static [Word],
) -> impl IntoView {
    let meaning = |word: &Word| {
        let (word, means) = word.codes();
        view! {
            <div>
                <dt>{t(word)}</dt>
                <dd>{t(means)}</dd>
            </div>
        }
    };
    view! {
        <details class="words">
            <summary>{t("words-title")}</summary>
            <dl>{of.iter().map(meaning).collect_view()}</dl>
        </details>
    }
}
