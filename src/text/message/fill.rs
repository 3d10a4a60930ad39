//! What is said of filling a workbook that is there already.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "arg.into",
        "填进这个已有的工作簿（上级下发的表样），不动它的其他内容；结果另存为新文件",
        "fill in this workbook (the table your authority gave out) and leave all else in it; the result is a new file",
    ),
    (
        "arg.mapping",
        "表头对照文件：写明工作簿里哪一列是哪一列",
        "a mapping file that says which column of the workbook is which",
    ),
    (
        "arg.write_mapping",
        "只把认出的表头写成对照文件，改好后用 --mapping",
        "only write what was recognised as a mapping file, to be mended and given to --mapping",
    ),
    (
        "fill.all",
        "--into 一次只能填一张表：请写 --annex 2 或 --annex 3",
        "--into fills one table at a time: write --annex 2 or --annex 3",
    ),
    (
        "fill.beyond",
        "第 {from} 至 {to} 行在原表画好的格子以外，没有边框，请在 Excel 里用格式刷补上",
        "rows {from} to {to} lie outside the cells the table has prepared; copy the format down in Excel",
    ),
    (
        "fill.calculates",
        "工作簿里有公式：公式没有动，填表以前算出的旧结果去掉了，打开时会重新计算",
        "the workbook has formulas: they are as they were, their old results were taken out, and all is calculated when it is opened",
    ),
    (
        "fill.damaged",
        "{path} 坏了，读不了（{why}）；请用 Excel 或 WPS 打开、修复，另存为 .xlsx 再试",
        "{path} is damaged ({why}); open and repair it in Excel or WPS, and save it as .xlsx",
    ),
    (
        "fill.doubt",
        "拿不准：附件里的“{ours}”，在工作簿里可能是“{theirs}”",
        "in doubt: “{ours}” of the annex could be “{theirs}” of the workbook",
    ),
    (
        "fill.doubt.one",
        "拿不准：附件里的“{ours}”，是不是工作簿里的“{theirs}”（它在别的栏目下面）",
        "in doubt: whether “{ours}” of the annex is “{theirs}” of the workbook, which stands under another heading",
    ),
    (
        "fill.doubts",
        "有 {n} 处拿不准，没有填。加 --write-mapping 对照.toml 写出一份对照文件，在里面写明列号，再用 --mapping 对照.toml 来填。",
        "{n} doubts; nothing was filled in. Write a mapping file with --write-mapping map.toml, settle the columns in it, and give it with --mapping map.toml.",
    ),
    ("fill.dry", "这是试填，没有写文件。", "This was a dry run; no file was written."),
    ("fill.empty", "没有要填的：记录里没有该进这张表的", "nothing to fill in: no record belongs in this table"),
    (
        "fill.ending",
        "{path} 的结尾要和原工作簿一样，是 .{ending}",
        "{path} must end in .{ending}, as the workbook does",
    ),
    (
        "fill.examples",
        "第 {rows} 行是示例，没有动；上报前请自己删去",
        "example in row {rows}: left as it is; delete it before you send the table in",
    ),
    (
        "fill.foreign",
        "{path} 不是 Excel 工作簿（.xlsx）；如果是网页或 CSV，请用 Excel 或 WPS 打开，另存为 .xlsx",
        "{path} is no workbook (.xlsx); if it is a web page or CSV, open it in Excel or WPS and save it as .xlsx",
    ),
    (
        "fill.formulas",
        "“{name}”（{column} 列）有 {n} 格是公式，没有动",
        "“{name}” (column {column}): {n} cells have formulas and were left as they are",
    ),
    ("fill.hidden", "第 {rows} 行是隐藏的，跳过了", "hidden row {rows}: passed over"),
    (
        "fill.high",
        "第 {rows} 行放不下全部内容（行高没有动）；请在 Excel 里把行高调大",
        "row {rows} is too low for all its text (heights were left as they are); make it higher in Excel",
    ),
    ("fill.how.also", "同义", "other words"),
    ("fill.how.blank", "由人填写", "left to people"),
    ("fill.how.loose", "不看括号、单位", "without brackets, unit"),
    ("fill.how.mapped", "对照文件", "mapping file"),
    ("fill.how.same", "同名", "same words"),
    (
        "fill.joined",
        "{cell} 和别的格子合并着（{first}:{last}），填不进“{ours}”；请在 Excel 里取消合并",
        "{cell} is merged with others ({first}:{last}) and cannot hold “{ours}”; unmerge it in Excel",
    ),
    (
        "fill.large",
        "{path} 太大，不像要填的表；请删去用不着的工作表，另存一份再试",
        "{path} is larger than any form; remove sheets that are not needed and save it anew",
    ),
    (
        "fill.left.ours",
        "附件里有、工作簿里没有的列，不填：{columns}",
        "columns of the annex that the workbook lacks, not filled in: {columns}",
    ),
    (
        "fill.left.theirs",
        "工作簿里有、附件里没有的列，空着：{columns}",
        "columns of the workbook that the annex lacks, left as they are: {columns}",
    ),
    ("fill.mapping.columns", "columns 要写成一节：[columns]", "columns must be a table: [columns]"),
    ("fill.mapping.fault", "{path}:{line}:{column}: {why}", "{path}:{line}:{column}: {why}"),
    (
        "fill.mapping.faults",
        "对照文件有 {n} 处要改，没有填。",
        "{n} errors in the mapping file; nothing was filled in.",
    ),
    (
        "fill.mapping.key",
        "没有“{key}”这一项，是不是 {near}？可以写的有 {keys}",
        "there is no “{key}”; did you mean {near}? Known: {keys}",
    ),
    (
        "fill.mapping.letters",
        "“{text}”不是列号；写成 \"C\" 这样，不填的写 \"\"",
        "“{text}” is no column; write letters such as \"C\", or \"\" to leave it out",
    ),
    ("fill.mapping.order", "first_row 要在 header_row 下面", "first_row must be below header_row"),
    ("fill.mapping.row", "{key} 要写行号，如 {key} = 5", "{key} must be the number of a row, such as {key} = 5"),
    (
        "fill.mapping.sheet",
        "sheet 要写工作表的名称，如 sheet = \"Sheet1\"",
        "sheet must be the name of a sheet, such as sheet = \"Sheet1\"",
    ),
    (
        "fill.mapping.syntax",
        "这里写得不对（{why}）；照着 --write-mapping 写出来的样子改",
        "this is no TOML ({why}); go by what --write-mapping writes",
    ),
    (
        "fill.mapping.taken",
        "{column} 列已经给了“{name}”，一列只能对一列",
        "column {column} is given to “{name}” already",
    ),
    ("fill.mapping.twice", "“{name}”写了两次", "“{name}” stands twice"),
    (
        "fill.mapping.unknown",
        "附件里没有“{name}”这一列；有的是：{names}",
        "the annex has no column “{name}”; it has: {names}",
    ),
    (
        "fill.mapping.unknown-near",
        "附件里没有“{name}”这一列，是不是“{near}”？",
        "the annex has no column “{name}”; did you mean “{near}”?",
    ),
    (
        "fill.mapping.written",
        "已写好对照文件 {path}；改好后用 --mapping {path} 来填",
        "wrote the mapping file {path}; mend it and give it with --mapping {path}",
    ),
    (
        "fill.no-heading",
        "对照文件说“{name}”在 {column} 列，可是这一列没有表头；请核对列号",
        "the mapping file puts “{name}” into column {column}, which has no heading; look at the letters again",
    ),
    (
        "fill.no-sheet",
        "{path} 里没有“{sheet}”这张工作表；有的是：{sheets}",
        "{path} has no sheet “{sheet}”; it has: {sheets}",
    ),
    (
        "fill.no-table",
        "{path} 里没有认出要填的表（看过的工作表：{sheets}）。先看看 --annex 写对没有；表头说法很不一样的，加 --write-mapping 对照.toml 写出一份对照文件，在里面写明行号和列号",
        "no table of this annex was recognised in {path} (sheets: {sheets}). See that --annex is right; if the headings are in quite other words, write a mapping file with --write-mapping map.toml and settle rows and columns in it",
    ),
    (
        "fill.nothing",
        "没有要填的：{n} 行在工作簿里都已经有了",
        "nothing to fill in: all {n} rows are in the workbook already",
    ),
    (
        "fill.ods",
        "{path} 是 OpenDocument 表格（.ods）；请用 LibreOffice、Excel 或 WPS 打开，另存为 .xlsx",
        "{path} is an OpenDocument spreadsheet (.ods); open it and save it as .xlsx",
    ),
    (
        "fill.old",
        "{path} 是旧格式（.xls 或 .et）；请用 Excel 或 WPS 打开，另存为 .xlsx",
        "{path} is in an old format (.xls or .et); open it in Excel or WPS and save it as .xlsx",
    ),
    (
        "fill.open",
        "{name} 好像还在 Excel 里开着；没有保存的改动读不到",
        "{name} seems to be open in Excel; what is not saved is not read",
    ),
    (
        "fill.other",
        "工作表“{sheet}”更像{other}，不像{own}；请核对 --annex。确实要填它，就写一份对照文件（--write-mapping）",
        "sheet “{sheet}” is rather {other} than {own}; see that --annex is right. To fill it all the same, write a mapping file (--write-mapping)",
    ),
    (
        "fill.own",
        "{path} 就是原来的工作簿，没有覆盖；确实要填在原文件里就加 --force",
        "{path} is the workbook itself and was not overwritten; add --force to fill it in place",
    ),
    (
        "fill.password",
        "{path} 设了打开密码；请用 Excel 或 WPS 打开，去掉密码，另存一份",
        "{path} has a password; open it in Excel or WPS, take the password off and save it",
    ),
    (
        "fill.protected",
        "这张工作表设了保护，原样保留；以后手工改这些格子，要先撤销保护",
        "the sheet is protected and stays so; to edit these cells by hand, unprotect it first",
    ),
    (
        "fill.same",
        "{n} 格里已经是要填的内容，没有动",
        "cells that say already what they should, and were left as they are: {n}",
    ),
    (
        "fill.several",
        "“{sheets}”这几张工作表都像要填的表；在对照文件里写明填哪一张：sheet = \"…\"（用 --mapping 指定）",
        "the sheets {sheets} all look like the table; name one in a mapping file: sheet = \"…\" (given with --mapping)",
    ),
    (
        "fill.short",
        "空行不够：可填 {free} 行，还差 {missing} 行（第 {row} 行是“{text}”）。请在 Excel 里在第 {row} 行上面插入 {missing} 行，保存后再填；这样合并、公式、边框才不会乱",
        "too few empty rows: {free} can be filled, {missing} are missing (row {row} says “{text}”). Insert {missing} rows above row {row} in Excel and save; only Excel keeps merges, formulas and borders right",
    ),
    (
        "fill.signed",
        "{path} 有数字签名，一改签名就失效，没有填；请向下发单位要一份没有签名的",
        "{path} carries a digital signature that any change would break; ask for one without it",
    ),
    ("fill.stopped", "有 {n} 处填不进去，没有填。", "{n} problems; nothing was filled in."),
    (
        "fill.table",
        "工作表“{sheet}”，表头在第 {head} 行，从第 {first} 行填起",
        "sheet “{sheet}”, headings in row {head}, filled from row {first} on",
    ),
    (
        "fill.table-rows",
        "工作表“{sheet}”，表头在第 {top}–{head} 行，从第 {first} 行填起",
        "sheet “{sheet}”, headings in rows {top}–{head}, filled from row {first} on",
    ),
    ("fill.taken", "{cell} 已有“{there}”，这里要填“{ours}”", "{cell} holds “{there}” where “{ours}” is to stand"),
    (
        "fill.taken.help",
        "已有内容不会覆盖。这些内容不要的，在 Excel 里清空；要留的，在对照文件里写 first_row = 行号，从它下面填起",
        "what is there is never overwritten. Clear these cells in Excel, or start below them: first_row = … in a mapping file",
    ),
    (
        "fill.unlisted",
        "{cell} 的下拉列表里没有“{text}”（有的是：{values}）；照样填了，请核对",
        "the list of {cell} lacks “{text}” (it has: {values}); it was written all the same: please look",
    ),
    (
        "fill.unusual",
        "{path} 的编码不常见（{part}），没有填；请用 Excel 或 WPS 打开，另存为 .xlsx 再试",
        "{path} is encoded in an unusual way ({part}); open it in Excel or WPS and save it as .xlsx",
    ),
    (
        "fill.unwrapped",
        "{columns} 列的内容有几行，格子没有设“自动换行”，会显示成一行；请在 Excel 里设上",
        "column {columns}: answers of several lines show as one, for the cells do not wrap; set “wrap text” in Excel",
    ),
    (
        "fill.written",
        "已填好 {path}：{rows} 行，{cells} 格；原来的 {from} 没有动",
        "wrote {path}: {rows} rows, {cells} cells; {from} is as it was",
    ),
    (
        "fill.written-own",
        "已填在 {path} 里：{rows} 行，{cells} 格",
        "filled in {path} itself: {rows} rows, {cells} cells",
    ),
    (
        "fill.wrong-ending",
        "{path} 不是 .xlsx 或 .xlsm；请用 Excel 或 WPS 打开，另存为 .xlsx",
        "{path} does not end in .xlsx or .xlsm; open it in Excel or WPS and save it as .xlsx",
    ),
    (
        "fill.xlsb",
        "{path} 是二进制工作簿（.xlsb）；请用 Excel 打开，另存为 .xlsx",
        "{path} is a binary workbook (.xlsb); open it in Excel and save it as .xlsx",
    ),
];
