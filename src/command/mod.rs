//! One file a command: its arguments and what it does. What all share is here.

pub mod check;
pub mod completions;
pub mod count;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod from_excel;
pub mod init;
pub mod man;
pub mod mv;
pub mod new;
mod output;
pub mod pack;
mod progress;
pub mod report;
pub mod review;
pub mod schema;
pub mod standard;
pub mod status;
mod talk;
pub mod to_excel;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use self::output::Stream;
use crate::failure::{Failure, Result};
use crate::report::Format;
use crate::say;
use crate::standard::{self as standards, Standard};
use crate::text::article;
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::personal::conceal;
use crate::text::trouble::trouble;
use crate::{check as checking, files, load};

/// Options that mean the same everywhere.
#[derive(Debug, Args)]
pub struct Common {
    #[arg(short = 'C', long = "dir", global = true, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    #[arg(long, global = true, value_enum, env = "STUDIO_LANG", hide_env = true, hide_possible_values = true)]
    lang: Option<Language>,
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    color: Colour,
    #[arg(long, global = true, value_name = "DIR")]
    standard: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    overlay: Vec<PathBuf>,
}

/// The languages as one types them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl Common {
    /// The language: as asked, else English where the locale is, else Chinese.
    #[must_use]
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(Language::Zh) => Lang::Zh,
            Some(Language::En) => Lang::En,
            None => locale(),
        }
    }

    /// The folder a command works on.
    fn root(&self, path: Option<&Path>) -> PathBuf {
        let dir = self.dir.clone().unwrap_or_default();
        let root = path.map_or(dir.clone(), |path| dir.join(path));
        if root.as_os_str().is_empty() { PathBuf::from(".") } else { root }
    }

    /// The day of the check: as asked, else the system's date where it stands.
    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// The standard in use for what lies at `root`: with the overlays that the province at or above it names, then those asked
    /// for.
    ///
    /// # Errors
    /// It cannot be read, or an overlay changes what stands.
    pub fn standard_for(&self, root: &Path) -> Result<Standard> {
        let standard = self.standard()?;
        let named = checking::overlays(&standard, root, self.lang())?;
        if named.is_empty() { Ok(standard) } else { self.with(&[named, self.overlay.clone()].concat()) }
    }

    /// The standard in use where no records are looked at.
    ///
    /// # Errors
    /// It cannot be read, or an overlay changes what stands.
    pub fn standard(&self) -> Result<Standard> {
        self.with(&self.overlay)
    }

    /// The folder of the standard that was asked for.
    fn base(&self) -> Option<&Path> {
        self.standard.as_deref()
    }

    /// The overlays that were asked for.
    fn overlays(&self) -> &[PathBuf] {
        &self.overlay
    }

    fn with(&self, overlays: &[PathBuf]) -> Result<Standard> {
        standards::load(standards::Sources { base: self.standard.as_deref(), overlays }, self.lang())
    }

    fn options(&self, only: &[String], facts: bool) -> checking::Options {
        checking::Options { only: only.to_vec(), facts, ..checking::Options::new(self.today(), self.lang()) }
    }

    /// Whether colours go to standard output.
    fn colour(&self) -> bool {
        match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        }
    }
}

/// Reads one of these words as what it stands for.
fn one_of<T: Copy + Send + Sync + 'static>(all: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let read = |word: String| all.iter().find(|(known, _)| *known == word).map_or(all[0].1, |(_, meant)| *meant);
    PossibleValuesParser::new(all.iter().map(|(word, _)| *word)).map(read)
}

/// The formats of what is told in no other way.
const FORMATS: [(&str, Format); 2] = [("human", Format::Human), ("json", Format::Json)];

/// English where the locale says so; what says nothing is Chinese.
#[must_use]
pub fn locale() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    match named.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// The columns of a report that goes to no terminal.
const WIDTH: usize = 80;

/// The columns of a report: those of the terminal it goes to, within bounds.
fn width(output: Option<&Path>) -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.filter(|_| output.is_none()).unwrap_or(WIDTH).clamp(60, 120)
}

/// Writes to `output`, or to standard output. A file is replaced whole or not at all.
fn deliver(output: Option<&Path>, bytes: &[u8], lang: Lang) -> Result<()> {
    deliver_with(output, lang, |out| out.write_all(bytes))
}

/// The same, with what `write` writes, as it comes.
fn deliver_with(output: Option<&Path>, lang: Lang, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    match output.map_or(Ok(Stream::Output), |path| output::stream(path).ok_or(path)) {
        Ok(stream) => {
            tell(stream, write).map_err(|error| Failure(say!(lang, "cli.cannot-tell", why = trouble(&error, lang))))
        }
        Err(path) => {
            output::direct(path, lang)?;
            files::replace_with(path, write).map_err(|error| cannot_write(path, &error, lang))
        }
    }
}

/// Tells what a command has `done`: where nobody can be told, it is done nevertheless.
fn tell_done(done: bool, text: &str, lang: Lang) -> Result<()> {
    let key = if done { "cli.cannot-tell.done" } else { "cli.cannot-tell" };
    let told = tell(Stream::Output, |out| out.write_all(text.as_bytes()));
    told.map_err(|error| Failure(say!(lang, key, why = trouble(&error, lang))))
}

/// Tells a stream what `write` writes.
fn tell(stream: Stream, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let stream: Box<dyn Write> = match stream {
        Stream::Output => Box::new(io::stdout().lock()),
        // Who shows how far it is writes there meanwhile.
        Stream::Error => Box::new(io::stderr()),
    };
    let mut out = io::BufWriter::new(Pipe(stream));
    write(&mut out)?;
    out.flush()
}

