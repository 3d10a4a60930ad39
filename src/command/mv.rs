//! `studio mv`: gives a record another name, and every reference to it. What changes is told place by place; nothing is
//! written before all of it is known to mean what it meant.

mod find;

use std::fmt::Write as _;

use clap::Args;

use self::find::Sought;
use super::{Common, tell_done, untouched};
use crate::check::province;
use crate::edit::folder::Folder;
use crate::edit::rename::{Change, Plan, Refusal, Wish, plan};
use crate::edit::stem::Fault;
use crate::failure::{Failure, Result};
use crate::files::Refused;
use crate::finding::{Finding, Severity};
use crate::load;
use crate::record::Studio;
use crate::record::calendar::{Calendar, Dates};
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;
use crate::text::trouble::trouble;

/// Arguments of `studio mv`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "FROM")]
    from: String,
    #[arg(value_name = "TO")]
    to: String,
    #[arg(long, id = "retitle")]
    title: bool,
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// No such record, a name it cannot have, files that cannot be read or written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let standard = common.standard_for(&common.root(None))?;
    let sought = find::find(common, &standard, &arguments.from, &arguments.to)?;
    let mut folder = Folder::read(&standard, &sought.studio, &sought.shown, None, lang);
    let stem = sought.path.rsplit_once('/').map_or(sought.path.as_str(), |(_, name)| name).trim_end_matches(".toml");
    let above = folder.add_province(&standard, (&sought.studio, &sought.shown), stem, lang);
    let sources = sources(&standard, &folder, lang)?;
    let parsed = load::parse(&standard, &sources, lang);
    refuse_broken(&parsed.findings, lang)?;
    let own = standard.kind_of(load::STUDIO).and_then(|kind| {
        let record = parsed.records.iter().find(|record| record.kind == kind)?;
        Some(Dates::read(&record.table, &standard.kinds[kind].fields, &standard))
    });
    // What sign-offs keep hangs on the time that a check looks at.
    let dates = province(&standard, &sought.studio, lang).dates;
    let calendar = Calendar::new(own.unwrap_or_default().or(&dates), &standard, common.today());
    let studio = Studio::new(&standard, &sources, parsed.records, calendar, parsed.broken);
    let is_sought = |path: &str| path == sought.path;
    let record = studio.records.iter().position(|record| is_sought(studio.source(record).local()));
    let Some(record) = record else {
        return Err(Failure(say!(lang, "mv.unknown", name = shown(&arguments.from))));
    };
    let wish = Wish { record, to: &sought.to, title: arguments.title };
    let plan = plan(&studio, &folder, wish, lang).map_err(|refusal| refused(&refusal, &sought, lang))?;
    let mut out = told(&plan, &sources, lang);
    if let Some(path) = above {
        out.push_str(&say!(lang, "mv.above", path = shown(&path), name = shown(stem)));
        out.push('\n');
    }
    if arguments.dry_run {
        out.push_str(&say!(lang, "mv.dry"));
        out.push('\n');
    } else if let Err(Refused { path, error }) = plan.batch(&folder).commit() {
        let path = load::below(&sought.studio, &path);
        return match error.kind() {
            std::io::ErrorKind::Interrupted => Ok(untouched(lang)),
            std::io::ErrorKind::InvalidData => Err(Failure(say!(lang, "edit.changed", path = shown(&path)))),
            _ => Err(Failure(say!(lang, "cli.cannot-write", path = shown(&path), why = trouble(&error, lang)))),
        };
    }
    tell_done(!arguments.dry_run, &out, lang)?;
    Ok(0)
}

/// The texts of all files, or which of them cannot be read: each might name the record.
fn sources(standard: &Standard, folder: &Folder, lang: Lang) -> Result<Vec<Source>> {
    let mut findings: Vec<Finding> = folder.findings.clone();
    let mut sources = Vec::new();
    for file in &folder.files {
        match file.source(lang) {
            Ok(source) => sources.push(source),
            Err((_, finding)) => findings.push(*finding),
        }
    }
    if !findings.is_empty() {
        findings.extend(load::parse(standard, &sources, lang).findings);
    }
    refuse_broken(&findings, lang)?;
    Ok(sources)
}

