"""Spreadsheets as a program that is not ours sees them: read, edited, made and saved.

Usage: sheets.py read|edit|append|make|layout, with a JSON object on standard input.
A date is `{"date": "2027-01-31"}`, in what is given and in what is printed.
"""

import datetime
import json
import sys

import openpyxl


def read(source):
    """The sheets with their cells as stored, row by row."""
    book = openpyxl.load_workbook(source)
    return {sheet.title: [[shown(cell.value) for cell in row] for row in sheet] for sheet in book}


def edit(source, target, changes=(), rows=(), columns=()):
    """Saves a copy in which rows are changed (by key), and columns and rows added at the end.

    Without either it is what a program writes that opens a file and saves it.
    """
    book = openpyxl.load_workbook(source)
    sheet = table_of(book)
    for number, header in enumerate(columns, sheet.max_column + 1):
        sheet.cell(1, number).value = header
    columns = {cell.value: cell.column for cell in sheet[1]}
    places = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    added = [(sheet.max_row + 1 + number, values) for number, values in enumerate(rows)]
    changed = [(places[change["key"]], change["values"]) for change in changes]
    for row, values in changed + added:
        for header, value in values.items():
            sheet.cell(row, columns[header]).value = stored(value)
    book.save(target)
    return {"last": sheet.max_row, "rows": places}


def append(source, target, sheets, changes=()):
    """Saves a copy with rows added to sheets by their name, and cells changed by their address."""
    book = openpyxl.load_workbook(source)
    last = {}
    for name, rows in sheets.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        last[name] = sheet.max_row
        for number, values in enumerate(rows, sheet.max_row + 1):
            for header, value in values.items():
                sheet.cell(number, columns[header]).value = stored(value)
    for change in changes:
        book[change["sheet"]][change["cell"]].value = stored(change["value"])
    book.save(target)
    return last


def table_of(book):
    """The sheet whose header names the key: an export has one before it that explains the file."""
    keyed = (sheet for sheet in book if any(cell.value == "Key" for cell in sheet[1]))
    return next(keyed, book.worksheets[0])


def layout(source):
    """How the sheet with the keys is laid out, and which sheets are hidden."""
    book = openpyxl.load_workbook(source)
    sheet = table_of(book)
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    return {
        "levels": [sheet.row_dimensions[row].outlineLevel for row in range(2, sheet.max_row + 1)],
        "above": not sheet.sheet_properties.outlinePr.summaryBelow,
        "protected": sheet.protection.sheet,
        "locked": [cell.value for cell in sheet[1] if sheet.cell(2, cell.column).protection.locked],
        "widths": {name: sheet.column_dimensions[letter].width for name, letter in letters.items()},
        "offered": [name for name, letter in letters.items() if offers(sheet, f"{letter}2")],
        "hidden": [other.title for other in book if other.sheet_state != "visible"],
    }


def offers(sheet, address):
    """Whether a cell has a dropdown."""
    return any(address in rule.sqref for rule in sheet.data_validations.dataValidation)


def make(target, sheets):
    """Saves a workbook with the given sheets: name and rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([stored(value) for value in row])
    book.save(target)
    return {}


def stored(value):
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["date"])
    return value


def shown(value):
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    return value


if __name__ == "__main__":
    ways = {"read": read, "edit": edit, "append": append, "make": make, "layout": layout}
    does = ways[sys.argv[1]]
    print(json.dumps(does(**json.load(sys.stdin))))
