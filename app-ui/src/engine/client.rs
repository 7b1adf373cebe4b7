//! The worker's life, and who waits for what.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use futures_channel::oneshot;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, FromWorker, HostContext, JobEvent, ToWorker};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::call::{Call, Ended};
use super::wire::{self, Received};
use crate::host;
use crate::model::failure::Failure;
use crate::text::t;

/// The worker's first script, beside the page.
const SCRIPT: &str = "./engine.js";

/// A handle of the one engine of the page.
#[derive(Clone, Copy)]
pub struct Engine {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// How often the engine was lost with all that it held, and why it was the last time: screens
    /// that show a file or a plan begin anew when this changes.
    pub lost: RwSignal<(u32, Failure)>,
}

/// Somebody who waits.
struct Waiting {
    ended: oneshot::Sender<Ended>,
    event: Rc<dyn Fn(JobEvent)>,
}

struct Inner {
    worker: RefCell<Option<Running>>,
    waiting: RefCell<HashMap<u32, Waiting>>,
    last: Cell<u32>,
    /// Where the app was opened, to connect a new worker by.
    context: RefCell<Option<HostContext>>,
    lost: RwSignal<(u32, Failure)>,
}

/// A worker with its listeners.
struct Running {
    worker: Worker,
    ready: Cell<bool>,
    /// Whether it was told where the app was opened.
    connected: Cell<bool>,
    /// Messages from before it was ready.
    early: RefCell<Vec<(ToWorker, Option<Uint8Array>)>>,
    _message: Closure<dyn Fn(MessageEvent)>,
    _error: Closure<dyn Fn(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Engine {
    /// An engine; its worker starts with the first command.
    pub fn new() -> Self {
        let lost = RwSignal::new((0, Failure::Cancelled));
        let inner = Rc::new(Inner {
            worker: RefCell::default(),
            waiting: RefCell::default(),
            last: Cell::new(0),
            context: RefCell::default(),
            lost,
        });
        Self { inner: StoredValue::new_local(inner), lost }
    }

    /// Sends a command.
    pub fn start(&self, command: Command) -> Call {
        self.start_with(command, None, |_| ())
    }

    /// Sends a command, with a file's bytes where it takes one, and watches its events.
    pub fn start_with(
        &self,
        command: Command,
        bytes: Option<Uint8Array>,
        event: impl Fn(JobEvent) + 'static,
    ) -> Call {
        self.inner.with_value(|inner| {
            if let Command::Connect { context } = &command {
                inner.context.replace(Some(context.clone()));
            }
            inner.start(command, bytes, Rc::new(event))
        })
    }

    /// Asks a command to stop; it still ends by its own answer.
    pub fn cancel(&self, id: u32) {
        self.inner.with_value(|inner| inner.send(ToWorker::Cancel { id }, None));
    }

    /// Ends the worker with all that it holds: the only way to stop a parser in the middle of a
    /// file. Commands under way end as stopped.
    pub fn abandon(&self) {
        self.inner.with_value(|inner| inner.restart(&Failure::Cancelled));
    }
}

impl Inner {
    fn start(
        self: &Rc<Self>,
        command: Command,
        bytes: Option<Uint8Array>,
        event: Rc<dyn Fn(JobEvent)>,
    ) -> Call {
        let id = self.last.get().wrapping_add(1);
        self.last.set(id);
        let (ended, receiver) = oneshot::channel();
        self.waiting.borrow_mut().insert(id, Waiting { ended, event });
        if self.worker.borrow().is_none() {
            self.launch();
        }
        let unknown = self.unconnected(&command);
        let message = ToWorker::Command { id, command };
        match unknown {
            None => self.send(message, bytes),
            Some(context) => {
                let connect = self.start(Command::Connect { context }, None, Rc::new(|_| ()));
                let inner = Rc::clone(self);
                spawn_local(async move {
                    // Where the site can't be read, the command itself says so.
                    let _ = connect.ended.await;
                    inner.send(message, bytes);
                });
            }
        }
        Call { id, ended: receiver }
    }

    /// The context to connect a worker by before it gets this command: one that took the place of
    /// another knows nothing yet.
    fn unconnected(&self, command: &Command) -> Option<HostContext> {
        let worker = self.worker.borrow();
        let running = worker.as_ref()?;
        if matches!(command, Command::Connect { .. }) {
            running.connected.set(true);
        }
        if running.connected.get() { None } else { self.context.borrow().clone() }
    }

    fn launch(self: &Rc<Self>) {
        match Running::new(Rc::downgrade(self)) {
            Ok(running) => _ = self.worker.replace(Some(running)),
            Err(error) => self.end_all(&Failure::Unavailable { cause: host::words(&error) }),
        }
    }

    fn send(&self, message: ToWorker, bytes: Option<Uint8Array>) {
        let sent = match &*self.worker.borrow() {
            None => return,
            Some(running) if !running.ready.get() => {
                running.early.borrow_mut().push((message, bytes));
                return;
            }
            Some(running) => wire::send(&running.worker, &message, bytes.as_ref()),
        };
        if let (Err(error), ToWorker::Command { id, .. }) = (sent, message) {
            self.end(id, Err(Failure::Page { code: "page-send", cause: host::words(&error) }));
        }
    }

    fn received(self: &Rc<Self>, packet: &JsValue) {
        match wire::read(packet) {
            Ok(Received::Fetch { fetch, request }) => self.carry(fetch, request),
            Ok(Received::Message(message, bytes)) => self.told(*message, bytes),
            Err(error) => self.broke(host::words(&error)),
        }
    }

    fn told(self: &Rc<Self>, message: FromWorker, bytes: Option<Uint8Array>) {
        match message {
            FromWorker::Ready => self.ready(),
            FromWorker::Reply { id, reply } => {
                let answer = |reply| super::Answer { reply, bytes };
                self.end(id, reply.map(answer).map_err(Failure::said));
            }
            FromWorker::Event { id, event } => {
                let watcher = self.waiting.borrow().get(&id).map(|w| Rc::clone(&w.event));
                if let Some(watcher) = watcher {
                    watcher(event);
                }
            }
            // Fetches are taken out before they are read.
            FromWorker::Fetch { .. } => {}
            FromWorker::Broken { cause } => self.broke(cause),
        }
    }

    fn ready(&self) {
        let early = match &*self.worker.borrow() {
            Some(running) => {
                running.ready.set(true);
                running.early.take()
            }
            None => Vec::new(),
        };
        for (message, bytes) in early {
            self.send(message, bytes);
        }
    }

    /// Takes a request to Jira and its answer back, if the worker is still the same then.
    fn carry(self: &Rc<Self>, fetch: JsValue, request: JsValue) {
        let Some(asking) = self.worker.borrow().as_ref().map(|running| running.worker.clone())
        else {
            return;
        };
        let inner = Rc::clone(self);
        spawn_local(async move {
            let sent = match host::send(&request).await {
                Ok(answer) => wire::answer(&asking, &fetch, &answer),
                Err(error) => Err(error),
            };
            let current = inner.worker.borrow().as_ref().is_some_and(|r| r.worker == asking);
            if let (Err(error), true) = (sent, current) {
                inner.broke(host::words(&error));
            }
        });
    }

    /// The worker is of no more use.
    fn broke(self: &Rc<Self>, cause: String) {
        let cause = if cause.is_empty() { t("engine-no-cause").to_owned() } else { cause };
        let was_ready = self.worker.borrow().as_ref().is_some_and(|running| running.ready.get());
        if was_ready {
            self.restart(&Failure::Crashed { cause });
        } else {
            // One that did not even start would not start the next time either.
            self.worker.replace(None);
            self.end_all(&Failure::Unavailable { cause });
        }
    }

    /// Puts a new worker in the place of the old one.
    fn restart(self: &Rc<Self>, failure: &Failure) {
        self.worker.replace(None);
        self.end_all(failure);
        self.launch();
        self.lost.update(|(times, why)| (*times, *why) = (*times + 1, failure.clone()));
    }

    fn end(&self, id: u32, ended: Ended) {
        let waiting = self.waiting.borrow_mut().remove(&id);
        if let Some(waiting) = waiting {
            // Whoever asked may be gone by now.
            let _ = waiting.ended.send(ended);
        }
    }

    fn end_all(&self, failure: &Failure) {
        let all: Vec<_> = self.waiting.borrow_mut().drain().collect();
        for (_, waiting) in all {
            let _ = waiting.ended.send(Err(failure.clone()));
        }
    }
}

impl Running {
    fn new(inner: Weak<Inner>) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options)?;
        let heard = inner.clone();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(inner) = heard.upgrade() {
                inner.received(&event.data());
            }
        });
        let error = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            // A script that did not load gives an event without any words.
            let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            if let Some(inner) = inner.upgrade() {
                inner.broke(words.strip_prefix("Uncaught ").unwrap_or(&words).to_owned());
            }
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            ready: Cell::new(false),
            connected: Cell::new(false),
            early: RefCell::default(),
            _message: message,
            _error: error,
        })
    }
}
