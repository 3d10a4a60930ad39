//! Exceptions: a dated decision that a clause, or a rule for one file, shall not count. They end, and they show.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::clause::asked;
use super::evidence::Piece;
use super::voice::is_filled;
use super::{Check, Judged, Report, Wait};
use crate::finding::{Finding, Severity, Verdict};
use crate::record::row::Row;
use crate::record::{date_of, text_at};
use crate::say;
use crate::standard::covers;
use crate::standard::indicator::Indicator;
use crate::standard::kind::Role;
use crate::text::lang::Lang;
use crate::text::message::rules;
use crate::text::nearest::nearest;
use crate::text::personal::conceal;

/// The file of the exceptions.
pub(super) const EXCEPTIONS: &str = "exceptions.toml";

/// An exception in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excepted {
    /// The clause, or the rule and the file.
    pub what: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// The last day.
    pub until: Date,
}

impl Excepted {
    /// In one line.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (what, reason, approver) = (&self.what, &self.reason, &self.approver);
        say!(lang, "report.excepted", what = what, reason = reason, approver = approver, until = self.until)
    }
}

struct Exception<'a> {
    row: Row<'a>,
    clause: Option<&'a str>,
    rule: Option<&'a str>,
    /// As findings name files: with `/`, and in Unicode's composed form.
    file: Option<String>,
    reason: &'a str,
    approver: &'a str,
    until: Date,
}

/// What is to be said of an exception.
enum Fault {
    Unclear,
    /// There is no such rule.
    Unknown,
    /// There is no such file.
    NoFile,
    Expired,
    /// The same is excepted by one before it, which stands in this line.
    Twice(usize),
    /// It would hide what nobody may hide.
    Firm,
    /// It takes away so many clauses at once, each of which needs a reason of its own.
    Wide(usize),
    /// Nothing to except; what has the rule stands in these files.
    Unused(Vec<String>),
}

/// Applies the studio's exceptions to verdicts and findings, and settles the indicators. Each is weighed by itself, so that
/// it makes no difference which stands first.
pub(super) fn apply(check: &Check<'_>, only: &[String], report: &mut Report<'_>, findings: &mut Vec<Finding>) {
    let mut notes = Vec::new();
    let mut applied: Vec<Exception<'_>> = Vec::new();
    for exception in read(check) {
        let twin = applied.iter().find(|other| other.is_for() == exception.is_for());
        let fault = if exception.is_unclear() {
            Fault::Unclear
        } else if exception.clause.is_some_and(|clause| !check.standard.covers_any(clause)) {
            // Told as a reference to a clause that does not exist.
            continue;
        } else if let Some(rule) = exception.rule.filter(|rule| !is_rule(check, rule)) {
            if check.may_be_local(rule) {
                continue;
            }
            Fault::Unknown
        } else if exception.until < check.studio.calendar.today {
            Fault::Expired
        } else if let Some(twin) = twin {
            Fault::Twice(check.place(&twin.row, None).line)
        } else if exception.has_use(check, report, findings) {
            report.exceptions.push(exception.listed());
            let n = exception.reach(check);
            if n > 1 {
                notes.push(exception.note(check, &Fault::Wide(n)));
            }
            applied.push(exception);
            continue;
        } else if !only.is_empty() || exception.waits(report) {
            continue;
        } else if findings.iter().any(|finding| finding.is_firm() && exception.means(check, finding)) {
            Fault::Firm
        } else {
            exception.unused(check, findings)
        };
        notes.push(exception.note(check, &fault));
    }
    take(check, &applied, report, findings);
    notes.retain(|note| asked(only, &note.rule));
    findings.extend(notes);
    // The clauses stand in the order of their indicators, of which only those were kept that have some.
    let parts = |indicator: &Indicator| indicator.clauses.iter().filter(|clause| asked(only, &clause.id)).count();
    let parts = check.standard.indicators().map(parts).filter(|parts| *parts > 0);
    let mut clauses = report.clauses.iter();
    for ((_, verdict), parts) in report.indicators.iter_mut().zip(parts) {
        *verdict = Verdict::worst(clauses.by_ref().take(parts).map(|clause| clause.verdict));
    }
}

