//! What is too large, too deep or too many: it is told, and nothing else suffers.

use rayon::prelude::*;

use super::place::{School, expected, member};

/// 100 MB.
const GIANT: usize = 100 << 20;

/// A file of so many zeros takes no room on the disk.
fn hollow(school: &School, name: &str) {
    school.write(name, "");
    let file = std::fs::File::options().write(true).open(school.path(name)).expect("there");
    file.set_len(GIANT as u64).expect("grown");
}

#[test]
fn a_record_of_100_mb() {
    let school = School::new();
    let found = school.harmed(|school| {
        school.write("members/大.toml", format!("{}# {}\n", member("大"), "长".repeat(GIANT / 3)));
        hollow(school, "members/空.toml");
        hollow(school, "cases/正文.md");
        hollow(school, "cases/正文.docx");
        hollow(school, "证据/录像.mp4");
    });
    let large = "这个文件超过 4 MB，不会是一份记录，没有读它";
    let wanted = expected(&[
        ("record/text", "cases/正文.md", "“正文.md”旁边没有同名的记录 正文.toml，不知道是哪个案例的正文"),
        ("record/unreadable", "cases/正文.docx", "这个 Word 文件太大，或里面套得太深，没有读它"),
        ("record/unreadable", "cases/正文.md", large),
        ("record/unreadable", "members/大.toml", large),
        ("record/unreadable", "members/空.toml", large),
    ]);
    assert_eq!(found, wanted);
}

#[test]
fn ten_thousand_brackets() {
    let deep = |open: &str, close: &str| format!("extra = {}1{}\n", open.repeat(10_000), close.repeat(10_000));
    let dots = vec!["a"; 10_000].join(".");
    let message = "第 4 行的点或括号一层套一层，套得太深，不会是一份记录，没有读它";
    for more in [
        deep("[", "]"),
        deep("{a=", "}"),
        format!("extra = {}\n", "[".repeat(10_000)),
        format!("{dots} = 1\n"),
        format!("[{dots}]\n"),
    ] {
        let school = School::new();
        let found = school.harmed(|school| school.member("深", &more));
        assert_eq!(found, expected(&[("record/unreadable", "members/深.toml", message)]));
    }
}

#[test]
fn a_million_keys() {
    use std::fmt::Write;
    let school = School::new();
    let found = school.harmed(|school| {
        let keys = |name: &str, room: usize| {
            let mut text = member(name);
            let _ = (0..1_000_000).try_for_each(|number| {
                // Writing into a String cannot fail.
                let _ = writeln!(text, "{number:x}=1");
                (text.len() < room).then_some(())
            });
            text
        };
        school.write("members/多.toml", keys("多", usize::MAX));
        school.write("members/满.toml", keys("满", (4 << 20) - 16));
        let rows = "{ a = 1 }, ".repeat(300_000);
        school.write("members/行.toml", format!("{}growth = [{rows}]\n", member("行")));
        school.write("members/项.toml", format!("{}alma_mater = [{}]\n", member("项"), "1,".repeat(1_000_000)));
    });
    let many = "这个文件里有 20000 项以上，不会是一份记录，没有读它";
    let wanted = expected(&[
        ("record/unreadable", "members/多.toml", "这个文件超过 4 MB，不会是一份记录，没有读它"),
        ("record/unreadable", "members/满.toml", many),
        ("record/unreadable", "members/行.toml", many),
        ("record/unreadable", "members/项.toml", many),
    ]);
    assert_eq!(found, wanted);
}

/// As many findings as one record can have, on one line: each costs the same, and none shows the line.
#[test]
fn as_many_findings_as_a_record_may_have() {
    let school = School::new();
    let found = school.harmed(|school| {
        school.member("行", &format!("growth = [{}]\n", "{ a = 1 }, ".repeat(3_000)));
    });
    let unknown = found.iter().filter(|(rule, _, _)| rule == "record/unknown-field").count();
    assert_eq!(unknown, 1, "they say the same");
    let out = school.studio(&["check", "学校", "--only", "record", "--quiet"]).code(1).out;
    assert!(out.matches("members/行.toml:4:").count() >= 3_000, "{}", out.len());
    assert!(out.len() < 2 << 20, "{}", out.len());
}

