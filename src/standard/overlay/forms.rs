//! Appends forms, and columns to forms that stand. Columns that stand keep their order and their groups.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::layout::{Column, Layout};
use super::super::locate::At;
use super::{Appending, is_name, key, stands};
use crate::files::{FORBIDDEN, is_device};
use crate::say;
use crate::text::safe::hides;

/// The longest name of a table's file, in bytes: systems have 255, and a draft is called so behind it.
const LONGEST: usize = 200;
/// The widest column that a spreadsheet has, in characters.
const WIDEST: f64 = 255.0;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    extends: String,
    columns: Vec<Column>,
}

/// Whether a file says that it extends a form.
pub(super) fn extends(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Look {
        extends: Option<IgnoredAny>,
    }
    serde_yaml::from_str::<Look>(text).is_ok_and(|look| look.extends.is_some())
}

/// A column as one names it: its heading, behind the group it stands in.
fn named(column: &Column) -> String {
    column.group.as_ref().map_or_else(|| column.header.clone(), |group| format!("{group}/{}", column.header))
}

impl Appending<'_> {
    pub(super) fn form(&mut self, mut form: Layout) {
        let lang = self.lang;
        let forms = &self.draft.standard.forms;
        let same = |known: &Layout| known.id == form.id || known.annex == form.annex || known.file == form.file;
        if let Some(first) = forms.iter().position(same) {
            let known = &forms[first];
            let (name, part) = match () {
                () if known.id == form.id => (form.id, "id"),
                () if known.annex == form.annex => (form.annex, "annex"),
                () => (form.file, "file"),
            };
            let file = self.draft.form_files[first].clone();
            return self.twice(vec![key(part)], &name, &file, &[key(part)]);
        }
        if !is_name(&form.id) {
            self.problem(vec![key("id")], say!(lang, "overlay.name", name = form.id));
        }
        // The name becomes that of a file that is written.
        let odd = |name: &str| hides(name) || name.contains(FORBIDDEN) || is_device(name) || name.len() > LONGEST;
        if form.file.trim().is_empty() || form.file.starts_with('.') || odd(&form.file) {
            self.problem(vec![key("file")], say!(lang, "overlay.form-file", name = form.file));
        }
        if form.label.zh.is_empty()
            || form.label.zh.chars().count() > 31
            || form.label.zh.contains(['[', ']', '/', '\\', ':', '*', '?'])
        {
            self.problem(vec![key("label")], say!(lang, "overlay.form-label", name = form.label.zh));
        }
        for index in 0..form.columns.len() {
            let at = vec![key("columns"), At::Index(index)];
            self.wide(&at, &form.columns[index]);
            if form.columns[index].after.is_some() {
                let at = [&at[..], &[key("after")]].concat();
                self.problem(at, say!(lang, "overlay.column-after", name = named(&form.columns[index])));
            }
            form.columns[index].origin = Some(self.origin(at));
        }
        form.origin = Some(self.origin(vec![]));
        self.draft.standard.forms.push(form);
        self.draft.form_files.push(self.file.clone());
    }

    pub(super) fn columns(&mut self, columns: Columns) {
        let forms = &self.draft.standard.forms;
        let Some(form) = forms.iter().position(|known| known.id == columns.extends) else {
            let known: Vec<String> = forms.iter().map(|form| form.id.clone()).collect();
            return self.unknown(vec![key("extends")], &columns.extends, &known);
        };
        // Columns behind the same one stand in the order they are written.
        let mut latest: Vec<(String, usize)> = Vec::new();
        for (index, mut column) in columns.columns.into_iter().enumerate() {
            let at = vec![key("columns"), At::Index(index)];
            let known = &self.draft.standard.forms[form].columns;
            if let Some(first) = known.iter().position(|known| named(known) == named(&column)) {
                // Those before it that overlays added stand in no file of the form's own.
                let before = known[..first].iter().filter(|column| column.origin.is_none()).count();
                let base = self.draft.form_files[form].clone();
                let (file, place) =
                    stands(known[first].origin.as_ref(), &base, vec![key("columns"), At::Index(before)]);
                self.twice(at, &column.header, &file, &place);
                continue;
            }
            self.wide(&at, &column);
            let Some(behind) = self.behind(form, &column, &at, &latest) else { continue };
            if let Some(after) = column.after.clone() {
                latest.retain(|(known, _)| *known != after);
                latest.iter_mut().filter(|(_, place)| *place >= behind).for_each(|(_, place)| *place += 1);
                latest.push((after, behind));
            }
            column.origin = Some(self.origin(at));
            self.draft.standard.forms[form].columns.insert(behind, column);
        }
    }

    /// Tells of a width that no column has.
    fn wide(&mut self, at: &[At], column: &Column) {
        let (least, most) = column.width;
        if !(least > 0.0 && least <= most && most <= WIDEST) {
            let at = [at, &[key("width")]].concat();
            self.problem(at, say!(self.lang, "overlay.column-width", name = named(column), most = WIDEST));
        }
    }

    /// Where a column goes: behind the one it names, else behind the last; nothing if that is not there or splits a group.
    fn behind(&mut self, form: usize, column: &Column, at: &[At], latest: &[(String, usize)]) -> Option<usize> {
        let lang = self.lang;
        let known = &self.draft.standard.forms[form].columns;
        let Some(after) = column.after.as_deref() else { return Some(known.len()) };
        let at = [at, &[key("after")]].concat();
        let is = |one: &Column| one.header == after || named(one) == after;
        let found: Vec<usize> = (0..known.len()).filter(|index| is(&known[*index])).collect();
        let before = latest.iter().find(|(name, _)| name == after).map(|(_, place)| *place);
        let index = match (before, found.as_slice()) {
            (Some(index), _) => index,
            (None, [index]) => *index,
            (None, []) => {
                let mut names: Vec<String> = known.iter().flat_map(|one| [one.header.clone(), named(one)]).collect();
                names.dedup();
                self.unknown(at, after, &names);
                return None;
            }
            (None, several) => {
                let names: Vec<String> = several.iter().map(|index| named(&known[*index])).collect();
                self.problem(at, say!(lang, "overlay.column-several", name = after, names = names.join(" · ")));
                return None;
            }
        };
        let group = |index: usize| known.get(index).and_then(|column| column.group.clone());
        let within = group(index).filter(|group_of| group(index + 1).as_ref() == Some(group_of));
        if let Some(split) = within.filter(|split| column.group.as_ref() != Some(split)) {
            let end = (index..known.len()).take_while(|index| group(*index).as_ref() == Some(&split)).last();
            let end = named(&known[end.unwrap_or(index)]);
            self.problem(at, say!(lang, "overlay.column-split", group = split, end = end));
            return None;
        }
        Some(index + 1)
    }
}
