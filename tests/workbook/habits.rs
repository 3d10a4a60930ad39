//! What Excel makes of what people type, and what they type.

use crate::book::{Book, Cell, day, patched, text};
use crate::folder::{NAME, small};

/// The cell of each sheet that the tests type into: sheet, what stands in its row, heading, key.
const SPOTS: [(&str, &str, &str, &str); 17] = [
    ("成员", "顿立诚", "退出日期", "left"),
    ("成员", "顿立诚", "出生年份", "birth_year"),
    ("成员", "顿立诚", "职务", "post"),
    ("成员", "顿立诚", "毕业院校", "alma_mater"),
    ("成员", "顿立诚", "性别", "sex"),
    ("年度-成员考核", "郁文澜", "师德考核", "ethics"),
    ("年度-成员考核", "郁文澜", "群众评价", "colleagues"),
    ("测量-数据", "家长满意度", "数值", "value"),
    ("测量-数据", "家长满意度", "测量对象", "of"),
    ("工作室", "乙工作室", "学校标识码", "code"),
    ("工作室", "乙工作室", "联系电话", "phone"),
    ("工作室", "乙工作室", "省份", "province"),
    ("工作载体", "读书会", "是否品牌", "brand"),
    ("自评说明", "说明", "说明的条款", "covers"),
    ("活动", "读书会", "参加的成员", "members"),
    ("活动", "读书会", "活动记录", "evidence"),
    ("活动", "读书会", "协同单位", "with"),
];

/// Types `cell` where `key` stands.
fn typed(book: &mut Book, key: &str, cell: &Cell) {
    let (sheet, value, heading, _) = SPOTS.into_iter().find(|spot| spot.3 == key).expect("a spot");
    let sheet = book.sheet(sheet);
    let row = sheet.rows().find(|row| sheet.row(*row).values().any(|cell| *cell == text(value))).expect("the row");
    sheet.set(row, heading, cell.clone());
}

