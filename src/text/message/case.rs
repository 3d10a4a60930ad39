//! What is said of the texts of cases and their length.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    ("about.count", "数案例正文的字数（数法同 Word）", "count how long texts are, as Word does"),
    (
        "arg.counted",
        "要数的文稿（.md、.txt、.docx）、案例的记录、案例的名字，或工作室的文件夹；不写就数当前文件夹里的全部案例",
        "texts (.md, .txt, .docx), records of cases or their ids, or the folder of a studio; nothing counts every case of this folder",
    ),
    (
        "case.aside",
        "不在正文里：在页眉、页脚、批注、隐藏文字或修订中删掉的文字里，或者在图片的说明、链接、书签和文档的属性里",
        "not in the body: in a header, a footer, a comment, hidden text or text deleted under tracked changes, or in the description of a picture, a link, a bookmark or the properties of the document",
    ),
    ("case.broken", "这份记录读不通，没有数它的正文", "this record cannot be read; its text was not counted"),
    ("case.broken.help", "先运行 studio check，把它说的地方改好。", "run studio check first, and mend what it tells."),
    (
        "case.fact",
        "{row}：字数 {n}，汉字数 {han}，字符数（不计空格）{characters}（{file}）",
        "{row}: 字数 {n}, Han characters {han}, characters without blanks {characters} ({file})",
    ),
    ("case.failed", "没有数 {file}：{message}", "not counted: {file}: {message}"),
    ("case.failed.help", "  怎么办：{help}", "  what to do: {help}"),
    (
        "case.foreign",
        "案例的正文“{name}”是这里读不了的格式，没有数字数，也没有查号码",
        "the text “{name}” is of a format that is not read; it was neither counted nor searched for numbers",
    ),
    (
        "case.foreign.pages",
        "在 Pages 里点“文件→导出为→Word”，文件名不变，结尾是 .docx，放在旁边。",
        "in Pages, choose “Export To → Word”, keep the name, and put the .docx here.",
    ),
    (
        "case.foreign.pdf",
        "找出当初写它的 Word 文件，以同样的名字放在旁边；没有了就用 Word 打开这个 PDF，再“另存为”“Word 文档（*.docx）”。",
        "put the Word file it was made from here, under the same name; if there is none, open the PDF in Word and save it as .docx.",
    ),
    ("case.head.characters", "字符数", "characters"),
    ("case.head.file", "文稿", "file"),
    ("case.head.han", "汉字数", "Han"),
    ("case.head.title", "标题", "title"),
    ("case.head.words", "字数", "字数"),
    ("case.no-file", "没有这个文件", "there is no such file"),
    (
        "case.no-id",
        "没有这个文件，也没有叫这个名字、带正文的记录",
        "there is no such file, and no record of that name that has a text",
    ),
    (
        "case.no-text",
        "这不是文稿，也不是工作室里带正文的记录",
        "this is neither a text nor a record of a studio that has one",
    ),
    (
        "case.no-text.help",
        "文稿以 .md、.txt 或 .docx 结尾；.doc、.wps 用 Word 或 WPS 打开，“另存为”“Word 文档（*.docx）”。",
        "a text ends in .md, .txt or .docx; open a .doc or .wps in Word or WPS and save it as .docx.",
    ),
    ("case.note", "{file}：{message}", "{file}: {message}"),
    (
        "case.orphan",
        "“{name}”旁边没有同名的记录 {record}.toml，不知道是哪个案例的正文",
        "there is no record {record}.toml beside “{name}”; it is the text of no case",
    ),
    (
        "case.orphan.help",
        "在旁边建一份 {record}.toml（怎么写看 studio explain {kind}）；它要是别的案例的正文，就改成那份记录的名字；都不是就移到别的文件夹。",
        "write {record}.toml beside it (see `studio explain {kind}`); if it belongs to another record, give it that name; else move it elsewhere.",
    ),
    (
        "case.orphan.near",
        "要是它就是 {near}.toml 的正文，把文件名改成 {target}；不是，就另建一份 {record}.toml（怎么写看 studio explain {kind}）。",
        "if it is the text of {near}.toml, rename it to {target}; else write {record}.toml (see `studio explain {kind}`).",
    ),
    ("case.over", "{file}（超过上限 {most} 字）", "{file} (more than {most} 字)"),
    ("case.paragraph", "第 {n} 段（空段不算）", "paragraph {n}, empty ones not counted"),
    (
        "case.renamed.help",
        "把文件名的结尾改回原来的（Word 文件是 .docx）；别的格式用 Word 或 WPS 打开，“另存为”“Word 文档（*.docx）”。",
        "give its name the ending it had (.docx for a Word file); open other formats in Word or WPS and save them as .docx.",
    ),
    (
        "case.rule",
        "字数的数法同 Word：汉字、全角标点一个算一个，连着的字母和数字算一个，空格和 Markdown 记号不算；标题和正文都数。字符数不计空格。",
        "字数 is counted as Word does: a Han character or full-width mark is one, a run of letters and digits is one, blanks and Markdown marks are none; title and body are counted. Characters leave out blanks.",
    ),
    (
        "case.rule.word",
        "Word 文件里的文本框、脚注、尾注都数；页眉、页脚、批注、隐藏文字、修订中删掉的文字、自动编号和公式不数。",
        "In a Word file text boxes, footnotes and endnotes are counted; headers, footers, comments, hidden and deleted text, automatic numbers and equations are not.",
    ),
    (
        "case.several",
        "同一个案例有几份正文（{names}），只数“{name}”",
        "one case has several texts ({names}); only “{name}” is counted",
    ),
    (
        "case.several.help",
        "留下最新的一份，别的移出这个文件夹。",
        "keep the newest, and move the others out of this folder.",
    ),
    ("case.title.added", "记录里的，已加上", "added from the record"),
    ("case.title.in-text", "文稿开头就有", "begins the text"),
    ("case.title.none", "没有另外的标题", "none known"),
    ("case.total", "合计 {n} 篇", "total of {n}"),
    ("case.without", "还没有正文：{file}", "no text yet: {file}"),
    (
        "case.word.damaged",
        "这个 Word 文件不完整或已损坏，读不出来",
        "this Word file is incomplete or damaged; it cannot be read",
    ),
    (
        "case.word.damaged.help",
        "用 Word 或 WPS 打开，能打开就“另存为”一份代替它；打不开，就从备份或原来的地方重新拿一份。",
        "open it in Word or WPS and save it anew if that works; else get it again from a backup or from where it came.",
    ),
    ("case.word.empty", "这个 Word 文件是空的，一个字节也没有", "this Word file is empty; it has not a single byte"),
    (
        "case.word.empty.help",
        "用 Word 或 WPS 打开，写好正文再保存；不需要就删掉它。",
        "open it in Word or WPS, write the text and save it; if it is not needed, delete it.",
    ),
    (
        "case.word.foreign",
        "文件名的结尾是 .docx，里面却不是 Word 文稿（多半是网页、.rtf 或别的文件改了名）",
        "the name ends in .docx, but this is no Word file (a web page or .rtf under another name, most often)",
    ),
    (
        "case.word.inserted",
        "这个 Word 文件里嵌着另一个文件，打开时才并进正文，查不了里面的字",
        "this Word file takes in another file each time it is opened; the words in that cannot be looked into",
    ),
    (
        "case.word.inserted.help",
        "用 Word 打开它再保存一遍，嵌着的内容就并进正文了。",
        "open it in Word and save it: what is taken in becomes part of the text.",
    ),
    (
        "case.word.no-document",
        "这个文件里没有 Word 文稿（多半是 Excel、PowerPoint 或压缩文件改了名）",
        "there is no Word document in this file (an Excel, PowerPoint or zip file under another name, most often)",
    ),
    (
        "case.word.no-document.help",
        "把真正的 Word 文稿以这个名字放在这里。",
        "put the Word document itself here under this name.",
    ),
    (
        "case.word.old",
        "这其实是旧的 .doc 格式，只是名字的结尾写成了 .docx",
        "this is the old .doc format; only its name ends in .docx",
    ),
    (
        "case.word.protected",
        "这个 Word 文件设了打开密码，读不出来",
        "this Word file opens with a password only; it cannot be read",
    ),
    (
        "case.word.protected.help",
        "用 Word 打开，点“文件→信息→保护文档→用密码进行加密”，把密码清空，再保存。",
        "open it in Word, clear the password under “File → Info → Protect Document → Encrypt with Password”, and save it.",
    ),
    (
        "case.word.save",
        "用 Word 或 WPS 打开它，点“另存为”，类型选“Word 文档（*.docx）”，文件名不变，存在旁边。",
        "open it in Word or WPS, choose “Save as” with the type “Word document (*.docx)” under the same name, and save it here.",
    ),
    (
        "case.word.too-large",
        "这个 Word 文件太大，或里面套得太深，没有读它",
        "this Word file is too large or nested too deep; it was not read",
    ),
    (
        "case.word.too-large.help",
        "另存一份，删掉图片、接受全部修订，只留正文，再以这个名字放回来。",
        "save a copy without pictures, with all tracked changes accepted, and put that here under this name.",
    ),
];
