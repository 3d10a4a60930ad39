//! Writes what the fuzzer begins with: `corpus/NAME/` of the examples and the fixtures of tests, and `dictionary`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use studio_fuzz::folder::{files, top};
use studio_fuzz::pieces::written;
use studio_fuzz::workbook;

#[allow(dead_code, reason = "targets and seeds use a part of it each")]
mod mutate;

/// The fewest files of one seed that is made of a whole folder.
const LARGEST: usize = 24 << 10;
/// How many sentences of a set make one seed.
const SENTENCES: usize = 12;

fn main() {
    records();
    overlay();
    workbooks();
    docx();
    let mut dictionary = String::new();
    for word in mutate::words().filter(|word| word.len() <= 60) {
        let bytes = word.bytes().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "\\x{byte:02x}");
            out
        });
        let _ = writeln!(dictionary, "\"{bytes}\"");
    }
    fs::write(top().join("tests/fuzz/dictionary"), dictionary).expect("written");
}

fn keep(target: &str, name: &str, bytes: &[u8]) {
    let folder = top().join("tests/fuzz/corpus").join(target);
    fs::create_dir_all(&folder).expect("made");
    let name: String = name.chars().map(|char| if char.is_alphanumeric() { char } else { '-' }).collect();
    fs::write(folder.join(name), bytes).expect("written");
}

fn records() {
    let heads = ["", "en all\n", "names\n", "2021-10-01 all\n", "2023-09-01 en names\n"];
    let mut number = 0;
    for folder in ["examples/school", "examples/first-week", "tests/mistakes"] {
        for (path, bytes) in files(folder) {
            let inner =
                path.split_once('/').filter(|_| folder == "tests/mistakes").map_or(path.as_str(), |(_, path)| path);
            if bytes.len() < LARGEST && !path.starts_with("base/") {
                number += 1;
                let head = heads[number % heads.len()];
                keep("records", &format!("{folder}-{path}"), &written(head, &[(inner, &bytes)]));
            }
        }
    }
    // Sentences of the sets that the checks of privacy are held against: what they look for stands in them.
    for (path, bytes) in files("tests/privacy").into_iter().filter(|(path, _)| path.ends_with(".tsv")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        for (number, lines) in lines.chunks(SENTENCES).enumerate() {
            let sentences = lines.iter().filter_map(|line| line.split('\t').next());
            let case = sentences.collect::<Vec<_>>().join("\n");
            let files: [(&str, &[u8]); 2] = [("cases/例.toml", b"title = \"\"\n"), ("cases/例.md", case.as_bytes())];
            keep("records", &format!("{path}-{number}"), &written(heads[number % heads.len()], &files));
        }
    }
    let week = files("examples/first-week");
    let all: Vec<(&str, &[u8])> = week.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    keep("records", "week", &written("all\n", &all));
    let province = b"reporting_body = \"\xe7\x94\xb2\"\n";
    keep(
        "records",
        "nested",
        &written("all\n", &[("province.toml", province), ("别校/studio.toml", &week["studio.toml"])]),
    );
}

fn overlay() {
    let example = files("examples/province/地方要求");
    let about = &example["overlay.yaml"];
    let mut all: Vec<(String, &[u8])> = Vec::new();
    for (path, bytes) in &example {
        let path = format!("overlay/{path}");
        keep("overlay", &path, &written("", &[("overlay/overlay.yaml", about), (&path, bytes)]));
        all.push((path, bytes));
    }
    let all: Vec<(&str, &[u8])> = all.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    keep("overlay", "all", &written("twice schema\n", &all));
    let mut twice = all.clone();
    let second = String::from_utf8_lossy(about).replace("id: example", "id: other");
    twice.push(("second/overlay.yaml", second.as_bytes()));
    keep("overlay", "second", &written("en all\n", &twice));
    // Every part of the standard as if an overlay said it, and as a part of a standard of few others.
    for (path, bytes) in files("standard") {
        if bytes.len() < LARGEST {
            let own = format!("overlay/{path}");
            keep("overlay", &own, &written("", &[("overlay/overlay.yaml", about), (&own, &bytes)]));
            let base = format!("standard/{path}");
            keep("overlay", &base, &written("schema\n", &[(&base, &bytes)]));
        }
    }
    for (path, bytes) in files("standard/indicators") {
        // The demands of one heading as rules of an overlay.
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut rules = String::from("rules:\n");
        let mut inside = 0;
        for line in text.lines() {
            let indent = line.len() - line.trim_start().len();
            if line.trim_start().starts_with("- id: ") && line.contains('-') && indent >= 4 {
                inside = indent;
                let _ = writeln!(
                    rules,
                    "  - id: example/x{}",
                    line.trim_start().trim_start_matches("- id: ").replace(['.', '"'], "-")
                );
            } else if inside > 0 && indent > inside {
                let _ = writeln!(rules, "  {}", &line[inside..]);
            }
        }
        let rules = rules.as_bytes();
        keep(
            "overlay",
            &format!("rules-{path}"),
            &written("", &[("overlay/overlay.yaml", about), ("overlay/requirements.yaml", rules)]),
        );
    }
}

fn workbooks() {
    for (name, lines) in workbook::cells() {
        // A few rows: what is left out stays as it was exported.
        let few: String = lines.lines().take(80).fold(String::new(), |all, line| all + line + "\n");
        for head in ["", "theirs delete\n", "en ours\n"] {
            keep(
                "workbook",
                &format!("cells-{name}-{head}"),
                &written(head, &[(&format!("cells {name}"), few.as_bytes())]),
            );
        }
    }
    let member = "name = \"郁文澜\"\ncategory = \"本校班主任教师\"\ntitle = \"副教授\"\n";
    let changed: &[(&str, &[u8])] = &[("cells 成员", b"C4 x\n"), ("members/郁文澜.toml", member.as_bytes())];
    keep("workbook", "both", &written("", changed));
    let (exported, offices) = workbook::seeds();
    for (name, bytes) in &exported {
        if bytes.len() < LARGEST {
            keep("workbook", name, &written("", &[(name, bytes)]));
        }
    }
    for (word, parts) in &offices {
        for (name, bytes) in parts.iter().filter(|(name, bytes)| bytes.len() < LARGEST && name.contains("xml")) {
            keep("workbook", &format!("{word}-{name}"), &written(&format!("{word}\n"), &[(name, bytes)]));
        }
    }
    let mapping = "sheet = \"信息表\"\nheader_row = 5\n[columns]\n\"学校/学校名称\" = \"D\"\n";
    keep("workbook", "mapping", &written("two\n", &[("mapping.toml", mapping.as_bytes())]));
    for (path, bytes) in
        files("tests/into").into_iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "xlsx"))
    {
        keep("workbook", &format!("raw-{path}"), &bytes);
    }
}

fn docx() {
    for folder in ["tests/docx", "examples/province"] {
        for (path, bytes) in files(folder).into_iter().filter(|(path, _)| path.ends_with(".docx")) {
            keep("docx", &format!("raw-{path}"), &bytes);
            let parts = workbook::parts(&bytes);
            let all: Vec<(&str, &[u8])> = parts
                .iter()
                .filter(|(name, _)| name.contains("xml") || name.contains(".rels"))
                .filter(|(name, bytes)| bytes.len() < LARGEST && !name.contains("theme") && !name.contains("styles"))
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                .collect();
            keep("docx", &format!("parts-{path}"), &written("check\n", &all));
        }
    }
}
