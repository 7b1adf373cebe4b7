//! REST v3: the table of contents. One file for each resource.

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
mod page;
mod permission;
mod project;
mod property;
mod remote;
mod search;
mod security;
mod server;
mod sprint;
mod transition;
mod user;
mod user_property;
mod watcher;
mod worklog;

use axum::{
    Router,
    routing::{any, get, post, put},
};

pub use cache::SearchCache;

use crate::{error::ApiError, sim::Shared};

/// All resources, under `/rest/api/3` and under `latest`, as some clients call it, and the agile
/// ones.
pub fn routes() -> Router<Shared> {
    let all = issues().merge(records()).merge(searching()).merge(metadata()).merge(people());
    Router::new()
        .nest("/rest/api/3", all.clone())
        .nest("/rest/api/latest", all)
        .nest("/rest/agile/1.0", agile::routes())
        .route("/media/file/{id}/binary", get(attachment::media))
        .route("/rest/{*rest}", any(unknown))
}

fn issues() -> Router<Shared> {
    Router::new()
        .route("/issue", post(issue::create))
        .route("/issue/bulk", post(bulk::create))
        .route("/issue/bulkfetch", post(bulkfetch::fetch))
        .route("/issue/{key}", get(issue::read).put(issue::edit).delete(issue::delete))
        .route("/issue/{key}/assignee", put(issue::assign))
        .route("/changelog/bulkfetch", post(changelog::bulk))
        .route("/issue/{key}/editmeta", get(issue::edit_meta))
        .route("/issue/{key}/changelog", get(changelog::list))
        .route("/issue/{key}/transitions", get(transition::list).post(transition::perform))
        .route("/issue/{key}/comment", get(comment::list).post(comment::add))
        .route(
            "/issue/{key}/comment/{id}",
            get(comment::read).put(comment::edit).delete(comment::delete),
        )
        .route("/issue/{key}/properties", get(property::list))
        .route(
            "/issue/{key}/properties/{property}",
            get(property::read).put(property::write).delete(property::delete),
        )
}

/// What hangs on issues.
fn records() -> Router<Shared> {
    Router::new()
        .route("/comment/list", post(comment::by_ids))
        .route("/issueLink", post(link::create))
        .route("/issueLink/{id}", get(link::read).delete(link::delete))
        .route("/issueLinkType", get(link::types))
        .route("/issueLinkType/{id}", get(link::link_type))
        .route("/issue/{key}/worklog", get(worklog::list).post(worklog::add))
        .route(
            "/issue/{key}/worklog/{id}",
            get(worklog::read).put(worklog::edit).delete(worklog::delete),
        )
        .route("/worklog/list", post(worklog::by_ids))
        .route("/worklog/updated", get(worklog::updated))
        .route(
            "/issue/{key}/watchers",
            get(watcher::list).post(watcher::add).delete(watcher::remove),
        )
        .route(
            "/issue/{key}/votes",
            get(watcher::votes).post(watcher::vote).delete(watcher::unvote),
        )
        .route("/issue/{key}/attachments", post(attachment::add))
        .route("/attachment/meta", get(attachment::meta))
        .route("/attachment/{id}", get(attachment::read).delete(attachment::delete))
        .route("/attachment/content/{id}", get(attachment::content))
        .route("/attachment/thumbnail/{id}", get(attachment::content))
        .route("/issue/{key}/remotelink", get(remote::list).post(remote::put))
        .route("/issue/{key}/remotelink/{id}", get(remote::read).delete(remote::delete))
}

fn searching() -> Router<Shared> {
    Router::new()
        .route("/search/jql", get(search::by_query).post(search::by_body))
        .route("/search/approximate-count", post(search::count))
        .route("/search", get(search::gone).post(search::gone))
        .route("/jql/parse", post(jql::parse))
        .route("/jql/autocompletedata", get(jql::auto_complete))
}

fn metadata() -> Router<Shared> {
    Router::new()
        .route("/field", get(field::list))
        .route("/issue/createmeta/{project}/issuetypes", get(createmeta::types))
        .route("/issue/createmeta/{project}/issuetypes/{type}", get(createmeta::fields))
        .route("/issuetype", get(catalog::issue_types))
        .route("/issuetype/project", get(catalog::issue_types_of_project))
        .route("/issuetype/{id}", get(catalog::issue_type))
        .route("/priority", get(catalog::priorities))
        .route("/priority/{id}", get(catalog::priority))
        .route("/priority/search", get(catalog::search_priorities))
        .route("/resolution", get(catalog::resolutions))
        .route("/resolution/{id}", get(catalog::resolution))
        .route("/resolution/search", get(catalog::search_resolutions))
        .route("/status", get(catalog::statuses))
        .route("/status/{id}", get(catalog::status))
        .route("/statuscategory", get(catalog::status_categories))
        .route("/label", get(label::list))
        .route("/project", get(project::list))
        .route("/project/search", get(project::search))
        .route("/project/{key}", get(project::read))
        .route("/project/{key}/components", get(project::components))
        .route("/project/{key}/versions", get(project::versions))
        .route("/project/{key}/securitylevel", get(security::of_project))
        .route("/securitylevel/{id}", get(security::read))
        .route("/project/{key}/statuses", get(project::statuses))
        .route("/serverInfo", get(server::info))
        .route("/configuration", get(server::configuration))
}

fn people() -> Router<Shared> {
    Router::new()
        .route("/myself", get(user::myself))
        .route("/mypermissions", get(permission::mine))
        .route("/user", get(user::read))
        .route("/user/search", get(user::search))
        .route("/user/assignable/search", get(user::assignable))
        .route("/user/bulk", get(user::bulk))
        .route("/user/properties", get(user_property::list))
        .route(
            "/user/properties/{property}",
            get(user_property::read).put(user_property::write).delete(user_property::delete),
        )
        .route("/users/search", get(user::all))
        .route("/groups/picker", get(group::picker))
        .route("/group/bulk", get(group::bulk))
        .route("/group/member", get(group::members))
}

async fn unknown() -> ApiError {
    ApiError::missing("No endpoint of that path is simulated.")
}
