//! Values of records beside what they are called.

use std::borrow::Cow;

use serde::Serialize;

use crate::check::selected;
use crate::record::Studio;
use crate::standard::page::Item;
use crate::text::lang::{Label, Lang};

/// A line.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is called.
    pub label: String,
    /// The values, each once; empty where nothing is recorded.
    pub values: Vec<String>,
}

/// The lines of a block.
pub(super) fn facts(studio: &Studio<'_>, items: &[Item], lang: Lang) -> Vec<Fact> {
    items.iter().map(|item| Fact { label: label(studio, item, lang), values: values(studio, item) }).collect()
}

/// What an item is called: by its own words, else by the field it shows, else by its rows.
pub(super) fn label(studio: &Studio<'_>, item: &Item, lang: Lang) -> String {
    let own = item.label.as_ref().or_else(|| item.value.last().map(|field| &field.label));
    own.unwrap_or_else(|| rows_label(studio, item)).get(lang).to_owned()
}

/// What the rows of an item are called.
pub(super) fn rows_label<'s>(studio: &Studio<'s>, item: &'s Item) -> &'s Label {
    item.of.steps.last().map_or(&studio.standard.kinds[item.of.kind].label, |list| &list.label)
}

fn values(studio: &Studio<'_>, item: &Item) -> Vec<String> {
    let mut values: Vec<Cow<'_, str>> = Vec::new();
    for row in selected(studio, &item.of, &item.conditions, item.when) {
        studio.values(&row, &item.value, &mut |found| {
            let text = found.value.show();
            if !values.contains(&text) {
                values.push(text);
            }
        });
    }
    values.into_iter().map(Cow::into_owned).collect()
}
