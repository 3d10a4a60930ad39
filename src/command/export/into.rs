//! `studio export --into`: the rows of an annex into the table of a workbook that somebody made.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Arguments, DRAFT, gather, stopped};
use crate::check::Options;
use crate::command::{Private, apart, cannot_write, deliver, put, said, width};
use crate::failure::{Failure, Result};
use crate::fill::mapping::{self, Mapping};
use crate::fill::package::{LARGEST, Refusal};
use crate::fill::plan::{Plan, plan};
use crate::fill::tell::{Teller, fault, refusal};
use crate::fill::{Fault, Looked};
use crate::form::place::letters;
use crate::standard::Standard;
use crate::standard::layout::Layout;
use crate::text::lang::Lang;
use crate::text::safe::visible;
use crate::text::trouble::trouble;
use crate::{files, form, load, say};

/// What the name of a filled workbook ends in.
const FILLED: &str = "已填";
/// The largest mapping file.
const MAPPING: u64 = 1 << 20;

/// Runs the command; gives the exit code: 1 where headings are in doubt or cells are in the way.
///
/// # Errors
/// No workbook, no table in it, a file that exists or cannot be written.
pub(super) fn run(
    options: &Options,
    arguments: &Arguments,
    (file, private): (&Path, &Private),
    standard: &Standard,
    root: &Path,
    layouts: &[&Layout],
) -> Result<u8> {
    let lang = options.lang;
    apart(&[&arguments.into, &arguments.write_mapping], lang)?;
    let [layout] = layouts else { return Err(Failure(say!(lang, "fill.all"))) };
    let bytes = read(file, LARGEST, lang)?;
    let mapping = match &arguments.mapping {
        Some(path) => match settled(path, layout, lang)? {
            Some(mapping) => mapping,
            None => return Ok(2),
        },
        None => Mapping::default(),
    };
    let looked = Looked::at(&bytes, layout, &mapping);
    if let Some(path) = &arguments.write_mapping {
        if is_record(path, standard) {
            let key = if path.exists() { "cli.is-record" } else { "cli.as-record" };
            return Err(Failure(say!(lang, key, path = path.display())));
        }
        return write_mapping(path, arguments.force, &looked, &mapping, layout, file, lang);
    }
    let name = file.display().to_string();
    let looked = looked.map_err(|found| Failure(fault(&found, &name, lang)))?;
    if arguments.mapping.is_none()
        && let Some(other) = looked.rather(standard.forms.iter().filter(|other| other.annex != layout.annex), layout)
    {
        let (own, other) = (layout.label.get(lang), other.label.get(lang));
        return Err(Failure(say!(lang, "fill.other", sheet = visible(looked.sheet()), other = other, own = own)));
    }
    let target = target(arguments, file, lang)?;
    let (run, tables, _) = gather(standard, root, layouts, options)?;
    if stopped(&run, arguments.draft, standard, options)? {
        return Ok(1);
    }
    let mut rows = tables.into_iter().next().map(|table| table.rows).unwrap_or_default();
    form::number(layout, &mut rows);
    let plan = plan(&looked.page, &looked.table, layout, &mapping, &rows);
    let width = width(None);
    let teller = Teller { layout, lang, width };
    deliver(None, private.conceal(&teller.mapping(&looked, &plan)).as_bytes(), lang)?;
    let doubts = teller.doubts(&looked);
    let problems = teller.problems(&looked, &plan);
    if !doubts.is_empty() || !problems.is_empty() {
        let ends =
            [("fill.doubts", doubts.len()), ("fill.stopped", plan.clashes.len() + usize::from(plan.short.is_some()))];
        let ends = ends.iter().filter(|(_, n)| *n > 0).map(|(key, n)| say!(lang, key, n = n));
        let lines: Vec<String> = doubts.into_iter().chain(problems).chain(ends).collect();
        tell(&teller, &lines, private);
        return Ok(1);
    }
    finish(arguments, looked, &plan, &teller, (file, private), &target)
}

/// Writes the file and says what was done.
fn finish(
    arguments: &Arguments,
    looked: Looked<'_>,
    plan: &Plan,
    teller: &Teller<'_>,
    (file, private): (&Path, &Private),
    target: &Path,
) -> Result<u8> {
    let lang = teller.lang;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut notes = teller.notes(&looked, plan);
    if file.with_file_name(format!("~${name}")).exists() {
        notes.insert(0, say!(lang, "fill.open", name = name));
    }
    let filled = looked.fill(plan).map_err(|why| Failure(refusal(&why, &file.display().to_string(), lang)))?;
    if !filled.unwrapped.is_empty() {
        let columns: Vec<String> = filled.unwrapped.iter().map(|column| letters(*column)).collect();
        notes.push(say!(lang, "fill.unwrapped", columns = lang.list(&columns)));
    }
    if filled.calculates {
        notes.push(say!(lang, "fill.calculates"));
    }
    if plan.rows.is_empty() {
        notes.push(say!(lang, "fill.empty"));
    } else if plan.count() == 0 {
        notes.push(say!(lang, "fill.nothing", n = plan.rows.len()));
    }
    if arguments.dry_run {
        notes.push(say!(lang, "fill.dry"));
        tell(teller, &notes, private);
        return Ok(0);
    }
    put(target, &filled.bytes, arguments.force, "export.exists", lang)?;
    let (path, rows, cells, from) = (target.display(), plan.rows.len(), plan.count(), file.display());
    tell(teller, &notes, private);
    let told = if files::is_same(file, target) {
        say!(lang, "fill.written-own", path = path, rows = rows, cells = cells)
    } else {
        say!(lang, "fill.written", path = path, rows = rows, cells = cells, from = from)
    };
    said(&private.conceal(&told));
    Ok(0)
}

