//! Files that are imported again.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::testing::{imported, seen, seen_of, then};
use super::{Likeness, Own, Seen};
use crate::plan::IssueRef;

/// For each row its work item, with a question mark where it is asked for.
fn told(seen: &Seen) -> Vec<String> {
    let one = |(row, seen): (&u32, &super::SeenRow)| {
        let mark = if seen.sure { "" } else { "?" };
        let keys: Vec<_> = seen.candidates.iter().map(|c| c.issue.key.as_str()).collect();
        format!("{row}: {}{mark}", keys.join(" "))
    };
    seen.rows.iter().map(one).collect()
}

const FILE: &str = "Summary | Issue Type | Priority | Due date
    Book the hall | Task | High | 2026-12-01
    Print the menus | Task | Low | 2026-12-02
    Call the band | Story | Low |";

#[test]
fn a_corrected_a_sorted_and_a_longer_file_is_the_same() {
    let made = imported(FILE, "first");
    for (file, right) in [
        (FILE, ["1: DEMO-1", "2: DEMO-2", "3: DEMO-3"].as_slice()),
        // Other columns first, another way to write the day, one word mistyped, sorted, two rows more:
        // of so few rows hardly one is as it was, so that it is asked.
        (
            "Priority | Due date | Summary | Issue Type
             Low  |            | Call the bnad | Story
             Low  |            | Fold the napkins | Task
             High | 01/12/2026 | Book the hall | Task
             Low  | 13/12/2026 | Print the menus | Task
             High | 01/12/2026 | Park the cars | Bug",
            &["1: DEMO-3?", "3: DEMO-1?", "4: DEMO-2?"],
        ),
        // Two rows of three.
        (
            "Summary | Issue Type | Priority\nCall the band | Story | High\nBook the hall | Task | High",
            &["1: DEMO-3", "2: DEMO-1"],
        ),
    ] {
        assert_eq!(told(&seen(file, &made, "other bytes", 2)), right, "{file}");
        let asked: Vec<_> =
            right.iter().map(|row| format!("{}?", row.trim_end_matches('?'))).collect();
        assert_eq!(told(&seen(file, &made, "other bytes", 26)), asked, "a day later {file}");
    }
}

#[test]
fn own_ids_count_only_where_the_file_is_the_same() {
    let list = "ID | Summary | Issue Type\n1 | Fill the fridge | Task\n2 | Sweep the floor | Task";
    let made = imported(list, "january");
    let corrected =
        "ID | Summary | Issue Type\n2 | Sweep all floors | Story\n1 | Fill the fridge | Task";
    // A row that is another one altogether but for its ID is asked about.
    assert_eq!(told(&seen(corrected, &made, "x", 1)), ["1: DEMO-2?", "2: DEMO-1"]);
    let other = "ID | Summary | Issue Type\n1 | Order new pens | Task\n2 | Renew the lease | Task";
    assert_eq!(told(&seen(other, &made, "x", 1)), Vec::<String>::new());
    assert_eq!(told(&seen(list, &made, "january", 26)), ["1: DEMO-1?", "2: DEMO-2?"]);
}

#[test]
fn equal_rows_are_as_many_work_items_as_the_file_says() {
    let of = |count: usize| format!("Summary | Issue Type{}", "\nTest | Task".repeat(count));
    let made = imported(&of(3), "L");
    assert_eq!(told(&seen(&of(2), &made, "x", 1)), ["1: DEMO-1", "2: DEMO-2"]);
    assert_eq!(told(&seen(&of(5), &made, "x", 1)), ["1: DEMO-1", "2: DEMO-2", "3: DEMO-3"]);
}

#[test]
fn of_two_rows_one_may_be_changed_altogether() {
    let made = imported("Summary | Issue Type\nBook | Task\nPay | Task", "L");
    let file = "Summary | Issue Type\nBook | Task\nSettle the bill | Task\nTip | Task";
    let seen = seen(file, &made, "x", 1);
    assert_eq!(told(&seen), ["1: DEMO-1", "2: DEMO-2?", "3: DEMO-2?"]);
    assert_eq!((seen.rows[&2].spare, seen.rows[&3].spare), (false, true));
}

