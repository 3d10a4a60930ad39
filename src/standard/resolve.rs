//! Binds every name in a standard to what it names: kinds, fields, lists, targets. What cannot be bound is a problem with
//! its place and, where there is one, the name that was probably meant.

use std::sync::Arc;

use super::draft::{Draft, Problem};
use super::kind::{Field, Fields, Kind, Type};
use super::locate::At;
use super::path::{Added, Of, Path, Start, Target};
use super::vocabulary::List;
use crate::say;
use crate::text::lang::{Label, Lang};
use crate::text::nearest::nearest;

mod package;
mod page;
mod rules;
mod sense;

/// Resolves `draft` in place; gives every problem found.
pub(super) fn resolve(draft: &mut Draft, lang: Lang) -> Vec<Problem> {
    let standard = &mut draft.standard;
    let mut names = Vec::new();
    for kind in &mut standard.kinds {
        bind_fields(&mut kind.fields, &standard.lists, &mut names);
    }
    let mut binder = Binder {
        kinds: &standard.kinds,
        lists: &standard.lists,
        targets: Vec::new(),
        problems: Vec::new(),
        file: String::new(),
        at: Vec::new(),
        added: Added::Word,
        lang,
        stem: Arc::new(synthetic("stem", Type::Stem, "文件名", "file name")),
        beside: Arc::new(synthetic(
            "beside",
            Type::Beside,
            "正文（同名的 .docx、.md 或 .txt 文件）",
            "text (a .docx, .md or .txt file of the same name)",
        )),
    };
    for name in &names {
        // A name that leads nowhere keeps its place, so that the indices of the others hold; the field reports it.
        let target = binder.find_target(name);
        binder.targets.push(target.unwrap_or(Target { text: name.clone(), kind: usize::MAX, field: None }));
    }
    for (kind, file) in standard.kinds.iter().zip(&draft.kind_files) {
        binder.file.clone_from(file);
        binder.at.clear();
        binder.check_fields(&kind.fields);
        for name in kind.begins_with.keys().filter(|name| kind.fields.get(name).is_none()) {
            let known = kind.fields.0.iter().map(|field| field.key.as_str());
            binder.unknown(&[key("begins_with")], What::Field, name, known);
        }
    }
    if !binder.problems.is_empty() {
        return binder.problems;
    }
    for (heading, file) in standard.headings.iter_mut().zip(&draft.heading_files) {
        binder.file.clone_from(file);
        for (i, indicator) in heading.indicators.iter_mut().enumerate() {
            for (c, clause) in indicator.clauses.iter_mut().enumerate() {
                binder.at = vec![key("indicators"), At::Index(i), key("clauses"), At::Index(c)];
                binder.clause(clause);
            }
        }
    }
    "circular.yaml".clone_into(&mut binder.file);
    for (index, clause) in standard.demands.iter_mut().enumerate() {
        binder.at = vec![key("rules"), At::Index(index)];
        if let Some(origin) = &clause.origin {
            binder.file.clone_from(&origin.file);
            binder.at.clone_from(&origin.at);
        }
        binder.clause(clause);
    }
    for (form, file) in standard.forms.iter_mut().zip(&draft.form_files) {
        binder.file.clone_from(file);
        binder.at.clear();
        form.tables = Arc::clone(&standard.about.tables);
        binder.form(form);
    }
    for (page, file) in standard.pages.iter_mut().zip(&draft.page_files) {
        binder.file.clone_from(file);
        binder.page(page);
    }
    if let Some(package) = &mut standard.package {
        "circular.yaml".clone_into(&mut binder.file);
        binder.at = vec![key("package")];
        binder.package(package, &standard.forms);
    }
    if let Some(privacy) = &mut standard.privacy {
        "privacy.yaml".clone_into(&mut binder.file);
        binder.at = vec![key("images")];
        let (images, known) = (&mut privacy.images, binder.problems.len());
        binder.of(&mut images.of, "of");
        if binder.problems.len() == known {
            binder.conditions(&mut images.conditions, &images.of, "where");
        }
    }
    let Binder { targets, problems, .. } = binder;
    standard.targets = targets;
    problems
}

