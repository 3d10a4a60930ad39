//! How far a package has come, for whoever looks after it: each of the parts that the text asks for, whether it is there, what
//! is in it, and what forbids that it is sent in. Facts in words and nothing added up; every finding stands at one part.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::gathered::Gathered;
use super::topic::{Topic, Topics};
use crate::check::{Whence, left, stops};
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::layout::{Layout, Status};
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// How many studios with errors are named in a line.
const NAMED: usize = 8;

/// The state of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What the package is called.
    pub title: String,
    /// Who reports; empty where that is not known.
    pub body: String,
    /// To whom it goes.
    pub to: String,
    /// The last day for sending all of it; nothing where nobody says one, or what the province says cannot be read.
    pub deadline: Option<Deadline>,
    /// The parts, in the order of the text: summary, table of studios, cases, list of cases.
    pub parts: [Part; 4],
    /// What forbids the package or is worth knowing, and belongs to no part alone.
    pub whole: Told,
}

/// The last day for sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The day; what is sent on it is in time.
    pub day: Date,
    /// Whether the province itself says it; else the text does.
    pub own: bool,
    /// Whether it is over.
    pub over: bool,
    /// All this in words.
    pub told: String,
}

/// A part of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// Whether it is there.
    pub standing: Standing,
    /// What is in it and what is not.
    pub facts: Vec<Fact>,
    /// What is told of it.
    pub told: Told,
}

/// Whether a part is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is there, and nothing forbids it.
    Present,
    /// Nothing is there yet.
    Missing,
    /// Something is there that cannot be sent in as it is.
    Refused,
    /// Nobody can tell, because what names it cannot be read.
    Unknown,
}

/// A fact in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The words.
    pub text: String,
    /// The folder of the studio that it speaks of, if of one; empty for the folder of the province itself.
    pub studio: Option<String>,
}

/// What is told of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What forbids that it is sent in.
    pub stopping: Vec<Point>,
    /// What is worth knowing.
    pub noted: Vec<Point>,
}

/// A finding, without the lines it quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The rule.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The first place, if it has any.
    pub place: Option<Place>,
    /// The folder of the studio in which that is.
    pub studio: Option<String>,
}

impl Standing {
    /// The word in machine formats.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Missing => "missing",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn word(self, lang: Lang) -> String {
        match self {
            Self::Present => say!(lang, "pack.state.present"),
            Self::Missing => say!(lang, "pack.state.missing"),
            Self::Refused => say!(lang, "pack.state.refused"),
            Self::Unknown => say!(lang, "pack.state.unknown"),
        }
    }
}

impl Told {
    fn take(&mut self, finding: &Finding, studio: Option<String>) {
        let plain = |place: &Place| Place { excerpt: String::new(), label: None, ..place.clone() };
        let point = Point {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            place: finding.places.first().filter(|place| !place.file.is_empty()).map(plain),
            studio,
        };
        if stops(finding) { self.stopping.push(point) } else { self.noted.push(point) }
    }
}

impl State {
    /// Whether something forbids that the package is sent in.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.told().any(|told| !told.stopping.is_empty())
    }

    /// All that is told, part by part.
    pub fn told(&self) -> impl Iterator<Item = &Told> {
        std::iter::once(&self.whole).chain(self.parts.iter().map(|part| &part.told))
    }
}

