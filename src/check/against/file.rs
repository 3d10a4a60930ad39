//! A report that was kept, as an earlier state: whether it is one, of the same standard, whole, and of the same studios.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::state::{State, Told as Finding};
use super::{Before, Origin};
use crate::check::Options;
use crate::check::clause::asked;
use crate::check::key::{Names, studio};
use crate::check::told::{Fault, Kept, Kind, Told};
use crate::failure::{Failure, Result};
use crate::load::{self, repository};
use crate::say;
use crate::standard::Standard;
use crate::text::lang::Lang;
use crate::text::trouble::trouble;

impl Before {
    /// The state that a report tells.
    pub(super) fn of_file(root: &Path, file: &Path, standard: &Standard, options: &Options) -> Result<Self> {
        let lang = options.lang;
        let path = file.display();
        let refused = |fault: &Fault| Failure(refusal(fault, root, file, lang));
        let kept = Kept::read(file).map_err(|fault| refused(&fault))?;
        match kept.kind {
            Kind::Report => {}
            Kind::Baseline(_) => {
                return Err(Failure(say!(lang, "against.baseline", path = path, root = root.display())));
            }
            Kind::Other => return Err(refused(&Fault::Foreign)),
        }
        let told: Told = kept.parse().map_err(|fault| refused(&fault))?;
        drop(kept);
        let now = standard.about.id.as_str();
        if told.standard != now {
            return Err(Failure(say!(lang, "against.standard", path = path, was = told.standard, now = now)));
        }
        let way = repository::way_to(root);
        let there = load::studios(root, lang)?.iter().map(|one| studio(&way, &load::below(root, one))).collect();
        let paths: Vec<&str> = told.studios.iter().map(|part| part.path.as_str()).collect();
        let stranger = || Failure(say!(lang, "against.stranger", path = path, root = root.display()));
        let from = made_at(&paths, &there, &way).ok_or_else(stranger)?;
        if told.summary.untouched > 0 {
            return Err(Failure(say!(lang, "against.untouched", path = path, n = told.summary.untouched)));
        }
        if let Some(id) = left_out(&told, standard, options) {
            return Err(Failure(say!(lang, "against.partial", path = path, id = id)));
        }
        let origin = Origin::File { path: file.to_string_lossy().into_owned() };
        Ok(Self::read(told, origin, &from, way, options))
    }

    /// What a report that was made at the end of the way `from` tells, as far as it is asked for.
    fn read(told: Told, origin: Origin, from: &str, way: String, options: &Options) -> Self {
        let mut names = Names::default();
        let mut common = BTreeMap::new();
        for found in told.findings.into_iter().filter(|found| asked(&options.only, &found.rule)) {
            let (_, key) = names.of(from, None, &found.key);
            let mut finding = Finding::read(found, "");
            finding.file = leading(&way, &repository::path(from, &finding.file));
            common.insert(key, finding);
        }
        let mut studios = BTreeMap::new();
        for part in told.studios {
            let inside = part.path.clone();
            let (mut state, found) = State::read(part);
            state.clauses.retain(|(id, _)| asked(&options.only, id));
            state.local.retain(|(id, _)| asked(&options.only, id));
            for found in found.into_iter().filter(|found| asked(&options.only, &found.rule)) {
                let (_, key) = names.of(from, Some(&inside), &found.key);
                state.findings.insert(key, Finding::read(found, &inside));
            }
            studios.insert(studio(from, &inside), state);
        }
        Self { origin, way, today: told.today, studios, common, elsewhere: Vec::new(), untouched: None }
    }
}

/// Why a file is no report.
fn refusal(fault: &Fault, root: &Path, file: &Path, lang: Lang) -> String {
    let (path, root) = (file.display(), root.display());
    match fault {
        Fault::Unread(why) => say!(lang, "against.unread", path = path, why = trouble(why, lang)),
        Fault::Foreign => say!(lang, "against.foreign", path = path, root = root),
        Fault::TooLarge => say!(lang, "against.too-large", path = path),
        Fault::Encoding => say!(lang, "against.encoding", path = path, root = root),
        Fault::Syntax(at) => say!(lang, "against.syntax", at = format!("{path}:{at}")),
    }
}

