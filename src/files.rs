//! Writing files so that no reader ever sees half of one. The bytes go to a temporary file in the same folder, reach the
//! disk, and take the name in one step; whatever goes wrong, nothing is left behind and what was there stays.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf, Prefix};

use tempfile::{Builder, NamedTempFile};

mod batch;
mod device;
pub mod digest;
pub mod folder;
mod hold;
mod left;
mod lock;
pub mod made;
pub mod mark;
mod swap;
pub mod zipped;

pub use self::batch::{Batch, Refused};
pub use self::device::{FORBIDDEN, is_device};
use self::hold::Hold;
pub use self::hold::{asked_to_end, go_on, outlast_limits};
pub use self::left::left_behind;

/// Writes a file that must not be there yet.
///
/// # Errors
/// `AlreadyExists` when something has this name; else what the file system says. The folder must exist.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let _hold = Hold::new();
    let temporary = write_beside(path, |out| out.write_all(bytes))?;
    go_on()?;
    temporary.persist_noclobber(path)?;
    Ok(())
}

/// Writes a file, in place of the one of this name if there is one; its permissions stay, and a symbolic link goes on
/// pointing at it.
///
/// # Errors
/// What the file system says. The folder must exist.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_with(path, |out| out.write_all(bytes))
}

/// The same, with what `write` writes; memory does not grow with it.
///
/// # Errors
/// As of [`replace`], and what `write` says.
pub fn replace_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = target(path)?;
    // A device or a pipe is written to; nothing is put in its place.
    if fs::metadata(&target).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(&target)?);
        write(&mut out)?;
        return out.flush();
    }
    let _hold = Hold::new();
    let temporary = write_for(&target, write)?;
    go_on()?;
    temporary.persist(&target)?;
    Ok(())
}

/// Whether what is at `path` could be replaced, as far as that can be seen before anything is written.
///
/// # Errors
/// As of [`replace`].
pub fn replaceable(path: &Path) -> io::Result<()> {
    let target = target(path)?;
    if target.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { changeable(&target) }
}

/// What is written when `path` is: the file that a link points at.
fn target(path: &Path) -> io::Result<PathBuf> {
    match path.symlink_metadata() {
        Ok(there) if there.is_symlink() => fs::canonicalize(path),
        _ => Ok(path.to_path_buf()),
    }
}

/// The link on the way to `path`, or at it, that leads nowhere, and what it points at.
#[must_use]
pub fn dangling(path: &Path) -> Option<(&Path, PathBuf)> {
    path.ancestors().find_map(|part| {
        let target = part.read_link().ok()?;
        let lost = part.metadata().is_err_and(|error| error.kind() != io::ErrorKind::PermissionDenied);
        lost.then_some((part, target))
    })
}

/// The folder on the way from `root` to `path` that is a link: what is written behind it goes elsewhere.
#[must_use]
pub fn link_between(root: &Path, path: &Path) -> Option<PathBuf> {
    let inner = path.strip_prefix(root).ok()?;
    inner.ancestors().skip(1).map(|folder| root.join(folder)).find(|folder| folder != root && folder.is_symlink())
}

/// The whole way to what is at `path`, links resolved. What cannot say where it really is (a drive that some program
/// makes, a long path under Wine) is taken at its word.
///
/// # Errors
/// Nothing is there.
pub fn whole(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(whole) => Ok(familiar(whole)),
        Err(_) if path.exists() => std::path::absolute(path),
        Err(error) => Err(error),
    }
}

/// Whether both paths lead to one file, or would if it were there. What is no file, such as a pipe, takes from many.
#[must_use]
pub fn is_same(one: &Path, other: &Path) -> bool {
    let is_other = |path: &Path| fs::metadata(path).is_ok_and(|there| !there.is_file());
    let whole = |path: &Path| {
        fs::canonicalize(path).ok().or_else(|| Some(fs::canonicalize(folder_of(path)).ok()?.join(path.file_name()?)))
    };
    !is_other(one) && matches!((whole(one), whole(other)), (Some(one), Some(other)) if one == other)
}