/// Says lines on standard error, each within the width.
fn tell(teller: &Teller<'_>, lines: &[String], private: &Private) {
    let lines: String = lines.iter().map(|line| teller.lines(line)).collect();
    if !lines.is_empty() {
        said(private.conceal(&lines).trim_end());
    }
}

/// The bytes of a file, of which only so many are read.
fn read(path: &Path, most: u64, lang: Lang) -> Result<Vec<u8>> {
    let unreadable =
        |error: io::Error| Failure(say!(lang, "cli.unreadable", path = path.display(), why = trouble(&error, lang)));
    if path.is_dir() {
        return Err(Failure(say!(lang, "fill.foreign", path = path.display())));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(unreadable)?.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(Failure(refusal(&Refusal::Large, &path.display().to_string(), lang)));
    }
    Ok(bytes)
}

/// What a mapping file settles; nothing if something is wrong in it, which is told.
fn settled(path: &Path, layout: &Layout, lang: Lang) -> Result<Option<Mapping>> {
    let bytes = read(path, MAPPING, lang)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match mapping::read(text, layout, lang) {
        Ok(mapping) => Ok(Some(mapping)),
        Err(faults) => {
            let mut lines: Vec<String> = Vec::new();
            for fault in &faults {
                let (line, column) = fault.at;
                let path = path.display();
                lines.push(say!(
                    lang,
                    "fill.mapping.fault",
                    path = path,
                    line = line,
                    column = column,
                    why = fault.message
                ));
            }
            lines.push(say!(lang, "fill.mapping.faults", n = faults.len()));
            said(&lines.join("\n"));
            Ok(None)
        }
    }
}

/// Writes what was recognised as a mapping file.
fn write_mapping(
    path: &Path,
    force: bool,
    looked: &std::result::Result<Looked<'_>, Fault>,
    mapping: &Mapping,
    layout: &Layout,
    file: &Path,
    lang: Lang,
) -> Result<u8> {
    let text = match looked {
        Ok(looked) => mapping::template(looked.sheet(), Some(&looked.table), mapping.first_row, layout),
        Err(Fault::NoTable(sheets) | Fault::Several(sheets)) => {
            mapping::template(sheets.first().map_or("", String::as_str), None, None, layout)
        }
        Err(other) => return Err(Failure(fault(other, &file.display().to_string(), lang))),
    };
    let written = if force { files::replace(path, text.as_bytes()) } else { files::write_new(path, text.as_bytes()) };
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure(say!(lang, "export.exists", path = path.display())),
        _ => cannot_write(path, &error, lang),
    })?;
    said(&say!(lang, "fill.mapping.written", path = path.display()));
    Ok(0)
}

/// Whether a file is called as a record of a studio is: a mapping never takes its place, nor becomes one.
fn is_record(path: &Path, standard: &Standard) -> bool {
    let Ok(whole) = files::whole(path).or_else(|_| std::path::absolute(path)) else { return false };
    whole.ancestors().skip(1).any(|above| standard.kind_of(&load::below(above, &whole)).is_some())
}

/// Where the filled workbook goes: the file asked for, or one beside the workbook. It keeps the ending: programs go by it.
fn target(arguments: &Arguments, file: &Path, lang: Lang) -> Result<PathBuf> {
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    if !["xlsx", "xlsm"].contains(&ending.to_ascii_lowercase().as_str()) {
        return Err(Failure(say!(lang, "fill.wrong-ending", path = file.display())));
    }
    let mark = if arguments.draft { DRAFT } else { FILLED };
    let own = format!("{}-{mark}.{ending}", file.file_stem().unwrap_or_default().to_string_lossy());
    let target = match &arguments.output {
        Some(path) if path.is_dir() => path.join(own),
        Some(path) if path.extension().is_some_and(|other| other.to_string_lossy().eq_ignore_ascii_case(&ending)) => {
            path.clone()
        }
        Some(path) => return Err(Failure(say!(lang, "fill.ending", path = path.display(), ending = ending))),
        None => file.with_file_name(own),
    };
    if arguments.dry_run || arguments.force || target.symlink_metadata().is_err() {
        return Ok(target);
    }
    let key = if files::is_same(file, &target) { "fill.own" } else { "export.exists" };
    Err(Failure(say!(lang, key, path = target.display())))
}
