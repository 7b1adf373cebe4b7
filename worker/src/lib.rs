//! The Rowport engine in a web worker.
//!
//! The worker converts messages and brings the engine's ports: requests go to the page, which has
//! the bridge; time and time zone come from the browser. It decides nothing.

pub mod offset;

#[cfg(all(target_arch = "wasm32", feature = "bench"))]
mod bench;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod observer;
#[cfg(target_arch = "wasm32")]
mod panic;
#[cfg(target_arch = "wasm32")]
mod post;
#[cfg(target_arch = "wasm32")]
mod serve;
#[cfg(target_arch = "wasm32")]
mod transport;
#[cfg(target_arch = "wasm32")]
mod zone;

/// Starts the message loop. The browser calls it once, when the module is loaded.
#[cfg(target_arch = "wasm32")]
#[cfg_attr(not(feature = "bench"), wasm_bindgen::prelude::wasm_bindgen(start))]
pub fn start() {
    panic::report_to_page();
    serve::listen();
    post::send(&wasm_core::job::FromWorker::Ready, None);
}
