"""What the engine writes, as openpyxl reads it: directly, and after LibreOffice saved it.

Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
"""

import csv
import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from office import in_libreoffice

SAMPLE = Path(__file__).resolve().parents[3] / "target" / "corpus"
SPEC = json.loads((SAMPLE / "sample.json").read_text())
EXCEL = SAMPLE / "sample.xlsx"


def wanted(cell):
    """The value of a described cell as openpyxl gives it."""
    kind, value = cell["value"]["type"], cell["value"].get("value")
    if kind == "date":
        return dt.datetime.fromisoformat(value)
    if kind == "date_time":
        return dt.datetime.fromisoformat(value)
    return value


def cells(sheet):
    """The described cells of a sheet by row and column, the header first."""
    header = [{"value": {"type": "text", "value": column["header"]}} for column in sheet["columns"]]
    for row, values in enumerate([header, *sheet["rows"]], 1):
        for column, cell in enumerate(values, 1):
            yield row, column, wanted(cell)


def same_cells(path, same, **options):
    workbook = openpyxl.load_workbook(path, **options)
    for sheet in SPEC["sheets"]:
        found = workbook[sheet["name"]]
        for row, column, value in cells(sheet):
            cell = found.cell(row, column)
            assert same(cell.value, value), f"{cell.coordinate}: {cell.value!r}, not {value!r}"
            assert cell.data_type != "f", cell.coordinate


def exactly(found, value):
    return found == value and isinstance(found, bool) == isinstance(value, bool)


def nearly(found, value):
    """LibreOffice keeps 15 digits of a number."""
    if isinstance(value, float):
        return found == pytest.approx(value, rel=1e-14)
    return exactly(found, value)


def test_openpyxl_reads_the_same_cells():
    same_cells(EXCEL, exactly)


def test_the_header_stays_in_view_and_filters():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:J{sheet.max_row}"
    assert "Leave it empty" in sheet["A1"].comment.text


def test_keys_link_to_their_issue():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    assert sheet["A2"].hyperlink.target == "https://example.atlassian.net/browse/DEMO-1"


def test_formats_say_what_the_cells_are():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    formats = {name: sheet[f"{name}2"].number_format for name in "BEF"}
    assert formats == {"B": "@", "E": "yyyy-mm-dd", "F": "yyyy-mm-dd hh:mm"}


def states(workbook):
    return [sheet.sheet_state for sheet in workbook]


def lists(sheet):
    """The dropdowns of a sheet: source by column."""
    rules = sheet.data_validations.dataValidation
    return {str(rule.sqref)[0]: (rule.formula1, rule.errorStyle or "stop") for rule in rules}


DROPDOWNS = {
    "H": ('"To Do,In Progress,Done"', "stop"),
    "I": ("_lists!$A$2:$A$61", "warning"),
}


def test_the_issues_open_and_the_rest_is_hidden():
    workbook = openpyxl.load_workbook(EXCEL)
    assert workbook.active.title == "Issues"
    assert workbook.sheetnames == ["About", "Issues", "Größe & <mehr>", "_baseline", "_lists"]
    assert states(workbook) == ["visible", "visible", "hidden", "veryHidden", "hidden"]
    assert [cell.value for cell in workbook["_lists"]["A"]][:2] == ["Assignee", "Person, 1"]


def test_columns_say_what_may_be_entered():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    assert lists(sheet) == DROPDOWNS
    rule = sheet.data_validations.dataValidation[0]
    assert (str(rule.sqref), rule.prompt) == ("H2:H1018", "A status that the workflow reaches from here.")
    assert sheet["H1"].value == "Status"
    assert sheet["H1"].number_format == '@" *"'
    assert sheet["J2"].fill.start_color.rgb == "FFF1F2F4"
    assert sheet["A1"].comment.author == "Rowport"


def test_children_are_grouped_under_their_parent():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    levels = [sheet.row_dimensions[row].outlineLevel for row in range(2, 10)]
    assert levels == [0, 1, 2, 2, 1, 0, 1, 0]
    assert not sheet.sheet_properties.outlinePr.summaryBelow


def test_openpyxl_keeps_what_helps_when_it_saves(tmp_path):
    openpyxl.load_workbook(EXCEL).save(tmp_path / "saved.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "saved.xlsx")
    assert states(saved) == ["visible", "visible", "hidden", "veryHidden", "hidden"]
    assert lists(saved["Issues"]) == DROPDOWNS
    assert "Leave it empty" in saved["Issues"]["A1"].comment.text


def test_libreoffice_saves_the_same_cells_and_keeps_what_helps(tmp_path):
    saved = in_libreoffice(EXCEL, tmp_path)
    # A boolean becomes the formula =TRUE() with its value.
    same_cells(saved, nearly, data_only=True)
    workbook = openpyxl.load_workbook(saved)
    # It knows hidden sheets, but none that only programs can show.
    assert states(workbook) == ["visible", "visible", "hidden", "hidden", "hidden"]
    assert lists(workbook["Issues"]) == DROPDOWNS
    assert "Leave it empty" in workbook["Issues"]["A1"].comment.text
    assert workbook["Issues"].row_dimensions[4].outlineLevel == 2


def test_python_reads_the_same_csv():
    with open(SAMPLE / "sample.csv", newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    summaries = [row[1]["value"]["value"] for row in SPEC["sheets"][0]["rows"]]
    assert len(rows) == len(summaries) + 1
    for row, summary in zip(rows[1:], summaries):
        risky = summary.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r")
        assert row[1] == ("'" + summary if risky else summary)
