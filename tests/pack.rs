//! The package of a reporting body: what is in it, what forbids it, and that whoever receives it finds whatever was done to it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "pack/handed.rs"]
mod handed;
#[path = "pack/private.rs"]
mod private;
#[path = "pack/received.rs"]
mod received;
#[path = "pack/refused.rs"]
mod refused;
mod shared;
#[path = "pack/state.rs"]
mod state;

use shared::{append, edit};

const TITLES: [&str; 2] = [
    "一张夜路图——机电班以同伴护行破解走读生晚归难题的带班实践",
    "把“对不起”说完整——商贸班以修复对话化解宿舍冲突的带班实践",
];

fn example() -> PathBuf {
    shared::example("province")
}

/// A copy of the example, to be changed.
fn copy() -> tempfile::TempDir {
    shared::copied("examples/province")
}

fn change(root: &Path, file: &str, change: impl Fn(String) -> String) {
    let path = root.join(file);
    let text = fs::read_to_string(&path).expect("utf-8");
    let changed = change(text.clone());
    assert_ne!(text, changed, "{file} is changed");
    fs::write(path, changed).expect("written");
}

fn studio(arguments: &[&str], folder: &Path) -> Output {
    let mut command = shared::program();
    command.current_dir(folder).args(arguments).args(["--today", "2022-09-20"]).output().expect("it starts")
}

/// Packs `root` as `甲` in a folder of its own.
fn pack(root: &Path, more: &[&str]) -> (tempfile::TempDir, Output) {
    let out = tempfile::tempdir().expect("a folder");
    let root = root.to_string_lossy().into_owned();
    let output = studio(&[&["pack", &root, "-o", "甲"], more].concat(), out.path());
    (out, output)
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("utf-8"))
        .collect();
    names.sort();
    names
}

