//! What is to be done next in a studio: one reason each, the person it belongs to, and the day it is due. Persons and days
//! come from the records by the roles of their fields; where the records name nobody, nobody is named.

use jiff::civil::Date;

use super::wait::Wait;
use super::{Judged, Province, Report, root};
use crate::finding::{Finding, Place, Severity, Verdict};
use crate::record::row::Row;
use crate::record::{Record, Studio, is_blank, items, list_at};
use crate::say;
use crate::standard::kind::{Field, Role, Type};
use crate::standard::predicate::{Due as Begun, Predicate};
use crate::standard::rule::{GroupBy, Rule, When};
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The clause, or the name of a rule that is none.
    pub rule: String,
    /// The verdict of the clause.
    pub verdict: Option<Verdict>,
    /// How much the finding weighs; nothing where one only waits.
    pub severity: Option<Severity>,
    /// Why.
    pub reason: String,
    /// Where; nothing where one only waits.
    pub place: Option<Place>,
    /// Whose it is.
    pub person: Option<String>,
    /// Until when.
    pub due: Option<Date>,
}

/// What is to be done in `studio`: what is wrong first, the gravest before the others, then what waits for a person, then
/// what is not due yet. Notes are left out.
#[must_use]
pub fn todos(studio: &Studio<'_>, report: &Report<'_>, province: &Province, lang: Lang) -> Vec<Todo> {
    let verdict = |rule: &str| {
        report.clauses.iter().chain(&report.local).find(|clause| clause.id() == rule).map(|clause| clause.verdict)
    };
    let finding = |finding: &Finding| {
        let place = finding.places.first();
        let at = place.and_then(|place| row_at(studio, place));
        let due = at.as_ref().and_then(|row| row.date(Role::Due));
        Todo {
            rule: finding.rule.clone(),
            verdict: verdict(&finding.rule),
            severity: Some(finding.severity),
            reason: finding.message.clone(),
            place: place.map(|place| Place { excerpt: String::new(), label: None, ..place.clone() }),
            person: at.and_then(|row| person(studio, &row)).or_else(|| responsible(studio)),
            due: due.or(finding.due).or(province.deadline),
        }
    };
    let weighs = report.findings.iter().filter(|finding| finding.severity > Severity::Note);
    let mut todos: Vec<Todo> = weighs.map(finding).collect();
    // Broken files go first: what they hold is missing everywhere else.
    let broken = |todo: &Todo| todo.severity == Some(Severity::Error) && todo.rule.starts_with("record/");
    todos.sort_by_key(|todo| (std::cmp::Reverse(todo.severity), !broken(todo)));
    // Where nothing could be judged, the errors are all there is to do.
    let judged = !report.waits_for_root;
    let open = |wanted| {
        let all = report.clauses.iter().chain(&report.local);
        all.filter(move |clause| judged && clause.verdict == wanted)
    };
    todos.extend(open(Verdict::Unjudged).map(|clause| Todo {
        reason: clause.reason.clone().unwrap_or_default(),
        // A reviewer is somebody else than whoever answers for the records.
        person: responsible(studio).filter(|_| matches!(clause.waits, Some(Wait::Statement | Wait::Record))),
        ..waiting(clause, province.deadline)
    }));
    let mut later: Vec<Todo> = open(Verdict::NotDue)
        .map(|clause| Todo {
            reason: clause.reason.clone().unwrap_or_else(|| say!(lang, "todo.not-due")),
            person: responsible(studio),
            ..waiting(clause, until(studio, clause))
        })
        .collect();
    later.sort_by_key(|todo| (todo.due.is_none(), todo.due));
    todos.append(&mut later);
    todos
}

fn waiting(clause: &Judged<'_>, due: Option<Date>) -> Todo {
    let rule = clause.id().to_owned();
    Todo { rule, verdict: Some(clause.verdict), severity: None, reason: String::new(), place: None, person: None, due }
}

