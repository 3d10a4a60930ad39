//! Answers that say that nothing was done, or that something was and not what: 还没有结果.

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
    /// What denies.
    #[serde(default)]
    denies: Words,
    /// What may stand between that and what is denied.
    #[serde(default)]
    between: Words,
    /// What is denied.
    #[serde(default)]
    what: Words,
}

impl Undone {
    /// Whether a text without blanks and marks around it is such an answer, whole.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        let rest = strip(&self.before, text);
        let denied = self.denies.begin(rest).map(|length| &rest[length..]);
        self.alone.has(text)
            || denied.is_some_and(|rest| self.what.has(rest) || self.what.has(strip(&self.between, rest)))
    }

    /// With which characters such answers begin.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> {
        let words = [&self.alone, &self.before, &self.denies].into_iter().flat_map(Words::all);
        words.filter_map(|word| word.chars().next())
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
