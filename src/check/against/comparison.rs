//! What has changed between an earlier state and a run: which verdicts turned, which findings are gone and which are new.
//! It owns all it says, and it weighs nothing against anything: there are sums and no score.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::state::{State, Told};
use super::{Before, Origin};
use crate::check::key::{before, keyed, same};
use crate::check::{Run, Turn};
use crate::finding::{Severity, Verdict, is_unread};

/// What has changed.
#[derive(Debug)]
pub struct Comparison {
    /// What the run is compared with.
    pub origin: Origin,
    /// The day the earlier state was checked for, if that is known; a revision's is the day of the run.
    pub today: Option<Date>,
    /// The studios in which something differs, in order of path.
    pub studios: Vec<Compared>,
    /// What differs in the findings of no single studio.
    pub common: Findings,
    /// How many studios are as they were.
    pub same: usize,
    /// Studios of the run of whose earlier state git knows nothing: they lie in submodules that are others now.
    pub unknown: Vec<String>,
}

/// A studio in which something differs.
#[derive(Debug)]
pub struct Compared {
    /// Its path relative to what is checked; empty for the folder itself.
    pub path: String,
    /// Its name; of one that is no more, the name it had.
    pub name: String,
    /// The name of its school.
    pub school: String,
    /// When it was there. Of a studio that is new or no more, nothing else is told.
    pub there: There,
    /// The days that were looked at then, where they are others than now.
    pub window: Option<(Date, Date)>,
    /// Indicators of the third level whose verdict turned, in the order of the standard.
    pub indicators: Vec<Turned>,
    /// Clauses whose verdict turned, in the order of the standard.
    pub clauses: Vec<Turned>,
    /// Demands of overlays whose verdict turned.
    pub local: Vec<Turned>,
    /// Its findings.
    pub findings: Findings,
}

/// When a studio was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// Then and now.
    Both,
    /// Only now.
    New,
    /// Only then.
    Gone,
    /// Then and now, but its root file could not be read then, so that nothing was judged; only what is found whether or not
    /// anything is judged is compared.
    UnreadThen,
    /// The same, of now.
    UnreadNow,
}

/// A verdict that turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The clause or the indicator.
    pub id: String,
    /// Then.
    pub was: Verdict,
    /// Now.
    pub is: Verdict,
    /// Which way.
    pub turn: Turn,
}

/// What differs in findings, each list by key.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// There then, and no more.
    pub gone: Vec<Told>,
    /// There now, and not then.
    pub new: Vec<Told>,
    /// There then and now, and of another weight.
    pub regraded: Vec<Regraded>,
}

/// A finding that weighs more or less than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regraded {
    /// What it weighed.
    pub was: Severity,
    /// As it is now.
    pub is: Told,
}

/// How many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Clauses that are better.
    pub better: usize,
    /// Clauses that are worse.
    pub worse: usize,
    /// Clauses that are otherwise.
    pub otherwise: usize,
    /// Findings that are gone.
    pub gone: usize,
    /// Findings that are new.
    pub new: usize,
}

impl Comparison {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.studios.is_empty() && self.common.is_empty()
    }

    /// What differs in the studio of the run at `path`, if anything.
    #[must_use]
    pub fn studio(&self, path: &str) -> Option<&Compared> {
        self.studios.iter().find(|one| one.path == path && one.there != There::Gone)
    }

    /// How many studios were there so.
    #[must_use]
    pub fn count(&self, there: There) -> usize {
        self.studios.iter().filter(|one| one.there == there).count()
    }

    /// All sums, those of no single studio among them.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut sums = Sums { gone: self.common.gone.len(), new: self.common.new.len(), ..Sums::default() };
        for one in self.studios.iter().map(Compared::sums) {
            sums.better += one.better;
            sums.worse += one.worse;
            sums.otherwise += one.otherwise;
            sums.gone += one.gone;
            sums.new += one.new;
        }
        sums
    }

    /// Takes in a studio then and now.
    fn take(&mut self, path: String, was: &State, is: &State) {
        match Compared::of(path, was, is) {
            Some(one) => self.studios.push(one),
            None => self.same += 1,
        }
    }
}

impl Compared {
    /// Its sums; what overlays ask is not among the clauses.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let count = |turn| self.clauses.iter().filter(|clause| clause.turn == turn).count();
        Sums {
            better: count(Turn::Better),
            worse: count(Turn::Worse),
            otherwise: count(Turn::Otherwise),
            gone: self.findings.gone.len(),
            new: self.findings.new.len(),
        }
    }

    /// A studio that is new or no more.
    fn alone(path: String, state: &State, there: There) -> Self {
        Self {
            path,
            name: state.name.clone(),
            school: state.school.clone(),
            there,
            window: None,
            indicators: Vec::new(),
            clauses: Vec::new(),
            local: Vec::new(),
            findings: Findings::default(),
        }
    }

    /// A studio then and now; nothing where it is as it was.
    fn of(path: String, was: &State, is: &State) -> Option<Self> {
        let there = match (was.blind, is.blind) {
            (_, true) => There::UnreadNow,
            (true, false) => There::UnreadThen,
            (false, false) => There::Both,
        };
        let mut one = Self::alone(path, is, there);
        one.findings = Findings::between(&was.findings, &is.findings, there != There::Both);
        if there == There::Both {
            one.window = was.window.filter(|window| is.window.is_some_and(|is| is != *window));
            one.indicators = turned(was, &was.indicators, &is.indicators);
            one.clauses = turned(was, &was.clauses, &is.clauses);
            one.local = turned(was, &was.local, &is.local);
        }
        let nothing = one.window.is_none() && one.indicators.is_empty() && one.clauses.is_empty();
        let nothing = nothing && one.local.is_empty() && one.findings.is_empty() && was.blind == is.blind;
        (!nothing).then_some(one)
    }
}

