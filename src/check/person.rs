//! What a person decides: the school states, a reviewer signs. Statements and sign-offs may cover many clauses at once; the
//! most specific one counts.

use std::cell::{OnceCell, RefCell};

use foldhash::HashMap;
use jiff::civil::Date;

use super::Check;
use super::basis::{basis, unseen};
use super::same::{alike, same};
use super::seal::{Change, Sealed, changed};
use super::unread::is_broken;
use super::untimely::Untimely;
use super::voice::{Voice, voices};
use super::wait::Wait;
use super::{Report, untimely};
use crate::finding::{Finding, Place, Severity};
use crate::record::row::Row;
use crate::say;
use crate::standard::indicator::Clause;
use crate::standard::kind::Type;
use crate::standard::{covering, covers};

/// The file of what the school states.
pub(super) const STATEMENTS: &str = "statements.toml";
/// The file of the reviewer's verdicts.
pub const SIGNOFFS: &str = "signoffs.toml";
/// The list of verdicts in it.
pub const SIGNOFF: &str = "signoff";

/// Why the records behind a clause are not those that were judged.
#[derive(Debug, PartialEq)]
enum Basis {
    /// The sign-off did not decide the clause when it was written.
    Other,
    /// They say something else now.
    Changed,
    /// One of them cannot be read.
    Unread,
}

/// The voices that cover the same, the one that counts first.
type Counting<'a> = HashMap<&'a str, Vec<usize>>;

