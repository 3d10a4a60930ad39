//! What is said of the workbook, both ways.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "about.to-excel",
        "把工作室的记录写成一个 Excel 工作簿，给老师填写",
        "write the records of a studio as a workbook for people to fill in",
    ),
    ("arg.file", "工作簿文件，以 .xlsx 结尾", "the workbook, a file that ends in .xlsx"),
    (
        "to-excel.broken",
        "有 {n} 份记录读不通，没有写进工作簿；它们列在“{sheet}”表里，先改好再导出。",
        "{n} records cannot be read and are not in the workbook; they are listed on its sheet “{sheet}”. Mend them, then write it again.",
    ),
    (
        "to-excel.ending",
        "“{path}”不是 .xlsx 文件名；工作簿的名字要以 .xlsx 结尾",
        "“{path}” is no name of a workbook; it must end in .xlsx",
    ),
    (
        "to-excel.exists",
        "{path} 已经有了，没有覆盖，里面可能有还没有导入的改动；先用 studio from-excel 导入，或者换一个名字，确实不要了就加 --force",
        "{path} exists and was not overwritten: it may hold changes that were not brought back yet. Bring them back with `studio from-excel`, give another name, or add --force.",
    ),
    (
        "to-excel.many",
        "{path} 下面有 {n} 个工作室；一个工作簿只装一个工作室，请写明是哪一个文件夹，如 {first}",
        "there are {n} studios below {path}; a workbook holds one: name its folder, such as {first}",
    ),
    ("to-excel.written", "已写好 {path}：{sheets} 张表，{rows} 行", "wrote {path}: {sheets} sheets, {rows} rows"),
    ("workbook.back", "← 目录", "← contents"),
    ("workbook.choose", "请从列表里选", "please choose from the list"),
    ("workbook.choose.only", "这一格只能选列表里的词。", "only the words of the list may stand here."),
    (
        "workbook.choose.other",
        "列表里没有这个词。确实要写就选“是”；人名、文件名要先在自己的表里有一行。",
        "the list does not have this word. Keep it if it is meant; names need a row on their own sheet first.",
    ),
    (
        "workbook.cover.1",
        "一张表是一类记录，一行是一份（或一段）。表的目录在下面，点表名就到；每张表左上角的“← 目录”回到这里。",
        "a sheet is a kind of record, a row one record (or one part of it). The list of sheets is below; click a name to go there.",
    ),
    (
        "workbook.cover.10",
        "导入以后，原来的工作簿就旧了：请重新导出一份，再接着填。典型案例的正文不在表里，仍写在 Word 或文本文件里。",
        "after the import this workbook is out of date: write a new one before you go on. The texts of cases are not in it.",
    ),
    (
        "workbook.cover.2",
        "只改要改的格子，没有的就空着。带 * 的栏必须填。把鼠标放在表头上，可以看到这一栏填什么、例子是什么。",
        "change only what you mean to change and leave blank what there is not. Columns with * must be filled in; headings tell what to write.",
    ),
    (
        "workbook.cover.3",
        "有下拉箭头的从里面选。一格要写几项的，一行写一项，用 Alt+Enter 换行（佐证材料、参加人员都是这样）。",
        "choose where there is a drop-down. Several values in one cell stand on a line each (Alt+Enter).",
    ),
    (
        "workbook.cover.4",
        "日期写成 2022-09-01 这样，年月日都要有。号码、代码照原样写，不会丢掉前面的 0。",
        "dates are written 2022-09-01, with year, month and day. Numbers and codes stay as they are typed.",
    ),
    (
        "workbook.cover.5",
        "新增就在最下面的空行里写。“……（文件名）”一栏：在成员、会议这类表里可以空着，程序会起名；在“成员-成长记录”这类表里要写明是哪一份的。",
        "add a row at the bottom. The column “…（文件名）” may stay blank on the sheet of the record itself; on the sheet of a list it says whose row it is.",
    ),
    (
        "workbook.cover.6",
        "删除就删整行。导入时会先把删掉的列出来，加了 --delete 才真的删；把一张表整个删掉，等于没有改它。",
        "to delete, delete the whole row. It is listed at the import and removed only with --delete; a deleted sheet changes nothing.",
    ),
    (
        "workbook.cover.7",
        "红色、黄色、蓝色的格子是检查发现的错误、提醒、提示，鼠标放上去看怎么办；全部问题在最后的“{findings}”表里，点位置就到那一格。",
        "red, yellow and blue cells are errors, warnings and notes of the check; their notes say what to do. All are listed on the sheet “{findings}”.",
    ),
    (
        "workbook.cover.8",
        "每张表的第一列藏着行的编号，请不要动它，也不要改“……（文件名）”。栏的先后、表的名字、排序和筛选都可以动。",
        "the hidden first column holds the keys of the rows: leave it, and the names of files. Columns, tabs, sorting and filters are yours.",
    ),
    (
        "workbook.cover.9",
        "填好以后保存，关掉这个文件，运行 studio from-excel 加文件名。它先把要改的一处一处列出来，有一处不对就什么也不写。",
        "save and close the file, then run `studio from-excel` with its name. It lists every change first; if one is wrong, nothing is written.",
    ),
    (
        "workbook.cover.found",
        "检查日期 {today}：错误 {errors} 处，提醒 {warnings} 处，提示 {notes} 处。",
        "checked on {today}: {errors} errors, {warnings} warnings, {notes} notes.",
    ),
    ("workbook.example", "\n例：{example}", "\nexample: {example}"),
    ("workbook.finding", "【{rule}】{message}\n怎么办：{help}", "[{rule}] {message}\nwhat to do: {help}"),
    (
        "workbook.findings",
        "检查发现的问题，共 {n} 处；点“位置”到那一格。",
        "{n} findings; click the place to go to the cell.",
    ),
    ("workbook.found", "问题", "findings"),
    ("workbook.help", "填什么", "what belongs here"),
    ("workbook.many", "可以填几项，一行一项。", " Several values, a line each."),
    ("workbook.message", "问题", "what is wrong"),
    ("workbook.more", "\n还有 {n} 处，见“{sheet}”表。", "\n{n} more on the sheet “{sheet}”."),
    (
        "workbook.of-record",
        "这一行属于哪一份记录：照那一份的文件名写（成员写姓名）。",
        "the record this row belongs to, by the name of its file.",
    ),
    (
        "workbook.own-name",
        "这一份记录的文件名，也是别处提到它时的写法。新增的一行可以空着，导入时程序起名；已有的请不要改，要改名用 studio mv。",
        "the name of the record's file, by which others refer to it. Leave it blank for a new row; to change one, use `studio mv`.",
    ),
    ("workbook.rows", "行数", "rows"),
    ("workbook.rule", "编号", "rule"),
    ("workbook.several", "可以填几项", "several values"),
    (
        "workbook.several.help",
        "一行一项，按 Alt+Enter 换行；列表里一次只能点一项。",
        "a line each (Alt+Enter); the list gives one at a time.",
    ),
    ("workbook.severity", "级别", "severity"),
    ("workbook.sheet", "表", "sheet"),
    ("workbook.title", "{studio}（{school}）记录", "records of {studio} ({school})"),
    ("workbook.todo", "怎么办", "what to do"),
    ("workbook.where", "位置", "where"),
];
