//! The client: one place through which every request goes, with its pace, repeats and errors.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::asked::sites_clock;
use super::error::JiraError;
use super::identity::Identity;
use super::limiter::{Lane, RateLimiter};
use super::path::Path;
use super::pulse::{Pulse, fingerprint, hashed};
use super::retry::{Repeat, RetryPolicy, Verdict};
use super::slots::Slots;
use super::whole::whole;
use crate::job::{JobEvent, Observer, Step};
use crate::ports::{Clock, Method, Request, Response, Transport, TransportError};

/// The longest sleep between two looks at whether the user stopped the job.
const SLICE: Duration = Duration::from_secs(1);

/// How a client behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientOptions {
    /// Requests in flight at most. Atlassian advises 5 to 10; 8 reach the rate that is allowed for
    /// edits at 150 ms latency.
    pub in_flight: usize,
    /// Repeats of failed calls.
    pub retry: RetryPolicy,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self { in_flight: 8, retry: RetryPolicy::default() }
    }
}

/// What is known of a site as long as it is worked with: the pace that it allows, the pauses it
/// asked for, the requests that are in flight. Outlives the clients that are made of it, of which
/// each serves one job.
pub struct Connection {
    options: ClientOptions,
    traffic: Rc<Traffic>,
}

impl Connection {
    /// A connection over which nothing was sent yet.
    pub fn new(options: ClientOptions) -> Self {
        let traffic = Traffic {
            slots: Slots::new(options.in_flight),
            turns: Turns::new(),
            limiter: RateLimiter::new(),
            pulse: Pulse::default(),
            ahead: Cell::new(None),
            requests: Cell::new(0),
        };
        Self { options, traffic: Rc::new(traffic) }
    }

    /// A client that nobody watches.
    pub fn client<'a, T, C>(&self, transport: &'a T, clock: &'a C) -> Client<'a, T, C> {
        Client {
            transport,
            clock,
            observer: &Unwatched,
            halted: Cell::new(false),
            options: self.options,
            traffic: Rc::clone(&self.traffic),
            identity: Rc::new(Identity::new()),
        }
    }
}

impl Default for Connection {
    fn default() -> Self {
        Self::new(ClientOptions::default())
    }
}

/// A client of one Jira site, as one user.
///
/// All calls take `&self`, and several may be awaited at once on one thread. Clients made by
/// [`Client::watched_by`], and those of one [`Connection`], share the pace, the count and the bound
/// on requests in flight.
pub struct Client<'a, T, C> {
    transport: &'a T,
    clock: &'a C,
    observer: &'a dyn Observer,
    /// Whether the observer said halt.
    halted: Cell<bool>,
    options: ClientOptions,
    traffic: Rc<Traffic>,
    identity: Rc<Identity>,
}

struct Traffic {
    slots: Slots,
    turns: Turns,
    limiter: RateLimiter,
    pulse: Pulse,
    /// How far the site's clock is ahead of the caller's, as far as its answers told.
    ahead: Cell<Option<SignedDuration>>,
    requests: Cell<u32>,
}

/// Who of a lane is to be sent next: one at a time waits for the pace, and the others behind it.
struct Turns {
    read: Slots,
    post: Slots,
    edit: Slots,
}

impl Turns {
    fn new() -> Self {
        Self { read: Slots::new(1), post: Slots::new(1), edit: Slots::new(1) }
    }

    fn of(&self, lane: Lane) -> &Slots {
        match lane {
            Lane::Read => &self.read,
            Lane::Post => &self.post,
            Lane::Edit => &self.edit,
        }
    }
}

/// Nobody watches.
struct Unwatched;

impl Observer for Unwatched {
    fn event(&self, _: JobEvent) -> Step {
        Step::Continue
    }
}

/// One call: the request and what may be done with it.
pub(super) struct Call {
    request: Request,
    repeat: Repeat,
    issue: Option<String>,
    vital: bool,
    /// Whether it passes those that wait for a slot or for their turn.
    prompt: bool,
    /// When what it is based on is too old for it to be sent.
    not_after: Option<Timestamp>,
    /// When it was sent last.
    sent: Cell<Option<Timestamp>>,
    /// Whether it was sent before without an answer, so that it may have been carried out.
    lost: Cell<bool>,
}

