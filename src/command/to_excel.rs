//! `studio to-excel`: the records of one studio as a workbook.

use std::path::PathBuf;

use clap::Args;

use super::{Common, may_be_workbook, put, said};
use crate::check::{self, Options};
use crate::failure::{Failure, Result};
use crate::say;
use crate::text::lang::Lang;
use crate::workbook::{FINDINGS, grid, marks, table, words, write};

/// Arguments of `studio to-excel`.
#[derive(Debug, Args)]
#[command(override_usage = "studio to-excel [OPTIONS] [PATH] <FILE.xlsx>")]
pub struct Arguments {
    /// The studio, which need not be said, and the workbook: one list, so that options may stand between them.
    #[arg(value_name = "FILE.xlsx", num_args = 1..=2, required = true)]
    workbook: Vec<PathBuf>,
    #[arg(long)]
    force: bool,
}

/// Runs the command; gives the exit code.
///
/// # Errors
/// No studio or more than one, a file that exists, a file that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    let (path, file) = match arguments.workbook.as_slice() {
        [path, file] => (Some(path.as_path()), file),
        [file] => (None, file),
        _ => return Err(Failure(say!(lang, "to-excel.no-file", path = "."))),
    };
    if file.is_dir() {
        return Err(Failure(say!(lang, "to-excel.no-file", path = file.display())));
    }
    may_be_workbook(file, arguments.force, "to-excel.exists", lang)?;
    let root = common.root(path);
    let standard = common.standard_for(&root)?;
    let folder = super::one_studio(&root, lang)?;
    // What stands in the workbook is Chinese, whatever the terminal speaks.
    let options = Options { lang: Lang::Zh, ..common.options(&[], false) };
    let grids = grid::grids(&standard);
    let province = check::province(&standard, &root, Lang::Zh);
    let (report, made) = check::studio_and(&standard, &folder, &folder, &province.dates, &options, |studio, report| {
        let lines: Vec<Vec<table::Line>> = grids.iter().map(|grid| table::lines(grid, studio)).collect();
        let spots = marks::spots(&grids, &lines, studio, &report.findings);
        let findings = words::in_sheets(&standard, &grids, &report.findings, &spots);
        let content = write::Content {
            studio,
            named: (&report.name, &report.school),
            grids: &grids,
            lines: &lines,
            findings: &findings,
            spots: &spots,
            today: options.today,
        };
        let rows: usize = lines.iter().map(Vec::len).sum();
        (write::write(&content), rows, studio.broken.len())
    });
    drop(report);
    let (bytes, rows, broken) = made;
    let bytes = bytes.map_err(|error| Failure(error.to_string()))?;
    put(file, &bytes, arguments.force, "to-excel.exists", lang)?;
    let mut told = say!(lang, "to-excel.written", path = file.display(), sheets = grids.len(), rows = rows);
    if broken > 0 {
        told.push('\n');
        told.push_str(&say!(lang, "to-excel.broken", n = broken, sheet = FINDINGS));
    }
    said(&told);
    Ok(u8::from(broken > 0))
}
