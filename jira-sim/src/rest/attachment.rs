//! Files of an issue.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Multipart, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::issue::visible;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Attachment, Permission, Site, UserId},
    wire::View,
};

/// Bytes of a file.
const UPLOAD_LIMIT: usize = 10 * 1024 * 1024;
/// Files of a request.
const MOST_FILES: usize = 60;
/// Files of an issue.
const MOST_OF_ISSUE: usize = 2_000;

pub async fn meta(_: Caller) -> Json<Value> {
    Json(json!({"enabled": true, "uploadLimit": UPLOAD_LIMIT}))
}

/// Takes the parts that are called `file`; others are passed over.
async fn files(mut form: Multipart) -> ApiResult<Vec<(String, String, Arc<[u8]>)>> {
    let mut files = Vec::new();
    let bad =
        |e: axum::extract::multipart::MultipartError| ApiError::new(e.status(), e.body_text());
    while let Some(part) = form.next_field().await.map_err(bad)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or("file").to_owned();
        let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let content = part.bytes().await.map_err(bad)?;
        if content.len() > UPLOAD_LIMIT || files.len() >= MOST_FILES {
            return Err(ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The attachments exceed the maximum size or number.",
            ));
        }
        files.push((name, mime, Arc::from(content.as_ref())));
    }
    Ok(files)
}

pub async fn add(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> ApiResult<Json<Value>> {
    let token = headers.get("x-atlassian-token").and_then(|v| v.to_str().ok());
    if !matches!(token, Some("no-check" | "nocheck")) {
        return Err(ApiError::forbidden("XSRF check failed"));
    }
    let files = files(form).await?;
    let mut site = sim.site_mut();
    let mut draft = visible(&site, caller, &key)?.clone();
    if !site.may_on(caller, Permission::Edit, &draft) {
        return Err(ApiError::forbidden(
            "You do not have permission to create attachments for this issue.",
        ));
    }
    if draft.records.attachments.len() + files.len() > MOST_OF_ISSUE {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The issue has reached the limit of 2000 attachments.",
        ));
    }
    let first = draft.records.attachments.len();
    for (name, mime, content) in files {
        let (id, created) = (site.record_id(), site.clock.now_ms());
        let file = Attachment { id, author: caller, created, name, mime, content };
        draft.records.attachments.push(file);
    }
    let view_of: Vec<Attachment> = draft.records.attachments[first..].to_vec();
    site.commit(caller, draft);
    let view = View::new(&site, caller);
    Ok(Json(view_of.iter().map(|a| view.attachment(a)).collect()))
}

/// The file and the id of its issue.
fn find<'a>(site: &'a Site, caller: UserId, id: &str) -> ApiResult<(u64, &'a Attachment)> {
    let mut issues = site.issues.iter().filter(|i| site.may_on(caller, Permission::Browse, i));
    let found = issues.find_map(|issue| {
        let file = issue.records.attachments.iter().find(|a| a.id.to_string() == id)?;
        Some((issue.id, file))
    });
    found.ok_or_else(|| ApiError::missing(format!("The attachment with id '{id}' does not exist")))
}

/// Here, and only here, the id is a number.
pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let (_, file) = find(&site, caller, &id)?;
    let mut json = View::new(&site, caller).attachment(file);
    json["id"] = file.id.into();
    Ok(Json(json))
}

/// 303 to the place of the file, or the file itself with `redirect=false`.
pub async fn content(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let site = sim.site();
    let (_, file) = find(&site, caller, &id)?;
    if !params.denies("redirect") {
        let place = format!("{}/media/file/{id}/binary?token={}", site.base_url, token(file));
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response());
    }
    Ok(bytes(file, &headers))
}

/// The place that [`content`] leads to; the token stands for the right to read it.
pub async fn media(
    State(sim): State<Shared>,
    Path(id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let site = sim.site();
    let mut files = site.issues.iter().flat_map(|i| &i.records.attachments);
    let given = params.get("token").unwrap_or_default();
    let found = files.find(|a| a.id.to_string() == id && token(a) == given);
    found.map(|a| bytes(a, &headers)).ok_or_else(|| ApiError::missing("No such file."))
}

fn token(file: &Attachment) -> String {
    format!("{:x}", (file.id ^ file.created.unsigned_abs()).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

fn bytes(file: &Attachment, headers: &HeaderMap) -> Response {
    let size = file.content.len();
    let kind = (header::CONTENT_TYPE, file.mime.clone());
    let Some(asked) = headers.get(header::RANGE).and_then(|v| v.to_str().ok()) else {
        return ([kind], file.content.to_vec()).into_response();
    };
    match range(asked, size) {
        Some((from, to)) => {
            let place = (header::CONTENT_RANGE, format!("bytes {from}-{to}/{size}"));
            let part = file.content[from..=to].to_vec();
            (StatusCode::PARTIAL_CONTENT, [kind, place], part).into_response()
        }
        None => {
            let place = (header::CONTENT_RANGE, format!("bytes */{size}"));
            (StatusCode::RANGE_NOT_SATISFIABLE, [place]).into_response()
        }
    }
}

/// First and last byte of `bytes=a-b` or `bytes=a-`.
fn range(asked: &str, size: usize) -> Option<(usize, usize)> {
    let (from, to) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let from: usize = from.parse().ok()?;
    let last = size.checked_sub(1)?;
    let to = if to.is_empty() { last } else { to.parse::<usize>().ok()?.min(last) };
    (from <= to).then_some((from, to))
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let (issue, file) = find(&site, caller, &id)?;
    let (author, number) = (file.author, file.id);
    let mut draft = site.issues.get(issue).cloned().ok_or_else(ApiError::no_issue)?;
    let own = author == caller && site.may_on(caller, Permission::Edit, &draft);
    if !own && !site.may_on(caller, Permission::Administer, &draft) {
        return Err(ApiError::forbidden("You do not have permission to delete attachments."));
    }
    draft.records.attachments.retain(|a| a.id != number);
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}