/// All statements and sign-offs of a studio.
#[derive(Debug)]
pub(super) struct Judgement<'a> {
    pub statements: Vec<Voice<'a>>,
    pub signoffs: Vec<Voice<'a>>,
    /// Which statement and which sign-off count for what they cover.
    stated: Counting<'a>,
    signed: Counting<'a>,
    /// The hashes of each statement, made when the first sign-off asks for them.
    sealed: Vec<OnceCell<Sealed>>,
    /// Which statement and which sign-off are by one person, once it was asked.
    own: RefCell<HashMap<(usize, usize), bool>>,
    /// Those of days that are still to come, of both files.
    to_come: [Vec<Voice<'a>>; 2],
    /// Those of days before the window begins, which cannot speak of it.
    past: [Vec<Voice<'a>>; 2],
    /// Whether one of the two files cannot be read.
    pub unread: bool,
}

/// How far a person's decision on a clause has come.
#[derive(Debug)]
pub(super) enum Decision {
    /// Stated where needed, and signed.
    Accepted,
    /// Something is still to be done.
    Waits(Wait),
}

impl<'a> Judgement<'a> {
    /// Reads both files; a row that lacks what makes it one is left to the check of shape.
    pub fn read(check: &Check<'a>) -> Self {
        let (today, first) = (check.studio.calendar.today, check.studio.calendar.window.from);
        let read = |file, list, who| {
            let (past, others): (Vec<_>, Vec<_>) =
                voices(check, file, list, who).into_iter().partition(|voice| voice.date < first);
            let (now, to_come): (Vec<_>, Vec<_>) = others.into_iter().partition(|voice| voice.date <= today);
            (past, now, to_come)
        };
        let (stated_before, statements, not_yet_stated) = read(STATEMENTS, "statement", "author");
        let (signed_before, signoffs, not_yet_signed) = read(SIGNOFFS, SIGNOFF, "reviewer");
        let broken = |file: &str| check.standard.kind_of(file).is_some_and(|kind| is_broken(check, kind));
        let sealed = statements.iter().map(|_| OnceCell::new()).collect();
        let (stated, signed) = (counting(&statements), counting(&signoffs));
        let unread = broken(STATEMENTS) || broken(SIGNOFFS);
        let (to_come, past) = ([not_yet_stated, not_yet_signed], [stated_before, signed_before]);
        let own = RefCell::default();
        Self { statements, signoffs, stated, signed, sealed, own, to_come, past, unread }
    }

    /// The hashes of a statement and of its evidence as they are now.
    pub fn sealed(&self, check: &Check<'_>, statement: usize) -> &Sealed {
        self.sealed[statement].get_or_init(|| Sealed::of(check, &self.statements[statement].row))
    }

    /// What is no longer as it was when a sign-off was written, as far as it kept hashes.
    fn change(&self, check: &Check<'_>, signoff: usize, statement: usize) -> Option<Change> {
        let seal = &self.signoffs[signoff].seal;
        if seal.is_empty() { None } else { changed(seal, self.sealed(check, statement)) }
    }

    /// The statement that counts for a clause.
    pub fn statement(&self, id: &str) -> Option<usize> {
        ranked(&self.stated, id).next()
    }

    /// The sign-off that counts for a clause; one by who made the statement only where there is no other.
    pub fn signoff(&self, check: &Check<'_>, id: &str) -> Option<usize> {
        let mut others = ranked(&self.signed, id).filter(|signoff| !self.is_own(check, id, *signoff));
        others.next().or_else(|| ranked(&self.signed, id).next())
    }

    /// Whether who made the statement on a clause signed it, too.
    fn is_own(&self, check: &Check<'_>, id: &str, signoff: usize) -> bool {
        let Some(statement) = self.statement(id) else { return false };
        let same = || same(check.standard, self.statements[statement].who, self.signoffs[signoff].who);
        *self.own.borrow_mut().entry((statement, signoff)).or_insert_with(same)
    }

    /// The statement on a clause, if it has no evidence of its own: where it stands and what it is called.
    pub fn bare_statement(&self, check: &Check<'_>, id: &str) -> Option<&Row<'a>> {
        let row = &self.statements[self.statement(id)?].row;
        let own = row.fields.with_type(Type::Evidence).filter(|field| field.origin.is_none());
        let pieces = own.filter_map(|field| row.table.get(field.key.as_str()));
        let mut texts = pieces.filter_map(|value| value.get_ref().as_array()).flatten();
        let sound = texts.any(|text| text.get_ref().as_str().is_some_and(|text| check.files.is_there(text)));
        (!sound).then_some(row)
    }

    /// Whether a sign-off names a clause itself, or keeps what it judged of it: one that covers many at once says nothing of a word
    /// that only a person can place.
    pub fn is_about(&self, signoff: usize, id: &str) -> bool {
        let voice = &self.signoffs[signoff];
        voice.covers.contains(&id) || voice.kept().any(|(kept, _)| kept == id)
    }

    /// Where and when a sign-off says that a clause is not fulfilled, whoever else decides it. Who made the statement refuses nothing.
    pub fn refusal(&self, check: &Check<'_>, id: &str, signoff: Option<usize>) -> Option<(Place, Date)> {
        let voice = &self.signoffs[signoff?];
        let refuses = voice.refuses && !self.is_own(check, id, signoff?);
        refuses.then(|| (check.place(&voice.row, None), voice.date))
    }

    /// The decision on a clause for which `signoff` counts; `stated` says whether a statement is needed, too.
    pub fn decision<'c>(
        &self,
        check: &Check<'c>,
        clause: &'c Clause,
        signoff: Option<usize>,
        stated: bool,
    ) -> Decision {
        if self.unread {
            return Decision::Waits(Wait::Unread);
        }
        let statement = self.statement(&clause.id);
        let Some(signoff) = signoff else {
            let waits = if stated && statement.is_none() { Wait::Statement } else { Wait::Signoff };
            return Decision::Waits(waits);
        };
        if let Some(statement) = statement {
            let (author, reviewer) = (self.statements[statement].who, self.signoffs[signoff].who);
            if self.is_own(check, &clause.id, signoff) {
                return Decision::Waits(Wait::Own);
            }
            if alike(check.standard, author, reviewer) {
                return Decision::Waits(Wait::Alike);
            }
            if self.signoffs[signoff].date < self.statements[statement].date {
                return Decision::Waits(Wait::Stale);
            }
            if self.change(check, signoff, statement).is_some() {
                return Decision::Waits(Wait::Changed);
            }
        } else if stated {
            return Decision::Waits(Wait::Statement);
        }
        match self.rests(check, signoff, clause) {
            Some(Basis::Other) => Decision::Waits(Wait::Signoff),
            Some(Basis::Changed) => Decision::Waits(Wait::Changed),
            Some(Basis::Unread) => Decision::Waits(Wait::Record),
            None if unseen(check, clause, self.signoffs[signoff].date) => Decision::Waits(Wait::Unseen),
            None => Decision::Accepted,
        }
    }

    /// Why the records behind a clause are not those that a sign-off judged, as far as it kept what they were.
    fn rests<'c>(&self, check: &Check<'c>, signoff: usize, clause: &'c Clause) -> Option<Basis> {
        let voice = &self.signoffs[signoff];
        let mut kept = voice.kept().peekable();
        kept.peek()?;
        let Some((_, was)) = kept.find(|(id, _)| *id == clause.id) else { return Some(Basis::Other) };
        match basis(check, clause, voice.date) {
            Some(now) if now == was => None,
            Some(_) => Some(Basis::Changed),
            None => Some(Basis::Unread),
        }
    }

    /// Sign-offs that cannot count: by who made the statement, older than it, of something that has changed, or of a day to come.
    pub fn faults(&self, check: &Check<'_>) -> Vec<Finding> {
        let to_come =
            |voices: &Vec<Voice<'_>>| untimely::finding(check, &voices.iter().collect::<Vec<_>>(), Untimely::ToCome);
        let mut findings: Vec<_> = self.to_come.iter().filter_map(to_come).collect();
        let clauses = check.standard.clauses().chain(check.standard.local());
        // One that would count, were it not by who made the statement, is told beside the one that does.
        let counting = |clause: &'_ Clause| {
            let first = ranked(&self.signed, &clause.id).next();
            let other = self.signoff(check, &clause.id).filter(|other| Some(*other) != first);
            first.into_iter().chain(other)
        };
        let signed: Vec<_> = clauses.flat_map(|clause| counting(clause).map(move |by| (by, clause))).collect();
        for (index, signoff) in self.signoffs.iter().enumerate() {
            let mut met = Vec::new();
            let own = || signed.iter().filter(|(by, _)| *by == index).map(|(_, clause)| *clause);
            for clause in own() {
                let Some(found) = self.statement(&clause.id).filter(|found| !met.contains(found)) else { continue };
                met.push(found);
                let change = || self.change(check, index, found);
                findings.extend(fault(check, signoff, &self.statements[found], &change));
            }
            let changed: Vec<String> = own()
                .filter(|clause| self.rests(check, index, clause) == Some(Basis::Changed))
                .map(|clause| clause.id.clone())
                .collect();
            if !changed.is_empty() {
                let detail = format!("records {}", changed.join(" "));
                let (message, help) = Change::Records(changed).say("", signoff.date, check.lang);
                let place = vec![check.place(&signoff.row, None)];
                findings.push(Finding::new("signoff/stale", Severity::Warning, place, &detail, message, help));
            }
        }
        findings
    }
}

