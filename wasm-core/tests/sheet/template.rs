//! The user's own workbooks as templates.

use std::io::{Cursor, Read, Write};

use jiff::civil::date;
use wasm_core::sheet::{
    CellValue, ColumnSpec, OutCell, ReadLimits, ReadOptions, Sheet, SheetSpec, TemplateError,
    TemplateFill, Unfit, Visibility, WriteErrorKind, fill_template, read,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn template(name: &str) -> Vec<u8> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    std::fs::read(dir.join(name)).unwrap()
}

/// Rows of a key with a link, a summary, points and a day.
fn rows(count: u32) -> Vec<Vec<OutCell>> {
    let row = |n: u32| {
        let key = format!("DEMO-{n}");
        let link = Some(format!("https://example.atlassian.net/browse/{key}?a=1&b=2"));
        vec![
            OutCell { value: key.into(), link },
            "=1+1 <b> & _x0041_\nline".into(),
            CellValue::Number(f64::from(n)).into(),
            CellValue::Date(date(2026, 11, 2)).into(),
        ]
    };
    (1..=count).map(row).collect()
}

fn table(count: u32) -> TemplateFill {
    TemplateFill {
        sheet: "My issues".to_owned(),
        header_row: 2,
        columns: vec![0, 1, 2, 3],
        rows: rows(count),
        ..TemplateFill::default()
    }
}

fn plain(count: u32) -> TemplateFill {
    TemplateFill {
        sheet: "Issues".to_owned(),
        header_row: 0,
        columns: vec![0, 1, 2, 4],
        rows: rows(count),
        ..TemplateFill::default()
    }
}

fn filled(name: &str, fill: &TemplateFill) -> Vec<u8> {
    fill_template(&template(name), fill, &ReadLimits::default()).unwrap()
}

fn unfit(bytes: &[u8], fill: &TemplateFill) -> Unfit {
    match fill_template(bytes, fill, &ReadLimits::default()).unwrap_err() {
        TemplateError::Unfit(unfit) => {
            assert!(unfit.message().fix().is_some(), "{unfit:?} says nothing to do");
            unfit
        }
        other => panic!("{other}"),
    }
}

fn sheet(bytes: &[u8], name: &str) -> Sheet {
    read(bytes, &ReadOptions::default()).unwrap().0.sheet(name).unwrap().clone()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The entries of an archive as they are stored, still compressed.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index_raw(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (String::from_utf8(file.name_raw().to_vec()).unwrap(), bytes)
        })
        .collect()
}

/// A hidden sheet with a title.
fn mark(title: &str) -> SheetSpec {
    let header = |text: &str| ColumnSpec { header: text.to_owned(), ..ColumnSpec::default() };
    SheetSpec {
        name: "_mark".to_owned(),
        columns: vec![header(title), header("Keep it")],
        rows: vec![vec!["a".into(), "<&> \"1\"".into()]],
        visibility: Visibility::Hidden,
        ..SheetSpec::default()
    }
}

#[test]
fn a_hidden_sheet_is_added_once() {
    for name in ["table--xlsxwriter.xlsx", "plain--openpyxl.xlsx"] {
        let plain = template(name);
        let names = |bytes: &[u8]| {
            let workbook = read(bytes, &ReadOptions::default()).unwrap().0;
            workbook.sheets.into_iter().map(|sheet| sheet.name).collect::<Vec<_>>()
        };
        let fill = match name.starts_with("table") {
            true => table(3),
            false => self::plain(3),
        };
        let fill = |title: &str| TemplateFill { added: vec![mark(title)], ..fill.clone() };
        let limits = ReadLimits::default();
        let once = fill_template(&plain, &fill("First"), &limits).unwrap();
        let mut wanted = names(&plain);
        wanted.push("_mark".to_owned());
        assert_eq!(names(&once), wanted);
        assert_eq!(sheet(&once, "_mark").visibility, Visibility::Hidden);

        // A filled workbook can be filled again: the sheet is written anew.
        let twice = fill_template(&once, &fill("Second"), &limits).unwrap();
        assert_eq!(names(&twice), wanted);
        assert_eq!(sheet(&twice, "_mark").get(0, 0), &CellValue::from("Second"));
        let types = part(&twice, "[Content_Types].xml");
        assert_eq!(types.matches("PartName=\"/xl/worksheets/sheet").count(), wanted.len());
    }
}