#[test]
fn what_is_alike_by_chance_is_asked_for_and_what_is_not_is_new() {
    let many: String = (1..=20).map(|n| format!("\nStep {n} of the move | Task | Low")).collect();
    let made = imported(&format!("Summary | Issue Type | Priority{many}"), "L");
    let one = |summary: &str| format!("Summary | Issue Type | Priority\n{summary} | Task | High");
    assert_eq!(told(&seen(&one("Step 7 of the move"), &made, "x", 1)), ["1: DEMO-7?"]);
    assert_eq!(told(&seen(&one("Step 21 of the move"), &made, "x", 1)), Vec::<String>::new());
    assert_eq!(told(&seen(&one("Rent a van"), &made, "x", 1)), Vec::<String>::new());
    let story = "Summary | Issue Type | Priority | Due date\nStep 7 of the move | Story | High | 2026-12-24";
    assert_eq!(told(&seen(story, &made, "x", 1)), Vec::<String>::new(), "of another type");
}

#[test]
fn the_newest_of_several_is_the_likeliest_and_the_others_are_shown() {
    let mut made = imported(FILE, "october");
    let mut later = imported(FILE, "november");
    for (at, made) in later.iter_mut().enumerate() {
        made.created = Some(then() + SignedDuration::from_hours(1));
        made.issue = IssueRef { id: (10_004 + at).to_string(), key: format!("DEMO-{}", at + 4) };
    }
    made.extend(later);
    let seen = seen(FILE, &made, "december", 800);
    assert_eq!(told(&seen), ["1: DEMO-4 DEMO-1?", "2: DEMO-5 DEMO-2?", "3: DEMO-6 DEMO-3?"]);
}

#[test]
fn what_an_earlier_version_made_is_known_by_its_name_or_what_it_is() {
    let file = "ID | Summary | Issue Type\nA1 | Book the hall | Task\nA2 | Call the band | Task";
    let mut made = imported(file, "L");
    for (made, row) in made.iter_mut().zip(["id:a1", "id:a2"]) {
        (made.memory, made.row) = (super::RowMemory::default(), row.to_owned());
    }
    let corrected =
        "ID | Summary | Issue Type\nA1 | Book the hall | Task\nA2 | Call another band | Task";
    assert_eq!(told(&seen(corrected, &made, "L", 1)), ["1: DEMO-1", "2: DEMO-2?"]);
    let without_ids = "Summary | Issue Type\nBook the hall | Task\nCall the band | Task";
    assert_eq!(told(&seen(without_ids, &made, "x", 50)), ["1: DEMO-1?", "2: DEMO-2?"]);
}

#[test]
fn an_export_knows_its_own_new_rows_for_good_and_asks_about_others() {
    let made = imported(FILE, "export");
    let of = |file: &str, lineage: &str, hours| {
        told(&seen_of(file, &made, Own { lineage, exported: true }, hours))
    };
    assert_eq!(of(FILE, "export", 500), ["1: DEMO-1", "2: DEMO-2", "3: DEMO-3"]);
    assert_eq!(of(FILE, "another export", 1), ["1: DEMO-1?", "2: DEMO-2?", "3: DEMO-3?"]);
    let corrected = FILE.replace("menus", "menu");
    assert_eq!(of(&corrected, "export", 5), ["1: DEMO-1", "2: DEMO-2", "3: DEMO-3"]);
    assert_eq!(of(&corrected, "export", 500), ["1: DEMO-1", "2: DEMO-2?", "3: DEMO-3"]);
    let replaced = FILE.replace("Print the menus", "Hire a cook");
    assert_eq!(of(&replaced, "export", 5), ["1: DEMO-1", "2: DEMO-2?", "3: DEMO-3"]);
    assert_eq!(of(&replaced, "export", 500), ["1: DEMO-1", "3: DEMO-3"], "another row by now");
}

const WORDS: [&str; 8] = ["oak", "pine", "birch", "willow", "maple", "cedar", "elm", "ash"];

/// Rows of four cells, no two of one summary.
fn rows() -> impl Strategy<Value = Vec<[String; 4]>> {
    let row = (0..2_usize, 0..2_usize, 0..6_usize);
    prop::collection::vec(row, 4..9).prop_map(|rows| {
        let made = |(at, (kind, priority, day)): (usize, (usize, usize, usize))| {
            let word = |at: usize| WORDS.get(at).copied().unwrap_or_default();
            [
                format!("Plant the {} by the {}", word(at), word((at * 3 + day) % 8)),
                ["Task", "Story"].get(kind).unwrap().to_string(),
                ["High", "Low"].get(priority).unwrap().to_string(),
                if day == 0 { String::new() } else { format!("2026-12-0{day}") },
            ]
        };
        rows.into_iter().enumerate().map(made).collect()
    })
}

fn text(rows: &[[String; 4]]) -> String {
    let lines = rows.iter().map(|row| row.join(" | "));
    let header = "Summary | Issue Type | Priority | Due date".to_owned();
    std::iter::once(header).chain(lines).collect::<Vec<_>>().join("\n")
}

