//! The entry of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::host;

/// Takes the place of the skeleton. The browser calls it once.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        host::stopped(&info.to_string());
    }));
    let Some(root) = document().get_element_by_id("app") else {
        return host::stopped("the page has no element for the app");
    };
    if let Some(skeleton) = document().get_element_by_id("boot") {
        skeleton.remove();
    }
    leptos::mount::mount_to(root.unchecked_into(), || view! { <App/> }).forget();
}
