//! Whether two texts say the same: the same values at the same keys, the same items in the same order, the same comments.

use toml::Value;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Whether both texts can be read, and say the same with the same comments.
pub(super) fn same(one: &str, other: &str) -> bool {
    let read = |text: &str| toml::from_str::<toml::Table>(text).ok().map(Value::Table);
    match (read(one), read(other)) {
        (Some(first), Some(second)) => equal(&first, &second) && comments(one) == comments(other),
        _ => false,
    }
}

/// Equality that holds for numbers that are none.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Table(one), Value::Table(other)) => {
            let alike = |(key, value)| other.get(key).is_some_and(|other| equal(value, other));
            one.len() == other.len() && one.iter().all(alike)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        _ => one == other,
    }
}

/// Every comment, sorted.
fn comments(text: &str) -> Vec<&str> {
    let is_comment = |kind| kind == TokenKind::Comment;
    let tokens = Source::new(text).lex().filter(|token| is_comment(token.kind()));
    let mut all: Vec<&str> = tokens.map(|token| text[token.span().start()..token.span().end()].trim_end()).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn what_differs_is_seen() {
        assert!(same("a = 1 # x\nb = nan", "b = nan\n# x\na=1"));
        assert!(same("a.b = \"x\\u4e2d\"", "[a]\nb = 'x中'"));
        for (one, other) in [
            ("a = 1", "a = 2"),
            ("a = 1", "a = 1.0"),
            ("a = [1, 2]", "a = [2, 1]"),
            ("a = 1", "a = 1\nb = 1"),
            ("# x\na = 1", "a = 1"),
            ("# x\na = 1 # x", "# x\na = 1"),
            ("a = 1", "a = "),
        ] {
            assert!(!same(one, other), "{one} and {other}");
        }
    }
}
