//! Judges clauses: runs their rules, asks whether a person has decided, and turns faults into findings.

use std::fmt::Display;

use super::arises::{self, Arises, arises};
use super::calendar::unasked;
use super::covers::Elsewhere;
use super::evidence::State;
use super::exception::EXCEPTIONS;
use super::open::leaned_on;
use super::outcome::{Fault, Outcome};
use super::person::{Decision, Judgement};
use super::series::Told;
use super::unread::{self, is_broken, withhold};
use super::wait::Wait;
use super::{Check, Judged, Report};
use super::{
    before, count, covers, distinct, docket, each, early, fact, interval, least, linked, loose, majority,
    one_at_a_time, series, words,
};
use crate::finding::{Finding, Severity, Verdict, is_unread};
use crate::record::row::Row;
use crate::say;
use crate::standard::indicator::{Clause, Decider, Level};
use crate::standard::kind::Stem;
use crate::standard::predicate::Predicate;
use crate::standard::rule::{Failing, Rule};
use crate::standard::{Standard, covers as prefix_covers};
use crate::text::message::{fill, say};
use crate::text::personal::conceal;

impl Check<'_> {
    /// The words of a finding: the rule's own, if it has some, else the engine's.
    pub fn word(&self, rule: &Rule, key: &str, names: &[(&str, &dyn Display)]) -> String {
        match &rule.message {
            Some(own) => fill(own.get(self.lang), names),
            None => say(self.lang, key, names),
        }
    }
}

/// Whether `id` is among what was asked for: a clause, an indicator above it, or the group of a name like `record/type`.
pub(super) fn asked(only: &[String], id: &str) -> bool {
    // What cannot be read is told whatever was asked for: it may be the cause of the rest.
    if is_unread(id) {
        return true;
    }
    let within = |prefix: &String| {
        prefix_covers(prefix, id) || id.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('/'))
    };
    only.is_empty() || only.iter().any(within)
}

/// Judges every clause and demand that was asked for; fills in verdicts and findings.
pub(super) fn judge<'a, 's: 'a>(
    check: &Check<'a>,
    standard: &'s Standard,
    only: &[String],
    report: &mut Report<'s>,
    findings: &mut Vec<Finding>,
) {
    let judgement = Judgement::read(check);
    let root = check.waits_for_root();
    let calendar = &check.studio.calendar;
    let early = calendar.today < calendar.window.from;
    if !(root || early) {
        findings.extend(judgement.faults(check));
    }
    let verdict = |clause: &'s Clause, findings: &mut Vec<Finding>| {
        if root {
            // Neither calendar nor window is known until the root file can be read.
            let reason = Some(say!(check.lang, "wait.root"));
            Judged { reason, ..Judged::new(clause, Verdict::Unjudged) }
        } else if early {
            // Before its window begins nothing is due.
            Judged::new(clause, Verdict::NotDue)
        } else if calendar.younger && (clause.label.is_none() || clause.origin.is_some()) {
            // Nor is it for a studio that began behind it, but for what the circular asks of whoever sends in.
            let reason = Some(unasked(calendar, check.lang));
            Judged { reason, ..Judged::new(clause, Verdict::NotDue) }
        } else {
            one(check, clause, &judgement, findings)
        }
    };
    for indicator in standard.indicators() {
        let before = report.clauses.len();
        for clause in indicator.clauses.iter().filter(|clause| asked(only, &clause.id)) {
            report.clauses.push(verdict(clause, findings));
        }
        if report.clauses.len() > before {
            report.indicators.push((&indicator.id, Verdict::NotApplicable));
        }
    }
    if !(root || early) {
        report.signoffs = docket::signed_in(check, &judgement, report);
    }
    for demand in standard.demands.iter().filter(|demand| asked(only, &demand.id)) {
        let judged = verdict(demand, findings);
        if demand.origin.is_some() {
            report.local.push(judged);
        }
    }
    findings.extend(judgement.past(check, report));
}

/// Leaves the findings that were asked for; gives how many errors others are.
pub(super) fn only_asked(only: &[String], findings: &mut Vec<Finding>) -> usize {
    let before = errors(findings);
    findings.retain(|finding| asked(only, &finding.rule));
    before - errors(findings)
}

fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn one<'a, 's: 'a>(
    check: &Check<'a>,
    clause: &'s Clause,
    judgement: &Judgement<'_>,
    findings: &mut Vec<Finding>,
) -> Judged<'s> {
    let mut judged = Judged::new(clause, Verdict::Met);
    let (mut unread, mut open) = (Vec::new(), Vec::new());
    // What is left to a person, who may have decided.
    let mut asking = Vec::new();
    let mut state = Verdict::Met;
    let mut stated = false;
    let mut unsaid = None;
    if let Some(applies) = &clause.applies {
        let arising = arises(check, (clause, applies), judgement);
        if arising != Arises::Yes && is_broken(check, applies.of.kind) {
            unread.push(applies.of.kind);
        }
        match arising {
            Arises::No if unread.is_empty() => {
                judged.verdict = Verdict::NotApplicable;
                judged.reason = Some(applies.otherwise.clone());
                return judged;
            }
            Arises::Stated(statement) if unread.is_empty() && !clause.is_persons_alone() => {
                state = Verdict::Unevidenced;
                let fault = arises::unrecorded(check, applies, &judgement.statements[statement]);
                findings.push(finding(check, clause, (0, &Rule::default()), fault));
            }
            Arises::Stated(_) | Arises::Unsaid => {
                stated = arising != Arises::Unsaid;
                state = Verdict::Unjudged;
                unsaid = Some(arises::reason(check, applies));
            }
            Arises::Yes | Arises::No => {}
        }
    }
    let (mut paper, mut perhaps) = (false, false);
    for mut held in ruled(check, clause, state) {
        unread.append(&mut held.unread);
        open.append(&mut held.open);
        state = state.max(held.outcome.state);
        paper |= held.outcome.paper;
        perhaps |= held.outcome.perhaps;
        if check.facts {
            // A fact says what stands in the records.
            judged.facts.extend(held.outcome.facts.iter().map(|fact| conceal(fact).into_owned()));
        }
        for fault in held.outcome.faults {
            let into = if fault.state == Verdict::Unjudged { &mut asking } else { &mut *findings };
            into.push(finding(check, clause, (held.index, held.rule), fault));
        }
    }
    if clause.rules.is_empty() && clause.decided_by.contains(&Decider::Evidence) {
        // No rule says where its evidence stands: it hangs on the statement.
        if let Some(row) = judgement.bare_statement(check, &clause.id) {
            state = Verdict::Unevidenced;
            let message = say!(check.lang, "evidence.statement");
            let fault = Fault::new(vec![check.place(row, None)], "evidence", message);
            findings.push(finding(check, clause, (0, &Rule::default()), fault));
        }
    }
    if state == Verdict::NotDue && clause.rules.iter().any(|rule| count::is_in_holidays(check, rule)) {
        let window = check.studio.calendar.window;
        judged.reason = Some(say!(check.lang, "calendar.holidays", from = window.from, to = window.to));
    }
    let signoff = judgement.signoff(check, &clause.id);
    let refusal = judgement.refusal(check, &clause.id, signoff);
    judged.person = clause.needs_person() || paper || state == Verdict::Unjudged || refusal.is_some();
    if judged.person {
        let with_statement = (clause.needs_person() || stated) && refusal.is_none();
        let open = state == Verdict::Unjudged && !stated && refusal.is_none();
        let lent = open && (perhaps || !clause.needs_person());
        let about = signoff.filter(|signoff| !lent || judgement.is_about(*signoff, &clause.id));
        match (judgement.decision(check, clause, about, with_statement), refusal) {
            (Decision::Accepted, Some((place, day))) => {
                state = Verdict::Unmet;
                let fault = Fault::new(vec![place], format!("refused {day}"), say!(check.lang, "person.refused"));
                let help = say!(check.lang, "person.refused.help");
                findings.push(Finding { help, ..finding(check, clause, (0, &Rule::default()), fault) });
            }
            (Decision::Accepted, None) => {
                // Who signed many clauses at once need not have seen what is doubtful in one.
                if about.is_some_and(|signoff| judgement.is_about(signoff, &clause.id)) {
                    asking.clear();
                }
                if state == Verdict::Unjudged {
                    state = Verdict::Met;
                }
            }
            (Decision::Waits(wait), _) => {
                state = state.max(Verdict::Unjudged);
                let past = judgement.before(wait, &clause.id).next().is_some();
                let again = || say!(check.lang, "wait.past", from = check.studio.calendar.window.from);
                judged.reason = Some(if past { again() } else { wait.say(check.lang) });
                judged.waits = Some(wait);
            }
        }
    }
    findings.append(&mut asking);
    let waits = !unread.is_empty() || !open.is_empty();
    if (waits || unsaid.is_some()) && !matches!(state, Verdict::Unmet | Verdict::Unevidenced) {
        state = Verdict::Unjudged;
        judged.waits = Some(Wait::Record);
        judged.reason = unsaid.filter(|_| !waits).or_else(|| Some(unread::reason(check, &unread, &open)));
    }
    judged.verdict = state;
    judged
}

