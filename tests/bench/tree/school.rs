//! A school that keeps its records well: 49 files that are read, and the evidence they name.

use std::collections::BTreeMap;

use super::random::Random;
use super::toml::Toml;
use super::words::{self, clause, sentences, topic, trouble};

/// How many people a school tells of; the first are the members.
const PEOPLE: usize = 18;
const MEMBERS: usize = 7;
const CLASSES: [&str; 6] = ["数控班", "汽修班", "计算机班", "会计班", "幼保班", "旅游班"];
const ITEMS: [&str; 6] = ["岗位能力标准", "结对与跟班", "会诊与带班实践", "读书与研修", "手册与资源", "示范与推广"];
const SEMESTERS: [(&str, &str, &str); 4] = [
    ("2020-2021-1", "2020-09-01", "2021-01-29"),
    ("2020-2021-2", "2021-03-01", "2021-07-09"),
    ("2021-2022-1", "2021-09-01", "2022-01-21"),
    ("2021-2022-2", "2022-02-21", "2022-07-08"),
];

/// The files of a school, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A school as its files come about.
struct Draft {
    random: Random,
    people: Vec<String>,
    files: Files,
}

/// The school with this number.
pub fn complete(random: Random, number: usize) -> Files {
    let mut draft = Draft { random, people: Vec::new(), files: Files::new() };
    draft.people = words::people(&mut draft.random, PEOPLE);
    draft.root(number);
    draft.plan();
    draft.members();
    draft.documents();
    draft.meetings();
    draft.years();
    draft.carriers();
    draft.achievements();
    draft.activities();
    draft.classes();
    draft.measures();
    draft.cases();
    draft.judgement();
    draft.files
}

impl Draft {
    fn keep(&mut self, path: &str, record: Toml) {
        self.files.insert(path.to_owned(), record.0.into_bytes());
    }

    /// Evidence for what is named `at`: a file that is there, and the place in it.
    fn proof(&mut self, file: &str, at: &str) -> [String; 1] {
        let path = format!("证据/{file}");
        let more = format!("\n## {at}\n\n{}\n", sentences(&mut self.random, 2));
        self.files.entry(path.clone()).or_default().extend(more.into_bytes());
        [format!("{path}#{at}")]
    }

    fn member(&mut self) -> String {
        let at = self.random.below(MEMBERS);
        self.people[at].clone()
    }

    /// Some of the members, each once.
    fn some(&mut self, count: usize) -> Vec<String> {
        let mut all = self.people[..MEMBERS].to_vec();
        self.random.shuffle(&mut all);
        all.truncate(count);
        all
    }

    fn root(&mut self, number: usize) {
        let mut root = Toml::default();
        let leader = self.people[0].clone();
        let proof = self.proof("成立通知.md", "关于成立工作室的通知");
        let joined = self.proof("成立通知.md", "自愿参加申请汇总");
        root.text("standard", "moe-2022").table("school").text("name", &words::school(number));
        root.text("code", &format!("3636{number:06}"))
            .text("province", "江西省")
            .set("homeroom_teachers", CLASSES.len());
        root.table("studio").text("name", &format!("{leader}班主任工作室")).text("level", "校级");
        root.set("founded", "2020-08-31").text("approved_by", "学校党总支");
        root.text("positioning", "由一线班主任自愿参加、围绕带班育人共同学习、研究和实践的校级共同体");
        root.text("culture", "同看一条水路，各掌一班之舵，遇浅滩互相拉一把").text("joining", "个人申请");
        root.list("evidence", &proof).list("joining_evidence", &joined);
        root.table("group").text("leader_in_charge", &self.people[8]).text("department", "学生工作科");
        root.text("builder", "工作室和各专业部").text("responsible", &leader);
        root.list("functions", &["德育", "教务", "教师管理", "学生管理", "团委", "后勤"]);
        root.list("evidence", &proof).table("contact").text("name", &self.people[3]);
        root.text("phone", &format!("0000-555{:04}", number % 10_000)).table("calendar").text("year", "学年");
        for (id, start, end) in SEMESTERS {
            root.table("[calendar.semester]").text("id", id).set("start", start).set("end", end);
        }
        root.table("window").set("from", "2020-09-01").set("to", "2022-08-31");
        self.keep("studio.toml", root);
    }

