//! Privacy: numbers that name one person do not belong in records or in texts that will be published (个人信息保护法
//! 第二十八条; 未成年人学校保护规定). What is found is never repeated.

mod alias;
mod among;
mod bare;
mod beside;
mod case;
mod class;
mod dotted;
mod elsewhere;
mod familiar;
mod framed;
mod hidden;
mod image;
mod labelled;
mod lone;
pub(super) mod name;
mod pupil;
mod sensitive;
mod staff;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::finding::{Finding, Place, Severity};
use crate::load::STUDIO;
use crate::record::{Record, Studio, items, normal};
use crate::say;
use crate::source::Source;
use crate::standard::kind::{Field, Fields, Role, Type};
use crate::standard::privacy::Privacy;
use crate::text::article::Format;
use crate::text::lang::Lang;
use crate::text::personal::{self, Found, Kind};

pub use case::veil;
pub(super) use hidden::Hidden;

/// More finds of one rule in one file are only counted: nobody mends them one by one, and each would be shown with its line.
pub(super) const EACH: usize = 200;

/// Scans every text of every record, and the texts beside them; gives also what no other finding may repeat.
pub(super) fn check(studio: &Studio<'_>, lang: Lang) -> (Vec<Finding>, Hidden) {
    let mut scan = Scan {
        studio,
        lang,
        team: team(studio),
        findings: Vec::new(),
        hidden: Hidden::default(),
        many: BTreeMap::new(),
    };
    for record in &studio.records {
        let source = &studio.sources[record.source];
        // Most records have nothing to find, and the whole is scanned faster than its parts.
        let fields = &studio.standard.kinds[record.kind].fields;
        let all = numbers(source, &source.text);
        if !all.is_empty() {
            scan.table(source, &record.table, fields);
            scan.beside(source, &record.table, all);
        }
        if let Some(privacy) = &studio.standard.privacy
            && !pupil::scan(&source.text, privacy, &[], pupil::Text::Record).is_empty()
        {
            scan.in_record(source, &record.table, fields, privacy);
        }
    }
    for (kind, source) in &studio.broken {
        if let Some(source) = studio.sources.get(*source).filter(|source| is_record(source)) {
            scan.broken(source, &studio.standard.kinds[*kind].fields);
        }
    }
    for source in studio.sources {
        if !is_record(source) {
            scan.text(source, &source.text, 0, None);
        }
        scan.name(source);
        scan.case(source);
    }
    scan.images();
    scan.more();
    scan.hidden.spare(scan.team.iter().map(AsRef::as_ref));
    scan.hidden.take_out(&mut scan.findings, lang);
    (scan.findings, scan.hidden)
}

/// The numbers in `text`, which is in `source`.
fn numbers(source: &Source, text: &str) -> Vec<Found> {
    if source.is_plain() { personal::plain(text) } else { personal::scan(text) }
}

/// The names of those whom records are about: they are no pupils, whatever they stand beside.
fn team<'c>(studio: &'c Studio<'_>) -> Vec<Cow<'c, str>> {
    let name = |record: &'c Record<'_>| {
        let (_, title) = studio.row(record).at(Role::Title).filter(|(field, _)| field.has(Role::Person))?;
        Some(normal(title.get_ref().as_str()?))
    };
    // Of a file that cannot be read its name tells.
    let broken = studio.broken.iter().filter(|(kind, _)| studio.standard.kinds[*kind].fields.of_people());
    let broken = broken.filter_map(|(_, source)| {
        let path = studio.sources.get(*source)?.local();
        Some(normal(path.rsplit('/').next()?.strip_suffix(".toml")?))
    });
    studio.records.iter().filter_map(name).chain(broken).collect()
}

/// Where the values of a table stand.
fn places(table: &DeTable<'_>, found: &mut Vec<Range<usize>>) {
    fn value(of: &Spanned<DeValue<'_>>, found: &mut Vec<Range<usize>>) {
        match of.get_ref() {
            DeValue::Table(inner) => places(inner, found),
            DeValue::Array(items) => items.iter().for_each(|item| value(item, found)),
            _ => found.push(of.span()),
        }
    }
    table.iter().for_each(|(_, of)| value(of, found));
}

/// Whether a source is a record, and no text beside one.
fn is_record(source: &Source) -> bool {
    source.local().rsplit_once('.').is_some_and(|(_, ending)| ending == "toml")
}

/// Whether a phone number may stand in one of `fields`, or below them.
fn has_phone(fields: &Fields) -> bool {
    fields.0.iter().any(|field| field.has(Role::Phone) || has_phone(&field.fields))
}

