//! Two names that change places in one step, so that there is no moment at which one of them is missing.

use std::io;
use std::path::Path;

/// What is called `one` is called `other` from now on, and the other way round.
///
/// # Errors
/// What the system says, which is `Unsupported` where it has no such step; then nothing has changed.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
