//! Old and new: by signs and words, never by colour alone.

use leptos::prelude::*;

use crate::model::diff::{Piece, words};
use crate::text::t;

/// A cell of a table: the old value over the new one, each on a line.
#[component]
pub fn CellDiff(
    /// Jira's value; none for a new work item.
    before: Option<String>,
    /// The file's value.
    after: String,
) -> impl IntoView {
    let before = before.map(|before| {
        view! {
            <del class="was">
                <span class="visually-hidden">{t("was")}" "</span>
                {or_empty(before)}
            </del>
        }
    });
    view! {
        {before}
        <ins class="will-be">
            <span class="visually-hidden">{t("will-be")}" "</span>
            {or_empty(after)}
        </ins>
    }
}

/// The whole of a change, with the words that differ marked within the texts.
#[component]
pub fn FullDiff(
    /// Jira's value; none for a new work item.
    before: Option<String>,
    /// The file's value.
    after: String,
) -> impl IntoView {
    let pieces = words(before.as_deref().unwrap_or_default(), &after);
    let was = before.map(|before| was_side(&pieces, &before));
    let will_be = side(&pieces, &after, |piece| match piece {
        Piece::Same(text) => Some((text, false)),
        Piece::WillBe(text) => Some((text, true)),
        Piece::Was(_) => None,
    });
    view! {
        <dl class="full-diff">
            {was}
            <dt class="will-be-mark">{t("will-be")}</dt>
            <dd>{will_be}</dd>
        </dl>
    }
}

fn was_side(pieces: &[Piece], before: &str) -> impl IntoView + use<> {
    let text = side(pieces, before, |piece| match piece {
        Piece::Same(text) => Some((text, false)),
        Piece::Was(text) => Some((text, true)),
        Piece::WillBe(_) => None,
    });
    view! {
        <dt class="was-mark">{t("was")}</dt>
        <dd>{text}</dd>
    }
}

/// One side of a change; `keep` says which pieces belong to it and which of those are marked. A
/// text without a common part is not marked: all of it differs.
fn side<'a>(
    pieces: &'a [Piece],
    whole: &str,
    keep: impl Fn(&'a Piece) -> Option<(&'a String, bool)>,
) -> AnyView {
    if whole.is_empty() {
        return view! { <span class="empty">{t("value-empty")}</span> }.into_any();
    }
    let common = pieces.iter().any(|piece| matches!(piece, Piece::Same(_)));
    pieces
        .iter()
        .filter_map(keep)
        .map(|(text, marked)| match marked && common {
            true => view! { <mark>{text.clone()}</mark> }.into_any(),
            false => view! { <span>{text.clone()}</span> }.into_any(),
        })
        .collect_view()
        .into_any()
}

/// A value, or the word for none.
pub fn or_empty(text: String) -> AnyView {
    if text.is_empty() {
        view! { <span class="empty">{t("value-empty")}</span> }.into_any()
    } else {
        text.into_any()
    }
}
