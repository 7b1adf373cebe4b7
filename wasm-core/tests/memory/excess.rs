//! Files that hold too much of one thing, forged or far-reaching: none costs more than its limits.

use wasm_core::sheet::ReadLimits;

use super::made::{opendocument, related, zipped};
use super::{MIB, corpus_file, peak};

#[test]
fn forged_and_far_reaching_files_cost_little() {
    for (name, most) in [
        ("far-away-cell--openpyxl.xlsx", MIB),
        ("claims-billions-of-cells--raw.xls", MIB),
        ("bad-endless-chain--raw.xls", MIB),
        ("bad-doctype--raw.xlsx", MIB),
        ("bad-encrypted--msoffcrypto.xlsx", MIB),
        ("deep-nesting--raw.xlsx", MIB),
        ("many-merged-cells--raw.xlsx", 2 * MIB),
        ("repeated-rows-and-columns--raw.ods", MIB),
    ] {
        let (peak, _) = peak(&corpus_file(name), ReadLimits::default());
        assert!(peak < most, "{name} took {peak} bytes");
    }
    // Sixteen billion cells of one character, up to the limit of cells in a row.
    let (peak, _) =
        peak(&corpus_file("bad-claims-billions-of-cells--raw.ods"), ReadLimits::default());
    assert!(peak < 8 * MIB, "the repeated cell took {peak} bytes");
}

/// A budget of 4 MiB, and files that would take many times as much: what they take is that budget, a
/// table as large, and the buffers of a reader, which grow to 16 MiB.
#[test]
fn each_kind_of_excess_ends_within_the_budget() {
    let limits = ReadLimits { memory_bytes: 4 << 20, ..ReadLimits::default() };
    for (name, file, expected) in excesses() {
        let (peak, code) = peak(&file, limits.clone());
        assert_eq!(code, expected, "{name}");
        let most = 40 * MIB + 3 * if file.starts_with(b"PK") { 0 } else { file.len() };
        assert!(peak < most, "{name} took {peak} bytes");
    }
}

/// Files of each format that hold too much of one thing, and how they are told.
fn excesses() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let cell =
        |body: &str| xlsx(&[], &format!("<row><c t=\"inlineStr\"><is>{body}</is></c></row>"));
    let (memory, long) = ("file-needs-too-much-memory", "file-cell-too-long");
    let many = |piece: &str, count: usize| piece.repeat(count);
    let styles = |inner: &str| {
        xlsx(
            &[("styles", &format!("<styleSheet>{inner}</styleSheet>"))],
            "<row><c><v>1</v></c></row>",
        )
    };
    let numbered = |piece: fn(usize) -> String| (0..100_000).map(piece).collect::<String>();
    let spaces = "<text:s text:c=\"32767\"/>";
    vec![
        ("a text in one piece", cell(&format!("<t>{}</t>", many("x", 12 << 20))), long),
        ("a text in pieces", cell(&many("<r><t>a text of some length</t></r>", 1 << 18)), long),
        (
            "a text of CDATA",
            cell(&format!("<t>{}</t>", many("<![CDATA[a long text]]>", 1 << 18))),
            long,
        ),
        (
            "shared texts that are empty",
            xlsx(&[("sharedStrings", &format!("<sst>{}</sst>", many("<si/>", 1 << 19)))], ""),
            memory,
        ),
        (
            "cell formats",
            styles(&format!("<cellXfs>{}</cellXfs>", many("<xf/>", 1 << 19))),
            "file-damaged",
        ),
        (
            "number formats",
            styles(&numbered(|at| {
                format!("<numFmt numFmtId=\"{at}\" formatCode=\"0&quot; {at}&quot;\"/>")
            })),
            memory,
        ),
        (
            "merged cells",
            xlsx(
                &[],
                &format!(
                    "<row/></sheetData><mergeCells>{}",
                    many("<mergeCell ref=\"A1:B2\"/>", 500_000)
                ),
            ),
            memory,
        ),
        (
            "relationships",
            zipped(&[
                ("xl/workbook.xml", "<workbook/>".to_owned()),
                (
                    "xl/_rels/workbook.xml.rels",
                    numbered(|at| format!("<Relationship Id=\"r{at}\" Type=\"x\" Target=\"y\"/>")),
                ),
            ]),
            memory,
        ),
        (
            "wide and narrow rows in turn",
            xlsx(
                &[],
                &many(
                    &format!(
                        "<row>{}</row><row><c><v>1</v></c></row>",
                        many("<c><v>1</v></c>", 1_000)
                    ),
                    60,
                ),
            ),
            "",
        ),
        (
            "spaces",
            ods(&format!(
                "<table:table-cell><text:p>{}x</text:p></table:table-cell>",
                many(spaces, 10_000)
            )),
            long,
        ),
        (
            "paragraphs",
            ods(&format!("<table:table-cell>{}</table:table-cell>", many("<text:p/>", 4 << 20))),
            long,
        ),
        (
            "cells in a row",
            ods(&many(
                "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>",
                20_000,
            )),
            "file-damaged",
        ),
        ("delimiters", format!("a,b\n{}", many(",", 8 << 20)).into_bytes(), ""),
        ("lines", many("a\n", 1 << 20).into_bytes(), memory),
    ]
}

/// A workbook of one sheet with these rows, and these parts of a kind.
fn xlsx(parts: &[(&str, &str)], rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut all = vec![("worksheet", "s.xml", sheet.as_bytes())];
    all.extend(parts.iter().map(|(kind, text)| (*kind, *kind, text.as_bytes())));
    related(&all)
}

/// An OpenDocument file of one sheet with one row of these cells.
fn ods(cells: &str) -> Vec<u8> {
    opendocument(&format!("<table:table-row>{cells}</table:table-row>"))
}
