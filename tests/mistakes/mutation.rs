//! Whatever stands in a file: reading it never fails, its findings have places that exist, and other files keep theirs.

use studio::finding::Place;
use studio::load::{Parsed, parse};
use studio::source::Source;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use crate::shared::{self, Numbers};

/// What is thrown into files: marks that open and do not close, words of other formats, characters of every width.
const PIECES: [&str; 44] = [
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "“",
    "”",
    "‘",
    "「",
    "[",
    "]",
    "[[",
    "]]",
    "【",
    "】",
    "{",
    "}",
    "=",
    "＝",
    "==",
    ":",
    "：",
    ",",
    "，",
    "、",
    ";",
    "；",
    "#",
    "＃",
    "\\",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "　",
    "\u{0}",
    "\u{202e}",
    "\u{feff}",
    "０",
    "2022-9-1",
    "2022年9月1日",
    "<<<<<<< HEAD\n",
    "\n=======\n",
    "姓名 = “何”\n",
    "true",
];

/// The files of the examples, as paths within a studio and bytes.
fn files() -> Vec<(String, Vec<u8>)> {
    let records = |path: &str| std::path::Path::new(path).extension().is_some_and(|ending| ending == "toml");
    shared::files(&shared::example("school")).into_iter().filter(|(path, _)| records(path)).collect()
}

fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(12)).min(bytes.len());
        let piece = PIECES[numbers.below(PIECES.len())].as_bytes();
        match numbers.below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..end, piece.iter().copied())),
            2 => bytes.truncate(at.max(1)),
            3 => {
                let again = bytes[at..(at + 60).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, again));
            }
            _ => drop(bytes.splice(at..at, piece.iter().copied())),
        }
    }
}

fn exists(place: &Place, sources: &[Source]) {
    let source = sources.iter().find(|source| source.path == place.file).expect("the file of a place");
    let line = source
        .text
        .split('\n')
        .nth(place.line - 1)
        .unwrap_or_else(|| panic!("line {} of {:?}", place.line, source.text));
    let columns = line.chars().count() + 1;
    assert!(place.excerpt == line, "{place:?} is not {line:?}");
    assert!((1..=columns).contains(&place.column), "{place:?} in {line:?}");
    assert!(
        place.end_line == place.line && place.end_column >= place.column + usize::from(!line.is_empty()),
        "{place:?}"
    );
    assert!(place.end_column <= columns + 1, "{place:?} in {line:?}");
}

fn holds(standard: &Standard, sources: &[Source], lang: Lang) {
    let Parsed { records, findings, mended, .. } = parse(standard, sources, lang);
    for finding in &findings {
        assert!(!finding.message.is_empty() && !finding.message.starts_with("syntax."), "{finding:?}");
        finding.places.iter().for_each(|place| exists(place, sources));
    }
    // The other files: one is whole, one is broken.
    assert!(records.iter().any(|record| record.source == 0), "the whole file is a record");
    assert_eq!(findings.iter().filter(|finding| finding.places[0].file == sources[1].path).count(), 1);
    let mine = &sources[2];
    let told = findings.iter().any(|finding| finding.places[0].file == mine.path);
    assert!(told || records.iter().any(|record| record.source == 2), "neither read nor told: {:?}", mine.text);
    let again: Vec<Source> = mended.into_iter().map(|mended| mended.source).collect();
    let again = parse(standard, &again, lang);
    assert!(
        again.findings.iter().all(|finding| finding.rule != "record/syntax"),
        "{:?} of {:?}",
        again.findings,
        mine.text
    );
}

fn source(path: &str, bytes: &[u8]) -> Option<Source> {
    Source::decode(path.to_owned(), 0, bytes.to_vec()).ok()
}

fn run(times: usize, seed: u64, make: impl Fn(&mut Numbers, &[u8]) -> Vec<u8>) {
    let standard = embedded().expect("the standard");
    let files = files();
    let mut numbers = Numbers(seed);
    for time in 0..times {
        let (path, bytes) = &files[numbers.below(files.len())];
        let bytes = make(&mut numbers, bytes);
        let whole = source("members/a.toml", b"name = \"x\"\ncategory = \"y\"\njoined = 2021-09-01\n").expect("utf-8");
        let broken = source("members/b.toml", "name = “x”\n".as_bytes()).expect("utf-8");
        let Some(mine) = source(path, &bytes) else { continue };
        holds(&standard, &[whole, broken, mine], if time % 8 == 0 { Lang::En } else { Lang::Zh });
    }
}

#[test]
fn changed_files_are_read_or_told() {
    run(4000, 0x5eed_2022_0930, |numbers, bytes| {
        let mut bytes = bytes.to_vec();
        mutate(&mut bytes, numbers);
        // A change within a character would only make it no text at all.
        String::from_utf8_lossy(&bytes).into_owned().into_bytes()
    });
}

#[test]
fn any_bytes_are_read_or_told() {
    run(3000, 0xb17e_5eed, |numbers, _| {
        let pieces = (0..numbers.below(30)).map(|_| match numbers.below(5) {
            0 => vec![u8::try_from(numbers.below(128)).unwrap_or_default()],
            1 => "key = ".into(),
            _ => PIECES[numbers.below(PIECES.len())].into(),
        });
        pieces.flatten().collect()
    });
}