/// A rule, or the better of two of which one is enough, and what came of it.
struct Held<'a> {
    index: usize,
    rule: &'a Rule,
    outcome: Outcome,
    unread: Vec<usize>,
    open: Vec<Row<'a>>,
}

/// What came of the rules of a clause; nothing where no record says that it applies.
fn ruled<'a>(check: &Check<'a>, clause: &'a Clause, state: Verdict) -> Vec<Held<'a>> {
    let mut all: Vec<Held<'a>> = Vec::new();
    let rules = if state == Verdict::Met { &*clause.rules } else { &[] };
    for index in 0..rules.len() {
        let behind = || rules.iter().enumerate().skip(index + 1).take_while(|(_, rule)| rule.stands_for.is_some());
        let elsewhere: Vec<_> =
            behind().filter_map(|(index, _)| Held::new(check, rules, index, &[]).standing()).collect();
        let held = Held::new(check, rules, index, &elsewhere);
        let adds = held.rule.stands_for.is_some();
        match all.pop() {
            // What it stands for is counted there already.
            Some(before) if adds && before.outcome.state != Verdict::Unmet => all.push(before),
            Some(before) if adds || held.rule.or => all.push(before.or(check, held)),
            before => all.extend(before.into_iter().chain([held])),
        }
    }
    all
}

impl<'a> Held<'a> {
    /// What comes of one of `rules`, of whose list these values stand elsewhere.
    fn new(check: &Check<'a>, rules: &'a [Rule], index: usize, elsewhere: &[Elsewhere<'_>]) -> Self {
        let rule = &rules[index];
        let mut outcome = evaluate(check, rule, elsewhere);
        let unread = withhold(check, rule, &mut outcome);
        let again = || evaluate(check, rule, elsewhere);
        let mut open = leaned_on(check, rule, &mut outcome, again);
        if unread.is_empty() && open.is_empty() {
            open = loose::leaned_on(check, rule, &mut outcome, again);
        }
        Held { index, rule, outcome, unread, open }
    }

    /// What it stands for in the list of the rule before it, where it holds, and holds with nothing that is still open.
    fn standing(self) -> Option<Elsewhere<'a>> {
        let holds = self.outcome.state == Verdict::Met && self.unread.is_empty() && self.open.is_empty();
        let state = if self.outcome.paper { State::Paper } else { State::File };
        Some((self.rule.stands_for.as_deref().filter(|_| holds)?, state))
    }

    /// The better of two, with the facts of both; where neither holds, both are told as one.
    fn or(self, check: &Check<'_>, other: Self) -> Self {
        let rank = |one: &Self| (one.outcome.state, !(one.unread.is_empty() && one.open.is_empty()));
        let (mut best, rest) = if rank(&other) < rank(&self) { (other, self) } else { (self, other) };
        if best.outcome.state == Verdict::Unmet
            && let Some(fault) = best.outcome.faults.first_mut()
        {
            for other in &rest.outcome.faults {
                fault.message = say!(check.lang, "either", one = fault.message, other = other.message);
            }
        }
        let mut facts = [std::mem::take(&mut best.outcome.facts), rest.outcome.facts];
        if rest.index < best.index {
            facts.reverse();
        }
        best.outcome.facts = facts.concat();
        best
    }
}

