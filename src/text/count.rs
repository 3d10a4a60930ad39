//! 字数: how long a Chinese text is. The circular asks for 3000字以内 and does not say how to count, so this follows what
//! everyone who gets the text will look at: Word's 字数.

/// The three lengths of a text; spaces and line ends count in none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// 字数: a Han character or full-width mark is one, a run of other characters without a space is one.
    pub words: usize,
    /// 汉字数: Han characters alone.
    pub han: usize,
    /// 字符数（不计空格）: every character that is not a space.
    pub characters: usize,
}

/// How a character counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Counts nothing and ends a run.
    Space,
    /// Counts one by itself.
    Single,
    /// One of “ ” ‘ ’ — …: Chinese or Western by what it touches.
    Mark,
    /// Part of a run.
    Run,
}

/// Counts `text` as Word does: East Asian characters and full-width forms one each, a run of anything else without a space
/// one. Half-width punctuation belongs to its run.
///
/// The six marks “ ” ‘ ’ — … have no width of their own. Here each counts one when the group it stands in touches a
/// character that counts one (Word's way with a Chinese font, and the higher number); otherwise it belongs to its run, as
/// in `don’t`. U+3000 is a space. Byte-order marks, zero-width spaces and variation selectors do not count.
#[must_use]
pub fn count(text: &str) -> Count {
    let mut count = Count::default();
    let mut before = Class::Space;
    let mut marks = 0;
    for character in text.chars().filter(|&c| !is_ignored(c)) {
        let class = class(character);
        if class == Class::Mark {
            marks += 1;
            continue;
        }
        if marks > 0 {
            before = count.marks(std::mem::take(&mut marks), before, class);
        }
        match class {
            Class::Single => {
                count.words += 1;
                count.han += usize::from(is_han(character));
                count.characters += 1;
            }
            Class::Run => {
                count.words += usize::from(before != Class::Run);
                count.characters += 1;
            }
            Class::Space | Class::Mark => {}
        }
        before = class;
    }
    if marks > 0 {
        count.marks(marks, before, Class::Space);
    }
    count
}

impl Count {
    /// Counts marks between two characters; gives what they are.
    fn marks(&mut self, marks: usize, before: Class, after: Class) -> Class {
        self.characters += marks;
        if before == Class::Single || after == Class::Single {
            self.words += marks;
            return Class::Single;
        }
        self.words += usize::from(before != Class::Run);
        Class::Run
    }
}

fn class(character: char) -> Class {
    match character {
        // Most of a Chinese text needs no further look.
        c if is_common_han(c) => Class::Single,
        c if c.is_whitespace() => Class::Space,
        c if is_mark(c) => Class::Mark,
        c if is_single(c) => Class::Single,
        _ => Class::Run,
    }
}

/// “ ” ‘ ’ — …
fn is_mark(character: char) -> bool {
    matches!(character, '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{2026}')
}

/// Characters one does not see at all.
fn is_ignored(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The block of Han characters that texts are written in, but for rare ones.
fn is_common_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// Han characters by Unicode's blocks, with the radicals and 々 〇.
fn is_han(character: char) -> bool {
    is_common_han(character)
        || matches!(character,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'
        | '\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303b}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Han, kana, Hangul and Bopomofo, CJK punctuation and symbols, compatibility and vertical forms, full-width forms.
fn is_single(character: char) -> bool {
    is_han(character)
        || matches!(character,
            '\u{1100}'..='\u{11ff}'
            | '\u{3001}'..='\u{33ff}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{fe10}'..='\u{fe1f}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{16fe0}'..='\u{16fff}'
            | '\u{1b000}'..='\u{1b16f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> usize {
        count(text).words
    }

    #[test]
    fn han_and_full_width_marks_are_one_each() {
        assert_eq!(count("班主任工作室，2022年。"), Count { words: 10, han: 7, characters: 13 });
        assert_eq!(words("《手册》"), 4);
        assert_eq!(words("２０２２ＡＢ"), 6);
    }

    #[test]
    fn runs_are_one_with_their_half_width_marks() {
        assert_eq!(words("Word, Excel (2019)"), 3);
        assert_eq!(words("用Word写"), 3);
        assert_eq!(words("3.5% 3-5"), 2);
        assert_eq!(words("①②"), 1);
    }

    #[test]
    fn spaces_of_every_kind_count_nothing() {
        assert_eq!(count(" \t\r\n\u{3000}\u{a0}\u{2028}"), Count::default());
        assert_eq!(words("　　她说\r\n好"), 3);
        assert_eq!(words("\u{feff}好\u{200b}人"), 2);
    }

    #[test]
    fn six_marks_count_when_they_touch_what_counts_one() {
        assert_eq!(words("他说“好”"), 5);
        assert_eq!(words("他说：“OK”。"), 7);
        assert_eq!(words("走……来"), 4);
        assert_eq!(words("走——"), 3);
        assert_eq!(words("人——AB"), 4);
        assert_eq!(words("‘甲’"), 3);
    }

    #[test]
    fn six_marks_are_part_of_a_western_run() {
        assert_eq!(words("don’t"), 1);
        assert_eq!(words("“yes” … no"), 3);
        assert_eq!(words("…"), 1);
    }

    #[test]
    fn rare_characters_are_han() {
        assert_eq!(count("𠮷〇々"), Count { words: 3, han: 3, characters: 3 });
    }
}
