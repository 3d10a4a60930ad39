//! `JUnit` XML, which nearly every CI shows: a suite a studio, a case a clause, and one for every rule besides that found
//! something. A case with a finding that fails the run is a failure; a clause that waits, is not due, does not apply or is
//! excepted is skipped, with the word for it.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::ci::path;
use super::{Style, table};
use crate::check::Run;
use crate::finding::{Finding, Verdict};
use crate::say;

/// A case in the making.
struct Case<'r> {
    rule: &'r str,
    text: &'r str,
    skipped: Option<String>,
    findings: Vec<&'r Finding>,
}

/// Writes the run.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Start(BytesStart::new("testsuites").with_attributes([("name", "studio")])))?;
    if !run.findings.is_empty() {
        suite(&mut writer, &say!(style.lang, "ci.all"), cases(&[], &run.findings, style), style)?;
    }
    for report in &run.studios {
        let own = if report.path.is_empty() { &report.name } else { &report.path };
        let mut judged = Vec::new();
        for clause in &report.clauses {
            let word = table::word(clause.verdict, style.lang);
            let why = clause.reason.as_deref().map_or(word.clone(), |reason| format!("{word} {reason}"));
            let open = !matches!(clause.verdict, Verdict::Met | Verdict::Unmet | Verdict::Unevidenced);
            judged.push((clause.id(), clause.clause.text.as_str(), open.then_some(why)));
        }
        suite(&mut writer, own, cases(&judged, &report.findings, style), style)?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
    drop(writer);
    writeln!(out)
}

/// The cases of a suite: the clauses in their order, then every other rule with findings.
fn cases<'r>(
    judged: &[(&'r str, &'r str, Option<String>)],
    findings: &'r [Finding],
    style: &Style<'_>,
) -> Vec<Case<'r>> {
    let mut cases: Vec<Case<'r>> = judged
        .iter()
        .map(|(rule, text, skipped)| Case { rule, text, skipped: skipped.clone(), findings: Vec::new() })
        .collect();
    for finding in findings {
        if let Some(case) = cases.iter_mut().find(|case| case.rule == finding.rule) {
            case.findings.push(finding);
        } else {
            cases.push(Case { rule: &finding.rule, text: "", skipped: None, findings: vec![finding] });
        }
    }
    let fails = |finding: &&Finding| finding.severity >= style.deny && !finding.known;
    for case in &mut cases {
        if case.findings.iter().any(fails) {
            case.skipped = None;
        }
    }
    cases
}

fn suite<W: Write>(writer: &mut Writer<W>, name: &str, cases: Vec<Case<'_>>, style: &Style<'_>) -> io::Result<()> {
    let fails = |finding: &&&Finding| finding.severity >= style.deny && !finding.known;
    let failing = cases.iter().filter(|case| case.findings.iter().any(|one| fails(&one))).count().to_string();
    let skipped = cases.iter().filter(|case| case.skipped.is_some()).count().to_string();
    let all = cases.len().to_string();
    let name = legal(name);
    let attributes =
        [("name", name.as_str()), ("tests", &all), ("failures", &failing), ("errors", "0"), ("skipped", &skipped)];
    writer.write_event(Event::Start(BytesStart::new("testsuite").with_attributes(attributes)))?;
    for case in cases {
        let title = legal(format!("{} {}", case.rule, case.text).trim_end());
        let attributes = [("classname", name.as_str()), ("name", title.as_str())];
        writer.write_event(Event::Start(BytesStart::new("testcase").with_attributes(attributes)))?;
        let (failing, other): (Vec<&Finding>, Vec<&Finding>) = case.findings.iter().partition(|one| fails(one));
        if let Some(first) = failing.first() {
            let message = legal(&first.message);
            let start = BytesStart::new("failure").with_attributes([("message", message.as_str())]);
            text(writer, start, "failure", &told(&failing, style))?;
        } else if let Some(why) = &case.skipped {
            let why = legal(why);
            writer
                .write_event(Event::Empty(BytesStart::new("skipped").with_attributes([("message", why.as_str())])))?;
        }
        if !other.is_empty() {
            text(writer, BytesStart::new("system-out"), "system-out", &told(&other, style))?;
        }
        writer.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn text<W: Write>(writer: &mut Writer<W>, start: BytesStart<'_>, name: &str, text: &str) -> io::Result<()> {
    writer.write_event(Event::Start(start))?;
    writer.write_event(Event::Text(BytesText::new(&legal(text))))?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Findings as lines: where, what, what to do.
fn told(findings: &[&Finding], style: &Style<'_>) -> String {
    let one = |finding: &&Finding| {
        let place = finding.places.first();
        let at = place.map_or(String::new(), |place| {
            format!("{}:{}:{} ", path(&style.prefix, &place.file), place.line, place.column)
        });
        let help = say!(style.lang, "ci.help", help = finding.help);
        if finding.help.is_empty() {
            format!("{at}{}", finding.message)
        } else {
            format!("{at}{}\n{help}", finding.message)
        }
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// Without the characters that XML 1.0 has no way to write (section 2.2).
fn legal(text: &str) -> String {
    let allowed =
        |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}
