//! `JUnit` XML: read by an XML reader, its counts against its cases, its failures against the exit code.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{HOSTILE, Repository, text};

#[derive(Debug, Default)]
struct Case {
    name: String,
    failure: Option<String>,
    skipped: Option<String>,
}

#[derive(Debug, Default)]
struct Suite {
    name: String,
    counts: [usize; 3],
    properties: Vec<String>,
    cases: Vec<Case>,
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let value = start.try_get_attribute(name).expect("well-formed").unwrap_or_else(|| panic!("{name} of {start:?}"));
    let value = value.value.into_owned();
    quick_xml::escape::unescape(&value).expect("known references").into_owned()
}

fn suites(xml: &str) -> Vec<Suite> {
    let legal = |c: char| matches!(c, '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(legal), "characters that XML cannot have");
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut suites: Vec<Suite> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(start) | Event::Empty(start) => {
                let case = |suites: &mut Vec<Suite>, of: fn(&mut Case, String), text: String| {
                    let suite = suites.last_mut().expect("a suite");
                    of(suite.cases.last_mut().expect("a case"), text);
                };
                match start.name().as_ref() {
                    "testsuite" => {
                        let number = |key| attribute(&start, key).parse().expect("a number");
                        let counts = ["tests", "failures", "skipped"].map(number);
                        suites.push(Suite { name: attribute(&start, "name"), counts, ..Suite::default() });
                    }
                    "property" => {
                        suites.last_mut().expect("a suite").properties.push(attribute(&start, "value"));
                    }
                    "testcase" => {
                        let suite = suites.last_mut().expect("a suite");
                        assert_eq!(attribute(&start, "classname"), suite.name);
                        suite.cases.push(Case { name: attribute(&start, "name"), ..Case::default() });
                    }
                    "failure" => {
                        case(&mut suites, |case, text| case.failure = Some(text), attribute(&start, "message"));
                    }
                    "skipped" => {
                        case(&mut suites, |case, text| case.skipped = Some(text), attribute(&start, "message"));
                    }
                    "testsuites" | "properties" | "system-out" => {}
                    other => panic!("{other}"),
                }
            }
            Event::Text(_) | Event::GeneralRef(_) | Event::Decl(_) | Event::End(_) => {}
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    suites
}

#[test]
fn counts_are_those_of_the_cases() {
    let repository = Repository::with(&[("甲", "first-week"), ("乙", "school")]);
    let suites = suites(&repository.told("junit", &[]));
    assert_eq!(suites.len(), 3, "one of what is between the studios");
    for suite in &suites {
        let failures = suite.cases.iter().filter(|case| case.failure.is_some()).count();
        let skipped = suite.cases.iter().filter(|case| case.skipped.is_some()).count();
        assert_eq!(suite.counts, [suite.cases.len(), failures, skipped], "{}", suite.name);
        assert!(suite.cases.len() >= 130 || suite.name.starts_with("不属于"), "a case a clause");
        let names: std::collections::BTreeSet<&str> = suite.cases.iter().map(|case| case.name.as_str()).collect();
        assert_eq!(names.len(), suite.cases.len(), "no name twice: runs are compared by them");
    }
}

#[test]
fn what_is_not_met_never_passes() {
    let repository = Repository::with(&[("甲", "first-week")]);
    let json = repository.json("json", &[]);
    let suites = suites(&repository.told("junit", &[]));
    for clause in json["studios"][0]["clauses"].as_array().expect("a list") {
        let id = clause["id"].as_str().expect("an id");
        let case = suites[0].cases.iter().find(|case| case.name.split(' ').next() == Some(id)).expect("a case");
        let passed = case.failure.is_none() && case.skipped.is_none();
        let errors = json["studios"][0]["findings"].as_array().expect("a list").iter();
        let errors = errors.filter(|one| one["rule"] == id && one["severity"] == "error").count();
        assert_eq!(case.failure.is_some(), errors > 0, "{case:?}");
        assert!(!passed || clause["verdict"] == "met", "{case:?}");
    }
}

#[test]
fn failures_are_what_fails_the_run() {
    let repository = Repository::with(&[("甲", "first-week")]);
    for more in [&[][..], &["--deny", "note"], &["--only", "2.1.1"], &["--only", "2.1.1", "--deny", "note"]] {
        let output = repository.studio(&[&["check", ".", "--format", "junit"], more].concat());
        let failed = suites(&text(&output.stdout)).iter().any(|suite| suite.counts[1] > 0);
        assert_eq!(output.status.code(), Some(i32::from(failed)), "{more:?}");
    }
}

#[test]
fn any_text_is_text() {
    let suites = suites(&Repository::hostile().told("junit", &["--deny", "note"]));
    assert_eq!(suites.len(), 1);
    assert!(suites[0].name.starts_with(HOSTILE) && suites[0].name.contains("]]> <script>"), "{}", suites[0].name);
    assert!(suites[0].properties.iter().any(|property| property.contains("1.1.1-a")), "{:?}", suites[0].properties);
    assert!(suites[0].cases.iter().any(|case| case.failure.is_some()));
}
