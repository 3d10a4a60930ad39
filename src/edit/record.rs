//! A new record, or a new row in one: where it goes, what it is called, and the change that puts it there. Nothing that is
//! there is overwritten; a row is put behind those of its list.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::answer::quoted;
use super::given::{Given, Known};
use super::insert::{self, Refused};
use super::stem::{self, Fault};
use super::template::Template;
use super::tidy::tidy;
use crate::failure::{Failure, Result};
use crate::files::{self, Batch};
use crate::load;
use crate::record::Studio;
use crate::say;
use crate::standard::kind::{Field, Kind, Role, Type};
use crate::text::day;
use crate::text::lang::Lang;
use crate::text::padded::close_up;
use crate::text::safe::visible;
use crate::text::trouble::trouble;

/// What somebody said of a new record.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What its file shall be called.
    pub stem: Option<String>,
    /// Its title, as it was typed.
    pub title: Option<String>,
    /// Its day, as TOML.
    pub date: Option<String>,
    /// The clause that asks for it, where one does.
    pub clause: Option<String>,
}

impl Wanted {
    /// The same of a record of `kind`: the name of a person has no blanks that only pad it.
    fn of(&self, kind: &Kind) -> Self {
        let name = |text: &Option<String>| {
            let padded = text.as_deref().filter(|_| kind.fields.of_people());
            padded.and_then(close_up).or_else(|| text.clone())
        };
        Self { stem: name(&self.stem), title: name(&self.title), date: self.date.clone(), clause: self.clause.clone() }
    }
}

/// Where new records go.
#[derive(Debug)]
pub struct Desk<'d> {
    /// The studio as it is.
    pub studio: &'d Studio<'d>,
    /// Its folder.
    pub folder: &'d Path,
    /// The language of failures.
    pub lang: Lang,
    /// The changes so far.
    pub batch: Batch,
    /// The stems taken by them, by kind.
    pub taken: Vec<(usize, String)>,
    /// What was written, as paths with `/`.
    pub written: Vec<String>,
}

impl<'d> Desk<'d> {
    /// A desk with nothing on it.
    #[must_use]
    pub fn new(studio: &'d Studio<'d>, folder: &'d Path, lang: Lang) -> Self {
        Self { studio, folder, lang, batch: Batch::default(), taken: Vec::new(), written: Vec::new() }
    }

    /// Gives a new record of `kind` its name, and fills in what name, title and day say of each other.
    ///
    /// # Errors
    /// A name that cannot be one or is taken; nothing that a name could be made of.
    pub fn name(&mut self, index: usize, wanted: &Wanted, given: &mut Given, called: Option<&str>) -> Result<String> {
        let kind = &self.studio.standard.kinds[index];
        let wanted = &wanted.of(kind);
        let dated = kind.fields.with(Role::Date);
        let titled = kind.fields.with(Role::Title);
        if wanted.date.is_some() && dated.is_none() {
            return Err(Failure(say!(self.lang, "new.no-date", kind = kind.label.get(self.lang))));
        }
        if wanted.title.is_some() && titled.is_none() && wanted.stem.is_some() {
            return Err(Failure(say!(self.lang, "new.no-title", kind = kind.label.get(self.lang))));
        }
        let begun = wanted.stem.as_ref().and_then(|stem| day::read(stem.get(..10)?)?.ok());
        let today = self.studio.calendar.today.to_string();
        let asked = wanted.date.as_ref().or(begun.as_ref());
        if let Some(field) = dated.filter(|field| asked.is_some() || !given.values.contains_key(&field.key)) {
            let known = match asked {
                Some(date) => Known::one(date.clone()),
                None => Known::one(today).noted(say!(Lang::Zh, "template.today")),
            };
            given.set(std::slice::from_ref(field), known);
        }
        if let Some(field) = titled {
            // Where a record goes by its title, as a member does, the one says the other.
            let same = field.example.is_some() && field.example == kind.example;
            let stem = wanted.stem.as_deref().filter(|_| same).map(|stem| bare(kind, stem));
            let title = wanted.title.as_deref().or(stem);
            if let Some(title) = title {
                given.set(std::slice::from_ref(field), Known::one(quoted(title)));
            }
        }
        let stem = match &wanted.stem {
            Some(stem) => self.fit(kind, index, stem)?,
            None => self.propose(index, wanted, given, called)?,
        };
        self.taken.push((index, stem.clone()));
        Ok(stem)
    }