proptest! {
    /// Whatever is done to a file, a row becomes the work item that it made, and what is new is new
    /// or asked about: never the work item of another row.
    #[test]
    fn an_edited_file_keeps_its_rows(
        rows in rows(),
        order in any::<prop::sample::Index>(),
        cell in (any::<prop::sample::Index>(), 0..4_usize),
        inserted in any::<prop::sample::Index>(),
        deleted in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let made = imported(&text(&rows), "L");
        let mut now: Vec<(Option<usize>, [String; 4])> =
            rows.iter().cloned().enumerate().map(|(at, row)| (Some(at), row)).collect();
        let edited = cell.0.index(now.len());
        let values = ["Water the lawn", "Epic", "Low", "2026-12-24"];
        now[edited].1[cell.1] = values[cell.1].to_owned();
        if let Some(deleted) = deleted {
            now.remove(deleted.index(now.len()));
        }
        let by = order.index(now.len());
        now.rotate_left(by);
        let new = ["Mend the fence", "Task", "High", "2026-12-05"].map(str::to_owned);
        now.insert(inserted.index(now.len() + 1), (None, new));
        let file: Vec<_> = now.iter().map(|(_, row)| row.clone()).collect();
        let seen = seen(&text(&file), &made, "other", 1);
        for (row, (was, cells)) in (1..).zip(&now) {
            let found = seen.rows.get(&row);
            match was {
                Some(was) => {
                    let found = found.filter(|f| !f.sure || f.candidates[0].issue == made[*was].issue);
                    prop_assert!(found.is_some(), "row {row} {cells:?} {:?}", told(&seen));
                    let sure = found.is_some_and(|found| found.sure);
                    prop_assert!(sure || *was == edited && cell.1 == 0, "{cells:?} {:?}", told(&seen));
                }
                None => prop_assert!(found.is_none_or(|found| !found.sure)),
            }
        }
    }
}

#[test]
fn a_likeness_is_ordered_by_how_sure_it_is() {
    let all = [Likeness::Somewhat, Likeness::Alike, Likeness::Equal, Likeness::SameId];
    assert!(all.is_sorted());
}

#[test]
fn most_fields_tell_a_row_whose_summary_is_another() {
    let of = |what: &str, other: &str| -> String {
        let line = |n: usize| format!("\n{what} {n} | Task | Low | {other} of the hall, part {n}");
        let lines: String = (1..=4).map(line).collect();
        format!("Summary | Issue Type | Priority | Description{lines}")
    };
    let made = imported(&of("Paint wall", "North"), "L");
    let all = ["1: DEMO-1?", "2: DEMO-2?", "3: DEMO-3?", "4: DEMO-4?"];
    assert_eq!(told(&seen(&of("Renew (2027)", "North"), &made, "x", 50)), all);
    // A new batch that has the same type and priority, and texts of its own.
    assert_eq!(told(&seen(&of("Renew (2027)", "South"), &made, "x", 50)), Vec::<String>::new());
    // A text that every row has tells nothing apart.
    let batch = |what: &str| -> String {
        let line = |n: usize| format!("\n{what} {n} | Task | Low | By the book");
        let lines: String = (1..=4).map(line).collect();
        format!("Summary | Issue Type | Priority | Description{lines}")
    };
    let made = imported(&batch("Paint wall"), "L");
    assert_eq!(told(&seen(&batch("Sand floor"), &made, "x", 50)), Vec::<String>::new());
}

#[test]
fn own_ids_tell_a_row_where_most_else_agrees() {
    let of = |what: &str| -> String {
        let line = |n: usize| format!("\n{n} | {what} {n} | Task | Low");
        let lines: String = (1..=4).map(line).collect();
        format!("ID | Summary | Issue Type | Priority{lines}")
    };
    let made = imported(&of("Paint wall"), "L");
    let all = ["1: DEMO-1?", "2: DEMO-2?", "3: DEMO-3?", "4: DEMO-4?"];
    assert_eq!(told(&seen(&of("Renew coat"), &made, "x", 50)), all);
}

#[test]
fn an_export_asks_about_a_new_row_that_only_its_summary_tells_from_another() {
    let file = "Summary | Issue Type | Priority | Description
        Book the hall | Task | High | For the fair in May
        Print the menus | Task | Low | In two colours";
    let made = imported(file, "export");
    let renamed = file.replace("Print the menus", "Hire a cook");
    let own = Own { lineage: "export", exported: true };
    assert_eq!(told(&seen_of(&renamed, &made, own, 500)), ["1: DEMO-1", "2: DEMO-2?"]);
}
