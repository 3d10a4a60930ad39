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
pub mod pack;
pub mod schema;
pub mod to_excel;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::failure::{Failure, Result};
use crate::say;
use crate::standard::{self, Standard};
use crate::text::lang::Lang;
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

    /// The standard in use for what lies at `root`.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn standard_for(&self, _root: &Path) -> Result<Standard> {
        self.standard()
    }

    /// The standard in use where no records are looked at.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn standard(&self) -> Result<Standard> {
        match &self.standard {
            Some(folder) => standard::folder(folder),
            None => standard::embedded(),
        }
    }

    fn options(&self, only: &[String], facts: bool) -> checking::Options {
        checking::Options { today: self.today(), lang: self.lang(), only: only.to_vec(), facts }
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

/// English where the locale says so; what says nothing is Chinese.
#[must_use]
pub fn locale() -> Lang {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    match named.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// Writes to `output`, or to standard output. A file is replaced whole or not at all.
fn deliver(output: Option<&Path>, bytes: &[u8], lang: Lang) -> Result<()> {
    match output {
        Some(path) => files::replace(path, bytes)
            .map_err(|error| Failure(say!(lang, "cli.cannot-write", path = path.display(), why = error))),
        None => match io::stdout().lock().write_all(bytes) {
            // Whoever reads a pipe may stop reading.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure(error.to_string())),
            _ => Ok(()),
        },
    }
}

/// Says something of what was done, on standard error.
fn said(message: &str) {
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
        (None, _) => Err(Failure(say!(lang, "run.nothing", path = root.display()))),
        (Some(one), None) => Ok(one),
        (Some(_), Some(first)) => {
            let (n, first) = (studios.len() + 1, first.display());
            Err(Failure(say!(lang, "to-excel.many", path = root.display(), n = n, first = first)))
        }
    }
}
