//! `studio new year`: opens the next year.

use super::{Arguments, told};
use crate::edit::given::Given;
use crate::edit::record::Desk;
use crate::edit::{begin, semester, year};
use crate::failure::{Failure, Result};
use crate::load;
use crate::record::BLANK;
use crate::say;
use crate::standard::kind::Field;
use crate::text::safe::visible;

/// The next year: its record with what goes over, and its semesters in the calendar, all at once.
pub(super) fn next_year(mut desk: Desk<'_>, index: usize, arguments: &Arguments) -> Result<String> {
    let lang = desk.lang;
    let studio = desk.studio;
    if arguments.title.is_some() || arguments.date.is_some() || !arguments.set.is_empty() {
        return Err(Failure(say!(lang, "year.options")));
    }
    if let Some((_, source)) = studio.broken.iter().find(|(kind, _)| *kind == index) {
        let path =
            studio.sources.get(*source).map_or(studio.standard.kinds[index].path.as_str(), |one| one.path.as_str());
        return Err(Failure(say!(lang, "year.broken", path = visible(path))));
    }
    let stems: Vec<String> = studio.of_kind(index).iter().map(|record| record.stem.clone()).collect();
    let id = year::choose(studio, index, arguments.id.as_deref(), &stems, lang)?;
    let mut told_days = Vec::new();
    let mut wrong = Vec::new();
    for text in &arguments.semester {
        match semester::read(text, lang) {
            Ok(period) => told_days.push(period),
            Err(why) => wrong.push(say!(lang, "init.wrong", flag = "--semester", why = why)),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let semesters = year::semesters(studio, &id, &told_days, lang)?;
    let opening = year::open(studio, index, &id);
    desk.create(index, &id, &opening.given, &year::head(&opening));
    let root = studio.standard.kind_of(load::STUDIO);
    let list = root.and_then(|root| Some((root, begin::semesters(&studio.standard.kinds[root])?)));
    if let Some((root, (calendar, list))) = list.filter(|_| !semesters.is_empty()) {
        let rows: Vec<Given> = semesters.iter().map(|semester| semester.given(list)).collect();
        let path: [&Field; 2] = [calendar, list];
        desk.add(root, load::STUDIO, &path, &rows, &[])?;
    }
    let folder = desk.folder;
    let written = desk.commit()?;
    let mut text = say!(lang, "year.opened", id = id) + "\n" + &told(folder, &written, lang);
    if let Some(last) = opening.last.filter(|_| !opening.carried.is_empty()) {
        let names = opening.carried.iter().map(|carried| carried.title.as_str()).collect::<Vec<_>>();
        let names = lang.list(&names);
        text.push_str(&say!(lang, "year.carried", last = last, n = opening.carried.len(), names = visible(&names)));
        text.push('\n');
    }
    for carried in &opening.carried {
        if let Some(place) = &carried.unexplained {
            text.push_str(&say!(lang, "year.unexplained", title = visible(&carried.title), place = visible(place)));
            text.push('\n');
        }
    }
    let unknown: Vec<&str> = semesters.iter().filter(|one| one.period.is_none()).map(|one| one.id.as_str()).collect();
    if !unknown.is_empty() {
        let names = lang.list(&unknown);
        text.push_str(&say!(lang, "year.days", names = names, mark = BLANK));
        text.push('\n');
    }
    text.push_str(&say!(lang, "new.next", mark = BLANK));
    text.push('\n');
    Ok(text)
}
