//! The slips that may be mended without asking: marks of a Chinese keyboard outside of texts, Chinese quotation marks around
//! a value, and days in another form where a day belongs. There is no second way to read any of them, and what stands within
//! a text is never touched. Whatever needs a guess stays, and is told.

use std::collections::{BTreeMap, BTreeSet};

use toml_parser::Source as Tokens;
use toml_parser::lexer::TokenKind;

use super::key::joint;
use super::marks::{Sort, is_quote, narrow};
use super::slip::{Found, Mend as Mended, Slip};
use crate::finding::Finding;
use crate::source::Source;
use crate::standard::kind::{Kind, Type};
use crate::text::lang::Lang;

/// A line that is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The line, from 1.
    pub line: usize,
    /// What it was.
    pub before: String,
    /// What it becomes.
    pub after: String,
    /// What was wrong: keys of messages.
    pub slips: Vec<&'static str>,
}

/// The lines of a broken text that are mended for sure, and what is wrong in it, as `check` tells it.
#[must_use]
pub fn mend(source: &Source, kind: &Kind, lang: Lang) -> (Vec<Mend>, Vec<Finding>) {
    let broken = super::explain(source, kind, lang);
    (broken.safe.lines(&source.text), broken.findings)
}

/// What is known to be safe while a text is explained.
#[derive(Debug, Default)]
pub(super) struct Safe {
    lines: BTreeMap<usize, (String, Vec<&'static str>)>,
    /// Lines on which something else was found.
    unsure: BTreeSet<usize>,
    /// From this line on, where texts and lists begin and end is a guess, so that nothing is safe.
    lost: Option<usize>,
}

impl Safe {
    /// Nothing from `line` on is safe.
    pub(super) fn give_up(&mut self, line: usize) {
        self.lost = Some(self.lost.map_or(line, |lost| lost.min(line)));
    }

    /// Takes note of a slip on a line that read `before`, in a statement that began on line `first`; `field` is the type of
    /// what stands there.
    pub(super) fn take(&mut self, found: &Found, before: &str, first: usize, field: Option<Type>) {
        let names = match (&found.slip, &found.mend) {
            (Slip::Marks(sorts, _), Mended::Line(line, after)) if *line == found.line && is_sure(before, after) => {
                sorts.iter().map(|sort| name(*sort)).collect()
            }
            (Slip::Control, Mended::Line(..)) if before.trim().is_empty() => vec!["mend.blank"],
            (Slip::Date, Mended::Line(line, _)) if *line == found.line && field == Some(Type::Date) => {
                vec!["mend.date"]
            }
            _ => Vec::new(),
        };
        let known = self.lines.get(&found.line);
        let grown = known.is_some_and(|(text, _)| text != before);
        if names.is_empty() || grown || self.unsure.contains(&found.line) {
            self.unsure.insert(found.line);
            let open = matches!(found.slip, Slip::Conflict | Slip::OpenText(_) | Slip::OpenList | Slip::Other);
            if open || before.contains("\"\"\"") || before.contains("'''") {
                self.give_up(first.min(found.line));
            }
            return;
        }
        if let Mended::Line(_, after) = &found.mend {
            let (text, all) = self.lines.entry(found.line).or_default();
            text.clone_from(after);
            all.extend(names);
        }
    }

