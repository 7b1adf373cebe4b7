//! A seeded site with its clock, and what runs the engine against it.

use std::{
    env,
    future::{Future, poll_fn},
    path::PathBuf,
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Wake, Waker},
    time::Duration,
};

use axum::Router;
use jira_sim::{
    Config, Shared, Sim, Site, Switches, clock::Ticker, config::NOT_SIMULATED_LOG, router,
};
use tokio::runtime::{Builder, Runtime};

use crate::{clock::SiteTime, journals::Journals, wire::Wire};

/// The address that every site calls itself by.
pub const SITE: &str = "https://site.example";

/// A site in memory. Nothing listens on a socket, and its time stands still while anybody who
/// waits for it can go on; else it jumps to where the next one can.
pub struct World {
    site: Shared,
    router: Router,
    runtime: Runtime,
    watch: Arc<Watch>,
    seeded: Site,
    journals: Journals,
}

impl World {
    /// A site with so many issues in DEMO, by the seed 1, with no switch on.
    #[must_use]
    pub fn new(issues: u32) -> Self {
        Self::with(issues, 1, Switches::default())
    }

    /// A site with so many issues in DEMO, by a seed and with switches.
    ///
    /// # Panics
    /// When the system gives no runtime.
    #[must_use]
    pub fn with(issues: u32, seed: u64, switches: Switches) -> Self {
        let base_url = SITE.to_owned();
        let not_simulated_log = env::var_os(NOT_SIMULATED_LOG).map(PathBuf::from);
        let config =
            Config { issues, seed, base_url, switches, not_simulated_log, ..Config::default() };
        let site = Arc::new(Sim::new(config, Ticker::manual()));
        let watch = Arc::new(Watch::default());
        let (idle, sleeper) = (Arc::clone(&site), Arc::clone(&watch));
        let runtime = Builder::new_current_thread()
            .on_thread_park(move || sleeper.idle(&idle))
            .build()
            .expect("a runtime without threads");
        let seeded = site.site().clone();
        Self {
            router: router(Arc::clone(&site)),
            site,
            runtime,
            watch,
            seeded,
            journals: Journals::default(),
        }
    }

    /// The same site as it was when it was made, with its switches of then, or as it was at
    /// [`World::begins_as_it_is`]. Much cheaper than another one. Writes that are not committed yet never will be.
    pub fn begin_anew(&self) {
        self.site.restore(self.seeded.clone());
        self.journals.forget();
    }

    /// From now on the site begins anew as it is at present.
    pub fn begins_as_it_is(&mut self) {
        let present = self.site.site().clone();
        self.seeded = present;
    }

    /// The simulator, to look at and to switch.
    #[must_use]
    pub fn site(&self) -> &Sim {
        &self.site
    }

    /// The clock of whoever works with the site.
    #[must_use]
    pub fn clock(&self) -> SiteTime {
        SiteTime::new(Arc::clone(&self.site))
    }

    /// The journals of all who work with the site.
    #[must_use]
    pub fn journals(&self) -> Journals {
        self.journals.clone()
    }

    /// The way to the site of the person with that e-mail address and API token.
    #[must_use]
    pub fn wire(&self, email: &str, token: &str) -> Wire {
        Wire::new(self.router.clone(), self.clock(), email, token)
    }

    /// The administrator's way to the site.
    #[must_use]
    pub fn admin(&self) -> Wire {
        self.wire("admin@rowport.example", "admin-api-token")
    }

    /// The way of a member, who may edit and create.
    #[must_use]
    pub fn member(&self) -> Wire {
        self.wire("member@rowport.example", "member-api-token")
    }

    /// Runs a future to its end. All that it may wait for is the site and the site's clock.
    ///
    /// # Panics
    /// When it waits for anything else.
    pub fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let waker = Waker::from(Arc::clone(&self.watch));
        self.runtime.block_on(poll_fn(|context| {
            self.watch.begin(context.waker());
            future.as_mut().poll(&mut Context::from_waker(&waker))
        }))
    }

    /// Runs a future to its end, or until a request on that wire meets
    /// [`Fault::Killed`](crate::Fault::Killed): then nothing of it goes on, and there is no result.
    pub fn run_until_killed<F: Future>(&self, wire: &Wire, future: F) -> Option<F::Output> {
        self.run(async {
            tokio::select! {
                biased;
                () = wire.killed() => None,
                output = future => Some(output),
            }
        })
    }

    /// Puts a work item into a status without a resolution, as if it had never been elsewhere.
    ///
    /// # Panics
    /// When there is no such work item.
    pub fn put_into(&self, key: &str, status: u64) {
        let mut site = self.site.site_mut();
        let mut issue = site.issues.find(key).expect("a work item").clone();
        (issue.status, issue.resolution) = (status, None);
        site.issues.replace(issue);
    }

    /// Lets time pass, and commits the writes that are due in it.
    pub fn pass(&self, duration: Duration) {
        let ms = u64::try_from(duration.as_millis()).expect("a time that ends");
        self.run(self.site.pass(ms));
    }
}

/// Knows whether what is run can go on, and lets time pass when it can't.
#[derive(Default)]
struct Watch {
    awake: AtomicBool,
    stuck: AtomicBool,
    /// Wakes the runtime.
    outer: Mutex<Option<Waker>>,
}

impl Watch {
    /// Before what is run goes on.
    fn begin(&self, outer: &Waker) {
        let stuck = self.stuck.swap(false, Ordering::Relaxed);
        assert!(!stuck, "it waits for something that never happens");
        self.awake.store(false, Ordering::Relaxed);
        *self.outer.lock().unwrap() = Some(outer.clone());
    }

    /// When nothing can go on: jumps to where the next one who sleeps on the site's clock is woken.
    fn idle(&self, site: &Sim) {
        // The runtime asks even if what it runs was woken just now.
        if self.awake.load(Ordering::Relaxed) {
            return;
        }
        match site.ticker().next_alarm() {
            Some(next) => site.advance(next.saturating_sub(site.ticker().now_ms())),
            None => {
                self.stuck.store(true, Ordering::Relaxed);
                self.wake();
            }
        }
    }

    fn wake(&self) {
        self.awake.store(true, Ordering::Relaxed);
        if let Some(outer) = &*self.outer.lock().unwrap() {
            outer.wake_by_ref();
        }
    }
}

impl Wake for Watch {
    fn wake(self: Arc<Self>) {
        Self::wake(&self);
    }

    fn wake_by_ref(self: &Arc<Self>) {
        Self::wake(self);
    }
}
