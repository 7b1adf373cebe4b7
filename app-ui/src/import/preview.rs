//! The first rows of a sheet, of which one is the header.

use leptos::prelude::*;
use wasm_core::job::SheetInfo;

use crate::model::wizard::TableStep;
use crate::text::{t, tf};

/// A table whose rows can be chosen as the header.
#[component]
pub fn Preview(sheet: SheetInfo, draft: RwSignal<TableStep>) -> impl IntoView {
    let width = sheet.preview.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let rows = sheet
        .preview
        .into_iter()
        .map(|(row, cells)| view! { <PreviewRow row cells width draft/> })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend>{t("table-header")}</legend>
            <p class="hint">{t("table-header-hint")}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t("table-preview")>
                <table class="table preview">
                    <caption class="visually-hidden">{t("table-preview")}</caption>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </fieldset>
    }
}

#[component]
fn PreviewRow(
    row: u32,
    cells: Vec<String>,
    width: usize,
    draft: RwSignal<TableStep>,
) -> impl IntoView {
    let header = move || draft.with(|step| step.choice.header_row);
    let class = move || match row.cmp(&header()) {
        std::cmp::Ordering::Less => "above",
        std::cmp::Ordering::Equal => "header",
        std::cmp::Ordering::Greater => "",
    };
    let id = format!("header-{row}");
    let label = tf("table-header-row", &[("row", &(row + 1).to_string())]);
    let missing = width - cells.len();
    view! {
        <tr class=class>
            <th scope="row">
                <input
                    type="radio"
                    name="header-row"
                    id=id.clone()
                    prop:checked=move || header() == row
                    on:change=move |_| draft.update(|step| step.choice.header_row = row)
                />
                <label for=id>{label}</label>
            </th>
            {cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}
            {(0..missing).map(|_| view! { <td></td> }).collect_view()}
        </tr>
    }
}
