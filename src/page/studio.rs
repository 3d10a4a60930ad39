//! The parts of a page that tell of one studio, filled while its records are there.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::part::{Content, Part};
use super::{bars, facts, finding, indicators, ledger, levels, local, readings, signed, timeline, todo, waiting};
use crate::check::docket::{Docket, docket};
use crate::check::{Report, Todo};
use crate::failure::{Failure, Result};
use crate::finding::{Severity, Verdict};
use crate::record::Studio;
use crate::standard::page::{Block, Page, Show};
use crate::text::lang::Lang;
use crate::text::names::Names;

/// What is told of a studio.
#[derive(Debug, Serialize)]
pub struct Told {
    /// The name of the studio.
    pub name: String,
    /// The school.
    pub school: String,
    /// Its folder.
    pub path: String,
    /// First and last day of the window.
    pub window: (String, String),
    /// The last day looked at, where that is not the day of the check: what holds now is shown as of it.
    pub as_of: Option<String>,
    /// Whether the window goes on after the day of the check.
    pub running: bool,
    /// Whether it could not be judged, since its root file cannot be read.
    pub closed: bool,
    /// How many errors, warnings and notes there are.
    pub findings: [usize; 3],
    /// How many clauses have which verdict.
    pub verdicts: Vec<levels::Count>,
    /// The parts, one for each block of the page; nothing where a block has nothing to show.
    pub parts: Vec<Option<Part>>,
    /// The names that nothing of it shows.
    #[serde(skip)]
    pub hidden: Option<Names>,
}

/// From what parts are filled.
struct Source<'a> {
    studio: &'a Studio<'a>,
    report: &'a Report<'a>,
    todos: &'a [Todo],
    /// What lies before a reviewer; made only for a page that shows it.
    docket: Docket,
    today: Date,
    lang: Lang,
}

impl Told {
    /// What `page` tells of the studio in `folder`.
    #[must_use]
    pub fn new(
        page: &Page,
        (studio, report, todos): (&Studio<'_>, &Report<'_>, &[Todo]),
        folder: &Path,
        lang: Lang,
    ) -> Self {
        let shows = |show: Show| page.blocks.iter().any(|block| block.show == show);
        let docket = if shows(Show::Indicators) || shows(Show::Waiting) {
            docket(studio, folder, report, lang, &|_| shows(Show::Indicators))
        } else {
            Docket::default()
        };
        let source = Source { studio, report, todos, docket, today: studio.calendar.today, lang };
        let (today, last) = (studio.calendar.today, studio.calendar.last_day());
        let verdicts: Vec<Verdict> = report.clauses.iter().map(|clause| clause.verdict).collect();
        Self {
            name: report.name.clone(),
            school: report.school.clone(),
            path: report.path.clone(),
            window: (report.window.0.to_string(), report.window.1.to_string()),
            as_of: (last < today).then(|| last.to_string()),
            running: report.window.1 > today,
            closed: !report.judged(),
            findings: [Severity::Error, Severity::Warning, Severity::Note].map(|severity| report.count(severity)),
            verdicts: if report.judged() { levels::counts(&verdicts) } else { Vec::new() },
            parts: page.blocks.iter().map(|block| source.part(block)).collect(),
            hidden: report.hidden.clone(),
        }
    }
}

impl Told {
    /// The same without the names, as any template sees it; nothing where there are none.
    ///
    /// # Errors
    /// It holds what no JSON can.
    pub(super) fn concealed(&self) -> Result<Option<Value>> {
        let Some(names) = &self.hidden else { return Ok(None) };
        let mut told = serde_json::to_value(self).map_err(|error| Failure(error.to_string()))?;
        conceal(&mut told, names);
        Ok(Some(told))
    }
}

/// Takes names out of every text.
fn conceal(value: &mut Value, names: &Names) {
    match value {
        Value::String(text) => names.take_out(text),
        Value::Array(items) => items.iter_mut().for_each(|item| conceal(item, names)),
        Value::Object(fields) => fields.values_mut().for_each(|field| conceal(field, names)),
        _ => {}
    }
}

impl Source<'_> {
    fn part(&self, block: &Block) -> Option<Part> {
        Some(Part::new(block, self.lang, self.content(block)?))
    }

    /// What a block shows; nothing where it has nothing to show or is not of a studio.
    fn content(&self, block: &Block) -> Option<Content> {
        let Self { studio, report, ref docket, lang, .. } = *self;
        // Where the root file cannot be read, nobody knows what the records would show.
        if !report.judged() && !matches!(block.show, Show::Todo | Show::Records) {
            return None;
        }
        let standard = studio.standard;
        match block.show {
            Show::Facts => Some(Content::Facts { facts: facts::facts(studio, &block.items, lang) }),
            Show::Levels => Some(Content::Levels { levels: levels::levels(standard, report) }),
            Show::Indicators => {
                let indicators = indicators::indicators(standard, report, docket);
                let open = indicators.iter().filter(|indicator| indicator.open).count();
                Some(Content::Indicators { indicators, open })
            }
            Show::Shares => Some(Content::Shares { charts: bars::charts(studio, &block.items, lang) }),
            Show::Timeline => Some(Content::Timeline { timeline: timeline::timeline(studio, &block.items, lang) }),
            Show::Ledger => Some(Content::Ledger { ledgers: ledger::ledgers(studio, &block.items, lang) }),
            Show::Records => {
                let of_clause = |rule: &str| standard.clauses().chain(standard.local()).any(|clause| clause.id == rule);
                let findings = finding::Finding::of(report, |rule| !of_clause(rule));
                (!findings.is_empty()).then_some(Content::Records { findings })
            }
            Show::Local => {
                let demands = local::local(standard, report, lang);
                (!demands.is_empty()).then_some(Content::Local { demands })
            }
            Show::Todo => {
                let telling = todo::Telling { standard, today: self.today, lang, most: block.most, each: block.each };
                let (todos, more) = todo::todos(self.todos, report, telling);
                Some(Content::Todo { todos, more })
            }
            Show::Waiting => Some(Content::Waiting { groups: waiting::waiting(standard, docket, lang) }),
            Show::Exceptions => {
                let (exceptions, signoffs) = signed::signed(report);
                Some(Content::Exceptions { exceptions, signoffs })
            }
            Show::Readings => Some(Content::Readings { readings: readings::readings(standard, lang) }),
            Show::Changes | Show::Matrix | Show::Lacking | Show::Deadlines | Show::Package | Show::Studios => None,
        }
    }
}