#[test]
fn sheets_are_added_behind_the_others_and_written_anew() {
    for name in ["table--xlsxwriter.xlsx", "plain--openpyxl.xlsx"] {
        let fill = if name.starts_with("table") { table(3) } else { plain(3) };
        let added = |title: &str| {
            let other = SheetSpec { name: "Change history".to_owned(), ..mark("Key") };
            let visible = SheetSpec { visibility: Visibility::Visible, ..other };
            let links = SheetSpec { name: "Links".to_owned(), ..visible.clone() };
            TemplateFill { added: vec![visible, links, mark(title)], ..fill.clone() }
        };
        let limits = ReadLimits::default();
        let once = fill_template(&template(name), &added("First"), &limits).unwrap();
        let twice = fill_template(&once, &added("Second"), &limits).unwrap();
        for (bytes, title) in [(&once, "First"), (&twice, "Second")] {
            let sheets = read(bytes, &ReadOptions::default()).unwrap().0.sheets;
            let last: Vec<_> = sheets[sheets.len() - 3..]
                .iter()
                .map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.get(0, 0).to_text()))
                .collect();
            let key = || "Key".to_owned();
            let wanted = [
                ("Change history", Visibility::Visible, key()),
                ("Links", Visibility::Visible, key()),
                ("_mark", Visibility::Hidden, title.to_owned()),
            ];
            assert_eq!(last, wanted, "{name}");
            let types = part(bytes, "[Content_Types].xml");
            assert_eq!(types.matches("PartName=\"/xl/worksheets/sheet").count(), sheets.len());
        }
    }
}

#[test]
fn filled_rows_have_levels_and_parents_stand_above() {
    for (name, sheet, first) in
        [("table--xlsxwriter.xlsx", "My issues", 4), ("plain--openpyxl.xlsx", "Issues", 2)]
    {
        let fill = if first == 4 { table(4) } else { plain(4) };
        let fill = TemplateFill { outline: vec![0, 1, 9], ..fill };
        let bytes = filled(name, &fill);
        let workbook = read(&bytes, &ReadOptions::default()).unwrap().0;
        let number = workbook.sheets.iter().position(|s| s.name == sheet).unwrap() + 1;
        let xml = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        let row = |row: u32| {
            let at = xml.find(&format!("<row r=\"{row}\"")).unwrap();
            xml[at..].split('>').next().unwrap().to_owned()
        };
        assert!(!row(first).contains("outlineLevel") && !row(first + 3).contains("outlineLevel"));
        assert!(row(first + 1).contains("outlineLevel=\"1\""), "{}", row(first + 1));
        assert!(row(first + 2).contains("outlineLevel=\"7\""), "{}", row(first + 2));
        assert_eq!(xml.matches("summaryBelow=\"0\"").count(), 1, "{name}");
        assert_eq!(xml.matches("outlineLevelRow=\"7\"").count(), 1, "{name}");
        let order = ["<sheetPr", "<sheetFormatPr", "<sheetData"].map(|tag| xml.find(tag).unwrap());
        assert!(order.is_sorted(), "{name}: {order:?}");
        let plain = TemplateFill { outline: vec![0, 0], ..fill };
        let plain = part(&filled(name, &plain), &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!plain.contains("outlineLevelRow=\"7\"") && !plain.contains("summaryBelow=\"0\""));
    }
}

#[test]
fn the_rows_of_a_table_are_replaced() {
    let found = sheet(&filled("table--xlsxwriter.xlsx", &table(40)), "My issues");
    assert_eq!(found.get(0, 0), &CellValue::from("Report"));
    assert_eq!(found.get(2, 2), &CellValue::from("Points"));
    assert_eq!(found.rows.last().unwrap().index, 42);
    for n in 1..=40 {
        let row = n + 2;
        assert_eq!(found.get(row, 0), &CellValue::from(format!("DEMO-{n}")));
        assert_eq!(found.get(row, 1), &CellValue::from("=1+1 <b> & _x0041_\nline"));
        assert_eq!(found.get(row, 2), &CellValue::Number(f64::from(n)));
        assert_eq!(found.get(row, 3), &CellValue::Date(date(2026, 11, 2)));
    }
}

#[test]
fn what_reaches_over_all_rows_reaches_over_the_new_ones() {
    let bytes = filled("table--xlsxwriter.xlsx", &table(40));
    let worksheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "<f>SUM(C4:C43)</f>",
        "<conditionalFormatting sqref=\"C4:C43\">",
        "sqref=\"B4:B43\"",
        "<c r=\"E43\"><f>Work[[#This Row],[Points]]*2</f></c>",
    ] {
        assert!(worksheet.contains(wanted), "{wanted} in {worksheet}");
    }
    let table = part(&bytes, "xl/tables/table1.xml");
    assert_eq!(table.matches("ref=\"A3:E43\"").count(), 2, "{table}");
    assert!(part(&bytes, "xl/charts/chart1.xml").contains("<c:f>'My issues'!$C$4:$C$43</c:f>"));
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<f>SUM('My issues'!C4:C43)</f>"));
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("'My issues'!$C$4:$C$43"), "{workbook}");
    assert!(workbook.contains("fullCalcOnLoad=\"1\""), "{workbook}");
}

