//! What is said of schemas for editors, completions and manual pages.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "about.completions",
        "输出命令行补全脚本，供 bash、zsh、fish、PowerShell、elvish 使用",
        "print a script that completes commands in bash, zsh, fish, PowerShell or elvish",
    ),
    ("about.man", "输出命令的手册页（man）", "print the manual page of a command, or write all of them"),
    (
        "about.schema",
        "让编辑器（VS Code 等）认得各类记录：边写边提示，写错当场标出",
        "make editors such as VS Code know the records: they propose, explain and check while one writes",
    ),
    ("arg.man-command", "哪个命令的手册页；不写就是 studio 本身", "the command; without it, studio itself"),
    (
        "arg.man-output",
        "把全部手册页写进这个文件夹；不写就输出一页",
        "write all pages into this folder; without it, one page is printed",
    ),
    (
        "arg.schema-check",
        "只看是不是最新的，不写文件；不是就以 1 退出",
        "only tell whether the files are up to date; exit with 1 if not",
    ),
    (
        "arg.schema-force",
        "被改过的、别人写的同名文件也覆盖",
        "overwrite files that were changed by hand or made by others, too",
    ),
    (
        "arg.schema-kind",
        "只输出这一类记录的结构，如 member，不写进文件夹",
        "print the schema of this kind, such as member, and write nothing else",
    ),
    (
        "arg.shell",
        "哪一种命令行：bash、zsh、fish、powershell、elvish",
        "the shell: bash, zsh, fish, powershell, elvish",
    ),
    ("man.description", "说明", "DESCRIPTION"),
    (
        "man.exists",
        "{path} 被改过，或者不是 studio 写的，什么也没有写",
        "{path} was changed by hand or not made by studio, so nothing was written",
    ),
    ("man.made", "由 studio 生成（{mark}）", "made by studio ({mark})"),
    ("man.manual", "studio 手册", "studio manual"),
    ("man.name", "名称", "NAME"),
    ("man.no-command", "没有“{name}”这个命令；有：{names}", "there is no command “{name}”; there are: {names}"),
    ("man.synopsis", "用法", "SYNOPSIS"),
    ("man.values", "可以写：", "Possible values:"),
    ("man.version", "版本", "VERSION"),
    ("man.written", "{n} 页手册写在 {path} 里", "wrote {n} pages in {path}"),
    ("schema.bare.boolean", "写 true 或 false，不加引号", "true or false, without quotation marks"),
    ("schema.bare.date", "日期写成 2022-09-01 这样，不加引号", "a date such as 2022-09-01, without quotation marks"),
    ("schema.bare.number", "数字不加引号", "a number, without quotation marks"),
    ("schema.blank", "空着没有填。填好，或者删掉这一行。", "Left blank. Fill it in, or delete the line."),
    (
        "schema.by-hand",
        "这些文件不是原样的，什么也没有写：{paths}。不需要里面的改动就加 --force 重新生成",
        "these files were changed by hand or made by others, so nothing was written: {paths}. To make them anew, add --force",
    ),
    ("schema.changed", "被改过：{path}", "changed by hand: {path}"),
    ("schema.example", "\n\n例如：{example}", "\n\nFor example: {example}"),
    ("schema.foreign", "不是 studio 写的：{path}", "not made by studio: {path}"),
    ("schema.fresh", "都是最新的", "all up to date"),
    ("schema.lacks", "缺少需要的几行：{path}", "lacks what it needs: {path}"),
    (
        "schema.made",
        "由 studio schema 生成，请不要手改；要更新就再运行一次（{mark}）",
        "made by studio schema; do not change it, run the command again ({mark})",
    ),
    (
        "schema.merge",
        "\n{path} 已经有了，没有动它。请把下面几行加到它的末尾：",
        "\n{path} is there already and was left alone. Add these lines at its end:",
    ),
    ("schema.missing", "还没有：{path}", "missing: {path}"),
    (
        "schema.next",
        "在 VS Code 里装 Tombi 扩展（或 Even Better TOML，装一个就行），再打开这个文件夹，写记录时就有提示了。",
        "Install the Tombi extension in VS Code (or Even Better TOML; one is enough) and open this folder: it now helps to write records.",
    ),
    ("schema.no-kind", "没有“{name}”这一类记录；有：{kinds}", "there is no kind “{name}”; there are: {kinds}"),
    ("schema.outdated", "运行 studio schema 更新", "run studio schema to update them"),
    (
        "schema.own",
        "“{list}”里没有这一项，按自己的写法记下了。",
        "This is not in the list “{list}”; it counts as a word of your own.",
    ),
    (
        "schema.own.other",
        "“{list}”里没有这一项。看看是不是有写法不同的同一项；确实没有，可以写“{other}”，也可以保留。",
        "This is not in the list “{list}”. Look for another spelling of it; if there is none, write “{other}” or leave it.",
    ),
    (
        "schema.refers",
        "（写 {folder} 文件夹里的文件名，不带 .toml）",
        " (the name of a file in {folder}, without .toml)",
    ),
    (
        "schema.settings",
        "由 studio schema 生成：哪个文件夹里是哪一类记录。要更新就再运行一次（{mark}）",
        "made by studio schema: which folder has which kind of record. Run the command again to update it ({mark})",
    ),
    (
        "schema.settings.tombi",
        "只用本地的结构，不上网查；版面由 studio fmt 整理，编辑器不动。",
        "Only the schemas here, nothing from the network; the layout is left to studio fmt.",
    ),
    ("schema.stale", "过时了：{path}", "out of date: {path}"),
    (
        "schema.written",
        "写好了 {n} 个文件，在 {root}（各类记录的结构在 {folder}）",
        "wrote {n} files in {root} (schemas in {folder})",
    ),
];
