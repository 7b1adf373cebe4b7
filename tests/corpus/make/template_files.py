"""Workbooks as users make them, to be filled in: with charts, formulas, rules, names and tables."""

import datetime as dt

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from paths import FILES

TEMPLATES = FILES.parent / "templates"
TEMPLATES.mkdir(exist_ok=True)
DAY = dt.date(2026, 1, 5)


def table(name, totals=False, merged=False):
    """A table object below a title, with a chart and sums on other sheets."""
    book = xlsxwriter.Workbook(TEMPLATES / f"{name}--xlsxwriter.xlsx")
    book.set_properties({"created": dt.datetime(2026, 1, 1)})
    sheet = book.add_worksheet("My issues")
    date = book.add_format({"num_format": "dd.mm.yyyy", "bg_color": "#FFF4D6"})
    red = book.add_format({"font_color": "#C00000"})
    sheet.write("A1", "Report", book.add_format({"bold": True, "font_size": 16}))
    sheet.write_formula("C1", "=SUM(C4:C5)", None, 8)
    columns = [{"header": header} for header in ("Key", "Summary", "Points")]
    columns += [{"header": "Due", "format": date}, {"header": "Double", "formula": "=Work[[#This Row],[Points]]*2"}]
    rows = [["OLD-1", "old", 3, DAY], ["OLD-2", "older", 5, DAY]]
    last = 6 if totals else 5
    sheet.add_table(f"A3:E{last}", {"name": "Work", "columns": columns, "data": rows, "total_row": totals})
    sheet.conditional_format("C4:C5", {"type": "cell", "criteria": ">", "value": 4, "format": red})
    sheet.data_validation("B4:B5", {"validate": "list", "source": ["old", "older", "new"]})
    sheet.freeze_panes(3, 1)
    if merged:
        sheet.merge_range("G4:G5", "note")
        sheet.merge_range("B8:C8", "in the way")
    sums = book.add_worksheet("Sums")
    sums.write_formula("A1", "=SUM('My issues'!C4:C5)", None, 8)
    sums.write_formula("A2", "=SUM(Work[Points])", None, 8)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "='My issues'!$A$4:$A$5", "values": "='My issues'!$C$4:$C$5"})
    sums.insert_chart("C2", chart)
    book.define_name("AllPoints", "='My issues'!$C$4:$C$5")
    book.close()


def plain(name, below=False):
    """A plain range with styles, formulas of cells, a filter, and notes beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Issues"
    sheet.append(["Key", "Summary", "Points", "Running", "Due", None, "Note"])
    sheet.append(["OLD-1", "old", 3, "=SUM($C$2:C2)", DAY, None, "keep me"])
    sheet.append(["OLD-2", "older", 5, "=SUM($C$2:C3)", DAY, None, "and me"])
    sheet["G9"] = "far below, beside"
    for cell in sheet[2]:
        cell.font = Font(name="Courier New", bold=cell.column == 1)
    sheet["B2"].alignment = Alignment(wrap_text=True)
    sheet["E2"].number_format = sheet["E3"].number_format = "yyyy-mm-dd"
    sheet["A2"].hyperlink = "https://example.com/old"
    sheet.row_dimensions[2].height = 31
    sheet.auto_filter.ref = "A1:E3"
    red = PatternFill(bgColor="FFC7CE", fill_type="solid")
    sheet.conditional_formatting.add("C2:C3", CellIsRule(operator="greaterThan", formula=["4"], fill=red))
    rule = DataValidation(type="list", formula1='"old,older,new"')
    rule.add("B2:B3")
    sheet.add_data_validation(rule)
    if below:
        sheet["A5"] = "Signed by"
    sums = book.create_sheet("Sums")
    sums["A1"] = "=SUM(Issues!C2:C3)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3), titles_from_data=True)
    sums.add_chart(chart, "C2")
    book.defined_names["AllPoints"] = DefinedName("AllPoints", attr_text="Issues!$C$2:$C$3")
    book.save(TEMPLATES / f"{name}--openpyxl.xlsx")


table("table")
table("totals", totals=True)
table("merged", merged=True)
plain("plain")
plain("below", below=True)