/// Whether a file of this name is a workbook to programs, which go by the ending.
fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

/// Refuses a name that is no workbook's, or that is taken where nothing is replaced.
fn may_be_workbook(path: &Path, force: bool, exists: &str, lang: Lang) -> Result<()> {
    if !is_workbook(path) {
        return Err(Failure(say!(lang, "to-excel.ending", path = path.display())));
    }
    if !force && path.symlink_metadata().is_ok() {
        return Err(Failure(say!(lang, exists, path = path.display())));
    }
    if force { output::direct(path, lang) } else { Ok(()) }
}

/// Writes a workbook: a new one, or with `force` one in place of what is there. `exists` is what is said of a name that is
/// taken.
fn put(path: &Path, bytes: &[u8], force: bool, exists: &str, lang: Lang) -> Result<()> {
    if force || path.symlink_metadata().is_err() {
        output::direct(path, lang)?;
    }
    let written = if force { files::replace(path, bytes) } else { files::write_new(path, bytes) };
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(say!(lang, exists, path = path.display())),
        _ => cannot_write(path, &error, lang),
    })
}

fn cannot_write(path: &Path, error: &io::Error, lang: Lang) -> Failure {
    no_folder(path, lang)
        .unwrap_or_else(|| Failure(say!(lang, "cli.cannot-write", path = path.display(), why = trouble(error, lang))))
}

/// What is said where the folder in which `path` is to be written is not there.
fn no_folder(path: &Path, lang: Lang) -> Option<Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())?;
    Some(Failure(say!(lang, "cli.no-folder", path = files::shown(folder))))
}

/// A private list of names that was given, and what is told without them.
struct Private(Option<Names>);

impl Private {
    /// Reads the list of `--names`. What is wrong with the `standard` is told later, without the names.
    fn read(file: Option<&Path>, root: &Path, standard: &Result<Standard>, lang: Lang) -> Result<Self> {
        let privacy = standard.as_ref().ok().and_then(|standard| standard.privacy.as_ref());
        let heads = privacy.map(|privacy| &privacy.pupils.no_names);
        Ok(Self(file.map(|file| load::names(file, root, heads, lang)).transpose()?))
    }

    fn conceal<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.0.as_ref().map_or(Cow::Borrowed(text), |names| names.conceal(text))
    }

    fn failure(&self, failure: &Failure) -> Failure {
        Failure(self.conceal(&failure.0).into_owned())
    }
}

/// Refuses outputs of which one would go where another goes.
///
/// # Errors
/// Two are one file.
fn apart(outputs: &[&Option<PathBuf>], lang: Lang) -> Result<()> {
    let named: Vec<&Path> = outputs.iter().filter_map(|output| output.as_deref()).collect();
    for (number, one) in named.iter().enumerate() {
        if let Some(other) = named[..number].iter().find(|other| files::is_same(one, other)) {
            return Err(Failure(say!(lang, "cli.one-file", one = other.display(), other = one.display())));
        }
    }
    Ok(())
}

/// Refuses to write over what a school has recorded: a record, or the text beside one. Nor does a result become what would be
/// read as a record.
///
/// # Errors
/// `path` is one, or would be.
fn spare(path: &Path, lang: Lang) -> Result<()> {
    let is_record = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let is_text = article::Format::of(&path.to_string_lossy()).is_some() && path.with_extension("toml").is_file();
    // Through a link it would be the same.
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.exists() && (is_text || is_record(path) || is_record(&whole)) {
        return Err(Failure(say!(lang, "cli.is-record", path = path.display())));
    }
    let folder = files::folder_of(path);
    if is_record(path) && (folder.join(load::STUDIO).is_file() || load::studio_above(folder).is_some()) {
        return Err(Failure(say!(lang, "cli.as-record", path = path.display())));
    }
    Ok(())
}

/// What goes to a reader who may stop reading: the rest is then written to nobody.
struct Pipe<W>(W);

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).or_else(|error| if is_closed(&error) { Ok(bytes.len()) } else { Err(error) })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().or_else(|error| if is_closed(&error) { Ok(()) } else { Err(error) })
    }
}

fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// The exit code of a program that Ctrl-C ended.
pub(crate) const ASKED: u8 = 130;

/// Says that the program was asked to end before it changed anything; gives the exit code.
fn untouched(lang: Lang) -> u8 {
    said(&say!(lang, "cli.untouched"));
    ASKED
}

/// Says something of what was done, on standard error.
pub(crate) fn said(message: &str) {
    let message = conceal(message);
    let visible: Vec<_> = message.lines().map(|line| crate::text::safe::visible(line).into_owned()).collect();
    // Nobody is left to tell when standard error is closed; the work is done.
    let _ = writeln!(io::stderr(), "{}", visible.join("\n"));
}

/// The folder of the one studio at or below `root`.
fn one_studio(root: &Path, lang: Lang) -> Result<PathBuf> {
    if root.is_file() {
        return Err(Failure(say!(lang, "run.file", path = root.display())));
    }
    let mut studios = load::studios(root, lang)?;
    match (studios.pop(), studios.first()) {
        (None, _) => Err(Failure(say!(lang, "run.nothing", path = root.display()) + &load::told_above(root, lang))),
        (Some(one), None) => Ok(one),
        (Some(_), Some(first)) => {
            let (n, first) = (studios.len() + 1, first.display());
            Err(Failure(say!(lang, "to-excel.many", path = root.display(), n = n, first = first)))
        }
    }
}