    fn plan(&mut self) {
        let mut plan = Toml::default();
        plan.text("title", "班主任工作室建设方案（2020—2023年）").set("from", "2020-09-14").set("to", "2023-08-31");
        let goals: Vec<String> =
            (0..4).map(|_| format!("三年里让班主任不再独自面对：{}", clause(&mut self.random))).collect();
        plan.list("goals", &goals);
        plan.list("outcomes", &["模式制度机制", "特色品牌载体", "典型案例", "宣传平台网络阵地", "研究实践成果"]);
        plan.list("modes", &["名师工作室", "师徒结对"]).set("mode_decided", "2020-09-11");
        plan.text("mode_basis", &sentences(&mut self.random, 3)).set("party_review", "2020-09-11");
        plan.list("evidence", &self.proof("方案.md", "建设方案"))
            .list("party_evidence", &self.proof("方案.md", "审议纪要"));
        plan.list("needs_evidence", &self.proof("方案.md", "需求调研"));
        plan.list("experience_evidence", &self.proof("方案.md", "经验综述"));
        let focus = ["岗位胜任力标准", "专业化能力培养提升评价", "工作实践质量评价"];
        let work = ["理论研究", "工作探索", "资源建设"];
        for (at, item) in ITEMS.iter().enumerate() {
            plan.table("[item]").text("id", item).text("focus", focus[at % 3]).list("work", &[work[at / 2]]);
            plan.text("measures", &sentences(&mut self.random, 3));
        }
        self.keep("plans/2020-2023.toml", plan);
    }

    fn members(&mut self) {
        let home = "本校班主任教师";
        let categories = [home, home, home, home, "班主任培育对象", "心理健康教师", "教研人员"];
        let majors = ["装备制造大类", "交通运输大类", "电子与信息大类", "财经商贸大类", "公共基础课"];
        for (at, category) in categories.into_iter().enumerate() {
            let (name, mut member) = (self.people[at].clone(), Toml::default());
            member.text("name", &name);
            if at == 0 {
                member.text("role", "主持人");
            }
            let began = 1995 + self.random.below(20);
            member.text("category", category).text("sex", self.random.one(&["男", "女"]));
            member
                .set("birth_year", began - 23)
                .text("post", self.random.one(&["班主任", "专业部副主任", "教研组长"]))
                .text("title", self.random.one(&["高级讲师", "讲师", "助理讲师"]));
            member.set("taught_since", began).set("homeroom_years", 1 + self.random.below(2019 - began));
            member.text("course", self.random.one(&["机械制图", "德育", "语文", "计算机基础", "会计实务"]));
            member.text("major", self.random.one(&majors)).text("field", topic(&mut self.random));
            member.list("alma_mater", &["临湖工学院教育管理专业"]).set("joined", "2020-09-01");
            if at % 3 == 0 {
                let proof = self.proof("成员登记.md", &format!("{name}亮身份"));
                member.text("party", &clause(&mut self.random)).list("party_evidence", &proof);
            }
            member.table("profile");
            for key in ["knowledge", "practice", "personality", "philosophy", "aspiration"] {
                member.text(key, &trouble(&mut self.random));
            }
            self.growth(&mut member, &name, at == 0);
            self.keep(&format!("members/{name}.toml"), member);
        }
    }

    fn growth(&mut self, member: &mut Toml, name: &str, leads: bool) {
        let kinds = ["培训", "活动", "班主任能力比赛", "对标", "活动", "培训", "成长", "跟班见习", "激励"];
        let first = leads.then_some(("2018-09-08", "名班主任"));
        let dates = [
            "2020-10-13",
            "2020-12-10",
            "2021-04-15",
            "2021-05-20",
            "2021-09-24",
            "2021-11-11",
            "2022-03-17",
            "2022-05-26",
            "2022-07-06",
        ];
        for (date, kind) in first.into_iter().chain(dates.into_iter().zip(kinds)) {
            let proof = self.proof("成员登记.md", &format!("{name}{date}"));
            member.table("[growth]").set("date", date).text("kind", kind);
            member.text("title", &clause(&mut self.random)).list("evidence", &proof);
        }
    }