/// The record at a place, or the row of one of its lists that the place lies in.
fn row_at<'a>(studio: &'a Studio<'a>, place: &Place) -> Option<Row<'a>> {
    let source = studio.sources.iter().position(|source| source.is_called(&place.file))?;
    let record = studio.records.iter().find(|record| record.source == source || record.text == Some(source))?;
    let whole = studio.row(record);
    if record.source != source {
        return Some(whole);
    }
    let source = &studio.sources[source];
    let end = source.line_end(place.line);
    let mut found: Option<(usize, Row<'a>)> = None;
    for field in whole.fields.0.iter().filter(|field| field.of == Type::Rows) {
        let items = list_at(&record.table, &field.key);
        // Rows stand in order; the one that is meant begins last, and is the first on its line.
        let before = &items[..items.partition_point(|item| item.span().start < end)];
        let Some(line) = before.last().map(|item| source.line(item.span().start)) else { continue };
        let number =
            before.len() - before.iter().rev().take_while(|item| source.line(item.span().start) == line).count();
        let Some(row) = Row::in_list(record, field, number, &before[number]) else { continue };
        if found.as_ref().is_none_or(|(last, _)| *last < line) {
            found = Some((line, row));
        }
    }
    Some(found.map_or(whole, |(_, row)| row))
}

/// The person a row belongs to: one it names, else one its record names.
fn person(studio: &Studio<'_>, row: &Row<'_>) -> Option<String> {
    if is_root(studio, row.record) {
        return None;
    }
    let of = |row: &Row<'_>| {
        row.fields.0.iter().filter(|field| names_people(studio, field)).find_map(|field| {
            let texts = items(row.table.get(field.key.as_str())?).iter().filter_map(|item| item.get_ref().as_str());
            let names: Vec<&str> = texts.filter(|text| is_somebody(studio, text)).collect();
            (names.len() == 1).then(|| shown(names[0]))
        })
    };
    of(row).or_else(|| of(&studio.row(row.record)))
}

/// Whether what stands where a name should is one, and no word for nobody.
fn is_somebody(studio: &Studio<'_>, name: &str) -> bool {
    !is_blank(name) && !studio.standard.about.is_nobody(name)
}

/// A name, should somebody have put a number in its place, without that.
fn shown(name: &str) -> String {
    conceal(name).into_owned()
}

/// Whether a field names people: by its role, or because it refers to records that are people.
fn names_people(studio: &Studio<'_>, field: &Field) -> bool {
    let target = || field.target.and_then(|target| studio.standard.targets.get(target));
    let is_person = |kind: usize| studio.standard.kinds[kind].fields.of_people();
    field.has(Role::Person) || target().is_some_and(|target| target.field.is_none() && is_person(target.kind))
}

fn is_root(studio: &Studio<'_>, record: &Record<'_>) -> bool {
    studio.standard.kind_of(crate::load::STUDIO) == Some(record.kind)
}

/// Who answers for the studio, as its root file says; where it does not, the first person it names.
fn responsible(studio: &Studio<'_>) -> Option<String> {
    let root = root(studio)?;
    let named = |role| root.told(role).map(|(name, _)| name).filter(|name| is_somebody(studio, name));
    named(Role::Responsible).or_else(|| named(Role::Person)).map(shown)
}

/// The day on which a clause that is not due can first be judged: the end of the semester or year it asks about.
fn until(studio: &Studio<'_>, clause: &Judged<'_>) -> Option<Date> {
    let calendar = &studio.calendar;
    let groups = |by: GroupBy| clause.clause.rules.iter().any(|rule| rule.per.iter().any(|per| per.by == by));
    let yearly = groups(GroupBy::Year)
        || clause.clause.rules.iter().any(|rule| matches!(rule.when, When::Ended | When::Running | When::Throughout));
    // What the beginning of a year asks for comes first.
    let is_begun = |rule: &Rule| matches!(rule.predicate, Predicate::Count { due: Begun::Begun, .. });
    let begun = || calendar.first_semester(calendar.days_of(calendar.today)).to;
    let begun = clause.clause.rules.iter().any(is_begun).then(begun).filter(|day| *day >= calendar.today);
    let running = calendar.semesters.iter().map(|semester| semester.period).find(|one| one.to >= calendar.today);
    match () {
        () if calendar.today < calendar.window.from => Some(calendar.window.from),
        () if calendar.younger => calendar.begins_later(),
        () if groups(GroupBy::Semester) => running.map(|period| period.to),
        () if yearly => begun.or_else(|| Some(calendar.days_of(calendar.today).to)),
        () => None,
    }
}
