//! Carrying out a plan, and nothing but the plan.
//!
//! Creates come first, level by level, then the changes of existing issues, then comments,
//! worklogs and links. Each issue is read
//! again right before it is written: what already is as planned is not written again, and what
//! has changed since the plan was made is left alone.
//!
//! What can't be repeated is noted in the journal before it is sent. Jira may carry out a request
//! after whoever sent it is gone; it is looked for until that can't happen any more, and only then
//! sent again. One apply of a person at a time makes things in a space; what another plan has made
//! or begun there is looked at before anything is created.

mod compare;
mod create;
mod entries;
mod found;
mod history;
mod journal;
mod ledger;
mod lost;
mod made;
mod meanwhile;
mod named;
mod outcome;
mod parents;
mod readback;
mod refusal;
mod row;
mod shown;
mod start;
mod status;
mod update;
mod values;

#[cfg(test)]
mod tests;

pub use journal::{Spaces, UNCERTAIN, settled};
pub use outcome::{Outcome, OutcomeKind, Report};

use std::pin::pin;

use futures_util::future::{Either, select};

use crate::jira::Client;
use crate::job::Observer;
use crate::message::Message;
use crate::plan::{Action, FORMAT_VERSION, Plan, PlanError};
use crate::ports::{Clock, Journal, Transport};
use journal::{Marks, others_settled};
use ledger::Ledger;

/// Carries out a plan. Every row gets an outcome; the observer is told of each, of the progress
/// and of pauses, and may stop it: what is in flight is then finished, and the rest skipped.
///
/// Running the same plan again, with the same journal, does only what is left.
///
/// # Errors
/// A plan that is not as it was approved, or of a newer Rowport; one of a file, or for a space, that
/// another apply of the same person is at work on (`apply-elsewhere`, `apply-elsewhere-in-space`).
/// Nothing was written then.
pub async fn run<T: Transport, C: Clock>(
    plan: &Plan,
    client: &Client<'_, T, C>,
    journal: &dyn Journal,
    observer: &dyn Observer,
) -> Result<Report, Message> {
    if plan.format > FORMAT_VERSION {
        let newer = PlanError::Newer { found: plan.format, known: FORMAT_VERSION };
        return Err(newer.message());
    }
    if !plan.verify() {
        return Err(PlanError::Altered.message());
    }
    let before = client.requests();
    let client = client.watched_by(observer);
    let spaces = plan.growing_spaces();
    let marks = match Marks::open(journal, &client, spaces.clone()).await {
        // Stopped before it began: that is told for every row, as any other stop is.
        Err(_) if client.is_halted() => Marks::idle(journal),
        opened => opened?,
    };
    let ledger = Ledger::new(&client, &marks);
    for change in plan.changes.iter().filter(|change| change.action == Action::Skip) {
        ledger.skipped(change, change.reason.clone());
    }
    let work = async {
        let settled = others_settled(plan, &client, journal, spaces).await;
        if let Err(error) = settled {
            ledger.judge(&error);
        }
        create::all(plan, &client, &ledger).await;
        update::all(plan, &client, &ledger).await;
        entries::all(plan, &client, &ledger).await;
    };
    match select(pin!(work), pin!(marks.renew(&client))).await {
        Either::Left(((), _)) => {}
        Either::Right((never, _)) => match never {},
    }
    marks.close(client.now()).await;
    if !client.is_halted() && ledger.stopped().is_none() {
        marks.tidy(client.now()).await;
    }
    Ok(ledger.report(client.requests() - before, plan.summary.held_back()))
}