/// What is taken: the key, the cell as it arrives, the lines that it becomes, and what is remarked.
fn taken() -> Vec<(&'static str, Cell, &'static str, &'static str)> {
    let n = Cell::Number;
    vec![
        ("left", day("2022-09-01"), "left = 2022-09-01", ""),
        ("left", n(44_805.0), "left = 2022-09-01", ""),
        ("left", n(20_220_901.0), "left = 2022-09-01", ""),
        ("left", Cell::Serial(20_220_901.0), "left = 2022-09-01", ""),
        ("left", Cell::Serial(44_805.75), "left = 2022-09-01", ""),
        ("left", text("20220901"), "left = 2022-09-01", ""),
        ("left", text("44805"), "left = 2022-09-01", ""),
        ("left", text("2022.9.1"), "left = 2022-09-01", ""),
        ("left", text(" 2022/9/1 10:30 "), "left = 2022-09-01", ""),
        ("left", text("2022-09-01 14:30"), "left = 2022-09-01", ""),
        ("left", text("2022年9月1日"), "left = 2022-09-01", ""),
        ("left", text("２０２２年９月１日"), "left = 2022-09-01", ""),
        ("left", text("２０２２－９－１"), "left = 2022-09-01", ""),
        ("left", text("'2022-09-01"), "left = 2022-09-01", ""),
        ("left", text("2022年9月"), "left = 2022-09-30", "只有年和月，记成了 2022-09-30"),
        ("left", text("2022.9"), "left = 2022-09-30", "只有年和月"),
        ("left", Cell::Formula("=DATE(2022,9,1)", "44805".into()), "left = 2022-09-01", ""),
        ("birth_year", text(" １９８７ "), "birth_year = 1987", ""),
        ("birth_year", text("1987"), "birth_year = 1987", ""),
        ("birth_year", n(1987.0), "birth_year = 1987", ""),
        ("post", n(7.0), "post = \"7\"", ""),
        ("post", text(" 主任　"), "post = \"主任\"", ""),
        ("post", text("一\r\n二"), "post = \"\"\"\n一\n二\"\"\"", ""),
        ("post", text("一\t二\u{b}三\u{7}"), "post = \"\"\"\n一 二\n三\"\"\"", ""),
        ("post", text("=1+1"), "post = \"=1+1\"", ""),
        ("post", Cell::Truth(true), "post = \"是\"", ""),
        ("post", Cell::Formula("=\"主\"&\"任\"", "主任".into()), "post = \"主任\"", ""),
        ("post", text("C:\\\"引\""), "post = 'C:\\\"引\"'", ""),
        ("alma_mater", text("甲大学\n\n 乙大学 "), "alma_mater = [\"甲大学\", \"乙大学\"]", ""),
        ("alma_mater", text("甲大学、乙大学"), "alma_mater = [\"甲大学、乙大学\"]", "要是 2 项，一行写一项"),
        ("sex", text(" 女 "), "sex = \"女\"", ""),
        ("colleagues", text("96%"), "colleagues = 96", ""),
        ("colleagues", text("９６．５"), "colleagues = 96.5", ""),
        ("colleagues", n(100.0), "colleagues = 100", ""),
        ("colleagues", Cell::Percent(97.0), "colleagues = 97", ""),
        ("colleagues", Cell::Percent(0.0), "colleagues = 0", ""),
        ("value", text("1,234.5"), "value = 1234.5", ""),
        ("value", text("92,6"), "value = 926", "逗号后面不是三位数字，记成了 926"),
        ("value", n(0.96), "value = 0.96", "要是 96%，就写 96"),
        ("value", Cell::Percent(0.0), "value = 0", ""),
        ("post", Cell::Percent(1.0), "post = \"100%\"", ""),
        ("value", text("-0"), "value = 0", ""),
        ("of", text("殳　敏"), "of = \"殳敏\"", "登记的就是这样写的"),
        ("of", text("社会 美誉度"), "of = \"社会美誉度\"", ""),
        ("code", text("３６３２００９９９９"), "code = \"3632009999\"", ""),
        ("code", n(3_632_009_999.0), "code = \"3632009999\"", ""),
        ("phone", text("0000-1234567"), "phone = \"0000-1234567\"", ""),
        ("phone", n(1_234_567.0), "phone = \"1234567\"", "开头要是有 0，Excel 已经去掉了"),
        (
            "phone",
            text("０５１０－１２３４５６７（办）"),
            "phone = \"0510-1234567（办）\"",
            "全角的数字和符号记成了半角",
        ),
        ("post", text("主\u{200b}任"), "post = \"主任\"", "“主任”里有看不见的字符（U+200B），去掉了"),
        ("with", text("德\u{feff}育处"), "with = [\"德育处\"]", "看不见的字符（U+FEFF）"),
        ("province", text("广西"), "province = \"广西壮族自治区\"", "“广西”记成了“广西壮族自治区”"),
        ("brand", Cell::Truth(true), "brand = true", ""),
        ("brand", text("√"), "brand = true", ""),
        ("brand", n(0.0), "brand = false", ""),
        ("covers", n(2.2), "covers = [\"2.2\"]", ""),
        ("covers", text("1.1.1\n4"), "covers = [\"1.1.1\", \"4\"]", ""),
        ("covers", text("1.1.1、２.２"), "covers = [\"1.1.1\", \"2.2\"]", "按 2 项读了"),
        ("covers", n(4.0), "covers = [\"4\"]", ""),
        ("members", text("全体"), "members = [\"全体\"]", ""),
        ("evidence", text("证据\\会议\\纪要.md"), "evidence = [\"证据/会议/纪要.md\"]", "路径里的 \\ 改成了 /"),
        ("members", text("郁文澜，殳敏;顿立诚"), "members = [\"郁文澜\", \"殳敏\", \"顿立诚\"]", "按 3 项读了"),
        ("with", text("德育处、企业"), "with = [\"德育处\", \"企业\"]", "按 2 项读了"),
        ("members", text("郁文澜/殳敏"), "members = [\"郁文澜\", \"殳敏\"]", "按 2 项读了"),
        ("members", text("郁文澜 殳敏和顿立诚"), "members = [\"郁文澜\", \"殳敏\", \"顿立诚\"]", "按 3 项读了"),
    ]
}

#[test]
fn what_can_be_known_is_taken() {
    // One import for many cells: as many rounds as one spot has cells.
    let mut rounds: Vec<Vec<(&str, Cell, &str, &str)>> = Vec::new();
    for case in taken() {
        match rounds.iter_mut().find(|round| !round.iter().any(|(key, ..)| *key == case.0)) {
            Some(round) => round.push(case),
            None => rounds.push(vec![case]),
        }
    }
    for round in rounds {
        let (folder, mut wanted) = (small(), Vec::new());
        let (run, changed) = folder.after(
            |book| {
                for (key, cell, line, _) in &round {
                    typed(book, key, cell);
                    wanted.push(*line);
                }
            },
            &[],
        );
        run.code(0);
        let new: String = changed.iter().filter_map(|line| line.strip_prefix('+')).collect();
        for ((_, cell, line, remark), wanted) in round.iter().zip(&wanted) {
            assert!(format!("\n{new}").contains(&format!("\n{wanted}\n")), "{cell:?} is not {line}:\n{new}");
            run.says(&[*remark]);
        }
    }
}

