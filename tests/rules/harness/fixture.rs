//! A fixture: a patch, and what must be found after it.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use serde::Deserialize;
use studio::finding::Finding;

use crate::Seen;

/// The day of a check, unless a fixture says another.
pub const TODAY: Date = date(2022, 9, 30);

/// A fixture as it was read.
#[derive(Debug)]
pub struct Fixture {
    /// The clause or demand.
    pub clause: String,
    /// The number of its rule, from 1.
    pub rule: usize,
    /// What is wrong in the patch.
    pub about: String,
    pub today: Date,
    pub verdict: Option<String>,
    /// A line the clause prints because of the rule.
    pub fact: Option<String>,
    /// How the rule reads its words, printed with a finding.
    pub reading: Option<String>,
    pub edit: Vec<Edit>,
    pub remove: Vec<Remove>,
    pub add: Vec<Add>,
    pub expect: Vec<Expect>,
    file: PathBuf,
    text: String,
}

/// Text replaced in a file, where it occurs exactly once. A folder, ending in `/`, means every file in it that has the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    pub file: String,
    pub find: String,
    pub put: String,
}

/// A file that is not there, or a folder if it ends in `/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remove {
    pub file: String,
}

/// A new file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Add {
    pub file: String,
    pub text: String,
}

/// A finding, as far as a fixture holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub rule: String,
    pub severity: String,
    /// `meetings/x.toml:3`.
    pub at: String,
    pub message: String,
    /// The further places, each with its label.
    #[serde(default)]
    pub also: Vec<String>,
}

impl From<&Finding> for Expect {
    fn from(finding: &Finding) -> Self {
        let mut places = finding.places.iter().map(|place| {
            let label = place.label.as_deref().map_or(String::new(), |label| format!(" {label}"));
            format!("{}:{}{label}", place.file, place.line)
        });
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity.token().to_owned(),
            at: places.next().unwrap_or_default(),
            message: finding.message.clone(),
            also: places.collect(),
        }
    }
}

impl fmt::Display for Expect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {} {}", self.rule, self.severity, self.at, self.message)?;
        self.also.iter().try_for_each(|place| write!(out, "\n      also {place}"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    today: Option<toml::value::Datetime>,
    verdict: Option<String>,
    fact: Option<String>,
    reading: Option<String>,
    #[serde(default)]
    edit: Vec<Edit>,
    #[serde(default)]
    remove: Vec<Remove>,
    #[serde(default)]
    add: Vec<Add>,
    #[serde(default)]
    expect: Vec<Expect>,
}

/// All fixtures in order of name.
pub fn all() -> Result<Vec<Fixture>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    let read = |file: &PathBuf| Fixture::read(file).map_err(|fault| format!("{}: {fault}", file.display()));
    files.iter().map(read).collect()
}

impl Fixture {
    fn read(file: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        let read: Text = toml::from_str(&text).map_err(|error| error.to_string())?;
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let (clause, rule) = named(stem).ok_or("the name is not <clause>.<rule>[.<word>].toml")?;
        let about = text.lines().next().and_then(|line| line.strip_prefix("# ")).ok_or("it begins with a comment")?;
        let today = read.today.map_or(Ok(TODAY), |day| day.to_string().parse());
        Ok(Self {
            clause,
            rule,
            about: about.to_owned(),
            today: today.map_err(|error| error.to_string())?,
            verdict: read.verdict,
            fact: read.fact,
            reading: read.reading,
            edit: read.edit,
            remove: read.remove,
            add: read.add,
            expect: read.expect,
            file: file.to_owned(),
            text,
        })
    }

    /// Its path in the project.
    pub fn path(&self) -> String {
        format!("tests/rules/{}", self.file.file_name().unwrap_or_default().to_string_lossy())
    }

    /// Whether it changes the example at all.
    pub fn patches(&self) -> bool {
        !(self.edit.is_empty() && self.remove.is_empty() && self.add.is_empty())
    }

    /// Takes over and writes what was found; of the facts that are the rule's `own`, the one most like the old.
    pub fn take_over<'s>(&mut self, own: impl Iterator<Item = &'s String>, seen: &'s Seen) -> Result<(), String> {
        let nearest = |old: &String, all: &mut dyn Iterator<Item = &'s String>| {
            let alike = |new: &&String| new.chars().zip(old.chars()).take_while(|(a, b)| a == b).count();
            all.max_by_key(alike).cloned().unwrap_or_else(|| old.clone())
        };
        let mut own = own;
        self.fact = self.fact.as_ref().map(|old| nearest(old, &mut own));
        self.reading = self.reading.as_ref().map(|old| nearest(old, &mut seen.readings.iter()));
        self.expect.clone_from(&seen.findings);
        self.verdict.clone_from(&seen.verdict);
        let text = self.written();
        if text != self.text {
            fs::write(&self.file, &text).map_err(|error| error.to_string())?;
            self.text = text;
        }
        Ok(())
    }

    /// The text with the expectations replaced.
    fn written(&self) -> String {
        let kept = self.text.split("[[expect]]").next().unwrap_or_default();
        let (head, patch) = kept.split_at(kept.find("[[").unwrap_or(kept.len()));
        let keys = [("verdict", &self.verdict), ("fact", &self.fact), ("reading", &self.reading)];
        let stale = |line: &&str| line.is_empty() || keys.iter().any(|(key, _)| line.starts_with(&format!("{key} =")));
        let mut lines: Vec<String> = head.lines().filter(|line| !stale(line)).map(str::to_owned).collect();
        lines.extend(keys.into_iter().filter_map(|(key, value)| Some(pair(key, value.as_ref()?))));
        if !patch.trim().is_empty() {
            lines.extend([String::new(), patch.trim_end().to_owned()]);
        }
        lines.extend(self.expect.iter().flat_map(Expect::written));
        lines.push(String::new());
        lines.join("\n")
    }
}

impl Expect {
    fn written(&self) -> Vec<String> {
        let mut lines = vec![
            String::new(),
            "[[expect]]".to_owned(),
            pair("rule", &self.rule),
            pair("severity", &self.severity),
            pair("at", &self.at),
            pair("message", &self.message),
        ];
        if !self.also.is_empty() {
            lines.push("also = [".to_owned());
            lines.extend(self.also.iter().map(|place| format!("  {},", quoted(place))));
            lines.push("]".to_owned());
        }
        lines
    }
}

fn pair(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

/// `1.1.1-d.1.overlap` is rule 1 of `1.1.1-d`.
fn named(stem: &str) -> Option<(String, usize)> {
    let (rest, last) = stem.rsplit_once('.')?;
    let (clause, rule) = match last.parse() {
        Ok(rule) => (rest, rule),
        Err(_) => rest.rsplit_once('.').and_then(|(clause, rule)| Some((clause, rule.parse().ok()?)))?,
    };
    Some((clause.replace('~', "/"), rule))
}

fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) && !text.chars().any(char::is_control) {
        return format!("\"{text}\"");
    }
    if !text.contains('\'') && !text.chars().any(char::is_control) {
        return format!("'{text}'");
    }
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}
