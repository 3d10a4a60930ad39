//! What the rules that are no clauses are about, for `explain`.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    ("exception/expired", "例外的期限已过。", "An exception has ended."),
    (
        "exception/unclear",
        "例外没有说清是对哪一条款，或对哪个文件的哪一项检查。",
        "An exception does not say which clause, or which rule of which file, it excepts.",
    ),
    ("exception/unused", "例外没有用到。", "An exception excepts nothing."),
    ("exception/wide", "一个例外免去了好几条。", "One exception takes away several clauses."),
    (
        "package/case",
        "选定上报的案例找不到，写的不是案例，或者写了两遍。",
        "A case chosen for the package leads nowhere, is none, or is named twice.",
    ),
    ("package/case-studio", "上报案例所在的工作室不在附件2里。", "The studio of a reported case is not in Annex 2."),
    (
        "package/cases",
        "选定上报的案例多于或少于通知要求的个数。",
        "There are fewer or more cases than the circular asks for.",
    ),
    ("package/deadline", "报送截止日期已过。", "The last day for sending is over."),
    (
        "package/folder",
        "一个像是学校的文件夹没有 studio.toml、打不开、被隐藏，或者是链接、压缩包或 Excel 工作簿，或者在一次改动里没有了，会从附件2里漏掉；或者下面还有一个不算数的 province.toml。",
        "A folder that looks like a school's has no studio.toml, cannot be opened, is hidden, is a link, an archive or a workbook, or is gone with some changes, and would drop out of Annex 2; or there is a further province.toml, which is not read.",
    ),
    (
        "package/left-out",
        "不报送的名单有问题：那里没有工作室、写了两遍，或者一个也没有留下。",
        "Something is wrong with the studios listed as not reported: no studio is there, one is listed twice, or none is left.",
    ),
    (
        "package/not-proposed",
        "选定上报的案例，学校并没有推荐。",
        "A case chosen for the package is not proposed by its school.",
    ),
    ("package/other-body", "学校写的报送地区与打包的不同。", "A school names another reporting body."),
    (
        "package/summary",
        "没有阶段性工作总结，里面没有文字，或者没法放进材料包。",
        "The stage summary is missing, without words, or cannot go into the package.",
    ),
    ("package/text", "上报案例没有正文，或者正文里没有文字。", "A reported case has no text, or one without words."),
    (
        "package/title",
        "上报案例的正文开头与记录里的案例名称不一样。",
        "The text of a reported case does not begin with the title in its record.",
    ),
    (
        "package/words",
        "上报案例超过了通知规定的字数。学校的例外对它不起作用。",
        "A reported case is longer than the circular allows; no exception of the school's makes up for that.",
    ),
    (
        "privacy/account",
        "“QQ”“微信”后面写了号码。",
        "A number or name of an account stands behind the word QQ or 微信.",
    ),
    (
        "privacy/alias",
        "案例正文里写了（化名），记录里的学生化名却空着。",
        "The text of a case marks an alias, and its record lists none.",
    ),
    (
        "privacy/card",
        "出现 16 至 19 位、校验位正确的数字，像银行卡号。",
        "A number of 16 to 19 digits with a card's check digit stands in a text.",
    ),
    ("privacy/email", "电话栏以外写了电子邮箱地址。", "An e-mail address stands outside the fields for telephones."),
    ("privacy/file-name", "文件名里出现身份证号、学籍号或手机号码。", "The name of a file holds such a number."),
    (
        "privacy/id-number",
        "记录或案例里出现居民身份证号码（《个人信息保护法》第二十八条）。输出里不会重复号码。",
        "An identity number stands in a record or a case (Personal Information Protection Law, art. 28). Output never repeats it.",
    ),
    (
        "privacy/image",
        "写到具体学生的案例用了图片，没有写同意书在哪里。",
        "A case about particular pupils uses pictures, and its record names no consent.",
    ),
    (
        "privacy/name",
        "check --names 给的名单上的姓名出现在记录、案例正文或文件名里。输出里不会出现姓名。",
        "A name on the list given to check --names stands in a record, a case or a file name. Output never shows it.",
    ),
    ("privacy/phone", "手机号写在了电话栏以外的地方。", "A mobile number stands outside the fields for telephones."),
    (
        "privacy/pupil",
        "案例正文和记录里，“学生”“家长”“纪律委员”等词旁边、句子开头、“谈话对象：”这样的栏目里、班级后面、“的妈妈”前面等处，像是写了真实姓名。凭字词猜测，难免有误，只作提醒。",
        "Beside a word for pupils or parents, an office of a class, a label such as 谈话对象：, a class or somebody of the family a case or a record seems to have a real name. It is a guess from words, and only warns.",
    ),
    (
        "privacy/sensitive",
        "案例正文写到疾病、家庭变故、处分等（《个人信息保护法》第二十八条），每篇只提醒一次。",
        "A case speaks of illness, family or discipline (Personal Information Protection Law, art. 28); one warning a case.",
    ),
    (
        "privacy/student-number",
        "出现学籍号，里面含有身份证号码。",
        "A pupil's number, which contains an identity number.",
    ),
    (
        "privacy/traceable",
        "学校、班级、具体日期和少见的事同在一篇案例里，合起来能认出学生。",
        "School, class, exact day and something rare stand in one case and together give a pupil away.",
    ),
    (
        "program/fault",
        "程序自身出了错，这个工作室没有检查。",
        "The program itself failed, and the studio was not checked.",
    ),
    (
        "record/blank",
        "一项写了键名，内容却是空的，或者还写着“待填”。",
        "A key stands there, but its value is blank or still marked “待填”.",
    ),
    (
        "record/date",
        "日期放在这里不对劲：和文件名里的日期不同、离这一份的年度太远、在二十年以后、做完的事写了还没有到的日子、年终总结写在前半年，检查时段还没有开始，或者检查时段、学期和 province.toml 的不同。多半是写错了一个数字。",
        "A date does not fit where it stands: the file's name says another, the file is of another year, it lies twenty years ahead, what is done is of a day to come, a year is summed up in its first half, the window has not begun, or window or semester are not those of province.toml.",
    ),
    (
        "record/duplicate",
        "两处用了同一个名字，引用时分不清；或者同一个人有两份记录。",
        "Two things share a name that others refer to, or one person has two records.",
    ),
    ("record/empty", "文件是空的。", "A file is empty."),
    ("record/encoding", "文件不是 UTF-8 编码，读不出中文。", "A file is not UTF-8 text."),
    (
        "record/evidence",
        "佐证的路径、网址或档号有问题：文件不存在、是空的、在文件夹之外，或网址不完整。网址不会真的去访问。",
        "A path, link or number of evidence is not right: no such file, empty, out of the folder, or no complete link. Links are never fetched.",
    ),
    (
        "record/file-name",
        "文件名不对：不以小写的 .toml 结尾，或有全角、看不见的字符。",
        "The name of a file is not right: it does not end in a small .toml, or has full-width or invisible characters.",
    ),
    (
        "record/hidden",
        "内容里有看不见的字符，会让看上去一样的名字对不上。",
        "There are invisible characters in a value; names that look the same will differ.",
    ),
    (
        "record/likely",
        "按常理像是笔误：一个人的年份对不上、代码不是本省的、几项写在了一起、百分数写成了小数。标准没有这样要求。",
        "Likely a slip: years of one life that do not go together, a code of another province, several things in one text, a percentage as a fraction. It is no duty of the Standard.",
    ),
    (
        "record/missing-field",
        "缺少必填的一项，没有它这份记录就没有意义。",
        "A required field is missing; without it the record means nothing.",
    ),
    (
        "record/name-variant",
        "同一个人的名字有两种写法（空格、全角半角），或者文件名和里面的姓名不一样。",
        "One person's name is spelled in two ways (blanks, widths), or the file is not called as the person is.",
    ),
    (
        "record/not-in-list",
        "填的值不在可选的范围里。开放的列表（等）只提醒。",
        "A value is not among those of its list. For an open list (等) this is a warning only.",
    ),
    (
        "record/range",
        "数字、年份或学期的长短超出了合理范围。",
        "A number, a year or the length of a semester lies out of its range.",
    ),
    (
        "record/reference",
        "引用的名字不存在、写法不一致、那时已经不在，或者一项里写了几个人。",
        "A reference names something that does not exist, is written otherwise, was not there on the day, or is several names in one.",
    ),
    (
        "record/syntax",
        "文件的写法不对，读不通：引号、等号、日期、合并冲突等。别的毛病能看出来的也一起说，但改好以前这个文件不算数。",
        "The file cannot be read: quotation marks, equals signs, dates, merge conflicts. What else can be seen in it is told, too, but it counts for nothing until then.",
    ),
    (
        "record/text",
        "记录旁边的文稿有问题：格式读不了、有好几份、没有同名的记录，或比标题还短。",
        "A text beside records is of a format that is not read, is there several times, has no record, or is shorter than its title.",
    ),
    (
        "record/type",
        "一项的类型不对：日期、数字、文字、列表写混了。",
        "A value has the wrong type: a date, a number, a text or a list in place of another.",
    ),
    (
        "record/unit",
        "数值不在它的单位能有的范围里，如百分制写成了 992.6。",
        "A number cannot be in the unit of its measure, such as 992.6 of a hundred marks.",
    ),
    (
        "record/unknown-field",
        "写了这类记录没有的一项，多半是键名打错了；或者标题前的 # 没有删，写的内容归到了别处。",
        "A key that this kind of record does not have, most often a slip; or one that is filed elsewhere, as its heading still has a # before it.",
    ),
    ("record/unknown-kind", "文件不在任何一类记录的文件夹里。", "A file lies in no folder of records."),
    (
        "record/unreadable",
        "文件打不开、不是普通文件，或者太大。",
        "A file cannot be opened, is no regular file, or is too large.",
    ),
    ("record/wrong-folder", "文件放错了文件夹。", "A file lies in the folder of another kind."),
    ("signoff/own-statement", "说明和评审结论是同一个人写的。", "A statement and its sign-off are by the same person."),
    (
        "signoff/past",
        "说明或评审结论写在检查时段以前，要由人判断的条款要重新说明、重新评审。",
        "A statement or a sign-off is of before the window; what it was for has to be stated and signed anew.",
    ),
    (
        "signoff/stale",
        "评审结论早于说明的日期，或说明、材料在评审以后有改动。",
        "A sign-off is older than the statement it judges, or statement or evidence have changed since.",
    ),
    (
        "signoff/to-come",
        "说明或评审结论写的日期还没有到。",
        "The day of a statement or of a sign-off is still to come.",
    ),
    ("twin/code", "两所学校写了同一个学校标识码。", "Two schools have one code."),
    ("twin/name", "两所学校的工作室同名，可以如此。", "Studios of two schools share a name, which they may."),
    (
        "twin/records",
        "一所学校的记录和另一所学校的一字不差。",
        "The records of a school are those of another to the letter.",
    ),
    ("twin/school", "同一个学校名称出现在两个工作室里。", "One school has two studios, or two codes."),
    (
        "twin/studio",
        "同一所学校的同一个工作室有两份，多半是文件夹复制了。",
        "One studio stands in two folders, most often because one was copied.",
    ),
];
