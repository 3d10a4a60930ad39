//! `studio mv`.

use std::fs;

use studio::edit::folder::Folder;
use studio::edit::rename::{Refusal, Wish, plan};
use studio::load;
use studio::record::Studio;
use studio::record::calendar::{Calendar, Dates};
use studio::text::lang::Lang;

use crate::{MEMBER, copied, folder, run, tree, write};

/// Every record of a studio is renamed by `name` of its stem; gives how many values changed.
fn rename_all(root: &std::path::Path, name: impl Fn(&str) -> String) -> (usize, usize) {
    let standard = studio::standard::embedded().expect("a sound standard");
    let (mut records, mut changes) = (0, 0);
    for path in tree(root).into_keys() {
        let Some(kind) = standard.kind_of(&path).map(|kind| &standard.kinds[kind]) else { continue };
        if kind.folder().is_none() || kind.stem.is_some() {
            continue;
        }
        let folder = Folder::read(&standard, root, "", None, Lang::Zh);
        let sources: Vec<_> = folder.files.iter().map(|file| file.source(Lang::Zh).expect("a text")).collect();
        let parsed = load::parse(&standard, &sources, Lang::Zh);
        let calendar = Calendar::new(Dates::default(), &standard, jiff::civil::date(2022, 9, 30));
        let studio = Studio::new(&standard, &sources, parsed.records, calendar, parsed.broken);
        let record = studio.records.iter().position(|record| studio.source(record).path == path).expect("the record");
        let to = name(&studio.records[record].stem);
        let wish = Wish { record, to: &to, title: false };
        let plan = plan(&studio, &folder, wish, Lang::Zh).unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        assert!(plan.joined.is_empty(), "{path}: {:?}", plan.joined);
        records += 1;
        changes += plan.changes.len();
        plan.batch(&folder).commit().expect("written");
    }
    (records, changes)
}

#[test]
fn every_record_of_a_school_there_and_back_again() {
    let school = copied("examples/school");
    let before = tree(school.path());
    let silent = || {
        let (code, out, _) = run(school.path(), &["check", "--today", "2022-09-30", "--quiet", "--deny", "note"]);
        assert_eq!((code, out.as_str()), (0, ""));
    };
    silent();
    let there = rename_all(school.path(), |stem| format!("改'{stem}（2）"));
    silent();
    let between = tree(school.path());
    assert!(between.keys().filter(|path| path.contains("/改'")).count() >= there.0);
    let back = rename_all(school.path(), |stem| {
        stem.strip_prefix("改'").and_then(|stem| stem.strip_suffix("（2）")).expect("renamed").to_owned()
    });
    assert_eq!(there, back);
    assert!(there.0 > 120 && there.1 > 400, "{there:?}");
    let after = tree(school.path());
    let differ: Vec<_> = before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).collect();
    assert!(differ.is_empty() && before.len() == after.len(), "{:?}", differ.first());
}

