//! What a revision names: files, links and submodules, each with the object that git keeps for it.

use std::ffi::OsString;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use crate::failure::Result;
use crate::load::STUDIO;
use crate::load::git::{Git, named};
use crate::load::name::is_root;

/// Something a revision names.
#[derive(Debug)]
pub(super) struct Entry {
    pub kind: What,
    /// What git keeps for it.
    pub object: String,
    /// From the top of the repository.
    pub path: PathBuf,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    File,
    Link,
    Submodule,
}

/// What is in a folder at a commit, at any depth or only in itself; nothing if the folder was not there.
pub(super) fn entries(git: &Git<'_>, commit: &str, folder: &Path, deep: bool) -> Result<Option<Vec<Entry>>> {
    let mut tree = OsString::from(format!("{commit}:"));
    tree.push(slashes(folder));
    let kind = git.line(&[OsString::from("cat-file"), "-t".into(), tree.clone()]);
    if !kind.is_ok_and(|kind| kind == "tree") {
        return Ok(None);
    }
    let mut arguments = ["ls-tree", "-z", "--full-tree"].map(OsString::from).to_vec();
    arguments.extend(deep.then(|| "-r".into()));
    arguments.push(tree);
    let lines = git.list(&arguments)?;
    Ok(Some(lines.iter().filter_map(|line| Entry::read(line, folder)).collect()))
}

impl Entry {
    /// The folder that it makes a studio: by its name, or by that of a folder that stands in the place of a root file.
    pub fn studio(&self) -> Option<&Path> {
        let name = self.path.file_name()?.to_string_lossy();
        let root = if is_root(&name) { Some(self.path.as_path()) } else { None };
        let folder =
            || self.path.ancestors().skip(1).find(|folder| folder.file_name().is_some_and(|name| name == STUDIO));
        root.or_else(folder)?.parent()
    }

    /// Reads `100644 blob OBJECT\tNAME`; nothing of a name that git itself would not check out.
    fn read(line: &[u8], folder: &Path) -> Option<Self> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let mut about = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
        let kind = match about.next()? {
            "120000" => What::Link,
            "160000" => What::Submodule,
            mode if mode.starts_with("100") => What::File,
            _ => return None,
        };
        let object = about.nth(1)?.to_owned();
        let name = PathBuf::from(named(&line[tab + 1..]));
        let sound = |part: Component<'_>| match part {
            Component::Normal(part) => !part.eq_ignore_ascii_case(".git"),
            _ => false,
        };
        name.components().all(sound).then(|| Self { kind, object, path: folder.join(name) })
    }
}

/// A path as git writes it.
pub(super) fn slashes(path: &Path) -> OsString {
    if MAIN_SEPARATOR == '/' {
        return path.as_os_str().to_owned();
    }
    path.to_string_lossy().replace(MAIN_SEPARATOR, "/").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out() {
        let read = |line: &str| Entry::read(line.as_bytes(), Path::new("省")).map(|entry| (entry.kind, entry.path));
        assert_eq!(read("100755 blob 0a\t甲/a b.toml"), Some((What::File, "省/甲/a b.toml".into())));
        assert_eq!(read("120000 blob 0a\t甲"), Some((What::Link, "省/甲".into())));
        assert_eq!(read("160000 commit 0a\t甲"), Some((What::Submodule, "省/甲".into())));
        for line in
            ["100644 blob 0a\t../x", "100644 blob 0a\t/x", "100644 blob 0a\ta/.GIT/config", "040000 tree 0a\ta", "x"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
