//! What keeps applies of different plans apart on this computer: a lock for the file that a plan was
//! made of, and one for each space that it makes things in. Two plans of the same rows, made before
//! either was applied, would make them twice if they were applied at once; the second one waits, and
//! then sees what the first one made. The locks are among the user's own state.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use wasm_core::message::Message;
use wasm_core::plan::Plan;

use crate::failure::{Exit, Failure};
use crate::output::{owners_only, tell};
use crate::shelf::Shelf;

/// How often a lock that another program holds is tried again.
const AGAIN: Duration = Duration::from_millis(250);

/// Held as long as this lives; the system ends them with the program, however that ends.
pub(crate) struct Locks {
    _held: Vec<File>,
}

impl Locks {
    /// Takes the locks of a plan, and waits for those that another program holds. Where there is no
    /// place for them, or the file system knows none, that is said.
    ///
    /// # Errors
    /// The user stopped the wait.
    pub(crate) async fn take(plan: &Plan) -> Result<Self, Failure> {
        let spaces = plan.growing_spaces();
        let Some(shelf) = Shelf::of(&plan.source.site) else {
            tell(&Message::new("space-not-locked").with("detail", "no folder for it"));
            return Ok(Self { _held: Vec::new() });
        };
        let waits = |code, what: &str| Message::new(code).with("what", what);
        let of_file =
            (shelf.lock_of(&plan.source.lineage), waits("apply-waits-for-file", &plan.source.file));
        let of_spaces = spaces
            .iter()
            .map(|key| (shelf.lock_of_space(key), waits("apply-waits-for-space", key)));
        // All take them in the same order, so that no two wait for each other.
        let mut held = Vec::new();
        for (path, waits) in [of_file].into_iter().chain(of_spaces) {
            match lock(&path, &waits).await? {
                Ok(file) => held.push(file),
                Err(error) => tell(&Message::new("space-not-locked").with("detail", error)),
            }
        }
        Ok(Self { _held: held })
    }
}

/// Takes one lock; `waits` is told where another program has it. Inside is why it could not be.
async fn lock(path: &Path, waits: &Message) -> Result<io::Result<File>, Failure> {
    let mut options = owners_only();
    let file = match options.create(true).truncate(false).write(true).open(path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let (mut told, mut stop) = (false, pin!(tokio::signal::ctrl_c()));
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Ok(file)),
            Err(TryLockError::Error(error)) => return Ok(Err(error)),
            Err(TryLockError::WouldBlock) if told => {}
            Err(TryLockError::WouldBlock) => {
                tell(waits);
                told = true;
            }
        }
        tokio::select! {
            biased;
            _ = &mut stop => {
                return Err(Failure { exit: Exit::Stopped, message: Message::new("cancelled") });
            }
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::task::Poll;

    use super::*;

    #[tokio::test]
    async fn who_wants_a_lock_waits_until_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| folder.path().join(name);
        let (one, two, waits) = (of("one"), of("two"), Message::new("apply-waits-for-space"));
        let first = lock(&one, &waits).await.unwrap().unwrap();
        lock(&two, &waits).await.unwrap().unwrap();
        let mut second = pin!(lock(&one, &waits));
        let waiting = poll_fn(|context| Poll::Ready(second.as_mut().poll(context).is_pending()));
        assert!(waiting.await, "it is held");
        drop(first);
        second.await.unwrap().unwrap();
        assert!(lock(&of("no/such/folder"), &waits).await.unwrap().is_err());
    }
}
