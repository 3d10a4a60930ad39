//! `studio export`: the annexes as workbooks, for one studio or for all below a folder; or one annex into a workbook that is
//! there already.

mod into;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::direct;
use super::{Common, Private, cannot_write, is_workbook, no_folder, said};
use crate::check::{Options, Report, Run, Submission, is_at, names_somebody, stops, submission, warns};
use crate::failure::{Failure, Result};
use crate::files::{self, Batch, mark};
use crate::finding::{Finding, Severity};
use crate::form::{self, DRAFT, Line, sheet::book};
use crate::report::{self, Format, Style};
use crate::say;
use crate::standard::Standard;
use crate::standard::layout::{Layout, Status};
use crate::standard::rule::When;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// What asks for every form.
pub(super) const ALL: &str = "all";

/// Arguments of `studio export`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long)]
    annex: String,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    draft: bool,
    #[arg(long)]
    force: bool,
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    #[arg(long, value_name = "FILE.xlsx")]
    into: Option<PathBuf>,
    #[arg(long, value_name = "FILE.toml", requires = "into")]
    mapping: Option<PathBuf>,
    #[arg(long, value_name = "FILE.toml", requires = "into", conflicts_with = "output")]
    write_mapping: Option<PathBuf>,
    #[arg(long, requires = "into")]
    dry_run: bool,
}

/// What was gathered for one form.
struct Table<'s> {
    layout: &'s Layout,
    rows: Vec<Vec<String>>,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// Nothing to export, a file that exists, a file that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root);
    let private = Private::read(arguments.names.as_deref(), &root, &standard, common.lang())?;
    standard
        .and_then(|standard| exported(common, arguments, &root, (&standard, &private)))
        .map_err(|failure| private.failure(&failure))
}

fn exported(
    common: &Common,
    arguments: &Arguments,
    root: &Path,
    (standard, private): (&Standard, &Private),
) -> Result<u8> {
    let lang = common.lang();
    let options = Options { names: private.0.clone(), ..common.options(&[], false) };
    let layouts = called(standard, &arguments.annex, lang)?;
    if let Some(file) = &arguments.into {
        return into::run(&options, arguments, (file, private), standard, root, &layouts);
    }
    let targets = targets(arguments, &layouts, lang)?;
    let (run, tables, unit) = gather(standard, root, &layouts, &options)?;
    if stopped(&run, arguments.draft, standard, &options)? {
        return Ok(1);
    }
    let mut notes = String::new();
    if layouts.iter().any(|layout| layout.status == Status::Reconstructed) {
        notes.push_str(&say!(lang, "export.reconstructed"));
        notes.push('\n');
    }
    notes.push_str(&as_of(&run, &layouts, &options));
    let comment = say!(lang, "export.reconstructed");
    // All are made before one is written.
    let mut made = Vec::new();
    for table in tables {
        let number = table.rows.len();
        let sheet = form::sheet(table.layout, table.rows, &unit, arguments.draft.then_some(DRAFT), &comment);
        let book = book(&sheet).map_err(|why| Failure(say!(lang, "cli.no-table", why = why)))?;
        let cut = (!book.cut.is_empty()).then(|| {
            let rows = lang.list(book.cut.iter().map(u32::to_string));
            say!(lang, "export.cut", name = table.layout.label.get(lang), rows = rows) + "\n"
        });
        made.push((number, book.bytes, cut.unwrap_or_default()));
    }
    let mut batch = Batch::default();
    for ((number, bytes, cut), target) in made.into_iter().zip(&targets) {
        let cannot = |error: &std::io::Error| cannot_write(target, error, lang);
        no_folder(target, lang).map_or(Ok(()), Err)?;
        // One that an earlier run wrote just so is in nobody's way.
        match mark::read(target).map_err(|error| cannot(&error))? {
            None => batch.create(target.clone(), bytes),
            Some(there) if there == bytes => {}
            Some(there) if arguments.force => batch.replace(target.clone(), there, bytes),
            Some(_) => return Err(Failure(say!(lang, "export.exists", path = target.display()))),
        }
        notes.push_str(&say!(lang, "export.written", path = visible(&target.to_string_lossy()), n = number));
        notes.push('\n');
        notes.push_str(&cut);
    }
    batch.commit().map_err(|refused| cannot_write(&refused.path, &refused.error, lang))?;
    // Nobody is left to tell when standard error is closed; the files are written.
    let _ = std::io::stderr().write_all(private.conceal(&notes).as_bytes());
    Ok(0)
}

