//! A file for the user, made in the browser.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file that can be downloaded, as often as the user likes.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Name to save it by.
    pub name: String,
    /// Bytes.
    pub size: f64,
    /// Work items in it.
    pub issues: u32,
    /// Work items of the query that are not in it, since Jira did not give them.
    pub missing: Vec<String>,
    /// Address of the bytes within this page.
    pub url: String,
}

impl Made {
    /// Keeps the bytes for download.
    pub fn new(name: String, mime: &str, issues: u32, bytes: &Uint8Array) -> Result<Self, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let parts = Array::of1(bytes);
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
        let url = Url::create_object_url_with_blob(&blob)?;
        Ok(Self { name, size: blob.size(), issues, missing: Vec::new(), url })
    }

    /// Offers the file to the browser's downloads.
    pub fn save(&self) -> Result<(), JsValue> {
        let link = document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
        link.set_href(&self.url);
        link.set_download(&self.name);
        link.click();
        Ok(())
    }

    /// Lets the bytes go.
    pub fn forget(&self) {
        // Nothing is lost but memory if the browser refuses.
        let _ = Url::revoke_object_url(&self.url);
    }
}
