//! REST v3 and v2: the table of contents. One file for each resource.

mod agile;
mod attachment;
mod bulk;
mod bulkfetch;
mod cache;
mod catalog;
mod changelog;
mod comment;
mod createmeta;
mod field;
mod group;
mod issue;
mod jql;
mod label;
mod link;
pub mod operations;
mod page;
mod permission;
mod project;
mod project_search;
mod property;
mod remote;
mod search;
mod search_request;
mod security;
mod server;
mod sprint;
pub mod table;
mod transition;
mod user;
mod user_property;
pub mod v2;
mod watcher;
mod worklog;

use std::sync::OnceLock;

use axum::{Router, routing};

pub use cache::SearchCache;

use crate::sim::Shared;
use table::{Served, Table, get, post, put};

/// The versions of the platform's REST that are simulated; they have the same paths. `2` and
/// `latest` are to be put behind [`v2::translate`].
pub const VERSIONS: [&str; 3] = ["3", "2", "latest"];

/// All resources, under each version, and the agile ones.
pub fn routes() -> Router<Shared> {
    let platform = platform().router();
    let mut all = Router::new().nest("/rest/agile/1.0", agile::routes().router());
    for version in VERSIONS {
        all = all.nest(&format!("/rest/api/{version}"), platform.clone());
    }
    all.route("/media/file/{id}/binary", routing::get(attachment::media))
}

/// What is simulated, under version 3 of the platform.
pub fn served() -> &'static Served {
    static SERVED: OnceLock<Served> = OnceLock::new();
    SERVED.get_or_init(|| {
        Served::new([("/rest/api/3", platform()), ("/rest/agile/1.0", agile::routes())])
    })
}

fn platform() -> Table {
    issues().merge(records()).merge(searching()).merge(metadata()).merge(people())
}

fn issues() -> Table {
    Table::new()
        .route("/issue", post(issue::create).ignores("updateHistory"))
        .route("/issue/bulk", post(bulk::create))
        .route("/issue/bulkfetch", post(bulkfetch::fetch).only_reads())
        .route(
            "/issue/{key}",
            get(issue::read)
                .reads("fields expand properties")
                .ignores("updateHistory failFast fieldsByKeys")
                .put(issue::edit)
                .reads("notifyUsers overrideScreenSecurity overrideEditableFlag returnIssue expand")
                .delete(issue::delete)
                .reads("deleteSubtasks"),
        )
        .route("/issue/{key}/assignee", put(issue::assign))
        .route("/changelog/bulkfetch", post(changelog::bulk).only_reads())
        .route("/issue/{key}/editmeta", get(issue::edit_meta))
        .route("/issue/{key}/changelog", get(changelog::list).reads("startAt maxResults"))
        .route(
            "/issue/{key}/transitions",
            get(transition::list)
                .reads("expand=transitions.fields transitionId")
                .ignores("skipRemoteOnlyCondition includeUnavailableTransitions")
                .post(transition::perform),
        )
        .route(
            "/issue/{key}/comment",
            get(comment::list)
                .reads("startAt maxResults orderBy expand=renderedBody")
                .post(comment::add)
                .reads("expand=renderedBody"),
        )
        .route(
            "/issue/{key}/comment/{id}",
            get(comment::read)
                .reads("expand=renderedBody")
                .put(comment::edit)
                .reads("expand=renderedBody")
                .ignores("notifyUsers")
                .delete(comment::delete),
        )
        .route("/issue/{key}/properties", get(property::list))
        .route(
            "/issue/{key}/properties/{property}",
            get(property::read).put(property::write).delete(property::delete),
        )
}

/// What hangs on issues.
fn records() -> Table {
    Table::new()
        .route("/comment/list", post(comment::by_ids).reads("expand=properties").only_reads())
        .route("/issueLink", post(link::create))
        .route("/issueLink/{id}", get(link::read).delete(link::delete))
        .route("/issueLinkType", get(link::types))
        .route("/issueLinkType/{id}", get(link::link_type))
        .route(
            "/issue/{key}/worklog",
            get(worklog::list)
                .reads("startAt maxResults startedAfter startedBefore expand=properties")
                .post(worklog::add)
                .reads("adjustEstimate newEstimate reduceBy")
                .ignores("notifyUsers"),
        )
        .route(
            "/issue/{key}/worklog/{id}",
            get(worklog::read)
                .put(worklog::edit)
                .reads("adjustEstimate newEstimate")
                .ignores("notifyUsers")
                .delete(worklog::delete)
                .reads("adjustEstimate newEstimate increaseBy")
                .ignores("notifyUsers"),
        )
        .route("/worklog/list", post(worklog::by_ids).reads("expand=properties").only_reads())
        .route("/worklog/updated", get(worklog::updated).reads("since"))
        .route(
            "/issue/{key}/watchers",
            get(watcher::list).post(watcher::add).delete(watcher::remove).reads("accountId"),
        )
        .route(
            "/issue/{key}/votes",
            get(watcher::votes).post(watcher::vote).delete(watcher::unvote),
        )
        .route("/issue/{key}/attachments", post(attachment::add))
        .route("/attachment/meta", get(attachment::meta))
        .route("/attachment/{id}", get(attachment::read).delete(attachment::delete))
        .route("/attachment/content/{id}", get(attachment::content).reads("redirect"))
        .route("/attachment/thumbnail/{id}", get(attachment::content).reads("redirect"))
        .route("/issue/{key}/remotelink", get(remote::list).reads("globalId").post(remote::put))
        .route("/issue/{key}/remotelink/{id}", get(remote::read).delete(remote::delete))
}

