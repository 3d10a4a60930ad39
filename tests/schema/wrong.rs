//! Records that are wrong in one way, made of the standard: for every field of every kind a value of every type, and what its own
//! list, range, form and need allow and forbid.

use std::sync::Arc;

use studio::standard::Standard;
use studio::standard::kind::{Field, Fields, Role, Type};

/// A record with one thing in it changed.
#[derive(Debug)]
pub struct Variant {
    /// Index of its kind.
    pub kind: usize,
    /// The record as TOML.
    pub text: String,
    /// What was changed, for people.
    pub about: String,
    of: Type,
    raw: String,
}

impl Variant {
    /// JSON has neither dates nor whole numbers that are no others: `"2022-03-01"` and `2022-03-01`, `12.0` and `12` are one.
    pub fn is_lost_in_json(&self) -> bool {
        let raw = self.raw.trim_matches(['[', ']']);
        match self.of {
            Type::Date => raw.starts_with("\"2022-") || self.is_of_semester(),
            Type::Integer => raw.ends_with(".0"),
            Type::Number | Type::Boolean | Type::Table | Type::Rows => false,
            _ => raw.parse::<toml::value::Datetime>().is_ok() || self.is_paper_without_number(),
        }
    }

    /// No expression without looking ahead tells this from the name of a file.
    fn is_paper_without_number(&self) -> bool {
        self.of == Type::Evidence && self.raw.contains("档案：\"")
    }

    /// Tombi knows dates, but no bounds of them.
    pub fn is_lost_on_tombi(&self) -> bool {
        self.of == Type::Date && (DAYS.contains(&self.raw.as_str()) || self.is_of_semester())
            || self.is_paper_without_number()
    }

    /// How long a semester lasts, and whether it ends before it begins, no schema can see.
    fn is_of_semester(&self) -> bool {
        self.about.starts_with(SEMESTER)
    }
}

/// The rows that may not last long, so that they end on the day of their example.
const SEMESTER: &str = "calendar.semester";

/// Values of every type, wrong for most fields.
const ANY: [&str; 26] = [
    "7",
    "-1",
    "12.0",
    "1.5",
    "true",
    "\"某某\"",
    "\"7\"",
    "\"true\"",
    "\"\"",
    "\"   \"",
    "\"\u{3000}\"",
    "2022-03-01",
    "\"2022-03-01\"",
    "2022-03-01T08:00:00",
    "2022-03-01T08:00:00+08:00",
    "08:00:00",
    "[]",
    "[\"某某\"]",
    "[7]",
    "[2022-03-01]",
    "[\"\"]",
    "[[\"某某\"]]",
    "{}",
    "{ \"某某\" = 1 }",
    "[{}]",
    "[{ \"某某\" = 1 }, \"某某\"]",
];

/// Days of other ages.
const DAYS: [&str; 4] = ["1948-12-31", "2100-01-01", "0001-01-01", "9999-12-31"];

/// The last day that a record may have.
const DAYS_END: &str = "2099-12-31";

/// What is done to a record.
enum Change<'c> {
    Nothing,
    Value(&'c str, &'c str),
    Without(&'c str),
    Also(&'c str, &'c str),
}

/// Every variant of every kind.
pub fn variants(standard: &Standard) -> Vec<Variant> {
    let mut all = Vec::new();
    for kind in 0..standard.kinds.len() {
        let fields = &standard.kinds[kind].fields;
        let make = |change: &Change<'_>, about: String, of: Type, raw: &str| {
            let lines = entries(standard, fields, "", change);
            let mut text = String::new();
            for (key, raw) in lines {
                text.extend([key.as_str(), " = ", raw.as_str(), "\n"]);
            }
            Variant { kind, text, about, of, raw: raw.to_owned() }
        };
        all.push(make(&Change::Nothing, standard.kinds[kind].kind.clone(), Type::Text, ""));
        walk(fields, "", &mut |path, field| {
            for raw in values(standard, field) {
                all.push(make(&Change::Value(path, &raw), format!("{path} = {raw}"), field.of, &raw));
            }
            all.push(make(&Change::Without(path), format!("without {path}"), field.of, ""));
            if matches!(field.of, Type::Table | Type::Rows) {
                all.push(make(&Change::Also(path, "某某"), format!("something else in {path}"), field.of, ""));
            }
        });
        let first = &fields.0[0];
        for key in [&first.label.zh, &format!("{}s", first.key), &"\"\"".to_owned()] {
            all.push(make(&Change::Also("", key), format!("a key {key}"), Type::Text, ""));
        }
    }
    all
}

fn walk(fields: &Fields, at: &str, each: &mut dyn FnMut(&str, &Arc<Field>)) {
    for field in &fields.0 {
        let path = join(at, &field.key);
        each(&path, field);
        walk(&field.fields, &path, each);
    }
}