fn key(name: &str) -> At {
    At::Key(name.to_owned())
}

/// A field no file declares: the stem of a record's file, and the text beside it.
fn synthetic(name: &str, of: Type, zh: &str, en: &str) -> Field {
    Field { key: name.into(), of, label: Label { zh: zh.into(), en: en.into() }, ..Field::default() }
}

/// Gives every field the index of its list and of its target; both are only names until then.
fn bind_fields(fields: &mut Fields, lists: &[List], names: &mut Vec<String>) {
    for field in &mut fields.0 {
        let Some(field) = Arc::get_mut(field) else { continue };
        bind_fields(&mut field.fields, lists, names);
        field.list_index = field.list.as_ref().and_then(|name| lists.iter().position(|list| list.id == *name));
        let mut target = |name: &String| {
            names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name.clone());
                names.len() - 1
            })
        };
        field.target = field.to.as_ref().map(&mut target);
        field.still_target = field.still.as_ref().map(&mut target);
    }
}

/// What a name that leads nowhere was to name.
#[derive(Clone, Copy)]
enum What<'w> {
    Field,
    Form,
    Group,
    Kind,
    List,
    Path,
    Placeholder,
    Rows,
    Target,
    /// A value of this list.
    Value(&'w str),
}

/// So many names are told where none is near.
const FEW: usize = 12;

/// A path that leads nowhere, and the names that could have stood in it.
type Unknown = (String, Vec<String>);

struct Binder<'k> {
    kinds: &'k [Kind],
    lists: &'k [List],
    targets: Vec<Target>,
    problems: Vec<Problem>,
    file: String,
    at: Vec<At>,
    /// How paths that are bound look at what overlays add to lists.
    added: Added,
    lang: Lang,
    stem: Arc<Field>,
    beside: Arc<Field>,
}

