//! What the site has: projects, workflows, people, and the names one may choose from.
//!
//! Names are chosen to be easily mistaken: for numbers, dates, formulas, lists, or for each other.

/// Base address of the site.
pub const URL: &str = "https://law.example";

/// Id and name.
pub type Named = (&'static str, &'static str);

/// Id of the company-managed project.
pub const COMPANY: &str = "10000";
/// Id of the team-managed project, whose types, statuses and fields are its own.
pub const TEAM: &str = "10001";

/// A project: id, key, name, types (id, name, level), statuses in the order of the workflow,
/// components, versions (id, name, archived).
pub struct Project {
    pub id: &'static str,
    pub key: &'static str,
    pub name: &'static str,
    pub types: &'static [(&'static str, &'static str, i32)],
    pub statuses: &'static [Named],
    pub components: &'static [Named],
    pub versions: &'static [(&'static str, &'static str, bool)],
}

pub const PROJECTS: [Project; 2] = [
    Project {
        id: COMPANY,
        key: "LAW",
        name: "Law & order",
        types: &[
            ("10002", "Story", 0),
            ("10001", "Epic", 1),
            ("10003", "Task", 0),
            ("10004", "Bug", 0),
            ("10005", "Sub-task", -1),
        ],
        statuses: &[
            ("1", "To Do"),
            ("3", "In Progress"),
            ("10010", "In Review; QA"),
            ("10011", "Done"),
        ],
        components: &[
            ("11001", "UI"),
            ("11002", "Back-end; API"),
            ("11003", "Docs, guides"),
            ("11004", "=SUM(A1)"),
            ("11005", "1"),
            ("11006", "API"),
        ],
        versions: &[
            ("12001", "1.0", false),
            ("12002", "1", false),
            ("12003", "2026-01-02", false),
            ("12004", "v1, rc; final", false),
            ("12005", "Old", true),
            ("12006", "0.9", true),
        ],
    },
    Project {
        id: TEAM,
        key: "T2_X",
        name: "Team's own",
        types: &[("10102", "Task", 0), ("10101", "Epic", 1), ("10103", "Subtask", -1)],
        statuses: &[("10110", "To Do"), ("10111", "Doing"), ("10112", "Done")],
        components: &[("11101", "UI")],
        versions: &[("12101", "1.0", false), ("12102", "Old", true)],
    },
];

pub const PRIORITIES: [Named; 4] =
    [("3", "Medium"), ("1", "Highest"), ("5", "Low; later"), ("10000", "1")];

pub const RESOLUTIONS: [Named; 3] =
    [("10000", "Done"), ("10001", "Won't Do"), ("10002", "'Duplicate")];

/// The options of a field, the ones that nobody may choose any more last.
pub fn options_of(field: &str) -> (&'static [Named], &'static [Named]) {
    match field {
        "customfield_10105" => (
            &[
                ("20001", "Minor"),
                ("20002", "minor"),
                ("20003", "1"),
                ("20004", "1.0"),
                ("20005", "01"),
                ("20006", "TRUE"),
                ("20007", "2026-01-02"),
                ("20008", "=1+1"),
                ("20009", "A; B, C"),
                ("20010", "None"),
            ],
            &[("20099", "Retired")],
        ),
        super::fields::SCOPED => (&[("20101", "Minor"), ("20102", "Major")], &[]),
        "customfield_10106" => (
            &[
                ("20201", "A"),
                ("20202", "A; B"),
                ("20203", "B"),
                ("20204", "A, B"),
                ("20205", "a"),
                ("20206", "Two\u{2028}lines"),
                ("20207", "C\\nD"),
                ("20208", "'quoted'"),
                ("20209", "- dash"),
                ("20210", "-5"),
                ("20211", "5"),
            ],
            &[("20299", "Gone; too")],
        ),
        "customfield_10116" => (&[("20301", "Mail"), ("20302", "Mail; post"), ("20303", "7")], &[]),
        _ => (&[("20401", "Low"), ("20402", "> high")], &[]),
    }
}

/// Who may see an issue, of the projects in which that is asked.
pub const LEVELS: [Named; 3] =
    [("10200", "Staff only"), ("10201", "Board; directors"), ("10202", "1")];

/// Parents and children of the cascading field. Some texts could be read in two ways.
pub const CASCADE: [(Named, &[Named]); 5] = [
    (("21000", "Leaf"), &[]),
    (("21001", "A > B"), &[("21011", "C"), ("21012", "D")]),
    (("21002", "A"), &[("21021", "B > C"), ("21022", "B"), ("21023", "X")]),
    (("21003", "1"), &[("21031", "2"), ("21032", "02")]),
    (("21004", "A>B"), &[("21041", "-1")]),
];

/// A person: account ID, display name, e-mail unless hidden, whether active.
pub struct Person {
    pub id: &'static str,
    pub name: &'static str,
    pub email: Option<&'static str>,
    pub active: bool,
}

const fn person(
    id: &'static str,
    name: &'static str,
    email: Option<&'static str>,
    active: bool,
) -> Person {
    Person { id, name, email, active }
}

/// The person who uses Rowport.
pub const ME: &str = "712020:00000000-0000-4000-8000-000000000001";

pub const PEOPLE: [Person; 14] = [
    person(ME, "Mia Berg", Some("mia@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e02", "Hidden Harry", None, true),
    person("5b10ac8d82e05b22cc7d4e03", "Sam Taylor", Some("sam@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e04", "Sam Taylor", None, true),
    person("5b10ac8d82e05b22cc7d4e05", "Sam Taylor", None, false),
    person("5b10ac8d82e05b22cc7d4e06", "Gone Gina", None, false),
    person("5b10ac8d82e05b22cc7d4e07", "Doe, Jane; Dr.", Some("jane@law.example"), true),
    person("5b10ac8d82e05b22cc7d4e08", "Max <max@law.example>", None, true),
    person("5b10ac8d82e05b22cc7d4e09", " Spaced  Out ", None, true),
    person("5b10ac8d82e05b22cc7d4e10", "李小龍 🐉", None, true),
    person("5b10ac8d82e05b22cc7d4e13", "=cmd|' /C calc'!A0", None, true),
    person("5b10ac8d82e05b22cc7d4e14", "sam taylor", None, true),
    person("5b10ac8d82e05b22cc7d4e11", "mia@law.example", None, true),
    person("5b10ac8d82e05b22cc7d4e12", "5b10ac8d82e05b22cc7d4e02", None, true),
];
