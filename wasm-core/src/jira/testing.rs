//! An in-memory Jira and a virtual clock, for the tests of everything that talks to a site.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::job::{JobEvent, Observer, Step};
use crate::ports::{Clock, Request, Response, Transport, TransportError};

mod clock;
mod keeping;

pub(crate) use clock::VirtualClock;
pub(crate) use keeping::keeping;

impl VirtualClock {
    /// Seconds since the start.
    pub(crate) fn elapsed(&self) -> f64 {
        let start: Timestamp = clock::START.parse().unwrap();
        self.now().duration_since(start).as_secs_f64()
    }
}

/// What a site does with a request.
pub(crate) type Answer = Result<Response, TransportError>;

/// An answer of status 200 or 201 with a JSON body.
pub(crate) fn ok(body: Value) -> Answer {
    status(200, &[], body)
}

/// An answer of any status.
pub(crate) fn status(status: u16, headers: &[(&str, &str)], body: Value) -> Answer {
    let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let body = if body.is_null() { String::new() } else { body.to_string() };
    Ok(Response { status, headers, body })
}

/// An answer that got lost.
pub(crate) fn lost() -> Answer {
    Err(TransportError { detail: "connection reset".to_owned() })
}

/// A site of 150 ms latency that answers by a function of the request and its number, from zero.
/// Its answers name the caller in a header, as Jira's do, unless the test says otherwise.
pub(crate) struct FakeJira<'a, F> {
    clock: &'a VirtualClock,
    answer: F,
    log: RefCell<Vec<String>>,
    in_flight: Cell<usize>,
    most_in_flight: Cell<usize>,
    /// The account that the header names; none where the bridge leaves it out.
    caller: RefCell<Option<String>>,
}

impl<'a, F: Fn(&Request, usize) -> Answer> FakeJira<'a, F> {
    pub(crate) fn new(clock: &'a VirtualClock, answer: F) -> Self {
        Self {
            clock,
            answer,
            log: RefCell::default(),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
            caller: RefCell::new(Some("somebody".to_owned())),
        }
    }

    /// The same site behind a bridge that leaves out the header that names the caller.
    pub(crate) fn nameless(self) -> Self {
        self.caller.replace(None);
        self
    }

    /// Names the caller in the header of an answer; `/myself` tells who it is.
    fn named(&self, request: &Request, mut response: Response) -> Response {
        let mut caller = self.caller.borrow_mut();
        let Some(name) = caller.as_mut() else { return response };
        if request.path == "/rest/api/3/myself"
            && let Ok(me) = serde_json::from_str::<Value>(&response.body)
            && let Some(account) = me["accountId"].as_str()
        {
            account.clone_into(name);
        }
        let has = |header| response.header(header).is_some();
        if !has("x-aaccountid") && !has("x-seraph-loginreason") {
            response.headers.push(("x-aaccountid".to_owned(), name.replace(':', "%3A")));
        }
        response
    }

    /// The requests as lines: seconds since the start, method, path, body.
    pub(crate) fn log(&self) -> String {
        self.log.borrow().join("\n")
    }

    /// The most requests that were in flight at once.
    pub(crate) fn most_in_flight(&self) -> usize {
        self.most_in_flight.get()
    }
}

impl<F: Fn(&Request, usize) -> Answer> Transport for FakeJira<'_, F> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let number = self.log.borrow().len();
        let body = request.body.as_deref().map(|body| format!(" {body}")).unwrap_or_default();
        let (method, path) = (request.method.as_str(), &request.path);
        let line = format!("+{:.2}s {method} {path}{body}", self.clock.elapsed());
        self.log.borrow_mut().push(line);
        self.in_flight.set(self.in_flight.get() + 1);
        self.most_in_flight.set(self.most_in_flight.get().max(self.in_flight.get()));
        self.clock.sleep(Duration::from_millis(150)).await;
        self.in_flight.set(self.in_flight.get() - 1);
        (self.answer)(&request, number).map(|response| self.named(&request, response))
    }
}

/// The JSON body of a request.
pub(crate) fn body(request: &Request) -> Value {
    serde_json::from_str(request.body.as_deref().unwrap_or("null")).unwrap()
}

/// Keeps all events; says halt when `halt` does.
pub(crate) struct Recorder<H> {
    events: RefCell<Vec<JobEvent>>,
    halt: H,
}

impl<H: Fn(&[JobEvent]) -> bool> Recorder<H> {
    pub(crate) fn new(halt: H) -> Self {
        Self { events: RefCell::default(), halt }
    }

    pub(crate) fn events(&self) -> Vec<JobEvent> {
        self.events.borrow().clone()
    }
}

impl<H: Fn(&[JobEvent]) -> bool> Observer for Recorder<H> {
    fn event(&self, event: JobEvent) -> Step {
        self.events.borrow_mut().push(event);
        self.poll()
    }

    fn poll(&self) -> Step {
        if (self.halt)(&self.events.borrow()) { Step::Halt } else { Step::Continue }
    }
}
