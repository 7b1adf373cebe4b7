//! The user's own workbook: the file, the table in it, and which columns get which field.

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_core::job::{Command, FittedWorkbook, OwnTable, Reply, TableChoice};
use web_sys::File;

use crate::engine::Engine;
use crate::host;
use crate::model::failure::Failure;

/// The workbook that was chosen. Its bytes are kept as they were when it was read: a file that is
/// edited meanwhile can't be read again.
#[derive(Clone, Copy)]
pub struct Own {
    bytes: StoredValue<Option<Uint8Array>, LocalStorage>,
    /// What of it is filled in.
    pub fitted: RwSignal<Option<FittedWorkbook>>,
    /// Whether it is being read.
    pub busy: RwSignal<bool>,
    /// Why it could not be read.
    pub failure: RwSignal<Option<Failure>>,
}

impl Own {
    /// None yet.
    pub fn new() -> Self {
        Self {
            bytes: StoredValue::new_local(None),
            fitted: RwSignal::new(None),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// The table to fill; none where there is no workbook, or no column of it fits.
    pub fn table(&self) -> Option<OwnTable> {
        self.fitted.with(|fitted| fitted.as_ref().and_then(FittedWorkbook::own_table))
    }

    /// A copy of the bytes, which goes to the engine.
    pub fn bytes(&self) -> Option<Uint8Array> {
        self.bytes.with_value(|bytes| bytes.as_ref().map(|bytes| bytes.slice(0, bytes.length())))
    }

    /// Reads a file and fits its table.
    pub fn open(self, engine: Engine, file: File) {
        self.failure.set(None);
        self.busy.set(true);
        spawn_local(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = Uint8Array::new(&buffer);
                    self.fit(engine, file.name(), None, bytes).await;
                }
                Err(error) => {
                    let cause = host::words(&error);
                    self.failure.set(Some(Failure::Page { code: "page-read-file", cause }));
                }
            }
            self.busy.set(false);
        });
    }

    /// Fits another table of the same file.
    pub fn choose(self, engine: Engine, table: TableChoice) {
        let name = self.fitted.with_untracked(|own| own.as_ref().map(|own| own.file.name.clone()));
        let (Some(name), Some(bytes)) = (name, self.bytes()) else { return };
        self.failure.set(None);
        self.busy.set(true);
        spawn_local(async move {
            self.fit(engine, name, Some(table), bytes).await;
            self.busy.set(false);
        });
    }

    async fn fit(
        self,
        engine: Engine,
        name: String,
        table: Option<TableChoice>,
        bytes: Uint8Array,
    ) {
        let sent = bytes.slice(0, bytes.length());
        let call = engine.start_with(Command::FitWorkbook { name, table }, Some(sent), |_| ());
        let fitted = call.done(|answer| match answer.reply {
            Reply::Fitted(fitted) => Some(fitted),
            _ => None,
        });
        match fitted.await {
            Ok(fitted) => {
                self.bytes.set_value(Some(bytes));
                self.fitted.set(Some(fitted));
            }
            Err(failed) => self.failure.set(Some(failed)),
        }
    }
}
