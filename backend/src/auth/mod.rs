//! Who is calling. Only a token that Forge signed says so; nothing in a path, a query, a body or
//! another header does.

mod keys;
mod owner;
mod token;

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use job_api::ErrorCode;

pub use keys::{KeyCache, KeyError};
pub use owner::Owner;
pub use token::{TokenError, Verifier};

use crate::app::Shared;
use crate::error::Refusal;

/// The caller of a request, proven. A handler that takes one can't be reached without a valid token.
#[derive(Clone, Debug)]
pub struct Caller(pub Owner);

impl FromRequestParts<Shared> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or(Refusal(ErrorCode::InvalidToken))?;
        match app.verifier.owner(token, app.clock.now()).await {
            Ok(owner) => Ok(Self(owner)),
            Err(TokenError::Invalid) => Err(Refusal(ErrorCode::InvalidToken)),
            Err(TokenError::NoAccount) => Err(Refusal(ErrorCode::NoAccount)),
            Err(TokenError::KeysUnavailable) => Err(Refusal(ErrorCode::KeysUnavailable)),
        }
    }
}

/// The one bearer token of the request.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(only), None) = (values.next(), values.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
