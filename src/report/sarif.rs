//! SARIF 2.1.0 (OASIS), the form that code scanners hand to their hosts. Files are percent-encoded URIs from the root of the
//! sources, columns count Unicode code points, ends are exclusive, as in the findings.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::Style;
use super::ci::{exceptions, path};
use crate::check::Run;
use crate::finding::{Finding, Place, Severity};
use crate::text::lang::Lang;
use crate::text::message::{rules, say};

/// An exception that was in force.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Value,
}

/// How much a rule weighs where nothing else is said.
#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// Writes the run as one log with one run in it.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>, style: &Style<'_>) -> io::Result<()> {
    let mut ids: Vec<&str> = run.all_findings().map(|finding| finding.rule.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let results: Vec<Value> = run.all_findings().map(|finding| result(finding, &ids, style)).collect();
    let notifications: Vec<Notification> = exceptions(run, style.lang)
        .into_iter()
        .map(|text| Notification { level: level(Severity::Note), message: json!({ "text": text }) })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "studio",
                "version": env!("CARGO_PKG_VERSION"),
                "language": match style.lang { Lang::Zh => "zh-CN", Lang::En => "en-US" },
                "rules": ids.iter().map(|id| rule(id, style)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// A rule: for a clause its words, for a rule of another kind what it is about.
fn rule(id: &str, style: &Style<'_>) -> Value {
    match style.standard.clause(id) {
        Some(clause) => json!({
            "id": id,
            "shortDescription": { "text": format!("{id} {}", clause.text) },
            "fullDescription": { "text": clause.text },
            "help": { "text": clause.help.trim() },
            "defaultConfiguration": Configuration { level: level(clause.level.severity()) },
        }),
        None if rules().any(|known| known == id) => {
            json!({ "id": id, "shortDescription": { "text": say(style.lang, id, &[]) } })
        }
        None => json!({ "id": id }),
    }
}

fn level(severity: Severity) -> &'static str {
    // The words are the same by chance, and the contract is SARIF's.
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(finding: &Finding, ids: &[&str], style: &Style<'_>) -> Value {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Found<'f> {
        rule_id: &'f str,
        rule_index: usize,
        level: &'static str,
        message: Value,
        locations: Vec<Value>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        related_locations: Vec<Value>,
        partial_fingerprints: Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        baseline_state: Option<&'static str>,
    }
    let text = if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}\n{}", finding.message, finding.help)
    };
    let mut places = finding.places.iter().filter(|place| !place.file.is_empty());
    let found = Found {
        rule_id: &finding.rule,
        rule_index: ids.binary_search(&finding.rule.as_str()).unwrap_or(0),
        level: level(finding.severity),
        message: json!({ "text": text }),
        locations: places.next().map(|place| location(place, style)).into_iter().collect(),
        related_locations: places.map(|place| location(place, style)).collect(),
        partial_fingerprints: json!({ "findingKey/v1": finding.key }),
        baseline_state: style.known.map(|_| if finding.known { "unchanged" } else { "new" }),
    };
    serde_json::to_value(found).unwrap_or_default()
}

fn location(place: &Place, style: &Style<'_>) -> Value {
    let path = path(&style.prefix, &place.file);
    let artifact = if path.starts_with('/') {
        json!({ "uri": format!("file://{}", encoded(&path)) })
    } else {
        json!({ "uri": encoded(&path), "uriBaseId": "%SRCROOT%" })
    };
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": artifact,
        "region": {
            "startLine": place.line.max(1),
            "startColumn": place.column.max(1),
            "endLine": place.end_line.max(place.line).max(1),
            "endColumn": place.end_column.max(1),
        },
    }});
    if let Some(label) = &place.label {
        location["message"] = json!({ "text": label });
    }
    location
}

/// A path as a URI (RFC 3986): every byte but the unreserved ones and `/` is percent-encoded.
fn encoded(path: &str) -> String {
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
