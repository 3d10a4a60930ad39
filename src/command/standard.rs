//! `studio standard check`: for those who write standards and overlays. It tells every problem of a folder with its place, and
//! else what the folder says.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Common, deliver};
use crate::failure::{Failure, Result};
use crate::say;
use crate::standard::{Sources, Standard, load};
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;

/// Arguments of `studio standard`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Check(CheckArguments),
}

/// Arguments of `studio standard check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
}

/// Runs the command; gives the exit code: 1 where the folder has problems.
///
/// # Errors
/// No such folder, or the standard that an overlay adds to cannot be read.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let Action::Check(arguments) = &arguments.action;
    let lang = common.lang();
    let folder = common.root(Some(&arguments.folder));
    if !folder.is_dir() {
        return Err(Failure(say!(lang, "load.no-such-folder", path = folder.display())));
    }
    let whole = folder.join("standard.yaml").is_file();
    let under = arguments.base.as_deref().or(common.base());
    let base = load(Sources { base: under, overlays: common.overlays() }, lang)?;
    let result = if whole {
        load(Sources { base: Some(&folder), overlays: &[] }, lang)
    } else {
        let overlays = common.overlays().iter().cloned().chain([folder.clone()]).collect::<Vec<_>>();
        load(Sources { base: under, overlays: &overlays }, lang)
    };
    match result {
        Ok(standard) => {
            let told = if whole { of_standard(&standard, lang) } else { of_overlay(&base, &standard, lang) };
            tell(&told, lang)?;
            Ok(0)
        }
        Err(Failure(problems)) => {
            // Below a problem stands its line, set in.
            let n = problems.lines().filter(|line| !line.starts_with(' ')).count();
            tell(&format!("{problems}\n{}", say!(lang, "standard.problems", n = n)), lang)?;
            Ok(1)
        }
    }
}

/// Prints what is told; nothing in a standard can steer the terminal, and no number of a person in one is shown.
fn tell(text: &str, lang: Lang) -> Result<()> {
    let text = conceal(text);
    let lines: Vec<_> = text.lines().map(visible).collect();
    deliver(None, format!("{}\n", lines.join("\n")).as_bytes(), lang)
}

fn of_standard(standard: &Standard, lang: Lang) -> String {
    say!(
        lang,
        "standard.sound",
        title = visible(&standard.about.title),
        indicators = standard.indicators().count(),
        clauses = standard.clauses().count(),
        kinds = standard.kinds.len(),
        lists = standard.lists.len(),
        forms = standard.forms.len()
    )
}

/// What an overlay adds to what was there before it.
fn of_overlay(base: &Standard, standard: &Standard, lang: Lang) -> String {
    let fields = |standard: &Standard| standard.kinds.iter().map(|kind| kind.fields.count()).sum::<usize>();
    // The values of a new list are part of it, as the columns of a new form are.
    let values =
        |standard: &Standard| standard.lists.iter().take(base.lists.len()).map(|list| list.values.len()).sum::<usize>();
    let columns = |standard: &Standard| {
        standard.forms.iter().take(base.forms.len()).map(|form| form.columns.len()).sum::<usize>()
    };
    say!(
        lang,
        "overlay.sound",
        title = visible(&standard.overlays.last().map_or(String::new(), crate::standard::Overlay::named)),
        fields = fields(standard) - fields(base),
        values = values(standard) - values(base),
        lists = standard.lists.len() - base.lists.len(),
        rules = standard.demands.len() - base.demands.len(),
        forms = standard.forms.len() - base.forms.len(),
        columns = columns(standard) - columns(base)
    )
}
