//! A sign-off: what a reviewer answered becomes a row behind those that are there, with the hashes of what was judged. Nothing
//! is written that a check would not count.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::answer;
use super::given::{Given, Known};
use super::open::open;
use super::record::Desk;
use super::template::Template;
use super::tidy::tidy;
use crate::check::weigh::{Proposal, Weighed, Weight, weigh};
use crate::check::{Options, SIGNOFF, SIGNOFFS};
use crate::failure::{Failure, Result};
use crate::record::Studio;
use crate::say;
use crate::standard::kind::{Ask, Field, Role, Type};
use crate::standard::{Standard, covers};
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;

/// A field of a sign-off that a reviewer is asked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// The field.
    pub field: Arc<Field>,
    /// The words and the option.
    pub ask: Ask,
}

/// What became of a sign-off.
#[derive(Debug)]
pub struct Done {
    /// The lines of the row.
    pub row: String,
    /// The clauses it decides.
    pub decides: Vec<String>,
    /// Why it does not decide others that it covers, a line each.
    pub left: Vec<String>,
}

/// What a reviewer is asked for, in the order of the fields.
#[must_use]
pub fn questions(standard: &Standard) -> Vec<Question> {
    let Some((_, list)) = list(standard) else { return Vec::new() };
    let asked = list.fields.0.iter().filter_map(|field| {
        let ask = field.ask.clone()?;
        Some(Question { field: Arc::clone(field), ask })
    });
    asked.collect()
}

/// The kind of record with the sign-offs, and the list of them.
fn list(standard: &Standard) -> Option<(usize, &Arc<Field>)> {
    let kind = standard.kind_of(SIGNOFFS)?;
    Some((kind, standard.kinds[kind].fields.get(SIGNOFF)?))
}

/// Signs in the studio in `folder`: `answers` are texts as they were typed, by the number of their question. With `dry`
/// nothing is written.
///
/// # Errors
/// Everything that is missing or wrong in the answers; why the sign-off would not count; files that cannot be read or
/// written.
pub fn sign(
    standard: &Standard,
    folder: &Path,
    options: &Options,
    answers: &[(usize, String)],
    dry: bool,
) -> Result<Done> {
    let lang = options.lang;
    let Some((kind, list)) = list(standard) else {
        return Err(Failure(say!(lang, "review.no-kind", file = SIGNOFFS)));
    };
    let mut given = read(standard, answers, options)?;
    open(standard, folder, options, |studio, report| {
        let text = |wanted: &dyn Fn(&Field) -> bool| {
            let field = list.fields.0.iter().find(|field| wanted(field));
            field.and_then(|field| given.values.get(&field.key)).map(plain).unwrap_or_default()
        };
        let covered = text(&|field| field.of == Type::Clause);
        let (reviewer, verdict) = (text(&|field| field.has(Role::Person)), text(&|field| field.of == Type::Value));
        let date = text(&|field| field.has(Role::Date));
        let date: Date = date.first().and_then(|date| date.parse().ok()).unwrap_or(options.today);
        let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
        let (reviewer, verdict) = (first(&reviewer), first(&verdict));
        let proposal = Proposal { covers: &covered, reviewer: &reviewer, date, verdict: &verdict };
        let weighed = weigh(studio, folder, report, lang, &proposal);
        let mut done = judge(standard, &weighed, &proposal, (report.window.0, options))?;
        if let Some(field) = list.fields.with(Role::Seal).filter(|_| !weighed.seals.is_empty()) {
            let items = weighed.seals.iter().map(answer::quoted).collect();
            given.values.insert(field.key.clone(), Known { items, note: None });
        }
        let (row, desk) = put(studio, folder, (kind, list), &given, lang)?;
        done.row = row;
        if !dry {
            desk.commit()?;
        }
        Ok(done)
    })?
}

/// The row, and a desk with it on.
fn put<'d>(
    studio: &'d Studio<'d>,
    folder: &'d Path,
    (kind, list): (usize, &Arc<Field>),
    given: &Given,
    lang: Lang,
) -> Result<(String, Desk<'d>)> {
    let template = Template { standard: studio.standard, studio: Some(studio) };
    let row = template.plain(list, given);
    let row = tidy(&row, &studio.standard.kinds[kind]).unwrap_or(row);
    let mut desk = Desk::new(studio, folder, lang);
    if folder.join(SIGNOFFS).symlink_metadata().is_ok() {
        desk.put(SIGNOFFS, &[list], std::slice::from_ref(&row))?;
    } else {
        let mut whole = Given::default();
        whole.rows.insert(list.key.clone(), vec![given.clone()]);
        desk.create(kind, "", &whole, &[]);
    }
    Ok((row, desk))
}