impl Gathered<'_> {
    /// The state of the package. What is told of it is in the language of the run.
    #[must_use]
    pub fn state(&self, lang: Lang) -> State {
        let topics = Topics::of(self);
        let mut told: BTreeMap<Option<Topic>, Told> = BTreeMap::new();
        for finding in &self.findings {
            let studio = topics.studio(finding).map(str::to_owned);
            told.entry(topics.topic(finding)).or_default().take(finding, studio);
        }
        let mut take = |topic: Option<Topic>| told.remove(&topic).unwrap_or_default();
        let [summary, studios, cases, whole] =
            [Some(Topic::Summary), Some(Topic::Studios), Some(Topic::Cases), None].map(&mut take);
        let package = self.package;
        let facts = self.told_studios(&studios, lang);
        let studios = part(&label(self.forms[0], lang), !self.studios.is_empty(), studios, facts);
        let cases = part(package.cases.label.get(lang), self.has_cases, cases, self.told_cases(lang));
        // It is written from the cases alone, and what is wrong with them is told there.
        let list = Part {
            label: label(self.forms[1], lang),
            standing: cases.standing,
            facts: self.told_list(cases.standing, lang),
            told: Told::default(),
        };
        let summary = part(package.summary.label.get(lang), self.has_summary(), summary, self.told_summary(lang));
        let parts = [summary, studios, cases, list];
        State {
            title: package.title.clone(),
            body: self.body.clone(),
            to: package.to.clone(),
            deadline: self.last_day(lang),
            parts: if self.said.unread { parts.map(|part| unknown(part, lang)) } else { parts },
            whole,
        }
    }

    /// Whether there is a file, be it one that cannot be read.
    fn has_summary(&self) -> bool {
        self.said.summaries.named.iter().any(|named| named.whence == Whence::File)
    }

    fn told_summary(&self, lang: Lang) -> Vec<Fact> {
        let fact = |summary: &super::summary::Summary| {
            let file = conceal(&summary.path);
            plain(match summary.words {
                Some(words) => say!(lang, "pack.state.summary", file = file, n = words),
                None => say!(lang, "pack.state.summary-unread", file = file),
            })
        };
        self.summaries.iter().map(fact).collect()
    }

    fn told_studios(&self, told: &Told, lang: Lang) -> Vec<Fact> {
        let schools: BTreeSet<&str> = self.studios.iter().map(|one| one.school.as_str()).collect();
        let schools = schools.iter().filter(|school| !school.is_empty()).count();
        let (n, out) = (self.studios.len(), self.left_out.len());
        let mut facts = vec![plain(say!(lang, "pack.state.studios", n = n, schools = schools, out = out))];
        let wrong: BTreeSet<&str> = told.stopping.iter().filter_map(|point| point.studio.as_deref()).collect();
        if !wrong.is_empty() {
            let mut names: Vec<&str> = wrong.iter().take(NAMED).map(|path| self.named(path)).collect();
            if wrong.len() > NAMED {
                names.push("…");
            }
            let names = conceal(&lang.list(&names)).into_owned();
            facts.push(plain(say!(lang, "pack.state.wrong", n = wrong.len(), names = names)));
        }
        facts.extend(self.left_out.iter().map(|one| {
            let studio = if one.school.is_empty() { self.named(&one.path) } else { &one.school };
            let reason = if one.reason.is_empty() { say!(lang, "pack.state.no-reason") } else { one.reason.clone() };
            let text = say!(lang, "pack.state.left-out", studio = studio, reason = reason);
            Fact { text: conceal(&text).into_owned(), studio: Some(one.path.clone()) }
        }));
        facts.extend(reconstructed(self.forms[0], lang));
        facts
    }

    /// A studio by its folder; by its school where that is the province's own.
    fn named<'n>(&'n self, path: &'n str) -> &'n str {
        let school = || self.studios.iter().find(|one| one.path == path).map(|one| one.school.as_str());
        if path.is_empty() { school().filter(|school| !school.is_empty()).unwrap_or(".") } else { path }
    }

    fn told_cases(&self, lang: Lang) -> Vec<Fact> {
        let asked = &self.package.cases;
        let (n, least, most) = (self.said.cases.named.len(), asked.at_least, asked.at_most);
        let mut facts =
            vec![plain(say!(lang, "pack.state.cases", n = n, least = least, most = most, words = asked.words))];
        facts.extend(self.cases.iter().map(|(case, _)| {
            let (title, school) = (&case.title, &case.school);
            let text = match &case.text {
                Some(text) => say!(lang, "pack.state.case", title = title, n = text.words, school = school),
                None => say!(lang, "pack.state.case-unread", title = title, school = school),
            };
            Fact { text: conceal(&text).into_owned(), studio: Some(case.folder.clone()) }
        }));
        facts
    }

    fn told_list(&self, cases: Standing, lang: Lang) -> Vec<Fact> {
        let mut facts = vec![plain(say!(lang, "pack.state.list", n = self.cases.len()))];
        if cases == Standing::Refused {
            facts.push(plain(say!(lang, "pack.state.with-cases")));
        }
        facts.extend(reconstructed(self.forms[1], lang));
        facts
    }

    fn last_day(&self, lang: Lang) -> Option<Deadline> {
        let own = self.said.deadline.as_ref().map(|(day, _)| *day);
        let day = own.or(self.package.deadline).filter(|_| !self.said.unread)?;
        let left = left(day, self.today, lang);
        let told = match own {
            Some(_) => say!(lang, "pack.state.deadline", day = day, left = left),
            None => {
                say!(lang, "pack.state.deadline-of-text", day = day, left = left, source = self.package.source)
            }
        };
        Some(Deadline { day, own: own.is_some(), over: self.today > day, told })
    }
}

fn part(label: &str, there: bool, told: Told, facts: Vec<Fact>) -> Part {
    let standing = match (there, told.stopping.is_empty()) {
        (false, _) => Standing::Missing,
        (true, false) => Standing::Refused,
        (true, true) => Standing::Present,
    };
    Part { label: label.to_owned(), standing, facts, told }
}

/// The same part where nobody knows what goes into it.
fn unknown(part: Part, lang: Lang) -> Part {
    Part { standing: Standing::Unknown, facts: vec![plain(say!(lang, "pack.state.unread"))], ..part }
}

/// 附件2　……
fn label(layout: &Layout, lang: Lang) -> String {
    format!("{}　{}", layout.label.get(lang), layout.title)
}

fn reconstructed(layout: &Layout, lang: Lang) -> Option<Fact> {
    (layout.status == Status::Reconstructed).then(|| plain(say!(lang, "export.reconstructed")))
}

fn plain(text: String) -> Fact {
    Fact { text, studio: None }
}
