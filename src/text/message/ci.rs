//! What is said in CI, and of what was found before.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "arg.baseline",
        "以前的检查结果（--format json 或 --write-baseline 存的）：里面已有的不算没有通过",
        "findings of an earlier run (a JSON report, or from --write-baseline): what is in it fails nothing",
    ),
    (
        "arg.summary",
        "把 Markdown 摘要接在这个文件后面，如 $GITHUB_STEP_SUMMARY",
        "append a summary in Markdown to this file, such as $GITHUB_STEP_SUMMARY",
    ),
    (
        "arg.write_baseline",
        "把现在的检查结果存成基线，以后用 --baseline 对照",
        "keep what is found now as a baseline for --baseline",
    ),
    (
        "baseline.elsewhere",
        "基线 {path} 里的工作室（如 {first}）从这里一个也找不到：它是在别的文件夹里写的。请到写它的那个文件夹里查，或者用 --write-baseline 重写一份",
        "the baseline {path} has no studio that is found from here (such as {first}): it was written from another folder. Check there, or write it anew with --write-baseline",
    ),
    (
        "baseline.encoding",
        "基线文件 {path} 不是 UTF-8 编码，多半是用 PowerShell 的 > 存的。请删掉它，用 studio check --write-baseline 文件 重新存一份",
        "the baseline {path} is no UTF-8 text, most likely made by PowerShell's >. Delete it and write it anew with studio check --write-baseline FILE",
    ),
    (
        "baseline.firm",
        "其中 {n} 处是个人信息错误或读不通的文件：这些不能进基线，要先改好",
        "{n} errors of privacy or files that cannot be read do not go into a baseline: they are to be mended",
    ),
    (
        "baseline.foreign",
        "{path} 不是基线文件，也不是检查结果。请用 studio check --write-baseline 文件 重新存一份",
        "{path} is neither a baseline nor a report. Write one with studio check --write-baseline FILE",
    ),
    (
        "baseline.gone",
        "基线里有 {n} 处已经解决。用 --write-baseline 重新存一次，基线就会变小",
        "{n} findings of the baseline are gone. Write it anew with --write-baseline and it will shrink",
    ),
    (
        "baseline.known",
        "另有 {n} 处以前就有（在基线里），这里不再列出",
        "{n} more are known from the baseline and not listed",
    ),
    ("baseline.mark", "（已知）", "(known) "),
    (
        "baseline.moved",
        "基线里记着 {was}，现在没有这个文件夹；{now} 不在基线里，它的问题都算新的。只是文件夹改了名的，请用 --write-baseline 重新存一次基线",
        "the baseline has {was}, which is there no more; {now} is not in it, and all that is found there is new. If the folder was only renamed, write the baseline anew with --write-baseline",
    ),
    (
        "baseline.occupied",
        "{path} 已经有了，而且不是（或者已经不是）完好的基线文件，没有覆盖；请另写一个文件名，确实不要了就先删掉它",
        "{path} exists, is no sound baseline and was not overwritten; give another name, or delete it first",
    ),
    ("baseline.one", "（已知）{severity}[{rule}] {at} {message}", "(known) {severity}[{rule}] {at} {message}"),
    (
        "baseline.standard",
        "基线文件 {path} 是按另一个标准（{was}）存的，现在用的是 {now}。请用 --write-baseline 重新存一份",
        "the baseline {path} was made by another standard ({was}); this is {now}. Write it anew with --write-baseline",
    ),
    (
        "baseline.sum",
        "和基线比：已知 {known} 处（不算没有通过），已解决 {gone} 处",
        "against the baseline: {known} known (they fail nothing), {gone} resolved",
    ),
    (
        "baseline.syntax",
        "{at} 基线文件在这里读不通，可能只存了一半、有合并冲突或改动过。请删掉它，用 --write-baseline 重新存一份",
        "{at} the baseline cannot be read here: cut off, a merge conflict, or edited. Delete it and write it anew with --write-baseline",
    ),
    ("baseline.unread", "基线文件 {path} 打不开：{why}", "the baseline {path} cannot be opened: {why}"),
    ("baseline.written", "基线已存到 {path}（{n} 处）", "baseline written: {path} ({n} findings)"),
    ("ci.all", "不属于哪一个工作室的问题", "Of no single studio"),
    ("ci.count", "（{n} 处）", " ({n})"),
    (
        "ci.cut",
        "内容太长，还有 {n} 段没有写进来；请看日志或完整的检查结果。",
        "Too long: {n} more parts are left out; see the log or the whole report.",
    ),
    ("ci.excepted", "例外 {n} 项，见日志。", "Exceptions in force: {n}, see the log."),
    ("ci.first", "请先改这些", "What weighs most"),
    ("ci.help", "怎么办：{help}", "help: {help}"),
    ("ci.left", "还有 {n} 处没有标注在文件上", "{n} more, not marked in the files"),
    (
        "ci.left.where",
        "GitHub 一步里错误、提醒、提示各只标注十处，还有 {n} 处写在这一步的日志里。",
        "GitHub marks ten of a kind in a step; {n} more are in the log of this step.",
    ),
    ("ci.more", "还有 {n} 处", "{n} more"),
    ("ci.passed", "有提醒，不算没有通过", "found, but fails nothing"),
    (
        "ci.sarif.cut",
        "结果太多，还有 {n} 处没有写进来；请看 --format json 的检查结果。",
        "Too many results: {n} more are left out; see the report of --format json.",
    ),
    (
        "ci.summary",
        "{n} 个工作室：{errors} 个错误，{warnings} 个提醒，{notes} 个提示。",
        "studios: {n}; errors: {errors}, warnings: {warnings}, notes: {notes}.",
    ),
    ("ci.title.failed", "班主任工作室检查：没有通过", "Check of homeroom-teacher studios: failed"),
    ("ci.title.passed", "班主任工作室检查：通过", "Check of homeroom-teacher studios: passed"),
    ("ci.today", "检查日期 {today}　对照《{title}》", "As of {today}, against {title}"),
];
