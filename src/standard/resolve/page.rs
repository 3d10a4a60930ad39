//! Binds the names on pages, and checks that each part has what it shows.

use super::super::locate::At;
use super::super::page::{Block, Item, Page};
use super::super::path::Added;
use super::{Binder, key};
use crate::say;

impl Binder<'_> {
    pub(super) fn page(&mut self, page: &mut Page) {
        self.added = Added::Value;
        for (index, block) in page.blocks.iter_mut().enumerate() {
            self.at = vec![key("blocks"), At::Index(index)];
            if !block.show.fits(page.scope) {
                self.problem(&[key("show")], say!(self.lang, "standard.page.scope"));
            }
            match block.show.keys() {
                None if !block.items.is_empty() => {
                    self.problem(&[key("items")], say!(self.lang, "standard.page.items"));
                }
                Some(_) if block.items.is_empty() => self.problem(&[], say!(self.lang, "standard.page.no-items")),
                _ => self.items(block),
            }
        }
        self.added = Added::Word;
        self.at.clear();
    }

    fn items(&mut self, block: &mut Block) {
        let Some((needed, further)) = block.show.keys() else { return };
        let depth = self.at.len();
        for (index, item) in block.items.iter_mut().enumerate() {
            self.at.extend([key("items"), At::Index(index)]);
            for name in needed.iter().filter(|name| !item.keys().any(|known| known == **name)) {
                self.problem(&[], say!(self.lang, "standard.page.lacks", name = name));
            }
            for name in item.keys().filter(|name| !needed.contains(name) && !further.contains(name)) {
                self.problem(&[key(name)], say!(self.lang, "standard.page.key", name = name));
            }
            if item.step == Some(0) {
                self.problem(&[key("step")], say!(self.lang, "standard.page.step"));
            }
            self.item(item);
            self.at.truncate(depth);
        }
    }

    fn item(&mut self, item: &mut Item) {
        let known = self.problems.len();
        self.of(&mut item.of, "of");
        if self.problems.len() > known {
            return;
        }
        let of = item.of.clone();
        self.conditions(&mut item.conditions, &of, "where");
        if !item.value.text.is_empty() {
            self.one(&mut item.value, &of, "value");
        }
        self.paths(&mut item.text, &of, "text");
        for (path, name) in [(&mut item.due, "due"), (&mut item.done, "done"), (&mut item.carried, "carried")] {
            if let Some(path) = path {
                self.one(path, &of, name);
            }
        }
    }
}
