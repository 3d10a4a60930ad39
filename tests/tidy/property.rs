//! What holds of every text: its form says the same with the same comments, and has the form itself. Texts are those of the
//! repository, the same with pieces changed, and documents put together from all that TOML allows.

use std::path::Path;

use rayon::prelude::*;
use studio::edit::folder::File;
use studio::edit::tend::tend;
use studio::edit::tidy::{Untidy, tidy};
use studio::standard::Standard;
use studio::standard::kind::{Field, Fields, Type};
use studio::text::lang::Lang;

use crate::shared::Numbers;

/// Seeds that are near each other give other numbers.
fn numbers(seed: u64) -> Numbers {
    Numbers((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Every TOML file of the repository, with its path.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["examples", "tests/mistakes", "tests/rules"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.expect("a readable tree").into_path();
            if path.extension().is_some_and(|ending| ending == "toml") && path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                texts.push((path.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    assert!(texts.len() > 400, "{}", texts.len());
    texts
}

/// The kind of a file of the repository, or whichever the number says.
fn kind_of(standard: &Standard, path: &str, number: usize) -> usize {
    let mut inner = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    inner.find_map(|path| standard.kind_of(path)).unwrap_or(number % standard.kinds.len())
}

fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = toml_parser::Source::new(text)
        .lex()
        .filter(|token| token.kind() == toml_parser::lexer::TokenKind::Comment)
        .map(|token| text[token.span().start()..token.span().end()].trim_end().to_owned())
        .collect();
    comments.sort();
    comments
}

/// The form of a text, if it is TOML, with all that holds of it.
fn form(standard: &Standard, text: &str, kind: usize) -> Option<String> {
    let kind = &standard.kinds[kind];
    let table: Result<toml::Table, _> = text.parse();
    let new = match (tidy(text, kind), table.is_ok()) {
        (Ok(new), true) => new,
        (Err(Untidy::Broken), false) => return None,
        (got, _) => panic!("{got:?} for {}: {text}", kind.kind),
    };
    let after: toml::Table = new.parse().unwrap_or_else(|error| panic!("{error}\n{text}\n---\n{new}"));
    assert_eq!(format!("{:?}", sorted(table.expect("parsed"))), format!("{:?}", sorted(after)), "{text}\n---\n{new}");
    assert_eq!(comments(text), comments(&new), "{text}\n---\n{new}");
    assert_eq!(tidy(&new, kind).as_deref(), Ok(new.as_str()), "not the form of itself:\n{text}\n---\n{new}");
    assert!(!new.starts_with('\n') && !new.ends_with("\n\n") && (new.is_empty() || new.ends_with('\n')), "{new:?}");
    Some(new)
}

/// A table whose keys are in order, so that only what it says is compared.
fn sorted(table: toml::Table) -> Vec<(String, String)> {
    let value = |value: toml::Value| match value {
        toml::Value::Table(table) => format!("{:?}", sorted(table)),
        toml::Value::Array(items) => {
            let each =
                items.into_iter().map(|item| format!("{:?}", sorted([(String::new(), item)].into_iter().collect())));
            each.collect::<Vec<_>>().join(",")
        }
        other => format!("{other:?}"),
    };
    let mut pairs: Vec<_> = table.into_iter().map(|(key, one)| (key, value(one))).collect();
    pairs.sort();
    pairs
}

#[test]
fn every_text_of_the_repository() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let texts = texts();
    let whole = texts.par_iter().enumerate().filter(|(number, (path, text))| {
        let own = form(&standard, text, kind_of(&standard, path, *number)).is_some();
        // A record of another kind is a document of strange keys.
        let other = form(&standard, text, number % standard.kinds.len()).is_some();
        own && other
    });
    assert!(whole.count() > 300);
}

const PIECES: [&str; 24] = [
    "#",
    "# 注",
    "\n",
    "\n\n",
    " # 注\n",
    "\n# 注\n\n",
    "=",
    " = ",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "[growth]\n",
    "[[growth]]\n",
    "a.b = 1\n",
    "x = { y = [1, # 注\n2] }\n",
    "\t",
];

#[test]
fn texts_with_pieces_changed() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let texts = texts();
    let whole = (0..4000_u64).into_par_iter().filter(|seed| {
        let mut numbers = numbers(*seed);
        let (path, text) = &texts[numbers.below(texts.len())];
        let mut text = text.clone();
        for _ in 0..=numbers.below(3) {
            let mut at = || {
                let mut at = numbers.below(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let (one, other) = (at(), at());
            let line = text[..one].rfind('\n').map_or(0, |end| end + 1);
            let piece = numbers.one(&PIECES);
            match numbers.below(5) {
                0 if one.abs_diff(other) < 20 => text.replace_range(one.min(other)..one.max(other), ""),
                1 => text.truncate(line),
                2 => text.insert_str(one, piece),
                _ => text.insert_str(line, piece),
            }
        }
        let number = numbers.below(standard.kinds.len());
        form(&standard, &text, kind_of(&standard, path, number)).is_some()
    });
    assert!(whole.count() > 800, "enough of them are TOML");
}

#[test]
fn documents_of_all_that_toml_allows() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let whole = (0..3000_u64).into_par_iter().filter(|seed| {
        let mut numbers = numbers(*seed);
        let kind = numbers.below(standard.kinds.len());
        let mut text = String::new();
        noise(&mut numbers, &mut text);
        block(&mut numbers, &standard.kinds[kind].fields, "", &mut text);
        form(&standard, &text, kind).is_some()
    });
    let whole = whole.count();
    assert!(whole > 2700, "most of them are TOML: {whole}");
}

/// Comments and blank lines.
fn noise(numbers: &mut Numbers, text: &mut String) {
    for _ in 0..numbers.below(4) {
        let line = *[&"\n", &"\n\n\n", &"# 注  \n", &"  # 再注\n", &"#a = 1\n", &" \n"][numbers.below(6)];
        text.push_str(line);
    }
}

fn behind(numbers: &mut Numbers) -> &'static str {
    numbers.one(&["", "", "", " # 后", "   #后  "])
}

/// The keys of a table and what stands below it, in any order that TOML allows.
fn block(numbers: &mut Numbers, fields: &Fields, path: &str, text: &mut String) {
    let mut keys: Vec<(String, Option<&Field>)> =
        fields.0.iter().map(|field| (field.key.clone(), Some(&**field))).collect();
    keys.extend(["zz", "\"甲 乙\"", "a-1"].map(|key| (key.to_owned(), None)));
    for at in (1..keys.len()).rev() {
        keys.swap(at, numbers.below(at + 1));
    }
    keys.truncate(numbers.below(7));
    let mut below = Vec::new();
    for (key, field) in keys {
        let of = field.map(|field| field.of);
        if matches!(of, Some(Type::Table | Type::Rows)) && numbers.below(3) > 0 {
            below.push((key, field));
            continue;
        }
        noise(numbers, text);
        let blank = numbers.one(&["", " ", "  "]);
        match (of, field) {
            (Some(Type::Table), Some(field)) if numbers.below(2) > 0 => {
                for inner in field.fields.0.iter().take(1 + numbers.below(2)) {
                    let value = scalar(numbers);
                    text.extend([&key, blank, ".", blank, &inner.key, blank, "=", &value, behind(numbers), "\n"]);
                }
            }
            (Some(Type::Table), Some(field)) => {
                let value = inline(numbers, &field.fields);
                text.extend([&key, "=", &value, behind(numbers), "\n"]);
            }
            (Some(Type::Rows), Some(field)) => {
                let inner = list(numbers, |numbers| inline(numbers, &field.fields));
                text.extend([&key, " =", &inner, behind(numbers), "\n"]);
            }
            _ => {
                let value = if numbers.below(2) > 0 { scalar(numbers) } else { list(numbers, scalar) };
                text.extend([&key, blank, "=", blank, &value, behind(numbers), "\n"]);
            }
        }
    }
    for (key, field) in below {
        let Some(field) = field else { continue };
        let whole = if path.is_empty() { key } else { format!("{path}.{key}") };
        let times = if field.of == Type::Rows { 1 + numbers.below(3) } else { 1 };
        for _ in 0..times {
            noise(numbers, text);
            let heading = if field.of == Type::Rows { format!("[[ {whole}]]") } else { format!("[{whole} ]") };
            text.extend([&heading, behind(numbers), "\n"]);
            block(numbers, &field.fields, &whole, text);
        }
    }
    noise(numbers, text);
}

fn scalar(numbers: &mut Numbers) -> String {
    let all = [
        "\"甲\"",
        "'乙\\丙'",
        "\"\"\"\n一 # 不是注\n\n二  \n\"\"\"",
        "'''\n三'''",
        "1",
        "-0.5",
        "nan",
        "2021-09-01",
        "true",
        "\"\\u4e2d\\n\"",
        "2021-09-01T08:00:00Z",
        "{ x = 1, y.z = [ 1,2 ] }",
        "{}",
        "[]",
        "\"很长很长的一段文字很长很长的一段文字很长很长\"",
    ];
    numbers.one(&all).to_owned()
}

fn list(numbers: &mut Numbers, mut item: impl FnMut(&mut Numbers) -> String) -> String {
    let mut text = String::from("[");
    let gaps = ["", " ", "\n", " # 注\n", "\n  # 注\n  # 注\n", "\n\n"];
    let number = numbers.below(5);
    for at in 0..number {
        text.push_str(numbers.one(&gaps));
        text.push_str(&item(numbers));
        text.push_str(numbers.one(&gaps));
        if at + 1 < number || numbers.below(2) > 0 {
            text.push(',');
        }
    }
    text.push_str(numbers.one(&gaps));
    text + "]"
}

fn inline(numbers: &mut Numbers, fields: &Fields) -> String {
    let mut text = String::from("{");
    let gaps: &[&str] = if numbers.below(4) > 0 { &["", " "] } else { &["", "\n", " # 注\n", "\n# 注\n"] };
    let number = numbers.below(4).min(fields.0.len());
    for (at, field) in fields.0.iter().rev().take(number).enumerate() {
        text.push_str(numbers.one(gaps));
        text.extend([&field.key, " = ", &scalar(numbers)]);
        text.push_str(numbers.one(gaps));
        if at + 1 < number {
            text.push(',');
        }
    }
    text.push_str(numbers.one(gaps));
    text + "}"
}

const SLIPS: [&str; 16] =
    ["“", "”", "‘", "「", "＝", "，", "、", "【", "】", "　", "１", "＃", "2022-9-1", "\\", "\"\"\"", "\n<<<<<<< a\n"];

/// What `--fix` makes of any bytes needs no second time, and no text in them is touched that was whole.
#[test]
fn slips_of_any_sort_are_mended_once() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let texts = texts();
    let mended = (0..1500_u64).into_par_iter().filter(|seed| {
        let mut numbers = numbers(*seed);
        let (path, text) = &texts[numbers.below(texts.len())];
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=numbers.below(3) {
            let lines: Vec<usize> = text.match_indices(['=', '"', ',', '[']).map(|(at, _)| at).collect();
            let at = (*lines.get(numbers.below(lines.len())).unwrap_or(&0)).min(bytes.len());
            let slip = numbers.one(&SLIPS).bytes();
            let end = (at + numbers.below(2)).min(bytes.len());
            bytes.splice(at..end, slip);
        }
        if numbers.below(4) == 0
            && let Ok(text) = String::from_utf8(bytes.clone())
        {
            bytes = encoding_rs::GB18030.encode(&text.replace('\n', "\r\n")).0.into_owned();
        }
        let number = numbers.below(standard.kinds.len());
        let kind = kind_of(&standard, path, number);
        let file = |bytes: Vec<u8>| File { at: "a".into(), path: "a/b.toml".into(), local: 0, kind, bytes };
        let tended = tend(&standard, &file(bytes.clone()), true, Lang::Zh);
        assert!(!tended.differs, "{}", String::from_utf8_lossy(&bytes));
        let Some(new) = tended.bytes else { return false };
        let again = tend(&standard, &file(new.clone()), true, Lang::Zh);
        assert!(again.bytes.is_none() && again.lines.is_empty(), "{}", String::from_utf8_lossy(&new));
        assert_eq!(again.findings.is_empty(), tended.findings.is_empty());
        !tended.lines.is_empty()
    });
    assert!(mended.count() > 300);
}