/// The forms that are called `annex`; all of them, or one that the standard or an overlay has.
fn called<'s>(standard: &'s Standard, annex: &str, lang: Lang) -> Result<Vec<&'s Layout>> {
    let layouts: Vec<&Layout> = standard.forms.iter().filter(|layout| annex == ALL || layout.annex == annex).collect();
    if layouts.is_empty() {
        let names: Vec<&str> = standard.forms.iter().map(|layout| layout.annex.as_str()).chain([ALL]).collect();
        let names = lang.list(&names);
        return Err(Failure(say!(lang, "export.no-form", name = annex, names = names)));
    }
    Ok(layouts)
}

/// Where each form goes: the file asked for, or a file of its own name in the folder asked for.
fn targets(arguments: &Arguments, layouts: &[&Layout], lang: Lang) -> Result<Vec<PathBuf>> {
    let own = |layout: &Layout| {
        let mark = if arguments.draft { format!("-{DRAFT}") } else { String::new() };
        format!("{}{mark}.xlsx", layout.file)
    };
    let targets: Vec<PathBuf> = match &arguments.output {
        Some(path) if path.is_dir() => layouts.iter().map(|layout| path.join(own(layout))).collect(),
        Some(path) if layouts.len() == 1 && is_workbook(path) => vec![path.clone()],
        Some(path) if layouts.len() == 1 => return Err(Failure(say!(lang, "export.ending", path = path.display()))),
        Some(path) => return Err(Failure(say!(lang, "export.folder", path = path.display()))),
        None => layouts.iter().map(|layout| PathBuf::from(own(layout))).collect(),
    };
    // All of them can be written before one is.
    for path in &targets {
        if path.symlink_metadata().is_err() {
            direct(path, lang)?;
            continue;
        }
        if !arguments.force && layouts.len() == 1 {
            return Err(Failure(say!(lang, "export.exists", path = path.display())));
        }
        if !arguments.force {
            continue;
        }
        direct(path, lang)?;
        files::replaceable(path).map_err(|error| cannot_write(path, &error, lang))?;
    }
    Ok(targets)
}

/// Checks every studio and takes its rows; the last is who fills the form in.
fn gather<'s>(
    standard: &'s Standard,
    root: &Path,
    layouts: &[&'s Layout],
    options: &Options,
) -> Result<(Run<'s>, Vec<Table<'s>>, String)> {
    let (mut run, made) = Run::over_and(standard, root, options, |province, studio, report| {
        let body = if province.body.is_empty() { &report.body } else { &province.body };
        layouts.iter().map(|layout| form::rows(layout, studio, body)).collect::<Vec<_>>()
    })?;
    // Whom a province does not report stands in no table of it, and stops none.
    let asked = submission(standard, root, options.lang);
    let left_out = |report: &Report<'_>| asked.left_out.iter().any(|one| is_at(&one.folder.text, &report.path));
    let kept: Vec<bool> = run.studios.iter().map(|report| !left_out(report)).collect();
    let made = made.into_iter().zip(&kept).filter_map(|(rows, kept)| kept.then_some(rows));
    let out: Vec<&str> =
        run.studios.iter().filter(|report| left_out(report)).map(|report| report.path.as_str()).collect();
    if !out.is_empty() {
        let names = options.lang.list(&out);
        said(&say!(options.lang, "export.left-out", n = out.len(), names = names));
    }
    let unit = match run.studios.as_slice() {
        _ if !run.body.is_empty() => run.body.clone(),
        [only] => only.school.clone(),
        _ => String::new(),
    };
    let mut lines: Vec<Vec<Line>> = layouts.iter().map(|_| Vec::new()).collect();
    for made in made {
        for (lines, more) in lines.iter_mut().zip(made) {
            lines.extend(more);
        }
    }
    // Where the province names the cases that it sends, its list has these and no others, as its package does.
    let cases = standard.package.as_ref().map(|package| package.list.as_str());
    let chosen = |layout: &Layout| cases == Some(layout.id.as_str()) && !asked.cases.named.is_empty();
    let table = |(layout, mut lines): (&&'s Layout, Vec<Line>)| {
        if chosen(layout) {
            lines.retain(|line| asked.turn(&line.record) < asked.cases.named.len());
        }
        lines.sort_by_cached_key(|line| asked.turn(&line.record));
        if cases == Some(layout.id.as_str())
            && let Some(told) = too_many(standard, &asked, &run, lines.len(), options.lang)
        {
            said(&told);
        }
        Table { layout, rows: lines.into_iter().map(|line| line.cells).collect() }
    };
    let tables = layouts.iter().zip(lines).map(table).collect();
    let out: Vec<bool> = kept.iter().map(|kept| !kept).collect();
    run.findings = run.findings_without((standard, root), &out, options.names.as_ref(), options.lang);
    run.studios.retain(|report| !left_out(report));
    Ok((run, tables, unit))
}

