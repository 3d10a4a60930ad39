//! Syntax errors in the words of people who have never seen TOML.
//!
//! The parser's own words are meant for programmers, and after its first error it is no longer to be trusted. So its first
//! error is put into plain words and mended in a copy of the text, and the copy is parsed again until nothing is left: each
//! slip is told once, at the place where it was made, with the line as it was probably meant.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::Mended;
use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;
use crate::text::to_write::to_write;
use draft::Draft;
use safe::Safe;
use slip::{Found, Mend, Seen, Slip};
use told::Told;

mod bare;
mod conflict;
mod draft;
mod heading;
mod key;
mod list;
mod marks;
mod open;
pub(super) mod safe;
mod slip;
mod statement;
mod told;
mod value;
mod words;

/// More slips than this are not told: the file is not what it is taken for.
const MOST: usize = 60;
/// More bytes than this are not parsed again for the sake of one file.
const BYTES: usize = 16 << 20;

/// The key under which line `index`, of which the key is not known, is set aside while the rest is looked at.
fn aside(index: usize) -> String {
    format!("x-{index}")
}

/// What a broken text says, as far as it can be known.
#[derive(Debug)]
pub(super) struct Broken {
    /// A finding for every slip, by line.
    pub findings: Vec<Finding>,
    /// The text as it was meant, if every slip could be mended for sure.
    pub mended: Option<Mended>,
    /// The slips of which no other reading is possible.
    safe: Safe,
}

/// Explains a text that the parser refused.
pub(super) fn explain(source: &Source, kind: &Kind, lang: Lang) -> Broken {
    if let Some(finding) = prose(source, kind, lang) {
        return Broken { findings: vec![finding], mended: None, safe: Safe::default() };
    }
    let mut work = Work {
        source,
        kind,
        lang,
        draft: Draft::new(&source.text),
        told: BTreeMap::new(),
        sure: true,
        safe: Safe::default(),
        visits: BTreeMap::new(),
    };
    if work.conflicts() {
        work.slips();
    }
    let mended = work.sure.then(|| work.mended());
    Broken { findings: work.told.into_values().map(|told| told.finding(lang)).collect(), mended, safe: work.safe }
}

struct Work<'s> {
    source: &'s Source,
    kind: &'s Kind,
    lang: Lang,
    draft: Draft,
    /// What is told, by line.
    told: BTreeMap<usize, Told>,
    /// Whether the draft says what was meant.
    sure: bool,
    safe: Safe,
    visits: BTreeMap<usize, usize>,
}