    fn documents(&mut self) {
        let all: [(&str, &str, &str, &[&str]); 4] = [
            ("学校工作要点-2020", "2020-09-01", "2021-08-31", &["学校年度工作要点", "班主任工作", "班主任队伍建设"]),
            ("学校工作要点-2021", "2021-09-01", "2022-08-31", &["学校年度工作要点", "班主任工作", "班主任队伍建设"]),
            (
                "党建规划和班主任工作条例",
                "2019-01-01",
                "2024-08-31",
                &[
                    "党建工作规划",
                    "班主任工作",
                    "班主任队伍建设",
                    "配备选聘",
                    "职责",
                    "权利",
                    "待遇",
                    "成长激励",
                    "优先参加",
                    "激励",
                ],
            ),
            ("工作室运行制度", "2020-09-14", "2023-08-31", &["工作室运行机制", "保障政策", "人员", "经费", "场地"]),
        ];
        for (title, from, to, says) in all {
            let mut document = Toml::default();
            document.text("title", title).text("issuer", "学校办公室").set("from", from).set("to", to);
            document.list("says", says).list("evidence", &self.proof("制度汇编.md", title));
            self.keep(&format!("documents/{title}.toml"), document);
        }
    }

    fn meetings(&mut self) {
        let all: [(&str, &[&str], &str, &[&str]); 6] = [
            ("2020-11-12", &["听取汇报", "研究部署"], "学校领导班子", &["班主任工作", "班主任队伍建设"]),
            ("2021-04-22", &["听取汇报"], "学校领导班子", &["班主任工作"]),
            ("2021-06-24", &["听取汇报", "研究部署"], "领导小组", &["工作室建设"]),
            ("2021-11-18", &["听取汇报", "研究部署"], "学校领导班子", &["班主任工作", "班主任队伍建设"]),
            ("2022-04-14", &["听取汇报"], "学校领导班子", &["班主任工作"]),
            ("2022-05-19", &["指导", "听取汇报"], "领导小组", &["工作室建设", "班主任工作"]),
        ];
        for (date, what, who, topics) in all {
            let mut meeting = Toml::default();
            meeting.set("date", date).list("what", what).list("who", &[who]).list("topics", topics);
            meeting.list("evidence", &self.proof("会议纪要.md", date));
            for days in 0..2 {
                let done = format!("{}-{:02}-28", &date[..4], date[5..7].parse::<u8>().expect("a month") + days);
                let owner = self.member();
                meeting.table("[issue]").text("text", &trouble(&mut self.random)).text("owner", &owner);
                meeting.set("done", done).text("result", &clause(&mut self.random));
            }
            self.keep(&format!("meetings/{date}-{}.toml", what[0]), meeting);
        }
    }

    fn years(&mut self) {
        for first in [2020, 2021] {
            let (next, mut year) = (first + 1, Toml::default());
            year.set("planned", format_args!("{first}-09-10"));
            year.list("plan_evidence", &self.proof("年度.md", &format!("{first}年计划")));
            year.set("summarized", format_args!("{next}-07-07"));
            year.list("summary_evidence", &self.proof("年度.md", &format!("{first}年总结")));
            year.list("appraisal_evidence", &self.proof("年度.md", &format!("{first}年考核汇总")));
            for at in 0..12 {
                let (item, owner) = (ITEMS[at % ITEMS.len()], self.people[at % MEMBERS].clone());
                let (task, month) = (format!("{item}第{}步", at + 1), [10, 11, 12, 3, 4, 5][at / 2]);
                let of = if month > 8 { first } else { next };
                year.table("[task]").text("id", &task).text("item", item).text("owner", &owner);
                year.set("due", format_args!("{of}-{month:02}-25"));
                year.set("done", format_args!("{of}-{month:02}-{:02}", 10 + self.random.below(14)));
                year.list("evidence", &self.proof("年度.md", &format!("{first}年销账{}", at + 1)));
            }
            for date in [format!("{next}-01-14"), format!("{next}-07-05")] {
                year.table("[reflection]").set("date", date).text("progress", &clause(&mut self.random));
                year.text("space", &trouble(&mut self.random)).text("adjustment", &clause(&mut self.random));
            }
            for name in &self.people[..MEMBERS] {
                year.table("[appraisal]").text("member", name).text("ethics", "合格");
                year.text("organisation", self.random.one(&["优秀", "合格"]));
                year.set("colleagues", format_args!("{}.{}", 90 + self.random.below(9), self.random.below(10)));
                year.set("students", format_args!("{}.{}", 90 + self.random.below(9), self.random.below(10)));
            }
            for (at, tier) in ["合格班主任", "优秀班主任", "专家班主任"].into_iter().enumerate() {
                let proof = self.proof("年度.md", &format!("{first}年认定公示"));
                year.table("[recognition]").text("tier", tier).list("names", &self.people[at * 3..at * 3 + 2]);
                year.list("evidence", &proof);
            }
            self.keep(&format!("years/{first}-{next}.toml"), year);
        }
    }

