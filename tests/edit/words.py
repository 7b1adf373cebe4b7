"""Changes one word in each description of an exported workbook, as a person would in Excel.

Usage: words.py IN.xlsx OUT.xlsx, with a JSON object on standard input: for each key the words to
try, `[{"word", "new"}, …]`. The first that occurs once in the cell is replaced. Prints for each
key the number of the word that was, or null, and the cell's length.
"""

import json
import sys

import openpyxl
from sheets import table_of

HEADER = "Description"


def main(source, target, words):
    book = openpyxl.load_workbook(source)
    sheet = table_of(book)
    column = next(cell.column for cell in sheet[1] if cell.value == HEADER)
    done = {}
    for row in range(2, sheet.max_row + 1):
        key = sheet.cell(row, 1).value
        if key in words:
            done[key] = change(sheet.cell(row, column), words[key])
    book.save(target)
    return done


def change(cell, words):
    text = "" if cell.value is None else str(cell.value)
    once = (at for at, word in enumerate(words) if text.count(word["word"]) == 1)
    at = next(once, None)
    if at is not None:
        cell.value = text.replace(words[at]["word"], words[at]["new"])
        cell.data_type = "s"
    return {"word": at, "length": len(text)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:], json.load(sys.stdin))))
