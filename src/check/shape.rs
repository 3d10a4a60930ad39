//! The shape of records: known keys, required keys, types, lists, ranges. Every error of a file at once.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::days::is_likely;
use super::example::{example_line, typed};
use super::meant::{self, as_meant, meant, named, split, unknown};
use super::people::{nobody, own, several};
use super::phone::phone;
use super::piece::{Said, said};
use super::{Check, choice, local, to_come};
use crate::finding::{Finding, Severity};
use crate::record::calendar::Period;
use crate::record::silent::Headings;
use crate::record::{BLANK, Record, Value, called, date_of, is_blank};
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Field, Fields, Role, Type};
use crate::text::to_write::to_write;

/// Checks the shape of every record.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for record in &check.studio.records {
        let source = &check.studio.sources[record.source];
        let fields = &check.standard.kinds[record.kind].fields;
        let headings = Headings::of(&source.text, fields);
        let mut shape = Shape { check, record, source, headings, findings: &mut findings, inside: Vec::new() };
        shape.table(&record.table, fields, None);
    }
    findings
}

struct Shape<'c, 'a, 'f> {
    check: &'c Check<'a>,
    record: &'c Record<'c>,
    source: &'c Source,
    headings: Headings<'c>,
    findings: &'f mut Vec<Finding>,
    /// The tables one is in: their keys, and what each of several is called.
    inside: Vec<(&'c str, Option<String>)>,
}

/// Characters of a name with its quotation marks, at most.
const SHORT: usize = 14;

impl<'c> Shape<'c, '_, '_> {
    /// Looks at a table in the table one is in.
    fn inner(&mut self, field: &'c Field, table: &DeTable<'_>, header: &Range<usize>) {
        let name = called(table, &field.fields).filter(|_| field.of == Type::Rows);
        self.inside.push((&field.key, name.map(str::to_owned)));
        self.table(table, &field.fields, Some(header));
        self.inside.pop();
    }

    /// What a finding is about: the tables one is in, and `what` in them: `growth 骨干教师培训 date`.
    fn detail(&self, what: &str) -> String {
        let inside = self.inside.iter().flat_map(|(key, name)| std::iter::once(*key).chain(name.as_deref()));
        inside.chain([what]).collect::<Vec<_>>().join(" ")
    }

    fn report(
        &mut self,
        rule: &str,
        severity: Severity,
        span: Range<usize>,
        detail: &str,
        message: String,
        help: String,
    ) {
        let place = self.source.place(span, None);
        let detail = self.detail(detail);
        self.findings.push(Finding::new(rule, severity, vec![place], &detail, message, help));
    }

    /// A table: the record itself where `header` is nothing.
    fn table(&mut self, table: &DeTable<'_>, fields: &'c Fields, header: Option<&Range<usize>>) {
        let lang = self.check.lang;
        let mut absent = fields.0.iter().filter(|field| field.required).count();
        for (key, value) in table {
            match fields.get(key.get_ref()) {
                Some(field) => {
                    absent -= usize::from(field.required);
                    self.silent(field, key.span());
                    self.field(field, value);
                }
                None => self.unknown((key.get_ref(), value.get_ref()), key.span(), fields),
            }
        }
        self.order(table, fields);
        if absent == 0 {
            return;
        }
        let is_absent = |field: &&Arc<Field>| field.required && table.get(field.key.as_str()).is_none();
        // A key that is only misspelt is not missing as well.
        let meant: Vec<&str> = table.keys().filter_map(|key| meant(key.get_ref(), table, fields)).collect();
        for field in fields.0.iter().filter(is_absent).filter(|field| !meant.contains(&field.key.as_str())) {
            let message = say!(lang, "shape.missing", name = field.named(lang));
            // The file of a person is called as the person is.
            let kind = &self.check.standard.kinds[self.record.kind];
            let own = field.has(Role::Title) && header.is_none() && kind.fields.of_people();
            let line = if own { typed(field, &[&self.record.stem]) } else { example_line(field) };
            let help = say!(lang, "shape.missing.help", line = line, help = field.help);
            let rule = "record/missing-field";
            let detail = self.detail(&field.key);
            let place = match header {
                Some(span) => self.source.place(span.clone(), None),
                None => self.source.beginning(),
            };
            let mut finding = Finding::new(rule, Severity::Error, vec![place], &detail, message, help);
            local::mark(&mut finding, self.check.standard.overlay(field.origin.as_ref()), lang);
            self.findings.push(finding);
        }
    }

