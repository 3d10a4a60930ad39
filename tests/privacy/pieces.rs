//! Whatever stands in a text, looking for names and words in it ends: the sentences of all sets, cut anywhere and joined anew by the
//! marks of lists, tables and forms.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use proptest::prelude::*;
use studio::check::veil;
use studio::standard::{Standard, embedded};

use super::{root, sentences};

/// What stands between: mostly nothing, or what joins lists; then what is typed in another way, or is more than its characters.
const JOINS: [&str; 56] = [
    "",
    "",
    "",
    "",
    "",
    "",
    " ",
    "\u{3000}",
    "、",
    "，",
    "；",
    "：",
    "|",
    "（",
    "）",
    "“",
    "”",
    "·",
    "\n",
    "。",
    "\r\n",
    "\t",
    "\u{200b}",
    "\u{ad}",
    "\u{fe0f}",
    "\u{e0101}",
    "\u{2f26}",
    "\u{202e}",
    "\u{feff}",
    "𠀀",
    "𬍛",
    "㐀",
    "〇",
    "ﬁ",
    "e\u{301}",
    "😀",
    "٣",
    "𝟏",
    "０",
    "ａ",
    "＠",
    "**",
    "_",
    "`",
    "<b>",
    "<br/>",
    "<!--",
    "&#x5f20;",
    "\\",
    "\\u5f20",
    "[",
    "](x)",
    "小禾（化名）",
    "微信号：abc12345",
    "1 3 8 0 0 0 0 0 0 0 0",
    "a@b.cn",
];

fn standard() -> &'static Standard {
    static STANDARD: OnceLock<Standard> = OnceLock::new();
    STANDARD.get_or_init(|| embedded().expect("a sound standard"))
}

/// Every sentence of every set, as characters.
fn all() -> &'static [Vec<char>] {
    static ALL: OnceLock<Vec<Vec<char>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = fs::read_dir(root().join("tests/privacy")).expect("sets");
        let paths = files.map(|file| file.expect("a file").path());
        let sets = paths.filter(|path| path.extension().is_some_and(|kind| kind == "tsv"));
        let name = |path: PathBuf| path.file_name().and_then(OsStr::to_str).expect("UTF-8").to_owned();
        let mut sets: Vec<String> = sets.map(name).collect();
        sets.sort();
        sets.iter().flat_map(|set| sentences(set)).map(|one| one.text.chars().collect()).collect()
    })
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..14_usize, 0..JOINS.len());
    let text = |pieces: Vec<(prop::sample::Index, prop::sample::Index, usize, usize)>| {
        let one = |(sentence, start, length, join): (prop::sample::Index, prop::sample::Index, usize, usize)| {
            let sentence = sentence.get(all());
            let start = start.index(sentence.len());
            let piece = sentence[start..].iter().take(length).collect::<String>();
            piece + JOINS[join]
        };
        pieces.into_iter().map(one).collect()
    };
    prop::collection::vec(piece, 1..24).prop_map(text)
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_text_ends_the_search(text in pieces()) {
        let veiled = veil(&text, standard());
        prop_assert_eq!(veiled.chars().count(), text.chars().count());
        prop_assert!(veiled.chars().zip(text.chars()).all(|(shown, typed)| shown == typed || shown == '*'));
    }
}

/// A word of four characters is as long as it is, and an address is told with the digits that it stands in.
#[test]
fn what_overlaps_and_what_is_rare_is_hidden_once() {
    assert_eq!(veil("“𠀀甲乙丙”的妈妈", standard()), "“𠀀甲乙丙”的妈妈");
    assert_eq!(veil("见1 3 8 0 0 0 0 0 0 0 0@b.cn", standard()), "见**************************");
}

/// A name in a row that does not begin where the row does.
#[test]
fn a_row_is_read_from_its_marks() {
    let row = "第一组：罗春桃 黄莉莉 韦梅姣 陆凤鲜 李菲菲";
    assert_eq!(veil(row, standard()), "第一组：*** *** *** *** ***");
}