fn evaluate<'a>(check: &Check<'a>, rule: &'a Rule, elsewhere: &[Elsewhere<'_>]) -> Outcome {
    let mut outcome = hold(check, rule, elsewhere);
    early::check(check, rule, &mut outcome);
    let fails = match rule.fails {
        Failing::Unmet => return outcome,
        Failing::Unjudged => Verdict::Unjudged,
        Failing::NotDue => Verdict::NotDue,
    };
    if outcome.state == Verdict::Unmet {
        outcome.state = fails;
        for fault in &mut outcome.faults {
            if fault.state == Verdict::Unmet {
                fault.state = fails;
            }
            fault.severity = fault.severity.or(Some(Severity::Warning));
        }
    }
    outcome
}

fn hold<'a>(check: &Check<'a>, rule: &'a Rule, elsewhere: &[Elsewhere<'_>]) -> Outcome {
    match &rule.predicate {
        Predicate::Unset => Outcome::default(),
        Predicate::Count { at_least, at_most, lasts, due } => {
            count::check(check, rule, (*at_least, *at_most), (*lasts, *due))
        }
        Predicate::Each { has, must, none, missing } => each::check(check, rule, (has, must), *none, *missing),
        Predicate::Covers { value, list, missing } => covers::check(check, rule, value, (list, *missing), elsewhere),
        Predicate::Linked { from, none } => linked::check(check, rule, from, *none),
        Predicate::OneAtATime => one_at_a_time::check(check, rule),
        Predicate::Majority { most } => majority::check(check, rule, most),
        Predicate::Distinct { value, at_least } => distinct::check(check, rule, value, *at_least),
        Predicate::Before { earlier, later } => before::check(check, rule, earlier, later),
        Predicate::Series { by, within, value, points, needs, most } => {
            let told = Told { by, within, value, points: *points };
            series::check(check, rule, &told, needs, *most)
        }
        Predicate::Interval { at_most } => interval::check(check, rule, *at_most),
        Predicate::Least { value, at_least, units, none } => {
            least::check(check, rule, value, (*at_least, units), *none)
        }
        Predicate::Words { text, at_most } => words::check(check, rule, text, *at_most),
        Predicate::Fact { show, by, from, to } => fact::check(check, rule, *show, by, (from.as_ref(), to.as_ref())),
    }
}

fn finding(check: &Check<'_>, clause: &Clause, (index, rule): (usize, &Rule), fault: Fault) -> Finding {
    let level: Level = rule.level.unwrap_or(clause.level);
    let severity = fault.severity.unwrap_or(level.severity());
    let mut help = fault.help.unwrap_or_else(|| clause.help.trim().to_owned());
    if fault.create && rule.of.steps.is_empty() {
        let kind = &check.standard.kinds[rule.of.kind];
        if let Some(folder) = kind.folder() {
            let calendar = &check.studio.calendar;
            // An example may be of a year as another calendar has it.
            let day = fault.due.unwrap_or_else(|| calendar.last_day());
            let year = kind.stem.map(|Stem::Year| calendar.year_of(day).0);
            let stem = year.as_deref().or(kind.example.as_deref()).unwrap_or("1");
            let name = format!("{stem}.toml");
            help.push_str(&say!(check.lang, "help.create", folder = folder, name = name));
        }
    }
    if fault.state == Verdict::Unjudged {
        help.push_str(&say!(check.lang, "help.judge"));
    }
    // What is over cannot be made up for; a clause may say so itself.
    if fault.create && fault.over && !clause.help.contains(EXCEPTIONS) {
        help.push_str(&say!(check.lang, "help.over"));
    }
    let detail = format!("{}.{}", index + 1, fault.detail);
    let mut finding = Finding::new(&clause.id, severity, fault.places, &detail, fault.message, help);
    super::local::mark(&mut finding, check.standard.overlay(clause.origin.as_ref()), check.lang);
    finding.due = fault.due;
    finding.reading = rule.reading.clone().or_else(|| clause.reading.clone());
    finding
}
