//! An in-memory Jira and a virtual clock, for the tests of everything that talks to a site.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::job::{JobEvent, Observer, Step};
use crate::ports::{Clock, Request, Response, Transport, TransportError};

/// A clock that stands still while anything can go on, and else jumps to the next alarm.
pub(crate) struct VirtualClock {
    start: Timestamp,
    now: Cell<Timestamp>,
    alarms: RefCell<Vec<(Timestamp, Waker)>>,
}

impl VirtualClock {
    pub(crate) fn new() -> Self {
        let start: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        Self { start, now: Cell::new(start), alarms: RefCell::default() }
    }

    /// Runs a future to its end.
    pub(crate) fn run<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let flag = Arc::new(Flag(AtomicBool::new(false)));
        let waker = Waker::from(Arc::clone(&flag));
        loop {
            flag.0.store(false, Ordering::Relaxed);
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            if !flag.0.load(Ordering::Relaxed) {
                self.jump();
            }
        }
    }

    /// Seconds since the start.
    pub(crate) fn elapsed(&self) -> f64 {
        self.now.get().duration_since(self.start).as_secs_f64()
    }

    fn jump(&self) {
        let next = self.alarms.borrow().iter().map(|alarm| alarm.0).min();
        self.now.set(next.expect("nothing can go on and nobody waits for the clock"));
        let now = self.now.get();
        for (_, waker) in self.alarms.borrow_mut().extract_if(.., |alarm| alarm.0 <= now) {
            waker.wake();
        }
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        self.now.get()
    }

    async fn sleep(&self, duration: Duration) {
        let until = self.now() + SignedDuration::try_from(duration).unwrap();
        poll_fn(|context| {
            if self.now() >= until {
                return Poll::Ready(());
            }
            self.alarms.borrow_mut().push((until, context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
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
pub(crate) struct FakeJira<'a, F> {
    clock: &'a VirtualClock,
    answer: F,
    log: RefCell<Vec<String>>,
    in_flight: Cell<usize>,
    most_in_flight: Cell<usize>,
}

impl<'a, F: Fn(&Request, usize) -> Answer> FakeJira<'a, F> {
    pub(crate) fn new(clock: &'a VirtualClock, answer: F) -> Self {
        Self {
            clock,
            answer,
            log: RefCell::default(),
            in_flight: Cell::new(0),
            most_in_flight: Cell::new(0),
        }
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
        (self.answer)(&request, number)
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
