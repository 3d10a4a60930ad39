//! `studio from-excel`: brings a workbook back into the records of one studio, all of it or nothing.

mod after;

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap::Args;

use super::{Common, deliver, said, untouched, width};
use crate::check::{self, Options, Report};
use crate::edit::document::Unfit;
use crate::failure::{Failure, Result};
use crate::files::Batch;
use crate::record::calendar::Dates;
use crate::record::{Studio, normal};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::trouble::trouble;
use crate::workbook::apply::{self, apply};
use crate::workbook::compare::{Given, Prefer, compare};
use crate::workbook::grid::{Grid, grids};
use crate::workbook::heads;
use crate::workbook::plan::{Plan, Sums};
use crate::workbook::raw::{self, Unreadable};
use crate::workbook::store::Store;
use crate::workbook::table;
use crate::workbook::tell::Teller;
use crate::workbook::work::{Found, Unread, recognise};

/// Arguments of `studio from-excel`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "FILE.xlsx")]
    file: PathBuf,
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    delete: bool,
    #[command(flatten)]
    sides: Sides,
    #[arg(short, long)]
    yes: bool,
}

/// Whose word counts where both changed a record.
#[derive(Debug, Clone, Copy, Args)]
struct Sides {
    #[arg(long, conflicts_with = "ours")]
    theirs: bool,
    #[arg(long)]
    ours: bool,
}

/// What came of comparing: the plan in words, and the changes to make.
struct Outcome {
    told: String,
    plan: Plan,
    batch: std::result::Result<Batch, apply::Fault>,
}

/// Runs the command; gives the exit code: 1 where something is wrong in the workbook or both sides changed a record.
///
/// # Errors
/// No workbook, no studio, a workbook of another studio, a file that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root)?;
    let folder = super::one_studio(&root, lang)?;
    let sheets = read(&arguments.file, lang)?;
    let grids = grids(&standard);
    let found = recognise(&grids, &sheets);
    let name = arguments.file.display();
    if !found.headless.is_empty() {
        return Err(Failure(say!(lang, "from-excel.sheet.headless", sheets = lang.list(&found.headless))));
    }
    if found.known.is_empty() {
        return Err(Failure(say!(lang, "from-excel.foreign", path = name)));
    }
    if let Some((one, other)) = found.twice.first() {
        return Err(Failure(say!(lang, "from-excel.sheet.twice", one = one, other = other)));
    }
    let amiss = heads::amiss(&grids, &found.known, lang);
    if !amiss.is_empty() {
        return Err(Failure(format!("{}\n{}", amiss.join("\n"), say!(lang, "from-excel.columns.stopped"))));
    }
    let store = Store::read(&grids, &sheets);
    if store.is_none() && !arguments.sides.theirs {
        return Err(Failure(say!(lang, "from-excel.no-store", path = name)));
    }
    if let Some(store) = store.as_ref().filter(|store| store.standard != standard.about.id) {
        return Err(Failure(say!(lang, "from-excel.standard", path = name, standard = store.standard)));
    }
    let options = Options { only: after::ASKED.map(str::to_owned).into(), ..common.options(&[], false) };
    let province = check::province(&standard, &root, lang);
    let (report, outcome) =
        check::studio_and(&standard, &folder, &folder, &province.dates, &options, |studio, report| {
            let asked = (report, &province.dates, &options);
            plan(&standard, studio, asked, &grids, &found, store.as_ref(), arguments, &folder)
        });
    let outcome = outcome?;
    drop(report);
    deliver(None, outcome.told.as_bytes(), lang)?;
    let plan = &outcome.plan;
    let wrong = [("from-excel.stopped", plan.problems.len()), ("from-excel.conflicts", plan.conflicts.len())];
    let wrong = wrong.iter().filter(|(_, n)| *n > 0).map(|(key, n)| say!(lang, key, n = n)).collect::<Vec<_>>();
    if !wrong.is_empty() {
        said(&wrong.join("\n"));
        return Ok(1);
    }
    let batch = outcome.batch.map_err(|fault| Failure(why(&fault, lang)))?;
    if batch.is_empty() {
        let key = if plan.kept.is_empty() { "from-excel.nothing-new" } else { "from-excel.nothing-else" };
        said(&say!(lang, key));
        return Ok(0);
    }
    let counted = counted(plan.sums(), lang);
    if arguments.dry_run {
        said(&format!("{counted}{}", say!(lang, "from-excel.dry")));
        return Ok(0);
    }
    if !(arguments.yes || agreed(&counted, lang)) {
        said(&say!(lang, "from-excel.declined"));
        return Ok(1);
    }
    if let Err(refused) = batch.commit() {
        let path = crate::files::shown(&refused.path);
        return match refused.error.kind() {
            io::ErrorKind::Interrupted => Ok(untouched(lang)),
            io::ErrorKind::AlreadyExists => Err(Failure(say!(lang, "from-excel.there", path = path))),
            io::ErrorKind::InvalidData | io::ErrorKind::NotFound => {
                Err(Failure(say!(lang, "from-excel.moved", path = path)))
            }
            _ => Err(Failure(say!(lang, "cli.cannot-write", path = path, why = trouble(&refused.error, lang)))),
        };
    }
    said(&format!("{counted}{}", say!(lang, "from-excel.done")));
    Ok(0)
}

