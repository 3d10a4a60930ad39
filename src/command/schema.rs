//! `studio schema`: JSON Schemas and settings, so that an editor proposes, explains and checks what is written in a record.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::may_write;
use super::{Common, deliver};
use crate::failure::{Failure, Result};
use crate::load::{PROVINCE, STUDIO, studios};
use crate::say;
use crate::schema::{FOLDER, Folder, Scope, State, Wanted, of_kind};
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::safe::visible;
use crate::text::trouble::trouble;

/// Arguments of `studio schema`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(id = "schema-kind", long = "kind", value_name = "KIND", conflicts_with_all = ["path", "schema-check"])]
    kind: Option<String>,
    #[arg(short, long, value_name = "FILE", requires = "schema-kind", conflicts_with = "path")]
    output: Option<PathBuf>,
    #[arg(id = "schema-check", long = "check")]
    check: bool,
    #[arg(id = "schema-force", long = "force", conflicts_with = "schema-check")]
    force: bool,
}

/// Runs the command; gives the exit code: 1 where `--check` finds something out of date, or settings of somebody's own lack
/// what they need.
///
/// # Errors
/// No studio, an unknown kind, a schema changed by hand, or a file that cannot be read or written; then nothing is written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root)?;
    if let Some(name) = &arguments.kind {
        may_write(arguments.output.as_deref(), lang)?;
        let text = named(&standard, name, lang)?;
        deliver(arguments.output.as_deref(), text.as_bytes(), lang)?;
        return Ok(0);
    }
    let scope = scope(&root, lang)?;
    let folder = Folder::look(&standard, &root, scope)
        .map_err(|(path, why)| Failure(say!(lang, "cli.unreadable", path = path, why = trouble(&why, lang))))?;
    if arguments.check {
        return check(&folder, lang);
    }
    write(&folder, &root, arguments.force, lang)
}

/// The schema of one kind, by its name or its Chinese label.
fn named(standard: &Standard, name: &str, lang: Lang) -> Result<String> {
    let kinds = &standard.kinds;
    if let Some(kind) = kinds.iter().find(|kind| kind.kind == name || kind.label.zh == name) {
        return Ok(of_kind(standard, kind));
    }
    let names: Vec<&str> = kinds.iter().map(|kind| kind.kind.as_str()).collect();
    let mut message = say!(lang, "schema.no-kind", name = name, kinds = names.join(" "));
    if let Some(near) = nearest(name, names) {
        message.push_str(&say!(lang, "cli.near", near = near));
    }
    Err(Failure(message))
}

/// Whether `root` is a studio or a folder of studios.
fn scope(root: &Path, lang: Lang) -> Result<Scope> {
    if root.is_file() {
        return Err(Failure(say!(lang, "run.file", path = root.display())));
    }
    if root.join(PROVINCE).is_file() {
        return Ok(Scope::Many);
    }
    if root.join(STUDIO).is_file() {
        return Ok(Scope::One);
    }
    if studios(root, lang)?.is_empty() {
        return Err(Failure(say!(lang, "run.nothing", path = root.display())));
    }
    Ok(Scope::Many)
}

fn check(folder: &Folder, lang: Lang) -> Result<u8> {
    let told = folder.files.iter().filter_map(|file| {
        let key = match (file.state, file.lines.is_some()) {
            (State::Fresh, _) => return None,
            (State::Missing, _) => "schema.missing",
            (State::Stale, _) => "schema.stale",
            (State::Changed | State::Foreign, true) => "schema.lacks",
            (State::Changed, false) => "schema.changed",
            (State::Foreign, false) => "schema.foreign",
        };
        Some(say!(lang, key, path = file.path))
    });
    let mut lines: Vec<String> = told.collect();
    let found = !lines.is_empty();
    lines.push(say!(lang, if found { "schema.outdated" } else { "schema.fresh" }));
    deliver(None, format!("{}\n", lines.join("\n")).as_bytes(), lang)?;
    Ok(u8::from(found))
}

fn write(folder: &Folder, root: &Path, force: bool, lang: Lang) -> Result<u8> {
    let theirs = |file: &&Wanted| matches!(file.state, State::Changed | State::Foreign);
    let (settings, schemas): (Vec<&Wanted>, Vec<&Wanted>) =
        folder.files.iter().filter(theirs).partition(|file| file.lines.is_some());
    if !force && !schemas.is_empty() {
        let names: Vec<&str> = schemas.iter().map(|file| file.path.as_str()).collect();
        return Err(Failure(say!(lang, "schema.by-hand", paths = names.join(" "))));
    }
    let mut states = vec![State::Missing, State::Stale];
    if force {
        states.extend([State::Changed, State::Foreign]);
    }
    let changes = folder.changes(root, &states);
    let written = changes.paths().count();
    crate::edit::record::commit(changes, root, lang)?;
    let mut lines = Vec::new();
    if written > 0 {
        let root = root.to_string_lossy();
        lines.push(say!(lang, "schema.written", n = written, root = visible(&root), folder = FOLDER));
        lines.push(say!(lang, "schema.next"));
    } else if force || settings.is_empty() {
        lines.push(say!(lang, "schema.fresh"));
    }
    let lacking: Vec<&Wanted> = settings.into_iter().filter(|_| !force).collect();
    for file in &lacking {
        lines.push(say!(lang, "schema.merge", path = file.path));
        lines.extend(file.lines.clone());
    }
    let text = lines.join("\n");
    deliver(None, format!("{}\n", text.trim_end()).as_bytes(), lang)?;
    Ok(u8::from(!lacking.is_empty()))
}
