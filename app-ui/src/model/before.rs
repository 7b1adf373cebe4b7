//! The question about rows that look like work items which an import made before.

use wasm_core::job::{EntriesBefore, ImportedBefore, RowView};
use wasm_core::mapping::{Again, Resolutions};
use wasm_core::plan::Action;

use super::format::{count, counted};
use crate::text::{t, tf};

/// Names that are told at once.
const NAMES: usize = 3;

/// The question. `first` and `last` are the days of those imports, as the user writes them.
pub fn question(before: &ImportedBefore, days: Option<(String, String)>) -> String {
    let all = u64::from(before.open + before.update + before.create);
    let rows = counted(all, t("row"), t("rows"));
    let when = match days {
        None => t("before-some-day").to_owned(),
        Some((first, last)) if first == last => tf("before-day", &[("day", &first)]),
        Some((first, last)) => tf("before-days", &[("first", &first), ("last", &last)]),
    };
    match names(&before.by) {
        None => tf("before-question", &[("rows", &rows), ("when", &when)]),
        Some(who) => tf("before-question-by", &[("rows", &rows), ("when", &when), ("who", &who)]),
    }
}

/// Some names, and how many more there are; none where nobody is known.
fn names(by: &[String]) -> Option<String> {
    let shown = by.get(..by.len().min(NAMES))?.join(", ");
    match by.len() {
        0 => None,
        all if all > NAMES => {
            Some(tf("before-more", &[("names", &shown), ("count", &(all - NAMES).to_string())]))
        }
        _ => Some(shown),
    }
}

/// Whether work items are in doubt, and whether entries of further sheets are.
pub fn kinds(before: &ImportedBefore) -> (bool, bool) {
    (before.rows() > 0, before.entries.all() > 0)
}

/// The question about rows of further sheets; none where no such row is in doubt.
pub fn entries_question(before: &ImportedBefore) -> Option<String> {
    let all = u64::from(before.entries.all());
    let rows = counted(all, t("row"), t("rows"));
    (all > 0).then(|| tf("before-entries-question", &[("rows", &rows)]))
}

/// What the button of an answer says.
pub fn answer(before: &ImportedBefore, again: Option<Again>) -> &'static str {
    let code = match (again, kinds(before)) {
        (None, _) => "before-later",
        (Some(Again::Update), (true, true)) => "before-both-update-all",
        (Some(Again::Update), (false, true)) => "before-entries-out-all",
        (Some(Again::Update), _) => "before-update-all",
        (Some(Again::Create), (true, true)) => "before-both-create-all",
        (Some(Again::Create), (false, true)) => "before-entries-anew-all",
        (Some(Again::Create), _) => "before-create-all",
    };
    t(code)
}

/// What became of those work items since, where that makes an update doubtful.
pub fn since_then(before: &ImportedBefore) -> Option<String> {
    let kinds = [(before.done, "before-done-count"), (before.moved, "before-moved-count")];
    let some = kinds.into_iter().filter(|(number, _)| *number > 0);
    let some: Vec<_> =
        some.map(|(number, code)| tf(code, &[("count", &count(number.into()))])).collect();
    (!some.is_empty()).then(|| tf("before-since", &[("what", &some.join(", "))]))
}

/// That the answer of last time is proposed, where there is one.
pub fn remembered(before: &ImportedBefore) -> Option<&'static str> {
    match before.remembered? {
        Again::Create => Some(t("before-remembered-create")),
        Again::Update => Some(t("before-remembered-update")),
    }
}

/// Whether a row made a work item for sure.
pub fn is_sure(row: &RowView) -> bool {
    row.seen.iter().any(|seen| seen.sure)
}

