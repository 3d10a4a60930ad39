//! A studio whose records are written in every way TOML allows and people find.

use crate::folder::Folder;

/// Members whose day of joining is edited: the stem, the line as it was, the line as it comes back.
pub const EDITS: [(&str, &str, &str); 10] = [
    ("a#1", "joined = 2020-09-01\n", "joined = 2021-10-08\n"),
    ("内联", "joined=2020-09-01# 紧挨着\n", "joined=2021-10-08# 紧挨着\n"),
    ("多行", "joined = 2020-09-01\n", "joined = 2021-10-08\n"),
    ("怪字", "joined = 2020-09-01\n", "joined = 2021-10-08\n"),
    ("换行", "joined = 2020-09-01  # 注\r\n", "joined = 2021-10-08  # 注\r\n"),
    ("无尾", "joined = 2020-09-01", "joined = 2021-10-08"),
    ("点键", "joined = 2020-09-01\n", "joined = 2021-10-08\n"),
    ("类型", "joined = \"2020-09-01\"\n", "joined = 2021-10-08\n"),
    ("错序", "\t'joined'   =   2020-09-01   \t# 前后都有空\n", "\t'joined'   =   2021-10-08   \t# 前后都有空\n"),
    ("长文", "joined = 2020-09-01\n", "joined = 2021-10-08\n"),
];