fn refuse_broken(findings: &[Finding], lang: Lang) -> Result<()> {
    let mut files: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let Some(place) = finding.places.first() else { continue };
        let begin = format!("  {}:", place.file);
        if !files.iter().any(|file| file.starts_with(&begin)) {
            files.push(format!("{begin}{}: {}", place.line, finding.message.lines().next().unwrap_or_default()));
        }
    }
    if files.is_empty() {
        return Ok(());
    }
    Err(Failure(format!("{}\n{}", say!(lang, "mv.broken"), files.join("\n"))))
}

/// Why the record cannot be called that.
fn refused(refusal: &Refusal, sought: &Sought, lang: Lang) -> Failure {
    let to = shown(&sought.to);
    Failure(match refusal {
        Refusal::Same => say!(lang, "mv.same", name = to),
        Refusal::Taken(path) => say!(lang, "mv.taken", name = to, path = shown(path)),
        Refusal::Year => say!(lang, "mv.year", name = to),
        Refusal::Fault(Fault::Empty) => say!(lang, "mv.fault.empty"),
        Refusal::Fault(Fault::Character(char)) => {
            say!(lang, "mv.fault.character", name = to, char = named(*char, lang))
        }
        Refusal::Fault(Fault::Device) => say!(lang, "mv.fault.device", name = to),
        Refusal::Fault(Fault::Root) => say!(lang, "new.name.root", name = to),
        Refusal::Fault(Fault::Long) => say!(lang, "mv.fault.long"),
        Refusal::Changed(places) => {
            let mut text = say!(lang, "mv.changed", name = to);
            for place in places {
                let at = shown(&format!("{}:{}", place.path, place.line));
                let name = shown(&place.name);
                let line = match &place.means {
                    Some(path) => say!(lang, "mv.changed.means", place = at, name = name, path = shown(path)),
                    None => say!(lang, "mv.changed.nothing", place = at, name = name),
                };
                // Writing into a String cannot fail.
                let _ = write!(text, "\n  {line}");
            }
            text
        }
    })
}

/// A character as it is told: itself where it can be seen.
fn named(char: char, lang: Lang) -> String {
    if char.is_whitespace() { say!(lang, "mv.blank") } else { shown(&char.to_string()) }
}

/// Every place that changes, and every file.
fn told(plan: &Plan, sources: &[Source], lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for Change { file, span, before, after } in &plan.changes {
        let source = &sources[*file];
        let number = source.place(span.clone(), None).line;
        let place = shown(&format!("{}:{number}", source.path));
        line(say!(lang, "mv.place", place = place, before = shown(before), after = shown(after)));
    }
    if let Some(Change { file, .. }) = plan.seals.first() {
        line(say!(lang, "mv.sealed", file = shown(&sources[*file].path), n = plan.seals.len()));
    }
    for one in &plan.moves {
        line(say!(lang, "mv.file", from = shown(&one.shown.0), to = shown(&one.shown.1)));
    }
    for (file, span) in &plan.left {
        let source = &sources[*file];
        let place = shown(&format!("{}:{}", source.path, source.place(span.clone(), None).line));
        line(say!(lang, "mv.left", place = place, text = shown(&source.text[span.clone()])));
    }
    for place in &plan.joined {
        let at = shown(&format!("{}:{}", place.path, place.line));
        line(say!(lang, "mv.joined", place = at, name = shown(&place.name)));
    }
    if let Some(title) = &plan.title {
        line(say!(lang, "mv.title", title = shown(title)));
    }
    if plan.called > 0 {
        line(say!(lang, "mv.called", n = plan.called));
    }
    line(say!(lang, "mv.sum", n = plan.changes.len(), files = plan.moves.len()));
    out
}

/// What was typed or read, safe to show.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| visible(&conceal(line)).into_owned()).collect();
    lines.join(" ")
}
