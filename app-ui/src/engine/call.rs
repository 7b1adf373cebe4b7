//! One command that is under way.

use futures_channel::oneshot;
use js_sys::Uint8Array;
use wasm_core::job::Reply;

use crate::model::failure::Failure;

/// What the engine answered.
pub struct Answer {
    /// The reply.
    pub reply: Reply,
    /// The file beside it.
    pub bytes: Option<Uint8Array>,
}

/// How a command ended.
pub type Ended = Result<Answer, Failure>;

/// A command whose answer is still to come.
pub struct Call {
    pub(super) id: u32,
    pub(super) ended: oneshot::Receiver<Ended>,
}

impl Call {
    /// Its number, to stop it by.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Waits for the answer and takes from it what the command is answered by.
    pub async fn done<T>(self, take: impl FnOnce(Answer) -> Option<T>) -> Result<T, Failure> {
        let answer = self.ended.await.unwrap_or(Err(Failure::Cancelled))?;
        let unexpected = || Failure::Page { code: "page-unexpected", cause: String::new() };
        take(answer).ok_or_else(unexpected)
    }
}
