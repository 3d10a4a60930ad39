//! `studio fmt --fix`.

use crate::{MEMBER, folder, run, tree};

const PATH: &str = "members/林澄.toml";

/// What becomes of a member's file, the exit code and what is told.
fn fixed(bytes: &[u8]) -> (Vec<u8>, i32, String) {
    let folder = folder(&[(PATH, bytes)]);
    let (before, shown) = (tree(folder.path()), run(folder.path(), &["fmt", "--fix", "--check"]));
    assert_eq!(tree(folder.path()), before, "--check writes nothing");
    let (code, out, error) = run(folder.path(), &["fmt", "--fix"]);
    assert_eq!(error, "");
    let told = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with(PATH) || line.starts_with(' ') && line.contains('→'));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(&out), told(&shown.1), "--check tells the same");
    for line in told(&out).iter().filter(|line| line.contains('→')) {
        assert!(studio::text::width::width(line) <= 80, "{line}");
    }
    let bytes = tree(folder.path()).remove(PATH).expect("the file");
    let again = run(folder.path(), &["fmt", "--fix"]);
    assert_eq!(tree(folder.path()).remove(PATH).expect("the file"), bytes, "once is enough: {}", again.1);
    (bytes, code, out)
}

#[test]
fn what_is_certain_is_mended_and_shown() {
    for (before, after, told) in [
        ("name ＝ “林澄”", "name = \"林澄\"", "1: name ＝ “林澄” → name = \"林澄\"（全角等号、中文引号）"),
        ("homeroom_years = １２", "homeroom_years = 12", "（全角数字）"),
        (
            "left = 2022-9-1 # 调出",
            "left = 2022-09-01 # 调出",
            "日期写法\n    left = 2022-9-1 # 调出\n  → left = 2022-09-01 # 调出\n",
        ),
        ("left = 2022年9月1日", "left = 2022-09-01", "（日期写法）"),
        ("left = \"2022.9.1\"", "left = 2022-09-01", "日期不加引号"),
        ("left ＝ “2022-9-1”", "left = 2022-09-01", "全角等号、中文引号、日期不加引号"),
        ("alma_mater = 【“甲”、“乙”】", "alma_mater = [\"甲\", \"乙\"]", "中文括号、中文引号、中文逗号、顿号"),
    ] {
        let key = after.split(' ').next().expect("a key");
        let rest: String = MEMBER.split_inclusive('\n').filter(|line| !line.starts_with(key)).collect();
        let (bytes, code, out) = fixed(format!("{before}\n{rest}").as_bytes());
        let text = String::from_utf8(bytes).expect("utf-8");
        assert!(text.lines().any(|line| line == after), "{before}: {text}");
        assert!(out.contains(told), "{before}: {out}");
        assert_eq!(code, 0, "{out}");
    }
}

#[test]
fn encodings_and_line_ends_become_plain() {
    let text = format!("# 班主任\n{MEMBER}post = \"\"\"\n一\n二\"\"\"\n");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let windows = text.replace('\n', "\r\n");
    let expected =
        text.replace("post = \"\"\"\n一\n二\"\"\"\n", "").replace("joined", "post = \"\"\"\n一\n二\"\"\"\njoined");
    for (bytes, told) in [
        (encoding_rs::GBK.encode(&text).0.into_owned(), vec!["原为 GBK"]),
        (encoding_rs::GBK.encode(&windows).0.into_owned(), vec!["原为 GBK", "原为 CRLF"]),
        (utf16(&format!("\u{feff}{windows}")), vec!["原为 UTF-16", "原为 CRLF"]),
        (utf16(&text), vec!["原为 UTF-16"]),
        (format!("\u{feff}{text}").into_bytes(), vec!["BOM"]),
        (windows.clone().into_bytes(), vec!["原为 CRLF"]),
        (text.replace('\n', "\r").into_bytes(), vec!["原为 CR"]),
        (text.replacen('\n', "\r\n", 2).into_bytes(), vec!["原来有几种"]),
    ] {
        let (bytes, code, out) = fixed(&bytes);
        assert_eq!((code, String::from_utf8(bytes).expect("utf-8")), (0, expected.clone()), "{out}");
        for word in told {
            assert!(out.contains(&format!("{PATH}: ")) && out.contains(word), "{word}: {out}");
        }
    }
}

