//! What is said of an earlier state that records are compared with, and of the git that keeps it.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[
    (
        "against.baseline",
        "{path} 是基线文件，里面只有问题，没有各条的结论，比不出好坏。请改用完整的检查结果：回到当时的文件夹，运行\n  studio check {root} --format json -o 文件.json",
        "{path} is a baseline: it has findings but no verdicts, so nothing tells what became better. Give a whole report, made of the folder as it was, with\n  studio check {root} --format json -o FILE.json",
    ),
    (
        "against.empty",
        "“{rev}”那时 {path} 里还没有工作室，没有可以比的。请换一个晚一些的分支或提交",
        "At “{rev}” there was no studio in {path}, so there is nothing to compare with. Name a later branch or commit",
    ),
    (
        "against.encoding",
        "{path} 不是 UTF-8 编码，多半是用 PowerShell 的 > 存的。请用 -o 重新存一份：\n  studio check {root} --format json -o 文件.json",
        "{path} is no UTF-8 text, most likely made by PowerShell's >. Write it anew with -o:\n  studio check {root} --format json -o FILE.json",
    ),
    (
        "against.foreign",
        "{path} 不是 studio 的检查结果，没法拿来比。检查结果这样存：\n  studio check {root} --format json -o 文件.json",
        "{path} is no report of studio, so nothing can be compared with it. A report is written with\n  studio check {root} --format json -o FILE.json",
    ),
    (
        "against.neither",
        "没有“{spec}”这个文件。当作 git 的分支或提交来找：{why}",
        "There is no file “{spec}”. Taken for a branch or commit of git: {why}",
    ),
    (
        "against.new-folder",
        "“{rev}”那时还没有 {path} 这个文件夹，没有可以比的。请换一个晚一些的分支或提交",
        "At “{rev}” the folder {path} was not there yet, so there is nothing to compare with. Name a later branch or commit",
    ),
    (
        "against.other",
        "那里面是{school}的“{name}”，不是这个工作室，没有可以比的。请用这个工作室以前的检查结果",
        "That is “{name}” of {school}, another studio, so nothing can be compared. Give an earlier report of this studio",
    ),
    (
        "against.partial",
        "{path} 是只查了一部分的检查结果（少了 {id} 等条），比不全。请去掉 --only 重新存一份",
        "{path} is the report of a part ({id} and others are not in it). Write it without --only",
    ),
    (
        "against.standard",
        "{path} 是按另一个标准（{was}）检查的，现在用的是 {now}，两份结果没法比",
        "{path} was checked by another standard ({was}); this is {now}, and the two cannot be compared",
    ),
    (
        "against.stranger",
        "{path} 里的工作室与 {root} 里的对不上，一个相同的也没有。请用同一个文件夹的检查结果来比",
        "No studio in {path} is one of those in {root}. Compare with a report on the same folder",
    ),
    (
        "against.syntax",
        "{at} 这份检查结果在这里读不通，可能只存了一半、有合并冲突或改动过。请换一份完好的",
        "{at} the report cannot be read here: cut off, a merge conflict, or edited. Give a sound one",
    ),
    ("against.too-large", "{path} 太大了，不像检查结果", "{path} is too large for a report"),
    ("against.unread", "检查结果 {path} 打不开：{why}", "the report {path} cannot be opened: {why}"),
    (
        "against.untouched",
        "{path} 是只查了改动过的学校的检查结果（还有 {n} 个没有查），比不全。请去掉 --changed-since 重新存一份",
        "{path} is the report of what was touched ({n} studios were not looked at). Write it without --changed-since",
    ),
    (
        "git.bare",
        "{path} 是没有工作文件的 git 仓库（bare），里面没有可以检查的文件。请在检出了文件的文件夹里运行",
        "{path} is a bare git repository, without files to check. Run this where its files are checked out",
    ),
    ("git.failed", "git 没有答上来：{why}", "git gave no answer: {why}"),
    (
        "git.filter",
        "git 的设置里有一个叫“{name}”的过滤程序（filter），这个名字没法让它不运行，所以没有问 git。请改掉它的名字，或者去掉 {option}",
        "The settings of git have a filter “{name}”, a name by which it cannot be kept from running, so git was not asked. Rename it, or leave {option} out",
    ),
    (
        "git.lacks-object",
        "git 拿不出“{rev}”里的 {file}，仓库可能不完整。请运行 git fetch 再试；还不行就运行 git fsck 看看",
        "git does not give {file} of “{rev}”; the repository may be incomplete. Run git fetch and try again, then git fsck",
    ),
    (
        "git.missing",
        "没有找到 git 命令，{option} 要靠它看以前的文件。请装上 git，或者去掉这个选项",
        "There is no git on the path, which {option} asks for earlier files. Install git, or leave the option out",
    ),
    (
        "git.no-repository",
        "{path} 不在 git 仓库里，没有以前的文件可以对照。请去掉 {option}",
        "{path} is in no git repository, so there are no earlier files. Leave {option} out",
    ),
    (
        "git.no-revision",
        "仓库里没有“{rev}”这个分支或提交。请核对拼写；要是远程的分支，先运行 git fetch",
        "The repository has no branch or commit “{rev}”. Check the spelling; for a remote branch, run git fetch first",
    ),
    (
        "git.no-room",
        "“{rev}”的文件放不进临时文件夹（{path}）：{why}。可以用环境变量 TMPDIR（Windows 上是 TEMP）换一个地方",
        "The files of “{rev}” do not fit into the temporary folder ({path}): {why}. TMPDIR (TEMP on Windows) may name another place",
    ),
    (
        "git.not-ours",
        "git 不肯读 {path}：文件夹属于另一个用户。确认可信后运行\n  git config --global --add safe.directory {whole}",
        "git will not read {path}: the folder belongs to another user. If you trust it, run\n  git config --global --add safe.directory {whole}",
    ),
    (
        "git.shallow",
        "这是浅克隆，里面没有“{rev}”的历史。请取回完整的历史：在自动检查里把 fetch-depth 设为 0，在自己电脑上运行 git fetch --unshallow",
        "This is a shallow clone without the history of “{rev}”. Fetch all of it: fetch-depth: 0 in CI, git fetch --unshallow at a desk",
    ),
];
