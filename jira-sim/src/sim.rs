//! The simulator: the site, its limits, its log, and the router over them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use axum::{Router, extract::DefaultBodyLimit, middleware};

use crate::{
    admin::{self, RequestLog},
    auth,
    clock::Ticker,
    config::{Config, HostOptions, Switches},
    host, images, limits,
    limits::Limiter,
    rest, seed,
    site::{SearchIndex, Site},
};

/// The simulator as handlers share it.
pub type Shared = Arc<Sim>;

/// Bytes that the body of a request may have: fifty issues with long descriptions.
const BODY_LIMIT: usize = 20 * 1024 * 1024;

/// A running simulator.
#[derive(Debug)]
pub struct Sim {
    config: Config,
    ticker: Ticker,
    site: RwLock<Site>,
    limiter: Mutex<Limiter>,
    log: Mutex<RequestLog>,
    searches: rest::SearchCache,
}

impl Sim {
    /// A simulator with a freshly seeded site. Tests give a manual ticker and move it themselves.
    #[must_use]
    pub fn new(config: Config, ticker: Ticker) -> Self {
        Self {
            site: RwLock::new(fresh(&config, &ticker)),
            limiter: Mutex::new(Limiter::new(config.switches.clone())),
            log: Mutex::default(),
            searches: rest::SearchCache::default(),
            ticker,
            config,
        }
    }

    /// How it was configured; the switches may have been changed since, see [`Sim::switches`].
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the framing page needs.
    #[must_use]
    pub fn host_options(&self) -> &HostOptions {
        &self.config.host
    }

    /// The site, to read. Do not hold it across an await.
    pub fn site(&self) -> RwLockReadGuard<'_, Site> {
        self.site.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The site, to write. Do not hold it across an await.
    pub fn site_mut(&self) -> RwLockWriteGuard<'_, Site> {
        self.site.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The limits that hold at present.
    #[must_use]
    pub fn switches(&self) -> Switches {
        self.limiter().switches().clone()
    }

    /// Puts other limits into force.
    pub fn set_switches(&self, switches: Switches) {
        self.site_mut().issues.index = SearchIndex::new(self.ticker.clone(), switches.index_lag_ms);
        self.limiter().set(switches);
    }

    /// The clock of the limits.
    #[must_use]
    pub fn ticker(&self) -> &Ticker {
        &self.ticker
    }

    pub(crate) fn limiter(&self) -> MutexGuard<'_, Limiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, RequestLog> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn searches(&self) -> &rest::SearchCache {
        &self.searches
    }

    /// Back to the beginning: the seeded site, empty log, the switches of the start.
    pub fn reset(&self) {
        *self.site_mut() = fresh(&self.config, &self.ticker);
        *self.limiter() = Limiter::new(self.config.switches.clone());
        *self.log() = RequestLog::default();
        self.searches.clear();
    }
}

/// A freshly seeded site whose index lags as the switches say.
fn fresh(config: &Config, ticker: &Ticker) -> Site {
    let mut site = seed::site(config);
    site.issues.index = SearchIndex::new(ticker.clone(), config.switches.index_lag_ms);
    site
}

/// Everything that the simulator serves.
pub fn router(sim: Shared) -> Router {
    let rest = rest::routes()
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), limits::limit))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), admin::record));
    Router::new()
        .merge(rest)
        .merge(auth::routes())
        .merge(admin::routes())
        .merge(images::routes())
        .merge(host::routes(sim.host_options()))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(sim)
}
