//! All numbers here are made up: areas that do not exist (99….), years long past, mobiles of one repeated digit.

use super::{Found, Kind, as_typed, conceal, scan};
use crate::text::safe::is_unseen;

/// Seventeen digits with their check character by GB 11643's own table of weights.
fn with_check(seventeen: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = seventeen.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum as usize % 11];
    format!("{seventeen}{check}")
}

fn kinds(text: &str) -> Vec<Kind> {
    scan(text).into_iter().map(|found| found.kind).collect()
}

const VALID: Kind = Kind::IdNumber { checksum_ok: true };
const INVALID: Kind = Kind::IdNumber { checksum_ok: false };

#[test]
fn checks_every_serial() {
    for serial in 0..1000 {
        let number = with_check(&format!("99999918991231{serial:03}"));
        assert_eq!(kinds(&number), [VALID], "{number}");
        assert_eq!(kinds(&number.to_lowercase()), [VALID], "{number}");
    }
}

#[test]
fn a_wrong_check_character_is_said() {
    let number = with_check("99999918991231001");
    for last in "0123456789X".chars() {
        let other = format!("{}{last}", &number[..17]);
        assert_eq!(kinds(&other), [if other == number { VALID } else { INVALID }]);
    }
}

#[test]
fn places_are_those_of_the_original() {
    let number = with_check("99999918991231001");
    let text = format!("身份证：{number}。");
    assert_eq!(scan(&text), [Found { kind: VALID, start: 12, end: 30 }]);
    let wide: String = number.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
    assert_eq!(scan(&format!("号{wide}")), [Found { kind: VALID, start: 3, end: 3 + 18 * 3 }]);
}

#[test]
fn digits_around_it_make_it_another_number() {
    let number = with_check("99999918991231001");
    assert!(kinds(&format!("1{number}")).is_empty());
    assert!(kinds(&format!("{number}3")).is_empty());
    assert!(kinds("139000000001").is_empty());
    assert!(kinds("9".repeat(40).as_str()).is_empty());
    assert_eq!(kinds(&format!("a{number}b")), [VALID]);
}

#[test]
fn impossible_dates_and_areas_are_not_numbers() {
    for text in ["999999189913310010", "999999189912320010", "099999189912310010", "999999219912310010"] {
        // One of them happens to have the check digit of a card.
        assert!(kinds(text).iter().all(|kind| *kind == Kind::Card), "{text}");
    }
}

#[test]
fn old_numbers_have_fifteen_digits() {
    assert_eq!(kinds("号码999999991231001，"), [Kind::OldIdNumber]);
    assert!(kinds("999999991331001").is_empty());
}

#[test]
fn pupils_numbers_have_a_letter() {
    let number = with_check("99999918991231001");
    assert_eq!(scan(&format!("学籍号G{number}")), [Found { kind: Kind::StudentNumber, start: 9, end: 28 }]);
    assert_eq!(kinds(&format!("Ｌ{number}")), [Kind::StudentNumber]);
    assert_eq!(kinds("J999999999999999999"), [Kind::StudentNumber]);
    assert_eq!(kinds(&format!("IMG{number}")), [VALID]);
    assert!(kinds("G99999999999999999").is_empty());
}

#[test]
fn mobiles_with_their_usual_gaps() {
    for text in [
        "13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "138－0000－0000",
        "１３８００００００００",
        "+86 13800000000",
        "+8613800000000",
        "86-138 0000 0000",
        "8613800000000",
        "＋86　138　0000　0000",
        "008613800000000",
        "0086-13800000000",
        "013800000000",
        "0138 0000 0000",
        "(138)0000-0000",
        "（138）00000000",
        "(138) 8000 0000",
        "𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟎",
        "١٣٨٠٠٠٠٠٠٠٠",
    ] {
        let found = scan(text);
        assert_eq!(found, [Found { kind: Kind::Mobile, start: 0, end: text.len() }], "{text}");
    }
    assert_eq!(kinds("手机13800000000、13900000000"), [Kind::Mobile, Kind::Mobile]);
}

#[test]
fn other_digits_are_not_mobiles() {
    for text in [
        "12800000000",
        "1380000000",
        "138 0000 00000",
        "2022-06-10",
        "0532-88880000",
        "0013800000000",
        "0038613800000000",
        "(138)0000",
        "(1138)00000000",
        "138)00000000",
        "1380000 0000a1",
    ] {
        let expected: &[Kind] = if text.starts_with("1380000 0000a") { &[Kind::Mobile] } else { &[] };
        assert_eq!(kinds(text), expected, "{text}");
    }
}

