//! The name of a finding in its repository: the folder of the studio, and a key within it. Neither changes when lines move,
//! nor with the folder a check is made from, so that a desk, a hook and CI speak of the same finding.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, Run};
use crate::finding::Finding;
use crate::load::repository::path;

/// A finding and its name.
#[derive(Debug)]
pub struct Keyed<'r> {
    /// The studio it was found in, if in one.
    pub report: Option<&'r Report<'r>>,
    /// The finding.
    pub finding: &'r Finding,
    /// The folder of the studio from the top of the repository, `.` for the top itself; empty for what is of no studio.
    pub studio: String,
    /// Its name there; no two are the same.
    pub key: String,
}

/// What stands in a key before each thing that is lacking.
const LACKS: char = '|';

/// The part of a key that says what is lacking, in the words of the data, so that it is the same in every language.
pub(super) fn lacking<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().flat_map(|name| [LACKS.to_string(), name.replace(LACKS, " ")]).collect()
}

/// A key without what is lacking.
#[must_use]
pub fn plain(key: &str) -> &str {
    key.split(LACKS).next().unwrap_or_default()
}

/// What is lacking, as a key says it.
pub fn lacks(key: &str) -> impl Iterator<Item = &str> {
    key.split(LACKS).skip(1)
}

/// What was found of the same thing before: by its very key, or where all that is lacking now was lacking then, too, and
/// more beside. A part that was mended makes nothing new of the rest.
pub(super) fn before<'k, T>(found: &'k BTreeMap<String, T>, key: &str) -> Option<(&'k String, &'k T)> {
    let now: BTreeSet<&str> = lacks(key).collect();
    let covers = |then: &str| !now.is_empty() && now.is_subset(&lacks(then).collect());
    found.get_key_value(key).or_else(|| same(found, key).find(|(then, _)| covers(then)))
}

/// All of the same thing, whatever was lacking.
pub(super) fn same<'k, T>(
    found: &'k BTreeMap<String, T>,
    key: &str,
) -> impl Iterator<Item = (&'k String, &'k T)> + use<'k, T> {
    let plain = plain(key).to_owned();
    let all = found.range(plain.clone()..);
    all.take_while({
        let plain = plain.clone();
        move |(then, _)| then.starts_with(&plain)
    })
    .filter(move |(then, _)| self::plain(then) == plain)
}

/// Every finding of `run`, those of no single studio first; `way` leads from the repository to what was checked.
#[must_use]
pub fn keyed<'r>(run: &'r Run<'r>, way: &str) -> Vec<Keyed<'r>> {
    let common = run.findings.iter().map(|finding| (None, finding));
    let inner = run.studios.iter().flat_map(|report| report.findings.iter().map(move |one| (Some(report), one)));
    let mut names = Names::default();
    let all = common.chain(inner).map(|(report, finding)| {
        let inside = report.map(|report| report.path.as_str());
        let (studio, key) = names.of(way, inside, &finding.key);
        Keyed { report, finding, studio, key }
    });
    all.collect()
}

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<(String, String), usize>);

impl Names {
    /// The folder of the studio at `inside`, if it is of one, and the name there of what has this key in a run.
    pub fn of(&mut self, way: &str, inside: Option<&str>, key: &str) -> (String, String) {
        let studio = inside.map_or(String::new(), |inside| studio(way, inside));
        let key = local(way, inside, key);
        let times = self.0.entry((studio.clone(), key.clone())).or_insert(0);
        *times += 1;
        let key = if *times > 1 { format!("{key}~{times}") } else { key };
        (studio, key)
    }
}

/// The folder of a studio from the top of the repository.
pub(super) fn studio(way: &str, inside: &str) -> String {
    let path = path(way, inside);
    if path.is_empty() { ".".to_owned() } else { path }
}

/// The key of a finding within its studio, or from the top of the repository for what is of none. The key of a run begins
/// with the rule and the file from what was checked: `1.1.1-d@甲/studio.toml#…`.
pub(super) fn local(way: &str, inside: Option<&str>, key: &str) -> String {
    let Some((rule, place)) = key.split_once('@') else { return key.to_owned() };
    match inside {
        Some(inside) if !inside.is_empty() && inside != "." => {
            let own = place.strip_prefix(inside).and_then(|rest| rest.strip_prefix('/'));
            format!("{rule}@{}", own.unwrap_or(place))
        }
        Some(_) => key.to_owned(),
        None => {
            let (file, detail) = place.split_once('#').unwrap_or((place, ""));
            format!("{rule}@{}#{detail}", path(way, file))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lacking_with_more_is_not_new() {
        let found = BTreeMap::from([("1-a@x.toml#1.|a|b|c".to_owned(), 1), ("1-a@x.toml#1.2".to_owned(), 2)]);
        let known = |key| before(&found, key).is_some();
        assert!(known("1-a@x.toml#1.|a|b|c") && known("1-a@x.toml#1.|c|a") && known("1-a@x.toml#1.2"));
        assert!(!known("1-a@x.toml#1.|d") && !known("1-a@x.toml#1.|a|d") && !known("1-a@x.toml#1."));
        assert!(!known("1-a@x.toml#1.2|a") && same(&found, "1-a@x.toml#1.|d").count() == 1);
    }

    #[test]
    fn a_name_is_the_same_from_everywhere() {
        assert_eq!(local("", Some("省/甲"), "1.1-a@省/甲/studio.toml#x/y"), "1.1-a@studio.toml#x/y");
        assert_eq!(local("省", Some("甲"), "1.1-a@甲/studio.toml#x/y"), "1.1-a@studio.toml#x/y");
        assert_eq!(local("省/甲", Some(""), "1.1-a@studio.toml#x/y"), "1.1-a@studio.toml#x/y");
        assert_eq!(
            (studio("", "省/甲"), studio("省/甲", ""), studio("", "")),
            ("省/甲".into(), "省/甲".into(), ".".into())
        );
        assert_eq!(local("省/甲", None, "r@../province.toml#"), "r@省/province.toml#");
        assert_eq!(local("省", None, "r@province.toml#"), "r@省/province.toml#");
    }
}
