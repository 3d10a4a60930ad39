//! What an overlay asks and a person decides: it waits for a reviewer as a clause of the standard does, and is signed as one.

use std::fs;
use std::path::Path;

use super::{ABOUT, copy, example, overlay, studio, text};

const RULE: &str = "rules:\n  - id: demo/human\n    text: 由人评\n    label: { zh: 人评, en: judged }\n    level: must\n    decided_by: [person]\n    help: 写一份说明\n";
const STATEMENT: &str = "\n[[statement]]\ncovers = [\"demo\"]\ntext = \"省里要的，两年里开展了六次。\"\nauthor = \"郁文澜\"\ndate = 2022-09-02\n";

#[test]
fn it_waits_for_a_reviewer_and_what_he_signed_may_change() {
    let (folder, path) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", RULE)]);
    let school = folder.path().join("学校");
    copy(Path::new(&example("school")), &school);
    let at = school.join("statements.toml");
    let stated = fs::read_to_string(&at).expect("a record") + STATEMENT;
    fs::write(&at, &stated).expect("written");
    let said = |arguments: &[&str]| {
        let (school, path) = (school.to_str().expect("utf-8"), path.to_str().expect("utf-8"));
        let all = [arguments, &[school, "--overlay", path, "--today", "2022-09-30", "--lang", "zh"]].concat();
        let output = studio(&all);
        text(&output.stdout) + &text(&output.stderr)
    };
    let waiting = said(&["review"]);
    assert!(waiting.contains("1 条：demo/human") && waiting.contains("--covers demo "), "{waiting}");
    assert!(said(&["review", "--show", "demo/human"]).contains("两年里开展了六次"));
    assert!(said(&["review", "--format", "json"]).contains("\"demo/human\""));
    let verdict = ["review", "--covers", "demo/human", "--verdict", "符合", "--reviewer", "封有年", "--role", "督学"];
    let signed = said(&verdict);
    assert!(signed.contains("由它定的条款（1 条）：demo/human") && signed.contains("\"demo/human=v1:"), "{signed}");
    let sound = said(&["check", "--only", "demo,signoff"]);
    assert!(sound.contains("demo/human 人评：符合") && !sound.contains("signoff/stale"), "{sound}");
    fs::write(&at, stated.replace("开展了六次", "开展了八次")).expect("written");
    let changed = said(&["check", "--only", "demo,signoff"]);
    assert!(!changed.contains("demo/human 人评：符合") && changed.contains("signoff/stale"), "{changed}");
}
