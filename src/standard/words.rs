//! What a reader of YAML says is wrong, in the words of whoever writes an overlay. The library says it in English, for people who
//! know its types.

use crate::say;
use crate::text::lang::Lang;
use crate::text::message::say as word;

/// `why` in words; as it is, where it is none of what is known.
pub(super) fn of(why: &str, lang: Lang) -> String {
    let said = name(why).and_then(|name| named(why, name, lang)).or_else(|| mistyped(why, lang));
    said.or_else(|| fixed(why, lang)).unwrap_or_else(|| why.to_owned())
}

/// That a second document stands in one file.
const SECOND: &str = "deserializing from YAML containing more than one document is not supported";

/// Whether `why` says that a second document stands in one file.
pub(super) fn is_second(why: &str) -> bool {
    why.starts_with(SECOND)
}

/// The first name between strokes.
fn name(why: &str) -> Option<&str> {
    why.split('`').nth(1)
}

/// What is said of a name.
fn named(why: &str, name: &str, lang: Lang) -> Option<String> {
    // The first is the name itself; of those behind it one may stand.
    let others: Vec<&str> = why.split('`').skip(3).step_by(2).collect();
    if why.starts_with("missing field") {
        return Some(say!(lang, "yaml.missing", name = name));
    }
    if why.starts_with("duplicate field") {
        return Some(say!(lang, "yaml.twice", name = name));
    }
    if why.starts_with("unknown field") || why.starts_with("unknown variant") {
        return Some(match others.as_slice() {
            [] => say!(lang, "yaml.unknown", name = name),
            names => say!(lang, "yaml.unknown.one-of", name = name, names = lang.list(names)),
        });
    }
    if why.ends_with("is one word too many here") {
        return Some(say!(lang, "yaml.surplus", name = name));
    }
    let (_, known) = why.split_once("; it knows ")?;
    let names = lang.list(known.split(", "));
    Some(say!(lang, "yaml.no-key", kind = name, name = others.first()?, names = names))
}

/// That something of one type stands where another is wanted.
fn mistyped(why: &str, lang: Lang) -> Option<String> {
    let rest = why.strip_prefix("invalid type: ").or_else(|| why.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.split_once(", expected ")?;
    let expected = match wanted {
        "a string" | "a borrowed string" => "yaml.is.text",
        "a sequence" => "yaml.is.list",
        "a boolean" => "yaml.is.boolean",
        "f64" | "f32" => "yaml.is.float",
        "usize" | "u8" | "u16" | "u32" | "u64" if is_large(found) => "yaml.is.small",
        "usize" | "u8" | "u16" | "u32" | "u64" => "yaml.is.number",
        "struct Label" => "yaml.is.label",
        _ if wanted.starts_with("a number of days") => "yaml.is.length",
        _ if wanted.starts_with("a value, a list") => "yaml.is.matcher",
        _ => "yaml.is.map",
    };
    let found = match found {
        "map" => word(lang, "yaml.is.map", &[]),
        "sequence" => word(lang, "yaml.is.list", &[]),
        "unit value" => word(lang, "yaml.is.nothing", &[]),
        _ => {
            let mark = |char: char| matches!(char, '`' | '"');
            let text =
                found.split_once(mark).map_or(found, |(_, text)| text.rsplit_once(mark).map_or(text, |(text, _)| text));
            format!("“{text}”")
        }
    };
    Some(say!(lang, "yaml.type", expected = word(lang, expected, &[]), found = found))
}

/// Whether what was found is a whole number, and none below 0.
fn is_large(found: &str) -> bool {
    found.strip_prefix("integer `").is_some_and(|number| !number.starts_with('-'))
}

/// What the readers of YAML and of this program say themselves.
fn fixed(why: &str, lang: Lang) -> Option<String> {
    let key = match why {
        "did not find expected ',' or '}'" => "yaml.brace",
        "did not find expected ',' or ']'" => "yaml.bracket",
        "did not find expected key" | "could not find expected ':'" | "did not find expected '-' indicator" => {
            "yaml.key"
        }
        "mapping values are not allowed in this context" => "yaml.colon",
        "found character that cannot start any token" | "found a tab character that violates indentation" => {
            "yaml.token"
        }
        "found unexpected end of stream" => "yaml.end",
        "a rule begins with `kind`" => "yaml.rule",
        "an empty map matches nothing" => "yaml.empty",
        "more days than a life has" => "yaml.days",
        SECOND => "yaml.second",
        _ => return None,
    };
    Some(word(lang, key, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_library_says_is_said_in_chinese() {
        for (why, said) in [
            ("missing field `help`", "少了“help”这一项"),
            ("unknown field `x`, expected one of `a`, `b`", "不认识“x”，可以写：a、b"),
            ("unknown field `x`, expected `a` or `b`", "不认识“x”，可以写：a、b"),
            ("unknown variant `x`, there are no variants", "不认识“x”"),
            ("duplicate field `x`", "“x”写了两次"),
            ("invalid type: integer `-1`, expected usize", "这里要写不小于 0 的整数，写的是“-1”"),
            ("invalid type: string \"a\", expected struct Clause", "这里要写几行“键: 值”，写的是“a”"),
            ("invalid type: map, expected a string", "这里要写文字，写的是几行“键: 值”"),
            ("`months` is one word too many here", "“months”是多出来的，这里只写一项"),
            ("`count` has no key `x`; it knows at_least, of", "“count”这种规则没有“x”，可以写：at_least、of"),
            ("a rule begins with `kind`", "规则的第一项要写 kind"),
            (
                "invalid type: integer `99999999999999999999` as u128, expected usize",
                "这里要写小得多的整数，写的是“99999999999999999999”",
            ),
            ("invalid value: integer `99999999999`, expected u16", "这里要写小得多的整数，写的是“99999999999”"),
            ("did not find expected ',' or '}'", "花括号没有写完整：各项之间用英文逗号“,”隔开，最后是“}”"),
            (
                SECOND,
                "一个文件里只能有一份内容，从这里的“---”起又开了一份：删去这一行，把下面的并到上面同名的项目里；下面写的若是另一类记录、另一张表，就移到它自己的文件",
            ),
            ("words of a library", "words of a library"),
        ] {
            assert_eq!(of(why, Lang::Zh), said);
        }
    }
}