#[test]
fn the_name_of_a_person_is_closed_up() {
    let studio = copied("tests/mistakes/base");
    let (code, out, err) = run(studio.path(), &["mv", "members/何知远.toml", "members/何　远.toml", "--title"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let member = fs::read_to_string(studio.path().join("members/何远.toml")).expect("the record");
    assert!(member.contains("name = \"何远\""), "{member}");
}

const CLASS: &str = "from = 2021-09-01\nclasses = [\"21机电1班\"]\n\n[[homeroom]]\nclass = \"21机电1班\"\nteacher = 林澄\nfrom = 2021-09-01\n";

#[test]
fn every_way_to_write_a_reference_is_found_and_nothing_else_changes() {
    let activity = "\u{feff}# 林澄主持\r\ndate = 2021-10-20\r\nkind = \"读书会\"   # 林澄\r\nmembers = [ '林澄' , \"林 澄\",\r\n  # 林澄\r\n  \"\"\"林澄\"\"\", \"\\u6797澄\" ]\r\nresult = \"林澄\"\r\nevidence = [\"members/林澄.toml\", \"members/林澄.toml#3\", \"证据/林澄.pdf\"]\r\n";
    let class = CLASS.replace("林澄", "\"林　澄\"");
    let exceptions = "[[exception]]\nrule = \"record/reference\"\nfile = \"members/林澄.toml\"\nreason = \"林澄\"\napprover = \"林澄\"\nuntil = 2022-12-31\n";
    let studio = folder(&[
        ("members/林澄.toml", MEMBER.as_bytes()),
        ("activities/2021-10-20-读书会.toml", activity.as_bytes()),
        ("classes/2021级.toml", class.as_bytes()),
        ("exceptions.toml", exceptions.as_bytes()),
    ]);
    let dry = run(studio.path(), &["mv", "members/林澄.toml", "members/何静", "--dry-run"]);
    assert!(studio.path().join("members/林澄.toml").exists());
    let (code, out, error) = run(studio.path(), &["mv", "members/林澄", "何静"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(dry.1, format!("{out}这是预演，什么都没有写。\n"));
    let expected = "activities/2021-10-20-读书会.toml:4: '林澄' → '何静'\n\
                    activities/2021-10-20-读书会.toml:4: \"林 澄\" → \"何静\"\n\
                    activities/2021-10-20-读书会.toml:6: \"\"\"林澄\"\"\" → \"\"\"何静\"\"\"\n\
                    activities/2021-10-20-读书会.toml:6: \"\\u6797澄\" → \"何静\"\n\
                    activities/2021-10-20-读书会.toml:8: \"members/林澄.toml\" → \"members/何静.toml\"\n\
                    activities/2021-10-20-读书会.toml:8: \"members/林澄.toml#3\" → \"members/何静.toml#3\"\n\
                    classes/2021级.toml:6: \"林　澄\" → \"何静\"\n\
                    exceptions.toml:3: \"members/林澄.toml\" → \"members/何静.toml\"\n\
                    members/林澄.toml → members/何静.toml\n\
                    记录里写的名称还是“林澄”；要一起改就加 --title\n\
                    改 8 处，1 个文件改名\n";
    assert_eq!(out, expected);
    let after = tree(studio.path());
    let activity = activity
        .replace("'林澄'", "'何静'")
        .replace("\"林 澄\"", "\"何静\"")
        .replace("\"\"\"林澄\"\"\"", "\"\"\"何静\"\"\"")
        .replace("\"\\u6797澄\"", "\"何静\"")
        .replace("members/林澄", "members/何静");
    assert_eq!(String::from_utf8_lossy(&after["activities/2021-10-20-读书会.toml"]), activity);
    assert_eq!(after["classes/2021级.toml"], class.replace("林　澄", "何静").as_bytes());
    assert_eq!(after["exceptions.toml"], exceptions.replace("members/林澄", "members/何静").as_bytes());
    assert_eq!(after["members/何静.toml"], MEMBER.as_bytes());
    assert!(!after.contains_key("members/林澄.toml"));
    // The title is the last that still says the old name.
    let (_, out, _) = run(studio.path(), &["mv", "何静", "林澄", "--title"]);
    assert!(!out.contains("--title"), "{out}");
    let (_, out, _) = run(studio.path(), &["mv", "林澄", "林澄之", "--title"]);
    assert!(out.contains("members/林澄.toml:1: \"林澄\" → \"林澄之\"\n"), "{out}");
    assert_eq!(tree(studio.path())["members/林澄之.toml"], MEMBER.replace("林澄", "林澄之").as_bytes());
}

#[test]
fn who_gets_another_name_gets_it_where_he_is_no_reference() {
    let root = "standard = \"moe-2022\"\n[group]\nresponsible = \"林 澄\" # 林澄\n[contact]\nname = \"何静\"\n";
    let statements = "[[statement]]\ncovers = [\"1\"]\ntext = \"林澄说明\"\nauthor = '林澄'\ndate = 2021-09-01\n";
    let year = "planned = 2021-09-01\n\n[[recognition]]\nnames = [\"何静\", \"林澄\"]\n";
    let meeting = "date = 2021-09-01\n\n[[issue]]\ntext = \"林澄\"\nowner = \"林澄、何静\"\n";
    let studio = folder(&[
        ("studio.toml", root.as_bytes()),
        ("members/林澄.toml", MEMBER.as_bytes()),
        ("statements.toml", statements.as_bytes()),
        ("years/2021-2022.toml", year.as_bytes()),
        ("meetings/2021-09-01-会.toml", meeting.as_bytes()),
    ]);
    let (code, out, error) = run(studio.path(), &["mv", "members/林澄", "何澄", "--title"]);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert!(out.contains("meetings/2021-09-01-会.toml:5: \"林澄、何静\" 里有旧名字"), "{out}");
    assert!(out.ends_with("改 4 处，1 个文件改名\n"), "{out}");
    let after = tree(studio.path());
    let text = |path: &str| String::from_utf8_lossy(&after[path]).into_owned();
    assert_eq!(text("studio.toml"), root.replace("林 澄", "何澄"));
    assert_eq!(text("statements.toml"), statements.replace("'林澄'", "'何澄'"));
    assert_eq!(text("years/2021-2022.toml"), year.replace("\"林澄\"", "\"何澄\""));
    assert_eq!(text("meetings/2021-09-01-会.toml"), meeting);
}

#[test]
fn a_province_that_names_a_record_names_it_as_it_is_called_now() {
    let case = b"title = \"a\"\n";
    let root = "# 甲校/cases/a.toml\ncases = [\"甲校/cases/a.toml\", \"乙校/cases/a.toml\"]\nsummary = [\"甲校/cases/a.md#1\"]\n\n[contact]\nname = \"a\"\n";
    let new = root.replace("[\"甲校/cases/a.", "[\"甲校/cases/c.");
    for (dir, from, shown) in [("", "甲校/cases/a", ""), ("甲校", "cases/a", "../")] {
        let place = tempfile::tempdir().expect("a folder");
        for school in ["甲校", "乙校"] {
            write(place.path(), &format!("{school}/studio.toml"), b"standard = \"moe-2022\"\n");
            write(place.path(), &format!("{school}/cases/a.toml"), case);
            write(place.path(), &format!("{school}/cases/a.md"), b"a");
        }
        write(place.path(), "province.toml", root.as_bytes());
        let (code, out, error) = run(&place.path().join(dir), &["mv", from, "c"]);
        assert_eq!((code, error.as_str()), (0, ""), "{out}");
        assert!(out.contains(&format!("{shown}province.toml:2: ")), "{out}");
        assert_eq!(String::from_utf8_lossy(&tree(place.path())["province.toml"]), new);
        // One that cannot be read is told of, and only where it may name the record.
        write(place.path(), "province.toml", "cases = [“甲校/cases/c.toml”]\n".as_bytes());
        let there = format!("{shown}province.toml 里也有“c”");
        let (code, out, _) = run(&place.path().join(dir), &["mv", &from.replace("/a", "/c"), "d"]);
        assert!(code == 0 && out.contains(&there), "{out}");
        let (code, out, _) = run(&place.path().join(dir), &["mv", &from.replace("/a", "/d"), "e"]);
        assert!(code == 0 && !out.contains("province"), "{out}");
    }
}

#[test]
fn the_text_beside_goes_along() {
    let case = b"title = \"a\"\n";
    let studio = folder(&[("cases/a.toml", case), ("cases/b.toml", case)]);
    for name in ["a.md", "a.docx", "b.md", "ab.md", "a.md.bak", "~$a.docx"] {
        write(studio.path(), &format!("cases/{name}"), name.as_bytes());
    }
    assert_eq!(run(studio.path(), &["mv", "cases/a", "c"]).0, 0);
    let names: Vec<String> = tree(studio.path()).into_keys().filter(|path| path.starts_with("cases/")).collect();
    let expected = ["ab.md", "a.md.bak", "b.md", "b.toml", "c.docx", "c.md", "c.toml", "~$a.docx"];
    let mut expected: Vec<String> = expected.iter().map(|name| format!("cases/{name}")).collect();
    expected.sort();
    assert_eq!(names, expected);
    // A text that waits for a record of that name would become its text.
    let (code, _, error) = run(studio.path(), &["mv", "cases/c", "ab"]);
    assert!(code == 2 && error.contains("cases/ab.md"), "{error}");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_changes() {
    let studio = folder(&[
        ("members/林澄.toml", MEMBER.as_bytes()),
        ("members/何静.toml", MEMBER.replace("林澄", "何静").as_bytes()),
        ("carriers/林澄.toml", b"kind = \"\xe8\xaf\xbb\xe4\xb9\xa6\xe4\xbc\x9a\"\n"),
        ("members/ab.toml", MEMBER.replace("林澄", "周禾").as_bytes()),
        ("years/2021-2022.toml", b""),
    ]);
    let before = tree(studio.path());
    for (from, to, words) in [
        ("members/林澄", "何静", "已经有 members/何静.toml"),
        ("members/林澄", "AB", "已经有 members/ab.toml"),
        ("members/林澄", "ａｂ", "已经有 members/ab.toml"),
        ("members/林澄", "何 静", "已经有 members/何静.toml"),
        ("members/林澄", "林澄", "已经叫“林澄”了"),
        ("members/林澄", "", "是空的"),
        ("members/林澄", "members/", "是空的"),
        ("members/林澄", "林:澄", "里面的 : 不能用"),
        ("members/林澄", "林澄 ", "里面的 空格 不能用"),
        ("members/林澄", "林\u{202e}澄", "<U+202E>"),
        ("members/林澄", "con", "设备名"),
        ("members/林澄", "carriers/周", "只能改名"),
        ("members/林澄", "x/周", "只能改名"),
        ("members/林登", "周", "没有“members/林登”这份记录，是不是 members/林澄？"),
        ("mambers/林澄", "周", "是不是 members/林澄？"),
        ("林登", "周", "是不是 林澄？"),
        ("林澄", "周", "不止一份，写清楚是哪一份：\n  carriers/林澄.toml\n  members/林澄.toml"),
        ("studio.toml", "周", "固定的文件名"),
        ("studio", "周", "固定的文件名"),
        ("证据/林澄", "周", "没有“证据/林澄”"),
        ("years/2021-2022", "第一年", "不是校历里的年度"),
    ] {
        let (code, out, error) = run(studio.path(), &["mv", "--", from, to]);
        assert!(code == 2 && out.is_empty() && error.contains(words), "{from} → {to}: {out}{error}");
    }
    let (_, _, error) = run(studio.path(), &["mv", "members/林澄", &"长".repeat(41)]);
    assert!(error.contains("最多 40 个汉字"), "{error}");
    assert_eq!(run(studio.path(), &["mv", "members/林澄", &"长".repeat(40), "--dry-run"]).0, 0);
    assert_eq!(tree(studio.path()), before);
}

#[test]
fn a_broken_file_might_name_it() {
    let studio = folder(&[("members/林澄.toml", MEMBER.as_bytes()), ("classes/2021级.toml", CLASS.as_bytes())]);
    write(studio.path(), "meetings/a.toml", &encoding_rs::GBK.encode("owner = \"林澄\"").0);
    let before = tree(studio.path());
    let (code, _, error) = run(studio.path(), &["mv", "members/林澄", "何静"]);
    assert_eq!(code, 2);
    assert!(
        error.contains("  classes/2021级.toml:6: “林澄”没有加英文引号") && error.contains("  meetings/a.toml:1: "),
        "{error}"
    );
    assert_eq!(tree(studio.path()), before);
}

#[test]
fn no_reference_comes_to_mean_something_else() {
    let class = |teacher: &str| CLASS.replace("林澄", &format!("\"{teacher}\""));
    let studio = folder(&[("members/林澄.toml", MEMBER.as_bytes())]);
    // The word for a vacancy, and the word for everyone.
    write(studio.path(), "classes/2021级.toml", class("林澄").as_bytes());
    let (code, _, error) = run(studio.path(), &["mv", "林澄", "空缺"]);
    assert!(code == 2 && error.contains("classes/2021级.toml:6: “空缺”不再指任何一份记录"), "{error}");
    // Somebody else goes by that name.
    write(studio.path(), "members/zhou.toml", MEMBER.replace("林澄", "周禾").as_bytes());
    write(studio.path(), "classes/2022级.toml", class("周禾").as_bytes());
    let (code, _, error) = run(studio.path(), &["mv", "林澄", "周禾"]);
    assert!(code == 2 && error.contains("classes/2022级.toml:6: “周禾”会变成指 members/周禾.toml"), "{error}");
    // Who goes by the title goes on to.
    let (code, out, _) = run(studio.path(), &["mv", "zhou", "禾"]);
    assert!(code == 0 && out.contains("改 0 处，1 个文件改名"), "{out}");
    // A plain text that is the new name means the record from now on: that is told.
    write(studio.path(), "classes/2023级.toml", class("何静").as_bytes());
    let (code, out, _) = run(studio.path(), &["mv", "林澄", "何静"]);
    assert!(code == 0 && out.contains("classes/2023级.toml:6: “何静”原来不指任何一份记录"), "{out}");
}

#[test]
fn it_works_from_anywhere() {
    let many = tempfile::tempdir().expect("a folder");
    for name in ["甲", "乙"] {
        write(many.path(), &format!("{name}/studio.toml"), crate::ROOT.as_bytes());
        write(many.path(), &format!("{name}/members/林澄.toml"), MEMBER.as_bytes());
    }
    write(many.path(), "甲/members/何静.toml", MEMBER.as_bytes());
    let at = |name: &str| many.path().join(name);
    let code = |folder: &str, arguments: &[&str]| run(&at(folder), &[&["mv"], arguments].concat());
    assert_eq!(code("", &["甲/members/林澄", "甲/members/一"]).0, 0);
    assert_eq!(code("甲/members", &["一.toml", "二.toml"]).0, 0);
    assert_eq!(code("甲", &["./members/二.toml", "members/三"]).0, 0);
    assert_eq!(code("乙", &["-C", "../甲", "三", "四"]).0, 0);
    assert_eq!(code("乙/members", &["../../甲/members/四", "五"]).0, 0);
    assert_eq!(code("", &["五", "六"]).0, 0, "the only one of that name below");
    assert!(at("甲/members/六.toml").exists());
    assert_eq!(code("", &["members/何静", "静"]).0, 0);
    write(many.path(), "甲/members/林澄.toml", MEMBER.as_bytes());
    let (status, _, error) = code("", &["members/林澄", "七"]);
    assert!(status == 2 && error.contains("\n  乙/members/林澄.toml\n  甲/members/林澄.toml"), "{error}");
    let (status, out, _) = code("", &["乙/members/林澄", "七", "--title"]);
    assert!(status == 0 && out.contains("乙/members/林澄.toml:1: \"林澄\" → \"七\""), "{out}");
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(run(empty.path(), &["mv", "a", "b"]).0, 2);
}

#[test]
fn case_alone_may_change() {
    let studio = folder(&[("members/ab.toml", MEMBER.as_bytes())]);
    assert_eq!(run(studio.path(), &["mv", "members/ab", "AB"]).0, 0);
    let names: Vec<_> = fs::read_dir(studio.path().join("members")).expect("a folder").flatten().collect();
    assert_eq!(names.first().map(fs::DirEntry::file_name), Some("AB.toml".into()));
}

#[test]
fn a_name_from_a_mac_is_found() {
    let decomposed = "Ame\u{301}lie";
    let studio = folder(&[(&format!("members/{decomposed}.toml"), MEMBER.as_bytes())]);
    assert_eq!(run(studio.path(), &["mv", "members/Am\u{e9}lie", "林澄"]).0, 0);
    assert!(studio.path().join("members/林澄.toml").exists());
    assert_eq!(tree(studio.path()).len(), 2);
}

#[test]
fn what_changed_meanwhile_is_not_overwritten() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let studio_folder = folder(&[("members/林澄.toml", MEMBER.as_bytes()), ("members/a.toml", MEMBER.as_bytes())]);
    write(studio_folder.path(), "classes/2021级.toml", CLASS.replace("林澄", "\"林澄\"").as_bytes());
    let folder = Folder::read(&standard, studio_folder.path(), "", None, Lang::Zh);
    let sources: Vec<_> = folder.files.iter().map(|file| file.source(Lang::Zh).expect("a text")).collect();
    let parsed = load::parse(&standard, &sources, Lang::Zh);
    let calendar = Calendar::new(Dates::default(), &standard, jiff::civil::date(2022, 9, 30));
    let studio = Studio::new(&standard, &sources, parsed.records, calendar, parsed.broken);
    let record = studio.records.iter().position(|record| record.stem == "林澄").expect("the record");
    let wish = Wish { record, to: "何静", title: true };
    let changes = plan(&studio, &folder, wish, Lang::Zh).expect("a plan");
    assert!(matches!(plan(&studio, &folder, Wish { to: "A", ..wish }, Lang::Zh), Err(Refusal::Taken(_))));
    write(studio_folder.path(), "classes/2021级.toml", b"from = 2021-09-01\n");
    let before = tree(studio_folder.path());
    assert!(changes.batch(&folder).commit().is_err());
    assert_eq!(tree(studio_folder.path()), before);
}
