//! From sources to parsed tables: the records that are whole, and what is wrong with the others.

use toml::de::{DeTable, DeValue, Error};

use super::file::fault;
use super::{hidden, stray, syntax};
use crate::both::both;
use crate::finding::Finding;
use crate::record::Record;
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::text::article::Format;
use crate::text::lang::Lang;

/// No record holds more keys and items; what does would have as many findings.
const MOST: usize = 20_000;

/// So few files take no longer than it takes to share them.
const MANY: usize = 16;

/// What came of parsing the texts of a studio.
#[derive(Debug, Default)]
pub struct Parsed<'s> {
    /// The records that are whole.
    pub records: Vec<Record<'s>>,
    /// Syntax errors, and files that belong to no kind.
    pub findings: Vec<Finding>,
    /// Kind and source of every broken file.
    pub broken: Vec<(usize, usize)>,
    /// Broken texts as they were probably meant.
    pub mended: Vec<Mended>,
}

/// A broken text in which every slip could be mended for sure. It is no record, but what else is wrong in it can be told in
/// the same run.
#[derive(Debug)]
pub struct Mended {
    /// The text, in the lines of the file.
    pub source: Source,
    /// The lines that differ from the file's, counted from 1.
    pub changed: Vec<usize>,
}

/// Parses every record among `sources`.
#[must_use]
pub fn parse<'s>(standard: &Standard, sources: &'s [Source], lang: Lang) -> Parsed<'s> {
    let mut parsed = Parsed::default();
    let mut strays = stray::Strays::default();
    for ((index, source), table) in sources.iter().enumerate().zip(tables(sources)) {
        let Some((stem, table)) = source.local().strip_suffix(".toml").zip(table) else { continue };
        let Some(kind) = standard.kind_of(source.local()) else {
            let meant = strays.add(standard, (source, sources), table.as_ref().ok(), lang);
            parsed.broken.extend(meant.map(|kind| (kind, index)));
            continue;
        };
        let table = match table {
            Ok(table) => table,
            Err(unfit) => {
                parsed.broken.push((kind, index));
                let (message, help) = match unfit {
                    Unfit::Broken => {
                        let broken = syntax::explain(source, &standard.kinds[kind], lang);
                        parsed.findings.extend(broken.findings);
                        parsed.mended.extend(broken.mended);
                        continue;
                    }
                    Unfit::TooMany => (say!(lang, "load.too-many", most = MOST), say!(lang, "load.too-many.help")),
                    Unfit::TooDeep(line) => {
                        (say!(lang, "load.too-deep", line = line), say!(lang, "load.too-deep.help"))
                    }
                };
                parsed.findings.push(fault("record/unreadable", &source.path, message, help));
                continue;
            }
        };
        if let Some((finding, meant)) = stray::misplaced(standard, (source, sources), kind, &table, lang) {
            parsed.findings.push(finding);
            parsed.broken.push((kind, index));
            parsed.broken.extend((meant != kind).then_some((meant, index)));
            continue;
        }
        parsed.findings.extend(hidden::find(source, &table, lang));
        let text = standard.kinds[kind].text.then(|| beside(sources, source)).flatten();
        let stem = stem.rsplit_once('/').map_or(stem, |(_, name)| name).to_owned();
        parsed.records.push(Record { kind, stem, source: index, text, table });
    }
    parsed.findings.extend(strays.findings(lang));
    parsed
}

/// Why a text is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    /// It cannot be read.
    Broken,
    /// It holds more than any record.
    TooMany,
    /// What begins on this line goes deeper than anything in a record.
    TooDeep(usize),
}

/// What a record says; nothing of a text that is none.
type Said<'s> = Option<Result<DeTable<'s>, Unfit>>;

/// What each of `sources` says.
fn tables(sources: &[Source]) -> Vec<Said<'_>> {
    fn each(sources: &[Source]) -> Vec<Said<'_>> {
        sources.iter().map(table).collect()
    }
    if sources.len() < MANY {
        return each(sources);
    }
    let (some, others) = sources.split_at(sources.len() / 2);
    let (mut tables, more) = both(|| each(some), || each(others));
    tables.extend(more);
    tables
}

fn table(source: &Source) -> Said<'_> {
    let Some((_, "toml")) = source.local().rsplit_once('.') else { return None };
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let table = table.into_inner();
    let deep = errors.iter().find(|error| error.message().contains("recurs"));
    Some(if let Some(deep) = deep {
        Err(Unfit::TooDeep(line_of(&source.text, deep)))
    } else if !errors.is_empty() {
        Err(Unfit::Broken)
    } else if values(&table) > MOST {
        Err(Unfit::TooMany)
    } else {
        Ok(table)
    })
}

/// The line of an error that something goes too deep. Of a key the library does not say where it stands: nowhere else are so many dots.
fn line_of(text: &str, error: &Error) -> usize {
    let dots = |(_, line): &(usize, &str)| line.bytes().filter(|byte| *byte == b'.').count();
    match error.span() {
        Some(span) => 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count(),
        None => text.lines().enumerate().max_by_key(dots).map_or(1, |(index, _)| index + 1),
    }
}

/// How many keys and items a table holds, those within others counted in.
fn values(table: &DeTable<'_>) -> usize {
    fn value(of: &DeValue<'_>) -> usize {
        match of {
            DeValue::Table(inner) => 1 + values(inner),
            DeValue::Array(items) => 1 + items.iter().map(|item| value(item.get_ref())).sum::<usize>(),
            _ => 1,
        }
    }
    table.iter().map(|(_, inner)| value(inner.get_ref())).sum()
}

/// The index of the text beside a record: of several the one in the first of the formats.
fn beside(sources: &[Source], record: &Source) -> Option<usize> {
    let stem = format!("{}.", record.path.strip_suffix(".toml").unwrap_or(&record.path));
    let start = sources.partition_point(|other| other.path < stem);
    let same = sources.iter().enumerate().skip(start).take_while(|(_, other)| other.path.starts_with(&stem));
    let format = |other: &Source| Format::of(other.path.get(stem.len() - 1..)?);
    same.filter(|(_, other)| other.path[stem.len()..].find('.').is_none())
        .filter_map(|(index, other)| Some((format(other)?, index)))
        .min()
        .map(|(_, index)| index)
}
