//! Writes between receipt and commit. What was received is carried out, whether or not its sender
//! still waits: Jira commits a request that took too long for its client, or for the gateway in
//! front of it, all the same.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::sync::Notify;

use crate::{rest::table::OnlyReads, sim::Shared};

/// The writes that were received and are not carried out yet.
#[derive(Debug, Clone, Default)]
pub struct Delayed(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    queue: Mutex<Queue>,
    ended: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    /// When each is carried out by the ticker, and its number.
    pending: BTreeSet<(u64, u64)>,
    received: u64,
    /// How often everything was forgotten.
    resets: u64,
}

/// One write that is not carried out yet; dropped, it is no longer waited for.
#[derive(Debug)]
pub struct Pending {
    of: Delayed,
    due_ms: u64,
    number: u64,
    resets: u64,
}

impl Delayed {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn receive(&self, due_ms: u64) -> Pending {
        let mut queue = self.queue();
        queue.received += 1;
        let number = queue.received;
        queue.pending.insert((due_ms, number));
        Pending { of: self.clone(), due_ms, number, resets: queue.resets }
    }

    /// When the next one is carried out, by the ticker.
    pub fn next_due(&self) -> Option<u64> {
        self.queue().pending.first().map(|(due, _)| *due)
    }

    /// Resolves when none is left that was due by then.
    pub async fn settled(&self, by_ms: u64) {
        loop {
            let ended = self.0.ended.notified();
            if self.next_due().is_none_or(|due| due > by_ms) {
                return;
            }
            ended.await;
        }
    }

    /// Those that wait now will not be carried out.
    pub fn forget(&self) {
        self.queue().resets += 1;
    }
}

impl Pending {
    /// Resolves when the write is to be carried out: false if the site began anew in between.
    pub async fn due(&self, sim: &Shared) -> bool {
        let ticker = sim.ticker();
        ticker.sleep(self.due_ms.saturating_sub(ticker.now_ms())).await;
        self.of.queue().resets == self.resets
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.of.queue().pending.remove(&(self.due_ms, self.number));
        self.of.0.ended.notify_waiters();
    }
}

/// Sees a write through that takes time, from the moment when all of it was received.
pub async fn receive(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let switches = sim.switches();
    let takes = switches.commit_delay_ms.max(switches.latency_ms);
    if takes == 0 || !writes(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let body = match Bytes::from_request(whole, &()).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    let mut request = Request::from_parts(parts, Body::from(body));
    let pending = sim.delayed().receive(sim.ticker().now_ms().saturating_add(takes));
    request.extensions_mut().insert(Arc::new(pending));
    let done = tokio::spawn(next.run(request)).await;
    done.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Whether a request asks for a change: whatever is not GET, unless its route says that it only reads.
fn writes(request: &Request) -> bool {
    let method = request.method();
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
        && request.extensions().get::<OnlyReads>().is_none()
}
