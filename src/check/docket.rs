//! What lies before a reviewer: for each clause what waits for whom, the statement with its evidence, what was signed before,
//! what the machine counted and the records behind it. It is taken from a studio while its records are there, and owned.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use super::evidence::{On, Piece};
use super::person::{Judgement, SIGNOFF, SIGNOFFS};
use super::rows::fitting;
use super::voice::Voice;
use super::{Check, Report, Wait};
use crate::finding::{Place, Verdict};
use crate::record::row::Row;
use crate::record::{Studio, Value, is_blank};
use crate::standard::kind::{Role, Type};
use crate::standard::vocabulary::List;
use crate::standard::{Standard, covering, covers};
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// All of it, for one studio.
#[derive(Debug, Default)]
pub struct Docket {
    /// The clauses in order.
    pub matters: Vec<Matter>,
    /// What the school states.
    pub statements: Vec<Stated>,
    /// What reviewers have signed.
    pub signoffs: Vec<Signed>,
}

/// A clause before a reviewer.
#[derive(Debug)]
pub struct Matter {
    /// Its id.
    pub id: String,
    /// Its verdict so far.
    pub verdict: Verdict,
    /// What a person still has to do.
    pub waits: Option<Wait>,
    /// Whether the sign-off that counts refuses it.
    pub refused: bool,
    /// The statement that counts for it.
    pub statement: Option<usize>,
    /// The day of the last statement of before the window, where none counts.
    pub stated_before: Option<Date>,
    /// The sign-offs that cover it, the one that counts first.
    pub signoffs: Vec<usize>,
    /// What was counted and measured.
    pub facts: Vec<String>,
    /// The records that its rules look at; only where they were asked for.
    pub behind: Vec<Behind>,
}

/// A statement.
#[derive(Debug)]
pub struct Stated {
    /// What it covers, as it is written.
    pub covers: Vec<String>,
    /// Its words.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub date: Date,
    /// Where.
    pub place: Place,
    /// Its evidence.
    pub papers: Vec<Paper>,
}

/// A sign-off.
#[derive(Debug, Clone)]
pub struct Signed {
    /// What it covers, as it is written.
    pub covers: Vec<String>,
    /// Who signed.
    pub reviewer: String,
    /// When.
    pub date: Date,
    /// The verdict.
    pub verdict: String,
    /// Whether it keeps a hash of what was judged.
    pub sealed: bool,
    /// What else is said, by what it is called.
    pub further: Vec<(String, String)>,
    /// Where.
    pub place: Place,
}

/// A sign-off in a report, with what it decides.
#[derive(Debug, Clone)]
pub struct Covered<'s> {
    /// The sign-off.
    pub signed: Signed,
    /// The clauses for which it is the one that counts.
    pub clauses: Vec<&'s str>,
    /// Whether it cannot count for some of them: what was signed has changed, or who stated it signed it.
    pub stale: bool,
}

/// A record that a clause's rules look at.
#[derive(Debug)]
pub struct Behind {
    /// Its path from the folder of the studio.
    pub path: String,
    /// The evidence in it that the rules ask for.
    pub papers: Vec<Paper>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// As it is written.
    pub text: String,
    /// What it turned out to be.
    pub state: PaperState,
}

/// What a piece of evidence turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// A file of so many bytes.
    File(u64),
    /// A well-formed link, which is not fetched.
    Link,
    /// The number of paper in a cabinet.
    Cabinet,
    /// Not there, or not what it should be.
    Missing,
}

/// Clauses that one sign-off can cover: they wait for the same, and the same statement stands for them.
#[derive(Debug)]
pub struct Group<'d> {
    /// What they wait for; nothing where a reviewer has refused them.
    pub waits: Option<Wait>,
    /// The statement.
    pub statement: Option<&'d Stated>,
    /// The clauses.
    pub matters: Vec<&'d Matter>,
    /// The shortest beginnings that cover them, and nothing else that waits or is settled.
    pub covers: Vec<String>,
}