fn join(at: &str, key: &str) -> String {
    if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") }
}

/// The values to try at a field.
fn values(standard: &Standard, field: &Field) -> Vec<String> {
    let quoted = |text: &str| format!("\"{text}\"");
    let mut own: Vec<String> = Vec::new();
    let list = standard.list(field).map(|list| &list.values);
    for value in list.into_iter().flat_map(|values| [values.first(), values.last()]).flatten() {
        own.extend([quoted(&value.value), quoted(&format!("{}某", value.value)), quoted(&format!(" {}", value.value))]);
    }
    own.extend([&field.all, &field.vacant].into_iter().flatten().map(|word| quoted(word)));
    for (bound, outside) in [(field.min, -1.0), (field.max, 1.0)] {
        own.extend(bound.into_iter().flat_map(|bound| [bound.to_string(), (bound + outside).to_string()]));
    }
    own.extend(match field.of {
        Type::Date => {
            let ends = ["1949-01-01", DAYS_END].into_iter();
            // A last day before the first is wrong for another reason.
            let ends = ends.filter(|day| !(field.has(Role::To) && day.starts_with("1949")));
            DAYS.into_iter().chain(ends).map(str::to_owned).collect()
        }
        Type::Clause => {
            ["1", "1.1", "1.1.1", "1.1.1-a", "1.1.1-", "9", "1.1.1-zz", " 1.1.1", "全部"].map(quoted).to_vec()
        }
        Type::Evidence => [
            "/etc/passwd",
            "../x.pdf",
            "a/../b.pdf",
            "./a.pdf",
            "a//b.pdf",
            "a/",
            "C:/x.pdf",
            "证据\\\\纪要.pdf",
            "#第3页",
            "档案:",
            "档案：",
            "档案: ",
            "档案:2021-德育-14",
            "档案：14",
            "https://example.org/a?b=中文#c",
            "http://example.org",
            "https://example",
            "https://.example.org",
            "https://example.org./",
            "https://exa mple.org/",
            "ftp://example.org/a",
            "https://",
        ]
        .map(quoted)
        .to_vec(),
        Type::Text if field.pattern.is_some() => {
            ["3632009999", "363200999", "36320099990", "３６３２００９９９９", "363200999x"].map(quoted).to_vec()
        }
        _ => Vec::new(),
    });
    if field.many {
        let good = one(standard, field);
        own = own.into_iter().flat_map(|raw| [format!("[{raw}]"), format!("[{good}, {raw}]"), raw]).collect();
    }
    own.extend(ANY.map(str::to_owned));
    own
}

/// The keys of a table and what is written there. What ends does so as late as it may, or not at all, so that no change
/// of a first day makes it end too early.
fn entries(standard: &Standard, fields: &Fields, at: &str, change: &Change<'_>) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    for field in &fields.0 {
        let path = join(at, &field.key);
        let raw = match change {
            Change::Value(here, raw) if *here == path => (*raw).to_owned(),
            Change::Without(here) if *here == path => continue,
            _ if field.has(Role::To) && !field.required => continue,
            _ if field.has(Role::To) && at != SEMESTER => DAYS_END.to_owned(),
            _ => written(standard, field, &path, change),
        };
        entries.push((field.key.clone(), raw));
    }
    if let Change::Also(here, key) = change
        && *here == at
    {
        entries.push(((*key).to_owned(), "1".to_owned()));
    }
    // What is no bare key is quoted.
    for (key, _) in &mut entries {
        if !key.is_ascii() {
            *key = format!("\"{key}\"");
        }
    }
    entries
}

fn written(standard: &Standard, field: &Field, path: &str, change: &Change<'_>) -> String {
    let inner = || {
        let entries = entries(standard, &field.fields, path, change);
        let lines: Vec<String> = entries.into_iter().map(|(key, raw)| format!("{key} = {raw}")).collect();
        format!("{{ {} }}", lines.join(", "))
    };
    match field.of {
        Type::Table => inner(),
        Type::Rows => format!("[{}]", inner()),
        _ if field.many => format!("[{}]", one(standard, field)),
        _ => one(standard, field),
    }
}

/// A value as it should be.
fn one(standard: &Standard, field: &Field) -> String {
    let example = field.example.clone().unwrap_or_default();
    match field.of {
        Type::Date | Type::Integer | Type::Number | Type::Boolean => example,
        Type::Evidence => "\"档案:2021-德育-14\"".to_owned(),
        Type::Value => {
            let list = standard.list(field).expect("a list");
            format!("\"{}\"", list.values[0].value)
        }
        _ => format!("\"{example}\""),
    }
}
