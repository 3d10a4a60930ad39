//! Exceptions: a dated decision that a clause, or a rule for one file, shall not count. They end, and they show.

use jiff::civil::Date;

use super::clause::asked;
use super::person::is_filled;
use super::{Check, Report};
use crate::finding::{Finding, Severity, Verdict};
use crate::record::row::Row;
use crate::record::{date_of, text_at};
use crate::say;
use crate::standard::covers;
use crate::text::message::rules;

/// The file of the exceptions.
const EXCEPTIONS: &str = "exceptions.toml";

struct Exception<'a> {
    row: Row<'a>,
    clause: Option<&'a str>,
    rule: Option<&'a str>,
    file: Option<&'a str>,
    reason: &'a str,
    until: Date,
}

/// Applies the studio's exceptions to verdicts and findings, and settles the indicators.
pub(super) fn apply(check: &Check<'_>, only: &[String], report: &mut Report<'_>, findings: &mut Vec<Finding>) {
    let mut notes = Vec::new();
    for exception in read(check) {
        let note = if exception.is_unclear(check) {
            Some(("exception/unclear", Severity::Error))
        } else if exception.until < check.studio.calendar.today {
            Some(("exception/expired", Severity::Error))
        } else if exception.except(check, report, findings) {
            let what = [exception.clause.or(exception.rule), exception.file];
            let what = what.into_iter().flatten().collect::<Vec<_>>().join(" ");
            report.exceptions.push((what, exception.reason.to_owned(), exception.until));
            None
        } else {
            Some(("exception/unused", Severity::Warning)).filter(|_| only.is_empty())
        };
        notes.extend(note.map(|(rule, severity)| exception.note(check, rule, severity)));
    }
    notes.retain(|note| asked(only, &note.rule));
    findings.extend(notes);
    for (id, verdict) in &mut report.indicators {
        let parts = report.clauses.iter().filter(|clause| covers(id, clause.id()));
        *verdict = Verdict::worst(parts.map(|clause| clause.verdict));
    }
}

impl Exception<'_> {
    /// Takes the excepted findings away; whether there was anything to except.
    fn except(&self, check: &Check<'_>, report: &mut Report<'_>, findings: &mut Vec<Finding>) -> bool {
        let before = findings.len();
        let mut used = false;
        let prefix = &check.source(&self.row).path[..check.source(&self.row).local];
        findings.retain(|finding| {
            let by_clause = self.clause.is_some_and(|clause| covers(clause, &finding.rule));
            let in_file = self.file.is_none_or(|file| {
                finding.places.first().is_some_and(|place| place.file.strip_prefix(prefix) == Some(file))
            });
            let by_rule = self.rule == Some(finding.rule.as_str()) && in_file;
            // What is private stays private, and what cannot be read stays unread, whoever approves.
            let firm = finding.severity == Severity::Error && finding.rule.starts_with("privacy/");
            !(by_clause || by_rule) || firm || finding.rule == "record/syntax"
        });
        for judged in report.clauses.iter_mut().chain(&mut report.local) {
            let whole = self.clause.is_some_and(|clause| covers(clause, judged.id()));
            let part = self.rule == Some(judged.id()) && !findings.iter().any(|finding| finding.rule == judged.id());
            // A finding that is taken away changes a verdict only where it was what made it.
            let made = matches!(judged.verdict, Verdict::Unmet | Verdict::Unevidenced);
            if (whole && judged.verdict != Verdict::Met) || (part && made && findings.len() < before) {
                judged.verdict = Verdict::Excepted;
                judged.reason = Some(self.reason.to_owned());
                used = true;
            }
        }
        used || findings.len() < before
    }

    /// Whether it does not say what it excepts: neither a clause nor a rule, both, a rule without a file, or one that
    /// does not exist.
    fn is_unclear(&self, check: &Check<'_>) -> bool {
        match (self.clause, self.rule) {
            (Some(clause), None) => !check.standard.covers_any(clause),
            (None, Some(rule)) => {
                self.file.is_none() || (check.standard.clause(rule).is_none() && !rules().any(|known| known == rule))
            }
            _ => true,
        }
    }

    fn note(&self, check: &Check<'_>, rule: &str, severity: Severity) -> Finding {
        let what = self.clause.or(self.rule).unwrap_or_default();
        let (message, help) = match rule {
            "exception/expired" => (
                say!(check.lang, "exception.expired", what = what, until = self.until),
                say!(check.lang, "exception.expired.help"),
            ),
            "exception/unused" => {
                (say!(check.lang, "exception.unused", what = what), say!(check.lang, "exception.unused.help"))
            }
            _ => (say!(check.lang, "exception.unclear"), say!(check.lang, "exception.unclear.help")),
        };
        let place = check.place(&self.row, None);
        let detail = format!("{what} {}", self.file.unwrap_or_default());
        Finding::new(rule, severity, vec![place], &detail, message, help)
    }
}

fn read<'a>(check: &Check<'a>) -> Vec<Exception<'a>> {
    let Some(kind) = check.standard.kind_of(EXCEPTIONS) else { return Vec::new() };
    let Some(record) = check.studio.of_kind(kind).first() else { return Vec::new() };
    let Some(field) = check.standard.kinds[kind].fields.get("exception") else { return Vec::new() };
    let rows = record.table.get("exception").and_then(|value| value.get_ref().as_array());
    let exception = |(number, value): (usize, &'a toml::Spanned<toml::de::DeValue<'a>>)| {
        let table = value.get_ref().as_table().filter(|table| is_filled(table, &field.fields))?;
        Some(Exception {
            row: Row {
                record,
                table,
                fields: &field.fields,
                list: Some((field, number, (value.span().start, value.span().end))),
            },
            clause: text_at(table, "clause"),
            rule: text_at(table, "rule"),
            file: text_at(table, "file"),
            reason: text_at(table, "reason")?,
            until: date_of(table.get("until")?.get_ref())?,
        })
    };
    rows.into_iter().flatten().enumerate().filter_map(exception).collect()
}
