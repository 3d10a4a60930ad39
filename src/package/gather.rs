//! From a province's folder to what goes into its package, and everything that forbids it: in the records of the studios
//! that are reported, in what the province names, and between the two.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::cases::{self, Asked, Case, State};
use super::summary::{self, Summary};
use super::{manifest, strays};
use crate::check::{LeftOut, Named, Options, Province, Report, Run, Submission, stops, submission};
use crate::failure::{Failure, Result};
use crate::finding::{Finding, Place, Severity};
use crate::form;
use crate::load::{self, PROVINCE};
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Role;
use crate::standard::layout::{Layout, Status};
use crate::standard::package::Package;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// How many of the cases or studios that could be meant are named.
const NAMED: usize = 8;

/// What goes into a package.
#[derive(Debug)]
pub struct Gathered<'s> {
    /// What forbids the package, and what is worth knowing about it; what forbids it first.
    pub findings: Vec<Finding>,
    /// Who reports.
    pub body: String,
    pub(super) standard: &'s Standard,
    pub(super) package: &'s Package,
    /// The forms of the studios and of the cases.
    pub(super) forms: [&'s Layout; 2],
    pub(super) studios: Vec<manifest::Studio>,
    pub(super) left_out: Vec<manifest::Studio>,
    pub(super) rows: Vec<Vec<String>>,
    /// The cases in the order in which the province names them, with their texts.
    pub(super) cases: Vec<(Case, Option<Vec<u8>>)>,
    pub(super) summaries: Vec<Summary>,
}

/// What one studio adds.
struct Made {
    studio: manifest::Studio,
    reason: Option<String>,
    rows: Vec<Vec<String>>,
    cases: Vec<(usize, State)>,
    proposed: Vec<String>,
    findings: Vec<Finding>,
}

impl Gathered<'_> {
    /// Whether something forbids that the package is sent in.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.findings.iter().any(stops)
    }

    /// Whether a layout was put together from the text.
    #[must_use]
    pub fn is_reconstructed(&self) -> bool {
        self.forms.iter().any(|form| form.status == Status::Reconstructed)
    }

    /// How many studios are reported, and how many cases.
    #[must_use]
    pub fn numbers(&self) -> (usize, usize) {
        (self.studios.len(), self.cases.len())
    }
}

/// Gathers the package of the province whose root file lies in `root`.
///
/// # Errors
/// There is no such file or no studio, `root` cannot be read, or the standard knows no package.
pub fn gather<'s>(standard: &'s Standard, root: &Path, options: &Options) -> Result<Gathered<'s>> {
    let lang = options.lang;
    let form = |id: &str| standard.forms.iter().find(|form| form.id == id);
    let known =
        standard.package.as_ref().and_then(|package| Some((package, form(&package.studios)?, form(&package.list)?)));
    let Some((package, studios, list)) = known else {
        return Err(Failure(say!(lang, "pack.unknown", standard = standard.about.id)));
    };
    if root.is_dir() && root.join(PROVINCE).symlink_metadata().is_err() {
        return Err(Failure(match load::province_of(root) {
            Some((folder, _)) => say!(lang, "pack.above", path = root.display(), above = folder.display()),
            None => say!(lang, "pack.no-province", path = root.display(), name = PROVINCE),
        }));
    }
    let said = submission(standard, root, lang);
    let asked = Asked { standard, package, list };
    let (run, made) = Run::over_and(standard, root, options, |province, studio, report| {
        one(asked, studios, &said, province, studio, report, lang)
    })?;
    let mut gathered = Gathered {
        findings: run.findings.clone(),
        body: run.body.clone(),
        standard,
        package,
        forms: [studios, list],
        studios: Vec::new(),
        left_out: Vec::new(),
        rows: Vec::new(),
        cases: Vec::new(),
        summaries: Vec::new(),
    };
    let (summaries, found) = summary::gather(standard, package, root, &said, lang);
    gathered.summaries = summaries;
    gathered.findings.extend(found);
    gathered.findings.extend(late(package, &said, options.today, lang));
    gathered.take(asked, root, &said, made, lang);
    let seen: Vec<&str> = run.studios.iter().map(|report| report.path.as_str()).collect();
    gathered.findings.extend(strays::findings(standard, root, &seen, lang));
    let left_out: BTreeSet<&str> = gathered.left_out.iter().map(|studio| studio.path.as_str()).collect();
    let reported = run.studios.iter().filter(|report| !left_out.contains(report.path.as_str()));
    gathered.findings.extend(reported.flat_map(|report| &report.findings).filter(|finding| stops(finding)).cloned());
    gathered.findings.retain(|finding| stops(finding) || finding.rule.starts_with("package/"));
    gathered.findings.sort_by_key(|finding| !stops(finding));
    Ok(gathered)
}