pub fn folder() -> Folder {
    let folder = Folder::new(&[
        (
            "members/内联.toml",
            "name='内联' #一\ncategory=\"其他\"\njoined=2020-09-01# 紧挨着\nprofile = { knowledge = \"甲\", practice='乙' } # 内联表\ngrowth = [ # 一行一段\n  { date = 2020-10-01, kind = \"培训\", title = \"一\" }, # 其一\n  # 中间\n  { title = '二', kind = \"培训\", date = 2020-10-02, evidence = [ ] },\n]\n",
        ),
        (
            "members/多行.toml",
            "# 头\n\n\n   # 缩进的注\nname = \"\"\"\n多行\"\"\"\ncategory = '''其他'''\njoined = 2020-09-01\npost = \"\"\"第一行\n第二行 \\\n   接着\n\n  第四行\n\"\"\"\nalma_mater = [\n  \"一\", # 甲\n\n  # 乙\n  '二'\n  ,\n]\n\n\n[profile] # 简介\n  knowledge = '''\n'引号' \"引号\" \\n\n'''\n\n# 尾\n\n",
        ),
        (
            "members/怪字.toml",
            "name = \"怪字\"\ncategory = \"其他\"\njoined = 2020-09-01\npost = \"'前\"\ncourse = \"=1+1\"\nfield = \"_x000D_和_x0041_\"\nalma_mater = [\"+8\", \"@\", \"#N/A\", \"0012\", \"-\", \" 前后 \", \"　全角　\", \"\"]\nparty = \"制\\t表\\u0007\\u200B\\uFEFF零宽😀\\r\\n回车\"\n\n[profile]\nknowledge = \"  前后有空  \"\npractice = \"\"\npersonality = \"<b>&amp;\\\"'\"\nphilosophy = \"\\n\\n\"\naspiration = \"00012\"\n",
        ),
        (
            "members/换行.toml",
            "\u{feff}# 头\r\nname = \"换行\"\r\ncategory = \"其他\"\r\njoined = 2020-09-01  # 注\r\npost = \"\"\"\r\n一\r\n二\"\"\"\r\n\r\n[[growth]]\r\ndate = 2020-10-01\r\nkind = \"培训\"\r\ntitle = '''\r\n甲\r\n乙'''\r\n",
        ),
        ("members/无尾.toml", "name = \"无尾\"\ncategory = \"其他\"\njoined = 2020-09-01"),
        (
            "members/点键.toml",
            "name = \"点键\"\nprofile.knowledge = \"甲\"\n# 点\nprofile.practice = \"乙\" # 点后\nprofile.\"不认识\" = [ { a = 1 } ]\ncategory = \"其他\"\njoined = 2020-09-01\n",
        ),
        (
            "members/类型.toml",
            "name = 0x1F\ncategory = [\"其他\"]\nsex = true\nbirth_year = \"1979\"\njoined = \"2020-09-01\"\nleft = 2022-01-01T08:30:00+08:00\npost = 2022-01-01\ntaught_since = 1_999\nhomeroom_years = inf\ncourse = 1e3\nfield = -0.0\nalma_mater = \"不是列表\"\nparty = 9223372036854775807\nparty_evidence = [1, 2.50, true, [\"深\"], { a = 1 }]\nprofile = \"不是表\"\ngrowth = [\"不是段\", { title = \"是段\", date = 08:30:00 }, 3]\n",
        ),
        (
            "members/错序.toml",
            "[[growth]]\ntitle = \"先\"\nkind = \"培训\"\ndate = 2020-10-01\n[profile]\nphilosophy = \"中\"\n[[growth]]\ntitle = \"后\"\ndate = 2020-10-01\nkind = \"培训\"\n[unknown.deep]\nx = { y = [ 1 , { z = 1979-05-27T07:32:00 } ] }\n[[growth]]\n",
        ),
        ("members/空.toml", ""),
        ("members/只有注.toml", "# 一\n# 二"),
        (
            "members/a#1.toml",
            "name = \"井号\"\ncategory = \"其他\"\njoined = 2020-09-01\n\n[[growth]]\ntitle = \"同\"\ndate = 2020-10-01\nkind = \"培训\"\n\n[[growth]]\ntitle = \"同\"\ndate = 2020-10-01\nkind = \"培训\"\n\n[[growth]]\n\n[[growth]]\n",
        ),
        (
            "members/韩牧.toml",
            "name = \"韩　牧\"\ncategory = \"其他\"\njoined = 2020-09-01\n\n[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"甲\"\n",
        ),
        (
            "members/韩　牧.toml",
            "name = \"韩牧\"\ncategory = \"其他\"\njoined = 2020-09-01\n\n[[growth]]\ndate = 2020-10-01\nkind = \"培训\"\ntitle = \"乙\"\n",
        ),
        ("members/cafe\u{301}.toml", "name = \"é\"\ncategory = \"其他\"\njoined = 2020-09-01\n"),
        (
            "meetings/2022-03-15-会.toml",
            "date = 2022-03-15\nwhat = [\"研究部署\"]\nwho = []\nevidence = [\"证据/一\\n二.pdf\"]\n",
        ),
        ("meetings/坏.toml", "date = “2022-03-15”\n"),
        (
            "measures/数.toml",
            "title = \"数\"\nunit = \"%\"\n[[value]]\ndate = 0001-01-01\nof = \"a#1\"\nvalue = 0.30000000000000004\nn = 0b1010\n[[value]]\ndate = 1900-01-15\nof = \"\"\nvalue = +1e22\n[[value]]\ndate = 9999-12-31\nof = \"x\"\nvalue = nan\nn = 1000000000000001\n[[value]]\ndate = 1900-02-28\nvalue = 1e-7\n",
        ),
        (
            "years/2021-2022.toml",
            "[[task]]\nid = \"1.10\"\ndue = 2022-01-01\nevidence = [\"3-1\", \"1/2\", \"TRUE\", \"1E5\"]\n",
        ),
        ("carriers/读书.toml", "kind = \"不在列表里\"\nbrand = \"是\"\nitems = []\ndomains = [\"心理健康教育\"]\n"),
        ("statements.toml", "# 没有\n"),
    ]);
    // In a root of this order the last key would be one of a list; it stands first here, as TOML asks.
    let odd = folder.read("members/错序.toml");
    folder.write(
        "members/错序.toml",
        format!("\t'joined'   =   2020-09-01   \t# 前后都有空\n\"name\" = '错序'\ncategory = \"其他\"\n{odd}"),
    );
    let long = "长".repeat(32_767);
    folder.write(
        "members/长文.toml",
        format!("name = \"长文\"\ncategory = \"其他\"\njoined = 2020-09-01\npost = \"{long}\"\ncourse = \"{long}了\"\nfield = \"{}\"\n[[growth]]\ntitle = \"{long}了\"\n", "😀".repeat(16_400)),
    );
    folder
}