/// Takes down what lies before a reviewer of the studio in `folder`; the records behind those clauses that `shown` names.
#[must_use]
pub fn docket<'a>(
    studio: &'a Studio<'a>,
    folder: &Path,
    report: &'a Report<'a>,
    lang: Lang,
    shown: &dyn Fn(&str) -> bool,
) -> Docket {
    let check = Check::new(studio, folder, lang);
    let judgement = Judgement::read(&check);
    let matter = |judged: &'a super::Judged<'a>| {
        let id = judged.id();
        let count = judgement.signoff(&check, id);
        let mut all: Vec<usize> = (0..judgement.signoffs.len()).collect();
        all.retain(|index| judgement.signoffs[*index].covers.iter().any(|prefix| covers(prefix, id)));
        all.sort_by_key(|index| (Some(*index) != count, std::cmp::Reverse(judgement.signoffs[*index].date)));
        Matter {
            id: id.to_owned(),
            verdict: judged.verdict,
            // A reviewer has nothing to weigh before the records can be read.
            waits: judged.waits.filter(|wait| *wait != Wait::Record),
            refused: judgement.refusal(&check, id, count).is_some(),
            statement: judgement.statement(id),
            stated_before: judgement.stated_before(id).filter(|_| judgement.statement(id).is_none()),
            signoffs: all,
            facts: judged.facts.clone(),
            behind: if shown(id) { behind(&check, judged.clause) } else { Vec::new() },
        }
    };
    Docket {
        matters: report.clauses.iter().chain(&report.local).map(matter).collect(),
        statements: judgement.statements.iter().map(|voice| stated(&check, voice)).collect(),
        signoffs: judgement.signoffs.iter().map(|voice| signed(&check, voice)).collect(),
    }
}

impl Docket {
    /// The clauses that wait for a person or were refused, grouped; those for a reviewer first.
    #[must_use]
    pub fn groups(&self, standard: &Standard) -> Vec<Group<'_>> {
        let mut groups: BTreeMap<(bool, Option<Wait>, usize), Vec<&Matter>> = BTreeMap::new();
        for (place, matter) in self.matters.iter().enumerate().filter(|(_, matter)| matter.is_open()) {
            // Those without a statement go by the indicator they stand in.
            let first = self.matters[..place].iter().position(|other| {
                let same = match matter.statement {
                    None => other.statement.is_none() && indicator(&other.id) == indicator(&matter.id),
                    some => other.statement == some,
                };
                same && other.is_open() && other.waits == matter.waits
            });
            let waits = matter.waits;
            groups.entry((waits.is_none(), waits, first.unwrap_or(place))).or_default().push(matter);
        }
        let mut all = Vec::with_capacity(groups.len());
        for ((_, waits, _), matters) in groups {
            let statement = matters.first().and_then(|matter| self.statements.get(matter.statement?));
            all.push(Group { waits, statement, covers: self.shorten(standard, &matters), matters });
        }
        all
    }

    /// The clause with this id.
    #[must_use]
    pub fn matter(&self, id: &str) -> Option<&Matter> {
        self.matters.iter().find(|matter| matter.id == id)
    }

    /// Beginnings in place of all clauses that have them: a beginning may cover what waits for nobody and nobody has signed.
    fn shorten(&self, standard: &Standard, matters: &[&Matter]) -> Vec<String> {
        let mine = |id: &str| matters.iter().any(|matter| matter.id == id);
        let free = |id: &str| self.matter(id).is_none_or(|other| !other.is_open() && other.signoffs.is_empty());
        let mut short: Vec<String> = Vec::new();
        for matter in matters {
            let id = matter.id.as_str();
            if short.iter().any(|prefix| covers(prefix, id)) {
                continue;
            }
            // A beginning must be at least as specific as what it stands in for, or it would not count.
            let least = matter.signoffs.iter().flat_map(|index| &self.signoffs[*index].covers);
            let least = least.filter(|prefix| covers(prefix, id)).map(String::len).max().unwrap_or(0);
            let whole = |prefix: &&str| {
                let all = standard.clauses().chain(standard.local());
                let mut covered = all.filter(|clause| covers(prefix, &clause.id));
                prefix.len() >= least && covered.all(|clause| mine(&clause.id) || free(&clause.id))
            };
            short.push(covering(id).filter(whole).last().unwrap_or(id).to_owned());
        }
        short
    }
}

impl Matter {
    /// Whether a person still has to do something, or a reviewer has refused it; not before it is due.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = matches!(self.verdict, Verdict::Unjudged | Verdict::Unmet | Verdict::Unevidenced);
        open && (self.waits.is_some() || self.refused)
    }
}

/// The list that a verdict is chosen from.
#[must_use]
pub fn verdicts(standard: &Standard) -> Option<&List> {
    let kind = &standard.kinds[standard.kind_of(SIGNOFFS)?];
    standard.list(kind.fields.get(SIGNOFF)?.fields.with_type(Type::Value).next()?)
}

