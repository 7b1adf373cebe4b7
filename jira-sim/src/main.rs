//! The simulator as a program: `jira-sim --port 0 --issues 1000 --seed 1 --json`.

use std::{env, net::Ipv4Addr, path::PathBuf, sync::Arc};

use anyhow::Context;
use clap::Parser;
use jira_sim::{
    Config, HostOptions, Sim, Switches,
    clock::Ticker,
    config::{Burst, MOST_COMMIT_DELAY_MS, NOT_SIMULATED_LOG, RECORD},
    recorder::Recorder,
    router,
    site::{Permission, Role},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A local Jira Cloud: REST v3 and v2 in memory, seeded and deterministic.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// TCP port on the loopback addresses; 0 picks a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Issues in DEMO, 1 to 100000
    #[arg(long, default_value_t = 1000)]
    issues: u32,
    /// The same seed gives the same site
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Every REST answer is this late
    #[arg(long, default_value_t = 0)]
    latency_ms: u64,
    /// Print one line of JSON when ready
    #[arg(long)]
    json: bool,
    /// Limit bursts as Jira Cloud does: GET and POST 100 a second, PUT and DELETE 50
    #[arg(long)]
    burst: bool,
    /// Do not hold writes to one issue to 20 in 2 s and 100 in 30 s
    #[arg(long)]
    no_per_issue_limit: bool,
    /// Leave the rate-limit headers out, as the Forge bridge does
    #[arg(long)]
    strip_rate_headers: bool,
    /// Every n-th request is answered 429
    #[arg(long, default_value_t = 0)]
    every_nth_429: u64,
    /// Every n-th request is answered 503
    #[arg(long, default_value_t = 0)]
    every_nth_503: u64,
    /// Writes are carried out so long after they were received, even if the sender is gone
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=MOST_COMMIT_DELAY_MS))]
    commit_delay_ms: u64,
    /// Searches do not see a write for so long
    #[arg(long, default_value_t = 0)]
    index_lag_ms: u64,
    /// Search pages are shorter than asked for
    #[arg(long)]
    short_pages: bool,
    /// Queries that name what does not exist, or ask a field for what it cannot be asked, find nothing
    #[arg(long)]
    lenient_jql: bool,
    /// Write each answer of an operation as a line of JSON to this file, or to a new one in this folder
    /// (or in the environment's JIRA_SIM_RECORD)
    #[arg(long)]
    record: Option<PathBuf>,
    /// Take documents that the published schema refuses as long as their nodes are known
    #[arg(long)]
    lenient_adf: bool,
    /// Take instants in any spelling of ISO 8601
    #[arg(long)]
    lenient_dates: bool,
    /// Date pickers keep a day of 20 or more years ahead as it is
    #[arg(long)]
    no_century_pivot: bool,
    /// Permissions that nobody but an administrator has, such as MODIFY_REPORTER
    #[arg(long, value_delimiter = ',')]
    withhold: Vec<Permission>,
    /// Directory with the app's built files, for the page that frames it
    #[arg(long)]
    app: Option<PathBuf>,
    /// The app's manifest
    #[arg(long)]
    manifest: Option<PathBuf>,
    /// Base URL of the app's remote
    #[arg(long)]
    remote: Option<String>,
    /// File that gets a line for whatever is asked for and not simulated; if not given, the one that
    /// JIRA_SIM_NOT_SIMULATED names
    #[arg(long)]
    not_simulated_log: Option<PathBuf>,
}

impl Options {
    fn config(self, port: u16) -> Config {
        Config {
            port,
            issues: self.issues,
            seed: self.seed,
            base_url: format!("http://127.0.0.1:{port}"),
            switches: Switches {
                latency_ms: self.latency_ms,
                burst: if self.burst { Burst::CLOUD } else { Burst::default() },
                per_issue_writes: !self.no_per_issue_limit,
                strip_rate_headers: self.strip_rate_headers,
                every_nth_429: self.every_nth_429,
                every_nth_503: self.every_nth_503,
                commit_delay_ms: self.commit_delay_ms,
                index_lag_ms: self.index_lag_ms,
                short_pages: self.short_pages,
                lenient_jql: self.lenient_jql,
                lenient_adf: self.lenient_adf,
                lenient_dates: self.lenient_dates,
                century_pivot: !self.no_century_pivot,
                withheld: self.withhold,
            },
            host: HostOptions { app: self.app, manifest: self.manifest, remote: self.remote },
            not_simulated_log: self
                .not_simulated_log
                .or_else(|| env::var_os(NOT_SIMULATED_LOG).map(PathBuf::from)),
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .await
        .with_context(|| format!("port {} cannot be used", options.port))?;
    let port = listener.local_addr()?.port();
    let json = options.json;
    let record = options.record.clone().or_else(|| env::var_os(RECORD).map(Into::into));
    let mut sim = Sim::new(options.config(port), Ticker::real());
    if let Some(path) = record {
        let recorder = Recorder::open(&path)
            .with_context(|| format!("answers cannot be written to {}", path.display()))?;
        sim = sim.recording(recorder);
    }
    let sim = Arc::new(sim);
    let app = router(Arc::clone(&sim));
    // A browser may resolve `localhost` to the IPv6 address; where there is none, IPv4 must do.
    if let Ok(v6) = TcpListener::bind((std::net::Ipv6Addr::LOCALHOST, port)).await {
        tokio::spawn(axum::serve(v6, app.clone()).into_future());
    }
    let ready = ready_line(&sim);
    if json {
        println!("{ready}");
    } else {
        println!("Jira at {} (projects {})", ready["url"], ready["projects"]);
        println!("{:#}", ready["people"]);
    }
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
    Ok(())
}

/// What a client needs: where the site is, who may use it, and its projects.
fn ready_line(sim: &Sim) -> Value {
    let site = sim.site();
    let people: Vec<Value> = [Role::Admin, Role::Member, Role::Viewer]
        .into_iter()
        .filter_map(|role| site.people.first(role))
        .map(|p| json!({"role": p.role.name(), "email": p.email, "token": p.token}))
        .collect();
    let projects: Vec<&str> = site.projects.iter().map(|p| p.key.as_str()).collect();
    json!({"url": site.base_url, "people": people, "projects": projects})
}

async fn stopped() {
    // Without a handler the program is stopped by the signal itself, so an error needs no care.
    let _ = tokio::signal::ctrl_c().await;
}
