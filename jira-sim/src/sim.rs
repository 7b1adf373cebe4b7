//! The simulator: the site, its limits, its log, and the router over them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use axum::{Router, extract::DefaultBodyLimit, middleware};

use crate::{
    admin::{self, RequestLog},
    auth,
    clock::Ticker,
    commit::{self, Delayed},
    config::{Config, HostOptions, Switches},
    front, host, images, limits,
    limits::Limiter,
    recorder::{self, Recorder},
    rest, seed,
    sign_out::{self, SignOuts},
    site::{Rules, SearchIndex, Site},
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
    delayed: Delayed,
    recorder: Option<Recorder>,
    sign_outs: Mutex<SignOuts>,
}

impl Sim {
    /// A simulator with a freshly seeded site. Tests give a manual ticker and move it themselves.
    #[must_use]
    pub fn new(config: Config, ticker: Ticker) -> Self {
        Self {
            site: RwLock::new(indexed(seed::site(&config), &config, &ticker)),
            limiter: Mutex::new(Limiter::new(config.switches.clone())),
            log: Mutex::default(),
            searches: rest::SearchCache::default(),
            delayed: Delayed::default(),
            recorder: None,
            sign_outs: Mutex::default(),
            ticker,
            config,
        }
    }

    /// The same, with all of its REST answers written down.
    #[must_use]
    pub fn recording(mut self, recorder: Recorder) -> Self {
        self.recorder = Some(recorder);
        self
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
        let mut site = self.site_mut();
        site.issues.index.set_lag(switches.index_lag_ms);
        site.rules = Rules::of(&switches);
        // Who may see what may have changed, which searches are remembered by.
        site.revision += 1;
        drop(site);
        self.limiter().set(switches);
    }

    /// The clock of limits, lags and delays.
    #[must_use]
    pub fn ticker(&self) -> &Ticker {
        &self.ticker
    }

    /// Moves both clocks ahead, the site's and the ticker, and wakes who slept on it until then.
    pub fn advance(&self, ms: u64) {
        let mut site = self.site_mut();
        site.clock.advance(i64::try_from(ms).unwrap_or(i64::MAX));
        site.revision += 1;
        drop(site);
        self.ticker.advance(ms);
    }

    /// Lets time pass on both clocks: the writes that are due in it have been carried out, each at
    /// its own time, when this resolves.
    pub async fn pass(&self, ms: u64) {
        let left = |until: u64| until.saturating_sub(self.ticker.now_ms());
        let until = self.ticker.now_ms().saturating_add(ms);
        while let Some(due) = self.delayed.next_due().filter(|due| *due <= until) {
            self.advance(left(due));
            self.settled().await;
        }
        self.advance(left(until));
    }

    /// Resolves when the writes that are due by now have been carried out.
    pub async fn settled(&self) {
        self.delayed.settled(self.ticker.now_ms()).await;
    }

    pub(crate) fn delayed(&self) -> &Delayed {
        &self.delayed
    }

    pub(crate) fn limiter(&self) -> MutexGuard<'_, Limiter> {
        self.limiter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, RequestLog> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn recorder(&self) -> Option<&Recorder> {
        self.recorder.as_ref()
    }

    pub(crate) fn sign_outs(&self) -> MutexGuard<'_, SignOuts> {
        self.sign_outs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn searches(&self) -> &rest::SearchCache {
        &self.searches
    }

    /// Back to the beginning: the seeded site, empty log, the switches of the start. Writes that
    /// were received and not yet carried out never will be; one that is being carried out at this
    /// very moment may still arrive.
    pub fn reset(&self) {
        self.restore(seed::site(&self.config));
    }

    /// As [`Sim::reset`], but with a site that was kept, which costs less than to make it again.
    pub fn restore(&self, site: Site) {
        self.delayed.forget();
        let mut place = self.site_mut();
        *place = indexed(site, &self.config, &self.ticker);
        self.searches.clear();
        drop(place);
        *self.limiter() = Limiter::new(self.config.switches.clone());
        *self.log() = RequestLog::default();
        *self.sign_outs() = SignOuts::default();
    }
}

/// A site with an index that knows all of it, and lags as the switches say from now on.
fn indexed(mut site: Site, config: &Config, ticker: &Ticker) -> Site {
    site.issues.index = SearchIndex::new(ticker.clone(), config.switches.index_lag_ms);
    site.rules = Rules::of(&config.switches);
    site
}

/// Everything that the simulator serves.
pub fn router(sim: Shared) -> Router {
    // The charset is named within the record, too, which is to hold what is sent.
    let rest = rest::routes()
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), rest::v2::translate))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), limits::limit))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), admin::record))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), sign_out::spend))
        .layer(middleware::map_response(front::name_charset))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), recorder::record))
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), commit::receive));
    let all = Router::new()
        .merge(rest)
        .merge(auth::routes())
        .merge(admin::routes())
        .merge(sign_out::routes())
        .merge(images::routes())
        .merge(host::routes(sim.host_options()))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(Arc::clone(&sim));
    front::before(Arc::clone(&sim), all).layer(middleware::from_fn_with_state(sim, limits::date))
}
