//! Records that lie where they cannot be found: in no known folder, in the wrong one, or with nothing in them.

use toml::de::DeTable;

use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::source::Source;
use crate::standard::Standard;
use crate::standard::kind::{Kind, Role};
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// Records outside every folder that the standard knows; those in a folder that is only misspelt are one finding.
#[derive(Debug, Default)]
pub(super) struct Strays {
    /// The folder, the one that was meant, whether that is there, too, and the records.
    folders: Vec<(String, String, bool, Vec<Place>)>,
    findings: Vec<Finding>,
}

impl Strays {
    /// A record at the path of `source`, one of `sources`; `table` is what it says, if it can be read.
    /// Gives the kind it may be of.
    pub fn add(
        &mut self,
        standard: &Standard,
        (source, sources): (&Source, &[Source]),
        table: Option<&DeTable<'_>>,
        lang: Lang,
    ) -> Option<usize> {
        let path = source.local();
        let place = source.beginning();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(known) = folder_meant(standard, folder) {
            if let Some((.., places)) = self.folders.iter_mut().find(|(seen, ..)| seen == folder) {
                places.push(place);
            } else {
                let within =
                    |other: &Source| other.local().strip_prefix(known).is_some_and(|rest| rest.starts_with('/'));
                let there = sources.iter().any(within);
                self.folders.push((folder.to_owned(), known.to_owned(), there, vec![place]));
            }
            return standard.kinds.iter().position(|kind| kind.folder() == Some(known));
        }
        let above =
            folder.split('/').next().and_then(|first| standard.kinds.iter().find(|kind| kind.folder() == Some(first)));
        let by_keys = || table.and_then(|table| best_kind(standard, table));
        let kind = above.or_else(by_keys);
        let help = match kind {
            Some(kind) => moved(&move_to(kind, name, table), sources, lang),
            None => folders(standard, lang),
        };
        let message = say!(lang, "load.stray", path = path);
        self.findings.push(Finding::new("record/unknown-kind", Severity::Error, vec![place], "", message, help));
        standard.kind_index(&kind?.kind)
    }

    /// All that were found.
    pub fn findings(self, lang: Lang) -> Vec<Finding> {
        let told = self.folders.into_iter().map(|(folder, known, there, places)| {
            let message = say!(lang, "load.stray.folder", folder = folder, n = places.len());
            let key = if there { "load.stray.merge" } else { "load.stray.rename" };
            let help = say!(lang, key, folder = known);
            Finding::new("record/unknown-kind", Severity::Error, places, "", message, help)
        });
        self.findings.into_iter().chain(told).collect()
    }
}

/// The folder that a name is a slip for: `member`, `Members` or 成员 for `members`.
fn folder_meant<'s>(standard: &'s Standard, folder: &str) -> Option<&'s str> {
    let folders = || standard.kinds.iter().filter_map(Kind::folder);
    let labelled = |kind: &&Kind| kind.folder().is_some() && (kind.label.zh == folder || kind.kind == folder);
    if folder.is_empty() || folder.contains('/') {
        return None;
    }
    let same = folders().find(|known| known.eq_ignore_ascii_case(folder.trim()));
    same.or_else(|| standard.kinds.iter().find(labelled).and_then(Kind::folder)).or_else(|| nearest(folder, folders()))
}

fn folders(standard: &Standard, lang: Lang) -> String {
    let named = |kind: &Kind| Some(format!("{}/ {}", kind.folder()?, kind.label.get(lang)));
    say!(lang, "load.stray.folders", folders = standard.kinds.iter().filter_map(named).collect::<Vec<_>>().join(" · "))
}

/// A record that says nothing, or whose keys are those of another kind; with the kind it is meant to be.
pub(super) fn misplaced(
    standard: &Standard,
    (source, sources): (&Source, &[Source]),
    kind: usize,
    table: &DeTable<'_>,
    lang: Lang,
) -> Option<(Finding, usize)> {
    let here = &standard.kinds[kind];
    let place = || source.beginning();
    if table.is_empty() && here.fields.0.iter().any(|field| field.required) {
        let message = say!(lang, "load.empty", kind = here.label.get(lang));
        let required = here.fields.0.iter().filter(|field| field.required);
        let keys =
            required.map(|field| format!("{} {}", field.key, field.label.get(lang))).collect::<Vec<_>>().join(" · ");
        let help = say!(lang, "load.empty.help", keys = keys, kind = here.kind);
        return Some((Finding::new("record/empty", Severity::Error, vec![place()], "", message, help), kind));
    }
    let fits = |kind: &Kind| table.iter().filter(|(key, _)| kind.fields.get(key.get_ref()).is_some()).count();
    if fits(here) * 2 >= table.len() {
        return None;
    }
    let best = best_kind(standard, table)?;
    // Another kind must explain the file wholly, and this one hardly, before a teacher is told to move it.
    if best.kind == here.kind || fits(best) < table.len() || table.len() < 2 {
        return None;
    }
    let name = source.local().rsplit_once('/').map_or(source.local(), |(_, name)| name);
    let message = say!(lang, "load.misplaced", here = here.label.get(lang), there = best.label.get(lang));
    let help = moved(&move_to(best, name, Some(table)), sources, lang);
    let finding = Finding::new("record/wrong-folder", Severity::Error, vec![place()], "", message, help);
    Some((finding, standard.kind_index(&best.kind)?))
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

/// To move a file to `target`; what is there already is not to be written over.
fn moved(target: &str, sources: &[Source], lang: Lang) -> String {
    let taken = sources.iter().any(|other| other.local() == target);
    say!(lang, if taken { "load.stray.copy" } else { "load.stray.move" }, target = target)
}

/// Where a file belongs. One that is called after its kind gets a name of its own.
fn move_to(kind: &Kind, name: &str, table: Option<&DeTable<'_>>) -> String {
    let Some(folder) = kind.folder() else { return kind.path.clone() };
    let stem = name.trim_end_matches(".toml");
    if stem != kind.label.zh && stem != kind.kind && stem != folder {
        return format!("{folder}/{name}");
    }
    let title = kind.fields.with(Role::Title).and_then(|field| table?.get(field.key.as_str())?.get_ref().as_str());
    let title = title.filter(|title| !title.contains(['/', '\\', '\n']));
    title.map_or_else(|| kind.example_path(), |title| format!("{folder}/{title}.toml"))
}
