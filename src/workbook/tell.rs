//! A plan in words: what would change, file by file, as a teacher reads it before anything is written.

use std::fmt::Write;

use super::grid::Grid;
use super::plan::{Changes, Conflict, Edit, Plan, Told};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::personal::conceal;
use crate::text::safe::visible;
use crate::text::width::{truncate, width, wrap};

/// How a plan is told.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// What records may say.
    pub standard: &'a Standard,
    /// The sheets.
    pub grids: &'a [Grid<'a>],
    /// The language.
    pub lang: Lang,
    /// The columns of the terminal.
    pub width: usize,
}

impl Teller<'_> {
    /// The plan, line by line.
    #[must_use]
    pub fn tell(&self, plan: &Plan) -> String {
        let mut out = String::new();
        for note in &plan.notes {
            self.hang(&mut out, 0, note);
        }
        for file in &plan.files {
            self.file(&mut out, file);
        }
        if !plan.gone.is_empty() {
            self.hang(&mut out, 0, &say!(self.lang, "from-excel.gone"));
            for gone in &plan.gone {
                let says = gone.says.as_deref().map_or_else(String::new, |says| format!("：{says}"));
                self.hang(&mut out, 2, &format!("{}（{}）{says}", gone.file, gone.sheet));
            }
        }
        self.cells(&mut out, "from-excel.remarks", &plan.remarks);
        for conflict in &plan.kept {
            self.conflict(&mut out, conflict, "from-excel.kept");
        }
        for conflict in &plan.conflicts {
            self.conflict(&mut out, conflict, "from-excel.conflict");
        }
        self.cells(&mut out, "from-excel.problems", &plan.problems);
        out
    }

    fn file(&self, out: &mut String, file: &Changes) {
        let kind = &self.standard.kinds[file.kind];
        let path = kind.folder().map_or_else(|| kind.path.clone(), |folder| format!("{folder}/{}.toml", file.stem));
        let key = match file.source {
            _ if file.edits.contains(&Edit::Remove) => "from-excel.file.removed",
            None => "from-excel.file.new",
            Some(_) => "from-excel.file",
        };
        self.hang(out, 0, &say!(self.lang, key, kind = kind.label.get(self.lang), path = path));
        if file.merged {
            self.hang(out, 2, &say!(self.lang, "from-excel.merged"));
        }
        for edit in &file.edits {
            match edit {
                Edit::Set { grid, column, new, .. } if file.source.is_none() => {
                    self.value(out, &self.grids[*grid].columns[*column].heading, None, new, "");
                }
                Edit::Set { grid, column, old, new, cell, .. } => {
                    self.value(out, &self.grids[*grid].columns[*column].heading, Some(old), new, cell);
                }
                Edit::Add { grid, cells, cell, .. } => {
                    let says = cells.iter().map(|(_, text)| flat(text)).collect::<Vec<_>>().join(" · ");
                    let name = &self.grids[*grid].name;
                    self.hang(out, 2, &say!(self.lang, "from-excel.row.new", sheet = name, cell = cell, says = says));
                }
                Edit::Drop { grid, says, .. } => {
                    let name = &self.grids[*grid].name;
                    self.hang(out, 2, &say!(self.lang, "from-excel.row.removed", sheet = name, says = flat(says)));
                }
                Edit::Remove => {
                    for (grid, n) in &file.along {
                        let name = &self.grids[*grid].name;
                        self.hang(out, 2, &say!(self.lang, "from-excel.along", sheet = name, n = n));
                    }
                }
            }
        }
    }

    /// `职称：讲师 → 高级讲师（成员!G3）`, on lines of their own where that is too long.
    fn value(&self, out: &mut String, label: &str, old: Option<&String>, new: &str, cell: &str) {
        let empty = say!(self.lang, "from-excel.empty");
        let shown = |text: &str| if text.is_empty() { empty.clone() } else { flat(text) };
        let place = if cell.is_empty() { String::new() } else { format!("（{cell}）") };
        let Some(old) = old else { return self.hang(out, 2, &format!("{label}：{}", shown(new))) };
        let short = format!("{label}：{} → {}{place}", shown(old), shown(new));
        if width(&short) + 2 <= self.width {
            return self.hang(out, 2, &short);
        }
        self.hang(out, 2, &format!("{label}{place}"));
        self.hang(out, 4, &say!(self.lang, "from-excel.old", text = shown(old)));
        self.hang(out, 4, &say!(self.lang, "from-excel.new", text = shown(new)));
    }

    fn conflict(&self, out: &mut String, conflict: &Conflict, key: &str) {
        if conflict.lost {
            // Nothing is left in the folder to hold its cells against.
            self.hang(out, 0, &say!(self.lang, "from-excel.lost", file = conflict.file));
            for one in &conflict.differences {
                let new = one.workbook.as_deref().unwrap_or_default();
                self.value(out, &one.label, Some(one.before.as_ref().unwrap_or(&String::new())), new, &one.cell);
            }
            return;
        }
        self.hang(out, 0, &say!(self.lang, key, file = conflict.file));
        for choice in &conflict.choices {
            self.hang(out, 2, choice);
        }
        let gone = say!(self.lang, "from-excel.nothing");
        let empty = say!(self.lang, "from-excel.empty");
        let shown = |text: &Option<String>| match text {
            None => gone.clone(),
            Some(text) if text.is_empty() => empty.clone(),
            Some(text) => flat(text),
        };
        for difference in &conflict.differences {
            let (before, folder, workbook) =
                (shown(&difference.before), shown(&difference.folder), shown(&difference.workbook));
            self.hang(out, 2, format!("{} {}", difference.cell, difference.label).trim_end());
            self.hang(out, 4, &say!(self.lang, "from-excel.before", text = before));
            self.hang(out, 4, &say!(self.lang, "from-excel.folder", text = folder));
            self.hang(out, 4, &say!(self.lang, "from-excel.workbook", text = workbook));
        }
    }

    fn cells(&self, out: &mut String, key: &str, cells: &[Told]) {
        if cells.is_empty() {
            return;
        }
        self.hang(out, 0, &say!(self.lang, key, n = cells.len()));
        for told in cells {
            // A command is there to be copied: it stands on a line of its own, whole.
            let (message, command) = told.message.rsplit_once("\nstudio ").unwrap_or((&told.message, ""));
            // What concerns a whole file has no cell.
            self.hang(out, 2, format!("{}  {message}", told.cell).trim_start());
            if !command.is_empty() {
                // Writing into a String cannot fail.
                let _ = writeln!(out, "    studio {}", visible(&conceal(command)));
            }
        }
    }

    /// A line, wrapped, behind `indent` blanks; what comes after the first line stands two further in.
    fn hang(&self, out: &mut String, indent: usize, text: &str) {
        let room = self.width.saturating_sub(indent + 2);
        let text = conceal(text).into_owned();
        for (number, line) in wrap(&visible(&text), room).iter().enumerate() {
            let lead = " ".repeat(indent + if number == 0 { 0 } else { 2 });
            // Writing into a String cannot fail.
            let _ = writeln!(out, "{lead}{line}");
        }
    }
}

/// A text on one line, cut where it is long: one compares, one does not read it whole. A number over two lines is hidden as one.
fn flat(text: &str) -> String {
    truncate(&conceal(text).replace('\n', " / "), 240).into_owned()
}