/// How much changes, in one sentence.
fn counted(sums: Sums, lang: Lang) -> String {
    let parts = [
        ("from-excel.sum.values", sums.values),
        ("from-excel.sum.added", sums.new_rows),
        ("from-excel.sum.new", sums.new_files),
        ("from-excel.sum.gone", sums.rows),
        ("from-excel.sum.removed", sums.files),
    ];
    let parts = parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| say!(lang, key, n = n));
    say!(lang, "from-excel.sums", parts = parts.collect::<Vec<_>>().join(&say!(lang, "from-excel.sum.join")))
}

/// Reads the workbook.
fn read(file: &Path, lang: Lang) -> Result<Vec<raw::Sheet>> {
    let path = file.display();
    let mut bytes = Vec::new();
    // No more is read than is needed to see that it is too large: a device never ends.
    let all = File::open(file).and_then(|file| file.take(raw::FILE as u64 + 1).read_to_end(&mut bytes));
    all.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure(say!(lang, "from-excel.absent", path = path)),
        _ => Failure(say!(lang, "cli.unreadable", path = path, why = trouble(&error, lang))),
    })?;
    raw::read(&bytes).map_err(|why| {
        Failure(match why {
            Unreadable::Old => say!(lang, "from-excel.old-format", path = path),
            Unreadable::Foreign => say!(lang, "from-excel.no-workbook", path = path),
            Unreadable::Large => say!(lang, "from-excel.large", path = path),
            Unreadable::Error(error) => say!(lang, "from-excel.error", path = path, error = error),
            Unreadable::Damaged(why) => say!(lang, "from-excel.damaged", path = path, why = why),
        })
    })
}

