//! Bytes that are no text, and characters that are not what they look like.

use super::place::{School, expected, member};

#[test]
fn bytes_and_characters_that_do_not_belong() {
    let school = School::new();
    let found = school.harmed(|school| {
        let with = |name: &str, more: &[u8]| {
            school.write(&format!("members/{name}.toml"), [member(name).as_bytes(), more].concat());
        };
        with("空字符", b"title = \"\0\"\n");
        with("空字符转写", b"title = \"\\u0000\"\n");
        with("控制", b"title = \"\x1b[31m\"\n");
        with("控制转写", b"title = \"\\u001b[31m\\u0007\"\n");
        with("方向", "title = \"一\u{202e}二\"\n".as_bytes());
        with("方向键", "ti\u{202e}tle = \"一\"\n".as_bytes());
        with("残缺", b"title = \"\xe4\xb8\"\n");
        with("乱", b"# \xff\xfe\xfd\n");
        with("代理", b"title = \"\\ud800\"\n");
        school.write("members/全零.toml", [0; 4096]);
        school.write(
            "members/随机.toml",
            (0..60_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect::<Vec<_>>(),
        );
        school.write("cases/正文.toml", "title = \"一\u{202e}二\"\n");
        school.write("cases/正文.md", b"# \xff\xfe\n\0\n");
    });
    let hidden = "这一行里有看不见的字符（U+202E），会让看上去一样的名字对不上";
    let escaped =
        |code: &str| format!("引号里用反斜杠写进了看不见的字符（{code}），会让文字变样，或者和看上去一样的对不上");
    let unseen = "这里有一个看不见的字符（多半是从别处复制时带进来的）";
    let key = "键名“ti\u{202e}tle”不是英文：等号前面写英文键名，后面才写中文";
    let damaged = "从这里起文字损坏了，不是 UTF-8";
    let foreign = "这个文件里有不是 UTF-8 文字的内容，读不出来";
    let wanted = expected(&[
        ("record/encoding", "cases/正文.md", foreign),
        ("record/encoding", "members/乱.toml", damaged),
        ("record/encoding", "members/全零.toml", "这个文件不是 UTF-8 编码，是按 UTF-16（Unicode）保存的"),
        ("record/encoding", "members/残缺.toml", damaged),
        ("record/encoding", "members/随机.toml", foreign),
        ("record/hidden", "cases/正文.toml", hidden),
        ("record/hidden", "members/控制转写.toml", &escaped("U+001B")),
        ("record/hidden", "members/方向.toml", hidden),
        ("record/hidden", "members/空字符转写.toml", &escaped("U+0000")),
        ("record/not-in-list", "members/控制转写.toml", "“\u{1b}[31m\u{7}”不是职称（title）可以选的值"),
        ("record/not-in-list", "members/方向.toml", "“一\u{202e}二”不是职称（title）可以选的值"),
        ("record/not-in-list", "members/空字符转写.toml", "“\0”不是职称（title）可以选的值"),
        ("record/syntax", "members/代理.toml", "从这里起读不通"),
        ("record/syntax", "members/控制.toml", unseen),
        ("record/syntax", "members/方向键.toml", key),
        ("record/syntax", "members/空字符.toml", unseen),
    ]);
    assert_eq!(found, wanted);
}
