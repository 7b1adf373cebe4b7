//! Why the service refused a request.

use serde::{Deserialize, Serialize};

use crate::names::closed_names;

closed_names! {
    /// Every reason of the service to refuse a request, with its HTTP status.
    ErrorCode {
        /// 400: the body is not what the request takes.
        InvalidBody = "invalid_body",
        /// 400: the id in the path is not an id, or the query is not a query.
        InvalidRequest = "invalid_request",
        /// 401: there is no token, or it is not a valid one.
        InvalidToken = "invalid_token",
        /// 403: the token is valid but names no account: it was not made for a person's request.
        NoAccount = "no_account",
        /// 404: the caller has no such job, or there is no such path.
        NotFound = "not_found",
        /// 405: the path does not take this method.
        MethodNotAllowed = "method_not_allowed",
        /// 409: the caller has another job of this id.
        IdTaken = "id_taken",
        /// 409: the job is past that state.
        StateBackward = "state_backward",
        /// 413: the body is too large.
        TooLarge = "too_large",
        /// 415: the body is not `application/json`.
        NotJson = "not_json",
        /// 503: the keys that tokens are checked with can't be had at the moment.
        KeysUnavailable = "keys_unavailable",
        /// 503: the database does not answer.
        StoreUnavailable = "store_unavailable",
    }
}

/// The body of every refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorBody {
    /// Why; the app has a text for each, in the user's language.
    pub code: ErrorCode,
}
