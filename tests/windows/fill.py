"""Fills in a workbook as a person does: one value is changed, one row is added. Arguments: the workbook, the name of the copy."""

import datetime
import sys

import openpyxl


def head(sheet):
    """The row of the headings, beside which the mark of the sheet stands."""
    for row in sheet.iter_rows(max_row=8):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("studio:"):
                return cell.row
    return None


def column(sheet, heading):
    """The number of the column with this heading, which a star follows where it must be filled in."""
    for cell in sheet[head(sheet)]:
        if isinstance(cell.value, str) and cell.value.rstrip(" *") == heading:
            return cell.column
    raise SystemExit(f"{sheet.title}: no {heading}")


book = openpyxl.load_workbook(sys.argv[1])
sheet = book["成员"]
names = column(sheet, "姓名")
last = max(n for n in range(head(sheet) + 1, sheet.max_row + 1) if sheet.cell(n, names).value)
sheet.cell(last, names).value = "顿立诚（改）"
for heading, value in {"姓名": "CON", "成员类别": "本校班主任教师", "加入日期": datetime.date(2020, 9, 1)}.items():
    sheet.cell(last + 1, column(sheet, heading)).value = value
book.save(sys.argv[2])
