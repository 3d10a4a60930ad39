//! A new studio: the questions that the kinds of record ask of whoever starts one, and the files that the answers make. What
//! is not answered stands there commented out, so that a check finds no fault in what was written.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::answer::quoted;
use super::given::{Given, Known};
use super::semester::{self, Semester};
use super::{stem, template::Template};
use crate::load;
use crate::record::BLANK;
use crate::record::calendar::{Calendar, Dates, Period};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Ask, Field, Fields, Kind, Role, Type};
use crate::text::lang::Lang;

/// What git should leave alone.
const IGNORE: &str = include_str!("begin/gitignore");
/// What keeps the bytes of records the same on every machine.
const ATTRIBUTES: &str = include_str!("begin/gitattributes");

/// A question, and the field its answer goes to.
#[derive(Debug, Clone)]
pub struct Question {
    /// Index of the kind.
    pub kind: usize,
    /// The tables and the field.
    pub steps: Vec<Arc<Field>>,
    /// The words and the option.
    pub ask: Ask,
}

/// What was answered.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// For each question, the value as TOML.
    pub values: BTreeMap<usize, String>,
    /// Further values of the root file: the fields that lead there, and what is known.
    pub further: Vec<(Vec<Arc<Field>>, Known)>,
    /// The days of semesters.
    pub semesters: Vec<Period>,
}

/// A file of a new studio.
#[derive(Debug)]
pub struct Made {
    /// Relative to the studio, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// Whether one that is there already may stay in its place.
    pub optional: bool,
}

impl Question {
    /// The field its answer goes to.
    #[must_use]
    pub fn field(&self) -> &Field {
        &self.steps[self.steps.len() - 1]
    }

    /// Whether nothing can be written without its answer.
    fn is_required(&self, standard: &Standard) -> bool {
        self.field().required && standard.kinds[self.kind].path == load::STUDIO
    }
}

/// The questions of `standard`, those of the root file first.
#[must_use]
pub fn questions(standard: &Standard) -> Vec<Question> {
    fn gather(kind: usize, fields: &Fields, path: &[Arc<Field>], questions: &mut Vec<Question>) {
        for field in &fields.0 {
            let steps = [path, std::slice::from_ref(field)].concat();
            if let Some(ask) = &field.ask {
                questions.push(Question { kind, steps, ask: ask.clone() });
            } else if field.of == Type::Table {
                gather(kind, &field.fields, &steps, questions);
            }
        }
    }
    let mut questions = Vec::new();
    let mut kinds: Vec<usize> = (0..standard.kinds.len()).filter(|kind| begins(&standard.kinds[*kind])).collect();
    kinds.sort_by_key(|kind| standard.kinds[*kind].path != load::STUDIO);
    for kind in kinds {
        gather(kind, &standard.kinds[kind].fields, &[], &mut questions);
    }
    questions
}

fn begins(kind: &Kind) -> bool {
    kind.path == load::STUDIO || (!kind.begins_with.is_empty() && kind.folder().is_some())
}

/// The questions that must still be answered: those without which nothing can be written, and, where one of a record is
/// answered, the others that it needs.
#[must_use]
pub fn missing<'q>(standard: &Standard, questions: &'q [Question], answers: &Answers) -> Vec<&'q Question> {
    let begun = |kind: usize| {
        questions.iter().enumerate().any(|(index, other)| other.kind == kind && answers.values.contains_key(&index))
    };
    let open = questions.iter().enumerate().filter(|(index, question)| {
        let needed = question.is_required(standard) || (question.field().required && begun(question.kind));
        needed && !answers.values.contains_key(index) && !further(answers, question)
    });
    open.map(|(_, question)| question).collect()
}

fn further(answers: &Answers, question: &Question) -> bool {
    let same = |steps: &[Arc<Field>]| {
        steps.len() == question.steps.len()
            && steps.iter().zip(&question.steps).all(|(one, other)| Arc::ptr_eq(one, other))
    };
    answers.further.iter().any(|(steps, _)| same(steps))
}

