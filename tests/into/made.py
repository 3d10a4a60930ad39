"""Tables as offices make them, by openpyxl: python made.py FOLDER. Everything in them is invented."""
import io
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(wrap_text=True, horizontal="center", vertical="center")


def boxed(sheet, area, **look):
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX
            cell.alignment = MIDDLE
            for name, value in look.items():
                setattr(cell, name, value)


def picture(sheet, at):
    try:
        from PIL import Image as Pixels
        from openpyxl.drawing.image import Image
    except ImportError:
        return
    pixels = io.BytesIO()
    Pixels.new("RGB", (8, 8), (200, 30, 30)).save(pixels, "PNG")
    pixels.seek(0)
    sheet.add_image(Image(pixels), at)


def two_levels(path):
    """Annex 2: headings on two levels below a title, a total and a note below seven rows, another sheet that adds up."""
    book = Workbook()
    sheet = book.active
    sheet.title = "信息表"
    sheet["B2"] = "中等职业学校班主任工作室信息统计表"
    sheet["B2"].font = Font(name="黑体", size=18, bold=True)
    sheet.merge_cells("B2:N2")
    sheet["B3"], sheet["F3"], sheet["J3"] = "填报单位（盖章）：", "填报人：", "联系电话："
    for letter, text in {
        "B": "序号", "C": "所在市", "D": "学校全称\n（必填）", "E": "工作室名称", "I": "工作室级别",
        "J": "成立时间（年月）", "M": "联系人", "N": "联系电话",
    }.items():
        sheet[f"{letter}4"] = text
        sheet.merge_cells(f"{letter}4:{letter}5")
    sheet["F4"], sheet["K4"] = "主持人", "工作室成员"
    sheet.merge_cells("F4:H4")
    sheet.merge_cells("K4:L4")
    for letter, text in {"F": "姓名", "G": "职　务", "H": "职称", "K": "总数/人", "L": "本校班主任"}.items():
        sheet[f"{letter}5"] = text
    boxed(sheet, "B4:N13")
    boxed(sheet, "B6:N12", protection=Protection(locked=False))
    for row in range(6, 13):
        sheet[f"N{row}"].number_format = "@"
        sheet[f"J{row}"].number_format = 'yyyy"年"m"月"'
        sheet.row_dimensions[row].height = 36
    sheet["B13"], sheet["K13"], sheet["L13"] = "合计", "=SUM(K6:K12)", "=SUM(L6:L12)"
    sheet["B14"] = "注：一校一行。"
    sheet.merge_cells("B14:N14")
    levels = DataValidation(type="list", formula1='"国家级,省级,市级"', allow_blank=True)
    levels.add("I6:I12")
    whole = DataValidation(type="whole", operator="between", formula1="1", formula2="99")
    whole.add("K6:L12")
    for validation in (levels, whole):
        sheet.add_data_validation(validation)
    yellow = PatternFill("solid", bgColor="FFFF00")
    sheet.conditional_formatting.add("K6:K12", CellIsRule(operator="lessThan", formula=["8"], fill=yellow))
    sheet.print_title_rows = "4:5"
    sheet.print_area = "B2:N14"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.freeze_panes = "E6"
    sheet["E4"].comment = Comment("填全称", "办公室")
    sheet.protection.sheet = True
    picture(sheet, "P2")
    sums = book.create_sheet("汇总")
    sums["A1"], sums["B1"] = "成员总数", "=SUM(信息表!K6:K12)"
    sums["A2"], sums["B2"] = "学校数", "=COUNTA(信息表!D6:D12)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=11, min_row=5, max_row=12), titles_from_data=True)
    sums.add_chart(chart, "D2")
    book.defined_names["成员数"] = DefinedName("成员数", attr_text="信息表!$K$6:$K$12")
    book.save(path)


def three_levels(path):
    """Annex 2: on the second of three sheets, headings on three levels in another order, numbered columns, an example."""
    book = Workbook()
    book.active.title = "填表说明"
    book.active["A1"] = "请按学校名称、工作室名称逐项填写。"
    sheet = book.create_sheet("表1")
    sheet["A1"] = "班主任工作室建设情况"
    sheet.merge_cells("A1:K1")
    heads = {
        "A2:A4": "联系方式", "B2:B4": "联系人姓名", "C2:C4": "NO.", "D2:H2": "基本情况", "D3:D4": "工作室",
        "E3:E4": "所在学校", "F3:H3": "工作室负责人", "F4:F4": "名字", "G4:G4": "荣誉称号", "H4:H4": "民族",
        "I2:J2": "主要建设成果", "I3:I4": "制度", "J3:J4": "科研成果", "K2:K4": "备注",
    }
    for area, text in heads.items():
        sheet[area.split(":")[0]] = text
        if area.split(":")[0] != area.split(":")[1]:
            sheet.merge_cells(area)
    for number, letter in enumerate("ABCDEFGHIJK", 1):
        sheet[f"{letter}5"] = number
    for letter, text in {"A": "0000-5550199", "B": "某某", "C": "示例", "D": "某某班主任工作室", "E": "某校"}.items():
        sheet[f"{letter}6"] = text
    boxed(sheet, "A2:K7")
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden["B1"], hidden["C1"] = "学校名称", "工作室名称", "联系人"
    hidden.sheet_state = "hidden"
    book.save(path)


def cases(path):
    """Annex 3: formulas number the rows, some cells are text, the list of kinds is short, a filter and a table below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "案例"
    sheet["A1"] = "典型案例汇总"
    for letter, text in zip("ABCDEFGH", ["序号", "案例题目", "类别", "单位", "负责人", "作者", "字数（≤3000）", "联系电话"]):
        sheet[f"{letter}2"] = text
    for row in range(3, 9):
        sheet[f"A{row}"] = "=ROW()-2"
        sheet[f"G{row}"].number_format = "@" if row % 2 else "0"
    boxed(sheet, "A2:H8")
    for row in range(3, 9):
        sheet[f"B{row}"].alignment = Alignment(wrap_text=False)
    kinds = DataValidation(type="list", formula1='"活动,管理"')
    kinds.add("C3:C8")
    sheet.add_data_validation(kinds)
    even = FormulaRule(formula=["MOD(ROW(),2)=0"], fill=PatternFill("solid", bgColor="EEEEEE"))
    sheet.conditional_formatting.add("A3:H8", even)
    sheet.auto_filter.ref = "A2:H8"
    sheet["A1"].hyperlink = "https://example.org/通知"
    sheet["A10"] = "填表人："
    book.save(path)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    two_levels(folder / "两层表头.xlsx")
    three_levels(folder / "三层表头.xlsx")
    cases(folder / "案例汇总.xlsx")