#[test]
fn sums_and_checksums_are_no_mobiles() {
    let digest = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    for text in
        ["经费¥13800000000", "￥ 13800000000".replace(' ', "").as_str(), &format!("sha256:13800000000ab{digest}")]
    {
        assert_eq!(kinds(text), [], "{text}");
    }
    assert_eq!(kinds(&format!("{digest} 13800000000")), [Kind::Mobile]);
}

#[test]
fn accounts_as_people_write_them() {
    for text in [
        "微信 lisi2008",
        "加微信lisi2008",
        "WeChat：lisi2008",
        "wechat lisi2008",
        "wx：lisi2008",
        "加我VX:lisi2008",
        "vx号 lisiwang",
        "企鹅号123456789",
        "加V：lisi2008",
        "请加v lisi2008",
        "加V信：lisi2008",
        "加V号lisi2008",
        "QQ号码是123456",
        "QQ号码是：123456",
        "123456（QQ）",
        "我的123456 (qq号)",
        "lisi2008（微信）",
        "lisi2008(wx)",
    ] {
        assert_eq!(kinds(text), [Kind::Account], "{text}");
    }
    for text in [
        "微信 2020",
        "微信群 2022",
        "微信 group",
        "wx lisi2008",
        "that：lisi2008",
        "max：lisi2008",
        "企鹅 10000",
        "参加VIP2020会员",
        "增加V形槽一处，加V1、V2两组",
        "加V lisi",
        "官方WeChat（微信）",
        "阅读10000（微信）",
        "第2022（QQ）",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn finds_at_every_offset() {
    for before in 0..200 {
        let text = format!("{}13800000000{}", "x".repeat(before), "，".repeat(before % 7));
        assert_eq!(scan(&text), [Found { kind: Kind::Mobile, start: before, end: before + 11 }]);
        let wide = format!("{}１３８００００００００", "，".repeat(before));
        assert_eq!(scan(&wide).len(), 1);
    }
}

#[test]
fn runs_that_are_passed_by_are_no_numbers() {
    let parts = [
        "1",
        "86",
        "138",
        "0000",
        "1234",
        "2022",
        "00000000",
        "-",
        "－",
        "\u{a0}",
        "X",
        "G",
        "年",
        ".",
        "\n",
        "  ",
        "/",
        "\t",
        "138/1234/",
        "1234  5678",
    ];
    let (mut seed, mut found) = (1_u32, 0);
    for _ in 0..60_000 {
        let mut text = String::new();
        for _ in 0..seed >> 28 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += parts[(seed >> 16) as usize % parts.len()];
        }
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let all = as_typed(&text, true);
        assert_eq!(as_typed(&text, false), all, "{text}");
        found += all.len();
    }
    assert!(found > 1000, "{found}");
}

#[test]
fn citizens_numbers_in_groups() {
    for serial in 0..200 {
        let number = with_check(&format!("99999919991231{serial:03}"));
        for groups in [
            &[6, 8][..],
            &[6, 4, 4],
            &[6, 4, 2, 2],
            &[3, 3, 8],
            &[3, 3, 4, 4],
            &[4, 4, 4, 4],
            &[6],
            &[14],
            &[10, 4],
            &[10],
            &[2, 4, 4, 4],
        ] {
            for divider in
                [" ", "-", "\u{2009}", "\u{202f}", "\u{205f}", "\t", "\u{3000}", "·", ".", "/", "\n", "\r\n", "—"]
            {
                let mut rest = number.as_str();
                let mut text = "号".to_owned();
                for count in groups {
                    let (group, after) = rest.split_at(*count);
                    text = text + group + divider;
                    rest = after;
                }
                text += rest;
                for wide in [true, false] {
                    let found = as_typed(&format!("{text}，"), wide);
                    assert_eq!(found, [Found { kind: VALID, start: 3, end: text.len() }], "{text:?}");
                }
            }
        }
    }
    assert_eq!(conceal("证号110105 19491231 002x。"), "证号********************。");
    assert_eq!(conceal("证号110105 1949-12-31 002x。"), "证号**********************。");
}

#[test]
fn figures_in_groups_are_no_citizens() {
    for text in [
        // The check character is another one, the day is none, or they are divided by several things.
        "110105 19491231 0021",
        "110105 19491331 002X",
        "110105 19491231-002X",
        "110105-1949 12 31 0021",
        "110105 1949-12/31 002X",
        "110105  19491231 002X",
        "110105 19491231 002X5",
        // Days, accounts, scores.
        "202109 20220101 0010",
        "2021-0901 2022-0708",
        "6222 0200 0000 0000 00",
        "95 88 76 90 85 92 78 88 95",
        "110105,19491231,0029",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn mobiles_with_dots_have_two() {
    assert_eq!(kinds("138.0000.0000"), [Kind::Mobile]);
    assert_eq!(kinds("电话138·0000·0000。"), [Kind::Mobile]);
    for text in ["138.00000000", "138.0000 0000", "1380000.0000", "138.0000", "150/1200/1300"] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn a_number_goes_on_in_the_next_line() {
    let citizen = with_check("99999918991231003");
    let pupil = format!("G{citizen}");
    for (number, kind, letters) in
        [("13800000000", Kind::Mobile, 0), (citizen.as_str(), VALID, 0), (&pupil, Kind::StudentNumber, 1)]
    {
        for at in 1 + letters..number.len() {
            for end in ["\n", "\r\n", " \n  ", "\n\u{3000}\u{3000}"] {
                let text = format!("号{}{end}{}。", &number[..at], &number[at..]);
                for wide in [true, false] {
                    let found = as_typed(&text, wide);
                    let whole = [Found { kind, start: 3, end: text.len() - 3 }];
                    assert_eq!(found, whole, "{text:?}");
                }
            }
        }
    }
    assert_eq!(conceal("138\n00000000"), "***\n********");
    assert_eq!(conceal("138 0000\n0000，138\n0000-0000"), "********\n****，***\n*********");
    assert_eq!(conceal("t = \"9999991\\n8991231003X\\t\""), "t = \"9999991\\n8991231003X\\t\"");
}

#[test]
fn figures_in_a_column_are_no_number() {
    for text in [
        "3\n1380000\n0000\n",
        "1380000\n0000\n12",
        "138\n\n00000000",
        "138\n0000\n0000",
        "20220315\n20220316",
        "1500\n3000",
        "人数：138\n\n1. 0000000",
    ] {
        assert_eq!(kinds(text), [], "{text:?}");
    }
}

#[test]
fn every_digit_may_have_a_cell_of_its_own() {
    let number = with_check("99999918991231003");
    let apart = |text: &str, by: &str| text.chars().map(String::from).collect::<Vec<_>>().join(by);
    for by in [" ", "\u{3000}", "\u{a0}", "\u{2009}", "\n", "\t", " | ", "|", "-"] {
        let text = format!("号{by}{}{by}。", apart(&number, by));
        assert_eq!(kinds(&text), [VALID], "{text:?}");
        assert_eq!(kinds(&format!("号{}{by}1", apart(&number, by))), [], "{by:?}");
    }
    assert_eq!(kinds("电话1 3 8 0 0 0 0 0 0 0 0"), [Kind::Mobile]);
    for text in ["| 1 | 3 | 8 | 8 | 8 | 8 | 8 | 8 | 8 | 8 | 8 |", "手机\n1\n3\n8\n8\n8\n8\n8\n8\n8\n8\n8\n备注"] {
        assert_eq!(kinds(text), [Kind::Mobile], "{text:?}");
    }
    for text in [
        "1\n3\n8\n0\n0\n0\n0\n0\n0\n0\n0",
        "| 1 | 5 | 4 | 5 | 3 | 4 | 5 | 5 | 2 | 4 | 5 |",
        "1 2 3 4 5 6 7 8 9 1 2",
        "1 3 8 0 0 0 0 0 0 0 0 0",
        "1 3 8  0 0 0 0 0 0 0 0",
    ] {
        assert_eq!(kinds(text), [], "{text:?}");
    }
}

#[test]
fn what_nobody_sees_in_a_number_hides_none_of_it() {
    assert_eq!(conceal("电话13800\u{200b}000000。"), "电话************。");
    assert_eq!(conceal("\u{feff}11010519491231002X\u{200d}号"), "\u{feff}******************\u{200d}号");
    assert_eq!(conceal("只有\u{200b}字"), "只有\u{200b}字");
    let unseen = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|char| is_unseen(*char));
    for char in unseen.inspect(|char| assert!(!char.is_ascii_graphic())) {
        assert_eq!(conceal(&format!("138{char}12345678")), "************", "{char:?}");
        assert_eq!(conceal(&format!("1101{char}0519491231{char}002X")), "********************", "{char:?}");
    }
}
