//! Exports for the benchmark of the codec; the product has none of them.

use std::cell::RefCell;

use js_sys::Uint8Array;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_core::sheet::{
    CellValue, ColumnSpec, OutCell, ReadOptions, SheetSpec, WorkbookSpec, read, write_xlsx,
};

thread_local! {
    static SPEC: RefCell<WorkbookSpec> = RefCell::default();
}

fn failed(error: impl std::fmt::Display) -> JsError {
    JsError::new(&error.to_string())
}

/// Starts a workbook to write, with these headers.
#[wasm_bindgen]
pub fn bench_start(headers: Vec<String>) {
    let column = |header| ColumnSpec { header, ..ColumnSpec::default() };
    let sheet = SheetSpec {
        name: "Data".to_owned(),
        columns: headers.into_iter().map(column).collect(),
        ..SheetSpec::default()
    };
    SPEC.replace(WorkbookSpec { sheets: vec![sheet], ..WorkbookSpec::default() });
}

/// Adds rows: `[[text | number | boolean | null | {date}]]`.
///
/// # Errors
/// JSON of another shape.
#[wasm_bindgen]
pub fn bench_add(json: &str) -> Result<(), JsError> {
    let rows: Vec<Vec<Value>> = serde_json::from_str(json).map_err(failed)?;
    SPEC.with_borrow_mut(|spec| {
        if let Some(sheet) = spec.sheets.first_mut() {
            sheet.rows.extend(rows.iter().map(|row| row.iter().map(cell).collect()));
        }
    });
    Ok(())
}

fn cell(value: &Value) -> OutCell {
    let value = match value {
        Value::String(text) => CellValue::from(text.as_str()),
        Value::Number(number) => CellValue::Number(number.as_f64().unwrap_or_default()),
        Value::Bool(flag) => CellValue::Bool(*flag),
        Value::Object(map) => map
            .get("date")
            .and_then(Value::as_str)
            .and_then(|date| date.parse().ok())
            .map_or(CellValue::Empty, CellValue::Date),
        _ => CellValue::Empty,
    };
    value.into()
}

/// Writes the cells as .xlsx.
///
/// # Errors
/// What the writer refuses.
#[wasm_bindgen]
pub fn bench_write() -> Result<Uint8Array, JsError> {
    let bytes = SPEC.with_borrow(write_xlsx).map_err(failed)?;
    Ok(Uint8Array::from(bytes.as_slice()))
}

/// Reads a file and counts its cells.
///
/// # Errors
/// What the reader refuses.
#[wasm_bindgen]
pub fn bench_read(bytes: Vec<u8>) -> Result<f64, JsError> {
    let (workbook, _) = read(&bytes, &ReadOptions::default()).map_err(failed)?;
    Ok(workbook.cell_count() as f64)
}
