//! Who looks at the pages: the switch between the three people of the site, and the way back.

use axum::{
    Form,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{host::session, site::Role};

/// The form in the top bar.
#[derive(Debug, Deserialize)]
pub(super) struct Switch {
    role: String,
    back: String,
}

/// Sets the session's cookie and returns to the page the person came from.
pub(super) async fn switch(Form(form): Form<Switch>) -> Response {
    let Some(role) = Role::named(&form.role) else {
        return (StatusCode::BAD_REQUEST, "Nobody here has that role.").into_response();
    };
    // Only paths of this site: `//host` and `/\host` would be addresses of another one.
    let local = form.back.starts_with('/') && !form.back[1..].starts_with(['/', '\\']);
    let back = if local { form.back.as_str() } else { "/" };
    let headers = [(header::SET_COOKIE, session::cookie(role)), (header::LOCATION, back.into())];
    (StatusCode::SEE_OTHER, headers).into_response()
}