impl Work<'_> {
    /// Tells conflicts; whether they are so few that what else is wrong is worth looking for.
    fn conflicts(&mut self) -> bool {
        for line in conflict::mend(&mut self.draft) {
            self.sure = false;
            self.safe.give_up(0);
            if self.told.len() >= MOST {
                self.more(line);
                return false;
            }
            let message = say!(self.lang, "syntax.conflict");
            let base = self.source.text.lines().any(conflict::is_base);
            let mut help = say!(self.lang, "syntax.conflict.help");
            help.push_str(&if base { say!(self.lang, "syntax.conflict.base") } else { String::new() });
            self.tell(line, 0..usize::MAX, message, Some(help), None);
        }
        true
    }

    /// That there is more than is told, from a line on.
    fn more(&mut self, line: usize) {
        self.sure = false;
        self.safe.give_up(line);
        let (message, help) = (say!(self.lang, "syntax.more"), say!(self.lang, "syntax.more.help"));
        self.tell(line, 0..usize::MAX, message, Some(help), None);
    }

    fn slips(&mut self) {
        let mut parsed = 0;
        loop {
            let text = self.draft.text();
            let (_, errors) = DeTable::parse_recoverable(&text);
            let at = |error: &Error| error.span().map_or(0, |span| span.start);
            let Some(first) = errors.iter().min_by_key(|error| at(error)) else { return };
            parsed += text.len();
            if self.told.len() >= MOST || parsed > BYTES {
                let (line, _) = self.draft.locate(at(first));
                return self.more(line);
            }
            let seen = self.seen(&text, at(first), first.message());
            let found = slip::find(&seen);
            let words = words::of(&found, &seen, self.lang);
            let (before, field) = (seen.draft.line(found.line).to_owned(), seen.field().map(|field| field.of));
            let first = seen.statement.first;
            self.safe.take(&found, &before, first, field);
            if !self.apply(&found, words) {
                self.sure = false;
                return;
            }
        }
    }

    fn seen<'a>(&'a self, text: &str, at: usize, message: &'a str) -> Seen<'a> {
        let statement = statement::around(text, at);
        let (mut line, mut column) = self.draft.locate(at);
        // An error noticed behind a line's end was made on the last line that says something.
        if draft::is_blank(self.draft.line(line)) && statement.open == statement::Open::Nothing {
            line = self.draft.said(line);
            column = self.draft.line(line).trim_end().len();
        }
        let statement =
            if statement.first > line { statement::around(text, self.draft.offset(line)) } else { statement };
        Seen { draft: &self.draft, line, column, message, statement, root: &self.kind.fields }
    }

    /// Tells a slip and mends it in the draft; whether that changed the draft.
    fn apply(&mut self, found: &Found, (message, help): (String, Option<String>)) -> bool {
        let visits = self.visits.entry(found.line).or_insert(0);
        *visits += 1;
        // What comes up again and again on a line is not understood.
        let known = *visits <= 4;
        let mended = match &found.mend {
            Mend::Line(line, text) if known => Some((*line, text.clone())),
            _ => None,
        };
        // What was said of marks between several values is no longer true of one.
        if let (Slip::OneText | Slip::Point, Some(told)) = (&found.slip, self.told.get_mut(&found.line)) {
            told.messages.clear();
        }
        self.tell(found.line, found.at.clone(), message, help, mended);
        // A line that is not understood after all is none to write.
        if let (Mend::Drop(_), Some(told)) = (&found.mend, self.told.get_mut(&found.line)) {
            told.mended = None;
        }
        self.sure &= known && matches!(found.mend, Mend::Line(..) | Mend::Double(_));
        let changed = match &found.mend {
            Mend::Line(line, text) | Mend::Aside(line, text) if known => self.draft.set(*line, text.clone()),
            Mend::Double(name) => self.double(name),
            Mend::Drop(lines) => self.draft.clear(lines.clone()),
            _ => false,
        };
        if changed {
            return true;
        }
        self.sure = false;
        self.draft.clear(found.line..found.line + 1)
    }

    /// Gives every heading of that name double brackets.
    fn double(&mut self, name: &str) -> bool {
        let single = heading::header(name, false);
        let lines: Vec<usize> =
            (0..self.draft.lines().len()).filter(|line| self.draft.line(*line).trim() == single).collect();
        lines.into_iter().fold(false, |any, line| self.draft.set(line, heading::header(name, true)) | any)
    }

    fn tell(
        &mut self,
        line: usize,
        at: Range<usize>,
        message: String,
        help: Option<String>,
        mended: Option<(usize, String)>,
    ) {
        let (source, lang) = (self.source, self.lang);
        let told = self.told.entry(line).or_insert_with(|| {
            let (start, end) = line_of(&source.text, line);
            let text = &source.text[start..end];
            let last = if at.end == usize::MAX { text.trim_end().len() } else { at.end };
            let place = source.place(start + at.start..(start + last).min(end), None);
            let detail = text.split(['=', '＝', ':', '：']).next().unwrap_or_default().trim().to_owned();
            Told { places: vec![place], detail, messages: Vec::new(), helps: Vec::new(), mended: None }
        });
        if !told.messages.contains(&message) {
            told.messages.push(message);
        }
        match mended {
            Some((at, text)) if at == line => told.mended = Some(text),
            Some((at, text)) => {
                told.helps.push(say!(lang, "syntax.write-at", n = at + 1, line = to_write(text.trim(), lang)));
            }
            None => {}
        }
        if let Some(help) = help.filter(|help| !told.helps.contains(help)) {
            told.helps.push(help);
        }
    }

    fn mended(&self) -> Mended {
        let lines = self.source.text.split('\n').enumerate();
        let changed =
            lines.filter(|(index, line)| self.draft.line(*index) != *line).map(|(index, _)| index + 1).collect();
        let Source { path, local, .. } = self.source;
        Mended { source: Source::new(path.clone(), *local, self.draft.text()), changed }
    }
}

/// The bytes of a line, counted from 0.
fn line_of(text: &str, line: usize) -> (usize, usize) {
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let end = text[start..].find('\n').map_or(text.len(), |found| start + found);
    (start, end)
}

/// A text of which no line is a `key = value` at all.
fn prose(source: &Source, kind: &Kind, lang: Lang) -> Option<Finding> {
    let says = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let joined = |line: &str| line.contains(['=', '＝', ':', '：']);
    let mut lines = source.text.lines().filter(says).peekable();
    lines.peek()?;
    if lines.clone().count() < 3 || lines.any(joined) {
        return None;
    }
    let help = say!(lang, "syntax.prose.help", kind = kind.kind);
    let place = source.beginning();
    Some(Finding::new("record/syntax", Severity::Error, vec![place], "", say!(lang, "syntax.prose"), help))
}
