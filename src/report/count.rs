//! How long texts are: the three numbers a line for people, and the same for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use crate::say;
use crate::text::article::{Format as Article, Length, Title};
use crate::text::count::Count;
use crate::text::json::written;
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::width::{pad, width, wrap};

/// One text and its length.
#[derive(Debug)]
pub struct Counted {
    /// The file it stands in, as it was asked for.
    pub file: String,
    /// Its length.
    pub length: Length,
    /// How long it may be, where something says so.
    pub most: Option<usize>,
}

impl Counted {
    /// How long it may be, where it is longer.
    fn over(&self) -> Option<usize> {
        self.most.filter(|most| self.length.count.words > *most)
    }
}

/// All that were counted, and those that could not be.
#[derive(Debug, Default)]
pub struct Counts {
    /// The texts, in the order asked for.
    pub texts: Vec<Counted>,
    /// Records that have no text yet.
    pub without: Vec<String>,
    /// What is to be known of texts that were counted: the file, what, and what to do.
    pub notes: Vec<(String, String, String)>,
    /// Files that could not be counted, why, and what to do.
    pub failures: Vec<(String, String, String)>,
}

/// The columns that what is said below the table is folded to.
const WIDTH: usize = 80;

/// Writes `counts` in `format`; failures are told elsewhere to people, and within to programs.
///
/// # Errors
/// What the sink says.
pub fn write(out: &mut dyn Write, counts: &Counts, format: Format, lang: Lang) -> io::Result<()> {
    match format {
        Format::Json => json(out, counts),
        _ => human(out, counts, lang),
    }
}

fn human(out: &mut dyn Write, counts: &Counts, lang: Lang) -> io::Result<()> {
    for file in &counts.without {
        writeln!(out, "{}", say!(lang, "case.without", file = visible(file)))?;
    }
    if counts.texts.is_empty() {
        return Ok(());
    }
    let heads = [
        say!(lang, "case.head.words"),
        say!(lang, "case.head.han"),
        say!(lang, "case.head.characters"),
        say!(lang, "case.head.title"),
        say!(lang, "case.head.file"),
    ];
    let mut rows = vec![heads];
    rows.extend(counts.texts.iter().map(|text| {
        let file = match text.over() {
            Some(most) => say!(lang, "case.over", file = text.file, most = most),
            None => text.file.clone(),
        };
        row(&text.length.count, title(text.length.title, lang), &file)
    }));
    if counts.texts.len() > 1 {
        rows.push(row(&total(counts), String::new(), &say!(lang, "case.total", n = counts.texts.len())));
    }
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2), widest(3)];
    for row in &rows {
        let number = |column: usize| {
            format!("{}{}", " ".repeat(widths[column].saturating_sub(width(&row[column]))), row[column])
        };
        let line = [number(0), number(1), number(2), pad(&row[3], widths[3]), row[4].clone()].join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    let mut notes = vec![say!(lang, "case.rule")];
    if counts.texts.iter().any(|text| Article::of(&text.file) == Some(Article::Word)) {
        notes.push(say!(lang, "case.rule.word"));
    }
    writeln!(out)?;
    for line in notes.iter().flat_map(|note| wrap(note, WIDTH)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn row(count: &Count, title: String, file: &str) -> [String; 5] {
    let Count { words, han, characters } = count;
    [words.to_string(), han.to_string(), characters.to_string(), title, visible(file).into_owned()]
}

fn title(title: Title, lang: Lang) -> String {
    match title {
        Title::InText => say!(lang, "case.title.in-text"),
        Title::Added => say!(lang, "case.title.added"),
        Title::None => say!(lang, "case.title.none"),
    }
}

fn total(counts: &Counts) -> Count {
    counts.texts.iter().fold(Count::default(), |sum, text| {
        let Count { words, han, characters } = text.length.count;
        Count { words: sum.words + words, han: sum.han + han, characters: sum.characters + characters }
    })
}

/// The contract for programs: fields are only ever added.
#[derive(Serialize)]
struct Root<'r> {
    version: u8,
    texts: Vec<Text<'r>>,
    without_text: &'r [String],
    failures: Vec<Failed<'r>>,
    notes: Vec<Failed<'r>>,
}

#[derive(Serialize)]
struct Text<'r> {
    file: &'r str,
    words: usize,
    han: usize,
    characters: usize,
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<usize>,
}

#[derive(Serialize)]
struct Failed<'r> {
    file: &'r str,
    message: &'r str,
    help: &'r str,
}

impl<'r> From<&'r Counted> for Text<'r> {
    fn from(text: &'r Counted) -> Self {
        let Count { words, han, characters } = text.length.count;
        let title = match text.length.title {
            Title::InText => "in-text",
            Title::Added => "added",
            Title::None => "none",
        };
        Self { file: &text.file, words, han, characters, title, most: text.most }
    }
}

fn told(all: &[(String, String, String)]) -> Vec<Failed<'_>> {
    all.iter().map(|(file, message, help)| Failed { file, message, help }).collect()
}

fn json(out: &mut dyn Write, counts: &Counts) -> io::Result<()> {
    let root = Root {
        version: 1,
        texts: counts.texts.iter().map(Text::from).collect(),
        without_text: &counts.without,
        failures: told(&counts.failures),
        notes: told(&counts.notes),
    };
    writeln!(out, "{}", written(&root)?)
}
