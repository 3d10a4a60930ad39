from docx import Document
from docx.shared import Pt
from docx.enum.text import WD_BREAK
d=Document()
d.core_properties.author="审稿人"
d.add_heading("一本班务日志",0)
p=d.add_paragraph("　　每天放学前，值日班长写")
p.add_run("三行字").bold=True
p.add_run("：今天谁来晚了，谁帮了忙，明天要办什么。")
p=d.add_paragraph("第1周 Week 1")
p.add_run().add_break()
p.add_run("记了5天，合计1,280字，满意率96.5%。")
p.add_run().add_break(WD_BREAK.PAGE)
d.add_paragraph("写日志",style="List Number")
d.add_paragraph("读日志\t存日志",style="List Bullet")
t=d.add_table(rows=2,cols=2)
t.cell(0,0).text="姓名"; t.cell(0,1).text="次数"
t.cell(1,0).text="小林（化名）"
inner=t.cell(1,1).add_table(rows=1,cols=2); inner.cell(0,0).text="甲"; inner.cell(0,1).text="乙"
d.sections[0].header.paragraphs[0].text="校内使用"
d.add_paragraph("　")
d.add_paragraph("“规矩是大家写的”——这是班里常说的一句话……")
d.save("一本班务日志.docx")