/// A clause that is asked for and that no studio of a report has.
fn left_out<'s>(told: &Told, standard: &'s Standard, options: &Options) -> Option<&'s str> {
    let has: BTreeSet<&str> =
        told.studios.iter().flat_map(|part| &part.clauses).map(|clause| clause.id.as_str()).collect();
    let mut wanted = standard.clauses().map(|clause| clause.id.as_str()).filter(|id| asked(&options.only, id));
    wanted.find(|id| !has.contains(id))
}

/// The way from the top of the repository to where a report was made, in which studios have these `paths`: `way` itself if
/// a studio of it is `there`, else the one place at, above or below it from where most are; nothing where several are as
/// good.
pub(in crate::check) fn made_at(paths: &[&str], there: &BTreeSet<String>, way: &str) -> Option<String> {
    let common = |from: &str| paths.iter().filter(|path| there.contains(&studio(from, path))).count();
    if common(way) > 0 {
        return Some(way.to_owned());
    }
    let above = |name: &String| -> Vec<String> {
        let name = if name == "." { "" } else { name };
        let ends = name.match_indices('/').map(|(end, _)| &name[..end]);
        ends.chain(["", name]).map(str::to_owned).collect()
    };
    let places: BTreeSet<String> = there.iter().flat_map(above).collect();
    let mut best: Vec<(usize, String)> = places.into_iter().map(|from| (common(&from), from)).collect();
    best.sort_by(|(one, _), (other, _)| other.cmp(one));
    match best.as_slice() {
        [(0, _), ..] | [] => None,
        [(one, _), (other, _), ..] if one == other => None,
        [(_, from), ..] => Some(from.clone()),
    }
}

/// The path that leads from the end of `way` to `path`; both begin at the top of the repository.
fn leading(way: &str, path: &str) -> String {
    let (way, path): (Vec<&str>, Vec<&str>) =
        (way.split('/').filter(|part| !part.is_empty()).collect(), path.split('/').collect());
    let same = way.iter().zip(&path).take_while(|(one, other)| one == other).count();
    let up = way[same..].iter().map(|_| "..");
    up.chain(path[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_report_was_made() {
        let there = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let many = there(&["市/甲", "市/乙", "县/甲"]);
        assert_eq!(made_at(&["市/甲", "市/丙"], &many, ""), Some(String::new()), "in the same place");
        assert_eq!(made_at(&["甲", "乙"], &many, ""), Some("市".into()), "below");
        assert_eq!(made_at(&["甲"], &many, ""), None, "there are two of them");
        assert_eq!(made_at(&["."], &many, ""), None);
        assert_eq!(made_at(&["丁"], &many, ""), None);
        let one = there(&["市/甲"]);
        assert_eq!(made_at(&["市/甲", "县/甲"], &one, "市/甲"), Some(String::new()), "above");
        assert_eq!(made_at(&["甲", "乙"], &one, "市/甲"), Some("市".into()));
        assert_eq!(made_at(&["."], &one, "市/甲"), Some("市/甲".into()));
        assert_eq!(made_at(&["."], &one, "市"), Some("市/甲".into()), "there is only one");
        assert_eq!(made_at(&["."], &there(&["."]), ""), Some(String::new()));
    }

    #[test]
    fn a_path_from_another_place() {
        assert_eq!(leading("", "province.toml"), "province.toml");
        assert_eq!(leading("市/甲", "province.toml"), "../../province.toml");
        assert_eq!(leading("市", "市/甲/studio.toml"), "甲/studio.toml");
        assert_eq!(leading("市/甲", "市/乙/studio.toml"), "../乙/studio.toml");
    }
}
