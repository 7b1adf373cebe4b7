//! What Jira Cloud knows in JQL beside the fields of `/field`: its functions, and clauses that are
//! not fields. What stands here is evaluated or said not to be; everything else is a user's mistake.
//! From Atlassian's references of JQL fields and functions (support.atlassian.com, December 2025).

use std::sync::LazyLock;

use crate::site::{Field, Kind};

/// A function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its arguments, as the reference data names them.
    pub arguments: &'static str,
    /// How many there may be.
    pub counts: (usize, usize),
    /// Whether it stands for a list.
    pub list: bool,
    /// Whether it is evaluated here.
    pub evaluated: bool,
}

/// Any number of arguments.
const MANY: usize = usize::MAX;

/// A function that gives a list, or a single value, and is evaluated.
const fn evaluated(
    name: &'static str,
    arguments: &'static str,
    counts: (usize, usize),
    list: bool,
) -> Function {
    Function { name, arguments, counts, list, evaluated: true }
}

/// A function that Jira knows and the simulator does not evaluate.
const fn other(name: &'static str, arguments: &'static str, list: bool) -> Function {
    Function { name, arguments, counts: (0, MANY), list, evaluated: false }
}

/// All functions.
pub const FUNCTIONS: [Function; 68] = [
    evaluated("currentUser", "", (0, 0), false),
    evaluated("membersOf", "group", (1, 1), true),
    evaluated("now", "", (0, 0), false),
    evaluated("startOfDay", "", (0, 1), false),
    evaluated("startOfWeek", "", (0, 1), false),
    evaluated("startOfMonth", "", (0, 1), false),
    evaluated("startOfYear", "", (0, 1), false),
    evaluated("endOfDay", "", (0, 1), false),
    evaluated("endOfWeek", "", (0, 1), false),
    evaluated("endOfMonth", "", (0, 1), false),
    evaluated("endOfYear", "", (0, 1), false),
    evaluated("openSprints", "", (0, 0), true),
    evaluated("closedSprints", "", (0, 0), true),
    evaluated("futureSprints", "", (0, 0), true),
    evaluated("standardIssueTypes", "", (0, 0), true),
    evaluated("standardWorkTypes", "", (0, 0), true),
    evaluated("subtaskIssueTypes", "", (0, 0), true),
    evaluated("subtaskWorkTypes", "", (0, 0), true),
    evaluated("releasedVersions", "", (0, MANY), true),
    evaluated("unreleasedVersions", "", (0, MANY), true),
    evaluated("latestReleasedVersion", "", (0, MANY), false),
    evaluated("earliestUnreleasedVersion", "", (0, MANY), false),
    evaluated("componentsLeadByUser", "", (0, 1), true),
    evaluated("projectsLeadByUser", "", (0, 1), true),
    evaluated("spacesLeadByUser", "", (0, 1), true),
    evaluated("projectsWhereUserHasRole", "rolename", (1, 1), true),
    evaluated("spacesWhereUserHasRole", "rolename", (1, 1), true),
    evaluated("cascadeOption", "parentOption, childOption", (1, 2), true),
    evaluated("choiceOption", "option", (1, MANY), true),
    evaluated("linkedIssues", "", (1, MANY), true),
    evaluated("linkedWorkItems", "", (1, MANY), true),
    evaluated("watchedIssues", "", (0, 0), true),
    evaluated("watchedWorkItems", "", (0, 0), true),
    evaluated("votedIssues", "", (0, 0), true),
    evaluated("votedWorkItems", "", (0, 0), true),
    evaluated("issueHistory", "", (0, 0), true),
    evaluated("workItemHistory", "", (0, 0), true),
    evaluated("updatedBy", "user, dateFrom, dateTo", (1, 3), true),
    evaluated("issuesWithRemoteLinksByGlobalId", "globalId", (1, 100), true),
    evaluated("workItemsWithRemoteLinksByGlobalId", "globalId", (1, 100), true),
    other("currentLogin", "", false),
    other("lastLogin", "", false),
    other("projectsWhereUserHasPermission", "permission", true),
    other("spacesWhereUserHasPermission", "permission", true),
    other("organizationMembers", "organization", true),
    other("organizationDetail", "field, value", true),
    other("customerDetail", "field, value", true),
    other("entitlementDetail", "field, value", true),
    other("entitlementProduct", "product", true),
    other("childIssuesOf", "issuekey", true),
    other("portfolioChildIssuesOf", "issuekey", true),
    other("aqlFunction", "aql", true),
    other("approved", "", false),
    other("approver", "user", false),
    other("myApproval", "", false),
    other("myPending", "", false),
    other("myPendingApproval", "", false),
    other("pending", "", false),
    other("pendingBy", "user", false),
    other("pendingApprovalBy", "user", false),
    other("breached", "", false),
    other("completed", "", false),
    other("elapsed", "", false),
    other("everBreached", "", false),
    other("paused", "", false),
    other("remaining", "", false),
    other("running", "", false),
    other("withinCalendarHours", "", false),
];

/// The function of that name, in any case.
#[must_use]
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|f| f.name.eq_ignore_ascii_case(name))
}

