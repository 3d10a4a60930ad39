//! The example school, and copies of it with a patch. A copy links the files it does not change.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::fixture::{Edit, Fixture};

/// The files of the example.
#[derive(Debug)]
pub struct Tree {
    files: Vec<String>,
}

/// What stands at a path of a copy.
enum Content {
    Same,
    Text(String),
}

impl Tree {
    /// The example's folder.
    pub fn example() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school")
    }

    /// Lists the example.
    pub fn read() -> Self {
        let root = Self::example();
        let files = WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let inner = |path: &Path| Some(path.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/"));
        Self { files: files.filter_map(|entry| inner(entry.path())).collect() }
    }

    /// A copy with the fixture's patch.
    pub fn patched(&self, fixture: &Fixture) -> Result<TempDir, String> {
        let files = self.contents(fixture)?;
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(|error| error.to_string())?;
        for (path, content) in &files {
            let to = folder.path().join(path);
            let parent = to.parent().unwrap_or(folder.path());
            let written = fs::create_dir_all(parent).and_then(|()| match content {
                Content::Text(text) => fs::write(&to, text),
                Content::Same => {
                    let from = Self::example().join(path);
                    fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()))
                }
            });
            written.map_err(|error| format!("{path}: {error}"))?;
        }
        Ok(folder)
    }

    fn contents(&self, fixture: &Fixture) -> Result<BTreeMap<String, Content>, String> {
        let mut files: BTreeMap<String, Content> =
            self.files.iter().map(|path| (path.clone(), Content::Same)).collect();
        for remove in &fixture.remove {
            let before = files.len();
            let inside =
                |path: &str| path == remove.file || (remove.file.ends_with('/') && path.starts_with(&remove.file));
            files.retain(|path, _| !inside(path));
            if files.len() == before {
                return Err(format!("nothing to remove at {}", remove.file));
            }
        }
        for add in &fixture.add {
            if files.insert(add.file.clone(), Content::Text(add.text.clone())).is_some() {
                return Err(format!("{} is there already", add.file));
            }
        }
        for edit in &fixture.edit {
            replace(&mut files, edit)?;
        }
        Ok(files)
    }
}

fn replace(files: &mut BTreeMap<String, Content>, edit: &Edit) -> Result<(), String> {
    let folder = edit.file.ends_with('/');
    let mut done = 0;
    for (path, content) in files.iter_mut() {
        if *path != edit.file && !(folder && path.starts_with(&edit.file)) {
            continue;
        }
        let old = match content {
            Content::Text(text) => text.clone(),
            Content::Same => fs::read_to_string(Tree::example().join(path)).map_err(|error| error.to_string())?,
        };
        match old.matches(&edit.find).count() {
            0 => continue,
            1 => *content = Content::Text(old.replacen(&edit.find, &edit.put, 1)),
            times => return Err(format!("{times} times in {path}: {}", edit.find)),
        }
        done += 1;
    }
    if done == 0 { Err(format!("nowhere in {}: {}", edit.file, edit.find)) } else { Ok(()) }
}
