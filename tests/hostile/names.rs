//! Names that break lines, are as long as they may be, or differ in nothing one can see.

use super::place::{School, expected, member};

#[test]
fn names_nobody_would_type() {
    let school = School::new();
    let found = school.harmed(|school| {
        school.write("members/一\n::error::二.toml", member("一"));
        school.write("members/\u{1b}[31m红.toml", member("红"));
        school.write(&format!("members/{}.toml", "长".repeat(83)), member("长"));
        school.write(&format!("证据/{}", "x".repeat(255)), "x");
        school.write("members/ABC.toml", member("大写"));
        school.write("members/abc.toml", member("小写"));
        school.write("members/é.toml", member("é"));
        school.write("members/e\u{301}.toml", member("é"));
        school.write("members/-rf.toml", member("-rf"));
        school.write("members/con.toml", member("con"));
        school.write("members/a:b*?.toml", member("冒号"));
        school.write("members/.toml", member("点"));
        school.write("members/..toml", member("点点"));
    });
    let unseen = "文件名里有看不见的字符";
    let case = "这个文件名和 members/ABC.toml 只差大小写，复制到 Windows 上会变成一个文件，丢掉一份";
    let form = "有两个文件都叫 members/é.toml：看上去一样，里面字符的写法不同";
    let windows = "Windows 上不能有这样的文件名，复制过去会丢掉这个文件";
    let wanted = expected(&[
        ("record/file-name", "members/\u{1b}[31m红.toml", unseen),
        ("record/file-name", "members/a:b*?.toml", windows),
        ("record/file-name", "members/abc.toml", case),
        ("record/file-name", "members/con.toml", windows),
        ("record/file-name", "members/é.toml", form),
        ("record/file-name", "members/一\n::error::二.toml", unseen),
    ]);
    assert_eq!(found, wanted);
}
