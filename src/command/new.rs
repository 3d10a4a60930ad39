//! `studio new`: a new record as a commented text, the record that a clause asks for, or the next year.

use std::path::Path;

use clap::Args;

use super::{Common, deliver};
use crate::edit::begin;
use crate::edit::given::Given;
use crate::edit::open::open;
use crate::edit::record::{Desk, Wanted};
use crate::edit::satisfy;
use crate::edit::{answer, semester, year};
use crate::failure::{Failure, Result};
use crate::load;
use crate::record::{BLANK, Studio};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Kind};
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::safe::visible;

/// Arguments of `studio new`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "KIND", required_unless_present = "clause")]
    kind: Option<String>,
    #[arg(value_name = "ID")]
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
    let standard = common.standard()?;
    let folder = common.root(None);
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
        if let Some(more) = &arguments.id {
            return Err(Failure(say!(lang, "new.too-much", word = visible(more))));
        }
        for_clause(common, &standard, &folder, clause, &wanted)?
    } else {
        wanted.stem.clone_from(&arguments.id);
        let named = arguments.kind.as_deref().unwrap_or_default();
        let kind = kind(&standard, named, lang)?;
        if standard.kinds[kind].path == load::PROVINCE {
            return above(common, &standard, &folder, kind);
        }
        let options = common.options(&["record".to_owned()], false);
        open(&standard, &folder, &options, |studio, _| {
            let desk = Desk::new(studio, &folder, lang);
            if year::is_year(studio, kind) {
                next_year(desk, kind, arguments)
            } else {
                one(desk, kind, &wanted, arguments)
            }
        })??
    };
    deliver(None, text.as_bytes(), lang)?;
    Ok(0)
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
    let kinds = ours().map(|kind| format!("{} {}", kind.kind, kind.label.get(lang))).collect::<Vec<_>>();
    message.push('\n');
    message.push_str(&say!(lang, "new.kinds", kinds = kinds.join(&say!(lang, "list.join"))));
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
        let path = if folder == Path::new(".") { path.clone() } else { folder.join(path).display().to_string() };
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
    let shown = path.display().to_string();
    if path.symlink_metadata().is_ok() {
        return Err(Failure(say!(lang, "new.exists", path = visible(&shown))));
    }
    if folder.join(load::STUDIO).is_file() {
        return Err(Failure(say!(lang, "new.province", path = kind.path)));
    }
    let template = crate::edit::template::Template { standard, studio: None };
    let mut batch = crate::files::Batch::default();
    batch.create(path, template.record(kind, &Given::default(), &[]).into_bytes());
    crate::edit::record::commit(batch, lang)?;
    let text = told(folder, std::slice::from_ref(&kind.path), lang) + &say!(lang, "new.next", mark = BLANK) + "\n";
    deliver(None, text.as_bytes(), lang)?;
    Ok(0)
}

/// The next year: its record with what goes over, and its semesters in the calendar, all at once.
fn next_year(mut desk: Desk<'_>, index: usize, arguments: &Arguments) -> Result<String> {
    let lang = desk.lang;
    let studio = desk.studio;
    if arguments.title.is_some() || arguments.date.is_some() || !arguments.set.is_empty() {
        return Err(Failure(say!(lang, "year.options")));
    }
    if let Some((_, source)) = studio.broken.iter().find(|(kind, _)| *kind == index) {
        let path =
            studio.sources.get(*source).map_or(studio.standard.kinds[index].path.as_str(), |one| one.path.as_str());
        return Err(Failure(say!(lang, "year.broken", path = visible(path))));
    }
    let stems: Vec<String> = studio.of_kind(index).iter().map(|record| record.stem.clone()).collect();
    let id = year::choose(studio, index, arguments.id.as_deref(), &stems, lang)?;
    let mut told_days = Vec::new();
    let mut wrong = Vec::new();
    for text in &arguments.semester {
        match semester::read(text, lang) {
            Ok(period) => told_days.push(period),
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = "--semester", why = why)),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let semesters = year::semesters(studio, &id, &told_days, lang)?;
    let opening = year::open(studio, index, &id);
    desk.create(index, &id, &opening.given, &year::head(&opening));
    let root = studio.standard.kind_of(load::STUDIO);
    let list = root.and_then(|root| Some((root, begin::semesters(&studio.standard.kinds[root])?)));
    if let Some((root, (calendar, list))) = list.filter(|_| !semesters.is_empty()) {
        let rows: Vec<Given> = semesters.iter().map(|semester| semester.given(list)).collect();
        let path: [&Field; 2] = [calendar, list];
        desk.add(root, load::STUDIO, &path, &rows, &[])?;
    }
    let folder = desk.folder;
    let written = desk.commit()?;
    let mut text = say!(lang, "year.opened", id = id) + "\n" + &told(folder, &written, lang);
    if let Some(last) = opening.last.filter(|_| !opening.carried.is_empty()) {
        let names = opening.carried.iter().map(|carried| carried.title.as_str()).collect::<Vec<_>>();
        let names = names.join(&say!(lang, "list.join"));
        text.push_str(&say!(lang, "year.carried", last = last, n = opening.carried.len(), names = visible(&names)));
        text.push('\n');
    }
    for carried in &opening.carried {
        if let Some(place) = &carried.unexplained {
            text.push_str(&say!(lang, "year.unexplained", title = visible(&carried.title), place = visible(place)));
            text.push('\n');
        }
    }
    let unknown: Vec<&str> = semesters.iter().filter(|one| one.period.is_none()).map(|one| one.id.as_str()).collect();
    if !unknown.is_empty() {
        let names = unknown.join(&say!(lang, "list.join"));
        text.push_str(&say!(lang, "year.days", names = names, mark = BLANK));
        text.push('\n');
    }
    text.push_str(&say!(lang, "new.next", mark = BLANK));
    text.push('\n');
    Ok(text)
}

/// What a clause asks for.
fn for_clause(common: &Common, standard: &Standard, folder: &Path, id: &str, wanted: &Wanted) -> Result<String> {
    let lang = common.lang();
    let Some(clause) = standard.clause(id) else {
        let mut message = say!(lang, "for.unknown", id = visible(id));
        let within: Vec<&str> = standard
            .clauses()
            .map(|clause| clause.id.as_str())
            .filter(|one| crate::standard::covers(id, one))
            .collect();
        if within.is_empty() {
            let known = standard.clauses().chain(&standard.demands).map(|clause| clause.id.as_str());
            message.push_str(&nearest(id, known).map_or(String::new(), |near| say!(lang, "cli.near", near = near)));
        } else {
            message.push_str(&say!(lang, "for.within", ids = within.join(&say!(lang, "list.join"))));
        }
        return Err(Failure(message));
    };
    let options = common.options(std::slice::from_ref(&clause.id), false);
    open(standard, folder, &options, |studio: &Studio<'_>, report| {
        let desk = Desk::new(studio, folder, lang);
        let done = satisfy::satisfy(desk, clause, report, wanted)?;
        let mut text = told(folder, &done.written, lang);
        for line in &done.told {
            text.push_str(&visible_lines(line));
            text.push('\n');
        }
        if !done.written.is_empty() {
            text.push_str(&say!(lang, "new.next", mark = BLANK));
            text.push('\n');
        }
        Ok(text)
    })?
}

fn visible_lines(text: &str) -> String {
    text.lines().map(|line| visible(line).into_owned()).collect::<Vec<_>>().join("\n")
}