#[test]
fn what_needs_a_guess_is_told_and_left() {
    let damaged = [&b"name = \"\xe6\x9e\x97\xe6\xbe\x84\"\n# \xe6\x9e"[..], b"\n"].concat();
    for bytes in [
        b"name = \xe6\x9e\x97".to_vec(),
        "<<<<<<< HEAD\nname = “甲”\n=======\nname = “乙”\n>>>>>>> b\n".as_bytes().to_vec(),
        "name = \"\"\"\n他说＝“x”\nleft = 2022-9-1\n".as_bytes().to_vec(),
        "姓名 = \"林澄\"\n".as_bytes().to_vec(),
        "name = \"他说“好”\n".as_bytes().to_vec(),
        "left = 2022-02-30\n".as_bytes().to_vec(),
        damaged,
        b"\xff\xfe=".to_vec(),
        b"a = \x80\xff\xff".to_vec(),
    ] {
        let (after, code, out) = fixed(&bytes);
        assert_eq!((&after, code), (&bytes, 1), "{out}");
        assert!(out.contains(&format!("{PATH}:")) && out.ends_with("1 份有错，要先自己改\n"), "{out}");
    }
}

#[test]
fn what_stands_in_a_text_is_never_touched() {
    let text = "name = \"“林”＝，１２\"\ncategory = '２０２２－９－１'\npost = \"\"\"\n＝“x”\n2022-9-1\n\"\"\"\njoined = 2021-09-01\n# ＝“x”，2022-9-1\n";
    let (bytes, code, out) = fixed(text.as_bytes());
    assert_eq!((String::from_utf8(bytes).expect("utf-8").as_str(), code), (text, 0), "{out}");
}

#[test]
fn the_certain_is_mended_beside_what_is_left() {
    let (bytes, code, out) = fixed("name ＝ “林澄”\ncategory = 校外专家\njoined = 2021.9.1\n".as_bytes());
    assert_eq!(String::from_utf8(bytes).expect("utf-8"), "name = \"林澄\"\ncategory = 校外专家\njoined = 2021-09-01\n");
    assert_eq!(code, 1);
    assert!(out.contains("members/林澄.toml:2: “校外专家”没有加英文引号"), "{out}");
}

#[test]
fn a_long_line_is_shown_within_eighty_columns() {
    let long = format!("post ＝ “{}”\n{MEMBER}", "一直在带班".repeat(20));
    let (_, _, out) = fixed(long.as_bytes());
    assert!(out.contains("\n  → post = \"一直在带班"), "{out}");
}

/// Texts beside records are kept as they are but for their encoding; what is no text for sure waits for a person.
#[test]
fn a_text_in_another_encoding_becomes_utf8_and_nothing_else() {
    let record = "title = \"一张返修单\"\n".as_bytes();
    let text = "# 一张返修单\r\n\r\n他说：“先放一放”，后来好了。  \r\n";
    let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
    let (first, second) = ("cases/甲.md", "cases/乙.txt");
    let all = [("cases/甲.toml", record), ("cases/乙.toml", record), (first, &gbk[..]), (second, b"\xff\x80\x81 a")];
    let folder = folder(&all);
    let (code, out, _) = run(folder.path(), &["fmt"]);
    assert!(code == 1 && out.contains("甲.md:1: ") && out.contains("乙.txt:1: "), "{out}");
    let (code, out, _) = run(folder.path(), &["fmt", "--fix"]);
    let told = out.contains("cases/甲.md: 编码改为 UTF-8（原为 GBK）") && out.contains("已整理 cases/甲.md");
    assert!(code == 1 && told && out.contains("乙.txt:1: "), "{out}");
    let after = tree(folder.path());
    assert_eq!(after[first], text.as_bytes());
    assert_eq!(after[second], all[3].1);
    let (code, out, _) = run(folder.path(), &["fmt", "--fix", first]);
    assert_eq!(code, 0, "{out}");
}