struct Scan<'c, 'a> {
    studio: &'c Studio<'a>,
    lang: Lang,
    team: Vec<Cow<'c, str>>,
    findings: Vec<Finding>,
    hidden: Hidden,
    /// How many of a rule were found in a file, and the worst of those that are only counted; by path.
    many: BTreeMap<(String, &'static str), (usize, Severity)>,
}

/// That so many finds of a rule in a file are not listed.
pub(super) fn more(source: &Source, rule: &str, n: usize, severity: Severity, lang: Lang) -> Finding {
    let (message, help) = (say!(lang, "privacy.more", n = n), say!(lang, "privacy.more.help"));
    Finding::new(rule, severity, vec![source.beginning()], "…", message, help)
}

impl Scan<'_, '_> {
    /// Counts a find; whether it is one of those that are listed.
    fn has_room(&mut self, source: &Source, rule: &'static str, severity: Severity) -> bool {
        let (many, worst) = self.many.entry((source.path.clone(), rule)).or_insert((0, Severity::Note));
        *many += 1;
        if *many > EACH {
            *worst = severity.max(*worst);
        }
        *many <= EACH
    }

    /// Tells how many were only counted.
    fn more(&mut self) {
        for ((path, rule), (many, worst)) in std::mem::take(&mut self.many) {
            let source = self.studio.sources.iter().find(|source| source.path == path);
            if let Some(source) = source.filter(|_| many > EACH) {
                self.findings.push(more(source, rule, many - EACH, worst, self.lang));
            }
        }
    }

    /// What can be told of a file that cannot be read: of its numbers all but those that may stand where one is reached.
    fn broken(&mut self, source: &Source, fields: &Fields) {
        let reached = has_phone(fields);
        for found in numbers(source, &source.text) {
            if !reached || !matches!(found.kind, Kind::Mobile | Kind::Email | Kind::Account) {
                self.tell(source, found, 0, None);
            }
        }
        if let Some(privacy) = &self.studio.standard.privacy {
            let names = self.names(&source.text, privacy, &[], pupil::Text::Record);
            self.hidden.add(source, &names);
            self.hidden.words(source, &names);
        }
    }

    /// A number in the name of a file; its place hides it, too.
    fn name(&mut self, source: &Source) {
        // Of the folder of a studio its root file tells.
        let name = if source.local() == STUDIO { &source.path } else { source.local() };
        if !personal::scan(name).is_empty() {
            let lang = self.lang;
            let (message, help) = (say!(lang, "privacy.file-name"), say!(lang, "privacy.file-name.help"));
            let place = source.beginning();
            self.findings.push(Finding::new("privacy/file-name", Severity::Error, vec![place], "", message, help));
        }
    }

    fn table(&mut self, source: &Source, table: &DeTable<'_>, fields: &Fields) {
        for (key, value) in table {
            let field = fields.get(key.get_ref());
            self.value(source, value.get_ref(), value.span(), field.map(AsRef::as_ref));
        }
    }

    /// Of the numbers in a whole record those that stand in no value, but in a remark or a key.
    fn beside(&mut self, source: &Source, table: &DeTable<'_>, all: Vec<Found>) {
        let mut values = Vec::new();
        places(table, &mut values);
        for found in all {
            if !values.iter().any(|value| value.start < found.end && found.start < value.end) {
                self.tell(source, found, 0, None);
            }
        }
    }

    fn value(&mut self, source: &Source, value: &DeValue<'_>, span: Range<usize>, field: Option<&Field>) {
        static NONE: Fields = Fields(Vec::new());
        match value {
            // The text as typed is scanned, so that what is found stands where it is said to stand.
            DeValue::String(_) | DeValue::Integer(_) => {
                self.text(source, &source.text[span.clone()], span.start, field);
            }
            DeValue::Array(items) => {
                for item in items {
                    self.value(source, item.get_ref(), item.span(), field);
                }
            }
            DeValue::Table(inner) => self.table(source, inner, field.map_or(&NONE, |field| &field.fields)),
            _ => {}
        }
    }

    /// Names of pupils in what is written in one's own words, and in names of files.
    fn in_record(&mut self, source: &Source, table: &DeTable<'_>, fields: &Fields, privacy: &Privacy) {
        let mut found = BTreeMap::new();
        self.named(source, table, fields, privacy, &mut found);
        for (key, names) in &found {
            self.pupils(source, names, key);
        }
        let mut names: Vec<_> = found.into_values().flatten().collect();
        names.sort_by_key(|name| name.start);
        self.hidden.add(source, &names);
        self.hidden.words(source, &names);
    }