fn searching() -> Table {
    Table::new()
        .route(
            "/search/jql",
            get(search::by_query)
                .reads("jql nextPageToken maxResults fields expand properties reconcileIssues")
                .ignores("failFast fieldsByKeys")
                .post(search::by_body)
                .only_reads(),
        )
        .route("/search/approximate-count", post(search::count).only_reads())
        .route(
            "/search",
            get(search::gone)
                .ignores(
                    "jql startAt maxResults validateQuery fields expand properties fieldsByKeys failFast",
                )
                .post(search::gone)
                .only_reads(),
        )
        .route("/jql/parse", post(jql::parse).reads("validation").only_reads())
        .route("/jql/match", post(jql::matching).only_reads())
        .route("/jql/autocompletedata", get(jql::auto_complete))
}

fn metadata() -> Table {
    Table::new()
        .route("/field", get(field::list))
        .route(
            "/issue/createmeta/{project}/issuetypes",
            get(createmeta::types).reads("startAt maxResults"),
        )
        .route(
            "/issue/createmeta/{project}/issuetypes/{type}",
            get(createmeta::fields).reads("startAt maxResults"),
        )
        .route("/issuetype", get(catalog::issue_types))
        .route("/issuetype/project", get(catalog::issue_types_of_project).reads("projectId"))
        .route("/issuetype/{id}", get(catalog::issue_type))
        .route("/priority", get(catalog::priorities))
        .route("/priority/{id}", get(catalog::priority))
        .route(
            "/priority/search",
            get(catalog::search_priorities)
                .reads("startAt maxResults id projectId priorityName onlyDefault"),
        )
        .route("/resolution", get(catalog::resolutions))
        .route("/resolution/{id}", get(catalog::resolution))
        .route(
            "/resolution/search",
            get(catalog::search_resolutions).reads("startAt maxResults id onlyDefault"),
        )
        .route("/status", get(catalog::statuses))
        .route("/status/{id}", get(catalog::status))
        .route("/statuscategory", get(catalog::status_categories))
        .route("/label", get(label::list).reads("startAt maxResults"))
        .route("/project", get(project::list).reads("expand recent"))
        .route(
            "/project/search",
            get(project_search::search).reads(
                "startAt maxResults orderBy id keys query typeKey categoryId action expand status",
            ),
        )
        .route("/project/{key}", get(project::read).reads("expand"))
        .route("/project/{key}/components", get(project::components))
        .route("/project/{key}/versions", get(project::versions))
        .route("/project/{key}/securitylevel", get(security::of_project))
        .route("/securitylevel/{id}", get(security::read))
        .route("/project/{key}/statuses", get(project::statuses))
        .route("/serverInfo", get(server::info))
        .route("/configuration", get(server::configuration))
}

fn people() -> Table {
    Table::new()
        .route("/myself", get(user::myself).reads("expand"))
        .route(
            "/mypermissions",
            get(permission::mine)
                .reads("permissions projectKey projectId issueKey issueId commentId"),
        )
        .route("/permissions/check", post(permission::check).only_reads())
        .route("/user", get(user::read).reads("accountId expand"))
        .route("/user/search", get(user::search).reads("query accountId startAt maxResults"))
        .route(
            "/user/assignable/search",
            get(user::assignable).reads("query accountId project issueKey startAt maxResults"),
        )
        .route("/user/bulk", get(user::bulk).reads("accountId startAt maxResults"))
        .route("/user/properties", get(user_property::list).reads("accountId"))
        .route(
            "/user/properties/{property}",
            get(user_property::read)
                .reads("accountId")
                .put(user_property::write)
                .reads("accountId")
                .delete(user_property::delete)
                .reads("accountId"),
        )
        .route("/users/search", get(user::all).reads("startAt maxResults"))
        .route(
            "/groups/picker",
            get(group::picker)
                .reads("query maxResults exclude excludeId caseInsensitive")
                .ignores("accountId userName"),
        )
        .route("/group/bulk", get(group::bulk).reads("groupId groupName startAt maxResults"))
        .route(
            "/group/member",
            get(group::members).reads("groupId groupname includeInactiveUsers startAt maxResults"),
        )
}
