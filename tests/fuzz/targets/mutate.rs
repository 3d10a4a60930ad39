//! Changes an input by what people write: lines (of XML: elements) go, come twice, move, and come from another file; values and
//! words are taken from the standard. What changes single bytes breaks nearly every text before a check has begun.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use studio::standard::kind::Fields;
use studio_fuzz::folder::files;

/// Values that are written in TOML and YAML, and what nobody should write.
const VALUES: [&str; 44] = [
    "\"待填\"",
    "\"\"",
    "true",
    "false",
    "[]",
    "[\"\"]",
    "{}",
    "{ a = 1 }",
    "0",
    "-1",
    "1e400",
    "nan",
    "inf",
    "0x7fffffffffffffff",
    "9223372036854775807",
    "2022-02-30",
    "2021-09-01",
    "2021-09-01T08:00:00Z",
    "9999-12-31",
    "0000-01-01",
    "-009999-01-01",
    "\"2021年9月1日\"",
    "“甲”",
    "「甲」",
    "\"\"\"甲\n乙\"\"\"",
    "'''甲'''",
    "\"11010519491231002X\"",
    "\"G11010519491231002X\"",
    "\"13800001234\"",
    "\"\\u202e甲\\u0000\\u001b[2J\"",
    "\"<fuzz>\"",
    "\"\\\"fuzz=\\\"\"",
    "\"::error::甲\"",
    "\"##[error]甲\"",
    "\"=1+1\"",
    "\"-甲\"",
    "\"../../甲\"",
    "\"郁文澜\"",
    "[\"郁文澜\", \"郁文澜\"]",
    "[\"甲\", [\"乙\"]]",
    "null",
    "~",
    "&a [*a]",
    "!!binary a",
];

/// Pieces that stand anywhere.
const PIECES: [&str; 40] = [
    "\n",
    "\r\n",
    "\r",
    "\t",
    "　",
    "\u{feff}",
    "\u{202e}",
    "\u{200b}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\u{1b}",
    "é",
    "e\u{301}",
    "😀",
    "\u{e0041}",
    "=",
    "＝",
    "：",
    "，",
    "、",
    "“",
    "”",
    "'",
    "\"\"\"",
    "#",
    "[[",
    "]]",
    "{",
    "}",
    "&#x202e;",
    "&amp;",
    "&#0;",
    "11010519491231002X",
    "１３８００００１２３４",
    "\u{ffff}",
    "𠀀",
    "小禾的妈妈",
    "微信号：abc12345",
    "1 3 8 0 0 0 0 0 0 0 0",
];

static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    fn keys(fields: &Fields, words: &mut BTreeSet<String>) {
        for field in &fields.0 {
            words.extend([field.key.clone(), field.label.zh.clone()]);
            keys(&field.fields, words);
        }
    }
    let standard = studio::standard::embedded().expect("a sound standard");
    let mut words = BTreeSet::new();
    for kind in &standard.kinds {
        words.extend([kind.kind.clone(), kind.path.clone(), kind.label.zh.clone()]);
        keys(&kind.fields, &mut words);
    }
    words.extend(standard.lists.iter().flat_map(|list| &list.values).map(|value| value.value.clone()));
    words.extend(standard.lists.iter().map(|list| list.id.clone()));
    words.extend(standard.clauses().chain(&standard.demands).map(|clause| clause.id.clone()));
    words.extend(standard.forms.iter().flat_map(|form| &form.columns).map(|column| column.header.clone()));
    words.into_iter().collect()
});

/// What separates the pieces of an input, and from where others come.
pub struct Sort {
    /// What a piece begins with.
    pub begin: u8,
    /// The folders of the sources whose files lend pieces.
    pub lenders: &'static [&'static str],
    /// Which of their files.
    pub ending: &'static str,
}

/// The words of the standard, for a dictionary.
pub fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(String::as_str).chain(PIECES).chain(VALUES)
}

/// A stream of numbers that look random (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut one = self.0;
        one = (one ^ (one >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        one = (one ^ (one >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((one ^ (one >> 31)) >> 1).expect("64 bits") % sides.max(1)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &'a [&'a T]) -> &'a T {
        of[self.roll(of.len())]
    }
}