/// A clause that is not a field, or a field that `/field` does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Special {
    /// Keys and ids.
    Key,
    /// All text, and comments.
    Text,
    /// All text but comments.
    TextFields,
    /// Days on which work was logged.
    WorklogDate,
    /// The level of the type.
    HierarchyLevel,
    /// The category of the project.
    Category,
    /// The type of the project.
    ProjectType,
    /// The project of the issue above.
    ParentProject,
    /// The epic above, or above that.
    ParentEpic,
    /// The linked issue, perhaps by links that are described so.
    Link(Option<String>),
    /// The name, or one of the descriptions, of a link.
    LinkType,
    /// Known to Jira only.
    NotEvaluated,
}

const SPECIALS: [(&[&str], Special); 11] = [
    (&["key", "issuekey", "issue", "id", "workitemkey", "workitem"], Special::Key),
    (&["text"], Special::Text),
    (&["textfields"], Special::TextFields),
    (&["worklogDate"], Special::WorklogDate),
    (&["hierarchyLevel"], Special::HierarchyLevel),
    (&["category"], Special::Category),
    (&["projectType"], Special::ProjectType),
    (&["parentProject"], Special::ParentProject),
    (&["parentEpic"], Special::ParentEpic),
    (&["issueLinkType", "workItemLinkType"], Special::LinkType),
    (
        &[
            "approvals",
            "change-gating-type",
            "filter",
            "journeyID",
            "journeyParentOfTypeId",
            "journeyTypeId",
            "journeyTypeVersion",
            "journeyWorkItemId",
            "linkedIssue",
            "linkedWorkItem",
            "request",
            "request-channel-type",
            "request-last-activity-time",
            "savedFilter",
            "searchRequest",
            "Time to first response",
        ],
        Special::NotEvaluated,
    ),
];

/// The clause of that name, in any case, unless it is a field.
#[must_use]
pub fn special(name: &str) -> Option<Special> {
    let lower = name.to_lowercase();
    if lower.starts_with("development[") {
        return Some(Special::NotEvaluated);
    }
    if let Some(kind) = link(name, &lower) {
        return Some(Special::Link(kind));
    }
    let known = |names: &[&str]| names.iter().any(|n| n.to_lowercase() == lower);
    SPECIALS.iter().find(|(names, _)| known(names)).map(|(_, special)| special.clone())
}

/// `issueLink`, and `issueLink["blocks"]` with its description.
fn link(name: &str, lower: &str) -> Option<Option<String>> {
    let rest = ["issuelink", "workitemlink"].into_iter().find_map(|n| lower.strip_prefix(n))?;
    if rest.is_empty() {
        return Some(None);
    }
    let inner = rest.strip_prefix('[')?.strip_suffix(']')?;
    let start = name.len() - inner.len() - 1;
    let description = name.get(start..start + inner.len()).unwrap_or(inner);
    Some(Some(description.trim_matches(['"', '\'']).to_owned()))
}

/// The names of all clauses that are not fields, each beside its clause.
pub fn specials() -> impl Iterator<Item = (&'static str, Special)> {
    let link = ["issueLink", "workItemLink"].map(|name| (name, Special::Link(None)));
    SPECIALS
        .iter()
        .flat_map(|(names, special)| names.iter().map(|name| (*name, special.clone())))
        .chain(link)
}

/// Fields that are asked for in JQL only: people and texts of what hangs on an issue.
static HANGING: LazyLock<Vec<Field>> = LazyLock::new(|| {
    [
        ("voter", Kind::MultiUser),
        ("watcher", Kind::MultiUser),
        ("worklogAuthor", Kind::MultiUser),
        ("worklogComment", Kind::RichText),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let mut field = Field::custom(0, name, "", kind);
        field.id = name.into();
        field.number = None;
        field.clause_names = vec![name.into()];
        field
    })
    .collect()
});

/// Fields that only JQL has.
#[must_use]
pub fn hanging() -> &'static [Field] {
    &HANGING
}

/// The older name of a clause that has a new one since issues are called work items.
#[must_use]
pub fn older_name(name: &str) -> &str {
    let renamed =
        [("worktype", "issuetype"), ("space", "project"), ("organization", "organizations")];
    renamed.iter().find(|(new, _)| name.eq_ignore_ascii_case(new)).map_or(name, |(_, old)| old)
}

/// Whether a custom field is of the type that its name in a query tells, as in `Severity[Dropdown]`.
#[must_use]
pub fn is_type(field: &Field, shown: &str) -> bool {
    let names: &[&str] = match (field.type_key().and_then(|key| key.rsplit(':').next()), field.kind)
    {
        (Some("multicheckboxes"), _) => &["Checkboxes"],
        (Some("radiobuttons"), _) => &["Radio Buttons"],
        (_, Kind::Select) => &["Dropdown"],
        (_, Kind::MultiSelect) => &["Select List (multiple choices)"],
        (_, Kind::Cascading) => &["Select List (cascading)"],
        (_, Kind::Text) => &["Short text"],
        (_, Kind::RichText) => &["Paragraph"],
        (_, Kind::Number) => &["Number"],
        (_, Kind::Date) => &["Date"],
        (_, Kind::DateTime) => &["Time stamp"],
        (_, Kind::Labels) => &["Labels"],
        (_, Kind::User) => &["User Picker (single user)", "People"],
        (_, Kind::MultiUser) => &["User Picker (multiple users)", "People"],
        (_, Kind::Url) => &["URL Field"],
        (_, Kind::Team) => &["Team"],
        _ => &[],
    };
    names.iter().any(|name| name.eq_ignore_ascii_case(shown))
}
