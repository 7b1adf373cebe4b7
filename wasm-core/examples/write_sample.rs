//! Writes a workbook with every kind of cell, what it holds as JSON, and templates of other
//! programs with rows filled in, for the programs that read them in `tests/corpus/readers`.
//!
//!     cargo run -p wasm-core --example write_sample -- target/corpus

// A program of its own may use files and the clock; the engine doesn't.
#![allow(clippy::disallowed_methods)]

use std::error::Error;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use wasm_core::sheet::{
    CellValue, Choices, ColumnKind, ColumnSpec, CsvOptions, OutCell, Paragraph, ReadLimits,
    SheetSpec, TemplateFill, TextSheet, Visibility, WorkbookSpec, fill_template, write_csv,
    write_json, write_xlsx,
};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/corpus".to_owned()));
    std::fs::create_dir_all(&dir)?;
    let spec = WorkbookSpec { about: Some(about()), sheets: vec![issues(), notes(), baseline()] };
    std::fs::write(dir.join("sample.xlsx"), write_xlsx(&spec)?)?;
    std::fs::write(dir.join("sample.csv"), write_csv(&issues(), &CsvOptions::default()))?;
    std::fs::write(dir.join("sample.json"), serde_json::to_vec_pretty(&spec)?)?;
    std::fs::write(dir.join("rows.json"), write_json(&issues(), &[]))?;
    fill("table--xlsxwriter.xlsx", "My issues", 2, &[0, 1, 2, 3], &dir)?;
    fill("plain--openpyxl.xlsx", "Issues", 0, &[0, 1, 2, 4], &dir)
}

/// Fills 40 rows of the sample's key, summary, number and day into a template.
fn fill(
    name: &str,
    sheet: &str,
    header_row: u32,
    columns: &[u32],
    dir: &Path,
) -> Result<(), Box<dyn Error>> {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    let row = |n: usize| {
        let [key, summary, ..] = &row(n, texts()[n % 17])[..] else { return Vec::new() };
        let day = CellValue::Date(date(2026, 11, 2));
        let points = CellValue::Number((n + 1) as f64);
        vec![key.clone(), summary.clone(), points.into(), day.into()]
    };
    let fill = TemplateFill {
        sheet: sheet.to_owned(),
        header_row,
        columns: columns.to_vec(),
        rows: (0..40).map(row).collect(),
        ..TemplateFill::default()
    };
    let bytes =
        fill_template(&std::fs::read(templates.join(name))?, &fill, &ReadLimits::default())?;
    std::fs::write(dir.join(format!("filled-{name}")), bytes)?;
    Ok(())
}

fn column(header: &str, kind: ColumnKind) -> ColumnSpec {
    ColumnSpec { header: header.to_owned(), kind, ..ColumnSpec::default() }
}

fn issues() -> SheetSpec {
    let mut key = column("Key", ColumnKind::Text);
    key.note = Some("The key of the issue. Leave it empty to create one.".to_owned());
    SheetSpec {
        name: "Issues".to_owned(),
        columns: vec![
            key,
            column("Summary", ColumnKind::Text),
            column("Description", ColumnKind::LongText),
            column("Points", ColumnKind::Number),
            column("Due", ColumnKind::Date),
            column("Created", ColumnKind::DateTime),
            column("Flagged", ColumnKind::General),
            status(),
            assignee(),
            ColumnSpec { read_only: true, ..column("Reporter", ColumnKind::Text) },
        ],
        rows: texts().into_iter().enumerate().map(|(index, text)| row(index, text)).collect(),
        frozen_columns: 1,
        autofilter: true,
        outline: vec![0, 1, 2, 2, 1, 0, 1],
        ..SheetSpec::default()
    }
}

/// A column whose list fits the rule.
fn status() -> ColumnSpec {
    let values = ["To Do", "In Progress", "Done"].map(str::to_owned).to_vec();
    let prompt = Some("A status that the workflow reaches from here.".to_owned());
    let choices = Choices { values, prompt, strict: true, ..Choices::default() };
    ColumnSpec { choices: Some(choices), required: true, ..column("Status", ColumnKind::Text) }
}

/// A column whose list needs the hidden sheet.
fn assignee() -> ColumnSpec {
    let values = (1..=60).map(|n| format!("Person, {n}")).collect();
    let choices = Choices { values, ..Choices::default() };
    ColumnSpec { choices: Some(choices), ..column("Assignee", ColumnKind::Text) }
}

/// Texts that programs are known to change.
fn texts() -> Vec<&'static str> {
    vec![
        "plain",
        "=1+1",
        "+41 44 000 00 00",
        "-5",
        "@mention",
        "007",
        "1e5",
        "2026-11-02",
        "TRUE",
        "#N/A",
        "  spaces kept  ",
        "two\nlines",
        "tab\there",
        "<b>&amp;</b> \"quoted\"",
        "_x0041_ is no A",
        "Größe 日本語 العربية 👩‍💻",
        "'apostrophe",
    ]
}

fn row(index: usize, text: &str) -> Vec<OutCell> {
    let number = [0.0, 1.0, -2.5, 0.1 + 0.2, 1e-7, 123_456_789_012_345.0, 1e21][index % 7];
    let day = date(2026, 1, 31).saturating_add(jiff::ToSpan::days(index as i64 * 29));
    let key = format!("DEMO-{}", index + 1);
    vec![
        OutCell {
            link: Some(format!("https://example.atlassian.net/browse/{key}")),
            value: CellValue::Text(key),
        },
        text.into(),
        format!("# {text}\n\n* one\n* two").as_str().into(),
        CellValue::Number(number).into(),
        CellValue::Date(day).into(),
        CellValue::DateTime(day.at(23, (index % 60) as i8, 59, 0)).into(),
        if index.is_multiple_of(3) {
            CellValue::Empty.into()
        } else {
            CellValue::Bool(index.is_multiple_of(2)).into()
        },
        ["To Do", "In Progress", "Done"][index % 3].into(),
        format!("Person, {}", index + 1).as_str().into(),
        "Ada Lovelace".into(),
    ]
}

fn about() -> TextSheet {
    let text = |text: &str| Paragraph { text: text.to_owned(), ..Paragraph::default() };
    TextSheet {
        name: "About".to_owned(),
        paragraphs: vec![
            Paragraph { heading: true, ..text("About this file") },
            text("Edit the cells, add rows, and give the file back to Rowport."),
            Paragraph {
                link: Some(
                    "https://example.atlassian.net/issues/?jql=project%20%3D%20DEMO".to_owned(),
                ),
                ..text("The query")
            },
        ],
    }
}

/// What an import compares with; only programs can show the sheet.
fn baseline() -> SheetSpec {
    let rows =
        (1..=17).map(|n| vec![CellValue::Number(f64::from(10_000 + n)).into(), "3f2a:9c".into()]);
    SheetSpec {
        name: "_baseline".to_owned(),
        columns: vec![column("id", ColumnKind::General), column("cells", ColumnKind::General)],
        rows: rows.collect(),
        visibility: Visibility::VeryHidden,
        ..SheetSpec::default()
    }
}

fn notes() -> SheetSpec {
    SheetSpec {
        name: "Größe & <mehr>".to_owned(),
        columns: vec![column("Note", ColumnKind::General)],
        rows: vec![vec!["hidden".into()]],
        visibility: Visibility::Hidden,
        ..SheetSpec::default()
    }
}
