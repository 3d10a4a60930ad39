//! One file brought into form: what it becomes, what was mended in it, and what is left that needs a person.

use std::collections::BTreeMap;
use std::ops::Range;

use super::days;
use super::encoding;
use super::ends::{Ends, Form};
use super::folder::File;
use super::tidy::{Untidy, tidy};
use crate::finding::Finding;
use crate::load::{self, Mend};
use crate::say;
use crate::source::{Encoding, Source};
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;
use crate::text::personal::conceal;

/// What came of a file.
#[derive(Debug, Default)]
pub struct Tended {
    /// Its new bytes, if they differ.
    pub bytes: Option<Vec<u8>>,
    /// Its text before and after, if that differs.
    pub texts: Option<(String, String)>,
    /// What was mended in the file as a whole: keys of messages.
    pub whole: Vec<&'static str>,
    /// The lines that were mended.
    pub lines: Vec<Mend>,
    /// What is wrong in it and stays so.
    pub findings: Vec<Finding>,
    /// The form would say something else: a mistake of this program.
    pub differs: bool,
}

/// Brings `file` into form; with `fix`, what can be mended without asking is mended first.
#[must_use]
pub fn tend(standard: &Standard, file: &File, fix: bool, lang: Lang) -> Tended {
    let mut tended = Tended::default();
    let kind = &standard.kinds[file.kind];
    let mut form = Form::of(&file.bytes);
    let source = match file.source(lang) {
        Ok(source) => source,
        Err((encoding, finding)) => {
            let text = encoding.filter(|_| fix).and_then(|of| encoding::convert(&file.bytes, of));
            let bytes = text.map(String::into_bytes);
            let read = bytes.and_then(|bytes| {
                form = Form::of(&bytes);
                load::decode(bytes, &file.path, file.local, lang).ok()
            });
            let Some(source) = read else {
                tended.findings.push(*finding);
                return tended;
            };
            tended.whole.push(if encoding == Some(Encoding::Utf16) { "mend.utf16" } else { "mend.gbk" });
            source
        }
    };
    let ends = form.ends;
    if fix {
        tended.whole.extend(form.mark.then_some("mend.mark"));
        form = Form::PLAIN;
    }
    let mended = if fix { tended.mend(&source, kind, lang) } else { source.text.clone() };
    let new = match tidy(&mended, kind) {
        Ok(new) => new,
        Err(Untidy::Differs) => {
            tended.differs = true;
            mended
        }
        Err(Untidy::Broken) => {
            let left = Source::new(source.path.clone(), source.local, mended);
            tended.findings.extend(load::mend(&left, kind, lang).1);
            left.text
        }
    };
    if tended.findings.is_empty() || fix {
        let bytes = form.bytes(&new);
        // A return within a text is a character of it: then lines end in the one way that keeps it.
        tended.whole.extend(match ends {
            _ if new.contains('\r') => None,
            Ends::Mixed => Some("mend.mixed"),
            Ends::CrLf if fix => Some("mend.crlf"),
            Ends::Cr if fix => Some("mend.cr"),
            _ => None,
        });
        tended.bytes = (bytes != file.bytes).then_some(bytes);
        tended.texts = (new != source.text).then_some((source.text, new));
    }
    tended
}

impl Tended {
    /// Whether a person has to look at it.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.differs || !self.findings.is_empty()
    }

    /// The text of `source` with what is safe mended.
    fn mend(&mut self, source: &Source, kind: &Kind, lang: Lang) -> String {
        let (lines, _) = load::mend(source, kind, lang);
        let mut all: Vec<String> = source.text.split('\n').map(str::to_owned).collect();
        for mend in &lines {
            if let Some(line) = all.get_mut(mend.line - 1) {
                line.clone_from(&mend.after);
            }
        }
        let text = all.join("\n");
        let mut mends: BTreeMap<usize, Mend> = lines.into_iter().map(|mend| (mend.line, mend)).collect();
        let text = dated(&text, &days::find(&text, &kind.fields), |line, after| {
            let before = || all.get(line).cloned().unwrap_or_default();
            let fresh = || Mend { line: line + 1, before: before(), after: String::new(), slips: Vec::new() };
            // Something else may have been mended on the line as well.
            let mend = mends.entry(line + 1).or_insert_with(fresh);
            mend.after = after;
            mend.slips.push("mend.day");
        });
        self.lines = mends.into_values().collect();
        text
    }

    /// What is wrong with it, in one line each: where, and what.
    #[must_use]
    pub fn faults(&self, path: &str, lang: Lang) -> Vec<String> {
        let path = conceal(path);
        let of = |finding: &Finding| {
            let line = finding.places.first().map_or(1, |place| place.line);
            format!("{path}:{line}: {}", finding.message.lines().next().unwrap_or_default())
        };
        let mut faults: Vec<String> = self.findings.iter().map(of).collect();
        if self.differs {
            faults.push(format!("{path}: {}", say!(lang, "fmt.differs")));
        }
        faults
    }
}

/// `text` with `days` in their places, which are in order; each line that is changed, from 0, and what it says then go to `told`.
fn dated(text: &str, days: &[(Range<usize>, String)], mut told: impl FnMut(usize, String)) -> String {
    let mut new = String::with_capacity(text.len());
    let mut changed: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut from, mut line) = (0, 0);
    for (span, day) in days {
        line += text[from..span.start].matches('\n').count();
        new.push_str(&text[from..span.start]);
        changed.insert(line, new.len());
        new.push_str(day);
        line += text[span.clone()].matches('\n').count();
        from = span.end;
    }
    new.push_str(&text[from..]);
    for (line, at) in changed {
        let start = new[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = new[at..].find('\n').map_or(new.len(), |found| at + found);
        told(line, new[start..end].to_owned());
    }
    new
}
