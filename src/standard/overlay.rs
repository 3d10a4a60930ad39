//! An overlay: what a province or a school asks besides the standard, as a folder of YAML in the standard's own shapes. It only
//! appends. Whatever bears a name that stands already, in the standard or in an overlay before it, is an error that names
//! both places; a value it adds satisfies no rule of the standard.

use std::path::Path as File;
use std::sync::Arc;

use serde::Deserialize;

use super::draft::{Draft, Place, Problem, yaml_files, yaml_problem};
use super::indicator::Clause;
use super::kind::{Field, Fields};
use super::layout::{Column, Layout};
use super::locate::At;
use super::vocabulary::{List, Value};
use crate::say;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// What an overlay says of itself, in `overlay.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// ASCII name; the ids of its requirements begin with it and a slash.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who gave it out.
    pub issuer: String,
    /// The number of the document, if it has one.
    #[serde(default)]
    pub number: String,
    /// The day of the document, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// What else is to be known of it.
    #[serde(default)]
    pub note: String,
}

impl Overlay {
    /// How findings name it: title and number.
    #[must_use]
    pub fn named(&self) -> String {
        if self.number.is_empty() { self.title.clone() } else { format!("{}（{}）", self.title, self.number) }
    }
}

/// Which overlay something comes from, and where it stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Index among the overlays in use.
    pub overlay: usize,
    pub(super) file: String,
    pub(super) at: Vec<At>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vocabulary {
    #[serde(default)]
    extend: Vec<Extension>,
    #[serde(default)]
    lists: Vec<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extension {
    list: String,
    values: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Records {
    kind: String,
    /// The table or list that takes the fields; the record itself without it.
    into: Option<String>,
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirements {
    rules: Vec<Clause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Columns {
    extends: String,
    columns: Vec<Placed>,
}

#[derive(Deserialize)]
struct Placed {
    /// The heading it stands behind; behind the last without it.
    after: Option<String>,
    #[serde(flatten)]
    column: Column,
}

/// Appends the overlay in `folder` to the standard in the making.
pub(super) fn append(draft: &mut Draft, folder: &File, lang: Lang) {
    let mut appending = Appending { draft, overlay: 0, id: String::new(), file: String::new(), lang };
    appending.overlay = appending.draft.standard.overlays.len();
    let files = match yaml_files(folder) {
        Ok(files) => files,
        Err(failure) => return appending.plain(&folder.display().to_string(), failure.0),
    };
    let shown = |name: &str| format!("{}/{name}", folder.display().to_string().replace('\\', "/"));
    let Some((_, about)) = files.iter().find(|(name, _)| name == "overlay.yaml") else {
        let message = say!(lang, "overlay.no-about");
        return appending.plain(&folder.display().to_string(), message);
    };
    appending.file = shown("overlay.yaml");
    appending.draft.texts.push((appending.file.clone(), about.clone()));
    match serde_yaml::from_str::<Overlay>(about) {
        Ok(overlay) => appending.about(overlay),
        Err(error) => return appending.broken(&error),
    }
    // Vocabulary and fields come before what names them.
    let order = |name: &str| match name.split('/').next() {
        Some("vocabulary.yaml") => 0,
        Some("records") => 1,
        _ => 2,
    };
    let mut files: Vec<_> = files.into_iter().filter(|(name, _)| name != "overlay.yaml").collect();
    files.sort_by_key(|(name, _)| order(name));
    for (name, text) in files {
        appending.file = shown(&name);
        appending.draft.texts.push((appending.file.clone(), text.clone()));
        if let Err(error) = appending.take(&name, &text) {
            appending.broken(&error);
        }
    }
}

/// One overlay on its way into a standard.
struct Appending<'d> {
    draft: &'d mut Draft,
    overlay: usize,
    id: String,
    file: String,
    lang: Lang,
}

impl Appending<'_> {
    fn take(&mut self, name: &str, text: &str) -> Result<(), serde_yaml::Error> {
        match name.split_once('/') {
            None if name == "vocabulary.yaml" => self.vocabulary(serde_yaml::from_str(text)?),
            None if name == "requirements.yaml" => self.requirements(serde_yaml::from_str(text)?),
            Some(("records", _)) => self.records(serde_yaml::from_str(text)?),
            Some(("forms", _)) => {
                let extends = serde_yaml::from_str::<serde_yaml::Value>(text)?.get("extends").is_some();
                if extends { self.columns(serde_yaml::from_str(text)?) } else { self.form(serde_yaml::from_str(text)?) }
            }
            _ => self.problem(vec![], say!(self.lang, "overlay.no-part", name = name)),
        }
        Ok(())
    }

    fn about(&mut self, overlay: Overlay) {
        let plain = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
        if overlay.id.is_empty() || !overlay.id.chars().all(plain) {
            self.problem(vec![key("id")], say!(self.lang, "overlay.id", id = overlay.id));
        }
        if let Some(other) = self.draft.standard.overlays.iter().position(|known| known.id == overlay.id) {
            let first = self.draft.overlay_files[other].clone();
            self.twice(vec![key("id")], &overlay.id, &first, &[key("id")]);
        }
        self.id.clone_from(&overlay.id);
        self.draft.standard.overlays.push(overlay);
        self.draft.overlay_files.push(self.file.clone());
    }

    fn origin(&self, at: Vec<At>) -> Arc<Origin> {
        Arc::new(Origin { overlay: self.overlay, file: self.file.clone(), at })
    }

    fn vocabulary(&mut self, vocabulary: Vocabulary) {
        for (e, extension) in vocabulary.extend.into_iter().enumerate() {
            let at = vec![key("extend"), At::Index(e)];
            let lists = &self.draft.standard.lists;
            let Some(index) = lists.iter().position(|list| list.id == extension.list) else {
                let known: Vec<String> = lists.iter().map(|list| list.id.clone()).collect();
                self.unknown([at, vec![key("list")]].concat(), &extension.list, &known);
                continue;
            };
            for (v, mut value) in extension.values.into_iter().enumerate() {
                let at = [at.clone(), vec![key("values"), At::Index(v)]].concat();
                let values = &self.draft.standard.lists[index].values;
                if let Some(first) = values.iter().position(|known| known.value == value.value) {
                    let origin = values[first].origin.clone();
                    let own = vec![key("lists"), At::Index(index), key("values"), At::Index(first)];
                    let (file, place) = stands(origin.as_ref(), "vocabulary.yaml", own);
                    self.twice(at, &value.value, &file, &place);
                } else if value.group.is_some() || value.other || value.refuses {
                    // Through a group, or as 其他, it would count for what the standard asks.
                    self.problem(at, say!(self.lang, "overlay.value-counts", value = value.value));
                } else {
                    value.origin = Some(self.origin(at));
                    self.draft.standard.lists[index].values.push(value);
                }
            }
        }
        for (l, mut list) in vocabulary.lists.into_iter().enumerate() {
            let at = vec![key("lists"), At::Index(l)];
            let lists = &self.draft.standard.lists;
            if let Some(first) = lists.iter().position(|known| known.id == list.id) {
                let origin = lists[first].values.first().and_then(|value| value.origin.clone());
                let origin = origin.filter(|origin| origin.at.first() == Some(&key("lists")));
                let (file, place) = stands(origin.as_ref(), "vocabulary.yaml", vec![key("lists"), At::Index(first)]);
                self.twice(at, &list.id.clone(), &file, &place[..2.min(place.len())]);
                continue;
            }
            for (v, value) in list.values.iter_mut().enumerate() {
                value.origin = Some(self.origin([at.clone(), vec![key("values"), At::Index(v)]].concat()));
            }
            self.draft.standard.lists.push(list);
        }
    }

    fn records(&mut self, records: Records) {
        let kinds = &self.draft.standard.kinds;
        let Some(kind) = kinds.iter().position(|kind| kind.kind == records.kind) else {
            let known: Vec<String> = kinds.iter().map(|kind| kind.kind.clone()).collect();
            return self.unknown(vec![key("kind")], &records.kind, &known);
        };
        let base = self.draft.kind_files[kind].clone();
        let mut new = Vec::new();
        let mut problems = Vec::new();
        {
            let into: Vec<&str> = records.into.as_deref().map_or(vec![], |into| into.split('.').collect());
            let mut path = Vec::new();
            let mut fields = &kinds[kind].fields;
            for part in into {
                let Some(index) = fields.0.iter().position(|field| field.key == part && !field.fields.0.is_empty())
                else {
                    let known: Vec<String> = fields.0.iter().map(|field| field.key.clone()).collect();
                    return self.unknown(vec![key("into")], part, &known);
                };
                path.extend([key("fields"), At::Index(index)]);
                fields = &fields.0[index].fields;
            }
            for (index, field) in records.fields.into_iter().enumerate() {
                let at = vec![key("fields"), At::Index(index)];
                let known = fields.0.iter().position(|known| known.key == field.key);
                let twice = new.iter().position(|(_, other): &(Vec<At>, Field)| other.key == field.key);
                if let Some(first) = known {
                    let own = [path.clone(), vec![key("fields"), At::Index(first)]].concat();
                    problems.push((at, field.key.clone(), stands(fields.0[first].origin.as_ref(), &base, own)));
                } else if let Some(first) = twice {
                    let place = (self.file.clone(), new[first].0.clone());
                    problems.push((at, field.key.clone(), place));
                } else {
                    new.push((at, field));
                }
            }
        }
        for (at, name, (file, place)) in problems {
            self.twice(at, &name, &file, &place);
        }
        let new: Vec<Arc<Field>> = new
            .into_iter()
            .map(|(at, mut field)| {
                field.origin = Some(self.origin(at.clone()));
                self.inner(&mut field.fields, &at);
                Arc::new(field)
            })
            .collect();
        let into = records.into.unwrap_or_default();
        let mut fields = &mut self.draft.standard.kinds[kind].fields;
        for part in into.split('.').filter(|part| !part.is_empty()) {
            // The way was found above, and nothing shares a field before the standard is resolved.
            let Some(field) = fields.0.iter_mut().find(|field| field.key == part).and_then(Arc::get_mut) else {
                return;
            };
            fields = &mut field.fields;
        }
        fields.0.extend(new);
    }

    /// Marks the fields within a field.
    fn inner(&self, fields: &mut Fields, at: &[At]) {
        for (index, field) in fields.0.iter_mut().enumerate() {
            let at = [at, &[key("fields"), At::Index(index)]].concat();
            if let Some(field) = Arc::get_mut(field) {
                field.origin = Some(self.origin(at.clone()));
                self.inner(&mut field.fields, &at);
            }
        }
    }

    fn requirements(&mut self, requirements: Requirements) {
        for (index, mut clause) in requirements.rules.into_iter().enumerate() {
            let at = vec![key("rules"), At::Index(index)];
            let prefix = format!("{}/", self.id);
            if clause.id.strip_prefix(&prefix).is_none_or(str::is_empty) {
                let message = say!(self.lang, "overlay.rule-id", id = clause.id, prefix = prefix);
                self.problem([at, vec![key("id")]].concat(), message);
                continue;
            }
            let demands = &self.draft.standard.demands;
            if let Some(first) = demands.iter().position(|known| known.id == clause.id) {
                let own = vec![key("rules"), At::Index(first)];
                let (file, place) = stands(demands[first].origin.as_ref(), "circular.yaml", own);
                self.twice(at, &clause.id.clone(), &file, &place);
                continue;
            }
            clause.origin = Some(self.origin(at));
            self.draft.standard.demands.push(clause);
        }
    }

    fn form(&mut self, form: Layout) {
        let forms = &self.draft.standard.forms;
        if let Some(first) = forms.iter().position(|known| known.id == form.id) {
            let file = self.draft.form_files[first].clone();
            return self.twice(vec![key("id")], &form.id.clone(), &file, &[key("id")]);
        }
        self.draft.standard.forms.push(form);
        self.draft.form_files.push(self.file.clone());
    }

    fn columns(&mut self, columns: Columns) {
        let forms = &self.draft.standard.forms;
        let Some(form) = forms.iter().position(|known| known.id == columns.extends) else {
            let known: Vec<String> = forms.iter().map(|form| form.id.clone()).collect();
            return self.unknown(vec![key("extends")], &columns.extends, &known);
        };
        let base = self.draft.form_files[form].clone();
        for (index, placed) in columns.columns.into_iter().enumerate() {
            let at = vec![key("columns"), At::Index(index)];
            let known = &self.draft.standard.forms[form].columns;
            let same = |other: &Column| other.header == placed.column.header && other.group == placed.column.group;
            if let Some(first) = known.iter().position(same) {
                let own = vec![key("columns"), At::Index(first)];
                let (file, place) = stands(known[first].origin.as_ref(), &base, own);
                self.twice(at, &placed.column.header, &file, &place);
                continue;
            }
            let after = placed.after.as_deref();
            let found = after.map(|after| known.iter().rposition(|other| other.header == after));
            let behind = match found {
                None => known.len(),
                Some(Some(found)) => found + 1,
                Some(None) => {
                    let headers: Vec<String> = known.iter().map(|column| column.header.clone()).collect();
                    self.unknown([at, vec![key("after")]].concat(), after.unwrap_or_default(), &headers);
                    continue;
                }
            };
            let mut column = placed.column;
            column.origin = Some(self.origin(at));
            self.draft.standard.forms[form].columns.insert(behind, column);
        }
    }

    fn problem(&mut self, at: Vec<At>, message: String) {
        let problem = Problem { file: self.file.clone(), place: Place::At(at), message };
        self.draft.problems.push(problem);
    }

    fn unknown(&mut self, at: Vec<At>, name: &str, known: &[String]) {
        let near = nearest(name, known.iter().map(String::as_str));
        let near = near.map_or(String::new(), |near| say!(self.lang, "standard.near", near = near));
        let message = say!(self.lang, "overlay.unknown", name = name) + &near;
        self.problem(at, message);
    }

    /// Something stands already, at `place` in `file`.
    fn twice(&mut self, at: Vec<At>, name: &str, file: &str, place: &[At]) {
        let first = self.draft.place(file, place);
        self.problem(at, say!(self.lang, "overlay.twice", name = name, first = first));
    }

    /// A problem of the whole folder.
    fn plain(&mut self, folder: &str, message: String) {
        let problem = Problem { file: folder.to_owned(), place: Place::Whole, message };
        self.draft.problems.push(problem);
    }

    fn broken(&mut self, error: &serde_yaml::Error) {
        let problem = yaml_problem(&self.file, error, self.lang);
        self.draft.problems.push(problem);
    }
}

fn key(name: &str) -> At {
    At::Key(name.to_owned())
}

/// Where a thing stands: in an overlay, or in a file of the standard.
fn stands(origin: Option<&Arc<Origin>>, file: &str, at: Vec<At>) -> (String, Vec<At>) {
    origin.map_or_else(|| (file.to_owned(), at), |origin| (origin.file.clone(), origin.at.clone()))
}
