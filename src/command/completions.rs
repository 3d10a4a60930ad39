//! `studio completions`: a script by which a shell completes commands, options, kinds of record and clauses.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Args, Command};
use clap_complete::Shell;

use super::export::ALL;
use super::{Common, deliver};
use crate::edit::sign::{Question, questions};
use crate::failure::Result;
use crate::load::STUDIO;
use crate::standard::Standard;
use crate::standard::kind::Type;
use crate::text::lang::Lang;
use crate::text::message::rules;

/// Arguments of `studio completions`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// Runs the command over `studio`, the whole command line in the language asked for; gives the exit code.
///
/// # Errors
/// A standard that cannot be read.
pub fn run(common: &Common, arguments: &Arguments, studio: Command) -> Result<u8> {
    let (standard, lang) = (common.standard()?, common.lang());
    let mut command = proposing(studio, &standard, lang);
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    deliver(None, &script, lang)?;
    Ok(0)
}

/// The command with the values of its arguments that the standard names.
fn proposing(command: Command, standard: &Standard, lang: Lang) -> Command {
    let command = command.mut_args(|arg| match values(&arg, standard, lang) {
        Some(values) => arg.value_parser(PossibleValuesParser::new(values)),
        None => arg,
    });
    command.mut_subcommands(|inner| proposing(inner, standard, lang))
}

/// What may be given for an argument, by its id; the same id means the same with every command.
fn values(arg: &Arg, standard: &Standard, lang: Lang) -> Option<Vec<PossibleValue>> {
    let kinds = || {
        let kinds = standard.kinds.iter();
        kinds.map(|kind| value(&kind.kind).help(kind.label.get(lang).to_owned())).collect::<Vec<_>>()
    };
    let clauses = || standard.clauses().map(|clause| value(&clause.id)).collect::<Vec<_>>();
    let parts = || {
        let mut ids: Vec<&str> = standard.indicators().map(|indicator| indicator.id.as_str()).collect();
        ids.extend(standard.clauses().map(|clause| clause.id.as_str()));
        ids.sort_unstable();
        ids.into_iter().map(value).collect::<Vec<_>>()
    };
    let listed = |question: Question| match question.field.of {
        Type::Clause => Some(parts()),
        _ => Some(standard.list(&question.field)?.values.iter().map(|one| value(&one.value)).collect()),
    };
    match arg.get_id().as_str() {
        // The root file of a studio is begun by another command.
        "kind" => Some(kinds().into_iter().filter(|kind| kind.get_name() != root(standard)).collect()),
        "schema-kind" => Some(kinds()),
        "clause" => Some(clauses()),
        "only" | "show" => Some(parts()),
        "annex" => Some(standard.forms.iter().map(|form| form.annex.as_str()).chain([ALL]).map(value).collect()),
        "name" => {
            let rules = rules().map(value);
            Some(kinds().into_iter().chain(parts()).chain(rules).collect())
        }
        id => questions(standard).into_iter().find(|question| question.ask.flag == id).and_then(listed),
    }
}

/// The name of the kind that the root file of a studio is.
fn root(standard: &Standard) -> &str {
    standard.kind_of(STUDIO).map_or("", |kind| standard.kinds[kind].kind.as_str())
}

/// One of the values; clap keeps the word for as long as the program runs.
fn value(word: &str) -> PossibleValue {
    PossibleValue::new(&*word.to_owned().leak())
}
