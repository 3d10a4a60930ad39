//! Text of a record that would be a command, a formula, a tag, the end of a list: in every output it is text, and every output
//! is what it is.

use std::fs;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::place::{Ended, School};

const FORMULA: &str = "=cmd|' /C calc'!A0";
/// One text after another; each may be the whole of a value.
const TEXTS: [&str; 11] = [
    "\u{1b}[31m红\u{1b}]0;题\u{7}",
    "::error::x",
    FORMULA,
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\"]], </script> ]]>",
    "%0A::error::y",
    "甲,\"乙\"\n::error::丙\n\t=1+1",
    "+1+cmd",
    "@SUM(1+1)",
    "-2+3",
    "证据/##[stop-commands]x.md",
];

fn school() -> School {
    let school = School::of("tests/mistakes/base");
    let all = TEXTS.join(" ");
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    let root = fs::read_to_string(school.path("studio.toml")).expect("a root file");
    let root = root.replace("\"清江职业技术学校\"", &quoted(FORMULA)).replace("\"何知远班主任工作室\"", &quoted(&all));
    school.write("studio.toml", root);
    for (number, text) in TEXTS.iter().enumerate() {
        let (text, id) = (quoted(text), number + 1);
        school.member(&format!("成员{id}"), &format!("title = {text}\nalma_mater = [{text}]\n"));
        let meeting = format!("date = 2022-03-15\nwhat = {text}\ntopics = [{text}]\nchair = {text}\nnote = {text}\n");
        school.write(&format!("meetings/会{id}.toml"), meeting);
        school.write(&format!("cases/案{id}.toml"), format!("title = {text}\nauthors = [{text}]\nreported = true\n"));
        school.write(&format!("cases/案{id}.md"), TEXTS.join("\n\n"));
    }
    let exception = format!(
        "[[exception]]\nclause = \"1.1.1-a\"\nreason = {0}\napprover = {0}\nuntil = 2022-12-31\n",
        quoted(&all)
    );
    school.write("exceptions.toml", exception);
    school
}

/// No character drives a terminal.
#[track_caller]
fn plain(text: &str) {
    let drives = |char: char| char.is_control() && char != '\n';
    let line = text.lines().find(|line| line.chars().any(drives));
    assert!(line.is_none(), "{line:?}");
}

#[track_caller]
fn ran(ended: Ended) -> String {
    assert!(matches!(ended.code, Some(0 | 1)) && !ended.error.contains("panicked"), "{}", ended.error);
    plain(&ended.error);
    ended.out
}

fn told(format: &str) -> String {
    ran(school().studio(&["check", "学校", "--format", format, "--color", "never", "--deny", "note"]))
}

/// Every part of it is XML to the end; gives the text of its elements of this name.
#[track_caller]
fn xml(text: &str, wanted: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut found, mut open, mut depth) = (Vec::new(), false, 0_usize);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{text}")) {
            Event::Start(start) => {
                depth += 1;
                open = start.name().as_ref() == wanted;
                start.attributes().for_each(|one| drop(one.expect("an attribute")));
            }
            Event::End(_) => {
                depth -= 1;
                open = false;
            }
            Event::Text(inner) if open => found.push(inner.to_string()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(text.chars().all(|char| !char.is_control() || matches!(char, '\n' | '\r' | '\t')), "controls in XML");
    found
}

#[test]
fn people_see_what_stands_there() {
    for command in [
        &["check", "学校", "--color", "never", "--facts"][..],
        &["check", "学校", "--quiet", "--color", "never"],
        &["status", "学校", "--color", "never"],
        &["review", "学校", "--color", "never"],
        &["count", "学校"],
        &["fmt", "学校", "--check"],
    ] {
        plain(&ran(school().studio(command)));
    }
    let shown = ran(school().studio(&["check", "学校", "--color", "never"]));
    assert!(shown.contains("<U+001B>[31m"), "it is shown, not left out");
    let coloured = ran(school().studio(&["check", "学校", "--color", "always"]));
    assert!(!coloured.contains('\u{7}') && !coloured.contains("\u{1b}]"), "only colours, and only ours");
    assert!(coloured.contains("\u{1b}[") && coloured.contains("<U+001B>[31m"));
}

