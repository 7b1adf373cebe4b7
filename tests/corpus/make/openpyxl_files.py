"""Files as openpyxl writes them: dates in both systems, formulas without values, hidden parts."""

import datetime as dt

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from paths import path


def save(workbook, cause, extension="xlsx"):
    workbook.properties.created = workbook.properties.modified = dt.datetime(2026, 1, 1)
    workbook.save(path(cause, "openpyxl", extension))


def rows(*values, title="Issues"):
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in values:
        workbook.active.append(row)
    return workbook


save(
    rows(
        ["Text", "Number", "Bool", "Date", "DateTime", "Time", "Duration", "Error"],
        [
            "007",
            0.1 + 0.2,
            True,
            dt.date(2026, 11, 2),
            dt.datetime(2026, 11, 2, 9, 30, 15, 250000),
            dt.time(9, 30),
            dt.timedelta(hours=26, minutes=30),
            "#N/A",
        ],
        ["  kept  ", -12345678901234567890, False, dt.date(1900, 1, 1), None, None, None, "#DIV/0!"],
        ["two\nlines", 1e-300, None, dt.date(9999, 12, 31), None, None, None, None],
    ),
    "every-type",
)

workbook = rows(["Due"], [dt.date(1904, 1, 2)], [dt.datetime(2026, 2, 28, 23, 59, 59)])
workbook.epoch = CALENDAR_MAC_1904
save(workbook, "date-1904")

save(rows(["A", "Sum"], [1, "=A2+1"], [2, '=IF(A3>1,"yes","no")']), "formula-without-value")

workbook = rows(["Backlog of team Blue"], [], ["Key", "Summary"], ["A-1", "One"])
workbook.active.merge_cells("A1:D1")
workbook.active.merge_cells("A4:A5")
save(workbook, "merged-title-above-header")

workbook = rows(["Key", "Secret", "Summary"], ["A-1", "s", "One"], ["A-2", "t", "Two"])
workbook.active.column_dimensions["B"].hidden = True
workbook.active.row_dimensions[3].hidden = True
workbook.create_sheet("Hidden").append(["h"])
workbook["Hidden"].sheet_state = "hidden"
workbook.create_sheet("Very hidden").append(["v"])
workbook["Very hidden"].sheet_state = "veryHidden"
workbook.create_sheet("Empty")
workbook.create_chartsheet("Chart")
save(workbook, "hidden-rows-columns-sheets")

workbook = rows(["Near"])
workbook.active["XFD1048576"] = "Far"
save(workbook, "far-away-cell")

bold = InlineFont(b=True)
workbook = rows(["Rich"], [CellRichText("plain ", TextBlock(bold, "bold"), " and  spaces ")])
save(workbook, "rich-text")

workbook = rows(["Status"], ["Open"])
validation = DataValidation(type="list", formula1='"Open,Done"')
validation.add("A2:A100")
workbook.active.add_data_validation(validation)
workbook.active.auto_filter.ref = "A1:A2"
workbook.active.freeze_panes = "A2"
save(workbook, "validation-and-filter")

workbook = rows(["Größe ☃", "日本語", "العربية", "emoji 👩‍💻"], ["ß", "課題", "مشكلة", "🇪🇺"], title="Übersicht 日本")
save(workbook, "languages")