#[expect(clippy::too_many_arguments)]
fn plan(
    standard: &Standard,
    studio: &Studio<'_>,
    (report, dates, options): (&Report<'_>, &Dates, &Options),
    grids: &[Grid<'_>],
    found: &Found,
    store: Option<&Store>,
    arguments: &Arguments,
    folder: &Path,
) -> Result<Outcome> {
    let (lang, named) = (options.lang, (report.name.as_str(), report.school.as_str()));
    let lines: Vec<Vec<table::Line>> = grids.iter().map(|grid| table::lines(grid, studio)).collect();
    if let Some(store) = store.filter(|store| !store.is_of(named, grids, &lines)) {
        return Err(Failure(say!(lang, "from-excel.other-studio", name = store.studio)));
    }
    let prefer = match (arguments.sides.theirs, arguments.sides.ours) {
        (true, _) => Prefer::Workbook,
        (_, true) => Prefer::Folder,
        _ => Prefer::Ask,
    };
    let delete = arguments.delete;
    let works = &found.known;
    let given = Given { standard, folder, studio, grids, lines: &lines, works, store, prefer, delete, lang };
    let mut plan = compare(&given);
    plan.notes.extend(notes(arguments, grids, found, lang));
    let batch = apply(standard, grids, studio, folder, &plan);
    if let Ok(batch) = &batch {
        let wrong = after::wrong(&given, (&plan, batch), report, (dates, options));
        plan.problems.extend(wrong);
        plan.problems.sort_unstable();
        plan.problems.dedup();
    }
    let width = width(None);
    let told = Teller { standard, grids, lang, width }.tell(&plan);
    Ok(Outcome { told, plan, batch })
}

/// What was noticed of the workbook as a whole.
fn notes(arguments: &Arguments, grids: &[Grid<'_>], found: &Found, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let lock = arguments.file.with_file_name(format!("~${name}"));
    if lock.exists() {
        notes.push(say!(lang, "from-excel.open", name = name));
    }
    let lost = |index: &usize| !found.known.iter().any(|work| work.grid == *index);
    let lost: Vec<&str> = (0..grids.len()).filter(lost).map(|index| grids[index].name.as_str()).collect();
    if !lost.is_empty() {
        notes.push(say!(lang, "from-excel.sheet.gone", sheets = lang.list(lost)));
    }
    for sheet in &found.foreign {
        notes.push(say!(lang, "from-excel.sheet.unknown", sheet = sheet));
    }
    for work in &found.known {
        let grid = &grids[work.grid];
        let columns = grid.columns.iter().zip(&work.columns).filter(|(_, at)| at.is_none());
        let gone: Vec<&str> = columns.map(|(column, _)| column.heading.as_str()).collect();
        if !gone.is_empty() {
            notes.push(say!(lang, "from-excel.columns.gone", sheet = work.name, columns = lang.list(gone)));
        }
        let unread: Vec<String> = work.unread.iter().map(Unread::named).collect();
        if !unread.is_empty() {
            notes.push(say!(lang, "from-excel.columns.unknown", sheet = work.name, columns = lang.list(&unread)));
        }
    }
    notes
}

/// Asks whether to go on. Where nobody sits there and nothing is given to be read as an answer, it is yes.
fn agreed(counted: &str, lang: Lang) -> bool {
    let ask = || {
        // Nobody is left to be asked when standard error is closed.
        let _ = write!(io::stderr(), "{counted}{}", say!(lang, "from-excel.ask"));
    };
    if io::stdin().is_terminal() {
        if !io::stderr().is_terminal() {
            return true;
        }
        ask();
        return answer().is_ok_and(|answer| is_yes(&answer));
    }
    // A pipe may stay open with nothing in it: whoever waits for it is told why.
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(answer()));
    let given = receiver.recv_timeout(PATIENCE).or_else(|_| {
        ask();
        receiver.recv()
    });
    match given {
        Ok(Ok(answer)) if !answer.is_empty() => is_yes(&answer),
        _ => true,
    }
}

/// How long an answer that is piped in is waited for before the question is asked aloud.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line of standard input; empty at its end. What is no text is no yes.
fn answer() -> io::Result<String> {
    let mut answer = Vec::new();
    io::stdin().lock().read_until(b'\n', &mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// Whether an answer is yes; an input method may have made its letters wide.
fn is_yes(answer: &str) -> bool {
    ["y", "yes", "是", "好"].contains(&normal(answer).to_lowercase().as_str())
}

fn why(fault: &apply::Fault, lang: Lang) -> String {
    match fault {
        apply::Fault::Unreadable(path, why) => {
            say!(lang, "cli.unreadable", path = path, why = trouble(why, lang))
        }
        apply::Fault::Unfit(path, Unfit::Ends) => say!(lang, "from-excel.unfit.ends", path = path),
        apply::Fault::Unfit(path, Unfit::Layout) | apply::Fault::Amiss(path) => {
            say!(lang, "from-excel.amiss", path = path)
        }
        apply::Fault::Unfit(path, _) => say!(lang, "from-excel.unfit", path = path),
    }
}

#[cfg(test)]
mod tests {
    use super::is_yes;

    #[test]
    fn yes_is_said_in_several_ways() {
        for yes in ["y\n", " Yes\r\n", "ｙ\n", "Ｙ", "ＹＥＳ", "是\n", "好"] {
            assert!(is_yes(yes), "{yes}");
        }
        for no in ["", "\n", "n\n", "否", "不是", "不好", "yy", "ｎ"] {
            assert!(!is_yes(no), "{no}");
        }
    }
}
