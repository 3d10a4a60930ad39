//! Mistakes as people make them, each in a file of its own.

use super::random::Random;
use super::school::Files;

/// A mistake in a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// Path of the file below the root of the tree.
    pub file: String,
    /// What was done to it, in a word.
    pub what: &'static str,
    /// The rule of the finding that tells it.
    pub rule: &'static str,
}

type Mistake = (&'static str, &'static str, &'static str, fn(&str) -> Vec<u8>);

/// Name, rule, the beginning of the paths of the files it is made in, and what it makes of a text.
const MISTAKES: [Mistake; 12] = [
    ("chinese-quotes", "record/syntax", "activities/", |text| quoted(text, "problem").into()),
    ("open-list", "record/syntax", "documents/", |text| text.replacen("]\n", "\n", 1).into()),
    ("no-such-day", "record/syntax", "meetings/", |text| line(text, "date", |_| "date = 2021-02-30".into()).into()),
    ("key-twice", "record/syntax", "achievements/", |text| line(text, "kind", |old| format!("{old}\n{old}")).into()),
    ("encoding", "record/encoding", "cases/", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
    ("unknown-key", "record/unknown-field", "carriers/", |text| {
        line(text, "problem", |old| old.replacen("problem", "problems", 1)).into()
    }),
    ("wrong-type", "record/type", "members/", |text| {
        line(text, "birth_year", |_| "birth_year = \"一九七八\"".into()).into()
    }),
    ("not-in-list", "record/not-in-list", "members/", |text| line(text, "sex", |_| "sex = \"未填\"".into()).into()),
    ("missing-key", "record/missing-field", "achievements/", |text| line(text, "title", |_| String::new()).into()),
    ("missing-file", "record/evidence", "documents/", |text| {
        text.replacen("证据/制度汇编.md", "证据/制度汇编（新）.md", 1).into()
    }),
    ("nobody", "record/reference", "activities/", |text| {
        line(text, "carrier", |_| "carrier = \"青蓝同船\"".into()).into()
    }),
    ("id-number", "privacy/id-number", "meetings/", |text| {
        text.replacen("result = \"", "result = \"证号11010519491231002X，", 1).into()
    }),
];

/// Makes three mistakes in files that have none yet; `turn` says which come next, so that a large tree has all of them.
pub fn plant(files: &mut Files, random: &mut Random, turn: usize, folder: &str) -> Vec<Planted> {
    let mut planted: Vec<Planted> = Vec::new();
    for at in 0..3 {
        let (what, rule, beginning, make) = MISTAKES[(turn * 3 + at) % MISTAKES.len()];
        let whole = |path: &String| format!("{folder}/{path}");
        let free: Vec<String> = files
            .keys()
            .filter(|path| path.starts_with(beginning) && path.ends_with(".toml"))
            .filter(|path| planted.iter().all(|other| other.file != whole(path)))
            .cloned()
            .collect();
        let path = free[random.below(free.len())].clone();
        let bytes = files.get_mut(&path).expect("a file of the school");
        let made = make(std::str::from_utf8(bytes).expect("utf-8"));
        assert_ne!(made, *bytes, "{what} changes {path}");
        *bytes = made;
        planted.push(Planted { file: whole(&path), what, rule });
    }
    planted
}

/// The text with its first line of a key made another.
fn line(text: &str, key: &str, make: impl Fn(&str) -> String) -> String {
    let mut made = false;
    let lines = text.lines().map(|line| {
        let this = !made && line.split_once(" = ").is_some_and(|(own, _)| own == key);
        made |= this;
        if this { make(line) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The value of a key in the quotation marks of a Chinese keyboard.
fn quoted(text: &str, key: &str) -> String {
    line(text, key, |old| {
        let value = old.split_once(" = ").map_or("", |(_, value)| value.trim_matches('"'));
        format!("{key} = “{value}”")
    })
}
