//! Messages to and from one worker, as JavaScript sees them.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_core::job::{FromWorker, ToWorker};
use web_sys::Worker;

use crate::host::to_js;

/// What arrived.
pub enum Received {
    /// A request for Jira, which is carried and not read.
    Fetch {
        /// Its number.
        fetch: JsValue,
        /// The request.
        request: JsValue,
    },
    /// Anything else, with the bytes that came along.
    Message(Box<FromWorker>, Option<Uint8Array>),
}

/// Reads a message.
pub fn read(packet: &JsValue) -> Result<Received, JsValue> {
    let message = Reflect::get(packet, &"message".into())?;
    let asked = match message.is_object() {
        true => Reflect::get(&message, &"fetch".into())?,
        false => JsValue::UNDEFINED,
    };
    if asked.is_object() {
        return Ok(Received::Fetch {
            fetch: Reflect::get(&asked, &"fetch".into())?,
            request: Reflect::get(&asked, &"request".into())?,
        });
    }
    let bytes = Reflect::get(packet, &"bytes".into())?.dyn_into().ok();
    Ok(Received::Message(Box::new(serde_wasm_bindgen::from_value(message)?), bytes))
}

/// Sends a message. The bytes are handed over: the page has them no more.
pub fn send(
    worker: &Worker,
    message: &ToWorker,
    bytes: Option<&Uint8Array>,
) -> Result<(), JsValue> {
    post(worker, &to_js(message)?, bytes)
}

/// Sends Jira's answer on, in the form of [`ToWorker::Answer`].
pub fn answer(worker: &Worker, fetch: &JsValue, answer: &JsValue) -> Result<(), JsValue> {
    let answered = Object::new();
    Reflect::set(&answered, &"fetch".into(), fetch)?;
    Reflect::set(&answered, &"answer".into(), answer)?;
    let message = Object::new();
    Reflect::set(&message, &"answer".into(), &answered)?;
    post(worker, &message, None)
}

fn post(worker: &Worker, message: &JsValue, bytes: Option<&Uint8Array>) -> Result<(), JsValue> {
    let packet = Object::new();
    let transfer = Array::new();
    Reflect::set(&packet, &"message".into(), message)?;
    if let Some(bytes) = bytes {
        transfer.push(&bytes.buffer());
        Reflect::set(&packet, &"bytes".into(), bytes)?;
    }
    worker.post_message_with_transfer(&packet, &transfer)
}
