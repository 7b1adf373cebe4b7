//! Somebody else on a person's way to the site: acts between two requests, or answers in its place.

use std::cell::RefCell;

use jiff::Timestamp;
use wasm_core::apply::{self, Report};
use wasm_core::jira::Client;
use wasm_core::job::{JobEvent, Observer, Step};
use wasm_core::plan::Plan;
use wasm_core::ports::{Clock, Method, Request, Response, Transport, TransportError};

use crate::clock::SiteTime;
use crate::wire::Wire;
use crate::world::World;

/// What happens as a request is on its way.
enum What {
    /// A colleague's request reaches the site first.
    Theirs(Request),
    /// Something on the way answers with this status, and the site never gets the request.
    Answered(u16),
    /// The connection is cut before the site gets it.
    Cut,
}

struct Act {
    which: Box<dyn Fn(&Request) -> bool>,
    /// How many such requests pass before.
    pass: usize,
    /// How often it happens.
    times: usize,
    what: What,
}

/// A person's wire with a colleague's beside it.
pub struct Between<'a> {
    mine: &'a Wire,
    theirs: &'a Wire,
    clock: SiteTime,
    acts: RefCell<Vec<Act>>,
    sent: RefCell<Vec<(Timestamp, Request)>>,
}

struct Unwatched;

impl Observer for Unwatched {
    fn event(&self, _: JobEvent) -> Step {
        Step::Continue
    }
}

impl<'a> Between<'a> {
    /// The person on one wire, the colleague on the other.
    #[must_use]
    pub fn new(world: &World, mine: &'a Wire, theirs: &'a Wire) -> Self {
        let clock = world.clock();
        Self { mine, theirs, clock, acts: RefCell::default(), sent: RefCell::default() }
    }

    /// A colleague's request reaches the site right before the `nth` request, counted from 0 and
    /// from now, that `which` is true of.
    pub fn first(&self, nth: usize, which: impl Fn(&Request) -> bool + 'static, theirs: Request) {
        self.act(nth, which, 1, What::Theirs(theirs));
    }

    /// The next so many requests that `which` is true of are answered with a status, and do not
    /// reach the site.
    pub fn answered(&self, status: u16, times: usize, which: impl Fn(&Request) -> bool + 'static) {
        self.act(0, which, times, What::Answered(status));
    }

    /// From the `nth` request on that `which` is true of none reaches the site.
    pub fn cut(&self, nth: usize, which: impl Fn(&Request) -> bool + 'static) {
        self.act(nth, which, usize::MAX, What::Cut);
    }

    /// All requests so far, whatever became of them, and when they were sent.
    #[must_use]
    pub fn sent(&self) -> Vec<(Timestamp, Request)> {
        self.sent.borrow().clone()
    }

    /// Applies a plan this way.
    ///
    /// # Panics
    /// When the engine refuses the plan as a whole.
    pub fn apply(&self, world: &World, plan: &Plan) -> Report {
        let client = Client::new(self, &self.clock);
        let journal = world.journals().beside(plan);
        world.run(apply::run(plan, &client, &*journal, &Unwatched)).unwrap()
    }

    fn act(
        &self,
        pass: usize,
        which: impl Fn(&Request) -> bool + 'static,
        times: usize,
        what: What,
    ) {
        self.acts.borrow_mut().push(Act { which: Box::new(which), pass, times, what });
    }

    /// What happens to a request: at most one act.
    fn met(&self, request: &Request) -> Option<What> {
        let mut acts = self.acts.borrow_mut();
        let act = acts.iter_mut().find(|act| act.times > 0 && (act.which)(request))?;
        if act.pass > 0 {
            act.pass -= 1;
            return None;
        }
        act.times -= 1;
        Some(match &act.what {
            What::Theirs(request) => What::Theirs(request.clone()),
            What::Answered(status) => What::Answered(*status),
            What::Cut => What::Cut,
        })
    }
}

impl Transport for Between<'_> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        self.sent.borrow_mut().push((self.clock.now(), request.clone()));
        match self.met(&request) {
            Some(What::Answered(status)) => {
                return Ok(Response { status, headers: Vec::new(), body: String::new() });
            }
            Some(What::Cut) => return Err(TransportError { detail: "no connection".to_owned() }),
            Some(What::Theirs(theirs)) => {
                let answer = self.theirs.send(theirs).await?;
                assert!(answer.status < 300, "the colleague's request: {}", answer.body);
            }
            None => {}
        }
        self.mine.send(request).await
    }
}

/// A request that edits a work item.
#[must_use]
pub fn edit(key: &str, fields: &serde_json::Value) -> Request {
    let body = Some(serde_json::json!({ "fields": fields }).to_string());
    Request { method: Method::Put, path: format!("/rest/api/3/issue/{key}"), body }
}

/// A request that makes a transition of a work item.
#[must_use]
pub fn transition(key: &str, id: u64) -> Request {
    let body = Some(serde_json::json!({ "transition": { "id": id.to_string() } }).to_string());
    let path = format!("/rest/api/3/issue/{key}/transitions");
    Request { method: Method::Post, path, body }
}

/// Whether a request writes fields of a work item.
#[must_use]
pub fn edits(request: &Request) -> bool {
    request.method == Method::Put
}

/// Whether a request makes a transition.
#[must_use]
pub fn moves(request: &Request) -> bool {
    request.method == Method::Post && request.path.ends_with("/transitions")
}