    fn carriers(&mut self) {
        type Carrier<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str], &'a str, &'a str);
        let all: [Carrier<'_>; 4] = [
            ("青蓝同舟", "师徒结对", &["实践", "成长"], &["指导", "咨询"], &ITEMS[1..3], "班主任能力提升", "实践平台"),
            ("小课题组", "课题组", &["研究", "评价", "学习"], &["研究"], &ITEMS[..1], "", "研究平台"),
            ("渡口公众号", "微信公众号", &["交流"], &["服务"], &ITEMS[5..], "发挥辐射带动作用", "宣传平台"),
            ("同舟文化", "文化品牌", &["成长", "交流"], &["服务"], &ITEMS[3..5], "建班育人资源建设", ""),
        ];
        for (stem, kind, domains, functions, items, shows, platform) in all {
            let mut carrier = Toml::default();
            carrier.text("kind", kind).list("domains", domains).list("functions", functions).list("items", items);
            carrier.text("problem", &trouble(&mut self.random));
            if !shows.is_empty() {
                carrier.list("shows", &[shows]).set("brand", true);
            }
            if !platform.is_empty() {
                carrier.list("platform", &[platform]);
            }
            if kind == "文化品牌" {
                carrier.list("culture", &["价值观念", "育人理念", "群体意识", "行为规范"]);
            }
            carrier.list("evidence", &self.proof("载体说明.md", stem));
            self.keep(&format!("carriers/{stem}.toml"), carrier);
        }
    }

    fn achievements(&mut self) {
        let all: [(&str, &str, &str, &[&str]); 7] = [
            (
                "一师两徒研究",
                "论文",
                "2021-05-15",
                &["工作室建设模式", "运行机制", "班主任培训", "班级管理", "班风学风建设"],
            ),
            ("岗位能力标准", "能力标准", "2021-06-23", &["班主任培训"]),
            ("会诊指南", "工作指南", "2021-06-25", &["班级管理"]),
            ("关键动作微课", "培训资源", "2021-09-26", &["班主任培训"]),
            (
                "工作手册",
                "工作手册",
                "2021-10-29",
                &["班情分析", "班风学风建设", "班级管理", "师生互动", "学生评价", "家校企社多元共育"],
            ),
            ("案例汇编", "案例汇编", "2021-11-14", &["班级建设方案", "班级制度"]),
            (
                "六格资源库",
                "资源库",
                "2021-09-16",
                &[
                    "班级活动",
                    "专题教育",
                    "学生思想工作",
                    "班级管理工作",
                    "组织班级活动",
                    "职业指导工作",
                    "沟通协调工作",
                    "心理健康教育",
                ],
            ),
        ];
        for (title, kind, date, topics) in all {
            let (authors, mut achievement) = (self.some(3), Toml::default());
            achievement.text("title", &format!("{title}：{}", topic(&mut self.random))).text("kind", kind);
            achievement.set("date", date).list("authors", &authors).list("topics", topics).set("shared", "2021-12-09");
            achievement
                .text("shared_at", "校内云盘“工作室”目录，全校教师可读")
                .text("relieves", &clause(&mut self.random));
            achievement.list("evidence", &self.proof("成果目录.md", title));
            self.keep(&format!("achievements/{title}.toml"), achievement);
        }
    }

    fn activities(&mut self) {
        let all = [
            ("2020-10-22", "专题报告", "青蓝同舟", "", ""),
            ("2020-12-10", "公开课", "青蓝同舟", "2020级数控班", "一师两徒研究"),
            ("2021-04-29", "专项活动展示", "同舟文化", "2020级汽修班", "六格资源库"),
            ("2021-05-18", "班级建设成果展", "同舟文化", "2020级数控班", "一师两徒研究"),
            ("2021-10-14", "班主任能力比赛", "小课题组", "", ""),
            ("2021-12-09", "对标学习", "小课题组", "", ""),
            ("2022-03-24", "推广交流", "渡口公众号", "", ""),
            ("2022-05-26", "带班实践", "青蓝同舟", "2020级汽修班", "六格资源库"),
        ];
        for (date, kind, carrier, class, uses) in all {
            let (members, mut activity) = (self.some(5), Toml::default());
            activity.set("date", date).text("kind", kind).text("carrier", carrier);
            activity.list("members", if kind == "专题报告" { &self.people[..MEMBERS] } else { &members });
            activity.set("others", 5 + self.random.below(30)).list("with", &["学生管理部门", "专业部"]);
            activity.text("problem", &trouble(&mut self.random)).text("result", &sentences(&mut self.random, 3));
            activity.text("adjustment", &sentences(&mut self.random, 2));
            if !class.is_empty() {
                activity.text("class", class).list("uses", &[uses]);
            }
            match kind {
                "推广交流" => activity.text("scope", "校外").list("spreads", &["培育工作", "研究成果", "典型经验"]),
                "专题报告" => activity.text("scope", "校内").list("spreads", &["培育工作"]),
                _ => &mut activity,
            };
            activity.list("evidence", &self.proof("活动记录.md", date));
            self.keep(&format!("activities/{date}-{kind}.toml"), activity);
        }
    }

    fn classes(&mut self) {
        let mut roster = Toml::default();
        let names = CLASSES.map(|class| format!("2020级{class}"));
        roster.set("from", "2020-09-01").set("to", "2023-07-05").list("classes", &names);
        roster.list("evidence", &self.proof("班级名单.md", "班主任聘任"));
        for (at, name) in names.iter().enumerate() {
            let teacher = if at < 4 { at } else { 6 + at };
            roster.table("[homeroom]").text("class", name).text("teacher", &self.people[teacher]);
            roster.set("from", "2020-09-01");
        }
        self.keep("classes/2020级.toml", roster);
    }

    fn measures(&mut self) {
        let felt = ["班主任身份归属感", "工作认同感", "成长紧迫感", "学习获得感", "育人成就感"];
        let seen = ["班级建设水平", "技术技能人才培养质量", "家长满意度", "社会美誉度"];
        let members: Vec<String> = self.people[..MEMBERS].to_vec();
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let all: [(&str, &str, Vec<String>); 2] = [
            ("能力与感受测评", "五级计分平均值", [owned(&felt), members].concat()),
            ("建设水平评价", "百分制得分", owned(&seen)),
        ];
        for (title, unit, of) in all {
            let mut measure = Toml::default();
            measure.text("title", title).text("unit", unit).list("evidence", &self.proof("测评.md", title));
            for (date, base) in [("2020-10-22", 0), ("2021-06-24", 3), ("2022-06-23", 6)] {
                for of in &of {
                    let value = base + self.random.below(4);
                    let value = if unit.starts_with('五') { format!("3.{value}") } else { format!("8{value}.5") };
                    measure.table("[value]").set("date", date).text("of", of).set("value", value).set("n", 17);
                }
            }
            self.keep(&format!("measures/{title}.toml"), measure);
        }
    }

    fn cases(&mut self) {
        let all = [("一张返修单", "班级文化建设", "小禾"), ("三问会诊", "典型学生教育", "小川")];
        for (at, (title, category, pupil)) in all.into_iter().enumerate() {
            let (authors, mut case) = (self.some(2), Toml::default());
            case.text("title", &format!("{title}：{}", topic(&mut self.random))).text("category", category);
            case.text("type", "育人实践").list("authors", &authors).list("pupils", &[format!("{pupil}（化名）")]);
            let other = self.people.iter().find(|one| !authors.contains(*one)).expect("more than two");
            case.set("redacted", "2022-06-20").text("redacted_by", other);
            case.list("consent", &self.proof("知情同意.md", title));
            if at == 0 {
                case.set("reported", true);
            }
            self.keep(&format!("cases/{title}.toml"), case);
            let mut text = format!("# {title}\n");
            for _ in 0..9 {
                text.push('\n');
                text.push_str(&sentences(&mut self.random, 4));
                text.extend([pupil, "（化名）说，", &clause(&mut self.random), "。\n"]);
            }
            self.files.insert(format!("cases/{title}.md"), text.into_bytes());
        }
    }

    fn judgement(&mut self) {
        let mut statements = Toml::default();
        for covers in [
            "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3", "4.5", "5.1",
            "5.2",
        ] {
            let proof = self.proof("说明附件.md", covers);
            statements.table("[statement]").list("covers", &[covers]).text("text", &sentences(&mut self.random, 7));
            statements.text("author", &self.people[9]).set("date", "2022-09-05").list("evidence", &proof);
        }
        self.keep("statements.toml", statements);
        let mut signed = Toml::default();
        for (at, covers) in ["1", "2", "3", "4", "5"].into_iter().enumerate() {
            signed.table("[signoff]").list("covers", &[covers]).text("reviewer", &self.people[14 + at % 2]);
            signed.text("role", "教研员").set("date", "2022-09-13").text("verdict", "符合");
            signed.text("note", &clause(&mut self.random));
        }
        self.keep("signoffs.toml", signed);
    }
}
