//! What is said in CI, and of what was found before.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "arg.baseline",
        "以前的检查结果（--format json 或 --write-baseline 存的）：里面已有的不算失败",
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
    (
        "baseline.syntax",
        "{at} 基线文件在这里读不通，可能只存了一半或有合并冲突。请用 --write-baseline 重新存一份",
        "{at} the baseline cannot be read from here on: cut off, or a merge conflict. Write it anew with --write-baseline",
    ),
    ("baseline.unread", "基线文件 {path} 打不开：{why}", "the baseline {path} cannot be opened: {why}"),
    ("baseline.written", "基线已存到 {path}", "baseline written: {path}"),
    ("ci.all", "各校之间", "between the studios"),
    (
        "ci.cut",
        "内容太长，还有 {n} 个工作室的问题没有列出；请看完整的检查结果。",
        "Too long: the findings of {n} more studios are left out; see the whole report.",
    ),
    ("ci.help", "怎么办：{help}", "help: {help}"),
    ("ci.more", "还有 {n} 处", "{n} more"),
    (
        "ci.summary",
        "{n} 个工作室：{errors} 个错误，{warnings} 个提醒，{notes} 个提示；以前就有的 {known} 处。没有标注出来、只在日志里的 {left} 处",
        "studios: {n}; errors: {errors}, warnings: {warnings}, notes: {notes}; known before: {known}; in the log only: {left}",
    ),
    (
        "ci.summary.long",
        "检查日期 {today}，{n} 个工作室：{errors} 个错误，{warnings} 个提醒，{notes} 个提示。",
        "As of {today}, studios: {n}; errors: {errors}, warnings: {warnings}, notes: {notes}.",
    ),
    ("ci.title", "班主任工作室检查", "Check of homeroom-teacher studios"),
];
