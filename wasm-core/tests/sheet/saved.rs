//! An export is known again after other programs saved it.

use wasm_core::sheet::{CellValue, ReadOptions, Visibility, Workbook, read};

use super::corpus_file;

const PROGRAMS: [&str; 5] =
    ["exceljs.xlsx", "libreoffice.ods", "libreoffice.xlsx", "openpyxl.xlsx", "sheetjs.xlsx"];

fn saved_by(program: &str) -> Workbook {
    let bytes = corpus_file(&format!("export-saved--{program}"));
    read(&bytes, &ReadOptions::default()).unwrap().0
}

#[test]
fn the_baseline_stays_hidden_and_whole() {
    for program in PROGRAMS {
        let workbook = saved_by(program);
        let baseline = workbook.sheet("_baseline").unwrap();
        // LibreOffice knows only one way to hide a sheet.
        let hidden = match program.starts_with("libreoffice") {
            true => Visibility::Hidden,
            false => Visibility::VeryHidden,
        };
        assert_eq!(baseline.visibility, hidden, "{program}");
        for n in 1..=17_u32 {
            assert_eq!(baseline.get(n, 0), &CellValue::Number(f64::from(10_000 + n)), "{program}");
            assert_eq!(baseline.get(n, 1), &CellValue::from("3f2a:9c"), "{program}");
        }
    }
}

#[test]
fn the_issues_are_the_sheet_a_person_means() {
    for program in PROGRAMS {
        let workbook = saved_by(program);
        assert_eq!(workbook.sheets[0].name, "About", "{program}");
        assert_eq!(workbook.first_sheet().unwrap().name, "Issues", "{program}");
    }
}
