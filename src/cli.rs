//! The commands, and the one place where arguments, languages and exit codes meet.

mod help;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::{self, ASKED, Common};
use crate::failure::Failure;
use crate::fault::{self, survived};
use crate::files;
use crate::say;
use crate::standard::{self, Standard};
use crate::text::lang::Lang;
use crate::text::message::say;
use crate::text::safe::visible;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "studio",
    bin_name = "studio",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    disable_help_flag = true
)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Commands,
}

#[derive(Debug, Subcommand)]
enum Commands {
    Init(command::init::Arguments),
    New(command::new::Arguments),
    Check(command::check::Arguments),
    Review(command::review::Arguments),
    Explain(command::explain::Arguments),
    ToExcel(command::to_excel::Arguments),
    FromExcel(command::from_excel::Arguments),
    Count(command::count::Arguments),
    Export(command::export::Arguments),
    Fmt(command::fmt::Arguments),
    Mv(command::mv::Arguments),
    Status(command::status::Arguments),
    Report(command::report::Arguments),
    Pack(command::pack::Arguments),
    Schema(command::schema::Arguments),
    Standard(command::standard::Arguments),
    Completions(command::completions::Arguments),
    Man(command::man::Arguments),
}

/// Runs the program with `arguments` (the first is its name); gives the exit code: 0 nothing found, 1 found, 2 could
/// not run, 130 asked to end while it wrote.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = asked_language(&arguments);
    fault::tell(lang);
    files::outlast_limits();
    survived(|| run(&arguments, lang)).unwrap_or(2)
}

fn run(arguments: &[OsString], lang: Lang) -> u8 {
    let standard = asks(arguments).then(|| asked_standard(arguments)).flatten();
    let cli =
        match matched(arguments, standard.as_ref(), lang).and_then(|matches| understood(&matches, standard.as_ref())) {
            Ok(cli) => cli,
            Err(error) => return refuse(&error, lang),
        };
    let result = match &cli.command {
        Commands::Init(arguments) => command::init::run(&cli.common, arguments),
        Commands::New(arguments) => command::new::run(&cli.common, arguments),
        Commands::Check(arguments) => command::check::run(&cli.common, arguments),
        Commands::Review(arguments) => command::review::run(&cli.common, arguments),
        Commands::Explain(arguments) => command::explain::run(&cli.common, arguments),
        Commands::ToExcel(arguments) => command::to_excel::run(&cli.common, arguments),
        Commands::FromExcel(arguments) => command::from_excel::run(&cli.common, arguments),
        Commands::Count(arguments) => command::count::run(&cli.common, arguments),
        Commands::Export(arguments) => command::export::run(&cli.common, arguments),
        Commands::Fmt(arguments) => command::fmt::run(&cli.common, arguments),
        Commands::Status(arguments) => command::status::run(&cli.common, arguments),
        Commands::Report(arguments) => command::report::run(&cli.common, arguments),
        Commands::Mv(arguments) => command::mv::run(&cli.common, arguments),
        Commands::Standard(arguments) => command::standard::run(&cli.common, arguments),
        Commands::Pack(arguments) => command::pack::run(&cli.common, arguments),
        Commands::Schema(arguments) => command::schema::run(&cli.common, arguments),
        Commands::Completions(arguments) => command::completions::run(&cli.common, arguments, described(&cli.common)),
        Commands::Man(arguments) => command::man::run(&cli.common, arguments, described(&cli.common)),
    };
    let lang = cli.common.lang();
    let code = result.unwrap_or_else(|Failure(message)| {
        command::said(&format!("{}: {message}", say!(lang, "cli.error")));
        2
    });
    left(lang);
    // Whoever wrote nothing has said so.
    if !files::asked_to_end() || code == ASKED {
        return code;
    }
    command::said(&say!(lang, "cli.ended"));
    ASKED
}

/// What the arguments ask for. Helps are put into words only where one is shown, or a fault told.
fn matched(arguments: &[OsString], standard: Option<&Standard>, lang: Lang) -> Result<ArgMatches, clap::Error> {
    // clap breaks no line where it knows of no width.
    let in_words = || whole(standard, lang).term_width(0).try_get_matches_from(arguments);
    if standard.is_some() { in_words() } else { Cli::command().try_get_matches_from(arguments).or_else(|_| in_words()) }
}

