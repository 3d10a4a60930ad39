//! Everything that forbids a package, each told with its place and what to do; nothing is written then.

use std::fs;
use std::path::Path;

use super::{TITLES, append, change, copy, edit, example, names, pack, studio, told};

/// What is wrong, how it comes about, the rule by which it is told and where.
pub(super) type Case = (&'static str, fn(&Path), &'static str, &'static str);

pub(super) fn province(root: &Path, from: &str, to: &str) {
    edit(root, "province.toml", from, to);
}

pub(super) const FIRST: &str = "\"汀南职校/cases/一张夜路图.toml\"";
pub(super) const SECOND: &str = "\"岚浦商校/cases/把对不起说完整.toml\"";

pub(super) const REFUSALS: &[Case] = &[
    ("no case at all", |root| province(root, &format!("{FIRST}, {SECOND}"), ""), "package/cases", "province.toml:8:1"),
    (
        "three cases",
        |root| province(root, SECOND, &format!("{SECOND}, \"汀南职校/cases/一本公开的班费账.toml\"")),
        "package/cases",
        "province.toml:8:62",
    ),
    (
        "3001字",
        |root| append(root, "汀南职校/cases/一张夜路图.md", &"字".repeat(3001 - 2211)),
        "circular/words",
        "汀南职校/cases/一张夜路图.toml:1:1",
    ),
    (
        "3001字 that the school excepted",
        |root| {
            append(root, "汀南职校/cases/一张夜路图.md", &"字".repeat(3001 - 2211));
            let exception = "[[exception]]\nrule = \"circular/words\"\nfile = \"cases/一张夜路图.toml\"\n\
                     reason = \"写得好\"\napprover = \"堵明允\"\nuntil = 2022-12-31\n";
            fs::write(root.join("汀南职校/exceptions.toml"), exception).expect("written");
        },
        "package/words",
        "汀南职校/cases/一张夜路图.md:1:1",
    ),
    (
        "a case whose studio is not in Annex 2",
        |root| append(root, "province.toml", "\n[[not_reported]]\nstudio = \"岚浦商校\"\nreason = \"试试\"\n"),
        "package/case-studio",
        "province.toml:8:35",
    ),
    (
        "a title that its text does not have",
        |root| edit(root, "汀南职校/cases/一张夜路图.md", "一张夜路图", "一张路线图"),
        "package/title",
        "汀南职校/cases/一张夜路图.md:1:1",
    ),
    (
        "a title that goes on in its text",
        |root| edit(root, "汀南职校/cases/一张夜路图.toml", "的带班实践", ""),
        "package/title",
        "汀南职校/cases/一张夜路图.md:1:1",
    ),
    (
        "no summary",
        |root| province(root, "summary = [\"报送/阶段性工作总结.docx\"]\n", ""),
        "package/summary",
        "province.toml:2:1",
    ),
    (
        "a summary that is not there",
        |root| fs::remove_file(root.join("报送/阶段性工作总结.docx")).expect("removed"),
        "record/evidence",
        "province.toml:5:12",
    ),
    (
        "a summary outside",
        |root| province(root, "报送/阶段性工作总结.docx", "../总结.docx"),
        "record/evidence",
        "province.toml:5:12",
    ),
    (
        "a summary of no bytes",
        |root| fs::write(root.join("报送/阶段性工作总结.docx"), "").expect("written"),
        "record/evidence",
        "province.toml:5:12",
    ),
    (
        "a summary without words",
        |root| {
            fs::write(root.join("报送/总结.md"), "# \n\n<!-- 待写 -->\n").expect("written");
            province(root, "报送/阶段性工作总结.docx", "报送/总结.md");
        },
        "package/summary",
        "province.toml:5:12",
    ),
    (
        "a summary somewhere else",
        |root| province(root, "报送/阶段性工作总结.docx", "https://example.org/总结.docx"),
        "package/summary",
        "province.toml:5:12",
    ),
    (
        "a summary that is no Word file",
        |root| fs::write(root.join("报送/阶段性工作总结.docx"), "plain").expect("written"),
        "record/unreadable",
        "报送/阶段性工作总结.docx:1:1",
    ),
    (
        "a number in the summary",
        |root| {
            fs::write(root.join("报送/总结.txt"), "总结\n联系人 13900000000\n").expect("written");
            province(root, "报送/阶段性工作总结.docx", "报送/总结.txt");
        },
        "privacy/phone",
        "报送/总结.txt:2:5",
    ),
    (
        "a case that leads nowhere",
        |root| province(root, "cases/一张夜路图.toml", "cases/一张夜路.toml"),
        "package/case",
        "province.toml:8:10",
    ),
    (
        "a case outside",
        |root| province(root, "汀南职校/cases", "../汀南职校/cases"),
        "package/case",
        "province.toml:8:10",
    ),
    (
        "the text in place of its record",
        |root| province(root, "一张夜路图.toml", "一张夜路图.md"),
        "package/case",
        "province.toml:8:10",
    ),
    (
        "a record that is no case",
        |root| province(root, "汀南职校/cases/一张夜路图.toml", "汀南职校/members/戚闻远.toml"),
        "package/case",
        "province.toml:8:10",
    ),
    ("one case twice", |root| province(root, SECOND, FIRST), "package/case", "province.toml:8:35"),
    (
        "a case that is not proposed",
        |root| edit(root, "汀南职校/cases/一张夜路图.toml", "reported = true\n", ""),
        "package/not-proposed",
        "province.toml:8:10",
    ),
    (
        "a case that was not redacted",
        |root| edit(root, "岚浦商校/cases/把对不起说完整.toml", "redacted = 2022-06-16\n", ""),
        "privacy/redaction",
        "岚浦商校/cases/把对不起说完整.toml:1:1",
    ),
    (
        "a case without a text",
        |root| fs::remove_file(root.join("岚浦商校/cases/把对不起说完整.docx")).expect("removed"),
        "circular/case-text",
        "岚浦商校/cases/把对不起说完整.toml:1:1",
    ),
    (
        "a number in a case",
        |root| append(root, "汀南职校/cases/一张夜路图.md", "\n他的电话是 139-0000-0000。\n"),
        "privacy/phone",
        "汀南职校/cases/一张夜路图.md:61:7",
    ),
    (
        "a number in a record that goes into a table",
        |root| edit(root, "星渚职校/studio.toml", "从班会课做起", "请打 13900000000"),
        "privacy/phone",
        "星渚职校/studio.toml:",
    ),
    (
        "a broken record of a school that is reported",
        |root| edit(root, "鹤汀船校/studio.toml", "[group]", "[group"),
        "record/syntax",
        "鹤汀船校/studio.toml:",
    ),
    (
        "a school whose root file was not sent along",
        |root| fs::remove_file(root.join("星渚职校/studio.toml")).expect("removed"),
        "package/folder",
        "星渚职校:1:1",
    ),
    (
        "no reporting body",
        |root| province(root, "reporting_body = \"江西省\"\n", ""),
        "record/missing-field",
        "province.toml:2:1",
    ),
    (
        "a body that reports nothing",
        |root| province(root, "reporting_body = \"江西省\"", "reporting_body = \"霁州市\""),
        "record/not-in-list",
        "province.toml:2:18",
    ),
    ("a broken root file", |root| province(root, "[contact]", "[contact"), "record/syntax", "province.toml:"),
    (
        "a studio left out that is not there",
        |root| province(root, "studio = \"桐溪职校\"", "studio = \"桐溪职业\""),
        "package/left-out",
        "province.toml:",
    ),
    (
        "a studio left out twice",
        |root| province(root, "studio = \"禾渡农校\"", "studio = \"桐溪职校\""),
        "package/left-out",
        "province.toml:",
    ),
    (
        "a studio left out without a reason",
        |root| province(root, "reason = \"工作室刚成立，材料下一年再报\"\n", ""),
        "record/missing-field",
        "province.toml:",
    ),
];

#[test]
fn each_is_told_with_its_place_and_nothing_is_written() {
    let mut wrong = Vec::new();
    for (what, change, rule, place) in REFUSALS {
        let copy = copy();
        change(copy.path());
        let (out, output) = pack(copy.path(), &[]);
        let told = told(&output);
        let is_told = told.contains(&format!("[{rule}]")) && told.contains(place) && told.contains("没有打包");
        let is_hidden = !told.contains("13900000000") && !told.contains("139-0000-0000");
        if output.status.code() != Some(1) || !is_told || !is_hidden || !names(out.path()).is_empty() {
            wrong.push(format!("{what}: {rule} {place} in\n{told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The length is told once, by the studio's own rule where that was not excepted.
#[test]
fn nothing_is_told_twice() {
    let copy = copy();
    append(copy.path(), "汀南职校/cases/一张夜路图.md", &"字".repeat(3001 - 2211));
    let (_, output) = pack(copy.path(), &[]);
    assert!(!told(&output).contains("package/words"), "{}", told(&output));
    assert!(told(&output).contains("有 1 个错误"), "{}", told(&output));
}

/// Two schools do not send in one text. A warning says so: nobody but they know whose it is.
#[test]
fn one_text_twice_is_told() {
    let copy = copy();
    let (own, other) = ("汀南职校/cases/一张夜路图", "岚浦商校/cases/把对不起说完整");
    fs::remove_file(copy.path().join(format!("{other}.docx"))).expect("removed");
    fs::copy(copy.path().join(format!("{own}.md")), copy.path().join(format!("{other}.md"))).expect("copied");
    let text = fs::read_to_string(copy.path().join(format!("{own}.toml"))).expect("utf-8");
    let title = text.lines().next().expect("a title").to_owned();
    change(copy.path(), &format!("{other}.toml"), |text| [&title, text.split_once('\n').expect("lines").1].join("\n"));
    let told = told(&pack(copy.path(), &[]).1).replace(['\n', ' '], "");
    assert!(told.contains("提醒[package/text]"), "{told}");
    assert!(told.contains(&format!("{other}.toml的正文和{own}.toml的一字不差")), "{told}");
}

#[test]
fn exactly_3000_is_within() {
    let copy = copy();
    append(copy.path(), "汀南职校/cases/一张夜路图.md", &"字".repeat(3000 - 2211));
    let (_, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn all_of_it_is_told_in_one_run() {
    let copy = copy();
    province(copy.path(), "报送/阶段性工作总结.docx", "报送/无.docx");
    province(copy.path(), "一张夜路图.toml", "一张路.toml");
    edit(copy.path(), "岚浦商校/cases/把对不起说完整.toml", "把“对不起”", "把“谢谢”");
    edit(copy.path(), "星渚职校/studio.toml", "[group]", "[group");
    let (_, output) = pack(copy.path(), &[]);
    let told = told(&output);
    for rule in ["record/evidence", "package/case", "package/title", "record/syntax"] {
        assert!(told.contains(&format!("[{rule}]")), "{rule}: {told}");
    }
    assert!(told.contains("汀南职校/cases/一张夜路图.toml"), "what could be meant: {told}");
}

/// A clause that is not yet met never stops a package, and an exception that ended does not either.
#[test]
fn what_schools_have_not_reached_yet_stops_nothing() {
    let (_, output) = pack(&example(), &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!told(&output).contains("exception/expired"), "{}", told(&output));
}

/// One of the schools left out that mends its records is taken in by taking it off the list.
#[test]
fn a_school_that_was_left_out_goes_in_when_its_records_are_mended() {
    let copy = copy();
    let entry = "[[not_reported]]\nstudio = \"白蘋旅校\"\nreason = \"活动记录里有手机号，学校删去以后再报\"\n";
    province(copy.path(), entry, "");
    let (_, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("白蘋旅校/activities/2022-03-10-实习家长会.toml:6:"), "{}", told(&output));
    edit(copy.path(), "白蘋旅校/activities/2022-03-10-实习家长会.toml", "有事请打13900000000", "有事请打学校办公室");
    let (out, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("7 个工作室"), "{}", told(&output));
    assert!(out.path().join("甲.zip").is_file());
}

#[test]
fn a_draft_is_built_all_the_same_and_says_so() {
    let copy = copy();
    province(copy.path(), "summary = [\"报送/阶段性工作总结.docx\"]\n", "");
    province(copy.path(), SECOND, "\"无/cases/无.toml\"");
    let (out, output) = pack(copy.path(), &["--draft"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("只打成草稿"), "{}", told(&output));
    let names = names(&out.path().join("甲"));
    let marked = ["附件2-工作室建设情况信息表-草稿.xlsx", "报送材料清单-草稿.xlsx"];
    assert!(marked.iter().all(|name| names.contains(&(*name).to_owned())), "{names:?}");
    assert!(names.contains(&format!("案例1-{}-草稿.md", TITLES[0])), "{names:?}");
    let cells = super::cells(&out.path().join("甲/报送材料清单-草稿.xlsx")).concat().join("\n");
    assert!(cells.contains("【草稿】"), "{cells}");
    let zip = out.path().join("甲.zip").to_string_lossy().into_owned();
    let output = studio(&["pack", "--verify", &zip], out.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("这是草稿") && told(&output).contains("没有阶段性工作总结"), "{}", told(&output));
}

#[test]
fn a_day_that_is_over_is_told_and_stops_nothing() {
    let at = |root: &Path, today: &str| {
        let out = tempfile::tempdir().expect("a folder");
        let mut command = super::shared::program();
        command.current_dir(out.path()).arg("pack").arg(root).args(["-o", "甲", "--today", today]);
        command.output().expect("it starts")
    };
    assert!(!told(&at(&example(), "2022-09-30")).contains("截止"), "the day itself is in time");
    let late = at(&example(), "2022-10-01");
    assert_eq!(late.status.code(), Some(0), "{}", told(&late));
    assert!(
        told(&late).contains("提醒[package/deadline]") && told(&late).contains("province.toml:3:12"),
        "{}",
        told(&late)
    );
    let copy = copy();
    province(copy.path(), "deadline = 2022-09-30\n", "");
    let late = at(copy.path(), "2022-10-01");
    assert!(late.status.success() && told(&late).contains("提示[package/deadline]"), "{}", told(&late));
}

#[test]
fn a_school_of_another_body_is_told() {
    let copy = copy();
    edit(copy.path(), "星渚职校/studio.toml", "province = \"江西省\"", "province = \"江苏省\"");
    let (_, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(
        told(&output).contains("package/other-body") && told(&output).contains("星渚职校/studio.toml:7:12"),
        "{}",
        told(&output)
    );
    let checked = studio(&["check", "--only", "package"], copy.path());
    let shown = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(shown.contains("提醒[package/other-body]") && shown.contains("星渚职校/studio.toml:7:12"), "{shown}");
}

#[test]
fn a_summary_of_another_format_goes_along_unread_and_that_is_said() {
    let copy = copy();
    fs::write(copy.path().join("报送/总结.pdf"), "%PDF-1.4").expect("written");
    province(copy.path(), "[\"报送/阶段性工作总结.docx\"]", "[\"报送/总结.pdf\", \"报送/阶段性工作总结.docx\"]");
    let (out, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("没有检查"), "{}", told(&output));
    let names = names(&out.path().join("甲"));
    assert!(
        names.contains(&"阶段性工作总结1.pdf".into()) && names.contains(&"阶段性工作总结2.docx".into()),
        "{names:?}"
    );
}

/// A list of names promises that none of them goes along.
#[test]
fn what_cannot_be_searched_for_listed_names_does_not_go_along() {
    let copy = copy();
    fs::write(copy.path().join("报送/总结.pdf"), "%PDF-1.4").expect("written");
    province(copy.path(), "[\"报送/阶段性工作总结.docx\"]", "[\"报送/总结.pdf\", \"报送/阶段性工作总结.docx\"]");
    let beside = tempfile::tempdir().expect("a folder");
    let list = beside.path().join("名单.txt");
    fs::write(&list, "贺小川\n").expect("written");
    let (out, output) = pack(copy.path(), &["--names", &list.to_string_lossy()]);
    let shown = told(&output);
    assert_eq!((output.status.code(), names(out.path()).len()), (Some(1), 0), "{shown}");
    assert!(shown.contains("总结.pdf") && shown.contains("名单上的姓名"), "{shown}");
}

#[test]
fn a_package_is_written_to_no_stream() {
    let output = studio(&["pack", ".", "-o", "-"], copy().path());
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_school_behind_a_link_is_not_lost_silently() {
    let copy = copy();
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::rename(copy.path().join("星渚职校"), elsewhere.path().join("星渚职校")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("星渚职校"), copy.path().join("星渚职校")).expect("a link");
    let (_, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(told(&output).matches("星渚职校:1:1").count(), 1, "{}", told(&output));
    assert!(told(&output).contains("record/unreadable"), "{}", told(&output));
}

#[test]
fn what_is_no_province_cannot_be_packed() {
    let school = example().join("汀南职校");
    let (_, output) = pack(&school, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("它在上层"), "{}", told(&output));
    let empty = tempfile::tempdir().expect("a folder");
    let (_, output) = pack(empty.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("没有 province.toml"), "{}", told(&output));
    let (_, output) = pack(&empty.path().join("无"), &[]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

/// What seems private in what is sent forbids nothing, and a person has to look: it is printed.
#[test]
fn what_seems_private_is_told_and_stops_nothing() {
    let copy = copy();
    append(copy.path(), "汀南职校/cases/一张夜路图.md", "\n\n学生张伟说：这名学生的父母离异了。\n");
    let (_, output) = pack(copy.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let said = told(&output);
    assert!(said.contains("提醒[privacy/sensitive]") && said.contains("汀南职校/cases/一张夜路图.md"), "{said}");
}

/// A text of its title alone is there, and is not asked for again under its name.
#[test]
fn a_text_of_its_title_alone_is_told_as_that() {
    let copy = copy();
    let text = "汀南职校/cases/一张夜路图.md";
    let whole = fs::read_to_string(copy.path().join(text)).expect("read");
    for left in [whole.lines().next().expect("a title"), "", "待填"] {
        fs::write(copy.path().join(text), left).expect("written");
        let said = told(&pack(copy.path(), &[]).1).replace(['\n', ' '], "");
        assert!(said.contains("的正文文件cases/一张夜路图.md里只有标题，或者什么也没有写"), "{said}");
        assert!(said.contains("把正文写进cases/一张夜路图.md。") && !said.contains("同名"), "{said}");
    }
}

#[test]
fn a_length_close_to_the_most_is_told_where_the_text_is() {
    let copy = copy();
    append(copy.path(), "汀南职校/cases/一张夜路图.md", &"字".repeat(3000 - 2211));
    let output = studio(&["check", "汀南职校", "--only", "circular/words"], copy.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("--> cases/一张夜路图.md:5:1") && !said.contains("压缩到"), "{said}");
}

#[test]
fn a_summary_of_its_title_alone_is_none() {
    for said in ["# 阶段性工作总结\n", "江西省阶段性工作总结\n", "待填\n"] {
        let copy = copy();
        fs::write(copy.path().join("报送/总结.md"), said).expect("written");
        province(copy.path(), "报送/阶段性工作总结.docx", "报送/总结.md");
        let (_, output) = pack(copy.path(), &[]);
        assert_eq!(output.status.code(), Some(1), "{said:?}: {}", told(&output));
        let said = told(&output).replace(['\n', ' '], "");
        assert!(said.contains("没有正文（空着，或者只有标题）"), "{said}");
    }
}

/// A summary that cannot be read is told by a check, too, and by the package once.
#[test]
fn a_summary_that_is_broken_is_told_everywhere() {
    let copy = copy();
    fs::write(copy.path().join("报送/阶段性工作总结.docx"), "no Word file").expect("written");
    let checked = studio(&["check", "--only", "record"], copy.path());
    let shown = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(shown.contains("报送/阶段性工作总结.docx") && checked.status.code() == Some(1), "{shown}");
    let said = told(&pack(copy.path(), &[]).1);
    assert_eq!(said.matches("--> 报送/阶段性工作总结.docx").count(), 1, "{said}");
}