#[test]
fn tens_of_thousands_of_numbers_and_of_hidden_characters() {
    let school = School::new();
    let found = school.harmed(|school| {
        school.write("cases/正文.toml", "title = \"一\"\n");
        school.write("cases/正文.md", "电话13800000000，".repeat(20_000));
        school.member("藏", &"# \u{202e}\n".repeat(100_000));
    });
    let wanted = [("privacy/phone", "cases/正文.md"), ("record/hidden", "members/藏.toml")];
    for (rule, file) in wanted {
        assert!(found.iter().any(|one| one.0 == rule && one.1 == file), "{rule}: {found:#?}");
    }
    assert!(found.iter().any(|one| one.2 == "另外还有 99940 行也有看不见的字符，没有一一列出"), "{found:#?}");
}

/// What a text may hold most of, on one line: each find costs the same, whatever stands beside it, and no more are told than anybody
/// would mend one by one.
#[test]
fn a_case_that_is_one_line_of_finds() {
    let all = [
        ("学生张伟", "privacy/pupil", Some("这个文件里另外还有 59800 处这样的内容，没有一一列出")),
        ("他抑郁的", "privacy/sensitive", None),
        ("甲.png", "privacy/image", None),
    ];
    all.into_par_iter().for_each(|(unit, rule, more)| {
        let school = School::new();
        let found = school.harmed(|school| {
            school.write("cases/正文.toml", "title = \"一\"\ncategory = \"重点学生帮扶\"\n");
            school.write("cases/正文.md", unit.repeat(60_000));
        });
        let told: Vec<&str> = found.iter().filter(|one| one.0 == rule).map(|one| one.2.as_str()).collect();
        assert!(!told.is_empty() && told.len() < 3, "{unit}: {found:#?}");
        assert!(more.is_none_or(|more| told.contains(&more)), "{unit}: {told:?}");
    });
}

/// Of what is read once for each of its parts so much would never end: runs of stars, of hexadecimal digits, and pupils' names in
/// one record.
#[test]
fn runs_and_names_by_the_ten_thousand() {
    let school = School::new();
    let found = school.harmed(|school| {
        school.write("cases/正文.toml", "title = \"一\"\n");
        school.write("cases/正文.md", format!("{}\n\n{}", "*".repeat(300_000), "a13800000000".repeat(25_000)));
        let ways = "\"学生陈晓琳迟到\",\n".repeat(18_000);
        school.write("activities/2021-04-01-名.toml", format!("date = 2021-04-01\nways = [\n{ways}]\n"));
    });
    let names = found.iter().filter(|one| one.0 == "privacy/pupil" && one.1.starts_with("activities/"));
    assert!(names.count() > 1, "{found:#?}");
    assert!(found.iter().all(|one| one.0 != "privacy/phone"), "a checksum is no number");
}

#[test]
fn a_record_of_nothing_but_marks_of_conflicts() {
    let school = School::new();
    let found = school.harmed(|school| school.member("乱", &"<<<<<<< a\n=======\n".repeat(100_000)));
    let messages: Vec<&str> = found.iter().map(|one| one.2.as_str()).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(messages.contains(&"从这里往后还有读不通的地方，没有一一列出"), "{messages:?}");
}

/// A key that stands twice is looked for above; here it stands a hundred thousand times within a text.
#[test]
fn a_text_of_nothing_but_keys() {
    let school = School::new();
    let lines = "name = 1\n".repeat(100_000);
    let found = school.harmed(|school| school.member("文", &format!("post = \"\"\"\n{lines}\"\"\"\nname = \"二\"\n")));
    assert_eq!(found.len(), 1, "{found:#?}");
}

/// Each mark and each day of a record is looked at once, be they on one line or on as many as there are.
#[test]
fn as_many_slips_as_fmt_can_mend() {
    let school = School::new();
    let marks = format!("alma_mater = [{}\"末\"]\n", "“甲”，".repeat(50_000));
    school.member("标", &marks);
    school.member("日", &"\n[[growth]]\ndate = \"2022.3.1\"\n".repeat(20_000));
    school.studio(&["fmt", "--fix", "学校"]).code(0);
    let text = |name: &str| std::fs::read_to_string(school.path(name)).expect("a text");
    assert!(!text("members/标.toml").contains(['“', '，']));
    assert_eq!(text("members/日.toml").matches("date = 2022-03-01\n").count(), 20_000);
}
