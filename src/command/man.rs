//! `studio man`: manual pages made of the same words as the help, one for the program and one for each command.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::output::direct;
use super::{Common, deliver};
use crate::failure::{Failure, Result};
use crate::files::Batch;
use crate::files::mark::{self, Whose};
use crate::say;
use crate::text::lang::Lang;
use crate::text::message::say;
use crate::text::trouble::trouble;
use crate::text::width::width;

/// Arguments of `studio man`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(id = "man-command", value_name = "COMMAND", conflicts_with = "man-output")]
    command: Option<String>,
    #[arg(id = "man-output", short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
}

/// What the library writes in English, and the keys of what it is called.
const WORDS: [(&str, &str); 5] = [
    (".SH NAME\n", "man.name"),
    (".SH SYNOPSIS\n", "man.synopsis"),
    (".SH DESCRIPTION\n", "man.description"),
    (".SH VERSION\n", "man.version"),
    ("\\fIPossible values:\\fR", "man.values"),
];

/// Runs the command over `studio`, the whole command line in the language asked for; gives the exit code.
///
/// # Errors
/// No such command or folder; a page that cannot be written, or that somebody else made: then none is written.
pub fn run(common: &Common, arguments: &Arguments, mut studio: Command) -> Result<u8> {
    let lang = common.lang();
    studio.build();
    let name = studio.get_name().to_owned();
    let inner: Vec<Command> = studio.get_subcommands().cloned().collect();
    if let Some(folder) = &arguments.output {
        let mut pages = Vec::new();
        all_pages(studio, &name, lang, &mut pages)?;
        let n = pages.len();
        write(folder, pages, lang)?;
        let told = say!(lang, "man.written", n = n, path = folder.display());
        deliver(None, format!("{told}\n").as_bytes(), lang)?;
        return Ok(0);
    }
    let asked = match &arguments.command {
        None => studio,
        Some(wanted) if *wanted == name => studio,
        Some(wanted) => {
            let names: Vec<&str> = inner.iter().map(Command::get_name).collect();
            let unknown = say!(lang, "man.no-command", name = wanted, names = names.join(" "));
            inner.iter().find(|command| command.get_name() == wanted).cloned().ok_or(Failure(unknown))?
        }
    };
    deliver(None, page(asked, lang)?.as_bytes(), lang)?;
    Ok(0)
}

/// The pages of a command and of those within it; what clap adds of itself has none.
fn all_pages(command: Command, name: &str, lang: Lang, pages: &mut Vec<(String, String)>) -> Result<()> {
    let inner: Vec<Command> = command.get_subcommands().filter(|inner| inner.get_name() != "help").cloned().collect();
    pages.push((name.to_owned(), page(command, lang)?));
    inner.into_iter().try_for_each(|inner| {
        let name = format!("{name}-{}", inner.get_name());
        all_pages(inner, &name, lang, pages)
    })
}

/// The page of one command, marked. It has no date: the same program gives the same page.
fn page(command: Command, lang: Lang) -> Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut bytes = Vec::new();
    Man::new(command).render(&mut bytes).map_err(|error| Failure(error.to_string()))?;
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    for (written, key) in WORDS {
        let words = say(lang, key, &[]);
        let words = match written.strip_prefix(".SH ") {
            Some(_) => format!(".SH {words}\n"),
            None => format!("\\fI{words}\\fR"),
        };
        text = text.replace(written, &words);
    }
    let (mark, manual) = (say!(lang, "man.made", mark = mark::PLACE), say!(lang, "man.manual"));
    let first = format!(".SH {}", say!(lang, "man.name"));
    let title = format!(".TH {name} 1 \"\" \"studio {}\" \"{manual}\"\n.ad l\n", env!("CARGO_PKG_VERSION"));
    let mut page = format!(".\\\" -*- coding: utf-8 -*-\n.\\\" {mark}\n");
    let mut after = "";
    for line in text.lines() {
        // The line below the first heading is the one that lists of pages show; they know no such marks.
        let plain = line.starts_with('.') || after == first;
        after = line;
        if line.starts_with(".TH ") {
            // The library leaves an empty date out, and what follows it would take its place. Words without blanks between
            // them are not to be spread over the line.
            page.push_str(&title);
        } else {
            page.push_str(&if plain { line.to_owned() } else { breakable(line) });
            page.push('\n');
        }
    }
    Ok(mark::seal(&page))
}

/// The line with a mark at every place between Chinese characters where it may be broken: roff knows none by itself.
fn breakable(line: &str) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    let mut before = ' ';
    for char in line.chars() {
        let joins = "（“《".contains(before) || "），。：；、！？”》".contains(char);
        if width(before.encode_utf8(&mut [0; 4])) == 2 && width(char.encode_utf8(&mut [0; 4])) == 2 && !joins {
            out.push_str("\\:");
        }
        out.push(char);
        before = char;
    }
    out
}

/// Writes all pages, or none.
fn write(folder: &Path, pages: Vec<(String, String)>, lang: Lang) -> Result<()> {
    if !folder.is_dir() {
        return Err(Failure(say!(lang, "cli.no-folder", path = crate::files::shown(folder))));
    }
    let cannot = |path: &Path, why: std::io::Error| {
        Failure(say!(lang, "cli.cannot-write", path = path.display(), why = trouble(&why, lang)))
    };
    let mut batch = Batch::default();
    for (name, text) in pages {
        let path = folder.join(format!("{name}.1"));
        direct(&path, lang)?;
        match mark::read(&path).map_err(|why| cannot(&path, why))? {
            None => batch.create(path, text.into_bytes()),
            Some(old) if mark::same(&old, &text) => {}
            Some(old) if mark::whose(&old) == Whose::Ours => batch.replace(path, old, text.into_bytes()),
            Some(_) => return Err(Failure(say!(lang, "man.exists", path = path.display()))),
        }
    }
    batch.commit().map_err(|no| cannot(&no.path, no.error))
}
