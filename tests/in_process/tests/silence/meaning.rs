//! What a cell means to its author, and the fields that the columns are meant for.

use jiff::civil::{Date, DateTime, date};

/// What a person means by a cell, apart from how it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// These very characters.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// A day and a time of day, on the clock that the column names.
    Moment(DateTime),
    /// So many minutes of work.
    Minutes(u32),
    /// The thing of that name.
    Name(&'static str),
    /// The things of these names, in any order.
    Names(Vec<&'static str>),
    /// The parent option and the one below it.
    Two(&'static str, Option<&'static str>),
    /// An error of the sheet: no value.
    Error,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Line,
    Rich,
    Address,
    Number,
    Day,
    Moment,
    Duration,
    Labels,
    Option,
    Options,
    Cascade,
    Priority,
    Status,
    Person,
    People,
    Components,
    Versions,
    Parent,
    /// A field that nobody can write.
    Fixed,
    /// A column that is meant for no field.
    Nothing,
}

impl Kind {
    /// Whether several columns are one list.
    pub fn is_list(self) -> bool {
        let named = matches!(self, Self::Components | Self::Versions | Self::People);
        named || matches!(self, Self::Labels | Self::Options)
    }

    /// Whether a value can get to Jira at all.
    pub fn is_writable(self) -> bool {
        !matches!(self, Self::Fixed | Self::Nothing)
    }
}

/// A column's purpose.
#[derive(Debug)]
pub struct Purpose {
    /// Jira's id of the field; for no field a word.
    pub field: &'static str,
    pub kind: Kind,
    /// How people call it. The first one is the name on the site.
    pub headers: &'static [&'static str],
}