/// That a province lists more cases than it may send in, as long as it has not chosen those it sends.
fn too_many(standard: &Standard, asked: &Submission, run: &Run<'_>, n: usize, lang: Lang) -> Option<String> {
    let cases = &standard.package.as_ref()?.cases;
    let (least, most) = (cases.at_least, cases.at_most);
    let chooses = !run.body.is_empty() && asked.cases.named.is_empty();
    let line = &asked.cases.example;
    (chooses && n > most).then(|| say!(lang, "export.cases", n = n, least = least, most = most, line = line))
}

/// That forms tell how a studio was on another day than that of the export, the last of its window; nothing where they do not.
fn as_of(run: &Run<'_>, layouts: &[&Layout], options: &Options) -> String {
    if !layouts.iter().any(|layout| layout.columns.iter().any(|column| column.when == When::Today)) {
        return String::new();
    }
    let mut days: Vec<_> = run.studios.iter().map(|one| one.window.1).filter(|day| *day < options.today).collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<String> = days.iter().map(ToString::to_string).collect();
    let days = options.lang.list(&days);
    if days.is_empty() { days } else { say!(options.lang, "export.as-of", days = days, today = options.today) + "\n" }
}

/// Whether errors in records, in privacy or in what the circular asks of a submission forbid the export; they are told, and
/// what may be lost in it. A clause that is not yet met never does.
fn stopped(run: &Run<'_>, draft: bool, standard: &Standard, options: &Options) -> Result<bool> {
    let telling: Vec<Finding> = run.all_findings().filter(|one| stops(one) || warns(one)).cloned().collect();
    if telling.is_empty() {
        return Ok(false);
    }
    let number = telling.iter().filter(|finding| stops(finding)).count();
    let named = telling.iter().filter(|finding| names_somebody(finding)).count();
    let told = Run { findings: telling, ..Run::default() };
    let plain = Style::plain(standard, options.lang, options.today);
    let style = Style { quiet: true, deny: Severity::Warning, ..plain };
    let mut out = Vec::new();
    report::write(&mut out, &told, Format::Human, &style).map_err(|error| Failure(error.to_string()))?;
    if number > 0 {
        let end = match (draft, named) {
            (true, 0) => say!(options.lang, "export.draft", n = number),
            (true, named) => say!(options.lang, "export.named", n = named),
            (false, _) => say!(options.lang, "export.stopped", n = number),
        };
        out.extend_from_slice(end.as_bytes());
        out.push(b'\n');
    }
    // Nobody is left to tell when standard error is closed; the exit code still says it.
    let _ = std::io::stderr().write_all(&out);
    Ok(number > 0 && (!draft || named > 0))
}
