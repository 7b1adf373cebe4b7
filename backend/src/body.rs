//! Request bodies: small, JSON, and nothing but what a type of `job-api` takes.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use job_api::ErrorCode;
use job_api::closed::Closed;

use crate::error::Refusal;

/// The largest body in bytes; a full [`job_api::JobPatch`] has about 500.
pub const MAX_BODY: usize = 4 * 1024;

/// A body that was read whole and understood whole. Only [`Closed`] types can be read, so that a
/// handler can't come to hold free text by a change of its signature.
#[derive(Clone, Copy, Debug)]
pub struct ClosedJson<T>(pub T);

impl<S: Send + Sync, T: Closed> FromRequest<S> for ClosedJson<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Refusal(ErrorCode::NotJson));
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| {
                match rejection.into_response().status() {
                    StatusCode::PAYLOAD_TOO_LARGE => Refusal(ErrorCode::TooLarge),
                    _ => Refusal(ErrorCode::InvalidBody),
                }
            })?;
        // The parser's message quotes the input: it goes nowhere.
        let value = serde_json::from_slice(&bytes).map_err(|_| Refusal(ErrorCode::InvalidBody))?;
        Ok(Self(value))
    }
}

/// Whether there is exactly one content type, and it is JSON in UTF-8.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else { return false };
    let Ok(text) = only.to_str() else { return false };
    let compact = text.to_ascii_lowercase().replace(' ', "");
    matches!(compact.as_str(), "application/json" | "application/json;charset=utf-8")
}
