//! What the engine needs from the world, as traits.
//!
//! The engine performs no IO and reads no clock. The worker, the terminal and the tests each bring
//! their own [`Transport`], [`Clock`], [`Zone`] and [`Journal`]. Futures are not `Send`: every caller runs the engine on
//! one thread.

mod clock;
mod journal;
mod transport;
mod zone;

pub use clock::Clock;
pub use journal::{Journal, JournalFuture, MemoryJournal};
pub use transport::{Method, Request, Response, Transport, TransportError};
pub use zone::Zone;
