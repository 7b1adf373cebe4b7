//! Functions that stand for people, versions, projects, options or issues.

use std::collections::HashSet;

use super::{
    ast::Clause,
    known::Function,
    operand::{Resolver, missing, same},
    problem::Problem,
    source::Source,
    test::Test,
};
use crate::site::{Field, Issue, Kind, Link, Permission, SprintState, UserId, Version};

impl Resolver<'_> {
    /// A test that a field has a value that a function stands for.
    ///
    /// # Errors
    /// Jira's texts for a function or an argument that does not exist and for a function that the
    /// field does not have; and functions that are not evaluated.
    pub fn function(
        &self,
        field: &Field,
        clause: &Clause,
        name: &str,
        arguments: &[String],
    ) -> Result<Test, Problem> {
        let function = self.checked(name, arguments)?;
        let source = Source::of(field);
        if function.name == "cascadeOption" && field.kind == Kind::Cascading {
            return chain(field, arguments);
        }
        let ids = match field.kind {
            Kind::User | Kind::MultiUser => self.people_of(function, arguments)?,
            Kind::Versions | Kind::Version => self.versions_of(function, arguments)?,
            Kind::Project | Kind::AnyProject => self.projects_of(function, arguments)?,
            Kind::Components => self.components_of(function, arguments)?,
            Kind::IssueType => self.types_of(function),
            Kind::Sprint => self.sprints_of(function),
            Kind::Select | Kind::MultiSelect => options_of(field, function, clause, arguments)?,
            _ => None,
        };
        ids.map(|ids| Test::Refers(source, ids.into_iter().collect())).ok_or_else(|| {
            Problem::Mistake(format!(
                "A value provided by the function '{name}' is invalid for the field '{}'.",
                clause.field
            ))
        })
    }

    /// The people whom a function stands for.
    pub(super) fn people_of(
        &self,
        function: &Function,
        arguments: &[String],
    ) -> Result<Option<Vec<u64>>, Problem> {
        match (function.name, arguments) {
            ("currentUser", _) => Ok(Some(vec![u64::from(self.view.viewer.0)])),
            ("membersOf", [name]) => {
                let mut groups = self.site().registers.groups.iter();
                let group = groups.find(|g| same(&g.name, name) || g.group_id == *name);
                let group = group.ok_or_else(|| {
                    format!(
                        "Function 'membersOf' can not generate a list of usernames for group \
                         '{name}'; the group does not exist."
                    )
                })?;
                Ok(Some(group.members.iter().map(|u| u64::from(u.0)).collect()))
            }
            _ => Ok(None),
        }
    }

    fn types_of(&self, function: &Function) -> Option<Vec<u64>> {
        let subtasks = match function.name {
            "standardIssueTypes" | "standardWorkTypes" => false,
            "subtaskIssueTypes" | "subtaskWorkTypes" => true,
            _ => return None,
        };
        let all = self.site().catalog.issue_types.iter();
        Some(all.filter(|t| (t.level < 0) == subtasks).map(|t| t.id).collect())
    }

    fn sprints_of(&self, function: &Function) -> Option<Vec<u64>> {
        let state = match function.name {
            "openSprints" => SprintState::Active,
            "futureSprints" => SprintState::Future,
            "closedSprints" => SprintState::Closed,
            _ => return None,
        };
        let all = self.site().registers.sprints.iter();
        Some(all.filter(|s| s.state == state).map(|s| s.id).collect())
    }

    /// Versions by whether they are released, in all projects or in those that are named. The
    /// earliest and the latest are so in the order of the project, not by their dates.
    fn versions_of(
        &self,
        function: &Function,
        arguments: &[String],
    ) -> Result<Option<Vec<u64>>, Problem> {
        let pick: fn(&[&Version]) -> Vec<u64> = match function.name {
            "releasedVersions" | "unreleasedVersions" => |all| all.iter().map(|v| v.id).collect(),
            "latestReleasedVersion" => |all| all.last().map(|v| v.id).into_iter().collect(),
            "earliestUnreleasedVersion" => |all| all.first().map(|v| v.id).into_iter().collect(),
            _ => return Ok(None),
        };
        let released = matches!(function.name, "releasedVersions" | "latestReleasedVersion");
        let mut among = Vec::new();
        for name in arguments {
            match self.project_ids(name) {
                ids if ids.is_empty() => {
                    let function = function.name;
                    return Err(Problem::Mistake(format!(
                        "Could not resolve the project '{name}' provided to function '{function}'."
                    )));
                }
                ids => among.extend(ids),
            }
        }
        let found = self
            .projects()
            .filter(|p| arguments.is_empty() || among.contains(&p.id))
            .flat_map(|p| {
                let of_kind = |v: &&Version| v.released == released && !v.archived;
                pick(&p.versions.iter().filter(of_kind).collect::<Vec<_>>())
            })
            .collect();
        Ok(Some(found))
    }

    /// Who is meant by a function that may name a person, and else means the caller.
    fn led_by(&self, function: &Function, arguments: &[String]) -> Result<Vec<UserId>, Problem> {
        match arguments.first() {
            None => Ok(vec![self.view.viewer]),
            Some(name) => self.users(name, function.name),
        }
    }

    /// The people of that account id, address or name.
    fn users(&self, name: &str, function: &str) -> Result<Vec<UserId>, Problem> {
        let found = self.people(name);
        if found.is_empty() {
            return Err(Problem::Mistake(format!(
                "The user '{name}' does not exist and cannot be used in the '{function}' function."
            )));
        }
        Ok(found.into_iter().filter_map(|id| u32::try_from(id).ok()).map(UserId).collect())
    }

    fn projects_of(
        &self,
        function: &Function,
        arguments: &[String],
    ) -> Result<Option<Vec<u64>>, Problem> {
        match function.name {
            "projectsLeadByUser" | "spacesLeadByUser" => {
                let leads = self.led_by(function, arguments)?;
                let led = self.projects().filter(|p| leads.contains(&p.lead));
                Ok(Some(led.map(|p| p.id).collect()))
            }
            "projectsWhereUserHasRole" | "spacesWhereUserHasRole" => {
                let name = arguments.first().map_or("", String::as_str);
                let mut roles = self.site().registers.roles.iter();
                let role = roles.find(|r| same(&r.name, name)).ok_or_else(|| {
                    format!(
                        "The role '{name}' provided to function '{}' does not exist.",
                        function.name
                    )
                })?;
                let person = self.site().people.get(self.view.viewer);
                let holds = person.is_some_and(|p| role.holders.contains(&p.role));
                Ok(Some(self.projects().filter(|_| holds).map(|p| p.id).collect()))
            }
            _ => Ok(None),
        }
    }

    fn components_of(
        &self,
        function: &Function,
        arguments: &[String],
    ) -> Result<Option<Vec<u64>>, Problem> {
        if function.name != "componentsLeadByUser" {
            return Ok(None);
        }
        let leads = self.led_by(function, arguments)?;
        let all = self.projects().flat_map(|p| &p.components);
        let led = all.filter(|c| c.lead.is_some_and(|lead| leads.contains(&lead)));
        Ok(Some(led.map(|c| c.id).collect()))
    }

    /// The ids of the issues that a function stands for.
    ///
    /// # Errors
    /// As [`Resolver::function`].
    pub fn issues_of(
        &self,
        clause: &Clause,
        name: &str,
        arguments: &[String],
    ) -> Result<HashSet<u64>, Problem> {
        let function = self.checked(name, arguments)?;
        let viewer = self.view.viewer;
        match function.name {
            "linkedIssues" | "linkedWorkItems" => self.linked_issues(name, arguments),
            "watchedIssues" | "watchedWorkItems" => {
                Ok(self.issues(|issue| issue.records.watchers.contains(&viewer)))
            }
            "votedIssues" | "votedWorkItems" => {
                Ok(self.issues(|issue| issue.records.voters.contains(&viewer)))
            }
            // What somebody looked at in the browser is not kept: `lastViewed` is empty everywhere.
            "issueHistory" | "workItemHistory" => Ok(HashSet::new()),
            "updatedBy" => self.updated_by(arguments),
            "issuesWithRemoteLinksByGlobalId" | "workItemsWithRemoteLinksByGlobalId" => Ok(self
                .issues(|issue| {
                    let mut ids =
                        issue.records.remote_links.iter().filter_map(|l| l.global_id.as_ref());
                    ids.any(|id| arguments.contains(id))
                })),
            _ => Err(Problem::Mistake(format!(
                "A value provided by the function '{name}' is invalid for the field '{}'.",
                clause.field
            ))),
        }
    }

    fn issues(&self, pass: impl Fn(&Issue) -> bool) -> HashSet<u64> {
        self.site().issues.iter().filter(|i| pass(i)).map(|i| i.id).collect()
    }

    fn linked_issues(&self, name: &str, arguments: &[String]) -> Result<HashSet<u64>, Problem> {
        let Some((key, descriptions)) = arguments.split_first() else { return Ok(HashSet::new()) };
        let issue = self
            .site()
            .visible_issue(self.view.viewer, key)
            .ok_or_else(|| format!("Issue '{key}' could not be found in function '{name}'."))?;
        let mut ends: Vec<(u64, bool)> = Vec::new();
        for description in descriptions {
            match self.described_ends(description) {
                found if found.is_empty() => {
                    return Err(Problem::Mistake(format!(
                        "Issue link type '{description}' could not be found in function '{name}'."
                    )));
                }
                found => ends.extend(found),
            }
        }
        let fits = |l: &&Link| descriptions.is_empty() || ends.contains(&(l.kind, l.outward));
        Ok(issue.records.links.iter().filter(fits).map(|l| l.other).collect())
    }

    /// The ends of links that a description such as `is blocked by` is written at, without regard to
    /// case: the id of the type, and whether the link begins there.
    pub(super) fn described_ends(&self, description: &str) -> Vec<(u64, bool)> {
        let types = self.site().registers.link_types.iter();
        types
            .flat_map(|t| [(t.id, true, &t.outward), (t.id, false, &t.inward)])
            .filter(|(.., text)| same(text, description))
            .map(|(id, outward, _)| (id, outward))
            .collect()
    }

    /// Created, changed or commented on by somebody, perhaps between two days.
    fn updated_by(&self, arguments: &[String]) -> Result<HashSet<u64>, Problem> {
        let name = arguments.first().map_or("", String::as_str);
        let who = self.users(name, "updatedBy")?;
        let day = |at: usize| -> Result<Option<(i64, i64)>, Problem> {
            let Some(text) = arguments.get(at) else { return Ok(None) };
            let found = self.when.literal(text).ok_or_else(|| {
                format!("Date value '{text}' for function 'updatedBy' is invalid.")
            })?;
            Ok(Some(self.when.day_span(found)))
        };
        let from = day(1)?.map_or(i64::MIN, |(start, _)| start);
        let to = day(2)?.map_or(i64::MAX, |(_, end)| end);
        let did = |by: UserId, at: i64| who.contains(&by) && (from..to).contains(&at);
        let site = self.site();
        Ok(self.issues(|issue| {
            did(issue.creator, issue.created)
                || site.history(issue).iter().any(|c| did(c.author, c.created))
                || issue
                    .comments
                    .iter()
                    .any(|c| did(c.author, c.created) || did(c.update_author, c.updated))
        }))
    }

    /// Whether the caller may look at a project; used where an issue refers to another one.
    pub(super) fn may_browse(&self, project: u64) -> bool {
        let site = self.site();
        site.may(self.view.viewer, Permission::Browse, site.project_by_id(project))
    }
}

