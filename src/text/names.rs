//! A private list of names: where they stand in a text, and the text without them. Nothing here shows a name.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use unicode_normalization::char::is_combining_mark;

use super::safe::starred;
use super::seen::{Seen, is_marked};

/// Names that no output may repeat.
#[derive(Clone)]
pub struct Names {
    finder: AhoCorasick,
    count: usize,
    /// How many of what is looked for is hidden; the others are spared.
    hidden: usize,
}

impl fmt::Debug for Names {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Names({})", self.count)
    }
}

impl Names {
    /// Makes the list. Names are found however they are padded, whatever nobody sees stands in them, and with any dot between
    /// their parts or none, over the end of a line and with marks of Markdown and HTML in them. Nothing if there are none, or more
    /// than can be searched for.
    #[must_use]
    pub fn new(names: &[String]) -> Option<Self> {
        Self::but(names, &[])
    }

    /// The same, with names that stay where they stand whole, though others may be in them.
    #[must_use]
    pub fn but(names: &[String], spared: &[String]) -> Option<Self> {
        let (own, others) = (forms(names), forms(spared));
        let hidden = own.len();
        let all: Vec<&String> = own.iter().chain(others.difference(&own)).collect();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&all)
            .ok()
            .filter(|_| !names.is_empty())?;
        Some(Self { finder, count: names.len(), hidden })
    }

    /// Where names stand in `text`, in order.
    #[must_use]
    pub fn scan(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        self.read(text, Seen::of_names(text, false).as_ref(), &mut places);
        // What a tag or a link says is no part of what is read without them.
        if is_marked(text) {
            self.read(text, Seen::of_names(text, true).as_ref(), &mut places);
            places.sort_by_key(|place| place.start);
            places.dedup_by(|next, one| {
                let overlaps = next.start < one.end;
                one.end = if overlaps { one.end.max(next.end) } else { one.end };
                overlaps
            });
        }
        places
    }

    /// Where names stand in `text` as it is `seen`.
    fn read(&self, text: &str, seen: Option<&Seen>, places: &mut Vec<Range<usize>>) {
        let read = seen.map_or(text, |seen| &seen.text);
        let mut from = 0;
        while let Some(found) = self.finder.find(Input::new(read).range(from..)) {
            let place = found.range();
            if is_whole(read, &place, |at| seen.is_none_or(|seen| seen.joins(at))) {
                from = place.end;
                if found.pattern().as_usize() < self.hidden {
                    places.push(seen.map_or(place.clone(), |seen| seen.typed(place)));
                }
            } else {
                from = place.start + read[place.start..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Whether a name stands in `text`.
    #[must_use]
    pub fn stand_in(&self, text: &str) -> bool {
        !self.scan(text).is_empty()
    }

    /// `text` with a `*` for each character of a name.
    #[must_use]
    pub fn conceal<'t>(&self, text: &'t str) -> Cow<'t, str> {
        starred(text, self.scan(text))
    }

    /// Takes the names out of `text`.
    pub fn take_out(&self, text: &mut String) {
        if let Cow::Owned(hidden) = self.conceal(text) {
            *text = hidden;
        }
    }
}

/// The forms in which names are found.
fn forms(names: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for name in names {
        let name = Seen::of_names(name, false).map_or_else(|| name.clone(), |seen| seen.text);
        all.insert(name.split_whitespace().collect());
        all.insert(name.trim().to_owned());
    }
    all.remove("");
    all
}

/// Whether the name at `place` is no part of a longer word in Latin letters; `joins` is whether what stands before and behind a
/// place is typed together.
fn is_whole(text: &str, place: &Range<usize>, joins: impl Fn(usize) -> bool) -> bool {
    let goes_on = |at: usize| {
        let (before, behind) = text.split_at(at);
        before.ends_with(|char: char| char.is_ascii_alphabetic())
            && behind.starts_with(|char: char| char.is_ascii_alphabetic() || is_combining_mark(char))
            && joins(at)
    };
    !goes_on(place.start) && !goes_on(place.end)
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_found_whole_padded_and_shown_nowhere() {
        let names = Names::new(&["林小树".to_owned(), "韩牧".to_owned()]).expect("names");
        assert_eq!(names.conceal("林小树和韩　牧、韩 牧"), "***和***、***");
        assert_eq!(names.scan("见韩牧。").first(), Some(&(3..9)));
        assert_eq!(format!("{names:?}"), "Names(2)");
        assert!(Names::new(&[]).is_none());
    }

    #[test]
    fn a_spared_name_stays_whatever_is_in_it() {
        let names = Names::but(&["张伟".to_owned()], &["张伟明".to_owned()]).expect("names");
        assert_eq!(names.conceal("张伟明和张伟、张 伟 明"), "张伟明和**、张 伟 明");
    }

    #[test]
    fn names_and_texts_are_read_alike() {
        let names = ["\u{200b}林 小　树", "韩　　牧", "Li Ming", "阿依·买"].map(str::to_owned);
        let names = Names::new(&names).expect("names");
        let hidden = |text: &str| names.conceal(text).into_owned();
        assert_eq!(hidden("见林小\u{200d}树、林　小 树。"), "见****、*****。");
        assert_eq!(hidden("韩\u{ad}牧和\u{feff}韩牧"), "***和\u{feff}**");
        assert_eq!(hidden("韩\\u7267 \\u97e9\\\n  牧"), "******* *******\n***");
        assert_eq!(hidden("韩\n牧，韩\n\n牧，韩\t牧，韩      牧"), "*\n*，韩\n\n牧，***，韩      牧");
        assert_eq!(hidden("li  ming, LIMING和Li Ming5"), "********, ******和*******5");
        assert_eq!(hidden("Li Mingde, Wali Ming"), "Li Mingde, Wali Ming");
        assert_eq!(hidden("阿依\u{200c}·买"), "*****");
        for dot in ["•", "・", "‧", "．", ".", " ", ""] {
            assert_eq!(hidden(&format!("见阿依{dot}买")), format!("见***{}", "*".repeat(dot.chars().count())), "{dot}");
        }
    }

    #[test]
    fn names_are_found_over_lines_and_in_marks() {
        let names = ["欧阳子涵", "Zhang Wei", "买买提·艾力"].map(str::to_owned);
        let names = Names::new(&names).expect("names");
        let hidden = |text: &str| names.conceal(text).into_owned();
        for (text, left) in [
            ("Today Zhang \nWei came.", "Today ******\n*** came."),
            ("欧阳 \t子涵，Zhang\tWei", "******，*********"),
            ("见**欧阳**子涵。", "见********。"),
            ("<b>欧阳</b>子涵", "<b>********"),
            ("[欧阳](x)子涵", "[********"),
            ("foo**Zhang** *Wei*de Zhang Weide", "foo***************de Zhang Weide"),
            ("> 欧阳\n> 子涵", "> **\n****"),
            ("\u{2f24}欧阳\u{2f26}涵\u{fe00}", "\u{2f24}****\u{fe00}"),
            ("ｘＺｈａｎｇ　Ｗｅｉ Ｚｈａｎｇ　Ｗｅｉ", "ｘＺｈａｎｇ　Ｗｅｉ *********"),
            ("买买提 · 艾力，买买提·\n艾力，买买提 艾力", "********，****\n**，******"),
            ("<a title=\"欧阳子涵\">欧阳子涵</a>", "<a title=\"****\">****</a>"),
            ("Zhang Weí", "Zhang Weí"),
        ] {
            assert_eq!(hidden(text), left, "{text}");
        }
    }
}
