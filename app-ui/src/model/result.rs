//! What became of an import: its title, its sentences, and its counters.

use wasm_core::apply::{Outcome, OutcomeKind, Report};
use wasm_core::job::{ImportSummary, RowFilter};
use wasm_core::plan::{Action, Summary};

use super::format::{count, counted};
use super::plan::{Counter, Tone, added, counter, entries, held, held_back, in_conflict, kinds};
use super::review::undecided;
use crate::text::{t, tf};

/// Whether it ended before all rows were tried.
pub fn is_unfinished(report: &Report) -> bool {
    report.cancelled || report.stopped.is_some()
}

/// Whether Jira now has all that the file says.
pub fn is_well(plan: &ImportSummary, report: &Report) -> bool {
    !is_unfinished(report) && left(plan, report).is_empty()
}

/// Whether it came to its end, and with what that is not in Jira.
pub fn title(plan: &ImportSummary, report: &Report) -> String {
    if is_unfinished(report) {
        return t("done-title-cancelled").to_owned();
    }
    let left = left(plan, report);
    match left.split_last() {
        None => t("done-title").to_owned(),
        Some((only, [])) => tf("done-title-with", &[("what", only)]),
        Some((last, others)) => {
            let what = tf("done-and", &[("what", &others.join(", ")), ("last", last)]);
            tf("done-title-with", &[("what", &what)])
        }
    }
}

