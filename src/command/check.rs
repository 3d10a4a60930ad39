//! `studio check`: holds one studio, or all below a folder, against the standard.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Common, deliver, progress};
use crate::check::{Options, Run, Watch};
use crate::failure::{Failure, Result};
use crate::finding::Severity;
use crate::load::Changed;
use crate::report::{self, Format, Style};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::message::rules;

/// Arguments of `studio check`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: Formats,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    only: Vec<String>,
    #[arg(long, value_enum, default_value = "error", hide_possible_values = true, hide_default_value = true)]
    deny: Deny,
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    #[arg(long)]
    facts: bool,
    #[arg(short, long)]
    quiet: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Formats {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Error,
    Warning,
    Note,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// Nothing to check, an unreadable folder, a broken standard, an output that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root)?;
    known(&standard, &arguments.only, lang)?;
    let bar = progress::Bar::new(lang);
    let changed = arguments.changed_since.as_deref().map(|rev| Changed::since(&root, rev, lang)).transpose()?;
    let watch = if arguments.quiet { Watch::default() } else { bar.watch() };
    let facts = arguments.facts || arguments.format == Formats::Json;
    let options = Options { changed, watch, ..common.options(&arguments.only, facts) };
    let run = Run::over(&standard, &root, &options)?;
    bar.end();
    let deny = match arguments.deny {
        Deny::Error => Severity::Error,
        Deny::Warning => Severity::Warning,
        Deny::Note => Severity::Note,
    };
    let style = Style {
        standard: &standard,
        lang,
        today: options.today,
        colour: arguments.output.is_none() && common.colour(),
        width: super::width(arguments.output.as_deref()),
        quiet: arguments.quiet,
        deny,
        facts: arguments.facts,
    };
    let format = match arguments.format {
        Formats::Human => Format::Human,
        Formats::Json => Format::Json,
    };
    let mut out = Vec::new();
    report::write(&mut out, &run, format, &style).map_err(|error| Failure(error.to_string()))?;
    deliver(arguments.output.as_deref(), &out, lang)?;
    let failed = run.all_findings().any(|finding| finding.severity >= deny);
    Ok(u8::from(failed))
}

/// Whether all that was asked for exists.
pub(super) fn known(standard: &Standard, only: &[String], lang: Lang) -> Result<()> {
    match only.iter().find(|id| !(standard.covers_any(id) || names_a_rule(standard, id))) {
        Some(id) => Err(Failure(say!(lang, "cli.only", id = id))),
        None => Ok(()),
    }
}

/// Rules that are no clauses go by names with a slash, and by what stands before it.
fn names_a_rule(standard: &Standard, id: &str) -> bool {
    let named = |rule: &str| rule == id || rule.split('/').next() == Some(id);
    standard.demands.iter().any(|demand| named(&demand.id)) || rules().any(named)
}
