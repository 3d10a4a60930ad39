//! `JUnit` XML, which nearly every CI shows: a suite a studio; a case a clause, and one for every other rule in every file
//! where it found something, so that the list reads as what is still to be done and two runs can be compared by name.
//!
//! A case with a finding that fails the run is a failure. A clause that is not met but fails nothing, waits, is not due, does
//! not apply or is excepted is skipped, with the word for it: what passed is met.

use std::collections::HashMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::ci::{at, file, told};
use super::{Style, table};
use crate::check::{Report, Run};
use crate::finding::{Finding, Verdict};
use crate::load::repository;
use crate::say;
use crate::text::safe::visible;
use crate::text::width::truncate;

/// The columns that a clause's words may take in the name of a case.
const NAME: usize = 80;

/// A suite in the making.
struct Suite<'r> {
    name: String,
    exceptions: Vec<String>,
    cases: Vec<Case<'r>>,
}

/// A case in the making.
struct Case<'r> {
    name: String,
    file: Option<String>,
    /// Why it neither passes nor fails.
    skipped: Option<String>,
    findings: Vec<&'r Finding>,
}

/// Writes the run.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut suites: Vec<Suite<'_>> = Vec::new();
    if !run.findings.is_empty() {
        let name = say!(style.lang, "ci.all");
        suites.push(Suite { name, exceptions: Vec::new(), cases: cases(None, &run.findings, style) });
    }
    suites.extend(run.studios.iter().map(|report| suite(report, style)));
    let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all: Vec<&Case<'_>> = suites.iter().flat_map(|suite| &suite.cases).collect();
    let start = counted("testsuites", "studio check", &all, style);
    writer.write_event(Event::Start(start))?;
    for suite in &suites {
        suite.write(&mut writer, style)?;
    }
    writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
    writeln!(out)
}

fn suite<'r>(report: &'r Report<'_>, style: &Style<'_>) -> Suite<'r> {
    let folder = repository::path(&style.way, &report.path);
    let names = [folder.as_str(), &report.school, &report.name];
    let name: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    Suite {
        name: name.join(" "),
        exceptions: report.exceptions.iter().map(|one| one.say(style.lang)).collect(),
        cases: cases(Some(report), &report.findings, style),
    }
}

/// The cases of a suite: the clauses in their order, what overlays ask, then every other rule and file with findings.
fn cases<'r>(report: Option<&Report<'_>>, findings: &'r [Finding], style: &Style<'_>) -> Vec<Case<'r>> {
    let mut cases = Vec::new();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for judged in report.iter().flat_map(|report| report.clauses.iter().chain(&report.local)) {
        let word = table::word(judged.verdict, style.lang);
        let why = judged.reason.as_ref().map_or(word.clone(), |reason| format!("{word} {reason}"));
        let name = format!("{} {}", judged.id(), truncate(judged.clause.text.trim(), NAME));
        places.insert((judged.id(), ""), cases.len());
        let skipped = (judged.verdict != Verdict::Met).then_some(why);
        cases.push(Case { name, file: None, skipped, findings: Vec::new() });
    }
    for finding in findings {
        let first = finding.places.first().map_or("", |place| place.file.as_str());
        let clause = places.get(&(finding.rule.as_str(), "")).copied();
        let index = clause.unwrap_or_else(|| {
            *places.entry((&finding.rule, first)).or_insert_with(|| {
                let file = finding.places.first().map(|place| file(place, style)).filter(|file| !file.is_empty());
                let name = format!("{} {}", finding.rule, file.as_deref().unwrap_or_default());
                let skipped = Some(say!(style.lang, "ci.passed"));
                cases.push(Case { name: name.trim_end().to_owned(), file, skipped, findings: Vec::new() });
                cases.len() - 1
            })
        });
        let case = &mut cases[index];
        case.file = case.file.take().or_else(|| finding.places.first().map(|place| file(place, style)));
        case.findings.push(finding);
    }
    for case in &mut cases {
        if case.findings.iter().any(|finding| finding.fails(style.deny)) {
            case.skipped = None;
        } else if case.findings.iter().any(|finding| finding.known) {
            let mark = say!(style.lang, "baseline.mark");
            case.skipped = case.skipped.take().map(|why| format!("{mark}{why}"));
        }
    }
    cases
}

