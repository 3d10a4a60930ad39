//! What is said of a private list of names. No message repeats a line of it.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "arg.names",
        "学生姓名名单（一行一个，放在文件夹和仓库以外）：写到其中任何一个都算错误，输出里不出现姓名",
        "a list of names, one a line, kept outside the folder and its repository: each place where one stands is an error; no output shows a name",
    ),
    (
        "names.encoding",
        "名单 {path} 读不出文字。请用记事本打开，另存为 UTF-8 编码的文本文件",
        "the list {path} is no text. Save it as a text file in UTF-8",
    ),
    (
        "names.inside",
        "名单 {path} 放在了要检查的文件夹或它的仓库里，会和记录一起传出去。请把它移到别处，再用 --names 指出新的位置",
        "the list {path} lies in the folder that is checked or in its repository, and would be passed on with it. Move it elsewhere and name its new place with --names",
    ),
    (
        "names.line",
        "名单 {path} 里这几行不像姓名：{lines}。每行只写一个姓名，2 至 {n} 个字，不要表头、序号、班级、性别、括号、逗号和引号；两部分的姓名中间用“·”",
        "in the list {path} these lines are no names: {lines}. Write one name a line, of 2 to {n} characters, without a heading, numbers, class, sex, brackets, commas or quotation marks; the parts of a name are joined by “·”",
    ),
    (
        "names.long",
        "名单 {path} 太长：最多 {n} 个姓名、4 MB。请只放要查的学校的名单",
        "the list {path} is too long: {n} names and 4 MB are the most. Keep only those of the schools in question",
    ),
    (
        "names.no-file",
        "名单 {path} 不是普通文件。请存成一个文本文件",
        "the list {path} is no regular file. Save it as a text file",
    ),
    ("names.none", "名单 {path} 里一个姓名也没有", "there is no name in the list {path}"),
    ("names.unread", "名单 {path} 打不开：{why}", "the list {path} cannot be opened: {why}"),
];
