//! Binds the names in what a standard says of a package.

use super::super::kind::Type;
use super::super::layout::Layout;
use super::super::package::Package;
use super::{Binder, What, key};
use crate::say;

impl Binder<'_> {
    pub(super) fn package(&mut self, package: &mut Package, forms: &[Layout]) {
        for (name, form) in [("studios", &package.studios), ("list", &package.list)] {
            if !forms.iter().any(|known| known.id == *form) {
                self.unknown(&[key(name)], What::Form, form, forms.iter().map(|known| known.id.as_str()));
            }
        }
        self.at.push(key("cases"));
        let known = self.problems.len();
        self.of(&mut package.cases.of, "of");
        if self.problems.len() == known {
            let cases = &mut package.cases;
            self.conditions(&mut cases.conditions, &cases.of, "where");
            self.path(&mut cases.text, &cases.of, &[key("text")]);
            if cases.text.last().is_some_and(|field| field.of != Type::Beside) {
                let message = say!(self.lang, "standard.no-text", name = cases.text.text);
                self.problem(&[key("text")], message);
            }
            let list = forms.iter().find(|form| form.id == package.list);
            if list.is_some_and(|form| form.of.kind != cases.of.kind) {
                let message = say!(self.lang, "standard.no-row-for", form = package.list, of = cases.of.text);
                self.problem(&[key("of")], message);
            }
        }
        if package.cases.at_least > package.cases.at_most {
            self.problem(&[key("at_least")], say!(self.lang, "standard.bounds"));
        }
    }
}
