//! What may happen to a file and to its work items, drawn by proptest.

use std::time::Duration;

use in_process_tests::Fault;
use proptest::collection::vec;
use proptest::prelude::*;

/// A case: a site, a file, and what happens in turn.
#[derive(Clone, Debug)]
pub struct Case {
    /// How long a search does not see a write.
    pub lag: Duration,
    /// How long after it was received a write is carried out.
    pub commit: Duration,
    pub place: Place,
    pub file: File,
    pub steps: Vec<Step>,
}

/// Where people work with Rowport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The journal lies beside the plan, and one program has it at a time.
    Terminal,
    /// The journal of a person and a file is in Jira, where every tab writes it.
    App,
}

/// A file as its author has it.
#[derive(Clone, Debug)]
pub struct File {
    pub kind: Kind,
    /// Whether its rows have IDs of their own.
    pub ids: bool,
    pub rows: Vec<Row>,
}

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Workbook,
    /// A workbook that Rowport exported, with new rows.
    Export,
}

/// A row of a file. Rows of one name are equal, but for their IDs.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: u8,
    pub status: Option<&'static str>,
    pub comment: bool,
    pub worklog: bool,
    /// The place of the row that it blocks.
    pub blocks: Option<usize>,
}

/// Who works with Rowport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    Member,
    Admin,
}

/// What is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// A plan that is made now.
    Fresh,
    /// The plan that was made last.
    Same,
}

/// Something that happens to a request of an apply.
#[derive(Clone, Copy, Debug)]
pub struct Upset {
    /// Whether only requests that write are counted.
    pub writes: bool,
    pub nth: usize,
    pub fault: Fault,
}

/// How a file is changed before it is planned once more.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Nothing,
    /// A cell of the row at that place: its summary, or its description.
    Cell {
        row: usize,
        summary: bool,
    },
    Saved,
    Sorted,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub enum Step {
    Apply {
        person: Person,
        which: Which,
        upset: Option<Upset>,
    },
    /// Two windows of one person apply one plan.
    Twice {
        person: Person,
        which: Which,
    },
    /// Two plans are made, with a change of the file in between, before either is applied. Then both
    /// are: at once, where one person does so in two tabs, else one after the other, of which the
    /// first may be killed.
    Both {
        people: [Person; 2],
        change: Change,
        at_once: bool,
        killed: Option<usize>,
    },
    /// An apply of a plan that is made now is killed, or stopped, and the file is planned and
    /// applied at once once more, by the same person; a row of that number may be corrected first.
    Anew {
        person: Person,
        nth: usize,
        corrected: Option<usize>,
    },
    Pass(Duration),
    /// A cell of the row at that place is corrected: its summary, or its description.
    Correct {
        row: usize,
        summary: bool,
    },
    Insert {
        row: usize,
    },
    Remove {
        row: usize,
    },
    /// The rows are turned round.
    Sort,
    /// The file is saved in the other format.
    Save,
    Rename,
    /// A colleague changes the description of a work item that was made.
    Edit {
        issue: usize,
    },
    /// A colleague moves such a work item on.
    Move {
        issue: usize,
    },
}

pub fn cases() -> impl Strategy<Value = Case> {
    let seconds = |most: u64| (0..=most).prop_map(Duration::from_secs);
    let lag = prop_oneof![Just(Duration::ZERO), seconds(60)];
    let commit = prop_oneof![2 => Just(Duration::ZERO), 1 => seconds(100)];
    let place = prop::sample::select(vec![Place::Terminal, Place::App]);
    let site = (lag, commit, place, file(), vec(step(), 1..=6));
    site.prop_map(|(lag, commit, place, file, steps)| Case { lag, commit, place, file, steps })
}

fn file() -> impl Strategy<Value = File> {
    let kind = prop::sample::select(vec![Kind::Text, Kind::Workbook, Kind::Export]);
    (kind, any::<bool>(), vec(row(), 1..=6)).prop_map(|(kind, ids, rows)| File { kind, ids, rows })
}

fn row() -> impl Strategy<Value = Row> {
    let status = prop_oneof![3 => Just(None), 1 => Just(Some("In Progress"))];
    let few = || prop::bool::weighted(0.25);
    let blocks = prop_oneof![3 => Just(None), 1 => (0..6_usize).prop_map(Some)];
    (0..8_u8, status, few(), few(), blocks).prop_map(|(name, status, comment, worklog, blocks)| {
        Row { name, status, comment, worklog, blocks }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let person = || prop::sample::select(vec![Person::Member, Person::Admin]);
    let which = || prop::sample::select(vec![Which::Fresh, Which::Same]);
    let time = prop_oneof![
        (0..=120_u64).prop_map(Duration::from_secs),
        (0..=108_000_u64).prop_map(Duration::from_secs),
    ];
    let apply = (person(), which(), prop::option::weighted(0.7, upset()))
        .prop_map(|(person, which, upset)| Step::Apply { person, which, upset });
    prop_oneof![
        5 => apply,
        1 => (person(), which()).prop_map(|(person, which)| Step::Twice { person, which }),
        2 => both(),
        2 => (person(), 0..4_usize, prop::option::of(0..6_usize))
            .prop_map(|(person, nth, corrected)| Step::Anew { person, nth, corrected }),
        2 => time.prop_map(Step::Pass),
        1 => (0..6_usize, any::<bool>()).prop_map(|(row, summary)| Step::Correct { row, summary }),
        1 => (0..6_usize).prop_map(|row| Step::Insert { row }),
        1 => (0..6_usize).prop_map(|row| Step::Remove { row }),
        1 => Just(Step::Sort),
        1 => Just(Step::Save),
        1 => Just(Step::Rename),
        1 => (0..6_usize).prop_map(|issue| Step::Edit { issue }),
        1 => (0..6_usize).prop_map(|issue| Step::Move { issue }),
    ]
}

fn both() -> impl Strategy<Value = Step> {
    let cell = (0..6_usize, any::<bool>()).prop_map(|(row, summary)| Change::Cell { row, summary });
    let change =
        prop_oneof![Just(Change::Nothing), cell, Just(Change::Saved), Just(Change::Sorted)];
    let one = || prop::sample::select(vec![Person::Member, Person::Admin]);
    let people = prop_oneof![3 => one().prop_map(|one| [one; 2]), 1 => [one(), one()]];
    (people, change, any::<bool>(), prop::option::weighted(0.3, 0..4_usize)).prop_map(
        |(people, change, at_once, killed)| Step::Both { people, change, at_once, killed },
    )
}

fn upset() -> impl Strategy<Value = Upset> {
    let wait = || (0..=30_u64).prop_map(Duration::from_secs);
    let fault = prop_oneof![
        3 => Just(Fault::Killed),
        1 => Just(Fault::RequestLost),
        2 => Just(Fault::AnswerLost),
        1 => wait().prop_map(Fault::HangUp),
        1 => (prop::sample::select(vec![502, 503, 504_u16]), wait())
            .prop_map(|(status, wait)| Fault::Gateway(status, wait)),
    ];
    let place = prop_oneof![(Just(true), 0..6_usize), (Just(false), 0..30_usize)];
    (place, fault).prop_map(|((writes, nth), fault)| Upset { writes, nth, fault })
}
