"""Edits an exported workbook as a person would in Excel.

Usage: demo.py IN.xlsx OUT.xlsx CANARY
Changes 120 rows, adds 40, and prints as JSON what was done.
"""

import datetime
import json
import sys

import openpyxl

CHANGED, ADDED = 120, 40


def main(source, target, canary):
    book = openpyxl.load_workbook(source)
    sheet = next(sheet for sheet in book if sheet["A1"].value == "Key")
    columns = {cell.value: cell.column for cell in sheet[1]}
    changed = [change(sheet, columns, 2 + 5 * n, n, canary) for n in range(CHANGED)]
    template = read(sheet, columns, 2)
    added = [add(sheet, columns, template, n, canary) for n in range(ADDED)]
    book.save(target)
    print(json.dumps({"changed": changed, "added": added}))


def read(sheet, columns, row):
    return {header: sheet.cell(row, column).value for header, column in columns.items()}


def change(sheet, columns, row, number, canary):
    """Changes one field of one row: the summary, the due date or the labels in turn."""
    key = sheet.cell(row, columns["Key"]).value
    kind = ["Summary", "Due date", "Labels"][number % 3]
    if kind == "Summary":
        value = f"{canary} edited {number}"
        sheet.cell(row, columns[kind]).value = value
    elif kind == "Due date":
        value = datetime.date(2027, 1, 1) + datetime.timedelta(days=number)
        sheet.cell(row, columns[kind]).value = value
        value = value.isoformat()
    else:
        value = f"{canary.lower()}-{number}"
        sheet.cell(row, columns[kind]).value = value
    return {"key": key, "field": kind, "value": value}


def add(sheet, columns, template, number, canary):
    """Adds a row at the end, of a standard issue type."""
    row = sheet.max_row + 1
    values = {
        "Summary": f"{canary} new {number}",
        "Work type": "Task",
        "Issue Type": "Task",
        "Description": f"Made in the workbook, row **{row}**",
        "Project": template.get("Project"),
        "Space": template.get("Space"),
    }
    for header, value in values.items():
        if header in columns:
            sheet.cell(row, columns[header]).value = value
    return values["Summary"]


if __name__ == "__main__":
    main(*sys.argv[1:])
