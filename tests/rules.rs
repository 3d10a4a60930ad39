//! Every rule of the standard has a fixture in `tests/rules`: a small patch on `examples/school`, the mistake a school would
//! make, and exactly the findings it must give. A fixture is red without its rule, so no rule stands that no fixture needs.
//!
//! A fixture is named by its clause and the rule's number there, `1.1.1-d.1.toml`, with a word more where one rule fails in
//! several ways; `/` in the name of a demand is written `~`. `STUDIO_BLESS=1 cargo test --test rules` writes what is found
//! into the fixtures, after a change of wording: read the difference before it is kept.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

#[path = "rules/harness/fixture.rs"]
mod fixture;
#[path = "rules/harness/tree.rs"]
mod tree;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use studio::check::{self, Options, Report};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::indicator::Clause;
use studio::standard::rule::Rule;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use fixture::{Expect, Fixture};
use tree::Tree;

fn check<'s>(standard: &'s Standard, folder: &Path, today: Date, only: &[&str]) -> Report<'s> {
    let only = only.iter().map(ToString::to_string).collect();
    check::studio(
        standard,
        folder,
        folder,
        &Dates::default(),
        &Options { only, facts: true, ..Options::new(today, Lang::Zh) },
    )
}

fn clauses(standard: &Standard) -> impl Iterator<Item = &Clause> {
    standard.clauses().chain(&standard.demands)
}

/// What a check shows of one clause, beside the findings of all.
#[derive(Debug, PartialEq)]
struct Seen {
    findings: Vec<Expect>,
    verdict: Option<String>,
    facts: Vec<String>,
    /// How the words were read, as the clause's own findings print it.
    readings: Vec<String>,
}

impl Seen {
    fn of(report: &Report, clause: &str) -> Self {
        let judged = report.clauses.iter().find(|judged| judged.id() == clause);
        let own = report.findings.iter().filter(|found| found.rule == clause);
        Self {
            readings: own.filter_map(|found| found.reading.clone()).collect(),
            findings: report.findings.iter().map(Expect::from).collect(),
            verdict: judged.map(|judged| judged.verdict.token().to_owned()),
            facts: judged.map_or_else(Vec::new, |judged| judged.facts.clone()),
        }
    }

    /// Whether it shows what the fixture says of its clause alone.
    fn shows_clause_of(&self, fixture: &Fixture) -> bool {
        let own = |all: &[Expect]| all.iter().filter(|one| one.rule == fixture.clause).cloned().collect::<Vec<_>>();
        own(&self.findings) == own(&fixture.expect)
            && (fixture.verdict.is_none() || self.verdict == fixture.verdict)
            && fixture.fact.as_ref().is_none_or(|fact| self.facts.contains(fact))
    }
}

#[test]
fn every_rule_has_a_fixture_and_every_fixture_a_rule() {
    let standard = embedded().expect("the standard");
    let fixtures = fixture::all().expect("fixtures");
    let rules: BTreeSet<(&str, usize)> =
        clauses(&standard).flat_map(|clause| (1..=clause.rules.len()).map(|n| (clause.id.as_str(), n))).collect();
    let named: BTreeSet<(&str, usize)> = fixtures.iter().map(|one| (one.clause.as_str(), one.rule)).collect();
    let missing: Vec<String> = rules.difference(&named).map(|(clause, n)| format!("{clause}.{n}")).collect();
    let stray: Vec<String> = named.difference(&rules).map(|(clause, n)| format!("{clause}.{n}")).collect();
    assert!(missing.is_empty(), "{} of {} rules have no fixture: {}", missing.len(), rules.len(), missing.join(" "));
    assert!(stray.is_empty(), "fixtures of no rule: {}", stray.join(" "));
}

#[test]
fn the_example_is_silent() {
    let standard = embedded().expect("the standard");
    let report = check(&standard, &Tree::example(), fixture::TODAY, &[]);
    let findings: Vec<String> = report.findings.iter().map(|found| Expect::from(found).to_string()).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
    let calm = [Verdict::Met, Verdict::NotApplicable, Verdict::NotDue];
    let open = report.clauses.iter().filter(|judged| !calm.contains(&judged.verdict));
    let open: Vec<String> = open.map(|judged| format!("{} {}", judged.id(), judged.verdict.token())).collect();
    assert!(open.is_empty(), "{}", open.join("\n"));
}

#[test]
fn each_fixture_gives_what_it_says_and_is_red_without_its_rule() {
    let whole = embedded().expect("the standard");
    let plain = check(&whole, &Tree::example(), fixture::TODAY, &[]);
    let trial = Trial { tree: Tree::read(), plain, bless: std::env::var_os("STUDIO_BLESS").is_some() };
    let fixtures = fixture::all().expect("fixtures");
    let one = |standard: &mut Standard, mut fixture: Fixture| {
        let faults = trial.of(standard, &mut fixture).unwrap_or_else(|fault| vec![fault]);
        (!faults.is_empty()).then(|| format!("{}: {}\n{}", fixture.path(), fixture.about, faults.join("\n")))
    };
    // A rule is taken out of a standard, so each part of the work has one of its own.
    let own = || embedded().expect("the standard");
    let share = fixtures.len().div_ceil(2 * rayon::current_num_threads());
    let red: Vec<String> = fixtures.into_par_iter().with_min_len(share).map_init(own, one).flatten().collect();
    assert!(red.is_empty(), "{} fixtures are wrong\n\n{}", red.len(), red.join("\n\n"));
}

