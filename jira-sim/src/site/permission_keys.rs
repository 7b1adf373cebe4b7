//! The permissions that Jira Cloud has built in, by the keys that clients ask for.
//!
//! The keys are those of "Get all permission schemes" in the OpenAPI file of Jira's platform REST
//! (2026-06-10), of Forge's display conditions (archives), and Jira's seven global ones; numbers,
//! names and kinds are as a site answers `/mypermissions`. Newer permissions all have number -1.

use super::Permission;

/// What a permission is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole site: a project makes no difference.
    Global,
    /// A project or an issue; asked without one, whether any project grants it.
    Project,
}

impl Scope {
    /// The word that REST has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "GLOBAL",
            Self::Project => "PROJECT",
        }
    }
}

/// A permission that every site has.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its number.
    pub id: &'static str,
    /// Its key.
    pub key: &'static str,
    /// What it is for.
    pub scope: Scope,
    /// Its name.
    pub name: &'static str,
    /// What it allows.
    pub description: &'static str,
    /// What grants it here; none where nobody has it. Permissions that nothing here asks for come
    /// with one that a role of the same weight has.
    pub granted_by: Option<Permission>,
}

impl BuiltIn {
    /// The permission of that key.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        let found = ROWS.iter().find(|(_, known, ..)| *known == key)?;
        let (id, key, scope, name, description, granted_by) = *found;
        Some(Self { id, key, scope, name, description, granted_by })
    }
}

/// Number, key, scope, name, description, what grants it.
type Row = (&'static str, &'static str, Scope, &'static str, &'static str, Option<Permission>);

use Permission::{
    Administer, Assign, Browse, Comment, Create, Delete, Edit, ManageWatchers, ModifyReporter,
    SetSecurity, Transition, UserPicker,
};
use Scope::{Global, Project};

