use std::sync::Arc;

use toml::de::DeTable;

use super::super::statement::around;
use super::*;

fn field(key: &str, zh: &str, of: Type, inner: Vec<Field>) -> Field {
    let mut field = Field { key: key.into(), of, ..Field::default() };
    field.label.zh = zh.into();
    field.fields = Fields(inner.into_iter().map(Arc::new).collect());
    field
}

/// A record with a field of every type.
fn fields() -> Fields {
    let kind = || vec![field("kind", "记录类别", Type::Text, vec![]), field("day", "日期", Type::Date, vec![])];
    let list = Field { many: true, ..field("goals", "目标", Type::Text, vec![]) };
    let all = vec![
        field("name", "姓名", Type::Text, vec![]),
        field("joined", "加入日期", Type::Date, vec![]),
        field("years", "年限", Type::Integer, vec![]),
        field("brand", "品牌", Type::Boolean, vec![]),
        field("paper", "材料", Type::Evidence, vec![]),
        field("profile", "画像", Type::Table, kind()),
        field("growth", "成长记录", Type::Rows, kind()),
        list,
    ];
    Fields(all.into_iter().map(Arc::new).collect())
}

/// The first slip of a text.
fn first(text: &str) -> Found {
    let (_, errors) = DeTable::parse_recoverable(text);
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let error = errors.iter().min_by_key(|error| start(error)).unwrap_or_else(|| panic!("no error in {text:?}"));
    let draft = Draft::new(text);
    let (line, column) = draft.locate(start(error));
    let statement = around(text, start(error));
    let root = fields();
    find(&Seen { draft: &draft, line, column, message: error.message(), statement, root: &root })
}

/// The slip, what it is told at, and the line as it was meant.
fn told(text: &str) -> (Slip, String, String) {
    let found = first(text);
    let at =
        text.split('\n').nth(found.line).and_then(|line| line.get(found.at.clone())).unwrap_or_default().to_owned();
    let mended = match found.mend {
        Mend::Line(_, line) => line,
        _ => String::new(),
    };
    (found.slip, at, mended)
}

fn is(text: &str, slip: &Slip, at: &str, mended: &str) {
    let found = told(text);
    assert_eq!((&found.0, found.1.as_str(), found.2.as_str()), (slip, at, mended), "{text:?}");
}

#[test]
fn marks_of_a_chinese_keyboard() {
    let marks = |sort, shown: &str| Slip::Marks(vec![sort], shown.into());
    is("name = “何”", &marks(Sort::Quote, "“”"), "“", "name = \"何\"");
    is("name = 「何」", &marks(Sort::Quote, "「」"), "「", "name = \"何\"");
    is("name = \"何”", &marks(Sort::Quote, "”"), "”", "name = \"何\"");
    is("name ＝ \"何\"", &marks(Sort::Equals, "＝"), "＝", "name = \"何\"");
    is("name =　\"何\"", &marks(Sort::Blank, ""), "　", "name = \"何\"");
    is("years = １４", &marks(Sort::Digit, "１"), "１", "years = 14");
    is("goals = [\"甲\"、\"乙\"]", &marks(Sort::Comma, "、"), "、", "goals = [\"甲\",\"乙\"]");
    is("【profile】", &marks(Sort::Bracket, "【】"), "【", "[profile]");
    is("goals = [\n“甲”,\n]", &marks(Sort::Quote, "“”"), "“", "\"甲\",");
}

#[test]
fn keys_and_what_joins_them() {
    is("姓名 = \"何\"", &Slip::Key, "姓名", "name = \"何\"");
    is("[[growth]]\n记录类别 = \"x\"", &Slip::Key, "记录类别", "kind = \"x\"");
    is("微信 = \"x\"", &Slip::Key, "微信", "");
    is("[[成长记录]]\nkind = \"x\"", &Slip::Key, "成长记录", "[[growth]]");
    is("name: \"何\"", &Slip::Colon, ":", "name = \"何\"");
    is("姓名：何", &Slip::Colon, "：", "姓名 = 何");
    is("name == \"何\"", &Slip::Equals, "=", "name = \"何\"");
    is("name \"何\"", &Slip::NoEquals, "name \"何\"", "name = \"何\"");
    is("以下由本人填写", &Slip::NoEquals, "以下由本人填写", "");
    is("= 1", &Slip::NoKey, "=", "");
    is("years =", &Slip::NoValue, "years", "");
    is("name = \"何\" years = 1", &Slip::SecondKey, "years = 1", "");
    is("years = 1\nyears = 2", &Slip::Twice(Some(0), false), "years", "");
    is("[profile]\n[profile]", &Slip::Twice(Some(0), true), "[profile]", "");
    is("[growth]\n[growth]", &Slip::Double("growth".into()), "[growth]", "");
    is("[[growth]\nkind = \"x\"", &Slip::Heading, "[[growth]", "[[growth]]");
    is("[growth\nkind = \"x\"", &Slip::Heading, "[growth", "[[growth]]");
    is("=======", &Slip::Conflict, "=======", "");
}

