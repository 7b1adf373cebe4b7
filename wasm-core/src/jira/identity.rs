//! Whether Jira still takes the caller for the person whose job it is.
//!
//! A token that is wrong or has expired, or a session that has ended, is mostly no error to Jira:
//! wherever visitors may read, it carries the request out as a visitor, and answers 404, an empty
//! list or a refusal as if nothing were there. So an answer that says "nothing" is believed only
//! when it is certain whom it was meant for: by the header that names the caller, or, where the
//! bridge leaves that out, by asking `/myself`, which has no answer for visitors.

use std::cell::{Cell, RefCell};

use super::client::{Call, Client, parse};
use super::error::JiraError;
use super::path::Path;
use super::slots::Slots;
use super::user::{Myself, WireUser};
use crate::ports::{Clock, Response, Transport};

/// The caller's account, percent-encoded (OpenAPI file of Jira's platform REST: `X-AAccountId`).
const ACCOUNT: &str = "x-aaccountid";
/// What Jira's login code says of the credentials; absent where they are fine.
const LOGIN: &str = "x-seraph-loginreason";

/// What is known of the caller; shared by all clients of a job.
pub(super) struct Identity {
    /// The account as `/myself` told it first.
    account: RefCell<Option<String>>,
    /// Answers received so far.
    received: Cell<u64>,
    /// The last answer that did not name the caller; they are counted from one.
    open: Cell<u64>,
    /// All answers up to this one are known to be the caller's.
    sure: Cell<u64>,
    /// One question at a time: its answer holds for all that came before it.
    asking: Slots,
    /// That the sign-in ended. A job does not go on after that, so nothing is asked again.
    ended: RefCell<Option<JiraError>>,
}

impl Identity {
    pub(super) fn new() -> Self {
        Self {
            account: RefCell::default(),
            received: Cell::new(0),
            open: Cell::new(0),
            sure: Cell::new(0),
            asking: Slots::new(1),
            ended: RefCell::default(),
        }
    }

    /// The person whose job it is, where that is known from before.
    pub(super) fn expect(&self, account: &str) {
        self.account.replace(Some(account.to_owned()));
    }

    /// Takes an answer; whether it is certain that it was meant for the caller.
    fn receive(&self, response: &Response) -> bool {
        self.received.set(self.received.get() + 1);
        let certain = self.names_caller(response);
        if !certain {
            self.open.set(self.received.get());
        }
        certain
    }

    fn names_caller(&self, response: &Response) -> bool {
        let named = response.header(ACCOUNT).map(decoded).filter(|name| !name.is_empty());
        let account = self.account.borrow();
        let same = named.is_some_and(|name| account.as_ref().is_none_or(|known| *known == name));
        same && !is_refused(response)
    }
}

/// Whether Jira says that it did not accept the credentials.
fn is_refused(response: &Response) -> bool {
    let reason = response.header(LOGIN).unwrap_or_default();
    reason.contains("AUTHENTICATED_FAILED") || reason.contains("AUTHENTICATION_DENIED")
}

/// A header's value without its percent-encoding.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.trim().as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|d| char::from(*d).to_digit(16));
        match (byte, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl<T, C> Client<'_, T, C> {
    /// The same client, for a person who is known from before: answers meant for anybody else are
    /// not believed.
    #[must_use]
    pub fn signed_in_as(self, account_id: &str) -> Self {
        self.identity().expect(account_id);
        self
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Who the caller is. What follows is taken from Jira only as long as it is the same person.
    ///
    /// # Errors
    /// [`JiraError::is_signed_out`] where the credentials are not accepted.
    pub async fn myself(&self) -> Result<Myself, JiraError> {
        self.ask_who(Call::get(Path::api("myself"))).await
    }

    /// Asks who the caller is. All answers that were there before are then known to be his.
    async fn ask_who(&self, call: Call) -> Result<Myself, JiraError> {
        let before = self.identity().received.get();
        let me = self.told_who(call).await?;
        let sure = &self.identity().sure;
        sure.set(sure.get().max(before));
        Ok(me)
    }

    async fn told_who(&self, call: Call) -> Result<Myself, JiraError> {
        let name = call.name();
        let response = self.exchange(&call).await?;
        let known = self.identity().account.borrow().clone();
        match response.status {
            200..=299 => {}
            401 => return Err(JiraError::signed_out(&name, known.is_some(), &response)),
            _ => return Err(JiraError::refused(&name, &response)),
        }
        let wire: WireUser = parse(&name, &response)?;
        let me = Myself::from(wire);
        match known {
            Some(known) if known != me.user.account_id => Err(JiraError::other_account(&name)),
            Some(_) => Ok(me),
            None => {
                self.identity().expect(&me.user.account_id);
                Ok(me)
            }
        }
    }

    /// Makes certain that all answers so far were meant for the caller. To be awaited before it is
    /// believed that something is not there, and at the end of what was read. No request where the
    /// answers named the caller.
    ///
    /// # Errors
    /// [`JiraError::is_signed_out`] where it is not so; as any call where it can't be told.
    pub(crate) async fn confirm(&self) -> Result<(), JiraError> {
        self.confirm_through(self.identity().open.get(), Call::get(Path::api("myself"))).await
    }

    /// Takes an answer of any status. One that refuses is believed only if it is the caller's.
    pub(super) async fn judged(&self, response: Response) -> Result<Response, JiraError> {
        let certain = self.identity().receive(&response);
        let doubtful = match response.status {
            // Either the sign-in, or what the app may do: only asking tells.
            401 => true,
            // That was for anybody.
            429 => false,
            400..=499 => !certain,
            _ => is_refused(&response),
        };
        if doubtful {
            let ask = Call::get(Path::api("myself")).vital();
            self.confirm_through(self.identity().received.get(), ask).await?;
        }
        Ok(response)
    }

    async fn confirm_through(&self, number: u64, ask: Call) -> Result<(), JiraError> {
        let identity = self.identity();
        let _turn = identity.asking.take().await;
        if let Some(ended) = &*identity.ended.borrow() {
            return Err(ended.clone());
        }
        if identity.sure.get() >= number {
            return Ok(());
        }
        if let Err(error) = self.ask_who(ask).await {
            if error.is_signed_out() {
                identity.ended.replace(Some(error.clone()));
            }
            return Err(error);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(headers: &[(&str, &str)]) -> Response {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Response { status: 200, headers, body: String::new() }
    }

    #[test]
    fn the_caller_is_known_by_the_header() {
        let identity = Identity::new();
        assert!(identity.names_caller(&answer(&[(ACCOUNT, "712020%3Ax-1")])));
        identity.expect("712020:x-1");
        for (headers, certain) in [
            (vec![(ACCOUNT, "712020%3Ax-1")], true),
            (vec![(ACCOUNT, "712020:x-1")], true),
            (vec![(ACCOUNT, "712020%3Ax-1"), (LOGIN, "OK")], true),
            (vec![(ACCOUNT, "712020%3Ay")], false),
            (vec![(ACCOUNT, "")], false),
            (vec![(ACCOUNT, "712020%3Ax-1"), (LOGIN, "AUTHENTICATED_FAILED")], false),
            (vec![(LOGIN, "AUTHENTICATED_FAILED")], false),
            (vec![], false),
        ] {
            assert_eq!(identity.names_caller(&answer(&headers)), certain, "{headers:?}");
        }
    }

    #[test]
    fn an_encoded_name_is_read() {
        for (text, name) in [("a%3Ab", "a:b"), ("a%3ab", "a:b"), ("100%", "100%"), ("%C3%A4", "ä")]
        {
            assert_eq!(decoded(text), name);
        }
    }
}
