//! Several values that somebody put on one line of a cell.

/// What people put between them.
const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];

/// The values that `text` may be.
pub(super) fn parts(text: &str) -> Vec<&str> {
    text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The names that `text` may be; what stands between brackets is part of one.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let apart = text.split(|char| {
        depth += i32::from("（(".contains(char)) - i32::from("）)".contains(char));
        depth == 0 && SEPARATORS.contains(&char)
    });
    apart.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_brackets_is_one() {
        assert_eq!(names("数控班、汽修（1、2）班，3-1班"), ["数控班", "汽修（1、2）班", "3-1班"]);
        assert_eq!(parts("1.1.1, 2.2；"), ["1.1.1", "2.2"]);
        assert_eq!(names("、").len(), 0);
    }
}
