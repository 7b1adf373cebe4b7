//! What can be chosen at start: the size and seed of the site, and the switches of its limits.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::site::Permission;

/// The latest that a write commits after it was received, in milliseconds.
pub const MOST_COMMIT_DELAY_MS: u64 = 120_000;

/// The environment variable that names the file of [`Config::not_simulated_log`].
pub const NOT_SIMULATED_LOG: &str = "JIRA_SIM_NOT_SIMULATED";

/// The environment variable that names where answers are recorded.
pub const RECORD: &str = "JIRA_SIM_RECORD";

/// How a simulated site is made.
#[derive(Debug, Clone)]
pub struct Config {
    /// TCP port on the loopback addresses; 0 picks a free one.
    pub port: u16,
    /// Number of issues in DEMO, 1 to 100,000 (other numbers are clamped).
    pub issues: u32,
    /// Seed of everything that is made up. The same seed gives the same site.
    pub seed: u64,
    /// The address the site calls itself by, without a slash at its end: the start of each `self`.
    pub base_url: String,
    /// Latency and limits; they can be changed at run time through `/sim/switches`.
    pub switches: Switches,
    /// Where the app's files are, for the page that frames it.
    pub host: HostOptions,
    /// A file that gets a line, `METHOD path`, for whatever was asked for and is not simulated.
    pub not_simulated_log: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            issues: 1000,
            seed: 1,
            base_url: "http://127.0.0.1".into(),
            switches: Switches::default(),
            host: HostOptions::default(),
            not_simulated_log: None,
        }
    }
}

/// What the framing page needs; without `app` there is no frame.
#[derive(Debug, Clone, Default)]
pub struct HostOptions {
    /// Directory with the app's built files.
    pub app: Option<PathBuf>,
    /// The app's `manifest.yml`.
    pub manifest: Option<PathBuf>,
    /// Base URL of the app's remote (its backend).
    pub remote: Option<String>,
}

/// Latency, limits and faults. A number of 0 switches the thing off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Switches {
    /// Every REST answer is this late, in milliseconds.
    pub latency_ms: u64,
    /// Requests a second that each HTTP method's bucket is refilled with (it holds as many).
    /// Jira Cloud refills GET and POST by 100, PUT and DELETE by 50.
    pub burst: Burst,
    /// Whether writes to one issue are held to 20 in 2 s and 100 in 30 s, as in Jira Cloud.
    pub per_issue_writes: bool,
    /// Leave `Retry-After`, `X-RateLimit-*` and `RateLimit-Reason` out of every answer, as the
    /// Forge bridge does.
    pub strip_rate_headers: bool,
    /// Every n-th REST request is answered 429 without being carried out.
    pub every_nth_429: u64,
    /// Every n-th REST request is answered 503 without being carried out.
    pub every_nth_503: u64,
    /// How long after it was received a write is carried out and answered, in milliseconds, whether
    /// or not its sender still waits; 120,000 at most.
    #[serde(deserialize_with = "commit_delay")]
    pub commit_delay_ms: u64,
    /// How long a search does not see a write, in milliseconds; `reconcileIssues` sees it at once.
    pub index_lag_ms: u64,
    /// Search pages are shorter than asked for although more follow, as Jira reserves the right to.
    pub short_pages: bool,
    /// A query that can be read, but names what does not exist or asks a field for what it cannot
    /// be asked, finds nothing, as Jira Cloud answers anonymous callers; else it is refused with 400.
    pub lenient_jql: bool,
    /// Take documents that the published schema refuses as long as their nodes are known.
    pub lenient_adf: bool,
    /// Take instants in any spelling of ISO 8601.
    pub lenient_dates: bool,
    /// Date pickers read a day of 20 or more years ahead as one of the century before, as was
    /// measured on Jira Cloud.
    pub century_pivot: bool,
    /// Permissions that nobody but an administrator has, by their keys.
    pub withheld: Vec<Permission>,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            latency_ms: 0,
            burst: Burst::default(),
            per_issue_writes: true,
            strip_rate_headers: false,
            every_nth_429: 0,
            every_nth_503: 0,
            commit_delay_ms: 0,
            index_lag_ms: 0,
            short_pages: false,
            lenient_jql: false,
            lenient_adf: false,
            lenient_dates: false,
            century_pivot: true,
            withheld: Vec::new(),
        }
    }
}

fn commit_delay<'de, D: Deserializer<'de>>(given: D) -> Result<u64, D::Error> {
    let ms = u64::deserialize(given)?;
    if ms > MOST_COMMIT_DELAY_MS {
        let text = format!("commitDelayMs may be {MOST_COMMIT_DELAY_MS} at most");
        return Err(D::Error::custom(text));
    }
    Ok(ms)
}

/// Requests a second by method; 0 is without limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", default, deny_unknown_fields)]
pub struct Burst {
    /// GET and HEAD.
    pub get: u32,
    /// POST.
    pub post: u32,
    /// PUT.
    pub put: u32,
    /// DELETE.
    pub delete: u32,
}

impl Burst {
    /// The refill rates that Atlassian documents for Jira Cloud.
    pub const CLOUD: Self = Self { get: 100, post: 100, put: 50, delete: 50 };
}
