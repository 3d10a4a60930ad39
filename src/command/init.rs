//! `studio init`: a new studio from a few answers, asked for at a terminal or given as options. What is asked, and what the
//! options are called, comes from the kinds of record.

mod ask;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Args, Command};

use super::talk::Talk;
use super::{Common, tell_done};
use crate::edit::answer;
use crate::edit::begin::{self, Answers, Question};
use crate::edit::given::Known;
use crate::edit::{record, semester};
use crate::failure::{Failure, Result};
use crate::files::Batch;
use crate::load;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Type};
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::shell::word;

/// Arguments of `studio init`; what was answered by options of the standard's own is added when the line is read.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "DIR")]
    target: Option<PathBuf>,
    #[arg(long, value_name = "FROM..TO")]
    semester: Vec<String>,
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    #[arg(skip)]
    answers: Vec<(String, String)>,
}

impl Arguments {
    /// Takes over the answers among `matches`.
    pub fn take(&mut self, matches: &ArgMatches, standard: &Standard) {
        for question in begin::questions(standard) {
            if let Ok(Some(answer)) = matches.try_get_one::<String>(&question.ask.flag) {
                self.answers.push((question.ask.flag, answer.clone()));
            }
        }
    }
}

/// The command with an option for every question of `standard`.
#[must_use]
pub fn with_options(mut command: Command, standard: &Standard, lang: Lang, heading: &'static str) -> Command {
    for question in begin::questions(standard) {
        // clap keeps names for as long as the program runs.
        let flag: &'static str = question.ask.flag.clone().leak();
        if command.get_arguments().any(|arg| arg.get_long() == Some(flag)) {
            continue;
        }
        let name = if question.field().of == Type::Date { "YYYY-MM-DD" } else { "TEXT" };
        let arg = Arg::new(flag).long(flag).action(ArgAction::Set).value_name(name).help_heading(heading);
        command = command.arg(arg.help(question.ask.get(lang).to_owned()));
    }
    command
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// A folder that is a studio already, answers that are missing or wrong, files that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let folder = common.root(arguments.target.as_deref());
    let standard = common.standard_for(&folder)?;
    free(&folder, lang)?;
    let questions = begin::questions(&standard);
    let (mut answers, mut wrong) = given(&standard, &questions, arguments, lang);
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if terminal && wrong.is_empty() {
        let session = ask::Session { standard: &standard, questions: &questions, today: common.today(), lang };
        let mut talk = Talk { input: &mut io::stdin().lock(), out: &mut io::stdout().lock() };
        session.ask(&mut talk, &mut answers)?;
    }
    // What was answered wrongly is not missing as well.
    let told = |question: &Question| arguments.answers.iter().any(|(flag, _)| *flag == question.ask.flag);
    let mut missing = begin::missing(&standard, &questions, &answers);
    missing.retain(|question| !told(question));
    if !missing.is_empty() {
        let flags = missing.iter().map(|question| {
            say!(lang, "init.flag", flag = question.ask.flag, label = question.field().label.get(lang))
        });
        wrong.push(say!(lang, "init.missing", flags = lang.list(flags)));
        wrong.extend(missing.iter().filter_map(|question| {
            let list = standard.list(question.field()).filter(|list| list.values.len() <= ask::SHOWN)?;
            let values = lang.list(list.values.iter().map(|value| &value.value));
            Some(say!(lang, "init.choices", flag = question.ask.flag, values = values))
        }));
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let written = write(&standard, &questions, &answers, &folder, lang)?;
    let here = folder == std::path::Path::new(".");
    let mut text = if here {
        say!(lang, "init.done-here")
    } else {
        say!(lang, "init.done", path = visible(&folder.display().to_string()))
    };
    text.push('\n');
    for line in written {
        text.push_str(&line);
        text.push('\n');
    }
    let dir = if here { String::new() } else { format!(" -C {}", word(&visible(&folder.to_string_lossy()))) };
    text.push_str(&say!(lang, "init.next", dir = dir));
    text.push('\n');
    tell_done(true, &text, lang)?;
    Ok(0)
}

/// The folder must not be a studio, nor lie in one, nor be a file, nor lie behind a link that leads nowhere.
fn free(folder: &std::path::Path, lang: Lang) -> Result<()> {
    let path = folder.display().to_string();
    let path = visible(&path);
    if folder.join(load::STUDIO).symlink_metadata().is_ok() {
        return Err(Failure(say!(lang, "init.is-studio", path = path)));
    }
    if folder.metadata().is_ok_and(|about| !about.is_dir()) {
        return Err(Failure(say!(lang, "init.file", path = path)));
    }
    if let Some((link, target)) = crate::files::dangling(folder) {
        let [link, target] = [link, &target].map(|path| path.display().to_string());
        return Err(Failure(say!(lang, "init.link", link = visible(&link), target = visible(&target))));
    }
    load::studio_above(folder).map_or(Ok(()), |above| {
        let above = crate::files::shown(&above);
        Err(Failure(say!(lang, "init.in-studio", path = path, above = visible(&above))))
    })
}

/// The answers among the options, and what is wrong with them.
fn given(standard: &Standard, questions: &[Question], arguments: &Arguments, lang: Lang) -> (Answers, Vec<String>) {
    let mut answers = Answers::default();
    let mut wrong = Vec::new();
    for (flag, text) in &arguments.answers {
        let Some(index) = questions.iter().position(|question| question.ask.flag == *flag) else { continue };
        match answer::read(standard, questions[index].field(), text, lang) {
            Ok(value) => {
                answers.values.insert(index, value);
            }
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = format!("--{flag}"), why = why)),
        }
    }
    for text in &arguments.semester {
        let read = semester::read(text, lang).and_then(|period| begin::add(standard, &mut answers, period, lang));
        wrong.extend(read.err().map(|why| say!(lang, "init.wrong", flag = "--semester", why = why)));
    }
    let root = standard.kinds.iter().find(|kind| kind.path == load::STUDIO);
    for text in arguments.set.iter().zip(std::iter::repeat(root)).filter_map(|(text, root)| Some((text, root?))) {
        match setting(standard, &text.1.fields, text.0, lang) {
            Ok((steps, known)) => answers.further.push((steps, known)),
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = "--set", why = why)),
        }
    }
    (answers, wrong)
}

