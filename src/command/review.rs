//! `studio review`: what waits for a reviewer, a clause with all that lies before him, and his verdict in the file. What is
//! asked of him, and what the options are called, comes from the kind of record that holds sign-offs.

mod ask;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Args, Command};

use super::output::may_write;
use super::talk::Talk;
use super::{Common, FORMATS, WIDTH, deliver, one_of, one_studio, tell_done};
use crate::check::docket::docket;
use crate::check::{Options, Run, SIGNOFFS};
use crate::edit::sign::{self, Done, Question, sign};
use crate::failure::{Failure, Result};
use crate::files;
use crate::load;
use crate::report::Format;
use crate::report::docket::{Case, View, json, one, page, table};
use crate::say;
use crate::standard::kind::Type;
use crate::standard::{Standard, covers};
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::safe::visible;
use crate::text::shell::word;
use crate::text::width::wrap;

/// Arguments of `studio review`; what was answered by options of the standard's own is added when the line is read.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    show: Vec<String>,
    #[arg(long, value_parser = one_of(&FORMATS), default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: Format,
    #[arg(long)]
    dry_run: bool,
    #[arg(short, long, value_name = "FILE", conflicts_with = "dry_run")]
    output: Option<PathBuf>,
    #[arg(skip)]
    answers: Vec<(usize, String)>,
}

/// In place of an id: every clause that waits.
const ALL: &str = "all";
impl Arguments {
    /// Takes over the answers among `matches`.
    pub fn take(&mut self, matches: &ArgMatches, standard: &Standard) {
        for (number, question) in sign::questions(standard).iter().enumerate() {
            if let Ok(Some(answers)) = matches.try_get_many::<String>(&question.ask.flag) {
                let answers: Vec<&str> = answers.map(String::as_str).collect();
                self.answers.push((number, answers.join(",")));
            }
        }
    }

    /// Whether a verdict is to be written, as far as the line says; what it leaves out is asked for only at a terminal.
    fn signs(&self, questions: &[Question]) -> bool {
        if !(self.answers.is_empty() || people()) {
            return true;
        }
        let decides = |number: &usize| {
            questions.get(*number).is_some_and(|question| matches!(question.field.of, Type::Clause | Type::Value))
        };
        self.dry_run || self.answers.iter().any(|(number, _)| decides(number))
    }
}

/// The command with an option for everything that a reviewer is asked.
#[must_use]
pub fn with_options(mut command: Command, standard: &Standard, lang: Lang, heading: &'static str) -> Command {
    for Question { field, ask } in sign::questions(standard) {
        // clap keeps names for as long as the program runs.
        let flag: &'static str = ask.flag.clone().leak();
        if command.get_arguments().any(|arg| arg.get_long() == Some(flag)) {
            continue;
        }
        let name = match field.of {
            Type::Date => "YYYY-MM-DD",
            Type::Clause => "ID",
            _ => "TEXT",
        };
        let action = if field.many { ArgAction::Append } else { ArgAction::Set };
        let arg = Arg::new(flag).long(flag).action(action).value_name(name).help_heading(heading);
        command = command.arg(arg.help(ask.get(lang).to_owned()));
    }
    command
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// No studio, or several where one is needed; a clause that there is not; a sign-off that is incomplete or would not count;
/// files that cannot be read or written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    may_write(arguments.output.as_deref(), lang)?;
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root)?;
    let questions = sign::questions(&standard);
    let asked = shown(&standard, &arguments.show, lang)?;
    if arguments.signs(&questions) {
        return record(common, arguments, &standard, &root);
    }
    let options = common.options(&[], !asked.is_empty());
    let wanted = |id: &str| asked.iter().any(|prefix| *prefix == ALL || covers(prefix, id));
    // Of many that are only counted nothing else is kept.
    let numbers = asked.is_empty() && arguments.format == Format::Human && load::studios(&root, lang)?.len() > 1;
    let (_, cases) = Run::over_and(&standard, &root, &options, |_, studio, report| {
        let case = Case::new(report, docket(studio, &report.folder, report, lang, &wanted));
        if numbers { case.numbers() } else { case }
    })?;
    let mut cases: Vec<Case> = cases;
    cases.sort_by(|one, other| one.path.cmp(&other.path));
    let width = super::width(arguments.output.as_deref());
    let at = at(&root);
    let view = View { standard: &standard, lang, width, at: &at };
    let mut out = Vec::new();
    let told = match (arguments.format, cases.as_slice()) {
        (Format::Json, cases) => {
            let whole = |matter: &crate::check::docket::Matter| picked(&asked, matter);
            json(&mut out, cases, options.today, &whole, &view)
        }
        (_, cases) if !asked.is_empty() => pages(&mut out, cases, &asked, &view),
        (_, [case]) => one(&mut out, case, &view),
        (_, cases) => table(&mut out, cases, &view),
    };
    told.map_err(|error| Failure(error.to_string()))?;
    deliver(arguments.output.as_deref(), &out, lang)?;
    let people = people() && arguments.output.is_none();
    if let (true, [case], Format::Human, true) = (people, cases.as_slice(), arguments.format, asked.is_empty()) {
        let options = common.options(&[], true);
        let session = ask::Session { view, folder: &case.folder, options: &options, questions: &questions };
        let mut talk = Talk { input: &mut io::stdin().lock(), out: &mut io::stdout().lock() };
        session.run(&mut talk, &arguments.answers)?;
    }
    Ok(0)
}