/// What of the file is not in Jira at the end, in words: `2 failed rows`, `1 row held back`.
fn left(plan: &ImportSummary, report: &Report) -> Vec<String> {
    let rows = held(&plan.summary) + u64::from(plan.summary.entries_blocked);
    // The values of rows that are held back as a whole are told by their rows.
    let values = if rows == 0 || plan.summary.partial > 0 { undecided(plan) } else { 0 };
    [
        (report.otherwise.into(), "otherwise-row", "otherwise-rows"),
        (report.failed.into(), "failed-row", "failed-rows"),
        (rows, "held-row", "held-rows"),
        (values, "held-value", "held-values"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| counted(number, t(one), t(many)))
    .collect()
}

/// What an import did, and what it left, in sentences.
pub fn sentences(plan: &Summary, report: &Report) -> Vec<String> {
    let unfinished = is_unfinished(report);
    let present = u64::from(report.present) + u64::from(report.entries_present);
    let present = (present > 0)
        .then(|| tf("done-present-note", &[("rows", &counted(present, t("row"), t("rows")))]));
    let failed = (unfinished && report.failed > 0).then(|| {
        tf("done-failed-note", &[("rows", &counted(report.failed.into(), t("row"), t("rows")))])
    });
    let otherwise = (report.otherwise > 0).then(|| {
        let rows = counted(report.otherwise.into(), t("row"), t("rows"));
        tf("done-otherwise-note", &[("rows", &rows)])
    });
    let how = unfinished.then(|| t("done-how-on").to_owned());
    let first = if unfinished { before_the_stop(report) } else { summary(report) };
    let rest = [present, otherwise, failed, untried(report), held_back(plan), how];
    [first].into_iter().chain(rest.into_iter().flatten()).collect()
}

/// What was written before an import was stopped.
fn before_the_stop(report: &Report) -> String {
    match written(report) {
        Some(items) => tf("done-before-stop", &[("items", &items)]),
        None => t("done-nothing").to_owned(),
    }
}

/// What was written, by what became of it: `2 work items created, 1 changed, 3 comments`.
fn written(report: &Report) -> Option<String> {
    let items = |number: u32| counted(number.into(), t("work-item"), t("work-items"));
    let created =
        (report.created > 0).then(|| tf("written-created", &[("items", &items(report.created))]));
    let updated =
        (report.updated > 0).then(|| tf("written-changed", &[("items", &items(report.updated))]));
    let added = added([report.comments, report.worklogs, report.links])
        .map(|entries| tf("written-added", &[("entries", &entries)]));
    let parts: Vec<_> = [created, updated, added].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What an import did, in a sentence.
pub fn summary(report: &Report) -> String {
    let written = u64::from(report.created) + u64::from(report.updated);
    let mut items = counted(written, t("work-item"), t("work-items"));
    if let Some(added) = added([report.comments, report.worklogs, report.links]) {
        items = if written == 0 { added } else { format!("{items}, {added}") };
    }
    if report.failed > 0 {
        let failed = count(report.failed.into());
        tf("done-some-failed", &[("items", &items), ("failed", &failed)])
    } else {
        let requests = counted(report.requests.into(), t("request"), t("requests"));
        tf("done-all-well", &[("items", &items), ("requests", &requests)])
    }
}

/// The counters of a result: what was done, what was there already, what was not done, what was
/// never to be done, and the rows that were in conflict.
pub fn counters(plan: &Summary, conflicts: u32, report: &Report) -> Vec<Counter> {
    let done = |code, count: u32, tone, action| {
        counter(code, count.into(), tone, RowFilter::Action(action))
    };
    let mut written = vec![
        done("done-created", report.created, Tone::Added, Action::Create),
        done("done-updated", report.updated, Tone::Changed, Action::Update),
    ];
    written.extend(entries([
        ("done-comments", report.comments, Action::Comment),
        ("done-worklogs", report.worklogs, Action::Worklog),
        ("done-links", report.links, Action::Link),
    ]));
    let present = u64::from(report.present) + u64::from(report.entries_present);
    if present > 0 {
        written.push(counter("done-present", present, Tone::Neutral, RowFilter::Present));
    }
    // What was never tried did not fail, nor what is there.
    let unwritten = match (skipped(report), report.otherwise) {
        (0, 0) => "done-failed",
        (_, 0) => "done-unwritten",
        _ => "done-unlike",
    };
    written.push(counter(unwritten, unsuccessful(report), Tone::Danger, RowFilter::Failed));
    let mut rest = counters_of_rest(plan).into_iter();
    rest.next().into_iter().chain(written).chain(rest).chain(in_conflict(conflicts)).collect()
}

/// The counters that an import does not change: that of all rows, and those of rows that it leaves
/// alone.
fn counters_of_rest(plan: &Summary) -> Vec<Counter> {
    let mut all = kinds(plan);
    let left = |filter: &RowFilter| match filter {
        RowFilter::Action(action) => matches!(action, Action::NoOp | Action::Skip),
        RowFilter::Entries(_) => true,
        _ => false,
    };
    all.retain(|c| c.filter == RowFilter::All || (c.count > 0 && left(&c.filter)));
    all
}

/// Rows that are not as planned: refused, taken otherwise, changed by others meanwhile, or not tried.
fn unsuccessful(report: &Report) -> u64 {
    let planned = |o: &&Outcome| o.action != Action::Skip && !o.kind.is_done();
    report.outcomes.iter().filter(planned).count() as u64
}

/// Rows that were not tried because the import was stopped.
fn skipped(report: &Report) -> u64 {
    let stopped = |o: &&Outcome| o.action != Action::Skip && o.kind == OutcomeKind::Skipped;
    report.outcomes.iter().filter(stopped).count() as u64
}

/// The sentence for rows that were not tried because the import was stopped, if there are any.
fn untried(report: &Report) -> Option<String> {
    let number = skipped(report);
    (number > 0).then(|| tf("done-skipped", &[("rows", &counted(number, t("row"), t("rows")))]))
}

#[cfg(test)]
mod tests {
    use wasm_core::message::Message;

    use super::*;

    fn plan(summary: Summary) -> ImportSummary {
        ImportSummary { summary, ..ImportSummary::default() }
    }

    fn ended(row: u32, action: Action, kind: OutcomeKind) -> Outcome {
        Outcome { sheet: String::new(), row, action, kind, issue: None, reason: None }
    }

    #[test]
    fn an_import_that_stopped_is_not_finished() {
        let stopped = Some(Message::new("jira-signed-out"));
        let report = Report { created: 1, skipped: 9, stopped, ..Report::default() };
        let nothing_left = plan(Summary::default());
        assert_eq!(title(&nothing_left, &report), "Import stopped");
        assert!(!is_well(&nothing_left, &report));
        assert_eq!(title(&nothing_left, &Report::default()), "Import finished");
        assert!(is_well(&nothing_left, &Report::default()));
    }

    #[test]
    fn what_is_not_in_jira_is_part_of_the_title() {
        let held = plan(Summary { blocked: 2, entries_blocked: 1, ..Summary::default() });
        assert_eq!(title(&held, &Report::default()), "Import finished with 3 rows held back");
        assert!(!is_well(&held, &Report::default()));
        let failed = Report { failed: 1, ..Report::default() };
        assert_eq!(title(&held, &failed), "Import finished with 1 failed row and 3 rows held back");
        let open = wasm_core::job::ColumnConflicts { open: 2, ..conflicts() };
        let partial = Summary { conflict: 2, partial: 2, update: 2, ..Summary::default() };
        let partial = ImportSummary { conflicts: vec![open], ..plan(partial) };
        assert_eq!(title(&partial, &Report::default()), "Import finished with 2 values held back");
        let decided = ImportSummary { conflicts: vec![conflicts()], ..plan(Summary::default()) };
        assert!(is_well(&decided, &Report::default()), "Jira's value was chosen");
    }

    fn conflicts() -> wasm_core::job::ColumnConflicts {
        let field = wasm_core::schema::FieldId::new("summary");
        wasm_core::job::ColumnConflicts { field, name: String::new(), open: 0, mine: 0, jira: 2 }
    }

    #[test]
    fn a_stop_says_what_was_written_what_is_left_and_how_to_go_on() {
        let report = Report {
            created: 2,
            updated: 1,
            comments: 1,
            present: 3,
            failed: 1,
            cancelled: true,
            outcomes: vec![
                ended(1, Action::Create, OutcomeKind::Applied),
                ended(2, Action::Update, OutcomeKind::Skipped),
                ended(3, Action::Update, OutcomeKind::Skipped),
            ],
            ..Report::default()
        };
        let said = sentences(&Summary { blocked: 1, ..Summary::default() }, &report);
        assert_eq!(
            said[..4],
            [
                "Written before it stopped: 2 work items created, 1 work item changed, 1 comment \
                 added.",
                "3 rows already done before this import.",
                "1 row failed. See why in the table.",
                "2 rows not written: the import stopped before.",
            ]
        );
        assert!(said[4].contains(" 1 row"), "{}", said[4]);
        assert!(said[5].starts_with("“Apply what is left” goes on"), "{}", said[5]);
        let early = Report { cancelled: true, ..Report::default() };
        assert_eq!(sentences(&Summary::default(), &early)[0], "Nothing was written.");
    }

    #[test]
    fn what_was_made_otherwise_is_counted_as_made() {
        let report = Report {
            created: 3,
            otherwise: 2,
            requests: 4,
            outcomes: vec![
                ended(1, Action::Create, OutcomeKind::Applied),
                ended(2, Action::Create, OutcomeKind::Otherwise),
                ended(3, Action::Create, OutcomeKind::Otherwise),
            ],
            ..Report::default()
        };
        let of = plan(Summary { create: 3, ..Summary::default() });
        assert_eq!(title(&of, &report), "Import finished with 2 rows not as planned");
        assert!(!is_well(&of, &report));
        assert_eq!(
            sentences(&of.summary, &report),
            [
                "3 work items written to Jira in 4 requests.",
                "Jira took 2 rows otherwise than planned. See how in the table.",
            ]
        );
        let counters = counters(&of.summary, 0, &report);
        let of = |filter| counters.iter().find(|c| c.filter == filter).map(|c| c.count);
        assert_eq!(of(RowFilter::Action(Action::Create)), Some(3));
        assert_eq!(of(RowFilter::Failed), Some(2));
    }

    #[test]
    fn a_whole_import_is_one_sentence() {
        let report = Report { comments: 2, requests: 5, ..Report::default() };
        let said = sentences(&Summary::default(), &report);
        assert_eq!(said, ["2 comments written to Jira in 5 requests."]);
        let again = Report { present: 1, requests: 5, ..Report::default() };
        let said = sentences(&Summary::default(), &again);
        assert_eq!(said[1], "1 row already done before this import.");
    }

    #[test]
    fn rows_that_were_held_back_did_not_fail() {
        let report = Report {
            created: 1,
            present: 1,
            outcomes: vec![
                ended(1, Action::Create, OutcomeKind::Applied),
                ended(2, Action::Skip, OutcomeKind::Skipped),
                ended(3, Action::Update, OutcomeKind::Skipped),
                ended(4, Action::Update, OutcomeKind::Drifted),
                ended(5, Action::Update, OutcomeKind::Present),
            ],
            ..Report::default()
        };
        let plan = Summary {
            create: 1,
            update: 3,
            unchanged: 7,
            conflict: 1,
            blocked: 2,
            ..Summary::default()
        };
        let counters = counters(&plan, 1, &report);
        let of = |filter| counters.iter().find(|c| c.filter == filter).map(|c| c.count);
        assert_eq!(of(RowFilter::Failed), Some(2));
        assert_eq!(of(RowFilter::Present), Some(1));
        assert_eq!(counters.first().map(|c| c.count), Some(14));
        assert_eq!(counters.last().map(|c| &c.filter), Some(&RowFilter::Conflicts));
        assert_eq!(
            untried(&report).as_deref(),
            Some("1 row not written: the import stopped before.")
        );
    }
}