const fn of(field: &'static str, kind: Kind, headers: &'static [&'static str]) -> Purpose {
    Purpose { field, kind, headers }
}

/// The column that each table has.
pub const SUMMARY: Purpose = of(
    "summary",
    Kind::Line,
    &[
        "Summary",
        "Title",
        "Titel",
        "Zusammenfassung",
        "Résumé",
        "Resumen",
        "要約",
        "Name",
        "Subject",
    ],
);

/// All others.
pub const PURPOSES: [Purpose; 32] = [
    of(
        "description",
        Kind::Rich,
        &["Description", "Beschreibung", "Details", "説明", "Descripción"],
    ),
    of("customfield_10038", Kind::Rich, &["Acceptance criteria", "acceptance criteria"]),
    of("environment", Kind::Rich, &["Environment", "Umgebung", "Environnement"]),
    of("customfield_10030", Kind::Line, &["Customer reference", "Customer Reference"]),
    of("customfield_10016", Kind::Number, &["Story Points", "Story points"]),
    of("customfield_10032", Kind::Number, &["Budget", "Budget ", "Budget (EUR)"]),
    of(
        "duedate",
        Kind::Day,
        &["Due date", "Fälligkeitsdatum", "Échéance", "期限", "Deadline", "Due"],
    ),
    of("customfield_10015", Kind::Day, &["Start date", "Start Date"]),
    of(
        "customfield_10031",
        Kind::Moment,
        &["Go-live", "Go-live (UTC)", "Go-live (America/New_York)", "Go-live (+05:30)"],
    ),
    of(
        "timeoriginalestimate",
        Kind::Duration,
        &["Original estimate", "Original Estimate (min)", "Ursprüngliche Schätzung", "Estimate"],
    ),
    of("labels", Kind::Labels, &["Labels", "Tags", "Stichwörter", "Étiquettes", "ラベル"]),
    of("customfield_10037", Kind::Labels, &["Keywords"]),
    of("customfield_10040", Kind::Option, &["Effort"]),
    of("customfield_10033", Kind::Option, &["Severity", "Severity (customfield_10033)"]),
    of("customfield_10034", Kind::Options, &["Platforms"]),
    of("customfield_10039", Kind::Options, &["Checks"]),
    of("customfield_10035", Kind::Cascade, &["Region"]),
    of("priority", Kind::Priority, &["Priority", "Priorität", "Priorité", "Prio", "優先度"]),
    of("status", Kind::Status, &["Status", "État", "Estado", "ステータス"]),
    of("assignee", Kind::Person, &["Assignee", "Zugewiesene Person", "Owner", "担当者"]),
    of("customfield_10036", Kind::Person, &["Reviewer"]),
    of("customfield_10047", Kind::People, &["Approvers"]),
    of("customfield_10044", Kind::Option, &["Found in"]),
    of("customfield_10089", Kind::Day, &["Review by", "Review by:"]),
    of("components", Kind::Components, &["Components", "Component/s", "Komponenten"]),
    of("fixVersions", Kind::Versions, &["Fix versions", "Fix Version/s", "Lösungsversionen"]),
    of("customfield_10041", Kind::Address, &["Website"]),
    of("parent", Kind::Parent, &["Parent", "Übergeordnet", "Epic Link"]),
    of("created", Kind::Fixed, &["Created", "Erstellt"]),
    of("votes", Kind::Fixed, &["Votes"]),
    of("remark", Kind::Nothing, &["Cost centre", "Bemerkung intern", "Kunde", "内部メモ"]),
    of("untitled", Kind::Nothing, &[""]),
];

/// Lines that are easily taken for something else.
const LINES: [&str; 29] = [
    "Call the client",
    "Rückfrage zu Größe & Maß",
    "naïve café à Noël",
    "C:\\temp\\_new",
    "**not bold** and _so_",
    "00123",
    "1E5",
    "=SUM(A1:A3)",
    "- a dash",
    "+49 170 123",
    "@home",
    "TRUE",
    "1/2",
    "2026-10-30",
    "03/04",
    "semi;colon, comma",
    "a \"quoted\" word",
    "'quoted'",
    "<b>x</b> &amp; y",
    "a|b|c",
    "# of seats",
    "#REF! is no error here",
    "日本語のタスク",
    "Zażółć gęślą jaźń",
    "12,5 %",
    "null",
    "-",
    "Yes",
    "12345678901234567",
];

/// Texts of several lines.
const TEXTS: [&str; 14] = [
    "one line\nanother line",
    "a paragraph\n\nanother one",
    "1. first\n2. second",
    "* a star\n* another",
    "# a heading?\ntext",
    "h2. wiki\n{code}x{code} and *so*",
    "see https://a.example/_b_ there",
    "  indented\n    more",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "~~no~~ __init__ 2*3*4 `x`",
    "[a link](https://a.example)",
    "> quoted\nanswer",
    "foo[i](x) and List<T>",
    "line\n---\nline",
];

const NUMBERS: [f64; 18] = [
    2500.0,
    12_000.0,
    -4750.0,
    5.0,
    8.0,
    13.0,
    40.0,
    1500.5,
    1_234_567.25,
    0.5,
    -3.0,
    1500.0,
    0.125,
    1_000_000.0,
    99.9,
    100.0,
    2026.0,
    0.25,
];

const MINUTES: [u32; 8] = [90, 60, 480, 15, 150, 2400, 30, 360];

const LABELS: [&[&str]; 8] = [
    &["red"],
    &["red", "blue"],
    &["under_score"],
    &["00123"],
    &["größe", "A-B"],
    &["one", "two", "three"],
    &["2.10"],
    &["*star*"],
];

fn day(pick: usize) -> Date {
    let days = [
        date(2026, 10, 30),
        date(2026, 12, 24),
        date(2027, 1, 15),
        date(2026, 11, 21),
        date(2026, 9, 28),
        date(2027, 3, 4),
        date(2026, 12, 31),
        date(2027, 5, 5),
        date(2026, 11, 5),
        date(2027, 1, 7),
        date(2027, 2, 12),
        date(2028, 2, 29),
    ];
    days[pick % days.len()]
}

fn one_of<T: Copy>(all: &[T], pick: usize) -> T {
    all[pick % all.len()]
}

fn names(all: &[&[&'static str]], pick: usize) -> Meaning {
    Meaning::Names(one_of(all, pick).to_vec())
}

/// What the author means by the cell of that pick.
pub fn meant(purpose: &Purpose, pick: usize) -> Meaning {
    match purpose.kind {
        Kind::Line | Kind::Nothing => Meaning::Text(one_of(&LINES, pick).to_owned()),
        Kind::Rich if pick.is_multiple_of(2) => Meaning::Text(one_of(&TEXTS, pick / 2).to_owned()),
        Kind::Rich => Meaning::Text(one_of(&LINES, pick / 2).to_owned()),
        Kind::Address => Meaning::Text(
            one_of(
                &[
                    "https://example.com/a_b?x=1&y=2",
                    "http://ü.example/*x*",
                    "https://b.example",
                    "example.com",
                ],
                pick,
            )
            .to_owned(),
        ),
        Kind::Number => Meaning::Number(one_of(&NUMBERS, pick)),
        Kind::Fixed if purpose.field == "votes" => Meaning::Number(one_of(&NUMBERS, pick)),
        Kind::Day | Kind::Fixed => Meaning::Day(day(pick)),
        Kind::Moment => {
            let times = [(14, 30), (9, 5), (0, 0), (23, 59), (12, 0), (2, 30)];
            let (hour, minute) = one_of(&times, pick);
            Meaning::Moment(day(pick / 2).at(hour, minute, 0, 0))
        }
        Kind::Duration => Meaning::Minutes(one_of(&MINUTES, pick)),
        Kind::Labels => names(&LABELS, pick),
        Kind::Option if purpose.field == "customfield_10040" => Meaning::Name(one_of(
            &["Small", "Medium", "Large", "Small", "Medium", "Large", "Huge"],
            pick,
        )),
        Kind::Option if purpose.field == "customfield_10044" => {
            Meaning::Name(one_of(&["2.0", "1.2", "Backlog", "1.1", "2.0", "3.0"], pick))
        }
        Kind::Option => Meaning::Name(one_of(&["Critical", "Major", "Minor", "Trivial"], pick)),
        Kind::Options if purpose.field == "customfield_10039" => {
            names(&[&["Tested"], &["Reviewed", "Tested"], &["Übersetzt; geprüft"]], pick)
        }
        Kind::Options => {
            names(&[&["Web"], &["iOS", "Android"], &["Windows, macOS"], &["Linux", "Web"]], pick)
        }
        Kind::Cascade => {
            let all = [
                ("Europe", Some("Germany")),
                ("Asia Pacific", Some("Japan")),
                ("Americas", None),
                ("Europe", Some("France")),
            ];
            let (parent, child) = one_of(&all, pick);
            Meaning::Two(parent, child)
        }
        Kind::Priority => {
            Meaning::Name(one_of(&["High", "Low", "Highest", "Lowest", "Medium", "Urgent"], pick))
        }
        Kind::Status => {
            Meaning::Name(one_of(&["In Progress", "To Do", "In Progress", "In Review"], pick))
        }
        Kind::Person => Meaning::Name(one_of(
            &[
                "Priya Raman",
                "Jürgen Weiß",
                "Zoë Lefèvre",
                "Łukasz Wójcik",
                "田中 美咲",
                "Emma Rossi",
                "Anna Schmidt",
                "Nobody Known",
            ],
            pick,
        )),
        Kind::People => names(
            &[&["Priya Raman"], &["Jürgen Weiß", "田中 美咲"], &["Tom, of Support"], &["Nobody"]],
            pick,
        ),
        Kind::Components => names(
            &[&["Backend"], &["API", "Mobile"], &["Billing, Payments"], &["Übersetzung"]],
            pick,
        ),
        Kind::Versions => names(&[&["2.0"], &["Backlog"], &["1.2", "2.0"], &["0.9"]], pick),
        Kind::Parent => Meaning::Name("DEMO-1"),
    }
}

/// The fields whose columns and values can leave nothing to doubt: not those that nobody can write,
/// that share their name, or whose values depend on what the work item is.
pub fn certain_purposes() -> Vec<usize> {
    let is_certain = |purpose: &Purpose| {
        let depends = matches!(purpose.kind, Kind::Status | Kind::Parent);
        purpose.kind.is_writable() && !depends && purpose.field != "customfield_10033"
    };
    (0..PURPOSES.len()).filter(|at| is_certain(&PURPOSES[*at])).collect()
}

/// A way to write values of a field that is read in one way alone.
pub fn certain_way(purpose: usize) -> usize {
    match PURPOSES[purpose].kind {
        Kind::Day | Kind::Moment => 3,
        Kind::Duration => 1,
        _ => 0,
    }
}

/// The first pick from that one on whose value is on the site, and looks like nothing else.
pub fn certain_pick(purpose: &Purpose, pick: usize) -> usize {
    let unknown = ["Huge", "Urgent", "Anna Schmidt", "Nobody Known", "3.0"];
    let is_certain = |pick: &usize| match meant(purpose, *pick) {
        Meaning::Name(name) => !unknown.contains(&name),
        Meaning::Names(names) => names != ["0.9"] && names != ["Nobody"],
        Meaning::Text(text) if purpose.kind == Kind::Address => text.contains(':'),
        // A typed cell of these shows something else than it holds.
        Meaning::Text(text) if ["2026-10-30", "12345678901234567"].contains(&&*text) => false,
        Meaning::Text(text) if purpose.kind == Kind::Line => !text.contains('\n'),
        Meaning::Text(text) if purpose.kind == Kind::Rich => {
            text.chars().all(|c| c.is_alphanumeric() || c.is_whitespace())
        }
        _ => true,
    };
    (pick..).find(is_certain).unwrap_or(pick)
}
