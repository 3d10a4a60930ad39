//! What the formats for CI share: where a file lies in the repository, and which findings are told first.

use crate::check::Run;
use crate::finding::Finding;
use crate::say;
use crate::text::lang::Lang;

/// The path of `file` from the folder the program was run in; `prefix` leads from there to what was checked.
#[must_use]
pub(super) fn path(prefix: &str, file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in prefix.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if prefix.starts_with('/') { format!("/{path}") } else { path }
}

/// The findings that are not known, the gravest first, in the order of the report among themselves.
pub(super) fn by_weight<'r>(run: &'r Run<'_>) -> Vec<&'r Finding> {
    let mut all: Vec<&Finding> = run.all_findings().filter(|finding| !finding.known).collect();
    all.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    all
}

/// The exceptions in force, a line each: the studio, what, why, and until when.
pub(super) fn exceptions(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let line = |path: &str, (what, reason, until): &(String, String, jiff::civil::Date)| {
        let line = say!(lang, "report.excepted", what = what, reason = reason, until = until);
        if path.is_empty() { line } else { format!("{path} {line}") }
    };
    let lines = run.studios.iter().flat_map(|report| report.exceptions.iter().map(|one| line(&report.path, one)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_path_leads_from_where_one_stands() {
        assert_eq!(path("", "a/b.toml"), "a/b.toml");
        assert_eq!(path("./schools/", "a/b.toml"), "schools/a/b.toml");
        assert_eq!(path("schools/a", "../../province.toml"), "province.toml");
        assert_eq!(path("../x", "a.toml"), "../x/a.toml");
        assert_eq!(path("/srv/x", "a.toml"), "/srv/x/a.toml");
    }
}