impl Binder<'_> {
    /// Reports a problem at the present place and `steps` further in.
    fn problem(&mut self, steps: &[At], message: String) {
        let at = [&self.at, steps].concat();
        self.problems.push(Problem::new(&self.file, at, message));
    }

    /// Reports an unknown name, with the nearest known one.
    fn unknown<'n>(&mut self, steps: &[At], what: What<'_>, name: &str, known: impl IntoIterator<Item = &'n str>) {
        let lang = self.lang;
        let known: Vec<&str> = known.into_iter().collect();
        let near = match nearest(name, known.iter().copied()) {
            Some(near) => say!(lang, "standard.near", near = near),
            None if (1..=FEW).contains(&known.len()) => {
                say!(lang, "overlay.unknown.known", names = lang.list(&known))
            }
            None => String::new(),
        };
        let message = match what {
            What::Field => say!(lang, "standard.unknown.field", name = name),
            What::Form => say!(lang, "standard.unknown.form", name = name),
            What::Group => say!(lang, "standard.unknown.group", name = name),
            What::Kind => say!(lang, "standard.unknown.kind", name = name),
            What::List => say!(lang, "standard.unknown.list", name = name),
            What::Path if name.is_empty() => say!(lang, "standard.no-path"),
            What::Path => say!(lang, "standard.unknown.path", name = name),
            What::Placeholder => say!(lang, "standard.unknown.placeholder", name = name),
            What::Rows => say!(lang, "standard.unknown.rows", name = name),
            What::Target => say!(lang, "standard.unknown.target", name = name),
            What::Value(list) => say!(lang, "standard.unknown.value", name = name, list = list),
        };
        self.problem(steps, message + &near);
        // Most may stand in a file that could not be read; no overlay adds a kind.
        if let Some(problem) = self.problems.last_mut() {
            problem.follows = !matches!(what, What::Kind | What::Placeholder);
        }
    }

    fn kind_named(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.kind == name)
    }

    fn find_target(&self, text: &str) -> Option<Target> {
        let mut parts = text.split('.');
        let kind = self.kind_named(parts.next()?)?;
        let mut field = None;
        let mut fields = &self.kinds[kind].fields;
        for part in parts {
            let found = fields.get(part)?;
            fields = &found.fields;
            field = Some(Arc::clone(found));
        }
        Some(Target { text: text.to_owned(), kind, field })
    }

    /// Checks what fields name: lists and targets, and that a type that needs one has one.
    fn check_fields(&mut self, fields: &Fields) {
        for (index, field) in fields.0.iter().enumerate() {
            let after = field.after.as_ref().map(|after| &after.key);
            let region = field.region.as_ref().map(|region| &region.key);
            let (since, instead) = (field.counted_since.as_ref(), field.in_place_of.as_ref());
            let apart = field.apart_from.as_ref();
            let named = [(instead, "in_place_of"), (after, "after"), (since, "counted_since"), (region, "region")];
            let named = named.into_iter().chain([(apart, "apart_from"), (field.others.as_ref(), "others")]);
            for (name, own) in named {
                let Some(name) = name.filter(|name| fields.get(name).is_none()) else { continue };
                let known = fields.0.iter().map(|field| field.key.as_str());
                self.unknown(&[key("fields"), At::Index(index), key(own)], What::Field, name, known);
            }
            if let Some(origin) = field.origin.as_ref().filter(|origin| origin.file != self.file) {
                // What an overlay adds is bound where it stands there.
                let outside = (std::mem::replace(&mut self.file, origin.file.clone()), std::mem::take(&mut self.at));
                let (at, last) = origin.at.split_at(origin.at.len().saturating_sub(2));
                self.at = at.to_vec();
                self.check_field(last, field);
                (self.file, self.at) = outside;
            } else {
                self.check_field(&[key("fields"), At::Index(index)], field);
            }
        }
    }

    fn check_field(&mut self, at: &[At], field: &Field) {
        let (lists, kinds) = (self.lists, self.kinds);
        if let (Some(name), None) = (&field.list, field.list_index) {
            let known = lists.iter().map(|list| list.id.as_str());
            self.unknown(&[at, &[key("list")]].concat(), What::List, name, known);
        }
        if field.of == Type::Value && field.list.is_none() {
            self.problem(at, say!(self.lang, "standard.no-list", name = field.key));
        }
        if field.of == Type::Reference && field.to.is_none() {
            self.problem(at, say!(self.lang, "standard.no-target", name = field.key));
        }
        for (name, own) in [(&field.to, "to"), (&field.still, "still"), (&field.number_of, "number_of")] {
            if let Some(name) = name.as_ref().filter(|name| self.find_target(name).is_none()) {
                let known = kinds.iter().map(|kind| kind.kind.as_str());
                self.unknown(&[at, &[key(own)]].concat(), What::Target, name, known);
            }
        }
        self.check_start(at, field);
        let depth = self.at.len();
        self.at.extend_from_slice(at);
        self.check_fields(&field.fields);
        self.at.truncate(depth);
    }

    /// Checks what a field says of starting a studio and of the next year.
    fn check_start(&mut self, at: &[At], field: &Field) {
        if let Some(flag) = field.ask.as_ref().map(|ask| &ask.flag) {
            let plain = |char: char| char.is_ascii_lowercase() || char == '-';
            if flag.is_empty() || flag.starts_with('-') || !flag.chars().all(plain) {
                self.problem(
                    &[at, &[key("ask"), key("flag")]].concat(),
                    say!(self.lang, "standard.no-option", name = flag),
                );
            }
        }
        let Some(carries) = &field.carries else { return };
        for name in [&carries.without, &carries.because].into_iter().chain(&carries.with) {
            if field.fields.get(name).is_none() {
                let known = field.fields.0.iter().map(|field| field.key.as_str());
                self.unknown(&[at, &[key("carries")]].concat(), What::Field, name, known);
            }
        }
    }

    /// Binds what rows are looked at.
    fn of(&mut self, of: &mut Of, name: &str) {
        let kinds = self.kinds;
        let mut parts = of.text.split('.');
        let first = parts.next().unwrap_or_default();
        let Some(kind) = self.kind_named(first) else {
            let text = of.text.clone();
            return self.unknown(&[key(name)], What::Kind, &text, kinds.iter().map(|kind| kind.kind.as_str()));
        };
        of.kind = kind;
        let mut fields = &kinds[kind].fields;
        let mut steps: Vec<Arc<Field>> = Vec::new();
        for part in parts {
            let Some(field) = fields.get(part) else {
                let part = part.to_owned();
                return self.unknown(&[key(name)], What::Rows, &part, fields.0.iter().map(|field| field.key.as_str()));
            };
            fields = &field.fields;
            steps.push(Arc::clone(field));
        }
        if steps.last().is_some_and(|field| field.of != Type::Rows) {
            let text = of.text.clone();
            return self.problem(&[key(name)], say!(self.lang, "standard.no-rows", name = text));
        }
        of.steps = steps;
    }

    /// The fields of the rows of `of`.
    fn row_fields<'f>(&'f self, of: &'f Of) -> &'f Fields {
        of.steps.last().map_or(&self.kinds[of.kind].fields, |field| &field.fields)
    }

    /// Binds a path from a row of `of`.
    fn path(&mut self, path: &mut Path, of: &Of, at: &[At]) {
        match self.steps(&path.text, of) {
            Ok((start, steps)) => {
                let text = std::mem::take(&mut path.text);
                *path = Path { added: self.added(&steps), text, start, steps };
            }
            Err((part, known)) => self.unknown(at, What::Path, &part, known.iter().map(String::as_str)),
        }
    }

    /// How a path of these steps looks at what overlays add: there is nothing to doubt where they add nothing.
    fn added(&self, steps: &[Arc<Field>]) -> Added {
        let list = steps.last().and_then(|field| Some(&self.lists[field.list_index?]));
        let adds = |list: &List| list.values.iter().any(|value| value.origin.is_some());
        let doubts = matches!(self.added, Added::Doubt | Added::Nothing);
        if doubts && !list.is_some_and(adds) { Added::Word } else { self.added }
    }

    fn steps(&self, text: &str, of: &Of) -> Result<(Start, Vec<Arc<Field>>), Unknown> {
        let mut parts = text.split('.').peekable();
        let mut kind = Some(of.kind);
        let mut fields = self.row_fields(of);
        let mut start = Start::Row;
        let first = *parts.peek().unwrap_or(&"");
        if fields.get(first).is_none() && first == self.kinds[of.kind].kind {
            parts.next();
            start = Start::Record;
            fields = &self.kinds[of.kind].fields;
        } else if !of.steps.is_empty() {
            kind = None;
        }
        let mut steps = Vec::new();
        for part in parts {
            let whole = kind.map(|index| &self.kinds[index]);
            let field = match (fields.get(part), whole) {
                (Some(field), _) => field,
                (None, Some(_)) if part == "stem" => &self.stem,
                (None, Some(whole)) if part == "beside" && whole.text => &self.beside,
                _ => return Err((text.to_owned(), fields.0.iter().map(|field| field.key.clone()).collect())),
            };
            steps.push(Arc::clone(field));
            (kind, fields) = match field.target.and_then(|index| self.targets.get(index)) {
                Some(Target { kind, field: None, .. }) => (Some(*kind), &self.kinds[*kind].fields),
                Some(Target { field: Some(rows), .. }) => (None, self.fields_of(rows)),
                None => (None, &field.fields),
            };
        }
        if steps.is_empty() {
            return Err((text.to_owned(), Vec::new()));
        }
        Ok((start, steps))
    }

    /// The fields below a field that the kinds own; `steps` needs them to live as long as the kinds do.
    fn fields_of(&self, field: &Arc<Field>) -> &Fields {
        fn find<'f>(fields: &'f Fields, wanted: &Arc<Field>) -> Option<&'f Fields> {
            fields.0.iter().find_map(|field| {
                if Arc::ptr_eq(field, wanted) { Some(&field.fields) } else { find(&field.fields, wanted) }
            })
        }
        static NONE: Fields = Fields(Vec::new());
        self.kinds.iter().find_map(|kind| find(&kind.fields, field)).unwrap_or(&NONE)
    }
}
