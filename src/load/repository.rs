//! Where a folder lies in its repository. What names files for a host of repositories (annotations, code quality) or keeps
//! what was found there must name them from the repository's root, wherever the program runs and whatever it was given.

use std::path::Path;

use super::{below, province_of};
use crate::files;

/// The way from the repository that `root` lies in to `root`, with `/`; empty at its top. Outside every repository, the way
/// from the folder of its province, or else from the present folder; `root` itself where none leads there.
#[must_use]
pub fn way_to(root: &Path) -> String {
    let as_given = || path(&root.to_string_lossy().replace('\\', "/"), "");
    let Ok(whole) = files::whole(root) else { return as_given() };
    if let Some(top) = top(&whole) {
        return below(top, &whole);
    }
    if let Some((folder, _)) = province_of(&whole) {
        return below(&folder, &whole);
    }
    let here = std::env::current_dir().and_then(|here| files::whole(&here));
    match here {
        Ok(here) if whole.starts_with(&here) => below(&here, &whole),
        _ => as_given(),
    }
}

/// Whether that way begins where a repository or a province does, and not where the program was started.
#[must_use]
pub fn is_anchored(root: &Path) -> bool {
    files::whole(root).is_ok_and(|whole| top(&whole).is_some() || province_of(&whole).is_some())
}

/// The top of the repository that the folder `whole`, links followed, lies in.
pub(super) fn top(whole: &Path) -> Option<&Path> {
    whole.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok())
}

/// The path of `file`, which is named from what was checked, at the end of the way that leads there.
#[must_use]
pub fn path(way: &str, file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in way.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if way.starts_with('/') { format!("/{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_the_top() {
        assert_eq!(path("", "a/b.toml"), "a/b.toml");
        assert_eq!(path("./schools/", "a/b.toml"), "schools/a/b.toml");
        assert_eq!(path("schools/a", "../../province.toml"), "province.toml");
        assert_eq!(path("../x", "a.toml"), "../x/a.toml");
        assert_eq!(path("/srv/x", "a.toml"), "/srv/x/a.toml");
        assert_eq!(path("", ""), "");
    }

    #[test]
    fn the_way_begins_at_the_repository() {
        let top = tempfile::tempdir().unwrap();
        let school = top.path().join("学校/甲");
        std::fs::create_dir_all(&school).unwrap();
        assert_eq!(way_to(&school), school.to_string_lossy(), "no repository");
        assert_eq!(way_to(&school.join("")), school.to_string_lossy());
        // In a linked worktree it is a file.
        std::fs::write(top.path().join(".git"), "gitdir: elsewhere").unwrap();
        assert_eq!(way_to(&school), "学校/甲");
        assert_eq!(way_to(&school.join("..")), "学校");
        assert_eq!(way_to(top.path()), "");
    }
}
