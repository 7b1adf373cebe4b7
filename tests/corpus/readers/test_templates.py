"""Templates of other programs that the engine filled in, as openpyxl reads them: directly, and
after LibreOffice calculated and saved them.

Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
"""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from office import in_libreoffice

ROOT = Path(__file__).resolve().parents[3]
FILLED = ROOT / "target" / "corpus"
TEMPLATES = ROOT / "tests" / "corpus" / "templates"
TABLE = "table--xlsxwriter.xlsx"
PLAIN = "plain--openpyxl.xlsx"
COUNT = 40
TOTAL = sum(range(1, COUNT + 1))


def filled(name):
    return FILLED / f"filled-{name}"


def rows(sheet, header_row, columns):
    """The cells of the filled rows."""
    for row in range(header_row + 1, header_row + 1 + COUNT):
        yield [sheet[f"{column}{row}"] for column in columns]


@pytest.mark.parametrize("name, sheet, header_row, columns", [(TABLE, "My issues", 3, "ABCD"), (PLAIN, "Issues", 1, "ABCE")])
def test_openpyxl_reads_the_rows(name, sheet, header_row, columns):
    found = openpyxl.load_workbook(filled(name))[sheet]
    for number, (key, summary, points, due) in enumerate(rows(found, header_row, columns), 1):
        assert key.value == f"DEMO-{number}"
        assert key.hyperlink.target == f"https://example.atlassian.net/browse/DEMO-{number}"
        assert summary.data_type == "s"
        assert points.value == number
        assert due.value == dt.datetime(2026, 11, 2)


def test_every_row_looks_like_the_first_one_of_the_template():
    before = openpyxl.load_workbook(TEMPLATES / PLAIN)["Issues"]
    after = openpyxl.load_workbook(filled(PLAIN))["Issues"]
    for column in "ABCDE":
        first = before[f"{column}2"]
        for row in (2, 3, 20, COUNT + 1):
            cell = after[f"{column}{row}"]
            assert (cell.font.name, cell.font.b) == (first.font.name, first.font.b)
            assert cell.number_format == first.number_format
            assert cell.alignment.wrap_text == first.alignment.wrap_text
            assert after.row_dimensions[row].height == 31


def test_tables_rules_and_names_reach_to_the_last_row():
    book = openpyxl.load_workbook(filled(TABLE))
    sheet = book["My issues"]
    table = sheet.tables["Work"]
    assert (table.ref, table.autoFilter.ref) == ("A3:E43", "A3:E43")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C4:C43"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == "B4:B43"
    assert book.defined_names["AllPoints"].attr_text == "'My issues'!$C$4:$C$43"
    assert sheet.freeze_panes == "B4"
    assert openpyxl.load_workbook(filled(PLAIN))["Issues"].auto_filter.ref == "A1:E41"


@pytest.mark.parametrize("name", [TABLE, PLAIN])
def test_nothing_of_the_template_is_lost(name):
    before, after = zipfile.ZipFile(TEMPLATES / name), zipfile.ZipFile(filled(name))
    assert set(before.namelist()) <= set(after.namelist())
    assert after.testzip() is None


def test_libreoffice_calculates_the_filled_table(tmp_path):
    book = openpyxl.load_workbook(in_libreoffice(filled(TABLE), tmp_path), data_only=True)
    assert book["My issues"]["C1"].value == TOTAL
    assert book["Sums"]["A1"].value == TOTAL
    assert book["Sums"]["A2"].value == TOTAL
    doubles = [cell.value for (cell,) in rows(book["My issues"], 3, "E")]
    assert doubles == [2 * number for number in range(1, COUNT + 1)]
    assert len(book["Sums"]._charts) == 1


def test_libreoffice_calculates_the_filled_range(tmp_path):
    book = openpyxl.load_workbook(in_libreoffice(filled(PLAIN), tmp_path), data_only=True)
    assert book["Sums"]["A1"].value == TOTAL
    running = [cell.value for (cell,) in rows(book["Issues"], 1, "D")]
    assert running == [sum(range(1, number + 1)) for number in range(1, COUNT + 1)]
    assert book["Issues"]["G2"].value == "keep me"
    assert book["Issues"]["G9"].value == "far below, beside"
