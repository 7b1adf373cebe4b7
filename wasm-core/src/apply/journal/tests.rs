//! The journal over a text in memory.

use std::future::ready;

use futures_util::FutureExt;

use super::*;
use crate::plan::RowIdentity;
use crate::ports::{JournalFuture, MemoryJournal};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn name(row: usize) -> Name {
    Name::issue(&RowIdentity { lineage: "a file".to_owned(), row: format!("id:{row}") })
}

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing to wait for")
}

fn open(journal: &dyn Journal, second: i64) -> Marks<'_> {
    Marks::of(journal, now(read(journal, at(second))), BTreeSet::new())
}

#[test]
fn what_is_begun_is_there_for_the_next_run_before_it_is_sent() {
    let journal = MemoryJournal::default();
    let killed = open(&journal, 0);
    now(killed.begin(&[name(1), name(2)], at(0)));
    let next = open(&journal, 5);
    // It may have waited for its turn since.
    assert_eq!(next.begun_at(&name(1)), Some(at(5)));
    assert_eq!(next.uncertain_until(&name(1), at(5)), Some(at(125)));
    assert_eq!(next.uncertain_until(&name(3), at(5)), None);
    let later = open(&journal, 60);
    assert_eq!(later.begun_at(&name(1)), Some(at(10)));
    assert_eq!(later.uncertain_until(&name(1), at(131)), None);
    assert_eq!(open(&journal, 140).begun_at(&name(1)), None);
}

#[test]
fn nothing_is_left_of_what_was_answered() {
    let journal = MemoryJournal::default();
    let marks = open(&journal, 0);
    now(marks.begin(&[name(1), name(2)], at(0)));
    marks.answered(&[name(1)]);
    marks.lost(&[name(2)], at(30));
    now(marks.close(at(30)));
    let next = open(&journal, 40);
    assert_eq!(next.begun_at(&name(1)), None);
    assert_eq!(next.begun_at(&name(2)), Some(at(30)));
    next.answered(&[name(2)]);
    now(next.close(at(41)));
    assert_eq!(journal.text(), None);
}

#[test]
fn a_mark_that_is_too_old_to_matter_is_not_kept() {
    let journal = MemoryJournal::default();
    let marks = open(&journal, 0);
    now(marks.begin(&[name(1)], at(0)));
    marks.lost(&[name(1)], at(0));
    now(marks.begin(&[name(2)], at(125)));
    let next = open(&journal, 126);
    assert_eq!(next.begun_at(&name(1)), None);
    assert!(next.begun_at(&name(2)).is_some());
}

#[test]
fn the_text_of_many_rows_fits_into_a_property() {
    let journal = MemoryJournal::default();
    for (rows, exact) in [(MOST_THAT_FIT, true), (20_000, false)] {
        let marks = open(&journal, 0);
        let names: Vec<_> = (0..rows).map(name).collect();
        now(marks.begin(&names, at(0)));
        assert!(journal.text().unwrap().len() < crate::jira::LONGEST_PROPERTY);
        let next = open(&journal, 20);
        assert_eq!(next.begun_at(&name(rows - 1)), Some(at(10)));
        assert_eq!(next.begun_at(&name(rows)).is_none(), exact, "{rows}");
        now(journal.write(None)).unwrap();
    }
}

const MOST_THAT_FIT: usize = 1500;

#[test]
fn of_a_text_that_nobody_understands_anything_may_still_come() {
    for text in ["{\"version\":1,", "{\"version\":9}", "[]"] {
        let journal = MemoryJournal::default();
        now(journal.write(Some(text.to_owned()))).unwrap();
        let marks = open(&journal, 0);
        assert_eq!(marks.begun_at(&name(7)), Some(at(0)), "{text}");
        let trouble = marks.trouble().unwrap();
        assert_eq!(trouble.code, "journal-damaged");
        assert!(trouble.fix().is_some());
        now(marks.begin(&[name(1)], at(1)));
        assert_eq!(open(&journal, 2).trouble(), None, "it is written over");
    }
}

/// Refuses to be read or to be written.
struct Refusing {
    reads: bool,
    writes: Cell<u32>,
}

impl Journal for Refusing {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        let refused = || Err(Message::new("jira-forbidden"));
        Box::pin(ready(if self.reads { Ok(None) } else { refused() }))
    }

    fn write(&self, _: Option<String>) -> JournalFuture<'_, ()> {
        self.writes.set(self.writes.get() + 1);
        Box::pin(ready(Err(Message::new("jira-forbidden"))))
    }
}

#[test]
fn a_journal_that_refuses_is_told_and_asked_once() {
    for reads in [true, false] {
        let journal = Refusing { reads, writes: Cell::new(0) };
        let marks = open(&journal, 0);
        now(marks.begin(&[name(1)], at(0)));
        now(marks.begin(&[name(2)], at(1)));
        assert_eq!(journal.writes.get(), u32::from(reads));
        assert_eq!(marks.trouble().unwrap().code, "journal-not-kept");
        assert_eq!(marks.begun_at(&name(1)), Some(at(0)), "this run knows it all the same");
    }
}