fn cells(path: &Path) -> Vec<Vec<String>> {
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("a sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_example_holds_what_the_circular_asks_for() {
    let (out, output) = pack(&example(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(names(out.path()), ["甲", "甲.zip"]);
    let folder = out.path().join("甲");
    let cases = [format!("案例1-{}.md", TITLES[0]), format!("案例2-{}.docx", TITLES[1])];
    let mut wanted = vec![
        "SHA256SUMS.txt",
        "报送材料清单.xlsx",
        "清单.json",
        "阶段性工作总结.docx",
        "附件2-工作室建设情况信息表.xlsx",
        "附件3-典型案例汇总表.xlsx",
        &cases[0],
        &cases[1],
    ];
    wanted.sort_unstable();
    assert_eq!(names(&folder), wanted);
    let same = |packed: &str, own: &str| {
        assert!(fs::read(folder.join(packed)).expect("packed") == fs::read(example().join(own)).expect("own"), "{own}");
    };
    same("阶段性工作总结.docx", "报送/阶段性工作总结.docx");
    same(&cases[0], "汀南职校/cases/一张夜路图.md");
    same(&cases[1], "岚浦商校/cases/把对不起说完整.docx");
    let second = cells(&folder.join("附件2-工作室建设情况信息表.xlsx"));
    let schools: Vec<&str> =
        second.iter().filter(|row| row[0].parse::<u8>().is_ok()).map(|row| row[2].as_str()).collect();
    assert_eq!(schools.len(), 6);
    assert!(schools.contains(&"霁州市汀南职业中等专业学校") && schools.contains(&"鹤汀市船舶技工学校"));
    assert!(!schools.contains(&"白蘋旅游商务职业学校"), "not reported");
    let third = cells(&folder.join("附件3-典型案例汇总表.xlsx"));
    assert_eq!(titles(&third), TITLES, "in the order of province.toml");
}

/// The titles in a list of cases.
fn titles(rows: &[Vec<String>]) -> Vec<&str> {
    rows.iter().filter(|row| row[0].parse::<u8>().is_ok()).map(|row| row[2].as_str()).collect()
}

#[test]
fn an_exported_list_of_cases_has_the_order_of_the_package() {
    let other = "cases = [\"岚浦商校/cases/把对不起说完整.toml\", \"汀南职校/cases/一张夜路图.toml\"]";
    let one = "cases = [\"汀南职校/cases/一张夜路图.toml\", \"岚浦商校/cases/把对不起说完整.toml\"]";
    for (cases, wanted) in [(one, TITLES), (other, [TITLES[1], TITLES[0]])] {
        let province = copy();
        fs::write(
            province.path().join("province.toml"),
            fs::read_to_string(example().join("province.toml")).expect("utf-8").replace(one, cases),
        )
        .expect("written");
        let (packed, output) = pack(province.path(), &[]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let out = tempfile::tempdir().expect("a folder");
        let root = province.path().to_string_lossy().into_owned();
        let output = studio(&["export", &root, "--annex", "3", "-o", "三.xlsx"], out.path());
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        for file in [packed.path().join("甲/附件3-典型案例汇总表.xlsx"), out.path().join("三.xlsx")] {
            assert_eq!(titles(&cells(&file)), wanted, "{}", file.display());
        }
    }
}

#[test]
fn the_cover_says_what_is_in_it_and_who_is_left_out() {
    let (out, _) = pack(&example(), &[]);
    let shown = cells(&out.path().join("甲/报送材料清单.xlsx")).concat().join("\n");
    for word in [
        "中等职业学校班主任工作室建设报送材料清单",
        "报送单位（盖章）：江西省",
        "6 所学校\n6 个工作室",
        "2211",
        "2389",
        "2 个案例合计",
        "4600",
        "岚浦市商贸中等专业学校\n暖帘班主任工作室",
        "版式为推定",
        "本次不报送",
        "白蘋旅游商务职业学校",
        "活动记录里有手机号，学校删去以后再报",
        "moe-2022",
        "教职成厅函〔2022〕14号",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

#[test]
fn the_manifest_has_the_size_and_sum_of_every_file() {
    let (out, _) = pack(&example(), &[]);
    let folder = out.path().join("甲");
    let text = fs::read_to_string(folder.join("清单.json")).expect("written");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("json");
    let files = manifest["files"].as_array().expect("a list");
    let listed: BTreeSet<&str> = files.iter().map(|file| file["name"].as_str().expect("a name")).collect();
    let there = names(&folder);
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    assert_eq!(there.difference(&listed).copied().collect::<Vec<_>>(), ["SHA256SUMS.txt", "清单.json"]);
    for file in files {
        let bytes = fs::read(folder.join(file["name"].as_str().expect("a name"))).expect("there");
        assert_eq!(file["bytes"], bytes.len());
        assert_eq!(file["sha256"], studio::files::digest::of(&bytes));
    }
    assert_eq!(manifest["words"], 4600);
    assert_eq!(manifest["cases"][1]["words"], 2389);
    assert_eq!(manifest["left_out"].as_array().map(Vec::len), Some(4));
    assert!(!text.contains("2022-09-20"), "no day of the machine or of the run");
}

/// Where there is such a program, it agrees.
#[cfg(unix)]
#[test]
fn sha256sum_reads_the_sums() {
    let (out, _) = pack(&example(), &[]);
    let folder = out.path().join("甲");
    let Ok(output) = Command::new("sha256sum").current_dir(&folder).args(["-c", "SHA256SUMS.txt"]).output() else {
        return;
    };
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(told(&output).matches(": OK").count(), 7);
}

#[test]
fn twice_gives_the_same_bytes() {
    let (one, first) = pack(&example(), &[]);
    let copy = copy();
    let (two, second) = pack(copy.path(), &["--lang", "en"]);
    assert!(first.status.success() && second.status.success(), "{}", told(&second));
    let read = |folder: &Path| fs::read(folder.join("甲.zip")).expect("written");
    assert!(read(one.path()) == read(two.path()), "another folder and another language make no other zip");
    for name in names(&one.path().join("甲")) {
        let read = |folder: &Path| fs::read(folder.join("甲").join(&name)).expect("written");
        assert!(read(one.path()) == read(two.path()), "{name}");
    }
}

#[test]
fn the_zip_is_the_same_on_every_system() {
    let (out, _) = pack(&example(), &[]);
    let bytes = fs::read(out.path().join("甲.zip")).expect("written");
    let mut outer = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip");
    let mut last = String::new();
    for index in 0..outer.len() {
        let entry = outer.by_index(index).expect("an entry");
        let name = std::str::from_utf8(entry.name_raw()).expect("utf-8").to_owned();
        assert!(last < name, "in order");
        assert_eq!(entry.compression(), zip::CompressionMethod::Stored);
        assert_eq!(entry.last_modified().map(|time| time.year()), Some(1980));
        last = name;
    }
    // The system that made it, in every central header of the zip and of the workbooks within it (APPNOTE 4.4.2).
    let headers: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02").map(|(at, _)| at).collect();
    assert!(headers.len() > 30, "{}", headers.len());
    // Those of the texts are as their programs wrote them.
    let texts: usize = 2;
    let foreign = headers.iter().filter(|at| bytes[**at + 5] != 3).count();
    assert!(foreign <= texts * 20 && bytes[headers[headers.len() - 1] + 5] == 3, "{foreign}");
}

#[test]
fn a_name_of_its_own_is_made_of_body_and_title() {
    let out = tempfile::tempdir().expect("a folder");
    let output = studio(&["pack", &example().to_string_lossy()], out.path());
    assert!(output.status.success(), "{}", told(&output));
    let name = "江西省-中等职业学校班主任工作室建设报送材料";
    assert_eq!(names(out.path()), [name.to_owned(), format!("{name}.zip")]);
}

#[test]
fn odd_titles_make_names_that_every_system_takes() {
    let copy = copy();
    let title = "问：“为什么?” <一/二> *";
    edit(copy.path(), "汀南职校/cases/一张夜路图.toml", &format!("\"{}\"", TITLES[0]), &format!("'{title}'"));
    edit(copy.path(), "汀南职校/cases/一张夜路图.md", TITLES[0], title);
    let (out, output) = pack(copy.path(), &[]);
    assert!(output.status.success(), "{}", told(&output));
    let names = names(&out.path().join("甲"));
    assert!(names.contains(&"案例1-问：“为什么？” ＜一／二＞ ＊.md".to_owned()), "{names:?}");
    let zip = out.path().join("甲.zip").to_string_lossy().into_owned();
    assert!(studio(&["pack", "--verify", &zip], out.path()).status.success());
}

#[test]
fn an_older_package_is_replaced_only_when_that_is_asked_for_and_safe() {
    let (out, _) = pack(&example(), &[]);
    let root = example().to_string_lossy().into_owned();
    let again = |more: &[&str]| studio(&[&["pack", &root, "-o", "甲"], more].concat(), out.path());
    let before = fs::read(out.path().join("甲.zip")).expect("written");
    let output = again(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--force"), "{}", told(&output));
    assert!(again(&["--force"]).status.success());
    assert!(fs::read(out.path().join("甲.zip")).expect("written") == before);
    // A note that somebody put into it is theirs.
    fs::write(out.path().join("甲/批注.txt"), "第二页要改").expect("written");
    let output = again(&["--force"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("不是材料包"), "{}", told(&output));
    assert_eq!(fs::read_to_string(out.path().join("甲/批注.txt")).expect("still there"), "第二页要改");
    fs::remove_file(out.path().join("甲/批注.txt")).expect("removed");
    fs::write(out.path().join("甲.zip"), "mine").expect("written");
    assert_eq!(again(&["--force"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(out.path().join("甲.zip")).expect("still there"), "mine");
    assert_eq!(names(out.path()), ["甲", "甲.zip"], "nothing else is left");
}

#[test]
fn a_folder_of_somebody_elses_is_never_touched() {
    let out = tempfile::tempdir().expect("a folder");
    fs::create_dir(out.path().join("甲")).expect("a folder");
    fs::write(out.path().join("甲/论文.docx"), "mine").expect("written");
    let root = example().to_string_lossy().into_owned();
    for more in [&[][..], &["--force"]] {
        let output = studio(&[&["pack", &root, "-o", "甲"], more].concat(), out.path());
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert_eq!(names(out.path()), ["甲"]);
        assert_eq!(fs::read_to_string(out.path().join("甲/论文.docx")).expect("still there"), "mine");
    }
    let output = studio(&["pack", &root, "-o", "无/甲"], out.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("先建好它"), "{}", told(&output));
}

/// What `studio check` says of each school beyond the clauses: the states that the example is made of.
#[test]
fn the_schools_are_in_the_states_they_are_said_to_be_in() {
    let states: [(&str, &[&str]); 10] = [
        ("云岫工校", &["circular/results", "exception/expired"]),
        ("岚浦商校", &["circular/results"]),
        ("星渚职校", &["circular/results"]),
        ("桐溪职校", &["circular/departments", "circular/leading-group", "circular/results"]),
        ("汀南职校", &[]),
        ("白蘋旅校", &["circular/results", "privacy/phone"]),
        ("石鳌幼师", &["circular/results", "signoff/stale"]),
        ("禾渡农校", &["circular/results", "record/syntax"]),
        ("青篱卫校", &["circular/results", "record/name-variant", "record/reference"]),
        ("鹤汀船校", &["circular/results"]),
    ];
    let root = example().to_string_lossy().into_owned();
    let output = studio(&["check", &root, "--format", "json"], Path::new("."));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("json");
    let found = |studio: &serde_json::Value| -> BTreeSet<String> {
        let rules = studio["findings"].as_array().expect("a list").iter();
        // Demands of a place's own are no clauses either; their names begin with the overlay's.
        let known = ["record/", "privacy/", "circular/", "exception/", "signoff/"];
        let rules = rules.filter_map(|finding| finding["rule"].as_str());
        rules.filter(|rule| known.iter().any(|group| rule.starts_with(group))).map(str::to_owned).collect()
    };
    let studios = report["studios"].as_array().expect("a list");
    assert_eq!(studios.len(), states.len());
    let readme = fs::read_to_string(example().join("README.md")).expect("written");
    for (studio, (path, rules)) in studios.iter().zip(states) {
        assert_eq!(studio["path"], path);
        assert_eq!(found(studio), rules.iter().map(|rule| (*rule).to_owned()).collect(), "{path}");
        assert!(readme.contains(path), "{path} is in the README");
        for rule in rules.iter().filter(|rule| !rule.starts_with("circular/results")) {
            let line = readme.lines().find(|line| line.starts_with(&format!("| `{path}`"))).expect("a row");
            assert!(line.contains(rule), "{path}: {rule}");
        }
    }
    let unjudged = |path: &str| {
        let studio = studios.iter().find(|studio| studio["path"] == path).expect("a studio");
        let clauses = studio["clauses"].as_array().expect("a list").iter();
        clauses.filter(|clause| clause["verdict"] == "unjudged").count()
    };
    assert!(unjudged("石鳌幼师") > 0);
    assert_eq!(unjudged("汀南职校"), 0);
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(0), "nothing is wrong in province.toml");
}
