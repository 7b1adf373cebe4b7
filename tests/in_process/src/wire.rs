//! One person's way to the site, on which requests and answers can get lost.

use std::{
    cell::RefCell,
    future::{Future, pending, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{self, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use tokio::sync::Notify;
use tower::ServiceExt;
use wasm_core::ports::{Clock, Request, Response, Transport, TransportError};

use crate::clock::SiteTime;

/// What happens to one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The site never gets the request.
    RequestLost,
    /// The site answers when it has done what was asked, and the answer gets lost.
    AnswerLost,
    /// The sender hangs up so long after the site got the request, if it has no answer by then.
    HangUp(Duration),
    /// The gateway answers in Jira's place with this status, so long after Jira got the request, if
    /// Jira has not answered by then.
    Gateway(u16, Duration),
    /// The sender's program ends as soon as the site got the request: see
    /// [`World::run_until_killed`](crate::World::run_until_killed).
    Killed,
}

/// A fault and the request that it is meant for.
struct Upset {
    which: Box<dyn Fn(&Request) -> bool>,
    /// How many such requests pass before.
    pass: usize,
    fault: Fault,
}

/// What a person gets to see instead of an answer.
type Veil = Box<dyn Fn(&Request, Response) -> Response>;

/// Sends requests to the router of a site as one person.
pub struct Wire {
    router: Router,
    clock: SiteTime,
    authorization: String,
    upsets: RefCell<Vec<Upset>>,
    sent: RefCell<Vec<Request>>,
    killed: Notify,
    veil: RefCell<Option<Veil>>,
}

impl Wire {
    pub(crate) fn new(router: Router, clock: SiteTime, email: &str, token: &str) -> Self {
        let basic = STANDARD.encode(format!("{email}:{token}"));
        Self {
            router,
            clock,
            authorization: format!("Basic {basic}"),
            upsets: RefCell::default(),
            sent: RefCell::default(),
            killed: Notify::new(),
            veil: RefCell::default(),
        }
    }

    /// Has something happen to the `nth` request, counted from 0 and from now, that `which` is true
    /// of. Happens once.
    pub fn upset(&self, nth: usize, which: impl Fn(&Request) -> bool + 'static, fault: Fault) {
        self.upsets.borrow_mut().push(Upset { which: Box::new(which), pass: nth, fault });
    }

    /// From now on the person gets to see something else than what the site answers.
    pub fn veil(&self, shown: impl Fn(&Request, Response) -> Response + 'static) {
        self.veil.replace(Some(Box::new(shown)));
    }

    /// All requests so far, in their order, whatever became of them.
    #[must_use]
    pub fn sent(&self) -> Vec<Request> {
        self.sent.borrow().clone()
    }

    /// Resolves when a request met [`Fault::Killed`].
    pub(crate) async fn killed(&self) {
        self.killed.notified().await;
    }

    fn fault_of(&self, request: &Request) -> Option<Fault> {
        let mut upsets = self.upsets.borrow_mut();
        let mut met = None;
        for (at, upset) in upsets.iter_mut().enumerate() {
            if !(upset.which)(request) {
                continue;
            }
            match upset.pass.checked_sub(1) {
                Some(left) => upset.pass = left,
                None => met = met.or(Some(at)),
            }
        }
        met.map(|at| upsets.remove(at).fault)
    }

    async fn exchange(&self, request: Request) -> Response {
        let mut builder = http::Request::builder()
            .method(request.method.as_str())
            .uri(request.path)
            .header(header::ACCEPT, "application/json")
            .header(header::AUTHORIZATION, &self.authorization);
        if request.body.is_some() {
            builder = builder.header(header::CONTENT_TYPE, "application/json");
        }
        let body = request.body.map_or_else(Body::empty, Body::from);
        let request = builder.body(body).expect("a request of the engine");
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body in memory");
        let text = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        Response {
            status: parts.status.as_u16(),
            headers: parts.headers.iter().filter_map(text).collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    /// The answer, if it comes in time; where there is no time, none does.
    async fn within(&self, wait: Duration, request: Request) -> Option<Response> {
        let mut exchange = pin!(self.exchange(request));
        // The site has the request before anybody may hang up.
        let polled = poll_fn(|context| Poll::Ready(exchange.as_mut().poll(context))).await;
        if wait.is_zero() {
            return None;
        }
        if let Poll::Ready(response) = polled {
            return Some(response);
        }
        tokio::select! {
            biased;
            response = &mut exchange => Some(response),
            () = self.clock.sleep(wait) => None,
        }
    }
}

impl Transport for Wire {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let asked = request.clone();
        let answer = self.answer(request).await?;
        let veil = self.veil.borrow();
        Ok(match &*veil {
            Some(veil) => veil(&asked, answer),
            None => answer,
        })
    }
}

impl Wire {
    async fn answer(&self, request: Request) -> Result<Response, TransportError> {
        self.sent.borrow_mut().push(request.clone());
        let lost = |detail: &str| Err(TransportError { detail: detail.to_owned() });
        match self.fault_of(&request) {
            None => Ok(self.exchange(request).await),
            Some(Fault::RequestLost) => lost("no connection"),
            Some(Fault::AnswerLost) => {
                self.exchange(request).await;
                lost("connection reset")
            }
            Some(Fault::HangUp(wait)) => {
                self.within(wait, request).await.map_or_else(|| lost("timed out"), Ok)
            }
            Some(Fault::Gateway(status, wait)) => {
                let page = || Response { status, headers: Vec::new(), body: String::new() };
                Ok(self.within(wait, request).await.unwrap_or_else(page))
            }
            Some(Fault::Killed) => {
                self.within(Duration::ZERO, request).await;
                self.killed.notify_one();
                pending().await
            }
        }
    }
}
