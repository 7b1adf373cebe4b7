//! What the user decides about a plan: whose value a conflict ends with, and which losses are
//! accepted.

use wasm_core::job::{ColumnConflicts, ImportSummary};
use wasm_core::mapping::{Again, CellChoice, Resolutions, RowChoice, Side};
use wasm_core::schema::FieldId;

use super::before;
use super::format::counted;
use super::plan::Tone;
use crate::text::{t, tf};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// For one cell; it goes before the column's.
    Cell(CellChoice),
    /// For all conflicts of a column, or none of them; earlier choices for its cells are forgotten.
    Column(FieldId, Option<Side>),
    /// Whether the column's rich texts may lose what a cell can't show.
    Loss(FieldId, bool),
    /// For all rows that look like work items which an import made before; earlier choices for
    /// single ones are forgotten.
    ImportedBefore(Option<Again>),
    /// For one of these rows; it goes before the choice for all.
    RowBefore(RowChoice),
}

/// The choices with one more.
pub fn decide(mut made: Resolutions, decision: Decision) -> Resolutions {
    match decision {
        Decision::Cell(choice) => {
            made.cells.retain(|cell| cell.row != choice.row || cell.field != choice.field);
            made.cells.push(choice);
        }
        Decision::Column(field, side) => {
            made.cells.retain(|cell| cell.field != field);
            match side {
                Some(side) => _ = made.columns.insert(field, side),
                None => _ = made.columns.remove(&field),
            }
        }
        Decision::ImportedBefore(again) => {
            made.rows.clear();
            made.imported_before = again;
        }
        Decision::RowBefore(choice) => {
            made.rows.retain(|row| row.row != choice.row);
            made.rows.push(choice);
        }
        Decision::Loss(field, true) => _ = made.accept_loss.insert(field),
        Decision::Loss(field, false) => _ = made.accept_loss.remove(&field),
    }
    made
}

/// Values that are held back until the user decides: open conflicts and losses not accepted.
pub fn undecided(plan: &ImportSummary) -> u64 {
    let open: u64 = plan.conflicts.iter().map(|column| u64::from(column.open)).sum();
    let losses = plan.losses.iter().filter(|column| !column.accepted);
    open + losses.map(|column| u64::from(column.rows)).sum::<u64>()
}

/// How many of a column's conflicts are decided, in words.
pub fn progress(column: &ColumnConflicts) -> String {
    let all = u64::from(column.open + column.mine + column.jira);
    let conflicts = counted(all, t("conflict"), t("conflicts"));
    let [mine, jira, open] = [column.mine, column.jira, column.open].map(|n| n.to_string());
    tf(
        "conflicts-progress",
        &[("conflicts", &conflicts), ("mine", &mine), ("jira", &jira), ("open", &open)],
    )
}

/// Whether all conflicts of a column end with one side, or all are open.
pub fn all_of(column: &ColumnConflicts, side: Option<Side>) -> bool {
    let others = match side {
        Some(Side::Mine) => column.jira + column.open,
        Some(Side::Jira) => column.mine + column.open,
        None => column.mine + column.jira,
    };
    others == 0
}

/// What was decided and what is left, as it is said aloud.
pub fn spoken(decision: &Decision, plan: &ImportSummary) -> String {
    match decision {
        Decision::ImportedBefore(again) => {
            spoken_before(t("before-said-all").to_owned(), *again, plan)
        }
        Decision::RowBefore(choice) => {
            let row = (u64::from(choice.row) + 1).to_string();
            spoken_before(tf("before-said-row", &[("row", &row)]), choice.again, plan)
        }
        Decision::Cell(_) | Decision::Column(..) | Decision::Loss(..) => {
            spoken_value(decision, plan)
        }
    }
}

/// What was decided about rows that look imported before.
fn spoken_before(place: String, again: Option<Again>, plan: &ImportSummary) -> String {
    let before = plan.imported_before.clone().unwrap_or_default();
    let only_entries = before::kinds(&before) == (false, true);
    let what = t(match again {
        Some(Again::Update) if only_entries => "before-said-out",
        Some(Again::Create) if only_entries => "before-said-anew",
        Some(Again::Update) => "before-said-update",
        Some(Again::Create) => "before-said-create",
        None => "choice-open",
    });
    let open = before.open + before.entries.open;
    let left = counted(open.into(), t("undecided-row"), t("undecided-rows"));
    tf("decided", &[("place", &place), ("what", what), ("left", &left)])
}

/// What was decided about a value.
fn spoken_value(decision: &Decision, plan: &ImportSummary) -> String {
    let side = |side: &Option<Side>| choice(*side).0;
    let (field, what) = match decision {
        Decision::Cell(choice) => (&choice.field, side(&choice.side)),
        Decision::Column(field, chosen) => (field, side(chosen)),
        Decision::Loss(field, true) => (field, t("loss-accepted")),
        Decision::Loss(field, false) => (field, t("loss-refused")),
        Decision::ImportedBefore(_) | Decision::RowBefore(_) => return String::new(),
    };
    let named = plan.columns.iter().find(|(id, _)| id == field);
    let name = named.map_or(field.as_str(), |(_, name)| name.as_str());
    let place = match decision {
        Decision::Cell(choice) => tf(
            "decided-cell",
            &[("field", name), ("row", &(u64::from(choice.row) + 1).to_string())],
        ),
        _ => tf("decided-column", &[("field", name)]),
    };
    let left = counted(undecided(plan), t("undecided-value"), t("undecided-values"));
    tf("decided", &[("place", &place), ("what", what), ("left", &left)])
}

