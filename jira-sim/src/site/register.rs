//! What a site keeps beside its projects and that fields refer to: groups, teams, security levels,
//! boards and sprints, types of links, and what a service desk brings along.

use super::{Role, UserId};

/// A group of people.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its number here; REST does not show it.
    pub id: u64,
    /// The id that REST shows.
    pub group_id: String,
    /// Its name, unique in the site.
    pub name: String,
    /// Who is in it.
    pub members: Vec<UserId>,
}

/// A role that people have in projects. Every project has all of them.
#[derive(Debug, Clone)]
pub struct ProjectRole {
    /// Its number.
    pub id: u64,
    /// Its name, unique in the site.
    pub name: String,
    /// Who has it, in every project alike.
    pub holders: Vec<Role>,
}

/// A team.
#[derive(Debug, Clone)]
pub struct Team {
    /// Its number here; REST does not show it.
    pub id: u64,
    /// The id that is written.
    pub uuid: String,
    /// Its name; not unique.
    pub name: String,
}

/// A level of an issue security scheme.
#[derive(Debug, Clone)]
pub struct SecurityLevel {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Whom it is for, in words.
    pub description: String,
    /// Whom it is for: nobody else sees the issue.
    pub roles: Vec<Role>,
}

/// A board.
#[derive(Debug, Clone)]
pub struct Board {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// `scrum`, or `kanban`, which has no sprints.
    pub kind: &'static str,
    /// Id of its project.
    pub project: u64,
}

/// How far a sprint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SprintState {
    /// Not begun.
    Future,
    /// Under way.
    Active,
    /// Over: no issue is put into it any more.
    Closed,
}

impl SprintState {
    /// The word in REST.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Future => "future",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

/// A sprint. The instants are epoch milliseconds.
#[derive(Debug, Clone)]
pub struct Sprint {
    /// Its number.
    pub id: u64,
    /// Its name; not unique.
    pub name: String,
    /// How far it is.
    pub state: SprintState,
    /// Id of its board.
    pub board: u64,
    /// What it is for.
    pub goal: String,
    /// When it began.
    pub start: Option<i64>,
    /// When it is to end.
    pub end: Option<i64>,
    /// When it ended.
    pub complete: Option<i64>,
}

/// A type of links between issues.
#[derive(Debug, Clone)]
pub struct LinkType {
    /// Its number.
    pub id: u64,
    /// Its name, unique in the site.
    pub name: String,
    /// What the issue that the link leads to says: `is blocked by`.
    pub inward: String,
    /// What the issue that the link begins at says: `blocks`.
    pub outward: String,
}

/// Something with a number and a name: a request type, an organization.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
}

/// An object of Assets.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its number in the workspace.
    pub id: u64,
    /// The key people see.
    pub key: String,
    /// Its label.
    pub label: String,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    /// Groups.
    pub groups: Vec<Group>,
    /// Roles in projects.
    pub roles: Vec<ProjectRole>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Security levels.
    pub levels: Vec<SecurityLevel>,
    /// Boards.
    pub boards: Vec<Board>,
    /// Sprints, oldest first.
    pub sprints: Vec<Sprint>,
    /// Types of links.
    pub link_types: Vec<LinkType>,
    /// Request types of service desks.
    pub request_types: Vec<Named>,
    /// Organizations of customers.
    pub organizations: Vec<Named>,
    /// The id of the workspace of Assets.
    pub workspace: String,
    /// Objects of Assets.
    pub assets: Vec<Asset>,
}

impl Registers {
    /// The sprint of that number.
    #[must_use]
    pub fn sprint(&self, id: u64) -> Option<&Sprint> {
        self.sprints.iter().find(|s| s.id == id)
    }

    /// The board of that number.
    #[must_use]
    pub fn board(&self, id: u64) -> Option<&Board> {
        self.boards.iter().find(|b| b.id == id)
    }

    /// The security level of that number.
    #[must_use]
    pub fn level(&self, id: u64) -> Option<&SecurityLevel> {
        self.levels.iter().find(|l| l.id == id)
    }

    /// The group of that number.
    #[must_use]
    pub fn group(&self, id: u64) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }

    /// The team of that number.
    #[must_use]
    pub fn team(&self, id: u64) -> Option<&Team> {
        self.teams.iter().find(|t| t.id == id)
    }

    /// The type of links of that number.
    #[must_use]
    pub fn link_type(&self, id: u64) -> Option<&LinkType> {
        self.link_types.iter().find(|t| t.id == id)
    }

    /// The object of Assets of that number.
    #[must_use]
    pub fn asset(&self, id: u64) -> Option<&Asset> {
        self.assets.iter().find(|a| a.id == id)
    }
}
