//! Every file of the corpus, with what is read from it as a snapshot.

use std::fmt::Write;

use wasm_core::sheet::{
    CellRef, CellValue, ReadOptions, Sheet, Table, Visibility, guess_header_row, read,
};

use super::{corpus_file, corpus_names};

macro_rules! corpus {
    ($($test:ident: $file:literal,)*) => {
        $(#[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), describe($file));
        })*

        /// Names of the files that have a test.
        const TESTED: &[&str] = &[$($file),*];
    };
}

corpus! {
    backslash_quotes_text_csv: "backslash-quotes--text.csv",
    bad_address_beyond_the_sheet_raw_xlsx: "bad-address-beyond-the-sheet--raw.xlsx",
    bad_binary_text_csv: "bad-binary--text.csv",
    bad_claims_billions_of_cells_raw_ods: "bad-claims-billions-of-cells--raw.ods",
    bad_doctype_raw_xlsx: "bad-doctype--raw.xlsx",
    bad_encrypted_msoffcrypto_xlsx: "bad-encrypted--msoffcrypto.xlsx",
    bad_encrypted_raw_ods: "bad-encrypted--raw.ods",
    bad_endless_chain_raw_xls: "bad-endless-chain--raw.xls",
    bad_missing_shared_text_raw_xlsx: "bad-missing-shared-text--raw.xlsx",
    bad_sheet_ends_early_raw_xlsx: "bad-sheet-ends-early--raw.xlsx",
    bad_sheet_is_missing_raw_xlsx: "bad-sheet-is-missing--raw.xlsx",
    bad_two_entries_of_one_name_raw_xlsx: "bad-two-entries-of-one-name--raw.xlsx",
    bad_word_document_raw_docx: "bad-word-document--raw.docx",
    biff5_sheetjs_xls: "biff5--sheetjs.xls",
    cells_without_addresses_raw_xlsx: "cells-without-addresses--raw.xlsx",
    claims_billions_of_cells_raw_xls: "claims-billions-of-cells--raw.xls",
    compact_cells_sheetjs_xlsb: "compact-cells--sheetjs.xlsb",
    date_1904_exceljs_xlsx: "date-1904--exceljs.xlsx",
    date_1904_openpyxl_xlsx: "date-1904--openpyxl.xlsx",
    declared_delimiter_text_csv: "declared-delimiter--text.csv",
    deep_nesting_raw_xlsx: "deep-nesting--raw.xlsx",
    english_pounds_windows_1252_text_csv: "english-pounds-windows-1252--text.csv",
    entities_and_cdata_raw_xlsx: "entities-and-cdata--raw.xlsx",
    error_values_of_today_raw_xlsx: "error-values-of-today--raw.xlsx",
    escapes_in_text_xlsxwriter_xlsx: "escapes-in-text--xlsxwriter.xlsx",
    every_type_libreoffice_csv: "every-type--libreoffice.csv",
    every_type_libreoffice_ods: "every-type--libreoffice.ods",
    every_type_libreoffice_xls: "every-type--libreoffice.xls",
    every_type_libreoffice_xlsx: "every-type--libreoffice.xlsx",
    every_type_openpyxl_xlsx: "every-type--openpyxl.xlsx",
    every_type_raw_xlsb: "every-type--raw.xlsb",
    every_type_sheetjs_ods: "every-type--sheetjs.ods",
    every_type_sheetjs_xls: "every-type--sheetjs.xls",
    every_type_sheetjs_xlsx: "every-type--sheetjs.xlsx",
    export_saved_exceljs_xlsx: "export-saved--exceljs.xlsx",
    export_saved_libreoffice_ods: "export-saved--libreoffice.ods",
    export_saved_libreoffice_xlsx: "export-saved--libreoffice.xlsx",
    export_saved_openpyxl_xlsx: "export-saved--openpyxl.xlsx",
    export_saved_sheetjs_xlsx: "export-saved--sheetjs.xlsx",
    far_away_cell_openpyxl_xlsx: "far-away-cell--openpyxl.xlsx",
    formula_guard_text_csv: "formula-guard--text.csv",
    formula_with_value_xlsxwriter_xlsx: "formula-with-value--xlsxwriter.xlsx",
    formula_without_value_openpyxl_xlsx: "formula-without-value--openpyxl.xlsx",
    french_mac_roman_text_csv: "french-mac-roman--text.csv",
    german_dos_850_text_csv: "german-dos-850--text.csv",
    hidden_rows_columns_sheets_libreoffice_ods: "hidden-rows-columns-sheets--libreoffice.ods",
    hidden_rows_columns_sheets_libreoffice_xls: "hidden-rows-columns-sheets--libreoffice.xls",
    hidden_rows_columns_sheets_openpyxl_xlsx: "hidden-rows-columns-sheets--openpyxl.xlsx",
    hungarian_windows_1250_text_csv: "hungarian-windows-1250--text.csv",
    inline_strings_xlsxwriter_xlsx: "inline-strings--xlsxwriter.xlsx",
    jira_export_repeated_headers_text_csv: "jira-export-repeated-headers--text.csv",
    languages_openpyxl_xlsx: "languages--openpyxl.xlsx",
    lines_in_cells_windows_1252_text_csv: "lines-in-cells-windows-1252--text.csv",
    links_comments_table_xlsxwriter_xlsx: "links-comments-table--xlsxwriter.xlsx",
    links_rich_text_formulas_exceljs_xlsx: "links-rich-text-formulas--exceljs.xlsx",
    macros_xlsxwriter_xlsm: "macros--xlsxwriter.xlsm",
    many_merged_cells_raw_xlsx: "many-merged-cells--raw.xlsx",
    merged_title_above_header_openpyxl_xlsx: "merged-title-above-header--openpyxl.xlsx",
    number_formats_xlsxwriter_xlsx: "number-formats--xlsxwriter.xlsx",
    odd_values_raw_xlsx: "odd-values--raw.xlsx",
    one_column_text_csv: "one-column--text.csv",
    one_column_of_sentences_text_csv: "one-column-of-sentences--text.csv",
    phonetic_guides_raw_xlsx: "phonetic-guides--raw.xlsx",
    prefixed_elements_raw_xlsx: "prefixed-elements--raw.xlsx",
    quote_never_closed_text_csv: "quote-never-closed--text.csv",
    quotes_and_line_breaks_text_csv: "quotes-and-line-breaks--text.csv",
    repeated_rows_and_columns_raw_ods: "repeated-rows-and-columns--raw.ods",
    rich_text_openpyxl_xlsx: "rich-text--openpyxl.xlsx",
    rows_and_cells_out_of_order_raw_xlsx: "rows-and-cells-out-of-order--raw.xlsx",
    semicolons_decimal_commas_windows_1252_text_csv: "semicolons-decimal-commas-windows-1252--text.csv",
    shift_jis_text_csv: "shift-jis--text.csv",
    strict_iso_dates_raw_xlsx: "strict-iso-dates--raw.xlsx",
    tabs_text_tsv: "tabs--text.tsv",
    title_rows_above_header_libreoffice_xlsx: "title-rows-above-header--libreoffice.xlsx",
    uneven_rows_text_csv: "uneven-rows--text.csv",
    upper_case_names_and_backslashes_raw_xlsx: "upper-case-names-and-backslashes--raw.xlsx",
    utf_16_be_without_mark_text_csv: "utf-16-be-without-mark--text.csv",
    utf_16_le_with_mark_text_tsv: "utf-16-le-with-mark--text.tsv",
    utf_8_with_a_bad_byte_text_csv: "utf-8-with-a-bad-byte--text.csv",
    utf_8_with_mark_text_csv: "utf-8-with-mark--text.csv",
    validation_and_filter_openpyxl_xlsx: "validation-and-filter--openpyxl.xlsx",
    vertical_tab_and_text_trick_text_csv: "vertical-tab-and-text-trick--text.csv",
    white_space_comments_and_hidden_table_raw_ods: "white-space-comments-and-hidden-table--raw.ods",
    windows_1251_text_csv: "windows-1251--text.csv",
}

