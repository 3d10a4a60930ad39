//! Those who write overlays are told everything that is wrong, where, and what was probably meant.

use super::{ABOUT, cells, example, overlay, studio, text, told};

#[test]
fn what_stands_is_not_changed_and_both_places_are_named() {
    let field = "kind: member\nfields:\n  - { key: age, label: { zh: 年龄, en: age }, type: integer, help: x }\n  - { key: sex, label: { zh: 性别, en: sex }, type: text, help: x }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("records/member.yaml", field)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("要求/records/member.yaml:4:5: “sex”已经有了，在 standard/records/member.yaml:"), "{said}");

    let values = "extend:\n  - list: scope\n    values: [省外, 校内]\nlists:\n  - { id: scope, label: { zh: x, en: x }, open: false, source: x, values: [a] }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", values)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("vocabulary.yaml:3:18: “校内”已经有了，在 standard/vocabulary.yaml:"), "{said}");
    assert!(
        said.contains("vocabulary.yaml:5:5: “scope”已经有了，在 standard/vocabulary.yaml:"),
        "every problem: {said}"
    );

    let form = "id: annex2\nannex: \"2\"\nlabel: { zh: x, en: x }\ntitle: x\nstatus: official\nfile: x\nhead: x\nof: studio\ncolumns: []\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("forms/annex2.yaml", form)]);
    assert_eq!(code, Some(1));
    assert!(said.contains("“annex2”已经有了，在 standard/forms/annex2.yaml:3:"), "{said}");

    let column =
        "extends: annex2\ncolumns:\n  - { header: 联系电话, width: [6, 8], source: x, value: contact.phone }\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("forms/annex2.yaml", column)]);
    assert!(said.contains("“联系电话”已经有了，在 standard/forms/annex2.yaml:"), "{said}");
}

#[test]
fn an_overlay_does_not_change_the_one_before_it() {
    let rule =
        "rules:\n  - { id: demo/a, label: { zh: 甲, en: a }, text: x, level: must, decided_by: [person], help: x }\n";
    let (_one, first) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", rule)]);
    let (_two, second) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", rule)]);
    let paths = [&first, &second].map(|path| path.to_str().expect("utf-8").to_owned());
    // One that is named twice is one.
    let twice = ["check", &example("school"), "--overlay", &paths[0], "--overlay", &paths[0], "--only", "demo"];
    assert_eq!(studio(&twice).status.code(), Some(0));
    let check = ["check", &example("school"), "--overlay", &paths[0], "--overlay", &paths[1]];
    let output = studio(&check);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("“demo”已经有了，在 {}/overlay.yaml:1:5", paths[0])), "{said}");
    assert!(!said.contains("demo/a"), "what is in it is not told as well: {said}");
}

#[test]
fn every_problem_is_told_with_its_place() {
    let requirements = "rules:\n  - id: demo/a\n    text: x\n    level: must\n    rules:\n      - kind: count\n        of: meting\n      - kind: each\n        of: member\n        has: [nmae]\n    help: x\n  - id: other/b\n    text: x\n    level: must\n    help: x\n";
    let files = [
        ("overlay.yaml", ABOUT),
        ("requirements.yaml", requirements),
        ("records/memebr.yaml", "kind: memebr\nfields: []\n"),
        ("notes.yaml", "a: 1\n"),
        ("forms/broken.yaml", "a: [\n"),
    ];
    let (code, said) = told(&files);
    assert_eq!(code, Some(1));
    assert!(said.contains("records/memebr.yaml:1:7: 没有叫“memebr”的；是不是“member”？"), "{said}");
    assert!(said.contains("requirements.yaml:12:9: 要求的编号“other/b”要以“demo/”开头"), "{said}");
    assert!(said.contains("notes.yaml: 地方要求里没有叫 notes.yaml 的部分"), "{said}");
    assert!(said.contains("forms/broken.yaml:") && said.contains("这里读不通"), "{said}");
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("requirements.yaml", &requirements.replace("other/b", "demo/b"))]);
    assert!(said.contains("requirements.yaml:7:13: 没有“meting”这类记录；是不是“meeting”？"), "{said}");
    assert!(said.contains("requirements.yaml:10:15: “nmae”这条路径走不通；是不是“name”？"), "{said}");
    let (code, said) = told(&[("vocabulary.yaml", "lists: []\n")]);
    assert_eq!(code, Some(1));
    assert!(said.contains("没有 overlay.yaml"), "{said}");
    let grouped = "extend:\n  - list: growth-kind\n    values: [{ value: 挂职, group: 能力提升 }]\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", grouped)]);
    assert!(said.contains("不能算作满足标准"), "{said}");
    let kind = "kind: count\n";
    let (_, said) = told(&[("overlay.yaml", ABOUT), ("requirements.yaml", kind)]);
    assert!(said.contains("requirements.yaml:1:1: 这里读不通"), "{said}");
}