/// A workflow keeps what people see in its log, where the runner takes `::` behind blanks and `##[` anywhere for a command.
#[test]
fn what_people_see_is_no_command_in_a_log() {
    for command in [
        &["check", "学校", "--deny", "warning", "--quiet"][..],
        &["check", "学校", "--deny", "note", "--facts"],
        &["check", "学校", "--only", "##[error]x"],
        &["status", "学校"],
        &["review", "学校"],
        &["count", "学校"],
        &["explain", "1.1.2", "学校"],
        &["fmt", "学校", "--check"],
        &["report", "学校", "-o", "页.html"],
        &["pack", "学校", "-o", "包"],
        &["standard", "check", "补充"],
    ] {
        let school = school();
        let hostile = "a\n::error::PWN##[error]Z\n";
        fs::create_dir_all(school.path("meetings").join(hostile)).expect("a folder");
        fs::create_dir_all(school.path("../补充")).expect("a folder");
        let about = "id: prov\ntitle: \"t\\n::error::PWN ##[error]x\"\nissuer: 厅\n";
        fs::write(school.path("../补充/overlay.yaml"), about).expect("written");
        let ended = school.studio(command);
        for line in ended.out.lines().chain(ended.error.lines()) {
            // The mark before another file of a finding is followed by no second one, and is none.
            let begins = line.trim_start().strip_prefix("::").is_some_and(|rest| rest.contains("::"));
            assert!(!begins && !line.contains("##["), "{command:?}: {line}");
        }
    }
}

#[test]
fn what_programs_read_is_what_it_is() {
    for format in ["json", "sarif", "gitlab"] {
        let told = told(format);
        assert!(!told.contains("##[") && told.contains(r"\u0023#["), "{format}: a command of old");
        let _: Value = serde_json::from_str(&told).unwrap_or_else(|error| panic!("{format}: {error}"));
        plain(&told);
    }
    xml(&told("junit"), "testcase");
    let status: Value =
        serde_json::from_str(&ran(school().studio(&["status", "学校", "--format", "json"]))).expect("json");
    assert_eq!(status["studios"][0]["school"], FORMULA, "programs get the text itself");
}

#[test]
fn no_line_of_github_is_a_command_of_a_record() {
    let told = told("github");
    plain(&told);
    let mut commands = 0;
    for line in told.lines().filter(|line| line.trim_start().starts_with("::") || line.contains("##[")) {
        let ours = [
            "::error file=",
            "::warning file=",
            "::notice file=",
            "::notice title=studio::",
            "::group::",
            "::endgroup::",
        ];
        assert!(ours.iter().any(|begin| line.starts_with(begin)), "{line}");
        commands += 1;
    }
    assert!(commands > 20, "{commands}");
}

#[test]
fn a_summary_has_no_tags() {
    let told = told("markdown");
    plain(&told);
    for tag in ["<script", "<img", "</script"] {
        assert!(!told.contains(tag), "{tag}");
    }
    let rows = told.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count());
    assert!(rows.max() <= Some(12));
}

#[test]
fn no_cell_of_csv_is_a_formula() {
    let told = ran(school().studio(&["status", "学校", "--format", "csv"]));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(told.trim_start_matches('\u{feff}').as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        for cell in &row.expect("rows of one length") {
            assert!(!cell.trim_start().starts_with(['=', '+', '@', '\t', '\r']), "{cell:?}");
            assert!(!cell.starts_with('-') || cell == "-", "{cell:?}");
        }
        rows += 1;
    }
    assert!(rows > 1);
}

#[test]
fn no_cell_of_a_workbook_is_a_formula() {
    let school = school();
    ran(school.studio(&["to-excel", "学校", "表.xlsx"]));
    ran(school.studio(&["status", "学校", "--xlsx", "状态.xlsx"]));
    ran(school.studio(&["export", "学校", "--annex", "2", "--draft", "-o", "附件2.xlsx"]));
    ran(school.studio(&["export", "学校", "--annex", "3", "--draft", "-o", "附件3.xlsx"]));
    for name in ["表.xlsx", "状态.xlsx", "附件2.xlsx", "附件3.xlsx"] {
        let bytes = fs::read(school.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut holds = false;
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let part_name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("utf-8");
            let formulas = xml(&text, "f");
            let foreign =
                formulas.iter().find(|one| ["cmd", "SUM(1", "1+1", "2+3"].iter().any(|bad| one.contains(bad)));
            assert!(foreign.is_none(), "{name} {part_name}: {foreign:?}");
            assert!(!text.contains("ddeLink") && !part_name.contains("externalLink"), "{name} {part_name}");
            holds |= text.contains("/C calc");
        }
        assert!(holds, "{name}: the text is there, as text");
    }
}

#[test]
fn nothing_on_a_page_runs() {
    let school = school();
    ran(school.studio(&["report", "学校", "-o", "页.html"]));
    let page = fs::read_to_string(school.at("页.html")).expect("a page");
    assert!(page.contains("alert(1)"), "the text is there, as text");
    for tag in ["<script>alert", "<img src=x", "</script> ]]"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert_eq!(page.matches("<script").count(), page.matches("</script").count());
    plain(&page.replace(['\t', '\r'], " "));
}