/// What is refused: the key, the cell, and what is said of it.
fn refused() -> Vec<(&'static str, Cell, &'static str)> {
    let n = Cell::Number;
    vec![
        ("left", text("2022-02-30"), "没有“2022-02-30”这一天"),
        ("left", text("去年九月"), "“去年九月”看不出是哪一天；写成 2022-09-01 这样"),
        ("left", text("9月1日"), "看不出是哪一天"),
        ("left", text("至今"), "“至今”不是日期；还没有这一天，或者没有期限，就清空这一格"),
        ("left", Cell::Truth(true), "“TRUE”不是日期"),
        ("left", n(2022.9), "“2022.9”看不出是哪一天"),
        // In a cell with the form of a date 2022.9 becomes a day of 1905.
        ("left", Cell::Serial(2022.9), "Excel 把 2022.9 当成了 1905-07-14"),
        ("left", Cell::Formula("=NA()", "#N/A".into()), "公式的错误值 #N/A"),
        ("birth_year", text("八七年"), "“八七年”不是数字"),
        ("birth_year", text("1987 年"), "“1987 年”只写数字：1987"),
        ("birth_year", n(1987.5), "1987.5 不是整数"),
        ("birth_year", n(1887.0), "1887 超出了范围"),
        ("birth_year", Cell::Serial(1987.0), "不是数字"),
        ("post", n(310_101_199_001_010_016.0), "Excel 把长号码变成了 3.1010119900101"),
        ("post", text("3.1E+17"), "Excel 把长号码变成了 3.1E+17，后面的数字已经丢了"),
        ("post", day("2022-03-01"), "变成了日期（2022-03-01）"),
        ("alma_mater", Cell::Formula("=NA()", "#DIV/0!".into()), "公式的错误值 #DIV/0!"),
        ("sex", text("男女"), "“男女”不在可选的词里"),
        ("sex", text("保密"), "都不是就清空这一格"),
        ("sex", text("男、女"), "这一栏只选一项，这里写了 2 项：男、女"),
        ("value", text("87.5%"), "“87.5%”只写数字：87.5"),
        ("value", text("90分以上"), "“90分以上”不是数字"),
        ("value", text("20万"), "“20万”不是数字"),
        ("colleagues", n(1.0), "1 是不是 100%？"),
        ("colleagues", Cell::Percent(0.96), "显示的是 96%"),
        ("colleagues", Cell::Percent(1.0), "显示的是 100%"),
        ("value", Cell::Percent(1.0), "显示的是 100%"),
        ("value", Cell::Percent(0.96), "显示的是 96%"),
        ("colleagues", n(120.0), "120 超出了范围"),
        ("value", text("约96"), "“约96”不是数字"),
        ("value", n(1e22), "超出了范围"),
        ("of", text("家长满意"), "没有“家长满意”，是不是“家长满意度”？"),
        ("of", text("郁文澜/顿立诚"), "这一栏只选一项，这里写了 2 项：郁文澜、顿立诚"),
        ("phone", text("没有"), "“没有”里没有号码"),
        ("province", text("新疆"), "“新疆”不在可选的词里"),
        ("province", text("新疆兵团"), "是不是“新疆生产建设兵团”"),
        ("code", n(123_456_789.0), "“123456789”的形式不对"),
        ("brand", text("也许"), "“也许”请改成“是”或“否”"),
        ("covers", text("9.9.9"), "标准里没有“9.9.9”这一条"),
        ("covers", Cell::Serial(36_892.0), "变成了日期（2001-01-01）"),
        ("members", text("没有的人"), "“成员”表里没有“没有的人”；先在那张表里加一行"),
        ("members", text("郁文澜、没有的人"), "（要是写了几项，一行写一项，用 Alt+Enter 换行）"),
        ("members", text("郁文澜/没有的人"), "“成员”表里没有“郁文澜/没有的人”；先在那张表里加一行"),
        ("members", text("殳敏、郁文"), "“成员”表里没有“郁文”，是不是“郁文澜”"),
        ("members", text("郁文"), "是不是“郁文澜”"),
        ("members", text("全体成员"), "是不是“全体”"),
    ]
}

