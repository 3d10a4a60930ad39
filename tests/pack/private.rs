//! A private list of names, and folders of one school of which one is not reported.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{append, copy, edit, names, pack, shared, studio, told};

const NAME: &str = "贺小川";

fn list(name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("名单.txt");
    fs::write(&file, format!("{name}\n")).expect("written");
    let path = file.to_str().expect("utf-8").to_owned();
    (folder, path)
}

fn export(root: &Path, more: &[&str]) -> (tempfile::TempDir, Output) {
    let out = tempfile::tempdir().expect("a folder");
    let root = root.to_string_lossy().into_owned();
    let output = studio(&[&["export", &root, "--annex", "3"], more].concat(), out.path());
    (out, output)
}

#[test]
fn a_listed_name_stops_what_would_be_sent() {
    let (_beside, list) = list(NAME);
    for file in ["汀南职校/cases/一张夜路图.md", "报送/总结.md"] {
        let root = copy();
        fs::write(root.path().join("报送/总结.md"), "# 阶段性工作总结\n\n这两年做了不少事。\n").expect("written");
        edit(root.path(), "province.toml", "阶段性工作总结.docx", "总结.md");
        let sound = pack(root.path(), &["--names", &list]);
        assert_eq!(sound.1.status.code(), Some(0), "{}", told(&sound.1));
        append(root.path(), file, "\n那天夜里，贺　小川没有走。\n");
        let (out, output) = pack(root.path(), &["--names", &list]);
        let told = told(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(file) && told.contains("名单"), "{told}");
        assert!(!told.contains("小川"), "{told}");
        assert!(names(out.path()).is_empty(), "nothing is written");
        let without = pack(root.path(), &[]).1;
        assert_eq!(without.status.code(), Some(0));
    }
}

#[test]
fn it_stops_a_table_likewise() {
    let (_beside, list) = list(NAME);
    let root = copy();
    // What stands there for other reasons stops the export of the example: only the name is looked for.
    let school = root.path().join("汀南职校");
    let (out, output) = export(&school, &["--names", &list]);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(0), 1), "{}", told(&output));
    append(root.path(), "汀南职校/cases/一张夜路图.md", "\n贺小川没有走。\n");
    let (out, output) = export(&school, &["--names", &list]);
    let told = told(&output);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(1), 0), "{told}");
    assert!(told.contains("一张夜路图.md") && !told.contains("小川"), "{told}");
}

#[test]
fn a_list_that_would_be_sent_along_is_refused() {
    let root = copy();
    fs::write(root.path().join("名单.txt"), NAME).expect("written");
    let list = root.path().join("名单.txt");
    let (out, output) = pack(root.path(), &["--names", list.to_str().expect("utf-8")]);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(2), 0), "{}", told(&output));
}

/// Who receives a package has no such list; one that would not be looked at is not taken.
#[test]
fn a_list_is_not_taken_where_nothing_is_sent() {
    let (_beside, list) = list(NAME);
    let output = studio(&["pack", "--verify", "甲.zip", "--names", &list], Path::new("."));
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--verify <FILE> 不能和 --names <FILE> 一起用"), "{}", told(&output));
}

#[test]
fn a_copy_that_is_not_reported_stops_nothing() {
    let root = copy();
    let twin = |name: &str| shared::copy(&root.path().join("汀南职校"), &root.path().join(name));
    let leave_out = |name: &str| {
        append(
            root.path(),
            "province.toml",
            &format!("\n[[not_reported]]\nstudio = \"{name}\"\nreason = \"旧的一份\"\n"),
        );
    };
    let code = |(_out, output): &(tempfile::TempDir, Output)| (output.status.code(), told(output));
    // Whichever of the two comes first.
    for name in ["一份旧的", "鿿旧的"] {
        twin(name);
        let (stopped, said) = code(&pack(root.path(), &[]));
        assert!(stopped == Some(1) && said.contains("not_reported"), "{said}");
        assert_eq!(code(&export(root.path(), &[])).0, Some(1));
        leave_out(name);
        assert_eq!(code(&pack(root.path(), &[])).0, Some(0), "{}", code(&pack(root.path(), &[])).1);
        assert_eq!(code(&export(root.path(), &[])).0, Some(0), "{}", code(&export(root.path(), &[])).1);
    }
    // Of those that are reported two are still one too many.
    twin("再一份");
    let (stopped, said) = code(&pack(root.path(), &[]));
    assert!(stopped == Some(1) && said.contains("再一份/studio.toml") && !said.contains("旧的/"), "{said}");
    assert_eq!(code(&export(root.path(), &[])).0, Some(1));
}

#[test]
fn a_draft_does_not_hold_it_either() {
    let (_beside, list) = list(NAME);
    let root = copy();
    edit(root.path(), "province.toml", "reason = \"", &format!("reason = \"{NAME}"));
    let (out, output) = pack(root.path(), &["--draft", "--names", &list]);
    let shown = told(&output);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(1), 0), "{shown}");
    assert!(shown.contains("草稿也没有写") && !shown.contains(NAME), "{shown}");
    let (out, _) = pack(root.path(), &["--draft"]);
    assert_eq!(names(out.path()).len(), 2, "without the list it is written");
    append(root.path(), "汀南职校/cases/一张夜路图.md", &format!("\n{NAME}没有走。\n"));
    let (out, output) = export(&root.path().join("汀南职校"), &["--draft", "--names", &list]);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(1), 0), "{}", told(&output));
}
