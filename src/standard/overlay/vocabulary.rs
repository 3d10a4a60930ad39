//! Appends values to lists that stand, and new lists.

use serde::Deserialize;

use super::super::locate::At;
use super::super::vocabulary::{List, Value};
use super::{Appending, is_name, key, stands};
use crate::say;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
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

impl Appending<'_> {
    pub(super) fn vocabulary(&mut self, vocabulary: Vocabulary) {
        for (l, list) in vocabulary.lists.into_iter().enumerate() {
            self.list(list, vec![key("lists"), At::Index(l)]);
        }
        for (e, extension) in vocabulary.extend.into_iter().enumerate() {
            self.extend(extension, &[key("extend"), At::Index(e)]);
        }
    }

    fn list(&mut self, mut list: List, at: Vec<At>) {
        let lists = &self.draft.standard.lists;
        if let Some(first) = lists.iter().position(|known| known.id == list.id) {
            let own = vec![key("lists"), At::Index(first)];
            let (file, place) = stands(lists[first].origin.as_ref(), "vocabulary.yaml", own);
            return self.twice(at, &list.id, &file, &place);
        }
        if !is_name(&list.id) {
            self.problem([&at[..], &[key("id")]].concat(), say!(self.lang, "overlay.name", name = list.id));
        }
        list.origin = Some(self.origin(at.clone()));
        self.draft.standard.lists.push(List { values: Vec::new(), ..list });
        let index = self.draft.standard.lists.len() - 1;
        for (v, value) in list.values.into_iter().enumerate() {
            self.value(index, value, [&at[..], &[key("values"), At::Index(v)]].concat());
        }
    }

    fn extend(&mut self, extension: Extension, at: &[At]) {
        let lists = &self.draft.standard.lists;
        let name = [at, &[key("list")]].concat();
        let Some(index) = lists.iter().position(|list| list.id == extension.list) else {
            let known: Vec<String> = lists.iter().map(|list| list.id.clone()).collect();
            return self.unknown(name, &extension.list, &known);
        };
        if lists[index].values.iter().any(|value| value.refuses) {
            // What a reviewer's words mean decides what the standard's clauses come to.
            return self.problem(name, say!(self.lang, "overlay.list-firm", name = extension.list));
        }
        for (v, value) in extension.values.into_iter().enumerate() {
            let at = [at, &[key("values"), At::Index(v)]].concat();
            if value.group.is_some() || value.code.is_some() || value.other || value.refuses {
                // Through any of these it would count for what the standard asks.
                self.problem(at, say!(self.lang, "overlay.value-counts", value = value.value));
            } else {
                self.value(index, value, at);
            }
        }
    }

    /// Puts a value behind those of a list, unless it, or a group of the name, stands there.
    fn value(&mut self, list: usize, mut value: Value, at: Vec<At>) {
        let values = &self.draft.standard.lists[list].values;
        let same = |known: &Value| known.value == value.value || known.group.as_ref() == Some(&value.value);
        if let Some(first) = values.iter().position(same) {
            let own = vec![key("lists"), At::Index(list), key("values"), At::Index(first)];
            let (file, place) = stands(values[first].origin.as_ref(), "vocabulary.yaml", own);
            return self.twice(at, &value.value, &file, &place);
        }
        if value.value.trim().is_empty() || value.value.trim() != value.value {
            return self.problem(at, say!(self.lang, "overlay.value-blank", value = value.value));
        }
        value.origin = Some(self.origin(at));
        self.draft.standard.lists[list].values.push(value);
    }
}