/// What a studio adds to the package.
fn one(
    asked: Asked<'_>,
    layout: &Layout,
    said: &Submission,
    province: &Province,
    studio: &Studio<'_>,
    report: &Report<'_>,
    lang: Lang,
) -> Made {
    let named = |left_out: &&LeftOut| is_at(&left_out.folder.text, &report.path);
    let reason = said.left_out.iter().find(named).map(|left_out| left_out.reason.clone());
    let inside = |path: &str| report.path.is_empty() || path.starts_with(&format!("{}/", report.path));
    let look = |(number, named): (usize, &Named)| {
        let path: String = named.text.nfc().collect();
        let state = inside(&path).then(|| cases::look(asked, studio, report, &province.body, &path))?;
        Some((number, state?))
    };
    let rows = if reason.is_none() { form::rows(layout, studio, &province.body) } else { Vec::new() };
    Made {
        rows,
        cases: said.cases.named.iter().enumerate().filter_map(look).collect(),
        proposed: cases::proposed(asked.package, studio),
        findings: foreign(studio, report, &province.body, lang).into_iter().filter(|_| reason.is_none()).collect(),
        studio: manifest::Studio {
            path: report.path.clone(),
            school: report.school.clone(),
            name: report.name.clone(),
            reason: reason.clone().unwrap_or_default(),
        },
        reason,
    }
}

/// Whether the province means the studio at `path` by `text`.
fn is_at(text: &str, path: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches("./").trim_end_matches('/').nfc().collect::<String>();
    plain(text) == plain(path) || (path.is_empty() && text.trim() == ".")
}

/// A studio that says another body reports for it.
fn foreign(studio: &Studio<'_>, report: &Report<'_>, body: &str, lang: Lang) -> Option<Finding> {
    if body.is_empty() || report.body.is_empty() || report.body == body {
        return None;
    }
    let kind = studio.standard.kind_of(load::STUDIO)?;
    let record = studio.of_kind(kind).first()?;
    let span = record.table.iter().find_map(|(_, value)| {
        let fields = studio.standard.kinds[kind].fields.0.iter().filter_map(|field| field.fields.with(Role::Body));
        let inner = value.get_ref().as_table()?;
        fields.into_iter().find_map(|field| inner.get(field.key.as_str()).map(toml::Spanned::span))
    });
    let place = studio.source(record).place(span.unwrap_or(0..0), None);
    let message = say!(lang, "pack.foreign", theirs = report.body, ours = body);
    let help = say!(lang, "pack.foreign.help", ours = body);
    Some(Finding::new("package/other-body", Severity::Warning, vec![place], "", message, help))
}

/// The last day for sending is over: worth a warning where the province set the day, else a note, for the day of the document
/// is long past for everyone.
fn late(package: &Package, said: &Submission, today: Date, lang: Lang) -> Option<Finding> {
    let (day, severity, places) = match (&said.deadline, package.deadline) {
        (Some((day, place)), _) => (*day, Severity::Warning, vec![place.clone()]),
        (None, day) => (day?, Severity::Note, Vec::new()),
    };
    let message = say!(lang, "pack.late", day = day, today = today);
    (today > day).then(|| Finding::new("package/deadline", severity, places, "", message, say!(lang, "pack.late.help")))
}

impl Gathered<'_> {
    /// Takes in what the studios add, and holds it against what the province names.
    fn take(&mut self, asked: Asked<'_>, root: &Path, said: &Submission, made: Vec<Made>, lang: Lang) {
        let mut states: BTreeMap<usize, State> = BTreeMap::new();
        let mut proposed = Vec::new();
        for one in made {
            self.findings.extend(one.findings);
            states.extend(one.cases);
            match one.reason {
                None => {
                    proposed.extend(one.proposed);
                    self.rows.extend(one.rows);
                    self.studios.push(one.studio);
                }
                Some(_) => self.left_out.push(one.studio),
            }
        }
        self.findings.extend(left_out(said, &self.studios, &self.left_out, lang));
        if self.studios.is_empty() {
            let place = said.left_out.first().map(|one| one.folder.place.clone()).unwrap_or_default();
            let (message, help) = (say!(lang, "pack.nobody"), say!(lang, "pack.nobody.help"));
            self.findings.push(Finding::new("package/left-out", Severity::Error, vec![place], "", message, help));
        }
        if !said.unread {
            self.findings.extend(number(asked.package, said, &proposed, lang));
        }
        let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
        for (number, named) in said.cases.named.iter().enumerate() {
            let fault = |key: &str, message: String, help: String, also: Option<&Place>| {
                let places = [Some(&named.place), also].into_iter().flatten().cloned().collect();
                Finding::new(key, Severity::Error, places, &named.text, message, help)
            };
            let path = &named.text;
            if let Some(first) = seen.insert(path.nfc().collect(), &named.place) {
                let (message, help) = (say!(lang, "pack.case.twice", path = path), say!(lang, "pack.case.twice.help"));
                self.findings.push(fault("package/case", message, help, Some(first)));
                continue;
            }
            match states.remove(&number) {
                Some(State::Broken) => {}
                Some(State::Found(case)) => self.case(asked, root, named, *case, lang),
                Some(State::Beside(record)) => {
                    let message = say!(lang, "pack.case.text", path = path);
                    let help = say!(lang, "pack.case.text.help", file = record);
                    self.findings.push(fault("package/case", message, help, None));
                }
                Some(State::Other) => {
                    let label = asked.package.cases.label.get(lang);
                    let message = say!(lang, "pack.case.other", path = path, label = label);
                    self.findings.push(fault("package/case", message, candidates(path, &proposed, lang), None));
                }
                None => {
                    let message = say!(lang, "pack.case.nowhere", path = path);
                    self.findings.push(fault("package/case", message, candidates(path, &proposed, lang), None));
                }
            }
        }
    }

    /// Takes in a case and its text.
    fn case(&mut self, asked: Asked<'_>, root: &Path, named: &Named, case: Case, lang: Lang) {
        self.findings.extend(case.findings(asked, named, lang));
        let within = |studio: &&manifest::Studio| case.record.starts_with(&format!("{}/", studio.path));
        if let Some(studio) = self.left_out.iter().find(within) {
            let message = say!(lang, "pack.case.left-out", title = case.title, path = studio.path);
            let help = say!(lang, "pack.case.left-out.help", path = studio.path);
            let places = vec![named.place.clone()];
            self.findings.push(Finding::new(
                "package/case-studio",
                Severity::Error,
                places,
                &case.record,
                message,
                help,
            ));
        }
        let bytes = case.text.as_ref().and_then(|text| text.bytes(root));
        if let (Some(text), None) = (&case.text, &bytes) {
            let (message, help) = (say!(lang, "pack.changed", file = text.path), say!(lang, "pack.changed.help"));
            let places = vec![named.place.clone()];
            self.findings.push(Finding::new("package/case", Severity::Error, places, &case.record, message, help));
        }
        self.cases.push((case, bytes));
    }
}

