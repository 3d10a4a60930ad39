//! Chinese text as schools write it, built from parts; every person and place is invented.

use super::random::Random;

const SURNAMES: [&str; 24] = [
    "郁", "阚", "顿", "蒲", "宓", "仝", "殳", "佘", "邝", "庾", "桑", "蔺", "翟", "卓", "祁", "封", "骆", "景", "隗",
    "戈", "鞠", "储", "晏", "郗",
];
const FIRST: [&str; 20] = [
    "文", "长", "立", "雪", "晓", "志", "嘉", "一", "静", "维", "书", "承", "怀", "望", "有", "青", "慕", "新", "海",
    "明",
];
const SECOND: [&str; 20] = [
    "澜", "河", "诚", "莹", "棠", "远", "树", "帆", "怡", "勤", "华", "恩", "谨", "舒", "年", "禾", "白", "宇", "燕",
    "川",
];
const DISTRICTS: [&str; 20] = [
    "青篱", "白苎", "朱槿", "乌桕", "丹枫", "紫藤", "碧梧", "素馨", "黄栌", "墨兰", "赤芍", "银杏", "绿萼", "玄参",
    "翠柏", "红蓼", "苍耳", "缃梅", "皂荚", "雪松",
];
const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

const WHEN: [&str; 12] = [
    "开学第二周",
    "期中考试之后",
    "每周四下午",
    "家长会前一周",
    "实习前的动员会上",
    "学期末复盘时",
    "运动会那几天",
    "晚自习之后",
    "新生军训期间",
    "寒假前的最后一次例会上",
    "技能节前夕",
    "第三次会诊时",
];
const WHO: [&str; 12] = [
    "几位青年班主任",
    "两位结对的师徒",
    "年级组和工作室一起",
    "汽修班的班主任",
    "分管德育的校领导带着大家",
    "心理健康教师和班主任",
    "会计专业的三位班主任",
    "工作室全体成员",
    "幼保班的正副班主任",
    "宿舍管理员和班主任",
    "企业师傅和实习班主任",
    "班委会和班主任",
];
const ABOUT: [&str; 14] = [
    "手机进了课堂怎么办",
    "走读生早到无处可去",
    "值日总是同几个人",
    "晚归和点名对不上",
    "第一次家长会怎么开",
    "班费说不清楚",
    "实习第三周想回家",
    "两个宿舍之间的矛盾",
    "作业抄成一片",
    "孩子不肯和家里说话",
    "换了班主任之后的冷场",
    "比赛落选后的情绪",
    "班规写在墙上没有人看",
    "迟到的总是住得最近的",
];
const DID: [&str; 12] = [
    "坐下来一条一条对记录",
    "先听孩子把话说完再开口",
    "把一件大事拆成两周的小动作",
    "请全班写了一张不署名的纸条",
    "约家长到车间看了半天",
    "把登记本改成了一页纸",
    "试了三种分组的办法",
    "互相进班听了两节班会课",
    "把做法写成步骤贴在门后",
    "请任课教师一起定下一条规矩",
    "把旧表格合并成一张",
    "留出十分钟专门说难处",
];
const CAME: [&str; 14] = [
    "两周后迟到少了一半",
    "有一位孩子第一次主动举手",
    "家长的电话从埋怨变成商量",
    "登记的次数由十一次降到四次",
    "有两个班照着做也见了效",
    "还有三个人没有改变，如实记下",
    "任课教师说课堂安静了",
    "班主任自己觉得不那么累了",
    "下一轮准备换一个小动作",
    "做法收进了工作手册",
    "宿舍里多了一张自己排的值日表",
    "没有达到预想，原因写在后面",
    "孩子们自己提出再试一个月",
    "学校把这一条写进了常规",
];
const JOIN: [&str; 6] = ["结果", "到了月底，", "回头看，", "再问起来，", "一个学期下来，", "按记录上写的，"];

/// Names of people, no two the same.
pub fn people(random: &mut Random, count: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    while names.len() < count {
        let name = format!("{}{}{}", random.one(&SURNAMES), random.one(&FIRST), random.one(&SECOND));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The name of the school with this number; there is no such town.
pub fn school(number: usize) -> String {
    let (district, ordinal) = (DISTRICTS[number % DISTRICTS.len()], number / DISTRICTS.len() + 1);
    format!("澄川市{district}区第{}职业中等专业学校", counted(ordinal))
}

/// A number below a thousand in Chinese.
fn counted(number: usize) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text.extend([DIGITS[hundreds], "百"]);
    }
    if tens > 0 {
        text.extend([if tens == 1 && hundreds == 0 { "" } else { DIGITS[tens] }, "十"]);
    } else if hundreds > 0 && ones > 0 {
        text.push('零');
    }
    text.push_str(DIGITS[ones]);
    text
}

/// What was hard, as a phrase.
pub fn trouble(random: &mut Random) -> String {
    format!("{}，{}都碰到过，单靠一个人解决不了", random.one(&ABOUT), random.one(&WHO))
}

/// What was done about something and what came of it, as a sentence without its end.
pub fn clause(random: &mut Random) -> String {
    let (when, who, about) = (random.one(&WHEN), random.one(&WHO), random.one(&ABOUT));
    format!("{when}，{who}围绕“{about}”{}，{}", random.one(&DID), random.one(&CAME))
}

/// As many sentences.
pub fn sentences(random: &mut Random, count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        if at % 3 == 2 {
            text.extend([random.one(&JOIN), random.one(&CAME), "，", random.one(&CAME), "。"]);
        } else {
            text.extend([clause(random).as_str(), "。"]);
        }
    }
    text
}

/// A short thing that a record calls itself by.
pub fn topic(random: &mut Random) -> &'static str {
    random.one(&ABOUT)
}
