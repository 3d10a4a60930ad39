//! From a clause to the records that would satisfy it: what its rules fix is filled in, what only the school knows is blank.
//! Where a record that is there has to change, it is said which and how, and nothing is written that would not help.

mod advice;
mod place;
mod settle;
mod values;
mod want;

use super::given::{Given, Known};
use super::record::{Desk, Wanted};
use crate::check::{Report, Wait, lacks};
use crate::failure::Result;
use crate::finding::{Finding, Verdict};
use crate::record::{Studio, Value};
use crate::say;
use crate::standard::covers;
use crate::standard::indicator::{Clause, Decider};
use crate::standard::kind::Type;
use crate::standard::predicate::{OnMissing, Predicate};
use crate::standard::rule::{GroupBy, Rule};
use crate::text::lang::Lang;

use self::want::Wants;

/// The file of what a school states.
const STATEMENTS: &str = "statements.toml";

/// What was done for a clause.
#[derive(Debug, Default)]
pub struct Done {
    /// The paths written.
    pub written: Vec<String>,
    /// What is to be known or done besides.
    pub told: Vec<String>,
}

/// Puts on the desk what `clause` still asks for, and makes the changes.
///
/// # Errors
/// A name that is needed or taken; a file that cannot be written.
pub fn satisfy(mut desk: Desk<'_>, clause: &Clause, report: &Report<'_>, wanted: &Wanted) -> Result<Done> {
    let (lang, studio) = (desk.lang, desk.studio);
    let judged = report.clauses.iter().chain(&report.local).find(|judged| judged.clause.id == clause.id);
    let verdict = judged.map(|judged| judged.verdict);
    if matches!(verdict, Some(Verdict::NotApplicable | Verdict::Excepted)) {
        let reason = judged.and_then(|judged| judged.reason.clone()).unwrap_or_default();
        return Ok(Done {
            told: vec![say!(lang, "for.not-asked", id = clause.id, reason = reason)],
            ..Done::default()
        });
    }
    let open = Open { findings: report.findings.iter().filter(|found| found.rule == clause.id).collect(), verdict };
    let mut told = Vec::new();
    let mut wants = Wants::new(studio);
    let judging = clause.rules.iter().enumerate().filter(|(_, rule)| !matches!(rule.predicate, Predicate::Fact { .. }));
    let mut rules: Vec<(usize, &Rule)> = judging.filter(|(index, rule)| open.has(*index, rule)).collect();
    // What asks for rows comes before what asks something of each.
    rules.sort_by_key(|(_, rule)| matches!(rule.predicate, Predicate::Each { .. }));
    for (index, rule) in &rules {
        let findings = open.of(*index);
        if !ask(&mut wants, rule, &findings) {
            told.extend(advice::advise(studio, (&clause.id, rule), &findings, lang));
        }
    }
    for rule in &clause.rules {
        if let Predicate::Before { earlier, later } = &rule.predicate {
            wants.remark(rule, earlier, later);
        }
    }
    let all = studio.standard.clauses().chain(studio.standard.local());
    wants.alike(all.flat_map(|clause| &clause.rules));
    let nothing = rules.is_empty();
    if nothing && clause.decided_by == [Decider::Record] && judged.is_none() {
        told.push(say!(lang, "for.met", id = clause.id));
    } else if let Some(reason) =
        judged.filter(|one| nothing && one.waits == Some(Wait::Record)).and_then(|one| one.reason.as_ref())
    {
        told.push(reason.clone());
    } else if nothing {
        state(&mut desk, clause, verdict, &mut told)?;
    }
    wants.settle(&mut desk, wanted, &[head(clause)], &mut told)?;
    let written = desk.commit()?;
    if !nothing && clause.needs_person() {
        told.push(say!(lang, "for.statement-later", id = clause.id));
    }
    if !nothing || written.is_empty() {
        told.push(say!(lang, "explain.help", help = clause.help.trim()));
    }
    Ok(Done { written, told })
}

/// What a check says of a clause.
struct Open<'f> {
    findings: Vec<&'f Finding>,
    verdict: Option<Verdict>,
}

impl<'f> Open<'f> {
    /// The findings of one rule.
    fn of(&self, index: usize) -> Vec<&'f Finding> {
        let mark = format!("#{}.", index + 1);
        self.findings.iter().filter(|found| found.key.contains(&mark)).copied().collect()
    }

    /// Whether a rule still asks for something: it has a finding, or its time has not come and it may be fulfilled before.
    fn has(&self, index: usize, rule: &Rule) -> bool {
        let timed = rule.per.iter().any(|per| matches!(per.by, GroupBy::Semester | GroupBy::Year));
        let early = self.verdict == Some(Verdict::NotDue);
        let waits = timed || matches!(rule.predicate, Predicate::Series { .. } | Predicate::Each { .. });
        !self.of(index).is_empty() || (early && waits && self.findings.is_empty())
    }
}

