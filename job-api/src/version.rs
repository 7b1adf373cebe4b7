//! Which Rowport ran the job.

use serde::{Deserialize, Serialize};

/// The version of the app in the browser: three numbers, no pre-release name and no build text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppVersion {
    /// Changes that break something.
    pub major: u16,
    /// Changes that add something.
    pub minor: u16,
    /// Changes that mend something.
    pub patch: u16,
}
