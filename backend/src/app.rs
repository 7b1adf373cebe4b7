//! What every request needs.

use std::sync::Arc;

use crate::auth::Verifier;
use crate::clock::Clock;
use crate::store::Store;

/// The state behind the router.
pub struct App {
    /// The jobs.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The judge of tokens.
    pub verifier: Verifier,
}

/// The state as handlers get it.
pub type Shared = Arc<App>;
