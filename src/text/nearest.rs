//! "Did you mean": the known word nearest to one that is not known.

use unicode_normalization::UnicodeNormalization;

/// The candidate most like `word`, if any is like enough: at most a third of the characters differ, or all but one.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    let candidates: Vec<&str> = candidates.into_iter().filter(|known| !differs_in_number(word, known)).collect();
    // What is cut short, or has something added, is a slip however long the rest is.
    let mut whole = candidates.iter().filter(|known| length > 2 && known.chars().count() > 2);
    if let Some(begun) = whole.find(|known| known.starts_with(word) || word.starts_with(**known)) {
        return Some(begun);
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count() > 1 || length == 1)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count().max(length))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two are the same but for another number: the second class is no slip for the first. Digits that changed places
/// are one, and so is a zero too many.
fn differs_in_number(word: &str, candidate: &str) -> bool {
    let is_number = |mark: &char| "0123456789０１２３４５６７８９一二三四五六七八九十".contains(*mark);
    let rest =
        |text: &str| text.chars().filter(|mark| !is_number(mark)).flat_map(char::to_lowercase).collect::<String>();
    let numbers = |text: &str| {
        let mut marks: Vec<char> = text.nfkc().filter(|mark| is_number(mark) && *mark != '0').collect();
        marks.sort_unstable();
        marks
    };
    rest(word) == rest(candidate) && numbers(word) != numbers(candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    strsim::osa_distance(&word.to_lowercase(), &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(nearest("catagory", ["category", "name"]), Some("category"));
        assert_eq!(nearest("本校班主任老师", ["本校班主任教师", "校外专家"]), Some("本校班主任教师"));
        assert_eq!(nearest("党", ["团"]), None);
        assert_eq!(nearest("colour", ["name", "date"]), None);
        assert_eq!(nearest("21机电2班", ["21机电1班", "21机电12班"]), None);
        assert_eq!(nearest("机电二班", ["机电一班"]), None);
        assert_eq!(nearest("12机电1班", ["21机电1班"]), Some("21机电1班"));
        assert_eq!(nearest("21机电０1班", ["21机电1班"]), Some("21机电1班"));
    }
}
