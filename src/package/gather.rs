//! Gathers a package in a run over a province's studios: what each adds is made while its records are there, so that the run
//! may be any run over the whole province, and a report that wants the package's state needs no second one.

use std::path::Path;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::cases::{self, Asked, Leads, PRIVATE};
use super::gathered::Gathered;
use super::{faults, manifest, summary};
use crate::check::{
    AIMED, LeftOut, Named, Options, Province, Report, Run, Submission, is_at, stops, submission, take_out,
};
use crate::failure::{Failure, Result};
use crate::finding::Finding;
use crate::form;
use crate::load::{self, PROVINCE};
use crate::record::Studio;
use crate::say;
use crate::standard::Standard;
use crate::standard::layout::Layout;
use crate::text::lang::Lang;
use crate::text::names::Names;

/// A package that is being gathered.
#[derive(Debug)]
pub struct Gathering<'s, 'r> {
    root: &'r Path,
    asked: Asked<'s>,
    /// The form that lists the studios.
    studios: &'s Layout,
    said: Submission,
    today: Date,
    names: Option<Names>,
    lang: Lang,
}

/// What one studio adds.
#[derive(Debug)]
pub struct Made {
    pub(super) studio: manifest::Studio,
    pub(super) reason: Option<String>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) cases: Vec<(usize, Leads)>,
    pub(super) proposed: Vec<String>,
    /// What is told of it as a part of the package.
    pub(super) findings: Vec<Finding>,
    /// What forbids in its own records that it is reported.
    pub(super) stopping: Vec<Finding>,
}

/// Gathers the package of the province whose root file lies in `root`.
///
/// # Errors
/// There is no such file or no studio, `root` cannot be read, or the standard knows no package.
pub fn gather<'s>(standard: &'s Standard, root: &Path, options: &Options) -> Result<Gathered<'s>> {
    let lang = options.lang;
    let Some((asked, studios)) = known(standard) else {
        return Err(Failure(say!(lang, "pack.unknown", standard = standard.about.id)));
    };
    if root.is_dir() && root.join(PROVINCE).symlink_metadata().is_err() {
        return Err(Failure(match load::province_of(root) {
            Some((folder, _)) => say!(lang, "pack.above", path = root.display(), above = folder.display()),
            None => say!(lang, "pack.no-province", path = root.display(), name = PROVINCE),
        }));
    }
    let gathering = Gathering::new((asked, studios), root, options);
    let (run, made) =
        Run::over_and(standard, root, options, |province, studio, report| gathering.one(province, studio, report))?;
    Ok(gathering.end(&run, made))
}

/// What a standard says of a package, with the forms of the cases and of the studios; nothing where it knows none.
fn known(standard: &Standard) -> Option<(Asked<'_>, &Layout)> {
    let form = |id: &str| standard.forms.iter().find(|form| form.id == id);
    let package = standard.package.as_ref()?;
    Some((Asked { standard, package, list: form(&package.list)? }, form(&package.studios)?))
}

impl<'s, 'r> Gathering<'s, 'r> {
    /// Begins to gather for the province whose root file lies in `root`, in a run over `root` with these options; nothing
    /// where no such file is there, the standard knows no package, or the run is over a part of the studios or clauses only
    /// and so could not tell what forbids the package.
    #[must_use]
    pub fn begin(standard: &'s Standard, root: &'r Path, options: &Options) -> Option<Self> {
        root.join(PROVINCE).symlink_metadata().ok()?;
        let whole = options.only.is_empty() && options.changed.is_none();
        whole.then(|| known(standard)).flatten().map(|known| Self::new(known, root, options))
    }

    fn new((asked, studios): (Asked<'s>, &'s Layout), root: &'r Path, options: &Options) -> Self {
        let said = submission(asked.standard, root, options.lang);
        let names = options.names.clone();
        Self { root, asked, studios, said, today: options.today, names, lang: options.lang }
    }

    /// What a studio adds to the package.
    #[must_use]
    pub fn one(&self, province: &Province, studio: &Studio<'_>, report: &Report<'_>) -> Made {
        let Self { asked, said, .. } = self;
        let named = |left_out: &&LeftOut| is_at(&left_out.folder.text, &report.path);
        let reason = said.left_out.iter().find(named).map(|left_out| left_out.reason.clone());
        let inside = |path: &str| report.path.is_empty() || path.starts_with(&format!("{}/", report.path));
        let look = |(number, named): (usize, &Named)| {
            let path: String = named.text.nfc().collect();
            let leads = inside(&path).then(|| cases::look(*asked, studio, report, &province.body, &path))?;
            Some((number, leads?))
        };
        let mut made = Made {
            rows: Vec::new(),
            cases: said.cases.named.iter().enumerate().filter_map(look).collect(),
            proposed: cases::proposed(asked.package, studio),
            findings: Vec::new(),
            stopping: Vec::new(),
            studio: manifest::Studio {
                path: report.path.clone(),
                // As the tables have them: without the blanks that stand around a name.
                school: report.school.trim().to_owned(),
                name: report.name.trim().to_owned(),
                reason: reason.clone().unwrap_or_default(),
            },
            reason,
        };
        if made.reason.is_none() {
            let rows = form::rows(self.studios, studio, &province.body);
            made.rows = rows.into_iter().map(|line| line.cells).collect();
            let of_package = |finding: &&Finding| finding.rule.starts_with("package/");
            made.findings.extend(report.findings.iter().filter(of_package).cloned());
            made.stopping = report.findings.iter().filter(|finding| stops(finding)).cloned().collect();
        }
        made
    }

    /// What goes into the package, from the run and from what every studio of it adds, in the same order.
    #[must_use]
    pub fn end(self, run: &Run<'_>, mut made: Vec<Made>) -> Gathered<'s> {
        let Self { root, asked, studios, said, today, names, lang } = self;
        let stopping: Vec<Finding> = made.iter_mut().flat_map(|one| std::mem::take(&mut one.stopping)).collect();
        let (summaries, found) = summary::gather(asked, root, &said, names.is_some(), lang);
        let left_out: Vec<bool> = made.iter().map(|one| one.reason.is_some()).collect();
        let mut gathered = Gathered {
            findings: run.findings_without((asked.standard, root), &left_out, names.as_ref(), lang),
            body: run.body.clone(),
            standard: asked.standard,
            package: asked.package,
            forms: [studios, asked.list],
            studios: Vec::new(),
            left_out: Vec::new(),
            rows: Vec::new(),
            cases: Vec::new(),
            has_cases: false,
            summaries,
            said: Submission::default(),
            today,
        };
        // Here each is told with what could be meant.
        gathered.findings.retain(|finding| !AIMED.contains(&finding.rule.as_str()));
        // What of the summary cannot be read a check tells, too.
        let new = |finding: &Finding| !gathered.findings.iter().any(|other| other.key == finding.key);
        let found: Vec<Finding> = found.into_iter().filter(new).collect();
        gathered.findings.extend(found);
        gathered.findings.extend(faults::late(asked.package, &said, today, lang));
        gathered.take(asked, root, &said, made, lang);
        gathered.said = said;
        gathered.findings.extend(stopping);
        let told = |finding: &Finding| ["package/", PRIVATE].iter().any(|group| finding.rule.starts_with(group));
        gathered.findings.retain(|finding| stops(finding) || told(finding));
        if let Some(names) = &names {
            take_out(&mut gathered.findings, names);
        }
        gathered.findings.sort_by_key(|finding| !stops(finding));
        gathered
    }
}
