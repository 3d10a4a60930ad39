//! Overlays that were made to do harm, or by accident: nothing is read that should not be, and nothing of it reaches a terminal.

use std::fs;

use super::{ABOUT, example, overlay, studio, text};

#[test]
fn odd_files_are_told_and_hide_nothing() {
    let (_folder, path) = overlay(&[("overlay.yaml", &format!("\u{feff}{}", ABOUT.replace('\n', "\r\n")))]);
    let said = || {
        let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(said().0, Some(0), "a byte order mark and Windows line ends do no harm: {}", said().1);
    fs::create_dir(path.join("records")).expect("made");
    fs::write(path.join("records/member.yaml"), b"kind: \xff\xfe").expect("written");
    fs::write(path.join("records/studio.yml"), "kind: studio\n").expect("written");
    fs::write(path.join("vocabulary.yaml"), "a".repeat(2 << 20)).expect("written");
    fs::write(path.join("requirments.yaml"), "rules: []\n").expect("written");
    fs::write(path.join("说明.md"), "这里可以放说明。\n").expect("written");
    let (code, words) = said();
    assert_eq!(code, Some(1));
    for told in [
        "records/member.yaml: 不是 UTF-8 编码",
        "records/studio.yml: 结尾不是小写的 .yaml",
        "vocabulary.yaml: 太大了",
        "requirments.yaml: 地方要求里没有叫 requirments.yaml 的部分",
        "是不是“requirements.yaml”？",
        "有 4 处不对",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let bomb: Vec<String> = (b'b'..=b'z')
        .map(|name| {
            let (name, last) = (char::from(name), char::from(name - 1));
            format!("{name}: &{name} [{}]\n", vec![format!("*{last}"); 9].join(", "))
        })
        .collect();
    fs::remove_file(path.join("vocabulary.yaml")).expect("it was there");
    fs::create_dir(path.join("forms")).expect("made");
    fs::write(path.join("forms/own.yaml"), format!("a: &a [x]\n{}extends: *z\n", bomb.concat())).expect("written");
    assert!(said().1.contains("forms/own.yaml:1:1: 这里读不通"), "{}", said().1);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_an_overlay() {
    let (folder, path) = overlay(&[("overlay.yaml", ABOUT)]);
    let outside = folder.path().join("外面.yaml");
    fs::write(&outside, "rules: []\n").expect("written");
    std::os::unix::fs::symlink(&outside, path.join("requirements.yaml")).expect("a link");
    let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
    assert!(text(&output.stdout).contains("requirements.yaml: 是链接"), "{}", text(&output.stdout));
    // Nor does a province name a folder out of itself by a link.
    let province = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(&path, province.path().join("要求")).expect("a link");
    fs::write(province.path().join("province.toml"), "reporting_body = \"江苏省\"\noverlays = [\"要求\"]\n")
        .expect("written");
    let output = studio(&["check", province.path().to_str().expect("utf-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("province.toml:2:13：地方要求 要求 不在 province.toml"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn nothing_in_an_overlay_steers_the_terminal() {
    let red = ABOUT.replace("虚构的要求", "\"\\e[31m红\"");
    let rule = "rules:\n  - id: demo/a\n    label: { zh: \"\\e[31m甲\", en: a }\n    text: \"\\e[2J\"\n    level: must\n    decided_by: [person]\n    help: \"\\a响\"\n";
    let (_folder, path) = overlay(&[("overlay.yaml", &red), ("requirements.yaml", rule)]);
    let path = path.to_str().expect("utf-8");
    let school = example("school");
    for arguments in [
        &["standard", "check", path][..],
        &["explain", "demo/a", "--overlay", path],
        &["check", &school, "--today", "2022-09-30", "--overlay", path],
        &["status", &school, "--today", "2022-09-30", "--overlay", path],
    ] {
        let output = studio(arguments);
        let shown = text(&output.stdout) + &text(&output.stderr);
        assert!(shown.contains('红') || shown.contains('甲'), "{arguments:?}: {shown}");
        assert!(!shown.contains(['\u{1b}', '\u{7}']), "{arguments:?}: {shown:?}");
    }
}

#[test]
fn no_number_of_a_person_in_an_overlay_is_shown() {
    let (_folder, path) = overlay(&[("overlay.yaml", &format!("{ABOUT}\"13900000000\": 1\n"))]);
    let said = text(&studio(&["standard", "check", path.to_str().expect("utf-8")]).stdout);
    assert!(said.contains("***********") && !said.contains("13900000000"), "{said}");
}
