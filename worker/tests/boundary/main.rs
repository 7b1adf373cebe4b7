//! Every message between the page and the worker comes out as it went in.
//!
//! The samples of each enum are a chain: each variant names the one that follows it, by a `match`
//! without a wildcard, so that a variant without a sample does not compile.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod from_worker;
mod parts;
mod to_worker;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wasm_core::job::{FromWorker, ToWorker};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// All samples of a chain.
fn chain<T>(first: T, next: impl Fn(&T) -> Option<T>) -> Vec<T> {
    let mut all = vec![first];
    while let Some(following) = next(&all[all.len() - 1]) {
        all.push(following);
    }
    all
}

/// Sends a value over as the worker does, and by JSON text, and compares.
fn crosses<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let sent = value.serialize(&Serializer::json_compatible()).unwrap();
    let text = js_sys::JSON::stringify(&sent).unwrap().as_string().unwrap();
    let received: T = serde_wasm_bindgen::from_value(sent).unwrap();
    assert_eq!(received, *value);
    let read: T = serde_json::from_str(&text).unwrap();
    assert_eq!(read, *value, "{text}");
}

#[wasm_bindgen_test]
fn what_the_page_sends() {
    for command in to_worker::commands() {
        crosses(&command);
        crosses(&ToWorker::Command { id: u32::MAX, command });
    }
    to_worker::filters().iter().for_each(crosses);
    to_worker::messages().iter().for_each(crosses);
}

#[wasm_bindgen_test]
fn what_the_worker_sends() {
    for reply in from_worker::replies() {
        crosses(&reply);
        crosses(&FromWorker::Reply { id: 1, reply: Ok(reply) });
    }
    for event in from_worker::events() {
        crosses(&event);
        crosses(&FromWorker::Event { id: 1, event });
    }
    from_worker::messages().iter().for_each(crosses);
}
