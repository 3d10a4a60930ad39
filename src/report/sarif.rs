//! SARIF 2.1.0 (OASIS), the form that code scanners hand to their hosts. Files are percent-encoded URIs from the root of the
//! sources, columns count Unicode code points, ends are exclusive, as in the findings.

mod log;

use std::collections::BTreeMap;
use std::io::{self, Write};

use self::log::{
    Artifact, Configuration, Descriptor, Driver, Fingerprints, Invocation, Location, Log, Message, Notification,
    Physical, Region, Result, Tool,
};
use super::Style;
use super::ci::{exceptions, file, fingerprint, rank, studio, told};
use crate::check::{Keyed, Run, keyed};
use crate::finding::{Place, Severity};
use crate::say;
use crate::text::json::written;
use crate::text::lang::Lang;
use crate::text::message::{rules, say};
use crate::text::safe::visible;

/// GitHub refuses a run with more results (docs.github.com, “SARIF results exceed one or more limits”).
const LARGEST: usize = 25_000;

/// Writes the run as one log with one run in it.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut all = keyed(run, &style.way);
    let left = all.len().saturating_sub(LARGEST);
    if left > 0 {
        // What is new and weighs most is kept.
        all.sort_by_key(|one| (one.finding.known, rank(one.finding)));
        all.truncate(LARGEST);
    }
    let mut weights: BTreeMap<&str, Severity> = BTreeMap::new();
    for one in &all {
        let weight = weights.entry(&one.finding.rule).or_insert(one.finding.severity);
        *weight = one.finding.severity.max(*weight);
    }
    let ids: Vec<&str> = weights.keys().copied().collect();
    let noted = |text: &str| Notification { level: Severity::Note, message: Message::new(text) };
    let mut notifications: Vec<Notification> = exceptions(run, style.lang)
        .iter()
        .map(|one| noted(&format!("{} {} {}", say!(style.lang, "verdict.excepted"), studio(one.report), one.line)))
        .collect();
    notifications.extend((left > 0).then(|| noted(&say!(style.lang, "ci.sarif.cut", n = left))));
    notifications.extend(super::baseline(style).map(|line| noted(&line)));
    let log = Log::new(log::Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                language: match style.lang {
                    Lang::Zh => "zh-CN",
                    Lang::En => "en-US",
                },
                rules: weights.iter().map(|(id, weight)| rule(id, *weight, style)).collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: notifications }],
        results: all.iter().map(|one| result(one, &ids, style)).collect(),
    });
    writeln!(out, "{}", written(&log)?)
}

/// A rule: for a clause its words and what to do, for a rule of another kind what it is about.
fn rule(id: &str, weight: Severity, style: &Style<'_>) -> Descriptor {
    let clause = style.standard.clause(id);
    let named = || rules().any(|known| known == id).then(|| say(style.lang, id, &[]));
    let text = clause.map_or_else(named, |clause| Some(clause.text.clone()));
    let help = clause.map_or_else(named, |clause| Some(clause.help.trim().to_owned()));
    let label = clause.and_then(|clause| clause.label.as_ref()).map(|label| label.get(style.lang));
    Descriptor {
        id: id.to_owned(),
        name: label.unwrap_or(id).to_owned(),
        short_description: Message::new(text.as_deref().map_or(id.to_owned(), |text| format!("{id} {text}")).as_str()),
        full_description: text.as_deref().map(Message::new),
        help: help.as_deref().map(Message::new),
        default_configuration: Configuration { level: clause.map_or(weight, |clause| clause.level.severity()) },
    }
}

fn result(one: &Keyed<'_>, ids: &[&str], style: &Style<'_>) -> Result {
    let finding = one.finding;
    let mut places = finding.places.iter().filter(|place| !place.file.is_empty());
    let print = fingerprint(one);
    Result {
        rule_id: finding.rule.clone(),
        rule_index: ids.binary_search(&finding.rule.as_str()).unwrap_or(0),
        level: finding.severity,
        message: Message::new(&told(finding, style.lang)),
        locations: places.next().map(|place| location(place, style)).into_iter().collect(),
        related_locations: places.map(|place| location(place, style)).collect(),
        partial_fingerprints: Fingerprints { line: format!("{print}:1"), key: print },
        baseline_state: style.baseline.map(|_| if finding.known { "unchanged" } else { "new" }),
    }
}

fn location(place: &Place, style: &Style<'_>) -> Location {
    let path = file(place, style);
    let (uri, uri_base_id) = match path.strip_prefix('/') {
        Some(_) => (format!("file://{}", encoded(&path)), None),
        None => (encoded(&path), Some("%SRCROOT%")),
    };
    let region = Region {
        start_line: place.line.max(1),
        start_column: place.column.max(1),
        end_line: place.end_line.max(place.line).max(1),
        end_column: place.end_column.max(1),
    };
    Location {
        physical_location: Physical { artifact_location: Artifact { uri, uri_base_id }, region },
        message: place.label.as_deref().map(|label| Message::new(&visible(label))),
    }
}

/// A path as a URI (RFC 3986): every byte but the unreserved ones and `/` is percent-encoded.
fn encoded(path: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            // Writing into a String cannot fail.
            other => drop(write!(out, "%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_uri_is_plain() {
        assert_eq!(encoded("甲 校/a#b%.toml"), "%E7%94%B2%20%E6%A0%A1/a%23b%25.toml");
    }
}