    /// The name somebody chose, if it can be one and is free.
    fn fit(&self, kind: &Kind, index: usize, stem: &str) -> Result<String> {
        let lang = self.lang;
        let stem = bare(kind, stem);
        let shown = visible(stem);
        match stem::fault(stem) {
            None => {}
            Some(Fault::Empty) => return Err(Failure(say!(lang, "new.name.empty"))),
            Some(Fault::Character(char)) => {
                let char = visible(char.encode_utf8(&mut [0; 4])).into_owned();
                return Err(Failure(say!(lang, "new.name.character", name = shown, char = char)));
            }
            Some(Fault::Device) => return Err(Failure(say!(lang, "new.name.device", name = shown))),
            Some(Fault::Root) => return Err(Failure(say!(lang, "new.name.root", name = shown))),
            Some(Fault::Long) => return Err(Failure(say!(lang, "new.name.long", name = shown))),
        }
        match self.stems(index).into_iter().find(|other| stem::alike(other, stem)) {
            Some(other) => Err(Failure(say!(lang, "new.exists", path = visible(&kind.file(&other))))),
            None => Ok(stem.to_owned()),
        }
    }

    fn propose(&self, index: usize, wanted: &Wanted, given: &Given, called: Option<&str>) -> Result<String> {
        let kind = &self.studio.standard.kinds[index];
        let date = kind.fields.with(Role::Date).and_then(|field| given.values.get(&field.key));
        let date = date.filter(|known| !known.is_blank()).and_then(|known| known.items.first()).map(String::as_str);
        let title = wanted.title.as_deref().or(called.filter(|_| !kind.fields.of_people())).unwrap_or_default();
        let shown = kind.example.as_deref().and_then(|example| day::read(example.get(..10)?)).is_some();
        if title.is_empty() && !(shown && date.is_some()) {
            let example = kind.example.as_deref().unwrap_or("…");
            let key = if kind.fields.with(Role::Title).is_some() { "new.nameless.title" } else { "new.nameless" };
            let what = wanted.clause.as_ref().map_or_else(|| kind.kind.clone(), |clause| format!("--for {clause}"));
            let names: [(&str, &dyn std::fmt::Display); 3] =
                [("what", &what), ("label", &kind.label.get(self.lang)), ("example", &example)];
            return Err(Failure(crate::text::message::say(self.lang, key, &names)));
        }
        let stems = self.stems(index);
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        Ok(stem::propose(kind, title, date, &stems))
    }