fn indicator(id: &str) -> &str {
    id.split('-').next().unwrap_or(id)
}

/// Every sign-off with the clauses it decides, among those that were judged.
pub(super) fn signed_in<'s>(check: &Check<'_>, judgement: &Judgement<'_>, report: &Report<'s>) -> Vec<Covered<'s>> {
    let mut all: Vec<Covered<'s>> = judgement
        .signoffs
        .iter()
        .map(|voice| Covered { signed: signed(check, voice), clauses: Vec::new(), stale: false })
        .collect();
    for judged in report.clauses.iter().chain(&report.local).filter(|judged| judged.person) {
        let Some(index) = judgement.signoff(check, judged.id()) else { continue };
        all[index].clauses.push(judged.id());
        all[index].stale |= matches!(judged.waits, Some(Wait::Stale | Wait::Changed | Wait::Unseen | Wait::Own));
    }
    // Of a studio that owes nothing yet none decides anything.
    let some = check.studio.calendar.younger || report.clauses.len() < check.standard.about.clauses;
    all.retain(|one| !some || !one.clauses.is_empty());
    all
}

fn signed(check: &Check<'_>, voice: &Voice<'_>) -> Signed {
    let row = &voice.row;
    let plain =
        row.fields.0.iter().filter(|field| {
            field.of == Type::Text && !field.many && !field.has(Role::Person) && !field.has(Role::Seal)
        });
    let further = plain.filter_map(|field| {
        let text = row.table.get(field.key.as_str())?.get_ref().as_str().filter(|text| !is_blank(text))?;
        Some((field.label.get(check.lang).to_owned(), conceal(text).into_owned()))
    });
    Signed {
        covers: owned(&voice.covers),
        reviewer: conceal(voice.who).into_owned(),
        date: voice.date,
        verdict: conceal(voice.verdict).into_owned(),
        sealed: !voice.seal.is_empty(),
        further: further.collect(),
        place: check.place(row, None),
    }
}

fn stated(check: &Check<'_>, voice: &Voice<'_>) -> Stated {
    let row = &voice.row;
    let words = row.fields.with_type(Type::Text).filter(|field| !field.has(Role::Person));
    let words = words.filter_map(|field| row.table.get(field.key.as_str())?.get_ref().as_str());
    let lists = row.fields.with_type(Type::Evidence).filter_map(|field| row.table.get(field.key.as_str()));
    let items = lists.filter_map(|value| value.get_ref().as_array()).flatten();
    Stated {
        covers: owned(&voice.covers),
        text: conceal(&words.collect::<Vec<_>>().join("\n")).into_owned(),
        author: conceal(voice.who).into_owned(),
        date: voice.date,
        place: check.place(row, None),
        papers: items.filter_map(|item| paper(check, Value::Toml(item.get_ref()))).collect(),
    }
}

/// The records that the rules of a clause look at, and the evidence in them that they ask for.
fn behind<'a>(check: &Check<'a>, clause: &'a crate::standard::indicator::Clause) -> Vec<Behind> {
    let mut all: BTreeMap<String, Vec<Paper>> = BTreeMap::new();
    for rule in &clause.rules {
        for row in fitting(check, rule) {
            let path = conceal(check.source(&row).local()).into_owned();
            let papers = all.entry(path).or_default();
            gather(check, &row, &rule.evidence, papers);
        }
    }
    all.into_iter().map(|(path, papers)| Behind { path, papers }).collect()
}

fn gather(check: &Check<'_>, row: &Row<'_>, paths: &[crate::standard::path::Path], papers: &mut Vec<Paper>) {
    for path in paths {
        check.studio.values(row, path, &mut |found| {
            papers.extend(paper(check, found.value).filter(|paper| !papers.contains(paper)));
        });
    }
}

fn paper(check: &Check<'_>, value: Value<'_>) -> Option<Paper> {
    let text = value.as_str().filter(|text| !is_blank(text))?;
    let state = match (check.files.look(text), check.files.on(text)) {
        (Piece::Paper, _) => PaperState::Cabinet,
        (Piece::Sound, On::Text) => PaperState::Link,
        (Piece::Sound, On::File(_, at)) => {
            at.metadata().map_or(PaperState::Missing, |about| PaperState::File(about.len()))
        }
        _ => PaperState::Missing,
    };
    Some(Paper { text: conceal(text).into_owned(), state })
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| conceal(text).into_owned()).collect()
}
