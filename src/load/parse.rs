//! From sources to parsed tables: the records that are whole, and what is wrong with the others.

use toml::de::{DeTable, DeValue};

use super::file::fault;
use super::{hidden, stray, syntax};
use crate::finding::Finding;
use crate::record::Record;
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::text::article::Format;
use crate::text::lang::Lang;

/// No record holds more keys and items; what does would have as many findings.
const MOST: usize = 20_000;

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
    for (index, source) in sources.iter().enumerate() {
        let Some((stem, "toml")) = source.local().rsplit_once('.') else { continue };
        let kind = standard.kind_of(source.local());
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let table = table.into_inner();
        let Some(kind) = kind else {
            let meant = strays.add(standard, (source, sources), errors.is_empty().then_some(&table), lang);
            parsed.broken.extend(meant.map(|kind| (kind, index)));
            continue;
        };
        if !errors.is_empty() {
            let broken = syntax::explain(source, &standard.kinds[kind], lang);
            parsed.findings.extend(broken.findings);
            parsed.broken.push((kind, index));
            parsed.mended.extend(broken.mended);
            continue;
        }
        if values(&table) > MOST {
            let (message, help) = (say!(lang, "load.too-many", most = MOST), say!(lang, "load.too-many.help"));
            parsed.findings.push(fault("record/unreadable", &source.path, message, help));
            parsed.broken.push((kind, index));
            continue;
        }
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