/// Takes away what the exceptions except.
fn take(check: &Check<'_>, exceptions: &[Exception<'_>], report: &mut Report<'_>, findings: &mut Vec<Finding>) {
    let mut taken: Vec<(String, &str)> = Vec::new();
    findings.retain(|finding| {
        let by = exceptions.iter().find(|exception| !finding.is_firm() && exception.means(check, finding));
        taken.extend(by.map(|exception| (finding.rule.clone(), exception.reason)));
        by.is_none()
    });
    for judged in report.clauses.iter_mut().chain(&mut report.local) {
        let whole = exceptions.iter().filter(|one| one.clause.is_some_and(|clause| covers(clause, judged.id())));
        // The most specific says why.
        let whole = whole.max_by_key(|one| one.clause.map(str::len)).filter(|_| asks(judged));
        // A finding that is taken away changes a verdict only where it was what made it, and no other is left.
        let made = matches!(judged.verdict, Verdict::Unmet | Verdict::Unevidenced);
        let is_left = || findings.iter().any(|finding| finding.rule == judged.id());
        let part = taken.iter().find(|(rule, _)| made && rule == judged.id() && !is_left());
        // What is excepted in one file leaves the rest for the person that it waits for.
        if whole.is_none() && part.is_some() && judged.waits.is_some() {
            judged.verdict = Verdict::Unjudged;
        } else if let Some(reason) = whole.map(|one| one.reason).or(part.map(|(_, reason)| *reason)) {
            judged.verdict = Verdict::Excepted;
            judged.reason = Some(conceal(reason).into_owned());
        }
    }
}

impl Exception<'_> {
    /// What it is for.
    fn is_for(&self) -> (Option<&str>, Option<&str>, Option<&str>) {
        (self.clause, self.rule, self.file.as_deref())
    }

    /// The same in words.
    fn what(&self) -> String {
        let (clause, rule, file) = self.is_for();
        [clause, rule, file].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn listed(&self) -> Excepted {
        let (reason, approver) = (conceal(self.reason).into_owned(), conceal(self.approver).into_owned());
        Excepted { what: conceal(&self.what()).into_owned(), reason, approver, until: self.until }
    }

    /// Whether a finding is among what it speaks of: one of its clause, or one of its rule whose first place is its file.
    fn means(&self, check: &Check<'_>, finding: &Finding) -> bool {
        let by_clause = self.clause.is_some_and(|clause| covers(clause, &finding.rule));
        let in_file = || self.file.as_deref().is_none_or(|file| self.local(check, finding) == Some(file));
        by_clause || (self.rule == Some(finding.rule.as_str()) && in_file())
    }

    /// The file of a finding, from the folder of the studio.
    fn local<'f>(&self, check: &Check<'_>, finding: &'f Finding) -> Option<&'f str> {
        let source = check.source(&self.row);
        finding.places.first()?.file.strip_prefix(&source.path[..source.local])
    }

    /// Whether there is anything to except.
    fn has_use(&self, check: &Check<'_>, report: &Report<'_>, findings: &[Finding]) -> bool {
        let open = |judged: &Judged<'_>| asks(judged) && self.clause.is_some_and(|clause| covers(clause, judged.id()));
        report.clauses.iter().chain(&report.local).any(open)
            || findings.iter().any(|finding| !finding.is_firm() && self.means(check, finding))
    }

    /// How many clauses it covers.
    fn reach(&self, check: &Check<'_>) -> usize {
        let clauses = check.standard.clauses().chain(&check.standard.demands).map(|clause| &clause.id);
        self.clause.map_or(0, |prefix| clauses.filter(|id| covers(prefix, id)).count())
    }

    /// Whether it is for a clause that cannot be judged yet: nobody knows whether there will be anything to except.
    fn waits(&self, report: &Report<'_>) -> bool {
        let all = || report.clauses.iter().chain(&report.local);
        self.rule.is_some_and(|rule| all().any(|judged| judged.id() == rule && judged.waits == Some(Wait::Record)))
    }

    fn unused(&self, check: &Check<'_>, findings: &[Finding]) -> Fault {
        let same = findings.iter().filter(|finding| self.rule == Some(finding.rule.as_str()) && !finding.is_firm());
        let mut files: Vec<String> = same.filter_map(|finding| self.local(check, finding)).map(str::to_owned).collect();
        files.sort();
        files.dedup();
        let absent = |file: &str| matches!(check.files.look(file), Piece::Absent);
        if files.is_empty() && self.file.as_deref().is_some_and(absent) { Fault::NoFile } else { Fault::Unused(files) }
    }

    /// Whether it does not say what it excepts: a clause alone, or a rule with a file.
    fn is_unclear(&self) -> bool {
        !matches!(self.is_for(), (Some(_), None, None) | (None, Some(_), Some(_)))
    }

    fn note(&self, check: &Check<'_>, fault: &Fault) -> Finding {
        let (lang, what) = (check.lang, self.what());
        let unused = ("exception/unused", Severity::Warning);
        let ((rule, severity), message, help) = match fault {
            Fault::Unclear => (
                ("exception/unclear", Severity::Error),
                say!(lang, "exception.unclear"),
                say!(lang, "exception.unclear.help"),
            ),
            Fault::Unknown => {
                let clauses = check.standard.clauses().map(|clause| clause.id.as_str());
                let near =
                    self.rule.and_then(|rule| nearest(rule, clauses.chain(rules().map(|known| -> &str { known }))));
                let help = near.map(|near| say!(lang, "exception.near", near = near));
                let help = help.unwrap_or_else(|| say!(lang, "exception.unclear.help"));
                (
                    ("exception/unclear", Severity::Error),
                    say!(lang, "exception.unknown", rule = self.rule.unwrap_or_default()),
                    help,
                )
            }
            Fault::NoFile => {
                let file = self.file.as_deref().unwrap_or_default();
                (unused, say!(lang, "exception.no-file", file = file), say!(lang, "exception.no-file.help"))
            }
            Fault::Expired => (
                ("exception/expired", Severity::Error),
                say!(lang, "exception.expired", what = what, until = self.until),
                say!(lang, "exception.expired.help"),
            ),
            Fault::Twice(line) => {
                (unused, say!(lang, "exception.twice", what = what, line = line), say!(lang, "exception.twice.help"))
            }
            Fault::Wide(n) => (
                ("exception/wide", Severity::Warning),
                say!(lang, "exception.wide", what = what, n = n),
                say!(lang, "exception.wide.help"),
            ),
            Fault::Firm => (unused, say!(lang, "exception.firm", what = what), say!(lang, "exception.firm.help")),
            Fault::Unused(files) if files.is_empty() => {
                (unused, say!(lang, "exception.unused", what = what), say!(lang, "exception.unused.help"))
            }
            Fault::Unused(files) => {
                let files = lang.list(files);
                let help = say!(lang, "exception.elsewhere.help", files = files);
                (unused, say!(lang, "exception.unused", what = what), help)
            }
        };
        let detail =
            format!("{} {}", self.clause.or(self.rule).unwrap_or_default(), self.file.as_deref().unwrap_or(""));
        Finding::new(rule, severity, vec![check.place(&self.row, None)], &detail, message, help)
    }
}