/// What trying out a fixture needs.
struct Trial<'s> {
    tree: Tree,
    /// The example as it is.
    plain: Report<'s>,
    bless: bool,
}

impl Trial<'_> {
    /// Checks the patched example with the rule and without it; gives what is wrong.
    fn of(&self, standard: &mut Standard, fixture: &mut Fixture) -> Result<Vec<String>, String> {
        let folder = self.tree.patched(fixture)?;
        let see = |standard: &Standard, only: &[&str]| {
            Seen::of(&check(standard, folder.path(), fixture.today, only), &fixture.clause)
        };
        let with = see(standard, &[]);
        let rule = take(standard, fixture)?;
        let without = see(standard, &[&fixture.clause]);
        change(standard, &fixture.clause, |rules| rules.insert(fixture.rule - 1, rule))?;
        let plain = self.plain.clauses.iter().find(|judged| judged.id() == fixture.clause && fixture.patches());
        let plain: &[String] = plain.map_or(&[], |judged| &judged.facts);
        if self.bless {
            let own = with.facts.iter().filter(|fact| !without.facts.contains(fact) && !plain.contains(fact));
            fixture.take_over(own, &with)?;
        }
        let mut faults = wrong(fixture, &with);
        if let Some(fact) = fixture.fact.as_ref().filter(|fact| plain.contains(fact)) {
            faults.push(format!("the fact is there without the patch, too: {fact}"));
        }
        if without.shows_clause_of(fixture) {
            faults.push(format!("it is not red without rule {} of {}", fixture.rule, fixture.clause));
        }
        Ok(faults)
    }
}

/// In what the fixture is not what was seen.
fn wrong(fixture: &Fixture, seen: &Seen) -> Vec<String> {
    let mut faults = Vec::new();
    if seen.findings != fixture.expect {
        faults.push(difference(&fixture.expect, &seen.findings));
    }
    if seen.verdict != fixture.verdict {
        faults.push(format!("verdict: {:?} expected, {:?} found", fixture.verdict, seen.verdict));
    }
    for (what, wanted, all) in [("fact", &fixture.fact, &seen.facts), ("reading", &fixture.reading, &seen.readings)] {
        if let Some(wanted) = wanted.as_ref().filter(|wanted| !all.contains(wanted)) {
            faults.push(format!("{what} expected: {wanted}\n  found: {}", all.join("\n         ")));
        }
    }
    if fixture.expect.is_empty() && fixture.fact.is_none() && matches!(fixture.verdict.as_deref(), None | Some("met")) {
        faults.push("it expects nothing: no finding, no fact, no verdict but met".to_owned());
    }
    faults
}

/// Takes the fixture's rule out of the standard.
fn take(standard: &mut Standard, fixture: &Fixture) -> Result<Rule, String> {
    change(standard, &fixture.clause, |rules| {
        let rule = (1..=rules.len()).contains(&fixture.rule).then(|| rules.remove(fixture.rule - 1));
        rule.ok_or_else(|| format!("{} has {} rules", fixture.clause, rules.len()))
    })?
}

/// Changes the rules of the clause `id`.
fn change<T>(standard: &mut Standard, id: &str, how: impl FnOnce(&mut Vec<Rule>) -> T) -> Result<T, String> {
    let indicators = standard.headings.iter_mut().flat_map(|heading| &mut heading.indicators);
    let mut all = indicators.flat_map(|indicator| &mut indicator.clauses).chain(&mut standard.demands);
    let clause = all.find(|clause| clause.id == id).ok_or_else(|| format!("no clause is called {id}"))?;
    let mut rules = std::mem::take(&mut clause.rules).into_vec();
    let made = how(&mut rules);
    clause.rules = rules.into();
    Ok(made)
}

/// The findings, `-` those only expected and `+` those only found.
fn difference(expected: &[Expect], found: &[Expect]) -> String {
    let gone = expected.iter().filter(|one| !found.contains(one)).map(|one| format!("- {one}"));
    let here = found.iter().map(|one| format!("{} {one}", if expected.contains(one) { " " } else { "+" }));
    let lines: Vec<String> = gone.chain(here).collect();
    if lines.iter().all(|line| line.starts_with("  ")) {
        return format!("the findings stand in another order or more than once:\n{}", lines.join("\n"));
    }
    format!("findings (- expected, + found):\n{}", lines.join("\n"))
}
