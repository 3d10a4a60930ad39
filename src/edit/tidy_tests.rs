use super::*;
use crate::edit::kind;

/// `text` in form; the form of the form is the same.
fn tidied(name: &str, text: &str) -> String {
    let kind = kind(name);
    let new = tidy(text, &kind).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    assert_eq!(tidy(&new, &kind).as_deref(), Ok(new.as_str()), "{text}");
    new
}

#[test]
fn keys_go_in_the_order_of_the_kind_and_strangers_behind() {
    let text = "title='讲师'\nzz=1\nname  =  \"林澄\"   \naa = { b=1,c = [ 1,2 , ] }\n\n\n\ncategory = \"校外专家\"";
    let expected = "name = \"林澄\"\n\ncategory = \"校外专家\"\ntitle = '讲师'\nzz = 1\naa = { b = 1, c = [1, 2] }\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn comments_go_with_what_they_are_about() {
    let text = "# 全校共用\n# 请勿外传\n\n  # 职称\ntitle = \"讲师\" # 2020年评\n# 姓名\n\nname = \"林澄\"\n# left = 2022\n\n# 成长\n[[growth]] # 一\n# 哪天\ndate = 2021-09-01\n# 完\n";
    let expected = "# 全校共用\n# 请勿外传\n\n# 姓名\n\nname = \"林澄\"\n# 职称\ntitle = \"讲师\" # 2020年评\n# left = 2022\n\n# 成长\n[[growth]] # 一\n# 哪天\ndate = 2021-09-01\n# 完\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn what_stands_below_a_last_key_stays_there() {
    let text = "name = \"林澄\"\n[[growth]]\ntitle = \"a\"\n# 还有一次\n\n# 特点\n\n[profile]\npractice = \"x\"\n# aspiration = \"\"\n";
    let expected = "name = \"林澄\"\n\n# 特点\n\n[profile]\npractice = \"x\"\n# aspiration = \"\"\n\n[[growth]]\ntitle = \"a\"\n# 还有一次\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn keys_that_were_left_out_stay_in_their_block() {
    let text = "name = \"林澄\"\n\n# 离开（选填）。\n# left = 2022-08-31\n\n# 成长\n\n[[growth]]\ntitle = \"a\"\n\n# kind = \"\"\n\n# 其他\n[profile]\n# 特点\n# practice = \"\"\n";
    let expected = "name = \"林澄\"\n\n# 离开（选填）。\n# left = 2022-08-31\n\n# 其他\n[profile]\n# 特点\n# practice = \"\"\n\n# 成长\n\n[[growth]]\ntitle = \"a\"\n\n# kind = \"\"\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn tables_of_the_record_get_headings() {
    let text = "# 头\n\nschool.name = \"甲校\" # 校\nschool . code = \"3636999999\"\nstandard = \"moe-2022\"\nstudio = { name = \"乙\", level = '校级' } # 工作室\ncalendar.semester = [\n  # 上\n  { id = \"1\", start = 2021-09-01 }, # 秋\n  { start = 2022-03-01, id = \"2\" },\n  # 完\n]\n";
    let expected = "# 头\n\nstandard = \"moe-2022\"\n\n[school]\nname = \"甲校\" # 校\ncode = \"3636999999\"\n\n[studio] # 工作室\nname = \"乙\"\nlevel = '校级'\n\n# 上\n[[calendar.semester]] # 秋\nid = \"1\"\nstart = 2021-09-01\n\n[[calendar.semester]]\nid = \"2\"\nstart = 2022-03-01\n# 完\n";
    assert_eq!(tidied("studio", text), expected);
}

#[test]
fn below_a_heading_a_blank_line_stands_before_comments_only() {
    let text = "[profile]\n\n\n# 知识\nknowledge = \"a\"\n\n[[growth]]\n\ndate = 2021-09-01\n\n[[growth]]\n\n# 一次\n\ndate = 2021-09-02\n";
    let expected = "[profile]\n\n# 知识\nknowledge = \"a\"\n\n[[growth]]\ndate = 2021-09-01\n\n[[growth]]\n\n# 一次\n\ndate = 2021-09-02\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn rows_stay_in_the_order_they_were_written() {
    let text = "[[growth]]\ntitle = \"b\"\ndate = 2022-01-01\n[profile]\n[[growth]]\ndate = 2021-01-01\n[[growth]]\n";
    let expected =
        "[profile]\n\n[[growth]]\ndate = 2022-01-01\ntitle = \"b\"\n\n[[growth]]\ndate = 2021-01-01\n\n[[growth]]\n";
    assert_eq!(tidied("member", text), expected);
}

#[test]
fn lists_stand_on_one_line_where_they_fit() {
    let long: Vec<String> = (1..=12).map(|number| format!("\"21机电{number}班\"")).collect();
    let text = format!("classes = [{}]\nevidence = [\n\"a\"\n,'b'\n]", long.join(" ,"));
    let lines = long.join(",\n  ");
    assert_eq!(tidied("class", &text), format!("classes = [\n  {lines},\n]\nevidence = [\"a\", 'b']\n"));
}

#[test]
fn comments_within_lists_are_kept() {
    let text = "classes = [ # 全部\n\"1\" # 一\n, \"2\" , # 二\n# 三\n\"3\" # 甲\n# 乙\n, # 丙\n# 丁\n]";
    let expected =
        "classes = [\n  # 全部\n  \"1\", # 一\n  \"2\", # 二\n  # 三\n  \"3\", # 甲\n  # 乙\n  # 丙\n  # 丁\n]\n";
    assert_eq!(tidied("class", text), expected);
}

#[test]
fn a_last_remark_in_a_list_stays_the_last() {
    for (end, form) in [
        ("\"二\" # 乙\n# 丙\n]", "\"二\", # 乙\n  # 丙\n]"),
        ("\"二\"\n# 丙\n]", "\"二\",\n  # 丙\n]"),
        ("\"二\"\n# 丙\n, # 丁\n]", "\"二\", # 丁\n  # 丙\n]"),
    ] {
        let expected = format!("classes = [\n  \"一\", # 甲\n  {form}\n");
        assert_eq!(tidied("class", &format!("classes = [\"一\", # 甲\n{end}")), expected);
    }
}

#[test]
fn texts_stay_as_they_were_typed() {
    let text = "name = '林\\澄'\npost = \"\"\"\n  一  \n\n\n二 # 三\n\"\"\"\ntitle = \"\\u8bb2\\t\"\n";
    let rest = text.strip_prefix("name = '林\\澄'\n").unwrap();
    assert_eq!(tidied("member", &format!("{rest}name   =   '林\\澄'")), text);
}

#[test]
fn what_only_newer_toml_allows_keeps_its_comments() {
    let text = "profile = { # 一\n  practice = \"x\", # 二\n  # 三\n  knowledge = \"y\" # 四\n  , # 五\n}\nzz = { a = 1, # 六\n b = 2 }\n";
    let new = tidied("member", text);
    assert!(new.contains("[profile]\n# 三\nknowledge = \"y\" # 四\n"), "{new}");
}

#[test]
fn files_of_nothing_but_comments_or_of_nothing() {
    assert_eq!(tidied("member", ""), "");
    assert_eq!(tidied("member", " \n\n\n"), "");
    assert_eq!(tidied("member", "\n\n# a\n\n\n# b"), "# a\n\n# b\n");
    assert_eq!(tidied("member", "# a\n[profile]"), "# a\n[profile]\n");
}

#[test]
fn what_is_no_toml_is_left() {
    assert_eq!(tidy("a = “b”", &kind("member")), Err(Untidy::Broken));
}