/// The files that `answers` make.
#[must_use]
pub fn files(standard: &Standard, questions: &[Question], answers: &Answers) -> Vec<Made> {
    let template = Template { standard, studio: None };
    let mut made = Vec::new();
    for (index, kind) in standard.kinds.iter().enumerate().filter(|(_, kind)| begins(kind)) {
        let mut given = Given::default();
        let mut title = None;
        for (number, question) in questions.iter().enumerate().filter(|(_, question)| question.kind == index) {
            // A studio of no known beginning would be asked about years before it was.
            let begins = kind.path == load::STUDIO && question.field().has(Role::From);
            let unknown = || begins.then(|| quoted(BLANK));
            let Some(value) = answers.values.get(&number).cloned().or_else(unknown) else { continue };
            if question.field().has(Role::Title) {
                title = read_back(&value);
            }
            given.set(&question.steps, Known::one(value));
        }
        let path = if kind.path == load::STUDIO {
            root(standard, kind, answers, &mut given);
            kind.path.clone()
        } else if given == Given::default() {
            continue;
        } else {
            for (key, value) in &kind.begins_with {
                given.values.insert(key.clone(), Known::one(quoted(value)));
            }
            kind.file(&stem::propose(kind, title.as_deref().unwrap_or_default(), None, &[]))
        };
        made.push(Made { path, text: template.record(kind, &given, &[]), optional: false });
    }
    made.push(Made { path: ".gitignore".into(), text: IGNORE.into(), optional: true });
    made.push(Made { path: ".gitattributes".into(), text: ATTRIBUTES.into(), optional: true });
    made.sort_by_key(|made| (made.optional, made.path != load::STUDIO));
    made
}

/// What the root file says beyond the answers to questions.
fn root(standard: &Standard, kind: &Kind, answers: &Answers, given: &mut Given) {
    for (steps, known) in &answers.further {
        given.set(steps, known.clone());
    }
    let with_role = |role| kind.fields.0.iter().find(move |field| field.has(role));
    if let Some(field) = with_role(Role::Standard) {
        given.values.insert(field.key.clone(), Known::one(quoted(&standard.about.id)));
    }
    let Some((calendar, list)) = semesters(kind) else { return };
    let mut periods = answers.semesters.clone();
    periods.sort_by_key(|period| period.from);
    if !periods.is_empty() {
        let rows = periods
            .into_iter()
            .map(|period| Semester { id: semester::id(standard, period), period: Some(period) }.given(list));
        given.tables.entry(calendar.key.clone()).or_default().rows.insert(list.key.clone(), rows.collect());
    }
}

/// The table and the list of the semesters in a root file.
#[must_use]
pub fn semesters(kind: &Kind) -> Option<(&Arc<Field>, &Arc<Field>)> {
    let calendar = kind.fields.get("calendar")?;
    Some((calendar, calendar.fields.get("semester")?))
}

/// Adds the days of a semester to the answers; gives its name.
///
/// # Errors
/// It shares its name or a day with another, in words.
pub fn add(standard: &Standard, answers: &mut Answers, period: Period, lang: Lang) -> Result<String, String> {
    let name = semester::id(standard, period);
    for other in &answers.semesters {
        if semester::id(standard, *other) == name {
            return Err(say!(lang, "year.twice", name = name));
        }
        if other.touches(period) {
            let other = semester::id(standard, *other);
            return Err(say!(lang, "year.overlap", from = period.from, to = period.to, name = other));
        }
    }
    answers.semesters.push(period);
    Ok(name)
}

/// The semesters of the school year in which `today` lies, to be asked for.
#[must_use]
pub fn current_semesters(standard: &Standard, today: Date) -> Vec<String> {
    let calendar = Calendar::new(Dates::default(), standard, today);
    semester::of_year(standard, &calendar.year_of(today).0)
}

/// The text of a TOML string.
fn read_back(value: &str) -> Option<String> {
    let line = format!("v = {value}");
    let table = toml::de::DeTable::parse(&line).ok()?;
    table.get_ref().get("v")?.get_ref().as_str().map(str::to_owned)
}
