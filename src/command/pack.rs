//! `studio pack`: the package of a reporting body as a folder and a zip, and `--verify` for whoever receives one.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Private, said};
use crate::check::{Options, names_somebody};
use crate::failure::{Failure, Result};
use crate::files::folder::Pair;
use crate::files::{digest, shown};
use crate::form::DRAFT;
use crate::package::{self, Gathered, Problem};
use crate::report::{self, Style};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;
use crate::text::trouble::trouble;
use crate::text::width::wrap;

/// Arguments of `studio pack`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH", id = "packed")]
    path: Option<PathBuf>,
    #[arg(id = "pack-output", short = 'o', long = "output", value_name = "DIR")]
    output: Option<PathBuf>,
    #[arg(long)]
    draft: bool,
    #[arg(id = "pack-force", long = "force")]
    force: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "verify")]
    names: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["packed", "pack-output", "draft", "pack-force"])]
    verify: Option<PathBuf>,
}

/// Runs the command; gives the exit code: 1 when the package is refused, or a received one is not what was sent.
///
/// # Errors
/// Nothing to pack, a name that is taken, a file that cannot be read or written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    if let Some(file) = &arguments.verify {
        return verify(common, &common.root(Some(file)));
    }
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root);
    let private = Private::read(arguments.names.as_deref(), &root, &standard, common.lang())?;
    standard
        .and_then(|standard| pack(common, arguments, &root, (&standard, &private)))
        .map_err(|failure| private.failure(&failure))
}

fn pack(common: &Common, arguments: &Arguments, root: &Path, (standard, private): (&Standard, &Private)) -> Result<u8> {
    let lang = common.lang();
    let options = Options { names: private.0.clone(), ..common.options(&[], false) };
    let gathered = package::gather(standard, root, &options)?;
    let style = Style::plain(standard, lang, options.today);
    let draft = arguments.draft && !gathered.findings.iter().any(names_somebody);
    tell(&gathered, arguments.draft, &style)?;
    if gathered.is_stopped() && !draft {
        return Ok(1);
    }
    let folder = arguments.output.clone().unwrap_or_else(|| own_name(&gathered, standard, arguments.draft));
    let zip = beside(&folder, lang)?;
    let replace = may_replace(&folder, &zip, arguments.force, lang)?;
    let files = package::build(&gathered, arguments.draft, lang)?;
    let bytes = package::zip(&files).map_err(|error| Failure(error.to_string()))?;
    let pair = Pair { folder: &folder, files: &files, file: &zip, bytes: &bytes };
    pair.write(replace)
        .map_err(|error| Failure(say!(lang, "cli.cannot-write", path = shown(&folder), why = trouble(&error, lang))))?;
    let (studios, cases) = gathered.numbers();
    let path = shown(&folder);
    let mut told = say!(lang, "pack.written", path = path, n = files.len(), studios = studios, cases = cases);
    told.push('\n');
    told.push_str(&say!(lang, "pack.zipped", path = shown(&zip)));
    told.push('\n');
    told.push_str(&say!(lang, "pack.sum", sum = digest::of(&bytes)));
    if gathered.is_reconstructed() {
        told.push('\n');
        told.push_str(&wrap(&say!(lang, "export.reconstructed"), 80).join("\n"));
    }
    said(&private.conceal(&told));
    Ok(0)
}

/// Tells what forbids the package, and what is worth knowing about it.
fn tell(gathered: &Gathered<'_>, draft: bool, style: &Style<'_>) -> Result<()> {
    let mut out = Vec::new();
    report::findings(&mut out, &gathered.findings, style).map_err(|error| Failure(error.to_string()))?;
    if gathered.is_stopped() {
        let n = gathered.findings.iter().filter(|finding| crate::check::stops(finding)).count();
        let named = gathered.findings.iter().filter(|finding| names_somebody(finding)).count();
        let told = match (draft, named) {
            (true, 0) => say!(style.lang, "pack.draft", n = n),
            (true, named) => say!(style.lang, "export.named", n = named),
            (false, _) => say!(style.lang, "pack.stopped", n = n),
        };
        out.extend_from_slice(wrap(&told, 80).join("\n").as_bytes());
        out.push(b'\n');
    }
    // Nobody is left to tell when standard error is closed; the exit code still says it.
    let _ = std::io::stderr().write_all(&out);
    Ok(())
}

