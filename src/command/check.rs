//! `studio check`: holds one studio, or all below a folder, against the standard.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{may_append, may_write, stream};
use super::{Common, Private, deliver, deliver_with, one_of, progress, said, tell};
use crate::check::{Baseline, Keep, Marked, Options, Plan, Province, Report, Run, Site, Watch};
use crate::failure::{Failure, Result};
use crate::finding::Severity;
use crate::load::{Changed, repository};
use crate::record::Studio;
use crate::report::{self, Format, Style, Writer};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::message::rules;
use crate::text::personal::conceal;

/// Arguments of `studio check`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long, value_parser = one_of(&FORMATS), default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: Format,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    only: Vec<String>,
    #[arg(long, value_parser = one_of(&DENY), default_value = "error", hide_possible_values = true, hide_default_value = true)]
    deny: Severity,
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "only")]
    write_baseline: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    #[arg(long)]
    facts: bool,
    #[arg(short, long)]
    quiet: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: [(&str, Format); 7] = [
    ("human", Format::Human),
    ("json", Format::Json),
    ("github", Format::Github),
    ("gitlab", Format::Gitlab),
    ("sarif", Format::Sarif),
    ("junit", Format::Junit),
    ("markdown", Format::Markdown),
];

/// The least severity that fails the run.
const DENY: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

/// Runs the command; gives the exit code.
///
/// # Errors
/// Nothing to check, an unreadable folder, a broken standard or baseline, an output that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let result = checked(common, arguments);
    match (result, arguments.format) {
        (Err(Failure(message)), Format::Github) => {
            let mut out = Vec::new();
            // What goes into memory cannot fail; that standard output is closed is told by the failure itself.
            let _ = report::github_failed(&mut out, &message).and_then(|()| std::io::stdout().write_all(&out));
            Err(Failure(report::github_harmless(&message)))
        }
        (result, _) => result,
    }
}

