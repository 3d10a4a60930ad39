//! The build script: turns `standard/**/*.yaml` into two JSON texts that the binary carries, and makes of the words of privacy
//! what they are looked up in.
//!
//! JSON loads several times faster than the same YAML, and two texts on two threads. The order of keys is kept, since the order
//! of conditions and fields is what a reader wrote. Tests hold what is embedded and what a folder gives equal.

#![allow(clippy::print_stdout, reason = "cargo is spoken to on standard output")]
#![allow(dead_code, reason = "what is made here is looked up by the program")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "privacy/chars.rs"]
mod chars;
#[path = "privacy/heads.rs"]
mod heads;
#[path = "privacy/starts.rs"]
mod starts;
#[path = "privacy/table.rs"]
mod table;

use serde_json::Value;

use self::chars::Chars;
use self::heads::Heads;
use self::starts::Starts;
use self::table::Table;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What is asked of records and shown of them, by how its files begin; the rest says what records are, and is as much work.
const ASKED: [&str; 4] = ["circular.yaml", "forms/", "indicators/", "reports/"];

/// The file of words in which names and sensitive words are looked for, and which lists of it are looked up together.
const WORDS: &str = "standard/privacy.yaml";
const TOGETHER: [[&str; 2]; 2] = [["/pupils", "before behind owned sexes"], ["/sensitive", "unless groups/words"]];
/// What is made of a list of fewer bytes takes a run no time.
const LONG: usize = 500;

fn main() -> Result<()> {
    let root = Path::new("standard");
    println!("cargo::rerun-if-changed=standard");
    println!("cargo::rerun-if-changed=src/standard/embed.rs");
    println!("cargo::rerun-if-changed=src/standard/privacy");
    let mut files = Vec::new();
    gather(root, &mut files)?;
    files.sort();
    let (mut records, mut asked) = (Vec::new(), Vec::new());
    let mut texts = std::collections::BTreeMap::new();
    for file in &files {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file)?;
        texts.insert(name.clone(), text.clone());
        let json = if ASKED.iter().any(|begin| name.starts_with(begin)) { &mut asked } else { &mut records };
        json.push(if json.is_empty() { b'{' } else { b',' });
        serde_json::to_writer(&mut *json, &name)?;
        json.push(b':');
        let reader = serde_yaml::Deserializer::from_str(&text);
        let mut writer = serde_json::Serializer::new(&mut *json);
        serde_transcode::transcode(reader, &mut writer).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    carry(&out)?;
    for (name, mut json) in [("records.json", records), ("asked.json", asked)] {
        json.push(b'}');
        fs::write(out.join(name), json)?;
    }
    // The texts as they are: where something stands in them is told when an overlay runs against it.
    fs::write(out.join("texts.json"), serde_json::to_vec(&texts)?)?;
    Ok(())
}

/// Writes how the words of privacy begin, as Rust and the files that it includes.
fn carry(out: &Path) -> Result<()> {
    let words: Value = serde_yaml::from_str(&fs::read_to_string(WORDS)?)?;
    let (mut long, mut made) = (Vec::new(), Made { out, files: 0 });
    lists(&words, &mut long);
    let mut rust = format!("static LISTS: [List; {}] = [\n", long.len());
    for text in &long {
        let starts = made.starts(&Starts::of(&[text], |_| ()))?;
        writeln!(rust, "List {{ text: {text:?}, starts: {starts} }},")?;
    }
    writeln!(rust, "];\nstatic HEADS: [Heads; {}] = [", TOGETHER.len())?;
    for [of, keys] in TOGETHER {
        let of = words.pointer(of).ok_or(of)?;
        let mut texts = Vec::new();
        keys.split(' ').for_each(|key| at(of, key, &mut texts));
        let Heads { firsts, pairs, starts, lists } = Heads::of(&texts);
        let (firsts, pairs, starts) = (made.table(&firsts)?, made.table(&pairs)?, made.starts(&starts)?);
        writeln!(
            rust,
            "Heads {{ firsts: {firsts}, pairs: {pairs}, starts: {starts}, lists: std::borrow::Cow::Borrowed({lists:?}) }},"
        )?;
    }
    rust.push_str("];\n");
    Ok(fs::write(out.join("carried.rs"), rust)?)
}

/// The long lists in a value.
fn lists<'v>(value: &'v Value, long: &mut Vec<&'v str>) {
    match value {
        Value::String(text) if text.len() >= LONG => long.push(text),
        Value::Array(all) => all.iter().for_each(|one| lists(one, long)),
        Value::Object(all) => all.values().for_each(|one| lists(one, long)),
        _ => {}
    }
}

/// The texts at a key of a value; behind a slash, those at a key of each in the list there.
fn at<'v>(value: &'v Value, key: &str, texts: &mut Vec<&'v str>) {
    let (key, rest) = key.split_once('/').map_or((key, None), |(key, rest)| (key, Some(rest)));
    match (&value[key], rest) {
        (Value::Array(all), Some(rest)) => all.iter().for_each(|one| at(one, rest, texts)),
        (found, _) => texts.extend(found.as_str()),
    }
}

/// What was made, as Rust that includes files of bytes.
struct Made<'o> {
    out: &'o Path,
    files: usize,
}

impl Made<'_> {
    fn starts(&mut self, Starts { firsts, singles, longest, words, rows }: &Starts) -> Result<String> {
        let (firsts, singles) = (self.chars(firsts)?, self.chars(singles)?);
        let (words, rows) = (self.table(words)?, self.table(rows)?);
        Ok(format!(
            "Starts {{ firsts: {firsts}, singles: {singles}, longest: {longest}, words: {words}, rows: {rows} }}"
        ))
    }

    fn chars(&mut self, Chars { han, ascii, others }: &Chars) -> Result<String> {
        let han = self.table(han)?;
        Ok(format!("Chars {{ han: {han}, ascii: {ascii}, others: std::borrow::Cow::Borrowed(&{others:?}) }}"))
    }

    fn table(&mut self, Table(bytes): &Table) -> Result<String> {
        self.files += 1;
        let name = format!("carried.{}", self.files);
        fs::write(self.out.join(&name), bytes)?;
        Ok(format!("Table(std::borrow::Cow::Borrowed(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))))"))
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