/// What `studio standard check` says of these files and an `overlay.yaml`.
fn refused(files: &[(&str, &str)]) -> String {
    let (code, said) = told(&[&[("overlay.yaml", ABOUT)], files].concat());
    assert_eq!(code, Some(1), "{said}");
    said
}

#[test]
fn a_field_may_not_mean_anything_to_rules_that_stand() {
    let field = |rest: &str| format!("kind: meeting\nfields:\n  - {{ {rest}, label: {{ zh: 甲, en: a }}, help: x }}\n");
    let cases = [
        ("key: day, type: date, role: date", "不能有这样的 role"),
        ("key: name, type: text, role: title", "不能有这样的 role"),
        ("key: member, type: text", "键名不能用“member”"),
        ("key: stem, type: text", "键名不能用“stem”"),
        ("key: Day, type: date", "键名“Day”只能用"),
        ("key: host, type: text, ask: { flag: host, zh: 甲, en: a }", "不能写 ask"),
        ("key: part, type: rows", "里面要有 fields"),
        ("key: part, type: value, list: scpoe", "没有“scpoe”这个列表；是不是“scope”？"),
        ("key: part, type: reference, to: mebmer", "没有“mebmer”可引用；是不是“member”？"),
    ];
    for (rest, words) in cases {
        let said = refused(&[("records/meeting.yaml", &field(rest))]);
        assert!(said.contains(words), "{rest}: {said}");
        assert!(said.contains("要求/records/meeting.yaml:3:"), "{rest}: {said}");
    }
    let deep = "kind: meeting\ninto: issue\nfields:\n  - key: steps\n    label: { zh: 甲, en: a }\n    type: rows\n    help: x\n    fields:\n      - { key: day, label: { zh: 甲, en: a }, type: date, help: x }\n";
    assert!(refused(&[("records/meeting.yaml", deep)]).contains("“steps”放得太深"));
    let nowhere = deep.replace("into: issue", "into: isue");
    assert!(refused(&[("records/meeting.yaml", &nowhere)]).contains("2:7: 没有叫“isue”的；是不是“issue”？"));
    // A list of its own may have dates and titles of its own.
    let own = "kind: meeting\nfields:\n  - key: visits\n    label: { zh: 走访, en: visits }\n    type: rows\n    help: x\n    fields:\n      - { key: day, label: { zh: 日期, en: day }, type: date, role: date, help: x }\n      - { key: of, label: { zh: 班级, en: class }, type: reference, to: class.classes, help: x }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("records/meeting.yaml", own)]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("添加了 3 个字段"), "{said}");
}

