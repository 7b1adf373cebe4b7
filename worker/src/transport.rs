//! Requests to Jira, sent by the page: only it has the bridge.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures_channel::oneshot;
use wasm_core::job::FromWorker;
use wasm_core::ports::{Request, Response, Transport, TransportError};

use crate::post;

type Answer = Result<Response, TransportError>;

/// Asks the page, and matches its answers by number.
#[derive(Clone, Default)]
pub struct PageTransport {
    waiting: Rc<RefCell<HashMap<u32, oneshot::Sender<Answer>>>>,
    last: Rc<Cell<u32>>,
}

impl PageTransport {
    /// Takes the page's answer. One that nobody waits for any more is dropped.
    pub fn answered(&self, fetch: u32, answer: Answer) {
        if let Some(sender) = self.waiting.borrow_mut().remove(&fetch) {
            let _ = sender.send(answer);
        }
    }
}

impl Transport for PageTransport {
    async fn send(&self, request: Request) -> Answer {
        let fetch = self.last.get().wrapping_add(1);
        self.last.set(fetch);
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().insert(fetch, sender);
        post::send(&FromWorker::Fetch { fetch, request }, None);
        receiver.await.unwrap_or_else(|_| {
            Err(TransportError { detail: "the page went away before the answer came".to_owned() })
        })
    }
}
