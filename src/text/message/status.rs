//! What is said of many studios at once: how far they have come, which of them a branch touched, which are one and the same.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "about.status",
        "各校做到哪一步了；一所学校的，列出接下来要做的每一件事",
        "How far studios have come; for one, all there is to do next",
    ),
    (
        "arg.changed_since",
        "只看从这个分支或提交以来改动过的工作室，如 origin/main",
        "only the studios touched since this branch or commit, such as origin/main",
    ),
    ("arg.xlsx", "另存一张 Excel 表", "write the table as a workbook"),
    (
        "changed.no-base",
        "现在的分支与“{rev}”没有共同的起点，看不出改了哪些。请换一个分支或提交",
        "The present branch and “{rev}” have no common beginning; name another branch or commit",
    ),
    ("changed.nothing", "没有改动到任何工作室。", "No studio was touched."),
    ("progress.checking", "正在检查", "checking"),
    (
        "same.code",
        "学校标识码“{code}”与 {folder} 的相同，学校名称却不同",
        "The school code “{code}” is also that of {folder}, a school of another name",
    ),
    (
        "same.code.help",
        "一个代码只属于一所学校，请对照学校基本信息表改正写错的那一个；要是文件夹是复制来的，把学校的名称和代码都改成自己的。",
        "A code belongs to one school: correct the wrong one. In a copied folder, change both the name and the code of the school.",
    ),
    ("same.here", "已经写在这里", "stands here already"),
    (
        "same.school",
        "“{name}”与 {folder} 是同一个学校名称，学校标识码却不同",
        "“{name}” is also the school of {folder}, with another school code",
    ),
    (
        "same.school.help",
        "同一所学校只有一个代码，请核对两处的代码；真是两所同名的学校，请把校名写全（加上市、县）。",
        "A school has one code: check both. Two schools of one name need their whole names (with city or county).",
    ),
    (
        "same.studio",
        "“{name}”在 {folder} 已经有一份，学校和工作室名称都相同",
        "“{name}” stands in {folder} already: the same school and the same studio",
    ),
    (
        "same.studio.help",
        "多半是文件夹复制了一份：留下要用的，另一份移到别处；要是两个不同的工作室，把名称改成各自的。两份都留着会在上报的表里出现两次。",
        "Most often a folder was copied: keep the one in use and move the other away. Two studios need names of their own. As it is, it would be reported twice.",
    ),
    (
        "same.title",
        "另一所学校也有叫“{name}”的工作室：{folder}",
        "A studio of another school is called “{name}”, too: {folder}",
    ),
    (
        "same.title.help",
        "名称可以相同，不用改；要是文件夹是从别校复制来的，请改成自己的名称。",
        "Names may be the same. Only in a folder copied from another school, change it.",
    ),
    ("same.two", "“{name}”还有一个工作室：{folder}", "“{name}” has another studio: {folder}"),
    (
        "same.two.help",
        "一所学校可以有几个工作室，确实如此就不用改；要是同一个工作室，请只留一份。",
        "A school may have several studios. If both are the same one, keep only one.",
    ),
    ("status.clause", "条款", "clause"),
    ("status.due", "期限", "due"),
    ("status.folder", "文件夹", "folder"),
    ("status.lack", "{n} 个　{id} {heading}", "{n}  {id} {heading}"),
    ("status.nobody", "待定", "nobody named"),
    ("status.person", "谁来做", "person"),
    ("status.place", "在哪里", "place"),
    ("status.reason", "要做什么、为什么", "reason"),
    ("status.school", "学校", "school"),
    ("status.sheet", "进度", "进度"),
    ("status.sheet.head", "{unit}　　检查日期：{today}", "{unit}　　检查日期：{today}"),
    ("status.sheet.many", "班主任工作室建设进度", "班主任工作室建设进度"),
    (
        "status.sheet.note",
        "注：结论是对照标准逐条看的，不打分。空格：studio.toml 读不通，没有判定。",
        "注：结论是对照标准逐条看的，不打分。空格：studio.toml 读不通，没有判定。",
    ),
    ("status.sheet.one", "接下来要做的事", "接下来要做的事"),
    (
        "status.sum",
        "共 {n} 个工作室，其中 {failing} 个有错误，{broken} 个 studio.toml 读不通。检查日期 {today}",
        "studios: {n}; with errors: {failing}; root file cannot be read: {broken}; as of {today}",
    ),
    (
        "status.todo",
        "{id} {state}　{reason}　（{person}，{due}）{place}",
        "{id} {state}  {reason}  ({person}, {due}) {place}",
    ),
    ("status.undated", "尽快", "no date"),
    ("status.unjudged", "没有判定：studio.toml 读不通", "not judged: studio.toml cannot be read"),
    ("status.worst", "还差得最多的", "What most of them lack"),
    ("status.written", "已写好 {path}", "written: {path}"),
    ("todo.not-due", "还没有到期，到时再看", "not due yet"),
];