#[test]
fn lists_are_extended_only_by_plain_words() {
    let extend = |list: &str, value: &str| format!("extend:\n  - list: {list}\n    values: [{value}]\n");
    let cases = [
        (extend("signoff-verdict", "大体符合"), "“signoff-verdict”不能添值"),
        (extend("calendar-year", "{ value: 公历年, code: civil }"), "不能写 group、code"),
        (extend("growth-kind", "{ value: 挂职, group: 能力提升 }"), "不能写 group、code"),
        // A group of the list is a name that rules of the standard ask for.
        (extend("joining", "自愿"), "“自愿”已经有了，在 standard/vocabulary.yaml:"),
        (extend("joining", "\"挂职 \""), "不能空着，前后也不能有空格"),
        (extend("joinign", "挂职"), "没有叫“joinign”的；是不是“joining”？"),
        (extend("joining", "挂职, 挂职"), "“挂职”已经有了，在 "),
    ];
    for (vocabulary, words) in cases {
        let said = refused(&[("vocabulary.yaml", &vocabulary)]);
        assert!(said.contains(words), "{vocabulary}: {said}");
    }
    for id in ["record", "privacy", "circular", "moe-2022"] {
        let (code, said) = told(&[("overlay.yaml", &ABOUT.replace("demo", id))]);
        assert!(code == Some(1) && said.contains("代号不能用"), "{id}: {said}");
    }
}