#[test]
fn everything_else_is_copied_byte_by_byte() {
    let template = template("table--xlsxwriter.xlsx");
    let bytes = fill_template(&template, &table(3), &ReadLimits::default()).unwrap();
    let mut changed: Vec<_> = entries(&template)
        .into_iter()
        .filter(|entry| !entries(&bytes).contains(entry))
        .map(|(name, _)| name)
        .collect();
    changed.sort_unstable();
    assert_eq!(
        changed,
        [
            "xl/charts/chart1.xml",
            "xl/tables/table1.xml",
            "xl/workbook.xml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
        ]
    );
}

#[test]
fn a_plain_range_keeps_its_styles_formulas_and_what_is_beside_it() {
    let bytes = filled("plain--openpyxl.xlsx", &plain(12));
    let worksheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(worksheet.contains("<autoFilter ref=\"A1:E13\""), "{worksheet}");
    assert_eq!(worksheet.matches("ht=\"31\"").count(), 12);
    assert_eq!(worksheet.matches("<hyperlink ").count(), 12);
    for row in 2..=13 {
        assert!(worksheet.contains(&format!("<f>SUM($C$2:C{row})</f>")), "{worksheet}");
    }
    let found = sheet(&bytes, "Issues");
    assert_eq!(found.get(1, 6), &CellValue::from("keep me"));
    assert_eq!(found.get(2, 6), &CellValue::from("and me"));
    assert_eq!(found.get(8, 6), &CellValue::from("far below, beside"));
    assert_eq!(found.get(8, 0), &CellValue::from("DEMO-8"));
    assert_eq!(found.get(12, 4), &CellValue::Date(date(2026, 11, 2)));
}

#[test]
fn fewer_rows_leave_nothing_of_the_old_ones() {
    for count in [0, 1] {
        let found = sheet(&filled("plain--openpyxl.xlsx", &plain(count)), "Issues");
        assert_eq!(found.get(2, 0), &CellValue::Empty);
        assert_eq!(found.get(2, 6), &CellValue::from("and me"));
        let bytes = filled("table--xlsxwriter.xlsx", &table(count));
        assert!(part(&bytes, "xl/tables/table1.xml").contains("ref=\"A3:E4\""));
        assert_eq!(sheet(&bytes, "My issues").get(4, 0), &CellValue::Empty);
    }
}

#[test]
fn a_filled_template_can_be_filled_again() {
    for (name, fill) in [
        ("table--xlsxwriter.xlsx", &table as &dyn Fn(u32) -> TemplateFill),
        ("plain--openpyxl.xlsx", &plain),
    ] {
        let limits = ReadLimits::default();
        let once = filled(name, &fill(30));
        let again = fill_template(&once, &fill(7), &limits).unwrap();
        let straight = filled(name, &fill(7));
        let cells = |bytes: &[u8]| read(bytes, &ReadOptions::default()).unwrap().0;
        assert_eq!(cells(&again), cells(&straight), "{name}");
        assert_eq!(part(&again, "xl/workbook.xml"), part(&straight, "xl/workbook.xml"));
        assert_eq!(part(&again, "xl/charts/chart1.xml"), part(&straight, "xl/charts/chart1.xml"));
    }
}

#[test]
fn dates_follow_the_system_of_the_workbook_and_get_a_format() {
    let mut fill = plain(1);
    // Into a column whose cells have no format for dates.
    fill.columns = vec![0, 4, 2, 1];
    fill.rows[0][1] = CellValue::DateTime(date(2026, 11, 2).at(9, 30, 0, 0)).into();
    let found = sheet(&filled("plain--openpyxl.xlsx", &fill), "Issues");
    assert_eq!(found.get(1, 1), &CellValue::Date(date(2026, 11, 2)));
    assert_eq!(found.get(1, 4), &CellValue::DateTime(date(2026, 11, 2).at(9, 30, 0, 0)));

    let template = super::corpus_file("date-1904--openpyxl.xlsx");
    let name = read(&template, &ReadOptions::default()).unwrap().0.sheets[0].name.clone();
    let rows = vec![vec![CellValue::Date(date(2026, 11, 2)).into()]];
    let fill = TemplateFill {
        sheet: name.clone(),
        header_row: 0,
        columns: vec![0],
        rows,
        ..TemplateFill::default()
    };
    let bytes = fill_template(&template, &fill, &ReadLimits::default()).unwrap();
    assert_eq!(sheet(&bytes, &name).get(1, 0), &CellValue::Date(date(2026, 11, 2)));
}