/// `cascadeOption(parent, child)`; `none` for a level without an option.
fn chain(field: &Field, arguments: &[String]) -> Result<Test, Problem> {
    let source = Source::of(field);
    let is_none = |text: &String| text.eq_ignore_ascii_case("none");
    let meant = |text: &str| text.trim_matches('"').to_lowercase();
    let Some(top) = arguments.first() else { return Ok(Test::Any(Vec::new())) };
    if is_none(top) {
        return Ok(Test::Empty(source, true));
    }
    let mut options = field.options.iter();
    let parent = options
        .find(|o| o.parent.is_none() && o.value.to_lowercase() == meant(top))
        .ok_or_else(|| {
            format!("The option '{top}' specified in function 'cascadeOption' is not a valid parent option.")
        })?;
    match arguments.get(1) {
        None => Ok(Test::Refers(source, HashSet::from([parent.id]))),
        Some(child) if is_none(child) => Ok(Test::Childless(source, parent.id)),
        Some(child) => {
            let below = |o: &&crate::site::FieldOption| {
                o.parent == Some(parent.id) && o.value.to_lowercase() == meant(child)
            };
            let found = field.options.iter().find(below).ok_or_else(|| {
                format!(
                    "The option '{child}' is not a child of option '{top}' in function \
                     'cascadeOption'."
                )
            })?;
            Ok(Test::Chain(source, parent.id, found.id))
        }
    }
}

/// `choiceOption(text, …)`: options by their texts.
fn options_of(
    field: &Field,
    function: &Function,
    clause: &Clause,
    arguments: &[String],
) -> Result<Option<Vec<u64>>, Problem> {
    if function.name != "choiceOption" {
        return Ok(None);
    }
    let id = |text: &String| {
        let found = field.options.iter().find(|o| same(&o.value, text));
        found.map(|o| o.id).ok_or_else(|| missing(text, &clause.field))
    };
    arguments.iter().map(id).collect::<Result<Vec<u64>, Problem>>().map(Some)
}