/// Whether what a rule asks for can be written anew; then it is wanted.
fn ask(wants: &mut Wants<'_>, rule: &Rule, findings: &[&Finding]) -> bool {
    // What is there and lacks its evidence does not want a second of its kind.
    if !findings.is_empty() && findings.iter().all(|found| wants.is_about_evidence(rule, found)) {
        return false;
    }
    match &rule.predicate {
        Predicate::Count { at_most: Some(_), .. } => false,
        Predicate::Count { at_least, .. } => wants.rows(rule, findings, (*at_least).max(1), &|_, _, _| ()),
        Predicate::Each { has, must, .. } => {
            let there = wants.fitting(rule) > 0;
            !there
                && wants.each(rule, findings, &|wants, record, row| {
                    for path in has {
                        wants.blank(rule, path, record, row);
                    }
                    wants.conditions(rule, must, record, row);
                })
        }
        Predicate::Covers { value, list, missing } => {
            let plain = !value.follows() && rule.per.is_empty();
            let many = value.last().is_some_and(|field| field.many);
            let missing_all = wants.missing(rule, value, list);
            if !plain || missing_all.is_empty() {
                return false;
            }
            if many {
                return wants.rows(rule, findings, 1, &|wants, record, row| {
                    wants.all(rule, value, &missing_all, record, row);
                });
            }
            let number = if *missing == OnMissing::Fail { missing_all.len() } else { 1 };
            missing_all.iter().take(number).all(|name| {
                wants.rows(rule, findings, 1, &|wants, record, row| {
                    wants.any(rule, value, std::slice::from_ref(name), &missing_all, record, row);
                })
            })
        }
        Predicate::Series { by, within, value, points, needs, .. } => {
            // Of several that must be there, those that are lacking.
            let named: Vec<&str> = findings.iter().flat_map(|found| lacks(&found.key)).collect();
            let is_open = |need: &&String| named.is_empty() || named.contains(&need.as_str());
            let needs: Vec<&String> = needs.iter().filter(is_open).collect();
            let ways = needs.len().max(1);
            let points = (*points).max(1);
            wants.series(rule, findings, points * ways, &|wants, number, record, row| {
                for path in by.iter().chain(within).chain([value]) {
                    wants.blank(rule, path, record, row);
                }
                if let (Some(need), Some(path)) = (needs.get(number / points), by.first()) {
                    wants.only(rule, path, need, record, row);
                    if number == 0 {
                        wants.called = Some((*need).clone());
                    }
                }
            })
        }
        Predicate::OneAtATime if wants.is_empty_of(rule.of.kind) => wants.rows(rule, findings, 1, &|_, _, _| ()),
        Predicate::Unset
        | Predicate::Linked { .. }
        | Predicate::OneAtATime
        | Predicate::Majority { .. }
        | Predicate::Distinct { .. }
        | Predicate::Before { .. }
        | Predicate::Words { .. }
        | Predicate::Interval { .. }
        | Predicate::Least { .. }
        | Predicate::Fact { .. } => false,
    }
}

/// Writes the statement that a clause wants of the school, unless there is one or no person decides it.
fn state(desk: &mut Desk<'_>, clause: &Clause, verdict: Option<Verdict>, told: &mut Vec<String>) -> Result<()> {
    let lang = desk.lang;
    let machine =
        !clause.rules.is_empty() && clause.rules.iter().any(|rule| !matches!(rule.predicate, Predicate::Fact { .. }));
    if clause.needs_person() && verdict == Some(Verdict::Met) {
        told.push(say!(lang, "for.met", id = clause.id));
        return Ok(());
    }
    if !clause.needs_person() {
        let key = match verdict {
            Some(Verdict::Unjudged) => "for.unjudged",
            Some(Verdict::NotDue) => "for.not-due",
            _ if machine => "for.met",
            _ => "for.no-duty",
        };
        told.push(crate::text::message::say(lang, key, &[("id", &clause.id)]));
        return Ok(());
    }
    let Some(kind) = desk.studio.standard.kind_of(STATEMENTS) else { return Ok(()) };
    if desk.studio.broken.iter().any(|(broken, _)| *broken == kind) {
        return desk.create_or_add(kind, &Given::default(), &[]);
    }
    if let Some(path) = stated(desk.studio, kind, &clause.id) {
        told.push(say!(lang, "for.stated", id = clause.id, path = path));
        return Ok(());
    }
    let Some(list) = desk.studio.standard.kinds[kind].fields.get("statement") else { return Ok(()) };
    let mut row = Given::default();
    row.values.insert("covers".to_owned(), Known::one(super::answer::quoted(&clause.id)));
    let today = desk.studio.calendar.today.to_string();
    row.values.insert("date".to_owned(), Known::one(today).noted(say!(Lang::Zh, "template.today")));
    let wants_evidence = clause.decided_by.contains(&Decider::Evidence) && !machine;
    for field in list.fields.with_type(Type::Evidence).filter(|_| wants_evidence) {
        row.values.insert(field.key.clone(), Known::blanks(1));
    }
    let mut given = Given::default();
    given.rows.insert(list.key.clone(), vec![row]);
    desk.create_or_add(kind, &given, &[head(clause)])
}

/// What a clause says, for whoever fills a record in.
fn head(clause: &Clause) -> String {
    say!(Lang::Zh, "template.clause", id = clause.id, text = clause.text.trim())
}

/// Where a statement on the clause stands.
fn stated(studio: &Studio<'_>, kind: usize, id: &str) -> Option<String> {
    let record = studio.of_kind(kind).first()?;
    let rows = record.table.get("statement")?.get_ref().as_array()?;
    let mine = rows.iter().find(|row| {
        let covered = row.get_ref().as_table().and_then(|row| row.get("covers")?.get_ref().as_array());
        covered.into_iter().flatten().any(|prefix| {
            let prefix = Value::Toml(prefix.get_ref());
            prefix.as_str().is_some_and(|prefix| covers(prefix, id))
        })
    })?;
    let place = studio.source(record).place(mine.span(), None);
    Some(format!("{}:{}", place.file, place.line))
}
