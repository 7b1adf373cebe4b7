//! Step 1: the file.

use leptos::prelude::*;
use wasm_core::sheet::ReadLimits;
use web_sys::File;

use super::Wizard;
use super::interrupted::InterruptedImport;
use crate::components::activity::ActivityView;
use crate::components::drop_zone::{DropZone, accepted};
use crate::components::heading::StepHeading;
use crate::model::format::{bytes, counted};
use crate::text::{t, tf};

/// Id of the button that opens a file.
const DROP: &str = "drop";

/// The drop zone with its limits.
#[component]
pub fn ChooseStep(
    /// The wizard.
    wizard: Wizard,
    /// Whether it is looked at.
    seen: Memo<bool>,
) -> impl IntoView {
    let limits = ReadLimits::default();
    let rows = counted(limits.rows, t("row"), t("rows"));
    let size = bytes(limits.file_bytes as f64);
    let take = move |files: Vec<File>| match accepted(files, limits.file_bytes as f64) {
        Ok(Some(file)) => wizard.open(file),
        Ok(None) => {}
        Err(failure) => wizard.failure.set(Some(failure)),
    };
    view! {
        <StepHeading text=t("choose-title") quiet=true/>
        <InterruptedImport seen/>
        <Show when=move || !wizard.activity.busy()>
            <DropZone id=DROP label=t("drop-button") described_by="drop-facts" on_files=take/>
        </Show>
        <ActivityView
            activity=wizard.activity
            title=t("phase-parsing")
            begun_by=DROP
            on_stop=move |_| wizard.stop_opening()
        />
        <ul class="facts" id="drop-facts">
            <li>{t("drop-privacy")}</li>
            <li>{t("drop-types")}</li>
            <li>{tf("drop-limits", &[("size", &size), ("rows", &rows)])}</li>
        </ul>
    }
}