/// The beginning of an element that counts its cases.
fn counted(element: &'static str, name: &str, cases: &[&Case<'_>], style: &Style<'_>) -> BytesStart<'static> {
    let fails = |case: &&&Case<'_>| case.findings.iter().any(|finding| finding.fails(style.deny));
    let failing = cases.iter().filter(fails).count().to_string();
    let skipped = cases.iter().filter(|case| case.skipped.is_some()).count().to_string();
    let (name, all) = (line(name), cases.len().to_string());
    BytesStart::new(element).with_attributes([
        ("name", name.as_str()),
        ("tests", &all),
        ("failures", &failing),
        ("errors", "0"),
        ("skipped", &skipped),
    ])
}

impl Suite<'_> {
    fn write<W: Write>(&self, writer: &mut Writer<W>, style: &Style<'_>) -> io::Result<()> {
        let all: Vec<&Case<'_>> = self.cases.iter().collect();
        writer.write_event(Event::Start(counted("testsuite", &self.name, &all, style)))?;
        if !self.exceptions.is_empty() {
            writer.write_event(Event::Start(BytesStart::new("properties")))?;
            for excepted in &self.exceptions {
                let value = line(excepted);
                let attributes = [(NAMED, "exception"), ("value", value.as_str())];
                writer.write_event(Event::Empty(BytesStart::new("property").with_attributes(attributes)))?;
            }
            writer.write_event(Event::End(BytesEnd::new("properties")))?;
        }
        for case in &self.cases {
            case.write(writer, &line(&self.name), style)?;
        }
        writer.write_event(Event::End(BytesEnd::new("testsuite")))
    }
}

/// The attribute that holds a name.
const NAMED: &str = "name";

impl Case<'_> {
    fn write<W: Write>(&self, writer: &mut Writer<W>, suite: &str, style: &Style<'_>) -> io::Result<()> {
        let name = line(&self.name);
        let mut start = BytesStart::new("testcase").with_attributes([("classname", suite), (NAMED, name.as_str())]);
        if let Some(file) = &self.file {
            start.push_attribute(("file", line(file).as_str()));
        }
        writer.write_event(Event::Start(start))?;
        let (failing, other): (Vec<&Finding>, Vec<&Finding>) =
            self.findings.iter().partition(|one| one.fails(style.deny));
        if let Some(first) = failing.first() {
            let message = line(first.message.lines().next().unwrap_or_default());
            let kind = first.severity.token();
            let start = BytesStart::new("failure").with_attributes([("message", message.as_str()), ("type", kind)]);
            text(writer, start, "failure", &lines(&failing, style))?;
        } else if let Some(why) = &self.skipped {
            let why = line(why);
            let start = BytesStart::new("skipped").with_attributes([("message", why.as_str())]);
            writer.write_event(Event::Empty(start))?;
        }
        if !other.is_empty() {
            text(writer, BytesStart::new("system-out"), "system-out", &lines(&other, style))?;
        }
        writer.write_event(Event::End(BytesEnd::new("testcase")))
    }
}

fn text<W: Write>(writer: &mut Writer<W>, start: BytesStart<'_>, name: &str, text: &str) -> io::Result<()> {
    writer.write_event(Event::Start(start))?;
    writer.write_event(Event::Text(BytesText::new(text)))?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// Findings as lines: where, how grave, what, what to do.
fn lines(findings: &[&Finding], style: &Style<'_>) -> String {
    let one = |finding: &&Finding| {
        let known = if finding.known { say!(style.lang, "baseline.mark") } else { String::new() };
        let severity = finding.severity.say(style.lang);
        format!("{} {known}{severity}[{}]\n{}", at(finding, style), finding.rule, told(finding, style.lang))
    };
    let all = findings.iter().map(one).collect::<Vec<_>>().join("\n\n");
    all.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// One line of characters that XML 1.0 can write (section 2.2): what it cannot is shown by its code.
fn line(text: &str) -> String {
    visible(text).replace('\u{fffe}', "<U+FFFE>").replace('\u{ffff}', "<U+FFFF>")
}
