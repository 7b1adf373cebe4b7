"""What the engine writes, as openpyxl reads it: directly, and after LibreOffice saved it.

Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
"""

import csv
import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

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
    assert sheet.auto_filter.ref == f"A1:G{sheet.max_row}"
    assert "Leave it empty" in sheet["A1"].comment.text


def test_keys_link_to_their_issue():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    assert sheet["A2"].hyperlink.target == "https://example.atlassian.net/browse/DEMO-1"


def test_formats_say_what_the_cells_are():
    sheet = openpyxl.load_workbook(EXCEL)["Issues"]
    formats = {name: sheet[f"{name}2"].number_format for name in "BEF"}
    assert formats == {"B": "@", "E": "yyyy-mm-dd", "F": "yyyy-mm-dd hh:mm"}


def test_hidden_sheets_are_hidden():
    assert openpyxl.load_workbook(EXCEL)["Größe & <mehr>"].sheet_state == "hidden"


def test_libreoffice_saves_the_same_cells(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(EXCEL)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    # A boolean becomes the formula =TRUE() with its value.
    same_cells(tmp_path / "sample.xlsx", nearly, data_only=True)


def test_python_reads_the_same_csv():
    with open(SAMPLE / "sample.csv", newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    summaries = [row[1]["value"]["value"] for row in SPEC["sheets"][0]["rows"]]
    assert len(rows) == len(summaries) + 1
    for row, summary in zip(rows[1:], summaries):
        risky = summary.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r")
        assert row[1] == ("'" + summary if risky else summary)
