//! `studio report`: the page people look at, of one studio or of all below a folder.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::output::stream;
use super::{Common, deliver, progress, said};
use crate::check::against::{Before, There};
use crate::check::{Deadlines, Keep, Options, Run, todos};
use crate::failure::{Failure, Result};
use crate::files::mark::{self, Whose};
use crate::load::{self, PROVINCE};
use crate::package::Gathering;
use crate::page::{Content, Index, Numbers, Overall, Part, Press, Told};
use crate::say;
use crate::standard::Standard;
use crate::standard::page::{Block, Page, Scope, Show};
use crate::text::lang::Lang;
use crate::text::trouble::trouble;

/// Arguments of `studio report`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(id = "report-output", short = 'o', long = "output", value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "REV|FILE")]
    against: Option<String>,
    #[arg(long)]
    force: bool,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// Nothing to tell of, an unreadable folder, a standard without pages, an output that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let root = common.root(arguments.path.as_deref());
    let output = arguments.output.as_deref();
    may_write(output, arguments.force, lang)?;
    let standard = common.standard_for(&root)?;
    let bar = progress::Bar::new(lang);
    let options = Options { watch: bar.watch(), ..common.options(&[], true) };
    let press = Press::new(&standard, options.today, lang)?;
    // A province with one studio is a province all the same.
    let alone = root.join(PROVINCE).symlink_metadata().is_err() && load::studios(&root, lang)?.len() == 1;
    let before = arguments.against.as_deref();
    let before = before.map(|spec| Before::at(&root, spec, &standard, &options)).transpose()?;
    let before = before.as_ref();
    let page = if alone { one(&press, &root, &options, before)? } else { None };
    let keep = if before.is_some() { Keep::All } else { Keep::Verdicts };
    let many = || all(&press, &root, &Options { facts: false, keep, ..options }, before);
    let page = page.map_or_else(many, Ok)?;
    bar.end();
    deliver(output, page.as_bytes(), lang)?;
    if let Some(path) = output.filter(|path| stream(path).is_none()) {
        said(&say!(lang, "page.written", path = path.display()));
    }
    Ok(0)
}

/// Whether the page may go where it is to go: into a file that a browser opens and nobody else made or changed, and not onto
/// a screen.
fn may_write(output: Option<&Path>, force: bool, lang: Lang) -> Result<()> {
    let Some(path) = output else {
        return if std::io::stdout().is_terminal() { Err(Failure(say!(lang, "page.no-output"))) } else { Ok(()) };
    };
    if stream(path).is_some() {
        return Ok(());
    }
    let shown = path.display();
    let there = path.metadata().ok();
    if there.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(Failure(say!(lang, "page.is-folder", path = shown)));
    }
    // What is no file, such as a pipe, takes whatever it is given.
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return Ok(());
    }
    if !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm")) {
        return Err(Failure(say!(lang, "page.ending", path = shown)));
    }
    if let Some(missing) = super::no_folder(path, lang) {
        return Err(missing);
    }
    if force || there.is_none() {
        return Ok(());
    }
    let bytes = std::fs::read(path);
    let bytes =
        bytes.map_err(|why| Failure(say!(lang, "cli.cannot-write", path = shown, why = trouble(&why, lang))))?;
    match mark::whose(&bytes) {
        Whose::Ours => Ok(()),
        Whose::Changed | Whose::Foreign => Err(Failure(say!(lang, "page.exists", path = shown))),
    }
}

fn scoped(standard: &Standard, scope: Scope, lang: Lang) -> Result<&Page> {
    standard.page(scope).ok_or_else(|| Failure(say!(lang, "page.no-page", standard = standard.about.id)))
}

/// The page of the one studio at or below `root`; nothing if another turns up within it.
fn one(press: &Press<'_>, root: &Path, options: &Options, before: Option<&Before>) -> Result<Option<String>> {
    let page = scoped(press.standard, Scope::Studio, press.lang)?;
    let (run, mut told) = Run::over_and(press.standard, root, options, |province, studio, report| {
        let todos = todos(studio, report, province, press.lang);
        Told::new(page, (studio, report, &todos), &report.folder, press.lang)
    })?;
    let (Some(mut told), true) = (told.pop(), told.is_empty()) else { return Ok(None) };
    if let Some((before, at)) = before.zip(page.blocks.iter().position(|block| block.show == Show::Changes)) {
        let comparison = before.compare(&run);
        let other = comparison.studios.iter().find(|one| one.there == There::Gone);
        if let Some(other) = other.filter(|_| comparison.count(There::New) > 0) {
            let (school, name) = (&other.school, &other.name);
            return Err(Failure(say!(press.lang, "against.other", school = school, name = name)));
        }
        let content = Content::changes(press.standard, &comparison, press.today, press.lang);
        told.parts[at] = Some(Part::new(&page.blocks[at], press.lang, content));
    }
    press.one(page, &told).map(Some)
}

/// The page of all studios below `root`.
fn all(press: &Press<'_>, root: &Path, options: &Options, before: Option<&Before>) -> Result<String> {
    let (standard, lang) = (press.standard, press.lang);
    let page = scoped(standard, Scope::Province, lang)?;
    let inner = scoped(standard, Scope::Part, lang)?;
    let gathering = Gathering::begin(standard, root, options);
    let (run, made) = Run::over_and(standard, root, options, |province, studio, report| {
        let todos = todos(studio, report, province, lang);
        let told = Told::new(inner, (studio, report, &todos), &report.folder, lang);
        let made = gathering.as_ref().map(|gathering| gathering.one(province, studio, report));
        (told, made, Deadlines::of(province, report, &todos))
    })?;
    let mut deadlines = Deadlines::default();
    let (mut told, mut packed) = (Vec::with_capacity(made.len()), Vec::new());
    for (one, made, due) in made {
        told.push(one);
        packed.extend(made);
        deadlines.add(due);
    }
    let state = gathering.map(|gathering| gathering.end(&run, packed).state(lang));
    let pages = told.par_iter().enumerate().map(|(number, told)| press.part(inner, told, number + 1));
    let mut pages = pages.collect::<Result<Vec<String>>>()?;
    let index = Index::new(&run);
    let comparison = before.map(|before| before.compare(&run));
    let overall = Overall { run: &run, state, comparison, deadlines, today: press.today, lang };
    let mut content = |block: &Block| match block.show {
        Show::Studios => Some(Content::Studios { pages: std::mem::take(&mut pages) }),
        _ => Content::of_run(block, standard, &index, &overall),
    };
    let parts: Vec<Part> =
        page.blocks.iter().filter_map(|block| Some(Part::new(block, lang, content(block)?))).collect();
    let numbers = Numbers {
        studios: told.len(),
        failing: told.iter().filter(|told| told.findings[0] > 0).count(),
        closed: told.iter().filter(|told| told.closed).count(),
    };
    press.all(page, &run.body, numbers, &parts)
}