impl Call {
    fn new(method: Method, path: Path, repeat: Repeat) -> Self {
        let request = Request { method, path: path.finish(), body: None };
        Self {
            request,
            repeat,
            issue: None,
            vital: false,
            prompt: false,
            not_after: None,
            sent: Cell::new(None),
            lost: Cell::new(false),
        }
    }

    /// A read.
    pub(super) fn get(path: Path) -> Self {
        Self::new(Method::Get, path, Repeat::Safe)
    }

    /// A read whose parameters are a body.
    pub(super) fn query(path: Path) -> Self {
        Self::new(Method::Post, path, Repeat::Safe)
    }

    /// A write that is never sent twice blindly.
    pub(super) fn post(path: Path) -> Self {
        Self::new(Method::Post, path, Repeat::Never)
    }

    /// A write that may be repeated.
    pub(super) fn put(path: Path) -> Self {
        Self::new(Method::Put, path, Repeat::Safe)
    }

    /// A write that may be repeated, but only after a look: in between somebody else may have
    /// written.
    pub(super) fn edit(path: Path) -> Self {
        Self::new(Method::Put, path, Repeat::Never)
    }

    /// A removal.
    pub(super) fn delete(path: Path) -> Self {
        Self::new(Method::Delete, path, Repeat::Safe)
    }

    /// Names the issue that is written, since Jira limits the writes to each issue.
    pub(super) fn for_issue(mut self, id: &str) -> Self {
        self.issue = Some(id.to_owned());
        self
    }

    /// Not sent any later, whatever it had to wait for: what it is based on would be too old.
    pub(super) fn not_after(mut self, instant: Option<Timestamp>) -> Self {
        self.not_after = instant;
        self
    }

    /// When it was sent last.
    pub(super) fn sent(&self) -> Option<Timestamp> {
        self.sent.get()
    }

    /// Sent also when the job is to stop, unless it would have to wait: it tells whether an answer
    /// that is here already counts.
    pub(super) fn vital(mut self) -> Self {
        self.vital = true;
        self
    }

    /// Passes the calls that wait for a slot or for their turn; a pause of the site holds for it too.
    /// For what is small and has to come in time, whatever else is under way.
    pub(super) fn prompt(mut self) -> Self {
        self.prompt = true;
        self
    }

    /// Adds the JSON body.
    pub(super) fn body(mut self, body: &impl Serialize) -> Result<Self, JiraError> {
        let text = serde_json::to_string(body)
            .map_err(|error| JiraError::unexpected(&self.name(), error.to_string()))?;
        self.request.body = Some(text);
        Ok(self)
    }

    fn is_late(&self, now: Timestamp) -> bool {
        self.not_after.is_some_and(|instant| now > instant)
    }

    fn writes(&self) -> bool {
        self.repeat == Repeat::Never
    }

    /// Method and path, by which errors name it.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.request.method.as_str(), self.request.path)
    }
}

impl<'a, T, C> Client<'a, T, C> {
    /// A client with the default options that nobody watches.
    pub fn new(transport: &'a T, clock: &'a C) -> Self {
        Self::with_options(transport, clock, ClientOptions::default())
    }

    /// A client that nobody watches.
    pub fn with_options(transport: &'a T, clock: &'a C, options: ClientOptions) -> Self {
        Connection::new(options).client(transport, clock)
    }

    /// The same client for one job: its observer is told of pauses and may stop it.
    pub fn watched_by<'b>(&'b self, observer: &'b dyn Observer) -> Client<'b, T, C> {
        Client {
            transport: self.transport,
            clock: self.clock,
            observer,
            halted: Cell::new(false),
            options: self.options,
            traffic: Rc::clone(&self.traffic),
            identity: Rc::clone(&self.identity),
        }
    }

    /// Requests sent so far, repeats included.
    pub fn requests(&self) -> u32 {
        self.traffic.requests.get()
    }

    /// What is known of the caller.
    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Forgets that the site did not answer before: a new job tries anew.
    pub(crate) fn begin(&self) {
        self.traffic.pulse.begin();
    }

    /// How the last request failed, where so many went without an answer that the site is surely
    /// gone.
    pub(crate) fn gone(&self) -> Option<JiraError> {
        self.traffic.pulse.gone()
    }

    /// A write of that issue or row stayed without an answer, and looking for it did not help.
    pub(crate) fn gave_up(&self, what: &str, error: &JiraError) {
        self.traffic.pulse.silent(true, hashed(what), error);
    }