#[test]
fn a_form_keeps_its_columns_and_goes_nowhere_else() {
    let columns = |columns: &str| format!("extends: annex2\ncolumns:\n{columns}");
    let column = |rest: &str| format!("  - {{ {rest}, width: [4, 8], source: x }}\n");
    let cases = [
        (columns(&column("header: 甲, after: 姓名")), "会把“主持人（负责人）”下面的栏目拆开"),
        (columns(&column("header: 甲, after: 性名")), "没有叫“性名”的；是不是“姓名”？"),
        (columns(&column("header: 甲, vlaue: contact.name")), "不认识“vlaue”，可以写：header、"),
        (columns(&column("header: 甲, value: contact.nmae")), "“contact.nmae”这条路径走不通"),
        (columns(&column("header: 甲")).replace("annex2", "anex2"), "没有叫“anex2”的；是不是“annex2”？"),
    ];
    for (form, words) in cases {
        let said = refused(&[("forms/annex2.yaml", &form)]);
        assert!(said.contains(words), "{form}: {said}");
    }
    let form = |id: &str, annex: &str, file: &str| {
        format!(
            "id: {id}\nannex: {annex}\nlabel: {{ zh: 甲表, en: a }}\ntitle: 甲\nstatus: official\nfile: {file}\nhead: 甲\nof: studio\ncolumns:\n{}",
            column("header: 甲, value: school.name")
        )
    };
    for (form, words) in [
        (form("own", "own", "../../外面"), "不能作文件名"),
        (form("own", "own", "C:外面"), "不能作文件名"),
        (form("own", "own", "CON"), "不能作文件名"),
        (form("own", "own", "\"甲\\u202e表\""), "不能作文件名"),
        (form("own", "own", &"甲".repeat(90)), "不能作文件名"),
        (form("own", "own", "甲表").replace("[4, 8]", "[8, 6]"), "这一栏的宽度（width）不对"),
        (form("own", "own", "甲表").replace("[4, 8]", "[-6, 99999]"), "这一栏的宽度（width）不对"),
        (form("own", "\"2\"", "甲表"), "“2”已经有了，在 standard/forms/annex2.yaml:4:8"),
        (form("own", "own", "附件2-工作室建设情况信息表"), "已经有了，在 standard/forms/annex2.yaml:"),
        (form("annex2", "own", "甲表"), "“annex2”已经有了"),
    ] {
        let said = refused(&[("forms/own.yaml", &form)]);
        assert!(said.contains(words), "{form}: {said}");
    }
    // Columns behind the same one stand in the order they are written, and those that stand keep theirs.
    let both = columns(&(column("header: 甲, after: 级别") + &column("header: 乙, after: 级别")));
    let (_folder, path) = overlay(&[
        ("overlay.yaml", ABOUT),
        ("forms/annex2.yaml", &both),
        ("forms/own.yaml", &form("own", "own", "甲表")),
    ]);
    let out = tempfile::tempdir().expect("a folder");
    let arguments = ["export", &example("school"), "--annex", "all", "--today", "2022-09-30", "-o"];
    let own = [out.path().to_str().expect("utf-8"), "--overlay", path.to_str().expect("utf-8")];
    let output = studio(&[&arguments[..], &own].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let cells = cells(&out.path().join("附件2-工作室建设情况信息表.xlsx"));
    let at = |name: &str| cells.iter().position(|cell| cell == name).unwrap_or_else(|| panic!("{name}: {cells:?}"));
    assert_eq!([at("级别") + 1, at("级别") + 2, at("级别") + 3], [at("甲"), at("乙"), at("成立时间")]);
    assert!(out.path().join("甲表.xlsx").is_file(), "a form of the overlay's own");
}

#[test]
fn all_that_is_wrong_in_a_file_is_told_with_its_line() {
    let rule = |id: &str, rest: &str| {
        format!(
            "  - id: demo/{id}\n    label: {{ zh: 甲, en: a }}\n    text: x\n    level: must\n    rules:\n      - kind: {rest}\n    help: x\n"
        )
    };
    let requirements = format!(
        "rules:\n{}{}{}{}",
        rule("a", "cuont\n        of: member"),
        rule("b", "interval\n        of: meeting\n        at_most: { weeks: 1 }"),
        rule("c", "interval\n        of: meeting"),
        rule("d", "least\n        of: measure.value\n        value: vaule\n        at_least: 85")
    );
    let said = refused(&[("requirements.yaml", &requirements)]);
    for told in [
        "requirements.yaml:7:9: 这里读不通：不认识“cuont”，可以写：count、",
        "不认识“weeks”，可以写：months、days",
        "requirements.yaml:24:9: at_most 要写多长时间",
        "requirements.yaml:34:16: “vaule”这条路径走不通；是不是“value”？",
        "    | value: vaule",
        "有 4 处不对",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (_folder, path) = overlay(&[("overlay.yaml", ABOUT), ("requirements.yaml", &requirements)]);
    let output = studio(&["--lang", "en", "standard", "check", path.to_str().expect("utf-8")]);
    let said = text(&output.stdout);
    assert!(said.contains("unknown path `vaule`; did you mean `value`?") && said.contains("problems: 4"), "{said}");
    assert!(said.lines().all(|line| !line.contains("处不对")), "{said}");
}

#[test]
fn what_no_record_can_fulfil_is_refused_where_it_stands() {
    let rule = |rule: &str| {
        format!(
            "rules:\n  - id: demo/a\n    label: {{ zh: 甲, en: a }}\n    text: x\n    source: x\n    level: must\n    rules:\n      - {rule}\n    help: x\n"
        )
    };
    for (wrong, words) in [
        ("{ kind: interval, of: carrier, at_most: { months: 2 } }", "“carrier”的记录里没有日期"),
        ("{ kind: count, of: meeting, at_least: 3, at_most: 2 }", "最少的数大于最多的数"),
        ("{ kind: count, of: meeting, at_least: 0 }", "什么也没有要求"),
        ("{ kind: distinct, of: carrier, value: kind, at_least: 0 }", "什么也没有要求"),
        ("{ kind: least, of: member, value: name, at_least: 1 }", "放的不是数"),
        ("{ kind: least, of: measure.value, value: value, at_least: .nan }", "要写一个普通的数"),
        ("{ kind: interval, of: year, at_most: { months: 6 } }", "“year”的记录里没有日期"),
        ("{ kind: interval, of: year.task, at_most: { months: 6 } }", "“year.task”的记录里没有日期"),
        ("{ kind: count, of: meeting, per: [member] }", "永远做不到"),
        ("{ kind: count, of: meeting, per: [year, semester] }", "永远做不到"),
        ("{ kind: each, of: member }", "什么也没有要求"),
        ("{ kind: before, of: member, earlier: since, later: name }", "“name”里放的不是日期"),
        ("{ kind: words, of: meeting, text: date, at_most: 10 }", "“date”里放的不是文字"),
        ("{ kind: linked, of: member, from: [carrier.items] }", "引用的不是“member”，这条永远做不到"),
        ("{ kind: count, of: meeting, where: { date: 明年 } }", "永远不会是“明年”"),
        ("{ kind: count, of: activity, where: { others: abc } }", "永远不会是“abc”"),
        ("{ kind: count, of: meeting, at_least: 1, at_least: 2 }", "“at_least”写了两次"),
    ] {
        let said = refused(&[("requirements.yaml", &rule(wrong))]);
        assert!(said.contains(words) && said.contains("要求/requirements.yaml:8:"), "{wrong}: {said}");
    }
    for right in [
        "{ kind: interval, of: meeting.issue, at_most: { months: 2 } }",
        "{ kind: count, of: meeting, at_least: 0, at_most: 2 }",
        "{ kind: least, of: measure.value, value: value, at_least: 1 }",
        "{ kind: each, of: activity, evidence: [evidence] }",
        "{ kind: linked, of: plan.item, from: [carrier.items] }",
        "{ kind: count, of: meeting, where: { date: \"2022-03-15\" } }",
    ] {
        let (code, said) = told(&[("overlay.yaml", ABOUT), ("requirements.yaml", &rule(right))]);
        assert_eq!(code, Some(0), "{right}: {said}");
    }
}

#[test]
fn what_cannot_be_read_is_told_in_chinese_and_names_that_are_there_are_listed() {
    let lacking = "rules:\n  - id: demo/a\n    text: x\n    level: must\n";
    assert!(refused(&[("requirements.yaml", lacking)]).contains("少了“help”这一项"));
    let negative = "rules:\n  - id: demo/a\n    text: x\n    level: must\n    rules:\n      - { kind: count, of: member, at_least: -1 }\n    help: x\n";
    assert!(refused(&[("requirements.yaml", negative)]).contains("不小于 0 的整数，写的是“-1”"));
    let form = "extends: case\ncolumns: []\n";
    let said = refused(&[("forms/x.yaml", form)]);
    assert!(said.contains("没有叫“case”的；有：annex2、annex3"), "{said}");
    let large = negative.replace("-1", "99999999999999999999");
    let said = refused(&[("requirements.yaml", &large)]);
    assert!(said.contains("小得多的整数，写的是“99999999999999999999”") && !said.contains("u128"), "{said}");
    for (typed, words) in [
        ("x\n    label: { zh: 甲，en: a }", "花括号没有写完整"),
        ("注: 甲", "文字里有冒号加空格"),
        ("x\n\tb: 1", "制表符"),
        ("@甲", "制表符"),
        ("\"甲", "引号没有配对"),
    ] {
        let said = refused(&[("requirements.yaml", &lacking.replace("text: x", &format!("text: {typed}")))]);
        assert!(said.contains(words) && !said.contains("found") && !said.contains("expected"), "{typed}: {said}");
    }
}

#[test]
fn what_an_overlay_says_of_itself_is_unread_once() {
    let (_folder, path) = overlay(&[("overlay.yaml", ABOUT)]);
    std::fs::write(path.join("overlay.yaml"), b"id: demo\ntitle: \xd0\xe9\xb9\xb9\n").expect("written");
    let output = studio(&["standard", "check", path.to_str().expect("utf-8")]);
    let said = text(&output.stdout);
    assert!(said.contains("UTF-8") && said.contains("有 1 处不对") && !said.contains("没有 overlay.yaml"), "{said}");
}

#[test]
fn a_text_of_several_lines_is_told_on_one() {
    let values = "extend:\n  - list: scope\n    values: [\"a\\nb\\n::error::c \"]\n";
    let said = refused(&[("vocabulary.yaml", values)]);
    assert!(said.contains("a<U+000A>b<U+000A>: :error") && said.contains("有 1 处不对"), "{said}");
    let about = ABOUT.replace("虚构的要求", "\"题\\n::error file=README.md::甲 ##[error]乙\"");
    let (code, said) = told(&[("overlay.yaml", &about)]);
    assert!(code == Some(0) && said.contains("题<U+000A>: :error") && !said.contains("##["), "{said}");
}

/// Of numbers that nobody wrote it is told whose they are; none at all is no record that is missing.
#[test]
fn numbers_that_are_missing_are_counted() {
    let field =
        "kind: member\nfields:\n  - { key: prov_hours, label: { zh: 学时, en: hours }, type: number, help: x }\n";
    let rule = "rules:\n  - id: demo/hours\n    label: { zh: 学时, en: hours }\n    text: x\n    level: must\n    rules:\n      - { kind: least, of: member, value: prov_hours, at_least: 36 }\n    help: x\n";
    let (folder, path) =
        overlay(&[("overlay.yaml", ABOUT), ("records/member.yaml", field), ("requirements.yaml", rule)]);
    let school = folder.path().join("学校");
    super::copy(std::path::Path::new(&example("school")), &school);
    let said = || {
        let (at, over) = (school.to_str().expect("utf-8"), path.to_str().expect("utf-8"));
        let arguments = ["check", at, "--overlay", over, "--only", "demo", "--today", "2022-09-30", "--deny", "note"];
        text(&studio(&arguments).stdout)
    };
    let none = said();
    assert!(none.contains("没有一份写了“学时") && !none.contains("新建"), "{none}");
    let member = school.join("members/郁文澜.toml");
    let record = std::fs::read_to_string(&member).expect("a record");
    std::fs::write(&member, format!("prov_hours = 40\n{record}")).expect("written");
    let one = said();
    assert!(
        one.contains("提示[demo/hours]") && one.contains("13 份没有写“学时") && one.contains("demo/hours 学时：符合"),
        "{one}"
    );
}

#[test]
fn a_form_of_its_own_is_exported_by_its_name() {
    let form = "id: city\nannex: 城\nlabel: { zh: 城, en: city }\ntitle: 城里的表\nstatus: official\nfile: 城里的表\nhead: x\nof: studio\ncolumns:\n  - { header: 名称, width: [6, 8], source: x, value: studio.name }\n";
    let (folder, overlay) = overlay(&[("overlay.yaml", ABOUT), ("forms/city.yaml", form)]);
    let target = folder.path().join("城.xlsx");
    let export = |annex: &str| {
        let (school, target) = (example("school"), target.to_str().expect("utf-8").to_owned());
        let overlay = overlay.to_str().expect("utf-8");
        studio(&["export", &school, "--annex", annex, "--overlay", overlay, "--today", "2022-09-30", "-o", &target])
    };
    let output = export("镇");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("不能写“镇”。可以写：2、3、城、all"), "{}", text(&output.stderr));
    let output = export("城");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(cells(&target).iter().any(|cell| cell.contains("郁文澜")), "{:?}", cells(&target));
}

#[test]
fn a_second_document_in_a_file_is_told_with_its_line_and_what_to_do() {
    let values =
        "lists:\n  - { id: colours, label: { zh: 颜色, en: colours }, open: false, source: x, values: [红] }\n";
    let (code, said) = told(&[("overlay.yaml", ABOUT), ("vocabulary.yaml", &format!("{values}---\n{values}"))]);
    assert_eq!(code, Some(1));
    assert!(said.contains("要求/vocabulary.yaml:3:1: 这里读不通：一个文件里只能有一份内容"), "{said}");
    let (_, said) = told(&[("overlay.yaml", &format!("{ABOUT}---\n")), ("vocabulary.yaml", values)]);
    assert!(said.contains("要求/overlay.yaml:") && said.contains("从这里的“---”起又开了一份"), "{said}");
}
