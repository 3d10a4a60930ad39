//! One file brought into form: what it becomes, what was mended in it, and what is left that needs a person.

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
        self.lines = lines;
        let mut text = all.join("\n");
        for (span, day) in days::find(&text, &kind.fields).into_iter().rev() {
            let line = text[..span.start].matches('\n').count();
            text.replace_range(span, &day);
            let after = text.split('\n').nth(line).unwrap_or_default().to_owned();
            self.note(line + 1, &all[line], after);
        }
        self.lines.sort_by_key(|mend| mend.line);
        text
    }

    /// A day in quotation marks on a line, on which something else may have been mended as well.
    fn note(&mut self, line: usize, before: &str, after: String) {
        match self.lines.iter_mut().find(|mend| mend.line == line) {
            Some(mend) => {
                mend.after = after;
                mend.slips.push("mend.day");
            }
            None => self.lines.push(Mend { line, before: before.to_owned(), after, slips: vec!["mend.day"] }),
        }
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