    /// Finds them, by the key at which they stand.
    fn named<'t>(
        &self,
        source: &Source,
        table: &'t DeTable<'_>,
        fields: &Fields,
        privacy: &Privacy,
        found: &mut BTreeMap<&'t str, Vec<Range<usize>>>,
    ) {
        for (key, value) in table {
            let key = key.get_ref();
            let field = (key.as_ref(), fields.get(key).map(AsRef::as_ref));
            for item in items(value) {
                self.name_in(source, item, field, privacy, found);
            }
        }
    }

    /// Names in `text` that are of nobody of the studio.
    fn names(&self, text: &str, privacy: &Privacy, aliases: &[&str], of: pupil::Text) -> Vec<Range<usize>> {
        let mut found = pupil::scan(text, privacy, aliases, of);
        found.retain(|name| !self.team.contains(&normal(&text[name.clone()])));
        found
    }

    fn name_in<'t>(
        &self,
        source: &Source,
        value: &'t Spanned<DeValue<'_>>,
        (key, field): (&'t str, Option<&Field>),
        privacy: &Privacy,
        found: &mut BTreeMap<&'t str, Vec<Range<usize>>>,
    ) {
        static NONE: Fields = Fields(Vec::new());
        match value.get_ref() {
            DeValue::Table(inner) => {
                self.named(source, inner, field.map_or(&NONE, |field| &field.fields), privacy, found);
            }
            DeValue::String(text) if field.is_none_or(|field| self.is_free(field, text)) => {
                let span = value.span();
                let names = self.names(&source.text[span.clone()], privacy, &[], pupil::Text::Record).into_iter();
                let names = names.map(|one| span.start + one.start..span.start + one.end);
                found.entry(key).or_default().extend(names);
            }
            _ => {}
        }
    }

    /// Whether `text` is in one's own words: also what should be of a list, or name a record, and is not or does not.
    fn is_free(&self, field: &Field, text: &str) -> bool {
        match field.of {
            Type::Text | Type::Evidence => !field.has(Role::Alias),
            Type::Value => self.studio.standard.list(field).is_some_and(|list| list.find(text).is_none()),
            Type::Reference => field.target.is_some_and(|target| self.studio.resolve(target, text).is_none()),
            _ => false,
        }
    }

    /// A place; in a Word file, which shows no numbers of lines, it says in words where that is.
    fn place(&self, source: &Source, span: Range<usize>) -> Place {
        let beside = span.start >= source.body().len();
        let mut place = source.place(span, None);
        if source.format() == Some(Format::Word) {
            let lang = self.lang;
            place.label =
                Some(if beside { say!(lang, "case.aside") } else { say!(lang, "case.paragraph", n = place.line) });
        }
        place
    }

    fn text(&mut self, source: &Source, text: &str, offset: usize, field: Option<&Field>) {
        for found in numbers(source, text) {
            self.tell(source, found, offset, field);
        }
    }

    /// Tells a number, found `offset` bytes from the beginning of the source.
    fn tell(&mut self, source: &Source, found: Found, offset: usize, field: Option<&Field>) {
        let lang = self.lang;
        let (rule, severity, key) = match found.kind {
            Kind::IdNumber { checksum_ok: true } => ("privacy/id-number", Severity::Error, "privacy.id"),
            Kind::IdNumber { checksum_ok: false } => ("privacy/id-number", Severity::Warning, "privacy.id-like"),
            Kind::OldIdNumber => ("privacy/id-number", Severity::Warning, "privacy.id-old"),
            Kind::StudentNumber => ("privacy/student-number", Severity::Error, "privacy.student"),
            Kind::Mobile | Kind::Email | Kind::Account if field.is_some_and(|field| field.has(Role::Phone)) => return,
            Kind::Email => ("privacy/email", Severity::Warning, "privacy.email"),
            Kind::Account => ("privacy/account", Severity::Warning, "privacy.account"),
            Kind::Card => ("privacy/card", Severity::Warning, "privacy.card"),
            Kind::Mobile => ("privacy/phone", Severity::Error, "privacy.phone"),
        };
        if !self.has_room(source, rule, severity) {
            return;
        }
        let place = self.place(source, offset + found.start..offset + found.end);
        let detail = field.map_or("", |field| field.key.as_str());
        let reach = matches!(found.kind, Kind::Email | Kind::Account);
        let help = say!(lang, if reach { "privacy.reach.help" } else { "privacy.help" });
        self.findings.push(Finding::new(rule, severity, vec![place], detail, say!(lang, key), help));
    }
}