impl Findings {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty() && self.regraded.is_empty()
    }

    /// What differs; where one side is `blind`, only in what is found whether or not anything is judged.
    fn between(was: &BTreeMap<String, Told>, is: &BTreeMap<String, Told>, blind: bool) -> Self {
        let told = |one: &&Told| !blind || is_unread(&one.rule);
        let regraded = is.iter().filter_map(|(key, is)| {
            let was = before(was, key)?.1.severity;
            (was != is.severity).then(|| Regraded { was, is: is.clone() })
        });
        // What lacks only a part of what it lacked is neither gone nor new.
        let gone = was.iter().filter(|(key, _)| same(is, key).next().is_none());
        let new = is.iter().filter(|(key, _)| before(was, key).is_none());
        Self {
            gone: gone.map(|(_, one)| one).filter(told).cloned().collect(),
            new: new.map(|(_, one)| one).filter(told).cloned().collect(),
            regraded: regraded.collect(),
        }
    }
}

/// The verdicts that turned, in the order of `is`. What only one side knows has not turned; what nobody could judge in the state
/// `before` has become neither better nor worse.
fn turned(before: &State, was: &[(String, Verdict)], is: &[(String, Verdict)]) -> Vec<Turned> {
    let was: BTreeMap<&str, Verdict> = was.iter().map(|(id, verdict)| (id.as_str(), *verdict)).collect();
    let turned = |(id, is): &(String, Verdict)| {
        let was = *was.get(id.as_str())?;
        let turn = Turn::of(was, *is)?;
        let turn = if before.is_unseen(id) { Turn::Otherwise } else { turn };
        Some(Turned { id: id.clone(), was, is: *is, turn })
    };
    is.iter().filter_map(turned).collect()
}

/// What has changed from `before` to `run`.
pub(super) fn compare(before: &Before, run: &Run<'_>) -> Comparison {
    let mut common = BTreeMap::new();
    let mut found: BTreeMap<String, BTreeMap<String, Told>> = BTreeMap::new();
    for one in keyed(run, &before.way) {
        match one.report {
            Some(report) => {
                drop(found.entry(one.studio).or_default().insert(one.key, Told::of(one.finding, &report.path)));
            }
            None => drop(common.insert(one.key, Told::of(one.finding, ""))),
        }
    }
    let mut comparison = Comparison {
        origin: before.origin.clone(),
        today: before.today,
        studios: Vec::new(),
        common: Findings::between(&before.common, &common, false),
        same: 0,
        unknown: Vec::new(),
    };
    let mut left: BTreeMap<&str, &State> = before.studios.iter().map(|(name, state)| (name.as_str(), state)).collect();
    let mut unmatched = Vec::new();
    for report in &run.studios {
        let name = crate::check::key::studio(&before.way, &report.path);
        let state = State { findings: found.remove(&name).unwrap_or_default(), ..State::of(report) };
        match left.get(name.as_str()).filter(|was| !was.is_of_another(&state)) {
            Some(was) => {
                comparison.take(report.path.clone(), was, &state);
                left.remove(name.as_str());
            }
            None if before.is_untouched(&report.path) => comparison.same += 1,
            None if before.elsewhere.iter().any(|folder| is_within(folder, &name)) => {
                comparison.unknown.push(report.path.clone());
            }
            None => unmatched.push((report.path.clone(), state)),
        }
    }
    // A studio whose folder got another name goes on, if there is no doubt which it was.
    for (path, state) in &unmatched {
        let alike = unmatched.iter().filter(|(_, other)| other.has_the_names_of(state)).count();
        let mut moved = left.iter().filter(|(_, was)| was.has_the_names_of(state)).map(|(name, was)| (*name, *was));
        match (moved.next(), moved.next(), alike) {
            (Some((name, was)), None, 1) => {
                comparison.take(path.clone(), was, state);
                left.remove(name);
            }
            _ => comparison.studios.push(Compared::alone(path.clone(), state, There::New)),
        }
    }
    // Of what lies outside of what was checked now, nobody knows whether it is still there.
    for (name, state) in left {
        if let Some(path) = inner(&before.way, name) {
            comparison.studios.push(Compared::alone(path.to_owned(), state, There::Gone));
        }
    }
    comparison.studios.sort_by(|one, other| one.path.cmp(&other.path));
    comparison
}

fn is_within(folder: &str, name: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The path of a studio from what was checked, if it lies within.
fn inner<'n>(way: &str, name: &'n str) -> Option<&'n str> {
    match (way, name) {
        ("", ".") => Some(""),
        ("", name) => Some(name),
        (way, name) if way == name => Some(""),
        (way, name) => name.strip_prefix(way)?.strip_prefix('/'),
    }
}
