//! The files of a package, from what was gathered: summary, tables and cases under names that people find them by, then what
//! is in it for people, then for programs.

use super::gathered::Gathered;
use super::manifest::{self, MANIFEST, Manifest, SUMS, VERSION};
use super::{Files, archive, cases, cover, name, tables};
use crate::failure::{Failure, Result};
use crate::form::{DRAFT, sheet as form_sheet, sheet::Sheet, sheet::write};
use crate::say;
use crate::standard::kind::Role;
use crate::standard::layout::Layout;
use crate::text::lang::Lang;

/// The files of the package, by name; `draft` marks them as not fit to be sent in.
///
/// # Errors
/// A table that no workbook can hold, or a package larger than is read again.
pub fn build(gathered: &Gathered<'_>, draft: bool, lang: Lang) -> Result<Files> {
    let mut building = Building { gathered, draft, lang, files: Vec::new() };
    let manifest = building.contents()?;
    let mut files = building.files;
    let cover = written(&cover::sheet(&manifest, gathered), lang)?;
    files.push((marked(&cover::file(), "xlsx", draft), cover));
    files.sort();
    let listed = files.iter().map(|(name, bytes)| manifest::File::of(name, bytes)).collect();
    let manifest = Manifest { files: listed, ..manifest };
    files.push((MANIFEST.to_owned(), manifest.text().into_bytes()));
    files.sort();
    let sums = manifest::sums(&files);
    files.push((SUMS.to_owned(), sums.into_bytes()));
    files.sort();
    let size: u64 = files.iter().map(|(name, bytes)| (name.len() * 2 + bytes.len() + 200) as u64).sum();
    if size > archive::LARGEST {
        return Err(Failure(say!(lang, "pack.too-large", size = size >> 20, most = archive::LARGEST >> 20)));
    }
    Ok(files)
}

struct Building<'g, 's> {
    gathered: &'g Gathered<'s>,
    draft: bool,
    lang: Lang,
    files: Files,
}

impl Building<'_, '_> {
    /// Makes the files that the text asks for; gives the manifest of them.
    fn contents(&mut self) -> Result<Manifest> {
        let Gathered { body, standard, package, forms: [studios, list], .. } = self.gathered;
        let mut manifest = Manifest {
            version: VERSION,
            title: package.title.clone(),
            body: body.clone(),
            to: package.to.clone(),
            standard: standard.about.id.clone(),
            number: standard.about.number.clone(),
            draft: self.draft,
            studios: self.gathered.studios.clone(),
            left_out: self.gathered.left_out.clone(),
            ..Manifest::default()
        };
        let several = self.gathered.summaries.len() > 1;
        for (number, summary) in (1..).zip(&self.gathered.summaries) {
            let number = if several { number.to_string() } else { String::new() };
            let stem = format!("{}{number}", package.summary.file);
            manifest.summaries.push(self.add(&stem, &cases::ending(&summary.path), summary.bytes.clone()));
        }
        let mut listed = Vec::new();
        for (number, (case, bytes)) in (1..).zip(&self.gathered.cases) {
            listed.push(case.row.clone());
            let (Some(text), Some(bytes)) = (&case.text, bytes) else { continue };
            let stem = format!("{}{number}-{}", package.cases.file, name::safe(&case.title));
            manifest.words += text.words;
            manifest.cases.push(manifest::Case {
                file: self.add(&stem, &text.ending(), bytes.clone()),
                title: case.title.clone(),
                record: case.record.clone(),
                school: case.school.clone(),
                studio: case.studio.clone(),
                words: text.words,
            });
        }
        manifest.tables.push(self.table(studios, Role::School, self.gathered.rows.clone())?);
        manifest.tables.push(self.table(list, Role::Title, listed)?);
        Ok(manifest)
    }

    fn table(&mut self, layout: &Layout, role: Role, rows: Vec<Vec<String>>) -> Result<manifest::Table> {
        let mark = self.draft.then_some(DRAFT);
        let comment = say!(Lang::Zh, "export.reconstructed");
        let mut table = tables::of(layout, "", role, &rows);
        let bytes = written(&form_sheet(layout, rows, &self.gathered.body, mark, &comment), self.lang)?;
        table.file = self.add(&name::safe(&layout.file), "xlsx", bytes);
        Ok(table)
    }

    /// Adds a file; gives its name.
    fn add(&mut self, stem: &str, ending: &str, bytes: Vec<u8>) -> String {
        let name = marked(stem, ending, self.draft);
        self.files.push((name.clone(), bytes));
        name
    }
}

fn written(sheet: &Sheet, lang: Lang) -> Result<Vec<u8>> {
    write(sheet).map_err(|why| Failure(say!(lang, "cli.no-table", why = why)))
}

/// The name of a file, with the mark of a draft.
fn marked(stem: &str, ending: &str, draft: bool) -> String {
    let mark = if draft { format!("-{DRAFT}") } else { String::new() };
    if ending.is_empty() { format!("{stem}{mark}") } else { format!("{stem}{mark}.{ending}") }
}
