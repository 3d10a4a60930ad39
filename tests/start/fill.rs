//! Fills in the blanks of a studio as somebody would who takes each remark at its word: the first value of a list, the first
//! name that is offered, a record that is not there yet. Nothing here knows a clause.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use studio::record::BLANK;
use studio::standard::Standard;
use studio::standard::kind::{Field, Fields, Kind, Role, Type};

/// The day something took place, if nothing else is asked; what comes after it is later.
const DAY: &str = "2026-10-09";

/// Fills in every blank below `root`; gives how many there were.
pub fn fill(standard: &Standard, root: &Path) -> usize {
    let mut filled = 0;
    // What is filled in may want a record that has blanks of its own.
    for _ in 0..4 {
        let before = filled;
        for kind in &standard.kinds {
            for path in files(kind, root) {
                filled += file(standard, root, kind, &path);
            }
        }
        if filled == before {
            break;
        }
    }
    filled
}

fn files(kind: &Kind, root: &Path) -> Vec<std::path::PathBuf> {
    let Some(folder) = kind.folder() else { return vec![root.join(&kind.path)] };
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

fn file(standard: &Standard, root: &Path, kind: &Kind, path: &Path) -> usize {
    let Ok(text) = fs::read_to_string(path) else { return 0 };
    let mut fields = &kind.fields;
    let mut filled = 0;
    let mut remark = String::new();
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if let Some(words) = words.strip_prefix("# ") {
            remark = format!("{remark}{words}");
        }
        if words.is_empty() {
            remark.clear();
        }
        if words.starts_with('[') {
            fields = inner(kind, words.trim_matches(['[', ']']));
        }
        let blank = format!("\"{BLANK}\"");
        let Some((key, _)) = line.split_once(" = ").filter(|_| !words.starts_with('#') && line.contains(&blank)) else {
            out.push_str(line);
            continue;
        };
        let field = fields.get(key).unwrap_or_else(|| panic!("{}: {key}", path.display()));
        let mut line = line.to_owned();
        for number in 0.. {
            if !line.contains(&blank) {
                break;
            }
            filled += 1;
            let mut value = value(standard, root, kind, field, number, &remark);
            // Two rows of a list are not on the same day.
            if value == DAY {
                let later = i64::try_from(filled).expect("few").days();
                value = DAY.parse::<Date>().expect("a day").checked_add(later).expect("a day").to_string();
            }
            line = line.replacen(&blank, &value, 1);
        }
        out.push_str(&line);
    }
    if kind.text && !path.with_extension("md").exists() {
        fs::write(path.with_extension("md"), "# 标题\n\n起因、做法和结果都写在这里。\n").expect("written");
    }
    if filled > 0 {
        fs::write(path, out).expect("written");
    }
    filled
}

fn inner<'k>(kind: &'k Kind, path: &str) -> &'k Fields {
    let mut fields = &kind.fields;
    for key in path.split('.') {
        fields = &fields.get(key).expect("a table").fields;
    }
    fields
}

/// What is offered after `mark` in a remark: 从这里选：甲、乙。
fn offered(remark: &str, mark: &str, number: usize) -> Option<String> {
    let names = remark.split_once(mark)?.1.split('。').next()?;
    names.split('、').nth(number).map(str::to_owned)
}

fn value(standard: &Standard, root: &Path, kind: &Kind, field: &Field, number: usize, remark: &str) -> String {
    if field.of == Type::Reference {
        let listed = standard.list(field).map(|list| list.values[0].value.clone());
        let own =
            field.target.is_some_and(|target| standard.targets[target].text.starts_with(&format!("{}.", kind.kind)));
        let everyone = |name: &String| field.all.as_ref() == Some(name) || field.vacant.as_ref() == Some(name);
        let name = offered(remark, "从这里选：", number)
            .or_else(|| own.then(|| "写好的内容0".to_owned()))
            .or_else(|| offered(remark, "现有：", number).filter(|name| !everyone(name)))
            .or(listed)
            .unwrap_or_else(|| new(standard, root, field, number));
        return format!("\"{name}\"");
    }
    match field.of {
        Type::Date => {
            // A year of its own for each, so that a series goes on.
            let within = remark.split_once("要在 ").map(|(_, rest)| rest[..10].to_owned());
            let day = if remark.contains("不能晚于") {
                "2026-08-20"
            } else if field.has(Role::To) {
                "2027-08-31"
            } else if field.has(Role::From) {
                "2026-08-20"
            } else {
                DAY
            };
            within.unwrap_or_else(|| day.to_owned())
        }
        // Of a hundred one is most likely a percentage written as a fraction.
        Type::Number if field.is_of_a_hundred() => "96".to_owned(),
        Type::Integer | Type::Number => field.min.unwrap_or(1.0).max(1.0).to_string(),
        Type::Boolean => "true".to_owned(),
        Type::Value => format!("\"{}\"", standard.list(field).expect("a list").values[number].value),
        Type::Evidence => {
            crate::shared::write(root, "证据/材料.md", "材料\n");
            "\"证据/材料.md\"".to_owned()
        }
        Type::Clause => "\"1.1.1-a\"".to_owned(),
        _ => format!("\"写好的内容{number}\""),
    }
}

/// A record that a reference may name.
fn new(standard: &Standard, root: &Path, field: &Field, number: usize) -> String {
    let target = &standard.targets[field.target.expect("a target")];
    let kind = &standard.kinds[target.kind];
    let stem = format!("甲乙{number}");
    let path = format!("{}/{stem}.toml", kind.folder().expect("a folder"));
    if !root.join(&path).exists() {
        let mut lines = String::new();
        let required = |fields: &Fields, lines: &mut String| {
            for inner in fields.0.iter().filter(|inner| inner.required) {
                let blank = if inner.many { format!("[\"{BLANK}\"]") } else { format!("\"{BLANK}\"") };
                writeln!(lines, "{} = {blank}", inner.key).expect("a string");
            }
        };
        required(&kind.fields, &mut lines);
        if let Some(list) = target.field.as_ref().filter(|list| list.of == Type::Rows) {
            writeln!(lines, "\n[[{}]]", list.key).expect("a string");
            required(&list.fields, &mut lines);
        }
        crate::shared::write(root, &path, lines);
    }
    if target.field.is_some() { "写好的内容0".to_owned() } else { stem }
}
