//! Records that lie where they cannot be found: in no known folder, in the wrong one, or with nothing in them.

use toml::de::DeTable;

use crate::finding::{Finding, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// A record outside every folder that the standard knows.
pub(super) fn explain(standard: &Standard, source: &Source, table: &DeTable<'_>, lang: Lang) -> Finding {
    let path = source.local();
    let known = || standard.kinds.iter().filter_map(Kind::folder);
    let message = say!(lang, "load.stray", path = path);
    let by_folder = path.rsplit_once('/').and_then(|(folder, name)| {
        let near = nearest(folder.rsplit_once('/').map_or(folder, |(_, last)| last), known())?;
        Some(format!("{near}/{name}"))
    });
    let by_keys = || best_kind(standard, table).map(|kind| move_to(kind, path));
    let help = match by_folder.or_else(by_keys) {
        Some(target) => say!(lang, "load.stray.move", target = target),
        None => say!(lang, "load.stray.folders", folders = known().collect::<Vec<_>>().join(" · ")),
    };
    let place = source.beginning(None);
    Finding::new("record/unknown-kind", Severity::Error, vec![place], "", message, help)
}

/// A record that says nothing, or whose keys are those of another kind.
pub(super) fn misplaced(
    standard: &Standard,
    source: &Source,
    kind: usize,
    table: &DeTable<'_>,
    lang: Lang,
) -> Option<Finding> {
    let here = &standard.kinds[kind];
    let place = source.beginning(None);
    if table.is_empty() && here.fields.0.iter().any(|field| field.required) {
        let message = say!(lang, "load.empty", kind = here.label.get(lang));
        let required = here.fields.0.iter().filter(|field| field.required);
        let keys =
            required.map(|field| format!("{} {}", field.key, field.label.get(lang))).collect::<Vec<_>>().join(" · ");
        let help = say!(lang, "load.empty.help", keys = keys, kind = here.kind);
        return Some(Finding::new("record/empty", Severity::Error, vec![place], "", message, help));
    }
    let fits = |kind: &Kind| table.iter().filter(|(key, _)| kind.fields.get(key.get_ref()).is_some()).count();
    let best = best_kind(standard, table)?;
    // Another kind must explain the file wholly, and this one hardly, before a teacher is told to move it.
    if best.kind == here.kind || fits(best) < table.len() || fits(here) * 2 >= table.len() || table.len() < 2 {
        return None;
    }
    let message = say!(lang, "load.misplaced", here = here.label.get(lang), there = best.label.get(lang));
    let help = say!(lang, "load.stray.move", target = move_to(best, source.local()));
    Some(Finding::new("record/wrong-folder", Severity::Error, vec![place], "", message, help))
}

/// The kind that knows most of the keys, if one knows at least half of them.
fn best_kind<'s>(standard: &'s Standard, table: &DeTable<'_>) -> Option<&'s Kind> {
    let fits = |kind: &Kind| table.iter().filter(|(key, _)| kind.fields.get(key.get_ref()).is_some()).count();
    let required = |kind: &Kind| {
        kind.fields.0.iter().filter(|field| field.required && table.get(field.key.as_str()).is_none()).count()
    };
    standard
        .kinds
        .iter()
        .filter(|kind| fits(kind) * 2 >= table.len() && fits(kind) > 0)
        .max_by_key(|kind| (fits(kind), std::cmp::Reverse(required(kind))))
}

fn move_to(kind: &Kind, path: &str) -> String {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    kind.folder().map_or_else(|| kind.path.clone(), |folder| format!("{folder}/{name}"))
}
