//! Who looks at a page, and from which address.

use axum::http::{HeaderMap, header};

use super::context::Viewer;
use crate::{auth, sim::Sim, site::Role};

/// The language of everybody's account.
const LOCALE: &str = "en_US";

/// The cookie that makes its owner the person of a role.
#[must_use]
pub fn cookie(role: Role) -> String {
    format!("{}={}; Path=/; SameSite=Lax; HttpOnly", auth::COOKIE, role.name())
}

/// The person of a role, as contexts tell it, and their name.
#[must_use]
pub fn person(sim: &Sim, role: Role) -> Option<(Viewer, String)> {
    let site = sim.site();
    let person = site.people.first(role)?;
    let viewer = Viewer {
        account_id: person.account_id.clone(),
        locale: LOCALE.into(),
        time_zone: person.time_zone.clone(),
    };
    Some((viewer, person.name.clone()))
}

/// The value of a cookie.
#[must_use]
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The origin that the request was sent to, such as `http://localhost:8080`.
#[must_use]
pub fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    format!("http://{host}")
}

/// Whether a page of this very origin sent the request: another site's page, and the app's frame,
/// cannot act in the name of the session.
#[must_use]
pub fn same_origin(headers: &HeaderMap) -> bool {
    let from = headers.get(header::ORIGIN).and_then(|o| o.to_str().ok());
    from.is_some_and(|from| from == origin(headers))
}
