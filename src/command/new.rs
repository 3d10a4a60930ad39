//! `studio new`: a new record as a commented text, the record that a clause asks for, or the next year.

mod clause;
mod year;

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, tell_done};
use crate::edit::answer;
use crate::edit::given::Given;
use crate::edit::open::open;
use crate::edit::record::{Desk, Wanted};
use crate::edit::year::is_year;
use crate::failure::{Failure, Result};
use crate::files;
use crate::load;
use crate::record::BLANK;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::safe::visible;
use crate::text::shell::word;

/// Arguments of `studio new`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "KIND", display_order = 0, required_unless_present = "clause")]
    kind: Option<String>,
    #[arg(value_name = "ID", display_order = 1)]
    id: Option<String>,
    #[arg(long = "for", id = "clause", value_name = "CLAUSE")]
    clause: Option<String>,
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    #[arg(long, value_name = "FROM..TO")]
    semester: Vec<String>,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// No such kind or clause, no studio or a broken one, a name that is taken, files that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let folder = only(common.root(None), lang);
    let standard = common.standard_for(&folder)?;
    let mut wanted = Wanted { title: arguments.title.as_deref().map(answer::clean), ..Wanted::default() };
    let mut wrong = Vec::new();
    if let Some(text) = &arguments.date {
        match answer::date(text, lang) {
            Ok(date) => wanted.date = Some(date),
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = "--date", why = why)),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let text = if let Some(clause) = &arguments.clause {
        wanted.stem.clone_from(&arguments.kind);
        wanted.clause.clone_from(&arguments.clause);
        if let Some(more) = &arguments.id {
            return Err(Failure(say!(lang, "new.too-much", word = visible(more))));
        }
        clause::for_clause(common, &standard, &folder, clause, &wanted)?
    } else {
        wanted.stem.clone_from(&arguments.id);
        let named = arguments.kind.as_deref().unwrap_or_default();
        let kind = kind(&standard, named, lang)?;
        if standard.kinds[kind].path == load::PROVINCE {
            return above(common, &standard, &common.root(None), kind);
        }
        let options = common.options(&["record".to_owned()], false);
        open(&standard, &folder, &options, |studio, _| {
            let desk = Desk::new(studio, &folder, lang);
            if is_year(studio, kind) {
                year::next_year(desk, kind, arguments)
            } else {
                one(desk, kind, &wanted, arguments)
            }
        })??
    };
    tell_done(true, &text, lang)?;
    Ok(0)
}

/// The only studio below a folder that is none; else the folder.
fn only(folder: PathBuf, lang: Lang) -> PathBuf {
    let is_studio = folder.join(load::STUDIO).symlink_metadata().is_ok();
    let below = if is_studio { Vec::new() } else { load::studios(&folder, lang).unwrap_or_default() };
    match <[PathBuf; 1]>::try_from(below) {
        Ok([one]) => one,
        Err(_) => folder,
    }
}

/// The kind that a word names: by its name, its folder or file, or its label.
fn kind(standard: &Standard, named: &str, lang: Lang) -> Result<usize> {
    let plain = named.trim_end_matches(['/', '\\']);
    let is = |kind: &Kind| {
        let label = |label: &str| label.eq_ignore_ascii_case(plain);
        kind.kind == plain
            || kind.folder() == Some(plain)
            || kind.path == plain
            || label(&kind.label.zh)
            || label(&kind.label.en)
    };
    if let Some(index) = standard.kinds.iter().position(is) {
        if standard.kinds[index].path == load::STUDIO {
            return Err(Failure(say!(lang, "new.root")));
        }
        return Ok(index);
    }
    let ours = || standard.kinds.iter().filter(|kind| kind.path != load::STUDIO && kind.path != load::PROVINCE);
    let words: Vec<&str> = ours().flat_map(|kind| [kind.kind.as_str(), kind.label.zh.as_str()]).collect();
    let mut message = say!(lang, "new.unknown", name = visible(named));
    if let Some(near) = nearest(named, words) {
        message.push_str(&say!(lang, "cli.near", near = near));
    }
    let kinds = ours().map(|kind| {
        let label = kind.label.get(lang);
        if label == kind.kind { label.to_owned() } else { format!("{} {label}", kind.kind) }
    });
    let kinds: Vec<String> = kinds.collect();
    message.push('\n');
    message.push_str(&say!(lang, "new.kinds", kinds = lang.list(&kinds)));
    Err(Failure(message))
}

/// A record of a kind.
fn one(mut desk: Desk<'_>, index: usize, wanted: &Wanted, arguments: &Arguments) -> Result<String> {
    let lang = desk.lang;
    let kind = &desk.studio.standard.kinds[index];
    if !arguments.semester.is_empty() {
        return Err(Failure(say!(lang, "new.no-semester")));
    }
    let mut given = Given::default();
    let mut wrong = Vec::new();
    for text in &arguments.set {
        match super::init::setting(desk.studio.standard, &kind.fields, text, lang) {
            Ok((steps, known)) => given.set(&steps, known),
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = "--set", why = why)),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    if kind.folder().is_some() {
        let stem = desk.name(index, wanted, &mut given, None)?;
        desk.create(index, &stem, &given, &[]);
    } else {
        if let Some(word) = wanted.stem.as_ref().or(wanted.title.as_ref()).or(wanted.date.as_ref()) {
            return Err(Failure(say!(lang, "new.one-file", path = kind.path, word = visible(word))));
        }
        desk.create_or_add(index, &given, &[])?;
    }
    let folder = desk.folder;
    let beside = kind.text.then(|| say!(lang, "new.beside"));
    let written = desk.commit()?;
    let mut text = told(folder, &written, lang);
    text.extend(beside.iter().flat_map(|line| [line.as_str(), "\n"]));
    text.push_str(&say!(lang, "new.next", mark = BLANK));
    text.push('\n');
    Ok(text)
}

/// A line for every file written.
fn told(folder: &Path, written: &[String], lang: Lang) -> String {
    let mut text = String::new();
    for path in written {
        let path = if folder == Path::new(".") { path.clone() } else { files::shown(&folder.join(path)) };
        text.push_str(&say!(lang, "new.wrote", path = visible(&path)));
        text.push('\n');
    }
    text
}

/// The root file of a province, which stands above studios.
fn above(common: &Common, standard: &Standard, folder: &Path, index: usize) -> Result<u8> {
    let lang = common.lang();
    let kind = &standard.kinds[index];
    let path = folder.join(&kind.path);
    let shown = files::shown(&path);
    if path.symlink_metadata().is_ok() {
        return Err(Failure(say!(lang, "new.exists", path = visible(&shown))));
    }
    if folder.join(load::STUDIO).is_file() {
        let above = if folder == Path::new(".") { Path::new("..").to_owned() } else { folder.join("..") };
        let above = files::shown(&above);
        return Err(Failure(say!(lang, "new.province", path = kind.path, above = word(&above))));
    }
    let template = crate::edit::template::Template { standard, studio: None };
    let mut batch = files::Batch::default();
    batch.create(path, template.record(kind, &Given::default(), &[]).into_bytes());
    crate::edit::record::commit(batch, folder, lang)?;
    let text = told(folder, std::slice::from_ref(&kind.path), lang) + &say!(lang, "new.next", mark = BLANK) + "\n";
    tell_done(true, &text, lang)?;
    Ok(0)
}
