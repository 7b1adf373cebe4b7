//! A place to drop a file that is also a button.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

use crate::model::failure::Failure;
use crate::model::format::bytes;
use crate::text::tf;

/// Types that the file dialog offers for an import; what a file is, is told by its content.
const ACCEPT: &str = ".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt";

/// Takes one file, dropped or chosen.
#[component]
pub fn DropZone(
    /// Id of its button.
    id: &'static str,
    /// The words on it.
    label: &'static str,
    /// Id of the text that describes it.
    described_by: &'static str,
    /// Types that the file dialog offers.
    #[prop(default = ACCEPT)]
    accept: &'static str,
    /// Gets the files that were dropped or chosen.
    #[prop(into)]
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        on_files.run(list(event.data_transfer().and_then(|transfer| transfer.files())));
    };
    let chosen = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let files = list(input.files());
        // So that the same file can be chosen again after it was edited.
        input.set_value("");
        on_files.run(files);
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div
            class="drop-zone"
            class:over=move || over.get()
            on:dragover=drag
            on:dragenter=drag
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <button class="drop-button" type="button" id=id aria-describedby=described_by on:click=open>
                <span class="drop-arrow" aria-hidden="true">"↓"</span>
                {label}
            </button>
            <input type="file" accept=accept hidden node_ref=input on:change=chosen/>
        </div>
    }
}

fn list(files: Option<FileList>) -> Vec<File> {
    let files = files.into_iter();
    files.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at))).collect()
}

/// The one file, if it is one and not too large; both numbers are told if it is.
pub fn accepted(mut files: Vec<File>, limit: f64) -> Result<Option<File>, Failure> {
    let page = |code, cause| Err(Failure::Page { code, cause });
    if files.len() > 1 {
        return page("drop-many", String::new());
    }
    match files.pop() {
        Some(file) if file.size() > limit => {
            let (name, size, limit) = (file.name(), bytes(file.size()), bytes(limit));
            let values = [("name", name.as_str()), ("size", &size), ("limit", &limit)];
            page("drop-too-big", tf("drop-sizes", &values))
        }
        file => Ok(file),
    }
}