/// The lines that other files lend.
pub fn lent(sort: &Sort) -> Vec<Vec<u8>> {
    let mut pieces = BTreeSet::new();
    for name in sort.lenders {
        for (path, bytes) in files(name) {
            if path.ends_with(sort.ending) {
                pieces.extend(taken_apart(&bytes, sort.begin).into_iter().filter(|piece| piece.len() < 400));
            }
        }
    }
    pieces.into_iter().collect()
}

fn taken_apart(data: &[u8], begin: u8) -> Vec<Vec<u8>> {
    let mut pieces: Vec<Vec<u8>> = vec![Vec::new()];
    for &byte in data {
        let new = if begin == b'\n' { pieces.last().is_some_and(|one| one.ends_with(b"\n")) } else { byte == begin };
        if new {
            pieces.push(Vec::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push(byte);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Changes `data`, of which `size` bytes are in use; gives how many are then.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32, sort: &Sort, lent: &[Vec<u8>]) -> usize {
    let mut dice = Dice(u64::from(seed));
    if size == 0 || dice.roll(4) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    let mut pieces = taken_apart(&data[..size], sort.begin);
    for _ in 0..=dice.roll(4) {
        if pieces.is_empty() {
            break;
        }
        let at = dice.roll(pieces.len());
        match dice.roll(12) {
            0 => drop(pieces.remove(at)),
            1 => pieces.insert(at, pieces[at].clone()),
            2 => {
                let piece = pieces.remove(at);
                pieces.insert(dice.roll(pieces.len() + 1), piece);
            }
            3 | 4 if !lent.is_empty() => pieces.insert(at, lent[dice.roll(lent.len())].clone()),
            5 if !lent.is_empty() => pieces[at].clone_from(&lent[dice.roll(lent.len())]),
            6 | 7 => {
                let value =
                    if dice.roll(2) == 0 { dice.one(&VALUES).to_owned() } else { format!("\"{}\"", word(&mut dice)) };
                valued(&mut pieces[at], &value);
            }
            8 => {
                let from = dice.roll(pieces.len());
                let to = (from + 1 + dice.roll(8)).min(pieces.len());
                let run = pieces[from..to].to_vec();
                pieces.splice(at..at, run);
            }
            9 => insert(&mut pieces[at], dice.one(&PIECES).as_bytes(), &mut dice),
            10 => {
                let word = word(&mut dice);
                insert(&mut pieces[at], word.as_bytes(), &mut dice);
            }
            _ => {
                let from = dice.roll(pieces.len());
                let value = pieces[from].clone();
                let (cut, other) = (dice.roll(pieces[at].len() + 1), dice.roll(value.len() + 1));
                pieces[at].truncate(cut);
                pieces[at].extend_from_slice(&value[other..]);
            }
        }
    }
    let new = pieces.concat();
    let length = new.len().min(most).min(data.len());
    data[..length].copy_from_slice(&new[..length]);
    length
}

fn word(dice: &mut Dice) -> String {
    WORDS[dice.roll(WORDS.len())].clone()
}

/// Puts another value behind the key of a line, or the text of an element.
fn valued(piece: &mut Vec<u8>, value: &str) {
    let after = |mark: &[u8]| piece.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len());
    let Some(at) = after(b" = ").or_else(|| after(b": ")).or_else(|| after(b">")).or_else(|| after(b"- ")) else {
        return;
    };
    let end = piece.ends_with(b"\n");
    piece.truncate(at);
    piece.extend_from_slice(value.as_bytes());
    if end {
        piece.push(b'\n');
    }
}

/// Puts a word in where a character ends.
fn insert(piece: &mut Vec<u8>, word: &[u8], dice: &mut Dice) {
    let mut at = dice.roll(piece.len() + 1);
    while at < piece.len() && piece[at] & 0xc0 == 0x80 {
        at += 1;
    }
    piece.splice(at..at, word.iter().copied());
}