/// Tells what a program that was killed has left where this one wrote: files all at once, however many there are.
fn left(lang: Lang) {
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        files::left_behind().into_iter().partition(|path| path.is_dir());
    if let [file] = files.as_slice() {
        command::said(&say!(lang, "cli.left", path = visible(&files::shown(file))));
    } else if !files.is_empty() {
        let places: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        let places: Vec<String> = places.into_iter().map(|place| visible(&files::shown(place)).into_owned()).collect();
        let places = lang.list(&places);
        command::said(&say!(lang, "cli.left.several", n = files.len(), folders = places));
    }
    for folder in folders {
        command::said(&say!(lang, "cli.left.folder", path = visible(&files::shown(&folder))));
    }
}

/// The commands that ask what the standard's data says; their options are read from there, and only when they are called.
const STARTING: &str = "init";
const REVIEWING: &str = "review";

fn asks(arguments: &[OsString]) -> bool {
    arguments.iter().any(|word| word == STARTING || word == REVIEWING)
}

/// The standard whose questions are asked: the one named on the line, as far as it can be read.
fn asked_standard(arguments: &[OsString]) -> Option<Standard> {
    let named = arguments.windows(2).find(|pair| pair[0] == "--standard").map(|pair| pair[1].clone());
    let joined = || arguments.iter().find_map(|word| word.to_str()?.strip_prefix("--standard=").map(OsString::from));
    let folder = named.or_else(joined).and_then(|folder| standard::folder(Path::new(&folder)).ok());
    folder.or_else(|| standard::embedded().ok())
}

/// The whole command line in `lang`, with the options that the questions of `standard` ask for.
#[must_use]
pub fn whole(standard: Option<&Standard>, lang: Lang) -> Command {
    let command = localised(Cli::command(), "", lang);
    let Some(standard) = standard else { return command };
    let title = heading(lang, "cli.answers");
    let command = command.mut_subcommand(STARTING, |inner| command::init::with_options(inner, standard, lang, title));
    let title = heading(lang, "cli.verdict");
    command.mut_subcommand(REVIEWING, |inner| command::review::with_options(inner, standard, lang, title))
}

/// The whole command line as completions and manual pages describe it.
fn described(common: &Common) -> Command {
    whole(common.standard().ok().as_ref(), common.lang())
}

fn understood(matches: &ArgMatches, standard: Option<&Standard>) -> Result<Cli, clap::Error> {
    let mut cli = Cli::from_arg_matches(matches)?;
    let Some(standard) = standard else { return Ok(cli) };
    match (&mut cli.command, matches.subcommand()) {
        (Commands::Init(arguments), Some((_, inner))) => arguments.take(inner, standard),
        (Commands::Review(arguments), Some((_, inner))) => arguments.take(inner, standard),
        _ => {}
    }
    Ok(cli)
}

/// Names the language where no option does.
const LANGUAGE: &str = "STUDIO_LANG";

/// The language to speak before the arguments are understood.
fn asked_language(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].to_string());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang=").map(str::to_owned));
    match after.or(joined).or_else(|| std::env::var(LANGUAGE).ok()).as_deref() {
        Some("en") => Lang::En,
        Some("zh") => Lang::Zh,
        _ => command::locale(),
    }
}

