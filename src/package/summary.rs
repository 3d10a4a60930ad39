//! The summary of a package: a file in the province's folder with words in it, as it is. What is no text to this program (a
//! PDF) goes along unread, and that is said.

use std::path::Path;

use super::cases::Asked;
use crate::check::{Submission, Whence};
use crate::finding::{Finding, Severity};
use crate::load::read_text_as;
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::text::article::{Format, length};
use crate::text::lang::Lang;

/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '；', '.', ';'];

/// A file of the summary.
#[derive(Debug)]
pub(super) struct Summary {
    /// Its path in the province's folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its length in 字, where it is read.
    pub words: Option<usize>,
}

/// The files of the summary, and what is wrong with them; what they tell that nobody is to read, every check says. Where names are
/// `listed`, what cannot be searched for them does not go along.
pub(super) fn gather(
    asked: Asked<'_>,
    root: &Path,
    submission: &Submission,
    listed: bool,
    lang: Lang,
) -> (Vec<Summary>, Vec<Finding>) {
    let Asked { standard, package, .. } = asked;
    let asked = &submission.summaries;
    let (mut summaries, mut findings) = (Vec::new(), Vec::new());
    let label = package.summary.label.get(lang);
    if asked.named.is_empty() && !submission.unread {
        let message = say!(lang, "pack.summary.missing", label = label);
        let help = say!(lang, "pack.summary.missing.help", line = asked.example, label = label);
        findings.push(Finding::new("package/summary", Severity::Error, vec![asked.place.clone()], "", message, help));
    }
    for named in &asked.named {
        let mut told = |severity, message: String, help: String| {
            let places = vec![named.place.clone()];
            findings.push(Finding::new("package/summary", severity, places, &named.text, message, help));
        };
        match named.whence {
            // What a check says of evidence says it.
            Whence::Nowhere => continue,
            Whence::Elsewhere => {
                let message = say!(lang, "pack.summary.elsewhere", label = label, text = named.text);
                told(Severity::Error, message, say!(lang, "pack.summary.elsewhere.help"));
                continue;
            }
            Whence::File => {}
        }
        let path = named.file();
        let Some(bytes) = super::disk::read(root, path) else {
            told(Severity::Error, say!(lang, "pack.changed", file = path), say!(lang, "pack.changed.help"));
            continue;
        };
        let Some(format) = Format::of(path) else {
            told(
                if listed { Severity::Error } else { Severity::Note },
                say!(lang, "pack.summary.unread", file = path),
                say!(lang, "pack.summary.unread.help"),
            );
            summaries.push(Summary { path: path.to_owned(), bytes, words: None });
            continue;
        };
        let at = super::disk::find(root, path).unwrap_or_else(|| root.join(path));
        let source = match read_text_as(&at, path, lang) {
            Ok(source) => source,
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        let words = length(None, source.body(), Some(format)).count.words;
        if super::disk::words(path, &bytes) != source.text {
            told(Severity::Error, say!(lang, "pack.changed", file = path), say!(lang, "pack.changed.help"));
        } else if !says_something(standard, &source) {
            let message = say!(lang, "pack.summary.empty", label = label, file = path);
            told(Severity::Error, message, say!(lang, "pack.summary.empty.help"));
        }
        summaries.push(Summary { path: path.to_owned(), bytes, words: Some(words) });
    }
    (summaries, findings)
}

/// Whether a text says more than its title: a line without the end of a sentence, alone, is one.
fn says_something(standard: &Standard, source: &Source) -> bool {
    let mut lines = source.told().filter(|line| !standard.about.is_unsaid(line));
    lines.next().is_some_and(|first| first.contains(ENDS) || lines.next().is_some())
}
