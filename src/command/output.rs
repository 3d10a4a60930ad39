//! Where results may be written: over what the program itself told before, and over nothing else.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{cannot_write, spare};
use crate::failure::{Failure, Result};
use crate::files::mark::{self, Whose};
use crate::files::{self, folder_of};
use crate::load;
use crate::report::is_ours;
use crate::say;
use crate::text::lang::Lang;

/// A larger file is no result: 2,000 studios in their first week have some 40 MB.
const LARGEST: u64 = 256 << 20;
/// How much of a file tells whether it is a text.
const HEAD: u64 = 64 << 10;

/// One of the streams that the program was started with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// The stream that a path is the name of. Where it leads to a file it looks like a link; whoever wrote that name sent it there.
pub(super) fn stream(path: &Path) -> Option<Stream> {
    match path.to_str()? {
        "-" => Some(Stream::Output),
        _ if !cfg!(unix) => None,
        "/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1" => Some(Stream::Output),
        "/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2" => Some(Stream::Error),
        _ => None,
    }
}

/// Refuses a file for results that is a folder, or that somebody else wrote.
///
/// # Errors
/// It is one, or cannot be read.
pub(super) fn may_write(output: Option<&Path>, lang: Lang) -> Result<()> {
    let Some(path) = output.filter(|path| stream(path).is_none()) else { return Ok(()) };
    direct(path, lang)?;
    if path.is_dir() {
        return Err(Failure(say!(lang, "cli.is-folder", path = path.display())));
    }
    if is_told(path, lang)? { Ok(()) } else { Err(Failure(say!(lang, "cli.foreign", path = path.display()))) }
}

/// Refuses a file to append a summary to that is not the host's: a folder, or what belongs to a studio or a province.
///
/// # Errors
/// It is one, or cannot be read.
pub(super) fn may_append(summary: Option<&Path>, lang: Lang) -> Result<()> {
    let Some(path) = summary.filter(|path| stream(path).is_none()) else { return Ok(()) };
    direct(path, lang)?;
    if path.is_dir() {
        return Err(Failure(say!(lang, "cli.is-folder", path = path.display())));
    }
    let folder = folder_of(path);
    let within = folder.join(load::STUDIO).is_file()
        || load::studio_above(folder).is_some()
        || folder.join(load::PROVINCE).is_file()
        || load::province_of(folder).is_some();
    let takes = if within { is_told(path, lang)? } else { takes_lines(path, lang)? };
    if takes { Ok(()) } else { Err(Failure(say!(lang, "cli.foreign", path = path.display()))) }
}

/// Whether nothing is at `path`, or a text that somebody else wrote: no workbook, picture or package, nor a page of the program.
fn takes_lines(path: &Path, lang: Lang) -> Result<bool> {
    if !fs::metadata(path).is_ok_and(|there| there.is_file()) {
        return Ok(true);
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.map_err(|error| cannot_write(path, &error, lang))?;
    // What is read may end within a character.
    let is_text = std::str::from_utf8(&head).map_or_else(|error| error.error_len().is_none(), |_| true);
    Ok(is_text && mark::whose(&head) == Whose::Foreign)
}

/// Refuses a record, a link to a file, and what lies behind a link to a folder: who proposes a change to a repository can put one
/// there, and the result would go where nobody sent it. One to a pipe or a device leads to what takes whatever it is given.
///
/// # Errors
/// `path` is one.
pub(super) fn direct(path: &Path, lang: Lang) -> Result<()> {
    if path.is_symlink() && !fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(Failure(say!(lang, "cli.is-link", path = path.display())));
    }
    let here = if path.is_absolute() { std::env::current_dir().unwrap_or_default() } else { PathBuf::new() };
    if let Some(link) = files::link_between(&here, path) {
        return Err(Failure(say!(lang, "cli.through-link", path = path.display(), link = link.display())));
    }
    spare(path, lang)
}

/// Whether nothing is at `path`, or what the program told before. What is no file, such as a pipe, takes whatever it is given.
fn is_told(path: &Path, lang: Lang) -> Result<bool> {
    let Ok(there) = fs::metadata(path) else { return Ok(true) };
    if !there.is_file() || there.len() > LARGEST {
        return Ok(!there.is_file());
    }
    let bytes = fs::read(path).map_err(|error| cannot_write(path, &error, lang))?;
    Ok(std::str::from_utf8(&bytes).is_ok_and(is_ours) || mark::whose(&bytes) == Whose::Ours)
}
