//! What travels between the page and the worker, around the [`Command`]s and [`Reply`]s.
//!
//! A message is a JavaScript object `{message, bytes}`: `message` is one of these types, in the
//! form that `serde_json` would give it, and `bytes` a transferred `Uint8Array` where a command or
//! a reply says that a file travels beside it.
//!
//! The enumerations here and in the protocol are tagged from outside (`{"reply": {…}}`): a tag
//! inside makes serde buffer the content and costs the page 40 KB.

use serde::{Deserialize, Serialize};

use super::{Command, JobEvent, Reply};
use crate::message::Message;
use crate::ports::{Request, Response, TransportError};

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWorker {
    /// Do something. Answered by exactly one [`FromWorker::Reply`] of the same id.
    Command {
        /// Chosen by the page; never used twice with one worker.
        id: u32,
        /// What to do.
        command: Command,
    },
    /// Stop a command: finish what is in flight and start nothing new. The reply still comes.
    Cancel {
        /// The command.
        id: u32,
    },
    /// What came of a [`FromWorker::Fetch`].
    Answer {
        /// Number of the fetch.
        fetch: u32,
        /// Jira's answer of any status, or that none arrived.
        answer: Result<Response, TransportError>,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWorker {
    /// The engine is loaded and listens. Sent once, first.
    Ready,
    /// A command ended.
    Reply {
        /// The command.
        id: u32,
        /// How it ended.
        reply: Result<Reply, Message>,
    },
    /// Something happened during a command.
    Event {
        /// The command.
        id: u32,
        /// What happened.
        event: JobEvent,
    },
    /// Send this to the Jira site: only the page has the bridge.
    Fetch {
        /// Number of the fetch, for its answer.
        fetch: u32,
        /// The request.
        request: Request,
    },
    /// The engine stopped for good; a new worker has to be started.
    Broken {
        /// The cause in the engine's or the browser's own words.
        cause: String,
    },
}