/// The values, as TOML, that the answers mean.
fn read(standard: &Standard, answers: &[(usize, String)], options: &Options) -> Result<Given> {
    let lang = options.lang;
    let mut given = Given::default();
    let (mut wrong, mut missing) = (Vec::new(), Vec::new());
    for (number, Question { field, ask }) in questions(standard).iter().enumerate() {
        let text = answers.iter().rev().find(|(answered, _)| *answered == number).map(|(_, text)| text.trim());
        let text = text.filter(|text| field.required || !text.is_empty());
        let Some(text) = text else {
            if field.has(Role::Date) {
                given.values.insert(field.key.clone(), Known::one(options.today.to_string()));
            } else if field.required {
                missing.push(say!(lang, "init.flag", flag = ask.flag, label = field.label.get(lang)));
            }
            continue;
        };
        let parts: Vec<&str> = if field.many { parts(text) } else { vec![text] };
        let read = parts.into_iter().map(|part| answer::read(standard, field, part, lang));
        let (good, bad): (Vec<_>, Vec<_>) = read.partition(std::result::Result::is_ok);
        wrong.extend(
            bad.into_iter()
                .filter_map(std::result::Result::err)
                .map(|why| say!(lang, "init.wrong", flag = format!("--{}", ask.flag), why = visible(&why))),
        );
        let mut items: Vec<String> = Vec::new();
        for item in good.into_iter().flatten() {
            if !items.contains(&item) {
                items.push(item);
            }
        }
        given.values.insert(field.key.clone(), Known { items, note: None });
    }
    if !missing.is_empty() {
        wrong.push(say!(lang, "init.missing", flags = lang.list(&missing)));
    }
    if wrong.is_empty() { Ok(given) } else { Err(Failure(wrong.join("\n"))) }
}

/// The parts of a list as people type it.
fn parts(text: &str) -> Vec<&str> {
    let parts = text.split(|char: char| char.is_whitespace() || ",，、;；".contains(char));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { vec![text] } else { parts }
}

/// The texts of a value whose items are TOML.
fn plain(known: &Known) -> Vec<String> {
    let read = |item: &String| {
        let table: Option<toml::Table> = format!("x = {item}").parse().ok();
        let value = table.and_then(|mut table| table.remove("x"));
        match value {
            Some(toml::Value::String(text)) => text,
            _ => item.clone(),
        }
    };
    known.items.iter().map(read).collect()
}

/// Whether the sign-off may be written, and what it decides.
fn judge(
    standard: &Standard,
    weighed: &Weighed,
    proposal: &Proposal<'_>,
    (from, options): (Date, &Options),
) -> Result<Done> {
    let lang = options.lang;
    let mut wrong = Vec::new();
    if weighed.broken {
        wrong.push(say!(lang, "wait.unread"));
    }
    if proposal.date > options.today {
        wrong.push(say!(lang, "review.future", date = proposal.date, today = options.today));
    } else if proposal.date < from {
        wrong.push(say!(lang, "review.past", date = proposal.date, from = from));
    }
    if !weighed.unread.is_empty() {
        let paths = lang.list(&weighed.unread);
        wrong.push(say!(lang, "review.unreadable", paths = visible(&paths)));
    }
    let counts = |id: &str| weighed.clauses.iter().any(|(other, weight)| other == id && *weight == Weight::Counts);
    let never = |weight: &Weight| matches!(weight, Weight::Own | Weight::Early(_));
    let mut refused: Vec<&(String, Weight)> = weighed.clauses.iter().filter(|(_, weight)| never(weight)).collect();
    for prefix in proposal.covers {
        let mut covered = standard.clauses().filter(|clause| covers(prefix, &clause.id));
        if !covered.any(|clause| counts(&clause.id)) {
            let mine = weighed.clauses.iter().filter(|(id, weight)| covers(prefix, id) && !never(weight));
            refused.extend(mine);
        }
    }
    wrong.extend(reasons(&refused, proposal, lang));
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let left: Vec<&(String, Weight)> = weighed
        .clauses
        .iter()
        .filter(|(_, weight)| matches!(weight, Weight::NoStatement(_) | Weight::Outranked(..)))
        .collect();
    let decides = weighed.clauses.iter().filter(|(_, weight)| *weight == Weight::Counts).map(|(id, _)| id.clone());
    Ok(Done { row: String::new(), decides: decides.collect(), left: reasons(&left, proposal, lang) })
}

/// Why clauses are not decided: a line for each reason.
fn reasons(clauses: &[&(String, Weight)], proposal: &Proposal<'_>, lang: Lang) -> Vec<String> {
    let mut groups: Vec<(&Weight, Vec<&str>)> = Vec::new();
    for (id, weight) in clauses {
        match groups.iter_mut().find(|(other, _)| *other == weight) {
            Some((_, ids)) if !ids.contains(&id.as_str()) => ids.push(id),
            Some(_) => {}
            None => groups.push((weight, vec![id])),
        }
    }
    let line = |(weight, ids): (&Weight, Vec<&str>)| {
        let first = ids.first().copied().unwrap_or_default();
        let ids = lang.list(&ids);
        let mut text = match weight {
            Weight::Counts => String::new(),
            Weight::Settled(reason) => say!(lang, "review.settled", ids = ids, reason = reason),
            Weight::NoPerson => say!(lang, "review.no-person", ids = ids),
            Weight::Outranked(who, date, line) => {
                say!(lang, "review.outranked", ids = ids, who = who, date = date, file = SIGNOFFS, line = line)
            }
            Weight::Same(who, date) => say!(lang, "review.same", ids = ids, who = who, date = date),
            Weight::NoStatement(None) => say!(lang, "review.no-statement", ids = ids, first = first),
            Weight::NoStatement(Some(date)) => {
                say!(lang, "review.old-statement", ids = ids, date = date, first = first)
            }
            Weight::Own => say!(lang, "review.own", ids = ids, who = proposal.reviewer),
            Weight::Early(stated) => {
                say!(lang, "review.early", ids = ids, stated = stated, signed = proposal.date)
            }
        };
        text = visible(&conceal(&text)).into_owned();
        text
    };
    groups.into_iter().map(line).filter(|line| !line.is_empty()).collect()
}

impl Done {
    /// The row, each line set in.
    #[must_use]
    pub fn shown(&self) -> String {
        self.row.lines().fold(String::new(), |mut text, line| {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "    {}", visible(line));
            text
        })
    }
}
