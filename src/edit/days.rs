//! Days that were written as texts where the kind asks for a date: `"2022-9-1"` is 2022-09-01.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::record::walk::walk;
use crate::standard::kind::{Fields, Type};
use crate::text::day;

/// The bytes of each such text in `text`, and the date they mean, in order. Nothing where `text` is no TOML.
#[must_use]
pub fn find(text: &str, fields: &Fields) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        walk(table.get_ref(), fields, &mut |value, field| found.extend(one(value).filter(|_| field.of == Type::Date)));
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn one(value: &Spanned<DeValue<'_>>) -> Option<(Range<usize>, String)> {
    let date = day::read(value.get_ref().as_str()?)?.ok()?;
    Some((value.span(), date))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn only_days_where_a_day_belongs() {
        let kind = crate::edit::kind("member");
        let text = "name = \"2022-9-1\"\njoined = '2022年9月1日'\nleft = \"2022-02-30\"\nzz = \"2022-9-1\"\n[[growth]]\ndate = \"2022.3.1\"\ntitle = \"2022-3-1\"\n";
        let found: Vec<_> = find(text, &kind.fields).into_iter().map(|(span, day)| (&text[span], day)).collect();
        let expected = [("'2022年9月1日'", "2022-09-01".to_owned()), ("\"2022.3.1\"", "2022-03-01".to_owned())];
        assert_eq!(found, expected);
        assert!(find("joined = “", &kind.fields).is_empty());
    }
}
