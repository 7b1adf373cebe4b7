//! The process: opens the store, listens, purges, and stops when it is told to.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::app::App;
use crate::auth::{KeyCache, Verifier};
use crate::clock::SystemClock;
use crate::config::Config;
use crate::{retention, router, store};

/// How long a stop waits for requests under way; a caller that hangs does not hold it up for ever.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until SIGINT or SIGTERM, or does the one thing that `--erase-account` asks for.
///
/// # Errors
/// The database can't be opened, the address is taken, or no key client can be made.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let store = store::open(&config.database_url).await.context("opening the database")?;
    if let Some(account) = &config.erase_account {
        let erased = retention::erase_account(&*store, account).await?;
        store.close().await;
        print_line(&serde_json::json!({ "erased": erased }));
        return Ok(());
    }
    let keys = KeyCache::new(config.jwks_url)?;
    let app = App {
        store: Arc::clone(&store),
        clock: Arc::new(SystemClock),
        verifier: Verifier::new(config.app_id, keys),
    };
    let listener = TcpListener::bind(config.listen).await.context("listening")?;
    let url = format!("http://{}", listener.local_addr()?);
    if config.json {
        print_line(&serde_json::json!({ "url": url }));
    }
    tracing::info!(url, "ready");
    serve(listener, Arc::new(app), stop_signal()?).await?;
    store.close().await;
    Ok(())
}

/// Serves on the listener and purges every hour until `stop` is ready; requests that are under way
/// then are answered, if they end within ten seconds.
///
/// # Errors
/// The listener failed.
pub async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stopping, stopped) = oneshot::channel();
    let server = axum::serve(listener, router::router(Arc::clone(&app)))
        .with_graceful_shutdown(async move {
            stop.await;
            // Nobody listens any more if the server has ended by itself.
            let _ = stopping.send(());
        })
        .into_future();
    let out_of_patience = async {
        let _ = stopped.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server => ended,
        () = out_of_patience => Ok(()),
        () = retention::keep_purging(&*app.store, &*app.clock) => Ok(()),
    }
}

/// Ready at the first SIGINT or SIGTERM. The signals are caught from this call on.
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// One line to whoever started the process; a closed pipe there is not our failure.
fn print_line(value: &serde_json::Value) {
    use std::io::Write as _;
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{value}").and_then(|()| out.flush());
    if let Err(error) = written {
        tracing::warn!(%error, "standard output is closed");
    }
}