/// Whether a clause asks for something that is not there: one that does not apply asks for nothing.
fn asks(judged: &Judged<'_>) -> bool {
    !matches!(judged.verdict, Verdict::Met | Verdict::NotApplicable)
}

/// Whether a rule of this name can be in a finding.
fn is_rule(check: &Check<'_>, rule: &str) -> bool {
    check.standard.clause(rule).is_some() || rules().any(|known| known == rule)
}

/// A path as findings name files.
fn path(text: &str) -> String {
    let path = text.trim().replace('\\', "/").nfc().collect::<String>();
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

fn read<'a>(check: &Check<'a>) -> Vec<Exception<'a>> {
    let Some(kind) = check.standard.kind_of(EXCEPTIONS) else { return Vec::new() };
    let Some(record) = check.studio.of_kind(kind).first() else { return Vec::new() };
    let Some(field) = check.standard.kinds[kind].fields.get("exception") else { return Vec::new() };
    let exception = |row: Row<'a>| {
        let table = row.table;
        Some(Exception {
            row,
            clause: text_at(table, "clause"),
            rule: text_at(table, "rule"),
            file: text_at(table, "file").map(path),
            reason: text_at(table, "reason")?,
            approver: row.at(Role::Person)?.1.get_ref().as_str()?,
            until: date_of(table.get("until")?.get_ref())?,
        })
    };
    let rows = Row::of_list(record, &record.table, field);
    rows.filter(|row| is_filled(check.standard, row.table, row.fields)).filter_map(exception).collect()
}
