//! Those who judge records: the check, the schemas by themselves, Tombi, Taplo. Each gives the worst it says of every file.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use studio::schema::of_kind;
use studio::standard::Standard;

use crate::shared::studio_in;

/// The worst that is said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Fine,
    Warning,
    Error,
}

pub type Levels = BTreeMap<String, Level>;

/// What a check says of shapes; what it says of files, of other records and of the text itself no schema can know.
const SHAPES: [&str; 6] = [
    "record/unknown-field",
    "record/missing-field",
    "record/type",
    "record/not-in-list",
    "record/range",
    "record/blank",
];

/// Says something that is to be seen where tests pass, too.
pub fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

fn worsen(levels: &mut Levels, path: &str, level: Level) {
    let worst = levels.entry(path.to_owned()).or_insert(Level::Fine);
    *worst = level.max(*worst);
}

/// What `studio check` says of the records below `root`: of their shape, and of anything else. A province's root is asked about
/// by itself.
pub fn check(root: &Path) -> (Levels, Levels) {
    let (mut shapes, mut rest) = (Levels::new(), Levels::new());
    take(root, "", &mut shapes, &mut rest);
    for entry in fs::read_dir(root).expect("a folder").filter_map(Result::ok) {
        if entry.path().join("province.toml").is_file() {
            take(&entry.path(), &format!("{}/", entry.file_name().to_string_lossy()), &mut shapes, &mut rest);
        }
    }
    (shapes, rest)
}

/// Makes the folders that a province names: without them nothing can be checked at all.
fn overlays(root: &Path) {
    let text = fs::read_to_string(root.join("province.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let names = table.get("overlays").and_then(toml::Value::as_array).into_iter().flatten();
    for (number, name) in names.filter_map(toml::Value::as_str).filter(|name| !name.trim().is_empty()).enumerate() {
        let folder = root.join(name.trim());
        fs::create_dir_all(&folder).expect("made");
        let about = format!("id: demo-{number}\ntitle: 虚构的要求\nissuer: 虚构\n");
        fs::write(folder.join("overlay.yaml"), about).expect("written");
    }
}

fn take(root: &Path, prefix: &str, shapes: &mut Levels, rest: &mut Levels) {
    overlays(root);
    let output = studio_in(root, &["check", "--only", "record", "--today", "2022-09-30", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let studios = report["studios"].as_array().expect("studios");
    let all = studios.iter().chain([&report]).flat_map(|one| one["findings"].as_array().expect("findings"));
    for finding in all {
        let rule = finding["rule"].as_str().expect("a rule");
        let places = finding["places"].as_array().expect("places");
        // A text that is no clause, and evidence that could never be a file, are of the wrong form; other ids and files may be
        // missing for reasons that are not to be seen in the record.
        let message = finding["message"].as_str().expect("a message");
        let form = rule == "record/reference" && message.contains("标准里没有")
            || rule == "record/evidence" && !message.contains("找不到");
        let levels = if SHAPES.contains(&rule) || form { &mut *shapes } else { &mut *rest };
        let level = match finding["severity"].as_str() {
            Some("error") => Level::Error,
            Some("warning") => Level::Warning,
            _ => Level::Fine,
        };
        worsen(levels, &format!("{prefix}{}", places[0]["file"].as_str().expect("a file")), level);
    }
}

/// What the schemas say, of the records that parse; dates are texts there, as JSON has no others.
pub fn schemas(standard: &Standard, root: &Path) -> Levels {
    let validators: Vec<jsonschema::Validator> = standard
        .kinds
        .iter()
        .map(|kind| {
            let schema = serde_json::from_str(&of_kind(standard, kind)).expect("json");
            let options = jsonschema::draft7::options().should_validate_formats(true);
            options.build(&schema).expect("a schema")
        })
        .collect();
    let mut levels = Levels::new();
    for entry in walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
        let inner = |path: &str| standard.kind_of(path);
        let of = inner(&path).or_else(|| inner(path.split_once('/')?.1));
        let (Some(kind), Ok(text)) = (of, fs::read_to_string(entry.path())) else { continue };
        let Ok(table) = text.trim_start_matches('\u{feff}').parse::<toml::Table>() else { continue };
        let valid = validators[kind].is_valid(&json(&toml::Value::Table(table)));
        levels.insert(path, if valid { Level::Fine } else { Level::Error });
    }
    levels
}

fn json(value: &toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(yes) => (*yes).into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json(value))).collect::<serde_json::Map<_, _>>().into()
        }
    }
}

/// The program of an editor: as the environment names it, else by the path; nothing, with a word, if it is not there.
fn program(variable: &str, name: &str) -> Option<Command> {
    let path = std::env::var(variable).ok().filter(|path| !path.is_empty());
    let required = path.is_some();
    let path = path.unwrap_or_else(|| name.to_owned());
    let there = Command::new(&path).arg("--version").stdin(Stdio::null()).output();
    match there {
        // Taplo's package tells its version and then says that it failed.
        Ok(output) if String::from_utf8_lossy(&output.stdout).contains(name) => {
            tell(&format!("asking {}", String::from_utf8_lossy(&output.stdout).trim()));
            Some(Command::new(path))
        }
        _ if required => panic!("{variable}: {path} does not run"),
        _ => {
            tell(&format!("skipped: {name} is not installed; install it, or name its program in {variable}"));
            None
        }
    }
}

/// What Tombi says of the records below `root`, by the settings there, without its `--offline`: the settings see to that.
pub fn tombi(root: &Path) -> Option<Levels> {
    let mut command = program("STUDIO_TOMBI", "tombi")?;
    let report = root.join("tombi.json");
    let home = tempfile::tempdir().expect("a folder");
    command.args(["lint", "--quiet", "--diagnostics-format", "json", "--diagnostics-file"]).arg(&report).arg(".");
    command.current_dir(root).env("XDG_CACHE_HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
    let output = command.stdin(Stdio::null()).output().expect("it starts");
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&output.stderr));
    let found = fs::read_to_string(&report).unwrap_or_default();
    let _ = fs::remove_file(&report);
    let found: serde_json::Value = serde_json::from_str(&found).expect("a list of diagnostics");
    let mut levels = Levels::new();
    for one in found.as_array().expect("a list") {
        let path = one["path"].as_str().expect("a path").trim_start_matches("./").replace('\\', "/");
        let level = if one["level"] == "error" { Level::Error } else { Level::Warning };
        worsen(&mut levels, &path, level);
    }
    // What it asks the network for would be kept.
    let kept = walkdir::WalkDir::new(home.path()).into_iter().filter_map(Result::ok);
    let kept: Vec<_> = kept.filter(|entry| entry.file_type().is_file()).collect();
    assert!(kept.is_empty(), "Tombi fetched something: {kept:?}");
    Some(levels)
}

/// What Taplo says of the records below `root`, by the settings there; it knows no warnings.
pub fn taplo(root: &Path) -> Option<Levels> {
    let mut command = program("STUDIO_TAPLO", "taplo")?;
    let output = command.args(["lint", "--colors", "never"]).current_dir(root).stdin(Stdio::null()).output();
    let told = String::from_utf8_lossy(&output.expect("it starts").stderr).into_owned();
    assert!(told.contains("found files"), "{told}");
    let root = fs::canonicalize(root).expect("a folder");
    let mut levels = Levels::new();
    for line in told.lines().filter(|line| line.contains("invalid file")) {
        let path = line.split("path=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
        let path = Path::new(path).strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        worsen(&mut levels, &path, Level::Error);
    }
    Some(levels)
}
