//! Answers that say that nothing was done, or that something was and not what, or that it is to come: 还没有结果, 待了解.

use serde::Deserialize;

use super::privacy::Words;

/// The words of such answers.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undone {
    /// Answers that are none, as they stand.
    #[serde(default)]
    alone: Words,
    /// What may stand first.
    #[serde(default)]
    before: Words,
    /// What denies; alone, or with one of those before it, it says nothing at all.
    #[serde(default)]
    denies: Words,
    /// What says that it is being done.
    #[serde(default)]
    runs: Words,
    /// What says that it is to be done yet.
    #[serde(default)]
    awaits: Words,
    /// What says that it is to be written another time.
    #[serde(default)]
    later: Words,
    /// What may stand between that and what is meant.
    #[serde(default)]
    between: Words,
    /// What is denied, being done or to be done.
    #[serde(default)]
    what: Words,
    /// What is to be written, or to be known first.
    #[serde(default)]
    writes: Words,
    /// What may stand last.
    #[serde(default)]
    ends: Words,
}

/// What an answer says that tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// That it was done, and no more.
    Done,
    /// That nothing was done so far: how things are, honestly.
    Undone,
    /// That there is nothing so far.
    None,
    /// That it is still to be told.
    ToCome,
}

impl Undone {
    /// What a text without blanks and marks around it says, if it is such an answer, whole.
    #[must_use]
    pub fn says(&self, text: &str) -> Option<Says> {
        if self.alone.has(text) {
            return Some(Says::Done);
        }
        let rest = strip(&self.before, text);
        let behind = |words: &Words| words.begin(rest).map(|length| &rest[length..]);
        let is = |rest: Option<&str>, words: &[&Words]| {
            rest.is_some_and(|rest| words.iter().any(|words| self.is_of(words, rest)))
        };
        let denied = behind(&self.denies);
        if is(denied, &[&self.what]) || is(behind(&self.runs), &[&self.what]) {
            return Some(Says::Undone);
        }
        let unwritten = is(denied, &[&self.writes]) || is(behind(&self.later), &[&self.writes]);
        if unwritten || is(behind(&self.awaits), &[&self.what, &self.writes]) {
            return Some(Says::ToCome);
        }
        (denied == Some("")).then_some(Says::None)
    }

    /// Whether a text is one of `words`, with what may stand between and last.
    fn is_of(&self, words: &Words, text: &str) -> bool {
        let is = |text: &str| words.begin(text).is_some_and(|length| strip(&self.ends, &text[length..]).is_empty());
        is(text) || is(strip(&self.between, text))
    }

    /// With which characters such answers begin.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> {
        let words = [&self.alone, &self.before, &self.denies, &self.runs, &self.awaits, &self.later];
        words.into_iter().flat_map(Words::all).filter_map(|word| word.chars().next())
    }
}

/// `text` without the words that it begins with, however many.
fn strip<'t>(words: &Words, mut text: &'t str) -> &'t str {
    while let Some(length) = words.begin(text) {
        text = &text[length..];
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_answer_that_denies_is_told_from_one_that_tells() {
        let about = crate::standard::embedded().expect("a sound standard").about;
        for nothing in [
            "没有结果",
            "无结果",
            "未见效果",
            "未调整",
            "尚无结果",
            "暂不调整",
            "没有形成办法",
            "不作调整",
            "不用调整",
            "未作调整",
            "未开展",
            "目前还没有亮身份",
            "尚未亮身份",
            "暂未设岗",
            "不公开",
            "（没有任何效果）",
            "本学期没有开展。",
            "没有明显的成效",
            "党员",
        ] {
            assert!(about.is_undone(nothing) && about.is_unsaid(nothing), "{nothing}");
        }
        for nothing in [
            "正在凝练中",
            "尚无人达到",
            "暂时没有好办法",
            "还没有办",
            "尚未形成",
            "尚未提炼",
            "不清楚",
            "未了解",
            "未知",
            "未共享",
            "还没有做出成果",
            "没有什么变化。",
            "目前尚未开展。",
            "未开展，待定",
        ] {
            assert!(about.is_undone(nothing) && !about.is_placeholder(nothing), "{nothing}");
        }
        for nothing in [
            "待访谈",
            "还没有",
            "尚无",
            "待了解",
            "空缺",
            "待核实",
            "待进一步了解",
            "以后再写",
            "下学期补",
            "暂无，下学期补",
            "待补充完善",
            "...",
            "（。）",
            "没有。",
            "无",
        ] {
            assert!(about.is_placeholder(nothing) && about.is_unsaid(nothing), "{nothing}");
            assert!(!about.is_undone(nothing), "{nothing}");
        }
        for told in [
            "待生如子",
            "待人以诚",
            "待优生转化",
            "待人热情，做事踏实",
            "未雨绸缪",
            "不抛弃不放弃",
            "正在攻读教育硕士",
            "尚学尚行",
            "无为而治",
            "不了解的先问清楚",
            "再读一遍《班主任工作漫谈》",
            "下学期改为先讲案例再读书",
            "等待花开",
            "没有时间",
            "没有办法的时候找同伴",
        ] {
            assert!(!about.is_unsaid(told), "{told}");
        }
        for told in [
            "没有问题",
            "没有学生掉队",
            "无人旷课",
            "不再迟到",
            "未发生欺凌",
            "没有调整班干部，改了轮值的办法",
            "调整",
            "结果",
            "公开承诺",
            "党员示范岗",
            "未完成的两项转到下学期",
            "没有结果公示",
            "无",
            "非党员",
        ] {
            assert!(!about.is_undone(told), "{told}");
        }
    }
}
