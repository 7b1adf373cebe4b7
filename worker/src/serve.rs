//! The message loop: commands to the session, replies to the page.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, FromWorker, Reply, Session, ToWorker};
use wasm_core::message::Message;
use web_sys::MessageEvent;

use crate::clock::BrowserClock;
use crate::observer::PageObserver;
use crate::post;
use crate::transport::PageTransport;
use crate::zone::BrowserZone;

type BrowserSession = Session<PageTransport, BrowserClock, BrowserZone>;

/// What the worker holds between messages.
#[derive(Default)]
struct Server {
    transport: PageTransport,
    session: RefCell<Option<Rc<BrowserSession>>>,
    /// Commands that are under way, each with its "stop" flag.
    running: RefCell<HashMap<u32, Rc<Cell<bool>>>>,
}

/// Listens to the page until the worker ends.
pub fn listen() {
    let server = Rc::new(Server::default());
    let receive = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        match read(&event.data()) {
            Ok((message, bytes)) => server.receive(message, bytes),
            Err(error) => post::broken(&format!("a message could not be read: {error}")),
        }
    });
    post::scope().set_onmessage(Some(receive.as_ref().unchecked_ref()));
    receive.forget();
}

fn read(packet: &JsValue) -> Result<(ToWorker, Vec<u8>), serde_wasm_bindgen::Error> {
    let message = serde_wasm_bindgen::from_value(Reflect::get(packet, &"message".into())?)?;
    let bytes = Reflect::get(packet, &"bytes".into())?;
    let bytes = bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
    Ok((message, bytes))
}

impl Server {
    fn receive(self: &Rc<Self>, message: ToWorker, bytes: Vec<u8>) {
        match message {
            ToWorker::Command { id, command } => {
                let server = Rc::clone(self);
                spawn_local(async move { server.run(id, command, bytes).await });
            }
            ToWorker::Cancel { id } => {
                if let Some(halted) = self.running.borrow().get(&id) {
                    halted.set(true);
                }
            }
            ToWorker::Answer { fetch, answer } => self.transport.answered(fetch, answer),
        }
    }

    async fn run(&self, id: u32, command: Command, bytes: Vec<u8>) {
        let halted = Rc::new(Cell::new(false));
        self.running.borrow_mut().insert(id, Rc::clone(&halted));
        let ended = self.obey(command, bytes, PageObserver::new(id, halted)).await;
        self.running.borrow_mut().remove(&id);
        let (reply, bytes) = match ended {
            Ok((reply, bytes)) => (Ok(reply), bytes),
            Err(message) => (Err(message), None),
        };
        post::send(&FromWorker::Reply { id, reply }, bytes.as_deref());
    }

    async fn obey(
        &self,
        command: Command,
        bytes: Vec<u8>,
        observer: PageObserver,
    ) -> Result<(Reply, Option<Vec<u8>>), Message> {
        let session = self.session_for(&command).ok_or_else(|| Message::new("not-connected"))?;
        session.handle(command, bytes, &observer).await
    }

    /// The session; the first command brings the time zone that one is made with.
    fn session_for(&self, command: &Command) -> Option<Rc<BrowserSession>> {
        if let Command::Connect { context } = command {
            let zone = BrowserZone::new(&context.time_zone);
            let session = Session::new(self.transport.clone(), BrowserClock, zone);
            self.session.replace(Some(Rc::new(session)));
        }
        self.session.borrow().clone()
    }
}