fn checked(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let Arguments { names, output, summary, .. } = arguments;
    // A baseline may be replaced by its successor, and by nothing else.
    super::apart(&[names, &arguments.baseline, output, summary], lang)?;
    super::apart(&[names, &arguments.write_baseline, output, summary], lang)?;
    may_write(output.as_deref(), lang)?;
    may_append(summary.as_deref(), lang)?;
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root);
    let private = Private::read(arguments.names.as_deref(), &root, &standard, lang)?;
    let told = |failure| private.failure(&failure);
    // The program ends with the check: the standard is not taken apart for it.
    let standard: &Standard = Box::leak(Box::new(standard.map_err(told)?));
    known(standard, &arguments.only, lang)?;
    let (way, id) = (private.conceal(&conceal(&repository::way_to(&root))).into_owned(), standard.about.id.as_str());
    let site = Site { root: &root, way: &way };
    let baseline = arguments.baseline.as_deref().map(|file| Baseline::read(file, id, site, lang)).transpose()?;
    let replaced = arguments.write_baseline.as_deref().map(|file| Baseline::to_replace(file, id, lang)).transpose()?;
    let bar = progress::Bar::new(lang);
    let changed = arguments.changed_since.as_deref().map(|rev| Changed::since(&root, rev, lang)).transpose()?;
    let format = arguments.format;
    // What weighs or compares findings wants all of them at once.
    let all = summary.is_some() || arguments.write_baseline.is_some() || baseline.is_some() || !Writer::can(format);
    // What is written meanwhile would be written into the bar.
    let no_bar =
        arguments.quiet || !all && output.is_none() && format == Format::Json && std::io::stdout().is_terminal();
    let watch = if no_bar { Watch::default() } else { bar.watch() };
    let facts = arguments.facts || format == Format::Json;
    let keep = match (all, arguments.quiet && format == Format::Human) {
        (true, _) => Keep::All,
        (false, true) => Keep::Counts,
        (false, false) => Keep::Verdicts,
    };
    let options = Options { changed, watch, keep, names: private.0.clone(), ..common.options(&arguments.only, facts) };
    let deny = arguments.deny;
    let mut style = Style {
        colour: output.is_none() && common.colour(),
        width: super::width(output.as_deref()),
        quiet: arguments.quiet,
        deny,
        facts: arguments.facts,
        way: way.clone(),
        ..Style::plain(standard, lang, options.today)
    };
    let output = output.as_deref();
    if !all {
        let plan = Plan::of(standard, &root, &options).map_err(told)?.all_of_one();
        let mut failed = false;
        deliver_with(output, lang, |out| {
            let mut writer = Writer::new(out, format, &style);
            let tell = |_: &Province, _: &Studio<'_>, report: &Report<'_>| Writer::part(report, format, &style);
            let mut run = plan.run(tell, |part| writer.take(part?))?;
            bar.end();
            run.conceal();
            failed = run.fails(deny);
            writer.end(&run)
        })?;
        return Ok(u8::from(failed));
    }
    let mut run = Run::over(standard, &root, &options).map_err(told)?;
    bar.end();
    style.baseline = baseline.as_ref().map(|baseline| baseline.mark(&mut run, site, &options));
    if let Some(marked) = style.baseline.as_ref().filter(|marked| marked.gone > 0) {
        said(&say!(lang, "baseline.gone", n = marked.gone));
    }
    if let Some((was, now)) = baseline.as_ref().and_then(|baseline| baseline.moved(&run, site)) {
        said(&say!(lang, "baseline.moved", was = was, now = now));
    }
    // What is kept now is known: every form says what the exit code says.
    let written = replaced.map(|before| Baseline::after(before, &run, id, site));
    if let Some(written) = &written {
        let known = written.mark(&mut run, site, &options).known;
        style.baseline = Some(Marked { known, gone: style.baseline.map_or(0, |marked| marked.gone) });
    }
    deliver_with(output, lang, |out| report::write(out, &run, format, &style))?;
    if let Some(file) = summary {
        let mut text = Vec::new();
        let taken = std::fs::metadata(file).map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX));
        report::summary(&mut text, &run, &style, taken).map_err(|error| Failure(error.to_string()))?;
        append(file, &text).map_err(|error| super::cannot_write(file, &error, lang))?;
    }
    let failed = u8::from(run.fails(deny));
    let Some((file, written)) = arguments.write_baseline.as_ref().zip(written) else { return Ok(failed) };
    let bytes = written.bytes().map_err(|error| Failure(error.to_string()))?;
    deliver(Some(file), &bytes, lang)?;
    said(&say!(lang, "baseline.written", path = file.display(), n = written.count()));
    let firm = run.all_findings().filter(|finding| finding.fails(deny)).count();
    if firm > 0 {
        said(&say!(lang, "baseline.firm", n = firm));
    }
    Ok(failed)
}

/// Adds to the end of a file, as CI hosts ask of what writes on the page of a job: all of it, or nothing.
fn append(file: &Path, text: &[u8]) -> std::io::Result<()> {
    if let Some(stream) = stream(file) {
        return tell(stream, |out| out.write_all(text));
    }
    let before = std::fs::metadata(file).ok().map(|about| about.len());
    let mut open = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    open.write_all(text).inspect_err(|_| {
        // Where a disk is full there is still room for less; what cannot be cut off stays, and is told as not written.
        let _ = match before {
            Some(length) => open.set_len(length),
            None => std::fs::remove_file(file),
        };
    })
}

/// Whether all that was asked for exists.
pub(super) fn known(standard: &Standard, only: &[String], lang: Lang) -> Result<()> {
    match only.iter().find(|id| !(standard.covers_any(id) || names_a_rule(standard, id))) {
        Some(id) if id.contains(['，', '、', '；']) => Err(Failure(say!(lang, "cli.only.comma", id = id))),
        Some(id) => Err(Failure(say!(lang, "cli.only", id = id))),
        None => Ok(()),
    }
}

/// Rules that are no clauses go by names with a slash, and by what stands before it.
fn names_a_rule(standard: &Standard, id: &str) -> bool {
    let named = |rule: &str| rule == id || rule.split('/').next() == Some(id);
    standard.demands.iter().any(|demand| named(&demand.id)) || rules().any(named)
}