/// How many rows are decided, in words.
pub fn progress(before: &ImportedBefore) -> String {
    let counted = |numbers: [u32; 3]| numbers.map(|number| count(number.into()));
    let (rows, entries) = kinds(before);
    let of_rows = rows.then(|| {
        let [update, create, open] = counted([before.update, before.create, before.open]);
        tf("before-progress", &[("update", &update), ("create", &create), ("open", &open)])
    });
    let of_entries = entries.then(|| {
        let EntriesBefore { open, left_out, anew } = before.entries;
        let [out, anew, open] = counted([left_out, anew, open]);
        tf("before-entries-progress", &[("out", &out), ("anew", &anew), ("open", &open)])
    });
    of_rows.into_iter().chain(of_entries).collect::<Vec<_>>().join(". ")
}

/// Whether all rows are decided in one way, or all are open.
pub fn all_are(before: &ImportedBefore, again: Option<Again>) -> bool {
    let entries = before.entries;
    let others = match again {
        Some(Again::Update) => before.create + before.open + entries.anew + entries.open,
        Some(Again::Create) => before.update + before.open + entries.left_out + entries.open,
        None => before.update + before.create + entries.left_out + entries.anew,
    };
    others == 0
}

/// What was chosen for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// It updates the work item of this id.
    Update(String),
    /// It creates a new one.
    Create,
    /// Nothing yet.
    Open,
}

/// The choice for a row as the plan has it.
pub fn pick(row: &RowView, decided: &Resolutions) -> Pick {
    let again = match decided.again(row.plan.row) {
        // An answer for all rows is none for those that are known for sure.
        _ if is_sure(row) && decided.row(row.plan.row).is_none() => (Some(Again::Update), None),
        again => again,
    };
    match again {
        (None, _) => Pick::Open,
        (Some(Again::Create), _) => Pick::Create,
        (Some(Again::Update), Some(id)) => Pick::Update(id.to_owned()),
        // Of rows that look like one work item, only one updates it.
        (Some(Again::Update), None) if row.plan.action == Action::Create => Pick::Create,
        (Some(Again::Update), None) => row
            .seen
            .first()
            .map_or(Pick::Open, |likeliest| Pick::Update(likeliest.issue.id.clone())),
    }
}

#[cfg(test)]
mod tests {
    use wasm_core::job::{PlanRow, SeenIssue};
    use wasm_core::mapping::RowChoice;
    use wasm_core::plan::IssueRef;

    use super::*;

    fn before(open: u32, update: u32, create: u32) -> ImportedBefore {
        ImportedBefore { open, update, create, ..ImportedBefore::default() }
    }

    #[test]
    fn the_question_says_when_and_by_whom() {
        let day = |day: &str| day.to_owned();
        let by = |names: &[&str]| ImportedBefore {
            by: names.iter().map(|name| (*name).to_owned()).collect(),
            ..before(400, 0, 0)
        };
        assert_eq!(
            question(&by(&["Ada"]), Some((day("1 May"), day("1 May")))),
            "These 400 rows look like those imported on 1 May by Ada."
        );
        assert_eq!(
            question(&by(&["Ada", "Bo", "Cy", "Di"]), Some((day("1 May"), day("3 May")))),
            "These 400 rows look like those imported between 1 May and 3 May by Ada, Bo, Cy and 1 \
             more."
        );
        assert_eq!(question(&by(&[]), None), "These 400 rows look like those imported before.");
    }

    #[test]
    fn what_happened_since_is_told_where_something_did() {
        assert_eq!(since_then(&before(1, 0, 0)), None);
        let changed = ImportedBefore { done: 3, moved: 1, ..before(9, 0, 0) };
        assert_eq!(
            since_then(&changed).as_deref(),
            Some("Of those work items: 3 done by now, 1 in another space.")
        );
        assert_eq!(
            progress(&before(1_000, 2, 3)),
            "2 update a work item, 3 create a new one, 1,000 not decided"
        );
    }

    #[test]
    fn all_is_one_way_only_when_all_of_it_is() {
        assert!(all_are(&before(0, 2, 0), Some(Again::Update)));
        assert!(!all_are(&before(1, 2, 0), Some(Again::Update)));
        assert!(all_are(&before(0, 0, 2), Some(Again::Create)));
        assert!(all_are(&before(2, 0, 0), None) && !all_are(&before(2, 1, 0), None));
    }

