//! What is said of files that cannot be read or parsed, or lie in the wrong place.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    ("load.empty", "这个文件是空的，还不是一份“{kind}”记录", "this file is empty; it is no “{kind}” record yet"),
    (
        "load.empty.help",
        "至少写上：{keys}；用 studio explain {kind} 看每一项怎么填。不需要这个文件就删掉它。",
        "write at least: {keys}; `studio explain {kind}` shows how. If the file is not needed, delete it.",
    ),
    (
        "load.encoding.gbk",
        "这个文件不是 UTF-8 编码，看起来是按 GBK（ANSI）保存的",
        "this file is not UTF-8; it looks like GBK (ANSI)",
    ),
    (
        "load.encoding.help",
        "用记事本打开，“另存为”，把“编码”选成 UTF-8，覆盖原文件。",
        "open it in Notepad, choose “Save as” with the encoding UTF-8, and overwrite the file.",
    ),
    (
        "load.encoding.unknown",
        "这个文件里有不是 UTF-8 文字的内容，读不出来",
        "this file holds bytes that are not UTF-8 text",
    ),
    (
        "load.encoding.utf16",
        "这个文件不是 UTF-8 编码，是按 UTF-16（Unicode）保存的",
        "this file is not UTF-8; it was saved as UTF-16 (Unicode)",
    ),
    (
        "load.misplaced",
        "这个文件放在“{here}”的文件夹里，写的却是“{there}”的内容",
        "this file lies in the folder of “{here}”, but what it says is a “{there}”",
    ),
    ("load.no-folder", "打不开 {path}：{why}", "cannot open {path}: {why}"),
    (
        "load.not-a-file",
        "这不是普通文件（快捷方式、链接或设备），没有读它",
        "this is not a regular file (a link or a device); it was not read",
    ),
    ("load.not-a-file.help", "把真正的文件复制到这里。", "copy the file itself here."),
    (
        "load.stray",
        "{path} 不在任何一类记录的文件夹里，没有检查它",
        "{path} is in no folder of records; it was not checked",
    ),
    ("load.stray.folders", "记录要放在这些文件夹里：{folders}", "records belong in these folders: {folders}"),
    ("load.stray.move", "把它移到 {target}", "move it to {target}"),
    (
        "load.too-large",
        "这个文件超过 4 MB，不会是一份记录，没有读它",
        "this file is larger than 4 MB, which no record is; it was not read",
    ),
    (
        "load.too-large.help",
        "记录只写文字；图片、扫描件放进“证据”文件夹，在 evidence 里写路径。",
        "a record holds text only; put pictures and scans into a folder of evidence and write their path.",
    ),
    ("load.unreadable", "读不了这个文件：{why}", "this file cannot be read: {why}"),
    (
        "load.unreadable.help",
        "看看它是否被别的程序占用，或者没有读取权限。",
        "see whether another program holds it, or whether you may read it.",
    ),
    (
        "syntax.backslash",
        "文字里的反斜杠 \\ 有特殊含义，这里读不通",
        "a backslash in a text has a meaning of its own and breaks it here",
    ),
    ("syntax.bare", "文字“{text}”没有加引号", "the text “{text}” has no quotation marks"),
    ("syntax.blank", "这里有一个全角空格", "there is a full-width blank here"),
    ("syntax.brackets", "方括号要用英文的 [ ]，这里是中文的括号", "square brackets must be the ASCII [ ]"),
    ("syntax.colon", "键名和内容之间要用等号 =，这里是冒号", "a key and its value are joined by =, not by a colon"),
    ("syntax.comma", "各项之间要用英文逗号，这里是“{mark}”", "items are separated by an ASCII comma, not by “{mark}”"),
    (
        "syntax.conflict",
        "这里有合并冲突的标记：两个人改了同一处，还没有选定",
        "there are marks of a merge conflict here: two people changed the same lines",
    ),
    (
        "syntax.conflict.help",
        "在 <<<<<<< 和 >>>>>>> 之间选定要留的内容，删掉这三种标记行。",
        "keep what is right between <<<<<<< and >>>>>>>, and delete the lines with the marks.",
    ),
    ("syntax.control", "这里有一个看不见的控制字符", "there is an invisible control character here"),
    (
        "syntax.control.help",
        "把这一行删掉，重新打一遍（多半是从别处复制时带进来的）。",
        "delete the line and type it again (such characters come with copied text).",
    ),
    (
        "syntax.date",
        "日期“{text}”的写法不对：要写成年-月-日，月和日都是两位，不加引号",
        "“{text}” is not how a date is written: year-month-day, two digits each for month and day, no quotation marks",
    ),
    ("syntax.digits", "数字要用半角，这里是全角数字", "digits must be ASCII, these are full-width"),
    (
        "syntax.equals",
        "等号要用英文的 =，这里是全角的 ＝",
        "the equals sign must be the ASCII =, this is a full-width one",
    ),
    (
        "syntax.key",
        "键名“{text}”不是英文字母：键名用英文，内容才用中文",
        "the key “{text}” is not ASCII: keys are ASCII, values may be Chinese",
    ),
    ("syntax.key.help", "键名只能用英文字母、数字、- 和 _。", "a key is made of ASCII letters, digits, - and _."),
    ("syntax.key.known", "把“{text}”改成 {key}", "write {key} in place of “{text}”"),
    ("syntax.key.list", "这里可以写的键名：{keys}", "the keys that may stand here: {keys}"),
    ("syntax.no-equals", "这一行没有等号，读不懂：{text}", "this line has no =, it cannot be read: {text}"),
    (
        "syntax.no-equals.help",
        "每一行都是 键名 = \"内容\"；说明文字前面加 #。",
        "every line is key = \"value\"; put # in front of a remark.",
    ),
    ("syntax.no-such-day", "没有“{text}”这一天", "there is no such day as “{text}”"),
    ("syntax.no-such-day.help", "改成真实的日期，写法如 2022-09-01。", "write a day that exists, as in 2022-09-01."),
    ("syntax.no-value", "“{key}”后面没有内容", "nothing stands behind “{key}”"),
    (
        "syntax.no-value.help",
        "写上内容；还不知道就把整行删掉，或在行首加 #。",
        "write the value; if it is not known yet, delete the line or put # in front of it.",
    ),
    (
        "syntax.open-array",
        "方括号里的列表没有写完：少了右方括号 ]，或两项之间少了逗号",
        "the list in square brackets is not complete: a ] is missing, or a comma between two items",
    ),
    ("syntax.open-array.help", "写成 [\"第一项\", \"第二项\"]", "write [\"first\", \"second\"]"),
    (
        "syntax.open-quote",
        "这一行的引号没有成对：内容的末尾少了 \"",
        "the quotation marks of this line do not pair: a \" is missing at the end",
    ),
    ("syntax.other", "这一行读不通（{why}）", "this line cannot be read ({why})"),
    (
        "syntax.other.help",
        "每一行都是 键名 = \"内容\"，引号、等号、方括号都用英文的。",
        "every line is key = \"value\", with ASCII quotation marks, equals signs and brackets.",
    ),
    (
        "syntax.quotes",
        "引号要用英文的 \" \"，这里是中文引号",
        "quotation marks must be the ASCII \" \", these are Chinese ones",
    ),
    ("syntax.semicolon", "行末多了“{mark}”", "there is a “{mark}” too many at the end of the line"),
    ("syntax.twice", "“{key}”写了两次，同一处只能写一次", "“{key}” stands twice; it may stand only once"),
    (
        "syntax.twice.help",
        "留下对的那一行，删掉另一行；要写几段同类的内容，标题用双方括号 [[ ]]。",
        "keep the right one and delete the other; for several blocks of a kind, use double brackets [[ ]].",
    ),
    ("syntax.write", "改成：{line}", "write: {line}"),
    (
        "syntax.zero",
        "以 0 开头的号码要加引号，否则会当成数字",
        "a number that begins with 0 must stand in quotation marks",
    ),
];