#[test]
fn what_is_lost_or_wrong_is_told_at_its_cell() {
    let folder = small();
    let mut rounds: Vec<Vec<(&str, Cell, &str)>> = Vec::new();
    for case in refused() {
        match rounds.iter_mut().find(|round| !round.iter().any(|(key, ..)| *key == case.0)) {
            Some(round) => round.push(case),
            None => rounds.push(vec![case]),
        }
    }
    for round in rounds {
        let mut book = folder.export();
        for (key, cell, _) in &round {
            typed(&mut book, key, cell);
        }
        let run = folder.refuse(&book, &[]);
        run.code(1).says(&[&format!("有 {} 个格子要先改好", round.len())]);
        for (key, _, message) in round {
            let (sheet, _, heading, _) = SPOTS.into_iter().find(|spot| spot.3 == key).expect("a spot");
            run.says(&[message, &format!("{sheet}!"), &format!("{heading}：")]);
        }
        assert!(run.out.lines().all(|line| studio::text::width::width(line) <= 80), "{}", run.out);
    }
}

/// Without it nobody would know how the appraisal went.
#[test]
fn what_a_clause_asks_for_is_not_to_be_cleared() {
    let folder = small();
    let mut book = folder.export();
    typed(&mut book, "ethics", &text("称职"));
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["“称职”不在可选的词里"]);
    assert!(!run.out.contains("清空这一格"), "{}", run.out);
}

/// A total or a remark below the records is a row like any other: whoever typed it is told to take it away.
#[test]
fn a_row_that_is_no_record_is_to_be_deleted() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.add(&[("姓名", text("合计")), ("职务", text("3 人"))]);
    sheet.add(&[("职务", text("注：截至九月"))]);
    let run = folder.refuse(&book, &[]);
    run.code(1).says(&["必须填。", "这一行不是一份成员记录的（合计、备注一类），把整行删掉"]);
    run.says(&["看不出该叫什么", "不是一份记录的（合计、备注一类）就把整行删掉"]);
    assert_eq!(run.all().matches("把整行删掉").count(), 2);
}

/// A line that is printed for copying runs where it is copied, and sheets are called as they are, in English, too.
#[test]
fn what_is_copied_runs_and_sheets_have_one_name() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "殳敏");
    sheet.set(row, "姓名", text("殳敏敏"));
    let at = folder.studio();
    folder.import(&book, &["--dry-run"]).code(0).says(&[&format!("studio -C {} mv members/殳敏", at.display())]);
    typed(&mut book, "members", &text("没有的人"));
    folder.refuse(&book, &["--lang", "en"]).code(1).says(&["no “没有的人” on the sheet “成员”"]);
}

#[test]
fn what_must_be_filled_in_cannot_be_cleared() {
    let folder = small();
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "顿立诚");
    sheet.clear(row, "姓名");
    sheet.set(row, "成员类别", text("  "));
    sheet.clear(row, "职务");
    folder.refuse(&book, &[]).code(1).says(&["成员!C5", "姓名：必须填", "成员!E5", "有 2 个格子"]);
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            sheet.clear(row, "职务");
        },
        &[],
    );
    run.code(0).says(&["职务：教师 → （空）"]);
    assert_eq!(changed, ["members/顿立诚.toml", "-post = \"教师\"\n"]);
}

#[test]
fn numbers_that_were_made_of_texts_are_the_same_texts() {
    let folder = small();
    folder.write("members/殳敏.toml", "name = \"殳敏\"\ncategory = \"校外专家\"\njoined = 2020-09-01\npost = \"007\"\ncourse = \"310101199001010010\"\nfield = \"1.10\"\nparty = \"2020\"\n");
    let (run, changed) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            let row = sheet.find(NAME, "殳敏");
            for (heading, number) in [("职务", 7.0), ("任教课程", 310_101_199_001_010_010.0), ("研究领域", 1.1)]
            {
                sheet.set(row, heading, Cell::Number(number));
            }
        },
        &[],
    );
    run.code(0).says(&["没有要写的改动"]);
    assert_eq!(changed, [""; 0]);
}