impl Judgement<'_> {
    /// Statements and sign-offs of before the window for want of which one of the clauses that were judged waits.
    pub fn past(&self, check: &Check<'_>, report: &Report<'_>) -> Vec<Finding> {
        let judged = || report.clauses.iter().chain(&report.local);
        let told = |wait| {
            let mut voices: Vec<&Voice<'_>> = Vec::new();
            for judged in judged().filter(|judged| judged.waits == Some(wait)) {
                voices.extend(self.before(wait, judged.id()));
            }
            voices.sort_by_key(|voice| voice.row.span().start);
            voices.dedup_by_key(|voice| voice.row.span().start);
            untimely::finding(check, &voices, Untimely::Past)
        };
        [Wait::Statement, Wait::Signoff].into_iter().filter_map(told).collect()
    }

    /// The day of the last statement of before the window on a clause.
    pub fn stated_before(&self, id: &str) -> Option<Date> {
        self.before(Wait::Statement, id).map(|voice| voice.date).max()
    }

    /// The day of the first statement on a clause that is of a day to come.
    pub fn stated_later(&self, id: &str) -> Option<Date> {
        let about = |voice: &&Voice<'_>| voice.covers.iter().any(|prefix| covers(prefix, id));
        self.to_come[0].iter().filter(about).map(|voice| voice.date).min()
    }

    /// Those of before the window that would be what a clause waits for.
    pub fn before(&self, wait: Wait, id: &str) -> impl Iterator<Item = &Voice<'_>> {
        let voices = match wait {
            Wait::Statement => self.past[0].as_slice(),
            Wait::Signoff => &self.past[1],
            _ => &[],
        };
        voices.iter().filter(move |voice| voice.covers.iter().any(|prefix| covers(prefix, id)))
    }
}