/// What is wrong with the list of those left out.
fn left_out(
    said: &Submission,
    reported: &[manifest::Studio],
    left_out: &[manifest::Studio],
    lang: Lang,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, one) in said.left_out.iter().enumerate() {
        let text = one.folder.text.as_str();
        let fault = |message: String, help: String, also: Option<&Place>| {
            let places = [Some(&one.folder.place), also].into_iter().flatten().cloned().collect();
            Finding::new("package/left-out", Severity::Error, places, text, message, help)
        };
        let earlier = said.left_out[..number].iter().find(|other| is_at(&other.folder.text, text));
        if let Some(earlier) = earlier {
            let (message, help) =
                (say!(lang, "pack.left-out.twice", path = text), say!(lang, "pack.left-out.twice.help"));
            findings.push(fault(message, help, Some(&earlier.folder.place)));
        } else if !left_out.iter().any(|studio| is_at(text, &studio.path)) {
            let near = nearest(text, reported.iter().map(|studio| studio.path.as_str()));
            let names: Vec<&str> = reported.iter().take(NAMED).map(|studio| studio.path.as_str()).collect();
            let help = near.map_or_else(
                || say!(lang, "pack.left-out.unknown.help", names = names.join(&say!(lang, "list.join"))),
                |near| say!(lang, "reference.near", near = near),
            );
            findings.push(fault(say!(lang, "pack.left-out.unknown", path = text), help, None));
        }
    }
    findings
}

/// Fewer or more cases than the text asks for.
fn number(package: &Package, said: &Submission, proposed: &[String], lang: Lang) -> Option<Finding> {
    let (least, most) = (package.cases.at_least, package.cases.at_most);
    let asked = &said.cases;
    let named = asked.named.len();
    let detail = "number";
    if named < least {
        let message = say!(lang, "pack.cases.few", n = named, least = least, most = most);
        let line = &asked.example;
        let help = format!("{}{}", say!(lang, "pack.cases.few.help", line = line), could_be("", proposed, lang));
        return Some(Finding::new("package/cases", Severity::Error, vec![asked.place.clone()], detail, message, help));
    }
    let over: Vec<Place> = asked.named.iter().skip(most).map(|named| named.place.clone()).collect();
    let message = say!(lang, "pack.cases.many", n = named, least = least, most = most);
    let help = say!(lang, "pack.cases.many.help", most = most);
    (!over.is_empty()).then(|| Finding::new("package/cases", Severity::Error, over, detail, message, help))
}

/// What to write in place of `path`.
fn candidates(path: &str, proposed: &[String], lang: Lang) -> String {
    format!("{}{}", say!(lang, "pack.case.nowhere.help"), could_be(path, proposed, lang))
}

/// The cases that studios propose, the nearest to `path` first.
fn could_be(path: &str, proposed: &[String], lang: Lang) -> String {
    if proposed.is_empty() {
        return say!(lang, "pack.cases.none-proposed");
    }
    let near = nearest(path, proposed.iter().map(String::as_str));
    let mut names: Vec<&str> = near.into_iter().collect();
    names.extend(proposed.iter().map(String::as_str).filter(|name| Some(*name) != near));
    names.truncate(NAMED);
    say!(lang, "pack.cases.proposed", names = names.join(&say!(lang, "list.join")), n = proposed.len())
}
