"""Files as XlsxWriter writes them: stored formula values, inline strings, escapes, tables."""

import datetime as dt

import xlsxwriter

from paths import path


def workbook(cause, extension="xlsx", **options):
    book = xlsxwriter.Workbook(path(cause, "xlsxwriter", extension), options)
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    return book, book.add_worksheet("Issues")


book, sheet = workbook("formula-with-value")
sheet.write_row(0, 0, ["A", "Number", "Text", "Empty text", "Error"])
sheet.write_number(1, 0, 2)
sheet.write_formula(1, 1, "=A2*2", None, 4)
sheet.write_formula(1, 2, '="x"&A2', None, "x2")
sheet.write_formula(1, 3, '=""', None, "")
sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
sheet.write_dynamic_array_formula("F2", "=SEQUENCE(3)", None, 1)
book.close()

book, sheet = workbook("escapes-in-text")
sheet.write_column(0, 0, ["Text", "a\r\nb", "_x000D_ as text", "tab\there", "\x01\x1f", "<&>\"'", " pad "])
book.close()

book, sheet = workbook("inline-strings", constant_memory=True)
for row, text in enumerate(["Text", "one", " two ", "three\nlines"]):
    sheet.write_string(row, 0, text)
book.close()

book, sheet = workbook("number-formats")
formats = [
    ("yyyy-mm-dd", 46000),
    ("yyyy-mm-dd", 46000.75),
    ("dd.mm.yyyy hh:mm", 46000),
    ("mmm yy", 46000),
    ("h:mm AM/PM", 0.5),
    ("[h]:mm", 1.5),
    ("mm:ss.0", 0.001),
    ('0 "days"', 12),
    ("#,##0.00 [$€-407]", 1234.5),
    ("0.00E+00", 1e10),
    ("0%", 0.25),
    ("[Red]0;[Blue]-0", -7),
    ("yyyy-mm-dd", 59),
    ("yyyy-mm-dd", 60),
    ("yyyy-mm-dd", 61),
    ("yyyy-mm-dd", 0),
    ("yyyy-mm-dd", -3),
    ("yyyy-mm-dd", 2958466),
    ("@", 12),
]
for row, (code, value) in enumerate(formats):
    sheet.write_string(row, 0, code)
    sheet.write_number(row, 1, value, book.add_format({"num_format": code}))
book.close()

book, sheet = workbook("links-comments-table")
sheet.add_table("A1:B3", {"columns": [{"header": "Key"}, {"header": "Summary"}]})
sheet.write_url("A2", "https://example.atlassian.net/browse/A-1", string="A-1")
sheet.write("B2", "One")
sheet.write_comment("B2", "a comment")
sheet.write("A3", "A-2")
book.close()

book, sheet = workbook("macros", "xlsm")
sheet.write("A1", "Key")
sheet.write("A2", "A-1")
with open("/tmp/vbaProject.bin", "wb") as project:
    project.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
book.add_vba_project("/tmp/vbaProject.bin")
book.close()