    /// A span that ends before it begins.
    fn order(&mut self, table: &DeTable<'_>, fields: &Fields) {
        let at = |role| {
            let field = fields.with(role)?;
            let value = table.get(field.key.as_str())?;
            Some((field, date_of(value.get_ref())?, value.span()))
        };
        let (Some((first, from, _)), Some((last, to, span))) = (at(Role::From), at(Role::To)) else { return };
        if to < from {
            let lang = self.check.lang;
            let (first, last_one) = (first.named(lang), last.named(lang));
            let message = say!(lang, "shape.order", last = last_one, to = to, first = first, from = from);
            let help = say!(lang, "reference.joined.help");
            self.report("record/range", Severity::Error, span, &last.key, message, help);
        } else if (Period { from, to }).is_over_a_semester() && self.detail("").starts_with("calendar semester ") {
            // What is asked in each semester would be asked once, or never.
            let message = say!(self.check.lang, "calendar.long", from = from, to = to);
            self.report("record/range", Severity::Error, span, &last.key, message, last.help.clone());
        }
    }

    /// A key the kind does not have.
    fn unknown(&mut self, (key, value): (&str, &DeValue<'_>), span: Range<usize>, fields: &Fields) {
        if self.below(key, Severity::Error, span.clone()) {
            return;
        }
        let kind = &self.check.standard.kinds[self.record.kind];
        let block = self.inside.first().map(|(key, _)| *key);
        let (message, mut help, slip) = unknown((key, fields), kind, block, &self.record.table, self.check.lang);
        if let Some(line) = meant::block(key, value, fields).filter(|_| block.is_none()) {
            help = say!(self.check.lang, "shape.unknown.heading", line = to_write(&line, self.check.lang));
        } else if self.check.overlays_unread && !slip {
            return;
        }
        self.report("record/unknown-field", Severity::Error, span, key, message, help);
    }

    /// A key that is taken for one of another table, for the heading above it still has a `#` before it.
    fn silent(&mut self, field: &Field, span: Range<usize>) {
        // A heading is no line below another, nor is what stands in the line of one.
        if !matches!(field.of, Type::Table | Type::Rows) {
            self.below(&field.key, Severity::Warning, span);
        }
    }

    /// Tells of a key that it stands below a heading with a `#` before it; whether it does.
    fn below(&mut self, key: &str, severity: Severity, span: Range<usize>) -> bool {
        let Some(silent) = self.headings.over(|| self.source.line(span.start), key) else { return false };
        let (lang, n, line) = (self.check.lang, silent.line, silent.heading);
        let message = say!(lang, "shape.silent", key = key, line = line, n = n);
        let help = say!(lang, "shape.silent.help", n = n, line = line);
        self.report("record/unknown-field", severity, span, key, message, help);
        true
    }

    /// The value of a field; what is wrong in one that an overlay adds is the overlay's.
    fn field(&mut self, field: &'c Field, value: &Spanned<DeValue<'_>>) {
        let before = self.findings.len();
        self.whole(field, value);
        let overlay = self.check.standard.overlay(field.origin.as_ref());
        let own = self.findings[before..].iter_mut().filter(|finding| finding.origin.is_none());
        own.for_each(|finding| local::mark(finding, overlay, self.check.lang));
    }

    fn whole(&mut self, field: &'c Field, value: &Spanned<DeValue<'_>>) {
        match (field.of, value.get_ref()) {
            (Type::Table, DeValue::Table(inner)) => {
                self.inner(field, inner, &value.span());
            }
            (Type::Rows, DeValue::Array(rows)) if rows.iter().all(|row| row.get_ref().is_table()) => {
                for row in rows {
                    if let DeValue::Table(inner) = row.get_ref() {
                        self.inner(field, inner, &row.span());
                    }
                }
            }
            (Type::Table | Type::Rows, _) => self.wrong_type(field, value),
            (_, DeValue::Array(items)) if field.many && items.is_empty() && field.required => {
                self.blank(field, value, true);
            }
            (_, DeValue::Array(items)) if field.many => {
                for item in items {
                    self.one(field, item);
                }
            }
            (_, DeValue::Array(_)) => self.wrong_type(field, value),
            (_, DeValue::String(text)) if field.many && text.trim() == BLANK => self.blank(field, value, true),
            (_, _) if field.many => self.not_a_list(field, value),
            _ => self.one(field, value),
        }
    }

    /// A single value.
    fn one(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let text = value.get_ref().as_str();
        if text.is_some_and(is_blank) {
            return self.blank(field, value, field.required);
        }
        match field.of {
            Type::Date if value.get_ref().as_datetime().is_none_or(|date| date.time.is_some()) => {
                self.wrong_type(field, value);
            }
            Type::Date => self.plausible(field, value),
            Type::Integer | Type::Number => self.number(field, value),
            Type::Boolean if !value.get_ref().is_bool() => self.wrong_type(field, value),
            Type::Boolean => {}
            _ => match text {
                None => self.wrong_type(field, value),
                Some(text) => self.text(field, text, value.span()),
            },
        }
    }

    fn text(&mut self, field: &Field, text: &str, span: Range<usize>) {
        let lang = self.check.lang;
        if field.has(Role::Person) {
            let place = || self.source.place(span.clone(), None);
            let person = several(self.check, field, text, place)
                .or_else(|| nobody(self.check, field, text, place))
                .or_else(|| own(self.check, field, text, place));
            self.findings.extend(person);
        }
        self.findings.extend(phone(self.check, field, text, || self.source.place(span.clone(), None)));
        if field.required && field.is_unsaid(&self.check.standard.about, text) {
            let message = say!(lang, "shape.unsaid", name = field.named(lang), text = text);
            self.report("record/blank", Severity::Warning, span.clone(), &field.key, message, field.help.clone());
        }
        match field.of {
            Type::Value => self.listed(field, text, span),
            Type::Text if field.many => self.several(field, text, span),
            Type::Evidence => self.evidence(text, span),
            Type::Clause if self.check.may_be_local(text) => {}
            Type::Clause if !self.check.standard.covers_any(text) => {
                let message = say!(lang, "shape.clause", text = text);
                let items = split(text).map(|items| say!(lang, "shape.not-in-list.joined", items = items.join(", ")));
                let help = items.filter(|_| field.many).unwrap_or_else(|| say!(lang, "shape.clause.help"));
                self.report("record/reference", Severity::Error, span, text, message, help);
            }
            Type::Text if field.pattern.is_some_and(|pattern| !pattern.holds(text)) => {
                let message = say!(lang, "shape.pattern", name = field.label.get(lang));
                self.report("record/type", Severity::Error, span, &field.key, message, field.help.clone());
            }
            _ => {}
        }
    }

    fn listed(&mut self, field: &Field, text: &str, span: Range<usize>) {
        let Some(list) = self.check.standard.list(field).filter(|list| list.find(text).is_none()) else { return };
        let Some(help) = choice::instead(self.check, field, list, text) else { return };
        let message = say!(self.check.lang, "shape.not-in-list", text = text, name = field.named(self.check.lang));
        let severity = if list.open { Severity::Warning } else { Severity::Error };
        self.report("record/not-in-list", severity, span, &format!("{} {text}", field.key), message, help);
    }

    /// Several values in one, of which each may be referred to.
    fn several(&mut self, field: &Field, text: &str, span: Range<usize>) {
        if let Some(items) = named(text).filter(|_| self.check.standard.names_others(field)) {
            let message = say!(self.check.lang, "shape.several", text = text);
            let help = say!(self.check.lang, "shape.not-in-list.joined", items = items.join(", "));
            self.report("record/likely", Severity::Warning, span, text, message, help);
        }
    }

    fn evidence(&mut self, text: &str, span: Range<usize>) {
        let Some(Said { severity, message, help, reading, link }) = said(self.check, text) else { return };
        if link.is_some_and(|link| !self.check.files.is_news(link)) {
            return;
        }
        self.report("record/evidence", severity, span, text, message, help);
        if let Some(last) = self.findings.last_mut() {
            last.reading = reading;
        }
    }

    fn number(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let lang = self.check.lang;
        let whole = field.of == Type::Number || value.get_ref().is_integer();
        let Some(number) = Value::Toml(value.get_ref()).as_number().filter(|_| whole) else {
            return self.wrong_type(field, value);
        };
        if !field.takes(number) {
            let bound = |bound: Option<f64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
            let message =
                say!(lang, "shape.range", name = field.label.get(lang), min = bound(field.min), max = bound(field.max));
            self.report("record/range", Severity::Error, value.span(), &field.key, message, field.help.clone());
        } else if let Some((message, help)) = meant::share(field, number, lang) {
            self.report("record/likely", Severity::Warning, value.span(), &field.key, message, help);
        }
    }

    /// A date that no record of this century can have is a slip of a digit; so is, most likely, one that lies farther ahead
    /// than any plan reaches.
    fn plausible(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let lang = self.check.lang;
        let Some(date) = date_of(value.get_ref()) else { return };
        let (rule, severity) = match date.year() {
            ..1949 | 2100.. => ("record/range", Severity::Error),
            _ if !is_likely(date, self.check.studio.calendar.today) => ("record/date", Severity::Warning),
            _ => return,
        };
        let message = say!(lang, "shape.year", year = date.year());
        self.report(rule, severity, value.span(), &field.key, message, field.help.clone());
    }

    /// Nothing where something belongs; it `must` be mended, or should.
    fn blank(&mut self, field: &Field, value: &Spanned<DeValue<'_>>, must: bool) {
        let lang = self.check.lang;
        let name = field.label.get(lang);
        let marked = value.get_ref().as_str().is_some_and(|text| !text.trim().is_empty());
        let (message, help) = if marked {
            let line = example_line(field);
            let help = if field.required {
                say!(lang, "shape.unfilled.help", line = line, help = field.help)
            } else {
                say!(lang, "shape.unfilled.optional", line = line, help = field.help)
            };
            (say!(lang, "shape.unfilled", name = name), help)
        } else {
            let help = if field.required { "shape.blank.required" } else { "shape.blank.help" };
            (say!(lang, "shape.blank", name = name), say!(lang, help, help = field.help))
        };
        let is_to_come = || marked && to_come::is_unknown(self.check, self.record, &self.inside);
        let severity = if must && !is_to_come() { Severity::Error } else { Severity::Warning };
        self.report("record/blank", severity, value.span(), &field.key, message, help);
    }

    fn not_a_list(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let lang = self.check.lang;
        let message = say!(lang, "shape.not-a-list", name = field.named(lang));
        // Of what is in one's own words only short parts are values of their own.
        let short = |items: &Vec<String>| items.iter().all(|item| item.chars().count() <= SHORT);
        let listed = matches!(field.of, Type::Value | Type::Reference | Type::Clause);
        let items = value.get_ref().as_str().and_then(split);
        let items = items.filter(|items| listed || field.of == Type::Text && short(items));
        let joined = items.map(|items| format!("{} = [{}]", field.key, items.join(", ")));
        let line = joined.or_else(|| as_meant(field, value, self.source));
        let line = line.unwrap_or_else(|| format!("{} = [{}]", field.key, &self.source.text[value.span()]));
        let help = say!(lang, "shape.write", line = to_write(&line, lang));
        self.report("record/type", Severity::Error, value.span(), &field.key, message, help);
    }

    fn wrong_type(&mut self, field: &Field, value: &Spanned<DeValue<'_>>) {
        let lang = self.check.lang;
        let wanted = say!(
            lang,
            match field.of {
                Type::Date => "type.date",
                Type::Integer => "type.integer",
                Type::Number => "type.number",
                Type::Boolean => "type.boolean",
                Type::Table => "type.table",
                Type::Rows => "type.rows",
                _ => "type.text",
            },
            key = field.key
        );
        let name = field.named(lang);
        let single = value.get_ref().as_array().filter(|_| !matches!(field.of, Type::Table | Type::Rows));
        let message = match single {
            Some(_) if field.many => say!(lang, "shape.nested", name = name),
            Some(_) => say!(lang, "shape.not-one", name = name),
            None => say!(lang, "shape.type", name = name, wanted = wanted),
        };
        let item = single.and_then(|items| items.first()).map_or(value, |first| first);
        // What is said in one's own words goes on; of a choice one stays, and of people.
        let joined = meant::joined(field, single.into_iter().flatten());
        // A list in a list keeps all it has.
        let inner = single.filter(|items| field.many && items.iter().all(|item| item.get_ref().is_str()));
        let inner = inner.map(|_| format!("{} = {}", field.key, &self.source.text[value.span()]));
        // What was meant is not known: the line is an example, and not to be copied.
        let help = match inner.or(joined).or_else(|| as_meant(field, item, self.source)) {
            Some(line) => say!(lang, "shape.write", line = to_write(&line, lang)),
            None if matches!(field.of, Type::Table | Type::Rows) => {
                say!(lang, "shape.write", line = example_line(field))
            }
            None if item.get_ref().as_str().is_some_and(|text| field.may_lack(text)) => say!(lang, "date.none.help"),
            None => say!(lang, "shape.such-as", line = example_line(field)),
        };
        self.report("record/type", Severity::Error, value.span(), &field.key, message, help);
    }
}
