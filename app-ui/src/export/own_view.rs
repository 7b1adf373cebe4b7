//! The user's own workbook, as it is chosen and looked at.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_core::job::{FileInfo, FittedColumn, SheetInfo, TableChoice};
use wasm_core::schema::FieldType;
use wasm_core::sheet::{ReadLimits, column_name};
use web_sys::File;

use super::own::Own;
use crate::app::Site;
use crate::components::banner::{Banner, FailureBanner};
use crate::components::drop_zone::{DropZone, accepted};
use crate::engine::Engine;
use crate::model::columns::label;
use crate::text::{t, tf};

/// What can be filled in.
const ACCEPT: &str = ".xlsx,.xlsm";

/// The file, and what of it is filled in.
#[component]
pub fn OwnWorkbook(engine: Engine, site: Arc<Site>, own: Own) -> impl IntoView {
    let limit = ReadLimits::default().file_bytes as f64;
    let take = move |files: Vec<File>| match accepted(files, limit) {
        Ok(Some(file)) => own.open(engine, file),
        Ok(None) => {}
        Err(failure) => own.failure.set(Some(failure)),
    };
    // Another table of the same file leaves its fields, and the focus in them, where they are.
    let file = Memo::new(move |_| own.fitted.with(|own| own.as_ref().map(|own| own.file.clone())));
    let fields = move || file.get().map(|file| view! { <TableFields engine own file/> });
    view! {
        <section class="field own" class:chosen=move || file.with(Option::is_some) aria-labelledby="own-title">
            <h3 id="own-title">{t("own-title")}</h3>
            <p class="hint" id="own-hint">{t("own-hint")}</p>
            <DropZone
                id="own-drop"
                label=t("own-drop")
                described_by="own-hint"
                accept=ACCEPT
                on_files=take
            />
            <p class="visually-hidden" role="status">
                {move || own.busy.get().then(|| t("own-reading"))}
            </p>
            <FailureBanner failure=own.failure/>
            {fields}
            <Columns site own/>
        </section>
    }
}

/// The columns of the table, and what they get.
#[component]
fn Columns(site: Arc<Site>, own: Own) -> impl IntoView {
    let warning = |code: &'static str| view! { <Banner kind="warning"><p>{t(code)}</p></Banner> };
    move || {
        let fitted = own.fitted.get()?;
        let none = fitted.own_table().is_none();
        let keyless = !none && !has_key(&site, &fitted.columns);
        let columns = fitted.columns.into_iter().map(|column| line(&site, column)).collect_view();
        Some(view! {
            {none.then(|| warning("own-none"))}
            {keyless.then(|| warning("own-keyless"))}
            <ul class="own-columns boxed" tabindex="0" aria-label=t("own-columns")>{columns}</ul>
        })
    }
}

/// Whether the key is among the columns that are filled in.
fn has_key(site: &Site, columns: &[FittedColumn]) -> bool {
    let is_key = |column: &FittedColumn| {
        let field = site.fields.iter().find(|field| Some(&field.id) == column.field.as_ref());
        field.is_some_and(|field| field.kind == FieldType::Key)
    };
    columns.iter().any(is_key)
}

/// The file, the sheet and the row of its headers.
#[component]
fn TableFields(engine: Engine, own: Own, file: FileInfo) -> impl IntoView {
    let table =
        Memo::new(move |_| own.fitted.with(|own| own.as_ref().map(|own| own.table.clone())));
    let sheet = move || table.with(|table| table.as_ref().map_or(0, |table| table.sheet));
    let row = move || table.with(|table| table.as_ref().map_or(1, |table| table.header_row + 1));
    let guesses: Vec<u32> = file.sheets.iter().map(|sheet| sheet.header_row).collect();
    let other_sheet = move |event: leptos::ev::Event| {
        let sheet: usize = event_target_value(&event).parse().unwrap_or_default();
        let header_row = guesses.get(sheet).copied().unwrap_or_default();
        own.choose(engine, TableChoice { sheet, header_row });
    };
    let other_row = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event).parse::<u32>().ok();
        if let Some(header_row) = typed.and_then(|row| row.checked_sub(1)) {
            own.choose(engine, TableChoice { sheet: untrack(sheet), header_row });
        }
    };
    let option = move |(at, info): (usize, SheetInfo)| {
        view! { <option value=at.to_string() selected=move || sheet() == at>{info.name}</option> }
    };
    let sheets = file.sheets.into_iter().enumerate().map(option).collect_view();
    view! {
        <p class="own-file">{file.name}</p>
        <div class="field pair">
            <div class="field">
                <label for="own-sheet">{t("own-sheet")}</label>
                <select id="own-sheet" class="input" on:change=other_sheet>{sheets}</select>
            </div>
            <div class="field">
                <label for="own-row">{t("own-row")}</label>
                <input
                    id="own-row"
                    class="input"
                    type="number"
                    min="1"
                    max="1048576"
                    prop:value=move || row().to_string()
                    on:change=other_row
                />
            </div>
        </div>
    }
}

/// A column and what it gets.
fn line(site: &Site, column: FittedColumn) -> impl IntoView + use<> {
    let place = column_name(column.column);
    let header = match column.header.trim() {
        "" => t("match-no-header").to_owned(),
        header => header.to_owned(),
    };
    let gets = match &column.field {
        Some(field) => {
            let name = label(&site.fields, field);
            tf(if column.similar { "own-similar" } else { "own-gets" }, &[("field", &name)])
        }
        None => t("own-left").to_owned(),
    };
    let class = if column.field.is_some() { "own-column" } else { "own-column left" };
    view! {
        <li class=class>
            <span class="own-place">{place}</span>
            <span class="own-header">{header}</span>
            <span class="own-field">{gets}</span>
        </li>
    }
}