    /// An instant of the caller's clock as the site's clock shows it, as far as the site's answers
    /// tell: to the second, and rather too early.
    pub(crate) fn on_site(&self, at: Timestamp) -> Timestamp {
        self.traffic.ahead.get().and_then(|ahead| at.checked_add(ahead).ok()).unwrap_or(at)
    }

    /// Learns from an answer how far the site's clock is ahead: the less time it took, the more is
    /// left of the difference.
    fn compare_clocks(&self, response: &Response, now: Timestamp) {
        if let Some(sites) = sites_clock(response) {
            let ahead = sites.duration_since(now);
            let most = self.traffic.ahead.get().map_or(ahead, |known| known.max(ahead));
            self.traffic.ahead.set(Some(most));
        }
    }

    /// How many calls are worth awaiting at once.
    pub fn in_flight(&self) -> usize {
        self.options.in_flight
    }

    /// Tells the observer of an event, and remembers if it says halt.
    pub(crate) fn tell(&self, event: JobEvent) {
        if self.observer.event(event) == Step::Halt {
            self.halted.set(true);
        }
    }

    /// Whether the observer said halt. Calls then fail with [`JiraError::is_cancelled`].
    pub(crate) fn is_halted(&self) -> bool {
        if !self.halted.get() && self.observer.poll() == Step::Halt {
            self.halted.set(true);
        }
        self.halted.get()
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The present instant on the client's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Sends a call and reads the answer's JSON.
    pub(super) async fn json<R: DeserializeOwned>(&self, call: Call) -> Result<R, JiraError> {
        let name = call.name();
        let response = self.send(&call).await?;
        parse(&name, &response)
    }

    /// Sends a call whose answer holds nothing of interest.
    pub(super) async fn done(&self, call: Call) -> Result<(), JiraError> {
        self.send(&call).await.map(drop)
    }

    /// Sends a call, waits and repeats as Jira asks, and returns an answer of status 2xx.
    pub(super) async fn send(&self, call: &Call) -> Result<Response, JiraError> {
        let response = self.answer(call).await?;
        if (200..300).contains(&response.status) || is_gone_by_itself(call, &response) {
            return Ok(response);
        }
        Err(JiraError::refused(&call.name(), &response))
    }

    /// Sends a call and returns its last answer, of any status, if it was meant for the caller.
    pub(super) async fn answer(&self, call: &Call) -> Result<Response, JiraError> {
        let response = self.exchange(call).await?;
        self.judged(response).await
    }

    /// Sends a call and returns its last answer, whoever it was meant for.
    pub(super) async fn exchange(&self, call: &Call) -> Result<Response, JiraError> {
        let lane = Lane::of(call.request.method);
        for attempt in 0.. {
            let result = self.once(call, lane).await?;
            let now = self.clock.now();
            if let Ok(response) = &result {
                self.compare_clocks(response, now);
            }
            let silence = silence(call, &result);
            call.lost
                .set(call.lost.get() || silence.as_ref().is_some_and(JiraError::is_unanswered));
            let seed = self.seed(now);
            let verdict = self.options.retry.judge(&result, call.repeat, attempt, seed, now);
            match verdict {
                Verdict::Finished => {
                    if result.is_ok() {
                        self.traffic.limiter.answered(lane, now);
                    }
                    match silence {
                        None => self.traffic.pulse.heard(call.writes()),
                        // A write is tried again by who knows how to look for it.
                        Some(_) if call.writes() => {}
                        Some(error) => {
                            self.traffic.pulse.silent(false, fingerprint(&call.request), &error);
                        }
                    }
                    return result.map_err(|error| JiraError::unreachable(&call.name(), error));
                }
                Verdict::PauseAll(wait) => {
                    let left = self.traffic.limiter.pause(lane, wait, now);
                    self.tell(JobEvent::Throttled { seconds: left.as_secs_f64() });
                }
                Verdict::PauseIssue(wait) => match &call.issue {
                    Some(issue) => self.traffic.limiter.pause_issue(issue, wait, now),
                    None => self.wait(wait).await?,
                },
                Verdict::Again(wait) => self.wait(wait).await?,
            }
        }
        Err(JiraError::unexpected(&call.name(), "repeated without end"))
    }

    /// Sends once, when a slot is free and the pace allows it.
    async fn once(
        &self,
        call: &Call,
        lane: Lane,
    ) -> Result<Result<Response, TransportError>, JiraError> {
        let _slot = match call.prompt {
            true => None,
            false => Some(self.traffic.slots.take().await),
        };
        match call.prompt {
            true => self.pause(call).await?,
            false => self.turn(call, lane).await?,
        }
        self.traffic.requests.set(self.traffic.requests.get().saturating_add(1));
        call.sent.set(Some(self.clock.now()));
        Ok(whole(self.transport.send(call.request.clone()).await))
    }

    /// Waits as long as the site asked all calls to wait.
    async fn pause(&self, call: &Call) -> Result<(), JiraError> {
        loop {
            let held = self.traffic.limiter.held(None, self.clock.now());
            self.rest(call, held).await?;
            if held.is_zero() {
                return Ok(());
            }
        }
    }

    /// Waits until the pace allows a call of a lane, behind those that came before it.
    async fn turn(&self, call: &Call, lane: Lane) -> Result<(), JiraError> {
        let (limiter, issue) = (&self.traffic.limiter, call.issue.as_deref());
        loop {
            let held = limiter.held(issue, self.clock.now());
            self.rest(call, held).await?;
            if !held.is_zero() {
                continue;
            }
            let _turn = self.traffic.turns.of(lane).take().await;
            // One that is held up alone lets the others pass.
            while limiter.held(issue, self.clock.now()).is_zero() {
                let now = self.clock.now();
                let late = call.is_late(now);
                let wait = match late {
                    true => limiter.wait(lane, issue, now),
                    false => limiter.claim(lane, issue, now),
                };
                self.rest(call, wait).await?;
                match wait.is_zero() {
                    // Told only when it could be sent, so that what it is based on is not read
                    // again too early.
                    true if late => return Err(JiraError::late(&call.name())),
                    true => return Ok(()),
                    false => {}
                }
            }
        }
    }

    /// Sleeps for a part of a wait. A call of a job that is to stop is not sent, and a vital one not
    /// if it had to wait.
    async fn rest(&self, call: &Call, wait: Duration) -> Result<(), JiraError> {
        if self.is_halted() && (!call.vital || !wait.is_zero()) {
            return Err(JiraError::cancelled(&call.name()));
        }
        if !wait.is_zero() {
            self.clock.sleep(wait.min(SLICE)).await;
        }
        Ok(())
    }

    /// Waits on the client's clock, looking for a stop of the job.
    pub(crate) async fn wait(&self, wait: Duration) -> Result<(), JiraError> {
        let mut left = wait;
        while !left.is_zero() {
            if self.is_halted() {
                return Err(JiraError::cancelled("wait"));
            }
            let slice = left.min(SLICE);
            self.clock.sleep(slice).await;
            left -= slice;
        }
        Ok(())
    }

    /// Waits on the client's clock, whether the job is to stop or not.
    pub(crate) async fn sleep(&self, wait: Duration) {
        self.clock.sleep(wait).await;
    }

    /// Spreads waits: differs between calls and between clients, without randomness.
    fn seed(&self, now: Timestamp) -> u64 {
        (now.as_nanosecond() as u64) ^ (u64::from(self.requests()) << 32)
    }
}

/// Whether what was to be removed is not there, after a request to remove it whose answer was lost:
/// that one did it.
fn is_gone_by_itself(call: &Call, response: &Response) -> bool {
    call.request.method == Method::Delete
        && call.lost.get()
        && JiraError::refused(&call.name(), response).is_not_found()
}

/// The error of an exchange that leaves unknown what Jira did, or that Jira still puts off.
fn silence(call: &Call, result: &Result<Response, TransportError>) -> Option<JiraError> {
    let error = match result {
        Err(error) => JiraError::unreachable(&call.name(), error.clone()),
        Ok(response) if response.status < 400 => return None,
        Ok(response) => JiraError::refused(&call.name(), response),
    };
    (error.is_unanswered() || error.is_transient()).then_some(error)
}

/// Reads an answer's JSON; an error tells the place and the type, never a value.
pub(super) fn parse<R: DeserializeOwned>(call: &str, response: &Response) -> Result<R, JiraError> {
    serde_json::from_str(&response.body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let what = match error.classify() {
            serde_json::error::Category::Data => "another shape than documented",
            _ => "not JSON",
        };
        JiraError::unexpected(call, format!("{what}, at line {line}, column {column}"))
    })
}
