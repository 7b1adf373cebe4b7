//! How the program ends when it does not succeed.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

use wasm_core::jira::JiraError;
use wasm_core::message::Message;
use wasm_core::target::LoadError;

use crate::output;

/// The exit codes; `--help` and `docs/cli.md` explain them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// An error of the program or of this computer.
    Internal = 1,
    /// Wrong arguments; also clap's own code.
    Usage = 2,
    /// Sign-in missing, not accepted, or without permission.
    SignIn = 3,
    /// Jira could not be reached, or refused.
    Jira = 4,
    /// The file or the plan can't be used.
    File = 5,
    /// Some rows did not succeed.
    Rows = 6,
    /// The file lacks issues that Jira did not give.
    Incomplete = 7,
    /// Stopped by the user.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error, as the user is told of it.
#[derive(Debug)]
pub(crate) struct Failure {
    /// How the process ends.
    pub(crate) exit: Exit,
    /// What to say.
    pub(crate) message: Message,
}

impl Failure {
    /// Wrong arguments.
    pub(crate) fn usage(message: Message) -> Self {
        Self { exit: Exit::Usage, message }
    }

    /// A file or a plan that can't be used.
    pub(crate) fn file(message: Message) -> Self {
        Self { exit: Exit::File, message }
    }

    /// A file that the system does not let us read or write.
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        let message = Message::new("file-io").with("file", path.display()).with("detail", error);
        Self::file(message)
    }

    /// Something that should not happen.
    pub(crate) fn internal(error: &impl Display) -> Self {
        Self { exit: Exit::Internal, message: Message::new("internal").with("detail", error) }
    }

    /// An error message of the engine, whose code tells its kind.
    pub(crate) fn engine(message: Message) -> Self {
        let exit = match message.code.as_str() {
            "cancelled" => Exit::Stopped,
            "jira-unauthorized"
            | "jira-signed-out"
            | "jira-other-account"
            | "jira-forbidden"
            | "jira-app-not-allowed" => Exit::SignIn,
            code if code.starts_with("jira-") => Exit::Jira,
            _ => Exit::File,
        };
        Self { exit, message: of_terminal(message) }
    }

    /// Says it to the user.
    pub(crate) fn tell(&self) {
        output::tell(&self.message);
    }
}

/// Where a browser has a session, a terminal has an e-mail and a token.
fn of_terminal(message: Message) -> Message {
    match message.code.as_str() {
        "jira-unauthorized" => Message::new("credentials-refused"),
        "jira-signed-out" => Message::new("credentials-ended"),
        _ => message,
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::engine(error.message())
    }
}

impl From<JiraError> for Failure {
    fn from(error: JiraError) -> Self {
        Self::engine(error.message())
    }
}