    /// The stems that files of a kind have, whether they can be read or not, and those on the desk.
    fn stems(&self, index: usize) -> Vec<String> {
        let mine = self.taken.iter().filter(|(kind, _)| *kind == index).map(|(_, stem)| stem.clone());
        let mut stems: Vec<String> = mine.collect();
        let folder = self.studio.standard.kinds[index].folder().map(|folder| self.folder.join(folder));
        let there = folder
            .and_then(|folder| fs::read_dir(folder).ok())
            .into_iter()
            .flatten()
            .filter_map(std::result::Result::ok);
        stems.extend(there.filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".toml")?.to_owned())));
        stems
    }

    /// Puts a whole new record on the desk.
    pub fn create(&mut self, index: usize, stem: &str, given: &Given, head: &[String]) {
        let kind = &self.studio.standard.kinds[index];
        let path = kind.file(stem);
        let template = Template { standard: self.studio.standard, studio: Some(self.studio) };
        let text = template.record(kind, given, head);
        let text = tidy(&text, kind).unwrap_or(text);
        self.batch.create(self.folder.join(&path), text.into_bytes());
        self.written.push(path);
    }

    /// Puts a record of a kind that has one file on the desk: the file, or its rows behind those that are there.
    ///
    /// # Errors
    /// A file that is there and no row can be put into; the rows are then said, to be put in by hand.
    pub fn create_or_add(&mut self, index: usize, given: &Given, head: &[String]) -> Result<()> {
        let kind = &self.studio.standard.kinds[index];
        if self.folder.join(&kind.path).symlink_metadata().is_err() {
            self.create(index, "", given, head);
            return Ok(());
        }
        let lists: Vec<&Arc<Field>> = kind.fields.with_type(Type::Rows).collect();
        let Some(list) = lists.iter().find(|list| given.rows.contains_key(&list.key)).or(lists.first()) else {
            return Err(Failure(say!(self.lang, "new.exists", path = kind.path)));
        };
        let rows = given.rows.get(&list.key).cloned().unwrap_or_else(|| vec![Given::default()]);
        self.add(index, &kind.path, &[list], &rows, head)
    }

    /// Puts rows into the file at `path`.
    ///
    /// # Errors
    /// As of [`Desk::create_or_add`].
    pub fn add(&mut self, index: usize, path: &str, list: &[&Field], rows: &[Given], head: &[String]) -> Result<()> {
        let kind = &self.studio.standard.kinds[index];
        let template = Template { standard: self.studio.standard, studio: Some(self.studio) };
        let blocks: Vec<String> = rows
            .iter()
            .enumerate()
            .map(|(number, row)| template.block(kind, list, row, if number == 0 { head } else { &[] }))
            .collect();
        self.put(path, list, &blocks)
    }

    /// Puts the lines of rows into the file at `path`.
    ///
    /// # Errors
    /// As of [`Desk::create_or_add`].
    pub fn put(&mut self, path: &str, list: &[&Field], blocks: &[String]) -> Result<()> {
        let file = self.folder.join(path);
        let keys: Vec<&str> = list.iter().map(|field| field.key.as_str()).collect();
        let unreadable = |why: String| Failure(say!(self.lang, "cli.unreadable", path = visible(path), why = why));
        let about = file.symlink_metadata().map_err(|error| unreadable(trouble(&error, self.lang)))?;
        let old = load::bytes(&file, about.file_type(), path, self.lang).map_err(|fault| unreadable(fault.message))?;
        let text =
            std::str::from_utf8(&old).map_err(|_| Failure(say!(self.lang, "start.encoding", path = visible(path))))?;
        match insert::rows(text, &keys, blocks) {
            Ok(new) => {
                let new = new.into_bytes();
                self.batch.replace(file, old, new);
                self.written.push(path.to_owned());
                Ok(())
            }
            Err(Refused::Broken) => Err(Failure(say!(self.lang, "start.syntax", path = visible(path)))),
            Err(Refused::Inline) => {
                Err(Failure(say!(self.lang, "start.by-hand", path = visible(path), lines = blocks.join("\n"))))
            }
        }
    }

    /// Makes the changes; gives the paths that were written.
    ///
    /// # Errors
    /// The first file at which it could not be done; then nothing is changed.
    pub fn commit(self) -> Result<Vec<String>> {
        commit(self.batch, self.folder, self.lang)?;
        Ok(self.written)
    }
}

/// A name as somebody chose it, without the folder and the ending of the file.
fn bare<'s>(kind: &Kind, stem: &'s str) -> &'s str {
    let stem = stem.strip_suffix(".toml").unwrap_or(stem);
    kind.folder().and_then(|folder| stem.strip_prefix(folder)?.strip_prefix('/')).unwrap_or(stem)
}

/// Makes the changes of a batch to what is in `folder`. What lies behind a link is not read either.
///
/// # Errors
/// The first file at which it could not be done, in words; then nothing is changed.
pub fn commit(batch: Batch, folder: &Path, lang: Lang) -> Result<()> {
    if let Some(path) = batch.paths().find(|path| files::link_between(folder, path).is_some()) {
        let (path, why) = (files::shown(path), say!(lang, "load.link.folder.help"));
        return Err(Failure(say!(lang, "start.linked", path = visible(&path), why = why)));
    }
    batch.commit().map_err(|refused| {
        let path = files::shown(&refused.path);
        let path = visible(&path).into_owned();
        Failure(match refused.error.kind() {
            std::io::ErrorKind::AlreadyExists => say!(lang, "start.exists", path = path),
            std::io::ErrorKind::InvalidData => say!(lang, "start.changed", path = path),
            _ => say!(lang, "start.unwritten", path = path, why = trouble(&refused.error, lang)),
        })
    })
}