#[test]
fn texts_and_lists() {
    is("name = \"何", &Slip::OpenQuote, "\"何", "name = \"何\"");
    is("name = 何\"", &Slip::OpenQuote, "何\"", "name = \"何\"");
    is("name = '何", &Slip::OpenQuote, "'何", "name = \"何\"");
    is("name = 何知远 # 主持", &Slip::Bare, "何知远", "name = \"何知远\" # 主持");
    is("name = \"说\"好\"。\"", &Slip::InnerQuotes, "\"说\"好\"。\"", "name = \"说“好”。\"");
    is("name = \"\"何\"\"", &Slip::InnerQuotes, "\"\"何\"\"", "name = \"何\"");
    is("name = \"何\"；", &Slip::Ending, "；", "name = \"何\"");
    is("name = \"何\", # 注", &Slip::Ending, ",", "name = \"何\" # 注");
    is("name = \"何\" 主持", &Slip::Remark, "主持", "name = \"何\" # 主持");
    is("years = 1 // 注", &Slip::Remark, "// 注", "years = 1 # 注");
    is("paper = \"证据\\纪.md\"", &Slip::Backslash, "\\", "paper = \"证据/纪.md\"");
    is("name = \"甲\\纪\"", &Slip::Backslash, "\\", "name = \"甲\\\\纪\"");
    is("name = \"\"\"\n一\nyears = 1", &Slip::OpenText(1), "\"\"\"", "");
    is("name = \"\"\"一\nyears = 1", &Slip::OpenText(0), "\"\"\"", "name = \"\"\"一\"\"\"");
    is("goals = [\"甲\"\nyears = 1", &Slip::OpenList, "[\"甲\"", "goals = [\"甲\"]");
    is("goals = [\n\"甲\",\n[[growth]]", &Slip::OpenList, "", "\"甲\"]");
    is("goals = [\"甲\" \"乙\"]", &Slip::NoComma, "\"", "goals = [\"甲\", \"乙\"]");
    is("goals = [\n\"甲\" # 一\n\"乙\"]", &Slip::NoComma, "", "\"甲\", # 一");
    is("goals = [\"甲\",, \"乙\"]", &Slip::TwoCommas, ",", "goals = [\"甲\", \"乙\"]");
    is("goals = [甲, 乙]", &Slip::BareItems, "[甲, 乙]", "goals = [\"甲\", \"乙\"]");
    is("goals = [\"甲, \"乙\"]", &Slip::OpenQuote, "[\"甲, \"乙\"]", "goals = [\"甲\", \"乙\"]");
    is("goals = \"甲\", \"乙\"", &Slip::NoList, "\"甲\", \"乙\"", "goals = [\"甲\", \"乙\"]");
    is("goals = 甲、乙", &Slip::NoList, "甲、乙", "goals = [\"甲\", \"乙\"]");
}

#[test]
fn dates_numbers_and_yes_or_no() {
    is("joined = 2022年9月1日", &Slip::Date, "2022年9月1日", "joined = 2022-09-01");
    is("joined = 2022-02-30", &Slip::NoSuchDay, "2022-02-30", "");
    is("joined = 去年九月", &Slip::DateForm, "去年九月", "");
    is("name = 0123", &Slip::Zero, "0123", "name = \"0123\"");
    is("years = 014", &Slip::Zero, "014", "years = 14");
    is("years = 14年", &Slip::Unit, "14年", "years = 14");
    is("years = 1,400", &Slip::Grouped, "1,400", "years = 1400");
    is("years = 十四", &Slip::Strange(Type::Integer), "十四", "");
    is("brand = 是", &Slip::Boolean, "是", "brand = true");
    is("brand = FALSE", &Slip::Boolean, "FALSE", "brand = false");
    is("brand = 也许", &Slip::Strange(Type::Boolean), "也许", "");
}

#[test]
fn what_nobody_sees() {
    is("name = \"何\u{0}\"", &Slip::Control, "\u{0}", "name = \"何\"");
    is("\u{200b}name = \"何\"", &Slip::Control, "\u{200b}", "name = \"何\"");
}
