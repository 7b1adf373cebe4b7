//! What stands before the REST operations, as in Jira Cloud: which operation a path is, the methods
//! it has, the types of bodies, who may come in, and the headers of every answer. What Jira serves
//! and the simulator does not is told from what Jira lacks here, before any route is tried.

mod asked;
mod media_type;
mod refusal;

use axum::{
    Router,
    extract::{Query, Request, State},
    http::{HeaderValue, Method, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tower::Layer;

use crate::{
    auth::{self, Caller},
    error::{ApiError, NotSimulated},
    rest::{
        self,
        operations::{self, Found, Operation, Parameter},
        table::{Entry, OnlyReads},
    },
    sim::{Shared, Sim},
};
use asked::Asked;

/// The type of JSON; Jira names the charset (measured on Jira Cloud, September 2026).
const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=UTF-8");

/// Puts the front before everything else.
pub fn before(sim: Shared, all: Router) -> Router {
    // Not a layer of the router: that would come after the route has been chosen.
    Router::new().fallback_service(middleware::from_fn_with_state(sim, enter).layer(all))
}

/// Names the charset of JSON, as Jira does.
pub async fn name_charset(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        headers.insert(header::CONTENT_TYPE, JSON);
    }
    response
}

async fn enter(State(sim): State<Shared>, mut request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/rest/") {
        return next.run(request).await;
    }
    if auth::bears(request.headers()) {
        return refusal::bearer();
    }
    let caller = Caller::of(&sim, request.headers());
    request.extensions_mut().insert(caller);
    let person = sim.site().people.get(caller.0).map(|p| p.account_id.clone());
    let failed = auth::failed(request.headers(), caller);
    let asked = Asked::of(&request);
    let answered = answer(&sim, &asked, person.is_some(), request, next).await;
    let mut response = name_charset(answered).await;
    let headers = response.headers_mut();
    if failed {
        headers.insert("x-seraph-loginreason", HeaderValue::from_static("AUTHENTICATED_FAILED"));
    }
    if let Some(account) = person.and_then(|a| HeaderValue::from_str(&a.replace(':', "%3A")).ok()) {
        headers.insert("x-aaccountid", account);
    }
    response
}

/// Finds the operation and has it carried out, if it is simulated and lets the request in.
async fn answer(
    sim: &Sim,
    asked: &Asked,
    signed_in: bool,
    mut request: Request,
    next: Next,
) -> Response {
    let listed: Vec<&str> = asked.listed.iter().map(String::as_str).collect();
    let (path, response) = match operations::find(&asked.method, &listed) {
        Found::Operation(operation) => {
            let path = asked.shown(operation.path);
            match admit(sim, asked, operation, signed_in, &mut request) {
                Ok(uri) => {
                    *request.uri_mut() = uri;
                    let response = next.run(request).await;
                    note_lack(sim, asked, &path, &response);
                    return response;
                }
                Err(refusal) => (path, *refusal),
            }
        }
        Found::OtherMethods(methods) if asked.method == Method::OPTIONS => {
            (asked.sent.clone(), refusal::options(sim, signed_in, methods, request.headers()))
        }
        Found::OtherMethods(methods) => {
            (asked.sent.clone(), refusal::other_method(asked, &methods))
        }
        Found::OtherApi => {
            let what = format!("{} {}", asked.method, asked.sent);
            (asked.sent.clone(), ApiError::not_simulated(&what).into_response())
        }
        Found::Nothing => (asked.sent.clone(), refusal::nothing(asked)),
    };
    sim.log().note(asked.method.as_str(), &path, response.status().as_u16());
    note_lack(sim, asked, &path, &response);
    response
}

/// Counts what an answer says is not simulated.
fn note_lack(sim: &Sim, asked: &Asked, path: &str, response: &Response) {
    let Some(NotSimulated(what)) = response.extensions().get() else { return };
    let method = asked.method.as_str();
    let own = what.strip_prefix(method).and_then(|rest| rest.strip_prefix(' '));
    let lacking = own.map_or_else(|| format!("{path}: {what}"), str::to_owned);
    let file = sim.config().not_simulated_log.as_deref();
    sim.log().lacks(method, &lacking, file);
}

/// Where the router finds the operation, if it is simulated and lets the request in.
fn admit(
    sim: &Sim,
    asked: &Asked,
    operation: &Operation,
    signed_in: bool,
    request: &mut Request,
) -> Result<Uri, Box<Response>> {
    let what = format!("{} {}", asked.method, asked.shown(operation.path));
    let lacks = |what: &str| Box::new(ApiError::not_simulated(what).into_response());
    let Some((path, entry)) = rest::served().get(operation) else { return Err(lacks(&what)) };
    if asked.parts[1] == "api" && !rest::VERSIONS.contains(&asked.parts[2].as_str()) {
        return Err(lacks(&what));
    }
    if let Some(name) = unread_parameter(operation, entry, request.uri()) {
        return Err(lacks(&format!("{what}?{name}")));
    }
    if entry.only_reads {
        request.extensions_mut().insert(OnlyReads);
    }
    media_type::check(request.headers(), &operation.body, &asked.sent).map_err(|refusal| {
        let mut response = refusal.into_response();
        if let Ok(taken) = HeaderValue::from_str(&operation.body.join(", ")) {
            response.headers_mut().insert(header::ACCEPT, taken);
        }
        Box::new(response)
    })?;
    if !operation.anonymous && !signed_in {
        return Err(Box::new(refusal::unauthenticated(sim, request.headers())));
    }
    let (known, uri) = (path.split('/').skip(1), request.uri());
    Ok(asked.routed(known, uri).unwrap_or_else(|| uri.clone()))
}

/// A parameter that Jira would have looked at and the simulator does not: its answer could be
/// another one than Jira's. With the value that it has by default, or none, it makes no difference.
fn unread_parameter(operation: &Operation, entry: &Entry, uri: &Uri) -> Option<&'static str> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    let given = |parameter: &&Parameter| {
        let mut values = pairs.iter().filter(|(name, _)| name == parameter.name);
        values.any(|(_, v)| !v.is_empty() && parameter.default != Some(v.as_str()))
    };
    let unread = operation.query.iter().filter(|parameter| !entry.knows(parameter.name));
    unread.filter(given).map(|parameter| parameter.name).next()
}