    fn lines(self, text: &str) -> Vec<Mend> {
        let sure = |line: usize| self.lost.is_none_or(|lost| line < lost);
        let lines: Vec<&str> = text.split('\n').collect();
        let mend = |(line, (after, slips)): (usize, (String, Vec<&'static str>))| {
            let before = (*lines.get(line)?).to_owned();
            // A comma or a bracket more may be one of a text.
            let parts = slips.iter().any(|slip| matches!(*slip, "mend.comma" | "mend.brackets"));
            (before != after && (!parts || reads(&after))).then_some(Mend { line: line + 1, before, after, slips })
        };
        self.lines.into_iter().filter(|(line, _)| sure(*line)).filter_map(mend).collect()
    }
}

/// Whether a line can be read; of one that is no whole statement nobody knows alone.
fn reads(line: &str) -> bool {
    let count = |mark: char| line.matches(mark).count();
    let whole = joint(line).is_some() && count('[') == count(']') && count('{') == count('}');
    !whole || toml::from_str::<toml::Table>(line).is_ok()
}

fn name(sort: Sort) -> &'static str {
    match sort {
        Sort::Quote => "mend.quotes",
        Sort::Equals => "mend.equals",
        Sort::Comma => "mend.comma",
        Sort::Bracket => "mend.brackets",
        Sort::Digit => "mend.digits",
        Sort::Letter => "mend.letters",
        Sort::Blank => "mend.blank",
        Sort::Other => "mend.marks",
    }
}

/// Whether `after` is `before` with marks made ASCII, and nothing else can have been meant.
fn is_sure(before: &str, after: &str) -> bool {
    let (was, is): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let ascii = was.len() == is.len() && was.iter().zip(&is).all(|(was, is)| was == is || narrow(*was) == *is);
    if !ascii || after.contains("\"\"\"") || after.contains("'''") {
        return false;
    }
    // Tokens stand in order: each stretch of a line is counted once.
    let mut counted = (0, 0);
    let mut place = |byte: usize| {
        counted = (byte, counted.1 + after[counted.0..byte].chars().count());
        counted.1
    };
    let tokens: Vec<_> = Tokens::new(after).lex().collect();
    let texts = tokens.iter().filter(|token| matches!(token.kind(), TokenKind::BasicString | TokenKind::LiteralString));
    let mut spans = texts.map(|token| (place(token.span().start()), place(token.span().end())));
    let commas = was.iter().zip(&is).enumerate().filter(|(_, (was, is))| was != is && **is == ',');
    // A Chinese comma between words without quotation marks may be part of one name.
    let mut behind = commas.map(|(at, _)| is[..at].iter().rev().find(|char| !char.is_whitespace()));
    behind.all(|char| char.is_some_and(|char| "\"']}".contains(*char) || char.is_ascii_digit()))
        && spans.all(|(start, end)| {
            let next = is[end..].iter().find(|char| !char.is_whitespace());
            next.is_none_or(|char| ",]}#=.".contains(*char)) && quoted(&was[start..end], &is[start..end])
        })
}

/// Whether a text in quotation marks is what was typed between marks of another sort.
fn quoted(was: &[char], is: &[char]) -> bool {
    let ([open, inner @ .., close], [first, .., last]) = (was, is) else { return false };
    if first != last || inner != &is[1..is.len() - 1] {
        return false;
    }
    if open.is_ascii() && close.is_ascii() {
        return true;
    }
    if inner.contains(&'\\') {
        return false;
    }
    if !inner.iter().any(|char| is_quote(*char)) {
        return true;
    }
    let pairs = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];
    let mut opened = Vec::new();
    for char in inner.iter().filter(|char| is_quote(**char)) {
        if let Some((_, end)) = pairs.iter().find(|(begin, _)| begin == char) {
            opened.push(end);
        } else if opened.pop() != Some(char) {
            return false;
        }
    }
    opened.is_empty() && pairs.contains(&(*open, *close))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> Vec<(usize, String)> {
        let standard = crate::standard::embedded().expect("a sound standard");
        let kind = &standard.kinds[standard.kind_index("member").expect("a kind")];
        let source = Source::decode("members/a.toml".into(), 0, text.as_bytes().to_vec()).expect("utf-8");
        mend(&source, kind, Lang::Zh).0.into_iter().map(|mend| (mend.line, mend.after)).collect()
    }

    #[test]
    fn what_is_sure_is_mended() {
        for (before, after) in [
            ("name ＝ “林澄”", "name = \"林澄\""),
            ("name = “他说“好”。”", "name = \"他说“好”。\""),
            ("name = “他说“好”，走了”", "name = \"他说“好”，走了\""),
            ("name = \"林澄”", "name = \"林澄\""),
            ("birth_year = １９８７", "birth_year = 1987"),
            ("joined ＝　２０２２－９－１", "joined = 2022-09-01"),
            ("joined = 2022年9月1日 # 开学", "joined = 2022-09-01 # 开学"),
            ("alma_mater = 【“甲”、“乙”】", "alma_mater = [\"甲\",\"乙\"]"),
            ("alma_mater = [\"甲\"；\"乙；丙\"]", "alma_mater = [\"甲\",\"乙；丙\"]"),
            ("【profile】", "[profile]"),
            ("　\u{a0}", "  "),
            ("\u{c}", ""),
        ] {
            assert_eq!(mended(before), [(1, after.to_owned())], "{before}");
        }
    }

    #[test]
    fn what_needs_a_guess_stays() {
        for text in [
            "name = “甲” 和 “乙”",
            "name = “他说“好，走了”",
            "name = \"他说“好”",
            "name = “C:\\new”",
            "name = “他说\"好\"”",
            "name = 林澄",
            "name：“林澄”",
            "name = 2022-9-1",
            "joined = 2022-02-30",
            "alma_mater = [甲、乙]",
            "birth_year = 1987年",
            "“林澄”",
            "<<<<<<< a\nname = “甲”\n=======\nname = “乙”\n>>>>>>> b",
            "post = \"\"\"\nname ＝ “林澄”\n",
            "alma_mater = [“甲”\nname = “乙”",
            "post = 他说\"\"\"\nname ＝ “林澄”\n\"\"\"",
        ] {
            assert_eq!(mended(text), [], "{text}");
        }
    }

    #[test]
    fn the_sure_is_mended_beside_what_stays() {
        assert_eq!(mended("name ＝ 林澄"), [(1, "name = 林澄".to_owned())]);
        assert_eq!(mended("name = 林澄\nsex = “女”\npost = \"a”b"), [(2, "sex = \"女\"".to_owned())]);
        let open = "name = “林澄”\nalma_mater = [“甲”\nsex = “女”";
        assert_eq!(mended(open), [(1, "name = \"林澄\"".to_owned())], "nothing from an open list on");
    }
}