#[test]
fn every_file_has_a_test() {
    assert_eq!(corpus_names(), TESTED);
}

/// What a reader makes of a file, for the eye.
fn describe(name: &str) -> String {
    let options = ReadOptions { file_name: Some(name.to_owned()), ..ReadOptions::default() };
    let (workbook, notes) = match read(&corpus_file(name), &options) {
        Ok(found) => found,
        Err(error) => {
            let fix = error.message().fix().unwrap();
            return format!("error {}\n{error}\n{fix}\n", error.code());
        }
    };
    let mut out = format!("{:?}\n", workbook.format);
    for note in &notes {
        writeln!(out, "note: {}", note.message().text()).unwrap();
    }
    for sheet in &workbook.sheets {
        describe_sheet(&mut out, sheet);
    }
    out
}

fn describe_sheet(out: &mut String, sheet: &Sheet) {
    let hidden = if sheet.visibility == Visibility::Visible { "" } else { " (hidden)" };
    writeln!(out, "\nsheet {}{hidden}", sheet.name).unwrap();
    for row in &sheet.rows {
        for (column, value) in &row.cells {
            let at = CellRef { sheet: String::new(), row: row.index, column: *column };
            writeln!(out, "  {at} {}", show(value)).unwrap();
        }
    }
    let table = Table::from_sheet(sheet, guess_header_row(sheet));
    let headers: Vec<_> =
        table.columns.iter().map(|c| c.header.as_deref().unwrap_or("-")).collect();
    let (row, count) = (table.header_row + 1, table.rows.len());
    writeln!(out, "  table: header in row {row}: {headers:?}, {count} rows").unwrap();
}

fn show(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => format!("{text:?}"),
        CellValue::Date(_) => format!("date {}", value.to_text()),
        CellValue::DateTime(_) => format!("date-time {}", value.to_text()),
        CellValue::Duration { .. } => format!("duration {}", value.to_text()),
        CellValue::Error(_) => format!("error {}", value.to_text()),
        other => other.to_text(),
    }
}