    #[test]
    fn entries_are_asked_about_in_the_same_breath() {
        let entries = EntriesBefore { open: 2, left_out: 0, anew: 0 };
        let alone = ImportedBefore { entries, ..before(0, 0, 0) };
        assert_eq!(entries_question(&before(1, 0, 0)), None);
        assert!(entries_question(&alone).is_some_and(|asked| asked.starts_with("2 rows of ")));
        assert_eq!(
            progress(&alone),
            "Of comments and worklogs: 0 not imported, 0 added once more, 2 not decided"
        );
        assert_eq!(answer(&alone, Some(Again::Update)), "Do not import them");
        assert_eq!(answer(&alone, Some(Again::Create)), "Add them once more");
        assert!(all_are(&alone, None) && !all_are(&alone, Some(Again::Create)));

        let both = ImportedBefore { entries, ..before(1, 0, 0) };
        assert!(progress(&both).starts_with("0 update a work item, 0 create a new one, 1 not"));
        assert!(answer(&both, Some(Again::Update)).contains("do not import comments"));
        let decided = EntriesBefore { open: 0, left_out: 2, anew: 0 };
        let decided = ImportedBefore { entries: decided, ..before(0, 1, 0) };
        assert!(all_are(&decided, Some(Again::Update)) && !all_are(&decided, None));
    }

    #[test]
    fn a_row_shows_what_was_chosen_for_it() {
        let issue = |id: &str| SeenIssue {
            issue: IssueRef { id: id.to_owned(), key: format!("DEMO-{id}") },
            summary: String::new(),
            created: None,
            by: String::new(),
            status: None,
            done: false,
            moved: false,
            sure: false,
        };
        let row = |action| RowView {
            plan: PlanRow {
                row: 4,
                sheet: String::new(),
                action,
                issue: None,
                named: None,
                title: String::new(),
                changes: Vec::new(),
                reason: None,
            },
            findings: Vec::new(),
            outcome: None,
            seen: vec![issue("1"), issue("2")],
            seen_more: 0,
        };
        let all = |again| Resolutions { imported_before: again, ..Resolutions::default() };
        let one = |again, issue: Option<&str>| RowChoice {
            row: 4,
            again,
            issue: issue.map(str::to_owned),
        };
        assert_eq!(pick(&row(Action::Skip), &all(None)), Pick::Open);
        let update = all(Some(Again::Update));
        assert_eq!(pick(&row(Action::Update), &update), Pick::Update("1".to_owned()));
        assert_eq!(pick(&row(Action::Create), &update), Pick::Create);
        let second =
            Resolutions { rows: vec![one(Some(Again::Update), Some("2"))], ..update.clone() };
        assert_eq!(pick(&row(Action::Update), &second), Pick::Update("2".to_owned()));
        let open = Resolutions { rows: vec![one(None, None)], ..update };
        assert_eq!(pick(&row(Action::Skip), &open), Pick::Open);

        let mut sure = row(Action::Update);
        sure.seen = vec![SeenIssue { sure: true, ..issue("1") }];
        for again in [None, Some(Again::Update), Some(Again::Create)] {
            assert_eq!(pick(&sure, &all(again)), Pick::Update("1".to_owned()), "{again:?}");
        }
        let anew = Resolutions { rows: vec![one(Some(Again::Create), None)], ..all(None) };
        assert_eq!(pick(&sure, &anew), Pick::Create);
    }

    #[test]
    fn the_answer_of_last_time_is_told() {
        assert_eq!(remembered(&before(2, 0, 0)), None);
        let again = ImportedBefore { remembered: Some(Again::Create), ..before(0, 0, 2) };
        let told = remembered(&again).unwrap();
        assert!(told.starts_with("As last time"), "{told}");
        assert!(all_are(&again, again.remembered));
    }
}
