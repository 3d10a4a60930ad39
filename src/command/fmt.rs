//! `studio fmt`: records in their one form, and with `--fix` the slips mended that need no asking. Each studio is one batch:
//! all of its files are written, or none.

mod places;
mod shown;

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use self::places::Place;
use super::{Common, tell_done};
use crate::edit::encoding;
use crate::edit::folder::{File, Folder, Text};
use crate::edit::tend::{Tended, tend};
use crate::failure::Result;
use crate::files::{Batch, Refused};
use crate::say;
use crate::source::Encoding;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::trouble::trouble;

/// Arguments of `studio fmt`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    fix: bool,
}

/// What was done in one place, or would be.
#[derive(Debug, Default)]
struct Outcome {
    /// What is told.
    told: String,
    /// Files that differ from their form.
    changed: usize,
    /// Files that wait for a person.
    waiting: usize,
    /// All files looked at.
    all: usize,
    /// Why nothing was written.
    refused: Option<String>,
    /// Studios within this one.
    nested: Vec<Place>,
}

/// Runs the command; gives the exit code: 1 when files are not in form (`--check`) or wait for a person.
///
/// # Errors
/// No studio at a path, an unreadable folder, a broken standard.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let standard = common.standard_for(&common.root(None))?;
    let mut places = places::places(common, &arguments.paths, &standard)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    while !places.is_empty() {
        let done = outcomes.len();
        outcomes.par_extend(places.par_iter().map(|place| at(place, &standard, arguments, lang)));
        places = outcomes[done..].iter_mut().flat_map(|outcome| std::mem::take(&mut outcome.nested)).collect();
    }
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let (changed, waiting, all) = (sum(|one| one.changed), sum(|one| one.waiting), sum(|one| one.all));
    let mut out: String = outcomes.iter().map(|outcome| outcome.told.as_str()).collect();
    let refused: Vec<String> = outcomes.iter_mut().filter_map(|outcome| outcome.refused.take()).collect();
    if refused.is_empty() {
        out.push_str(&shown::sum(changed, waiting, all, (arguments.check, arguments.fix), lang));
    }
    tell_done(!arguments.check && changed > 0, &out, lang)?;
    for why in &refused {
        // Nobody is left to tell when standard error is closed; the exit code still says it.
        super::said(&format!("{}: {why}", say!(lang, "cli.error")));
    }
    Ok(match () {
        () if !refused.is_empty() => 2,
        () => u8::from(waiting > 0 || arguments.check && changed > 0),
    })
}

/// Brings what lies at one place into form.
fn at(place: &Place, standard: &Standard, arguments: &Arguments, lang: Lang) -> Outcome {
    let folder = if place.province {
        Folder::province(standard, &place.at, &place.shown, lang)
    } else {
        Folder::read(standard, &place.at, &place.shown, place.only.as_deref(), lang)
    };
    let mut outcome = Outcome { nested: place.nested(&folder.nested), ..Outcome::default() };
    let mut batch = Batch::default();
    outcome.all = folder.files.len() + folder.texts.len() + folder.findings.len();
    for finding in &folder.findings {
        outcome.waiting += 1;
        let path = finding.places.first().map_or("", |place| place.file.as_str());
        outcome.told.push_str(&shown::line(&format!("{path}: {}", finding.message)));
    }
    for file in folder.files {
        one(file, standard, arguments, lang, &mut outcome, &mut batch);
    }
    for text in folder.texts {
        converted(text, arguments, lang, &mut outcome, &mut batch);
    }
    if !arguments.check
        && let Err(Refused { path, error }) = batch.commit()
    {
        // Nothing was written: what was told of it did not happen.
        outcome = Outcome { nested: outcome.nested, ..Outcome::default() };
        let path = place.told(&path);
        outcome.refused = Some(match error.kind() {
            std::io::ErrorKind::InvalidData => say!(lang, "edit.changed", path = path),
            _ => say!(lang, "cli.cannot-write", path = path, why = trouble(&error, lang)),
        });
    }
    outcome
}

/// A text beside a record that is not in UTF-8: with `--fix` it is, and nothing else of it changes.
fn converted(text: Text, arguments: &Arguments, lang: Lang, outcome: &mut Outcome, batch: &mut Batch) {
    let new = text.encoding.filter(|_| arguments.fix).and_then(|of| encoding::convert_text(&text.bytes, of));
    let Some(new) = new else {
        outcome.waiting += 1;
        outcome.told.push_str(&shown::line(&format!("{}:1: {}", text.path, text.finding.message)));
        return;
    };
    let whole = vec![if text.encoding == Some(Encoding::Utf16) { "mend.utf16" } else { "mend.gbk" }];
    outcome.told.push_str(&shown::mended(&text.path, &Tended { whole, ..Tended::default() }, lang));
    outcome.changed += 1;
    outcome.told.push_str(&shown::changed(&text.path, None, arguments.check, lang));
    batch.replace(text.at, text.bytes, new.into_bytes());
}

fn one(file: File, standard: &Standard, arguments: &Arguments, lang: Lang, outcome: &mut Outcome, batch: &mut Batch) {
    let tended = tend(standard, &file, arguments.fix, lang);
    outcome.told.push_str(&shown::mended(&file.path, &tended, lang));
    for fault in tended.faults(&file.path, lang) {
        outcome.told.push_str(&shown::line(&fault));
    }
    outcome.waiting += usize::from(tended.waits());
    if let Some(bytes) = tended.bytes {
        outcome.changed += 1;
        outcome.told.push_str(&shown::changed(&file.path, tended.texts.as_ref(), arguments.check, lang));
        batch.replace(file.at, file.bytes, bytes);
    }
}