/// `C:\x` for `\\?\C:\x`, which is what Windows answers with: people do not know that form, and not every program takes it.
fn familiar(whole: PathBuf) -> PathBuf {
    let mut parts = whole.components();
    let Some(Component::Prefix(prefix)) = parts.next() else { return whole };
    let mut plain = match prefix.kind() {
        Prefix::VerbatimDisk(letter) => format!("{}:", char::from(letter)).into(),
        Prefix::VerbatimUNC(server, share) => {
            let mut plain = OsString::from(r"\\");
            plain.extend([server, OsStr::new(r"\"), share]);
            plain
        }
        _ => return whole,
    };
    plain.push(parts.as_path());
    plain.into()
}

/// A path as people are told it: with `/` everywhere, as records name files.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// A file that somebody has made read-only is nobody's to replace: Windows refuses it, and so does the program everywhere.
fn changeable(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() && there.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        _ => Ok(()),
    }
}

/// The folder a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file that can take the place of what is at `target`, which lends it its permissions.
fn write_for(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    changeable(target)?;
    let temporary = write_beside(target, write)?;
    if let Ok(there) = fs::metadata(target) {
        temporary.as_file().set_permissions(there.permissions())?;
    }
    Ok(temporary)
}

/// A temporary file in the folder of `path` with what `write` writes; it vanishes when it is dropped.
fn write_beside(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    left::written(folder_of(path));
    let mut builder = Builder::new();
    builder.prefix(left::NAME.0).suffix(left::NAME.1);
    // A temporary file is private by default; what it becomes is an ordinary file, as the user's umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let temporary = builder.tempfile_in(folder_of(path)).map_err(nameless)?;
    let mut out = BufWriter::new(temporary.as_file());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// What the system said of a temporary file, without the file's name, which tells nobody anything.
fn nameless(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((why, _)) => io::Error::new(error.kind(), why),
        None => error,
    }
}

/// Whether a file of this name is one that systems leave in folders for themselves.
#[must_use]
pub fn is_of_system(name: &str) -> bool {
    [".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn writes_a_new_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        write_new(&folder.path().join("会议.toml"), "一".as_bytes()).unwrap();
        assert_eq!(names(folder.path()), ["会议.toml"]);
        assert_eq!(fs::read_to_string(folder.path().join("会议.toml")).unwrap(), "一");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_to_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        let reader = std::thread::spawn({
            let path = path.clone();
            move || fs::read_to_string(path).unwrap()
        });
        replace(&path, b"told").unwrap();
        assert_eq!(reader.join().unwrap(), "told");
        assert!(!fs::metadata(&path).unwrap().is_file());
        assert_eq!(names(folder.path()), ["pipe"]);
    }

    #[test]
    fn never_overwrites() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        assert_eq!(write_new(&path, b"new").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a"]);
        // Without the look beforehand the file system itself refuses.
        let error = write_beside(&path, |out| out.write_all(b"new")).unwrap().persist_noclobber(&path).unwrap_err();
        assert_eq!(error.error.kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn replaces_a_file_or_makes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn what_is_read_only_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "one").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, b"two").unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn a_path_is_told_with_one_kind_of_slash() {
        assert_eq!(shown(&Path::new("学校 甲").join("members").join("a.toml")), "学校 甲/members/a.toml");
    }

    #[test]
    fn the_whole_way_is_the_one_people_type() {
        let folder = tempfile::tempdir().unwrap();
        let way = whole(&folder.path().join(".")).unwrap();
        assert!(way.is_absolute() && way.is_dir());
        assert!(!way.to_string_lossy().starts_with(r"\\?"), "{}", way.display());
        assert_eq!(whole(&folder.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn one_file_has_many_names() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("dir")).unwrap();
        for there in [false, true] {
            if there {
                fs::write(at("a"), "one").unwrap();
            }
            assert!(is_same(&at("a"), &at("a")) && is_same(&at("a"), &at("dir/../a")) && !is_same(&at("a"), &at("b")));
        }
        assert!(is_same(Path::new("Cargo.toml"), Path::new("./Cargo.toml")));
        assert!(is_same(Path::new("none"), Path::new("src/../none")) && !is_same(Path::new(".."), Path::new("none")));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a", at("link")).unwrap();
            assert!(is_same(&at("link"), &at("a")));
            assert!(!is_same(Path::new("/dev/null"), Path::new("/dev/null")), "it takes whatever it is given");
        }
    }

    #[test]
    fn leaves_nothing_behind_on_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("dir")).unwrap();
        assert!(replace(&folder.path().join("dir"), b"x").is_err());
        assert!(write_new(&folder.path().join("dir"), b"x").is_err());
        let missing = write_new(&folder.path().join("missing/a"), b"x").unwrap_err();
        assert!(missing.kind() == io::ErrorKind::NotFound && !missing.to_string().contains(".tmp"), "{missing}");
        assert_eq!(names(folder.path()), ["dir"]);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_links() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("link"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        fs::write(&path, "one").unwrap();
        let usual = mode(&path);
        write_new(&folder.path().join("b"), b"").unwrap();
        assert_eq!(mode(&folder.path().join("b")), usual);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        replace(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(mode(&path), 0o640);
    }
}
