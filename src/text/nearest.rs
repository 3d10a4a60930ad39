//! "Did you mean": the known word nearest to one that is not known.

use unicode_normalization::UnicodeNormalization;

/// The candidate most like `word`, if any is like enough: at most a third of the characters differ, or all but one.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    // Numbers are no part of what tells a word from another.
    let allowed = (word.chars().filter(|mark| !is_number(*mark)).count() / 3).max(1);
    let candidates: Vec<&str> = candidates.into_iter().filter(|known| !differs_in_number(word, known)).collect();
    // What is cut short, or has something added, is a slip however long the rest is; at its beginning only if one alone has the rest.
    let whole = || candidates.iter().copied().filter(|known| length > 2 && known.chars().count() > 2);
    // Of a word that stands in several nobody knows which one is meant.
    let some = whole().filter(|known| known.contains(word)).count() > 1;
    let whole = || whole().filter(|_| !some);
    let mut ended = whole().filter(|known| known.ends_with(word) || word.ends_with(known));
    let begun = whole().find(|known| known.starts_with(word) || word.starts_with(known));
    if let Some(slip) = begun.or_else(|| ended.next().filter(|_| ended.next().is_none())) {
        return Some(slip);
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count() > 1 || length == 1)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count().max(length))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only candidate that begins with `word`, which is no single character.
#[must_use]
pub fn begun<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut begun = candidates.filter(|known| word.chars().count() > 1 && known.starts_with(word));
    begun.next().filter(|_| begun.next().is_none())
}

/// The only candidate that `word` is short for: it begins as that does, and all its characters stand there in order.
#[must_use]
pub fn short_for<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let is_short = |known: &&str| {
        let mut rest = known.chars();
        word.chars().all(|char| rest.any(|other| other == char))
    };
    let first = |text: &str| text.chars().next();
    let mut meant = candidates.filter(|known| word.chars().count() > 1 && first(known) == first(word)).filter(is_short);
    meant.next().filter(|_| meant.next().is_none())
}

/// Whether two are the same but for another number: the second class is no slip for the first. Digits that changed places
/// are one, so is a zero too many, a number left out, and a year cut short.
fn differs_in_number(word: &str, candidate: &str) -> bool {
    let rest =
        |text: &str| text.chars().filter(|mark| !is_number(*mark)).flat_map(char::to_lowercase).collect::<String>();
    if rest(word) != rest(candidate) {
        return false;
    }
    let (numbers, others) = (numbers(word), numbers(candidate));
    let sorted = |number: &String| {
        let mut marks: Vec<char> = number.chars().filter(|mark| *mark != '0').collect();
        marks.sort_unstable();
        marks
    };
    let same = |(one, other): (&String, &String)| {
        let is_cut = |long: &str, short: &str| long.len() == 4 && short.len() == 2 && long.ends_with(short);
        sorted(one) == sorted(other) || is_cut(one, other) || is_cut(other, one)
    };
    numbers.len() == others.len() && !numbers.iter().zip(&others).all(same)
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<String> {
    let plain: String = text.nfkc().collect();
    plain.split(|mark| !is_number(mark)).filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

fn is_number(mark: char) -> bool {
    "0123456789０１２３４５６７８９一二三四五六七八九十".contains(mark)
}

/// How many characters differ, or changed places; those of another case do not.
#[must_use]
pub fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(&word.to_lowercase(), &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{begun, nearest, short_for};

    #[test]
    fn what_is_short_for_one_alone_is_that() {
        let bodies = || ["广西壮族自治区", "新疆维吾尔自治区", "新疆生产建设兵团", "山东省", "山西省"].into_iter();
        assert_eq!((begun("广西", bodies()), begun("新疆", bodies())), (Some("广西壮族自治区"), None));
        assert_eq!((begun("山", bodies()), begun("西", bodies())), (None, None));
        assert_eq!(short_for("新疆兵团", bodies()), Some("新疆生产建设兵团"));
        assert_eq!((short_for("新疆", bodies()), short_for("自治区", bodies())), (None, None));
    }

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(nearest("catagory", ["category", "name"]), Some("category"));
        assert_eq!(nearest("本校班主任老师", ["本校班主任教师", "校外专家"]), Some("本校班主任教师"));
        assert_eq!(nearest("班主任", ["班主任培育对象", "本校班主任教师"]), None);
        assert_eq!(nearest("党", ["团"]), None);
        assert_eq!(nearest("colour", ["name", "date"]), None);
        assert_eq!(nearest("21机电2班", ["21机电1班", "21机电12班"]), None);
        assert_eq!(nearest("机电二班", ["机电一班"]), None);
        assert_eq!(nearest("12机电1班", ["21机电1班"]), Some("21机电1班"));
        assert_eq!(nearest("21机电０1班", ["21机电1班"]), Some("21机电1班"));
        let classes = ["2021级会计班", "2021级数控班", "2020级数控班"];
        for class in ["2021级数控1班", "2021级数控一班", "21级数控班"] {
            assert_eq!(nearest(class, classes), Some("2021级数控班"), "{class}");
        }
        for class in ["2021级机电班", "数控班", "2022级数控班"] {
            assert_eq!(nearest(class, classes), None, "{class}");
        }
    }
}