#[rustfmt::skip]
const ROWS: [Row; 46] = [
    ("0", "ADMINISTER", Global, "Administer Jira", "Create and administer projects, issue types, fields, workflows, and schemes for all projects. Users with this permission can perform most administration tasks, except: managing users, importing data, and editing system email settings.", Some(Administer)),
    // Atlassian keeps this one to itself: on Cloud even administrators are told that they lack it.
    ("44", "SYSTEM_ADMIN", Global, "Jira System Administrators", "Ability to perform all administration functions. There must be at least one group with this permission.", None),
    ("27", "USER_PICKER", Global, "Browse users and groups", "View and select users or groups from the user picker, and share issues. Users with this permission can see the names of all users and groups on your site.", Some(UserPicker)),
    ("22", "CREATE_SHARED_OBJECTS", Global, "Share dashboards and filters", "Share dashboards and filters with other users.", Some(Edit)),
    ("24", "MANAGE_GROUP_FILTER_SUBSCRIPTIONS", Global, "Manage group filter subscriptions", "Create and delete group filter subscriptions.", Some(Edit)),
    ("33", "BULK_CHANGE", Global, "Make bulk changes", "Modify collections of issues at once. For example, resolve multiple issues in one step.", Some(Edit)),
    ("-1", "CREATE_PROJECT", Global, "Create team-managed projects", "Create projects separate from shared configurations and schemes.", Some(Create)),
    ("23", "ADMINISTER_PROJECTS", Project, "Administer Projects", "Ability to administer a project in Jira.", Some(Administer)),
    ("-1", "EDIT_WORKFLOW", Project, "Edit Workflows", "Ability to edit the workflows of a project.", Some(Administer)),
    ("-1", "EDIT_ISSUE_LAYOUT", Project, "Edit Issue Layout", "Ability to edit the issue layouts of a project.", Some(Administer)),
    ("10", "BROWSE_PROJECTS", Project, "Browse Projects", "Ability to browse projects and the issues within them.", Some(Browse)),
    ("-1", "MANAGE_SPRINTS_PERMISSION", Project, "Manage sprints", "Ability to manage sprints.", Some(Edit)),
    ("-1", "SERVICEDESK_AGENT", Project, "Service Project Agent", "Allows users to interact with customers and access Jira Service Management features of a project.", Some(Edit)),
    ("29", "VIEW_DEV_TOOLS", Project, "View Development Tools", "Allows users in a software project to view development-related information on the issue, such as commits, reviews and build information.", Some(Browse)),
    ("45", "VIEW_READONLY_WORKFLOW", Project, "View Read-Only Workflow", "Users with this permission may view a read-only version of a workflow.", Some(Browse)),
    ("-1", "VIEW_AGGREGATED_DATA", Project, "View aggregated data", "Ability to view aggregated data of a project.", Some(Browse)),
    ("17", "ASSIGNABLE_USER", Project, "Assignable User", "Users with this permission may be assigned to issues.", Some(Edit)),
    ("13", "ASSIGN_ISSUES", Project, "Assign Issues", "Ability to assign issues to other people.", Some(Assign)),
    ("18", "CLOSE_ISSUES", Project, "Close Issues", "Ability to close issues. Often useful where your developers resolve issues, and a QA department closes them.", Some(Transition)),
    ("11", "CREATE_ISSUES", Project, "Create Issues", "Ability to create issues.", Some(Create)),
    ("16", "DELETE_ISSUES", Project, "Delete Issues", "Ability to delete issues.", Some(Delete)),
    ("12", "EDIT_ISSUES", Project, "Edit Issues", "Ability to edit issues.", Some(Edit)),
    ("21", "LINK_ISSUES", Project, "Link Issues", "Ability to link issues together and create linked issues. Only useful if issue linking is turned on.", Some(Edit)),
    ("30", "MODIFY_REPORTER", Project, "Modify Reporter", "Ability to modify the reporter when creating or editing an issue.", Some(ModifyReporter)),
    ("25", "MOVE_ISSUES", Project, "Move Issues", "Ability to move issues between projects or between workflows of the same project (if applicable). Note the user can only move issues to a project they have the create permission for.", Some(Administer)),
    ("14", "RESOLVE_ISSUES", Project, "Resolve Issues", "Ability to resolve and reopen issues. This includes the ability to set a fix version.", Some(Transition)),
    ("28", "SCHEDULE_ISSUES", Project, "Schedule Issues", "Ability to view or edit an issue's due date.", Some(Edit)),
    ("26", "SET_ISSUE_SECURITY", Project, "Set Issue Security", "Ability to set the level of security on an issue so that only people in that security level can see the issue.", Some(SetSecurity)),
    ("46", "TRANSITION_ISSUES", Project, "Transition Issues", "Ability to transition issues.", Some(Transition)),
    ("-1", "ARCHIVE_ISSUES", Project, "Archive Issues", "Ability to archive issues for a specific project.", Some(Administer)),
    ("-1", "UNARCHIVE_ISSUES", Project, "Unarchive Issues", "Ability to unarchive issues for a specific project.", Some(Administer)),
    ("32", "MANAGE_WATCHERS", Project, "Manage Watchers", "Ability to manage the watchers of an issue.", Some(ManageWatchers)),
    ("31", "VIEW_VOTERS_AND_WATCHERS", Project, "View Voters and Watchers", "Ability to view the voters and watchers of an issue.", Some(Browse)),
    ("15", "ADD_COMMENTS", Project, "Add Comments", "Ability to comment on issues.", Some(Comment)),
    ("36", "DELETE_ALL_COMMENTS", Project, "Delete All Comments", "Ability to delete all comments made on issues.", Some(Administer)),
    ("37", "DELETE_OWN_COMMENTS", Project, "Delete Own Comments", "Ability to delete own comments made on issues.", Some(Comment)),
    ("34", "EDIT_ALL_COMMENTS", Project, "Edit All Comments", "Ability to edit all comments made on issues.", Some(Administer)),
    ("35", "EDIT_OWN_COMMENTS", Project, "Edit Own Comments", "Ability to edit own comments made on issues.", Some(Comment)),
    ("19", "CREATE_ATTACHMENTS", Project, "Create Attachments", "Users with this permission may create attachments.", Some(Edit)),
    ("38", "DELETE_ALL_ATTACHMENTS", Project, "Delete All Attachments", "Users with this permission may delete all attachments.", Some(Administer)),
    ("39", "DELETE_OWN_ATTACHMENTS", Project, "Delete Own Attachments", "Users with this permission may delete own attachments.", Some(Edit)),
    ("20", "WORK_ON_ISSUES", Project, "Work On Issues", "Ability to log work done against an issue. Only useful if Time Tracking is turned on.", Some(Edit)),
    ("43", "DELETE_ALL_WORKLOGS", Project, "Delete All Worklogs", "Ability to delete all worklogs made on issues.", Some(Administer)),
    ("42", "DELETE_OWN_WORKLOGS", Project, "Delete Own Worklogs", "Ability to delete own worklogs made on issues.", Some(Edit)),
    ("41", "EDIT_ALL_WORKLOGS", Project, "Edit All Worklogs", "Ability to edit all worklogs made on issues.", Some(Administer)),
    ("40", "EDIT_OWN_WORKLOGS", Project, "Edit Own Worklogs", "Ability to edit own worklogs made on issues.", Some(Edit)),
];