/// What `--set school.code=3632009999` sets: the fields that lead there and the value.
///
/// # Errors
/// No such field, or no such value, in words.
pub(super) fn setting(
    standard: &Standard,
    fields: &Fields,
    text: &str,
    lang: Lang,
) -> std::result::Result<(Vec<Arc<Field>>, Known), String> {
    let (path, value) = text.split_once('=').ok_or_else(|| say!(lang, "set.form", text = text))?;
    let mut steps: Vec<Arc<Field>> = Vec::new();
    let mut fields = fields;
    for key in path.trim().split('.') {
        let known = fields.0.iter().map(|field| field.key.as_str()).collect::<Vec<_>>();
        let Some(field) = fields.get(key).filter(|field| field.of != Type::Rows) else {
            return Err(say!(lang, "set.unknown", key = key, keys = lang.list(&known)));
        };
        steps.push(Arc::clone(field));
        fields = &field.fields;
    }
    let field = steps.last().ok_or_else(|| say!(lang, "set.form", text = text))?;
    let item = answer::read(standard, field, value, lang)?;
    Ok((steps, Known::one(item)))
}

/// Writes the files; gives a line for each.
fn write(
    standard: &Standard,
    questions: &[Question],
    answers: &Answers,
    folder: &std::path::Path,
    lang: Lang,
) -> Result<Vec<String>> {
    let mut batch = Batch::default();
    let mut lines = Vec::new();
    for made in begin::files(standard, questions, answers) {
        let path = folder.join(&made.path);
        let key = if made.optional && path.symlink_metadata().is_ok() { "init.kept" } else { "init.wrote" };
        lines.push(crate::text::message::say(lang, key, &[("path", &visible(&made.path))]));
        if key == "init.wrote" {
            batch.create(path, made.text.into_bytes());
        }
    }
    record::commit(batch, folder, lang)?;
    Ok(lines)
}