#[test]
fn formulas_are_read_by_their_results() {
    let folder = small();
    let edited = |result: &str| {
        let mut book = folder.export();
        typed(&mut book, "post", &Cell::Formula("=IF(TRUE,\"\",1)", result.into()));
        typed(&mut book, "sex", &Cell::Formula("=B1&\"x\"", "女".into()));
        book.write()
    };
    // Nobody has calculated it: a program that only writes cells leaves no result.
    let sheet = |bytes: &[u8]| {
        let names = crate::book::parts(bytes);
        let with = |content: &[u8]| String::from_utf8_lossy(content).contains("IF(TRUE");
        names.into_iter().find(|(_, content)| with(content)).expect("the sheet").0
    };
    let bytes = edited("算好了");
    let uncalculated = patched(&bytes, &sheet(&bytes), |xml| xml.replace("<v>算好了</v>", ""));
    let before = folder.snapshot();
    folder.bring(&uncalculated, &[]).code(1).says(&["职务：这里有公式，但还没有算出结果"]);
    assert_eq!(folder.snapshot(), before);
    // An empty result is an empty cell.
    let empty = patched(&bytes, &sheet(&bytes), |xml| xml.replace("<v>算好了</v>", "<v></v>"));
    folder.bring(&empty, &[]).code(0).says(&["职务：教师 → （空）", "性别：（空） → 女"]);
    // An error that only newer programs know.
    let strange = patched(&bytes, &sheet(&bytes), |xml| {
        xml.replace("t=\"str\"><f>IF(TRUE", "t=\"e\"><f>IF(TRUE").replace("<v>算好了</v>", "<v>#SPILL!</v>")
    });
    folder.bring(&strange, &[]).code(2).says(&["#SPILL!", "改成要写的内容"]);
}

#[test]
fn a_word_of_ones_own_is_taken_and_remarked() {
    let folder = small();
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("成员");
            let row = sheet.find(NAME, "殳敏");
            sheet.set(row, "成员类别", text("退休教师"));
        },
        &[],
    );
    run.code(0).says(&["请看一眼（1 处）", "“退休教师”是列表以外的词", "校外专家 → 退休教师"]);
}

#[test]
fn a_padded_name_is_closed_up_and_remarked() {
    let folder = small();
    let (run, _) = folder.after(
        |book| {
            let day = ("加入日期", day("2021-09-01"));
            let sheet = book.sheet("成员");
            sheet.add(&[("姓名", text("周　予安")), ("成员类别", text("校外专家")), day]);
        },
        &[],
    );
    run.code(0).says(&["“周　予安”记成了“周予安”", "请看一眼（1 处）"]);
    assert!(folder.read("members/周予安.toml").contains("name = \"周予安\""));
    // So is that of somebody who need not be registered.
    let (run, _) = folder.after(
        |book| {
            let sheet = book.sheet("班级-班主任任职");
            let row = sheet.rows().next().expect("a row");
            sheet.set(row, "班主任", text("周 予安"));
            sheet.set(row, "副班主任", text("李　明"));
        },
        &[],
    );
    run.code(0).says(&["“周 予安”记成了“周予安”", "“李　明”记成了“李明”", "请看一眼（2 处）"]);
    assert!(folder.read("classes/2020级.toml").contains("teacher = \"周予安\""));
}

#[test]
fn what_a_cell_cannot_hold_is_not_changed_there() {
    let folder = small();
    folder.write(
        "members/殳敏.toml",
        "name = \"殳敏\"\ncategory = \"校外专家\"\njoined = 2020-09-01\nalma_mater = [\"一\\n二\"]\n",
    );
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    let row = sheet.find(NAME, "殳敏");
    sheet.set(row, "毕业院校", text("三"));
    folder.refuse(&book, &[]).code(1).says(&["请直接改文件 members/殳敏.toml", "成员!"]);
    folder.write("members/殳敏.toml", "name = \"殳敏\"\r\ncategory = \"校外专家\"\njoined = 2020-09-01\n");
    let mut book = folder.export();
    let sheet = book.sheet("成员");
    sheet.set(row, "职务", text("三"));
    folder.refuse(&book, &[]).code(2).says(&["换行方式前后不一"]);
}

#[test]
fn what_is_private_is_never_printed_whole() {
    let folder = small();
    let (run, _) = folder.after(
        |book| {
            typed(book, "phone", &text("13900000000"));
            typed(book, "post", &text("手机13900000000"));
            let sheet = book.sheet("成员");
            sheet.add(&[("姓名", text("13900000000")), ("成员类别", text("13900000000"))]);
        },
        &["--dry-run"],
    );
    run.code(1);
    assert!(!run.all().contains("13900000000"), "{}{}", run.out, run.err);
}

#[test]
fn in_english_too() {
    let folder = small();
    let mut book = folder.export();
    let mut seen = std::collections::BTreeSet::new();
    for (key, cell, _) in refused().into_iter().filter(|case| seen.insert(case.0)) {
        typed(&mut book, key, &cell);
    }
    let run = folder.refuse(&book, &["--lang", "en"]);
    run.code(1);
    assert!(
        run.out.contains("cells to be mended") && run.err.contains("nothing was written"),
        "{}{}",
        run.out,
        run.err
    );
}
