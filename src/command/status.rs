//! `studio status`: how far studios have come, and what is to be done next.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;

use super::output::may_write;
use super::{Common, deliver_with, may_be_workbook, one_of, progress, put, said};
use crate::check::{Keep, Options, Run, todos};
use crate::failure::{Failure, Result};
use crate::form::sheet::{Align, Column, Properties, Sheet, write as workbook};
use crate::load::Changed;
use crate::report::Style;
use crate::report::status::{self, Format};
use crate::say;
use crate::text::lang::Lang;

/// Arguments of `studio status`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    #[arg(long, value_parser = one_of(&FORMATS), default_value = "human", hide_possible_values = true, hide_default_value = true)]
    format: Format,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    only: Vec<String>,
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    #[arg(long)]
    force: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: [(&str, Format); 3] = [("human", Format::Human), ("json", Format::Json), ("csv", Format::Csv)];

/// Runs the command; a status is told whatever it is, so the exit code is 0.
///
/// # Errors
/// Nothing to look at, an unreadable folder, an output that cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> Result<u8> {
    let lang = common.lang();
    super::apart(&[&arguments.xlsx, &arguments.output], lang)?;
    may_write(arguments.output.as_deref(), lang)?;
    if let Some(file) = &arguments.xlsx {
        may_be_workbook(file, arguments.force, "status.exists", lang)?;
    }
    let root = common.root(arguments.path.as_deref());
    let standard = common.standard_for(&root)?;
    super::check::known(&standard, &arguments.only, lang)?;
    let bar = progress::Bar::new(lang);
    let changed = arguments.changed_since.as_deref().map(|rev| Changed::since(&root, rev, lang)).transpose()?;
    let options =
        Options { changed, watch: bar.watch(), keep: Keep::Verdicts, ..common.options(&arguments.only, false) };
    let seen = AtomicUsize::new(0);
    let (mut run, todos) = Run::over_and(&standard, &root, &options, |province, studio, report| {
        // A table of many has no room for what is to be done in each.
        let asked = arguments.format == Format::Json || seen.fetch_add(1, Ordering::Relaxed) == 0;
        if asked { todos(studio, report, province, lang) } else { Vec::new() }
    })?;
    bar.end();
    run.conceal();
    let width = super::width(arguments.output.as_deref());
    let style = Style { width, ..Style::plain(&standard, lang, options.today) };
    if let Some(file) = &arguments.xlsx {
        let zh = Style { lang: Lang::Zh, way: String::new(), ..style };
        let bytes =
            workbook(&sheet(status::grid(&run, &todos, &zh), &run, &zh)).map_err(|error| Failure(error.to_string()))?;
        put(file, &bytes, arguments.force, "status.exists", lang)?;
        said(&say!(lang, "status.written", path = file.display()));
        if arguments.output.is_none() && arguments.format == Format::Human {
            return Ok(0);
        }
    }
    let output = arguments.output.as_deref();
    deliver_with(output, lang, |out| status::write(out, (&run, &todos), arguments.format, &style))?;
    Ok(0)
}

/// The table as a sheet; what stands in it is Chinese, as in every file for offices.
fn sheet(grid: status::Grid, run: &Run<'_>, style: &Style<'_>) -> Sheet {
    let one = run.studios.len() == 1;
    let title = if one { say!(style.lang, "status.sheet.one") } else { say!(style.lang, "status.sheet.many") };
    let name = say!(style.lang, "status.sheet");
    let unit = match run.studios.as_slice() {
        [report] => format!("{} {}", report.school, report.name),
        _ => run.body.clone(),
    };
    let head = say!(style.lang, "status.sheet.head", unit = unit, today = style.today);
    let long = |index: usize| if one { matches!(index, 2 | 5) } else { index < 3 };
    let column = |(index, (group, header)): (usize, (Option<String>, String))| Column {
        header,
        align: if long(index) { Align::Left } else { Align::Centre },
        counts: !one && group.is_none() && !long(index),
        min: if group.is_some() { 4.0 } else { 6.0 },
        max: match () {
            () if group.is_some() => 4.0,
            () if one && long(index) => 48.0,
            () if long(index) => 20.0,
            () => 12.0,
        },
        group,
    };
    Sheet {
        name: name.clone(),
        annex: String::new(),
        title: title.clone(),
        head,
        columns: grid.heads.into_iter().enumerate().map(column).collect(),
        lead: if one { 1 } else { 3 },
        rows: grid.rows,
        note: Some(say!(style.lang, "status.sheet.note")),
        mark: None,
        properties: Properties { title, subject: name, comments: String::new() },
    }
}
