"""Changes a workbook with openpyxl as a person would in a spreadsheet program.

Usage: edit.py, with a JSON list of `{"source", "target", "edit"}` on standard input. What an edit
says is explained in `scenarios.mjs`.
"""

import copy
import json
import sys

import openpyxl


def change(source, target, edit):
    book = openpyxl.load_workbook(source)
    if edit:
        rearrange(book, edit)
    for name in edit.get("drop", []):
        del book[name]
    if "damage" in edit:
        for row in book[edit["damage"]].iter_rows(min_row=7):
            row[1].value = "damaged"
    book.save(target)


def rearrange(book, edit):
    sheet = next(sheet for sheet in book if sheet.cell(1, 1).value == "Key")
    grid = [[take(cell) for cell in row] for row in sheet]
    header = [cell["value"] for cell in grid[0]]
    for item in edit.get("set", []):
        row = next(row for row in grid if row[0]["value"] == item["key"])
        row[header.index(item["header"])]["value"] = item["value"]
    order = edit.get("columns", header)
    rows = [0] + [at + 1 for at in edit.get("rows", range(len(grid) - 1))]
    new = [[grid[row][header.index(name)] for name in order] for row in rows]
    for row in sheet:
        for cell in row:
            cell.value = cell.hyperlink = None
    for at, row in enumerate(new, 1):
        for place, taken in enumerate(row, 1):
            put(sheet.cell(at, place), taken)
    for place, name in enumerate(order, 1):
        sheet.cell(1, place).value = edit.get("headers", {}).get(name, name)
    for at in edit.get("hidden", []):
        sheet.row_dimensions[at + 2].hidden = True
    sheet.title = edit.get("sheet", sheet.title)


def take(cell):
    kind = cell.data_type
    return {"value": cell.value, "kind": kind, "style": copy.copy(cell._style), "link": cell.hyperlink}


def put(cell, taken):
    cell.value = taken["value"]
    if taken["kind"] == "s":
        # A text that was one stays one, whatever it starts with.
        cell.data_type = "s"
    cell._style = copy.copy(taken["style"])
    if taken["link"]:
        cell.hyperlink = taken["link"].target


if __name__ == "__main__":
    for item in json.load(sys.stdin):
        change(item["source"], item["target"], item["edit"])