/// The word for a choice, and its look.
pub fn choice(side: Option<Side>) -> (&'static str, Tone) {
    match side {
        None => (t("choice-open"), Tone::Caution),
        Some(Side::Mine) => (t("choice-mine"), Tone::Changed),
        Some(Side::Jira) => (t("choice-jira"), Tone::Neutral),
    }
}

#[cfg(test)]
mod tests {
    use wasm_core::job::ColumnLosses;
    use wasm_core::plan::Summary;

    use super::*;

    fn summary() -> FieldId {
        FieldId::new("summary")
    }

    fn cell(row: u32, side: Side) -> Decision {
        Decision::Cell(CellChoice { row, field: summary(), side: Some(side) })
    }

    fn plan(open: u32, accepted: bool) -> ImportSummary {
        let name = "Summary".to_owned();
        ImportSummary {
            summary: Summary::default(),
            hash: String::new(),
            to_review: 0,
            findings: Vec::new(),
            general: Vec::new(),
            columns: vec![(summary(), name.clone())],
            conflicts: vec![ColumnConflicts {
                field: summary(),
                name: name.clone(),
                open,
                mine: 1,
                jira: 0,
            }],
            losses: vec![ColumnLosses { field: summary(), name, rows: 2, accepted }],
            imported_before: None,
        }
    }

    #[test]
    fn the_last_decision_counts() {
        let made = decide(Resolutions::default(), cell(3, Side::Jira));
        let made = decide(made, cell(3, Side::Mine));
        assert_eq!(made.cells.len(), 1);
        assert_eq!(made.side(3, &summary()), Some(Side::Mine));
        let made = decide(made, Decision::Column(summary(), Some(Side::Jira)));
        assert_eq!(made.side(3, &summary()), Some(Side::Jira), "the column's came later");
        let made = decide(made, cell(4, Side::Mine));
        assert_eq!(made.side(4, &summary()), Some(Side::Mine));
        assert_eq!(made.side(5, &summary()), Some(Side::Jira));
        let open = CellChoice { row: 4, field: summary(), side: None };
        let made = decide(made, Decision::Cell(open));
        assert_eq!(made.side(4, &summary()), None, "open again, though the column is decided");
        let made = decide(made, Decision::Column(summary(), None));
        assert_eq!(made, Resolutions::default());
    }

    #[test]
    fn a_loss_can_be_accepted_and_refused_again() {
        let made = decide(Resolutions::default(), Decision::Loss(summary(), true));
        assert!(made.accept_loss.contains(&summary()));
        assert_eq!(decide(made, Decision::Loss(summary(), false)), Resolutions::default());
    }

    #[test]
    fn rows_imported_before_have_one_answer_or_each_its_own() {
        let one = |again, issue: Option<&str>| {
            Decision::RowBefore(RowChoice { row: 3, again, issue: issue.map(str::to_owned) })
        };
        let made = decide(Resolutions::default(), Decision::ImportedBefore(Some(Again::Update)));
        let made = decide(made, one(Some(Again::Create), None));
        assert_eq!(made.again(3), (Some(Again::Create), None));
        assert_eq!(made.again(4), (Some(Again::Update), None));
        let made = decide(made, one(Some(Again::Update), Some("10001")));
        assert_eq!((made.again(3), made.rows.len()), ((Some(Again::Update), Some("10001")), 1));
        let made = decide(made, Decision::ImportedBefore(None));
        assert_eq!(made, Resolutions::default());

        let before = wasm_core::job::ImportedBefore { open: 2, ..Default::default() };
        let plan = ImportSummary { imported_before: Some(before), ..plan(0, true) };
        assert_eq!(
            spoken(&one(Some(Again::Create), None), &plan),
            "Row 4: creates a new work item. 2 undecided rows left."
        );
        assert_eq!(
            spoken(&Decision::ImportedBefore(None), &plan),
            "All rows that look imported before: not decided. 2 undecided rows left."
        );
        let entries = wasm_core::job::EntriesBefore { left_out: 3, ..Default::default() };
        let before = wasm_core::job::ImportedBefore { entries, ..Default::default() };
        let plan = ImportSummary { imported_before: Some(before), ..plan };
        assert_eq!(
            spoken(&Decision::ImportedBefore(Some(Again::Update)), &plan),
            "All rows that look imported before: not imported. 0 undecided rows left."
        );
    }

    #[test]
    fn what_is_left_is_counted_and_said() {
        assert_eq!(undecided(&plan(3, false)), 5);
        assert_eq!(undecided(&plan(3, true)), 3);
        assert_eq!(
            spoken(&cell(3, Side::Mine), &plan(1, true)),
            "Summary in row 4: keeps the file’s value. 1 undecided value left."
        );
        assert_eq!(
            spoken(&Decision::Loss(summary(), true), &plan(0, true)),
            "Summary in all rows: loss accepted. 0 undecided values left."
        );
    }

    #[test]
    fn a_column_is_one_sided_only_when_all_of_it_is() {
        let column = |open| plan(open, true).conflicts.remove(0);
        assert!(all_of(&column(0), Some(Side::Mine)) && !all_of(&column(0), Some(Side::Jira)));
        assert!(!all_of(&column(1), Some(Side::Mine)) && !all_of(&column(1), None));
        assert_eq!(
            progress(&column(1)),
            "2 conflicts: 1 with the file’s value, 0 with Jira’s, 1 not decided"
        );
    }
}