/// Whether somebody sits there to be asked.
fn people() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// A folder as an argument, with a blank before it; nothing for the one we are in.
fn at(folder: &Path) -> String {
    let path = folder.display().to_string();
    match path.as_str() {
        "." => String::new(),
        path => format!(" {}", word(path)),
    }
}

/// Whether a clause is among those asked for: `all` are those that wait.
fn picked(asked: &[&str], matter: &crate::check::docket::Matter) -> bool {
    asked.iter().any(|prefix| if *prefix == ALL { matter.is_open() } else { covers(prefix, &matter.id) })
}

/// The clauses to show, each of which there must be.
fn shown<'a>(standard: &Standard, ids: &'a [String], lang: Lang) -> Result<Vec<&'a str>> {
    let ids: Vec<&str> = ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).collect();
    let unknown = ids.iter().filter(|id| **id != ALL && !standard.covers_any(id)).map(|id| {
        let known = standard.clauses().map(|clause| clause.id.as_str());
        let near = nearest(id, known).map_or(String::new(), |near| say!(lang, "cli.near", near = near));
        format!("{}{near}", say!(lang, "review.unknown", id = visible(id)))
    });
    let unknown: Vec<String> = unknown.collect();
    if unknown.is_empty() { Ok(ids) } else { Err(Failure(unknown.join("\n"))) }
}

/// Clauses with all that lies before the reviewer.
fn pages(out: &mut Vec<u8>, cases: &[Case], asked: &[&str], view: &View<'_>) -> io::Result<()> {
    use io::Write;
    for case in cases {
        if cases.len() > 1 || case.closed {
            let line = say!(view.lang, "report.studio", name = case.name, school = case.school, path = case.path);
            writeln!(out, "{}\n", visible(line.trim_end()))?;
        }
        if case.closed {
            writeln!(out, "{}\n", say!(view.lang, "wait.root"))?;
            continue;
        }
        let matters: Vec<_> = case.docket.matters.iter().filter(|matter| picked(asked, matter)).collect();
        if matters.is_empty() {
            writeln!(out, "{}\n", say!(view.lang, "review.nothing"))?;
        }
        for matter in matters {
            page(out, &case.docket, &[matter], view)?;
        }
    }
    Ok(())
}

/// Writes a verdict.
fn record(common: &Common, arguments: &Arguments, standard: &Standard, root: &Path) -> Result<u8> {
    let lang = common.lang();
    if !arguments.show.is_empty() || arguments.format == Format::Json || arguments.output.is_some() {
        return Err(Failure(say!(lang, "review.either")));
    }
    let all = load::studios(root, lang)?;
    if let [first, _, ..] = all.as_slice() {
        return Err(Failure(say!(lang, "review.many", path = root.display(), n = all.len(), first = first.display())));
    }
    let folder = one_studio(root, lang)?;
    let options: Options = common.options(&[], false);
    let done = sign(standard, &folder, &options, &arguments.answers, arguments.dry_run)?;
    let path = if folder == Path::new(".") { SIGNOFFS.to_owned() } else { files::shown(&folder.join(SIGNOFFS)) };
    tell_done(!arguments.dry_run, &told(&done, &path, arguments.dry_run, lang), lang)?;
    Ok(0)
}

/// What was written, which clauses it decides, and which it leaves.
fn told(done: &Done, path: &str, dry: bool, lang: Lang) -> String {
    let head = if dry { say!(lang, "review.would", path = path) } else { say!(lang, "review.wrote", path = path) };
    let ids = lang.list(&done.decides);
    let mut lines = wrap(&visible(&head), WIDTH);
    lines.push(done.shown().trim_end().to_owned());
    lines.extend(wrap(&say!(lang, "review.decides", n = done.decides.len(), ids = ids), WIDTH));
    if !done.left.is_empty() {
        lines.push(say!(lang, "review.left"));
        for line in &done.left {
            lines.extend(wrap(line, WIDTH - 2).into_iter().map(|line| format!("  {line}")));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
