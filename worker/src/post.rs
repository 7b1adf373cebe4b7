//! Messages to the page.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use wasm_core::job::FromWorker;
use web_sys::DedicatedWorkerGlobalScope;

/// This worker.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Posts one message; `bytes` are handed over, not copied again.
pub fn send(message: &FromWorker, bytes: Option<&[u8]>) {
    let packet = Object::new();
    let transfer = Array::new();
    match message.serialize(&Serializer::json_compatible()) {
        Ok(value) => set(&packet, "message", &value),
        Err(error) => return broken(&format!("a message could not be sent: {error}")),
    }
    if let Some(bytes) = bytes {
        let array = Uint8Array::from(bytes);
        transfer.push(&array.buffer());
        set(&packet, "bytes", &array);
    }
    if let Err(error) = scope().post_message_with_transfer(&packet, &transfer) {
        broken(&format!("a message could not be posted: {error:?}"));
    }
}

/// Says that this worker is of no more use. Built by hand, for it is used when nothing else works.
pub fn broken(cause: &str) {
    let broken = Object::new();
    set(&broken, "cause", &cause.into());
    let message = Object::new();
    set(&message, "broken", &broken);
    let packet = Object::new();
    set(&packet, "message", &message);
    // If even this fails, the browser's error event is the page's last sign.
    let _ = scope().post_message(&packet);
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(object, &key.into(), value);
}
