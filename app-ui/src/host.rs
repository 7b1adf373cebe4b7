//! The world around the page: Jira's frame, or none. `static/bridge.mjs` is its other half.

use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use js_sys::{Function, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use wasm_core::job::HostContext;
use wasm_core::ports::{Method, Request, Response, TransportError};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = rowportHost)]
    fn framed() -> bool;

    #[wasm_bindgen(catch, js_namespace = rowportHost, js_name = context)]
    async fn host_context() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = rowportHost, js_name = request)]
    async fn host_request(request: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = rowportHost, js_name = remote)]
    async fn host_remote(method: &str, path: &str, body: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = rowportHost, js_name = open)]
    async fn host_open(url: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = rowportHost, js_name = closable)]
    fn host_closable() -> bool;

    #[wasm_bindgen(catch, js_namespace = rowportHost, js_name = close)]
    async fn host_close() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = rowportHost)]
    fn flag(id: &str, kind: &str, title: &str, description: &str);
}

/// The words of a JavaScript error.
pub fn words(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|text| text.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}

/// Where the app was opened.
pub async fn context() -> Result<HostContext, String> {
    let context = host_context().await.map_err(|error| words(&error))?;
    serde_wasm_bindgen::from_value(context).map_err(|error| error.to_string())
}

/// Carries the engine's request to Jira and gives `{Ok: response}` or `{Err: error}`, the form in
/// which the worker reads it. Inside the frame neither is looked at here: bodies are large.
pub async fn send(request: &JsValue) -> Result<JsValue, JsValue> {
    let (key, value) = if framed() {
        match host_request(request).await {
            Ok(response) => ("Ok", response),
            Err(error) => ("Err", to_js(&TransportError { detail: words(&error) })?),
        }
    } else {
        match fetch(serde_wasm_bindgen::from_value(request.clone())?).await {
            Ok(response) => ("Ok", to_js(&response)?),
            Err(error) => ("Err", to_js(&TransportError { detail: error.to_string() })?),
        }
    };
    let answer = js_sys::Object::new();
    Reflect::set(&answer, &key.into(), &value)?;
    Ok(answer.into())
}

/// A page of its own: the site is where the page came from.
async fn fetch(request: Request) -> Result<Response, gloo_net::Error> {
    let method = match request.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
        Method::Put => HttpMethod::PUT,
        Method::Delete => HttpMethod::DELETE,
    };
    let builder = RequestBuilder::new(&request.path)
        .method(method)
        .header("accept", "application/json")
        .header("content-type", "application/json");
    let sent = match request.body {
        Some(body) => builder.body(body)?.send().await?,
        None => builder.send().await?,
    };
    let headers = sent.headers().entries().collect();
    Ok(Response { status: sent.status(), headers, body: sent.text().await? })
}

/// A value in the form that `serde_json` would give it.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// Asks the backend through Jira. Its answer's status and body; an error where there is no backend.
pub async fn remote(method: &str, path: &str, body: &JsValue) -> Result<(u16, JsValue), JsValue> {
    if !framed() {
        return Err("no backend".into());
    }
    let answer = host_remote(method, path, body).await?;
    let status = Reflect::get(&answer, &"status".into())?.as_f64().unwrap_or(0.0) as u16;
    Ok((status, Reflect::get(&answer, &"body".into())?))
}

/// Opens an address in a new tab.
pub async fn open(url: String) {
    if let Err(error) = host_open(&url).await {
        leptos::logging::warn!("{url} could not be opened: {}", words(&error));
    }
}

/// Whether the app is in a dialog, which it closes itself.
pub fn closable() -> bool {
    host_closable()
}

/// Closes the dialog that the app is in.
pub async fn close() {
    if let Err(error) = host_close().await {
        leptos::logging::warn!("The dialog could not be closed: {}", words(&error));
    }
}

/// Shows a message in Jira's own corner, where there is one; the page says the same.
pub fn announce(id: &str, kind: &str, title: &str, description: &str) {
    flag(id, kind, title, description);
}

/// Shows the notice that replaces a page whose code panicked.
pub fn stopped(cause: &str) {
    let notice = Reflect::get(&js_sys::global(), &"rowportStopped".into())
        .ok()
        .and_then(|value| value.dyn_into::<Function>().ok());
    if let Some(notice) = notice {
        // There is nobody left to tell if this fails too.
        let _ = notice.call1(&JsValue::NULL, &cause.into());
    }
}