/// A template with another entry in its archive.
fn with_entry(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        out.raw_copy_file(archive.by_index_raw(index).unwrap()).unwrap();
    }
    out.start_file(name, SimpleFileOptions::default()).unwrap();
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap().into_inner()
}

#[test]
fn what_would_be_damaged_is_refused() {
    let whole = template("table--xlsxwriter.xlsx");
    assert_eq!(unfit(&template("totals--xlsxwriter.xlsx"), &table(9)), Unfit::Totals);
    let merged = Unfit::Merged { area: "B8:C8".to_owned() };
    assert_eq!(unfit(&template("merged--xlsxwriter.xlsx"), &table(9)), merged);
    assert_eq!(unfit(&template("below--openpyxl.xlsx"), &plain(9)), Unfit::Below { row: 5 });
    let cache = "xl/pivotCache/pivotCacheDefinition1.xml";
    for source in ["<worksheetSource name=\"Work\"/>", "<worksheetSource sheet=\"My issues\"/>"] {
        let pivot = format!(
            "<pivotCacheDefinition><cacheSource>{source}</cacheSource></pivotCacheDefinition>"
        );
        assert_eq!(unfit(&with_entry(&whole, cache, &pivot), &table(9)), Unfit::Pivot);
    }
    let signed = with_entry(&whole, "_xmlsignatures/sig1.xml", "<Signature/>");
    assert_eq!(unfit(&signed, &table(9)), Unfit::Signed);
    let other = TemplateFill { sheet: "Other".to_owned(), ..table(1) };
    assert_eq!(unfit(&whole, &other), Unfit::NoSheet { name: "Other".to_owned() });
    for name in ["every-type--libreoffice.ods", "every-type--sheetjs.xls", "every-type--raw.xlsb"] {
        assert_eq!(unfit(&super::corpus_file(name), &table(1)), Unfit::Format, "{name}");
    }
}

#[test]
fn a_pivot_table_over_other_rows_is_no_reason_to_refuse() {
    let pivot = "<pivotCacheDefinition><cacheSource><worksheetSource sheet=\"Sums\"/></cacheSource></pivotCacheDefinition>";
    let whole = template("table--xlsxwriter.xlsx");
    let bytes = with_entry(&whole, "xl/pivotCache/pivotCacheDefinition1.xml", pivot);
    assert!(fill_template(&bytes, &table(9), &ReadLimits::default()).is_ok());
}

#[test]
fn what_does_not_fit_a_cell_is_refused_with_its_place() {
    let mut fill = table(2);
    fill.rows[1][1] = "x".repeat(32_768).as_str().into();
    let limits = ReadLimits::default();
    let error = fill_template(&template("table--xlsxwriter.xlsx"), &fill, &limits).unwrap_err();
    let TemplateError::Write(error) = error else { panic!("{error}") };
    assert_eq!(error.kind, WriteErrorKind::CellTooLong { chars: 32_768 });
    assert_eq!(error.at.unwrap().to_string(), "'My issues'!B5");
}

#[test]
fn every_workbook_of_the_corpus_is_filled_or_refused() {
    let mut filled = 0;
    for name in super::corpus_names() {
        let bytes = super::corpus_file(&name);
        let Ok((workbook, _)) = read(&bytes, &ReadOptions::default()) else { continue };
        for found in &workbook.sheets {
            let header_row = wasm_core::sheet::guess_header_row(found);
            let fill = TemplateFill {
                sheet: found.name.clone(),
                header_row,
                columns: vec![0, 1, 2, 3],
                rows: rows(5),
                added: vec![mark("Mark")],
                ..TemplateFill::default()
            };
            if let Ok(bytes) = fill_template(&bytes, &fill, &ReadLimits::default()) {
                let back = sheet(&bytes, &found.name);
                let hidden = sheet(&bytes, "_mark");
                assert_eq!(hidden.visibility, Visibility::Hidden, "{name}");
                assert_eq!(hidden.get(1, 1), &CellValue::from("<&> \"1\""), "{name}");
                assert_eq!(back.get(header_row + 5, 0), &CellValue::from("DEMO-5"), "{name}");
                filled += 1;
            }
        }
    }
    assert!(filled > 30, "only {filled}");
}
