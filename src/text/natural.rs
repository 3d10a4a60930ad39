//! Names in the order in which people count: the second before the tenth.

use std::cmp::Ordering;

/// Compares two names, runs of digits in them by the numbers they are.
#[must_use]
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let numbers = number(left).zip(number(right));
        if let Some(((first, rest), (second, after))) = numbers {
            match first.len().cmp(&second.len()).then_with(|| first.cmp(second)) {
                Ordering::Equal => (left, right) = (rest, after),
                unequal => return unequal,
            }
            continue;
        }
        let (mut before, mut behind) = (left.chars(), right.chars());
        match (before.next(), behind.next()) {
            (None, None) => return one.cmp(other),
            (first, second) if first == second => (left, right) = (before.as_str(), behind.as_str()),
            (first, second) => return first.cmp(&second),
        }
    }
}

/// The number that a text begins with, without zeros before it, and what follows.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| (text[..end].trim_start_matches('0'), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn the_second_before_the_tenth() {
        let mut names = ["第10种", "第2种", "第1种", "2022-10-01", "2022-09-30", "甲", "02", "2", "1", ""];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["", "1", "02", "2", "2022-09-30", "2022-10-01", "甲", "第1种", "第2种", "第10种"]);
    }
}