fn fault(
    check: &Check<'_>,
    signoff: &Voice<'_>,
    statement: &Voice<'_>,
    change: &dyn Fn() -> Option<Change>,
) -> Option<Finding> {
    let lang = check.lang;
    let own = same(check.standard, signoff.who, statement.who);
    let alike = !own && alike(check.standard, signoff.who, statement.who);
    let changed = if own || alike || signoff.date < statement.date { None } else { Some(change()?) };
    let shared =
        statement.covers.iter().filter(|id| signoff.covers.iter().any(|other| covers(other, id) || covers(id, other)));
    let covered = lang.list(shared);
    let (rule, severity, message, help) = match changed {
        Some(change) => {
            let (message, help) = change.say(&covered, signoff.date, lang);
            ("signoff/stale", Severity::Warning, message, help)
        }
        None if own => {
            let message = say!(lang, "signoff.own", who = signoff.who, covers = covered);
            ("signoff/own-statement", Severity::Error, message, say!(lang, "signoff.own.help"))
        }
        None if alike => {
            let message = say!(lang, "signoff.alike", who = signoff.who, author = statement.who, covers = covered);
            ("signoff/own-statement", Severity::Warning, message, say!(lang, "signoff.alike.help"))
        }
        None => {
            let message = say!(lang, "signoff.stale", covers = covered, signed = signoff.date, stated = statement.date);
            ("signoff/stale", Severity::Warning, message, say!(lang, "signoff.stale.help"))
        }
    };
    let places =
        vec![check.place(&signoff.row, None), check.place(&statement.row, Some(say!(lang, "signoff.statement")))];
    Some(Finding::new(rule, severity, places, &covered, message, help))
}

/// Of two voices that cover the same, the later one counts. Of one day a refusal goes before what does not refuse, wherever it
/// stands: whoever can add a line to the file cannot overrule a reviewer with it.
fn counting<'a>(voices: &[Voice<'a>]) -> Counting<'a> {
    let mut counting = Counting::default();
    for (index, voice) in voices.iter().enumerate() {
        for prefix in &voice.covers {
            counting.entry(*prefix).or_default().push(index);
        }
    }
    let rank = |index: &usize| std::cmp::Reverse((voices[*index].date, voices[*index].refuses, *index));
    for all in counting.values_mut() {
        all.sort_by_key(rank);
    }
    counting
}

/// The voices that cover a clause, the most specific first.
fn ranked(counting: &Counting<'_>, id: &str) -> impl Iterator<Item = usize> {
    covering(id).filter_map(|prefix| counting.get(prefix)).flatten().copied()
}

/// How specific the beginnings are that cover a clause; nothing where none does.
pub(super) fn reach(prefixes: &[&str], id: &str) -> Option<usize> {
    prefixes.iter().filter(|prefix| covers(prefix, id)).map(|prefix| prefix.len()).max()
}