/// The command with its helps in `lang`; `above` is the command it belongs to, with a dash behind it.
fn localised(command: Command, above: &str, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = command.disable_help_flag(true).arg(help);
    let headings = |arg: Arg| {
        let key = if arg.is_positional() { "cli.arguments" } else { "cli.options" };
        // Where a command has words of its own for it, these.
        let (own, common) = (format!("arg.{name}.{}", arg.get_id()), format!("arg.{}", arg.get_id()));
        let text = Some(say(lang, &own, &[])).filter(|text| *text != own).unwrap_or_else(|| say(lang, &common, &[]));
        arg.help(text).help_heading(heading(lang, key))
    };
    let about = say(lang, &format!("about.{above}{name}"), &[]);
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}", say!(lang, "cli.usage"));
    let command = command.about(about).help_template(template).mut_args(headings);
    let command = command.disable_version_flag(true).subcommand_help_heading(heading(lang, "cli.commands"));
    let command = if name == "studio" {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        // A variable with nothing in it says nothing.
        let silent = std::env::var_os(LANGUAGE).is_some_and(|said| said.is_empty());
        let command = if silent { command.mut_arg("lang", |arg| arg.env(None::<&str>)) } else { command };
        command.arg(headings(version))
    } else {
        command
    };
    let above = if name == "studio" { String::new() } else { format!("{above}{name}-") };
    command.mut_subcommands(|inner| localised(inner, &above, lang))
}

/// The words over a part of the help; clap keeps them for as long as the program runs.
fn heading(lang: Lang, key: &str) -> &'static str {
    say(lang, key, &[]).leak()
}

/// Says what is wrong with the arguments; asked-for help and version are no errors.
fn refuse(error: &clap::Error, lang: Lang) -> u8 {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::TooManyValues => "cli.unknown-argument",
        ErrorKind::InvalidSubcommand => "cli.unknown-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli.invalid-value",
        ErrorKind::MissingRequiredArgument => "cli.missing",
        ErrorKind::ArgumentConflict => "cli.conflict",
        ErrorKind::InvalidUtf8 => "cli.invalid-utf8",
        _ => {
            // Help and version go to standard output, everything else to standard error, as clap decides.
            show(error);
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let named = std::env::var(LANGUAGE).is_ok_and(|named| argument.starts_with("--lang") && named == value);
    let argument = if named { LANGUAGE.to_owned() } else { argument };
    let argument = if error.kind() == ErrorKind::TooManyValues { value.clone() } else { argument };
    let value = if key == "cli.unknown-command" { of(ContextKind::InvalidSubcommand) } else { value };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.clone()),
            // The likeliest is the last.
            Some(ContextValue::Strings(texts)) => texts.last().cloned(),
            _ => None,
        });
    let other = of(ContextKind::PriorArg);
    let other = if other.is_empty() { say!(lang, "cli.conflict.other") } else { other };
    let mut message = say(lang, key, &[("argument", &argument), ("value", &value), ("other", &other)]);
    if let Some(near) = suggestion {
        message.push_str(&say!(lang, "cli.near", near = near));
    }
    if argument.contains("--today") {
        message.push_str(&say!(lang, "cli.date-form"));
    }
    let values = of(ContextKind::ValidValue);
    if !values.is_empty() {
        let told = say!(lang, "cli.values", values = values);
        // Behind a question no other mark ends the sentence.
        let asks = message.ends_with(['?', '？']);
        message.push_str(if asks { told.trim_start_matches(['。', '.']) } else { &told });
    }
    command::said(&format!("{}: {message}\n{}", say!(lang, "cli.error"), say!(lang, "cli.see-help")));
    2
}

/// Shows what clap has to say, in the columns there are. Whoever does not read it to its end has it no longer.
fn show(error: &clap::Error) {
    let text = error.render();
    let plain = text.to_string();
    let fitted = |colours: bool| {
        let styled = if colours { text.ansi().to_string() } else { plain.clone() };
        help::fitted(&plain, &styled, help::columns())
    };
    let colours = |terminal: bool| terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let (out, told) = (io::stdout(), io::stderr());
    let _ = if error.use_stderr() {
        told.lock().write_all(fitted(colours(told.is_terminal())).as_bytes())
    } else {
        out.lock().write_all(fitted(colours(out.is_terminal())).as_bytes())
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        fn walk(command: &Command) {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && !about.starts_with("about."), "{about}");
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.is_empty() && !help.starts_with("arg."), "{} {help}", command.get_name());
            }
            command.get_subcommands().for_each(walk);
        }
        for lang in [Lang::Zh, Lang::En] {
            let mut command = whole(standard::embedded().ok().as_ref(), lang);
            command.build();
            walk(&command);
        }
    }
}
