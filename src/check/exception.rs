//! Exceptions: a dated decision that a clause, or a rule for one file, shall not count. They end, and they show.

use jiff::civil::Date;

use super::clause::asked;
use super::{Check, Report};
use crate::finding::{Finding, Severity, Verdict};
use crate::record::row::Row;
use crate::record::{date_of, text_at};
use crate::say;
use crate::standard::covers;

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
        let expired = exception.until < check.studio.calendar.today;
        let used = if expired { true } else { exception.except(check, report, findings) };
        if expired {
            notes.push(exception.note(check, "exception/expired", Severity::Error));
        } else if !used && only.is_empty() {
            notes.push(exception.note(check, "exception/unused", Severity::Warning));
        }
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
            !(by_clause || by_rule)
        });
        for judged in &mut report.clauses {
            let whole = self.clause.is_some_and(|clause| covers(clause, judged.id()));
            let part = self.rule == Some(judged.id()) && !findings.iter().any(|finding| finding.rule == judged.id());
            let open = !matches!(judged.verdict, Verdict::Met | Verdict::NotApplicable);
            if (whole || (part && findings.len() < before)) && open {
                judged.verdict = Verdict::Excepted;
                judged.reason = Some(self.reason.to_owned());
                used = true;
            }
        }
        used || findings.len() < before
    }

    fn note(&self, check: &Check<'_>, rule: &str, severity: Severity) -> Finding {
        let what = self.clause.or(self.rule).unwrap_or_default();
        let (message, help) = if severity == Severity::Error {
            let message = say!(check.lang, "exception.expired", what = what, until = self.until);
            (message, say!(check.lang, "exception.expired.help"))
        } else {
            (say!(check.lang, "exception.unused", what = what), say!(check.lang, "exception.unused.help"))
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
        let table = value.get_ref().as_table()?;
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