/// The name of a package that was given none.
fn own_name(gathered: &Gathered<'_>, standard: &Standard, draft: bool) -> PathBuf {
    let title = standard.package.as_ref().map_or("", |package| package.title.as_str());
    let mark = if draft { format!("-{DRAFT}") } else { String::new() };
    let name = package::folder(&format!("{}-{title}", gathered.body), &standard.about.id);
    PathBuf::from(format!("{name}{mark}"))
}

/// The zip beside the folder.
fn beside(folder: &Path, lang: Lang) -> Result<PathBuf> {
    let is_name = |name: &&OsStr| *name != "-" && !folder.as_os_str().to_string_lossy().ends_with(['.']);
    let name = folder.file_name().filter(is_name);
    let Some(name) = name else {
        return Err(Failure(say!(lang, "pack.no-name", path = shown(folder))));
    };
    if let Some(missing) = super::no_folder(folder, lang) {
        return Err(missing);
    }
    let mut zip = name.to_os_string();
    zip.push(".zip");
    Ok(folder.with_file_name(zip))
}

/// Whether something is replaced: an older package, and only where that was asked for. What is no package, or one in which
/// something was changed, is never touched.
fn may_replace(folder: &Path, zip: &Path, force: bool, lang: Lang) -> Result<bool> {
    let taken: Vec<&Path> = [folder, zip].into_iter().filter(|path| path.symlink_metadata().is_ok()).collect();
    for path in &taken {
        if !force {
            return Err(Failure(say!(lang, "pack.exists", path = shown(path))));
        }
        let is_link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
        if is_link || !package::is_whole(path) {
            return Err(Failure(say!(lang, "pack.not-ours", path = shown(path))));
        }
    }
    Ok(!taken.is_empty())
}

/// Files of which one and the same is told are listed up to so many; no package has half as many.
const SHOWN: usize = 20;

/// What is told, each once, with the files that it is told of.
fn by_message(problems: &[Problem]) -> Vec<(&str, Vec<&str>)> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for Problem { file, message, .. } in problems {
        match told.iter_mut().find(|(known, _)| known == message) {
            Some((_, files)) => files.push(file),
            None => told.push((message, vec![file])),
        }
    }
    told
}

fn verify(common: &Common, file: &Path) -> Result<u8> {
    let lang = common.lang();
    let checked = package::verify(&common.standard()?, file, lang)?;
    let path = shown(file);
    let mut out = Vec::new();
    let mut line = |text: &str, indent: usize| {
        for folded in wrap(&visible(&conceal(text)), 80 - indent) {
            out.push(format!("{:indent$}{folded}", ""));
        }
    };
    for (message, files) in by_message(&checked.problems) {
        let named = |file: &&str| if file.is_empty() { path.clone() } else { (*file).to_owned() };
        if let [file] = files.as_slice() {
            line(&named(file), 0);
            line(message, 4);
            continue;
        }
        line(&say!(lang, "pack.verify.several", n = files.len(), message = message), 0);
        files.iter().take(SHOWN).for_each(|file| line(&named(file), 4));
        if files.len() > SHOWN {
            line(&say!(lang, "pack.verify.more", n = files.len() - SHOWN), 4);
        }
    }
    let (files, studios, cases) = checked.numbers;
    if checked.problems.is_empty() {
        let body = &checked.body;
        line(&say!(lang, "pack.verified", path = path, body = body, n = files, studios = studios, cases = cases), 0);
        if let Some(sum) = &checked.sum {
            line(&say!(lang, "pack.sum", sum = sum), 0);
        }
    } else {
        let here = checked.problems.iter().all(|problem| problem.here);
        let key = if here { "pack.again" } else { "pack.refused" };
        line(&say!(lang, key, path = path, n = checked.problems.len()), 0);
    }
    out.push(String::new());
    super::deliver(None, out.join("\n").as_bytes(), lang)?;
    Ok(u8::from(!checked.problems.is_empty()))
}
